#pragma once

#include "geo/lonlat.h"
#include "incident/codes.h"

#include <QString>

#include <optional>

namespace marz::incident {

/// Where it happened, as far as it is known. No point means "unlocated", everywhere.
struct Where {
    std::optional<geo::LonLat>
        point;     ///< representative point; empty when nothing finer than the country is known
    QString place; ///< as reported
    PlacePrecision precision = PlacePrecision::Unknown;
    std::optional<double> radiusM; ///< Darwin Core coordinateUncertaintyInMeters, > 0
    PlaceBasis basis = PlaceBasis::Unknown;
    QString country;    ///< ISO 3166-1 alpha-3, empty when unknown
    QString admin1Code; ///< ISO 3166-2
    QString admin1;
    QString admin2;
    AdminBasis adminBasis = AdminBasis::Reported;
    bool adminCertain = true; ///< false where sources disagree, or are silent and the area reaches across
    std::optional<double>
        borderDistanceM; ///< derived: geodesic, from the point to the nearest international border
    QString borderPair;  ///< derived: "AFG-TJK"
    QString borderSide;  ///< derived: alpha-3 of the country the point lies in by the boundaries

    bool isUnlocated() const { return !point; }
    friend bool operator==(const Where &, const Where &) = default;
};

} // namespace marz::incident
