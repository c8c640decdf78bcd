#include "map/renderer.h"

#include "map/annotationpainter.h"
#include "map/incidentpainter.h"
#include "map/labelcache.h"
#include "map/projectedlayer.h"
#include "map/surface.h"
#include "map/theme.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace marz::map {

namespace {

void paintSelectedUnit(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge)
{
    if (scene.selectedUnit.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.role != LayerRole::Units || !layer.content)
            continue;
        for (std::size_t i = 0; i < layer.content->features.size(); ++i) {
            if (layer.content->features[i].key != scene.selectedUnit)
                continue;
            const auto shape = projected(layer.content, view.crs());
            const QColor accent = palette(scene.theme).accent;
            QColor pale = accent;
            pale.setAlphaF(0.06F);
            painter.fillPath(areaPath(*shape, i, view, edge), pale);
            painter.strokePath(outlinePath(*shape, i, view, edge),
                               QPen(accent, 2, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        }
    }
    painter.restore();
}

} // namespace

struct Renderer::Impl {
    SpriteCache sprites;
    LabelPainter labels;
    LabelCache cache;
    IncidentPainter incidents{sprites, labels};

    /// The last two images: one is on the screen while the other is painted, so that no frame waits for fresh
    /// memory.
    std::array<QImage, 2> images;

    QImage baseImage(const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
    {
        QImage &reusable = images[0].isDetached() || images[0].isNull() ? images[0] : images[1];
        reusable = map::baseImage(scene, view, std::move(reusable), cancel);
        return reusable;
    }

    void drawLabels(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge)
    {
        paintSelectedUnit(painter, scene, view, edge);
        const QRectF frame(QPointF(0, 0), QSizeF(view.size()));
        if (edge == FrameEdge::Exact) {
            labels.paint(painter, placeLabels(scene, view, edge), {0, 0}, frame, palette(scene.theme));
            return;
        }
        const LabelCache::Labels known = cache.labels(scene, view);
        labels.paint(painter, known.placed, known.shift, frame, palette(scene.theme));
    }
};

Renderer::Renderer() : m_impl(std::make_unique<Impl>()) {}
Renderer::~Renderer() = default;

QImage Renderer::baseImage(const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
{
    return m_impl->baseImage(scene, view, cancel);
}

void Renderer::drawLabels(QPainter &painter, const Scene &scene, const Viewport &view)
{
    m_impl->drawLabels(painter, scene, view, FrameEdge::Padded);
}

void Renderer::drawIncidents(QPainter &painter, const Scene &scene, const Viewport &view)
{
    m_impl->incidents.paint(painter, scene, view, FrameEdge::Padded);
}

void Renderer::drawAnnotations(QPainter &painter, const Scene &scene, const Viewport &view)
{
    paintAnnotations(painter, scene, view, FrameEdge::Padded, m_impl->labels);
}

void Renderer::drawFrame(QPainter &painter, const Scene &scene, const Viewport &view,
                         const base::CancelToken &cancel)
{
    // An image gets the very pixels that the window shows.
    const bool isPixelForPixel = std::abs(painter.deviceTransform().m11() - view.devicePixelRatio()) < 1e-9;
    if (surfaceOf(painter) == Surface::Raster && isPixelForPixel) {
        const QImage base = m_impl->baseImage(scene, view, cancel);
        if (base.isNull())
            return;
        PixelPainter(painter).put(base, {0, 0}, {0, 0});
    } else if (!paintBase(painter, scene, view, FrameEdge::Exact, cancel)) {
        return;
    }
    m_impl->drawLabels(painter, scene, view, FrameEdge::Exact);
    m_impl->incidents.paint(painter, scene, view, FrameEdge::Exact);
    paintAnnotations(painter, scene, view, FrameEdge::Exact, m_impl->labels);
}

} // namespace marz::map
