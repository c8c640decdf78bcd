#pragma once

#include "incident/change.h"

#include <vector>

namespace marz::session {

/// The bundled sample as change sets in the order they must be applied: register, incidents, links.
/// Throws base::Error(Invalid) when the sample's JSON is not what Marz expects.
std::vector<incident::ChangeSet> sampleChanges();

} // namespace marz::session
