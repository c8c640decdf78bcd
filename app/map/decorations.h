#pragma once

#include "map/scene.h"
#include "map/viewport.h"

#include <QString>

class QPainter;

namespace marz::map {

/// A scale bar of two equal segments in a round number of metres, true at the map's centre.
struct ScaleBar {
    double segmentM = 0;
    double segmentPx = 0; ///< device-independent pixels
    /// "50 km", "500 m"
    QString text(int segments) const;
};

/// The longest round scale bar of at most @p widestPx.
ScaleBar scaleBarOf(const Viewport &view, double widestPx);

/// Degrees clockwise from up in which north lies at the map's centre.
double northDeg(const Viewport &view);

/// How the two are drawn.
struct DecorationStyle {
    QColor ink;
    QColor paper; ///< the pale segment
    QColor halo;  ///< transparent = none
    double textPx = 10.5;
};

/// Scale bar with its lower left corner at @p corner.
void paintScaleBar(QPainter &painter, const ScaleBar &bar, QPointF corner, const DecorationStyle &style);
/// A thin needle of @p heightPx whose middle is @p centre.
void paintNorthArrow(QPainter &painter, double northDegrees, QPointF centre, double heightPx,
                     const DecorationStyle &style);

} // namespace marz::map
