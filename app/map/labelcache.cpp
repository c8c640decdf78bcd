#include "map/labelcache.h"

#include "map/collisiongrid.h"
#include "map/projectedlayer.h"

#include <cmath>

namespace marz::map {

namespace {

constexpr double beyondPx = 200;

bool isShown(const ReferenceLayer &layer)
{
    return layer.isVisible && layer.hasLabels;
}

bool isProjected(const ReferenceLayer &layer, const geo::Crs &crs)
{
    return layer.role != LayerRole::User || projectedIfReady(layer.content, crs) != nullptr;
}

bool isNear(const QRectF &a, const QRectF &b)
{
    constexpr double samePx = 0.01;
    return std::abs(a.left() - b.left()) < samePx && std::abs(a.top() - b.top()) < samePx &&
           std::abs(a.right() - b.right()) < samePx && std::abs(a.bottom() - b.bottom()) < samePx;
}

} // namespace

LabelCache::Labels LabelCache::labels(const Scene &scene, const Viewport &view, LabelFreshness freshness)
{
    if (m_view && freshness == LabelFreshness::Moved && isSameScene(scene, view)) {
        move(scene, view);
        return {m_moved, {0, 0}};
    }
    if (m_view) {
        const QPointF shift = view.worldToScreen(m_view->centre()) - m_view->worldToScreen(m_view->centre());
        if (serves(scene, view, shift))
            return {m_labels, shift};
    }
    // What is ready is looked up before the names are placed: the worker may be about to finish a layer.
    m_layers.clear();
    for (const ReferenceLayer &layer : scene.layers)
        m_layers.push_back(
            {layer.content, isShown(layer), isProjected(layer, view.crs()), layer.colour, layer.style});
    m_labels = placeLabels(scene, view, FrameEdge::Padded, beyondPx);
    m_view = view;
    m_theme = scene.theme;
    m_keptClear = keptClear(scene, view);
    return {m_labels, {0, 0}};
}

/// In the order of their importance, as they were placed.
void LabelCache::move(const Scene &scene, const Viewport &view)
{
    const QRectF frame = QRectF(QPointF(0, 0), QSizeF(view.size())).adjusted(-50, -50, 50, 50);
    CollisionGrid taken(frame);
    for (const QRectF &box : keptClear(scene, view))
        taken.take(box);
    m_moved.clear();
    for (const PlacedLabel &label : m_labels) {
        const QPointF anchor = label.hasDot ? label.dotAt : label.boxes.front().center();
        const QPointF by = view.worldToScreen(m_view->screenToWorld(anchor)) - anchor;
        if (!frame.contains(anchor + by))
            continue;
        PlacedLabel moved = label;
        for (QRectF &box : moved.boxes)
            box.translate(by);
        if (!taken.areFree(moved.boxes))
            continue;
        for (const QRectF &box : moved.boxes)
            taken.take(box);
        moved.at += by;
        moved.dotAt += by;
        m_moved.push_back(std::move(moved));
    }
}

bool LabelCache::isSameScene(const Scene &scene, const Viewport &view) const
{
    if (!(view.crs() == m_view->crs()) || view.devicePixelRatio() != m_view->devicePixelRatio() ||
        view.size() != m_view->size() || scene.theme != m_theme || scene.layers.size() != m_layers.size())
        return false;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const ReferenceLayer &layer = scene.layers[i];
        if (m_layers[i].content.lock() != layer.content || m_layers[i].isShown != isShown(layer) ||
            m_layers[i].colour != layer.colour || m_layers[i].style != layer.style ||
            m_layers[i].isProjected != isProjected(layer, view.crs()))
            return false;
    }
    return true;
}

bool LabelCache::serves(const Scene &scene, const Viewport &view, QPointF shift) const
{
    if (view.unitsPerPx() != m_view->unitsPerPx() || std::abs(shift.x()) > beyondPx ||
        std::abs(shift.y()) > beyondPx || !isSameScene(scene, view))
        return false;
    const std::vector<QRectF> boxes = keptClear(scene, view);
    return std::equal(
        boxes.begin(), boxes.end(), m_keptClear.begin(), m_keptClear.end(),
        [shift](const QRectF &now, const QRectF &then) { return isNear(now, then.translated(shift)); });
}

} // namespace marz::map
