#pragma once

#include "geo/box.h"

#include <functional>

namespace marz::geo {

/// A projection as two functions; non-finite where it has no answer.
struct Projection {
    std::function<MapPoint(LonLat)> forward;
    std::function<LonLat(MapPoint)> inverse;
};

/// What of the world can be drawn in a projection: @p use (degrees; may reach beyond 180), widened by up to
/// 20 degrees on each side as long as positions come back to a millimetre and nothing is stretched beyond a
/// factor of three. A map of the whole world begins where the projection tears it.
GeoBox drawnAreaAround(const GeoBox &use, const Projection &projection);

} // namespace marz::geo
