#include "geo/predicates.h"

#include "base/error.h"
#include "geo/box.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace marz::geo {

namespace {

/// A reentrant GEOS handle that keeps the last error text.
class Geos
{
public:
    Geos() : m_handle(GEOS_init_r())
    {
        GEOSContext_setErrorMessageHandler_r(m_handle, &Geos::remember, this);
    }
    ~Geos() { GEOS_finish_r(m_handle); }
    Geos(const Geos &) = delete;
    Geos &operator=(const Geos &) = delete;

    GEOSContextHandle_t handle() const { return m_handle; }

    [[noreturn]] void fail(const char *doing) const
    {
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 failed: %2.").arg(QLatin1String(doing), m_problem));
    }

private:
    static void remember(const char *text, void *self)
    {
        static_cast<Geos *>(self)->m_problem = QString::fromUtf8(text);
    }

    GEOSContextHandle_t m_handle;
    QString m_problem;
};

struct GeomDeleter {
    GEOSContextHandle_t handle;
    void operator()(GEOSGeometry *geom) const { GEOSGeom_destroy_r(handle, geom); }
};
struct PreparedDeleter {
    GEOSContextHandle_t handle;
    void operator()(const GEOSPreparedGeometry *geom) const { GEOSPreparedGeom_destroy_r(handle, geom); }
};
using GeomPtr = std::unique_ptr<GEOSGeometry, GeomDeleter>;
using PreparedPtr = std::unique_ptr<const GEOSPreparedGeometry, PreparedDeleter>;

/// One handle per thread for functions that keep nothing.
Geos &threadGeos()
{
    thread_local Geos geos;
    return geos;
}

GeomPtr owned(const Geos &geos, GEOSGeometry *geom, const char *doing)
{
    if (!geom)
        geos.fail(doing);
    return {geom, GeomDeleter{geos.handle()}};
}

GEOSCoordSequence *sequence(const Geos &geos, std::span<const LonLat> part, double lonScale)
{
    std::vector<double> flat;
    flat.reserve(part.size() * 2);
    for (const LonLat &p : part)
        flat.insert(flat.end(), {p.lon * lonScale, p.lat});
    const auto count = static_cast<unsigned>(part.size());
    GEOSCoordSequence *out = GEOSCoordSeq_copyFromBuffer_r(geos.handle(), flat.data(), count, 0, 0);
    if (!out)
        geos.fail("Copying vertices");
    return out;
}

std::vector<GEOSGeometry *> released(std::vector<GeomPtr> geoms)
{
    std::vector<GEOSGeometry *> raw;
    raw.reserve(geoms.size());
    for (GeomPtr &geom : geoms)
        raw.push_back(geom.release());
    return raw;
}

GeomPtr collected(const Geos &geos, int type, std::vector<GeomPtr> members)
{
    std::vector<GEOSGeometry *> raw = released(std::move(members));
    const auto count = static_cast<unsigned>(raw.size());
    return owned(geos, GEOSGeom_createCollection_r(geos.handle(), type, raw.data(), count),
                 "Collecting parts");
}

/// Rings of fewer than four vertices have no area and are left out.
GeomPtr polygons(const Geos &geos, const Geometry &area, double lonScale)
{
    std::vector<GeomPtr> members;
    std::size_t part = 0;
    for (const std::uint32_t end : area.polygonEnds) {
        std::vector<GeomPtr> rings;
        const bool hasShell = part < end && area.part(part).size() >= 4;
        for (; part < end; ++part) {
            const std::span<const LonLat> ring = area.part(part);
            if (hasShell && ring.size() >= 4)
                rings.push_back(
                    owned(geos, GEOSGeom_createLinearRing_r(geos.handle(), sequence(geos, ring, lonScale)),
                          "Making a ring"));
        }
        if (rings.empty())
            continue;
        std::vector<GEOSGeometry *> raw = released(std::move(rings));
        const auto holes = static_cast<unsigned>(raw.size() - 1);
        members.push_back(owned(geos, GEOSGeom_createPolygon_r(geos.handle(), raw[0], raw.data() + 1, holes),
                                "Making a polygon"));
    }
    return collected(geos, GEOS_MULTIPOLYGON, std::move(members));
}

GeomPtr point(const Geos &geos, LonLat p)
{
    return owned(geos, GEOSGeom_createPointFromXY_r(geos.handle(), p.lon, p.lat), "Making a point");
}

GeomPtr pointsOrLines(const Geos &geos, const Geometry &geometry)
{
    std::vector<GeomPtr> members;
    for (std::size_t i = 0; i < geometry.partCount(); ++i) {
        const std::span<const LonLat> part = geometry.part(i);
        if (geometry.kind == GeometryKind::Line && part.size() > 1)
            members.push_back(owned(geos, GEOSGeom_createLineString_r(geos.handle(), sequence(geos, part, 1)),
                                    "Making a line"));
        else if (!part.empty())
            members.push_back(point(geos, part[0]));
    }
    return collected(geos, GEOS_GEOMETRYCOLLECTION, std::move(members));
}

void requireFinite(const Geometry &geometry)
{
    for (const LonLat &p : geometry.vertices) {
        if (!std::isfinite(p.lon) || !std::isfinite(p.lat))
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("The shape has a vertex without a position."));
    }
}

