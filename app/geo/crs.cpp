#include "geo/crs.h"

#include "base/error.h"

#include <proj.h>

#include <array>
#include <cassert>
#include <limits>
#include <unordered_map>
#include <utility>

namespace marz::geo {

namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT *context) const { proj_context_destroy(context); }
};
struct PjDeleter {
    void operator()(PJ *pj) const { proj_destroy(pj); }
};
struct OperationContextDeleter {
    void operator()(PJ_OPERATION_FACTORY_CONTEXT *options) const
    {
        proj_operation_factory_context_destroy(options);
    }
};
struct ObjectListDeleter {
    void operator()(PJ_OBJ_LIST *list) const { proj_list_destroy(list); }
};
using OperationContextPtr = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, OperationContextDeleter>;
using ObjectListPtr = std::unique_ptr<PJ_OBJ_LIST, ObjectListDeleter>;
using ContextPtr = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using PjPtr = std::unique_ptr<PJ, PjDeleter>;

/// Samples along each edge of a box: a parallel across a UTM zone is then followed to about a metre.
constexpr int edgeSamples = 64;
constexpr int webMercatorCode = 3857;
/// Where the square world of Web Mercator ends.
constexpr double webMercatorMaxLat = 85.051128779806592;

PjPtr crsFromDatabase(PJ_CONTEXT *context, int code)
{
    const std::string digits = std::to_string(code);
    return PjPtr(proj_create_from_database(context, "EPSG", digits.c_str(), PJ_CATEGORY_CRS, 0, nullptr));
}

GeoBox areaOfUseOf(PJ_CONTEXT *context, const PJ *crs)
{
    GeoBox box;
    const int known =
        proj_get_area_of_use(context, crs, &box.west, &box.south, &box.east, &box.north, nullptr);
    if (!known || box.west < -180)
        return {-180, -90, 180, 90};
    if (box.west > box.east) { // crosses the antimeridian, which a GeoBox cannot say
        box.west = -180;
        box.east = 180;
    }
    return box;
}

/// One PROJ context and its transformations; PROJ objects may not be shared between threads.
class ThreadTransforms
{
public:
    static ThreadTransforms &current()
    {
        thread_local ThreadTransforms transforms;
        return transforms;
    }

    PJ_CONTEXT *context() const { return m_context.get(); }

    PJ *forEpsg(int code)
    {
        PjPtr &pj = m_byEpsg[code];
        if (!pj)
            pj = create(code);
        return pj.get();
    }

private:
    ThreadTransforms() : m_context(proj_context_create())
    {
        proj_log_level(m_context.get(), PJ_LOG_NONE);
        proj_context_set_enable_network(m_context.get(), 0);
    }

    /// The one best operation for the CRS's area of use: choosing per point, as proj_create_crs_to_crs()
    /// does, tears the map where areas of operations meet, and its inverse may choose another than its
    /// forward.
    PjPtr create(int code) const
    {
        PJ_CONTEXT *context = m_context.get();
        const PjPtr wgs84 = crsFromDatabase(context, 4326);
        const PjPtr crs = crsFromDatabase(context, code);
        const OperationContextPtr options(proj_create_operation_factory_context(context, nullptr));
        if (!wgs84 || !crs || !options)
            fail(code);
        const GeoBox area = areaOfUseOf(context, crs.get());
        proj_operation_factory_context_set_area_of_interest(context, options.get(), area.west, area.south,
                                                            area.east, area.north);
        proj_operation_factory_context_set_spatial_criterion(context, options.get(),
                                                             PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
        proj_operation_factory_context_set_grid_availability_use(
            context, options.get(), PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
        const ObjectListPtr operations(
            proj_create_operations(context, wgs84.get(), crs.get(), options.get()));
        const PjPtr best(operations ? proj_list_get(context, operations.get(), 0) : nullptr);
        PjPtr normalised(best ? proj_normalize_for_visualization(context, best.get()) : nullptr);
        if (!normalised)
            fail(code);
        return normalised;
    }

    [[noreturn]] void fail(int code) const
    {
        throw base::Error(
            base::ErrorKind::Failed,
            QStringLiteral("No transformation from WGS 84 to EPSG:%1: %2.")
                .arg(QString::number(code), QString::fromUtf8(proj_context_errno_string(
                                                m_context.get(), proj_context_errno(m_context.get())))));
    }

    ContextPtr m_context; // outlives the transformations below
    std::unordered_map<int, PjPtr> m_byEpsg;
};

constexpr double notFinite = std::numeric_limits<double>::infinity();

std::pair<double, double> transformed(int epsg, PJ_DIRECTION direction, double x, double y)
{
    const PJ_COORD out =
        proj_trans(ThreadTransforms::current().forEpsg(epsg), direction, proj_coord(x, y, 0, 0));
    if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y))
        return {notFinite, notFinite};
    return {out.xy.x, out.xy.y};
}

bool isProjectedInMetres(PJ_CONTEXT *context, const PJ *crs)
{
    if (proj_get_type(crs) != PJ_TYPE_PROJECTED_CRS)
        return false;
    const PjPtr axes(proj_crs_get_coordinate_system(context, crs));
    double toMetres = 0;
    return axes &&
           proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &toMetres, nullptr,
                                 nullptr, nullptr) &&
           toMetres == 1;
}

