#include "places/boundaries.h"

#include "geo/geodesic.h"
#include "places/piecetree.h"
#include "places/unitnames.h"
#include "places/zonegrid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marz::places {

namespace {

/// Outlines of different areas meet in shared vertices: what is this near is equally near, metres.
constexpr double tieM = 0.01;
constexpr double outlinePieceM = 10'000;

template <typename Area>
std::vector<const geo::Geometry *> areasOf(const std::vector<Area> &areas)
{
    std::vector<const geo::Geometry *> out;
    for (const Area &area : areas)
        out.push_back(&area.area);
    return out;
}

bool holds(const QString &pair, const QString &country)
{
    return !country.isEmpty() && pair.contains(country);
}

} // namespace

struct Boundaries::Impl {
    Impl(std::vector<Unit> someUnits, std::vector<Country> someCountries,
         std::vector<BorderLine> someBorders);

    bool meetsOther(const Space &p, double reachM, const AdminAnswer &answer) const;
    void measureBorder(geo::LonLat p, const Space &inSpaceP, AdminAnswer &answer) const;

    std::vector<Unit> units;
    std::vector<Country> countries;
    std::vector<BorderLine> borders;
    ZoneGrid unitGrid, countryGrid;
    UnitNames names;
    PieceTree borderTree;
    /// For whether something is near, so coarser; countries only where no unit stands for them.
    PieceTree unitOutlines{outlinePieceM}, countryOutlines{outlinePieceM};
    std::vector<PieceTree> outlineOfCountry; ///< per country
};

Boundaries::Impl::Impl(std::vector<Unit> someUnits, std::vector<Country> someCountries,
                       std::vector<BorderLine> someBorders)
    : units(std::move(someUnits)), countries(std::move(someCountries)), borders(std::move(someBorders)),
      unitGrid(areasOf(units)), countryGrid(areasOf(countries)), names(units),
      outlineOfCountry(countries.size())
{
    for (std::uint32_t i = 0; i < units.size(); ++i)
        unitOutlines.add(units[i].area, i);
    for (std::uint32_t i = 0; i < countries.size(); ++i) {
        const auto isOfCountry = [&](const Unit &unit) { return unit.country == countries[i].iso3; };
        if (std::none_of(units.begin(), units.end(), isOfCountry))
            countryOutlines.add(countries[i].area, i);
        outlineOfCountry[i].add(countries[i].area, i);
        outlineOfCountry[i].build();
    }
    for (std::uint32_t i = 0; i < borders.size(); ++i)
        borderTree.add(borders[i].line, i);
    unitOutlines.build();
    countryOutlines.build();
    borderTree.build();
}

/// Whether another unit or country begins within @p reachM.
bool Boundaries::Impl::meetsOther(const Space &p, double reachM, const AdminAnswer &answer) const
{
    const double chord = chordM(reachM);
    return unitOutlines.anyWithin(p, chord, [&](std::uint32_t owner) {
        return units[owner].code != answer.admin1Code;
    }) || countryOutlines.anyWithin(p, chord, [&](std::uint32_t owner) {
        return countries[owner].iso3 != answer.country;
    });
}

/// Where several borders are equally near (their meeting point), one of the point's own country counts.
void Boundaries::Impl::measureBorder(geo::LonLat p, const Space &inSpaceP, AdminAnswer &answer) const
{
    const PieceTree::Hit hit = borderTree.nearest(inSpaceP);
    if (hit.squaredChord == std::numeric_limits<double>::infinity())
        return;
    answer.borderDistanceM = geo::distanceM(p, hit.at);
    answer.borderPoint = hit.at;
    answer.borderPair = borders[hit.owner].pair;
    if (!hit.isLineEnd)
        return;
    borderTree.anyWithin(inSpaceP, std::sqrt(hit.squaredChord) + tieM, [&](std::uint32_t owner) {
        const QString &pair = borders[owner].pair;
        const bool isOwn = holds(pair, answer.country), wasOwn = holds(answer.borderPair, answer.country);
        if (isOwn != wasOwn ? isOwn : pair < answer.borderPair)
            answer.borderPair = pair;
        return false;
    });
}

Boundaries::Boundaries(std::vector<Unit> units, std::vector<Country> countries,
                       std::vector<BorderLine> borders)
    : m_impl(std::make_shared<const Impl>(std::move(units), std::move(countries), std::move(borders)))
{
}

const std::vector<Unit> &Boundaries::units() const
{
    static const std::vector<Unit> none;
    return m_impl ? m_impl->units : none;
}

const std::vector<Country> &Boundaries::countries() const
{
    static const std::vector<Country> none;
    return m_impl ? m_impl->countries : none;
}

const std::vector<BorderLine> &Boundaries::borders() const
{
    static const std::vector<BorderLine> none;
    return m_impl ? m_impl->borders : none;
}

const Unit *Boundaries::unit(const QString &code) const
{
    const auto found =
        std::find_if(units().begin(), units().end(), [&](const Unit &unit) { return unit.code == code; });
    return found == units().end() ? nullptr : &*found;
}

const Country *Boundaries::country(const QString &iso3) const
{
    const auto found = std::find_if(countries().begin(), countries().end(),
                                    [&](const Country &country) { return country.iso3 == iso3; });
    return found == countries().end() ? nullptr : &*found;
}

std::vector<const Unit *> Boundaries::unitsNamed(const QString &text) const
{
    std::vector<const Unit *> found;
    if (m_impl) {
        for (const std::size_t at : m_impl->names.find(text))
            found.push_back(&m_impl->units[at]);
    }
    return found;
}

const Unit *Boundaries::unitAt(geo::LonLat p) const
{
    if (!m_impl || !geo::isValid(p))
        return nullptr;
    const std::optional<std::size_t> at = m_impl->unitGrid.zoneAt(p);
    return at ? &m_impl->units[*at] : nullptr;
}

AdminAnswer Boundaries::at(geo::LonLat p, double radiusM) const
{
    AdminAnswer answer;
    if (!m_impl || !geo::isValid(p))
        return answer;
    if (const Unit *unit = unitAt(p)) {
        answer.country = unit->country;
        answer.admin1Code = unit->code;
        answer.admin1 = unit->name;
    } else if (const std::optional<std::size_t> country = m_impl->countryGrid.zoneAt(p)) {
        answer.country = m_impl->countries[*country].iso3;
    }
    const Space inSpaceP = inSpace(p);
    answer.isCertain = !m_impl->meetsOther(inSpaceP, boundaryAccuracyM + std::max(radiusM, 0.0), answer);
    // Beyond the data the nearest line known is not the nearest there is.
    const geo::GeoBox &known = m_impl->countryGrid.extent();
    if (known.isEmpty() || known.contains(p))
        m_impl->measureBorder(p, inSpaceP, answer);
    return answer;
}

double Boundaries::distanceToCountryM(geo::LonLat p, const QString &iso3) const
{
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const Country *wanted = country(iso3);
    if (!wanted || !geo::isValid(p))
        return infinite;
    const std::optional<std::size_t> at = m_impl->countryGrid.zoneAt(p);
    const auto position = static_cast<std::size_t>(wanted - countries().data());
    if (at == position)
        return 0;
    const PieceTree::Hit hit = m_impl->outlineOfCountry[position].nearest(inSpace(p));
    return hit.squaredChord == infinite ? infinite : geo::distanceM(p, hit.at);
}

} // namespace marz::places
