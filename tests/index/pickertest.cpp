#include "index/picker.h"

#include "index/randomfacts.h"

#include <QTest>

#include <set>

#include <thread>

using namespace marz;
using namespace marz::index;

namespace {

std::vector<Row> bruteNear(const IncidentIndex &index, const Mask &mask, geo::MapPoint at, double radius)
{
    std::vector<std::pair<double, Row>> hits;
    for (Row row = 0; row < index.size(); ++row) {
        const double distance = std::hypot(index.mercator(row).x - at.x, index.mercator(row).y - at.y);
        if (mask.matches(row) && distance <= radius)
            hits.emplace_back(distance, row);
    }
    std::sort(hits.begin(), hits.end());
    std::vector<Row> rows;
    for (const auto &[distance, row] : hits)
        rows.push_back(row);
    return rows;
}

std::set<Row> inBox(const IncidentIndex &index, const Mask &mask, const geo::MapBox &box)
{
    std::set<Row> rows;
    eachInBox(index, mask, box, [&](Row row) { rows.insert(row); });
    return rows;
}

} // namespace

class PickerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        test::RandomFacts random(21);
        auto facts = random.many(5000);
        facts[17].point = geo::LonLat{-170, -60}; // far from all others
        facts[18].point = geo::LonLat{175, 80};
        for (std::size_t i = 100; i < 140; ++i)
            facts[i].point = geo::LonLat{70, 38}; // a stack
        m_index = IncidentIndex::build(std::move(facts), incident::Vocabulary::shipped());
        m_mask = Mask(m_index->size(), incident::Match::Certain);
        for (Row row = 0; row < m_index->size(); row += 3)
            m_mask.set(row, incident::Match::None);
    }

    void whatIsNearIsNearestFirst_data()
    {
        QTest::addColumn<double>("lon");
        QTest::addColumn<double>("lat");
        QTest::addColumn<double>("radius");
        QTest::newRow("nothing there") << 0.0 << 0.0 << 1000.0;
        QTest::newRow("the stack") << 70.0 << 38.0 << 1.0;
        QTest::newRow("around the stack") << 70.0 << 38.0 << 20'000.0;
        QTest::newRow("edge of the data") << 67.0 << 35.0 << 50'000.0;
        QTest::newRow("everything") << 70.0 << 38.0 << 1e8;
        QTest::newRow("the far one") << -170.0 << -60.0 << 10.0;
        QTest::newRow("no radius") << 70.0 << 38.0 << 0.0;
    }
    void whatIsNearIsNearestFirst()
    {
        QFETCH(double, lon);
        QFETCH(double, lat);
        QFETCH(double, radius);
        const geo::MapPoint at = projected({lon, lat});
        const std::vector<Row> expected = bruteNear(*m_index, m_mask, at, radius);
        const std::vector<Row> found = rowsNear(*m_index, m_mask, at, radius);
        QCOMPARE(found.size(), expected.size());
        double last = 0;
        for (const Row row : found) { // equal distances may come in any order
            const double distance =
                std::hypot(m_index->mercator(row).x - at.x, m_index->mercator(row).y - at.y);
            QVERIFY(distance >= last - 1e-6);
            last = distance;
        }
        QCOMPARE(std::set<Row>(found.begin(), found.end()), std::set<Row>(expected.begin(), expected.end()));
    }

    void boxesHoldWhatLiesInThem()
    {
        test::RandomFacts random(22);
        for (int i = 0; i < 200; ++i) {
            geo::MapBox box;
            box.include(projected(random.point()));
            box.include(projected(random.oneIn(10) ? geo::LonLat{-179, -85} : random.point()));
            std::set<Row> expected;
            for (Row row = 0; row < m_index->size(); ++row) {
                if (m_mask.matches(row) && m_index->isLocated(row) && box.contains(m_index->mercator(row)))
                    expected.insert(row);
            }
            QCOMPARE(inBox(*m_index, m_mask, box), expected);
        }
        QVERIFY(inBox(*m_index, m_mask, {}).empty());
    }

    void aSnapshotWithoutPointsHasNothingToPick()
    {
        const IncidentIndex none;
        QVERIFY(rowsNear(none, {}, {0, 0}, 1e9).empty());
        const auto unlocated = IncidentIndex::build({incident::Facts{}}, incident::Vocabulary::shipped());
        QVERIFY(rowsNear(*unlocated, Mask(1, incident::Match::Certain), {0, 0}, 1e9).empty());
    }

    void severalThreadsMayAskFirst()
    {
        test::RandomFacts random(23);
        const auto index = IncidentIndex::build(random.many(2000), incident::Vocabulary::shipped());
        const Mask mask(index->size(), incident::Match::Certain);
        std::vector<std::size_t> counts(4);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < counts.size(); ++i)
            threads.emplace_back([&, i] {
                counts[i] = rowsNear(*index, mask, projected({70, 38}), 1e5).size();
            });
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(counts[0] > 0);
        for (const std::size_t count : counts)
            QCOMPARE(count, counts[0]);
    }

private:
    std::shared_ptr<const IncidentIndex> m_index;
    Mask m_mask;
};

QTEST_GUILESS_MAIN(PickerTest)
#include "pickertest.moc"
