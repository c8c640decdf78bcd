#pragma once

#include "base/job.h"
#include "map/scene.h"
#include "map/viewport.h"

#include <QPainterPath>

class QPainter;

namespace marz::map {

class ProjectedLayer;

/// Whether geometry may run over the frame's edge by a line's width (an image cuts it) or not at all (vector files).
enum class FrameEdge : std::uint8_t { Padded, Exact };

/// Land, water, units, borders, rivers and user layers in device-independent pixels of @p view, clipped by us. Returns
/// false when cancelled.
bool paintBase(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
               const base::CancelToken &cancel);

/// The visible part of polygon feature @p index as a path to fill (odd-even) in device-independent pixels.
QPainterPath areaPath(const ProjectedLayer &layer, std::size_t index, const Viewport &view, FrameEdge edge);
/// The same feature's outline as open lines to stroke.
QPainterPath outlinePath(const ProjectedLayer &layer, std::size_t index, const Viewport &view, FrameEdge edge);

} // namespace marz::map
