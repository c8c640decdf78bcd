#include "geo/measuretext.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace marz::geo {

namespace {

/// The next power of ten that is no finer than @p resolution; 0 without one.
double stepOf(double resolution)
{
    return resolution > 0 ? std::pow(10, std::ceil(std::log10(resolution) - 1e-9)) : 0;
}

/// @p value with four significant digits, grouped, and none below @p step: "1.234", "123.4", "12,340".
QString fourDigits(double value, double step)
{
    const double magnitude = value > 0 ? std::floor(std::log10(value)) : 0;
    int decimals = std::clamp(3 - static_cast<int>(magnitude), 0, 3);
    if (step > 0)
        decimals = std::clamp(static_cast<int>(std::lround(-std::log10(step))), 0, decimals);
    static const QLocale grouped(QLocale::English); // as scales are written everywhere in the program
    return grouped.toString(value, 'f', decimals);
}

/// @p value to whole units, or to whole steps where these are larger; never to nothing.
double wholeSteps(double value, double step)
{
    const double magnitude = value > 0 ? std::pow(10, std::floor(std::log10(value))) : step;
    const double unit = std::max(1.0, std::min(step, magnitude));
    return std::round(value / unit) * unit;
}

QString withUnit(const QString &number, QLatin1String unit)
{
    return number + unitSpace + unit;
}

} // namespace

QString lengthText(double metres, double resolutionM)
{
    if (!std::isfinite(metres))
        return QStringLiteral("-");
    const double stepM = stepOf(resolutionM);
    if (metres < 9.95 && stepM < 1)
        return withUnit(QString::number(metres, 'f', 1), QLatin1String("m"));
    if (const double whole = wholeSteps(metres, stepM); whole < 1000)
        return withUnit(QString::number(whole, 'f', 0), QLatin1String("m"));
    return withUnit(fourDigits(metres / 1000, stepM / 1000), QLatin1String("km"));
}

QString areaText(double squareMetres, double resolutionM2)
{
    constexpr double hectareM2 = 10'000;
    constexpr double squareKilometreM2 = 1'000'000;
    if (!std::isfinite(squareMetres))
        return QStringLiteral("-");
    const QChar squared(0x00B2);
    const double stepM2 = stepOf(resolutionM2);
    if (squareMetres < hectareM2)
        return withUnit(fourDigits(std::round(squareMetres * 10) / 10, stepM2), QLatin1String("m")) + squared;
    if (squareMetres < squareKilometreM2)
        return withUnit(fourDigits(squareMetres / hectareM2, stepM2 / hectareM2), QLatin1String("ha"));
    return withUnit(fourDigits(squareMetres / squareKilometreM2, stepM2 / squareKilometreM2),
                    QLatin1String("km")) +
           squared;
}

QString azimuthText(double degrees)
{
    if (!std::isfinite(degrees))
        return QStringLiteral("-");
    const auto tenths = (std::llround(degrees * 10) % 3600 + 3600) % 3600;
    return QStringLiteral("%1.%2").arg(tenths / 10, 3, 10, QLatin1Char('0')).arg(tenths % 10) + QChar(0x00B0);
}

} // namespace marz::geo
