#include "geo/crs.h"

#include "base/error.h"
#include "geo/projtransform.h"

#include <array>
#include <cassert>
#include <limits>

namespace marz::geo {

namespace {

/// Samples along each edge of a box: a parallel across a UTM zone is then followed to about a metre.
constexpr int edgeSamples = 64;
constexpr int webMercatorCode = 3857;
constexpr double notFinite = std::numeric_limits<double>::infinity();
constexpr double edgeToleranceDeg = 1.0 / 3600;

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

bool holds(const GeoBox &area, LonLat p)
{
    if (!(p.lat >= area.south - edgeToleranceDeg && p.lat <= area.north + edgeToleranceDeg))
        return false;
    for (const double turn : {0.0, -360.0, 360.0}) {
        if (p.lon + turn >= area.west - edgeToleranceDeg && p.lon + turn <= area.east + edgeToleranceDeg)
            return true;
    }
    return false;
}

double rounded(double deg)
{
    return std::round(deg * 100) / 100 + 0.0;
}

/// "38.51° N, 70.2° E"
QString centreWords(LonLat p)
{
    return QStringLiteral("%1° %2, %3° %4")
        .arg(std::abs(p.lat), 0, 'g', 8)
        .arg(QLatin1Char(p.lat < 0 ? 'S' : 'N'))
        .arg(std::abs(p.lon), 0, 'g', 8)
        .arg(QLatin1Char(p.lon < 0 ? 'W' : 'E'));
}

QString centreText(LonLat p)
{
    return QStringLiteral("%1,%2").arg(p.lon, 0, 'g', 8).arg(p.lat, 0, 'g', 8);
}

} // namespace

struct Crs::Impl {
    ProjDefinition definition;
    int id = 0;
    MapBox drawnBox;
};

Crs::Crs(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}

Crs Crs::of(ProjDefinition definition)
{
    auto impl = std::make_shared<Impl>();
    impl->id = registerDefinition(definition);
    const GeoBox &area = definition.drawnArea;
    walkEdges(area.west, area.south, area.east, area.north, [&](double lon, double lat) {
        const MapPoint p = project(impl->id, {lon, lat});
        if (std::isfinite(p.x) && std::isfinite(p.y))
            impl->drawnBox.include(p);
    });
    // Around a pole the edges do not hold what lies between them.
    for (int i = 0; i <= edgeSamples; ++i) {
        const MapPoint p = project(
            impl->id, {area.west + (area.east - area.west) * i / edgeSamples, (area.south + area.north) / 2});
        if (std::isfinite(p.x) && std::isfinite(p.y))
            impl->drawnBox.include(p);
    }
    impl->definition = std::move(definition);
    return Crs(std::move(impl));
}

Crs Crs::webMercator()
{
    static const Crs crs = fromEpsg(webMercatorCode);
    return crs;
}

Crs Crs::fromEpsg(int code)
{
    return of(epsgDefinition(code));
}

Crs Crs::utmAt(LonLat p)
{
    const int zone = std::clamp(static_cast<int>(std::floor((p.lon + 180) / 6)) + 1, 1, 60);
    return fromEpsg((p.lat < 0 ? 32700 : 32600) + zone);
}

Crs Crs::equalAreaAt(LonLat p)
{
    const LonLat centre{rounded(p.lon), rounded(p.lat)};
    return of(centredDefinition(QStringLiteral("equal-area:") % centreText(centre),
                                QStringLiteral("Equal area, centred on ") % centreWords(centre), "laea",
                                centre));
}

Crs Crs::conformalAt(LonLat p)
{
    const LonLat centre{rounded(p.lon), rounded(p.lat)};
    return of(centredDefinition(QStringLiteral("conformal:") % centreText(centre),
                                QStringLiteral("Conformal, centred on ") % centreWords(centre), "stere",
                                centre));
}

Crs Crs::fromCode(const QString &code)
{
    const QString kind = code.section(u':', 0, 0).trimmed().toLower();
    const QString rest = code.section(u':', 1);
    bool isNumber = false;
    if (kind == QLatin1String("epsg")) {
        const int number = rest.trimmed().toInt(&isNumber);
        if (isNumber)
            return fromEpsg(number);
    }
    if (kind == QLatin1String("equal-area") || kind == QLatin1String("conformal")) {
        bool isOther = false;
        const LonLat centre{rest.section(u',', 0, 0).toDouble(&isNumber),
                            rest.section(u',', 1).toDouble(&isOther)};
        if (isNumber && isOther && isValid(centre))
            return kind == QLatin1String("conformal") ? conformalAt(centre) : equalAreaAt(centre);
    }
    throw base::Error(
        base::ErrorKind::Invalid, QStringLiteral("\"%1\" names no CRS.").arg(code),
        QStringLiteral("Write EPSG:N, such as EPSG:32642, or equal-area:LON,LAT or conformal:LON,LAT."));
}

int Crs::epsg() const
{
    return m_impl->definition.epsg;
}

int Crs::id() const
{
    return m_impl->id;
}

QString Crs::name() const
{
    return m_impl->definition.name;
}

QString Crs::code() const
{
    return m_impl->definition.code;
}

GeoBox Crs::areaOfUse() const
{
    return m_impl->definition.areaOfUse;
}

GeoBox Crs::drawnArea() const
{
    return m_impl->definition.drawnArea;
}

MapBox Crs::drawnBox() const
{
    return m_impl->drawnBox;
}

MapPoint Crs::toMap(LonLat p) const
{
    if (!holds(m_impl->definition.drawnArea, p))
        return {notFinite, notFinite};
    return project(m_impl->id, p);
}

LonLat Crs::toLonLat(MapPoint p) const
{
    const MapBox &box = m_impl->drawnBox;
    constexpr double toleranceM = 30; // a second of arc
    if (!(p.x >= box.left - toleranceM && p.x <= box.right + toleranceM && p.y >= box.bottom - toleranceM &&
          p.y <= box.top + toleranceM))
        return {notFinite, notFinite};
    const LonLat found = unproject(m_impl->id, p);
    return holds(m_impl->definition.drawnArea, found) ? found : LonLat{notFinite, notFinite};
}

void Crs::toMap(std::span<const LonLat> in, std::span<MapPoint> out) const
{
    assert(in.size() == out.size());
    if (in.empty())
        return;
    project(m_impl->id, in, out);
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (!holds(m_impl->definition.drawnArea, in[i]))
            out[i] = {notFinite, notFinite};
    }
}

