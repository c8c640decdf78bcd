#include "index/incidentindex.h"

#include "index/randomfacts.h"

#include <QTest>

using namespace marz;
using namespace marz::index;
using incident::Filter;

namespace {

std::vector<incident::Facts> everything()
{
    test::RandomFacts random(11);
    return random.many(4000);
}

/// Every row judged by the definition, one by one.
void compareWithDefinition(const IncidentIndex &index, const Filter &filter)
{
    const Mask mask = index.filter(filter);
    QCOMPARE(mask.size(), index.size());
    std::size_t total = 0, certain = 0;
    for (Row row = 0; row < index.size(); ++row) {
        const auto expected = incident::matchesFacts(index.facts(row), filter, index.vocabulary());
        if (mask.at(row) != expected) {
            QFAIL(qPrintable(QString("row %1: %2 instead of %3")
                                 .arg(row)
                                 .arg(static_cast<int>(mask.at(row)))
                                 .arg(static_cast<int>(expected))));
        }
        total += expected != incident::Match::None;
        certain += expected == incident::Match::Certain;
    }
    QCOMPARE(mask.total(), total);
    QCOMPARE(mask.certain(), certain);
}

} // namespace

class FilteringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_index = IncidentIndex::build(everything(), incident::Vocabulary::shipped()); }

    void eachConditionIsTheDefinition_data()
    {
        QTest::addColumn<Filter>("filter");
        const auto row = [](const char *name, const std::function<void(Filter &)> &set) {
            Filter filter;
            set(filter);
            QTest::newRow(name) << filter;
        };
        const QDate some(2021, 3, 1);
        row("nothing", [](Filter &) {});
        row("certainly", [](Filter &f) { f.certainly = true; });
        row("a year", [&](Filter &f) { f.days = {some, some.addDays(364)}; });
        row("a year, certainly", [&](Filter &f) { f.days = {some, some.addDays(364)}, f.certainly = true; });
        row("a day", [&](Filter &f) { f.days = {some, some}; });
        row("open start", [&](Filter &f) { f.days = {{}, some}; });
        row("open end", [&](Filter &f) { f.days = {some, {}}; });
        row("the wrong way round", [&](Filter &f) { f.days = {some, some.addDays(-1)}; });
        row("before everything", [](Filter &f) { f.days = {{}, QDate(1, 1, 1)}; });
        row("after everything", [](Filter &f) { f.days = {QDate(9999, 1, 1), {}}; });
        row("undated only", [](Filter &f) { f.undated = true; });
        row("a month and undated", [&](Filter &f) { f.days = {some, some.addDays(30)}, f.undated = true; });
        row("unlocated", [](Filter &f) { f.unlocated = true; });
        row("type", [](Filter &f) { f.types = QStringList{"protest", "made_up"}; });
        row("unknown type", [](Filter &f) { f.types = QStringList{"no such type"}; });
        row("family", [](Filter &f) { f.families = QStringList{"violence", "other"}; });
        row("workflow", [](Filter &f) {
            f.workflows = {incident::Workflow::Draft, incident::Workflow::Reviewed};
        });
        row("verification", [](Filter &f) { f.verifications = {incident::Verification::Disputed}; });
        row("region", [](Filter &f) { f.regions = {{"TJ-KT", {}, "TJK", {}}}; });
        row("district", [](Filter &f) { f.regions = {{"TJ-GB", "Darvoz", "TJK", {}}}; });
        row("regions", [](Filter &f) { f.regions = {{"TJ-KT", {}, "TJK", {}}, {"AF-BDS", {}, "AFG", {}}}; });
        row("country", [](Filter &f) { f.countries = QStringList{"TJK", "UZB"}; });
        row("border pair", [](Filter &f) { f.borderPair = "AFG-TJK"; });
        row("border side", [](Filter &f) { f.borderSide = "TJK"; });
        row("border distance", [](Filter &f) { f.withinBorderM = 20'000; });
        row("on the border", [](Filter &f) { f.withinBorderM = 0; });
        row("precision", [](Filter &f) { f.precision = incident::PlacePrecision::District; });
        row("killed", [](Filter &f) { f.minKilled = 3; });
        row("none killed", [](Filter &f) { f.minKilled = 0; });
        row("injured", [](Filter &f) { f.minInjured = 2; });
        row("box", [](Filter &f) { f.box = geo::GeoBox{69, 36, 72, 39}; });
        row("small box", [](Filter &f) { f.box = geo::GeoBox{70.01, 37.5, 70.02, 37.51}; });
        row("box around all", [](Filter &f) { f.box = geo::GeoBox{-180, -90, 180, 90}; });
        row("box elsewhere", [](Filter &f) { f.box = geo::GeoBox{0, -80, 10, -70}; });
        row("empty box", [](Filter &f) { f.box = geo::GeoBox{}; });
        row("batches", [](Filter &f) { f.batches = {2, 77}; });
    }
    void eachConditionIsTheDefinition()
    {
        QFETCH(Filter, filter);
        compareWithDefinition(*m_index, filter);
    }

    void boxesThatPassThroughPointsAreTheDefinition()
    {
        for (Row row = 0; row + 1 < m_index->size(); row += 97) {
            if (!m_index->isLocated(row) || !m_index->isLocated(row + 1))
                continue;
            geo::GeoBox box;
            box.include(m_index->lonLat(row));
            box.include(m_index->lonLat(row + 1));
            Filter filter;
            filter.box = box;
            compareWithDefinition(*m_index, filter);
        }
    }

    void randomFiltersAreTheDefinition()
    {
        test::RandomFacts random(12);
        for (int i = 0; i < 300; ++i) {
            Filter filter;
            filter.certainly = random.oneIn(5);
            filter.undated = random.oneIn(6);
            filter.unlocated = random.oneIn(12);
            if (random.oneIn(2))
                filter.days = {random.oneIn(5) ? QDate() : random.day(),
                               random.oneIn(5) ? QDate() : random.day()};
            if (random.oneIn(4))
                filter.types = QStringList{random.pick(random.types), random.pick(random.types)};
            if (random.oneIn(6))
                filter.families = QStringList{"violence", "unrest"};
            if (random.oneIn(4))
                filter.workflows = {static_cast<incident::Workflow>(random.below(4)),
                                    incident::Workflow::Draft};
            if (random.oneIn(4))
                filter.regions = {{random.pick(random.units),
                                   random.pick(random.districts),
                                   random.pick(random.countries),
                                   {}}};
            if (random.oneIn(5))
                filter.countries = QStringList{random.pick(random.countries), "AFG"};
            if (random.oneIn(4))
                filter.withinBorderM = random.below(60'000);
            if (random.oneIn(4)) {
                const geo::LonLat a = random.point();
                filter.box = geo::GeoBox{a.lon, a.lat, a.lon + random.below(30) / 10.0,
                                         a.lat + random.below(30) / 10.0};
            }
            if (random.oneIn(4))
                filter.minKilled = random.below(5);
            if (random.oneIn(4))
                filter.precision = static_cast<incident::PlacePrecision>(random.below(6));
            if (random.oneIn(5))
                filter.batches = {1 + random.below(3)};
            compareWithDefinition(*m_index, filter);
            if (QTest::currentTestFailed())
                return;
        }
    }

private:
    std::shared_ptr<const IncidentIndex> m_index;
};

QTEST_GUILESS_MAIN(FilteringTest)
#include "filteringtest.moc"
