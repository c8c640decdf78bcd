#include "map/annotationpainter.h"

#include "map/clip.h"
#include "map/theme.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

namespace {

using incident::Annotation;
using incident::AnnotationKind;

constexpr double pxPerPt = 96.0 / 72;

std::vector<const Annotation *> inOrder(const Scene &scene)
{
    std::vector<const Annotation *> order;
    if (!scene.annotationsVisible)
        return order;
    for (const Annotation &annotation : scene.annotations) {
        if (annotation.isVisible && !annotation.geometry.isEmpty())
            order.push_back(&annotation);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const Annotation *a, const Annotation *b) { return a->zOrder < b->zOrder; });
    return order;
}

std::vector<QPointF> onScreen(std::span<const geo::LonLat> part, const Viewport &view)
{
    std::vector<QPointF> points;
    for (const geo::LonLat &p : part) {
        const QPointF at = view.lonLatToScreen(p);
        if (std::isfinite(at.x()) && std::isfinite(at.y()))
            points.push_back(at);
    }
    return points;
}

/// The lines of a text annotation, first baseline at @p at.
struct TextBlock {
    QStringList lines;
    TextStyle style;
    QPointF at;
    double lineHeightPx = 0;
    QRectF box;
};

TextBlock blockOf(const Annotation &annotation, QPointF at)
{
    TextBlock block;
    block.lines = annotation.content.split(u'\n');
    block.style.sizePx = std::clamp(annotation.sizePt, 4.0, 200.0) * pxPerPt;
    block.style.isSemibold = true;
    block.at = at;
    block.lineHeightPx = block.style.sizePx * 1.3;
    double y = 0;
    for (const QString &line : block.lines) {
        block.box |= textShape(line, block.style)->box().translated(at + QPointF(0, y));
        y += block.lineHeightPx;
    }
    return block;
}

void paintTextBlock(QPainter &painter, const Annotation &annotation, const Viewport &view, const QColor &halo,
                    LabelPainter &labels)
{
    const auto points = onScreen(annotation.geometry.part(0), view);
    if (points.empty())
        return;
    const TextBlock block = blockOf(annotation, points.front());
    if (!frameOf(view, FrameEdge::Padded).intersects(block.box))
        return;
    QPointF at = block.at;
    for (const QString &line : block.lines) {
        labels.paintText(painter, at, line, block.style, QColor(annotation.colour), halo);
        at.ry() += block.lineHeightPx;
    }
}

void paintArrowHead(QPainter &painter, const std::vector<QPointF> &line, double widthPx, const QColor &colour)
{
    const QPointF tip = line.back();
    QPointF tail = line.front();
    const double length = 5 + 3 * widthPx;
    for (auto p = line.rbegin(); p != line.rend(); ++p) {
        tail = *p;
        if (std::hypot(tip.x() - p->x(), tip.y() - p->y()) >= length)
            break;
    }
    const double angle = std::atan2(tip.y() - tail.y(), tip.x() - tail.x());
    QTransform toScreen;
    toScreen.translate(tip.x(), tip.y());
    toScreen.rotateRadians(angle);
    const QPolygonF head({QPointF(widthPx / 2, 0), QPointF(-length, length * 0.45),
                          QPointF(-length * 0.75, 0), QPointF(-length, -length * 0.45)});
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(toScreen.map(head));
}

void paintLines(QPainter &painter, const Annotation &annotation, const Viewport &view, const QRectF &frame)
{
    const QColor colour(annotation.colour);
    const double width = std::clamp(annotation.widthPx, 0.5, 50.0);
    for (std::size_t i = 0; i < annotation.geometry.partCount(); ++i) {
        std::vector<QPointF> points = onScreen(annotation.geometry.part(i), view);
        if (points.size() < 2)
            continue;
        std::vector<QPolygonF> pieces;
        clipLine(points, frame, pieces);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (const QPolygonF &piece : pieces)
            painter.drawPolyline(piece);
        if (annotation.kind == AnnotationKind::Arrow && frame.contains(points.back()))
            paintArrowHead(painter, points, width, colour);
        if (annotation.kind != AnnotationKind::Area)
            continue;
        clipRing(points, frame);
        QColor pale = colour;
        pale.setAlphaF(0.15F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(pale);
        painter.drawPolygon(points.data(), static_cast<int>(points.size()));
    }
}

double distanceToPx(QPointF p, QPointF a, QPointF b)
{
    const QPointF d = b - a;
    const double length2 = QPointF::dotProduct(d, d);
    const double t = length2 > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / length2, 0.0, 1.0) : 0;
    const QPointF e = p - (a + t * d);
    return std::hypot(e.x(), e.y());
}

bool isHit(const Annotation &annotation, const Viewport &view, QPointF at, double reachPx)
{
    for (std::size_t i = 0; i < annotation.geometry.partCount(); ++i) {
        const std::vector<QPointF> points = onScreen(annotation.geometry.part(i), view);
        if (points.empty())
            continue;
        if (annotation.kind == AnnotationKind::Text)
            return blockOf(annotation, points.front()).box.contains(at);
        if (annotation.kind == AnnotationKind::Area &&
            QPolygonF(QList<QPointF>(points.begin(), points.end())).containsPoint(at, Qt::OddEvenFill))
            return true;
        for (std::size_t k = 1; k < points.size(); ++k) {
            if (distanceToPx(at, points[k - 1], points[k]) <= reachPx + annotation.widthPx / 2)
                return true;
        }
    }
    return false;
}

} // namespace

void paintAnnotations(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
                      LabelPainter &labels)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = frameOf(view, edge);
    for (const Annotation *annotation : inOrder(scene)) {
        if (annotation->kind == AnnotationKind::Text)
            paintTextBlock(painter, *annotation, view, palette(scene.theme).land, labels);
        else
            paintLines(painter, *annotation, view, frame);
    }
    painter.restore();
}

qint64 annotationAt(const Scene &scene, const Viewport &view, QPointF at, double reachPx)
{
    const auto order = inOrder(scene);
    for (auto annotation = order.rbegin(); annotation != order.rend(); ++annotation) {
        if (isHit(**annotation, view, at, reachPx))
            return (*annotation)->fid;
    }
    return 0;
}

} // namespace marz::map
