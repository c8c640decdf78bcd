#pragma once

#include "map/basepainter.h"
#include "map/layerpainter.h"

namespace marz::map {

/// Paints a user's layer in its style, class by class; nothing outside its range of scales. Colours that
/// would not be seen on the theme's land are made darker or lighter.
void paintUserLayer(const LayerJob &job);

/// False for a feature of a class that is switched off.
bool isFeatureShown(const ReferenceLayer &layer, std::size_t feature);

/// The outline of the feature that Scene::highlighted names, over everything of the base image.
void paintHighlighted(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge);

/// What a legend shows of a class: the kinds of geometry that the layer has decide.
struct SwatchKinds {
    bool hasAreas = false;
    bool hasLines = false;
    bool hasPoints = false;
};
SwatchKinds swatchKindsOf(const LayerContent &content);
/// A sample of the class in @p box (painter's units): area, line or marker.
void paintSwatch(QPainter &painter, const QRectF &box, const ClassStyle &style, SwatchKinds kinds,
                 Theme theme);

/// @p colour, made lighter or darker until it is seen on the theme's land; its alpha stays.
QColor readable(const QColor &colour, Theme theme);

} // namespace marz::map
