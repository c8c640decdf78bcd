#pragma once

#include <QColor>
#include <QImage>
#include <QLineF>
#include <QPainterPath>

#include <vector>

namespace marz::map {

/// How the hatch of an area runs: at 45 degrees.
struct HatchPattern {
    bool isRising = false; ///< to the upper right; else to the lower right
    double spacingPx = 9;  ///< between lines
    double widthPx = 1;
    QPointF origin; ///< a screen point that moves with the map
};

/// Parallel lines inside @p area (odd-even), cut by us: not every device can clip or fill with a pattern.
std::vector<QLineF> hatchLines(const QPainterPath &area, const HatchPattern &pattern);

/// The same as a picture that paves: @p scale device pixels to the pattern's.
QImage hatchTile(const HatchPattern &pattern, const QColor &colour, double scale);

} // namespace marz::map
