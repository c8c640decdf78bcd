#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace marz::base {

/// Reads RFC 4180 text (quoted cells may hold separators, doubled quotes and line breaks; a BOM is dropped; CRLF, LF
/// or CR end a row). Rows may differ in length. For the program's own files; foreign ones go through io.
std::vector<QStringList> parseCsv(const QString &text, QChar separator = u',');

/// One row, quoted where needed, without line end. A cell that a spreadsheet would run as a formula (starting with
/// = + - @ tab CR and not a plain number) gets a leading apostrophe.
QString csvRow(const QStringList &cells, QChar separator = u',');

} // namespace marz::base
