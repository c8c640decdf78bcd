#pragma once

#include "incident/filter.h"

namespace marz::incident {

/// Killed, killed without perpetrators, injured.
struct Toll
{
    Range killed;
    Range killedExclPerpetrators;
    Range injured;
    friend bool operator==(const Toll &, const Toll &) = default;
};

/// An outcome's total: the scope-total row when there is one, else the sum of its parts; unknown without rows.
/// killedExclPerpetrators subtracts nothing: it sums the parts whose side is not perpetrator, or, with only a total,
/// is the total when no perpetrator part is known and unknown best/high when some are without a figure.
Toll tollOf(const Incident &incident);

/// The people that @p choice names, from the parts (data-model.md: `--casualty` uses the parts).
/// Empty when the incident has no such part.
std::optional<Range> countOf(const Incident &incident, const CasualtyChoice &choice);

/// Independent origins among the sources: chains followed to their roots, equal roots counted once.
int originsOf(const Incident &incident);

/// What is still missing for a complete record, in words ("source", "place", ...), worst first.
QStringList missingOf(const Incident &incident);

/// "4-5", "5", "at least 4", "-" for unknown.
QString rangeText(const Range &range);

} // namespace marz::incident
