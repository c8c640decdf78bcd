#include "map/userlayerpainter.h"

#include "map/linework.h"
#include "map/pixelmath.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

namespace {

constexpr float tolerancePx = 0.4F; // device pixels, as the tracer's
constexpr std::size_t noClass = 255;

/// The paths of one class, filled and stroked at once.
struct ClassPaths {
    QPainterPath areas;
    QPainterPath lines;
    QPainterPath dots; ///< of dotted lines
    std::vector<QPointF> markers;
};

double luminance(const QColor &colour)
{
    const auto linear = [](float c) {
        return c <= 0.04045F ? static_cast<double>(c) / 12.92
                             : std::pow((static_cast<double>(c) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(static_cast<float>(colour.redF())) +
           0.7152 * linear(static_cast<float>(colour.greenF())) +
           0.0722 * linear(static_cast<float>(colour.blueF()));
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

/// A marker's rim is as chosen where the marker itself is seen on the land.
QColor rimOf(const ClassStyle &style, Theme theme)
{
    constexpr double enough = 1.5;
    const bool isSeen = style.fill.alpha() > 127 && contrast(style.fill, palette(theme).land) >= enough;
    return isSeen ? style.line : readable(style.line, theme);
}

QPen linePen(const ClassStyle &style, const QColor &colour)
{
    QPen pen(colour, style.widthPx, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (style.dash == LineDash::Dash)
        pen.setDashPattern({5, 3.5});
    else if (style.dash == LineDash::Dot)
        pen.setDashPattern({0.1, 2.4});
    return pen;
}

/// A marker as an image of device pixels, its middle on the middle pixel.
QImage markerImage(const ClassStyle &style, Theme theme, double ratio)
{
    const double reach = style.markerPx / 2 + style.widthPx + 1;
    const int half = static_cast<int>(std::ceil(reach * ratio));
    QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(half + 0.5, half + 0.5);
    painter.scale(ratio, ratio);
    painter.setPen(style.widthPx > 0 ? QPen(rimOf(style, theme), std::min(style.widthPx, style.markerPx / 3))
                                     : QPen(Qt::NoPen));
    painter.setBrush(style.fill);
    painter.drawPath(markerShape(style.marker, style.markerPx));
    return image;
}

/// Lays @p stamp on the pixels, faded to @p opacity.
void lay(const PixelRows &rows, const QImage &stamp, int left, int top, quint32 opacity)
{
    const int firstX = std::max(0, -left);
    const int endX = std::min(stamp.width(), rows.width - left);
    const int endY = std::min(stamp.height(), rows.height - top);
    for (int y = std::max(0, -top); y < endY; ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(stamp.constScanLine(y));
        QRgb *to = rows.pixels + (top + y) * rows.stride + left;
        for (int x = firstX; x < endX; ++x) {
            if (from[x] != 0)
                to[x] = laid(opacity == 255 ? from[x] : scaled(from[x], opacity), to[x]);
        }
    }
}

class Painting
{
public:
    Painting(const LayerJob &job, const LayerStyle &style)
        : m_job(job), m_style(style), m_tracer(job.shape, job.view, job.frame), m_paths(style.classes.size()),
          m_tolerance(tolerancePx * static_cast<float>(job.view.unitsPerPx() / job.view.devicePixelRatio())),
          m_theme(&job.colours == &palette(Theme::Dark) ? Theme::Dark : Theme::Light)
    {
        for (ClassPaths &each : m_paths)
            each.areas.setFillRule(Qt::WindingFill); // areas of one class may overlap
    }

    void paint()
    {
        collectAreasAndMarkers();
        collectLines();
        for (std::size_t i = 0; i < m_paths.size(); ++i)
            paintLinesAndAreas(m_style.classes[i], m_paths[i]);
        for (std::size_t i = 0; i < m_paths.size(); ++i)
            paintMarkers(m_style.classes[i], m_paths[i].markers);
    }

private:
    ClassPaths *pathsOf(std::size_t feature)
    {
        std::size_t at = 0;
        if (m_job.layer.classOf)
            at = feature < m_job.layer.classOf->size() ? (*m_job.layer.classOf)[feature] : noClass;
        return at < m_paths.size() && m_style.classes[at].isVisible ? &m_paths[at] : nullptr;
    }

    void collectAreasAndMarkers()
    {
        const auto &features = m_job.shape.features();
        for (std::size_t i = 0; i < features.size(); ++i) {
            if (!m_tracer.isVisible(features[i].box))
                continue;
            ClassPaths *paths = pathsOf(i);
            if (!paths)
                continue;
            if (features[i].kind == geo::GeometryKind::Polygon) {
                m_tracer.addArea(i, paths->areas);
            } else if (features[i].kind == geo::GeometryKind::Point) {
                for (const geo::MapPoint &p : m_job.shape.points(features[i])) {
                    const QPointF at = m_tracer.toScreen(p);
                    if (m_tracer.frame().contains(at))
                        paths->markers.push_back(at);
                }
            }
        }
    }

    void collectLines()
    {
        for (const ProjectedLayer::Arc &arc : m_job.shape.arcs()) {
            if (arc.users == 0) // an edge of the map, not of the feature
                continue;
            ClassPaths *paths = pathsOf(arc.feature);
            if (!paths)
                continue;
            const ClassStyle &style = m_style.classes[static_cast<std::size_t>(paths - m_paths.data())];
            const double w = std::max(1.0, style.widthPx);
            switch (style.dash) {
            case LineDash::Solid:
                m_tracer.addLine(arc, paths->lines);
                break;
            case LineDash::Dash:
                addDashes(m_tracer, m_job.shape, arc, m_tolerance, 5 * w, 3.5 * w, paths->lines);
                break;
            case LineDash::Dot:
                m_tracer.addDots(arc, 2.4 * w, paths->dots);
                break;
            }
        }
    }

    void paintLinesAndAreas(const ClassStyle &style, const ClassPaths &paths)
    {
        if (!paths.areas.isEmpty() && style.fill.alpha() > 0)
            m_job.painter.fillPath(paths.areas, style.fill);
        if (style.widthPx <= 0 || style.line.alpha() == 0)
            return;
        const QColor colour = readable(style.line, m_theme);
        const QPainterPath &lines = style.dash == LineDash::Dot ? paths.dots : paths.lines;
        if (style.isDouble && style.dash != LineDash::Dot)
            strokeLayer(m_job, besides(lines, style.widthPx + 0.5), colour, style.widthPx);
        else
            strokeLayer(m_job, lines, colour, style.widthPx);
    }

    void paintMarkers(const ClassStyle &style, const std::vector<QPointF> &markers)
    {
        if (markers.empty())
            return;
        if (m_job.canvas) {
            stampMarkers(style, markers);
            return;
        }
        const QPainterPath shape = markerShape(style.marker, style.markerPx);
        m_job.painter.save();
        m_job.painter.setBrush(style.fill);
        m_job.painter.setPen(style.widthPx > 0
                                 ? QPen(rimOf(style, m_theme), std::min(style.widthPx, style.markerPx / 3))
                                 : QPen(Qt::NoPen));
        for (const QPointF &at : markers)
            m_job.painter.drawPath(shape.translated(at));
        m_job.painter.restore();
    }

    /// On whole pixels, and on each pixel once: a million points in view are as many stamps as there are
    /// pixels at most.
    void stampMarkers(const ClassStyle &style, const std::vector<QPointF> &markers)
    {
        const Canvas &canvas = *m_job.canvas;
        const QImage stamp = markerImage(style, m_theme, canvas.toPixels.m11());
        const int half = stamp.width() / 2;
        const auto opacity = static_cast<quint32>(std::lround(m_job.painter.opacity() * 255));
        const int width = canvas.rows.width + 2 * half;
        const int height = canvas.rows.height + 2 * half;
        m_taken.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), false);
        for (const QPointF &at : markers) {
            const QPointF p = canvas.toPixels.map(at);
            const int x = static_cast<int>(std::floor(p.x()));
            const int y = static_cast<int>(std::floor(p.y()));
            if (x < -half || y < -half || x >= canvas.rows.width + half || y >= canvas.rows.height + half)
                continue;
            const std::size_t cell = static_cast<std::size_t>(y + half) * static_cast<std::size_t>(width) +
                                     static_cast<std::size_t>(x + half);
            if (m_taken[cell])
                continue;
            m_taken[cell] = true;
            lay(canvas.rows, stamp, x - half, y - half, opacity);
        }
    }

    const LayerJob &m_job;
    const LayerStyle &m_style;
    Tracer m_tracer;
    std::vector<ClassPaths> m_paths;
    float m_tolerance;
    Theme m_theme;
    std::vector<bool> m_taken;
};

} // namespace

bool isFeatureShown(const ReferenceLayer &layer, std::size_t feature)
{
    if (!layer.style)
        return true;
    const std::size_t at = !layer.classOf                    ? 0
                           : feature < layer.classOf->size() ? (*layer.classOf)[feature]
                                                             : noClass;
    return at < layer.style->classes.size() && layer.style->classes[at].isVisible;
}

QColor readable(const QColor &colour, Theme theme)
{
    constexpr double enough = 2;
    const QColor land = palette(theme).land;
    QColor made = colour.toRgb();
    for (int step = 0; step < 12 && contrast(made, land) < enough; ++step) {
        const int to = theme == Theme::Dark ? 255 : 0;
        made.setRgb(made.red() + (to - made.red()) / 5, made.green() + (to - made.green()) / 5,
                    made.blue() + (to - made.blue()) / 5, made.alpha());
    }
    return made;
}

void paintUserLayer(const LayerJob &job)
{
    LayerStyle plain;
    const LayerStyle *style = job.layer.style.get();
    if (!style) {
        const QColor colour = job.layer.colour.isValid() ? job.layer.colour : job.colours.name;
        plain.classes[0].line = colour;
        plain.classes[0].fill = colour;
        plain.classes[0].fill.setAlphaF(0.15F);
        style = &plain;
    }
    if (style->scales.holds(job.view.scaleDenominator()))
        Painting(job, *style).paint();
}

void paintHighlighted(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge)
{
    if (scene.highlighted.layer.isEmpty())
        return;
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.id != scene.highlighted.layer || !layer.content)
            continue;
        const auto shape = projectedIfReady(layer.content, view.crs());
        if (!shape || scene.highlighted.feature >= shape->features().size())
            return;
        const ProjectedLayer::Feature &feature = shape->features()[scene.highlighted.feature];
        Tracer tracer(*shape, view, frameOf(view, edge));
        QPainterPath path;
        if (feature.kind == geo::GeometryKind::Point) {
            for (const geo::MapPoint &p : shape->points(feature)) {
                const QPointF at = tracer.toScreen(p);
                if (tracer.frame().contains(at))
                    path.addEllipse(at, 9, 9);
            }
        } else {
            tracer.addOutline(scene.highlighted.feature, path);
        }
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.strokePath(path,
                           QPen(backgroundOf(scene.theme), 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.strokePath(
            path, QPen(palette(scene.theme).accent, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.restore();
        return;
    }
}

SwatchKinds swatchKindsOf(const LayerContent &content)
{
    SwatchKinds kinds;
    for (const LayerFeature &feature : content.features) {
        if (feature.geometry.isEmpty())
            continue;
        kinds.hasAreas = kinds.hasAreas || feature.geometry.kind == geo::GeometryKind::Polygon;
        kinds.hasLines = kinds.hasLines || feature.geometry.kind == geo::GeometryKind::Line;
        kinds.hasPoints = kinds.hasPoints || feature.geometry.kind == geo::GeometryKind::Point;
    }
    return kinds;
}

void paintSwatch(QPainter &painter, const QRectF &box, const ClassStyle &style, SwatchKinds kinds,
                 Theme theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = readable(style.line, theme);
    const bool isNothingKnown = !kinds.hasAreas && !kinds.hasLines && !kinds.hasPoints;
    const double pad = style.isDouble ? style.widthPx + 1 : style.widthPx / 2 + 0.5;
    if (kinds.hasAreas || isNothingKnown) {
        const QRectF inner = box.adjusted(pad, pad, -pad, -pad);
        painter.fillRect(inner, style.fill);
        QPainterPath edge;
        edge.addRect(inner);
        if (style.widthPx > 0)
            painter.strokePath(style.isDouble ? besides(edge, style.widthPx / 2 + 0.5) : edge,
                               linePen(style, line));
    } else if (kinds.hasLines && style.widthPx > 0) {
        QPainterPath across;
        across.moveTo(box.left() + 1, box.center().y());
        across.lineTo(box.right() - 1, box.center().y());
        painter.strokePath(style.isDouble ? besides(across, style.widthPx + 0.5) : across,
                           linePen(style, line));
    }
    if (kinds.hasPoints) {
        const double size = std::min(style.markerPx, std::min(box.width(), box.height()) - 1);
        painter.translate(box.center());
        painter.setBrush(style.fill);
        painter.setPen(style.widthPx > 0 ? QPen(rimOf(style, theme), std::min(style.widthPx, size / 3))
                                         : QPen(Qt::NoPen));
        painter.drawPath(markerShape(style.marker, size));
    }
    painter.restore();
}

} // namespace marz::map
