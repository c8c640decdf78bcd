#pragma once

#include "geo/geometry.h"

#include <QJsonObject>

#include <optional>

namespace marz::incident {

/// A geometry as a GeoJSON geometry object (RFC 7946), Multi* when it has several points, lines or polygons.
QJsonObject geoJsonOf(const geo::Geometry &geometry);

/// Reads Point, LineString, Polygon and their Multi* forms; Z is dropped. Empty when anything is malformed:
/// another type, a position outside the globe, a line of one vertex, a ring that is open or shorter than four
/// vertices.
std::optional<geo::Geometry> geometryOfGeoJson(const QJsonObject &object);

} // namespace marz::incident
