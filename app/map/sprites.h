#pragma once

#include "incident/codes.h"
#include "incident/vocabulary.h"

#include <QImage>
#include <QPixmap>

namespace marz::map {

/// The symbol of an incident: family = colour and shape, verification = fill, coarse = pale with dashed
/// outline; @p isPossible = only possibly matches the filter.
/// @p sizePx in device-independent pixels (10 at rest, 14 hovered). Device pixel ratio is set on the image.
QImage symbol(const incident::Family &family, incident::Verification verification, bool isCoarse,
              double sizePx, double devicePixelRatio, bool isPossible = false);

} // namespace marz::map
