#pragma once

#include "geo/crs.h"
#include "io/gdalsetup.h"
#include "io/rasterdata.h"
#include "io/rasterplace.h"

#include <optional>

namespace marz::io {

/// The part of a map that is drawn, and its CRS.
struct DrawnView {
    RasterView view;
    geo::Crs crs;
    /// Throws base::Error(Invalid) when the view's CRS is none.
    explicit DrawnView(RasterView what) : view(std::move(what)), crs(geo::Crs::fromCode(view.crs)) {}

    double pixelWidth() const { return view.box.width() / view.width; }    ///< map units
    double pixelHeight() const { return view.box.height() / view.height; } ///< map units
    /// Of a point in pixels from the view's upper left corner; non-finite where the map ends.
    geo::LonLat degreesAt(double x, double y) const
    {
        return crs.toLonLat(
            geo::MapPoint{view.box.left + x * pixelWidth(), view.box.top - y * pixelHeight()});
    }
};

/// Pixels of the raster at @p place along a pixel of the view, where there are fewest; empty when no part of
/// the raster is in it.
std::optional<double> pixelsPerViewPixel(const RasterPlace &place, const DrawnView &view);

/// How a raster is taken over into the view's pixels.
struct WarpHow {
    enum class Kernel { Nearest, Smooth, Smoothest };
    Kernel kernel = Kernel::Smooth;
    int factor = 1;   ///< by which the raster is smaller than the one that its place is of
    double ratio = 1; ///< pixelsPerViewPixel()
};

/// Rows or columns of a view's pixels.
struct ViewPart {
    int x = 0, y = 0; ///< may lie outside
    int width = 0, height = 0;
};

/// Draws @p raster, whose last band is its alpha of 0..255, over @p target, which has the same bands and
/// part.width x part.height pixels. Throws base::Error(Damaged).
void warpInto(GDALDataset &target, GDALDataset &raster, const RasterPlace &place, const DrawnView &view,
              const ViewPart &part, const WarpHow &how);

/// A raster in memory, all zero; @p isFloat = Float32, else bytes.
DatasetPtr memoryRaster(int width, int height, int bands, bool isFloat);

} // namespace marz::io
