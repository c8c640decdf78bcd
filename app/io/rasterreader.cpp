#include "io/rasterreader.h"

#include "base/error.h"
#include "io/rasterbands.h"
#include "io/rasterplace.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

/// Beyond it, drawing a raster without overviews as a whole takes seconds.
constexpr double slowPixels = 25'000'000;

/// What to do about a file that its driver refuses.
QString adviceFor(const Source &source)
{
    switch (source.format) {
    case Format::SrtmHeight:
        return QStringLiteral(
            "The name of a height file says where it lies, such as N38E070.hgt: give it its name "
            "back, or download it again.");
    case Format::MBTiles:
        return QStringLiteral(
            "Make it again with the program that it came from, as tiles of PNG, JPEG or WebP.");
    default:
        return QStringLiteral(
            "Copy it again from where it came, or export it again from the program that made it.");
    }
}

/// Tiles of shapes, by the file's own metadata. To be asked when nothing else is to be opened as MBTiles.
bool holdsVectorTiles(const Source &source)
{
    // The driver for the tables leaves such files to the one for the tiles as long as there is one.
    GDALDriverManager &drivers = *GetGDALDriverManager();
    drivers.DeregisterDriver(drivers.GetDriverByName("MBTiles"));
    const DatasetPtr tables = openVector(source.path, {QStringLiteral("SQLite")});
    if (!tables)
        return false;
    OGRLayer *rows =
        tables->ExecuteSQL("SELECT value FROM metadata WHERE name = 'format' LIMIT 1", nullptr, nullptr);
    if (!rows)
        return false;
    const OGRFeatureUniquePtr row{rows->GetNextFeature()};
    const bool isVector = row && EQUAL(row->GetFieldAsString(0), "pbf");
    tables->ReleaseResultSet(rows);
    return isVector;
}

QStringList openOptions(const Source &source)
{
    // Several threads (NUM_THREADS) would hide what cannot be read: GDAL 3.6 gives zeros for it the second
    // time.
    if (source.format == Format::GeoTiff)
        return {QStringLiteral("GEOREF_SOURCES=INTERNAL,WORLDFILE")};
    return {};
}

} // namespace

QString reasonIn(const GdalMessages &messages)
{
    return messages.last().isEmpty() ? QString() : QStringLiteral(" (%1)").arg(messages.last());
}

DatasetPtr openedRaster(const Source &source, const GdalMessages &messages)
{
    setUpRasterGdal();
    DatasetPtr raster = openRaster(source.path, source.drivers, openOptions(source));
    if (raster && raster->GetRasterCount() > 0)
        return raster;
    if (source.format == Format::MBTiles && holdsVectorTiles(source)) {
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("%1 holds tiles of shapes (vector tiles), which Marz does not draw.")
                        .arg(source.name),
                    QStringLiteral("Get the same map as tiles of pictures (PNG, JPEG or WebP)."));
    }
    throw Error(ErrorKind::Damaged,
                QStringLiteral("%1 cannot be opened: it is damaged or not what its name says%2.")
                    .arg(source.name, reasonIn(messages)),
                adviceFor(source));
}

RasterInfo rasterInfo(const Source &source, const QString &crs)
{
    setUpRasterGdal();
    const GdalMessages messages;
    const DatasetPtr raster = openedRaster(source, messages);
    const RasterBands bands = bandsOf(*raster, source.name);
    const RasterPlace place(*raster, source.name, crs);
    GDALRasterBand &first = *raster->GetRasterBand(bands.drawn.front());
    RasterInfo info;
    info.driver = QString::fromUtf8(raster->GetDriverName());
    info.crs = place.crs().text();
    info.needsCrs = place.needsCrs();
    info.width = raster->GetRasterXSize();
    info.height = raster->GetRasterYSize();
    info.bands = raster->GetRasterCount();
    info.valueType = QString::fromUtf8(GDALGetDataTypeName(first.GetRasterDataType()));
    info.values = bands.values;
    info.hasNoData = bands.noData.has_value();
    info.hasOverviews = first.GetOverviewCount() > 0;
    info.raw = place.raw();
    if (!info.needsCrs)
        info.extent = place.extent();
    if (bands.values != RasterValues::Colours || bands.isStretched) {
        const std::optional<ValueRange> range = sampledRange(*raster, bands);
        info.low = range.value_or(ValueRange{}).low;
        info.high = range.value_or(ValueRange{}).high;
        if (!range)
            info.warnings += QStringLiteral("No value was found in a sample of it: it may be empty.");
    }
    if (!place.crs().doubt().isEmpty())
        info.warnings += place.crs().doubt();
    if (!place.crs().isKnown() && !info.needsCrs)
        info.warnings += QStringLiteral(
            "The file does not name its coordinate system; its coordinates are taken as longitude "
            "and latitude in WGS 84.");
    if (info.needsCrs)
        info.warnings.prepend(
            QStringLiteral("%1 does not name its coordinate system, and its coordinates are not degrees.")
                .arg(source.name));
    if (!info.hasOverviews && double(info.width) * info.height > slowPixels)
        info.warnings +=
            QStringLiteral("The file is large and has no overviews, so drawing it from afar is slow; "
                           "\"gdaladdo %1\" makes it faster.")
                .arg(source.name);
    return info;
}

} // namespace marz::io
