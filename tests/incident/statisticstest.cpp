#include "incident/statistics.h"
#include "incident/facts.h"
#include "rows.h"

#include <QTest>

using namespace marz::incident;

using Rows = std::vector<Casualty>;
using Sources = std::vector<SourceUse>;
Q_DECLARE_METATYPE(Rows)
Q_DECLARE_METATYPE(Sources)

namespace {

constexpr std::nullopt_t unknown = std::nullopt;

SourceUse statement(const char *publisher, const char *speaker)
{
    SourceUse row = source(publisher);
    row.kind = SourceKind::Speaks;
    row.speaker = QString::fromLatin1(speaker);
    return row;
}

SourceUse address(const char *url)
{
    SourceUse row;
    row.url = QString::fromLatin1(url);
    return row;
}

QString shown(const std::optional<Range> &range)
{
    if (!range)
        return QStringLiteral("none");
    const auto one = [](std::optional<qint64> n) { return n ? QString::number(*n) : QStringLiteral("?"); };
    return QStringLiteral("%1/%2/%3").arg(one(range->low), one(range->best), one(range->high));
}

/// Incident A of the data model.
Rows rowsOfA()
{
    return {total(Outcome::Killed, {1, 1, 1}), total(Outcome::Injured, {5, 5, 5}),
            part(Outcome::Killed, "CHN", {1, 1, 1}, Side::Victim),
            part(Outcome::Injured, "CHN", {4, 4, 4}, Side::Victim),
            part(Outcome::Injured, "TJK", {1, 1, 1}, Side::Victim)};
}

} // namespace

class StatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sum_data();
    void sum();
    void possiblePartsRaiseTheHighOnly();
    void toll_data();
    void toll();
    void chosenPeople_data();
    void chosenPeople();
    void narrowedToll();
    void origins_data();
    void origins();
    void missing();
    void rangeWords_data();
    void rangeWords();
    void factsCarryTheToll();
};

void StatisticsTest::sum_data()
{
    QTest::addColumn<Range>("a");
    QTest::addColumn<Range>("b");
    QTest::addColumn<QString>("sum");
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    QTest::newRow("known") << Range{1, 2, 3} << Range{10, 20, 30} << "11/22/33";
    QTest::newRow("low known on one side") << Range{unknown, 2, 3} << Range{10, 20, 30} << "10/22/33";
    QTest::newRow("best unknown on one side") << Range{1, unknown, 3} << Range{10, 20, 30} << "11/?/33";
    QTest::newRow("unknown part") << Range{1, 2, 3} << Range{} << "1/?/?";
    QTest::newRow("unknown first part") << Range{} << Range{1, 2, 3} << "1/?/?";
    QTest::newRow("both unknown") << Range{} << Range{} << "?/?/?";
    QTest::newRow("no overflow") << Range{most, most, most} << Range{1, 1, 1}
                                 << QStringLiteral("%1/%1/%1").arg(most);
}

void StatisticsTest::sum()
{
    QFETCH(Range, a);
    QFETCH(Range, b);
    RangeSum sum;
    QVERIFY(!sum.any);
    sum.add(a);
    QCOMPARE(sum.value, a);
    sum.add(b);
    QVERIFY(sum.any);
    QTEST(shown(sum.value), "sum");
}

void StatisticsTest::possiblePartsRaiseTheHighOnly()
{
    RangeSum sum;
    sum.add({17, 20, 25});
    sum.addPossible({0, 0, 0}); // nobody
    QCOMPARE(shown(sum.value), QStringLiteral("17/20/25"));
    sum.addPossible({3, 3, 3});
    QCOMPARE(shown(sum.value), QStringLiteral("17/?/28"));
    sum.addPossible({2, 4, std::nullopt});
    QCOMPARE(shown(sum.value), QStringLiteral("17/?/?"));
}

