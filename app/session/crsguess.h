#pragma once

#include "geo/box.h"

#include <QString>

#include <vector>

namespace marz::session {

struct Geodata;

/// A coordinate system that a layer without one may be in.
struct CrsCandidate {
    QString code; ///< "EPSG:32642"
    QString name; ///< "WGS 84 / UTM zone 42N"
};

/// Where a layer would land with a coordinate system.
struct Landing {
    geo::GeoBox extent;    ///< degrees; empty = nowhere on Earth
    QString text;          ///< one sentence: extent, and the country and region at its middle
    bool isLikely = false; ///< its middle is in one of the countries of the bundled map
};

/// Those that maps of the region come in, @p last first when it is one (what was chosen for the layer
/// before).
std::vector<CrsCandidate> crsCandidates(const QString &last);

/// @p raw: the box of the file's coordinates, in metres. @p geodata may be null. Loads what it needs of PROJ:
/// a few milliseconds.
Landing landingOf(const QString &code, const geo::MapBox &raw, const Geodata *geodata);

} // namespace marz::session
