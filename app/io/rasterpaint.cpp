#include "io/rasterpaint.h"

#include "base/error.h"
#include "geo/geodesic.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace marz::io {

namespace {

constexpr double nothing = -1e30;  ///< of values, for GDAL
constexpr double lightening = 0.6; ///< how far the brightest slope goes towards white
constexpr char rampPath[] = "/vsimem/ramp.txt";

std::vector<quint8> bytesOf(GDALDataset &raster, int band)
{
    const int width = raster.GetRasterXSize();
    const int height = raster.GetRasterYSize();
    std::vector<quint8> bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    if (raster.GetRasterBand(band)->RasterIO(GF_Read, 0, 0, width, height, bytes.data(), width, height,
                                             GDT_Byte, 0, 0, nullptr) != CE_None)
        throw std::bad_alloc();
    return bytes;
}

std::vector<float> numbersOf(GDALDataset &raster, int band)
{
    const int width = raster.GetRasterXSize();
    const int height = raster.GetRasterYSize();
    std::vector<float> numbers(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    if (raster.GetRasterBand(band)->RasterIO(GF_Read, 0, 0, width, height, numbers.data(), width, height,
                                             GDT_Float32, 0, 0, nullptr) != CE_None)
        throw std::bad_alloc();
    return numbers;
}

quint32 premultiplied(quint32 r, quint32 g, quint32 b, quint32 a)
{
    const auto times = [&](quint32 c) { return (c * a + 127) / 255; };
    return a << 24U | times(r) << 16U | times(g) << 8U | times(b);
}

struct ArgumentsCloser {
    void operator()(GDALDEMProcessingOptions *options) const { GDALDEMProcessingOptionsFree(options); }
};

DatasetPtr processed(GDALDataset &values, const char *what, const char *rampFile,
                     const QByteArrayList &arguments)
{
    CPLStringList words;
    words.AddString("-of");
    words.AddString("MEM");
    for (const QByteArray &argument : arguments)
        words.AddString(argument.constData());
    const std::unique_ptr<GDALDEMProcessingOptions, ArgumentsCloser> options(
        GDALDEMProcessingOptionsNew(words.List(), nullptr));
    int isMisused = 0;
    DatasetPtr out(
        GDALDataset::FromHandle(GDALDEMProcessing("", &values, what, rampFile, options.get(), &isMisused)));
    if (!out)
        throw base::Error(
            base::ErrorKind::Failed,
            QStringLiteral("It cannot be coloured: %1").arg(QString::fromUtf8(CPLGetLastErrorMsg())),
            QStringLiteral("Choose other colours or less light."));
    return out;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 17);
}

/// Bands red, green, blue and alpha by the ramp.
DatasetPtr ramped(GDALDataset &values, const std::vector<RampStop> &ramp)
{
    QByteArray text = "nv 0 0 0 0\n";
    for (const RampStop &stop : ramp) {
        text += number(stop.value);
        for (const unsigned shift : {16U, 8U, 0U, 24U})
            text += ' ' + QByteArray::number(stop.argb >> shift & 0xFFU);
        text += '\n';
    }
    VSIFCloseL(VSIFileFromMemBuffer(rampPath, reinterpret_cast<GByte *>(text.data()),
                                    static_cast<vsi_l_offset>(text.size()), FALSE));
    DatasetPtr out = processed(values, "color-relief", rampPath, {"-alpha"});
    VSIUnlink(rampPath);
    return out;
}

/// The values, those without alpha set to nothing, also in the raster itself.
std::vector<float> markedHeights(GDALDataset &values, const std::vector<float> &alpha)
{
    std::vector<float> heights = numbersOf(values, 1);
    for (std::size_t i = 0; i < heights.size(); ++i) {
        if (!(alpha[i] > 0))
            heights[i] = float(nothing);
    }
    const int width = values.GetRasterXSize();
    const int height = values.GetRasterYSize();
    GDALRasterBand &band = *values.GetRasterBand(1);
    band.SetNoDataValue(nothing);
    if (band.RasterIO(GF_Write, 0, 0, width, height, heights.data(), width, height, GDT_Float32, 0, 0,
                      nullptr) != CE_None)
        throw std::bad_alloc();
    return heights;
}

/// GDAL's hillshade: 1 = dark ... 255 = bright, 0 = nothing.
std::vector<quint8> slopesOf(GDALDataset &values, const Light &light)
{
    std::array<double, 6> ground = {0, light.metresAcross, 0, 0, 0, -light.metresDown};
    values.SetGeoTransform(ground.data());
    const DatasetPtr shade = processed(values, "hillshade", nullptr,
                                       {"-az", number(light.azimuthDeg), "-alt", number(light.altitudeDeg),
                                        "-z", number(light.heights), "-compute_edges"});
    return bytesOf(*shade, 1);
}

/// What brightness does to colours: level ground keeps its own.
class Shading
{
public:
    Shading(const RasterLook &look, const Light &light)
        : m_strength(std::clamp(look.shade, 0.0, 1.0)),
          m_flat(std::sin(light.altitudeDeg * std::numbers::pi / 180))
    {
    }
    /// Brightness of level ground, 0..1.
    double flat() const { return m_flat; }
    /// Of GDAL's hillshade; level where it says nothing.
    double slopeOf(quint8 hillshade) const { return hillshade == 0 ? m_flat : (hillshade - 1) / 254.0; }
    double grey(double slope) const { return 255 * (m_flat + (slope - m_flat) * m_strength); }
    std::array<double, 3> lit(std::array<double, 3> colour, double slope) const
    {
        for (double &each : colour) {
            if (slope < m_flat)
                each *= 1 - m_strength * (1 - slope / m_flat);
            else if (slope > m_flat)
                each += (255 - each) * m_strength * lightening * (slope - m_flat) / (1 - m_flat);
        }
        return colour;
    }

private:
    double m_strength;
    double m_flat;
};

/// The view's centre, or the first point of a grid that is on the map.
std::optional<geo::MapPoint> pointOnMap(const DrawnView &view)
{
    constexpr int steps = 16;
    const geo::MapPoint middle{view.view.width / 2.0, view.view.height / 2.0};
    if (std::isfinite(view.degreesAt(middle.x, middle.y).lon))
        return middle;
    for (int i = 0; i < steps * steps; ++i) {
        const geo::MapPoint p{view.view.width * (i % steps + 0.5) / steps,
                              view.view.height * (i / steps + 0.5) / steps};
        if (std::isfinite(view.degreesAt(p.x, p.y).lon))
            return p;
    }
    return std::nullopt;
}

} // namespace

