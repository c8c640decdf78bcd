#include "incident/geojsongeometry.h"

#include <QJsonArray>

namespace marz::incident {

namespace {

QJsonArray arrayOf(const geo::LonLat &p)
{
    return {p.lon, p.lat};
}

QJsonArray arrayOf(std::span<const geo::LonLat> vertices)
{
    QJsonArray array;
    for (const geo::LonLat &p : vertices)
        array.append(arrayOf(p));
    return array;
}

/// One array per polygon, each the array of its rings.
QJsonArray polygonsOf(const geo::Geometry &geometry)
{
    QJsonArray polygons;
    std::size_t ring = 0;
    for (const std::uint32_t end : geometry.polygonEnds) {
        QJsonArray rings;
        for (; ring < end; ++ring)
            rings.append(arrayOf(geometry.part(ring)));
        polygons.append(rings);
    }
    return polygons;
}

/// Appends to a flat geometry; each method answers false at the first thing that is wrong.
class Builder
{
public:
    explicit Builder(geo::GeometryKind kind) { m_geometry.kind = kind; }

    bool addPoint(const QJsonValue &value) { return addVertex(value) && endPart(); }
    bool addLine(const QJsonValue &value) { return addVertices(value, 2) && endPart(); }
    bool addPolygon(const QJsonValue &value)
    {
        const QJsonArray rings = value.toArray();
        for (const QJsonValue &ring : rings) {
            const std::size_t begin = m_geometry.vertices.size();
            if (!addVertices(ring, 4) || m_geometry.vertices[begin] != m_geometry.vertices.back())
                return false;
            endPart();
        }
        m_geometry.polygonEnds.push_back(static_cast<std::uint32_t>(m_geometry.partEnds.size()));
        return !rings.isEmpty();
    }
    geo::Geometry take() { return std::move(m_geometry); }

private:
    bool addVertex(const QJsonValue &value)
    {
        const QJsonArray position = value.toArray();
        if (position.size() < 2 || position.size() > 3 || !position[0].isDouble() || !position[1].isDouble())
            return false;
        const geo::LonLat p{position[0].toDouble(), position[1].toDouble()};
        m_geometry.vertices.push_back(p);
        return geo::isValid(p);
    }
    bool addVertices(const QJsonValue &value, int atLeast)
    {
        const QJsonArray positions = value.toArray();
        for (const QJsonValue &position : positions) {
            if (!addVertex(position))
                return false;
        }
        return positions.size() >= atLeast;
    }
    bool endPart()
    {
        m_geometry.partEnds.push_back(static_cast<std::uint32_t>(m_geometry.vertices.size()));
        return true;
    }

    geo::Geometry m_geometry;
};

using AddPart = bool (Builder::*)(const QJsonValue &);

struct TypeName {
    const char *name;
    geo::GeometryKind kind;
    AddPart add;
};

constexpr TypeName kTypes[] = {
    {"Point", geo::GeometryKind::Point, &Builder::addPoint},
    {"LineString", geo::GeometryKind::Line, &Builder::addLine},
    {"Polygon", geo::GeometryKind::Polygon, &Builder::addPolygon},
};

} // namespace

QJsonObject geoJsonOf(const geo::Geometry &geometry)
{
    QJsonArray members;
    if (geometry.kind == geo::GeometryKind::Polygon) {
        members = polygonsOf(geometry);
    } else {
        for (std::size_t i = 0; i < geometry.partCount(); ++i)
            members.append(geometry.kind == geo::GeometryKind::Point ? arrayOf(geometry.part(i).front())
                                                                     : arrayOf(geometry.part(i)));
    }
    const bool isSingle = members.size() == 1;
    const QString name = QString::fromLatin1(kTypes[static_cast<std::size_t>(geometry.kind)].name);
    return {{QStringLiteral("type"), isSingle ? name : QString(QLatin1String("Multi") + name)},
            {QStringLiteral("coordinates"), isSingle ? members.first() : QJsonValue(members)}};
}

std::optional<geo::Geometry> geometryOfGeoJson(const QJsonObject &object)
{
    const QString type = object[QLatin1String("type")].toString();
    const QJsonValue coordinates = object[QLatin1String("coordinates")];
    if (!coordinates.isArray())
        return std::nullopt;
    for (const TypeName &known : kTypes) {
        const QLatin1String name(known.name);
        const bool isMulti = type.startsWith(QLatin1String("Multi")) && type.mid(5) == name;
        if (!isMulti && type != name)
            continue;
        Builder builder(known.kind);
        const QJsonArray members = isMulti ? coordinates.toArray() : QJsonArray{coordinates};
        for (const QJsonValue &member : members) {
            if (!(builder.*known.add)(member))
                return std::nullopt;
        }
        return builder.take();
    }
    return std::nullopt;
}

} // namespace marz::incident
