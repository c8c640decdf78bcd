#pragma once

#include "map/textshape.h"

#include <optional>
#include <span>
#include <vector>

namespace marz::map {

/// A name along a line.
struct LineLabel {
    QPointF at;
    QPainterPath bent; ///< outlines relative to `at`
    std::vector<QRectF> boxes;
};

/// A line with its length from the start at every vertex.
class MeasuredLine
{
public:
    explicit MeasuredLine(std::vector<QPointF> line);
    double length() const { return m_lengths.empty() ? 0 : m_lengths.back(); }
    QPointF at(double length) const;

private:
    std::vector<QPointF> m_line;
    std::vector<double> m_lengths;
};

/// Sets @p shape along @p line around @p middle (length from the start), always readable from below; empty
/// where the line is too short or bends too much. Texts that cannot bend are set straight, at the line's
/// slope.
std::optional<LineLabel> setAlong(const MeasuredLine &line, double middle, const TextShape &shape);

} // namespace marz::map
