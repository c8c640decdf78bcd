#pragma once

#include "base/error.h"

#include <array>
#include <memory>
#include <span>

class GDALDataset;

namespace marz::io {

/// From the pixels of a raster to the coordinates of its own CRS, and back: by its geotransform, else by
/// ground control points, through which GDAL lays a polynomial (GDALCreateGCPTransformer). Models of a camera
/// (RPC) are refused.
class RasterPlacing
{
public:
    /// Throws base::Error: Invalid when the raster says nothing of its place, Damaged when that makes no
    /// sense.
    RasterPlacing(GDALDataset &raster, const QString &file);
    ~RasterPlacing();
    RasterPlacing(const RasterPlacing &) = delete;
    RasterPlacing &operator=(const RasterPlacing &) = delete;

    bool isOfGcps() const { return m_gcps != nullptr; }
    /// In place, from pixels counted from the upper left corner of the first. Non-finite where there is no
    /// answer.
    void toRaw(std::span<double> x, std::span<double> y) const;
    /// In place; @p ok gets 0 where there is no answer.
    void toPixels(std::span<double> x, std::span<double> y, std::span<int> ok) const;

private:
    struct Gcps;
    std::array<double, 6> m_fromPixel = {}; ///< GDAL's geotransform
    std::array<double, 6> m_toPixel = {};
    std::unique_ptr<Gcps> m_gcps; ///< in place of the geotransform; null = none
};

/// Of a raster whose place makes no sense.
base::Error nowhere(const QString &file);

} // namespace marz::io
