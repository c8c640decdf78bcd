#include "geo/measuretext.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace marz::geo {

namespace {

/// @p value with four significant digits, grouped: "1.234", "123.4", "12,340".
QString fourDigits(double value)
{
    const double magnitude = value > 0 ? std::floor(std::log10(value)) : 0;
    const int decimals = std::clamp(3 - static_cast<int>(magnitude), 0, 3);
    static const QLocale grouped(QLocale::English); // as scales are written everywhere in the program
    return grouped.toString(value, 'f', decimals);
}

QString withUnit(const QString &number, QLatin1String unit)
{
    return number + unitSpace + unit;
}

} // namespace

QString lengthText(double metres)
{
    if (!std::isfinite(metres))
        return QStringLiteral("-");
    if (metres < 9.95)
        return withUnit(QString::number(metres, 'f', 1), QLatin1String("m"));
    if (metres < 999.5)
        return withUnit(QString::number(std::round(metres), 'f', 0), QLatin1String("m"));
    return withUnit(fourDigits(metres / 1000), QLatin1String("km"));
}

QString areaText(double squareMetres)
{
    constexpr double hectareM2 = 10'000;
    constexpr double squareKilometreM2 = 1'000'000;
    if (!std::isfinite(squareMetres))
        return QStringLiteral("-");
    const QChar squared(0x00B2);
    if (squareMetres < hectareM2)
        return withUnit(fourDigits(std::round(squareMetres * 10) / 10), QLatin1String("m")) + squared;
    if (squareMetres < squareKilometreM2)
        return withUnit(fourDigits(squareMetres / hectareM2), QLatin1String("ha"));
    return withUnit(fourDigits(squareMetres / squareKilometreM2), QLatin1String("km")) + squared;
}

QString azimuthText(double degrees)
{
    if (!std::isfinite(degrees))
        return QStringLiteral("-");
    const auto tenths = (std::llround(degrees * 10) % 3600 + 3600) % 3600;
    return QStringLiteral("%1.%2").arg(tenths / 10, 3, 10, QLatin1Char('0')).arg(tenths % 10) + QChar(0x00B0);
}

} // namespace marz::geo
