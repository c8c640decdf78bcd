#pragma once

#include "base/job.h"
#include "map/scene.h"

namespace marz::session {

/// A layer with what its reader had to say of it, one plain sentence each.
struct ForeignLayer {
    map::ReferenceLayer layer;
    QStringList warnings;
};

/// A layer of the user's own file, read by the helper process; layers of different @p colourNumber get
/// different colours. Blocks: call it on a worker. Throws base::Error.
ForeignLayer foreignLayer(const QString &path, int colourNumber, const base::CancelToken &cancel,
                          const base::Progress &progress);

} // namespace marz::session