/// Calls @p visit with points around the edges of the box in order, first one again at the end.
template <typename Visit>
void walkEdges(double x0, double y0, double x1, double y1, Visit visit)
{
    const std::array<std::array<double, 2>, 5> corners{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}};
    for (std::size_t side = 0; side + 1 < corners.size(); ++side) {
        const auto &[ax, ay] = corners[side];
        const auto &[bx, by] = corners[side + 1];
        for (int i = 0; i < edgeSamples; ++i) {
            const double t = static_cast<double>(i) / edgeSamples;
            visit(ax + (bx - ax) * t, ay + (by - ay) * t);
        }
    }
    visit(x0, y0);
}

} // namespace

struct Crs::Impl {
    int epsg = 0;
    QString name;
    GeoBox areaOfUse;
};

Crs::Crs(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}

Crs Crs::webMercator()
{
    static const Crs crs = fromEpsg(webMercatorCode);
    return crs;
}

Crs Crs::fromEpsg(int code)
{
    ThreadTransforms &transforms = ThreadTransforms::current();
    PJ_CONTEXT *context = transforms.context();
    if (!proj_context_get_database_path(context))
        throw base::Error(base::ErrorKind::Failed, QStringLiteral("The CRS database of PROJ was not found."),
                          QStringLiteral("Install PROJ's data (proj.db) again."));
    const PjPtr crs = crsFromDatabase(context, code);
    const QString advice = QStringLiteral("Use the code of a projected CRS, such as 3857 or 32642.");
    if (!crs)
        throw base::Error(base::ErrorKind::Invalid, QStringLiteral("EPSG:%1 is not a known CRS.").arg(code),
                          advice);
    if (!isProjectedInMetres(context, crs.get()))
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("EPSG:%1 is not a projected CRS in metres.").arg(code), advice);
    transforms.forEpsg(code); // throws here rather than at the first point
    return Crs(std::make_shared<const Impl>(
        Impl{code, QString::fromUtf8(proj_get_name(crs.get())), areaOfUseOf(context, crs.get())}));
}

int Crs::epsg() const
{
    return m_impl->epsg;
}

QString Crs::name() const
{
    return m_impl->name;
}

QString Crs::code() const
{
    return QStringLiteral("EPSG:%1").arg(m_impl->epsg);
}

GeoBox Crs::areaOfUse() const
{
    return m_impl->areaOfUse;
}

MapPoint Crs::toMap(LonLat p) const
{
    const auto [x, y] = transformed(m_impl->epsg, PJ_FWD, p.lon, p.lat);
    return {x, y};
}

LonLat Crs::toLonLat(MapPoint p) const
{
    const auto [lon, lat] = transformed(m_impl->epsg, PJ_INV, p.x, p.y);
    return {lon, lat};
}

void Crs::toMap(std::span<const LonLat> in, std::span<MapPoint> out) const
{
    assert(in.size() == out.size());
    if (in.empty())
        return;
    std::ranges::transform(in, out.begin(), [](const LonLat &p) { return MapPoint{p.lon, p.lat}; });
    PJ *pj = ThreadTransforms::current().forEpsg(m_impl->epsg);
    proj_trans_generic(pj, PJ_FWD, &out.front().x, sizeof(MapPoint), out.size(), &out.front().y,
                       sizeof(MapPoint), out.size(), nullptr, 0, 0, nullptr, 0, 0);
    for (MapPoint &p : out) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y))
            p = {notFinite, notFinite};
    }
}

MapBox Crs::toMap(const GeoBox &box) const
{
    MapBox out;
    if (box.isEmpty())
        return out;
    GeoBox in = box;
    if (m_impl->epsg == webMercatorCode) {
        in.south = std::clamp(in.south, -webMercatorMaxLat, webMercatorMaxLat);
        in.north = std::clamp(in.north, -webMercatorMaxLat, webMercatorMaxLat);
    }
    walkEdges(in.west, in.south, in.east, in.north, [&](double lon, double lat) {
        const MapPoint p = toMap(LonLat{lon, lat});
        if (std::isfinite(p.x))
            out.include(p);
    });
    return out;
}

GeoBox Crs::toLonLat(const MapBox &box) const
{
    GeoBox out;
    if (box.isEmpty())
        return out;
    double previousLon = std::numeric_limits<double>::quiet_NaN();
    bool allLongitudes = false;
    walkEdges(box.left, box.bottom, box.right, box.top, [&](double x, double y) {
        const LonLat p = toLonLat(MapPoint{x, y});
        if (!std::isfinite(p.lon))
            return;
        allLongitudes =
            allLongitudes || std::abs(p.lon - previousLon) > 180; // the edge crosses the antimeridian
        previousLon = p.lon;
        out.include(p);
    });
    for (const double poleLat : {-90.0, 90.0}) {
        const MapPoint pole = toMap(LonLat{0, poleLat});
        if (!std::isfinite(pole.x) || !box.contains(pole))
            continue;
        out.include({0, poleLat});
        allLongitudes = true;
    }
    if (allLongitudes) {
        out.west = -180;
        out.east = 180;
    }
    return out;
}

} // namespace marz::geo
