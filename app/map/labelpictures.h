#pragma once

#include "map/textshape.h"

#include <QColor>
#include <QHash>
#include <QImage>

#include <memory>
#include <vector>

namespace marz::map {

struct PlacedLabel;

/// A text with its halo as pixels.
struct LabelPicture {
    QImage image;
    QPoint hot;       ///< the pixel of the origin: left end of the baseline
    double scale = 1; ///< device pixels per device-independent one
    QRgb halo = 0;
};

/// Draws each text once and keeps the pictures; one for each thread.
class LabelPictures
{
public:
    /// The picture of @p path (device-independent pixels); the same @p key stands for the same path.
    std::shared_ptr<const LabelPicture> picture(const QPainterPath &path, const QString &key, double scale,
                                                const QColor &colour, const QColor &halo);
    /// Gives every label its picture.
    void attach(std::vector<PlacedLabel> &labels, double scale, const QColor &halo);

    /// How far a halo reaches, device-independent pixels.
    static constexpr double haloPx = 2;

private:
    QHash<QString, std::shared_ptr<const LabelPicture>> m_pictures;
};

/// Stands for the outlines of @p text in this style.
QString pictureKey(const QString &text, const TextStyle &style);
/// The colour that a halo is painted in.
QColor softenedHalo(const QColor &halo);

} // namespace marz::map
