#pragma once

#include "incident/filter.h"

namespace marz::incident {

/// Killed, killed without perpetrators, injured.
struct Toll {
    Range killed;
    Range killedExclPerpetrators;
    Range injured;
    friend bool operator==(const Toll &, const Toll &) = default;
};

/// An outcome's total: the scope-total row when there is one, else the sum of its parts; unknown without
/// rows. killedExclPerpetrators subtracts nothing: it sums the parts whose side is not perpetrator, or, with
/// only a total, is the total when no perpetrator part is known and unknown best/high when some are without a
/// figure. Where a total stands beside perpetrators, the parts speak for everyone when their best figures add
/// up to it; else the other parts' lows are a lower bound and best and high stay unknown.
Toll tollOf(const Incident &incident);

/// The toll narrowed to the people that @p choice names, from the parts.
Toll tollOf(const Incident &incident, const CasualtyChoice &choice);

/// The people that @p choice names, from the parts (data-model.md: `--casualty` uses the parts).
/// Empty when the incident has no such part.
std::optional<Range> countOf(const Incident &incident, const CasualtyChoice &choice);

/// Independent origins among the sources: chains followed to their roots, equal roots counted once. Roots are
/// equal when the same speaker speaks, else by the folded publisher, else by the address; a circle is one
/// root.
int originsOf(const Incident &incident);

/// What is still missing for a complete record, in words ("source", "place", ...), worst first.
QStringList missingOf(const Incident &incident);

/// "4-5", "5", "at least 4", "at least 4, probably 5", "up to 6", "about 5", "-" for unknown.
QString rangeText(const Range &range);

} // namespace marz::incident
