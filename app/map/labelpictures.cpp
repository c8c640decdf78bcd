#include "map/labelpictures.h"

#include "map/labelplacer.h"
#include "map/strokemask.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

namespace {

constexpr qsizetype mostPictures = 4000;

/// @p path in pixels of @p image.
void drawPicture(QImage &image, const QPainterPath &path, double haloWidthPx, const QColor &colour,
                 const QColor &halo)
{
    image.fill(Qt::transparent);
    if (halo.alpha() > 0) {
        StrokeMask mask(image.width(), image.height());
        mask.addOutlines(path, haloWidthPx);
        mask.paint(pixelsOf(image), softenedHalo(halo).rgba());
    }
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, colour);
}

} // namespace

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

QColor softenedHalo(const QColor &halo)
{
    QColor soft = halo;
    soft.setAlphaF(halo.alphaF() * 0.85F);
    return soft;
}

std::shared_ptr<const LabelPicture> LabelPictures::picture(const QPainterPath &path, const QString &key,
                                                           double scale, const QColor &colour,
                                                           const QColor &halo)
{
    const QString full =
        QStringLiteral("%1|%2|%3|%4").arg(key).arg(scale).arg(colour.rgba()).arg(halo.rgba());
    if (const auto known = m_pictures.constFind(full); known != m_pictures.cend())
        return *known;
    if (m_pictures.size() > mostPictures)
        m_pictures.clear();
    const QRectF box = path.boundingRect().adjusted(-haloPx - 1, -haloPx - 1, haloPx + 1, haloPx + 1);
    const QPoint topLeft(static_cast<int>(std::floor(box.left() * scale)),
                         static_cast<int>(std::floor(box.top() * scale)));
    const QPoint bottomRight(static_cast<int>(std::ceil(box.right() * scale)),
                             static_cast<int>(std::ceil(box.bottom() * scale)));
    auto picture = std::make_shared<LabelPicture>();
    picture->image = QImage(bottomRight.x() - topLeft.x(), bottomRight.y() - topLeft.y(),
                            QImage::Format_ARGB32_Premultiplied);
    picture->hot = -topLeft;
    picture->scale = scale;
    picture->halo = halo.rgba();
    drawPicture(picture->image, QTransform::fromScale(scale, scale).map(path).translated(-topLeft),
                2 * haloPx * scale, colour, halo);
    m_pictures.insert(full, picture);
    return picture;
}

void LabelPictures::attach(std::vector<PlacedLabel> &labels, double scale, const QColor &halo)
{
    for (PlacedLabel &label : labels) {
        if (!label.bent.isEmpty())
            label.picture = picture(label.bent, label.bentKey, scale, label.colour, halo);
        else if (const auto shape = textShape(label.text, label.style); !shape->path().isEmpty())
            label.picture =
                picture(shape->path(), pictureKey(label.text, label.style), scale, label.colour, halo);
    }
}

} // namespace marz::map
