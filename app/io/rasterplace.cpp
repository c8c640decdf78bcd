#include "io/rasterplace.h"

#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace marz::io {

namespace {

constexpr int edgeSteps = 32;
constexpr double returnToleranceDeg = 0.01; ///< from degrees to the CRS and back

/// PROJ complains of every point that it cannot turn.
class Quiet
{
public:
    Quiet() { CPLPushErrorHandler(CPLQuietErrorHandler); }
    ~Quiet() { CPLPopErrorHandler(); }
    Quiet(const Quiet &) = delete;
    Quiet &operator=(const Quiet &) = delete;
};

void turn(OGRCoordinateTransformation &transform, std::span<double> x, std::span<double> y, std::span<int> ok)
{
    const Quiet quiet;
    std::vector<int> turned(x.size(), 0);
    transform.Transform(x.size(), x.data(), y.data(), nullptr, turned.data());
    for (std::size_t i = 0; i < x.size(); ++i)
        ok[i] = ok[i] && turned[i] && std::isfinite(x[i]) && std::isfinite(y[i]) ? 1 : 0;
}

bool isRound(const OGRSpatialReference &crs)
{
    const char *name = crs.GetAttrValue("PROJECTION");
    if (!name)
        return false;
    const auto isOne = [&](const char *known) { return EQUAL(name, known); };
    return isOne(SRS_PT_MERCATOR_1SP) || isOne(SRS_PT_MERCATOR_2SP) || isOne(SRS_PT_EQUIRECTANGULAR) ||
           isOne(SRS_PT_CYLINDRICAL_EQUAL_AREA) || isOne(SRS_PT_MILLER_CYLINDRICAL);
}

} // namespace

RasterPlace::~RasterPlace() = default;

RasterPlace::RasterPlace(GDALDataset &raster, const QString &file, const QString &chosen)
    : m_width(raster.GetRasterXSize()), m_height(raster.GetRasterYSize()), m_placing(raster, file)
{
    m_crs = std::make_unique<LayerCrs>(
        file, m_placing.isOfGcps() ? raster.GetGCPSpatialRef() : raster.GetSpatialRef(), chosen);
    std::vector<double> x;
    std::vector<double> y;
    outline(x, y);
    m_placing.toRaw(x, y);
    for (std::size_t i = 0; i < x.size(); ++i)
        m_raw.include({x[i], y[i]});
    if (!std::isfinite(m_raw.width() + m_raw.height()) || m_raw.isEmpty() || m_raw.width() <= 0 ||
        m_raw.height() <= 0)
        throw nowhere(file);
    // Rasters whose pixels stand for points reach half a pixel beyond the edges of the world.
    const double halfPixel = std::max(m_raw.width() / m_width, m_raw.height() / m_height) / 2 + 1e-9;
    const bool areDegrees = m_raw.left >= -180 - halfPixel && m_raw.right <= 180 + halfPixel &&
                            m_raw.bottom >= -90 - halfPixel && m_raw.top <= 90 + halfPixel;
    m_needsCrs = !m_crs->isKnown() && !areDegrees;
    if (m_needsCrs)
        return;
    if (m_crs->isKnown() && !m_crs->isWgs84()) {
        OGRSpatialReference degrees;
        degrees.importFromEPSG(4326);
        degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const Quiet quiet;
        m_toDegrees.reset(OGRCreateCoordinateTransformation(m_crs->reference(), &degrees));
        m_fromDegrees.reset(OGRCreateCoordinateTransformation(&degrees, m_crs->reference()));
        if (!m_toDegrees || !m_fromDegrees)
            throw nowhere(file);
    }
    findPeriod();
    // Degrees that no globe has would be drawn as many worlds.
    const double turns =
        m_crs->isWgs84() || !m_toDegrees || m_crs->reference()->IsGeographic() ? m_period : 0;
    const bool isGlobe =
        turns == 0 || (m_raw.width() <= turns + 4 * halfPixel && std::abs(m_raw.left) <= 2 * turns &&
                       m_raw.top <= turns / 4 + 2 * halfPixel && m_raw.bottom >= -turns / 4 - 2 * halfPixel);
    if (!isGlobe || extent().isEmpty())
        throw nowhere(file);
}

