#include "io/tablehead.h"

#include "base/csv.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace marz::io {

namespace {

constexpr qsizetype rowsToJudge = 30;

qsizetype filledCells(const QStringList &row)
{
    return std::count_if(row.begin(), row.end(),
                         [](const QString &cell) { return !cell.trimmed().isEmpty(); });
}

/// A number, a date or a coordinate: what a header does not hold. Years alone may be headers.
bool isValue(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^[-+]?\\d+([.,:/-]\\d+)*([Tt ][\\d:.Zz+-]+)?$"));
    return number.match(text.trimmed()).hasMatch();
}

bool isHeader(const QStringList &row)
{
    return filledCells(row) > 0 && std::none_of(row.begin(), row.end(), isValue);
}

/// Names for every column: blanks get one, repeated ones a number.
QStringList uniqueNames(QStringList names, qsizetype width, QStringList &warnings)
{
    while (names.size() < width)
        names.append(QString());
    QSet<QString> seen; // folded
    QStringList repeated;
    for (qsizetype i = 0; i < names.size(); ++i) {
        QString name = names[i].simplified();
        if (name.isEmpty())
            name = columnName(i);
        QString unique = name;
        for (int n = 2; seen.contains(unique.toCaseFolded()); ++n)
            unique = QStringLiteral("%1 (%2)").arg(name).arg(n);
        if (unique != name)
            repeated.append(name);
        seen.insert(unique.toCaseFolded());
        names[i] = unique;
    }
    if (!repeated.isEmpty())
        warnings +=
            QStringLiteral("Several columns of the header are called %1; the later ones got a number. "
                           "Check that each goes to the right field.")
                .arg(repeated.join(QStringLiteral(", ")));
    return names;
}

} // namespace

QString columnName(qsizetype index)
{
    return QStringLiteral("column %1").arg(index + 1);
}

QChar separatorOf(const QString &text)
{
    QChar best = u',';
    double bestScore = 0;
    for (const QChar separator : {QChar(u','), QChar(u';'), QChar(u'\t'), QChar(u'|')}) {
        base::CsvReader reader(text, separator);
        QMap<qsizetype, int> widths;
        QStringList row;
        int rows = 0;
        while (rows < rowsToJudge && reader.next(row)) {
            ++rows;
            if (row.size() > 1)
                ++widths[row.size()];
        }
        for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
            // Rows of one width count for more than many columns of uneven rows.
            const double score = double(it.value()) / rows * (10 + double(std::min<qsizetype>(it.key(), 20)));
            if (score > bestScore) {
                bestScore = score;
                best = separator;
            }
        }
    }
    return best;
}

TableHead headOf(const std::vector<QStringList> &firstRows)
{
    TableHead head;
    qsizetype widest = 0;
    for (const QStringList &row : firstRows)
        widest = std::max(widest, filledCells(row));
    qsizetype first = 0;
    const auto count = static_cast<qsizetype>(firstRows.size());
    const auto rowAt = [&](qsizetype i) -> const QStringList & {
        return firstRows[static_cast<std::size_t>(i)];
    };
    while (first + 1 < count && first < 10 && widest > 2 && filledCells(rowAt(first)) * 2 <= widest &&
           !std::any_of(rowAt(first).begin(), rowAt(first).end(), isValue) && filledCells(rowAt(first)) <= 2)
        ++first;
    qsizetype width = 0;
    for (const QStringList &row : firstRows)
        width = std::max(width, row.size());
    if (count == 0)
        return head;
    if (!isHeader(rowAt(first))) {
        head.warnings += QStringLiteral("The first row holds values, not names: the columns were numbered. "
                                        "Assign them by hand, or put a row of names above.");
        head.columns = uniqueNames({}, width, head.warnings);
        return head;
    }
    head.headerRow = first;
    if (first > 0) {
        const QString rows =
            first == 1
                ? QStringLiteral("The first row, above the header, was taken as a title")
                : QStringLiteral("The first %1 rows, above the header, were taken as titles").arg(first);
        head.warnings +=
            rows % QStringLiteral(" and passed over. If the header is another row, delete what is above it.");
    }
    head.columns = uniqueNames(rowAt(first), rowAt(first).size(), head.warnings);
    return head;
}

} // namespace marz::io
