#include "ui/mapoverlay.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPalette>

#include <algorithm>

namespace marz::ui {

namespace {
constexpr double smallestRingPx = 14;
constexpr double gripPx = 7;
constexpr int watermarkAlpha = 26;
constexpr int bandAlpha = 36;
} // namespace

void paintWatermark(QPainter &painter, const QRect &map, map::Theme theme)
{
    painter.save();
    QFont font = painter.font();
    font.setPixelSize(std::max(28, map.width() / 14));
    font.setWeight(QFont::Bold);
    font.setLetterSpacing(QFont::PercentageSpacing, 115);
    painter.setFont(font);
    const int ink = theme == map::Theme::Dark ? 255 : 0;
    painter.setPen(QColor(ink, ink, ink, watermarkAlpha));
    painter.translate(map.center());
    painter.rotate(-18);
    const QRect area(-map.width(), -map.height() / 2, 2 * map.width(), map.height());
    painter.drawText(area, Qt::AlignCenter, QCoreApplication::translate("MapWidget", "SAMPLE DATA"));
    painter.restore();
}

void paintGrips(QPainter &painter, const incident::Annotation &annotation, const map::Viewport &view,
                const QPalette &palette)
{
    const QColor accent = palette.color(QPalette::Highlight);
    const bool isText = annotation.kind == incident::AnnotationKind::Text;
    QRectF bounds;
    painter.setPen(QPen(accent, 1.5));
    painter.setBrush(palette.color(QPalette::Base));
    for (const geo::LonLat &vertex : annotation.geometry.vertices) {
        const QPointF at = view.lonLatToScreen(vertex);
        const QRectF grip(at - QPointF(gripPx, gripPx) / 2, QSizeF(gripPx, gripPx));
        bounds = bounds.united(grip);
        if (!isText)
            painter.drawRect(grip);
    }
    const double margin = isText ? 10 : 5;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent, 1, Qt::DashLine));
    painter.drawRect(bounds.adjusted(-margin, -margin, margin, margin));
}

void paintRing(QPainter &painter, geo::LonLat at, double radiusM, const map::Viewport &view,
               const QPalette &palette)
{
    const double radius = std::max(smallestRingPx, radiusM / view.groundMetresPerPx());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.color(QPalette::Highlight), 2, Qt::DashLine));
    painter.drawEllipse(view.lonLatToScreen(at), radius, radius);
}

void paintBand(QPainter &painter, const QRectF &band, const QPalette &palette)
{
    QColor fill = palette.color(QPalette::Highlight);
    painter.setPen(QPen(fill, 1));
    fill.setAlpha(bandAlpha);
    painter.setBrush(fill);
    painter.drawRect(band);
}

void paintFocusRing(QPainter &painter, const QRect &map, const QPalette &palette)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.color(QPalette::Highlight), 2));
    painter.drawRect(map.adjusted(1, 1, -1, -1));
}

} // namespace marz::ui
