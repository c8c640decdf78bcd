#pragma once

#include "io/rasterdata.h"
#include "io/source.h"

#include <functional>

namespace marz::io {

/// Takes whole rows of pixels from the top on, as in RasterPixels::argb.
using PixelSink = std::function<void(const QByteArray &rows)>;

/// Draws an examined raster into @p view. Returns the warnings. Throws base::Error.
QStringList drawRasterInto(const Source &source, const QString &crs, const RasterView &view,
                           const RasterLook &look, const PixelSink &sink);

/// Draws fetched tiles into @p view. Returns the warnings. Throws base::Error.
QStringList drawTilesInto(const std::vector<RasterTile> &tiles, const RasterView &view,
                          const PixelSink &sink);

} // namespace marz::io
