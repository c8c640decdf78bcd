#include "map/tracer.h"

#include "map/clip.h"

#include <algorithm>
#include <cmath>

namespace marz::map {

namespace {

constexpr double tolerancePx = 0.4; // device pixels
constexpr double smallestRingPx = 0.7;

geo::MapBox worldBox(const Viewport &view, const QRectF &frame)
{
    const geo::MapPoint topLeft = view.screenToWorld(frame.topLeft());
    const geo::MapPoint bottomRight = view.screenToWorld(frame.bottomRight());
    return {topLeft.x, bottomRight.y, bottomRight.x, topLeft.y};
}

/// Twice the area, its sign by the way round.
double doubleArea(const std::vector<QPointF> &ring)
{
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const QPointF &a = ring[i];
        const QPointF &b = ring[i + 1 < ring.size() ? i + 1 : 0];
        sum += a.x() * b.y() - b.x() * a.y();
    }
    return sum;
}

} // namespace

void addDot(QPointF at, QPainterPath &path)
{
    path.moveTo(at);
    path.lineTo(at + QPointF(0.01, 0));
}

Tracer::Tracer(const ProjectedLayer &layer, const Viewport &view, const QRectF &frame, double coarser)
    : m_layer(layer), m_frame(frame), m_world(worldBox(view, frame)),
      m_tolerance(static_cast<float>(tolerancePx * coarser * view.unitsPerPx() / view.devicePixelRatio())),
      m_smallestRing(smallestRingPx * view.unitsPerPx() / view.devicePixelRatio()),
      m_scale(1 / view.unitsPerPx()), m_centre(view.centre()), m_halfWidth(view.size().width() / 2.0),
      m_halfHeight(view.size().height() / 2.0)
{
}

void Tracer::addArea(std::size_t index, QPainterPath &path)
{
    const auto &feature = m_layer.features()[index];
    if (!isVisible(feature.box) || feature.kind != geo::GeometryKind::Polygon)
        return;
    for (const ProjectedLayer::Part &part : m_layer.parts(feature)) {
        if (part.use == ProjectedLayer::PartUse::StrokeOnly || !isVisible(part.box) ||
            (part.box.width() < m_smallestRing && part.box.height() < m_smallestRing))
            continue;
        m_points.clear();
        for (const std::int32_t ref : m_layer.arcRefs(part))
            append(m_layer.arcs()[static_cast<std::size_t>(ref < 0 ? ~ref : ref)], ref < 0);
        if (!holds(part.box))
            clipRing(m_points, m_frame);
        if (m_points.size() < 3)
            continue;
        if ((doubleArea(m_points) < 0) != part.isHole)
            std::ranges::reverse(m_points);
        path.moveTo(m_points[0]);
        for (std::size_t i = 1; i < m_points.size(); ++i)
            path.lineTo(m_points[i]);
        path.closeSubpath();
    }
}

void Tracer::addOutline(std::size_t index, QPainterPath &path)
{
    const auto &feature = m_layer.features()[index];
    if (!isVisible(feature.box) || feature.kind == geo::GeometryKind::Point)
        return;
    for (const ProjectedLayer::Part &part : m_layer.parts(feature)) {
        if (part.use == ProjectedLayer::PartUse::FillOnly || !isVisible(part.box))
            continue;
        for (const std::int32_t ref : m_layer.arcRefs(part))
            addLine(m_layer.arcs()[static_cast<std::size_t>(ref < 0 ? ~ref : ref)], path);
    }
}

void Tracer::addLine(const ProjectedLayer::Arc &arc, QPainterPath &path)
{
    if (!isVisible(arc.box))
        return;
    m_points.clear();
    append(arc, false);
    if (m_points.size() < 2)
        return;
    m_pieces.clear();
    if (holds(arc.box))
        m_pieces.emplace_back(QList<QPointF>(m_points.begin(), m_points.end()));
    else
        clipLine(m_points, m_frame, m_pieces);
    for (const QPolygonF &piece : m_pieces)
        path.addPolygon(piece);
}

void Tracer::addDots(const ProjectedLayer::Arc &arc, double stepPx, QPainterPath &path)
{
    if (!isVisible(arc.box))
        return;
    m_points.clear();
    append(arc, false);
    double next = 0; // from the segment's start to the next dot
    for (std::size_t i = 1; i < m_points.size(); ++i) {
        const QPointF a = m_points[i - 1];
        const QPointF b = m_points[i];
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        if (next > length) {
            next -= length;
            continue;
        }
        const double steps = std::floor((length - next) / stepPx);
        if (QRectF(a, b).normalized().adjusted(-1, -1, 1, 1).intersects(m_frame)) {
            for (double n = 0; n <= steps; ++n) {
                const QPointF at = a + (b - a) * ((next + n * stepPx) / length);
                if (m_frame.contains(at))
                    addDot(at, path);
            }
        }
        next += (steps + 1) * stepPx - length;
    }
}

bool Tracer::holds(const geo::MapBox &box) const
{
    return box.left >= m_world.left && box.right <= m_world.right && box.bottom >= m_world.bottom &&
           box.top <= m_world.top;
}

void Tracer::append(const ProjectedLayer::Arc &arc, bool backward)
{
    const auto vertices = m_layer.vertices(arc);
    const auto kept = m_layer.significances(arc);
    const std::size_t count = vertices.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = backward ? count - 1 - i : i;
        if (kept[at] > m_tolerance)
            m_points.push_back(toScreen(vertices[at]));
    }
}

} // namespace marz::map
