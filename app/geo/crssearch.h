#pragma once

#include "geo/box.h"

#include <QString>

#include <vector>

namespace marz::geo {

/// A projected CRS of the EPSG register, to choose from.
struct CrsListing {
    int epsg = 0;
    QString name;
    QString areaName;        ///< "Between 66°E and 72°E, northern hemisphere ..."
    GeoBox areaOfUse;        ///< all longitudes when it crosses the antimeridian
    bool holdsPlace = false; ///< the place that was asked for is in the area of use
};

/// Those whose code begins with @p text, or whose name or area holds all of its words (upper and lower case
/// alike); those named just so first, then those that hold @p place, small areas before large ones. At most
/// @p most. The first call of the process reads the register (some 50 ms). Throws base::Error(Failed) when
/// PROJ's database is missing.
std::vector<CrsListing> searchCrs(const QString &text, LonLat place, std::size_t most = 200);

} // namespace marz::geo
