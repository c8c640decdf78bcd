#include "geo/projtransform.h"

#include "base/error.h"
#include "geo/drawnarea.h"

#include <proj.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

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
using ContextPtr = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using PjPtr = std::unique_ptr<PJ, PjDeleter>;
using OperationContextPtr = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, OperationContextDeleter>;
using ObjectListPtr = std::unique_ptr<PJ_OBJ_LIST, ObjectListDeleter>;

constexpr double notFinite = std::numeric_limits<double>::infinity();

/// As PROJ has it: west of east means across the antimeridian. Nothing known: the world.
GeoBox rawAreaOf(PJ_CONTEXT *context, const PJ *crs)
{
    GeoBox box;
    if (!proj_get_area_of_use(context, crs, &box.west, &box.south, &box.east, &box.north, nullptr) ||
        box.west < -180)
        return {-180, -90, 180, 90};
    return box;
}

/// Every definition of the process, by its number.
class Definitions
{
public:
    static Definitions &shared()
    {
        static Definitions definitions;
        return definitions;
    }
    int add(const ProjDefinition &definition)
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            if (m_all[i].code == definition.code)
                return static_cast<int>(i);
        }
        m_all.push_back(definition);
        return static_cast<int>(m_all.size() - 1);
    }
    ProjDefinition at(int id)
    {
        const std::lock_guard lock(m_mutex);
        return m_all.at(static_cast<std::size_t>(id));
    }

private:
    std::mutex m_mutex;
    std::vector<ProjDefinition> m_all;
};

/// From WGS 84 degrees to metres, whatever the unit of the CRS.
class Transform
{
public:
    Transform() = default;
    Transform(PjPtr pj, double unitM) : m_pj(std::move(pj)), m_unitM(unitM) {}
    explicit operator bool() const { return m_pj != nullptr; }

    MapPoint forward(LonLat p) const
    {
        const PJ_COORD out = proj_trans(m_pj.get(), PJ_FWD, proj_coord(p.lon, p.lat, 0, 0));
        return finite(out.xy.x * m_unitM, out.xy.y * m_unitM);
    }
    /// PROJ's inverse of equal-area projections is a short series, some millimetres off: what is left over is
    /// put in once more.
    LonLat inverse(MapPoint p) const
    {
        constexpr double exactM = 1e-5;
        constexpr double leftOverM = 10;
        const LonLat first = rawInverse(p);
        const MapPoint back = forward(first);
        const double off = std::hypot(p.x - back.x, p.y - back.y);
        if (!(off > exactM && off < leftOverM))
            return first;
        return rawInverse({p.x + (p.x - back.x), p.y + (p.y - back.y)});
    }
    void forward(std::span<const LonLat> in, std::span<MapPoint> out) const
    {
        std::ranges::transform(in, out.begin(), [](const LonLat &p) { return MapPoint{p.lon, p.lat}; });
        proj_trans_generic(m_pj.get(), PJ_FWD, &out.front().x, sizeof(MapPoint), out.size(), &out.front().y,
                           sizeof(MapPoint), out.size(), nullptr, 0, 0, nullptr, 0, 0);
        for (MapPoint &p : out)
            p = finite(p.x * m_unitM, p.y * m_unitM);
    }

private:
    LonLat rawInverse(MapPoint p) const
    {
        const PJ_COORD out = proj_trans(m_pj.get(), PJ_INV, proj_coord(p.x / m_unitM, p.y / m_unitM, 0, 0));
        const MapPoint checked = finite(out.lp.lam, out.lp.phi);
        return {checked.x, checked.y};
    }
    static MapPoint finite(double x, double y)
    {
        return std::isfinite(x) && std::isfinite(y) ? MapPoint{x, y} : MapPoint{notFinite, notFinite};
    }
    PjPtr m_pj;
    double m_unitM = 1;
};

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

    const Transform &of(int id)
    {
        if (static_cast<std::size_t>(id) >= m_byId.size())
            m_byId.resize(static_cast<std::size_t>(id) + 1);
        Transform &transform = m_byId[static_cast<std::size_t>(id)];
        if (!transform) {
            const ProjDefinition definition = Definitions::shared().at(id);
            transform = create(definition.source, definition.areaOfUse);
        }
        return transform;
    }

    /// The one best operation for the CRS's area of use: choosing per point, as proj_create_crs_to_crs()
    /// does, tears the map where areas of operations meet, and its inverse may choose another than its
    /// forward.
    Transform create(const QString &source, const GeoBox &area) const
    {
        PJ_CONTEXT *context = m_context.get();
        const PjPtr wgs84(proj_create(context, "EPSG:4326"));
        const PjPtr crs(proj_create(context, source.toUtf8().constData()));
        const OperationContextPtr options(proj_create_operation_factory_context(context, nullptr));
        if (!wgs84 || !crs || !options)
            fail(source);
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
            fail(source);
        return {std::move(normalised), unitOf(crs.get())};
    }

