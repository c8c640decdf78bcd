#pragma once

#include "incident/filter.h"

namespace marz::incident {

/// The conditions of a filter that need more than Facts: casualty, actors and roles, source grade, text,
/// tags, series, changes, day of the report. `asKnownOn` only drops incidents created later: bringing back
/// the values of that day is the store's work. `certainly` is not applied.
Match matchRecord(const Incident &incident, const Filter &filter);

/// The day of an ISO day or instant in @p timeZone (UTC when the zone is unknown); null when it is neither.
QDate dayOfIsoText(const QString &text, const QString &timeZone);

/// Milliseconds of an ISO instant UTC, or of an ISO day's first moment in UTC; empty when it is neither.
std::optional<qint64> msOfIsoText(const QString &text);

} // namespace marz::incident
