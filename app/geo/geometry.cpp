#include "geo/geometry.h"

#include "geo/box.h"

#include <utility>

namespace marz::geo {

Geometry pointGeometry(LonLat p)
{
    return {GeometryKind::Point, {p}, {1}, {}};
}

Geometry lineGeometry(std::vector<LonLat> line)
{
    Geometry geometry{GeometryKind::Line, std::move(line), {}, {}};
    if (!geometry.vertices.empty())
        geometry.partEnds = {static_cast<std::uint32_t>(geometry.vertices.size())};
    return geometry;
}

Geometry polygonGeometry(std::vector<LonLat> ring)
{
    Geometry geometry{GeometryKind::Polygon, std::move(ring), {}, {}};
    if (geometry.vertices.empty())
        return geometry;
    if (geometry.vertices.front() != geometry.vertices.back())
        geometry.vertices.push_back(LonLat(geometry.vertices.front()));
    geometry.partEnds = {static_cast<std::uint32_t>(geometry.vertices.size())};
    geometry.polygonEnds = {1};
    return geometry;
}

GeoBox extentOf(const Geometry &geometry)
{
    GeoBox box;
    for (const LonLat &p : geometry.vertices)
        box.include(p);
    return box;
}

} // namespace marz::geo
