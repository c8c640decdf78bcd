#pragma once

#include "map/layerstyle.h"
#include "map/tracer.h"

namespace marz::map {

/// Dashes along the arc, @p onPx long and @p offPx apart, counted from its start so that they stay while the
/// map is moved and meet where an image is painted in columns; what is outside the frame is left out.
void addDashes(const Tracer &tracer, const ProjectedLayer &layer, const ProjectedLayer::Arc &arc,
               float tolerance, double onPx, double offPx, QPainterPath &path);

/// The lines of @p path (no curves) moved @p byPx to their left and to their right.
QPainterPath besides(const QPainterPath &path, double byPx);

/// The outline of a marker around the origin, @p sizePx across.
QPainterPath markerShape(MarkerShape shape, double sizePx);

} // namespace marz::map
