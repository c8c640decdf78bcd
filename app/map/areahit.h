#pragma once

#include "geo/geometry.h"

namespace marz::map {

/// Whether polygon geometry @p area holds @p p (odd-even, degrees taken as a plane): for single questions;
/// bulk ones go to geo::PreparedArea.
bool holds(const geo::Geometry &area, geo::LonLat p);

} // namespace marz::map
