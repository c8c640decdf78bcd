#pragma once

#include "geo/geometry.h"

#include <span>
#include <vector>

namespace marz::geo {

/// Geodesic (WGS 84 ellipsoid, Karney's algorithm through PROJ's geodesic.h) distance in metres.
double distanceM(LonLat a, LonLat b);
/// Azimuth in degrees clockwise from north, 0..360, at @p from towards @p to.
double azimuthDeg(LonLat from, LonLat to);
LonLat destination(LonLat from, double azimuthDeg, double distanceM);
/// The geodesic from @p from to @p to as points at most @p stepM metres apart (but 2,000 of them at most),
/// both ends included; longitudes lie within 180 degrees.
std::vector<LonLat> geodesicPath(LonLat from, LonLat to, double stepM);
/// Whether the outline of @p ring (closed or not), its edges taken as great circles, crosses itself or comes
/// twice to the same vertex: it then has no area of its own.
bool crossesItself(std::span<const LonLat> ring);
/// A closed polygon of @p segments vertices (at least 3), @p radiusM metres around @p centre; not split where
/// it crosses the antimeridian.
Geometry circle(LonLat centre, double radiusM, int segments = 64);
/// Area in square metres inside @p ring (closed or not), its edges taken as geodesics: positive when the ring
/// runs anticlockwise.
double ringAreaM2(std::span<const LonLat> ring);

} // namespace marz::geo
