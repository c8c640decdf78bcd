#include "geo/drawnarea.h"

#include "geo/geodesic.h"

#include <cmath>

namespace marz::geo {

namespace {

/// Whether positions come back and nothing is stretched or squeezed beyond a factor of three there.
bool isFaithfulAt(const Projection &projection, LonLat p)
{
    constexpr double stepDeg = 0.01;
    constexpr double mostStretch = 3;
    const MapPoint at = projection.forward(p);
    const LonLat back = projection.inverse(at);
    if (!std::isfinite(at.x) || !std::isfinite(back.lon) || distanceM(p, back) > 1e-3)
        return false;
    const double side = p.lat > 0 ? -stepDeg : stepDeg;
    for (const LonLat &next : {LonLat{p.lon + stepDeg, p.lat}, LonLat{p.lon, p.lat + side}}) {
        const MapPoint there = projection.forward(next);
        const double ratio = std::hypot(there.x - at.x, there.y - at.y) / distanceM(p, next);
        if (!(ratio < mostStretch && ratio > 1 / mostStretch))
            return false;
    }
    return true;
}

bool isFaithful(const Projection &projection, const GeoBox &area)
{
    constexpr int steps = 8;
    constexpr double mostLat = 89.5; // a pole is a point with every longitude
    for (int i = 0; i <= steps; ++i) {
        for (int j = 0; j <= steps; ++j) {
            const double lat = area.south + (area.north - area.south) * j / steps;
            const LonLat p{area.west + (area.east - area.west) * i / steps,
                           std::clamp(lat, -mostLat, mostLat)};
            if (!isFaithfulAt(projection, p))
                return false;
        }
    }
    return true;
}

/// A world map is torn along one meridian: the area has to begin there.
GeoBox fromItsSeam(const Projection &projection, GeoBox area)
{
    if (area.east - area.west < 359)
        return area;
    const double lat = (std::max(area.south, -80.0) + std::min(area.north, 80.0)) / 2;
    const auto at = [&](double lon) { return projection.forward({lon, lat}); };
    const auto distance = [&](double a, double b) {
        return std::hypot(at(b).x - at(a).x, at(b).y - at(a).y);
    };
    const double degreeM = distanceM({0, lat}, {1, lat});
    for (double west = -180; west < 180; ++west) {
        if (!(distance(west, west + 1) > 20 * degreeM))
            continue;
        double from = west, to = west + 1;
        while (to - from > 1e-9) {
            const double middle = (from + to) / 2;
            (distance(from, middle) > distance(middle, to) ? to : from) = middle;
        }
        area.west = to > 180 - 1e-6 || to < -180 + 1e-6 ? -180 : to;
        area.east = area.west == -180 ? 180 : from + 360;
        break;
    }
    return area;
}

} // namespace

GeoBox drawnAreaAround(const GeoBox &use, const Projection &projection)
{
    for (const double marginDeg : {20.0, 15.0, 10.0, 5.0, 2.0}) {
        GeoBox wider{use.west - marginDeg, std::max(use.south - marginDeg, -90.0), use.east + marginDeg,
                     std::min(use.north + marginDeg, 90.0)};
        if (wider.east - wider.west >= 360) {
            wider.west = -180;
            wider.east = 180;
        }
        if (isFaithful(projection, wider))
            return fromItsSeam(projection, wider);
    }
    return fromItsSeam(projection, use);
}

} // namespace marz::geo
