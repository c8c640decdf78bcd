#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace marz::io {

/// Throws base::Error(Invalid) when @p path may not be written: it is one of the files @p inUse (a store,
/// what is imported, a map layer), under whatever name or link, or a file that SQLite keeps beside one of
/// them.
void requireNotInUse(const QString &path, const QStringList &inUse);

/// Throws base::Error(Invalid) when @p path may not be replaced: as requireNotInUse(); or it is there and is
/// no regular file (links followed), cannot be looked into, or is an SQLite database, which may be a store.
void requireReplaceable(const QString &path, const QStringList &inUse = {});

/// Makes @p bytes the content of @p path: written beside it, flushed to the disk, read back and compared, and
/// only then put in its place. Throws base::Error (as requireReplaceable(); Full when the disk is); what was
/// there before is then unchanged. Who knows of files in use asks requireReplaceable() first.
void replaceFile(const QString &path, const QByteArray &bytes);

} // namespace marz::io
