#pragma once

#include "incident/filter.h"

#include <optional>

namespace marz::incident {

/// The conditions of a filter that need more than Facts: casualty, actors and roles, source grade, text,
/// tags, series, changes, day of the report. `asKnownOn` only drops incidents created later: bringing back
/// the values of that day is the store's work. `certainly` is not applied.
Match matchRecord(const Incident &incident, const Filter &filter);

/// Whether two names (of actors, tags, series) are one: alike word by word when folded, so without regard to
/// case, diacritics and script; names that fold to nothing compare as they are, without regard to case.
bool isSameName(const QString &a, const QString &b);

/// A grade of a source as Filter::sourceGrade asks for it: that good or better.
struct SourceGrade {
    QString reliability; ///< "A" (best) to "F"; empty = any
    QString credibility; ///< "1" (best) to "6"; empty = any
    friend bool operator==(const SourceGrade &, const SourceGrade &) = default;
};

/// Reads "B2", "b2", "B" or "2"; nullopt for every other text.
std::optional<SourceGrade> sourceGradeOf(const QString &text);

/// The day of an ISO day or instant in @p timeZone (UTC when the zone is unknown); null when it is neither.
QDate dayOfIsoText(const QString &text, const QString &timeZone);

/// Milliseconds of an ISO instant UTC, or of an ISO day's first moment in UTC; empty when it is neither.
std::optional<qint64> msOfIsoText(const QString &text);

} // namespace marz::incident
