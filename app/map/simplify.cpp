#include "map/simplify.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marz::map {

namespace {

double squaredDistance(geo::MapPoint p, geo::MapPoint a, geo::MapPoint b)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    const double ex = p.x - (a.x + t * dx);
    const double ey = p.y - (a.y + t * dy);
    return ex * ex + ey * ey;
}

struct Stretch {
    std::size_t first;
    std::size_t last;
    float limit;
};

} // namespace

std::vector<float> significance(std::span<const geo::MapPoint> line, double finest)
{
    constexpr float always = std::numeric_limits<float>::infinity();
    std::vector<float> result(line.size(), 0);
    if (line.empty())
        return result;
    result.front() = result.back() = always;
    std::vector<Stretch> open{{0, line.size() - 1, always}};
    while (!open.empty()) {
        const Stretch stretch = open.back();
        open.pop_back();
        double farthest2 = -1;
        std::size_t at = 0;
        for (std::size_t i = stretch.first + 1; i < stretch.last; ++i) {
            const double d2 = squaredDistance(line[i], line[stretch.first], line[stretch.last]);
            if (d2 > farthest2) {
                farthest2 = d2;
                at = i;
            }
        }
        if (farthest2 < finest * finest)
            continue;
        result[at] = std::min(stretch.limit, static_cast<float>(std::sqrt(farthest2)));
        open.push_back({stretch.first, at, result[at]});
        open.push_back({at, stretch.last, result[at]});
    }
    return result;
}

} // namespace marz::map
