#include "index/cellgrid.h"

#include <algorithm>
#include <cmath>

namespace marz::index {

namespace {

constexpr double rowsPerCell = 8;
constexpr int maxCellsPerSide = 2048;
constexpr std::size_t sampleSize = 4096;
constexpr double outlierShare = 0.005;

/// The range that holds all but the outermost of @p values.
std::pair<double, double> trimmedRange(std::vector<double> values)
{
    const auto trim = static_cast<std::ptrdiff_t>(static_cast<double>(values.size()) * outlierShare);
    std::sort(values.begin(), values.end());
    return {values[static_cast<std::size_t>(trim)],
            values[values.size() - 1 - static_cast<std::size_t>(trim)]};
}

} // namespace

CellGrid::CellGrid(std::span<const double> x, std::span<const double> y)
{
    const auto located = static_cast<std::size_t>(
        std::count_if(x.begin(), x.end(), [](double value) { return !std::isnan(value); }));
    if (located == 0)
        return;
    layOut(x, y, located);
    const std::size_t cells = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rowCount);
    m_cellStart.assign(cells + 1, 0);
    std::vector<std::uint32_t> cellOf(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i]))
            continue;
        cellOf[i] = static_cast<std::uint32_t>(cell(columnOf(x[i]), rowOf(y[i])));
        ++m_cellStart[cellOf[i] + 1];
    }
    for (std::size_t i = 0; i < cells; ++i)
        m_cellStart[i + 1] += m_cellStart[i];
    m_rows.resize(located);
    std::vector<std::uint32_t> next(m_cellStart.begin(), m_cellStart.end() - 1);
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isnan(x[i]))
            m_rows[next[cellOf[i]]++] = static_cast<Row>(i);
    }
}

void CellGrid::layOut(std::span<const double> x, std::span<const double> y, std::size_t located)
{
    std::vector<double> sampleX, sampleY;
    const std::size_t step = std::max<std::size_t>(1, x.size() / sampleSize);
    for (std::size_t i = 0; i < x.size(); i += step) {
        if (!std::isnan(x[i])) {
            sampleX.push_back(x[i]);
            sampleY.push_back(y[i]);
        }
    }
    if (sampleX.empty())
        return; // few located among many: one cell serves
    std::tie(m_box.left, m_box.right) = trimmedRange(std::move(sampleX));
    std::tie(m_box.bottom, m_box.top) = trimmedRange(std::move(sampleY));
    const double width = std::max(m_box.width(), 1.0), height = std::max(m_box.height(), 1.0);
    const double cells = std::max(1.0, static_cast<double>(located) / rowsPerCell);
    m_columns = std::clamp(static_cast<int>(std::sqrt(cells * width / height)), 1, maxCellsPerSide);
    m_rowCount = std::clamp(static_cast<int>(cells / m_columns), 1, maxCellsPerSide);
    m_columnsPerM = m_columns / width;
    m_rowsPerM = m_rowCount / height;
}

std::size_t CellGrid::candidateCount(const geo::MapBox &box) const
{
    if (m_rows.empty() || box.isEmpty())
        return 0;
    std::size_t count = 0;
    const int left = columnOf(box.left), right = columnOf(box.right);
    for (int row = rowOf(box.bottom), top = rowOf(box.top); row <= top; ++row)
        count += m_cellStart[cell(right, row) + 1] - m_cellStart[cell(left, row)];
    return count;
}

std::size_t CellGrid::bytes() const
{
    return m_cellStart.capacity() * sizeof(m_cellStart[0]) + m_rows.capacity() * sizeof(m_rows[0]);
}

} // namespace marz::index
