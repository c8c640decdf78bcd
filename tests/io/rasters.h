#pragma once

#include "geo/crs.h"
#include "io/foreign.h"
#include "io/iofiles.h"

#include <QPoint>

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <functional>

/// Real rasters for the tests of io.
namespace marz::tests {

using ValueAt = std::function<double(int x, int y)>;

struct Raster {
    int epsg = 4326; ///< 0 = none
    double left = 70, top = 39;
    double pixel = 0.01; ///< map units; 0 = no georeference
    int width = 100, height = 100;
    GDALDataType type = GDT_Byte;
    std::vector<ValueAt> bands = {};
    std::optional<double> noData = {};
    const char *unit = "";
    QByteArrayList options = {};
    std::function<void(GDALDataset &)> change = {}; ///< before it is closed
};

inline ValueAt constant(double value)
{
    return [=](int, int) { return value; };
}

inline GDALDriver &driverNamed(const char *name)
{
    GDALAllRegister();
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName(name);
    if (!driver)
        qFatal("GDAL has no driver %s", name);
    return *driver;
}

inline void fillBand(GDALRasterBand &band, const ValueAt &value)
{
    std::vector<double> row(static_cast<std::size_t>(band.GetXSize()));
    for (int y = 0; y < band.GetYSize(); ++y) {
        for (int x = 0; x < band.GetXSize(); ++x)
            row[static_cast<std::size_t>(x)] = value(x, y);
        if (band.RasterIO(GF_Write, 0, y, band.GetXSize(), 1, row.data(), band.GetXSize(), 1, GDT_Float64, 0,
                          0, nullptr) != CE_None)
            qFatal("cannot write pixels");
    }
}

/// Writes a GeoTIFF.
inline void writeRaster(const QString &path, const Raster &what)
{
    CPLStringList options;
    for (const QByteArray &option : what.options)
        options.AddString(option.constData());
    GDALDataset *raster =
        driverNamed("GTiff").Create(QFile::encodeName(path).constData(), what.width, what.height,
                                    static_cast<int>(what.bands.size()), what.type, options.List());
    if (!raster)
        qFatal("cannot write %s", qPrintable(path));
    if (what.pixel != 0) {
        double place[] = {what.left, what.pixel, 0, what.top, 0, -what.pixel};
        raster->SetGeoTransform(place);
    }
    if (what.epsg != 0) {
        OGRSpatialReference crs;
        crs.importFromEPSG(what.epsg);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        raster->SetSpatialRef(&crs);
    }
    for (std::size_t i = 0; i < what.bands.size(); ++i) {
        GDALRasterBand &band = *raster->GetRasterBand(static_cast<int>(i) + 1);
        if (what.noData)
            band.SetNoDataValue(*what.noData);
        if (*what.unit)
            band.SetUnitType(what.unit);
        fillBand(band, what.bands[i]);
    }
    if (what.change)
        what.change(*raster);
    GDALClose(raster);
}

/// Writes @p path by @p driver as a copy of the GeoTIFF @p from.
inline void copyRaster(const QString &path, const char *driver, const QString &from)
{
    GDALDataset *source = GDALDataset::Open(QFile::encodeName(from).constData(), GDAL_OF_RASTER);
    GDALDataset *copy = source ? driverNamed(driver).CreateCopy(QFile::encodeName(path).constData(), source,
                                                                FALSE, nullptr, nullptr, nullptr)
                               : nullptr;
    if (!copy)
        qFatal("cannot write %s", qPrintable(path));
    GDALClose(copy);
    GDALClose(source);
}

/// The part of a CRS's map that holds @p box of degrees.
inline io::RasterView viewOf(const QString &crs, const geo::GeoBox &box, int width, int height)
{
    return {crs, geo::Crs::fromCode(crs).toMap(box), width, height};
}

/// The pixel's value, 0xAARRGGBB.
inline quint32 pixelAt(const io::RasterPixels &pixels, int x, int y)
{
    if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height)
        qFatal("no pixel %d, %d", x, y);
    return reinterpret_cast<const quint32 *>(pixels.argb.constData())[y * pixels.width + x];
}

/// Where @p p lies in a view, pixels from its upper left corner.
inline std::pair<double, double> placeIn(const io::RasterView &view, geo::LonLat p)
{
    const geo::MapPoint m = geo::Crs::fromCode(view.crs).toMap(p);
    return {(m.x - view.box.left) / view.box.width() * view.width,
            (view.box.top - m.y) / view.box.height() * view.height};
}

/// The pixel at @p p.
inline quint32 pixelAt(const io::RasterPixels &pixels, const io::RasterView &view, geo::LonLat p)
{
    const auto [x, y] = placeIn(view, p);
    return pixelAt(pixels, static_cast<int>(std::floor(x)), static_cast<int>(std::floor(y)));
}

inline int alphaOf(quint32 argb)
{
    return static_cast<int>(argb >> 24U);
}

inline int redOf(quint32 argb)
{
    return static_cast<int>(argb >> 16U & 0xFFU);
}

inline io::RasterPixels drawn(const QString &path, const io::RasterView &view,
                              const io::RasterLook &look = {}, const QString &crs = {})
{
    return io::Foreign(QStringLiteral(MARZ_PROGRAM)).drawRaster(path, crs, view, look, {});
}

} // namespace marz::tests
