#pragma once

#include "geo/geometry.h"

namespace marz::geo {

/// Geodesic (WGS 84 ellipsoid, Karney's algorithm through PROJ's geodesic.h) distance in metres.
double distanceM(LonLat a, LonLat b);
/// Azimuth in degrees clockwise from north, 0..360, at @p from towards @p to.
double azimuthDeg(LonLat from, LonLat to);
LonLat destination(LonLat from, double azimuthDeg, double distanceM);
/// A closed polygon of @p segments vertices, @p radiusM metres around @p centre.
Geometry circle(LonLat centre, double radiusM, int segments = 64);

} // namespace marz::geo
