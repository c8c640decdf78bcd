#pragma once

#include "map/basepainter.h"
#include "map/symbolplacer.h"

#include <QHash>
#include <QPolygonF>

namespace marz::map {

/// Where an incident may have been: the circle of its radius, cut to the unit that the sources name and to
/// the frame.
struct UncertaintyArea {
    std::vector<QPolygonF> areas; ///< to fill, device-independent pixels
    std::vector<QPolygonF> edges; ///< open lines to stroke
};

/// Makes the areas of one frame; units are traced once.
class UncertaintyAreas
{
public:
    UncertaintyAreas(const Scene &scene, const Viewport &view, FrameEdge edge);
    /// Empty when the radius is unknown or too small to show, or the incident is coarser than a district.
    UncertaintyArea of(index::Row row);

private:
    /// The unit's rings on the screen, cut to the frame; null when no layer has it or it does not hold @p
    /// place.
    const QList<QPolygonF> *unitRings(const QString &code, geo::LonLat place);

    const Scene &m_scene;
    const Viewport &m_view;
    FrameEdge m_edge;
    QRectF m_frame;
    double m_groundPerPx;
    QHash<QString, QList<QPolygonF>> m_rings;
};

} // namespace marz::map
