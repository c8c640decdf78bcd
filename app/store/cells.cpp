#include "store/cells.h"

#include "geo/gpkgblob.h"
#include "incident/when.h"

#include <QJsonObject>

#include <bit>
#include <cmath>
#include <cstring>

namespace marz::store {

namespace {

constexpr const char *annotationCodes[] = {"text", "arrow", "line", "area"}; // order of AnnotationKind

QString coordinates(std::span<const geo::LonLat> vertices)
{
    QStringList pairs;
    for (const geo::LonLat &v : vertices)
        pairs.append(QString::number(v.lon, 'g', 12) + QLatin1Char(' ') + QString::number(v.lat, 'g', 12));
    return QString(QLatin1Char('(') + pairs.join(QStringLiteral(", ")) + QLatin1Char(')'));
}

QString wkt(const geo::Geometry &geometry)
{
    static constexpr const char *names[] = {"MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"};
    if (geometry.kind == geo::GeometryKind::Point && geometry.vertices.size() == 1)
        return QString(QLatin1String("POINT ") + coordinates(geometry.vertices));
    QStringList parts;
    for (std::size_t i = 0; i < geometry.partCount(); ++i)
        parts.append(coordinates(geometry.part(i)));
    return QString(QLatin1String(names[static_cast<int>(geometry.kind)]) + QLatin1String(" (") +
                   parts.join(QStringLiteral(", ")) + QLatin1Char(')'));
}

template <typename T>
std::optional<T> number(const Cell &cell)
{
    if (const auto *i = std::get_if<qint64>(&cell))
        return static_cast<T>(*i);
    const auto *d = std::get_if<double>(&cell);
    if (!d || !std::isfinite(*d))
        return std::nullopt;
    if constexpr (std::is_integral_v<T>) {
        if (std::abs(*d) > 9e15)
            return std::nullopt;
    }
    return static_cast<T>(*d);
}

std::optional<geo::Geometry> geometryOf(const Cell &cell)
{
    const auto *blob = std::get_if<QByteArray>(&cell);
    return blob ? geo::geometryOfGpkgBlob(*blob) : std::nullopt;
}

} // namespace

Cell toCell(const QString &text)
{
    return text.isEmpty() ? Cell{} : Cell{text};
}

Cell toCell(const QByteArray &bytes)
{
    return bytes.isEmpty() ? Cell{} : Cell{bytes};
}

Cell toCell(QDate day)
{
    return day.isNull() ? Cell{} : Cell{day.toString(Qt::ISODate)};
}

Cell toCell(const geo::LonLat &point)
{
    return geo::gpkgBlob(geo::pointGeometry(point));
}

Cell toCell(const geo::Geometry &geometry)
{
    return geometry.isEmpty() ? Cell{} : Cell{geo::gpkgBlob(geometry)};
}

Cell toCell(incident::AnnotationKind kind)
{
    return QString::fromLatin1(annotationCodes[static_cast<std::size_t>(kind)]);
}

Cell instantCell(const std::optional<qint64> &ms)
{
    return toCell(incident::isoUtc(ms));
}

void fromCell(const Cell &cell, QString &text)
{
    const auto *value = std::get_if<QString>(&cell);
    text = value ? *value : std::holds_alternative<QByteArray>(cell) ? QString() : cellText(cell);
}

void fromCell(const Cell &cell, QByteArray &bytes)
{
    const auto *value = std::get_if<QByteArray>(&cell);
    bytes = value ? *value : QByteArray();
}

void fromCell(const Cell &cell, QDate &day)
{
    const auto *text = std::get_if<QString>(&cell);
    day = text ? QDate::fromString(text->left(10), Qt::ISODate) : QDate();
}

void fromCell(const Cell &cell, incident::AnnotationKind &kind)
{
    const auto *text = std::get_if<QString>(&cell);
    for (std::size_t i = 0; text && i < std::size(annotationCodes); ++i) {
        if (*text == QLatin1String(annotationCodes[i]))
            kind = static_cast<incident::AnnotationKind>(i);
    }
}

void fromCell(const Cell &cell, qint64 &value)
{
    value = number<qint64>(cell).value_or(0);
}

void fromCell(const Cell &cell, int &value)
{
    value = number<int>(cell).value_or(0);
}

void fromCell(const Cell &cell, bool &value)
{
    value = number<qint64>(cell).value_or(value ? 1 : 0) != 0;
}

void fromCell(const Cell &cell, double &value)
{
    value = number<double>(cell).value_or(value);
}

void fromCell(const Cell &cell, geo::Geometry &geometry)
{
    geometry = geometryOf(cell).value_or(geo::Geometry{});
}

void fromCell(const Cell &cell, std::optional<geo::LonLat> &point)
{
    const auto *blob = std::get_if<QByteArray>(&cell);
    point = blob ? pointOfBlob(blob->constData(), static_cast<std::size_t>(blob->size())) : std::nullopt;
}

void fromCell(const Cell &cell, std::optional<geo::Geometry> &geometry)
{
    geometry = geometryOf(cell);
}

void fromCell(const Cell &cell, std::optional<qint64> &value)
{
    value = number<qint64>(cell);
}

void fromCell(const Cell &cell, std::optional<int> &value)
{
    value = number<int>(cell);
}

void fromCell(const Cell &cell, std::optional<double> &value)
{
    value = number<double>(cell);
}

void fromInstantCell(const Cell &cell, std::optional<qint64> &ms)
{
    const auto *text = std::get_if<QString>(&cell);
    ms = text ? incident::msOfIsoUtc(*text) : std::nullopt;
}

QString cellText(const Cell &cell)
{
    if (const auto *i = std::get_if<qint64>(&cell))
        return QString::number(*i);
    if (const auto *d = std::get_if<double>(&cell))
        return QString::number(*d, 'g', QLocale::FloatingPointShortest);
    if (const auto *text = std::get_if<QString>(&cell))
        return *text;
    if (const auto *blob = std::get_if<QByteArray>(&cell)) {
        const auto geometry = geo::geometryOfGpkgBlob(*blob);
        return geometry ? wkt(*geometry) : QStringLiteral("%1 bytes").arg(blob->size());
    }
    return {};
}

QJsonValue cellToJson(const Cell &cell)
{
    if (const auto *i = std::get_if<qint64>(&cell))
        return *i;
    if (const auto *d = std::get_if<double>(&cell))
        return *d;
    if (const auto *text = std::get_if<QString>(&cell))
        return *text;
    if (const auto *blob = std::get_if<QByteArray>(&cell))
        return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(blob->toBase64())}};
    return QJsonValue::Null;
}

