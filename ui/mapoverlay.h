#pragma once

#include "incident/annotation.h"
#include "map/scene.h"
#include "map/viewport.h"

class QPainter;
class QPalette;

/// What the window draws over the frame and no export has.
namespace marz::ui {

void paintWatermark(QPainter &painter, const QRect &map, map::Theme theme);
/// Corners and frame of the selected annotation.
void paintGrips(QPainter &painter, const incident::Annotation &annotation, const map::Viewport &view,
                const QPalette &palette);
/// Around a place that was searched for.
void paintRing(QPainter &painter, geo::LonLat at, double radiusM, const map::Viewport &view,
               const QPalette &palette);
void paintBand(QPainter &painter, const QRectF &band, const QPalette &palette);
void paintFocusRing(QPainter &painter, const QRect &map, const QPalette &palette);

} // namespace marz::ui
