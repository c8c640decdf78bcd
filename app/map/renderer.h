#pragma once

#include "base/job.h"
#include "map/labelcache.h"
#include "map/scene.h"
#include "map/viewport.h"

#include <QImage>

class QPainter;

namespace marz::map {

/// Draws scenes. Keeps caches (projected and simplified layer paths, sprites, text halos) between frames; one
/// renderer per thread, scenes may be shared.
class Renderer
{
public:
    Renderer();
    ~Renderer();
    Renderer(const Renderer &) = delete;
    Renderer &operator=(const Renderer &) = delete;

    /// Land, water, units, borders, rivers (no labels, no incidents) as an opaque image of the viewport's
    /// device size. Returns a null image when cancelled.
    QImage baseImage(const Scene &scene, const Viewport &view, const base::CancelToken &cancel = {});
    /// Whether labels are current, and will be when the map is dragged on (LabelCache::Labels).
    struct LabelState {
        bool isCurrent = true;
        bool isLasting = true;
    };
    /// Labels of reference layers, without overlap, avoiding the selected symbols.
    LabelState drawLabels(QPainter &painter, const Scene &scene, const Viewport &view,
                          LabelFreshness freshness = LabelFreshness::Placed);
    /// Labels that a worker has placed, for the next frames.
    void takeLabels(std::shared_ptr<const PlacedNames> names);
    /// Incidents by precision (look.md, product.md "Symbols"): solid, dashed pale with stack badge, unit
    /// hatch.
    void drawIncidents(QPainter &painter, const Scene &scene, const Viewport &view);
    void drawAnnotations(QPainter &painter, const Scene &scene, const Viewport &view);
    /// The small map in the corner, where the scene has one.
    void drawOverview(QPainter &painter, const Scene &scene, const Viewport &view);
    /// All of the above on any device (image, printer), in order.
    void drawFrame(QPainter &painter, const Scene &scene, const Viewport &view,
                   const base::CancelToken &cancel = {});

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Projects layers and incidents of @p scene, so that the next frame in @p crs need not; for a worker. Throws
/// base::Error(Cancelled).
void prepareFor(const Scene &scene, const geo::Crs &crs, const base::CancelToken &cancel,
                const base::Progress &progress);

/// What lies under a screen point, from what was drawn and under the same mask: incident fids nearest first
/// (all of a stack), then the annotation, then the unit.
struct Picked {
    std::vector<qint64> incidents;
    qint64 annotation = 0; ///< fid, 0 = none
    QString unitCode;      ///< ISO 3166-2 of the unit under the point, empty = none
};
Picked pick(const Scene &scene, const Viewport &view, QPointF at);

/// What the incident layer could not put on the map under the mask: for the tray, the status bar and exports.
struct OffMap {
    std::size_t drawn = 0;  ///< located, finer than or equal to district, inside the view
    std::size_t coarse = 0; ///< province or country: hatch and badge, never a pin
    std::size_t unlocated = 0;
    std::size_t undated = 0;
    std::size_t outside = 0; ///< located outside the view
};
OffMap offMap(const Scene &scene, const Viewport &view);

} // namespace marz::map
