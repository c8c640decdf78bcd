#pragma once

#include "map/symbolplacer.h"

namespace marz::map {

/// An incident in or just outside the view.
struct SeenIncident {
    index::Row row = 0;
    float x = 0; ///< device-independent pixels
    float y = 0;
};

inline constexpr double symbolSizePx = 10;
inline constexpr double hoveredSizePx = 14;

/// Known to the district, or not said how well: pale and dashed.
inline bool isDistrict(incident::PlacePrecision precision)
{
    return precision == incident::PlacePrecision::District || precision == incident::PlacePrecision::Unknown;
}

/// Fills symbols and members of @p result from @p seen (newest first): incidents at the same place are fanned
/// out, or stacked under a count when there are too many; districts are always stacked; nothing hides
/// anything else.
void placeSymbolGroups(const std::vector<SeenIncident> &seen, const index::IncidentIndex &index,
                       const index::Mask &mask, Placement &result);

} // namespace marz::map
