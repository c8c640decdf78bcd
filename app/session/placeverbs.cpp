#include "geo/coordinatetext.h"
#include "geo/geodesic.h"
#include "geo/predicates.h"
#include "incident/vocabulary.h"
#include "session/recordverbs.h"

#include <algorithm>

/// Where, and whether it is known already: what boundaries tell of a place, places as typed or clicked,
/// candidates near in place and time.
namespace marz::session {

namespace {

/// A click is off by what a hand and an eye can tell on the screen.
constexpr double clickRadiusPx = 20;
constexpr qint32 nearDays = 7;
constexpr double nearM = 100'000;
/// What one of the two, place and time, may weigh when the other is not known.
constexpr double placelessScore = 0.3;
constexpr double datelessScore = 0.5;
/// A named place as near as this tells the district.
constexpr double districtReachM = 5'000;

incident::PlacePrecision precisionOfKind(const QString &kind)
{
    if (kind == QLatin1String("country"))
        return incident::PlacePrecision::Country;
    if (kind == QLatin1String("province"))
        return incident::PlacePrecision::Province;
    static const QStringList fine{QStringLiteral("town"),     QStringLiteral("village"),
                                  QStringLiteral("crossing"), QStringLiteral("bridge"),
                                  QStringLiteral("site"),     QStringLiteral("border_post"),
                                  QStringLiteral("pass")};
    return fine.contains(kind) ? incident::PlacePrecision::Near : incident::PlacePrecision::District;
}

/// The finest precision that a radius still allows to claim; "exact" is the analyst's to say.
incident::PlacePrecision precisionOfRadius(double radiusM)
{
    if (radiusM <= 5'000)
        return incident::PlacePrecision::Near;
    return radiusM <= 40'000 ? incident::PlacePrecision::District : incident::PlacePrecision::Province;
}

QString unitName(const Geodata &geodata, const QString &code)
{
    const places::Unit *unit = geodata.boundaries.unit(code);
    return unit ? unit->name : QString();
}

PlaceSuggestion suggestionOf(const places::PlaceMatch &match, const Geodata &geodata)
{
    const places::Place &place = *match.place;
    PlaceSuggestion suggestion;
    QStringList parts{place.name, place.kind};
    if (!place.admin2.isEmpty() && place.admin2 != place.name)
        parts << place.admin2;
    parts << (place.admin1Code.isEmpty() ? place.country : place.admin1Code);
    suggestion.label = parts.join(QStringLiteral(", "));
    if (match.matched != place.name)
        suggestion.detail = QStringLiteral("also: %1").arg(match.matched);
    incident::Where &where = suggestion.where;
    where.place = place.name;
    where.precision = precisionOfKind(place.kind);
    where.basis = incident::PlaceBasis::NamedPlace;
    where.country = place.country;
    where.admin1Code = place.admin1Code;
    where.admin1 = unitName(geodata, place.admin1Code);
    where.admin2 = place.kind == QLatin1String("district") ? place.name : place.admin2;
    where.adminBasis = incident::AdminBasis::Analyst;
    if (where.precision != incident::PlacePrecision::Country) {
        where.point = place.position;
        where.radiusM = place.radiusM;
    }
    return suggestion;
}

/// How far off the point may be, metres; by its precision where no radius is given.
double uncertaintyM(const incident::Where &where)
{
    return where.radiusM ? *where.radiusM : incident::shippedRadiusM(where.precision).value_or(0);
}

/// Country, unit and district from the point alone.
void computeAdmin(incident::Where &where, const places::AdminAnswer &answer, const Geodata &geodata)
{
    const bool hasUnit = where.precision <= incident::PlacePrecision::Province;
    where.country = answer.country;
    where.admin1Code = hasUnit ? answer.admin1Code : QString();
    where.admin1 = hasUnit ? answer.admin1 : QString();
    where.admin2.clear();
    where.adminBasis = incident::AdminBasis::Computed;
    where.adminCertain = answer.isCertain;
    if (where.admin1Code.isEmpty() || uncertaintyM(where) > districtReachM)
        return; // the area holds more than one district
    const places::Place *near = geodata.gazetteer.nearest(*where.point, districtReachM);
    if (near && near->admin1Code == where.admin1Code)
        where.admin2 = near->admin2;
}

incident::Where computedWhere(geo::LonLat position, double radiusM, const Geodata &geodata)
{
    incident::Where where;
    where.point = position;
    where.radiusM = radiusM;
    where.precision = precisionOfRadius(radiusM);
    computeAdmin(where, geodata.boundaries.at(position, radiusM), geodata);
    return where;
}

/// What the names and codes tell of each other: the code of a unit's name, its name, its country.
void completeNames(incident::Where &where, const places::Boundaries &boundaries)
{
    if (where.admin1Code.isEmpty() && !where.admin1.isEmpty()) {
        std::vector<const places::Unit *> named = boundaries.unitsNamed(where.admin1);
        std::erase_if(named, [&where](const places::Unit *unit) {
            return !where.country.isEmpty() && unit->country != where.country;
        });
        if (named.size() == 1)
            where.admin1Code = named.front()->code;
    }
    const places::Unit *unit = boundaries.unit(where.admin1Code);
    if (!unit)
        return;
    if (where.admin1.isEmpty())
        where.admin1 = unit->name;
    if (where.country.isEmpty())
        where.country = unit->country;
}

/// Whether the point lies farther outside the country or the unit that the record names than the boundaries'
/// error and its radius allow.
bool isOutsideNamed(const incident::Where &where, const places::AdminAnswer &answer,
                    const places::Boundaries &boundaries)
{
    const double reachM = boundaryToleranceM + where.radiusM.value_or(0);
    if (!where.country.isEmpty() && where.country != answer.country) {
        // A country that the boundaries do not know begins at the border of the one they found, at the
        // nearest.
        const double awayM = boundaries.country(where.country)
                                 ? boundaries.distanceToCountryM(*where.point, where.country)
                                 : (answer.country.isEmpty() ? 0 : answer.borderDistanceM.value_or(0));
        if (awayM > reachM)
            return true;
    }
    const places::Unit *unit = boundaries.unit(where.admin1Code);
    return unit && unit->code != answer.admin1Code && geo::distanceToM(*where.point, unit->area) > reachM;
}

/// What sources or the analyst named stays; the rest is filled where it fits.
void completeNamed(incident::Where &where, const places::AdminAnswer &answer, const Geodata &geodata)
{
    completeNames(where, geodata.boundaries);
    if (where.country.isEmpty()) {
        where.country = answer.country;
        completeNames(where, geodata.boundaries); // the country may tell which of two names is meant
    }
    const bool isOpen = where.admin1Code.isEmpty() && !answer.admin1Code.isEmpty() &&
                        where.country == answer.country &&
                        where.precision <= incident::PlacePrecision::Province;
    if (isOpen && where.adminCertain && where.admin1.isEmpty() && where.admin2.isEmpty()) {
        computeAdmin(where, answer, geodata); // nobody named the unit: it is ours, and follows the point
        return;
    }
    if (isOpen) {
        where.admin1Code = answer.admin1Code;
        if (where.admin1.isEmpty())
            where.admin1 = answer.admin1;
    }
    if (isOutsideNamed(where, answer, geodata.boundaries))
        where.adminCertain = false;
}

} // namespace

void derivePlace(incident::Incident &incident, const Geodata &geodata)
{
    incident::Where &where = incident.where;
    where.borderDistanceM.reset();
    where.borderPair.clear();
    where.borderSide.clear();
    if (!where.point) {
        completeNames(where, geodata.boundaries);
        return;
    }
    const places::AdminAnswer answer = geodata.boundaries.at(*where.point, uncertaintyM(where));
    where.borderDistanceM = answer.borderDistanceM;
    where.borderPair = answer.borderPair;
    where.borderSide = answer.country;
    const bool isSilent = where.country.isEmpty() && where.admin1Code.isEmpty() && where.admin1.isEmpty() &&
                          where.admin2.isEmpty();
    if (isSilent || where.adminBasis == incident::AdminBasis::Computed)
        computeAdmin(where, answer, geodata);
    else
        completeNamed(where, answer, geodata);
}

std::optional<incident::Incident> withPlaceDerived(incident::Incident incident, const Geodata &geodata)
{
    const incident::Where before = incident.where;
    derivePlace(incident, geodata);
    if (incident.where == before)
        return std::nullopt;
    return incident;
}

std::optional<incident::ChangeSet> derivePlacesAnew(const std::vector<incident::Incident> &adopted,
                                                    const QString &who, const Geodata &geodata)
{
    incident::ChangeSet set;
    set.who = who;
    for (const incident::Incident &each : adopted) {
        if (std::optional<incident::Incident> moved = withPlaceDerived(each, geodata)) {
            incident::PutIncident put;
            put.baseRevision = each.revision;
            put.incident = std::move(*moved);
            set.changes.push_back(std::move(put));
        }
    }
    if (set.changes.empty())
        return std::nullopt;
    set.label = QStringLiteral("Derive the places of %1 incidents anew").arg(set.changes.size());
    set.reason = QStringLiteral("place changed by another program");
    return set;
}

std::vector<PlaceSuggestion> suggestPlaces(const QString &text, const Geodata &geodata, int limit)
{
    std::vector<PlaceSuggestion> suggestions;
    for (const geo::ParsedCoordinate &typed : geo::coordinateReadings(text)) {
        PlaceSuggestion suggestion;
        suggestion.label = geo::coordinateText(typed.position, geo::CoordinateForm::DecimalDegrees);
        suggestion.detail =
            QStringLiteral("read as %1; %2")
                .arg(geo::readingText(typed), geo::coordinateText(typed.position, geo::CoordinateForm::Mgrs));
        suggestion.where = computedWhere(typed.position, std::max(500.0, typed.writtenPrecisionM), geodata);
        suggestion.where.basis = incident::PlaceBasis::Unknown; // a number does not say how it was found
        suggestion.where.place = text.trimmed();
        suggestions.push_back(std::move(suggestion));
    }
    if (!suggestions.empty())
        return suggestions;
    for (const places::PlaceMatch &match : geodata.gazetteer.find(text, limit))
        suggestions.push_back(suggestionOf(match, geodata));
    return suggestions;
}

incident::Where placeOfClick(geo::LonLat position, double groundMetresPerPx, const Geodata &geodata)
{
    incident::Where where =
        computedWhere(position, std::max(50.0, clickRadiusPx * groundMetresPerPx), geodata);
    where.basis = incident::PlaceBasis::ReadOffMap;
    return where;
}

std::vector<KnownCandidate> alreadyKnown(const incident::Incident &incident,
                                         const index::IncidentIndex &index, int limit)
{
    std::vector<KnownCandidate> candidates;
    const incident::Facts wanted = incident::factsOf(incident);
    for (index::Row row = 0; row < index.size(); ++row) {
        if (index.fid(row) == incident.fid)
            continue;
        KnownCandidate candidate;
        candidate.fid = index.fid(row);
        candidate.distanceM = -1;
        const bool arePlaced = wanted.point && index.isLocated(row);
        const bool areDated = wanted.dayStart && !index.isUndated(row);
        if (!arePlaced && !areDated)
            continue; // nothing speaks for the two being one
        double nearness = placelessScore;
        if (arePlaced) {
            candidate.distanceM = geo::distanceM(*wanted.point, index.lonLat(row));
            const double apart =
                candidate.distanceM - wanted.radiusM.value_or(0) - double(index.radiusM(row));
            if (apart > nearM)
                continue;
            nearness = 1 - std::clamp(apart, 0.0, nearM) / nearM;
        } else if (!wanted.country.isEmpty() && index.country(row) != wanted.country) {
            continue;
        }
        candidate.score = nearness * datelessScore;
        if (areDated) {
            const qint32 gap =
                std::max(index.dayStart(row) - *wanted.dayEnd, *wanted.dayStart - index.dayEnd(row));
            candidate.daysApart = std::max(0, gap);
            if (gap > nearDays)
                continue;
            candidate.score = nearness * (1 - double(*candidate.daysApart) / (nearDays + 1));
        }
        candidates.push_back(candidate);
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const KnownCandidate &a, const KnownCandidate &b) { return a.score > b.score; });
    if (candidates.size() > static_cast<std::size_t>(limit))
        candidates.resize(static_cast<std::size_t>(limit));
    return candidates;
}

} // namespace marz::session
