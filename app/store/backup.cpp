#include "store/backup.h"

#include "store/connection.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Exception.h>

#include <fcntl.h>
#include <unistd.h>

namespace marz::store {

namespace {

constexpr int kept = 10;

QString stemOf(const QString &storePath)
{
    const QString name = QFileInfo(storePath).fileName();
    return name.endsWith(QLatin1String(".gpkg"), Qt::CaseInsensitive) ? name.chopped(5) : name;
}

void copyPages(const Connection &connection, const QString &target)
{
    Connection copy(target, OpenMode::Create);
    try {
        SQLite::Backup backup(copy.database(), connection.database());
        backup.executeStep(-1);
    } catch (const SQLite::Exception &e) {
        throw sqliteError(e.getErrorCode(), QString::fromUtf8(e.what()), target);
    }
    copy.execute("PRAGMA journal_mode = DELETE");
    const QString verdict = copy.text("PRAGMA quick_check(1)");
    if (verdict != QLatin1String("ok"))
        throw base::Error(base::ErrorKind::Damaged,
                          target + QStringLiteral(": the copy is damaged (") + verdict + u')',
                          QStringLiteral("Run `marz verify` on the store."));
}

void syncFile(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool isSynced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!isSynced)
        throw base::Error(base::ErrorKind::Failed,
                          path + QStringLiteral(": the copy could not be written to disk."),
                          QStringLiteral("Check the disk and try again."));
}

} // namespace

void backupTo(const Connection &connection, const QString &target)
{
    if (QFileInfo::exists(target))
        throw base::Error(base::ErrorKind::Invalid, target + QStringLiteral(" exists already."),
                          QStringLiteral("Choose another name."));
    const QString part = target + QStringLiteral(".part");
    QFile::remove(part);
    try {
        copyPages(connection, part);
        syncFile(part);
        if (!QFile::rename(part, target))
            throw base::Error(base::ErrorKind::Failed,
                              target + QStringLiteral(": the copy could not be named."),
                              QStringLiteral("Check the rights on the folder."));
    } catch (...) {
        QFile::remove(part);
        QFile::remove(part + QStringLiteral("-journal"));
        throw;
    }
}

QStringList backupsOf(const QString &storePath)
{
    const QDir folder = QFileInfo(storePath).absoluteDir();
    const QRegularExpression pattern(QLatin1Char('^') + QRegularExpression::escape(stemOf(storePath)) +
                                     QStringLiteral("\\.[0-9]{8}-[0-9]{6}\\.bak\\.gpkg$"));
    QStringList found;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        if (pattern.match(name).hasMatch())
            found.append(folder.filePath(name));
    }
    return found;
}

bool hasBackupOf(const QString &storePath, QDate day)
{
    const QString mark = QLatin1Char('.') + day.toString(QStringLiteral("yyyyMMdd")) + QLatin1Char('-');
    for (const QString &backup : backupsOf(storePath)) {
        if (QFileInfo(backup).fileName().mid(stemOf(storePath).size()).startsWith(mark))
            return true;
    }
    return false;
}

QString backupBeside(const Connection &connection)
{
    const QFileInfo store(connection.path());
    QDateTime at = QDateTime::currentDateTime();
    const auto nameAt = [&] {
        return store.absoluteDir().filePath(stemOf(connection.path()) + QLatin1Char('.') +
                                            at.toString(QStringLiteral("yyyyMMdd-HHmmss")) +
                                            QStringLiteral(".bak.gpkg"));
    };
    while (QFileInfo::exists(nameAt()))
        at = at.addSecs(1);
    const QString target = nameAt();
    backupTo(connection, target);
    QStringList all = backupsOf(connection.path());
    while (all.size() > kept)
        QFile::remove(all.takeFirst());
    return target;
}

} // namespace marz::store
