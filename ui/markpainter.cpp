#include "ui/markpainter.h"

#include "geo/geodesic.h"
#include "geo/measuretext.h"
#include "map/clip.h"
#include "map/textshape.h"
#include "map/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace marz::ui {

namespace {

constexpr double linePx = 2;
constexpr double haloPx = 5;
constexpr double ringPx = 1.5;
constexpr double vertexRadiusPx = 4;
constexpr double reachPx = 9;  ///< of the pointer around a vertex
constexpr double framePx = 20; ///< beyond the view, what is drawn is cut
constexpr double textPx = 11;
constexpr int areaAlpha = 34;
constexpr int groundAlpha = 230;
constexpr int haloAlpha = 200;
constexpr int ringSegments = 180;

using Runs = std::vector<std::vector<QPointF>>;

struct Ink {
    QColor line;
    QColor halo;
    QColor ground; ///< under words
    QColor words;
};

Ink inkOf(map::Theme theme)
{
    const map::Palette &colours = map::palette(theme);
    Ink ink{colours.accent, colours.land, colours.land, colours.name};
    ink.halo.setAlpha(haloAlpha);
    ink.ground.setAlpha(groundAlpha);
    return ink;
}

QRectF frameOf(const map::Viewport &view)
{
    return QRectF(QPointF(), QSizeF(view.size())).adjusted(-framePx, -framePx, framePx, framePx);
}

bool isShown(QPointF p)
{
    return std::isfinite(p.x()) && std::isfinite(p.y());
}

Runs onScreen(const std::vector<geo::LonLat> &path, const map::Viewport &view)
{
    Runs runs;
    bool isOpen = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const QPointF at = view.lonLatToScreen(path[i]);
        const bool jumps = i > 0 && std::abs(path[i].lon - path[i - 1].lon) > 180;
        if (!isShown(at)) {
            isOpen = false;
            continue;
        }
        if (!isOpen || jumps)
            runs.emplace_back();
        isOpen = true;
        runs.back().push_back(at);
    }
    return runs;
}

void stroke(QPainter &painter, const Runs &runs, const map::Viewport &view, const QPen &pen)
{
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (const std::vector<QPointF> &run : runs) {
        std::vector<QPolygonF> pieces;
        map::clipLine(run, frameOf(view), pieces);
        for (const QPolygonF &piece : pieces)
            painter.drawPolyline(piece);
    }
}

