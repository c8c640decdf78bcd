#include "index/incidentindex.h"

#include "index/randomfacts.h"

#include <QTest>

#include <map>

using namespace marz;
using namespace marz::index;

namespace {

const incident::Vocabulary vocabulary({{"violence", "Violence", "#f00", "star"},
                                       {"unrest", "Unrest", "#0f0", "dot"},
                                       {"other", "Other", "#888", "circle"}},
                                      {{"armed_assault", "armed assault", "violence", {}},
                                       {"protest", "protest", "unrest", {}},
                                       {"explosion", "explosion", "violence", {}}});

incident::Facts onDay(qint64 fid, std::optional<qint32> day, std::optional<qint32> last = {})
{
    incident::Facts facts;
    facts.fid = fid;
    facts.dayStart = day;
    facts.dayEnd = last ? last : day;
    return facts;
}

void compareSnapshots(const IncidentIndex &a, const IncidentIndex &b)
{
    QCOMPARE(a.size(), b.size());
    QCOMPARE(a.datedCount(), b.datedCount());
    QVERIFY(a.daySpan() == b.daySpan());
    for (Row row = 0; row < a.size(); ++row) {
        QVERIFY2(a.facts(row) == b.facts(row), qPrintable(QString("row %1").arg(row)));
        QVERIFY(a.rowOf(a.fid(row)) == row);
    }
}

} // namespace

class IncidentIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneAnswersEverything()
    {
        const auto built = IncidentIndex::build({}, vocabulary);
        const IncidentIndex none;
        for (const IncidentIndex *index : {built.get(), &none}) {
            QCOMPARE(index->size(), std::size_t(0));
            QVERIFY(!index->rowOf(1));
            QVERIFY(!index->daySpan());
            QCOMPARE(index->bytesPerIncident(), std::size_t(0));
            QCOMPARE(index->filter({}).size(), std::size_t(0));
        }
    }

    void rowsAreSortedByStartUndatedLast()
    {
        auto late = onDay(3, 200);
        late.startMs = 5;
        auto early = onDay(4, 200);
        early.startMs = 4;
        const auto index =
            IncidentIndex::build({onDay(1, {}), late, early, onDay(2, 100, 400), onDay(0, {})}, vocabulary);
        std::vector<qint64> fids;
        for (Row row = 0; row < index->size(); ++row)
            fids.push_back(index->fid(row));
        QCOMPARE(fids, (std::vector<qint64>{2, 4, 3, 0, 1}));
        QCOMPARE(index->datedCount(), std::size_t(3));
        QVERIFY(!index->isUndated(2));
        QVERIFY(index->isUndated(3));
        QVERIFY(index->daySpan() == std::pair(100, 400));
    }

    void factsComeBackAsTheyWere()
    {
        test::RandomFacts random(1);
        std::map<qint64, incident::Facts> byFid;
        auto all = random.many(3000);
        for (incident::Facts &facts : all)
            byFid[facts.fid] = facts;
        const auto index = IncidentIndex::build(std::move(all), vocabulary);
        QCOMPARE(index->size(), byFid.size());
        for (const auto &[fid, facts] : byFid) {
            const auto row = index->rowOf(fid);
            QVERIFY(row);
            QVERIFY2(index->facts(*row) == facts, qPrintable(QString("fid %1").arg(fid)));
        }
    }

    void positionsComeBackToTheLastBit_data()
    {
        QTest::addColumn<double>("lon");
        QTest::addColumn<double>("lat");
        QTest::newRow("Dushanbe") << 68.779 << 38.5358;
        QTest::newRow("zero") << 0.0 << 0.0;
        QTest::newRow("nearly zero") << 1e-7 << -1e-9;
        QTest::newRow("pole") << 180.0 << 90.0;
        QTest::newRow("south pole") << -180.0 << -90.0;
        QTest::newRow("near the pole") << 12.3456789012345 << 89.99999987654;
        QTest::newRow("thirds") << 200.0 / 3 << 100.0 / 3;
    }
    void positionsComeBackToTheLastBit()
    {
        QFETCH(double, lon);
        QFETCH(double, lat);
        incident::Facts facts;
        facts.point = geo::LonLat{lon, lat};
        const auto index = IncidentIndex::build({facts}, vocabulary);
        QVERIFY(index->isLocated(0));
        QCOMPARE(index->lonLat(0).lon, lon);
        QCOMPARE(index->lonLat(0).lat, lat);
        QVERIFY(index->lonLat(0) == *facts.point);
    }

    void theProjectionIsThatOfTheMap()
    {
        test::RandomFacts random(2);
        const geo::Crs map = geo::Crs::webMercator();
        for (int i = 0; i < 100; ++i) {
            const geo::LonLat p = random.point();
            const geo::MapPoint ours = projected(p), theirs = map.toMap(p);
            QVERIFY(std::abs(ours.x - theirs.x) < 1e-6 && std::abs(ours.y - theirs.y) < 1e-6);
        }
    }

    void knownAndUnknownTypesHaveFamilies()
    {
        incident::Facts known = onDay(1, 1), unknown = onDay(2, 2), other = onDay(3, 3);
        known.eventType = "protest";
        unknown.eventType = "made_up";
        other.eventType = "made_up_too";
        const auto index = IncidentIndex::build({known, unknown, other}, vocabulary);
        QCOMPARE(index->typeId(0), std::uint16_t(1));
        QCOMPARE(index->familyId(0), std::uint8_t(1));
        QCOMPARE(index->typeId(1), std::uint16_t(3));
        QCOMPARE(index->typeId(2), std::uint16_t(3));
        QCOMPARE(index->familyId(1), std::uint8_t(2));
        QCOMPARE(index->facts(2).eventType, QString("made_up_too"));
    }

    void ofEqualFidsTheLastCounts()
    {
        auto first = onDay(7, 10), second = onDay(7, 5);
        const auto index = IncidentIndex::build({first, onDay(8, 1), second}, vocabulary);
        QCOMPARE(index->size(), std::size_t(2));
        QCOMPARE(index->dayStart(*index->rowOf(7)), 5);
    }

    void changesGiveTheSameAsAFreshBuild_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("changed");
        QTest::addColumn<int>("deleted");
        QTest::newRow("nothing") << 100 << 0 << 0;
        QTest::newRow("one edit") << 1000 << 1 << 0;
        QTest::newRow("from empty") << 0 << 200 << 0;
        QTest::newRow("to empty") << 50 << 0 << 50;
        QTest::newRow("many") << 2000 << 700 << 500;
        QTest::newRow("more than there were") << 10 << 3000 << 5;
    }
    void changesGiveTheSameAsAFreshBuild()
    {
        QFETCH(int, before);
        QFETCH(int, changed);
        QFETCH(int, deleted);
        test::RandomFacts random(3);
        auto old = random.many(before);
        const auto index = IncidentIndex::build(old, vocabulary);
        std::vector<incident::Facts> changes;
        for (int i = 0; i < changed; ++i)
            changes.push_back(random.facts(1 + random.below(std::max(1, 2 * before)) + (before ? 0 : i)));
        std::vector<qint64> gone;
        for (int i = 0; i < deleted; ++i)
            gone.push_back(before == deleted ? i + 1 : 1'000'000 + random.below(before));
        for (int i = 0; i < deleted / 2; ++i)
            gone.push_back(1 + random.below(before));
        std::map<qint64, incident::Facts> expected;
        for (const auto &facts : old)
            expected[facts.fid] = facts;
        for (const qint64 fid : gone)
            expected.erase(fid);
        for (const auto &facts : changes)
            expected[facts.fid] = facts;
        std::vector<incident::Facts> all;
        for (const auto &[fid, facts] : expected)
            all.push_back(facts);
        const auto next = index->withChanges(changes, gone);
        compareSnapshots(*next, *IncidentIndex::build(all, vocabulary));
        compareSnapshots(*index, *IncidentIndex::build(old, vocabulary)); // the old snapshot stays
    }

    void aChainOfEditsStaysRight()
    {
        test::RandomFacts random(4);
        std::map<qint64, incident::Facts> expected;
        auto index = IncidentIndex::build({}, vocabulary);
        for (int step = 0; step < 200; ++step) {
            const auto facts = random.facts(1 + random.below(60));
            expected[facts.fid] = facts;
            std::vector<qint64> gone;
            const qint64 fid = 1 + random.below(60);
            if (fid != facts.fid && random.oneIn(3)) {
                gone.push_back(fid);
                expected.erase(fid);
            }
            index = index->withChanges({facts}, gone);
        }
        std::vector<incident::Facts> all;
        for (const auto &[fid, facts] : expected)
            all.push_back(facts);
        compareSnapshots(*index, *IncidentIndex::build(all, vocabulary));
    }

    void manyDistinctValuesWidenTheColumns()
    {
        std::vector<incident::Facts> all;
        for (int i = 0; i < 70'000; ++i) {
            auto facts = onDay(i, i);
            facts.killed.best = i;
            facts.admin2 = QString::number(i);
            all.push_back(facts);
        }
        const auto index = IncidentIndex::build(all, vocabulary)->withChanges({onDay(70'001, 1)}, {3});
        QCOMPARE(index->size(), std::size_t(70'000));
        const Row row = *index->rowOf(69'000);
        QCOMPARE(*index->killed(row).best, 69'000);
        QCOMPARE(index->admin2(row), QString("69000"));
        QVERIFY(!index->rowOf(3));
    }

    void recordAnswersRestrictAMask()
    {
        using incident::Match;
        const auto index = IncidentIndex::build({onDay(1, 1), onDay(2, 2), onDay(3, 3)}, vocabulary);
        Mask mask(3, Match::Certain);
        mask.set(1, Match::None);
        const std::vector<std::pair<qint64, Match>> records{
            {1, Match::Possible}, {2, Match::Certain}, {99, Match::Certain}};
        index->restrict(mask, records);
        QCOMPARE(mask.at(0), Match::Possible);
        QCOMPARE(mask.at(1), Match::None);
        QCOMPARE(mask.at(2), Match::None);
        QCOMPARE(mask.total(), std::size_t(1));
        QCOMPARE(mask.certain(), std::size_t(0));
    }

    void anIncidentTakesFewBytes()
    {
        test::RandomFacts random(5);
        const auto index = IncidentIndex::build(random.many(50'000), vocabulary);
        QVERIFY2(index->bytesPerIncident() <= 100, qPrintable(QString::number(index->bytesPerIncident())));
    }
};

QTEST_GUILESS_MAIN(IncidentIndexTest)
#include "incidentindextest.moc"
