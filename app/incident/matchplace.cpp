#include "incident/filter.h"

#include "incident/vocabulary.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace marz::incident {

namespace {

/// Metres of one degree at a latitude: series for the WGS 84 ellipsoid, good to 0.1 %
/// (National Geospatial-Intelligence Agency, "Length of a degree of latitude and longitude").
struct DegreeM {
    double lon;
    double lat;
};

DegreeM degreeAt(double latDeg)
{
    const double phi = latDeg * std::numbers::pi / 180;
    return {111412.84 * std::cos(phi) - 93.5 * std::cos(3 * phi) + 0.118 * std::cos(5 * phi),
            111132.92 - 559.82 * std::cos(2 * phi) + 1.175 * std::cos(4 * phi)};
}

/// How far from the point the incident may have been; a point without any radius is taken as it is.
double uncertaintyM(const Facts &facts)
{
    if (facts.radiusM)
        return *facts.radiusM;
    return shippedRadiusM(facts.placePrecision).value_or(0);
}

Match matchUnit(const Facts &facts, const RegionChoice &region)
{
    const bool sameCountry = !facts.country.isEmpty() && facts.country == region.country;
    if (region.admin1Code.isEmpty())
        return sameCountry ? Match::Certain : Match::None;
    const bool sameUnit = facts.admin1Code == region.admin1Code;
    const bool isKnown = !facts.admin1Code.isEmpty() && facts.placePrecision != PlacePrecision::Country;
    if (isKnown && facts.adminCertain)
        return sameUnit ? Match::Certain : Match::None;
    return sameUnit || sameCountry ? Match::Possible : Match::None;
}

} // namespace

Match matchRegion(const Facts &facts, const RegionChoice &region)
{
    const Match unit = matchUnit(facts, region);
    if (region.admin2.isEmpty() || unit == Match::None)
        return unit;
    const bool isCoarser = facts.admin2.isEmpty() || facts.placePrecision == PlacePrecision::Province ||
                           facts.placePrecision == PlacePrecision::Country;
    if (isCoarser || !facts.adminCertain)
        return Match::Possible;
    return facts.admin2.compare(region.admin2, Qt::CaseInsensitive) == 0 ? unit : Match::None;
}

Match matchBox(const Facts &facts, const geo::GeoBox &box)
{
    if (!facts.point || box.isEmpty())
        return Match::None;
    const geo::LonLat &p = *facts.point;
    const double radiusM = uncertaintyM(facts);
    const DegreeM degree = degreeAt(p.lat);
    if (box.contains(p)) {
        const double toSideM = std::min(p.lon - box.west, box.east - p.lon) * degree.lon;
        const double toTopM = std::min(p.lat - box.south, box.north - p.lat) * degree.lat;
        return std::min(toSideM, toTopM) >= radiusM ? Match::Certain : Match::Possible;
    }
    const double outLon = std::max({box.west - p.lon, p.lon - box.east, 0.0});
    const double outLat = std::max({box.south - p.lat, p.lat - box.north, 0.0});
    return std::hypot(outLon * degree.lon, outLat * degree.lat) <= radiusM ? Match::Possible : Match::None;
}

Match matchBorderDistance(const Facts &facts, double withinM)
{
    if (!facts.borderDistanceM)
        return Match::None;
    const double radiusM = uncertaintyM(facts);
    if (*facts.borderDistanceM + radiusM <= withinM)
        return Match::Certain;
    return *facts.borderDistanceM - radiusM <= withinM ? Match::Possible : Match::None;
}

} // namespace marz::incident