Light lightOn(const DrawnView &view, const RasterLook &look, double metres)
{
    Light light;
    light.altitudeDeg = std::clamp(look.altitudeDeg, 0.0, 90.0);
    light.heights = metres * std::max(look.exaggeration, 0.001);
    light.azimuthDeg = look.azimuthDeg;
    light.metresAcross = view.pixelWidth();
    light.metresDown = view.pixelHeight();
    if (const auto centre = pointOnMap(view)) {
        const geo::LonLat here = view.degreesAt(centre->x, centre->y);
        const geo::LonLat right = view.degreesAt(centre->x + 1, centre->y);
        const geo::LonLat below = view.degreesAt(centre->x, centre->y + 1);
        if (std::isfinite(right.lon) && std::isfinite(below.lon)) {
            light.metresAcross = geo::distanceM(here, right);
            light.metresDown = geo::distanceM(here, below);
            light.azimuthDeg = look.azimuthDeg - geo::azimuthDeg(below, here);
        }
    }
    light.azimuthDeg = std::fmod(light.azimuthDeg + 720, 360);
    return light;
}

QByteArray paintColours(GDALDataset &colours)
{
    const std::vector<quint8> red = bytesOf(colours, 1);
    const std::vector<quint8> green = bytesOf(colours, 2);
    const std::vector<quint8> blue = bytesOf(colours, 3);
    const std::vector<quint8> alpha = bytesOf(colours, 4);
    QByteArray out(static_cast<qsizetype>(red.size() * 4), Qt::Uninitialized);
    auto *pixel = reinterpret_cast<quint32 *>(out.data());
    for (std::size_t i = 0; i < red.size(); ++i)
        pixel[i] = premultiplied(red[i], green[i], blue[i], alpha[i]);
    return out;
}

QByteArray paintValues(GDALDataset &values, const RasterLook &look, const ValueRange &range,
                       const Light &light, int margin)
{
    const int width = values.GetRasterXSize();
    const int height = values.GetRasterYSize();
    QByteArray out(qsizetype(width - 2 * margin) * (height - 2 * margin) * 4, '\0');
    const std::vector<float> alpha = numbersOf(values, 2);
    if (std::none_of(alpha.begin(), alpha.end(), [](float a) { return a > 0; }))
        return out;
    const std::vector<float> heights = markedHeights(values, alpha);
    const std::vector<quint8> slopes = look.shade > 0 ? slopesOf(values, light) : std::vector<quint8>();
    std::array<std::vector<quint8>, 4> colours;
    if (!look.ramp.empty()) {
        const DatasetPtr relief = ramped(values, look.ramp);
        for (std::size_t c = 0; c < colours.size(); ++c)
            colours[c] = bytesOf(*relief, static_cast<int>(c) + 1);
    }
    const Shading shading(look, light);
    const double stretch = range.high > range.low ? 255 / (range.high - range.low) : 0;
    auto *pixel = reinterpret_cast<quint32 *>(out.data());
    for (int row = margin; row < height - margin; ++row) {
        for (int column = margin; column < width - margin; ++column, ++pixel) {
            const auto i = static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                           static_cast<std::size_t>(column);
            if (!(alpha[i] > 0))
                continue;
            const double slope = slopes.empty() ? shading.flat() : shading.slopeOf(slopes[i]);
            double opacity = double(alpha[i]);
            std::array<double, 3> c = {};
            if (!look.ramp.empty()) {
                c = shading.lit({double(colours[0][i]), double(colours[1][i]), double(colours[2][i])}, slope);
                opacity *= colours[3][i] / 255.0;
            } else if (!slopes.empty()) {
                c.fill(shading.grey(slope));
            } else {
                c.fill((double(heights[i]) - range.low) * stretch);
            }
            const auto byte = [](double value) {
                return static_cast<quint32>(std::lround(std::clamp(value, 0.0, 255.0)));
            };
            *pixel = premultiplied(byte(c[0]), byte(c[1]), byte(c[2]), byte(opacity));
        }
    }
    return out;
}

} // namespace marz::io
