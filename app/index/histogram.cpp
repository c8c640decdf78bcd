#include "index/histogram.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace marz::index {

namespace {

using incident::TimePrecision;

constexpr std::size_t maxBinCount = 100'000; ///< a longer timeline gets coarser bins

/// The smallest bin that an incident of this precision fills; days for all that are finer. A season is a
/// quarter.
int coarseness(TimePrecision precision)
{
    switch (precision) {
    case TimePrecision::Week:
        return static_cast<int>(BinSize::Week);
    case TimePrecision::Month:
        return static_cast<int>(BinSize::Month);
    case TimePrecision::Season:
        return static_cast<int>(BinSize::Quarter);
    case TimePrecision::Year:
        return static_cast<int>(BinSize::Year);
    default:
        return static_cast<int>(BinSize::Day);
    }
}

QString shelfWords(TimePrecision precision)
{
    if (precision == TimePrecision::Unknown)
        return QStringLiteral("precision unknown");
    return incident::words(precision) + QStringLiteral(" only");
}

qint32 julian(int year, int month, int day)
{
    return static_cast<qint32>(QDate(year, month, day).toJulianDay());
}

/// The first day of a multiple of @p months, counted from January of year 1.
std::pair<qint32, qint32> monthsBin(QDate day, int months)
{
    const int firstMonth = (day.month() - 1) / months * months + 1;
    const QDate first(day.year(), firstMonth, 1);
    return {static_cast<qint32>(first.toJulianDay()),
            static_cast<qint32>(first.addMonths(months).toJulianDay()) - 1};
}

std::vector<Bin> emptyBins(qint32 firstDay, qint32 lastDay, BinSize size)
{
    std::vector<Bin> bins;
    for (qint32 day = firstDay; day <= lastDay;) {
        const auto [first, last] = binOf(day, size);
        bins.push_back({first, last, {}, {}});
        day = last + 1;
    }
    return bins;
}

/// A size that does not give more than maxBinCount bins.
BinSize affordable(BinSize size, qint32 days)
{
    const BinSize smallest = binSizeFor(days, static_cast<int>(maxBinCount));
    return std::max(size, smallest);
}

/// Counts rows into flat arrays of bins by families, then hands them over as bins.
class Counter
{
public:
    Counter(const IncidentIndex &index, const Mask &mask, Histogram &out)
        : m_index(index), m_mask(mask), m_out(out),
          m_families(std::max<std::size_t>(1, index.vocabulary().families().size())),
          m_certain(out.bins.size() * m_families), m_possible(m_certain.size()),
          m_earliest(out.bins.front().firstDay)
    {
        for (const Bin &bin : out.bins)
            m_lastDays.push_back(bin.lastDay);
        for (std::size_t i = 0; i < m_isCoarser.size(); ++i)
            m_isCoarser[i] = coarseness(static_cast<TimePrecision>(i)) > static_cast<int>(out.binSize);
    }

    /// Rows in ascending order: the bin that the last one began in is where the search goes on.
    void count(Row row)
    {
        if (!m_mask.matches(row))
            return;
        const qint32 first = m_index.dayStart(row), last = m_index.dayEnd(row);
        if (last < m_earliest)
            return;
        while (m_lastDays[m_startBin] < first)
            ++m_startBin;
        const bool fits = last <= m_lastDays[m_startBin] && first >= m_earliest;
        const TimePrecision precision = m_index.timePrecision(row);
        if (m_isCoarser[static_cast<std::size_t>(precision)] ||
            (precision == TimePrecision::Unknown && !fits)) {
            ++m_shelf[static_cast<std::size_t>(precision)];
            return;
        }
        const bool certain = m_mask.at(row) == incident::Match::Certain &&
                             (fits || m_index.timeExtent(row) == incident::TimeExtent::Throughout);
        std::uint32_t *counts = (certain ? m_certain : m_possible).data() + m_index.familyId(row);
        std::size_t bin = m_startBin;
        ++counts[bin * m_families];
        while (m_lastDays[bin] < last && ++bin < m_lastDays.size())
            ++counts[bin * m_families];
    }

