#include "geo/geodesic.h"

#include <geodesic.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace marz::geo {

namespace {

const geod_geodesic &wgs84()
{
    static const geod_geodesic ellipsoid = [] {
        geod_geodesic g;
        geod_init(&g, 6378137.0, 1 / 298.257223563);
        return g;
    }();
    return ellipsoid;
}

} // namespace

double distanceM(LonLat a, LonLat b)
{
    double metres = 0;
    geod_inverse(&wgs84(), a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
    return metres;
}

double azimuthDeg(LonLat from, LonLat to)
{
    double azimuth = 0;
    geod_inverse(&wgs84(), from.lat, from.lon, to.lat, to.lon, nullptr, &azimuth, nullptr);
    if (azimuth < 0)
        azimuth += 360;
    return azimuth >= 360 ? 0 : azimuth; // a tiny negative angle rounds up to 360
}

LonLat destination(LonLat from, double azimuthDeg, double distanceM)
{
    LonLat to;
    geod_direct(&wgs84(), from.lat, from.lon, azimuthDeg, distanceM, &to.lat, &to.lon, nullptr);
    return to;
}

std::vector<LonLat> geodesicPath(LonLat from, LonLat to, double stepM)
{
    constexpr double segmentsAtMost = 1999;
    geod_geodesicline line;
    geod_inverseline(&line, &wgs84(), from.lat, from.lon, to.lat, to.lon,
                     GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN);
    const double lengthM = distanceM(from, to);
    const auto count = static_cast<int>(std::clamp(std::ceil(lengthM / stepM), 1.0, segmentsAtMost));
    std::vector<LonLat> path{from};
    path.reserve(static_cast<std::size_t>(count) + 1);
    for (int i = 1; i < count; ++i) {
        LonLat p;
        geod_position(&line, lengthM * i / count, &p.lat, &p.lon, nullptr);
        path.push_back(p);
    }
    path.push_back(to);
    return path;
}

Geometry circle(LonLat centre, double radiusM, int segments)
{
    const int count = std::max(segments, 3);
    std::vector<LonLat> ring;
    ring.reserve(static_cast<std::size_t>(count) + 1);
    for (int i = 0; i < count; ++i)
        ring.push_back(destination(centre, 360.0 * i / count, radiusM));
    return polygonGeometry(std::move(ring));
}

double ringAreaM2(std::span<const LonLat> ring)
{
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    const bool closed = ring.size() > 1 && ring.front() == ring.back();
    for (const LonLat &p : ring.first(ring.size() - (closed ? 1 : 0)))
        geod_polygon_addpoint(&wgs84(), &polygon, p.lat, p.lon);
    double area = 0;
    geod_polygon_compute(&wgs84(), &polygon, 0, 1, &area, nullptr);
    return area;
}

} // namespace marz::geo
