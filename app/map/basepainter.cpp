#include "map/basepainter.h"

#include "base/error.h"
#include "map/areaclip.h"
#include "map/clip.h"
#include "map/graticule.h"
#include "map/labelpoint.h"
#include "map/layerpainter.h"
#include "map/projectedlayer.h"
#include "map/rasterpainter.h"
#include "map/theme.h"
#include "map/tracer.h"

#include <QPainter>

#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace marz::map {

namespace {

constexpr double padPx = 16;

/// What does not depend on the part of the image that is painted.
struct Ground {
    std::vector<std::vector<QPointF>> known; ///< rings: where there is a land layer
    QPainterPath graticule;
};

Ground groundOf(const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
{
    Ground ground;
    if (scene.hasGraticule)
        ground.graticule = graticuleOf(view).lines;
    geo::GeoBox known;
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.role != LayerRole::Land || !layer.content)
            continue;
        const geo::GeoBox box = projected(layer.content, view.crs(), cancel)->geoBox();
        known.include({box.west, box.south});
        known.include({box.east, box.north});
    }
    if (known.isEmpty())
        return ground;
    const std::array<geo::LonLat, 5> ring{{{known.west, known.south},
                                           {known.east, known.south},
                                           {known.east, known.north},
                                           {known.west, known.north},
                                           {known.west, known.south}}};
    AreaClip(view.crs()).eachRing(ring, [&](std::span<const geo::LonLat> piece, bool) {
        std::vector<QPointF> &points = ground.known.emplace_back();
        for (const geo::LonLat &p : piece) {
            const QPointF at = view.lonLatToScreen(p);
            if (std::isfinite(at.x()) && std::isfinite(at.y()))
                points.push_back(at);
        }
    });
    return ground;
}

/// Beyond the land layer nothing is known: neither land nor sea.
void paintBackground(QPainter &painter, const Scene &scene, const QRectF &frame, const Ground &ground)
{
    const Palette &colours = palette(scene.theme);
    QPainterPath sea;
    for (std::vector<QPointF> ring : ground.known) {
        clipRing(ring, frame);
        if (ring.size() > 2)
            sea.addPolygon(QPolygonF(QList<QPointF>(ring.begin(), ring.end())));
    }
    const bool isAllKnown = sea.contains(frame.adjusted(0.1, 0.1, -0.1, -0.1));
    painter.fillRect(frame, isAllKnown ? colours.water : colours.noData);
    if (!isAllKnown && !sea.isEmpty())
        painter.fillPath(sea, colours.water);
}

/// Brings the painter back to what it was, also when a job is cancelled.
class SavedPainter
{
public:
    explicit SavedPainter(QPainter &painter) : m_painter(painter) { m_painter.save(); }
    ~SavedPainter() { m_painter.restore(); }
    SavedPainter(const SavedPainter &) = delete;
    SavedPainter &operator=(const SavedPainter &) = delete;

private:
    QPainter &m_painter;
};

constexpr double graticulePx = 0.7;

QColor graticuleColour(const Scene &scene)
{
    QColor colour = palette(scene.theme).mutedName;
    colour.setAlphaF(0.45F);
    return colour;
}

/// Everything inside @p frame, bottom to top. Throws base::Error(Cancelled).
void paintLayers(QPainter &painter, const Scene &scene, const Viewport &view, const QRectF &frame,
                 const Ground &ground, const base::CancelToken &cancel, Canvas *canvas = nullptr)
{
    const SavedPainter saved(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    paintBackground(painter, scene, frame, ground);
    for (const ReferenceLayer &layer : scene.layers) {
        cancel.throwIfCancelled();
        if (!layer.isVisible || (!layer.content && !layer.raster) || layer.opacity <= 0)
            continue;
        painter.setOpacity(layer.opacity);
        if (layer.raster) {
            paintRaster(painter, layer, view, scene.theme);
            continue;
        }
        const auto shape = projected(layer.content, view.crs(), cancel);
        paintLayer({painter, layer, *shape, palette(scene.theme), view, frame, canvas});
    }
    painter.setOpacity(1);
    if (canvas && !ground.graticule.isEmpty()) {
        canvas->mask.addLines(canvas->toPixels.map(ground.graticule), graticulePx * canvas->toPixels.m11());
        canvas->mask.paint(canvas->rows, graticuleColour(scene).rgba());
    } else if (!ground.graticule.isEmpty()) {
        painter.strokePath(ground.graticule, QPen(graticuleColour(scene), graticulePx));
    }
}

/// Columns of an image, painted side by side by several threads: Qt's rasteriser takes time with the square
/// of the edges in a line of pixels, so narrow columns are faster even on one thread.
class ColumnPainter
{
public:
    ColumnPainter(QImage &image, const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
        : m_bits(image.bits()), m_size(image.size()), m_bytesPerLine(image.bytesPerLine()),
          m_format(image.format()), m_scene(scene), m_view(view), m_ground(groundOf(scene, view, cancel)),
          m_cancel(cancel)
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
        paintLayers(painter, m_scene, m_view, frame.adjusted(-padPx, -padPx, padPx, padPx), m_ground,
                    m_cancel, &canvas);
    }

    static constexpr int columnPx = 480;
    uchar *m_bits; ///< 4 bytes a pixel
    QSize m_size;
    qsizetype m_bytesPerLine;
    QImage::Format m_format;
    const Scene &m_scene;
    const Viewport &m_view;
    Ground m_ground;
    const base::CancelToken &m_cancel;
    std::atomic_int m_next = 0;
    std::mutex m_failureMutex;
    std::exception_ptr m_failure;
};

} // namespace

void prepareLayer(const ReferenceLayer &layer, const geo::Crs &crs, const base::CancelToken &cancel)
{
    // Names come with the projected layer: what they need is there before it.
    if (layer.role == LayerRole::User && layer.hasLabels)
        prepareLabelPoints(layer.content, cancel);
    projected(layer.content, crs, cancel);
}

QRectF frameOf(const Viewport &view, FrameEdge edge)
{
    const double pad = edge == FrameEdge::Padded ? padPx : 0;
    return QRectF(QPointF(0, 0), QSizeF(view.size())).adjusted(-pad, -pad, pad, pad);
}

bool paintBase(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
               const base::CancelToken &cancel)
{
    try {
        paintLayers(painter, scene, view, frameOf(view, edge), groundOf(scene, view, cancel), cancel);
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
                prepareLayer(layer, view.crs(), cancel);
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