    void handOver()
    {
        for (std::size_t i = 0; i < m_out.bins.size(); ++i) {
            Bin &bin = m_out.bins[i];
            const auto first = static_cast<std::ptrdiff_t>(i * m_families);
            const auto end = first + static_cast<std::ptrdiff_t>(m_families);
            bin.certain.assign(m_certain.begin() + first, m_certain.begin() + end);
            bin.possible.assign(m_possible.begin() + first, m_possible.begin() + end);
            const auto certain = std::accumulate(bin.certain.begin(), bin.certain.end(), 0U);
            m_out.highest =
                std::max(m_out.highest, std::accumulate(bin.possible.begin(), bin.possible.end(), certain));
        }
        for (std::size_t i = 0; i < m_shelf.size(); ++i) {
            if (m_shelf[i] == 0)
                continue;
            m_out.coarser += m_shelf[i];
            m_out.shelf.emplace_back(shelfWords(static_cast<TimePrecision>(i)), m_shelf[i]);
        }
    }

private:
    const IncidentIndex &m_index;
    const Mask &m_mask;
    Histogram &m_out;
    std::size_t m_families;
    std::vector<std::uint32_t> m_certain, m_possible;
    std::vector<qint32> m_lastDays;
    std::array<std::uint32_t, 16> m_shelf{}; ///< by TimePrecision
    std::array<bool, 16> m_isCoarser{};      ///< by TimePrecision
    qint32 m_earliest;
    std::size_t m_startBin = 0;
};

/// The dated rows that may overlap [first, last]: the long ones that begin early, then a slice.
template <typename Each>
void eachDatedRow(const IncidentIndex &index, qint32 first, qint32 last, Each &&each)
{
    const auto firstRowFrom = [&](qint64 day) {
        Row low = 0, high = static_cast<Row>(index.datedCount());
        while (low < high) {
            const Row middle = low + (high - low) / 2;
            if (index.dayStart(middle) < day)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    const Row begin = firstRowFrom(static_cast<qint64>(first) - IncidentIndex::longDays);
    const Row end = firstRowFrom(static_cast<qint64>(last) + 1);
    for (const Row row : index.longRows()) {
        if (row >= begin)
            break;
        each(row);
    }
    for (Row row = begin; row < end; ++row)
        each(row);
}

} // namespace

std::pair<qint32, qint32> binOf(qint32 day, BinSize size)
{
    const QDate date = QDate::fromJulianDay(day);
    switch (size) {
    case BinSize::Day:
        return {day, day};
    case BinSize::Week: {
        const qint32 monday = day - (date.dayOfWeek() - 1);
        return {monday, monday + 6};
    }
    case BinSize::Month:
        return monthsBin(date, 1);
    case BinSize::Quarter:
        return monthsBin(date, 3);
    case BinSize::Year:
        return {julian(date.year(), 1, 1), julian(date.year(), 12, 31)};
    case BinSize::Decade: {
        const int first = std::max(1, date.year() / 10 * 10);
        return {julian(first, 1, 1), julian(date.year() / 10 * 10 + 9, 12, 31)};
    }
    }
    return {day, day};
}

BinSize binSizeFor(qint32 days, int maxBins)
{
    constexpr std::array<double, 5> daysOf{1, 7, 28, 90, 365};
    for (std::size_t i = 0; i < daysOf.size(); ++i) {
        // days that begin and end inside a bin touch one bin more
        const double bins = i == 0 ? days : (days - 1) / daysOf[i] + 1;
        if (bins <= maxBins)
            return static_cast<BinSize>(i);
    }
    return BinSize::Decade;
}

Histogram histogram(const IncidentIndex &index, const Mask &mask, qint32 firstDay, qint32 lastDay,
                    BinSize size)
{
    Histogram out;
    if (lastDay >= firstDay)
        size = affordable(size, lastDay - firstDay + 1);
    out.binSize = size;
    out.bins = emptyBins(firstDay, lastDay, size);
    for (Row row = static_cast<Row>(index.datedCount()); row < index.size(); ++row)
        out.undated += mask.matches(row) ? 1 : 0;
    if (out.bins.empty())
        return out;

    Counter counter(index, mask, out);
    eachDatedRow(index, out.bins.front().firstDay, out.bins.back().lastDay,
                 [&](Row row) { counter.count(row); });
    counter.handOver();
    return out;
}

} // namespace marz::index
