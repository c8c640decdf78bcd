#pragma once

#include "map/projectedlayer.h"
#include "map/strokemask.h"
#include "map/theme.h"
#include "map/viewport.h"

class QPainter;

namespace marz::map {

/// The pixels under a raster painter, and how device-independent pixels get there.
struct Canvas {
    PixelRows rows;
    StrokeMask &mask;
    QTransform toPixels;
};

/// What one layer needs to be painted.
struct LayerJob {
    QPainter &painter;
    const ReferenceLayer &layer;
    const ProjectedLayer &shape;
    const Palette &colours;
    const Viewport &view;
    const QRectF &frame; ///< what to draw, with its margin
    Canvas *canvas;      ///< null: not on pixels

    const std::vector<LayerFeature> &features() const { return layer.content->features; }
};

/// Strokes @p path with round ends and bends; a translucent line is not darker where it meets itself on
/// pixels.
void strokeLayer(const LayerJob &job, const QPainterPath &path, const QColor &colour, double widthPx);

/// Paints the layer as its role asks, without names.
void paintLayer(const LayerJob &job);

} // namespace marz::map
