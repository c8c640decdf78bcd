#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace marz::store {

class Connection;

/// Copies the store by SQLite's backup interface to @p target, which must not exist (Invalid); the copy is
/// checked and appears under its name only when it is whole. Throws Locked when the store stays locked.
void backupTo(const Connection &connection, const QString &target);

/// backupTo() `name.YYYYMMDD-HHMMSS.bak.gpkg` beside the store; keeps the newest ten. The backup's path.
QString backupBeside(const Connection &connection);

/// Backups beside @p storePath, oldest first.
QStringList backupsOf(const QString &storePath);

/// What to do about a damaged store: its newest backup, if there is one beside it.
QString damagedAdvice(const QString &storePath);

/// True when there is a backup beside @p storePath of @p day.
bool hasBackupOf(const QString &storePath, QDate day);

} // namespace marz::store
