#pragma once

#include "geo/lonlat.h"

#include <algorithm>
#include <limits>

namespace marz::geo {

/// A box in degrees, WGS 84; empty when west > east. It does not cross the antimeridian.
struct GeoBox {
    double west = std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();

    constexpr bool isEmpty() const { return !(west <= east && south <= north); }
    constexpr bool contains(const LonLat &p) const
    {
        return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north;
    }
    constexpr bool intersects(const GeoBox &o) const
    {
        return !(o.west > east || o.east < west || o.south > north || o.north < south);
    }
    constexpr void include(const LonLat &p)
    {
        west = std::min(west, p.lon);
        east = std::max(east, p.lon);
        south = std::min(south, p.lat);
        north = std::max(north, p.lat);
    }
    friend constexpr bool operator==(const GeoBox &, const GeoBox &) = default;
};

/// A box in the map's CRS units, y up; empty when left > right.
struct MapBox {
    double left = std::numeric_limits<double>::infinity();
    double bottom = std::numeric_limits<double>::infinity();
    double right = -std::numeric_limits<double>::infinity();
    double top = -std::numeric_limits<double>::infinity();

    constexpr bool isEmpty() const { return !(left <= right && bottom <= top); }
    constexpr double width() const { return right - left; }
    constexpr double height() const { return top - bottom; }
    constexpr MapPoint centre() const { return {(left + right) / 2, (bottom + top) / 2}; }
    constexpr bool contains(const MapPoint &p) const
    {
        return p.x >= left && p.x <= right && p.y >= bottom && p.y <= top;
    }
    constexpr bool intersects(const MapBox &o) const
    {
        return !(o.left > right || o.right < left || o.bottom > top || o.top < bottom);
    }
    constexpr void include(const MapPoint &p)
    {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        bottom = std::min(bottom, p.y);
        top = std::max(top, p.y);
    }
    friend constexpr bool operator==(const MapBox &, const MapBox &) = default;
};

} // namespace marz::geo
