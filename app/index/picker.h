#pragma once

#include "index/incidentindex.h"

#include <functional>

namespace marz::index {

/// Rows whose point lies in @p box (Web Mercator metres) and that @p mask matches.
void eachInBox(const IncidentIndex &index, const Mask &mask, const geo::MapBox &box,
               const std::function<void(Row)> &each);

/// Rows within @p radius (Web Mercator metres) of @p at that @p mask matches, nearest first.
std::vector<Row> rowsNear(const IncidentIndex &index, const Mask &mask, geo::MapPoint at, double radius);

} // namespace marz::index
