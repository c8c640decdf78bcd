#pragma once

#include "base/job.h"
#include "map/scene.h"

namespace marz::session {

/// A layer of the user's own file, read by the helper process. Blocks: call it on a worker. Throws
/// base::Error.
map::ReferenceLayer foreignLayer(const QString &path, const base::CancelToken &cancel,
                                 const base::Progress &progress);

} // namespace marz::session
