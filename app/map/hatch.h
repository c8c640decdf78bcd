#pragma once

#include <QLineF>
#include <QPainterPath>

#include <vector>

namespace marz::map {

/// How the hatch of an area runs.
struct HatchPattern
{
    double angleDeg = 45;
    double spacingPx = 9;
    QPointF origin; ///< a screen point that moves with the map
};

/// Parallel lines inside @p area (odd-even), cut by us: not every device can clip or fill with a pattern.
std::vector<QLineF> hatchLines(const QPainterPath &area, const HatchPattern &pattern);

} // namespace marz::map
