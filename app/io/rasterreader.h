#pragma once

#include "io/gdalsetup.h"
#include "io/rasterdata.h"
#include "io/source.h"

namespace marz::io {

/// " (GDAL's last complaint)", or nothing.
QString reasonIn(const GdalMessages &messages);

/// Opens an examined raster. Throws base::Error(Damaged) with GDAL's reason; Invalid for vector tiles.
DatasetPtr openedRaster(const Source &source, const GdalMessages &messages);

/// What the raster is. @p crs in place of what the file says, empty = its own. Throws base::Error.
RasterInfo rasterInfo(const Source &source, const QString &crs);

} // namespace marz::io
