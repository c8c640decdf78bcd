#include "io/geometryread.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace marz::io {

using geo::Geometry;
using geo::GeometryKind;

namespace {

/// One geometry under construction for each kind, in the order of GeometryKind.
using Kinds = std::array<Geometry, 3>;

Geometry &ofKind(Kinds &kinds, GeometryKind kind)
{
    Geometry &geometry = kinds[static_cast<std::size_t>(kind)];
    geometry.kind = kind;
    return geometry;
}

void endPart(Geometry &geometry)
{
    geometry.partEnds.push_back(static_cast<std::uint32_t>(geometry.vertices.size()));
}

void appendCurve(Geometry &geometry, const OGRSimpleCurve &curve)
{
    const int count = curve.getNumPoints();
    geometry.vertices.reserve(geometry.vertices.size() + static_cast<std::size_t>(count) + 1);
    for (int i = 0; i < count; ++i)
        geometry.vertices.push_back({curve.getX(i), curve.getY(i)});
}

void appendRing(Geometry &geometry, const OGRLinearRing &ring)
{
    const std::size_t begin = geometry.vertices.size();
    appendCurve(geometry, ring);
    if (geometry.vertices[begin] != geometry.vertices.back())
        geometry.vertices.push_back(geometry.vertices[begin]);
    if (geometry.vertices.size() - begin < 4) {
        geometry.vertices.resize(begin); // fewer than three corners enclose nothing
        return;
    }
    endPart(geometry);
}

void appendPolygon(Geometry &geometry, const OGRPolygon &polygon)
{
    const std::size_t parts = geometry.partEnds.size();
    const OGRLinearRing *outer = polygon.getExteriorRing();
    if (!outer || outer->getNumPoints() == 0)
        return;
    appendRing(geometry, *outer);
    if (geometry.partEnds.size() == parts)
        return;
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
        if (const OGRLinearRing *inner = polygon.getInteriorRing(i); inner && inner->getNumPoints() > 0)
            appendRing(geometry, *inner);
    }
    geometry.polygonEnds.push_back(static_cast<std::uint32_t>(geometry.partEnds.size()));
}

bool append(Kinds &kinds, const OGRGeometry &source)
{
    switch (wkbFlatten(source.getGeometryType())) {
    case wkbPoint: {
        const OGRPoint &point = *source.toPoint();
        Geometry &points = ofKind(kinds, GeometryKind::Point);
        if (!point.IsEmpty()) {
            points.vertices.push_back({point.getX(), point.getY()});
            endPart(points);
        }
        return true;
    }
    case wkbLineString: {
        const OGRLineString &line = *source.toLineString();
        if (line.getNumPoints() > 1) {
            Geometry &lines = ofKind(kinds, GeometryKind::Line);
            appendCurve(lines, line);
            endPart(lines);
        }
        return true;
    }
    case wkbTriangle:
    case wkbPolygon:
        appendPolygon(ofKind(kinds, GeometryKind::Polygon), *source.toPolygon());
        return true;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection: {
        bool all = true;
        for (const OGRGeometry *part : source.toGeometryCollection())
            all = append(kinds, *part) && all;
        return all;
    }
    case wkbPolyhedralSurface:
    case wkbTIN: {
        for (const OGRPolygon *face : source.toPolyhedralSurface())
            appendPolygon(ofKind(kinds, GeometryKind::Polygon), *face);
        return true;
    }
    default:
        return false;
    }
}

/// Counts what is wrong with the coordinates; false when the shape cannot be used.
bool coordinatesFit(std::vector<Geometry> &geometries, GeometryFaults &faults)
{
    constexpr double rounding = 1e-6; // degrees; what a reprojection may leave beyond the edge of the world
    bool outside = false;
    for (Geometry &geometry : geometries) {
        for (geo::LonLat &p : geometry.vertices) {
            if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) {
                ++faults.notFinite;
                return false;
            }
            if (std::abs(p.lon) <= 180 + rounding)
                p.lon = std::clamp(p.lon, -180.0, 180.0);
            if (std::abs(p.lat) <= 90 + rounding)
                p.lat = std::clamp(p.lat, -90.0, 90.0);
            outside = outside || !geo::isValid(p);
        }
    }
    if (outside)
        ++faults.outside;
    return !outside;
}

QString sentence(qint64 count, const char *one, const char *many)
{
    return QString::number(count) % u' ' % QString::fromLatin1(count == 1 ? one : many);
}

} // namespace

QStringList GeometryFaults::sentences() const
{
    QStringList out;
    if (missing > 0)
        out += sentence(missing, "record has no geometry and is not drawn.",
                        "records have no geometry and are not drawn.");
    if (notFinite > 0)
        out += sentence(notFinite, "record has coordinates that are not numbers and is not drawn.",
                        "records have coordinates that are not numbers and are not drawn.");
    if (outside > 0)
        out += sentence(outside, "record lies beyond 180 or 90 degrees and is not drawn.",
                        "records lie beyond 180 or 90 degrees and are not drawn.");
    if (collections > 0)
        out += sentence(collections, "record mixes points, lines and areas: it was split.",
                        "records mix points, lines and areas: they were split.");
    if (dropped > 0)
        out += sentence(dropped, "record holds a kind of shape that cannot be drawn.",
                        "records hold a kind of shape that cannot be drawn.");
    return out;
}

std::vector<Geometry> geometriesOf(const OGRGeometry *source, GeometryFaults &faults)
{
    if (!source || source->IsEmpty()) {
        ++faults.missing;
        return {};
    }
    Kinds kinds;
    std::unique_ptr<OGRGeometry> straight;
    if (source->hasCurveGeometry()) {
        straight.reset(source->getLinearGeometry());
        source = straight.get();
    }
    if (!source || !append(kinds, *source))
        ++faults.dropped;
    std::vector<Geometry> out;
    for (Geometry &geometry : kinds) {
        if (!geometry.isEmpty())
            out.push_back(std::move(geometry));
    }
    if (out.empty()) {
        ++faults.missing;
        return {};
    }
    if (!coordinatesFit(out, faults))
        return {};
    if (out.size() > 1)
        ++faults.collections;
    return out;
}

} // namespace marz::io
