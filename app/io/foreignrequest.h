#pragma once

#include "io/foreign.h"
#include "io/frames.h"

namespace marz::io {

/// A request about the file at @p path within @p limits.
HelperRequest requestFor(HelperRequest::Kind kind, const QString &path, const LayerChoice &choice,
                         const HelperLimits &limits);

} // namespace marz::io
