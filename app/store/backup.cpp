#include "store/backup.h"

#include "store/changeapplier.h"
#include "store/connection.h"
#include "store/newfile.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <sqlite3.h>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Exception.h>

namespace marz::store {

namespace {

constexpr int kept = 10;

QString stemOf(const QString &storePath)
{
    const QString name = QFileInfo(storePath).fileName();
    return name.endsWith(QLatin1String(".gpkg"), Qt::CaseInsensitive) ? name.chopped(5) : name;
}

/// What is wrong with the copy at @p path, which must hold @p pages of the store; empty when nothing.
QString problemOfCopy(const Connection &store, const QString &path, int pages)
{
    const Connection copy(path, OpenMode::ReadWrite); // reads anew what was written
    copy.execute("PRAGMA journal_mode = DELETE");     // the header of a store in use says WAL
    if (pages == 0 || copy.integer("PRAGMA page_count") != pages)
        return QStringLiteral("pages are missing");
    constexpr qint64 geoPackage = 0x47504B47; // "GPKG"
    const QString storeId = QStringLiteral("store_id");
    if (copy.integer("PRAGMA application_id") != geoPackage ||
        metaOf(copy, storeId) != metaOf(store, storeId))
        return QStringLiteral("it is not that of the store");
    const QString verdict = copy.text("PRAGMA quick_check(1)");
    return verdict == QLatin1String("ok") ? QString() : verdict;
}

/// The number of pages copied to the empty file at @p path.
int copyPages(const Connection &store, const QString &path)
{
    const Connection copy(path, OpenMode::ReadWrite);
    int result = SQLITE_ERROR, pages = 0;
    try {
        SQLite::Backup backup(copy.database(), store.database());
        result = backup.executeStep(-1); // a lock is no exception, but a result
        pages = backup.getTotalPageCount();
    } catch (const SQLite::Exception &e) {
        result = e.getErrorCode();
    }
    if (result != SQLITE_DONE) {
        // Reading and writing fail alike; what cannot be written is told of the copy.
        const int primary = result & 0xFF;
        const bool isOfCopy = primary == SQLITE_IOERR || primary == SQLITE_FULL || primary == SQLITE_CANTOPEN;
        throw sqliteError(result, QString::fromUtf8(sqlite3_errstr(result)), isOfCopy ? path : store.path());
    }
    return pages;
}

void copyInto(const Connection &store, const NewFile &file)
{
    const int pages = copyPages(store, file.path());
    QString problem;
    try {
        problem = problemOfCopy(store, file.path(), pages);
    } catch (const base::Error &e) {
        throw base::Error(
            e.kind(),
            QStringLiteral("The copy of %1 could not be checked: %2").arg(store.path(), e.problem()),
            QStringLiteral("There is no backup of now; try again."));
    }
    if (!problem.isEmpty())
        throw base::Error(base::ErrorKind::Damaged,
                          QStringLiteral("The copy of %1 is damaged (%2).").arg(store.path(), problem),
                          QStringLiteral("There is no backup of now; run `marz verify` on the store."));
}

} // namespace

void backupTo(const Connection &connection, const QString &target)
{
    if (QFileInfo::exists(target))
        throw existsAlready(target);
    NewFile file(target);
    copyInto(connection, file);
    if (!file.publishAs(target))
        throw existsAlready(target);
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

QString damagedAdvice(const QString &storePath)
{
    const QStringList backups = backupsOf(storePath);
    return backups.isEmpty()
               ? QStringLiteral("There is no backup beside it: look for a copy of it elsewhere.")
               : QStringLiteral("Continue with a copy of its newest backup, %1.").arg(backups.back());
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
    NewFile file(nameAt());
    copyInto(connection, file);
    while (!file.publishAs(nameAt()))
        at = at.addSecs(1);
    QStringList all = backupsOf(connection.path());
    while (all.size() > kept)
        QFile::remove(all.takeFirst());
    return nameAt();
}

} // namespace marz::store
