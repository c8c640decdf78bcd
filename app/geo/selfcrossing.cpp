#include "geo/geodesic.h"

#include <array>
#include <cmath>
#include <numbers>

namespace marz::geo {

namespace {

using Direction = std::array<double, 3>;

Direction directionOf(LonLat p)
{
    constexpr double degree = std::numbers::pi / 180;
    const double cosLat = std::cos(p.lat * degree);
    return {cosLat * std::cos(p.lon * degree), cosLat * std::sin(p.lon * degree), std::sin(p.lat * degree)};
}

Direction cross(const Direction &a, const Direction &b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double dot(const Direction &a, const Direction &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// Whether the inner parts of the arcs a-b and c-d (each shorter than half a circle) meet: the four triangles
/// that the ends make all turn the same way.
bool arcsCross(const Direction &a, const Direction &b, const Direction &c, const Direction &d)
{
    const Direction ab = cross(a, b), cd = cross(c, d);
    const double acb = -dot(ab, c), bda = dot(ab, d), cbd = -dot(cd, b), dac = dot(cd, a);
    return acb * bda > 0 && acb * cbd > 0 && acb * dac > 0;
}

} // namespace

bool crossesItself(std::span<const LonLat> ring)
{
    const bool isClosed = ring.size() > 1 && ring.front() == ring.back();
    const std::size_t count = ring.size() - (isClosed ? 1 : 0);
    std::vector<Direction> ends;
    ends.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        ends.push_back(directionOf(ring[i]));
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = i + 1; k < count; ++k) {
            if (ring[i] == ring[k])
                return true;
            const bool areNeighbours = k == i + 1 || (i == 0 && k + 1 == count);
            if (!areNeighbours && arcsCross(ends[i], ends[i + 1], ends[k], ends[(k + 1) % count]))
                return true;
        }
    }
    return false;
}

} // namespace marz::geo
