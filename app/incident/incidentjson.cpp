#include "incident/incidentjson.h"

#include "incident/geojsongeometry.h"
#include "incident/jsonfields.h"
#include "incident/jsonreader.h"

#include <QJsonArray>

namespace marz::incident {

namespace {

/// Writes what is known: empty texts and lists, unset values, fid and revision 0 and the code "unknown" are
/// left out.
class JsonWriter
{
public:
    void text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            put(key, value);
    }
    void flag(const char *key, bool value) { put(key, value); }
    void number(const char *key, qint64 value)
    {
        if (value != 0)
            put(key, value);
    }
    template <typename Number>
    void number(const char *key, const std::optional<Number> &value)
    {
        if (value)
            put(key, *value);
    }
    template <typename E>
    void code(const char *key, E value)
    {
        const QString text = incident::code(value);
        if (text != QLatin1String("unknown"))
            put(key, text);
    }
    template <typename E>
    void code(const char *key, const std::optional<E> &value)
    {
        if (value)
            put(key, incident::code(*value));
    }
    void instant(const char *key, std::optional<qint64> ms) { text(key, isoUtc(ms)); }
    void day(const char *key, QDate day) { text(key, day.toString(Qt::ISODate)); }
    void bytes(const char *key, const QByteArray &bytes) { text(key, QString::fromLatin1(bytes.toBase64())); }
    void point(const std::optional<geo::LonLat> &point)
    {
        if (!point)
            return;
        put("lon", point->lon);
        put("lat", point->lat);
    }
    void geometry(const char *key, const std::optional<geo::Geometry> &geometry)
    {
        if (geometry)
            put(key, geoJsonOf(*geometry));
    }
    void texts(const char *key, const QStringList &values)
    {
        if (!values.isEmpty())
            put(key, QJsonArray::fromStringList(values));
    }
    template <typename Record>
    void object(const char *key, const Record &record)
    {
        const QJsonObject written = objectOf(record);
        if (!written.isEmpty())
            put(key, written);
    }
    template <typename Record>
    void list(const char *key, const std::vector<Record> &records)
    {
        QJsonArray array;
        for (const Record &record : records)
            array.append(objectOf(record));
        if (!array.isEmpty())
            put(key, array);
    }
    template <typename Record>
    static QJsonObject objectOf(const Record &record)
    {
        JsonWriter writer;
        fields(writer, record);
        return writer.m_object;
    }

private:
    void put(const char *key, const QJsonValue &value) { m_object.insert(QLatin1String(key), value); }

    QJsonObject m_object;
};

/// Lets a person write only the days, or only the instants: the other half follows from the zone.
void completeWhen(When &when)
{
    if (!isTimeZone(when.timeZone))
        return;
    const bool hasInstants = when.startMs && when.endMs;
    const bool hasDays = !when.dateStart.isNull() || !when.dateEnd.isNull();
    if (hasInstants && !hasDays) {
        when.dateStart = dayOfInstant(*when.startMs, when.timeZone);
        when.dateEnd = dayOfInstant(*when.endMs, when.timeZone);
    } else if (!when.startMs && !when.endMs && !when.dateStart.isNull()) {
        const QDate last = when.dateEnd.isNull() ? when.dateStart : when.dateEnd;
        if (last < when.dateStart)
            return;
        const TimePrecision precision =
            when.precision == TimePrecision::Unknown ? TimePrecision::Day : when.precision;
        const When window = windowOfDays(when.dateStart, last, when.timeZone, precision);
        when.startMs = window.startMs;
        when.endMs = window.endMs;
        when.dateStart = window.dateStart;
        when.dateEnd = window.dateEnd;
        when.precision = precision;
    }
}

} // namespace

QJsonObject toJson(const Incident &incident)
{
    return JsonWriter::objectOf(incident);
}

Incident incidentFromJson(const QJsonObject &object, const QString &path)
{
    Incident incident;
    JsonReader reader(object, path);
    fields(reader, incident);
    reader.finish();
    completeWhen(incident.when);
    return incident;
}

Incident incidentFromJson(const QJsonValue &value, const QString &path)
{
    return incidentFromJson(JsonReader::objectOf(value, path), path);
}

} // namespace marz::incident
