#pragma once

#include "geo/lonlat.h"

#include <span>
#include <vector>

namespace marz::map {

/// For each vertex the tolerance, in the units of @p line, up to which Douglas and Peucker (1973) keep it: a
/// line simplified to tolerance t is the vertices with a value > t. Ends are infinite; values never exceed
/// that of the vertex that split the line before, so that every tolerance gives a valid simplification from
/// one pass. Vertices nearer than @p finest to their chord get 0.
std::vector<float> significance(std::span<const geo::MapPoint> line, double finest = 0.05);

} // namespace marz::map
