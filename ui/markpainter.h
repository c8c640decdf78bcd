#pragma once

#include "map/scene.h"
#include "map/viewport.h"
#include "session/mapmarks.h"
#include "session/measuring.h"

class QPainter;

/// Measurement, range rings and ways to the border, as the window draws them over the frame. No export has
/// them.
namespace marz::ui {

/// The side under way is labelled beside its loose end, so beside the pointer.
void paintMeasuring(QPainter &painter, const session::Measuring &measuring, const map::Viewport &view,
                    map::Theme theme);
void paintMarks(QPainter &painter, const session::MapMarks::Content &marks, const map::Viewport &view,
                map::Theme theme);
/// The cross under which the keyboard points.
void paintCrossHair(QPainter &painter, QPointF at, map::Theme theme);

/// The vertex under @p at (screen coordinates), the last one first; nullopt when there is none.
std::optional<std::size_t> vertexAt(const std::vector<geo::LonLat> &vertices, const map::Viewport &view,
                                    QPointF at);
/// The geodesic between two positions on the screen, in runs: cut where the CRS cannot show it or where it
/// leaves the world at one side and comes in at the other.
std::vector<std::vector<QPointF>> geodesicOnScreen(geo::LonLat from, geo::LonLat to,
                                                   const map::Viewport &view);

} // namespace marz::ui
