#include "session/layertable.h"

#include <cmath>

namespace marz::session {

std::optional<double> numberIn(const QString &cell)
{
    const QStringView text = QStringView(cell).trimmed();
    if (text.isEmpty() || text.size() > 40)
        return std::nullopt;
    const QChar first = text.front();
    if (!first.isDigit() && first != u'-' && first != u'+' && first != u'.')
        return std::nullopt; // "nan", "inf", and words at no cost
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool isNumeric(const LayerTable &table, int field)
{
    bool hasNumber = false;
    for (const QStringList &row : table.rows) {
        if (field < 0 || field >= row.size() || row[field].trimmed().isEmpty())
            continue;
        if (!numberIn(row[field]))
            return false;
        hasNumber = true;
    }
    return hasNumber;
}

} // namespace marz::session
