#include "geo/coordinatetext.h"

#include "geo/coordinatereading.h"

#include <cmath>

namespace marz::geo {

namespace {

bool isInvisible(QChar c)
{
    return c.category() == QChar::Other_Format || c.isNonCharacter();
}

QChar plainCharacter(QChar c)
{
    if (c.isDigit())
        return QLatin1Char(static_cast<char>('0' + c.digitValue()));
    if (c.isSpace())
        return QLatin1Char(' ');
    switch (c.unicode()) {
    case 0x066B: // Arabic decimal separator
        return QLatin1Char('.');
    case 0x060C: // Arabic comma
        return QLatin1Char(',');
    case 0x061B: // Arabic semicolon
        return QLatin1Char(';');
    case 0x2010: // hyphens, dashes and the minus sign
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
        return QLatin1Char('-');
    case 0x2032: // prime and what is typed for it
    case 0x02B9:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x00B4:
    case 0x0060:
        return QLatin1Char('\'');
    case 0x2033:
    case 0x02BA:
    case 0x201C:
    case 0x201D:
        return QLatin1Char('"');
    case 0x00BA: // ordinal indicator and ring above, typed for the degree sign
    case 0x02DA:
    case 0x2218:
        return QChar(0x00B0);
    default:
        return c;
    }
}

/// ASCII digits and signs, no invisible characters, single spaces.
QString plain(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (!isInvisible(c))
            out.append(plainCharacter(c));
    }
    out.replace(QLatin1String("''"), QLatin1String("\""));
    return out.simplified();
}

QString decimalText(double degrees, QLatin1String letters)
{
    const QString number = QString::number(std::abs(degrees), 'f', 5);
    const bool negative = degrees < 0 && number.toDouble() != 0;
    return number + QLatin1Char(' ') + letters[negative ? 1 : 0];
}

QString sexagesimalText(double degrees, int degreeDigits, QLatin1String letters)
{
    const auto hundredths = std::llround(std::abs(degrees) * 360'000);
    const auto padded = [](long long value, int width) {
        return QStringLiteral("%1").arg(value, width, 10, QLatin1Char('0'));
    };
    return padded(hundredths / 360'000, degreeDigits) + QChar(0x00B0) + padded(hundredths / 6000 % 60, 2) +
           QLatin1Char('\'') + padded(hundredths / 100 % 60, 2) + QLatin1Char('.') +
           padded(hundredths % 100, 2) + QLatin1Char('"') + letters[degrees < 0 && hundredths != 0 ? 1 : 0];
}

} // namespace

std::optional<ParsedCoordinate> parseCoordinate(const QString &text, QString *problem)
{
    const QString clean = plain(text);
    CoordinateReading reading;
    if (clean.isEmpty())
        reading.problem = QStringLiteral("There is no coordinate.");
    else if (const std::optional<CoordinateReading> grid = gridReading(clean))
        reading = *grid;
    else
        reading = degreesReading(clean);
    if (problem)
        *problem = reading.problem;
    return reading.coordinate;
}

std::vector<ParsedCoordinate> coordinateReadings(const QString &text, QString *problem)
{
    std::vector<ParsedCoordinate> readings;
    const std::optional<ParsedCoordinate> taken = parseCoordinate(text, problem);
    if (taken)
        readings.push_back(*taken);
    const QString clean = plain(text);
    if (clean.isEmpty() || gridReading(clean) || (taken && taken->order == CoordinateOrder::Stated))
        return readings;
    const CoordinateReading other = degreesReading(clean, CoordinateOrder::LongitudeAssumedFirst);
    const bool isAnother = other.coordinate && !(taken && taken->position == other.coordinate->position);
    if (isAnother && other.coordinate->order == CoordinateOrder::LongitudeAssumedFirst)
        readings.push_back(*other.coordinate);
    return readings;
}

QString readingText(const ParsedCoordinate &coordinate)
{
    QString text;
    switch (coordinate.form) {
    case CoordinateForm::DecimalDegrees:
        text = QStringLiteral("decimal degrees");
        break;
    case CoordinateForm::DegreesMinutesSeconds:
        text = QStringLiteral("degrees, minutes, seconds");
        break;
    case CoordinateForm::Utm:
        return QStringLiteral("UTM");
    case CoordinateForm::Mgrs:
        return QStringLiteral("MGRS");
    }
    if (coordinate.order == CoordinateOrder::LatitudeAssumedFirst)
        text += QStringLiteral(", latitude first");
    else if (coordinate.order == CoordinateOrder::LongitudeAssumedFirst)
        text += QStringLiteral(", longitude first");
    return text;
}

QString coordinateText(LonLat position, CoordinateForm form)
{
    if (!isValid(position))
        return {};
    switch (form) {
    case CoordinateForm::DecimalDegrees:
        break;
    case CoordinateForm::DegreesMinutesSeconds:
        return sexagesimalText(position.lat, 2, QLatin1String("NS")) + QLatin1Char(' ') +
               sexagesimalText(position.lon, 1, QLatin1String("EW"));
    case CoordinateForm::Utm: {
        const QString utm = utmText(position);
        if (!utm.isEmpty())
            return utm;
        break;
    }
    case CoordinateForm::Mgrs:
        return mgrsText(position);
    }
    return decimalText(position.lat, QLatin1String("NS")) + QLatin1Char(' ') +
           decimalText(position.lon, QLatin1String("EW"));
}

} // namespace marz::geo
