#include "map/basepainter.h"

#include "map/clip.h"
#include "map/projectedlayer.h"
#include "map/theme.h"

#include <QPainter>

#include <array>
#include <functional>

namespace marz::map {

namespace {

constexpr double tolerancePx = 0.4; // device pixels
constexpr double padPx = 16;
constexpr double smallestRingPx = 0.7;

/// Takes vertices of a projected layer to screen, simplified for the scale and cut to the frame.
class Tracer
{
public:
    Tracer(const ProjectedLayer &layer, const Viewport &view, FrameEdge edge, double coarser = 1)
        : m_layer(layer), m_view(view), m_world(view.box()),
          m_tolerance(tolerancePx * coarser * view.unitsPerPx() / view.devicePixelRatio()),
          m_scale(1 / view.unitsPerPx()), m_centre(view.centre()), m_halfWidth(view.size().width() / 2.0),
          m_halfHeight(view.size().height() / 2.0)
    {
        const double pad = edge == FrameEdge::Padded ? padPx : 0;
        m_frame = QRectF(QPointF(0, 0), QSizeF(view.size())).adjusted(-pad, -pad, pad, pad);
        const double worldPad = pad * view.unitsPerPx();
        m_world = {m_world.left - worldPad, m_world.bottom - worldPad, m_world.right + worldPad,
                   m_world.top + worldPad};
    }

    bool isVisible(const geo::MapBox &box) const { return !box.isEmpty() && box.intersects(m_world); }

    void addArea(std::size_t index, QPainterPath &path)
    {
        const auto &feature = m_layer.features()[index];
        if (!isVisible(feature.box) || feature.kind != geo::GeometryKind::Polygon)
            return;
        const double smallest = smallestRingPx * m_view.unitsPerPx() / m_view.devicePixelRatio();
        for (const ProjectedLayer::Part &part : m_layer.parts(feature)) {
            if (!isVisible(part.box) || (part.box.width() < smallest && part.box.height() < smallest))
                continue;
            m_points.clear();
            for (const std::int32_t ref : m_layer.arcRefs(part))
                append(m_layer.arcs()[static_cast<std::size_t>(ref < 0 ? ~ref : ref)], ref < 0);
            if (!holds(part.box))
                clipRing(m_points, m_frame);
            if (m_points.size() < 3)
                continue;
            path.moveTo(m_points[0]);
            for (std::size_t i = 1; i < m_points.size(); ++i)
                path.lineTo(m_points[i]);
            path.closeSubpath();
        }
    }

    void addLine(const ProjectedLayer::Arc &arc, QPainterPath &path)
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

    void addOutline(std::size_t index, QPainterPath &path)
    {
        const auto &feature = m_layer.features()[index];
        if (!isVisible(feature.box) || feature.kind == geo::GeometryKind::Point)
            return;
        for (const ProjectedLayer::Part &part : m_layer.parts(feature)) {
            if (!isVisible(part.box))
                continue;
            for (const std::int32_t ref : m_layer.arcRefs(part))
                addLine(m_layer.arcs()[static_cast<std::size_t>(ref < 0 ? ~ref : ref)], path);
        }
    }

    QPointF toScreen(const geo::MapPoint &p) const
    {
        return {(p.x - m_centre.x) * m_scale + m_halfWidth, (m_centre.y - p.y) * m_scale + m_halfHeight};
    }
    const QRectF &frame() const { return m_frame; }

private:
    bool holds(const geo::MapBox &box) const
    {
        return box.left >= m_world.left && box.right <= m_world.right && box.bottom >= m_world.bottom &&
               box.top <= m_world.top;
    }

    void append(const ProjectedLayer::Arc &arc, bool backward)
    {
        const auto vertices = m_layer.vertices(arc);
        const auto kept = m_layer.significances(arc);
        const auto tolerance = static_cast<float>(m_tolerance);
        const std::size_t count = vertices.size();
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = backward ? count - 1 - i : i;
            if (kept[at] > tolerance)
                m_points.push_back(toScreen(vertices[at]));
        }
    }

    const ProjectedLayer &m_layer;
    const Viewport &m_view;
    geo::MapBox m_world;
    double m_tolerance;
    double m_scale;
    geo::MapPoint m_centre;
    double m_halfWidth;
    double m_halfHeight;
    QRectF m_frame;
    std::vector<QPointF> m_points;
    std::vector<QPolygonF> m_pieces;
};

QPen linePen(const QColor &colour, double widthPx)
{
    return {colour, widthPx, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin};
}

/// What one layer needs to be painted.
struct LayerJob
{
    QPainter &painter;
    const ReferenceLayer &layer;
    const ProjectedLayer &shape;
    const Palette &colours;
    const Viewport &view;
    FrameEdge edge;

    const std::vector<LayerFeature> &features() const { return layer.content->features; }
};

void fill(QPainter &painter, const QPainterPath &path, const QColor &colour)
{
    if (!path.isEmpty())
        painter.fillPath(path, colour);
}

void stroke(QPainter &painter, const QPainterPath &path, const QPen &pen)
{
    if (!path.isEmpty())
        painter.strokePath(path, pen);
}

void paintLand(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.edge);
    QPainterPath focus;
    QPainterPath muted;
    for (std::size_t i = 0; i < job.features().size(); ++i)
        tracer.addArea(i, job.features()[i].isMuted ? muted : focus);
    fill(job.painter, muted, job.colours.mutedLand);
    fill(job.painter, focus, job.colours.land);
}

void paintUnits(const LayerJob &job)
{
    // Only where two units meet: the outer edge is coast, international border or the end of the data.
    Tracer tracer(job.shape, job.view, job.edge);
    QPainterPath lines;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        if (arc.users > 1)
            tracer.addLine(arc, lines);
    }
    stroke(job.painter, lines, linePen(job.colours.unitLine, 0.8));
}

