#include "io/rasterwarp.h"

#include "base/error.h"

#include <cpl_string.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdalwarper.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace marz::io {

namespace {

constexpr int samplesAlong = 12;
constexpr double toleranceInView = 0.125; ///< pixels of the view
constexpr double warpMemoryBytes = 192 << 20;

/// From a view's pixels to a raster's, and back.
struct ViewTransform {
    const RasterPlace &place;
    const DrawnView &view;
    ViewPart part;
    double factor;

    void toRaster(std::span<double> x, std::span<double> y, std::span<int> ok) const
    {
        for (std::size_t i = 0; i < x.size(); ++i) {
            const geo::LonLat p = view.degreesAt(x[i] + part.x, y[i] + part.y);
            x[i] = p.lon;
            y[i] = p.lat;
        }
        place.degreesToPixels(x, y, ok);
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] /= factor;
            y[i] /= factor;
        }
    }

    void toView(std::span<double> x, std::span<double> y, std::span<int> ok) const
    {
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] *= factor;
            y[i] *= factor;
        }
        place.pixelsToDegrees(x, y, ok);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const geo::MapPoint p = ok[i] ? view.crs.toMap(geo::LonLat{std::remainder(x[i], 360), y[i]})
                                          : geo::MapPoint{HUGE_VAL, 0};
            ok[i] = std::isfinite(p.x) && std::isfinite(p.y) ? 1 : 0;
            x[i] = (p.x - view.view.box.left) / view.pixelWidth() - part.x;
            y[i] = (view.view.box.top - p.y) / view.pixelHeight() - part.y;
        }
    }
};

int transformPoints(void *how, int isToRaster, int count, double *x, double *y, double *, int *ok)
{
    const auto &transform = *static_cast<const ViewTransform *>(how);
    const auto n = static_cast<std::size_t>(count);
    if (isToRaster)
        transform.toRaster({x, n}, {y, n}, {ok, n});
    else
        transform.toView({x, n}, {y, n}, {ok, n});
    for (std::size_t i = 0; i < n; ++i) {
        if (ok[i] && std::isfinite(x[i]) && std::isfinite(y[i]))
            continue;
        ok[i] = 0;
        x[i] = HUGE_VAL;
        y[i] = HUGE_VAL;
    }
    return TRUE;
}

struct OptionsCloser {
    void operator()(GDALWarpOptions *options) const { GDALDestroyWarpOptions(options); }
};

GDALResampleAlg kernelOf(WarpHow::Kernel kernel)
{
    switch (kernel) {
    case WarpHow::Kernel::Nearest:
        return GRA_NearestNeighbour;
    case WarpHow::Kernel::Smooth:
        return GRA_Bilinear;
    case WarpHow::Kernel::Smoothest:
        break;
    }
    return GRA_Cubic;
}

} // namespace

std::optional<double> pixelsPerViewPixel(const RasterPlace &place, const DrawnView &view)
{
    // Three points each: the sample, the one to the right of it and the one below.
    std::vector<double> x;
    std::vector<double> y;
    const double stepX = view.view.width / double(samplesAlong);
    const double stepY = view.view.height / double(samplesAlong);
    for (int row = 0; row < samplesAlong; ++row) {
        for (int column = 0; column < samplesAlong; ++column) {
            const double px = (column + 0.5) * stepX;
            const double py = (row + 0.5) * stepY;
            x.insert(x.end(), {px, px + 1, px});
            y.insert(y.end(), {py, py, py + 1});
        }
    }
    std::vector<int> ok(x.size(), 0);
    const ViewTransform transform{place, view, {}, 1};
    transform.toRaster(x, y, ok);
    std::optional<double> least;
    for (std::size_t i = 0; i + 2 < x.size(); i += 3) {
        if (!ok[i] || !ok[i + 1] || !ok[i + 2])
            continue;
        const double across = std::hypot(x[i + 1] - x[i], y[i + 1] - y[i]);
        const double down = std::hypot(x[i + 2] - x[i], y[i + 2] - y[i]);
        least = std::min(least.value_or(HUGE_VAL), std::min(across, down));
    }
    if (least)
        return least;
    // The samples lie where the raster's CRS does not reach: its own middle may still be in view.
    std::array<double, 2> rx = {place.width() / 2.0, place.width() / 2.0 + 1};
    std::array<double, 2> ry = {place.height() / 2.0, place.height() / 2.0};
    std::array<int, 2> there = {0, 0};
    transform.toView(rx, ry, there);
    const double step = std::hypot(rx[1] - rx[0], ry[1] - ry[0]);
    return there[0] && there[1] && step > 0 ? std::optional(1 / step) : std::nullopt;
}

void warpInto(GDALDataset &target, GDALDataset &raster, const RasterPlace &place, const DrawnView &view,
              const ViewPart &part, const WarpHow &how)
{
    ViewTransform transform{place, view, part, double(how.factor)};
    const double ratio = how.ratio / how.factor;
    const std::unique_ptr<void, void (*)(void *)> approximate(
        GDALCreateApproxTransformer(transformPoints, &transform, toleranceInView * std::min(ratio, 2.0)),
        GDALDestroyApproxTransformer);
    const std::unique_ptr<GDALWarpOptions, OptionsCloser> options(GDALCreateWarpOptions());
    const int bands = raster.GetRasterCount() - 1;
    options->hSrcDS = &raster;
    options->hDstDS = &target;
    options->nBandCount = bands;
    options->panSrcBands = static_cast<int *>(CPLMalloc(sizeof(int) * static_cast<std::size_t>(bands)));
    options->panDstBands = static_cast<int *>(CPLMalloc(sizeof(int) * static_cast<std::size_t>(bands)));
    for (int i = 0; i < bands; ++i)
        options->panSrcBands[i] = options->panDstBands[i] = i + 1;
    options->nSrcAlphaBand = options->nDstAlphaBand = bands + 1;
    options->eResampleAlg = kernelOf(how.kernel);
    options->dfWarpMemoryLimit = warpMemoryBytes;
    options->pfnTransformer = GDALApproxTransform;
    options->pTransformerArg = approximate.get();
    CPLStringList words;
    words.SetNameValue("SAMPLE_GRID", "YES");
    words.SetNameValue("SAMPLE_STEPS", "33");
    words.SetNameValue("SRC_ALPHA_MAX", "255");
    words.SetNameValue("DST_ALPHA_MAX", "255");
    const QByteArray scale = QByteArray::number(1 / std::max(ratio, 1.0), 'g', 8);
    words.SetNameValue("XSCALE", scale.constData());
    words.SetNameValue("YSCALE", scale.constData());
    options->papszWarpOptions = words.StealList();
    GDALWarpOperation operation;
    const bool isDone = operation.Initialize(options.get()) == CE_None &&
                        operation.ChunkAndWarpImage(0, 0, part.width, part.height) == CE_None;
    if (!isDone) {
        throw base::Error(
            base::ErrorKind::Damaged,
            QStringLiteral("It cannot be drawn: %1").arg(QString::fromUtf8(CPLGetLastErrorMsg())),
            QStringLiteral("Zoom in, or export it again from the program that made it."));
    }
}

DatasetPtr memoryRaster(int width, int height, int bands, bool isFloat)
{
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("MEM");
    DatasetPtr raster(driver->Create("", width, height, bands, isFloat ? GDT_Float32 : GDT_Byte, nullptr));
    if (!raster)
        throw std::bad_alloc();
    return raster;
}

} // namespace marz::io
