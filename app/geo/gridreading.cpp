#include "geo/coordinatereading.h"

#include <GeographicLib/Constants.hpp>
#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace marz::geo {

namespace {

using GeographicLib::MGRS;
using GeographicLib::UTMUPS;

/// Latitude bands from 80 S, eight degrees each (the last, X, twelve).
constexpr QLatin1String bandLetters("CDEFGHJKLMNPQRSTUVWX");
constexpr double southOfBandS = 32;
constexpr double northOfBandS = 40;
/// Eastings of 100 to 900 km only: beyond lie typing errors.
constexpr bool withinMgrsLimits = true;
/// A band letter may be wrong by this much at a band's edge: it was taken from a rounded position.
constexpr double bandToleranceDeg = 0.1;

CoordinateReading refused(const QString &problem)
{
    return {std::nullopt, problem};
}

CoordinateReading read(double lat, double lon, CoordinateForm form, double precisionM)
{
    return {ParsedCoordinate{{lon, lat}, form, precisionM}, {}};
}

QLatin1Char bandOf(double lat)
{
    const int index = std::clamp(static_cast<int>(std::floor((lat + 80) / 8)), 0, 19);
    return bandLetters[index];
}

double latitudeOf(int zone, bool north, double easting, double northing)
{
    double lat = 0, lon = 0;
    UTMUPS::Reverse(zone, north, easting, northing, lat, lon, withinMgrsLimits);
    return lat;
}

/// The latitude if S is the band and not the hemisphere; empty when the northing is nowhere in the north.
std::optional<double> latitudeIfBandS(int zone, double easting, double northing)
{
    try {
        return latitudeOf(zone, true, easting, northing);
    } catch (const GeographicLib::GeographicErr &) {
        return std::nullopt;
    }
}

bool isNearBandS(double lat)
{
    return lat > southOfBandS - 1 && lat < northOfBandS + 1;
}

/// Half of the last digit of @p number, in its own unit.
double halfUnit(const QString &number)
{
    const qsizetype point = number.indexOf(QLatin1Char('.'));
    return 0.5 * std::pow(10.0, point < 0 ? 0.0 : -static_cast<double>(number.size() - point - 1));
}

CoordinateReading readUtm(int zone, QChar letter, const QString &eastingText, const QString &northingText)
{
    if (zone < 1 || zone > 60)
        return refused(QStringLiteral("UTM has zones 1 to 60, not %1.").arg(zone));
    const double easting = eastingText.toDouble();
    const double northing = northingText.toDouble();
    bool north = letter >= QLatin1Char('N');
    if (letter == QLatin1Char('S')) {
        const std::optional<double> lat = latitudeIfBandS(zone, easting, northing);
        north = lat && *lat >= southOfBandS && *lat <= northOfBandS;
        if (lat && !north && isNearBandS(*lat))
            return refused(
                QStringLiteral("The S of zone %1S can be the band S (32 to 40 N) or the southern hemisphere. "
                               "Write N for the north, or the letter of the band.")
                    .arg(zone));
    }
    try {
        double lat = 0, lon = 0;
        UTMUPS::Reverse(zone, north, easting, northing, lat, lon, withinMgrsLimits);
        const bool isHemisphere = letter == QLatin1Char('N') || letter == QLatin1Char('S');
        const bool fits = isHemisphere || bandOf(lat - bandToleranceDeg) == letter || bandOf(lat) == letter ||
                          bandOf(lat + bandToleranceDeg) == letter;
        if (!fits)
            return refused(QStringLiteral("Northing %1 lies at latitude %2, in band %3 and not in band %4.")
                               .arg(northingText, QString::number(lat, 'f', 1), QChar(bandOf(lat)), letter));
        return read(lat, lon, CoordinateForm::Utm, std::max(halfUnit(eastingText), halfUnit(northingText)));
    } catch (const GeographicLib::GeographicErr &) {
        return refused(QStringLiteral("Easting %1 and northing %2 lie outside UTM zone %3%4.")
                           .arg(eastingText, northingText, QString::number(zone), letter));
    }
}

CoordinateReading readMgrs(const QString &square, const QString &digits)
{
    if (digits.size() % 2 != 0)
        return refused(
            QStringLiteral("The digits of an MGRS reference are half easting, half northing: %1 is an odd "
                           "number of them.")
                .arg(digits.size()));
    try {
        int zone = 0, precision = 0;
        bool north = false;
        double x = 0, y = 0, lat = 0, lon = 0;
        MGRS::Reverse(QString(square + digits).toStdString(), zone, north, x, y, precision);
        UTMUPS::Reverse(zone, north, x, y, lat, lon, withinMgrsLimits);
        return read(lat, lon, CoordinateForm::Mgrs, 0.5 * std::pow(10.0, 5 - precision));
    } catch (const GeographicLib::GeographicErr &) {
        return refused(QStringLiteral("%1 is not a square of the MGRS grid.").arg(square));
    }
}

} // namespace

