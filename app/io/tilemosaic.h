#pragma once

#include "io/gdalsetup.h"
#include "io/rasterdata.h"

namespace marz::io {

/// The tiles decoded and side by side as rasters in Web Mercator (red, green, blue, alpha), one for each size
/// of tiles, the coarsest first. A tile that is no image, or lies nowhere, is left out and told in @p
/// warnings. Throws base::Error(Invalid) when they need more memory than they may have.
std::vector<DatasetPtr> mosaicsOf(const std::vector<RasterTile> &tiles, QStringList &warnings);

} // namespace marz::io
