#pragma once

#include "map/spritecache.h"
#include "map/symbolplacer.h"

#include <QImage>

namespace marz::map {

/// Stamps the dots of a crowded placement into the scan lines of @p target (ARGB32 premultiplied, device
/// pixels of the view), oldest first: QPainter takes half a microsecond a sprite, this a fraction of it.
void stampDots(QImage &target, const Placement &placement, const index::IncidentIndex &index,
               const index::Mask &mask, double devicePixelRatio, SpriteCache &sprites);

} // namespace marz::map
