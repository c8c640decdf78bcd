#pragma once

#include "map/userlayerpainter.h"
#include "session/userlayer.h"

#include <QIcon>

class QWidget;

/// How a layer of the user's own stands in lists.
namespace marz::ui {

/// What there is to show of it in a swatch.
map::SwatchKinds swatchKindsOf(const session::LayerFacts &facts);
/// A sample of it, or why there is nothing to see, or not all.
QIcon layerIcon(const session::UserLayer &layer, const QWidget *on);
/// Where it comes from and what is wrong with it; shown as it is, whatever it contains.
QString layerToolTip(const session::UserLayer &layer);

} // namespace marz::ui
