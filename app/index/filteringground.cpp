#include "index/filtering.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace marz::index {

using incident::Facts;

void Filtering::judgeUnlocated()
{
    if (m_filter.unlocated)
        weaken([&](Row row) { return m_index.isLocated(row) ? none : certain; });
}

void Filtering::judgeBorderDistance()
{
    if (!m_filter.withinBorderM)
        return;
    Facts facts;
    const std::uint8_t *match = m_mask.m_match.data();
    weaken([&](Row row) {
        if (match[row] == none || std::isnan(m_columns.borderDistanceM[row]))
            return none;
        facts.borderDistanceM = m_columns.borderDistanceM[row];
        facts.radiusM.reset();
        if (m_columns.codes[row].hasRadius)
            facts.radiusM = m_columns.radiusM[row];
        facts.placePrecision = m_index.placePrecision(row);
        return static_cast<std::uint8_t>(incident::matchBorderDistance(facts, *m_filter.withinBorderM));
    });
}

void Filtering::judgeBox()
{
    if (!m_filter.box)
        return;
    const geo::GeoBox &box = *m_filter.box;
    // Rows far from the box's edges are decided on the map. A metre on the ground is at most 1 /
    // cos(latitude) on the map, two per cent more for the ellipsoid; five degrees of latitude are more than
    // 500 km.
    const double edgeLat = std::max(std::abs(box.south), std::abs(box.north)) + 5;
    const double farthestLat = std::min(edgeLat, 75.0), farthest = projected({0, farthestLat}).y;
    const double stretch = 1.02 / std::cos(farthestLat * std::numbers::pi / 180);
    const geo::MapPoint west = projected({box.west, box.south}), east = projected({box.east, box.north});
    const double bottom = std::clamp(west.y, -farthest, farthest),
                 top = std::clamp(east.y, -farthest, farthest);
    double reach[precisionCount]; // of a place whose radius is not known, metres
    for (std::size_t i = 0; i < precisionCount; ++i) {
        const auto precision = static_cast<incident::PlacePrecision>(std::min<std::size_t>(i, 5));
        reach[i] = incident::shippedRadiusM(precision).value_or(0);
    }
    Facts facts;
    const std::uint8_t *match = m_mask.m_match.data();
    weaken([&](Row row) {
        if (match[row] == none || !m_index.isLocated(row) || box.isEmpty())
            return none;
        const double x = m_columns.x[row], y = m_columns.y[row];
        const double outside = std::max({west.x - x, x - east.x, bottom - y, y - top});
        const Codes codes = m_columns.codes[row];
        const double radiusM = codes.hasRadius ? m_columns.radiusM[row] : reach[codes.placePrecision];
        if (std::abs(y) > farthest) {
            if (edgeLat == farthestLat && radiusM < 500'000)
                return none;
        } else if (std::abs(outside) > radiusM * stretch + 0.001) {
            return outside > 0 ? none : certain;
        }
        facts.radiusM.reset();
        if (codes.hasRadius)
            facts.radiusM = radiusM;
        facts.point = m_index.lonLat(row);
        facts.placePrecision = m_index.placePrecision(row);
        return static_cast<std::uint8_t>(incident::matchBox(facts, box));
    });
}

} // namespace marz::index
