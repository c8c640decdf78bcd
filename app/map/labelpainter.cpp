#include "map/labelpainter.h"

#include "map/surface.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

namespace {

/// Qt strokes a circle differently when its middle differs in the last digit of a double: the same view,
/// reached in two ways, would not be the same picture.
QPointF inEighths(QPointF at)
{
    return {std::round(at.x() * 8) / 8, std::round(at.y() * 8) / 8};
}

constexpr double haloPx = LabelPictures::haloPx;

} // namespace

void fillWithHalo(QPainter &painter, const QPainterPath &path, const QColor &colour, const QColor &halo)
{
    if (halo.alpha() > 0)
        painter.strokePath(path,
                           QPen(softenedHalo(halo), 2 * haloPx, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path, colour);
}

void LabelPainter::paintPath(QPainter &painter, QPointF at, const QPainterPath &path, const QString &key,
                             const QColor &colour, const QColor &halo)
{
    if (path.isEmpty())
        return;
    if (surfaceOf(painter) == Surface::Vector) {
        painter.save();
        painter.translate(at);
        fillWithHalo(painter, path, colour, halo);
        painter.restore();
        return;
    }
    PixelPainter pixels(painter);
    const auto picture = m_pictures.picture(path, key, pixels.scale(), colour, halo);
    pixels.put(picture->image, at, picture->hot);
}

void LabelPainter::paintText(QPainter &painter, QPointF at, const QString &text, const TextStyle &style,
                             const QColor &colour, const QColor &halo)
{
    paintPath(painter, at, textShape(text, style)->path(), pictureKey(text, style), colour, halo);
}

void LabelPainter::paint(QPainter &painter, const std::vector<PlacedLabel> &labels, QPointF shift,
                         const QRectF &frame, const Palette &colours)
{
    const QRectF reach = frame.adjusted(-2 * haloPx, -2 * haloPx, 2 * haloPx, 2 * haloPx).translated(-shift);
    const auto isSeen = [&reach](const PlacedLabel &label) {
        return std::any_of(label.boxes.begin(), label.boxes.end(),
                           [&reach](const QRectF &box) { return box.intersects(reach); });
    };
    const bool isRaster = surfaceOf(painter) == Surface::Raster;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const PlacedLabel &label : labels) {
        if (label.hasDot && isSeen(label)) {
            painter.setPen(QPen(colours.land, 1.2));
            painter.setBrush(label.colour);
            painter.drawEllipse(inEighths(label.dotAt + shift), label.dotRadiusPx, label.dotRadiusPx);
        }
    }
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        if (!isSeen(*label))
            continue;
        const LabelPicture *ready = label->picture.get();
        if (ready && isRaster && ready->scale == PixelPainter(painter).scale() &&
            ready->halo == colours.land.rgba())
            PixelPainter(painter).put(ready->image, label->at + shift, ready->hot);
        else if (label->bent.isEmpty())
            paintText(painter, label->at + shift, label->text, label->style, label->colour, colours.land);
        else
            paintPath(painter, label->at + shift, label->bent, label->bentKey, label->colour, colours.land);
    }
    painter.restore();
}

} // namespace marz::map
