#pragma once

#include "map/symbolplacer.h"
#include "map/textshape.h"

namespace marz::map {

/// "1204", "12k", "1.2M".
QString countText(std::size_t count);
TextStyle badgeStyle();
/// The pill around @p text, centred on the origin, device-independent pixels.
QRectF badgeBox(const QString &text);
/// "3 in the province"
QString unitBadgeText(const PlacedUnit &unit);
/// Where the badge of @p unit is drawn and picked.
QRectF unitBadgeBox(const PlacedUnit &unit);

} // namespace marz::map
