#include "geo/coordinatereading.h"

#include "base/error.h"
#include "geo/angletext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace marz::geo {

namespace {

constexpr double metresPerDegree = 6371008.8 * std::numbers::pi / 180;

/// An angle in degrees, signed, with its axis as far as its letter or label says.
struct Degrees {
    double value = 0;
    double unit = 1; ///< One unit of the last digit typed.
    bool hasParts = false;
    Axis axis = Axis::Unknown;
};

/// The value and unit that the parts of @p angle add up to, without sign.
Degrees sumOfParts(const Angle &angle, const QString &text)
{
    constexpr std::array<QChar, 3> marks{QChar(0x00B0), QLatin1Char('\''), QLatin1Char('"')};
    constexpr std::array<QLatin1String, 3> names{QLatin1String("Degrees"), QLatin1String("Minutes"),
                                                 QLatin1String("Seconds")};
    if (angle.parts.empty() || angle.parts.size() > marks.size())
        refuseAsCoordinate(text);
    Degrees sum;
    double scale = 1;
    for (std::size_t i = 0; i < angle.parts.size(); ++i, scale /= 60) {
        const auto &[digits, mark] = angle.parts[i];
        const double value = digits.toDouble();
        const qsizetype point = digits.indexOf(QLatin1Char('.'));
        const bool isLast = i + 1 == angle.parts.size();
        if ((!mark.isNull() && mark != marks[i]) || (point >= 0 && !isLast))
            refuseAsCoordinate(text);
        if (i > 0 && value >= 60)
            refuse(QStringLiteral("%1 go from 0 to 59, not %2.").arg(names[i], digits));
        const double decimals = point < 0 ? 0 : static_cast<double>(digits.size() - point - 1);
        sum.unit = scale * std::pow(10.0, -decimals);
        sum.value += value * scale;
    }
    sum.hasParts = angle.parts.size() > 1;
    return sum;
}

Degrees degreesOf(const Angle &angle, const QString &text)
{
    Degrees degrees = sumOfParts(angle, text);
    degrees.axis = angle.axis;
    if (!angle.letter.isNull()) {
        const bool isLat = angle.letter == QLatin1Char('N') || angle.letter == QLatin1Char('S');
        degrees.axis = isLat ? Axis::Lat : Axis::Lon;
        if (!angle.sign.isNull())
            refuse(QStringLiteral("“%1” has both a sign and a letter. Leave one out.").arg(text));
        if (angle.axis != Axis::Unknown && angle.axis != degrees.axis)
            refuse(QStringLiteral("“%1” has a label and a letter that contradict each other.").arg(text));
    }
    const bool isNegative = angle.sign == QLatin1Char('-') || angle.letter == QLatin1Char('S') ||
                            angle.letter == QLatin1Char('W');
    if (isNegative)
        degrees.value = -degrees.value;
    return degrees;
}

void requireRange(const Degrees &degrees, QLatin1String advice)
{
    const bool isLat = degrees.axis == Axis::Lat;
    const double most = isLat ? 90 : 180;
    if (std::abs(degrees.value) <= most)
        return;
    const QString problem =
        QStringLiteral("%1 %2 is beyond %3.")
            .arg(isLat ? QLatin1String("Latitude") : QLatin1String("Longitude"),
                 QString::number(std::abs(degrees.value), 'g', 10), QString::number(most));
    refuse(problem + advice);
}

/// The two angles as latitude and longitude; @p order becomes Stated when it was.
std::pair<Degrees, Degrees> ordered(Degrees first, Degrees second, const QString &text,
                                    CoordinateOrder &order)
{
    if (first.axis == Axis::Unknown && second.axis == Axis::Unknown) {
        const bool isLatFirst = order == CoordinateOrder::LatitudeAssumedFirst;
        first.axis = isLatFirst ? Axis::Lat : Axis::Lon;
        second.axis = isLatFirst ? Axis::Lon : Axis::Lat;
        constexpr QLatin1String advice(" Latitude comes first; write N, S, E, W for another order.");
        requireRange(first, advice);
        requireRange(second, advice);
    } else {
        order = CoordinateOrder::Stated;
    }
    if (first.axis == Axis::Unknown || second.axis == Axis::Unknown)
        refuse(QStringLiteral("“%1” says of one number only what it is. Write N or S and E or W.").arg(text));
    if (first.axis == second.axis)
        refuse(QStringLiteral("“%1” has two %2.")
                   .arg(text,
                        first.axis == Axis::Lat ? QLatin1String("latitudes") : QLatin1String("longitudes")));
    if (first.axis == Axis::Lon)
        std::swap(first, second);
    return {first, second};
}

ParsedCoordinate coordinateOf(const std::vector<Angle> &angles, const QString &text, CoordinateOrder order)
{
    std::vector<Degrees> degrees;
    for (const Angle &angle : angles) {
        degrees.push_back(degreesOf(angle, text));
        if (degrees.back().axis != Axis::Unknown)
            requireRange(degrees.back(), {});
    }
    if (degrees.size() == 1)
        refuse(QStringLiteral("“%1” is one number; a coordinate has a latitude and a longitude.").arg(text));
    if (degrees.size() != 2)
        refuseAsCoordinate(text);
    const auto [lat, lon] = ordered(degrees[0], degrees[1], text, order);
    const bool hasParts = lat.hasParts || lon.hasParts;
    const double lonScale = std::cos(lat.value * std::numbers::pi / 180);
    return {{lon.value, lat.value},
            hasParts ? CoordinateForm::DegreesMinutesSeconds : CoordinateForm::DecimalDegrees,
            metresPerDegree / 2 * std::max(lat.unit, lon.unit * lonScale),
            order};
}

} // namespace

CoordinateReading degreesReading(const QString &text, CoordinateOrder assumed)
{
    try {
        return {coordinateOf(anglesOf(text), text, assumed), {}};
    } catch (const base::Error &error) {
        return {std::nullopt, error.problem()};
    }
}

} // namespace marz::geo
