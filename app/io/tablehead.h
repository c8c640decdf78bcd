#pragma once

#include <QStringList>

#include <vector>

namespace marz::io {

/// Where a table's header is among its first rows, and the names it gives.
struct TableHead {
    qsizetype headerRow = -1; ///< -1 = there is none: the first row is data already
    QStringList columns;      ///< unique and not empty
    QStringList warnings;
};

/// Judges the first rows of a table: titles above the header are passed over, a first row that holds numbers
/// or dates is no header.
TableHead headOf(const std::vector<QStringList> &firstRows);

/// The name of the nth column (from 0) that has none, "column 3".
QString columnName(qsizetype index);

/// The separator among comma, semicolon, tab and bar that cuts the first rows of @p text most evenly.
QChar separatorOf(const QString &text);

} // namespace marz::io
