#include "base/error.h"
#include "io/cells.h"
#include "io/countries.h"
#include "io/rowstaging.h"

#include <QTimeZone>

#include <cmath>

namespace marz::io {

using namespace incident;

namespace {

/// The region that Marz serves: a point that falls into it only when exchanged was exchanged.
bool isInServedBox(const geo::LonLat &p)
{
    return p.lon >= 56 && p.lon <= 82 && p.lat >= 23 && p.lat <= 46;
}

QString badCoordinate()
{
    return QStringLiteral("bad_coordinate");
}

} // namespace

void RowStaging::stageCountry()
{
    Where &where = m_staged->incident.where;
    const QString text = cell("country");
    if (text.isEmpty())
        return;
    where.country = alpha3Of(text);
    if (where.country.isEmpty()) {
        keep("country");
        doubt(column("country"), text, QStringLiteral("unknown_code"),
              QStringLiteral("no country is called so; the row has none"));
    }
}

bool RowStaging::stageWhere()
{
    Where &where = m_staged->incident.where;
    where.place = cell("place");
    where.admin1 = cell("admin1");
    where.admin2 = cell("admin2");
    where.adminBasis = AdminBasis::Reported;
    if (!stagePoint())
        return false;

    if (const QString text = cell("place_precision"); !text.isEmpty()) {
        const auto detail = readPlaceDetail(text, column("place_precision"));
        if (detail) {
            where.precision = detail->precision;
            where.radiusM = detail->radiusM;
        } else {
            doubt(column("place_precision"), text, QStringLiteral("unknown_code"),
                  QStringLiteral("no precision is called so; taken as near"));
        }
        if (!detail || code(where.precision) != text)
            keep("place_precision");
        if (!detail && where.point)
            where.precision = PlacePrecision::Near;
    } else if (where.point) {
        where.precision = PlacePrecision::Near; // whoever gives no precision gives a named place or better
    }
    if (const QString text = cell("place_radius_m"); !text.isEmpty()) {
        bool ok = false;
        const double radius = text.toDouble(&ok);
        if (ok && radius > 0 && radius < 20e6) {
            where.radiusM = radius;
        } else {
            keep("place_radius_m");
            doubt(column("place_radius_m"), text, badCoordinate(),
                  QStringLiteral("a radius is a number of metres above 0; the row has none"));
        }
    }
    if (where.precision == PlacePrecision::Country || where.precision == PlacePrecision::Unknown) {
        if (where.point) { // known to the country only: the coordinate is nobody's observation
            keep("lat");
            keep("lon");
        }
        where.point.reset();
        where.radiusM.reset();
    }
    return true;
}

bool RowStaging::stagePoint()
{
    const QString latText = cell("lat");
    const QString lonText = cell("lon");
    if (latText.isEmpty() && lonText.isEmpty())
        return true;
    if (m_positions.value(QStringLiteral("lat")) == m_positions.value(QStringLiteral("lon"))) {
        const auto pair = readPair(latText);
        return pair ? takePoint(*pair)
                    : reject("lat", badCoordinate(), QStringLiteral("these are not two coordinates"));
    }
    if (latText.isEmpty() || lonText.isEmpty())
        return reject(latText.isEmpty() ? "lat" : "lon", badCoordinate(),
                      QStringLiteral("one of the two coordinates is missing"));
    geo::LonLat point{readDegrees(lonText), readDegrees(latText)};
    if (!std::isfinite(point.lat) || !std::isfinite(point.lon)) {
        const auto pair = readPair(latText % u' ' % lonText); // degrees and minutes in two columns
        if (!pair)
            return reject(std::isfinite(point.lat) ? "lon" : "lat", badCoordinate(),
                          QStringLiteral("it is not a number of degrees"));
        point = *pair;
    }
    return takePoint(point);
}

bool RowStaging::takePoint(geo::LonLat point)
{
    Where &where = m_staged->incident.where;
    if (m_mapping.swapXy)
        std::swap(point.lon, point.lat);
    if (point.lon == 0 && point.lat == 0) {
        doubt(column("lat"), cell("lat"), QStringLiteral("zero_coordinate"),
              QStringLiteral("0, 0 stands for no coordinates; the row is kept without a point"));
        return true;
    }
    const geo::LonLat exchanged{point.lat, point.lon};
    const bool elsewhere = !where.country.isEmpty() && !isInRegion(where.country);
    if (!elsewhere && !isInServedBox(point) && isInServedBox(exchanged)) {
        return reject(
            "lat", QStringLiteral("swapped_coordinates"),
            QStringLiteral(
                "latitude %1 and longitude %2 look exchanged; import with the columns exchanged (--swap-xy)")
                .arg(point.lat)
                .arg(point.lon));
    }
    if (std::abs(point.lat) > 90)
        return reject("lat", badCoordinate(), QStringLiteral("latitude %1 is beyond 90").arg(point.lat));
    if (!geo::isValid(point))
        return reject("lon", badCoordinate(), QStringLiteral("longitude %1 is beyond 180").arg(point.lon));
    where.point = point;
    return true;
}

bool RowStaging::stageWhen()
{
    QString startText = cell("date_start");
    const QString endText = cell("date_end");
    if (startText.isEmpty() && endText.isEmpty()) {
        if (!cell("time").isEmpty())
            keep("time");
        return true;
    }
    const bool hasStart = !startText.isEmpty();
    const DateReading start = readDate(hasStart ? startText : endText, m_dateOrder);
    if (!start.date)
        return reject(hasStart ? "date_start" : "date_end", start.kind, start.reason);
    if (!hasStart || endText.isEmpty())
        return stageDays(*start.date, *start.date);
    const DateReading end = readDate(endText, m_dateOrder);
    if (!end.date)
        return reject("date_end", end.kind, end.reason);
    if (end.date->last < start.date->first)
        return reject("date_end", QStringLiteral("bad_date"),
                      QStringLiteral("it is before the first day, %1").arg(startText));
    return stageDays(*start.date, *end.date);
}

bool RowStaging::stageDays(const DateCell &first, const DateCell &last)
{
    Incident &incident = m_staged->incident;
    QString zone = timeZoneOf(incident.where.country);
    if (zone.isEmpty())
        zone = m_mapping.timeZone;
    TimePrecision precision = std::max(first.precision, last.precision);
    PartOfDay part = PartOfDay::Whole;
    const QString precisionText = cell("date_precision");
    QString partWord = precisionText.toCaseFolded();
    if (!precisionText.isEmpty()) {
        const auto read = readTimePrecision(precisionText, column("date_precision"));
        if (!read || code(*read) != precisionText)
            keep("date_precision");
        if (read)
            precision = std::max(precision, *read == TimePrecision::Minute || *read == TimePrecision::Hour ||
                                                    *read == TimePrecision::Unknown
                                                ? precision
                                                : *read);
        else
            doubt(column("date_precision"), precisionText, QStringLiteral("unknown_code"),
                  QStringLiteral("no precision is called so; taken from the date"));
    }
    QTime startTime = first.precision == TimePrecision::Minute ? first.time : QTime();
    QTime endTime = last.precision == TimePrecision::Minute ? last.time : QTime();
    if (const QString text = cell("time"); !text.isEmpty() && !startTime.isValid()) {
        static const QStringList forms = {QStringLiteral("H:mm"), QStringLiteral("H:mm:ss"),
                                          QStringLiteral("HHmm"), QStringLiteral("h:mm AP"),
                                          QStringLiteral("h:mm:ss AP")};
        for (const QString &form : forms) {
            if (!startTime.isValid())
                startTime = QTime::fromString(text, form);
        }
        endTime = startTime;
        partWord = text.toCaseFolded();
        incident.when.text = startTime.isValid() ? QString() : text;
    }
    const QString wording = incident.when.text;
    if (partWord.contains(QLatin1String("night")))
        part = PartOfDay::Night;
    else if (partWord.contains(QLatin1String("morning")))
        part = PartOfDay::Morning;
    else if (partWord.contains(QLatin1String("afternoon")))
        part = PartOfDay::Afternoon;
    else if (partWord.contains(QLatin1String("evening")))
        part = PartOfDay::Evening;
    try {
        const bool oneTime = startTime.isValid() && endTime.isValid() && precision <= TimePrecision::Day;
        if (oneTime) {
            QDateTime from(first.first, startTime, Qt::UTC);
            QDateTime to(last.last, endTime, Qt::UTC);
            const auto toLocal = [&](QDateTime &local, std::optional<int> offset) {
                if (offset)
                    local = QDateTime(local.date(), local.time(), Qt::OffsetFromUTC, *offset)
                                .toTimeZone(QTimeZone(zone.toUtf8()));
                local = QDateTime(local.date(), local.time());
            };
            toLocal(from, first.utcOffsetS);
            toLocal(to, last.utcOffsetS);
            incident.when = windowOfLocalTimes(from, to, zone, TimePrecision::Minute);
        } else {
            if (part != PartOfDay::Whole && precision <= TimePrecision::Day)
                precision = TimePrecision::PartOfDay;
            if (precision <= TimePrecision::Hour)
                precision = TimePrecision::Day; // a time at one end only bounds nothing
            incident.when = windowOfDays(first.first, last.last, zone, precision,
                                         precision == TimePrecision::PartOfDay ? part : PartOfDay::Whole);
        }
    } catch (const base::Error &error) {
        return reject("date_start", QStringLiteral("bad_date"), error.problem());
    }
    incident.when.text = wording;
    return true;
}

} // namespace marz::io
