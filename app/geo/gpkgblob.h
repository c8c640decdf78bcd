#pragma once

#include "geo/geometry.h"

#include <QByteArray>

#include <optional>

namespace marz::geo {

/// Whether a geometry of one part is written as MULTI* as well.
enum class MultiPart { WhenNeeded, Always };

/// GeoPackage binary (OGC 12-128r17, clause 2.1.3), little endian, with SRS 4326, an envelope for all but a
/// single point, and ISO WKB. Several points, lines or polygons become MULTI*; one becomes MULTI* only when
/// @p multi says so. Every part must have as many vertices as its kind needs (a line two, a ring four).
QByteArray gpkgBlob(const Geometry &geometry, MultiPart multi = MultiPart::WhenNeeded);

/// The geometry of a GeoPackage blob; Z and M are dropped. Empty optional when the blob is malformed in any
/// way (wrong magic, reserved bits, truncated, counts beyond the data, bytes left over, non-finite
/// coordinates, open or too short rings), or holds what a Geometry cannot (collections, curves, an SRS other
/// than 4326 or undefined geographic 0); a valid but empty geometry is empty.
std::optional<Geometry> geometryOfGpkgBlob(const QByteArray &blob);

} // namespace marz::geo
