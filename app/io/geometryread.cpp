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

static_assert(sizeof(geo::LonLat) == sizeof(OGRRawPoint), "vertices are copied as they are");

/// Takes a shape apart into one geometry for each kind, in the order of GeometryKind.
class Parts
{
public:
    explicit Parts(LayerStatistics &statistics) : m_statistics(statistics) {}

    /// False when it holds a kind that cannot be drawn.
    bool append(const OGRGeometry &source);
    std::array<Geometry, 3> &kinds() { return m_kinds; }

private:
    Geometry &ofKind(GeometryKind kind)
    {
        Geometry &geometry = m_kinds[static_cast<std::size_t>(kind)];
        geometry.kind = kind;
        return geometry;
    }
    void appendPoint(const OGRPoint &point);
    void appendLine(const OGRLineString &line);
    /// False when it encloses nothing and was left out.
    bool appendRing(Geometry &geometry, const OGRLinearRing &ring);
    void appendPolygon(const OGRPolygon &polygon);

    std::array<Geometry, 3> m_kinds;
    LayerStatistics &m_statistics;
};

void endPart(Geometry &geometry)
{
    geometry.partEnds.push_back(static_cast<std::uint32_t>(geometry.vertices.size()));
}

void appendVertices(Geometry &geometry, const OGRSimpleCurve &curve)
{
    const std::size_t begin = geometry.vertices.size();
    geometry.vertices.resize(begin + static_cast<std::size_t>(curve.getNumPoints()));
    curve.getPoints(reinterpret_cast<OGRRawPoint *>(geometry.vertices.data() + begin));
}

void Parts::appendPoint(const OGRPoint &point)
{
    if (point.IsEmpty())
        return;
    Geometry &points = ofKind(GeometryKind::Point);
    points.vertices.push_back({point.getX(), point.getY()});
    endPart(points);
}

void Parts::appendLine(const OGRLineString &line)
{
    if (line.getNumPoints() < 2) {
        m_statistics.droppedParts += line.getNumPoints();
        return;
    }
    Geometry &lines = ofKind(GeometryKind::Line);
    appendVertices(lines, line);
    endPart(lines);
}

bool Parts::appendRing(Geometry &geometry, const OGRLinearRing &ring)
{
    const std::size_t begin = geometry.vertices.size();
    appendVertices(geometry, ring);
    const bool isOpen = geometry.vertices[begin] != geometry.vertices.back();
    if (isOpen)
        geometry.vertices.push_back(geometry.vertices[begin]);
    if (geometry.vertices.size() - begin < 4) {
        geometry.vertices.resize(begin); // fewer than three corners enclose nothing
        ++m_statistics.droppedParts;
        return false;
    }
    m_statistics.closedRings += isOpen;
    endPart(geometry);
    return true;
}

void Parts::appendPolygon(const OGRPolygon &polygon)
{
    const OGRLinearRing *outer = polygon.getExteriorRing();
    if (!outer || outer->getNumPoints() == 0)
        return;
    Geometry &areas = ofKind(GeometryKind::Polygon);
    std::size_t vertices = areas.vertices.size() + static_cast<std::size_t>(outer->getNumPoints()) + 1;
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i)
        vertices += static_cast<std::size_t>(polygon.getInteriorRing(i)->getNumPoints()) + 1;
    if (vertices > areas.vertices.capacity())
        areas.vertices.reserve(std::max(vertices, areas.isEmpty() ? 0 : areas.vertices.capacity() * 2));
    if (!appendRing(areas, *outer))
        return;
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
        if (const OGRLinearRing *inner = polygon.getInteriorRing(i); inner->getNumPoints() > 0)
            appendRing(areas, *inner);
    }
    areas.polygonEnds.push_back(static_cast<std::uint32_t>(areas.partEnds.size()));
}

bool Parts::append(const OGRGeometry &source)
{
    switch (wkbFlatten(source.getGeometryType())) {
    case wkbPoint:
        appendPoint(*source.toPoint());
        return true;
    case wkbLineString:
        appendLine(*source.toLineString());
        return true;
    case wkbTriangle:
    case wkbPolygon:
        appendPolygon(*source.toPolygon());
        return true;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection: {
        bool all = true;
        for (const OGRGeometry *part : source.toGeometryCollection())
            all = append(*part) && all;
        return all;
    }
    case wkbPolyhedralSurface:
    case wkbTIN: {
        for (const OGRPolygon *face : source.toPolyhedralSurface())
            appendPolygon(*face);
        return true;
    }
    default:
        return false;
    }
}

/// Counts what is wrong with the coordinates; false when the shape cannot be used.
bool coordinatesFit(std::vector<Geometry> &geometries, LayerStatistics &statistics)
{
    constexpr double rounding = 1e-6; // degrees; what a reprojection may leave beyond the edge of the world
    bool outside = false;
    for (Geometry &geometry : geometries) {
        for (geo::LonLat &p : geometry.vertices) {
            if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) {
                ++statistics.notFinite;
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
        ++statistics.outside;
    return !outside;
}

} // namespace

std::vector<Geometry> geometriesOf(const OGRGeometry *source, LayerStatistics &statistics)
{
    if (!source || source->IsEmpty()) {
        ++statistics.withoutGeometry;
        return {};
    }
    statistics.withHeight += source->Is3D() ? 1 : 0;
    statistics.withMeasure += source->IsMeasured() ? 1 : 0;
    std::unique_ptr<OGRGeometry> straight;
    if (source->hasCurveGeometry()) {
        ++statistics.curved;
        straight.reset(source->getLinearGeometry());
        source = straight.get();
    }
    Parts parts(statistics);
    const bool isWhole = source && parts.append(*source);
    statistics.unsupported += isWhole ? 0 : 1;
    std::vector<Geometry> out;
    for (Geometry &geometry : parts.kinds()) {
        if (!geometry.isEmpty())
            out.push_back(std::move(geometry));
    }
    if (out.empty()) {
        statistics.withoutGeometry += isWhole ? 1 : 0;
        return {};
    }
    if (!coordinatesFit(out, statistics))
        return {};
    statistics.mixed += out.size() > 1 ? 1 : 0;
    for (const Geometry &geometry : out)
        statistics.vertices += qint64(geometry.vertices.size());
    return out;
}

} // namespace marz::io
