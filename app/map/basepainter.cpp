#include "map/basepainter.h"

#include "base/error.h"
#include "map/layerpainter.h"
#include "map/projectedlayer.h"
#include "map/theme.h"
#include "map/tracer.h"

#include <QPainter>

#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace marz::map {

namespace {

constexpr double padPx = 16;

/// Beyond the land layer nothing is known: neither land nor sea.
void paintBackground(QPainter &painter, const Scene &scene, const Viewport &view,
                     const base::CancelToken &cancel)
{
    const Palette &colours = palette(scene.theme);
    const QRectF frame(QPointF(0, 0), QSizeF(view.size()));
    geo::MapBox known;
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.role != LayerRole::Land || !layer.content)
            continue;
        const geo::MapBox box = projected(layer.content, view.crs(), cancel)->box();
        known.include({box.left, box.bottom});
        known.include({box.right, box.top});
    }
    QRectF sea;
    if (!known.isEmpty())
        sea = QRectF(view.worldToScreen({known.left, known.top}),
                     view.worldToScreen({known.right, known.bottom}))
                  .intersected(frame);
    if (sea != frame)
        painter.fillRect(frame, colours.noData);
    if (!sea.isEmpty())
        painter.fillRect(sea, colours.water);
}

/// Everything inside @p frame, bottom to top. Throws base::Error(Cancelled).
void paintLayers(QPainter &painter, const Scene &scene, const Viewport &view, const QRectF &frame,
                 const base::CancelToken &cancel, Canvas *canvas = nullptr)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    paintBackground(painter, scene, view, cancel);
    for (const ReferenceLayer &layer : scene.layers) {
        cancel.throwIfCancelled();
        if (!layer.isVisible || !layer.content || layer.opacity <= 0)
            continue;
        painter.setOpacity(layer.opacity);
        const auto shape = projected(layer.content, view.crs(), cancel);
        paintLayer({painter, layer, *shape, palette(scene.theme), view, frame, canvas});
    }
    painter.restore();
}

/// Columns of an image, painted side by side by several threads: Qt's rasteriser takes time with the square
/// of the edges in a line of pixels, so narrow columns are faster even on one thread.
class ColumnPainter
{
public:
    ColumnPainter(QImage &image, const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
        : m_bits(image.bits()), m_size(image.size()), m_bytesPerLine(image.bytesPerLine()),
          m_format(image.format()), m_scene(scene), m_view(view), m_cancel(cancel)
    {
    }

    void paint()
    {
        constexpr unsigned most = 2; // the others are for the user's other programs
        std::vector<std::thread> helpers;
        for (unsigned i = 1; i < std::min(most, std::thread::hardware_concurrency()); ++i)
            helpers.emplace_back([this] { paintSome(); });
        paintSome();
        for (std::thread &helper : helpers)
            helper.join();
        if (m_failure)
            std::rethrow_exception(m_failure);
    }

private:
    void paintSome()
    {
        try {
            StrokeMask mask(columnPx, m_size.height());
            for (int left = m_next.fetch_add(columnPx); left < m_size.width();
                 left = m_next.fetch_add(columnPx))
                paintColumn(left, mask);
        } catch (...) {
            const std::lock_guard lock(m_failureMutex);
            m_failure = std::current_exception();
        }
    }

    void paintColumn(int left, StrokeMask &mask)
    {
        const int width = std::min(columnPx, m_size.width() - left);
        mask.setWidth(width);
        QImage column(m_bits + 4 * static_cast<qsizetype>(left), width, m_size.height(), m_bytesPerLine,
                      m_format);
        QPainter painter(&column);
        const double ratio = m_view.devicePixelRatio();
        painter.translate(-left, 0);
        painter.scale(ratio, ratio);
        const QRectF frame(left / ratio, 0, width / ratio, m_size.height() / ratio);
        Canvas canvas{pixelsOf(column), mask, painter.worldTransform()};
        paintLayers(painter, m_scene, m_view, frame.adjusted(-padPx, -padPx, padPx, padPx), m_cancel,
                    &canvas);
    }

    static constexpr int columnPx = 480;
    uchar *m_bits; ///< 4 bytes a pixel
    QSize m_size;
    qsizetype m_bytesPerLine;
    QImage::Format m_format;
    const Scene &m_scene;
    const Viewport &m_view;
    const base::CancelToken &m_cancel;
    std::atomic_int m_next = 0;
    std::mutex m_failureMutex;
    std::exception_ptr m_failure;
};

} // namespace

QRectF frameOf(const Viewport &view, FrameEdge edge)
{
    const double pad = edge == FrameEdge::Padded ? padPx : 0;
    return QRectF(QPointF(0, 0), QSizeF(view.size())).adjusted(-pad, -pad, pad, pad);
}

bool paintBase(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
               const base::CancelToken &cancel)
{
    try {
        paintLayers(painter, scene, view, frameOf(view, edge), cancel);
    } catch (const base::Error &) {
        if (!cancel.isCancelled())
            throw;
    }
    return !cancel.isCancelled();
}

QImage baseImage(const Scene &scene, const Viewport &view, QImage image, const base::CancelToken &cancel)
{
    const double ratio = view.devicePixelRatio();
    const QSize size = view.deviceSize();
    if (image.size() != size || image.format() != QImage::Format_RGB32 || !image.isDetached())
        image = QImage(size, QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.setDevicePixelRatio(ratio);
    try {
        // Before the threads part, so that no layer is projected twice.
        for (const ReferenceLayer &layer : scene.layers) {
            if (layer.content && (layer.isVisible || layer.role == LayerRole::Land))
                projected(layer.content, view.crs(), cancel);
        }
        ColumnPainter(image, scene, view, cancel).paint();
    } catch (const base::Error &) {
        if (!cancel.isCancelled())
            throw;
    }
    return cancel.isCancelled() ? QImage() : image;
}

QPainterPath areaPath(const ProjectedLayer &layer, std::size_t index, const Viewport &view, FrameEdge edge)
{
    QPainterPath path;
    Tracer(layer, view, frameOf(view, edge)).addArea(index, path);
    return path;
}

QPainterPath outlinePath(const ProjectedLayer &layer, std::size_t index, const Viewport &view, FrameEdge edge)
{
    QPainterPath path;
    Tracer(layer, view, frameOf(view, edge)).addOutline(index, path);
    return path;
}

} // namespace marz::map