/// The polygons of @p area, repaired where rings cross (holes and overlaps are kept as drawn, slivers
/// dropped).
GeomPtr validPolygons(const Geos &geos, const Geometry &area, double lonScale = 1)
{
    if (area.kind != GeometryKind::Polygon)
        throw base::Error(base::ErrorKind::Invalid, QStringLiteral("The shape is not an area."));
    requireFinite(area);
    GeomPtr geom = polygons(geos, area, lonScale);
    if (GEOSisValid_r(geos.handle(), geom.get()) == 1)
        return geom;
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos.handle());
    GEOSMakeValidParams_setMethod_r(geos.handle(), params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos.handle(), params, 0);
    GEOSGeometry *repaired = GEOSMakeValidWithParams_r(geos.handle(), geom.get(), params);
    GEOSMakeValidParams_destroy_r(geos.handle(), params);
    return owned(geos, repaired, "Repairing an area");
}

void appendRing(const Geos &geos, const GEOSGeometry *ring, Geometry &out)
{
    const GEOSCoordSequence *from = GEOSGeom_getCoordSeq_r(geos.handle(), ring);
    unsigned count = 0;
    if (!from || !GEOSCoordSeq_getSize_r(geos.handle(), from, &count))
        geos.fail("Reading a ring");
    for (unsigned i = 0; i < count; ++i) {
        LonLat p;
        if (!GEOSCoordSeq_getXY_r(geos.handle(), from, i, &p.lon, &p.lat))
            geos.fail("Reading a ring");
        out.vertices.push_back(p);
    }
    out.partEnds.push_back(static_cast<std::uint32_t>(out.vertices.size()));
}

/// Calls @p visit with every polygon in @p geom, however deep in collections.
template <typename Visit>
void eachPolygon(const Geos &geos, const GEOSGeometry *geom, Visit &&visit)
{
    if (GEOSGeomTypeId_r(geos.handle(), geom) == GEOS_POLYGON) {
        if (GEOSisEmpty_r(geos.handle(), geom) == 0)
            visit(geom);
        return;
    }
    const int count = GEOSGetNumGeometries_r(geos.handle(), geom);
    for (int i = 0; i < count; ++i) {
        const GEOSGeometry *member = GEOSGetGeometryN_r(geos.handle(), geom, i);
        if (member != geom)
            eachPolygon(geos, member, visit);
    }
}

