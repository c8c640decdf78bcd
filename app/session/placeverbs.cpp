#include "geo/coordinatetext.h"
#include "geo/geodesic.h"
#include "session/recordverbs.h"

#include <algorithm>

/// Where and whether it is known already: places as typed or clicked, candidates near in place and time.
namespace marz::session {

namespace {

/// A click is off by what a hand and an eye can tell on the screen.
constexpr double clickRadiusPx = 20;
constexpr qint32 nearDays = 7;
constexpr double nearM = 100'000;

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

incident::Where computedWhere(geo::LonLat position, double radiusM, const Geodata &geodata)
{
    const places::AdminAnswer answer = geodata.boundaries.at(position, radiusM);
    incident::Where where;
    where.point = position;
    where.radiusM = radiusM;
    where.precision = precisionOfRadius(radiusM);
    where.country = answer.country;
    where.admin1Code = answer.admin1Code;
    where.admin1 = answer.admin1;
    where.adminBasis = incident::AdminBasis::Computed;
    where.adminCertain = answer.isCertain;
    if (const places::Place *near = geodata.gazetteer.nearest(position, std::max(radiusM, 5'000.0)))
        where.admin2 = near->admin1Code == answer.admin1Code ? near->admin2 : QString();
    return where;
}

} // namespace

std::vector<PlaceSuggestion> suggestPlaces(const QString &text, const Geodata &geodata, int limit)
{
    std::vector<PlaceSuggestion> suggestions;
    if (const std::optional<geo::ParsedCoordinate> typed = geo::parseCoordinate(text)) {
        PlaceSuggestion suggestion;
        suggestion.label = geo::coordinateText(typed->position, geo::CoordinateForm::DecimalDegrees);
        suggestion.detail = geo::coordinateText(typed->position, geo::CoordinateForm::Mgrs);
        suggestion.where = computedWhere(typed->position, std::max(500.0, typed->writtenPrecisionM), geodata);
        suggestion.where.basis = incident::PlaceBasis::Gps;
        suggestion.where.place = text.trimmed();
        suggestions.push_back(std::move(suggestion));
        return suggestions;
    }
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
        double nearness = 0.3; // one of the two has no point: only time can speak
        if (wanted.point && index.isLocated(row)) {
            candidate.distanceM = geo::distanceM(*wanted.point, index.lonLat(row));
            const double apart =
                candidate.distanceM - wanted.radiusM.value_or(0) - double(index.radiusM(row));
            if (apart > nearM)
                continue;
            nearness = 1 - std::clamp(apart, 0.0, nearM) / nearM;
        } else if (!wanted.country.isEmpty() && index.country(row) != wanted.country) {
            continue;
        }
        if (!wanted.dayStart || index.isUndated(row))
            continue;
        const qint32 gap =
            std::max(index.dayStart(row) - *wanted.dayEnd, *wanted.dayStart - index.dayEnd(row));
        candidate.daysApart = std::max(0, gap);
        if (candidate.daysApart > nearDays)
            continue;
        candidate.score = nearness * (1 - double(candidate.daysApart) / (nearDays + 1));
        candidates.push_back(candidate);
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const KnownCandidate &a, const KnownCandidate &b) { return a.score > b.score; });
    if (candidates.size() > static_cast<std::size_t>(limit))
        candidates.resize(static_cast<std::size_t>(limit));
    return candidates;
}

} // namespace marz::session
