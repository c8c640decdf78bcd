#include "io/rowfeed.h"

#include "base/error.h"
#include "io/rowtexts.h"
#include "io/tablehead.h"
#include "io/tablelimits.h"

#include <QFileInfo>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr std::size_t rowsForHead = 20;

bool isBlank(const QStringList &cells)
{
    return std::all_of(cells.begin(), cells.end(),
                       [](const QString &cell) { return cell.trimmed().isEmpty(); });
}

bool isHxlTags(const QStringList &cells)
{
    return !isBlank(cells) && std::all_of(cells.begin(), cells.end(), [](const QString &cell) {
        return cell.trimmed().isEmpty() || (cell.trimmed().startsWith(u'#') && !isSheetError(cell));
    });
}

QString rowWords(qint64 number)
{
    return QStringLiteral("row %1").arg(number);
}

} // namespace

RowFeed::RowFeed(const Source &source, TableData header, qint64 maxRows, const TableSink &sink)
    : m_source(source), m_header(std::move(header)), m_maxRows(maxRows),
      m_maxBytes(maxTableBytes(QFileInfo(source.path).size())),
      m_rowBytes(source.format == Format::Csv ? 0 : recordBytes), m_sink(sink)
{
    if (source.format != Format::Csv)
        m_maxRows = std::min(m_maxRows, maxSheetRows);
}

void RowFeed::take(qint64 number, QStringList &&cells)
{
    if (isBlank(cells))
        return;
    while (!cells.isEmpty() && cells.last().isEmpty() && cells.size() > maxTableColumns)
        cells.removeLast();
    checkCells(number, cells);
    m_textBytes += textBytes(cells);
    checkMemory(number);
    if (m_begun) {
        pass(number, std::move(cells));
        return;
    }
    m_heldNumbers.push_back(number);
    m_held.push_back(std::move(cells));
    if (m_held.size() == rowsForHead)
        begin();
}

void RowFeed::refuse(qint64 number, qsizetype column, const QString &kind, const QString &text)
{
    m_problems.push_back({number, {}, kind, text});
    m_problemColumns.push_back(column);
}

TableEnd RowFeed::end(QStringList warnings)
{
    if (!m_begun)
        begin();
    if (m_rows == 0)
        warnings +=
            QStringLiteral("The table holds no row. Check that the right sheet was chosen and that the "
                           "file was saved with its content.");
    if (m_longRows > 0) {
        const QString count =
            (m_longRows == 1 ? QStringLiteral("%1 row has") : QStringLiteral("%1 rows have")).arg(m_longRows);
        warnings +=
            count % QStringLiteral(" more cells than the header (the first is %1); they are kept in columns "
                                   "with a number. Check that row for a separator too many.")
                        .arg(rowWords(m_firstLongRow));
    }
    for (std::size_t i = 0; i < m_problems.size(); ++i)
        m_problems[i].column = m_header.columns.value(m_problemColumns[i]);
    TableEnd end{m_header.columns, m_headWarnings + warnings, std::move(m_problems)};
    for (QString &warning : end.warnings) {
        if (!warning.contains(m_source.name))
            warning = m_source.name % QStringLiteral(": ") % warning;
    }
    return end;
}

void RowFeed::begin()
{
    m_begun = true;
    TableHead head = headOf(m_held);
    m_header.columns = head.columns;
    m_headWarnings = head.warnings;
    m_sink.begin(m_header);
    for (std::size_t i = static_cast<std::size_t>(head.headerRow + 1); i < m_held.size(); ++i) {
        if (i == static_cast<std::size_t>(head.headerRow + 1) && head.headerRow >= 0 &&
            isHxlTags(m_held[i])) {
            m_headWarnings += QStringLiteral("The row of HXL tags below the header (%1) was passed over.")
                                  .arg(rowWords(m_heldNumbers[i]));
            continue;
        }
        pass(m_heldNumbers[i], std::move(m_held[i]));
    }
    m_held.clear();
}

void RowFeed::pass(qint64 number, QStringList &&cells)
{
    if (++m_rows > m_maxRows) {
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral("%1 holds more than %2 rows.").arg(m_source.name, QString::number(m_maxRows)),
            QStringLiteral("Split it into smaller files."));
    }
    while (cells.size() > m_header.columns.size() && cells.last().isEmpty())
        cells.removeLast();
    if (cells.size() > m_header.columns.size()) {
        if (m_longRows == 0)
            m_firstLongRow = number;
        ++m_longRows;
        while (m_header.columns.size() < cells.size())
            m_header.columns.append(columnName(m_header.columns.size()));
    }
    checkMemory(number);
    m_sink.row(number, std::move(cells));
}

void RowFeed::checkCells(qint64 number, const QStringList &cells) const
{
    if (cells.size() > maxTableColumns) {
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("%1, %2 has %3 cells, more than the %4 that a table may have.")
                        .arg(m_source.name, rowWords(number))
                        .arg(cells.size())
                        .arg(maxTableColumns),
                    QStringLiteral("Take out the columns you do not need, or check the separator."));
    }
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (cells[i].size() <= maxCellChars)
            continue;
        QString column = columnName(i);
        if (i < m_header.columns.size() && m_header.columns[i] != column)
            column += QStringLiteral(" (%1)").arg(m_header.columns[i].left(60));
        throw cellTooLong(m_source.name, rowWords(number), column);
    }
}

/// The window keeps every row as wide as the widest, so that a single long one counts for all.
void RowFeed::checkMemory(qint64 number) const
{
    const qint64 bytes = m_textBytes + m_rows * (m_header.columns.size() * cellBytes + m_rowBytes);
    if (bytes <= m_maxBytes)
        return;
    throw Error(ErrorKind::Invalid,
                QStringLiteral("%1 unpacks to far more than a table of its size may hold: up to %2 it takes "
                               "more than %3 MB of memory.")
                    .arg(m_source.name, rowWords(number))
                    .arg(m_maxBytes >> 20),
                QStringLiteral("Keep only the rows and columns you need and open that."));
}

Error cellTooLong(const QString &file, const QString &row, const QString &column)
{
    return Error(
        ErrorKind::Invalid,
        QStringLiteral("%1, %2, %3 holds more than 1,000,000 characters in one cell.").arg(file, row, column),
        QStringLiteral("Shorten that cell, or take its row out, and open the file again."));
}

} // namespace marz::io
