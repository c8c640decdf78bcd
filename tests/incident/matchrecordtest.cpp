#include "incident/matchrecord.h"
#include "incident/filter.h"
#include "incident/vocabulary.h"
#include "rows.h"

#include <QTest>

#include <functional>

using namespace marz::incident;

Q_DECLARE_METATYPE(marz::incident::Match)

using Change = std::function<void(Filter &)>;
Q_DECLARE_METATYPE(Change)

namespace {

/// Incident A of the data model, as far as the conditions look.
Incident incidentA()
{
    Incident incident;
    incident.title = QStringLiteral("Gunmen attack gold-mine staff");
    incident.summary = QStringLiteral("Workers of a Chinese company.");
    incident.eventType = QStringLiteral("armed_assault");
    incident.workflow = Workflow::Reviewed;
    incident.verification = Verification::Corroborated;
    incident.batch = 3;
    incident.when = windowOfDays(QDate(2024, 11, 17), QDate(2024, 11, 18), QStringLiteral("Asia/Dushanbe"),
                                 TimePrecision::PartOfDay, PartOfDay::Night);
    incident.where.point = marz::geo::LonLat{70.2, 37.98};
    incident.where.place = QStringLiteral("Zarbuz gorge");
    incident.where.precision = PlacePrecision::District;
    incident.where.country = QStringLiteral("TJK");
    incident.where.borderPair = QStringLiteral("AFG-TJK");
    incident.where.borderSide = QStringLiteral("TJK");
    incident.where.borderDistanceM = 4'000;
    incident.reportedAt = QStringLiteral("2024-11-18T20:00:00.000Z"); // 19 November in Dushanbe
    incident.createdAt = QStringLiteral("2024-11-20T08:00:00.000Z");
    incident.updatedAt = QStringLiteral("2024-11-22T08:00:00.000Z");
    incident.casualties = {part(Outcome::Killed, "CHN", {1, 1, 1}, Side::Victim),
                           part(Outcome::Injured, "CHN", {{}, 4, 4}, Side::Victim),
                           part(Outcome::Missing, "AFG", {}), part(Outcome::Injured, "PAK", {0, 0, 0}),
                           total(Outcome::Arrested, {1, 1, 1})};
    incident.casualties.back().nationality = QStringLiteral("UZB");
    incident.actors = {actor("Ansarullah", ActorRole::Perpetrator), actor("SCO", ActorRole::Addressee)};
    incident.sources = {gradedSource("Asia-Plus", "B", "4"), gradedSource("RASC", "D", "2")};
    incident.claims = {claim("place", "Zarafshan Valley")};
    incident.notes = {note("Хатлон, ask again")};
    incident.tags = {QStringLiteral("mining")};
    incident.series = {QStringLiteral("attacks on Chinese nationals")};
    return incident;
}

} // namespace

/// Each condition of a filter alone on one record.
class MatchRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void condition_data();
    void condition();
    void oneInvolvementAnswersActorAndRole();
    void unlocatedAndBatchless();
    void gradesAreRead_data();
    void gradesAreRead();
    void namesAreCompared_data();
    void namesAreCompared();

private:
    void addFactRows();
    void addTextRows();
    void addCasualtyRows();
    static void row(const char *name, Match match, const Change &change)
    {
        QTest::newRow(name) << change << match;
    }
};

