#pragma once

#include "index/incidentindex.h"

#include <QDate>

#include <vector>

namespace marz::index {

enum class BinSize : std::uint8_t { Day, Week, Month, Quarter, Year, Decade };

/// One bar of the timeline: per family, what certainly and what possibly fell into [firstDay, lastDay]
/// (Julian days).
struct Bin {
    qint32 firstDay = 0;
    qint32 lastDay = 0;
    std::vector<std::uint32_t> certain;  ///< per family position
    std::vector<std::uint32_t> possible; ///< per family position; not counted in certain
};

/// The timeline's data under a mask whose day condition was left out, so that bars outside the window show
/// too.
struct Histogram {
    BinSize binSize = BinSize::Month;
    std::vector<Bin> bins;     ///< contiguous, first to last day
    std::uint32_t undated = 0; ///< matched by the other conditions, no date
    std::uint32_t coarser = 0; ///< precision coarser than a bin: on the shelf, in no bar
    std::vector<std::pair<QString, std::uint32_t>> shelf; ///< "year only" -> 4, ...
    std::uint32_t highest = 0;                            ///< largest certain + possible of any bin
};

/// The bin [first, last] of @p size that holds @p day (ISO weeks, calendar months ...).
std::pair<qint32, qint32> binOf(qint32 day, BinSize size);
/// The smallest size that gives at most @p maxBins bins for @p days days.
BinSize binSizeFor(qint32 days, int maxBins);

/// An incident whose window lies in one bin is certain there; one that spans several is possible in each,
/// except throughout ones, which are certain in each (data-model.md, Time).
Histogram histogram(const IncidentIndex &index, const Mask &mask, qint32 firstDay, qint32 lastDay,
                    BinSize size);

} // namespace marz::index
