#pragma once

#include <cstdint>

namespace marz::index {

/// One row number of an IncidentIndex; valid only for that snapshot.
using Row = std::uint32_t;

} // namespace marz::index
