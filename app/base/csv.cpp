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
    const bool quoted = cell.contains(separator) || cell.contains(u'"') || cell.contains(u'\n')
                        || cell.contains(u'\r');
    if (!quoted)
        return cell;
    return u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

std::vector<QStringList> parseCsv(const QString &text, QChar separator)
{
    std::vector<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    bool started = false; // anything of the current row seen
    const auto endRow = [&] {
        row.append(cell);
        cell.clear();
        rows.push_back(row);
        row.clear();
        started = false;
    };
    for (qsizetype i = text.startsWith(QChar(0xFEFF)) ? 1 : 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != u'"') {
                cell.append(c);
            } else if (i + 1 < text.size() && text[i + 1] == u'"') {
                cell.append(c);
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
            started = true;
        } else if (c == separator) {
            row.append(cell);
            cell.clear();
            started = true;
        } else if (c == u'\n' || c == u'\r') {
            if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
                ++i;
            if (started || !cell.isEmpty())
                endRow();
        } else {
            cell.append(c);
            started = true;
        }
    }
    if (started || !cell.isEmpty())
        endRow();
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