Cell cellFromJson(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return QByteArray::fromBase64(value.toObject().value(QStringLiteral("base64")).toString().toLatin1());
    if (value.isBool())
        return qint64{value.toBool() ? 1 : 0};
    if (!value.isDouble())
        return {};
    const double real = value.toDouble();
    const qint64 whole = value.toInteger();
    return static_cast<double>(whole) == real ? Cell{whole} : Cell{real};
}

std::optional<geo::LonLat> pointOfBlob(const void *blob, std::size_t size)
{
    static_assert(std::endian::native == std::endian::little);
    // Header "GP", version 0, flags little endian without envelope, SRS; WKB little endian, type 1, two
    // doubles.
    constexpr std::size_t plainSize = 29;
    const auto *bytes = static_cast<const unsigned char *>(blob);
    if (size == plainSize && bytes[0] == 'G' && bytes[1] == 'P' && bytes[2] == 0 && bytes[3] == 1 &&
        bytes[8] == 1 && bytes[9] == 1 && bytes[10] == 0 && bytes[11] == 0 && bytes[12] == 0) {
        geo::LonLat p;
        std::memcpy(&p.lon, bytes + 13, sizeof p.lon);
        std::memcpy(&p.lat, bytes + 21, sizeof p.lat);
        return std::isfinite(p.lon) && std::isfinite(p.lat) ? std::optional(p) : std::nullopt;
    }
    const auto geometry = geo::geometryOfGpkgBlob(
        QByteArray::fromRawData(static_cast<const char *>(blob), static_cast<qsizetype>(size)));
    if (!geometry || geometry->kind != geo::GeometryKind::Point || geometry->vertices.size() != 1)
        return std::nullopt;
    return geometry->vertices.front();
}

} // namespace marz::store