void strokeWithHalo(QPainter &painter, const Runs &runs, const map::Viewport &view, const Ink &ink,
                    double widthPx, Qt::PenStyle style = Qt::SolidLine)
{
    stroke(painter, runs, view,
           QPen(ink.halo, widthPx + haloPx - linePx, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    stroke(painter, runs, view, QPen(ink.line, widthPx, style, Qt::FlatCap, Qt::RoundJoin));
}

/// Words on a ground of their own, kept inside the view; their box is centred on @p at.
void paintWords(QPainter &painter, QPointF at, const QStringList &lines, const map::Viewport &view,
                const Ink &ink)
{
    QFont font = map::mapFont({.sizePx = textPx});
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    QRectF box(0, 0, width + 10, metrics.height() * static_cast<double>(lines.size()) + 4);
    box.moveCenter(at);
    const QSizeF room = view.size();
    box.moveLeft(std::clamp(box.left(), 4.0, std::max(4.0, room.width() - box.width() - 4)));
    box.moveTop(std::clamp(box.top(), 4.0, std::max(4.0, room.height() - box.height() - 4)));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(font);
    painter.setPen(ink.words);
    painter.drawText(box, Qt::AlignCenter, lines.join(u'\n'));
}

void paintVertex(QPainter &painter, QPointF at, const Ink &ink, bool isFilled)
{
    painter.setPen(QPen(ink.line, 1.5));
    painter.setBrush(isFilled ? ink.line : QColor(ink.halo.rgb()));
    painter.drawEllipse(at, vertexRadiusPx, vertexRadiusPx);
}

double lengthPx(const Runs &runs)
{
    double sum = 0;
    for (const std::vector<QPointF> &run : runs) {
        for (std::size_t i = 1; i < run.size(); ++i)
            sum += std::hypot(run[i].x() - run[i - 1].x(), run[i].y() - run[i - 1].y());
    }
    return sum;
}

void fillArea(QPainter &painter, const std::vector<geo::LonLat> &outline, const map::Viewport &view,
              const Ink &ink)
{
    std::vector<QPointF> ring;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Runs runs = geodesicOnScreen(outline[i], outline[(i + 1) % outline.size()], view);
        if (runs.size() != 1)
            return; // it cannot be shown whole
        ring.insert(ring.end(), runs.front().begin(), runs.front().end());
    }
    map::clipRing(ring, frameOf(view));
    QColor fill = ink.line;
    fill.setAlpha(areaAlpha);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(ring.data(), static_cast<int>(ring.size()));
}

/// Length and azimuth of the side to the loose end, and the total when there was a side before.
QStringList runningWords(const session::Measured &measured, geo::LonLat looseEnd, double metresPerPx)
{
    const double sideM = geo::distanceM(measured.vertices.back(), looseEnd);
    QStringList lines{
        QStringLiteral("%1  %2").arg(geo::lengthText(sideM, metresPerPx),
                                     geo::azimuthText(geo::azimuthDeg(measured.vertices.back(), looseEnd)))};
    if (!measured.sides.empty())
        lines << QObject::tr("total %1").arg(geo::lengthText(measured.totalM + sideM, metresPerPx));
    return lines;
}

void paintSideWords(QPainter &painter, const session::Measured &measured, const map::Viewport &view,
                    const Ink &ink)
{
    constexpr double roomPx = 64; // a shorter side has no room for its length
    for (std::size_t i = 0; i < measured.sides.size(); ++i) {
        const session::MeasuredSide &side = measured.sides[i];
        const Runs runs = geodesicOnScreen(measured.vertices[i], measured.vertices[i + 1], view);
        const QPointF middle =
            view.lonLatToScreen(geo::destination(measured.vertices[i], side.azimuthDeg, side.lengthM / 2));
        if (lengthPx(runs) >= roomPx && isShown(middle) && frameOf(view).contains(middle))
            paintWords(painter, middle, {geo::lengthText(side.lengthM, view.groundMetresPerPx())}, view, ink);
    }
}

/// Where a ring's distance is written: in the north, else at the first of eight places that is in view.
std::optional<QPointF> placeOfWords(const session::RangeRings &rings, double radiusM,
                                    const map::Viewport &view)
{
    const QRectF room = QRectF(QPointF(), QSizeF(view.size())).adjusted(12, 12, -12, -12);
    for (const double azimuth : {0.0, 180.0, 45.0, 315.0, 135.0, 225.0, 90.0, 270.0}) {
        const QPointF at = view.lonLatToScreen(geo::destination(rings.place.position, azimuth, radiusM));
        if (isShown(at) && room.contains(at))
            return at;
    }
    return std::nullopt;
}

void paintRings(QPainter &painter, const session::RangeRings &rings, const map::Viewport &view,
                const Ink &ink)
{
    for (const double radiusM : rings.radiiM)
        strokeWithHalo(painter,
                       onScreen(geo::circle(rings.place.position, radiusM, ringSegments).vertices, view),
                       view, ink, ringPx);
    const QPointF centre = view.lonLatToScreen(rings.place.position);
    if (isShown(centre) && frameOf(view).contains(centre)) {
        constexpr double armPx = 6;
        const Runs cross = {{centre - QPointF(armPx, 0), centre + QPointF(armPx, 0)},
                            {centre - QPointF(0, armPx), centre + QPointF(0, armPx)}};
        strokeWithHalo(painter, cross, view, ink, ringPx);
    }
    for (const double radiusM : rings.radiiM) {
        if (const auto at = placeOfWords(rings, radiusM, view))
            paintWords(painter, *at, {session::radiiText({radiusM})}, view, ink);
    }
}

void paintLink(QPainter &painter, const session::BorderLink &link, const map::Viewport &view, const Ink &ink)
{
    strokeWithHalo(painter, geodesicOnScreen(link.place.position, link.borderPoint, view), view, ink, linePx);
    const QPointF from = view.lonLatToScreen(link.place.position);
    const QPointF to = view.lonLatToScreen(link.borderPoint);
    for (const auto &[at, isFilled] : {std::pair{from, false}, std::pair{to, true}}) {
        if (isShown(at) && frameOf(view).contains(at))
            paintVertex(painter, at, ink, isFilled);
    }
    const QPointF middle =
        view.lonLatToScreen(geo::destination(link.place.position, link.azimuthDeg, link.distanceM / 2));
    if (!isShown(middle) || !frameOf(view).contains(middle))
        return;
    const bool isShort = std::hypot(to.x() - from.x(), to.y() - from.y()) < 60;
    paintWords(
        painter, isShort ? to + QPointF(0, 26) : middle,
        {QStringLiteral("%1  %2").arg(session::borderDistanceText(link), geo::azimuthText(link.azimuthDeg)),
         link.pair},
        view, ink);
}

} // namespace

