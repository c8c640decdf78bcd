#include "index/picker.h"
#include "map/annotationpainter.h"
#include "map/areahit.h"
#include "map/badge.h"
#include "map/projectedlayer.h"
#include "map/symbolplacer.h"

#include <cmath>

namespace marz::map {

namespace {

constexpr double reachPx = 8;

struct Hit {
    double distancePx;
    qint64 fid;
};

double distancePx(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

void pickSymbols(const Placement &placed, const index::IncidentIndex &index, QPointF at,
                 std::vector<Hit> &hits)
{
    // Topmost first, so that of two at one distance the one on top leads.
    for (auto symbol = placed.symbols.rbegin(); symbol != placed.symbols.rend(); ++symbol) {
        const double distance = distancePx(symbol->at, at);
        if (distance > reachPx)
            continue;
        for (const index::Row row : placed.membersOf(*symbol))
            hits.push_back({distance, index.fid(row)});
    }
}

/// In a crowd each incident is where its cell is.
void pickCrowd(const Placement &placed, const IncidentLayer &layer, const Viewport &view, QPointF at,
               std::vector<Hit> &hits)
{
    const double reach = reachPx + placed.cellPx;
    const auto cellCentre = [&](QPointF p) {
        const QPointF q = (p - placed.cellOrigin) / placed.cellPx;
        return placed.cellOrigin +
               QPointF((std::floor(q.x()) + 0.5) * placed.cellPx, (std::floor(q.y()) + 0.5) * placed.cellPx);
    };
    const auto consider = [&](index::Row row) {
        const auto precision = layer.index->placePrecision(row);
        if (precision == incident::PlacePrecision::Province || precision == incident::PlacePrecision::Country)
            return;
        const QPointF p = view.worldToScreen(mapPointOf(*layer.index, row, view.crs()));
        const double distance = distancePx(cellCentre(p), at);
        if (distance <= reachPx)
            hits.push_back({distance, layer.index->fid(row)});
    };
    const geo::MapPoint middle = view.screenToWorld(at);
    const double radius = reach * view.unitsPerPx();
    geo::MapBox box{middle.x - radius, middle.y - radius, middle.x + radius, middle.y + radius};
    if (!(view.crs() == geo::Crs::webMercator()))
        box = geo::Crs::webMercator().toMap(view.crs().toLonLat(box));
    index::eachInBox(*layer.index, *layer.mask, box, consider);
}

void pickBadges(const Placement &placed, const index::IncidentIndex &index, QPointF at,
                std::vector<Hit> &hits)
{
    for (const PlacedUnit &unit : placed.units) {
        if (!unit.isBadgeVisible || !unitBadgeBox(unit).adjusted(-2, -2, 2, 2).contains(at))
            continue;
        for (const index::Row row : unit.rows)
            hits.push_back({distancePx(unit.badgeAt, at), index.fid(row)});
    }
}

QString unitAt(const Scene &scene, const Viewport &view, QPointF at)
{
    const geo::LonLat place = view.screenToLonLat(at);
    const geo::MapPoint world = view.screenToWorld(at);
    for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
        if (layer->role != LayerRole::Units || !layer->content)
            continue;
        const auto shape = projected(layer->content, view.crs());
        for (std::size_t i = 0; i < layer->content->features.size(); ++i) {
            const LayerFeature &feature = layer->content->features[i];
            if (shape->features()[i].box.contains(world) && holds(feature.geometry, place))
                return feature.key;
        }
    }
    return {};
}

} // namespace

Picked pick(const Scene &scene, const Viewport &view, QPointF at)
{
    Picked picked;
    const IncidentLayer &layer = scene.incidents;
    if (layer.isVisible && layer.index && layer.mask) {
        const auto placed = placement(scene, view);
        std::vector<Hit> hits;
        pickSymbols(*placed, *layer.index, at, hits);
        if (placed->isCrowded)
            pickCrowd(*placed, layer, view, at, hits);
        pickBadges(*placed, *layer.index, at, hits);
        std::stable_sort(hits.begin(), hits.end(),
                         [](const Hit &a, const Hit &b) { return a.distancePx < b.distancePx; });
        for (const Hit &hit : hits)
            picked.incidents.push_back(hit.fid);
    }
    picked.annotation = annotationAt(scene, view, at, reachPx);
    picked.unitCode = unitAt(scene, view, at);
    return picked;
}

OffMap offMap(const Scene &scene, const Viewport &view)
{
    return placement(scene, view)->counts;
}

} // namespace marz::map