std::optional<CoordinateReading> gridReading(const QString &text)
{
    static const QRegularExpression utm(
        QStringLiteral(R"(^(?:utm )?(?:zone )?(\d{1,2}) ?([a-z])?[ ,]+(\d{6}(?:\.\d+)?) ?(?:m?e|m)?[ ,]+)"
                       R"((\d{1,8}(?:\.\d+)?) ?(?:m?n|m)?$)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression mgrs(
        QStringLiteral(
            R"(^(?:mgrs )?((?:\d{1,2} ?[c-hj-np-x]|[abyz]) ?[a-hj-np-z]{2})(?: ?(\d{1,10})| (\d{1,5}) (\d{1,5}))?$)"),
        QRegularExpression::CaseInsensitiveOption);

    if (const QRegularExpressionMatch match = utm.match(text); match.hasMatch()) {
        const QString letter = match.captured(2).toUpper();
        if (letter.isEmpty())
            return refused(
                QStringLiteral("UTM zone %1 needs the letter of its hemisphere or band, such as %1N.")
                    .arg(match.captured(1)));
        if (!bandLetters.contains(letter[0]))
            return refused(QStringLiteral("UTM has bands C to X without I and O, not %1.").arg(letter));
        return readUtm(match.captured(1).toInt(), letter[0], match.captured(3), match.captured(4));
    }
    if (const QRegularExpressionMatch match = mgrs.match(text); match.hasMatch()) {
        QString square = match.captured(1).toUpper();
        square.remove(QLatin1Char(' '));
        if (match.captured(3).size() != match.captured(4).size())
            return refused(
                QStringLiteral("Easting %1 and northing %2 of an MGRS reference have different lengths.")
                    .arg(match.captured(3), match.captured(4)));
        return readMgrs(square, QString(match.captured(2) + match.captured(3) + match.captured(4)));
    }
    return std::nullopt;
}

QString utmText(LonLat position)
{
    int zone = 0;
    bool north = false;
    double easting = 0, northing = 0;
    UTMUPS::Forward(position.lat, position.lon, zone, north, easting, northing);
    if (zone == UTMUPS::UPS)
        return {};
    QChar letter = north ? QLatin1Char('N') : QLatin1Char('S');
    if (!north) {
        const std::optional<double> lat = latitudeIfBandS(zone, easting, northing);
        if (lat && isNearBandS(*lat))
            letter = bandOf(position.lat);
    }
    return QString::number(zone) + letter + QLatin1Char(' ') + QString::number(std::llround(easting)) +
           QLatin1Char(' ') + QString::number(std::llround(northing));
}

QString mgrsText(LonLat position)
{
    int zone = 0;
    bool north = false;
    double easting = 0, northing = 0;
    std::string mgrs;
    UTMUPS::Forward(position.lat, position.lon, zone, north, easting, northing, UTMUPS::STANDARD,
                    withinMgrsLimits);
    MGRS::Forward(zone, north, easting, northing, position.lat, 5, mgrs);
    QString text = QString::fromStdString(mgrs);
    const qsizetype digits = text.size() - 10;
    text.insert(digits + 5, QLatin1Char(' '));
    text.insert(digits, QLatin1Char(' '));
    text.insert(digits - 2, QLatin1Char(' '));
    return text.trimmed();
}

} // namespace marz::geo
