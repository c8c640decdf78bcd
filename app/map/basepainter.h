#pragma once

#include "base/job.h"
#include "map/scene.h"
#include "map/viewport.h"

#include <QImage>
#include <QPainterPath>

class QPainter;

namespace marz::map {

class ProjectedLayer;

/// Whether geometry may run over the frame's edge by a line's width (an image cuts it) or not at all (vector
/// files).
enum class FrameEdge : std::uint8_t { Padded, Exact };

/// The frame of @p view in device-independent pixels, with the margin that lines need.
QRectF frameOf(const Viewport &view, FrameEdge edge);

/// Projects @p layer and finds where its names stand, for a worker. Throws base::Error(Cancelled).
void prepareLayer(const ReferenceLayer &layer, const geo::Crs &crs, const base::CancelToken &cancel);

/// Land, water, units, borders, rivers and user layers as an opaque image of the view's device size; null
/// when cancelled. The memory of @p reusable is used again when it fits and nobody else holds it.
QImage baseImage(const Scene &scene, const Viewport &view, QImage reusable, const base::CancelToken &cancel);

/// The same in device-independent pixels of @p view on any device, clipped by us. Returns false when
/// cancelled.
bool paintBase(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
               const base::CancelToken &cancel);

/// The visible part of polygon feature @p index as a path to fill (odd-even) in device-independent pixels.
QPainterPath areaPath(const ProjectedLayer &layer, std::size_t index, const Viewport &view, FrameEdge edge);
/// The same feature's outline as open lines to stroke.
QPainterPath outlinePath(const ProjectedLayer &layer, std::size_t index, const Viewport &view,
                         FrameEdge edge);

} // namespace marz::map
