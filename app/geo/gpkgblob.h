#pragma once

#include "geo/geometry.h"

#include <QByteArray>

#include <optional>

namespace marz::geo {

/// GeoPackage binary (OGC 12-128r17, clause 2.1.3) with SRS 4326, an envelope for all but points, and ISO WKB.
/// Multi-part geometries become MULTI*; a polygon is written as MULTIPOLYGON only when @p alwaysMulti or when it has
/// several polygons.
enum class MultiPart { WhenNeeded, Always };
QByteArray gpkgBlob(const Geometry &geometry, MultiPart multi = MultiPart::WhenNeeded);

/// The geometry of a GeoPackage blob; Z and M are dropped. Empty optional when the blob is malformed in any way
/// (wrong magic, truncated, counts beyond the data, non-finite coordinates); a valid but empty geometry is empty.
std::optional<Geometry> geometryOfGpkgBlob(const QByteArray &blob);

} // namespace marz::geo
