#include "io/rasterdraw.h"

#include "base/error.h"
#include "io/rasterpaint.h"
#include "io/rasterreader.h"
#include "io/rasterwarp.h"
#include "io/reducedraster.h"
#include "io/tilemosaic.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr int pixelsAtOnce = 1 << 20; ///< of the view
constexpr double quickPixels = 400e6; ///< of a raster without overviews in view: beyond, means are too slow
constexpr double magnifiedRatio =
    0.7; ///< pixels of the raster a pixel of the view: below, slopes show facets

/// Calls @p draw for parts of the view from the top, a million pixels each, with @p margin on all sides.
template <typename F>
void eachPart(const RasterView &view, int margin, F draw)
{
    const int rows = std::clamp(pixelsAtOnce / view.width, 1, view.height);
    for (int y = 0; y < view.height; y += rows) {
        const int height = std::min(rows, view.height - y);
        draw(ViewPart{-margin, y - margin, view.width + 2 * margin, height + 2 * margin}, height);
    }
}

QByteArray emptyRows(const RasterView &view, int rows)
{
    return QByteArray(qsizetype(view.width) * rows * 4, '\0');
}

/// The largest power of two that does not blur.
int factorFor(double ratio)
{
    int factor = 1;
    while (factor < 1 << 16 && factor * 2 <= ratio * 1.01)
        factor *= 2;
    return factor;
}

/// Pixels of the raster that must be looked at for @p view when it has no overviews.
double pixelsInView(const RasterView &view, const RasterPlace &place, double ratio)
{
    return std::min(double(place.width()) * place.height(), double(view.width) * view.height * ratio * ratio);
}

WarpHow::Kernel kernelFor(const RasterBands &bands, double ratio, const RasterLook &look)
{
    if (bands.isPalette)
        return WarpHow::Kernel::Nearest;
    return bands.values == RasterValues::Elevations && look.shade > 0 && ratio < magnifiedRatio
               ? WarpHow::Kernel::Smoothest
               : WarpHow::Kernel::Smooth;
}

} // namespace

QStringList drawRasterInto(const Source &source, const QString &crs, const RasterView &view,
                           const RasterLook &look, const PixelSink &sink)
{
    const DrawnView drawn(view);
    setUpRasterGdal();
    const GdalMessages messages;
    const DatasetPtr raster = openedRaster(source, messages);
    const RasterBands bands = bandsOf(*raster, source.name);
    const RasterPlace place(*raster, source.name, crs);
    if (place.needsCrs()) {
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral("%1 does not name its coordinate system, and its coordinates are not degrees.")
                .arg(source.name),
            QStringLiteral("Choose the coordinate system that it is in."));
    }
    QStringList warnings;
    const std::optional<double> ratio = pixelsPerViewPixel(place, drawn);
    if (!ratio) {
        eachPart(view, 0, [&](const ViewPart &, int rows) { sink(emptyRows(view, rows)); });
        return warnings;
    }
    const bool isColours = bands.values == RasterValues::Colours;
    ValueRange range{look.low, look.high};
    const bool isStretched = isColours ? bands.isStretched : look.ramp.empty() && look.shade <= 0;
    if (isStretched && range.low >= range.high)
        range = sampledRange(*raster, bands).value_or(range);

    Reduction reduction;
    reduction.factor = factorFor(*ratio);
    reduction.stretch = range;
    reduction.isQuick =
        raster->GetRasterBand(1)->GetOverviewCount() == 0 && pixelsInView(view, place, *ratio) > quickPixels;
    UnreadBlocks unread;
    const DatasetPtr reduced = reducedRaster(*raster, bands, reduction, unread);
    const WarpHow how{kernelFor(bands, *ratio, look), reduction.factor, *ratio};
    const int margin = !isColours && look.shade > 0 ? 1 : 0;
    const Light light = lightOn(drawn, look, bands.metres);
    eachPart(view, margin, [&](const ViewPart &part, int) {
        const DatasetPtr target = memoryRaster(part.width, part.height, isColours ? 4 : 2, !isColours);
        warpInto(*target, *reduced, place, drawn, part, how);
        sink(isColours ? paintColours(*target) : paintValues(*target, look, range, light, margin));
    });
    if (unread.failed > 0 && unread.read == 0) {
        throw Error(
            ErrorKind::Damaged,
            QStringLiteral("%1 cannot be read: it is damaged%2.").arg(source.name, reasonIn(messages)),
            QStringLiteral("Copy it again from where it came."));
    }
    if (unread.failed > 0)
        warnings +=
            QStringLiteral("Parts of %1 cannot be read and are left out: it is damaged. Copy it again from "
                           "where it came.")
                .arg(source.name);
    return warnings;
}

QStringList drawTilesInto(const std::vector<RasterTile> &tiles, const RasterView &view, const PixelSink &sink)
{
    const DrawnView drawn(view);
    setUpRasterGdal();
    const GdalMessages messages;
    QStringList warnings;
    const std::vector<DatasetPtr> mosaics = mosaicsOf(tiles, warnings);
    std::vector<std::unique_ptr<RasterPlace>> places;
    for (const DatasetPtr &mosaic : mosaics)
        places.push_back(std::make_unique<RasterPlace>(*mosaic, QStringLiteral("The map tiles"), QString()));
    eachPart(view, 0, [&](const ViewPart &part, int) {
        const DatasetPtr target = memoryRaster(part.width, part.height, 4, false);
        for (std::size_t i = 0; i < mosaics.size(); ++i) {
            if (const std::optional<double> ratio = pixelsPerViewPixel(*places[i], drawn))
                warpInto(*target, *mosaics[i], *places[i], drawn, part, {WarpHow::Kernel::Smooth, 1, *ratio});
        }
        sink(paintColours(*target));
    });
    return warnings;
}

} // namespace marz::io
