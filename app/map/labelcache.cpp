#include "map/labelcache.h"

#include "map/collisiongrid.h"
#include "map/projectedlayer.h"
#include "map/theme.h"

#include <cmath>

namespace marz::map {

namespace {

constexpr double beyondPx = 200;
/// So far the map may be dragged before better ones are asked for.
constexpr double renewAtPx = 100;

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

std::shared_ptr<const PlacedNames> placeNames(const Scene &scene, const Viewport &view,
                                              const std::vector<QRectF> &keptClear, LabelPictures *pictures)
{
    auto names = std::make_shared<PlacedNames>();
    // What is ready is looked up before the names are placed: the worker may be about to finish a layer.
    for (const ReferenceLayer &layer : scene.layers)
        names->layers.push_back(
            {layer.content, isShown(layer), isProjected(layer, view.crs()), layer.colour, layer.style});
    names->view = view;
    names->theme = scene.theme;
    names->keptClear = keptClear;
    names->labels = placeLabelsAround(keptClear, scene, view, FrameEdge::Padded, beyondPx);
    if (pictures)
        pictures->attach(names->labels, view.devicePixelRatio(), palette(scene.theme).land);
    return names;
}

LabelCache::Labels LabelCache::labels(const Scene &scene, const Viewport &view, LabelFreshness freshness)
{
    static const std::vector<PlacedLabel> none;
    if (m_names && m_names->view.crs() == view.crs()) {
        const bool isSameScale = m_names->view.unitsPerPx() == view.unitsPerPx();
        const geo::MapPoint centre = m_names->view.centre();
        const QPointF shift = view.worldToScreen(centre) - m_names->view.worldToScreen(centre);
        const double away = std::max(std::abs(shift.x()), std::abs(shift.y()));
        const bool isCurrent =
            isSameScale && away <= beyondPx && isSameScene(scene, view) && isClearOf(scene, view, shift);
        if (isCurrent || (freshness == LabelFreshness::Known && isSameScale))
            return {m_names->labels, shift, isCurrent, isCurrent && away <= renewAtPx};
        if (freshness == LabelFreshness::Known) {
            move(scene, view);
            return {m_moved, {0, 0}, false, false};
        }
    } else if (freshness == LabelFreshness::Known) {
        return {none, {0, 0}, false, false};
    }
    m_names = placeNames(scene, view, keptClear(scene, view), nullptr);
    return {m_names->labels, {0, 0}, true, true};
}

/// In the order of their importance, as they were placed.
void LabelCache::move(const Scene &scene, const Viewport &view)
{
    const QRectF frame = QRectF(QPointF(0, 0), QSizeF(view.size())).adjusted(-50, -50, 50, 50);
    CollisionGrid taken(frame);
    for (const QRectF &box : keptClear(scene, view))
        taken.take(box);
    m_moved.clear();
    for (const PlacedLabel &label : m_names->labels) {
        const QPointF anchor = label.hasDot ? label.dotAt : label.boxes.front().center();
        const QPointF by = view.worldToScreen(m_names->view.screenToWorld(anchor)) - anchor;
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
    const PlacedNames &names = *m_names;
    if (view.devicePixelRatio() != names.view.devicePixelRatio() || view.size() != names.view.size() ||
        scene.theme != names.theme || scene.layers.size() != names.layers.size())
        return false;
    for (std::size_t i = 0; i < names.layers.size(); ++i) {
        const ReferenceLayer &layer = scene.layers[i];
        const NamedLayer &known = names.layers[i];
        if (known.content.lock() != layer.content || known.isShown != isShown(layer) ||
            known.colour != layer.colour || known.style != layer.style ||
            known.isProjected != isProjected(layer, view.crs()))
            return false;
    }
    return true;
}

bool LabelCache::isClearOf(const Scene &scene, const Viewport &view, QPointF shift) const
{
    const std::vector<QRectF> boxes = keptClear(scene, view);
    return std::equal(
        boxes.begin(), boxes.end(), m_names->keptClear.begin(), m_names->keptClear.end(),
        [shift](const QRectF &now, const QRectF &then) { return isNear(now, then.translated(shift)); });
}

} // namespace marz::map
