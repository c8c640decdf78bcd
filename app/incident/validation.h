#pragma once

#include "incident/incident.h"
#include "incident/vocabulary.h"

namespace marz::incident {

/// A broken rule of a record: which field (column name, "casualties[0].low"), and what to do in one sentence.
struct Problem {
    QString field;
    QString text;
    friend bool operator==(const Problem &, const Problem &) = default;
};

/// Everything that keeps a record from being stored: latitude 95, an end before its start, one date without
/// the other, low > best > high, an unknown type, a URL that is none, a source position out of range, a point
/// with country precision, a title of 2,000 characters, a control character in a name...
std::vector<Problem> problemsOf(const Incident &incident, const Vocabulary &vocabulary);

} // namespace marz::incident
