#pragma once

#include "geo/geometry.h"
#include "incident/annotation.h"
#include "incident/codes.h"
#include "store/query.h"

#include <QDate>
#include <QJsonValue>

#include <optional>
#include <type_traits>

/// Fields of a record to SQL values and back. Reading is forgiving (another program may have written the
/// row): what is not understood becomes the field's default.
namespace marz::store {

Cell toCell(const QString &text);
Cell toCell(const QByteArray &bytes);
Cell toCell(QDate day);
Cell toCell(const geo::LonLat &point);
Cell toCell(const geo::Geometry &geometry);
Cell toCell(incident::AnnotationKind kind); ///< "text", "arrow", "line", "area"
inline Cell toCell(qint64 value)
{
    return value;
}
inline Cell toCell(int value)
{
    return qint64{value};
}
inline Cell toCell(bool value)
{
    return qint64{value ? 1 : 0};
}
inline Cell toCell(double value)
{
    return value;
}
template <typename E>
requires std::is_enum_v<E> Cell toCell(E value)
{
    return incident::code(value);
}
template <typename T>
Cell toCell(const std::optional<T> &value)
{
    return value ? toCell(*value) : Cell{};
}
/// "2024-11-17T13:00:00.000Z"
Cell instantCell(const std::optional<qint64> &ms);

void fromCell(const Cell &cell, QString &text);
void fromCell(const Cell &cell, QByteArray &bytes);
void fromCell(const Cell &cell, QDate &day);
void fromCell(const Cell &cell, incident::AnnotationKind &kind);
void fromCell(const Cell &cell, qint64 &value);
void fromCell(const Cell &cell, int &value);
void fromCell(const Cell &cell, bool &value);
void fromCell(const Cell &cell, double &value);
void fromCell(const Cell &cell, geo::Geometry &geometry);
void fromCell(const Cell &cell, std::optional<geo::LonLat> &point);
void fromCell(const Cell &cell, std::optional<geo::Geometry> &geometry);
void fromCell(const Cell &cell, std::optional<qint64> &value);
void fromCell(const Cell &cell, std::optional<int> &value);
void fromCell(const Cell &cell, std::optional<double> &value);
template <typename E>
requires std::is_enum_v<E>
void fromCell(const Cell &cell, std::optional<E> &value)
{
    const auto *text = std::get_if<QString>(&cell);
    value = text ? incident::fromCode<E>(*text) : std::nullopt;
}
template <typename E>
requires std::is_enum_v<E>
void fromCell(const Cell &cell, E &value)
{
    const auto *text = std::get_if<QString>(&cell);
    if (const auto found = text ? incident::fromCode<E>(*text) : std::nullopt)
        value = *found;
}
void fromInstantCell(const Cell &cell, std::optional<qint64> &ms);

/// For the history: what a person reads; a geometry as WKT.
QString cellText(const Cell &cell);
/// Blobs as {"base64": "..."}.
QJsonValue cellToJson(const Cell &cell);
Cell cellFromJson(const QJsonValue &value);

/// The point of a GeoPackage blob without building a geometry; empty for anything else than a point.
std::optional<geo::LonLat> pointOfBlob(const void *blob, std::size_t size);

} // namespace marz::store
