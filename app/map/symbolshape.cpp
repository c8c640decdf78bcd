#include "map/symbolshape.h"

#include <QPainter>

#include <cmath>
#include <numbers>

namespace marz::map {

namespace {

using incident::Verification;

/// A regular polygon, or a star when @p innerRatio < 1; the first corner points up.
QPainterPath regular(int corners, double radius, double innerRatio = 1, double turnDeg = 0)
{
    const int count = innerRatio < 1 ? corners * 2 : corners;
    QPolygonF polygon;
    for (int i = 0; i < count; ++i) {
        const double angle = (-90 + turnDeg + 360.0 * i / count) * std::numbers::pi / 180;
        const double r = innerRatio < 1 && i % 2 == 1 ? radius * innerRatio : radius;
        polygon << QPointF(r * std::cos(angle), r * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(polygon);
    path.closeSubpath();
    return path;
}

QPainterPath dropPath(double radius)
{
    QPainterPath path;
    path.moveTo(0, -radius * 1.25);
    path.cubicTo(radius * 0.35, -radius * 0.5, radius * 0.95, -radius * 0.1, radius * 0.95, radius * 0.35);
    path.cubicTo(radius * 0.95, radius * 0.9, radius * 0.5, radius * 1.2, 0, radius * 1.2);
    path.cubicTo(-radius * 0.5, radius * 1.2, -radius * 0.95, radius * 0.9, -radius * 0.95, radius * 0.35);
    path.cubicTo(-radius * 0.95, -radius * 0.1, -radius * 0.35, -radius * 0.5, 0, -radius * 1.25);
    return path;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int x, int y) {
        return static_cast<int>(std::lround(x * share + y * (1 - share)));
    };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

/// The part of @p path within @p width of its outline.
QPainterPath innerBand(const QPainterPath &path, double width)
{
    QPainterPathStroker stroker;
    stroker.setWidth(2 * width);
    stroker.setJoinStyle(Qt::MiterJoin);
    return stroker.createStroke(path).intersected(path);
}

/// How much of the size the coloured band of a hollow symbol takes: narrow where a shape is, so that it looks
/// hollow at ten pixels.
double hollowBandShare(const QString &shape)
{
    if (shape == QLatin1String("star"))
        return 0.14;
    if (shape == QLatin1String("dot"))
        return 0.13;
    return shape == QLatin1String("triangle") ? 0.15 : 0.17;
}

/// The inside of a solid symbol: how well it is verified.
void paintFill(QPainter &painter, const QPainterPath &path, const incident::Family &family,
               Verification verification, double sizePx)
{
    const QColor paper(0xFFFFFF);
    const QColor colour(family.colour);
    const double s = sizePx;
    switch (verification) {
    case Verification::Corroborated:
    case Verification::OfficiallyConfirmed:
        painter.fillPath(path, colour);
        return;
    case Verification::SingleOrigin: {
        painter.fillPath(path, paper);
        QPainterPath lower;
        lower.addRect(QRectF(-s, 0.06 * s, 2 * s, s));
        painter.fillPath(path.intersected(lower), colour);
        painter.strokePath(path, QPen(colour, 0.13 * s));
        return;
    }
    case Verification::Unverified:
    case Verification::Refuted:
        // Cut by us: an SVG file holds no clip.
        painter.fillPath(path, paper);
        painter.fillPath(innerBand(path, hollowBandShare(family.shape) * s), colour);
        return;
    case Verification::Disputed: {
        painter.fillPath(path, colour);
        QPainterPath slit;
        slit.moveTo(s, -s);
        slit.lineTo(-s, s);
        QPainterPathStroker stroker;
        stroker.setWidth(0.24 * s);
        painter.fillPath(stroker.createStroke(slit).intersected(path), paper);
        return;
    }
    }
}

} // namespace

QPainterPath shapePath(const QString &shape, double sizePx)
{
    const double r = sizePx / 2;
    if (shape == QLatin1String("triangle"))
        return regular(3, r * 1.28).translated(0, r * 0.22);
    if (shape == QLatin1String("diamond"))
        return regular(4, r * 1.18);
    if (shape == QLatin1String("star"))
        return regular(5, r * 1.36, 0.56);
    if (shape == QLatin1String("square"))
        return regular(4, r * 1.25, 1, 45);
    if (shape == QLatin1String("hexagon"))
        return regular(6, r * 1.08, 1, 30);
    if (shape == QLatin1String("pentagon"))
        return regular(5, r * 1.12);
    if (shape == QLatin1String("drop"))
        return dropPath(r * 0.92);
    QPainterPath circle;
    const double radius = shape == QLatin1String("dot") ? r * 0.74 : r * 0.98;
    circle.addEllipse(QPointF(0, 0), radius, radius);
    return circle;
}

void paintSymbol(QPainter &painter, QPointF centre, const SymbolStyle &style, double sizePx)
{
    static const incident::Family unknown{{}, {}, QStringLiteral("#8C8C8C"), QStringLiteral("dot")};
    const incident::Family &family = style.family ? *style.family : unknown;
    const QPainterPath path = shapePath(family.shape, sizePx);
    const QColor colour(family.colour);
    const QColor dark(0x2B2B2B);
    const QColor rim(255, 255, 255, 215);
    painter.save();
    painter.translate(centre);
    painter.strokePath(path, QPen(rim, 3.4, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    const double opacity = painter.opacity();
    const double outlineOpacity = opacity * (style.isPossible ? possibleOutlineOpacity : 1);
    painter.setOpacity(opacity * (style.isPossible ? possibleFillOpacity : 1));
    if (style.isCoarse) {
        painter.fillPath(path, mixed(colour, Qt::white, 0.38));
        painter.setOpacity(outlineOpacity);
        QPen dashes(mixed(colour, dark, 0.35), 1.2, Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
        dashes.setDashPattern({1.9, 1.3});
        painter.strokePath(path, dashes);
    } else {
        paintFill(painter, path, family, style.verification, sizePx);
        painter.setOpacity(outlineOpacity);
        painter.strokePath(path, QPen(dark, 1, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        if (style.verification == Verification::Refuted) {
            const double reach = sizePx * 0.62;
            painter.setPen(QPen(rim, 3, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach));
            painter.setPen(QPen(dark, 1.4, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach));
        }
    }
    painter.restore();
}

} // namespace marz::map
