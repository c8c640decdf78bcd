#pragma once

#include "map/scene.h"
#include "map/viewport.h"

class QPainter;

namespace marz::map {

/// Whether @p picture shows all of @p view pixel for pixel.
bool serves(const RasterPicture &picture, const Viewport &view);

/// Whether a raster layer is to be seen in @p view: switched on, and within its scales.
bool isRasterShown(const ReferenceLayer &layer, const Viewport &view);

/// The layer's picture in device-independent pixels of @p view, moved and scaled where it was drawn for
/// another one; nothing while there is none in this CRS. The painter's opacity is kept.
void paintRaster(QPainter &painter, const ReferenceLayer &layer, const Viewport &view, Theme theme);

/// Who has to be named on a map of @p layers, each once: "© OpenStreetMap contributors"; empty when nobody.
QString attributionOf(const std::vector<ReferenceLayer> &layers, const Viewport &view);

/// Draws the pictures that are missing for @p view, one after the other, and puts them into @p layers; their
/// problems, and that one could not be drawn, as "Name: problem". Blocks: for exports, on a worker. Throws
/// base::Error(Cancelled).
QStringList drawPictures(std::vector<ReferenceLayer> &layers, const Viewport &view,
                         const base::CancelToken &cancel);

} // namespace marz::map
