#pragma once

#include <QStringList>

namespace marz::io {

/// Whether a file of this name is opened as a raster (Foreign::readRasterInfo()), not as shapes or rows.
bool isRasterEnding(const QString &path);
/// The endings of rasters without the dot, in lower case: "tif", "mbtiles".
QStringList rasterEndings();
/// The file and those beside it that are read along, as far as they are there: a shapefile is several.
QStringList filesReadWith(const QString &path);

} // namespace marz::io
