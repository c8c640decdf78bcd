#include "io/rasterplacing.h"

#include <gdal_alg.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace marz::io {

using base::Error;
using base::ErrorKind;

Error nowhere(const QString &file)
{
    return Error(
        ErrorKind::Damaged,
        QStringLiteral("%1 lies nowhere on Earth: what it says of its place makes no sense.").arg(file),
        QStringLiteral("Choose the coordinate system it is in, or export it again from the program that "
                       "made it."));
}

struct RasterPlacing::Gcps {
    void *transform;
    explicit Gcps(GDALDataset &raster)
        : transform(GDALCreateGCPTransformer(raster.GetGCPCount(), raster.GetGCPs(), 0, FALSE))
    {
    }
    ~Gcps()
    {
        if (transform)
            GDALDestroyGCPTransformer(transform);
    }
    Gcps(const Gcps &) = delete;
    Gcps &operator=(const Gcps &) = delete;
};

RasterPlacing::~RasterPlacing() = default;

RasterPlacing::RasterPlacing(GDALDataset &raster, const QString &file)
{
    const bool isPlaced = raster.GetGeoTransform(m_fromPixel.data()) == CE_None;
    if (isPlaced) {
        const bool isFinite = std::all_of(m_fromPixel.begin(), m_fromPixel.end(),
                                          [](double value) { return std::isfinite(value); });
        if (!isFinite || !GDALInvGeoTransform(m_fromPixel.data(), m_toPixel.data()))
            throw nowhere(file);
        return;
    }
    if (raster.GetGCPCount() > 0) {
        m_gcps = std::make_unique<Gcps>(raster);
        if (m_gcps->transform)
            return;
        throw nowhere(file);
    }
    if (raster.GetMetadata("RPC")) {
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral("%1 is a raw picture of a satellite: it holds a model of the camera (RPC), not a "
                           "place on the map.")
                .arg(file),
            QStringLiteral("Rectify it first: gdalwarp -rpc %1 rectified.tif").arg(file));
    }
    throw Error(
        ErrorKind::Invalid,
        QStringLiteral("%1 does not say where on Earth it lies: it is a picture without a georeference.")
            .arg(file),
        QStringLiteral("Georeference it, for example in QGIS, or put its world file (.tfw, .pgw, .jgw) "
                       "beside it."));
}

void RasterPlacing::toRaw(std::span<double> x, std::span<double> y) const
{
    std::vector<double> z(m_gcps ? x.size() : 0, 0.0);
    std::vector<int> ok(z.size(), 0);
    if (m_gcps) {
        GDALGCPTransform(m_gcps->transform, FALSE, static_cast<int>(x.size()), x.data(), y.data(), z.data(),
                         ok.data());
        return;
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double px = x[i];
        const double py = y[i];
        x[i] = m_fromPixel[0] + px * m_fromPixel[1] + py * m_fromPixel[2];
        y[i] = m_fromPixel[3] + px * m_fromPixel[4] + py * m_fromPixel[5];
    }
}

void RasterPlacing::toPixels(std::span<double> x, std::span<double> y, std::span<int> ok) const
{
    if (m_gcps) {
        std::vector<double> z(x.size(), 0.0);
        std::vector<int> turned(x.size(), 0);
        GDALGCPTransform(m_gcps->transform, TRUE, static_cast<int>(x.size()), x.data(), y.data(), z.data(),
                         turned.data());
        for (std::size_t i = 0; i < x.size(); ++i)
            ok[i] = ok[i] && turned[i] ? 1 : 0;
        return;
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double mx = x[i];
        const double my = y[i];
        x[i] = m_toPixel[0] + mx * m_toPixel[1] + my * m_toPixel[2];
        y[i] = m_toPixel[3] + mx * m_toPixel[4] + my * m_toPixel[5];
    }
}

} // namespace marz::io