void MatchRecordTest::addFactRows()
{
    constexpr auto no = Match::None, yes = Match::Certain;
    row("type", yes, [](Filter &f) { f.types = {QStringLiteral("riot"), QStringLiteral("armed_assault")}; });
    row("other type", no, [](Filter &f) { f.types = {QStringLiteral("riot")}; });
    row("family", yes, [](Filter &f) { f.families = {QStringLiteral("violence")}; });
    row("other family", no, [](Filter &f) { f.families = {QStringLiteral("unrest")}; });
    row("workflow", yes, [](Filter &f) { f.workflows = {Workflow::Draft, Workflow::Reviewed}; });
    row("other workflow", no, [](Filter &f) { f.workflows = {Workflow::Draft}; });
    row("verification", yes, [](Filter &f) { f.verifications = {Verification::Corroborated}; });
    row("other verification", no, [](Filter &f) { f.verifications = {Verification::Disputed}; });
    row("country", yes, [](Filter &f) { f.countries = {QStringLiteral("AFG"), QStringLiteral("TJK")}; });
    row("other country", no, [](Filter &f) { f.countries = {QStringLiteral("AFG")}; });
    row("border", yes, [](Filter &f) { f.borderPair = QStringLiteral("AFG-TJK"); });
    row("other border", no, [](Filter &f) { f.borderPair = QStringLiteral("AFG-PAK"); });
    row("side", yes, [](Filter &f) { f.borderSide = QStringLiteral("TJK"); });
    row("other side", no, [](Filter &f) { f.borderSide = QStringLiteral("AFG"); });
    row("near the border, district radius", Match::Possible, [](Filter &f) { f.withinBorderM = 5'000; });
    row("precision reached", yes, [](Filter &f) { f.precision = PlacePrecision::District; });
    row("precision not reached", no, [](Filter &f) { f.precision = PlacePrecision::Near; });
    row("unlocated", no, [](Filter &f) { f.unlocated = true; });
    row("batch", yes, [](Filter &f) { f.batches = {1, 3}; });
    row("other batch", no, [](Filter &f) { f.batches = {1}; });
    row("changed since", yes, [](Filter &f) { f.changedSince = QStringLiteral("2024-11-22T08:00:00.000Z"); });
    row("not changed since", no, [](Filter &f) { f.changedSince = QStringLiteral("2024-11-23"); });
    row("reported in its own zone", yes, [](Filter &f) {
        f.reported = {QDate(2024, 11, 19), QDate(2024, 11, 19)};
    });
    row("not reported that UTC day", no, [](Filter &f) { f.reported = {{}, QDate(2024, 11, 18)}; });
    row("known then", yes, [](Filter &f) { f.asKnownOn = QStringLiteral("2024-11-21"); });
    row("not yet known", no, [](Filter &f) { f.asKnownOn = QStringLiteral("2024-11-20"); });
}

void MatchRecordTest::addTextRows()
{
    constexpr auto no = Match::None, yes = Match::Certain;
    const auto text = [](const char *words) {
        return [words](Filter &f) { f.text = QString::fromUtf8(words); };
    };
    row("text in title", yes, text("gunmen"));
    row("text begins a word", yes, text("gunm att"));
    row("text inside a word", no, text("unmen"));
    row("text over several fields", yes, text("zarafshan RASC mine"));
    row("text one word missing", no, text("zarafshan sughd"));
    row("text in place", yes, text("ZARBUZ"));
    row("text in summary", yes, text("company"));
    row("text in actor", yes, text("ansarullah"));
    row("text in publisher with hyphen", yes, text("asia plus"));
    row("text across scripts", yes, text("khatlon"));
    row("text of blanks", yes, text("  "));
    row("actor", yes, [](Filter &f) {
        f.actors = {QStringLiteral("Taliban"), QStringLiteral("ansarullah")};
    });
    row("other actor", no, [](Filter &f) { f.actors = {QStringLiteral("Ansar")}; });
    row("role", yes, [](Filter &f) { f.roles = {ActorRole::Addressee}; });
    row("other role", no, [](Filter &f) { f.roles = {ActorRole::Claimant}; });
    row("grade D2", yes, [](Filter &f) { f.sourceGrade = QStringLiteral("D2"); });
    row("grade B4", yes, [](Filter &f) { f.sourceGrade = QStringLiteral("B4"); });
    row("grade B2 in no single source", no, [](Filter &f) { f.sourceGrade = QStringLiteral("B2"); });
    row("letter alone", yes, [](Filter &f) { f.sourceGrade = QStringLiteral("B"); });
    row("no grade at all", no, [](Filter &f) { f.sourceGrade = QStringLiteral("X9"); });
    row("tag", yes, [](Filter &f) { f.tags = {QStringLiteral("Mining")}; });
    row("other tag", no, [](Filter &f) { f.tags = {QStringLiteral("min")}; });
    row("series", yes, [](Filter &f) { f.series = {QStringLiteral("attacks on Chinese nationals")}; });
    row("other series", no, [](Filter &f) { f.series = {QStringLiteral("attacks")}; });
}

void MatchRecordTest::addCasualtyRows()
{
    const auto choice = [](const char *nationality, std::optional<Outcome> outcome,
                           std::optional<Side> side) {
        return [=](Filter &f) { f.casualty = {QString::fromLatin1(nationality), outcome, side}; };
    };
    row("Chinese", Match::Certain, choice("CHN", {}, {}));
    row("Chinese killed", Match::Certain, choice("CHN", Outcome::Killed, {}));
    row("Chinese killed victims", Match::Certain, choice("CHN", Outcome::Killed, Side::Victim));
    row("Chinese killed bystanders", Match::None, choice("CHN", Outcome::Killed, Side::Bystander));
    row("Chinese injured, low unknown", Match::Possible, choice("CHN", Outcome::Injured, {}));
    row("Afghans without a figure", Match::Possible, choice("AFG", Outcome::Missing, {}));
    row("Pakistanis: none", Match::None, choice("PAK", {}, {}));
    row("a total is no part", Match::None, choice("UZB", {}, {}));
    row("any killed", Match::Certain, choice("", Outcome::Killed, {}));
}

void MatchRecordTest::condition_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Match>("match");
    row("no condition", Match::Certain, [](Filter &) {});
    addFactRows();
    addTextRows();
    addCasualtyRows();
}

void MatchRecordTest::condition()
{
    QFETCH(Change, change);
    QFETCH(Match, match);
    Filter filter;
    change(filter);
    const Vocabulary &vocabulary = Vocabulary::shipped();
    QCOMPARE(matches(incidentA(), filter, vocabulary), match);
    filter.certainly = true;
    QCOMPARE(matches(incidentA(), filter, vocabulary),
             match == Match::Certain ? Match::Certain : Match::None);
    // Facts alone may leave a condition open, never refuse what the record fulfils.
    filter.certainly = false;
    const Match facts = matchesFacts(factsOf(incidentA()), filter, vocabulary);
    QVERIFY(facts >= match);
    if (!filter.needsRecords())
        QCOMPARE(facts, match);
}

void MatchRecordTest::oneInvolvementAnswersActorAndRole()
{
    Filter filter;
    filter.actors = {QStringLiteral("SCO")};
    filter.roles = {ActorRole::Addressee};
    QCOMPARE(matches(incidentA(), filter, Vocabulary::shipped()), Match::Certain);
    filter.roles = {ActorRole::Perpetrator};
    QCOMPARE(matches(incidentA(), filter, Vocabulary::shipped()), Match::None);
}

void MatchRecordTest::unlocatedAndBatchless()
{
    Incident incident = incidentA();
    incident.where.point.reset();
    incident.batch.reset();
    incident.updatedAt.clear();
    Filter filter;
    filter.unlocated = true;
    QCOMPARE(matches(incident, filter, Vocabulary::shipped()), Match::Certain);
    filter.changedSince = QStringLiteral("2024-11-20");
    QCOMPARE(matches(incident, filter, Vocabulary::shipped()), Match::Certain);
    filter.batches = {0};
    QCOMPARE(matches(incident, filter, Vocabulary::shipped()), Match::None);
}

void MatchRecordTest::gradesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read"); // reliability/credibility; "none"
    QTest::newRow("both") << "B2"
                          << "B/2";
    QTest::newRow("lower case") << "f6"
                                << "F/6";
    QTest::newRow("letter") << "A"
                            << "A/";
    QTest::newRow("figure") << "3"
                            << "/3";
    QTest::newRow("figure first") << "2B"
                                  << "none";
    QTest::newRow("letter too far") << "G1"
                                    << "none";
    QTest::newRow("figure too high") << "A7"
                                     << "none";
    QTest::newRow("two letters") << "AB"
                                 << "none";
    QTest::newRow("three signs") << "B23"
                                 << "none";
    QTest::newRow("empty") << ""
                           << "none";
}

void MatchRecordTest::gradesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, read);
    const auto grade = sourceGradeOf(text);
    QCOMPARE(grade ? QString(grade->reliability + u'/' + grade->credibility) : QStringLiteral("none"), read);
}

void MatchRecordTest::namesAreCompared_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("isSame");
    QTest::newRow("case") << "Taliban"
                          << "TALIBAN" << true;
    QTest::newRow("diacritics") << "Yeni \u015eafak"
                                << "yeni safak" << true;
    QTest::newRow("spaces") << "Border  guard"
                            << "border guard" << true;
    QTest::newRow("a word more") << "Border guard"
                                 << "Border" << false;
    QTest::newRow("no letters") << "???"
                                << "!!!" << false;
    QTest::newRow("no letters, the same") << "???"
                                          << "???" << true;
}

void MatchRecordTest::namesAreCompared()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(isSameName(a, b), "isSame");
    QTEST(isSameName(b, a), "isSame");
}

QTEST_GUILESS_MAIN(MatchRecordTest)
#include "matchrecordtest.moc"