private:
    double unitOf(const PJ *crs) const
    {
        const PjPtr axes(proj_crs_get_coordinate_system(m_context.get(), crs));
        double unitM = 1;
        if (axes)
            proj_cs_get_axis_info(m_context.get(), axes.get(), 0, nullptr, nullptr, nullptr, &unitM, nullptr,
                                  nullptr, nullptr);
        return unitM > 0 ? unitM : 1;
    }

    ThreadTransforms() : m_context(proj_context_create())
    {
        proj_log_level(m_context.get(), PJ_LOG_NONE);
        proj_context_set_enable_network(m_context.get(), 0);
    }

    [[noreturn]] void fail(const QString &source) const
    {
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("No transformation from WGS 84 to %1: %2.")
                              .arg(source, QString::fromUtf8(proj_context_errno_string(
                                               m_context.get(), proj_context_errno(m_context.get())))));
    }

    ContextPtr m_context; // outlives the transformations below
    std::vector<Transform> m_byId;
};

bool isCountedWestAndSouth(PJ_CONTEXT *context, const PJ *crs)
{
    const PjPtr axes(proj_crs_get_coordinate_system(context, crs));
    std::array<QByteArray, 2> directions;
    for (int i = 0; i < 2; ++i) {
        const char *direction = nullptr;
        proj_cs_get_axis_info(context, axes.get(), i, nullptr, nullptr, &direction, nullptr, nullptr, nullptr,
                              nullptr);
        directions[static_cast<std::size_t>(i)] = direction;
    }
    return directions[0] != directions[1] && (directions[0] == "west" || directions[1] == "west" ||
                                              directions[0] == "south" || directions[1] == "south");
}

} // namespace

ProjDefinition epsgDefinition(int code)
{
    ThreadTransforms &transforms = ThreadTransforms::current();
    PJ_CONTEXT *context = transforms.context();
    if (!proj_context_get_database_path(context))
        throw base::Error(base::ErrorKind::Failed, QStringLiteral("The CRS database of PROJ was not found."),
                          QStringLiteral("Install PROJ's data (proj.db) again."));
    ProjDefinition definition;
    definition.code = definition.source = QStringLiteral("EPSG:%1").arg(code);
    definition.epsg = code;
    const PjPtr crs(proj_create_from_database(context, "EPSG", QByteArray::number(code).constData(),
                                              PJ_CATEGORY_CRS, 0, nullptr));
    const auto refuse = [&](const QString &why) {
        throw base::Error(base::ErrorKind::Invalid, definition.code % why,
                          QStringLiteral("Use the code of a projected CRS, such as 3857 or 32642."));
    };
    if (!crs)
        refuse(QStringLiteral(" is not a known CRS."));
    if (proj_get_type(crs.get()) != PJ_TYPE_PROJECTED_CRS)
        refuse(QStringLiteral(" is not a projected CRS."));
    if (isCountedWestAndSouth(context, crs.get()))
        refuse(QStringLiteral(" counts to the west and south; a map in it would stand on its head."));
    definition.name = QString::fromUtf8(proj_get_name(crs.get()));
    GeoBox use = rawAreaOf(context, crs.get());
    definition.areaOfUse = use;
    if (use.west > use.east) { // crosses the antimeridian, which the area of use cannot say
        definition.areaOfUse.west = -180;
        definition.areaOfUse.east = 180;
        use.east += 360;
    }
    const Transform transform = transforms.create(definition.source, definition.areaOfUse);
    if (code == 3857) // at once: it is made at every start
        definition.drawnArea = use;
    else
        definition.drawnArea = drawnAreaAround(use, {[&](LonLat p) { return transform.forward(p); },
                                                     [&](MapPoint p) { return transform.inverse(p); }});
    return definition;
}

ProjDefinition centredDefinition(const QString &code, const QString &name, const char *projection,
                                 LonLat centre)
{
    constexpr double useDeg = 30;   // what a map of a region and its neighbours needs
    constexpr double drawnDeg = 90; // a hemisphere and the corners beyond it
    ProjDefinition definition;
    definition.code = code;
    definition.name = name;
    definition.source =
        QStringLiteral("+proj=%1 +lat_0=%2 +lon_0=%3 +datum=WGS84 +units=m +no_defs +type=crs")
            .arg(QLatin1String(projection))
            .arg(centre.lat, 0, 'g', 17)
            .arg(centre.lon, 0, 'g', 17);
    const auto around = [&](double deg) {
        return GeoBox{centre.lon - deg, std::max(centre.lat - deg, -90.0), centre.lon + deg,
                      std::min(centre.lat + deg, 90.0)};
    };
    definition.areaOfUse = around(useDeg);
    if (definition.areaOfUse.west < -180 || definition.areaOfUse.east > 180) {
        definition.areaOfUse.west = -180;
        definition.areaOfUse.east = 180;
    }
    definition.drawnArea = around(drawnDeg);
    return definition;
}

int registerDefinition(const ProjDefinition &definition)
{
    const int id = Definitions::shared().add(definition);
    ThreadTransforms::current().of(id); // throws here rather than at the first point
    return id;
}

MapPoint project(int id, LonLat p)
{
    return ThreadTransforms::current().of(id).forward(p);
}

LonLat unproject(int id, MapPoint p)
{
    return ThreadTransforms::current().of(id).inverse(p);
}

void project(int id, std::span<const LonLat> in, std::span<MapPoint> out)
{
    ThreadTransforms::current().of(id).forward(in, out);
}

} // namespace marz::geo
