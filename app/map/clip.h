#pragma once

#include <QPolygonF>
#include <QRectF>

#include <span>
#include <vector>

namespace marz::map {

/// Cuts a closed ring to @p frame in place (Sutherland and Hodgman 1974); empty when nothing is left. Edges
/// along the frame are part of the result: fill it, do not stroke it.
void clipRing(std::vector<QPointF> &ring, const QRectF &frame);

/// Cuts an open line to @p frame (Liang and Barsky 1984) and hands over each piece in turn.
void clipLine(std::span<const QPointF> line, const QRectF &frame, std::vector<QPolygonF> &pieces);

} // namespace marz::map