Geometry polygonsOf(const Geos &geos, const GEOSGeometry *geom)
{
    Geometry out{GeometryKind::Polygon, {}, {}, {}};
    eachPolygon(geos, geom, [&](const GEOSGeometry *polygon) {
        appendRing(geos, GEOSGetExteriorRing_r(geos.handle(), polygon), out);
        const int holes = GEOSGetNumInteriorRings_r(geos.handle(), polygon);
        for (int i = 0; i < holes; ++i)
            appendRing(geos, GEOSGetInteriorRingN_r(geos.handle(), polygon, i), out);
        out.polygonEnds.push_back(static_cast<std::uint32_t>(out.partCount()));
    });
    return out;
}

} // namespace

struct PreparedArea::Impl {
    explicit Impl(const Geometry &area)
        : geom(validPolygons(geos, area)),
          prepared(GEOSPrepare_r(geos.handle(), geom.get()), PreparedDeleter{geos.handle()})
    {
        if (!prepared)
            geos.fail("Preparing an area");
    }

    bool intersects(const GeomPtr &other) const
    {
        const char answer = GEOSPreparedIntersects_r(geos.handle(), prepared.get(), other.get());
        if (answer == 2)
            geos.fail("Intersecting with an area");
        return answer == 1;
    }

    Geos geos;
    GeomPtr geom;
    PreparedPtr prepared;
};

PreparedArea::PreparedArea(const Geometry &area) : m_impl(std::make_unique<Impl>(area)) {}
PreparedArea::~PreparedArea() = default;
PreparedArea::PreparedArea(PreparedArea &&) noexcept = default;
PreparedArea &PreparedArea::operator=(PreparedArea &&) noexcept = default;

bool PreparedArea::contains(LonLat p) const
{
    if (!std::isfinite(p.lon) || !std::isfinite(p.lat))
        return false;
    return m_impl->intersects(point(m_impl->geos, p));
}

bool PreparedArea::intersects(const Geometry &geometry) const
{
    requireFinite(geometry);
    return m_impl->intersects(geometry.kind == GeometryKind::Polygon ? validPolygons(m_impl->geos, geometry)
                                                                     : pointsOrLines(m_impl->geos, geometry));
}

Geometry intersection(const Geometry &a, const Geometry &b)
{
    const Geos &geos = threadGeos();
    const GeomPtr first = validPolygons(geos, a), second = validPolygons(geos, b);
    GEOSGeometry *shared = GEOSIntersection_r(geos.handle(), first.get(), second.get());
    return polygonsOf(geos, owned(geos, shared, "Intersecting areas").get());
}

LonLat labelPoint(const Geometry &area)
{
    const LonLat fallback = area.vertices.empty() ? LonLat{} : area.vertices[area.vertices.size() / 2];
    if (area.kind != GeometryKind::Polygon)
        return fallback;
    const GeoBox box = extentOf(area);
    const double lonScale = std::max(0.01, std::cos((box.south + box.north) / 2 * std::numbers::pi / 180));
    const Geos &geos = threadGeos();
    const GeomPtr geom = validPolygons(geos, area, lonScale);
    const GEOSGeometry *largest = nullptr;
    double largestArea = 0;
    eachPolygon(geos, geom.get(), [&](const GEOSGeometry *polygon) {
        double size = 0;
        if (GEOSArea_r(geos.handle(), polygon, &size) == 1 && size > largestArea) {
            largest = polygon;
            largestArea = size;
        }
    });
    if (!largest)
        return fallback;
    // A hundredth of the polygon's typical width: finer makes GEOS search thin polygons for very long.
    const double tolerance = std::sqrt(largestArea) / 100;
    const GeomPtr radius =
        owned(geos, GEOSMaximumInscribedCircle_r(geos.handle(), largest, tolerance), "Placing a label");
    LonLat centre;
    const GEOSCoordSequence *ends = GEOSGeom_getCoordSeq_r(geos.handle(), radius.get());
    if (!ends || !GEOSCoordSeq_getXY_r(geos.handle(), ends, 0, &centre.lon, &centre.lat))
        geos.fail("Placing a label");
    return {centre.lon / lonScale, centre.lat};
}

} // namespace marz::geo
