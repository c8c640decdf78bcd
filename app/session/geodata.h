#pragma once

#include "map/scene.h"
#include "places/boundaries.h"
#include "places/gazetteer.h"

#include <memory>

namespace marz::session {

/// The program's own geography, read once: boundaries and gazetteer for questions, reference layers for the
/// map.
struct Geodata {
    places::Boundaries boundaries;
    places::Gazetteer gazetteer;
    std::vector<map::ReferenceLayer> layers; ///< bottom to top: land, lakes, rivers, units, borders, places
};

/// The folder of the bundled geodata: $MARZ_GEODATA, beside the program (../share/marz/geodata), or the
/// source tree. Throws base::Error(NotFound) that lists where it looked.
QString geodataFolder();

/// Reads it all (about 0.3 s): call it on a worker. Throws base::Error naming the file that is missing or
/// damaged.
std::shared_ptr<const Geodata> loadGeodata(const QString &folder);

/// For command-line verbs and tests: loaded once per process.
std::shared_ptr<const Geodata> sharedGeodata();

} // namespace marz::session
