#include "incident/filter.h"
#include "incident/vocabulary.h"
#include "rows.h"

#include <QTest>

using namespace marz::incident;
using marz::geo::GeoBox;
using marz::geo::LonLat;

Q_DECLARE_METATYPE(marz::incident::Match)

namespace {

constexpr auto none = Match::None;
constexpr auto possible = Match::Possible;
constexpr auto certain = Match::Certain;

QDate day(const char *text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate);
}

Match judged(const Incident &incident, const Filter &filter)
{
    return matches(incident, filter, Vocabulary::shipped());
}

Incident incidentOn(const char *first, const char *last, TimeExtent extent = TimeExtent::Moment)
{
    Incident incident;
    incident.when = windowOfDays(day(first), day(last), QStringLiteral("Asia/Dushanbe"), TimePrecision::Day);
    incident.when.extent = extent;
    return incident;
}

Facts placed(double lon, double lat, double radiusM)
{
    Facts facts;
    facts.point = LonLat{lon, lat};
    facts.placePrecision = PlacePrecision::Near;
    facts.radiusM = radiusM;
    return facts;
}

} // namespace

/// The single judgements, row by row.
class MatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void days_data();
    void days();
    void undatedIsItsOwnSwitch();
    void displayZoneChangesNothing();
    void region_data();
    void region();
    void box_data();
    void box();
    void borderDistance_data();
    void borderDistance();
    void count_data();
    void count();
    void weakestConditionDecides();
    void certainlyKeepsOnlyCertain();
};

void MatchTest::days_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::addColumn<TimeExtent>("extent");
    QTest::addColumn<Match>("match");
    // The filter is 10 to 20 November 2024.
    const auto row = [](const char *name, const char *first, const char *last, TimeExtent extent,
                        Match match) {
        QTest::newRow(name) << QString::fromLatin1(first) << QString::fromLatin1(last) << extent << match;
    };
    const auto moment = TimeExtent::Moment, throughout = TimeExtent::Throughout,
               unknown = TimeExtent::Unknown;
    row("before", "2024-11-01", "2024-11-09", throughout, none);
    row("after", "2024-11-21", "2024-11-30", throughout, none);
    row("first day", "2024-11-10", "2024-11-10", moment, certain);
    row("last day", "2024-11-20", "2024-11-20", unknown, certain);
    row("exactly the days", "2024-11-10", "2024-11-20", moment, certain);
    row("moment over the start", "2024-11-09", "2024-11-10", moment, possible);
    row("moment over the end", "2024-11-20", "2024-11-21", moment, possible);
    row("unknown over the end", "2024-11-20", "2024-11-21", unknown, possible);
    row("siege over the start", "2024-11-09", "2024-11-10", throughout, certain);
    row("siege over the end", "2024-11-20", "2024-11-21", throughout, certain);
    row("moment around", "2024-01-01", "2024-12-31", moment, possible);
    row("unknown around", "2024-01-01", "2024-12-31", unknown, possible);
    row("siege around", "2024-01-01", "2024-12-31", throughout, certain);
}

void MatchTest::days()
{
    QFETCH(QString, first);
    QFETCH(QString, last);
    QFETCH(TimeExtent, extent);
    const Incident incident = incidentOn(qPrintable(first), qPrintable(last), extent);
    Filter filter;
    filter.days = {day("2024-11-10"), day("2024-11-20")};
    QTEST(judged(incident, filter), "match");
    // Open ends: the same truth from both sides.
    const DayRange from{day("2024-11-10"), {}}, to{{}, day("2024-11-20")};
    const auto single = [&](const DayRange &range) {
        const Facts facts = factsOf(incident);
        return matchDays(facts.dayStart, facts.dayEnd, extent, range);
    };
    QCOMPARE(weaker(single(from), single(to)), judged(incident, filter));
    QCOMPARE(single({}), certain);
}

void MatchTest::undatedIsItsOwnSwitch()
{
    const Incident undated, dated = incidentOn("2024-11-17", "2024-11-17");
    Filter filter;
    QCOMPARE(judged(undated, filter), certain);
    filter.undated = true;
    QCOMPARE(judged(undated, filter), certain);
    QCOMPARE(judged(dated, filter), none);
    filter.days = {day("2024-11-01"), day("2024-11-30")};
    QCOMPARE(judged(undated, filter), possible);
    QCOMPARE(judged(dated, filter), certain);
    filter.undated = false;
    QCOMPARE(judged(undated, filter), none);
    QCOMPARE(judged(dated, filter), certain);
}

