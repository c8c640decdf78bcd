#pragma once

#include "incident/filter.h"

namespace marz::incident {

/// One condition in plain words with the filter that lacks it: what a chip shows and what its x does.
struct FilterChip {
    QString words; ///< "2024-11-01 to 2024-11-30", "killed at least 3", "Khatlon (TJ-KT)"
    Filter without;
};

std::vector<FilterChip> chipsOf(const Filter &filter, const Vocabulary &vocabulary);

/// All conditions as one sentence, for exports: "2024-11-01 to 2024-11-30; armed assault; Khatlon (TJ-KT)";
/// "all incidents".
QString filterWords(const Filter &filter, const Vocabulary &vocabulary);

/// The filter as command-line words ("--from 2024-11-01 --to 2024-11-30 --type armed_assault"), quoted for a
/// POSIX shell.
QString filterCommandLine(const Filter &filter);

} // namespace marz::incident
