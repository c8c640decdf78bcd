#pragma once

#include "incident/change.h"
#include "index/incidentindex.h"
#include "session/geodata.h"

#include <optional>
#include <vector>

namespace marz::session {

/// The boundaries' own error, with room: a point farther outside a country or unit, beyond its radius,
/// contradicts it. Metres.
inline constexpr double boundaryToleranceM = 5'000;

/// Fills what the boundaries tell and the record leaves open: country, admin unit, whether it is certain,
/// border distance, pair and side. What was computed (admin_basis, also when only the country was named) is
/// computed anew, so it follows a point that moved. What sources or the analyst named stays; where the point
/// lies farther outside than boundaryToleranceM and its radius, admin_certain becomes false. Without a point
/// only names and codes complete each other.
void derivePlace(incident::Incident &incident, const Geodata &geodata);

/// @p incident with its place derived anew; nullopt when nothing changes.
std::optional<incident::Incident> withPlaceDerived(incident::Incident incident, const Geodata &geodata);

/// For incidents that another program added or moved: one change set that derives their places anew, ready
/// for apply(); nullopt when all are right already.
std::optional<incident::ChangeSet> derivePlacesAnew(const std::vector<incident::Incident> &adopted,
                                                    const QString &who, const Geodata &geodata);

/// One user action on records, ready for apply(): labels for Undo, derived fields filled.
incident::ChangeSet saveIncident(incident::Incident incident, const QString &who, const Geodata &geodata);
/// Takes the numbers of one store off a record and its children: fid, batch and revisions.
void forgetRows(incident::Incident &incident);
/// A copy without identity, sources kept, workflow draft.
incident::Incident duplicated(const incident::Incident &incident);
incident::ChangeSet withdrawIncident(incident::Incident incident, const QString &who, const QString &reason);
incident::ChangeSet deleteIncidents(const std::vector<qint64> &fids, const QString &who,
                                    const QString &reason);
incident::ChangeSet putAnnotation(const incident::Annotation &annotation, const QString &who);
incident::ChangeSet deleteAnnotation(qint64 fid, const QString &who);
/// Adds @p report, not stored itself, to @p known: its sources with who cites whom, its claims, and a claim,
/// not chosen, for each of its values that differ (days, place, type, people, actors, items, texts).
/// Responses, movements, sites, links, notes, series and tags that are new are added. The values of @p known,
/// its workflow, verification and marking stay.
incident::ChangeSet addSources(incident::Incident known, const incident::Incident &report,
                               const QString &who);

/// An incident that may be the same as a new one, near in place and time.
struct KnownCandidate {
    qint64 fid = 0;
    double distanceM = 0;            ///< negative = one of the two has no point
    std::optional<qint32> daysApart; ///< 0 = the windows overlap; empty = one of the two has no date
    double score = 0;                ///< 0..1
};

/// "Already known?": best first, at most @p limit. Place or time must speak: within 100 km, within 7 days.
std::vector<KnownCandidate> alreadyKnown(const incident::Incident &incident,
                                         const index::IncidentIndex &index, int limit = 5);

/// What a typed place may be: coordinates in any form, or names of the gazetteer.
struct PlaceSuggestion {
    QString label;         ///< "Shamsiddin Shohin, district, TJ-KT" or the coordinate in words
    incident::Where where; ///< ready for the record
    QString detail;        ///< "also: Шуроабад"
};
std::vector<PlaceSuggestion> suggestPlaces(const QString &text, const Geodata &geodata, int limit = 8);

/// A click on the map as a place: radius = 20 pixels at that scale, precision never exact.
incident::Where placeOfClick(geo::LonLat position, double groundMetresPerPx, const Geodata &geodata);

} // namespace marz::session
