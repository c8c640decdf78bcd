#pragma once

#include "geo/box.h"
#include "index/row.h"

#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace marz::index {

/// Points sorted into the cells of a uniform grid. The grid covers where nearly all points are; those outside
/// lie in the outermost cells, so that a few far ones do not make it coarse. Unlocated points (NaN) are left
/// out.
class CellGrid
{
public:
    CellGrid() = default;
    /// @p x and @p y in Web Mercator metres, of equal length.
    CellGrid(std::span<const double> x, std::span<const double> y);

    /// Calls @p each with every row in the cells that meet @p box, also some outside the box.
    template <typename Each>
    void eachCandidate(const geo::MapBox &box, Each &&each) const
    {
        if (m_rows.empty() || box.isEmpty())
            return;
        const int left = columnOf(box.left), right = columnOf(box.right);
        for (int row = rowOf(box.bottom), top = rowOf(box.top); row <= top; ++row) {
            const std::size_t first = m_cellStart[cell(left, row)];
            const std::size_t last = m_cellStart[cell(right, row) + 1];
            for (std::size_t i = first; i < last; ++i)
                each(m_rows[i]);
        }
    }
    /// How many rows eachCandidate() would give.
    std::size_t candidateCount(const geo::MapBox &box) const;
    std::size_t bytes() const;

private:
    std::size_t cell(int column, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) +
               static_cast<std::size_t>(column);
    }
    int columnOf(double x) const { return position((x - m_box.left) * m_columnsPerM, m_columns); }
    int rowOf(double y) const { return position((y - m_box.bottom) * m_rowsPerM, m_rowCount); }
    static int position(double at, int count)
    {
        return at < 0 ? 0 : at >= count ? count - 1 : static_cast<int>(at);
    }
    void layOut(std::span<const double> x, std::span<const double> y, std::size_t located);

    geo::MapBox m_box;
    int m_columns = 1, m_rowCount = 1;
    double m_columnsPerM = 0, m_rowsPerM = 0;
    std::vector<std::uint32_t> m_cellStart; ///< first position in m_rows per cell, and the end
    std::vector<Row> m_rows;
};

/// The grid of a snapshot, made once by whoever asks first.
struct SharedGrid {
    std::once_flag once;
    std::optional<CellGrid> grid;
};

} // namespace marz::index
