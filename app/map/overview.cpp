#include "map/overview.h"

#include "map/basepainter.h"
#include "map/projectedlayer.h"
#include "map/surface.h"
#include "map/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace marz::map {

namespace {

constexpr QSizeF largestPx(176, 150);
constexpr QSizeF leastMapPx(520, 380);
constexpr double edgePx = 10;
constexpr double bottomPx = 24; ///< room for who is to be named
constexpr double leastSeenPx = 6;
constexpr double mostSeen = 0.7; ///< of the small map: one that shows hardly more says nothing

geo::MapBox united(const geo::MapBox &a, const geo::MapBox &b)
{
    geo::MapBox box = a;
    box.include({b.left, b.bottom});
    box.include({b.right, b.top});
    return box;
}

bool holds(const geo::MapBox &outer, const geo::MapBox &inner)
{
    return outer.left <= inner.left && outer.right >= inner.right && outer.bottom <= inner.bottom &&
           outer.top >= inner.top;
}

/// The box of the land, or of the countries in focus alone.
geo::MapBox landBox(const Scene &scene, const geo::Crs &crs, bool isFocusOnly)
{
    geo::MapBox box;
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.role != LayerRole::Land || !layer.content)
            continue;
        const auto shape = projected(layer.content, crs);
        for (std::size_t i = 0; i < shape->features().size(); ++i) {
            const geo::MapBox &each = shape->features()[i].box;
            if (!each.isEmpty() && !(isFocusOnly && layer.content->features[i].isMuted))
                box = united(box, each);
        }
    }
    return box;
}

/// What the small map shows: the countries in focus, where the large map is within them; else all land; else
/// that and the large map. Few answers, so that it seldom has to be drawn anew.
geo::MapBox overviewBox(const Scene &scene, const Viewport &view)
{
    const geo::MapBox seen = view.box();
    const geo::MapBox focus = landBox(scene, view.crs(), true);
    if (!focus.isEmpty() && holds(focus, seen))
        return focus;
    const geo::MapBox land = landBox(scene, view.crs(), false);
    if (land.isEmpty() || holds(land, seen))
        return land;
    if (holds(seen, land))
        return {}; // the map shows it all
    // In steps, so that a map that is dragged does not have another one each time.
    const double stepX = land.width() / 4;
    const double stepY = land.height() / 4;
    geo::MapBox box = united(land, seen);
    box.left = land.left - std::ceil((land.left - box.left) / stepX) * stepX;
    box.right = land.right + std::ceil((box.right - land.right) / stepX) * stepX;
    box.bottom = land.bottom - std::ceil((land.bottom - box.bottom) / stepY) * stepY;
    box.top = land.top + std::ceil((box.top - land.top) / stepY) * stepY;
    return box;
}

Scene overviewScene(const Scene &scene)
{
    Scene small;
    small.theme = scene.theme;
    for (const ReferenceLayer &layer : scene.layers) {
        if (layer.role == LayerRole::Land || layer.role == LayerRole::Borders ||
            layer.role == LayerRole::Lakes) {
            small.layers.push_back(layer);
            small.layers.back().isVisible = true;
            small.layers.back().opacity = 1;
        }
    }
    return small;
}

} // namespace

std::optional<Overview> overviewOf(const Scene &scene, const Viewport &view)
{
    if (view.size().width() < leastMapPx.width() || view.size().height() < leastMapPx.height())
        return std::nullopt;
    const geo::MapBox box = overviewBox(scene, view);
    const geo::MapBox seen = view.box();
    if (box.isEmpty() || seen.width() > mostSeen * box.width() || seen.height() > mostSeen * box.height())
        return std::nullopt;
    const double unitsPerPx = std::max(box.width() / largestPx.width(), box.height() / largestPx.height());
    const QSize size(std::max(60, static_cast<int>(box.width() / unitsPerPx)),
                     std::max(60, static_cast<int>(box.height() / unitsPerPx)));
    Overview overview;
    overview.view = Viewport(view.crs(), box.centre(), unitsPerPx, size, view.devicePixelRatio());
    overview.frame = QRectF(
        QPointF(view.size().width() - edgePx - size.width(), view.size().height() - bottomPx - size.height()),
        QSizeF(size));
    overview.seen = QRectF(overview.view.worldToScreen({seen.left, seen.top}),
                           overview.view.worldToScreen({seen.right, seen.bottom}));
    const double growX = std::max(0.0, leastSeenPx - overview.seen.width()) / 2;
    const double growY = std::max(0.0, leastSeenPx - overview.seen.height()) / 2;
    overview.seen.adjust(-growX, -growY, growX, growY);
    return overview;
}

void OverviewPainter::paint(QPainter &painter, const Scene &scene, const Viewport &view)
{
    const std::optional<Overview> overview = overviewOf(scene, view);
    if (!overview)
        return;
    const Palette &colours = palette(scene.theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (surfaceOf(painter) == Surface::Vector) {
        painter.translate(overview->frame.topLeft());
        paintBase(painter, overviewScene(scene), overview->view, FrameEdge::Exact, {});
        painter.translate(-overview->frame.topLeft());
    } else {
        const Scene small = overviewScene(scene);
        const bool isSame =
            !m_image.isNull() && m_view == overview->view && m_theme == scene.theme &&
            std::equal(small.layers.begin(), small.layers.end(), m_content.begin(), m_content.end(),
                       [](const ReferenceLayer &layer, const std::weak_ptr<const LayerContent> &known) {
                           return known.lock() == layer.content;
                       });
        if (!isSame) {
            m_image = baseImage(small, overview->view, {}, {});
            m_view = overview->view;
            m_theme = scene.theme;
            m_content.clear();
            for (const ReferenceLayer &layer : small.layers)
                m_content.push_back(layer.content);
        }
        painter.drawImage(overview->frame, m_image);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.mutedName, 1));
    painter.drawRect(overview->frame);
    QColor pale = colours.accent;
    pale.setAlphaF(0.18F);
    painter.setPen(QPen(colours.accent, 1.4));
    painter.setBrush(pale);
    painter.drawRect(overview->seen.translated(overview->frame.topLeft()).intersected(overview->frame));
    painter.restore();
}

} // namespace marz::map
