#include "map/decorations.h"

#include "map/labelpainter.h"
#include "map/page.h"
#include "map/theme.h"

#include <QLocale>
#include <QPainter>

#include <cmath>
#include <numbers>

namespace marz::map {

namespace {

const TextStyle creditsStyle{.sizePx = 10};
constexpr qsizetype mostCreditLines = 4;

/// The largest of 1, 2, 5 times a power of ten that is not above @p value.
double roundBelow(double value)
{
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {5.0, 2.0}) {
        if (step * power <= value)
            return step * power;
    }
    return power;
}

void paintPlain(QPainter &painter, QPointF at, const QString &text, const TextStyle &style,
                const DecorationStyle &decoration)
{
    painter.save();
    painter.translate(at);
    fillWithHalo(painter, textShape(text, style)->path(), decoration.ink, decoration.halo);
    painter.restore();
}

} // namespace

QString ScaleBar::text(int segments) const
{
    const double metres = segmentM * segments;
    const bool isKm = segmentM * 2 >= 1000;
    const QLocale c = QLocale::c();
    return c.toString(isKm ? metres / 1000 : metres, 'g', 6) +
           (isKm ? QStringLiteral(" km") : QStringLiteral(" m"));
}

ScaleBar scaleBarOf(const Viewport &view, double widestPx)
{
    const double metresPerPx = view.groundMetresPerPx();
    ScaleBar bar;
    bar.segmentM = roundBelow(metresPerPx * widestPx / 2);
    bar.segmentPx = bar.segmentM / metresPerPx;
    return bar;
}

double northDeg(const Viewport &view)
{
    const geo::LonLat centre = view.crs().toLonLat(view.centre());
    const double step = centre.lat > 89 ? -0.01 : 0.01;
    const geo::MapPoint up = view.crs().toMap(geo::LonLat{centre.lon, centre.lat + step});
    const double sign = step < 0 ? -1 : 1;
    const double deg =
        std::atan2(sign * (up.x - view.centre().x), sign * (up.y - view.centre().y)) * 180 / std::numbers::pi;
    return std::isfinite(deg) ? deg : 0;
}

void paintScaleBar(QPainter &painter, const ScaleBar &bar, QPointF corner, const DecorationStyle &style)
{
    constexpr double height = 4;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF left(corner.x(), corner.y() - height, bar.segmentPx, height);
    const QRectF right = left.translated(bar.segmentPx, 0);
    if (style.halo.alpha() > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.halo);
        painter.drawRect(left.united(right).adjusted(-1.5, -1.5, 1.5, 1.5));
    }
    painter.setPen(QPen(style.ink, 0.8));
    painter.setBrush(style.ink);
    painter.drawRect(left);
    painter.setBrush(style.paper);
    painter.drawRect(right);
    const TextStyle text{.sizePx = style.textPx};
    const double baseline = corner.y() - height - 4;
    for (int i = 0; i <= 2; ++i) {
        const QString label = i == 0   ? QStringLiteral("0")
                              : i == 1 ? bar.text(1).section(u' ', 0, 0)
                                       : bar.text(2);
        const double width = textShape(i == 2 ? label.section(u' ', 0, 0) : label, text)->width();
        paintPlain(painter, {corner.x() + i * bar.segmentPx - (i == 0 ? 0 : width / 2), baseline}, label,
                   text, style);
    }
    painter.restore();
}

void paintNorthArrow(QPainter &painter, double northDegrees, QPointF centre, double heightPx,
                     const DecorationStyle &style)
{
    const double half = heightPx / 2;
    const double wide = heightPx * 0.11;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    painter.rotate(northDegrees);
    const QPolygonF needle(
        {QPointF(0, -half), QPointF(wide, half * 0.75), QPointF(0, half * 0.5), QPointF(-wide, half * 0.75)});
    const QPolygonF dark({QPointF(0, -half), QPointF(0, half * 0.5), QPointF(-wide, half * 0.75)});
    if (style.halo.alpha() > 0) {
        painter.setPen(QPen(style.halo, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(style.halo);
        painter.drawPolygon(needle);
    }
    painter.setPen(QPen(style.ink, 0.9, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(style.paper);
    painter.drawPolygon(needle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.ink);
    painter.drawPolygon(dark);
    const TextStyle text{.sizePx = style.textPx, .isSemibold = true};
    const auto shape = textShape(QStringLiteral("N"), text);
    paintPlain(painter, {-shape->width() / 2, -half - 3}, QStringLiteral("N"), text, style);
    painter.restore();
}

void drawDecorations(QPainter &painter, const Viewport &view, Theme theme, const QString &credits)
{
    const Palette &colours = palette(theme);
    QColor halo = colours.land;
    halo.setAlpha(200);
    const DecorationStyle style{colours.name, colours.land, halo, 10.5};
    const double widest = std::min(180.0, view.size().width() * 0.3);
    if (widest < 40 || view.size().height() < 80)
        return;
    const ScaleBar bar = scaleBarOf(view, widest);
    const QPointF corner(14, view.size().height() - 12.0);
    // Names run under the bar; without a ground of its own neither could be read.
    QColor ground = colours.land;
    ground.setAlpha(225);
    const double lastWidth = textShape(bar.text(2), {.sizePx = style.textPx})->width();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(
        QRectF(corner + QPointF(-8, -24), corner + QPointF(2 * bar.segmentPx + lastWidth, 6)), 4, 4);
    const QPointF right(view.size().width() - 8.0, view.size().height() - 7.0);
    // Beside the scale bar, in as many lines as it takes.
    const double widestCredits = std::max(80.0, view.size().width() - 2 * bar.segmentPx - lastWidth - 60);
    const QStringList lines = credits.isEmpty()
                                  ? QStringList()
                                  : wrapped(credits, creditsStyle, widestCredits).mid(0, mostCreditLines);
    double creditsWidth = 0;
    for (const QString &line : lines)
        creditsWidth = std::max(creditsWidth, textShape(line, creditsStyle)->width());
    if (!lines.isEmpty())
        painter.drawRect(QRectF(right + QPointF(-creditsWidth - 6, -13.0 * static_cast<double>(lines.size())),
                                right + QPointF(8, 7)));
    painter.restore();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto shape = textShape(lines[i], creditsStyle);
        const double up = 13.0 * static_cast<double>(lines.size() - 1 - i);
        painter.fillPath(shape->path().translated(right - QPointF(shape->width(), up)), colours.name);
    }
    paintScaleBar(painter, bar, corner, style);
    paintNorthArrow(painter, northDeg(view), QPointF(view.size().width() - 22.0, 38), 34, style);
}

} // namespace marz::map
