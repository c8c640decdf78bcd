#include "map/labelpainter.h"

#include "map/strokemask.h"

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

constexpr double haloPx = 2;
constexpr qsizetype mostPictures = 3000;

QString pictureKey(const QString &text, const TextStyle &s)
{
    return QStringLiteral("%1|%2|%3%4%5|%6")
        .arg(text)
        .arg(s.sizePx)
        .arg(int{s.isSemibold})
        .arg(int{s.isItalic})
        .arg(int{s.isSpacedCapitals})
        .arg(s.spacingEm);
}

QColor softened(const QColor &halo)
{
    QColor soft = halo;
    soft.setAlphaF(halo.alphaF() * 0.85F);
    return soft;
}

/// @p path in pixels of @p image.
void drawPicture(QImage &image, const QPainterPath &path, double haloWidthPx, const QColor &colour,
                 const QColor &halo)
{
    image.fill(Qt::transparent);
    if (halo.alpha() > 0) {
        StrokeMask mask(image.width(), image.height());
        mask.addOutlines(path, haloWidthPx);
        mask.paint(pixelsOf(image), softened(halo).rgba());
    }
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, colour);
}

} // namespace

void fillWithHalo(QPainter &painter, const QPainterPath &path, const QColor &colour, const QColor &halo)
{
    if (halo.alpha() > 0)
        painter.strokePath(path,
                           QPen(softened(halo), 2 * haloPx, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
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
    const double scale = pixels.scale();
    const QString full =
        QStringLiteral("%1|%2|%3|%4").arg(key).arg(scale).arg(colour.rgba()).arg(halo.rgba());
    auto known = m_pictures.find(full);
    if (known == m_pictures.end()) {
        if (m_pictures.size() > mostPictures)
            m_pictures.clear();
        const QRectF box = path.boundingRect().adjusted(-haloPx - 1, -haloPx - 1, haloPx + 1, haloPx + 1);
        const QPoint topLeft(static_cast<int>(std::floor(box.left() * scale)),
                             static_cast<int>(std::floor(box.top() * scale)));
        const QPoint bottomRight(static_cast<int>(std::ceil(box.right() * scale)),
                                 static_cast<int>(std::ceil(box.bottom() * scale)));
        Picture picture{QImage(bottomRight.x() - topLeft.x(), bottomRight.y() - topLeft.y(),
                               QImage::Format_ARGB32_Premultiplied),
                        -topLeft};
        drawPicture(picture.image, QTransform::fromScale(scale, scale).map(path).translated(-topLeft),
                    2 * haloPx * scale, colour, halo);
        known = m_pictures.insert(full, std::move(picture));
    }
    pixels.put(known->image, at, known->hot);
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
        if (label->bent.isEmpty())
            paintText(painter, label->at + shift, label->text, label->style, label->colour, colours.land);
        else
            paintPath(painter, label->at + shift, label->bent, label->bentKey, label->colour, colours.land);
    }
    painter.restore();
}

} // namespace marz::map
