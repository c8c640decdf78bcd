#pragma once

#include "map/labelpictures.h"
#include "map/labelplacer.h"
#include "map/theme.h"

class QPainter;

namespace marz::map {

/// Draws text with halo. On images each text is drawn once and then copied.
class LabelPainter
{
public:
    /// Those that, moved by @p shift, meet @p frame.
    void paint(QPainter &painter, const std::vector<PlacedLabel> &labels, QPointF shift, const QRectF &frame,
               const Palette &colours);
    /// One line, @p at the left end of the baseline.
    void paintText(QPainter &painter, QPointF at, const QString &text, const TextStyle &style,
                   const QColor &colour, const QColor &halo);

private:
    void paintPath(QPainter &painter, QPointF at, const QPainterPath &path, const QString &key,
                   const QColor &colour, const QColor &halo);

    LabelPictures m_pictures;
};

/// Fills @p path with a halo around it, at the painter's origin.
void fillWithHalo(QPainter &painter, const QPainterPath &path, const QColor &colour, const QColor &halo);

} // namespace marz::map
