#pragma once

#include "store/connection.h"
#include "store/opening.h"

#include <QFile>

/// Stores that are too large to be checked while they are opened.
namespace marz::test {

/// Adds a table of no meaning until the file is of that size. Nobody may have the store open.
inline void makeLarge(const QString &path)
{
    store::Connection connection(path, store::OpenMode::ReadWrite);
    connection.execute("CREATE TABLE ballast (content BLOB)");
    connection.execute("BEGIN");
    for (qint64 bytes = 0; bytes <= store::checkedAtOnceBytes; bytes += 1'000'000)
        connection.execute("INSERT INTO ballast VALUES (zeroblob(1000000))");
    connection.execute("COMMIT");
}

/// Breaks a page of that table: opening does not notice, the check does.
inline bool damageLarge(const QString &path)
{
    QFile file(path);
    constexpr qint64 pageBytes = 4096;
    return file.open(QIODevice::ReadWrite) &&
           file.seek(store::checkedAtOnceBytes / 2 / pageBytes * pageBytes) &&
           file.write(QByteArray::fromHex("7fffffff")) == 4;
}

} // namespace marz::test
