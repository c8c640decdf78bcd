#pragma once

#include "geo/crs.h"

#include <QPointF>

#include <functional>
#include <span>
#include <vector>

namespace marz::map {

/// Cuts lines and rings, in degrees, to what a CRS can draw, so that nothing is smeared over the map. A step
/// of more than 270 degrees of longitude is taken as the short way across the antimeridian; whole turns are
/// added where the CRS's area lies beyond 180 degrees. Long steps get vertices in between, so that they bend
/// with the projection; a step that two rings share gets the same ones.
class AreaClip
{
public:
    explicit AreaClip(const geo::Crs &crs);

    /// @p isCut: the piece runs along the area's edge in places. A piece is valid during the call only.
    using Visit = std::function<void(std::span<const geo::LonLat> piece, bool isCut)>;
    /// @p ring closed (first vertex = last); pieces are closed too.
    void eachRing(std::span<const geo::LonLat> ring, const Visit &visit) const;
    void eachLine(std::span<const geo::LonLat> line, const Visit &visit) const;

private:
    /// Hands over what is whole after each turn, and to @p cut what reaches out, in degrees.
    void eachTurned(std::span<const geo::LonLat> line, const Visit &visit,
                    const std::function<void(std::vector<QPointF> &points)> &cut) const;
    /// Continuous in longitude and with short steps.
    std::vector<geo::LonLat> prepared(std::span<const geo::LonLat> line) const;
    bool isReady(std::span<const geo::LonLat> line) const;

    geo::GeoBox m_area;
    double m_longestStepDeg;
};

} // namespace marz::map
