#include "map/collisiongrid.h"

#include <algorithm>
#include <cmath>

namespace marz::map {

CollisionGrid::CollisionGrid(const QRectF &area)
    : m_area(area), m_columns(std::max(1, static_cast<int>(std::ceil(area.width() / cellPx)))),
      m_lines(std::max(1, static_cast<int>(std::ceil(area.height() / cellPx)))),
      m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_lines))
{
}

CollisionGrid::Cells CollisionGrid::cellsOf(const QRectF &box) const
{
    const auto column = [&](double x) {
        return static_cast<int>(std::clamp(std::floor((x - m_area.left()) / cellPx), 0.0, m_columns - 1.0));
    };
    const auto line = [&](double y) {
        return static_cast<int>(std::clamp(std::floor((y - m_area.top()) / cellPx), 0.0, m_lines - 1.0));
    };
    return {column(box.left()), line(box.top()), column(box.right()), line(box.bottom())};
}

bool CollisionGrid::isFree(const QRectF &box) const
{
    const Cells cells = cellsOf(box);
    for (int y = cells.top; y <= cells.bottom; ++y) {
        for (int x = cells.left; x <= cells.right; ++x) {
            for (const std::uint32_t i : m_cells[static_cast<std::size_t>(y * m_columns + x)]) {
                if (m_boxes[i].intersects(box))
                    return false;
            }
        }
    }
    return true;
}

bool CollisionGrid::areFree(std::span<const QRectF> boxes) const
{
    return std::all_of(boxes.begin(), boxes.end(), [this](const QRectF &box) { return isFree(box); });
}

void CollisionGrid::take(const QRectF &box)
{
    const Cells cells = cellsOf(box);
    const auto number = static_cast<std::uint32_t>(m_boxes.size());
    m_boxes.push_back(box);
    for (int y = cells.top; y <= cells.bottom; ++y) {
        for (int x = cells.left; x <= cells.right; ++x)
            m_cells[static_cast<std::size_t>(y * m_columns + x)].push_back(number);
    }
}

} // namespace marz::map