void StatisticsTest::toll_data()
{
    QTest::addColumn<Rows>("rows");
    QTest::addColumn<QString>("killed");
    QTest::addColumn<QString>("withoutPerpetrators");
    QTest::addColumn<QString>("injured");
    const auto row = [](const char *name, const Rows &rows, const char *killed, const char *without,
                        const char *injured = "?/?/?") {
        QTest::newRow(name) << rows << QString::fromLatin1(killed) << QString::fromLatin1(without)
                            << QString::fromLatin1(injured);
    };
    const auto dead = Outcome::Killed;
    const auto perpetrators = [&](const Range &range) { return part(dead, "", range, Side::Perpetrator); };
    row("no rows", {}, "?/?/?", "?/?/?");
    row("incident A", rowsOfA(), "1/1/1", "1/1/1", "5/5/5");
    row("total only", {total(dead, {8, 21, 21})}, "8/21/21", "8/21/21");
    row("total wins over parts", {part(dead, "TJK", {1, 1, 1}), total(dead, {8, 21, 30})}, "8/21/30",
        "8/21/30");
    row("a total without a figure is no total", {total(dead, {}), part(dead, "TJK", {1, 1, 1})}, "1/1/1",
        "1/1/1");
    row("parts", {part(dead, "TJK", {1, 2, 3}), part(dead, "AFG", {10, 20, 30})}, "11/22/33", "11/22/33");
    row("part without a figure", {part(dead, "TJK", {2, 2, 2}), part(dead, "", {})}, "2/?/?", "2/?/?");
    row("incident B: perpetrators only", {perpetrators({3, 3, 3})}, "3/3/3", "0/0/0");
    row("parts with perpetrators", {part(dead, "TJK", {1, 1, 1}), perpetrators({20, 20, 20})}, "21/21/21",
        "1/1/1");
    row("total made up by the parts",
        {total(dead, {8, 21, 21}), perpetrators({20, 20, 20}), part(dead, "TJK", {1, 1, 1})}, "8/21/21",
        "1/1/1");
    row("total of perpetrators alone", {total(dead, {1, 2, 2}), perpetrators({2, 2, 2})}, "1/2/2", "0/0/0");
    row("perpetrators without a figure",
        {total(dead, {2, 2, 3}), part(dead, "TJK", {2, 2, 2}), perpetrators({})}, "2/2/3", "2/?/?");
    row("total beyond the parts",
        {total(dead, {9, 9, 9}), part(dead, "TJK", {2, 2, 2}), perpetrators({3, 3, 3})}, "9/9/9", "2/?/?");
    row("total beyond the perpetrators", {total(dead, {9, 9, 9}), perpetrators({3, 3, 3})}, "9/9/9", "?/?/?");
    row("total without best", {total(dead, {8, unknown, 15}), perpetrators({3, 3, 3})}, "8/?/15", "?/?/?");
    row("unknown side counts", {part(dead, "", {4, 4, 4}, Side::Unknown)}, "4/4/4", "4/4/4");
    row("injured perpetrators count as injured", {part(Outcome::Injured, "", {2, 2, 2}, Side::Perpetrator)},
        "?/?/?", "?/?/?", "2/2/2");
}

void StatisticsTest::toll()
{
    Incident incident;
    QFETCH(Rows, rows);
    incident.casualties = rows;
    const Toll toll = tollOf(incident);
    QTEST(shown(toll.killed), "killed");
    QTEST(shown(toll.killedExclPerpetrators), "withoutPerpetrators");
    QTEST(shown(toll.injured), "injured");
}

void StatisticsTest::chosenPeople_data()
{
    QTest::addColumn<QString>("nationality");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("side");
    QTest::addColumn<QString>("count");
    const int killed = static_cast<int>(Outcome::Killed), injured = static_cast<int>(Outcome::Injured);
    QTest::newRow("Chinese") << "CHN" << -1 << -1 << "5/5/5";
    QTest::newRow("Chinese injured") << "CHN" << injured << -1 << "4/4/4";
    QTest::newRow("Chinese injured victims") << "CHN" << injured << static_cast<int>(Side::Victim) << "4/4/4";
    QTest::newRow("Chinese injured bystanders")
        << "CHN" << injured << static_cast<int>(Side::Bystander) << "none";
    QTest::newRow("Tajik killed") << "TJK" << killed << -1 << "none";
    QTest::newRow("anyone injured, from the parts") << "" << injured << -1 << "5/5/5";
}

void StatisticsTest::chosenPeople()
{
    QFETCH(QString, nationality);
    QFETCH(int, outcome);
    QFETCH(int, side);
    Incident incident;
    incident.casualties = rowsOfA();
    CasualtyChoice choice{nationality, {}, {}};
    if (outcome >= 0)
        choice.outcome = static_cast<Outcome>(outcome);
    if (side >= 0)
        choice.side = static_cast<Side>(side);
    QTEST(shown(countOf(incident, choice)), "count");
}

void StatisticsTest::narrowedToll()
{
    Incident incident;
    incident.casualties = rowsOfA();
    incident.casualties.push_back(part(Outcome::Killed, "AFG", {2, 2, 2}, Side::Perpetrator));
    const Toll chinese = tollOf(incident, {QStringLiteral("CHN"), {}, {}});
    QCOMPARE(shown(chinese.killed), QStringLiteral("1/1/1"));
    QCOMPARE(shown(chinese.injured), QStringLiteral("4/4/4"));
    const Toll afghan = tollOf(incident, {QStringLiteral("AFG"), {}, {}});
    QCOMPARE(shown(afghan.killed), QStringLiteral("2/2/2"));
    QCOMPARE(shown(afghan.killedExclPerpetrators), QStringLiteral("0/0/0"));
    QCOMPARE(shown(afghan.injured), QStringLiteral("?/?/?"));
    const Toll injured = tollOf(incident, {QStringLiteral("CHN"), Outcome::Injured, {}});
    QCOMPARE(shown(injured.killed), QStringLiteral("?/?/?"));
    QCOMPARE(shown(injured.injured), QStringLiteral("4/4/4"));
}

