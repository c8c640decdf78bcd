#pragma once

#include "io/layerdata.h"
#include "io/source.h"

#include <functional>

namespace marz::io {

/// Where a table goes while it is read.
struct TableSink {
    std::function<void(const TableData &header)> begin;          ///< once, without rows
    std::function<void(qint64 number, QStringList &&cells)> row; ///< as many cells as the row has
};

/// What is known only when the table was read to its end.
struct TableEnd {
    QStringList columns; ///< those of the header, and one for every cell beyond it
    QStringList warnings;
    std::vector<TableProblem> problems;
};

/// Reads a CSV text or one sheet of a workbook, every cell as text: dates ISO, whole numbers without ".0".
/// Blank rows are passed over. Throws base::Error with the file's name. @p sheet empty = the first that has
/// rows.
TableEnd readTableInto(const Source &source, const QString &sheet, qint64 maxRows, const TableSink &sink);

} // namespace marz::io
