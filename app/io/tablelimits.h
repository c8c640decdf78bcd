#pragma once

#include <QStringList>

#include <algorithm>

/// What a foreign table may hold, so that a small file cannot fill the memory of the window.
namespace marz::io {

constexpr qint64 maxSheetRows = 1'048'576;    ///< of a workbook's sheet: Excel's own limit
constexpr qsizetype maxTableColumns = 16'384; ///< Excel's own limit, for text tables too
constexpr qsizetype maxCellChars = 1'000'000; ///< what a record's text may hold

/// Bytes that a table of a file of @p fileBytes may take in memory, and its XML when it is unpacked: a
/// hundred times the file, which no honest table needs; at least 128 MB, at most 4 GB.
constexpr qint64 maxTableBytes(qint64 fileBytes)
{
    constexpr qint64 least = qint64(128) << 20;
    constexpr qint64 most = qint64(4) << 30;
    return fileBytes > most / 100 ? most : std::max(least, fileBytes * 100);
}

/// Bytes that an empty cell takes.
constexpr qint64 cellBytes = sizeof(QString);

/// Bytes that a row and the record made of it take beside the cells.
constexpr qint64 recordBytes = 1'000;

/// Bytes that the texts of @p cells take beside the cells themselves.
inline qint64 textBytes(const QStringList &cells)
{
    constexpr qint64 allocation = 40;
    qint64 bytes = 0;
    for (const QString &cell : cells)
        bytes += cell.isEmpty() ? 0 : allocation + cell.size() * qint64(sizeof(QChar));
    return bytes;
}

} // namespace marz::io
