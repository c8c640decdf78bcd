#include "session/sample.h"
#include "incident/statistics.h"
#include "session/geodata.h"
#include "store/store.h"
#include "tests/support/tempstore.h"

#include <QTest>

using namespace marz;

/// The sample store against what docs and sources say of it.
class SampleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsPerCountry();
    void everyPointLiesInTheCountryThatItsSourcesName();
    void everyTypeIsKnown();
    void theFirstReport();
    void theSecondReportHasNoPlace();
    void conflictingClaimsStandSideBySide();
    void verifies();

private:
    incident::Incident byNativeId(const QString &id) const;

    test::TempFolder m_folder;
    std::optional<store::Store> m_store;
    std::vector<incident::Incident> m_all;
};

void SampleTest::initTestCase()
{
    m_store = store::Store::create(m_folder.path(QStringLiteral("sample.gpkg")));
    session::fillWithSample(*m_store);
    std::vector<qint64> fids;
    m_store->eachFacts([&](incident::Facts &&facts) {
        fids.push_back(facts.fid);
        return true;
    });
    m_all = m_store->incidents(fids);
}

incident::Incident SampleTest::byNativeId(const QString &id) const
{
    for (const incident::Incident &each : m_all) {
        if (each.nativeId == id)
            return each;
    }
    return {};
}

void SampleTest::countsPerCountry()
{
    QMap<QString, int> counts;
    for (const incident::Incident &each : m_all)
        ++counts[each.where.country];
    QCOMPARE(m_all.size(), std::size_t(71));
    QCOMPARE(counts[QStringLiteral("TJK")], 40);
    QCOMPARE(counts[QStringLiteral("AFG")], 21);
    QCOMPARE(counts[QStringLiteral("PAK")], 10);
}

void SampleTest::everyPointLiesInTheCountryThatItsSourcesName()
{
    const places::Boundaries &boundaries = session::sharedGeodata()->boundaries;
    int checked = 0;
    for (const incident::Incident &each : m_all) {
        if (!each.where.point)
            continue;
        const double away = boundaries.distanceToCountryM(*each.where.point, each.where.country);
        QVERIFY2(away <= 5'000, qPrintable(QStringLiteral("%1 lies %2 m outside %3")
                                               .arg(each.nativeId)
                                               .arg(away)
                                               .arg(each.where.country)));
        ++checked;
    }
    QCOMPARE(checked, 68);
}

void SampleTest::everyTypeIsKnown()
{
    for (const incident::Incident &each : m_all)
        QVERIFY2(m_store->vocabulary().type(each.eventType), qPrintable(each.eventType));
}

void SampleTest::theFirstReport()
{
    const incident::Incident a = byNativeId(QStringLiteral("TJ-2024-11-17-zarbuz"));
    QCOMPARE(a.eventType, QStringLiteral("armed_assault"));
    QCOMPARE(incident::isoUtc(a.when.startMs), QStringLiteral("2024-11-17T13:00:00.000Z"));
    QCOMPARE(incident::isoUtc(a.when.endMs), QStringLiteral("2024-11-18T00:59:59.999Z"));
    QCOMPARE(a.when.precision, incident::TimePrecision::PartOfDay);
    QCOMPARE(a.when.extent, incident::TimeExtent::Moment);
    QCOMPARE(a.where.precision, incident::PlacePrecision::District);
    QCOMPARE(a.where.admin1Code, QStringLiteral("TJ-KT"));
    QCOMPARE(a.where.radiusM.value_or(0), 25'000.0);
    const incident::Toll toll = incident::tollOf(a);
    QCOMPARE(toll.killed, (incident::Range{1, 1, 1}));
    QCOMPARE(toll.injured, (incident::Range{5, 5, 5}));
    const int rivals = static_cast<int>(
        std::count_if(a.actors.begin(), a.actors.end(), [](const incident::Involvement &actor) {
            return !actor.hypothesisGroup.isEmpty() && actor.attribution == incident::Attribution::Suspected;
        }));
    QCOMPARE(rivals, 2);
    QVERIFY(!a.movements.empty());
    QCOMPARE(a.movements.front().kind, incident::MovementKind::CrossedFrom);
    QVERIFY(std::any_of(a.responses.begin(), a.responses.end(), [](const incident::Response &response) {
        return response.kind == incident::ResponseKind::NoneAsOf;
    }));
    QVERIFY(a.series.contains(QStringLiteral("attacks on Chinese nationals")));
    QVERIFY(incident::originsOf(a) < static_cast<int>(a.sources.size()));
    const bool excluded = std::any_of(a.claims.begin(), a.claims.end(), [](const incident::Claim &claim) {
        return claim.field == QLatin1String("injured") && claim.value == QLatin1String("4") &&
               !claim.excludedReason.isEmpty();
    });
    QVERIFY(excluded);
}

void SampleTest::theSecondReportHasNoPlace()
{
    const incident::Incident b = byNativeId(QStringLiteral("TJ-2023-08-06-ansarullah"));
    QVERIFY(b.where.isUnlocated());
    QCOMPARE(b.where.precision, incident::PlacePrecision::Country);
    QCOMPARE(b.where.country, QStringLiteral("TJK"));
    QCOMPARE(b.when.dateStart, QDate(2023, 8, 6));
    QSet<QString> kinds;
    for (const incident::Item &item : b.items)
        kinds.insert(incident::code(item.category));
    QVERIFY(kinds.contains(QStringLiteral("weapon")) && kinds.contains(QStringLiteral("ammunition")) &&
            kinds.contains(QStringLiteral("explosive")) && kinds.contains(QStringLiteral("device")) &&
            kinds.contains(QStringLiteral("cash")));
    const QString kevron = byNativeId(QStringLiteral("TJ-2023-08-29-kevron")).uid;
    QVERIFY(std::any_of(b.links.begin(), b.links.end(), [&](const incident::Link &link) {
        return link.kind == incident::LinkKind::PossibleDuplicate && link.toUid == kevron;
    }));
}

void SampleTest::conflictingClaimsStandSideBySide()
{
    int conflicting = 0;
    for (const incident::Incident &each : m_all) {
        QMap<QString, QSet<QString>> values;
        QMap<QString, int> chosen;
        for (const incident::Claim &claim : each.claims) {
            values[claim.field].insert(claim.value);
            chosen[claim.field] += claim.chosen;
        }
        for (auto it = chosen.begin(); it != chosen.end(); ++it)
            QVERIFY2(it.value() == 1, qPrintable(each.nativeId + u' ' + it.key()));
        conflicting += std::any_of(values.begin(), values.end(),
                                   [](const QSet<QString> &set) { return set.size() > 1; });
    }
    QVERIFY2(conflicting >= 8, qPrintable(QString::number(conflicting)));
}

void SampleTest::verifies()
{
    for (const store::VerifyProblem &problem : m_store->verify())
        QFAIL(qPrintable(problem.table + u' ' + problem.id + u' ' + problem.text));
}

QTEST_GUILESS_MAIN(SampleTest)
#include "sampletest.moc"