void MatchTest::displayZoneChangesNothing()
{
    const Incident incident = incidentOn("2023-08-06", "2023-08-06");
    Filter filter;
    for (const char *zone : {"Asia/Dushanbe", "UTC", "America/New_York"}) {
        qputenv("TZ", zone);
        tzset();
        filter.days = {day("2023-08-06"), day("2023-08-06")};
        QCOMPARE(judged(incident, filter), certain);
        filter.days = {day("2023-08-05"), day("2023-08-05")};
        QCOMPARE(judged(incident, filter), none);
    }
}

void MatchTest::region_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("district");
    QTest::addColumn<PlacePrecision>("precision");
    QTest::addColumn<bool>("adminCertain");
    QTest::addColumn<Match>("inKhatlon");
    QTest::addColumn<Match>("inFarkhor");
    const auto row = [](const char *name, const char *country, const char *unit, const char *district,
                        PlacePrecision precision, bool isCertain, Match inKhatlon, Match inFarkhor) {
        QTest::newRow(name) << QString::fromLatin1(country) << QString::fromLatin1(unit)
                            << QString::fromLatin1(district) << precision << isCertain << inKhatlon
                            << inFarkhor;
    };
    using enum PlacePrecision;
    row("there", "TJK", "TJ-KT", "Farkhor", Exact, true, certain, certain);
    row("there, other case", "TJK", "TJ-KT", "FARKHOR", District, true, certain, certain);
    row("other district", "TJK", "TJ-KT", "Vose", Near, true, certain, none);
    row("other unit", "TJK", "TJ-SU", "Ayni", Near, true, none, none);
    row("namesake district in another unit", "TJK", "TJ-SU", "Farkhor", Near, true, none, none);
    row("there, disputed", "TJK", "TJ-KT", "Farkhor", Near, false, possible, possible);
    row("other district, disputed", "TJK", "TJ-KT", "Vose", Near, false, possible, possible);
    row("other unit, disputed", "TJK", "TJ-SU", "Ayni", Near, false, possible, possible);
    row("other country, disputed", "AFG", "AF-TAK", "Chah Ab", Near, false, none, none);
    row("province", "TJK", "TJ-KT", "", Province, true, certain, possible);
    row("province, district of its centre", "TJK", "TJ-KT", "Farkhor", Province, true, certain, possible);
    row("province, other centre", "TJK", "TJ-KT", "Vose", Province, true, certain, possible);
    row("other province", "TJK", "TJ-SU", "", Province, true, none, none);
    row("no district", "TJK", "TJ-KT", "", District, true, certain, possible);
    row("country only", "TJK", "", "", Country, true, possible, possible);
    row("country precision with a unit", "TJK", "TJ-SU", "", Country, true, possible, possible);
    row("other country only", "AFG", "", "", Country, true, none, none);
    row("nothing known", "", "", "", Unknown, true, none, none);
    row("unit without precision", "TJK", "TJ-KT", "", Unknown, true, certain, possible);
}

void MatchTest::region()
{
    QFETCH(bool, adminCertain);
    QFETCH(PlacePrecision, precision);
    QFETCH(QString, country);
    QFETCH(QString, unit);
    QFETCH(QString, district);
    Incident incident;
    incident.where.country = country;
    incident.where.admin1Code = unit;
    incident.where.admin2 = district;
    incident.where.precision = precision;
    incident.where.adminCertain = adminCertain;
    const RegionChoice khatlon{QStringLiteral("TJ-KT"), {}, QStringLiteral("TJK"), QStringLiteral("Khatlon")};
    RegionChoice farkhor = khatlon;
    farkhor.admin2 = QStringLiteral("Farkhor");
    QTEST(matchRegion(factsOf(incident), khatlon), "inKhatlon");
    QTEST(matchRegion(factsOf(incident), farkhor), "inFarkhor");
    Filter filter;
    filter.regions = {{QStringLiteral("AF-BDS"), {}, QStringLiteral("AFG"), {}}, khatlon};
    const RegionChoice badakhshan = filter.regions.front();
    QCOMPARE(judged(incident, filter),
             std::max(matchRegion(factsOf(incident), badakhshan), matchRegion(factsOf(incident), khatlon)));
}

