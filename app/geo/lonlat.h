#pragma once

#include <cmath>
#include <vector>

namespace marz::geo {

/// A position in WGS 84 (EPSG:4326), degrees, longitude first (as GeoPackage stores it).
struct LonLat {
    double lon = 0;
    double lat = 0;

    friend constexpr bool operator==(const LonLat &, const LonLat &) = default;
};

/// True when finite and inside -180..180, -90..90.
inline bool isValid(const LonLat &p)
{
    return std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90;
}

/// A position in the map's CRS, in that CRS's unit (metres for every CRS that Marz offers), y up.
struct MapPoint {
    double x = 0;
    double y = 0;

    friend constexpr bool operator==(const MapPoint &, const MapPoint &) = default;
};

} // namespace marz::geo
