#include "map/discs.h"

#include "geo/geodesic.h"
#include "map/areahit.h"
#include "map/clip.h"
#include "map/projectedlayer.h"

#include <cmath>

namespace marz::map {

namespace {

constexpr double smallestPx = 6;

bool isLeftOf(QPointF p, QPointF a, QPointF b, double turn)
{
    return turn * ((b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x())) >= 0;
}

/// +1 or -1: which side of its edges the inside of a convex ring lies.
double turnOf(const std::vector<QPointF> &ring)
{
    double area = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const QPointF a = ring[i];
        const QPointF b = ring[(i + 1) % ring.size()];
        area += a.x() * b.y() - b.x() * a.y();
    }
    return area < 0 ? -1 : 1;
}

/// @p ring cut to the convex @p circle (Sutherland and Hodgman).
QPolygonF cutToCircle(QPolygonF ring, const std::vector<QPointF> &circle)
{
    const double turn = turnOf(circle);
    QPolygonF out;
    for (std::size_t i = 0; i < circle.size() && !ring.isEmpty(); ++i) {
        const QPointF a = circle[i];
        const QPointF b = circle[(i + 1) % circle.size()];
        if (a == b)
            continue;
        out.clear();
        QPointF previous = ring.last();
        bool wasInside = isLeftOf(previous, a, b, turn);
        for (const QPointF &p : std::as_const(ring)) {
            const bool isInside = isLeftOf(p, a, b, turn);
            if (isInside != wasInside) {
                QPointF cut;
                QLineF(a, b).intersects(QLineF(previous, p), &cut);
                out.append(cut);
            }
            if (isInside)
                out.append(p);
            previous = p;
            wasInside = isInside;
        }
        ring.swap(out);
    }
    return ring;
}

bool isInRings(const QList<QPolygonF> &rings, QPointF p)
{
    bool isInside = false;
    for (const QPolygonF &ring : rings)
        isInside ^= ring.containsPoint(p, Qt::OddEvenFill);
    return isInside;
}

/// The stretches of @p line whose segments pass @p test, by their middles.
template <typename Test>
void keepSegments(const QPolygonF &line, std::vector<QPolygonF> &kept, const Test &test)
{
    QPolygonF stretch;
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (test((line[i - 1] + line[i]) / 2)) {
            if (stretch.isEmpty())
                stretch.append(line[i - 1]);
            stretch.append(line[i]);
        } else if (!stretch.isEmpty()) {
            kept.push_back(stretch);
            stretch.clear();
        }
    }
    if (!stretch.isEmpty())
        kept.push_back(stretch);
}

} // namespace

UncertaintyAreas::UncertaintyAreas(const Scene &scene, const Viewport &view, FrameEdge edge)
    : m_scene(scene), m_view(view), m_edge(edge), m_frame(frameOf(view, edge)),
      m_groundPerPx(view.groundMetresPerPx())
{
}

const QList<QPolygonF> *UncertaintyAreas::unitRings(const QString &code, geo::LonLat place)
{
    for (const ReferenceLayer &layer : m_scene.layers) {
        if (code.isEmpty() || layer.role != LayerRole::Units || !layer.content)
            continue;
        const auto &features = layer.content->features;
        for (std::size_t i = 0; i < features.size(); ++i) {
            if (features[i].key != code)
                continue;
            // Where boundaries and sources disagree the whole circle is the honest answer.
            if (!holds(features[i].geometry, place))
                return nullptr;
            auto known = m_rings.find(code);
            if (known == m_rings.end()) {
                const auto shape = projected(layer.content, m_view.crs());
                known = m_rings.insert(code, areaPath(*shape, i, m_view, m_edge).toSubpathPolygons());
            }
            return &*known;
        }
    }
    return nullptr;
}

UncertaintyArea UncertaintyAreas::of(index::Row row)
{
    UncertaintyArea result;
    const index::IncidentIndex &index = *m_scene.incidents.index;
    const auto precision = index.placePrecision(row);
    const double radiusM = index.radiusM(row);
    if (!index.isLocated(row) || precision == incident::PlacePrecision::Province ||
        precision == incident::PlacePrecision::Country || !(radiusM > m_groundPerPx * smallestPx))
        return result;
    const geo::LonLat place = index.lonLat(row);
    std::vector<QPointF> circle;
    for (const geo::LonLat &p : geo::circle(place, radiusM, 96).vertices) {
        circle.push_back(m_view.lonLatToScreen(p));
        if (!std::isfinite(circle.back().x()) || !std::isfinite(circle.back().y()))
            return result;
    }
    clipLine(circle, m_frame, result.edges);
    const QList<QPolygonF> *unit = unitRings(index.admin1Code(row), place);
    if (!unit) {
        clipRing(circle, m_frame);
        if (!circle.empty())
            result.areas.emplace_back(QList<QPointF>(circle.begin(), circle.end()));
        return result;
    }
    std::vector<QPolygonF> edges;
    for (const QPolygonF &arc : result.edges)
        keepSegments(arc, edges, [unit](QPointF p) { return isInRings(*unit, p); });
    const double turn = turnOf(circle);
    for (const QPolygonF &ring : *unit) {
        const QPolygonF cut = cutToCircle(ring, circle);
        if (cut.size() > 2)
            result.areas.push_back(cut);
        keepSegments(ring, edges, [&](QPointF p) {
            for (std::size_t i = 1; i < circle.size(); ++i) {
                if (!isLeftOf(p, circle[i - 1], circle[i], turn))
                    return false;
            }
            return m_frame.adjusted(1, 1, -1, -1).contains(p);
        });
    }
    result.edges = std::move(edges);
    return result;
}

} // namespace marz::map
