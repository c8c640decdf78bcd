#pragma once

#include "session/filteredview.h"

#include <QMap>

namespace marz::ui {

/// How many incidents each value of a condition would give under all the other conditions.
struct FacetCounts {
    std::vector<std::size_t> byType;   ///< per position in vocabulary().types(), unknown codes last
    std::vector<std::size_t> byFamily; ///< per position in vocabulary().families()
    std::vector<std::size_t> byVerification;
    std::vector<std::size_t> byWorkflow;
    QMap<QString, std::size_t> byCountry; ///< alpha-3; empty = not known
};

FacetCounts facetCounts(const session::FilteredView &view, const incident::Filter &filter);

} // namespace marz::ui
