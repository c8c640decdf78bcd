#include "geo/geodesic.h"
#include "geo/predicates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace marz::geo {

namespace {

constexpr double metresPerDegree = 6371008.8 * std::numbers::pi / 180; // mean radius of the Earth

double lonScaleAt(double latDeg)
{
    return std::cos(latDeg * std::numbers::pi / 180);
}

/// The point of the segment nearest to @p p on a plane whose longitudes are scaled by @p lonScale.
LonLat nearestOnSegment(LonLat p, LonLat a, LonLat b, double lonScale)
{
    const double ax = std::remainder(a.lon - p.lon, 360) * lonScale;
    const double ay = a.lat - p.lat;
    const double dx = (b.lon - a.lon) * lonScale;
    const double dy = b.lat - a.lat;
    const double lengthSquared = dx * dx + dy * dy;
    const double t = lengthSquared > 0 ? std::clamp(-(ax * dx + ay * dy) / lengthSquared, 0.0, 1.0) : 0.0;
    return {std::lerp(a.lon, b.lon, t), std::lerp(a.lat, b.lat, t)};
}

/// Distance by the cosine of the mean latitude, for comparing candidates only.
double roughDistanceM(LonLat p, LonLat q)
{
    const double dx = std::remainder(q.lon - p.lon, 360) * lonScaleAt((p.lat + q.lat) / 2);
    return std::hypot(dx, q.lat - p.lat) * metresPerDegree;
}

} // namespace

double distanceToM(LonLat p, const Geometry &lines)
{
    double bestM = std::numeric_limits<double>::infinity();
    LonLat best;
    const auto consider = [&](LonLat q) {
        const double metres = roughDistanceM(p, q);
        if (metres < bestM) {
            bestM = metres;
            best = q;
        }
    };
    const double lonScale = lonScaleAt(p.lat);
    for (std::size_t i = 0; i < lines.partCount(); ++i) {
        const std::span<const LonLat> part = lines.part(i);
        if (!part.empty())
            consider(part.front());
        for (std::size_t k = 1; k < part.size(); ++k) {
            const LonLat first = nearestOnSegment(p, part[k - 1], part[k], lonScale);
            consider(first);
            // far to the north or south the scale at p is wrong; one step with the mean scale is enough for 1
            // %
            if (std::abs(first.lat - p.lat) > 0.5)
                consider(nearestOnSegment(p, part[k - 1], part[k], lonScaleAt((p.lat + first.lat) / 2)));
        }
    }
    return std::isfinite(bestM) ? distanceM(p, best) : bestM;
}

double areaM2(const Geometry &area)
{
    double sum = 0;
    std::size_t part = 0;
    for (const std::uint32_t end : area.polygonEnds) {
        for (const std::size_t first = part; part < end; ++part) {
            const double ring = std::abs(ringAreaM2(area.part(part)));
            sum += part == first ? ring : -ring;
        }
    }
    return sum;
}

} // namespace marz::geo
