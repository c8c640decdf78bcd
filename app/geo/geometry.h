#pragma once

#include "geo/box.h"
#include "geo/lonlat.h"

#include <cstdint>
#include <span>
#include <vector>

namespace marz::geo {

enum class GeometryKind : std::uint8_t { Point, Line, Polygon };

/// A (multi-)geometry in WGS 84 degrees, stored flat: vertices one after the other, the exclusive end of each
/// part (point, line or ring) in vertices, and for polygons the exclusive end of each polygon in parts
/// (its first part is the outer ring, the others are holes; rings are closed: first vertex = last).
struct Geometry {
    GeometryKind kind = GeometryKind::Point;
    std::vector<LonLat> vertices;
    std::vector<std::uint32_t> partEnds;
    std::vector<std::uint32_t> polygonEnds;

    bool isEmpty() const { return vertices.empty(); }
    std::size_t partCount() const { return partEnds.size(); }
    /// The vertices of part @p i (0 <= i < partCount()); valid while the geometry is unchanged.
    std::span<const LonLat> part(std::size_t i) const
    {
        const std::size_t begin = i == 0 ? 0 : partEnds[i - 1];
        return {vertices.data() + begin, partEnds[i] - begin};
    }
    friend bool operator==(const Geometry &, const Geometry &) = default;
};

Geometry pointGeometry(LonLat p);
Geometry lineGeometry(std::vector<LonLat> line);
/// @p ring is closed if it is not yet.
Geometry polygonGeometry(std::vector<LonLat> ring);

GeoBox extentOf(const Geometry &geometry);

} // namespace marz::geo
