#pragma once

#include "base/job.h"
#include "map/scene.h"
#include "session/userlayer.h"

#include <vector>

namespace marz::session {

/// A layer as it was read. With needsCrs there is nothing but the facts.
struct LoadedLayer {
    bool needsCrs = false;
    std::vector<map::LayerFeature>
        features; ///< without names; outer rings counter-clockwise, holes clockwise
    std::shared_ptr<const LayerTable> table;
    LayerFacts facts;
};

/// A layer that a file offers.
struct LayerOffer {
    QString name;
    QString geometry;    ///< "points", "lines", "areas", "mixed", "table"
    qint64 records = -1; ///< -1 = not known
    QString crs;
};

/// Reads a layer with the helper process @p program (empty = this one). Blocks: call it on a worker. Throws
/// base::Error, Cancelled too.
LoadedLayer loadLayer(const QString &program, const LayerSource &source, const base::CancelToken &cancel,
                      const base::Progress &progress);

/// The layers of a file that can be drawn. Blocks. Throws base::Error.
std::vector<LayerOffer> layersInFile(const QString &program, const QString &path,
                                     const base::CancelToken &cancel);

/// The box of a layer's coordinates as the file has them, for one whose coordinate system nobody knows; empty
/// when it has none. Blocks. Throws base::Error.
geo::MapBox rawExtent(const QString &program, const LayerSource &source, const base::CancelToken &cancel,
                      const base::Progress &progress);

/// Whether the GeoPackage is a store of Marz, of whatever version, rather than a file of layers. Blocks.
bool isMarzStore(const QString &path);

} // namespace marz::session
