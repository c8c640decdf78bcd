#pragma once

#include "map/projectedlayer.h"
#include "map/viewport.h"

#include <QPainterPath>
#include <QPolygonF>

namespace marz::map {

/// A line so short that its stroke, with round ends, is a dot.
void addDot(QPointF at, QPainterPath &path);

/// Takes vertices of a projected layer to the screen, simplified for the scale and cut to a frame.
class Tracer
{
public:
    /// @p frame in device-independent pixels of @p view; vertices nearer than 0.4 device pixels times @p
    /// coarser to the simplified line are left out.
    Tracer(const ProjectedLayer &layer, const Viewport &view, const QRectF &frame, double coarser = 1);

    const QRectF &frame() const { return m_frame; }
    bool isVisible(const geo::MapBox &box) const { return !box.isEmpty() && box.intersects(m_world); }
    QPointF toScreen(const geo::MapPoint &p) const
    {
        return {(p.x - m_centre.x) * m_scale + m_halfWidth, (m_centre.y - p.y) * m_scale + m_halfHeight};
    }

    /// Polygon feature @p index, to be filled odd-even, or winding: holes run against their outer ring.
    void addArea(std::size_t index, QPainterPath &path);
    void addOutline(std::size_t index, QPainterPath &path);
    void addLine(const ProjectedLayer::Arc &arc, QPainterPath &path);
    /// Dots along the arc, counted from its start so that they stay while the map is moved.
    void addDots(const ProjectedLayer::Arc &arc, double stepPx, QPainterPath &path);

private:
    bool holds(const geo::MapBox &box) const;
    void append(const ProjectedLayer::Arc &arc, bool backward);

    const ProjectedLayer &m_layer;
    QRectF m_frame;
    geo::MapBox m_world;
    float m_tolerance;
    double m_smallestRing;
    double m_scale;
    geo::MapPoint m_centre;
    double m_halfWidth;
    double m_halfHeight;
    std::vector<QPointF> m_points;
    std::vector<QPolygonF> m_pieces;
};

} // namespace marz::map
