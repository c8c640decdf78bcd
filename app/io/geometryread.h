#pragma once

#include "geo/geometry.h"
#include "io/layerstatistics.h"

#include <vector>

class OGRGeometry;

namespace marz::io {

/// @p source, already in WGS 84 and longitude first, as values: one geometry per kind that it holds (several
/// only for a collection). Curves are made straight, Z and M dropped, rings closed. Empty when nothing can be
/// drawn; @p statistics counts why.
std::vector<geo::Geometry> geometriesOf(const OGRGeometry *source, LayerStatistics &statistics);

} // namespace marz::io
