#pragma once

#include "geo/geometry.h"
#include "geo/lonlat.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace marz::places {

/// A first-level unit with its names.
struct Unit {
    QString code;    ///< ISO 3166-2
    QString country; ///< ISO 3166-1 alpha-3
    QString name;
    QString nameTg, nameRu, nameFa, nameNat; ///< empty when not known
    geo::Geometry area;
};
struct Country {
    QString iso3;
    QString name;
    QString nameTg, nameRu, nameFa, nameNat;
    geo::Geometry area;
};
struct BorderLine {
    QString pair; ///< "AFG-TJK"
    bool isDisputed = false;
    geo::Geometry line;
};

/// What the boundaries say of a point.
struct AdminAnswer {
    QString country;    ///< alpha-3, empty = in none
    QString admin1Code; ///< empty = in none
    QString admin1;
    bool isCertain = true; ///< false when a boundary is nearer than boundaryAccuracyM (plus the radius asked)
    std::optional<double> borderDistanceM; ///< geodesic to the nearest international border
    QString borderPair;
    std::optional<geo::LonLat> borderPoint; ///< of that border the nearest point
};

/// The error of the shipped boundaries against better ones, 90th percentile, metres (geodata/README.md).
inline constexpr double boundaryAccuracyM = 1800;

/// Admin units of a point, distance from and side of the border. Immutable after building; safe to share.
class Boundaries
{
public:
    Boundaries() = default;
    Boundaries(std::vector<Unit> units, std::vector<Country> countries, std::vector<BorderLine> borders);

    const std::vector<Unit> &units() const;
    const std::vector<Country> &countries() const;
    const std::vector<BorderLine> &borders() const;
    const Unit *unit(const QString &code) const;
    const Country *country(const QString &iso3) const;
    /// Units whose code, or name in any script, is @p text (folded). "Badakhshan" gives two.
    std::vector<const Unit *> unitsNamed(const QString &text) const;
    /// @p radiusM: how far the point may be off.
    AdminAnswer at(geo::LonLat p, double radiusM = 0) const;
    /// Metres from @p p to the country's area, 0 inside.
    double distanceToCountryM(geo::LonLat p, const QString &iso3) const;
    const Unit *unitAt(geo::LonLat p) const;

private:
    struct Impl;
    std::shared_ptr<const Impl> m_impl;
};

} // namespace marz::places
