#pragma once

#include "map/spritecache.h"
#include "map/surface.h"
#include "map/symbolplacer.h"

namespace marz::map {

/// Stamps the dots of a crowded placement into @p target (device pixels of the view), oldest first: QPainter
/// takes half a microsecond a sprite, this a fraction of it.
void stampDots(const PixelRows &target, const Placement &placement, const index::IncidentIndex &index,
               const index::Mask &mask, double devicePixelRatio, SpriteCache &sprites);

} // namespace marz::map
