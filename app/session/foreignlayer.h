#pragma once

#include "base/job.h"
#include "map/scene.h"
#include "session/layerjson.h"

namespace marz::session {

/// A layer with what its reader had to say of it, one plain sentence each.
struct ForeignLayer {
    map::ReferenceLayer layer;
    QStringList warnings;
};

/// What a user chose about a layer without a window.
struct ForeignChoice {
    SavedLayer saved;     ///< without a style it gets one of its own
    int colourNumber = 0; ///< of that style: layers of different numbers get different colours
    QString crsIfNone;    ///< "EPSG:32642", for a file that does not say its own; empty = refused then
};

/// A file as a layer, with the usual style.
ForeignChoice foreignChoice(const QString &path, int colourNumber);

/// A layer of the user's own file, read by the helper process. Blocks: call it on a worker. Throws
/// base::Error.
ForeignLayer foreignLayer(const ForeignChoice &choice, const base::CancelToken &cancel,
                          const base::Progress &progress);

} // namespace marz::session
