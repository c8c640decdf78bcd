#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

#include <vector>

namespace marz::base {

/// Reads RFC 4180 text (quoted cells may hold separators, doubled quotes and line breaks; a BOM is dropped;
/// CRLF, LF or CR end a row). Rows may differ in length. For the program's own files; foreign ones go through
/// io.
std::vector<QStringList> parseCsv(const QString &text, QChar separator = u',');

/// The same text row by row, for files too large to hold twice. The text must outlive the reader.
class CsvReader
{
public:
    explicit CsvReader(QStringView text, QChar separator = u',');

    /// Fills @p cells with the next row; false at the end of the text. Lines without any character are passed
    /// over.
    bool next(QStringList &cells);
    /// Line of the text (1 = first) on which the row last read begins.
    qint64 line() const { return m_rowLine; }
    /// Line of a quote that is never closed, so that the rest of the text became one cell; 0 = none.
    qint64 openQuoteLine() const { return m_openQuoteLine; }

private:
    bool isLineEnd(QChar c);

    QStringView m_text;
    QChar m_separator;
    qsizetype m_pos = 0;
    qint64 m_line = 1;
    qint64 m_rowLine = 0;
    qint64 m_openQuoteLine = 0;
};

/// One row, quoted where needed, without line end. A cell that a spreadsheet would run as a formula (starting
/// with = + - @ tab CR and not a plain number) gets a leading apostrophe.
QString csvRow(const QStringList &cells, QChar separator = u',');

} // namespace marz::base
