#pragma once

#include "io/gdalsetup.h"
#include "io/rasterbands.h"

namespace marz::io {

/// What a ReducedRaster could not read.
struct UnreadBlocks {
    int read = 0, failed = 0;
};

/// How a raster is read for drawing.
struct Reduction {
    int factor = 1;       ///< pixels of the raster along a pixel of the result
    bool isQuick = false; ///< one pixel for many instead of their mean
    ValueRange stretch;   ///< of Colours with more than 8 bits
};

/// @p raster, which must outlive the result, smaller by a factor and in one of two forms: Colours as red,
/// green, blue and alpha of 8 bits; all else as a Float32 value and an alpha of 0..255. Overviews are used.
/// What cannot be read is transparent and counted in @p unread, which must outlive the result too.
DatasetPtr reducedRaster(GDALDataset &raster, const RasterBands &bands, const Reduction &reduction,
                         UnreadBlocks &unread);

} // namespace marz::io
