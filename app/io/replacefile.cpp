#include "io/replacefile.h"

#include "base/error.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

[[noreturn]] void refuseReplacing(const QString &path, const QString &cause)
{
    throw Error(ErrorKind::Invalid,
                QStringLiteral("%1 was not written: %2. It is unchanged.").arg(path, cause),
                QStringLiteral("Choose another name."));
}

std::optional<struct stat> statusOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? std::optional(status) : std::nullopt;
}

/// Where @p path leads, also when nothing is there yet.
QString resolved(const QString &path)
{
    const QFileInfo info(path);
    const QString canonical = info.canonicalFilePath();
    if (!canonical.isEmpty())
        return canonical;
    const QString folder = info.absoluteDir().canonicalPath();
    return folder.isEmpty() ? info.absoluteFilePath() : QDir(folder).filePath(info.fileName());
}

/// Also by a hard link, or a name in another case where the file system takes both for one.
bool isSameFile(const QString &a, const QString &b)
{
    const std::optional<struct stat> first = statusOf(a);
    const std::optional<struct stat> second = statusOf(b);
    if (first && second)
        return first->st_dev == second->st_dev && first->st_ino == second->st_ino;
    return resolved(a) == resolved(b);
}

[[noreturn]] void failWriting(const QString &path, const QString &cause, ErrorKind kind = ErrorKind::Failed)
{
    throw Error(
        kind,
        QStringLiteral("%1 cannot be written: %2. What was there before is unchanged.").arg(path, cause),
        QStringLiteral("Choose another folder, or make room on the disk, and export again."));
}

/// What is in the file now, read through its own handle; empty optional when it cannot be read.
std::optional<QByteArray> writtenBytes(int handle, qsizetype size)
{
    QByteArray out(size + 1, Qt::Uninitialized);
    qsizetype at = 0;
    while (at < out.size()) {
        const ssize_t got = ::pread(handle, out.data() + at, static_cast<std::size_t>(out.size() - at), at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::nullopt;
        if (got == 0)
            break;
        at += got;
    }
    out.truncate(at);
    return out;
}

} // namespace

void requireNotInUse(const QString &path, const QStringList &inUse)
{
    for (const QString &used : inUse) {
        if (isSameFile(path, used))
            refuseReplacing(path, QStringLiteral("it is in use as %1").arg(used));
        for (const char *beside : {"-wal", "-shm", "-journal"}) {
            if (isSameFile(path, resolved(used) % QLatin1String(beside)))
                refuseReplacing(path, QStringLiteral("it is a part of %1, which is in use").arg(used));
        }
    }
}

void requireReplaceable(const QString &path, const QStringList &inUse)
{
    requireNotInUse(path, inUse);
    const std::optional<struct stat> status = statusOf(path);
    if (!status)
        return;
    if (!S_ISREG(status->st_mode)) // before it is opened: a pipe would wait for a writer
        refuseReplacing(path, QStringLiteral("there is something of that name that is no file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuseReplacing(path, QStringLiteral("what is there may not be read, and might be a store"));
    if (file.read(16).startsWith("SQLite format 3"))
        refuseReplacing(path, QStringLiteral("a database is there, which may be a store"));
}

void replaceFile(const QString &path, const QByteArray &bytes)
{
    requireReplaceable(path);
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly))
        failWriting(path, file.errorString());
    if (file.write(bytes) != bytes.size() || !file.flush() || ::fsync(file.handle()) != 0) {
        const bool full = errno == ENOSPC;
        const QString cause = full ? QStringLiteral("the disk is full") : file.errorString();
        file.cancelWriting();
        failWriting(path, cause, full ? ErrorKind::Full : ErrorKind::Failed);
    }
    if (const auto back = writtenBytes(file.handle(), bytes.size()); !back || *back != bytes) {
        file.cancelWriting();
        failWriting(path, QStringLiteral("what the disk gives back is not what was written"));
    }
    if (!file.commit())
        failWriting(path, file.errorString());
}

} // namespace marz::io
