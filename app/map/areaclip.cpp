#include "map/areaclip.h"

#include "map/clip.h"

#include <array>
#include <cmath>

namespace marz::map {

namespace {

constexpr std::array turnsDeg{0.0, -360.0, 360.0};
/// A straight step of this length bends by some 20 m in the projections in use.
constexpr double longestStepDeg = 0.25;
constexpr double wrapDeg = 270;

geo::GeoBox boxOf(std::span<const geo::LonLat> line)
{
    geo::GeoBox box;
    for (const geo::LonLat &p : line)
        box.include(p);
    return box;
}

bool holds(const geo::GeoBox &area, const geo::GeoBox &box)
{
    return box.west >= area.west && box.east <= area.east && box.south >= area.south &&
           box.north <= area.north;
}

/// Turned by whole turns, what only touches the area's edge is not in it.
bool isSeen(const geo::GeoBox &area, const geo::GeoBox &box, double turnDeg)
{
    return box.intersects(area) && (turnDeg == 0 || (box.west < area.east && box.east > area.west));
}

QRectF rectOf(const geo::GeoBox &box)
{
    return {QPointF(box.west, box.south), QPointF(box.east, box.north)};
}

std::vector<QPointF> pointsOf(std::span<const geo::LonLat> line, double turnDeg)
{
    std::vector<QPointF> points;
    points.reserve(line.size());
    for (const geo::LonLat &p : line)
        points.emplace_back(p.lon + turnDeg, p.lat);
    return points;
}

std::vector<geo::LonLat> lonLatsOf(std::span<const QPointF> points)
{
    std::vector<geo::LonLat> line;
    line.reserve(points.size() + 1);
    for (const QPointF &p : points)
        line.push_back({p.x(), p.y()});
    return line;
}

bool isBefore(const geo::LonLat &a, const geo::LonLat &b)
{
    return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat;
}

/// The same vertices whichever way the step is gone.
void appendStep(geo::LonLat from, geo::LonLat to, double longestDeg, std::vector<geo::LonLat> &out)
{
    const double longest = std::max(std::abs(to.lon - from.lon), std::abs(to.lat - from.lat));
    const int steps = static_cast<int>(std::ceil(longest / longestDeg));
    const bool isTurned = isBefore(to, from);
    const geo::LonLat &a = isTurned ? to : from;
    const geo::LonLat &b = isTurned ? from : to;
    for (int i = 1; i < steps; ++i) {
        const double t = static_cast<double>(isTurned ? steps - i : i) / steps;
        out.push_back({a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t});
    }
    out.push_back(to);
}

} // namespace

AreaClip::AreaClip(const geo::Crs &crs)
    : m_area(crs.drawnArea()),
      // Meridians and parallels are straight in Mercator's projection.
      m_longestStepDeg(crs == geo::Crs::webMercator() ? 400 : longestStepDeg)
{
}

bool AreaClip::isReady(std::span<const geo::LonLat> line) const
{
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double dLon = std::abs(line[i].lon - line[i - 1].lon);
        if ((dLon > wrapDeg && dLon < 360) || dLon > m_longestStepDeg ||
            std::abs(line[i].lat - line[i - 1].lat) > m_longestStepDeg)
            return false;
    }
    return true;
}

std::vector<geo::LonLat> AreaClip::prepared(std::span<const geo::LonLat> line) const
{
    std::vector<geo::LonLat> unwrapped(line.begin(), line.end());
    double turn = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = line[i].lon - line[i - 1].lon;
        if (std::abs(step) > wrapDeg && std::abs(step) < 360)
            turn += step > 0 ? -360 : 360;
        unwrapped[i].lon += turn;
    }
    // Once around a pole: there is no short way, the edges are meant as they are.
    if (turn != 0 && line.front() == line.back())
        unwrapped.assign(line.begin(), line.end());
    std::vector<geo::LonLat> out;
    out.reserve(line.size());
    out.push_back(unwrapped.front());
    for (std::size_t i = 1; i < unwrapped.size(); ++i)
        appendStep(unwrapped[i - 1], unwrapped[i], m_longestStepDeg, out);
    return out;
}

void AreaClip::eachTurned(std::span<const geo::LonLat> line, const Visit &visit,
                          const std::function<void(std::vector<QPointF> &points)> &cut) const
{
    std::vector<geo::LonLat> own;
    if (!isReady(line)) {
        own = prepared(line);
        line = own;
    }
    const geo::GeoBox box = boxOf(line);
    for (const double turn : turnsDeg) {
        const geo::GeoBox turned{box.west + turn, box.south, box.east + turn, box.north};
        if (!isSeen(m_area, turned, turn))
            continue;
        if (turn == 0 && holds(m_area, turned)) {
            visit(line, false);
            continue;
        }
        std::vector<QPointF> points = pointsOf(line, turn);
        if (holds(m_area, turned))
            visit(lonLatsOf(points), false);
        else
            cut(points);
    }
}

void AreaClip::eachRing(std::span<const geo::LonLat> ring, const Visit &visit) const
{
    if (ring.size() < 4)
        return;
    eachTurned(ring, visit, [&](std::vector<QPointF> &points) {
        clipRing(points, rectOf(m_area));
        if (points.size() < 3)
            return;
        if (points.front() != points.back())
            points.push_back(points.front());
        visit(prepared(lonLatsOf(points)), true);
    });
}

void AreaClip::eachLine(std::span<const geo::LonLat> line, const Visit &visit) const
{
    if (line.size() < 2)
        return;
    eachTurned(line, visit, [&](const std::vector<QPointF> &points) {
        std::vector<QPolygonF> pieces;
        clipLine(points, rectOf(m_area), pieces);
        for (const QPolygonF &piece : pieces)
            visit(lonLatsOf(piece), true);
    });
}

} // namespace marz::map
