#include "index/histogram.h"

#include <algorithm>
#include <array>

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

std::vector<Bin> emptyBins(qint32 firstDay, qint32 lastDay, BinSize size, std::size_t families)
{
    std::vector<Bin> bins;
    for (qint32 day = firstDay; day <= lastDay;) {
        const auto [first, last] = binOf(day, size);
        bins.push_back(
            {first, last, std::vector<std::uint32_t>(families), std::vector<std::uint32_t>(families)});
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

std::uint32_t highestBar(const std::vector<Bin> &bins)
{
    std::uint32_t highest = 0;
    for (const Bin &bin : bins) {
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < bin.certain.size(); ++i)
            sum += bin.certain[i] + bin.possible[i];
        highest = std::max(highest, sum);
    }
    return highest;
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
    out.bins = emptyBins(firstDay, lastDay, size, index.vocabulary().families().size());
    for (Row row = static_cast<Row>(index.datedCount()); row < index.size(); ++row)
        out.undated += mask.matches(row) ? 1 : 0;
    if (out.bins.empty())
        return out;

    std::array<std::uint32_t, 16> shelf{};
    const qint32 end = out.bins.back().lastDay;
    std::size_t startBin = 0; // rows are sorted by day, so it only moves on
    for (Row row = 0; row < index.datedCount() && index.dayStart(row) <= end; ++row) {
        const qint32 first = index.dayStart(row), last = index.dayEnd(row);
        while (out.bins[startBin].lastDay < first)
            ++startBin;
        if (!mask.matches(row) || last < out.bins.front().firstDay)
            continue;
        const bool fits = last <= out.bins[startBin].lastDay && first >= out.bins[startBin].firstDay;
        const TimePrecision precision = index.timePrecision(row);
        if (coarseness(precision) > static_cast<int>(size) ||
            (precision == TimePrecision::Unknown && !fits)) {
            ++shelf[static_cast<std::size_t>(precision)];
            continue;
        }
        const bool certain = mask.at(row) == incident::Match::Certain &&
                             (fits || index.timeExtent(row) == incident::TimeExtent::Throughout);
        const std::uint8_t family = index.familyId(row);
        for (std::size_t bin = startBin; bin < out.bins.size() && out.bins[bin].firstDay <= last; ++bin)
            ++(certain ? out.bins[bin].certain : out.bins[bin].possible)[family];
    }
    for (std::size_t i = 0; i < shelf.size(); ++i) {
        if (shelf[i] == 0)
            continue;
        out.coarser += shelf[i];
        out.shelf.emplace_back(shelfWords(static_cast<TimePrecision>(i)), shelf[i]);
    }
    out.highest = highestBar(out.bins);
    return out;
}

} // namespace marz::index
