#pragma once

#include "io/source.h"
#include "io/tablereader.h"

namespace marz::base {
class Error;
}

namespace marz::io {

/// The refusal of a cell beyond maxCellChars; @p row as "row 7", @p column as "column B" or its name.
base::Error cellTooLong(const QString &file, const QString &row, const QString &column);

/// Passes the rows of a table on: holds the first ones back until the header is judged, drops blank ones, and
/// refuses a table beyond the limits of tablelimits.h. Every method throws base::Error(Invalid) with file,
/// row and column.
class RowFeed
{
public:
    /// @p header without columns; @p maxRows beside the limits on memory. @p source and @p sink must outlive
    /// it.
    RowFeed(const Source &source, TableData header, qint64 maxRows, const TableSink &sink);

    /// @p number is the row's number or line in the file.
    void take(qint64 number, QStringList &&cells);
    /// Notes that row @p number cannot be right, seen in its cell @p column (from 0); see TableProblem.
    void refuse(qint64 number, qsizetype column, const QString &kind, const QString &text);
    /// After the last row. Every warning of the answer names the file.
    TableEnd end(QStringList warnings);

private:
    void begin();
    void pass(qint64 number, QStringList &&cells);
    void checkCells(qint64 number, const QStringList &cells) const;
    void checkMemory(qint64 number) const;

    const Source &m_source;
    TableData m_header;
    qint64 m_maxRows;
    qint64 m_maxBytes;
    qint64 m_rowBytes; ///< of each row beside its cells
    const TableSink &m_sink;
    bool m_begun = false;
    std::vector<QStringList> m_held;
    std::vector<qint64> m_heldNumbers;
    qint64 m_rows = 0;
    qint64 m_textBytes = 0;
    qint64 m_longRows = 0;
    qint64 m_firstLongRow = 0;
    QStringList m_headWarnings;
    std::vector<TableProblem> m_problems;
    std::vector<qsizetype> m_problemColumns; ///< of each, named at the end
};

} // namespace marz::io
