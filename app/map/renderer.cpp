#include "map/renderer.h"

#include "map/annotationpainter.h"
#include "map/graticule.h"
#include "map/incidentpainter.h"
#include "map/labelcache.h"
#include "map/overview.h"
#include "map/projectedlayer.h"
#include "map/surface.h"
#include "map/symbolplacer.h"
#include "map/theme.h"
#include "map/userlayerpainter.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace marz::map {

namespace {

/// Names of meridians along the lower edge, of parallels along the left one, on a ground of their own: they
/// stay at the edge while names of places move under them.
void paintGraticuleNames(QPainter &painter, const Scene &scene, const Viewport &view, LabelPainter &labels)
{
    if (!scene.hasGraticule)
        return;
    const Palette &colours = palette(scene.theme);
    const TextStyle style{.sizePx = 10};
    QColor ground = colours.land;
    ground.setAlpha(225);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    for (const Graticule::Label &label : graticuleOf(view).labels) {
        const double width = textShape(label.text, style)->width();
        const QPointF at = label.isMeridian ? label.at + QPointF(-width / 2, -4) : label.at + QPointF(4, -3);
        if (at.x() < 0 || at.x() + width > view.size().width() || at.y() < style.sizePx)
            continue;
        painter.drawRoundedRect(QRectF(at.x() - 3, at.y() - 10, width + 6, 13), 3, 3);
        labels.paintText(painter, at, label.text, style, colours.mutedName, Qt::transparent);
    }
    painter.restore();
}

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
    OverviewPainter overview;

    /// The last two images: one is on the screen while the other is painted, so that no frame waits for fresh
    /// memory.
    std::array<QImage, 2> images;

    QImage baseImage(const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
    {
        QImage &reusable = images[0].isDetached() || images[0].isNull() ? images[0] : images[1];
        reusable = map::baseImage(scene, view, std::move(reusable), cancel);
        return reusable;
    }

    LabelState drawLabels(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge,
                          LabelFreshness freshness = LabelFreshness::Placed)
    {
        LabelState state;
        paintSelectedUnit(painter, scene, view, edge);
        paintHighlighted(painter, scene, view, edge);
        const QRectF frame(QPointF(0, 0), QSizeF(view.size()));
        if (edge == FrameEdge::Exact) {
            labels.paint(painter, placeLabels(scene, view, edge), {0, 0}, frame, palette(scene.theme));
        } else {
            const LabelCache::Labels known = cache.labels(scene, view, freshness);
            labels.paint(painter, known.placed, known.shift, frame, palette(scene.theme));
            state = {known.isCurrent, known.isLasting};
        }
        paintGraticuleNames(painter, scene, view, labels);
        return state;
    }
};

Renderer::Renderer() : m_impl(std::make_unique<Impl>()) {}
Renderer::~Renderer() = default;

QImage Renderer::baseImage(const Scene &scene, const Viewport &view, const base::CancelToken &cancel)
{
    return m_impl->baseImage(scene, view, cancel);
}

Renderer::LabelState Renderer::drawLabels(QPainter &painter, const Scene &scene, const Viewport &view,
                                          LabelFreshness freshness)
{
    return m_impl->drawLabels(painter, scene, view, FrameEdge::Padded, freshness);
}

void Renderer::takeLabels(std::shared_ptr<const PlacedNames> names)
{
    m_impl->cache.take(std::move(names));
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
    drawOverview(painter, scene, view);
}

void Renderer::drawOverview(QPainter &painter, const Scene &scene, const Viewport &view)
{
    if (scene.hasOverview)
        m_impl->overview.paint(painter, scene, view);
}

void prepareFor(const Scene &scene, const geo::Crs &crs, const base::CancelToken &cancel,
                const base::Progress &progress)
{
    double done = 0;
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.content && (layer.isVisible || layer.role == LayerRole::Land))
            prepareLayer(layer, crs, cancel);
        if (progress)
            progress(++done / static_cast<double>(scene.layers.size() + 1), layer.name);
    }
    cancel.throwIfCancelled();
    if (scene.incidents.index)
        projectIncidents(scene.incidents.index, crs);
}

} // namespace marz::map
