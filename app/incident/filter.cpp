#include "incident/filter.h"

#include "incident/matchrecord.h"
#include "incident/vocabulary.h"

#include <algorithm>

namespace marz::incident {

namespace {

template <typename List, typename Value>
bool anyOrEmpty(const List &list, const Value &value)
{
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

std::optional<qint32> julianDay(QDate day)
{
    if (day.isNull())
        return std::nullopt;
    return static_cast<qint32>(day.toJulianDay());
}

/// Days and the undated switch: undated incidents are added beside days, or are all that is asked for.
Match matchTime(const Facts &facts, const Filter &filter)
{
    const bool isUndated = !facts.dayStart || !facts.dayEnd;
    if (filter.days.isOpen())
        return filter.undated && !isUndated ? Match::None : Match::Certain;
    if (isUndated)
        return filter.undated ? Match::Possible : Match::None;
    return matchDays(facts.dayStart, facts.dayEnd, facts.timeExtent, filter.days);
}

Match matchPlace(const Facts &facts, const Filter &filter)
{
    if (filter.unlocated && facts.point)
        return Match::None;
    if (!anyOrEmpty(filter.countries, facts.country))
        return Match::None;
    if (!filter.borderPair.isEmpty() && facts.borderPair != filter.borderPair)
        return Match::None;
    if (!filter.borderSide.isEmpty() && facts.borderSide != filter.borderSide)
        return Match::None;
    if (filter.precision && facts.placePrecision > *filter.precision)
        return Match::None;
    Match match = Match::Certain;
    if (!filter.regions.empty()) {
        Match best = Match::None;
        for (const RegionChoice &region : filter.regions)
            best = std::max(best, matchRegion(facts, region));
        match = best;
    }
    if (filter.box)
        match = weaker(match, matchBox(facts, *filter.box));
    if (filter.withinBorderM)
        match = weaker(match, matchBorderDistance(facts, *filter.withinBorderM));
    return match;
}

bool hasKind(const Facts &facts, const Filter &filter, const Vocabulary &vocabulary)
{
    return anyOrEmpty(filter.types, facts.eventType) &&
           (filter.families.isEmpty() || filter.families.contains(vocabulary.familyOf(facts.eventType))) &&
           anyOrEmpty(filter.workflows, facts.workflow) &&
           anyOrEmpty(filter.verifications, facts.verification) &&
           (filter.batches.empty() || (facts.batch && anyOrEmpty(filter.batches, *facts.batch)));
}

Match kept(Match match, const Filter &filter)
{
    return filter.certainly && match != Match::Certain ? Match::None : match;
}

} // namespace

bool Filter::needsRecords() const
{
    return casualty || !actors.isEmpty() || !roles.empty() || !sourceGrade.isEmpty() || !text.isEmpty() ||
           !tags.isEmpty() || !series.isEmpty() || !changedSince.isEmpty() || !reported.isOpen() ||
           !asKnownOn.isEmpty();
}

Match matchDays(std::optional<qint32> dayStart, std::optional<qint32> dayEnd, TimeExtent extent,
                const DayRange &days)
{
    if (days.isOpen())
        return Match::Certain;
    if (!dayStart || !dayEnd)
        return Match::None;
    const std::optional<qint32> first = julianDay(days.first);
    const std::optional<qint32> last = julianDay(days.last);
    if (first && last && *last < *first)
        return Match::None;
    if ((first && *dayEnd < *first) || (last && *dayStart > *last))
        return Match::None;
    const bool inside = (!first || *dayStart >= *first) && (!last || *dayEnd <= *last);
    return inside || extent == TimeExtent::Throughout ? Match::Certain : Match::Possible;
}

Match matchCount(const Range &count, qint64 minimum)
{
    const std::optional<qint64> judged = count.best ? count.best : count.low;
    if (!judged || *judged < minimum)
        return Match::None;
    return count.low && *count.low >= minimum ? Match::Certain : Match::Possible;
}

Match matchesFacts(const Facts &facts, const Filter &filter, const Vocabulary &vocabulary)
{
    if (!hasKind(facts, filter, vocabulary))
        return Match::None;
    Match match = weaker(matchTime(facts, filter), matchPlace(facts, filter));
    if (filter.minKilled)
        match = weaker(match, matchCount(facts.killed, *filter.minKilled));
    if (filter.minInjured)
        match = weaker(match, matchCount(facts.injured, *filter.minInjured));
    return kept(match, filter);
}

Match matches(const Incident &incident, const Filter &filter, const Vocabulary &vocabulary)
{
    const Match facts = matchesFacts(factsOf(incident), filter, vocabulary);
    if (facts == Match::None || !filter.needsRecords())
        return facts;
    return kept(weaker(facts, matchRecord(incident, filter)), filter);
}

} // namespace marz::incident