void RasterPlace::findPeriod()
{
    const OGRSpatialReference *crs = m_crs->reference();
    if (!crs) {
        m_period = 360;
    } else if (crs->IsGeographic()) {
        m_period = 2 * std::numbers::pi / crs->GetAngularUnits();
    } else if (isRound(*crs) && m_fromDegrees) {
        const double middle = crs->GetNormProjParm(SRS_PP_CENTRAL_MERIDIAN);
        std::array<double, 2> x = {middle, middle + 45};
        std::array<double, 2> y = {};
        std::array<int, 2> ok = {1, 1};
        turn(*m_fromDegrees, x, y, ok);
        m_period = ok[0] && ok[1] ? std::abs(x[1] - x[0]) * 8 : 0;
    }
}

void RasterPlace::outline(std::vector<double> &x, std::vector<double> &y) const
{
    for (int i = 0; i <= edgeSteps; ++i) {
        const double along = m_width * double(i) / edgeSteps;
        const double down = m_height * double(i) / edgeSteps;
        for (const auto &[px, py] : {std::pair{along, 0.0}, std::pair{along, double(m_height)},
                                     std::pair{0.0, down}, std::pair{double(m_width), down}}) {
            x.push_back(px);
            y.push_back(py);
        }
    }
}

geo::GeoBox RasterPlace::extent() const
{
    std::vector<double> x = {m_width / 2.0};
    std::vector<double> y = {m_height / 2.0};
    outline(x, y);
    std::vector<int> ok(x.size(), 1);
    pixelsToDegrees(x, y, ok);
    geo::GeoBox box;
    const auto first = std::find(ok.begin(), ok.end(), 1);
    if (first == ok.end())
        return box;
    const double middle = x[static_cast<std::size_t>(first - ok.begin())];
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (ok[i])
            box.include({middle + std::remainder(x[i] - middle, 360), y[i]});
    }
    const double beyond = m_raw.width() / m_width; // of a raster that goes all around
    bool isRound = m_period > 0 && m_raw.width() > m_period - beyond;
    for (const double poleLat : {-90.0, 90.0}) {
        std::array<double, 1> px = {0};
        std::array<double, 1> py = {poleLat};
        std::array<int, 1> isThere = {1};
        degreesToPixels(px, py, isThere);
        const bool isInside =
            isThere[0] && m_period == 0 && px[0] > 0 && px[0] < m_width && py[0] > 0 && py[0] < m_height;
        if (isInside)
            box.include({middle, poleLat});
        isRound = isRound || isInside;
    }
    if (isRound || box.west < -180 || box.east > 180) {
        box.west = -180;
        box.east = 180;
    }
    return box;
}

void RasterPlace::pixelsToDegrees(std::span<double> x, std::span<double> y, std::span<int> ok) const
{
    std::fill(ok.begin(), ok.end(), 1);
    m_placing.toRaw(x, y);
    if (m_toDegrees)
        turn(*m_toDegrees, x, y, ok);
    constexpr double beyondPole = 1; // of rasters whose pixels stand for points
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!(std::abs(y[i]) <= 90 + beyondPole) || !std::isfinite(x[i]))
            ok[i] = 0;
        y[i] = std::clamp(y[i], -90.0, 90.0);
    }
}

void RasterPlace::degreesToPixels(std::span<double> x, std::span<double> y, std::span<int> ok) const
{
    for (std::size_t i = 0; i < x.size(); ++i)
        ok[i] = std::isfinite(x[i]) && std::isfinite(y[i]) ? 1 : 0;
    if (m_fromDegrees) {
        const std::vector<double> lon(x.begin(), x.end());
        const std::vector<double> lat(y.begin(), y.end());
        turn(*m_fromDegrees, x, y, ok);
        // Beyond its area a projection may lead to a wrong place instead of none.
        std::vector<double> backLon(x.begin(), x.end());
        std::vector<double> backLat(y.begin(), y.end());
        turn(*m_toDegrees, backLon, backLat, ok);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double east =
                std::remainder(backLon[i] - lon[i], 360) * std::cos(lat[i] * std::numbers::pi / 180);
            if (!(std::hypot(east, backLat[i] - lat[i]) < returnToleranceDeg))
                ok[i] = 0;
        }
    }
    if (m_period > 0) {
        const double middle = m_raw.centre().x;
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = middle + std::remainder(x[i] - middle, m_period);
    }
    m_placing.toPixels(x, y, ok);
}

} // namespace marz::io
