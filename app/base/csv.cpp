#include "base/csv.h"

namespace marz::base {

namespace {

QString csvCell(const QString &raw, QChar separator)
{
    QString cell = raw;
    bool isNumber = false;
    cell.toDouble(&isNumber);
    if (!isNumber && !cell.isEmpty() && QStringView(u"=+-@\t\r").contains(cell.front()))
        cell.prepend(u'\'');
    const bool quoted =
        cell.contains(separator) || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    if (!quoted)
        return cell;
    return u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

CsvReader::CsvReader(QStringView text, QChar separator) : m_text(text), m_separator(separator)
{
    if (m_text.startsWith(QChar(0xFEFF)))
        m_pos = 1;
}

/// True when @p c, just read, ends a line (a CR takes the LF after it along).
bool CsvReader::isLineEnd(QChar c)
{
    if (c != u'\n' && c != u'\r')
        return false;
    if (c == u'\r' && m_pos < m_text.size() && m_text[m_pos] == u'\n')
        ++m_pos;
    ++m_line;
    return true;
}

bool CsvReader::next(QStringList &cells)
{
    cells.clear();
    QString cell;
    bool quoted = false;
    bool started = false; // anything of the row seen
    qint64 quoteLine = 0;
    m_rowLine = m_line;
    while (m_pos < m_text.size()) {
        const QChar c = m_text[m_pos++];
        if (quoted) {
            if (c == u'"' && m_pos < m_text.size() && m_text[m_pos] == u'"') {
                cell.append(c);
                ++m_pos;
            } else if (c == u'"') {
                quoted = false;
            } else {
                const qsizetype begin = m_pos - 1;
                isLineEnd(c);
                cell.append(m_text.mid(begin, m_pos - begin));
            }
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
            started = true;
            quoteLine = m_line;
        } else if (c == m_separator) {
            cells.append(cell);
            cell = QString();
            started = true;
        } else if (isLineEnd(c)) {
            if (started || !cell.isEmpty()) {
                cells.append(cell);
                return true;
            }
            m_rowLine = m_line;
        } else {
            cell.append(c);
            started = true;
        }
    }
    if (quoted)
        m_openQuoteLine = quoteLine;
    if (!started && cell.isEmpty())
        return false;
    cells.append(cell);
    return true;
}

std::vector<QStringList> parseCsv(const QString &text, QChar separator)
{
    std::vector<QStringList> rows;
    CsvReader reader(text, separator);
    QStringList row;
    while (reader.next(row))
        rows.push_back(row);
    return rows;
}

QString csvRow(const QStringList &cells, QChar separator)
{
    QStringList out;
    out.reserve(cells.size());
    for (const QString &cell : cells)
        out.append(csvCell(cell, separator));
    return out.join(separator);
}

} // namespace marz::base
