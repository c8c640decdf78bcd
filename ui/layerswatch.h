#pragma once

#include "map/userlayerpainter.h"

#include <QIcon>

class QWidget;

namespace marz::ui {

/// One class as a small picture, on land.
QIcon classSwatch(const map::ClassStyle &style, map::SwatchKinds kinds, QSize size, const QWidget *on);
/// The layer at a glance: its class, or the first few side by side.
QIcon layerSwatch(const map::LayerStyle &style, map::SwatchKinds kinds, const QWidget *on);

/// A raster at a glance: its tints, or a picture in its own colours.
QIcon rasterSwatch(const map::RasterStyle &style, const QWidget *on);

} // namespace marz::ui