void MatchTest::box_data()
{
    QTest::addColumn<Facts>("facts");
    QTest::addColumn<Match>("match");
    // The box is 70..71 E, 37..38 N; one degree there is about 88.2 km east-west and 111.0 km north-south.
    QTest::newRow("middle") << placed(70.5, 37.5, 500) << certain;
    QTest::newRow("circle reaches out") << placed(70.5, 37.5, 50'000) << possible;
    QTest::newRow("circle ends 1 km before the side") << placed(70.1, 37.5, 7'800) << certain;
    QTest::newRow("circle ends 1 km behind the side") << placed(70.1, 37.5, 9'900) << possible;
    QTest::newRow("outside, touching") << placed(69.9, 37.5, 9'900) << possible;
    QTest::newRow("outside, not touching") << placed(69.9, 37.5, 7'800) << none;
    QTest::newRow("north, touching") << placed(70.5, 38.1, 11'200) << possible;
    QTest::newRow("north, not touching") << placed(70.5, 38.1, 11'000) << none;
    QTest::newRow("beyond the corner, touching") << placed(71.1, 38.1, 15'000) << possible;
    QTest::newRow("beyond the corner, not touching") << placed(71.1, 38.1, 13'000) << none;
    QTest::newRow("on the edge, no radius") << placed(70.0, 37.0, 0) << certain;
    Facts noRadius = placed(70.1, 37.5, 0);
    noRadius.radiusM.reset();
    QTest::newRow("radius of the precision: near") << noRadius << certain;
    noRadius.placePrecision = PlacePrecision::District;
    QTest::newRow("radius of the precision: district") << noRadius << possible;
    QTest::newRow("unlocated") << Facts{} << none;
}

void MatchTest::box()
{
    QFETCH(Facts, facts);
    QTEST(matchBox(facts, GeoBox{70, 37, 71, 38}), "match");
    QCOMPARE(matchBox(facts, GeoBox{}), none);
    QCOMPARE(matchBox(facts, GeoBox{-180, -90, 180, 90}), facts.point ? certain : none);
}

void MatchTest::borderDistance_data()
{
    QTest::addColumn<double>("distanceM");
    QTest::addColumn<Match>("match");
    QTest::newRow("well within") << 3'000.0 << certain;
    QTest::newRow("circle just within") << 5'000.0 << certain;
    QTest::newRow("circle reaches out") << 5'001.0 << possible;
    QTest::newRow("circle just reaches in") << 15'000.0 << possible;
    QTest::newRow("beyond") << 15'001.0 << none;
}

void MatchTest::borderDistance()
{
    QFETCH(double, distanceM);
    Facts facts = placed(70, 37, 5'000);
    facts.borderDistanceM = distanceM;
    QTEST(matchBorderDistance(facts, 10'000), "match");
    facts.borderDistanceM.reset();
    QCOMPARE(matchBorderDistance(facts, 10'000), none);
}

void MatchTest::count_data()
{
    QTest::addColumn<Range>("range");
    QTest::addColumn<Match>("match");
    // The filter wants at least 5.
    QTest::newRow("unknown") << Range{} << none;
    QTest::newRow("exact") << Range{5, 5, 5} << certain;
    QTest::newRow("below") << Range{4, 4, 4} << none;
    QTest::newRow("best reaches it") << Range{4, 5, 6} << possible;
    QTest::newRow("only high reaches it") << Range{1, 4, 9} << none;
    QTest::newRow("low only") << Range{5, {}, {}} << certain;
    QTest::newRow("low only, below") << Range{4, {}, 9} << none;
    QTest::newRow("best only") << Range{{}, 5, {}} << possible;
    QTest::newRow("high only") << Range{{}, {}, 9} << none;
}

void MatchTest::count()
{
    QFETCH(Range, range);
    QTEST(matchCount(range, 5), "match");
    Incident incident;
    incident.casualties = {total(Outcome::Killed, range)};
    Filter filter;
    filter.minKilled = 5;
    QTEST(judged(incident, filter), "match");
    filter.minInjured = 0;
    QCOMPARE(judged(incident, filter), none);
}

void MatchTest::weakestConditionDecides()
{
    Incident incident = incidentOn("2024-11-17", "2024-11-18");
    incident.where.country = QStringLiteral("TJK");
    incident.where.precision = PlacePrecision::Country;
    Filter filter;
    filter.days = {day("2024-11-01"), day("2024-11-30")};
    QCOMPARE(judged(incident, filter), certain);
    filter.regions = {{QStringLiteral("TJ-KT"), {}, QStringLiteral("TJK"), {}}};
    QCOMPARE(judged(incident, filter), possible);
    filter.days.last = day("2024-11-16");
    QCOMPARE(judged(incident, filter), none);
}

void MatchTest::certainlyKeepsOnlyCertain()
{
    const Incident incident = incidentOn("2024-11-17", "2024-11-18");
    Filter filter;
    filter.certainly = true;
    filter.days = {day("2024-11-17"), day("2024-11-18")};
    QCOMPARE(judged(incident, filter), certain);
    filter.days.last = day("2024-11-17");
    QCOMPARE(judged(incident, filter), none);
    filter.certainly = false;
    QCOMPARE(judged(incident, filter), possible);
}

QTEST_GUILESS_MAIN(MatchTest)
#include "matchtest.moc"
