#pragma once

#include "geo/geometry.h"

#include <memory>

namespace marz::geo {

/// A polygon prepared for many questions (GEOS prepared geometry). Immutable; use one per thread.
class PreparedArea
{
public:
    /// @p area is a polygon geometry in degrees; an invalid one is repaired first. Throws
    /// base::Error(Invalid) when it is not a polygon at all (another kind, or non-finite coordinates).
    explicit PreparedArea(const Geometry &area);
    ~PreparedArea();
    PreparedArea(PreparedArea &&) noexcept;
    PreparedArea &operator=(PreparedArea &&) noexcept;

    /// The boundary counts as inside, so that a place on a border is in both units and never in none.
    bool contains(LonLat p) const;
    bool intersects(const Geometry &geometry) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// @p a cut to @p b, both polygons in degrees (invalid ones are repaired); empty when they share no area.
/// Throws base::Error(Invalid) as PreparedArea does.
Geometry intersection(const Geometry &a, const Geometry &b);

/// Geodesic distance in metres from @p p to the nearest point of the line or ring geometry, to about 1 %
/// within a few thousand kilometres; 0 only on the line itself, also for a point inside a ring. Edges are
/// straight in degrees. Infinite for an empty geometry.
double distanceToM(LonLat p, const Geometry &lines);

/// A point well inside the largest polygon of @p area (pole of inaccessibility), for labels; the middle
/// vertex of points, lines and polygons without area. @p area must not be empty.
LonLat labelPoint(const Geometry &area);

/// Geodesic area of @p area in square metres.
double areaM2(const Geometry &area);

} // namespace marz::geo
