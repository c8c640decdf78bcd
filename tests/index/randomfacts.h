#pragma once

#include "incident/filter.h"
#include "incident/vocabulary.h"

#include <random>

/// Made-up incidents and filters for comparing the index with the definitions of incident.
namespace marz::test {

class RandomFacts
{
public:
    explicit RandomFacts(unsigned seed) : m_random(seed) {}

    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }
    bool oneIn(int n) { return below(n) == 0; }
    template <typename List>
    auto pick(const List &list)
    {
        return list[static_cast<typename List::size_type>(below(static_cast<int>(list.size())))];
    }

    incident::Range range()
    {
        incident::Range range;
        if (!oneIn(3))
            range.low = below(6);
        if (!oneIn(3))
            range.best = range.low.value_or(0) + below(4);
        if (oneIn(2))
            range.high = range.best.value_or(range.low.value_or(0)) + below(4);
        return range;
    }

    geo::LonLat point()
    {
        if (oneIn(3)) // as typed: few digits
            return {67 + below(900) / 100.0, 35 + below(600) / 100.0};
        std::uniform_real_distribution<double> lon(67, 76), lat(35, 41);
        return {lon(m_random), lat(m_random)};
    }

    incident::Facts facts(qint64 fid)
    {
        incident::Facts facts;
        facts.fid = fid;
        setTime(facts);
        if (!oneIn(8))
            facts.point = point();
        facts.placePrecision = static_cast<incident::PlacePrecision>(below(6));
        if (!oneIn(4))
            facts.radiusM = below(60000) + 0.5;
        facts.country = pick(countries);
        facts.admin1Code = pick(units);
        facts.admin2 = pick(districts);
        facts.adminCertain = !oneIn(4);
        if (!oneIn(4)) {
            facts.borderDistanceM = below(80000) + 0.25;
            facts.borderPair = pick(pairs);
            facts.borderSide = pick(countries);
        }
        facts.eventType = pick(types);
        facts.workflow = static_cast<incident::Workflow>(below(4));
        facts.verification = static_cast<incident::Verification>(below(6));
        facts.killed = range();
        facts.killedExclPerpetrators = range();
        facts.injured = range();
        if (!oneIn(3))
            facts.batch = 1 + below(3);
        return facts;
    }

    std::vector<incident::Facts> many(int count, qint64 firstFid = 1)
    {
        std::vector<incident::Facts> all;
        for (int i = 0; i < count; ++i)
            all.push_back(facts(firstFid + i));
        std::shuffle(all.begin(), all.end(), m_random);
        return all;
    }

    static constexpr qint32 firstDay = 2'459'000; ///< 2020-05-31

    QDate day(int span = 1500) { return QDate::fromJulianDay(firstDay - 100 + below(span)); }

    const QStringList countries{"TJK", "AFG", "UZB", ""};
    const QStringList units{"TJ-KT", "TJ-GB", "AF-BDS", "AF-TAK", ""};
    const QStringList districts{"Shamsiddin Shohin", "Darvoz", "darvoz", ""};
    const QStringList pairs{"AFG-TJK", "AFG-UZB"};
    const QStringList types{"armed_assault", "protest", "explosion", "made_up", "", "natural_hazard"};

private:
    void setTime(incident::Facts &facts)
    {
        facts.timePrecision = static_cast<incident::TimePrecision>(below(9));
        facts.timeExtent = static_cast<incident::TimeExtent>(below(3));
        if (oneIn(10))
            return;
        facts.dayStart = firstDay + below(1300);
        facts.dayEnd = *facts.dayStart + (oneIn(3) ? below(oneIn(4) ? 500 : 40) : 0);
        const qint64 midnight = (*facts.dayStart - 2'440'588LL) * 86'400'000LL - 5 * 3'600'000LL;
        facts.startMs = midnight + (oneIn(2) ? below(1440) * 60'000LL : 0);
        facts.endMs = *facts.startMs + (*facts.dayEnd - *facts.dayStart + 1) * 86'400'000LL - 1;
    }

    std::mt19937 m_random;
};

} // namespace marz::test
