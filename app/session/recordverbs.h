#pragma once

#include "incident/change.h"
#include "index/incidentindex.h"
#include "session/geodata.h"

namespace marz::session {

/// Fills what the boundaries tell and the record leaves open: country, admin unit (basis computed), whether
/// it is certain, border distance, pair and side. Reported values stay; where they contradict the point,
/// admin_certain becomes false.
void derivePlace(incident::Incident &incident, const Geodata &geodata);

/// One user action on records, ready for apply(): labels for Undo, derived fields filled.
incident::ChangeSet saveIncident(incident::Incident incident, const QString &who, const Geodata &geodata);
/// A copy without identity, sources kept, workflow draft.
incident::Incident duplicated(const incident::Incident &incident);
incident::ChangeSet withdrawIncident(incident::Incident incident, const QString &who, const QString &reason);
incident::ChangeSet deleteIncidents(const std::vector<qint64> &fids, const QString &who,
                                    const QString &reason);
incident::ChangeSet putAnnotation(const incident::Annotation &annotation, const QString &who);
incident::ChangeSet deleteAnnotation(qint64 fid, const QString &who);
/// Adds @p source and what it claims to @p known, as a claim-only addition.
incident::ChangeSet addSource(incident::Incident known, const incident::SourceUse &source,
                              const std::vector<incident::Claim> &claims, const QString &who);

/// An incident that may be the same as a new one, near in place and time.
struct KnownCandidate {
    qint64 fid = 0;
    double distanceM = 0; ///< negative = one of the two has no point
    qint32 daysApart = 0; ///< 0 = the windows overlap
    double score = 0;     ///< 0..1
};

/// "Already known?": best first, at most @p limit.
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
