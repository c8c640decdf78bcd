#include "map/badge.h"

namespace marz::map {

QString countText(std::size_t count)
{
    if (count < 10'000)
        return QString::number(count);
    return count < 1'000'000 ? QStringLiteral("%1k").arg(count / 1000)
                             : QStringLiteral("%1M").arg(static_cast<double>(count) / 1e6, 0, 'f', 1);
}

TextStyle badgeStyle()
{
    return {.sizePx = 9.5, .isSemibold = true};
}

QRectF badgeBox(const QString &text)
{
    constexpr double height = 13;
    const double width = std::max(height, textShape(text, badgeStyle())->width() + 7);
    return {-width / 2, -height / 2, width, height};
}

QString unitBadgeText(const PlacedUnit &unit)
{
    return countText(unit.rows.size()) +
           (unit.isCountry ? QStringLiteral(" in the country") : QStringLiteral(" in the province"));
}

QRectF unitBadgeBox(const PlacedUnit &unit)
{
    return badgeBox(unitBadgeText(unit)).translated(unit.badgeAt);
}

} // namespace marz::map
