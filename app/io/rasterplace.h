#pragma once

#include "geo/box.h"
#include "io/layercrs.h"
#include "io/rasterplacing.h"

#include <memory>
#include <span>
#include <vector>

class GDALDataset;
class OGRCoordinateTransformation;

namespace marz::io {

/// Where the pixels of a raster lie on Earth. Pixels are counted from the upper left corner of the first.
class RasterPlace
{
public:
    /// @p chosen is a CRS in place of the file's own, empty = none. Throws base::Error: Invalid when @p
    /// chosen is no CRS or the raster says nothing of its place, Damaged when it lies nowhere.
    RasterPlace(GDALDataset &raster, const QString &file, const QString &chosen);
    ~RasterPlace();
    RasterPlace(const RasterPlace &) = delete;
    RasterPlace &operator=(const RasterPlace &) = delete;

    int width() const { return m_width; }   ///< pixels
    int height() const { return m_height; } ///< pixels
    const LayerCrs &crs() const { return *m_crs; }
    /// No CRS is known and the coordinates are not degrees: nothing else may be asked then but raw().
    bool needsCrs() const { return m_needsCrs; }
    /// In the file's own coordinates.
    const geo::MapBox &raw() const { return m_raw; }
    /// In degrees, edges densified.
    geo::GeoBox extent() const;

    /// In place, from pixels to degrees; @p ok gets 0 for what lies nowhere.
    void pixelsToDegrees(std::span<double> x, std::span<double> y, std::span<int> ok) const;
    /// In place, from degrees to pixels, which may lie outside of the raster: of the pixels that differ by
    /// whole turns around the Earth those next to the raster. @p ok gets 0 for what the raster's CRS does not
    /// reach.
    void degreesToPixels(std::span<double> x, std::span<double> y, std::span<int> ok) const;

private:
    void findPeriod();
    /// Points along the edges, in pixels.
    void outline(std::vector<double> &x, std::vector<double> &y) const;

    int m_width = 0, m_height = 0;
    RasterPlacing m_placing;
    std::unique_ptr<LayerCrs> m_crs;
    std::unique_ptr<OGRCoordinateTransformation> m_toDegrees; ///< null = coordinates are degrees
    std::unique_ptr<OGRCoordinateTransformation> m_fromDegrees;
    bool m_needsCrs = false;
    geo::MapBox m_raw;
    double m_period = 0; ///< once around the Earth, in the file's own x; 0 = none
};

} // namespace marz::io
