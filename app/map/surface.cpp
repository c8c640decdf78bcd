#include "map/surface.h"

#include <QPaintDevice>
#include <QPaintEngine>

#include <cmath>

namespace marz::map {

Surface surfaceOf(const QPainter &painter)
{
    const QPaintEngine *engine = painter.paintEngine();
    const bool isRaster = engine && engine->type() == QPaintEngine::Raster;
    const QTransform t = painter.worldTransform();
    return isRaster && !t.isRotating() ? Surface::Raster : Surface::Vector;
}

PixelRows pixelsOf(QImage &image)
{
    return {reinterpret_cast<QRgb *>(image.bits()), image.width(), image.height(),
            static_cast<std::ptrdiff_t>(image.bytesPerLine() / 4)};
}

std::optional<PixelRows> pixelsUnder(const QPainter &painter, const QRectF &area)
{
    if (painter.device()->devType() != QInternal::Image || painter.hasClipping() || painter.opacity() < 1 ||
        painter.compositionMode() != QPainter::CompositionMode_SourceOver ||
        painter.deviceTransform().type() > QTransform::TxScale)
        return std::nullopt;
    auto *image = static_cast<QImage *>(painter.device());
    if (image->format() != QImage::Format_RGB32 && image->format() != QImage::Format_ARGB32_Premultiplied)
        return std::nullopt;
    const QRect device = painter.deviceTransform().mapRect(area).toAlignedRect().intersected(image->rect());
    const QPointF corner = painter.deviceTransform().map(area.topLeft());
    if (device.isEmpty() || QPointF(device.topLeft()) != corner)
        return std::nullopt;
    // The painter parted the image from its copies when it began: these are the pixels that it paints.
    PixelRows rows = pixelsOf(*image);
    rows.pixels += device.top() * rows.stride + device.left();
    rows.width = device.width();
    rows.height = device.height();
    return rows;
}

PixelPainter::PixelPainter(QPainter &painter)
    : m_painter(painter), m_toDevice(painter.deviceTransform()), m_scale(m_toDevice.m11()),
      m_opacity(painter.opacity())
{
    painter.save();
    const double ratio = painter.device()->devicePixelRatio();
    painter.setWorldTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    m_fromDevice = painter.deviceTransform().inverted();
}

PixelPainter::~PixelPainter()
{
    m_painter.restore();
}

void PixelPainter::put(const QImage &image, QPointF at, QPoint hot, double opacity)
{
    const QPointF p = m_toDevice.map(at);
    const QPoint pixel(static_cast<int>(std::floor(p.x())), static_cast<int>(std::floor(p.y())));
    m_painter.setOpacity(m_opacity * opacity);
    const QRectF target = m_fromDevice.mapRect(QRectF(pixel - hot, image.size()));
    m_painter.drawImage(target, image, QRectF(QPointF(0, 0), image.size()));
}

void PixelPainter::pave(const QPainterPath &area, const QImage &tile, QPointF origin)
{
    const QPointF p = m_toDevice.map(origin);
    const QPointF corner(std::fmod(std::floor(p.x()), tile.width()),
                         std::fmod(std::floor(p.y()), tile.height()));
    m_painter.setOpacity(m_opacity);
    m_painter.setBrushOrigin(m_fromDevice.map(corner));
    m_painter.fillPath((m_toDevice * m_fromDevice).map(area), QBrush(tile));
}

} // namespace marz::map
