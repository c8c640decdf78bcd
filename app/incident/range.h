#pragma once

#include <QtGlobal>

#include <optional>

namespace marz::incident {

/// A count as reported: smallest, most likely and largest claim; each may be unknown. Unknown is never zero.
struct Range {
    std::optional<qint64> low;
    std::optional<qint64> best;
    std::optional<qint64> high;

    bool isUnknown() const { return !low && !best && !high; }
    friend bool operator==(const Range &, const Range &) = default;
};

/// Sum of ranges: low sums the known lows; best and high are unknown as soon as one part's is.
/// An unknown part leaves the sum's best and high unknown. The first addition to a default Range takes the
/// part as it is only through sum(); see statistics.h.
struct RangeSum {
    Range value;
    bool any = false;

    void add(const Range &part);
    /// A part that may not belong to the sum at all: its high counts, its low does not, and which of both is
    /// likelier is unknown. A part of nobody changes nothing.
    void addPossible(const Range &part);
};

} // namespace marz::incident
