#pragma once

#include "geo/geometry.h"

#include <QStringList>

#include <vector>

class OGRGeometry;

namespace marz::io {

/// What was wrong with the shapes of a layer, counted.
struct GeometryFaults {
    qint64 missing = 0;     ///< no geometry
    qint64 notFinite = 0;   ///< NaN or infinite coordinates
    qint64 outside = 0;     ///< beyond 180 or 90 degrees
    qint64 collections = 0; ///< mixed shapes, split by kind
    qint64 dropped = 0;     ///< of a kind that cannot be drawn

    /// One plain sentence for each that is not zero.
    QStringList sentences() const;
};

/// @p source, already in WGS 84 and longitude first, as values: one geometry per kind that it holds (several
/// only for a collection). Curves are made straight, Z and M dropped, rings closed. Empty when nothing can be
/// drawn; @p faults says why.
std::vector<geo::Geometry> geometriesOf(const OGRGeometry *source, GeometryFaults &faults);

} // namespace marz::io
