#pragma once

#include "base/job.h"
#include "map/scene.h"

namespace marz::session {

/// A layer with what its reader had to say of it, one plain sentence each.
struct ForeignLayer {
    map::ReferenceLayer layer;
    QStringList warnings;
};

/// A layer of the user's own file, read by the helper process. Blocks: call it on a worker. Throws
/// base::Error.
ForeignLayer foreignLayer(const QString &path, const base::CancelToken &cancel,
                          const base::Progress &progress);

} // namespace marz::session
