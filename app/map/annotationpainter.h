#pragma once

#include "map/basepainter.h"
#include "map/labelpainter.h"

class QPainter;

namespace marz::map {

/// Draws the visible annotations in z order.
void paintAnnotations(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
                      LabelPainter &labels);

/// The topmost visible annotation within @p reachPx of @p at (its text, line or area); 0 = none.
qint64 annotationAt(const Scene &scene, const Viewport &view, QPointF at, double reachPx);

} // namespace marz::map
