#pragma once

#include "geo/box.h"
#include "geo/geometry.h"
#include "geo/predicates.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace marz::places {

/// Which of several areas holds a point. A grid of small cells knows the answer wherever no outline passes;
/// the rest is asked of prepared areas, of which each thread that asks at the same time borrows a set of its
/// own.
class ZoneGrid
{
public:
    /// @p areas are polygons; where they overlap, the first counts. They are read only here and by later
    /// questions, so they must outlive the grid.
    explicit ZoneGrid(std::vector<const geo::Geometry *> areas);
    /// The position of the area that holds @p p (its outline included). Thread-safe.
    std::optional<std::size_t> zoneAt(geo::LonLat p) const;
    const geo::GeoBox &extent() const { return m_extent; }

private:
    using PreparedSet = std::vector<std::optional<geo::PreparedArea>>;
    static constexpr std::uint16_t outside = 0xFFFF;
    static constexpr std::uint16_t mixed = 0xFFFE; ///< an outline passes
    static constexpr std::uint16_t notYet = 0xFFFD;

    void layOut();
    void markOutline(geo::LonLat a, geo::LonLat b);
    void fillCells();
    std::uint16_t asked(geo::LonLat p, PreparedSet &set) const;
    int columnOf(double lon) const;
    int rowOf(double lat) const;

    std::vector<const geo::Geometry *> m_areas;
    std::vector<geo::GeoBox> m_boxes;
    geo::GeoBox m_extent;
    double m_cellDeg = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<std::uint16_t> m_cells;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<PreparedSet>> m_idle; ///< guarded by m_mutex
};

} // namespace marz::places
