#pragma once

#include "base/job.h"
#include "map/scene.h"
#include "session/tilesource.h"
#include "session/userlayer.h"

#include <memory>
#include <vector>

namespace marz::session {

/// Whether the layer is a raster: a picture, an elevation model, a service; by its ending alone.
bool isRaster(const LayerSource &source);

/// The endings of raster files, without the dot, in lower case.
QStringList rasterEndings();

/// What a raster file says of itself, through the helper process @p program (empty = this one); with
/// LayerFacts::raster. @p needsCrs is set when its coordinate system has to be asked for. Blocks: call it on
/// a worker. Throws base::Error, Cancelled too.
LayerFacts loadRaster(const QString &program, const LayerSource &source, bool &needsCrs,
                      const base::CancelToken &cancel);

/// Where a raster comes among @p layers, bottom to top: it covers what is under it, so above the land and the
/// rasters that are there, below all lines and names.
int rowForRaster(const std::vector<map::ReferenceLayer> &layers);
/// Puts @p layer where it comes: a raster there, all others on top.
void insertForeign(std::vector<map::ReferenceLayer> &layers, map::ReferenceLayer layer);

/// How a raster looks at first: elevations with tints and hillshade, everything else in its own colours.
map::LayerStyle firstRasterStyle(const LayerFacts &facts);

/// What draws the layer in @p style; of a service its tiles.
std::shared_ptr<const map::RasterSource> rasterSourceOf(const TileSourceSetup &setup,
                                                        const LayerSource &source, const LayerFacts &facts,
                                                        const map::RasterStyle &style);

} // namespace marz::session
