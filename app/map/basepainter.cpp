#include "map/basepainter.h"

#include "base/error.h"
#include "map/projectedlayer.h"
#include "map/strokemask.h"
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

/// The pixels under a raster painter, and how device-independent pixels get there.
struct Canvas {
    PixelRows rows;
    StrokeMask &mask;
    QTransform toPixels;
};

/// What one layer needs to be painted.
struct LayerJob {
    QPainter &painter;
    const ReferenceLayer &layer;
    const ProjectedLayer &shape;
    const Palette &colours;
    const Viewport &view;
    const QRectF &frame; ///< what to draw, with its margin
    Canvas *canvas;      ///< null: not on pixels

    const std::vector<LayerFeature> &features() const { return layer.content->features; }
};

void fill(QPainter &painter, const QPainterPath &path, const QColor &colour)
{
    if (!path.isEmpty())
        painter.fillPath(path, colour);
}

void stroke(const LayerJob &job, const QPainterPath &path, const QColor &colour, double widthPx)
{
    if (path.isEmpty())
        return;
    if (!job.canvas) {
        job.painter.strokePath(path, {colour, widthPx, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        return;
    }
    QColor tint = colour;
    tint.setAlphaF(colour.alphaF() * static_cast<float>(job.painter.opacity()));
    job.canvas->mask.addLines(job.canvas->toPixels.map(path), widthPx * job.canvas->toPixels.m11());
    job.canvas->mask.paint(job.canvas->rows, tint.rgba());
}

void paintLand(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.frame);
    QPainterPath focus;
    QPainterPath muted;
    for (std::size_t i = 0; i < job.features().size(); ++i)
        tracer.addArea(i, job.features()[i].isMuted ? muted : focus);
    fill(job.painter, muted, job.colours.mutedLand);
    fill(job.painter, focus, job.colours.land);
}

void paintUnits(const LayerJob &job)
{
    // Only where two units meet: the outer edge is coast, international border or the end of the data.
    Tracer tracer(job.shape, job.view, job.frame);
    QPainterPath lines;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        if (arc.users > 1)
            tracer.addLine(arc, lines);
    }
    stroke(job, lines, job.colours.unitLine, 0.8);
}

void paintBorders(const LayerJob &job)
{
    Tracer sharp(job.shape, job.view, job.frame);
    Tracer coarse(job.shape, job.view, job.frame, 2.5);
    QPainterPath band;
    QPainterPath agreed;
    QPainterPath disputed;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        coarse.addLine(arc, band);
        if (job.features()[arc.feature].isDashed)
            sharp.addDots(arc, 4, disputed);
        else
            sharp.addLine(arc, agreed);
    }
    QColor soft = job.colours.border;
    soft.setAlphaF(0.12F);
    stroke(job, band, soft, 1.6 + 2 * 4);
    stroke(job, agreed, job.colours.border, 1.6);
    stroke(job, disputed, job.colours.border, 1.9);
}

/// Look.md: 0.8 to 1.6 px by rank.
double riverWidthPx(int rank)
{
    return std::clamp(1.6 - 0.2 * rank, 0.8, 1.6);
}

void paintRivers(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.frame);
    constexpr std::size_t classes = 5;
    std::array<QPainterPath, classes> paths;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        const int rank = std::clamp(job.features()[arc.feature].rank, 0, static_cast<int>(classes) - 1);
        tracer.addLine(arc, paths[static_cast<std::size_t>(rank)]);
    }
    for (std::size_t i = classes; i-- > 0;)
        stroke(job, paths[i], job.colours.river, riverWidthPx(static_cast<int>(i)));
}

void paintLakes(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.frame);
    QPainterPath areas;
    QPainterPath shores;
    for (std::size_t i = 0; i < job.features().size(); ++i) {
        tracer.addArea(i, areas);
        tracer.addOutline(i, shores);
    }
    fill(job.painter, areas, job.colours.water);
    stroke(job, shores, job.colours.river, 0.7);
}

void paintUserLayer(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.frame);
    const QColor colour = job.layer.colour.isValid() ? job.layer.colour : job.colours.name;
    QColor pale = colour;
    pale.setAlphaF(0.15F);
    QPainterPath areas;
    QPainterPath lines;
    QPainterPath dots;
    for (std::size_t i = 0; i < job.features().size(); ++i)
        tracer.addArea(i, areas);
    for (const ProjectedLayer::Arc &arc : job.shape.arcs())
        tracer.addLine(arc, lines);
    for (const ProjectedLayer::Feature &feature : job.shape.features()) {
        if (feature.kind != geo::GeometryKind::Point || !tracer.isVisible(feature.box))
            continue;
        for (const geo::MapPoint &p : job.shape.points(feature)) {
            const QPointF at = tracer.toScreen(p);
            if (tracer.frame().contains(at))
                addDot(at, dots);
        }
    }
    fill(job.painter, areas, pale);
    stroke(job, lines, colour, 1.4);
    stroke(job, dots, colour, 5);
}

void paintLayer(const LayerJob &job)
{
    switch (job.layer.role) {
    case LayerRole::Land:
        return paintLand(job);
    case LayerRole::Units:
        return paintUnits(job);
    case LayerRole::Borders:
        return paintBorders(job);
    case LayerRole::Rivers:
        return paintRivers(job);
    case LayerRole::Lakes:
        return paintLakes(job);
    case LayerRole::User:
        return paintUserLayer(job);
    case LayerRole::Places: // dots belong to their labels
        return;
    }
}

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
        constexpr unsigned most = 2; // performance.md
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
    const QSize size(static_cast<int>(std::ceil(view.size().width() * ratio)),
                     static_cast<int>(std::ceil(view.size().height() * ratio)));
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