void paintBorders(const LayerJob &job)
{
    Tracer sharp(job.shape, job.view, job.edge);
    Tracer coarse(job.shape, job.view, job.edge, 2.5);
    QPainterPath band;
    QPainterPath agreed;
    QPainterPath disputed;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        coarse.addLine(arc, band);
        sharp.addLine(arc, job.features()[arc.feature].isDashed ? disputed : agreed);
    }
    QColor soft = job.colours.border;
    soft.setAlphaF(0.12F);
    stroke(job.painter, band, linePen(soft, 1.6 + 2 * 4));
    stroke(job.painter, agreed, linePen(job.colours.border, 1.6));
    QPen dots(job.colours.border, 1.8, Qt::CustomDashLine, Qt::RoundCap, Qt::RoundJoin);
    dots.setDashPattern({0.05, 2.2});
    stroke(job.painter, disputed, dots);
}

/// Look.md: 0.8 to 1.6 px by rank.
double riverWidthPx(int rank)
{
    return std::clamp(1.6 - 0.2 * rank, 0.8, 1.6);
}

void paintRivers(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.edge);
    constexpr std::size_t classes = 5;
    std::array<QPainterPath, classes> paths;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        const int rank = std::clamp(job.features()[arc.feature].rank, 0, static_cast<int>(classes) - 1);
        tracer.addLine(arc, paths[static_cast<std::size_t>(rank)]);
    }
    for (std::size_t i = classes; i-- > 0;)
        stroke(job.painter, paths[i], linePen(job.colours.river, riverWidthPx(static_cast<int>(i))));
}

void paintLakes(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.edge);
    QPainterPath areas;
    QPainterPath shores;
    for (std::size_t i = 0; i < job.features().size(); ++i) {
        tracer.addArea(i, areas);
        tracer.addOutline(i, shores);
    }
    fill(job.painter, areas, job.colours.water);
    stroke(job.painter, shores, linePen(job.colours.river, 0.7));
}

void paintUserLayer(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.edge);
    const QColor colour = job.layer.colour.isValid() ? job.layer.colour : job.colours.name;
    QColor pale = colour;
    pale.setAlphaF(0.15F);
    QPainterPath areas;
    QPainterPath lines;
    QPainterPath dots;
    for (std::size_t i = 0; i < job.features().size(); ++i)
        tracer.addArea(i, areas);
    for (const ProjectedLayer::Arc &arc : job.shape.arcs())
        tracer.addLine(arc, lines);
    for (const ProjectedLayer::Feature &feature : job.shape.features()) {
        if (feature.kind != geo::GeometryKind::Point || !tracer.isVisible(feature.box))
            continue;
        for (const geo::MapPoint &p : job.shape.points(feature)) {
            const QPointF at = tracer.toScreen(p);
            if (tracer.frame().contains(at))
                dots.addEllipse(at, 2.5, 2.5);
        }
    }
    fill(job.painter, areas, pale);
    stroke(job.painter, lines, linePen(colour, 1.4));
    dots.setFillRule(Qt::WindingFill);
    fill(job.painter, dots, colour);
}

void paintLayer(const LayerJob &job)
{
    switch (job.layer.role) {
    case LayerRole::Land:
        return paintLand(job);
    case LayerRole::Units:
        return paintUnits(job);
    case LayerRole::Borders:
        return paintBorders(job);
    case LayerRole::Rivers:
        return paintRivers(job);
    case LayerRole::Lakes:
        return paintLakes(job);
    case LayerRole::User:
        return paintUserLayer(job);
    case LayerRole::Places: // dots belong to their labels
        return;
    }
}

/// Beyond the land layer nothing is known: neither land nor sea.
void paintBackground(QPainter &painter, const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
{
    const Palette &colours = palette(scene.theme);
    const QRectF frame(QPointF(0, 0), QSizeF(view.size()));
    painter.fillRect(frame, colours.noData);
    geo::MapBox known;
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.role != LayerRole::Land || !layer.content)
            continue;
        const geo::MapBox box = projected(layer.content, view.crs(), cancel)->box();
        known.include({box.left, box.bottom});
        known.include({box.right, box.top});
    }
    if (!known.isEmpty()) {
        const QRectF area(view.worldToScreen({known.left, known.top}), view.worldToScreen({known.right, known.bottom}));
        painter.fillRect(area.intersected(frame), colours.water);
    }
}

} // namespace

bool paintBase(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
               const base::CancelToken &cancel)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    try {
        paintBackground(painter, scene, view, cancel);
        for (const ReferenceLayer &layer : scene.layers) {
            cancel.throwIfCancelled();
            if (!layer.isVisible || !layer.content || layer.opacity <= 0)
                continue;
            painter.setOpacity(layer.opacity);
            const auto shape = projected(layer.content, view.crs(), cancel);
            paintLayer({painter, layer, *shape, palette(scene.theme), view, edge});
        }
    } catch (...) {
        painter.restore();
        if (cancel.isCancelled())
            return false;
        throw;
    }
    painter.restore();
    return !cancel.isCancelled();
}

QPainterPath areaPath(const ProjectedLayer &layer, std::size_t index, const Viewport &view, FrameEdge edge)
{
    QPainterPath path;
    Tracer(layer, view, edge).addArea(index, path);
    return path;
}

QPainterPath outlinePath(const ProjectedLayer &layer, std::size_t index, const Viewport &view, FrameEdge edge)
{
    QPainterPath path;
    Tracer(layer, view, edge).addOutline(index, path);
    return path;
}

} // namespace marz::map
