#include "incident/jsonreader.h"

#include "base/error.h"
#include "incident/geojsongeometry.h"
#include "incident/when.h"

#include <limits>

namespace marz::incident {

namespace {

[[noreturn]] void refuseAt(const QString &path, const QString &what)
{
    throw base::Error(base::ErrorKind::Invalid,
                      path.isEmpty() ? what : QStringLiteral("%1: %2").arg(path, what));
}

/// The whole number of a JSON value; empty for a fraction, a text, or one beyond 64 bits.
std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    const qint64 low = value.toInteger(std::numeric_limits<qint64>::min());
    const qint64 high = value.toInteger(std::numeric_limits<qint64>::max());
    return low == high ? std::optional(low) : std::nullopt;
}

} // namespace

QJsonObject JsonReader::objectOf(const QJsonValue &value, const QString &path)
{
    if (!value.isObject())
        refuseAt(path, QStringLiteral("must be an object {...}"));
    return value.toObject();
}

QJsonValue JsonReader::take(const char *key)
{
    const QString name = QString::fromLatin1(key);
    m_known.insert(name);
    const QJsonValue value = m_object.value(name);
    return value.isNull() ? QJsonValue(QJsonValue::Undefined) : value;
}

QJsonArray JsonReader::arrayAt(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isArray())
        refuse(key, QStringLiteral("must be a list [...]"));
    return value.toArray();
}

std::optional<QString> JsonReader::textAt(const char *key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isString())
        refuse(key, QStringLiteral("must be a text in quotes"));
    return value.toString();
}

QString JsonReader::pathOf(const char *key) const
{
    const QString name = QString::fromLatin1(key);
    return m_path.isEmpty() ? name : QString(m_path + QLatin1Char('.') + name);
}

void JsonReader::refuse(const char *key, const QString &what) const
{
    refuseAt(pathOf(key), what);
}

void JsonReader::text(const char *key, QString &value)
{
    if (const std::optional<QString> read = textAt(key))
        value = *read;
}

void JsonReader::flag(const char *key, bool &value)
{
    const QJsonValue read = take(key);
    if (read.isUndefined())
        return;
    if (!read.isBool())
        refuse(key, QStringLiteral("must be true or false"));
    value = read.toBool();
}

void JsonReader::number(const char *key, std::optional<qint64> &value)
{
    const QJsonValue read = take(key);
    if (read.isUndefined())
        return;
    value = wholeNumber(read);
    if (!value)
        refuse(key, QStringLiteral("must be a whole number"));
}

void JsonReader::number(const char *key, qint64 &value)
{
    std::optional<qint64> read;
    number(key, read);
    if (read)
        value = *read;
}

void JsonReader::number(const char *key, std::optional<int> &value)
{
    std::optional<qint64> read;
    number(key, read);
    if (!read)
        return;
    if (*read < std::numeric_limits<int>::min() || *read > std::numeric_limits<int>::max())
        refuse(key, QStringLiteral("%1 is too large").arg(*read));
    value = static_cast<int>(*read);
}

void JsonReader::number(const char *key, std::optional<double> &value)
{
    const QJsonValue read = take(key);
    if (read.isUndefined())
        return;
    if (!read.isDouble())
        refuse(key, QStringLiteral("must be a number"));
    value = read.toDouble();
}

void JsonReader::instant(const char *key, std::optional<qint64> &ms)
{
    const std::optional<QString> read = textAt(key);
    if (!read)
        return;
    ms = msOfIsoUtc(*read);
    if (!ms)
        refuse(key, QStringLiteral("'%1' is no instant like 2024-11-17T13:00:00.000Z").arg(*read));
}

void JsonReader::day(const char *key, QDate &day)
{
    const std::optional<QString> read = textAt(key);
    if (!read)
        return;
    day = QDate::fromString(*read, Qt::ISODate);
    if (read->size() != 10 || !day.isValid() || day.year() < 1)
        refuse(key, QStringLiteral("'%1' is no day like 2024-11-17").arg(*read));
}

void JsonReader::bytes(const char *key, QByteArray &bytes)
{
    const std::optional<QString> read = textAt(key);
    if (!read)
        return;
    const auto decoded =
        QByteArray::fromBase64Encoding(read->toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        refuse(key, QStringLiteral("is no base64 text"));
    bytes = *decoded;
}

void JsonReader::point(std::optional<geo::LonLat> &point)
{
    std::optional<double> lon, lat;
    number("lon", lon);
    number("lat", lat);
    if (lon.has_value() != lat.has_value())
        refuse(lon ? "lat" : "lon", QStringLiteral("is missing: a point needs both"));
    if (lon && lat)
        point = geo::LonLat{*lon, *lat};
}

void JsonReader::geometry(const char *key, std::optional<geo::Geometry> &geometry)
{
    const QJsonValue read = take(key);
    if (read.isUndefined())
        return;
    geometry = geometryOfGeoJson(objectOf(read, pathOf(key)));
    if (!geometry)
        refuse(key, QStringLiteral("is no GeoJSON geometry in degrees"));
}

void JsonReader::texts(const char *key, QStringList &values)
{
    const QJsonArray array = arrayAt(key);
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array[i].isString())
            refuseAt(QStringLiteral("%1[%2]").arg(pathOf(key)).arg(i),
                     QStringLiteral("must be a text in quotes"));
        values.append(array[i].toString());
    }
}

void JsonReader::finish() const
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!m_known.contains(it.key()))
            refuseAt(m_path.isEmpty() ? it.key() : QString(m_path + QLatin1Char('.') + it.key()),
                     QStringLiteral("is no key of this format; see docs/incident-json.md"));
    }
}

} // namespace marz::incident
