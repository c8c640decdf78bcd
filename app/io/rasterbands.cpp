#include "io/rasterbands.h"

#include "base/error.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr double metresPerFoot = 0.3048;
constexpr double metresPerSurveyFoot = 1200.0 / 3937;
constexpr int sampleSide = 1000; ///< pixels
constexpr int windowSide = 128;  ///< of the windows that stand for a large raster without overviews
constexpr int windowsAlong = 8;
constexpr int maxFailures = 8;             ///< of windows; each may take long
constexpr double smallPixels = 25'000'000; ///< what is read whole in a second

double metresOf(const QString &unit)
{
    const QString word = unit.trimmed().toLower();
    const auto isOne = [&](std::initializer_list<const char *> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char *w) { return word == QLatin1String(w); });
    };
    if (isOne({"ft", "foot", "feet", "foot (international)", "international foot", "ft (international)"}))
        return metresPerFoot;
    if (isOne({"us-ft", "ftus", "us survey foot", "foot_us", "sfoot", "us feet", "us foot"}))
        return metresPerSurveyFoot;
    if (isOne({"cm", "centimetre", "centimeter", "centimetres", "centimeters"}))
        return 0.01;
    if (isOne({"mm", "millimetre", "millimeter"}))
        return 0.001;
    return 1;
}

/// Reads a window of @p band, smaller or whole, and appends what are values to @p out; false when it cannot
/// be read.
bool take(GDALRasterBand &band, const RasterBands &bands, const std::array<int, 4> &window,
          const std::array<int, 2> &size, std::vector<float> &out)
{
    std::vector<float> numbers(static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]));
    if (band.RasterIO(GF_Read, window[0], window[1], window[2], window[3], numbers.data(), size[0], size[1],
                      GDT_Float32, 0, 0, nullptr) != CE_None)
        return false;
    for (const float number : numbers) {
        if (!isNothing(bands, double(number)))
            out.push_back(float(double(number) * bands.scale + bands.offset));
    }
    return true;
}

/// Windows spread over the band, as they are.
void takeWindows(GDALRasterBand &band, const RasterBands &bands, std::vector<float> &out)
{
    const std::array<int, 2> size = {std::clamp(band.GetXSize() / windowsAlong, 1, windowSide),
                                     std::clamp(band.GetYSize() / windowsAlong, 1, windowSide)};
    const auto start = [](int side, int part, int step) {
        return static_cast<int>((double(side) - part) * (step + 0.5) / windowsAlong);
    };
    int failures = 0;
    for (int i = 0; i < windowsAlong * windowsAlong && failures < maxFailures; ++i) {
        const bool isTaken = take(band, bands,
                                  {start(band.GetXSize(), size[0], i % windowsAlong),
                                   start(band.GetYSize(), size[1], i / windowsAlong), size[0], size[1]},
                                  size, out);
        failures += isTaken ? 0 : 1;
    }
}

/// The band itself or the smallest of its overviews that is large enough for a sample.
GDALRasterBand &sampleBand(GDALRasterBand &band)
{
    GDALRasterBand *best = &band;
    for (int i = 0; i < band.GetOverviewCount(); ++i) {
        GDALRasterBand *each = band.GetOverview(i);
        if (each && std::max(each->GetXSize(), each->GetYSize()) >= sampleSide / 2 &&
            double(each->GetXSize()) * each->GetYSize() < double(best->GetXSize()) * best->GetYSize())
            best = each;
    }
    return *best;
}

} // namespace

RasterBands bandsOf(GDALDataset &raster, const QString &file)
{
    RasterBands bands;
    const int count = raster.GetRasterCount();
    if (count < 1)
        throw Error(ErrorKind::Damaged, QStringLiteral("%1 holds no picture.").arg(file),
                    QStringLiteral("Export it again from the program that made it."));
    for (int i = 1; i <= count; ++i) {
        GDALRasterBand &band = *raster.GetRasterBand(i);
        if (GDALDataTypeIsComplex(band.GetRasterDataType()))
            throw Error(ErrorKind::Invalid, QStringLiteral("%1 holds complex numbers.").arg(file),
                        QStringLiteral("Export its amplitude as a GeoTIFF and open that."));
        if (band.GetColorInterpretation() == GCI_AlphaBand)
            bands.alpha = i;
    }
    GDALRasterBand &first = *raster.GetRasterBand(1);
    const GDALDataType type = first.GetRasterDataType();
    const int drawable = count - (bands.alpha > 0 ? 1 : 0);
    int hasNoData = 0;
    const double noData = first.GetNoDataValue(&hasNoData);
    if (hasNoData)
        bands.noData = noData;
    if (drawable >= 3) {
        bands.drawn = {1, 2, 3};
        for (int i = 1; i <= count; ++i) {
            const GDALColorInterp interpretation = raster.GetRasterBand(i)->GetColorInterpretation();
            if (interpretation >= GCI_RedBand && interpretation <= GCI_BlueBand)
                bands.drawn[static_cast<std::size_t>(interpretation - GCI_RedBand)] = i;
        }
        bands.isStretched = type != GDT_Byte;
        return bands;
    }
    bands.drawn = {bands.alpha == 1 && count > 1 ? 2 : 1};
    if (bands.alpha == bands.drawn.front())
        bands.alpha = 0;
    GDALRasterBand &value = *raster.GetRasterBand(bands.drawn.front());
    bands.isPalette = value.GetColorTable() && value.GetColorInterpretation() == GCI_PaletteIndex &&
                      value.GetColorTable()->GetColorEntryCount() > 0;
    if (bands.isPalette)
        return bands;
    bands.values = type == GDT_Byte ? RasterValues::Grey : RasterValues::Elevations;
    bands.scale = value.GetScale();
    bands.offset = value.GetOffset();
    if (!std::isfinite(bands.scale) || bands.scale == 0 || !std::isfinite(bands.offset)) {
        bands.scale = 1;
        bands.offset = 0;
    }
    bands.metres = metresOf(QString::fromUtf8(value.GetUnitType()));
    return bands;
}

bool isNothing(const RasterBands &bands, double number)
{
    if (!std::isfinite(number))
        return true;
    // What is written as text loses digits: -3.40282e+38.
    return bands.noData && std::abs(number - *bands.noData) <= 1e-6 * std::abs(*bands.noData);
}

std::optional<ValueRange> sampledRange(GDALDataset &raster, const RasterBands &bands)
{
    std::vector<float> values;
    for (const int number : bands.drawn) {
        GDALRasterBand &band = sampleBand(*raster.GetRasterBand(number));
        const int width = band.GetXSize();
        const int height = band.GetYSize();
        const bool isTaken = double(width) * height <= smallPixels &&
                             take(band, bands, {0, 0, width, height},
                                  {std::min(width, sampleSide), std::min(height, sampleSide)}, values);
        if (!isTaken)
            takeWindows(band, bands, values);
    }
    if (values.empty())
        return std::nullopt;
    const auto at = [&](double fraction) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(fraction * double(values.size() - 1));
        std::nth_element(values.begin(), place, values.end());
        return double(*place);
    };
    return ValueRange{at(0.02), at(0.98)};
}

} // namespace marz::io
