#include "store/newfile.h"

#include "base/log.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace marz::store {

using base::Error;
using base::ErrorKind;

namespace {

Error cannotCreate(const QString &target, int code)
{
    const QString why = QString::fromStdString(std::generic_category().message(code));
    const QString what = QStringLiteral("%1 cannot be created: %2.").arg(target, why);
    if (code == ENOSPC || code == EDQUOT)
        return Error(ErrorKind::Full, what, QStringLiteral("Free some space and try again."));
    return Error(ErrorKind::Failed, what, QStringLiteral("Check that the folder exists and its rights."));
}

/// The code of what went wrong, 0 when all is on the disk.
int syncOf(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int code = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    return code;
}

/// Gives @p from the name @p to, which nothing may have; the code of what went wrong, 0 when it is done.
int renameNew(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // This file system cannot rename so (NFS): a second name is never given in the place of another file.
    if (::link(from.constData(), to.constData()) != 0)
        return errno;
    ::unlink(from.constData());
    return 0;
}

} // namespace

Error existsAlready(const QString &target)
{
    return Error(ErrorKind::Invalid, target + QStringLiteral(" exists already."),
                 QStringLiteral("Choose another name."));
}

NewFile::NewFile(const QString &target)
{
    for (;;) {
        const QString random =
            QStringLiteral("%1").arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
        m_path = target + QLatin1Char('.') + random + QStringLiteral(".part");
        constexpr int rights = 0644; // as SQLite makes its files
        const int file =
            ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, rights);
        if (file >= 0) {
            ::close(file);
            return;
        }
        if (errno != EEXIST)
            throw cannotCreate(target, errno);
    }
}

NewFile::~NewFile()
{
    if (m_isPublished)
        return;
    for (const char *ending : {"", "-journal", "-wal", "-shm"})
        QFile::remove(m_path + QLatin1String(ending));
}

bool NewFile::publishAs(const QString &target)
{
    int code = syncOf(m_path);
    if (code == 0)
        code = renameNew(QFile::encodeName(m_path), QFile::encodeName(target));
    if (code == EEXIST)
        return false;
    if (code != 0)
        throw cannotCreate(target, code);
    m_isPublished = true;
    if (syncOf(QFileInfo(target).absolutePath()) != 0) // some file systems have no such thing
        qCInfo(lcStore) << "the folder could not be synced after" << target << "was made";
    return true;
}

} // namespace marz::store
