#pragma once

#include "incident/incident.h"

#include <QJsonObject>
#include <QJsonValue>

namespace marz::incident {

/// The record as JSON, keys as the store's column names; children as arrays ("casualties", "items", "actors",
/// "sources", "claims", "responses", "links", "notes", "places", "movements", "attachments", "series",
/// "tags"). Unknown values are left out. Used by `marz add --from-json`, drafts, history and the sample; see
/// docs/incident-json.md.
QJsonObject toJson(const Incident &incident);

/// Reads what toJson() writes; every key is optional but must be right: throws base::Error(Invalid) naming
/// the path
/// ("incidents[3].casualties[0].outcome: 'kiled' is none of killed, injured, ...").
Incident incidentFromJson(const QJsonObject &object, const QString &path = {});
/// The same, and refuses what is no object: a number, a text, null.
Incident incidentFromJson(const QJsonValue &value, const QString &path);

} // namespace marz::incident
