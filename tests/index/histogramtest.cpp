#include "index/histogram.h"

#include "index/randomfacts.h"

#include <QTest>

using namespace marz;
using namespace marz::index;
using incident::Match;
using incident::TimeExtent;
using incident::TimePrecision;

namespace {

qint32 day(int year, int month, int dayOfMonth)
{
    return static_cast<qint32>(QDate(year, month, dayOfMonth).toJulianDay());
}

incident::Facts window(qint32 first, qint32 last, TimePrecision precision = TimePrecision::Day,
                       TimeExtent extent = TimeExtent::Moment)
{
    static qint64 fid = 0;
    incident::Facts facts;
    facts.fid = ++fid;
    facts.dayStart = first;
    facts.dayEnd = last;
    facts.timePrecision = precision;
    facts.timeExtent = extent;
    facts.eventType = "protest";
    return facts;
}

std::uint32_t sum(const std::vector<std::uint32_t> &counts)
{
    std::uint32_t total = 0;
    for (const std::uint32_t count : counts)
        total += count;
    return total;
}

Histogram of(std::vector<incident::Facts> facts, qint32 first, qint32 last, BinSize size,
             Match match = Match::Certain)
{
    const auto index = IncidentIndex::build(std::move(facts), incident::Vocabulary::shipped());
    return histogram(*index, Mask(index->size(), match), first, last, size);
}

} // namespace

class HistogramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void binsFollowTheCalendar_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<QDate>("first");
        QTest::addColumn<QDate>("last");
        const auto row = [](const char *name, BinSize size, QDate first, QDate last) {
            QTest::newRow(name) << static_cast<int>(size) << first << last;
        };
        row("day", BinSize::Day, {2024, 11, 17}, {2024, 11, 17});
        row("ISO week, Monday to Sunday", BinSize::Week, {2024, 11, 11}, {2024, 11, 17});
        row("month", BinSize::Month, {2024, 11, 1}, {2024, 11, 30});
        row("quarter", BinSize::Quarter, {2024, 10, 1}, {2024, 12, 31});
        row("year", BinSize::Year, {2024, 1, 1}, {2024, 12, 31});
        row("decade", BinSize::Decade, {2020, 1, 1}, {2029, 12, 31});
    }
    void binsFollowTheCalendar()
    {
        QFETCH(int, size);
        QFETCH(QDate, first);
        QFETCH(QDate, last);
        const auto bin = binOf(day(2024, 11, 17), static_cast<BinSize>(size));
        QCOMPARE(QDate::fromJulianDay(bin.first), first);
        QCOMPARE(QDate::fromJulianDay(bin.second), last);
    }

    void binsNeverOverlapNorLeaveGaps()
    {
        for (int size = 0; size <= static_cast<int>(BinSize::Decade); ++size) {
            qint32 next = day(1, 1, 8);
            for (int i = 0; i < 900; ++i) {
                const auto [first, last] = binOf(next, static_cast<BinSize>(size));
                QVERIFY(i == 0 || first == next);
                QVERIFY(last >= next);
                QVERIFY(binOf(last, static_cast<BinSize>(size)) == std::pair(first, last));
                next = last + 1;
            }
        }
    }

    void theSizeKeepsTheNumberOfBins_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("most");
        for (const int days : {1, 2, 29, 30, 365, 366, 4000, 36'500}) {
            for (const int most : {12, 60, 400})
                QTest::addRow("%d days in %d", days, most) << days << most;
        }
    }
    void theSizeKeepsTheNumberOfBins()
    {
        QFETCH(int, days);
        QFETCH(int, most);
        const BinSize size = binSizeFor(days, most);
        for (int shift = 0; shift < 400; shift += 7) {
            const qint32 first = day(2019, 12, 31) + shift;
            const auto bins = of({}, first, first + days - 1, size).bins;
            QVERIFY(size == BinSize::Decade || static_cast<int>(bins.size()) <= most);
        }
        if (size == BinSize::Day)
            QVERIFY(days <= most);
    }

    void aWindowInOneBinIsCertain()
    {
        const auto h =
            of({window(day(2024, 5, 3), day(2024, 5, 9))}, day(2024, 4, 1), day(2024, 6, 30), BinSize::Month);
        QCOMPARE(h.bins.size(), std::size_t(3));
        QCOMPARE(sum(h.bins[1].certain), 1u);
        QCOMPARE(sum(h.bins[0].certain) + sum(h.bins[2].certain), 0u);
        QCOMPARE(h.highest, 1u);
    }

    void aWindowOverTwoBinsIsPossibleInEach()
    {
        const auto h = of({window(day(2024, 5, 31), day(2024, 6, 1))}, day(2024, 5, 1), day(2024, 6, 30),
                          BinSize::Month);
        for (const Bin &bin : h.bins) {
            QCOMPARE(sum(bin.certain), 0u);
            QCOMPARE(sum(bin.possible), 1u);
        }
    }

    void throughoutIsCertainInEach()
    {
        const auto h =
            of({window(day(2024, 5, 30), day(2024, 6, 2), TimePrecision::Day, TimeExtent::Throughout)},
               day(2024, 5, 29), day(2024, 6, 3), BinSize::Day);
        QCOMPARE(h.bins.size(), std::size_t(6));
        for (std::size_t i = 0; i < 6; ++i)
            QCOMPARE(sum(h.bins[i].certain), i > 0 && i < 5 ? 1u : 0u);
    }

    void aPossibleMatchIsNeverCertain()
    {
        const auto h = of({window(day(2024, 5, 3), day(2024, 5, 3))}, day(2024, 5, 1), day(2024, 5, 31),
                          BinSize::Month, Match::Possible);
        QCOMPARE(sum(h.bins[0].certain), 0u);
        QCOMPARE(sum(h.bins[0].possible), 1u);
    }

    void whatIsCoarserThanABinIsOnTheShelf()
    {
        const qint32 first = day(2024, 1, 1), last = day(2024, 12, 31);
        std::vector<incident::Facts> facts;
        for (int i = 0; i < 4; ++i)
            facts.push_back(window(first, last, TimePrecision::Year));
        facts.push_back(window(day(2024, 3, 1), day(2024, 3, 31), TimePrecision::Month));
        facts.push_back(window(day(2024, 3, 1), day(2024, 7, 31), TimePrecision::Unknown));
        const auto byWeek = of(facts, first, last, BinSize::Week);
        QCOMPARE(byWeek.coarser, 6u);
        QCOMPARE(byWeek.highest, 0u);
        QCOMPARE(byWeek.shelf.size(), std::size_t(3));
        QCOMPARE(byWeek.shelf[0], (std::pair<QString, std::uint32_t>("month only", 1)));
        QCOMPARE(byWeek.shelf[1], (std::pair<QString, std::uint32_t>("year only", 4)));
        const auto byYear = of(facts, first, last, BinSize::Year);
        QCOMPARE(byYear.coarser, 0u);
        QCOMPARE(sum(byYear.bins[0].certain), 6u);
    }

    void undatedAreCountedApart()
    {
        incident::Facts undated;
        const auto h = of({undated, window(day(2024, 5, 3), day(2024, 5, 3))}, day(2024, 5, 1),
                          day(2024, 5, 31), BinSize::Month);
        QCOMPARE(h.undated, 1u);
        QCOMPARE(h.highest, 1u);
    }

    void familiesAreCountedApart()
    {
        auto assault = window(day(2024, 5, 3), day(2024, 5, 3));
        assault.eventType = "armed_assault";
        const auto h = of({assault, window(day(2024, 5, 4), day(2024, 5, 4))}, day(2024, 5, 1),
                          day(2024, 5, 31), BinSize::Month);
        const auto &families = incident::Vocabulary::shipped().families();
        QCOMPARE(h.bins[0].certain.size(), families.size());
        for (std::size_t i = 0; i < families.size(); ++i)
            QCOMPARE(h.bins[0].certain[i],
                     families[i].code == "violence" || families[i].code == "unrest" ? 1u : 0u);
    }

    void countsAreThoseOfALoop()
    {
        test::RandomFacts random(31);
        const auto index = IncidentIndex::build(random.many(3000), incident::Vocabulary::shipped());
        const Mask mask(index->size(), Match::Certain);
        const qint32 first = test::RandomFacts::firstDay + 200, last = first + 600;
        for (const BinSize size :
             {BinSize::Day, BinSize::Week, BinSize::Month, BinSize::Quarter, BinSize::Year}) {
            const Histogram h = histogram(*index, mask, first, last, size);
            std::vector<std::uint32_t> certain(h.bins.size()), possible(h.bins.size());
            const int rank[]{0, 0, 0, 0, 1, 2, 3, 4};
            for (Row row = 0; row < index->size(); ++row) {
                if (index->isUndated(row))
                    continue;
                const auto precision = static_cast<std::size_t>(index->timePrecision(row));
                const auto bin = binOf(index->dayStart(row), size);
                const bool inOne = index->dayEnd(row) <= bin.second;
                if (precision < 8 ? rank[precision] > static_cast<int>(size) : !inOne)
                    continue;
                for (std::size_t i = 0; i < h.bins.size(); ++i) {
                    if (index->dayStart(row) > h.bins[i].lastDay || index->dayEnd(row) < h.bins[i].firstDay)
                        continue;
                    ++(inOne || index->timeExtent(row) == TimeExtent::Throughout ? certain : possible)[i];
                }
            }
            for (std::size_t i = 0; i < h.bins.size(); ++i) {
                QCOMPARE(sum(h.bins[i].certain), certain[i]);
                QCOMPARE(sum(h.bins[i].possible), possible[i]);
            }
        }
    }

    void anEndlessTimelineGetsCoarserBins()
    {
        const auto h = of({}, day(1, 1, 8), day(9999, 12, 31), BinSize::Day);
        QVERIFY(h.binSize != BinSize::Day);
        QVERIFY(h.bins.size() <= 600'000);
        QVERIFY(of({}, 10, 9, BinSize::Day).bins.empty());
    }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "histogramtest.moc"
