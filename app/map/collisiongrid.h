#pragma once

#include <QRectF>

#include <span>
#include <vector>

namespace marz::map {

/// Which places of the screen are taken, as boxes on a grid of cells, so that a question looks at few of
/// them.
class CollisionGrid
{
public:
    explicit CollisionGrid(const QRectF &area);

    bool isFree(const QRectF &box) const;
    bool areFree(std::span<const QRectF> boxes) const;
    void take(const QRectF &box);

private:
    struct Cells {
        int left, top, right, bottom;
    };
    Cells cellsOf(const QRectF &box) const;

    static constexpr double cellPx = 48;
    QRectF m_area;
    int m_columns;
    int m_lines;
    std::vector<QRectF> m_boxes;
    std::vector<std::vector<std::uint32_t>> m_cells;
};

} // namespace marz::map
