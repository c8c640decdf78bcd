#include "places/zonegrid.h"

#include <algorithm>
#include <cmath>

namespace marz::places {

namespace {

constexpr double smallestCellDeg = 0.05;
constexpr double maxCells = 400'000;

} // namespace

ZoneGrid::ZoneGrid(std::vector<const geo::Geometry *> areas) : m_areas(std::move(areas))
{
    for (const geo::Geometry *area : m_areas) {
        m_boxes.push_back(geo::extentOf(*area));
        if (m_boxes.back().isEmpty())
            continue;
        m_extent.include({m_boxes.back().west, m_boxes.back().south});
        m_extent.include({m_boxes.back().east, m_boxes.back().north});
    }
    if (m_extent.isEmpty())
        return;
    layOut();
    for (const geo::Geometry *area : m_areas) {
        for (std::size_t i = 0; i < area->partCount(); ++i) {
            const std::span<const geo::LonLat> ring = area->part(i);
            for (std::size_t k = 0; k < ring.size(); ++k)
                markOutline(ring[k], ring[(k + 1) % ring.size()]);
        }
    }
    fillCells();
}

void ZoneGrid::layOut()
{
    const double width = m_extent.east - m_extent.west, height = m_extent.north - m_extent.south;
    m_cellDeg = std::max(smallestCellDeg, std::sqrt(width * height / maxCells));
    m_columns = static_cast<int>(width / m_cellDeg) + 1;
    m_rows = static_cast<int>(height / m_cellDeg) + 1;
    m_cells.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), notYet);
}

int ZoneGrid::columnOf(double lon) const
{
    return std::clamp(static_cast<int>(std::floor((lon - m_extent.west) / m_cellDeg)), 0, m_columns - 1);
}

int ZoneGrid::rowOf(double lat) const
{
    return std::clamp(static_cast<int>(std::floor((lat - m_extent.south) / m_cellDeg)), 0, m_rows - 1);
}

/// Marks every cell that the line touches, and those it misses by no more than rounding.
void ZoneGrid::markOutline(geo::LonLat a, geo::LonLat b)
{
    constexpr double slack = 1e-9;
    if (a.lat > b.lat)
        std::swap(a, b);
    const int bottom = rowOf(a.lat - slack), top = rowOf(b.lat + slack);
    const double lonPerLat = b.lat > a.lat ? (b.lon - a.lon) / (b.lat - a.lat) : 0;
    for (int row = bottom; row <= top; ++row) {
        double west = std::min(a.lon, b.lon), east = std::max(a.lon, b.lon);
        if (bottom != top && b.lat > a.lat) {
            const double low = std::clamp(m_extent.south + row * m_cellDeg - slack, a.lat, b.lat);
            const double high = std::clamp(m_extent.south + (row + 1) * m_cellDeg + slack, a.lat, b.lat);
            const double atLow = a.lon + (low - a.lat) * lonPerLat,
                         atHigh = a.lon + (high - a.lat) * lonPerLat;
            west = std::max(west, std::min(atLow, atHigh) - slack);
            east = std::min(east, std::max(atLow, atHigh) + slack);
        }
        for (int column = columnOf(west - slack), last = columnOf(east + slack); column <= last; ++column)
            m_cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) +
                    static_cast<std::size_t>(column)] = mixed;
    }
}

/// Cells without an outline that touch side by side have one answer: asked once, then spread.
void ZoneGrid::fillCells()
{
    auto set = std::make_unique<PreparedSet>(m_areas.size());
    std::vector<int> waiting;
    const int count = m_columns * m_rows;
    for (int start = 0; start < count; ++start) {
        if (m_cells[static_cast<std::size_t>(start)] != notYet)
            continue;
        const geo::LonLat middle{m_extent.west + (start % m_columns + 0.5) * m_cellDeg,
                                 m_extent.south + (start / m_columns + 0.5) * m_cellDeg};
        const std::uint16_t answer = asked(middle, *set);
        const auto spread = [&](int cell) {
            if (m_cells[static_cast<std::size_t>(cell)] != notYet)
                return;
            m_cells[static_cast<std::size_t>(cell)] = answer;
            waiting.push_back(cell);
        };
        spread(start);
        while (!waiting.empty()) {
            const int cell = waiting.back();
            waiting.pop_back();
            if (cell % m_columns > 0)
                spread(cell - 1);
            if (cell % m_columns < m_columns - 1)
                spread(cell + 1);
            if (cell >= m_columns)
                spread(cell - m_columns);
            if (cell + m_columns < count)
                spread(cell + m_columns);
        }
    }
    m_idle.push_back(std::move(set));
}

std::uint16_t ZoneGrid::asked(geo::LonLat p, PreparedSet &set) const
{
    for (std::size_t i = 0; i < m_areas.size(); ++i) {
        if (!m_boxes[i].contains(p))
            continue;
        if (!set[i])
            set[i].emplace(*m_areas[i]);
        if (set[i]->contains(p))
            return static_cast<std::uint16_t>(i);
    }
    return outside;
}

std::optional<std::size_t> ZoneGrid::zoneAt(geo::LonLat p) const
{
    if (!m_extent.contains(p))
        return std::nullopt;
    std::uint16_t zone =
        m_cells[static_cast<std::size_t>(rowOf(p.lat)) * static_cast<std::size_t>(m_columns) +
                static_cast<std::size_t>(columnOf(p.lon))];
    if (zone == mixed) {
        std::unique_ptr<PreparedSet> set;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                set = std::move(m_idle.back());
                m_idle.pop_back();
            }
        }
        if (!set)
            set = std::make_unique<PreparedSet>(m_areas.size());
        zone = asked(p, *set);
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(set));
    }
    if (zone == outside)
        return std::nullopt;
    return zone;
}

} // namespace marz::places
