#pragma once

#include "base/job.h"
#include "map/scene.h"

namespace marz::map {

/// Where the name of an area stands: the place in its largest part that is farthest from the edge (pole of
/// inaccessibility), in degrees; found once for each content.
geo::LonLat labelPointOf(const std::shared_ptr<const LayerContent> &content, std::size_t feature);

/// Finds those of all areas with a name, for a worker: some thousand areas take a second. Throws
/// base::Error(Cancelled).
void prepareLabelPoints(const std::shared_ptr<const LayerContent> &content, const base::CancelToken &cancel);

} // namespace marz::map