void StatisticsTest::origins_data()
{
    QTest::addColumn<Sources>("sources");
    QTest::addColumn<int>("origins");
    QTest::newRow("none") << Sources{} << 0;
    QTest::newRow("RASC cites Yeni Safak cites a local source")
        << Sources{source("RASC", 1), source("Yeni Safak", 2), source("local source")} << 1;
    QTest::newRow("3 outlets, 1 origin")
        << Sources{source("A", 3), source("B", 3), source("C", 0), source("AFP")} << 1;
    QTest::newRow("two chains") << Sources{source("A", 2), source("B"), source("C")} << 2;
    QTest::newRow("same publisher, spelled otherwise")
        << Sources{source("Asia-Plus"), source("ASIA PLUS")} << 1;
    QTest::newRow("names that fold to nothing") << Sources{source("新华社"), source("人民日报")} << 2;
    QTest::newRow("same speaker in two outlets")
        << Sources{statement("Khovar", "State Committee"), statement("Ozodi", "State Committee")} << 1;
    QTest::newRow("addresses") << Sources{address("https://a.tj/1"), address("https://a.tj/1"),
                                          address("https://a.tj/2")}
                               << 2;
    QTest::newRow("nothing but rows") << Sources{SourceUse{}, SourceUse{}} << 2;
    QTest::newRow("circle") << Sources{source("A", 1), source("B", 0), source("C", 1)} << 1;
    QTest::newRow("position out of range") << Sources{source("A", 7), source("B", -1)} << 2;
}

void StatisticsTest::origins()
{
    Incident incident;
    QFETCH(Sources, sources);
    incident.sources = sources;
    QTEST(originsOf(incident), "origins");
}

void StatisticsTest::missing()
{
    Incident incident;
    QCOMPARE(missingOf(incident).mid(0, 4), (QStringList{QStringLiteral("source"), QStringLiteral("type"),
                                                         QStringLiteral("date"), QStringLiteral("place")}));
    incident.where.precision = PlacePrecision::Country;
    incident.where.country = QStringLiteral("TJK");
    QVERIFY(!missingOf(incident).contains(QStringLiteral("place")));
    incident.title = incident.summary = incident.reportedAt = QStringLiteral("x");
    incident.eventType = QStringLiteral("other");
    incident.when =
        windowOfDays(QDate(2024, 1, 1), QDate(2024, 1, 1), QStringLiteral("UTC"), TimePrecision::Day);
    incident.casualties = rowsOfA();
    incident.actors = {actor("gunmen", ActorRole::Perpetrator)};
    incident.sources = {gradedSource("RASC", "F", "6")};
    QCOMPARE(missingOf(incident), QStringList());
    incident.sources.push_back(gradedSource("AFP", "B", ""));
    QCOMPARE(missingOf(incident), QStringList{QStringLiteral("source grade")});
}

void StatisticsTest::rangeWords_data()
{
    QTest::addColumn<Range>("range");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << Range{} << "-";
    QTest::newRow("zero") << Range{0, 0, 0} << "0";
    QTest::newRow("exact") << Range{5, 5, 5} << "5";
    QTest::newRow("span") << Range{4, 5, 5} << "4-5";
    QTest::newRow("low") << Range{4, unknown, unknown} << "at least 4";
    QTest::newRow("low and equal best") << Range{4, 4, unknown} << "at least 4";
    QTest::newRow("low and best") << Range{4, 6, unknown} << "at least 4, probably 6";
    QTest::newRow("high") << Range{unknown, unknown, 6} << "up to 6";
    QTest::newRow("best and high") << Range{unknown, 5, 6} << "up to 6, probably 5";
    QTest::newRow("best") << Range{unknown, 5, unknown} << "about 5";
}

void StatisticsTest::rangeWords()
{
    QFETCH(Range, range);
    QTEST(rangeText(range), "words");
}

void StatisticsTest::factsCarryTheToll()
{
    Incident incident;
    incident.fid = 7;
    incident.casualties = rowsOfA();
    incident.when = windowOfDays(QDate(2023, 8, 6), QDate(2023, 8, 6), QStringLiteral("Asia/Dushanbe"),
                                 TimePrecision::Day);
    const Facts facts = factsOf(incident);
    QCOMPARE(facts.fid, 7);
    QCOMPARE(shown(facts.injured), QStringLiteral("5/5/5"));
    QCOMPARE(*facts.dayStart, static_cast<qint32>(QDate(2023, 8, 6).toJulianDay()));
    QCOMPARE(facts.startMs, incident.when.startMs);
    QVERIFY(!factsOf(Incident{}).dayStart);
}

QTEST_GUILESS_MAIN(StatisticsTest)
#include "statisticstest.moc"
