#pragma once

#include "io/rasterdata.h"

#include <optional>
#include <vector>

class GDALDataset;

namespace marz::io {

/// Which bands of a raster are drawn, and how their numbers are to be taken.
struct RasterBands {
    RasterValues values = RasterValues::Colours;
    bool isPalette = false;
    std::vector<int> drawn;       ///< GDAL's numbers: one, or red, green, blue
    int alpha = 0;                ///< GDAL's number; 0 = none
    bool isStretched = false;     ///< Colours of more than 8 bits
    double scale = 1, offset = 0; ///< value = number * scale + offset
    double metres = 1;            ///< of the unit of heights
    std::optional<double> noData; ///< as a number, of the first band drawn
};

/// Judges the bands of @p raster. Throws base::Error(Invalid) when they are not drawable: complex numbers.
RasterBands bandsOf(GDALDataset &raster, const QString &file);

/// Whether @p number is the raster's sign for nothing, or no number at all.
bool isNothing(const RasterBands &bands, double number);

/// What most values lie between.
struct ValueRange {
    double low = 0, high = 0; ///< equal = nothing is known
};

/// 2nd to 98th percentile of at most a million pixels of the bands drawn, through overviews where there are
/// some.
std::optional<ValueRange> sampledRange(GDALDataset &raster, const RasterBands &bands);

} // namespace marz::io
