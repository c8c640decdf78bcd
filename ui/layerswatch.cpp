#include "ui/layerswatch.h"

#include "map/rasterramp.h"
#include "ui/theme.h"

#include <QPainter>
#include <QPixmap>
#include <QWidget>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr std::size_t shownAtOnce = 4;
constexpr QSize layerSwatchPx(22, 16);

QPixmap canvas(QSize size, const QWidget *on)
{
    const double ratio = on->devicePixelRatioF();
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

/// The same in every state: a selected row must not tint the colours that it is about.
QIcon untinted(const QPixmap &pixmap)
{
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

void paintLand(QPainter &painter, const QRectF &box)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(map::palette(currentTheme()).land);
    painter.drawRoundedRect(box, 2, 2);
}

} // namespace

QIcon classSwatch(const map::ClassStyle &style, map::SwatchKinds kinds, QSize size, const QWidget *on)
{
    QPixmap pixmap = canvas(size, on);
    QPainter painter(&pixmap);
    const QRectF box(QPointF(0, 0), QSizeF(size));
    paintLand(painter, box);
    map::paintSwatch(painter, box, style, kinds, currentTheme());
    painter.end();
    return untinted(pixmap);
}

QIcon layerSwatch(const map::LayerStyle &style, map::SwatchKinds kinds, const QWidget *on)
{
    const QSize size = layerSwatchPx;
    QPixmap pixmap = canvas(size, on);
    QPainter painter(&pixmap);
    paintLand(painter, QRectF(QPointF(0, 0), QSizeF(size)));
    const std::size_t count = std::min(shownAtOnce, style.classes.size());
    for (std::size_t i = 0; i < count; ++i) {
        const double width = static_cast<double>(size.width()) / static_cast<double>(count);
        QRectF box(static_cast<double>(i) * width, 0, width, size.height());
        map::ClassStyle small = style.classes[i];
        if (count > 1) {
            box.adjust(0.5, 1, -0.5, -1);
            small.isDouble = false;
            small.widthPx = std::min(small.widthPx, 1.5);
        }
        map::paintSwatch(painter, box, small, kinds, currentTheme());
    }
    painter.end();
    return untinted(pixmap);
}

QIcon rasterSwatch(const map::RasterStyle &style, const QWidget *on)
{
    if (style.kind != map::RasterKind::Terrain)
        return QIcon::fromTheme(QStringLiteral("image-x-generic"));
    QPixmap pixmap = canvas(layerSwatchPx, on);
    QPainter painter(&pixmap);
    const QRectF box(QPointF(0, 0), QSizeF(layerSwatchPx));
    paintLand(painter, box);
    const QImage ramp = map::rampPicture(style.tints, layerSwatchPx);
    painter.drawImage(box.adjusted(1, 2, -1, -2), ramp);
    painter.end();
    return untinted(pixmap);
}

} // namespace marz::ui