MapBox Crs::toMap(const GeoBox &box) const
{
    MapBox out;
    if (box.isEmpty())
        return out;
    const GeoBox &area = m_impl->definition.drawnArea;
    for (const double turn : {0.0, -360.0, 360.0}) {
        const GeoBox part{std::max(box.west + turn, area.west), std::max(box.south, area.south),
                          std::min(box.east + turn, area.east), std::min(box.north, area.north)};
        if (part.isEmpty())
            continue;
        walkEdges(part.west, part.south, part.east, part.north, [&](double lon, double lat) {
            const MapPoint p = toMap(LonLat{lon, lat});
            if (std::isfinite(p.x))
                out.include(p);
        });
    }
    return out;
}

GeoBox Crs::toLonLat(const MapBox &box) const
{
    GeoBox out;
    if (box.isEmpty())
        return out;
    double previousLon = std::numeric_limits<double>::quiet_NaN();
    bool allLongitudes = false;
    bool isWhole = true;
    walkEdges(box.left, box.bottom, box.right, box.top, [&](double x, double y) {
        const LonLat p = toLonLat(MapPoint{x, y});
        isWhole = isWhole && std::isfinite(p.lon);
        if (!std::isfinite(p.lon))
            return;
        allLongitudes =
            allLongitudes || std::abs(p.lon - previousLon) > 180; // the edge crosses the antimeridian
        previousLon = p.lon;
        out.include(p);
    });
    const GeoBox &area = m_impl->definition.drawnArea;
    if (!isWhole &&
        box.intersects(m_impl->drawnBox)) { // the box reaches beyond the map: what is in it counts
        const MapBox seen{
            std::max(box.left, m_impl->drawnBox.left), std::max(box.bottom, m_impl->drawnBox.bottom),
            std::min(box.right, m_impl->drawnBox.right), std::min(box.top, m_impl->drawnBox.top)};
        const auto include = [&](double lon, double lat) {
            const MapPoint p = toMap(LonLat{lon, lat});
            if (!std::isfinite(p.x) || !seen.contains(p))
                return;
            allLongitudes = allLongitudes || std::abs(lon) > 180;
            out.include({std::clamp(lon, -180.0, 180.0), lat});
        };
        walkEdges(area.west, area.south, area.east, area.north, include);
    }
    for (const double poleLat : {-90.0, 90.0}) {
        const MapPoint pole = toMap(LonLat{(area.west + area.east) / 2, poleLat});
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