Runs geodesicOnScreen(geo::LonLat from, geo::LonLat to, const map::Viewport &view)
{
    // The chord of a step is off its arc by the step squared over eight radii: a quarter of a pixel.
    constexpr double eightRadiiM = 8 * 6'371'008.8;
    const double stepM = std::sqrt(eightRadiiM * view.groundMetresPerPx() / 4) / 2;
    return onScreen(geo::geodesicPath(from, to, std::clamp(stepM, 500.0, 50'000.0)), view);
}

std::optional<std::size_t> vertexAt(const std::vector<geo::LonLat> &vertices, const map::Viewport &view,
                                    QPointF at)
{
    for (std::size_t i = vertices.size(); i-- > 0;) {
        const QPointF p = view.lonLatToScreen(vertices[i]) - at;
        if (isShown(p) && std::hypot(p.x(), p.y()) <= reachPx)
            return i;
    }
    return std::nullopt;
}

void paintMeasuring(QPainter &painter, const session::Measuring &measuring, const map::Viewport &view,
                    map::Theme theme)
{
    if (measuring.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Ink ink = inkOf(theme);
    const session::Measured measured = measuring.measured();
    const std::vector<geo::LonLat> &vertices = measured.vertices;
    std::vector<geo::LonLat> outline = vertices;
    if (measuring.looseEnd())
        outline.push_back(*measuring.looseEnd());
    if (outline.size() > 2) {
        if (!geo::crossesItself(outline))
            fillArea(painter, outline, view, ink);
        strokeWithHalo(painter, geodesicOnScreen(outline.back(), outline.front(), view), view, ink, 1,
                       Qt::DotLine);
    }
    for (std::size_t i = 1; i < vertices.size(); ++i)
        strokeWithHalo(painter, geodesicOnScreen(vertices[i - 1], vertices[i], view), view, ink, linePx);
    if (measuring.looseEnd())
        strokeWithHalo(painter, geodesicOnScreen(vertices.back(), *measuring.looseEnd(), view), view, ink,
                       linePx, Qt::DashLine);
    paintSideWords(painter, measured, view, ink);
    for (const geo::LonLat &vertex : vertices) {
        const QPointF at = view.lonLatToScreen(vertex);
        if (isShown(at) && frameOf(view).contains(at))
            paintVertex(painter, at, ink, false);
    }
    if (measuring.looseEnd()) {
        const QPointF at = view.lonLatToScreen(*measuring.looseEnd());
        if (isShown(at))
            paintWords(painter, at + QPointF(64, 26),
                       runningWords(measured, *measuring.looseEnd(), view.groundMetresPerPx()), view, ink);
    }
    painter.restore();
}

void paintMarks(QPainter &painter, const session::MapMarks::Content &marks, const map::Viewport &view,
                map::Theme theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Ink ink = inkOf(theme);
    for (const session::RangeRings &rings : marks.rings)
        paintRings(painter, rings, view, ink);
    for (const session::BorderLink &link : marks.links)
        paintLink(painter, link, view, ink);
    painter.restore();
}

void paintCrossHair(QPainter &painter, QPointF at, map::Theme theme)
{
    constexpr double armPx = 16;
    constexpr double gapPx = 3;
    const Ink ink = inkOf(theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QPen &pen : {QPen(ink.halo, 4, Qt::SolidLine, Qt::RoundCap), QPen(ink.words, 1.5)}) {
        painter.setPen(pen);
        for (const QPointF arm : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
            painter.drawLine(at + arm * gapPx, at + arm * armPx);
    }
    painter.restore();
}

} // namespace marz::ui
