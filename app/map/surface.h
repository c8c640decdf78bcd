#pragma once

#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <optional>

namespace marz::map {

/// What a painter paints on. Images get cached pictures put on whole pixels; everything else gets outlines.
enum class Surface : std::uint8_t { Raster, Vector };
Surface surfaceOf(const QPainter &painter);

/// Memory of an image, 4 bytes a pixel (RGB32 or ARGB32 premultiplied).
struct PixelRows {
    QRgb *pixels;
    int width;
    int height;
    std::ptrdiff_t stride; ///< from line to line, in pixels
};

PixelRows pixelsOf(QImage &image);
/// The device pixels under @p area (painter's units), for what is faster written there at once; nothing where
/// the painter does more than lay on an image: clips, fades, blends, turns, or paints on something else.
std::optional<PixelRows> pixelsUnder(const QPainter &painter, const QRectF &area);

/// Puts ready-made pictures on whole device pixels of a raster painter while it lives.
class PixelPainter
{
public:
    explicit PixelPainter(QPainter &painter);
    ~PixelPainter();
    PixelPainter(const PixelPainter &) = delete;
    PixelPainter &operator=(const PixelPainter &) = delete;

    double scale() const { return m_scale; } ///< device pixels per unit of the painter
    QPointF toDevice(QPointF p) const { return m_toDevice.map(p); }
    /// @p image with its pixel @p hot on the pixel of @p at (painter's units); its own device pixel ratio is
    /// ignored.
    void put(const QImage &image, QPointF at, QPoint hot, double opacity = 1);
    /// @p area (painter's units) paved with @p tile, one tile's corner on the pixel of @p origin.
    void pave(const QPainterPath &area, const QImage &tile, QPointF origin);

private:
    QPainter &m_painter;
    QTransform m_toDevice;
    QTransform
        m_fromDevice; ///< a widget's device pixels begin at its window's corner, the painter's at its own
    double m_scale;
    double m_opacity;
};

} // namespace marz::map
