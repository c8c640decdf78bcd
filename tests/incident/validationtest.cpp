#include "incident/validation.h"

#include "rows.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace marz::incident;
using marz::geo::LonLat;

using Change = std::function<void(Incident &)>;
Q_DECLARE_METATYPE(Change)

namespace {

const QString kUid = QStringLiteral("0191e5a0-0000-7000-8000-000000000002");

Incident valid()
{
    Incident incident;
    incident.uid = kUid;
    incident.title = QStringLiteral("Title");
    incident.eventType = QStringLiteral("armed_assault");
    incident.when = windowOfDays(QDate(2024, 11, 17), QDate(2024, 11, 18), QStringLiteral("Asia/Dushanbe"),
                                 TimePrecision::Day);
    incident.where.point = LonLat{70.2, 37.98};
    incident.where.precision = PlacePrecision::District;
    incident.where.radiusM = 25'000;
    incident.where.country = QStringLiteral("TJK");
    incident.where.admin1Code = QStringLiteral("TJ-KT");
    incident.where.borderPair = QStringLiteral("AFG-TJK");
    incident.where.borderSide = QStringLiteral("TJK");
    incident.revision = 2;
    incident.casualties = {total(Outcome::Killed, {1, 1, 1}), part(Outcome::Killed, "CHN", {1, 1, 1})};
    incident.items.resize(1);
    incident.sources = {gradedSource("RASC", "F", "6"), source("Yeni Safak")};
    incident.sources[0].cites = 1;
    incident.sources[0].url = QStringLiteral("https://rasc.example/a?b=1");
    incident.actors = {actor("gunmen", ActorRole::Perpetrator)};
    incident.claims = {claim("place", "Zarbuz")};
    incident.responses.resize(1);
    incident.responses[0].kind = ResponseKind::NoneAsOf;
    incident.notes = {note("look again")};
    incident.links.resize(1);
    incident.links[0].toUid = QStringLiteral("0191e5a0-0000-7000-8000-000000000001");
    incident.sites.resize(1);
    incident.sites[0].place = QStringLiteral("river");
    incident.movements.resize(1);
    incident.movements[0].origin.unitCode = QStringLiteral("AFG");
    incident.attachments.resize(1);
    incident.attachments[0].name = QStringLiteral("photo.jpg");
    incident.series = {QStringLiteral("series")};
    incident.tags = {QStringLiteral("mining"), QStringLiteral("gold")};
    return incident;
}

QStringList fieldsOf(const Incident &incident)
{
    QStringList fields;
    for (const Problem &problem : problemsOf(incident, Vocabulary::shipped())) {
        if (problem.text.isEmpty())
            return {QStringLiteral("a problem without words")};
        fields.append(problem.field);
    }
    return fields;
}

void bad(const char *name, const char *field, const Change &change)
{
    QTest::newRow(name) << change << QStringList{QString::fromLatin1(field)};
}

void good(const char *name, const Change &change)
{
    QTest::newRow(name) << change << QStringList();
}

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

} // namespace

/// Each rule broken alone, and its nearest neighbour that holds.
class ValidationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void record_data();
    void record();
    void children_data();
    void children();
    void texts_data();
    void texts();
    void severalProblemsAreAllNamed();
    void textNamesTheValue();
};

void ValidationTest::record_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("fields");
    good("unchanged", [](Incident &) {});
    good("undated and unlocated", [](Incident &i) {
        i.when = {};
        i.where.point.reset();
        i.where.precision = PlacePrecision::Country;
    });
    good("no uid yet", [](Incident &i) { i.uid.clear(); });
    bad("uid", "uid", [](Incident &i) { i.uid = text("0191E5A0-0000-7000-8000-000000000002"); });
    bad("no type", "event_type", [](Incident &i) { i.eventType.clear(); });
    bad("unknown type", "event_type", [](Incident &i) { i.eventType = text("explosion_drone"); });
    good("no title in a draft", [](Incident &i) { i.title.clear(); });
    bad("blank title", "title", [](Incident &i) { i.title = text("  "); });
    bad("one day", "date_end", [](Incident &i) { i.when.dateEnd = {}; });
    bad("the other day", "date_start", [](Incident &i) { i.when.dateStart = {}; });
    bad("one instant", "time_end", [](Incident &i) { i.when.endMs.reset(); });
    bad("the other instant", "time_start", [](Incident &i) { i.when.startMs.reset(); });
    bad("days without instants", "time_start",
        [](Incident &i) { i.when.startMs = i.when.endMs = std::nullopt; });
    bad("instants without days", "date_start", [](Incident &i) { i.when.dateStart = i.when.dateEnd = {}; });
    bad("day of another zone", "date_start", [](Incident &i) { i.when.dateStart = QDate(2024, 11, 16); });
    bad("last day of another zone", "date_end", [](Incident &i) { i.when.dateEnd = QDate(2024, 11, 19); });
    bad("end before start", "time_end", [](Incident &i) {
        const When day =
            windowOfDays(QDate(2024, 11, 17), QDate(2024, 11, 17), i.when.timeZone, TimePrecision::Day);
        i.when = day;
        i.when.endMs = *day.startMs + 1;
        i.when.startMs = *day.startMs + 2;
    });
    bad("no zone", "time_zone", [](Incident &i) { i.when.timeZone.clear(); });
    bad("unknown zone", "time_zone", [](Incident &i) { i.when.timeZone = text("Asia/Khatlon"); });
    bad("latitude 95", "lat", [](Incident &i) { i.where.point->lat = 95; });
    bad("longitude 181", "lat", [](Incident &i) { i.where.point->lon = 181; });
    bad("latitude not a number", "lat",
        [](Incident &i) { i.where.point->lat = std::numeric_limits<double>::quiet_NaN(); });
    bad("a point with country precision", "place_precision",
        [](Incident &i) { i.where.precision = PlacePrecision::Country; });
    bad("a point without precision", "place_precision",
        [](Incident &i) { i.where.precision = PlacePrecision::Unknown; });
    good("a point with province precision",
         [](Incident &i) { i.where.precision = PlacePrecision::Province; });
    good("district precision without a point", [](Incident &i) { i.where.point.reset(); });
    bad("radius 0", "place_radius_m", [](Incident &i) { i.where.radiusM = 0; });
    bad("radius not a number", "place_radius_m",
        [](Incident &i) { i.where.radiusM = std::numeric_limits<double>::quiet_NaN(); });
    bad("country of two letters", "country", [](Incident &i) { i.where.country = text("TJ"); });
    bad("country in small letters", "country", [](Incident &i) { i.where.country = text("tjk"); });
    bad("unit by name", "admin1_code", [](Incident &i) { i.where.admin1Code = text("Khatlon"); });
    bad("negative border distance", "border_distance_m", [](Incident &i) { i.where.borderDistanceM = -1; });
    bad("border pair", "border_pair", [](Incident &i) { i.where.borderPair = text("TJ-AF"); });
    bad("border side", "border_side", [](Incident &i) { i.where.borderSide = text("Tajikistan"); });
    bad("reported at", "reported_at", [](Incident &i) { i.reportedAt = text("18 November"); });
    good("reported at an instant", [](Incident &i) { i.reportedAt = text("2024-11-18T10:00:00Z"); });
    bad("reviewed at", "reviewed_at", [](Incident &i) { i.reviewedAt = text("2024-02-30"); });
    bad("created at", "created_at", [](Incident &i) { i.createdAt = text("now"); });
    bad("updated at", "updated_at", [](Incident &i) { i.updatedAt = text("now"); });
    bad("follow up at an instant", "follow_up_on",
        [](Incident &i) { i.followUpOn = text("2024-11-18T10:00:00Z"); });
    bad("negative revision", "revision", [](Incident &i) {
        i.revision = -1;
        i.reviewedRevision.reset();
    });
    bad("reviewed a revision to come", "reviewed_revision", [](Incident &i) { i.reviewedRevision = 3; });
    good("reviewed the last revision", [](Incident &i) { i.reviewedRevision = 2; });
    bad("empty tag", "tags[1]", [](Incident &i) { i.tags[1] = text(" "); });
    bad("tag twice", "tags[1]", [](Incident &i) { i.tags[1] = text("MINING"); });
    bad("empty series", "series[0]", [](Incident &i) { i.series[0].clear(); });
}

void ValidationTest::record()
{
    QFETCH(Change, change);
    QFETCH(QStringList, fields);
    Incident incident = valid();
    change(incident);
    QCOMPARE(fieldsOf(incident), fields);
}

void ValidationTest::children_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("fields");
    bad("low above best", "casualties[1].low", [](Incident &i) { i.casualties[1].count = {2, 1, 3}; });
    bad("best above high", "casualties[1].low", [](Incident &i) { i.casualties[1].count = {1, 4, 3}; });
    bad("low above high", "casualties[1].low", [](Incident &i) { i.casualties[1].count = {4, {}, 3}; });
    good("unknown best", [](Incident &i) { i.casualties[1].count = {3, {}, 3}; });
    bad("negative count", "casualties[1].low", [](Incident &i) { i.casualties[1].count = {-1, {}, {}}; });
    bad("absurd count", "casualties[1].high", [](Incident &i) {
        i.casualties[1].count = {1, 1, 1'000'000'001};
    });
    bad("nationality", "casualties[1].nationality",
        [](Incident &i) { i.casualties[1].nationality = text("Chinese"); });
    bad("two totals", "casualties[2].scope",
        [](Incident &i) { i.casualties.push_back(total(Outcome::Killed, {})); });
    good("totals of two outcomes", [](Incident &i) { i.casualties.push_back(total(Outcome::Injured, {})); });
    bad("item order", "items[0].low", [](Incident &i) { i.items[0].low = 2, i.items[0].high = 1; });
    bad("item negative", "items[0].best", [](Incident &i) { i.items[0].best = -0.5; });
    bad("item source", "items[0].source", [](Incident &i) { i.items[0].source = 2; });
    good("item source at the end", [](Incident &i) { i.items[0].source = 1; });
    bad("source without a name", "sources[1].publisher", [](Incident &i) { i.sources[1].publisher.clear(); });
    for (const char *url :
         {"rasc.example", "https://", "javascript:alert(1)", "file:///etc/passwd", "not a url"})
        bad(url, "sources[0].url", [url](Incident &i) { i.sources[0].url = text(url); });
    good("address alone", [](Incident &i) { i.sources[0].publisher.clear(); });
    bad("reliability", "sources[0].reliability", [](Incident &i) { i.sources[0].reliability = text("G"); });
    bad("reliability in a small letter", "sources[0].reliability",
        [](Incident &i) { i.sources[0].reliability = text("a"); });
    bad("credibility", "sources[0].credibility", [](Incident &i) { i.sources[0].credibility = text("7"); });
    bad("language", "sources[0].language", [](Incident &i) { i.sources[0].language = text("Farsi (Iran)"); });
    good("language with script", [](Incident &i) { i.sources[0].language = text("tg-Cyrl"); });
    bad("published", "sources[0].published_at",
        [](Incident &i) { i.sources[0].publishedAt = text("yesterday"); });
    bad("accessed", "sources[0].accessed_at",
        [](Incident &i) { i.sources[0].accessedAt = text("2024-13-01"); });
    bad("cites nothing there", "sources[1].cites", [](Incident &i) { i.sources[1].cites = 2; });
    bad("cites itself", "sources[1].cites", [](Incident &i) { i.sources[1].cites = 1; });
    QTest::newRow("cite each other") << Change([](Incident &i) { i.sources[1].cites = 0; })
                                     << QStringList{text("sources[0].cites"), text("sources[1].cites")};
    bad("actor without a name", "actors[0].name", [](Incident &i) { i.actors[0].name = text(" "); });
    bad("rank 0", "actors[0].hypothesis_rank",
        [](Incident &i) { i.actors[0].hypothesisRank = 0, i.actors[0].hypothesisGroup = text("g"); });
    bad("rank without rivals", "actors[0].hypothesis_group",
        [](Incident &i) { i.actors[0].hypothesisRank = 1; });
    bad("claim of nothing", "claims[0].field", [](Incident &i) { i.claims[0].field.clear(); });
    bad("claim chosen and excluded", "claims[0].chosen",
        [](Incident &i) { i.claims[0].chosen = true, i.claims[0].excludedReason = text("old"); });
    bad("claim credibility", "claims[0].credibility",
        [](Incident &i) { i.claims[0].credibility = text("B"); });
    bad("claim as of", "claims[0].as_of", [](Incident &i) { i.claims[0].asOf = text("then"); });
    bad("claim source", "claims[0].source", [](Incident &i) { i.claims[0].source = -1; });
    bad("nobody responds", "responses[0].body",
        [](Incident &i) { i.responses[0].kind = ResponseKind::Denial; });
    bad("response date", "responses[0].date", [](Incident &i) { i.responses[0].date = text("later"); });
    bad("response source", "responses[0].source", [](Incident &i) { i.responses[0].source = 9; });
    bad("empty note", "notes[0].text", [](Incident &i) { i.notes[0].text.clear(); });
    bad("note time", "notes[0].at", [](Incident &i) { i.notes[0].at = text("today"); });
    bad("link to no uid", "links[0].to_uid", [](Incident &i) { i.links[0].toUid = text("MZ-7K3QF2"); });
    bad("link to itself", "links[0].to_uid", [](Incident &i) { i.links[0].toUid = kUid; });
    bad("site nowhere", "places[0].place", [](Incident &i) { i.sites[0].place.clear(); });
    bad("site point", "places[0].lat", [](Incident &i) { i.sites[0].point = LonLat{0, 91}; });
    bad("site radius", "places[0].radius_m", [](Incident &i) { i.sites[0].radiusM = -5; });
    bad("site unit", "places[0].unit_code", [](Incident &i) { i.sites[0].unitCode = text("Khatlon"); });
    bad("site count", "places[0].count", [](Incident &i) { i.sites[0].count = -1; });
    bad("movement without ends", "movements[0].origin", [](Incident &i) { i.movements[0].origin = {}; });
    good("movement with words only", [](Incident &i) {
        i.movements[0].origin = {{}, {}, text("the south")};
    });
    bad("movement unit", "movements[0].destination",
        [](Incident &i) { i.movements[0].destination.unitCode = text("af"); });
    bad("movement point", "movements[0].origin", [](Incident &i) {
        i.movements[0].origin.point = LonLat{999, 0};
    });
    bad("movement source", "movements[0].source", [](Incident &i) { i.movements[0].source = 2; });
    bad("attachment in a folder", "attachments[0].name",
        [](Incident &i) { i.attachments[0].name = text("../a"); });
    bad("attachment hash", "attachments[0].sha256",
        [](Incident &i) { i.attachments[0].sha256 = text("abc"); });
    bad("attachment size", "attachments[0].size", [](Incident &i) { i.attachments[0].bytes = "abc"; });
}

void ValidationTest::children()
{
    record();
}

void ValidationTest::texts_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("fields");
    const QString half(QChar(0xD83D));
    const QString whole = text("\xF0\x9F\x94\xA5");
    good("title of 1,000 characters", [](Incident &i) { i.title = QString(1'000, QLatin1Char('x')); });
    bad("title of 1,001 characters", "title",
        [](Incident &i) { i.title = QString(1'001, QLatin1Char('x')); });
    good("summary of 1,000,000 characters",
         [](Incident &i) { i.summary = QString(1'000'000, QLatin1Char('x')); });
    bad("summary of 1,000,001 characters", "summary",
        [](Incident &i) { i.summary = QString(1'000'001, QLatin1Char('x')); });
    bad("note of 1,000,001 characters", "notes[0].text",
        [](Incident &i) { i.notes[0].text = QString(1'000'001, QLatin1Char('x')); });
    good("long title of a source",
         [](Incident &i) { i.sources[0].title = QString(2'000, QLatin1Char('x')); });
    good("tab and line end in a title", [](Incident &i) { i.title = text("a\tb\nc\r\nd"); });
    bad("bell in a title", "title", [](Incident &i) { i.title = text("a\ab"); });
    bad("escape in a place", "place", [](Incident &i) { i.where.place = text("a\x1b[31m"); });
    bad("control character in an actor", "actors[0].name",
        [](Incident &i) { i.actors[0].name = text("a\x01"); });
    bad("control character in a publisher", "sources[1].publisher",
        [](Incident &i) { i.sources[1].publisher = text("a\x02"); });
    bad("control character in a tag", "tags[1]", [](Incident &i) { i.tags[1] = text("a\x03"); });
    good("page break in a summary", [](Incident &i) { i.summary = text("a\fb"); });
    bad("U+0000 in a summary", "summary", [](Incident &i) { i.summary = text("a") + QChar(0) + text("b"); });
    bad("U+0000 in a title", "title", [](Incident &i) { i.title = text("a") + QChar(0) + text("b"); });
    good("character beyond the first plane", [whole](Incident &i) { i.title = whole + i.summary + whole; });
    bad("half a character in a title", "title", [half](Incident &i) { i.title = text("a") + half; });
    bad("the other half", "title", [](Incident &i) { i.title = QString(QChar(0xDE00)) + text("a"); });
    bad("half a character in a note", "notes[0].text",
        [half](Incident &i) { i.notes[0].text = half + text("a"); });
}

void ValidationTest::texts()
{
    record();
}

void ValidationTest::severalProblemsAreAllNamed()
{
    Incident incident = valid();
    incident.where.point->lat = 95;
    incident.eventType.clear();
    incident.notes[0].text.clear();
    QCOMPARE(fieldsOf(incident), (QStringList{text("event_type"), text("lat"), text("notes[0].text")}));
}

void ValidationTest::textNamesTheValue()
{
    Incident incident = valid();
    incident.eventType = text("kidnaping");
    const std::vector<Problem> problems = problemsOf(incident, Vocabulary::shipped());
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems[0].text.contains(QLatin1String("kidnaping")));
    const Vocabulary own({}, {{text("kidnaping"), text("kidnaping"), text("violence"), {}}});
    QVERIFY(problemsOf(incident, own).empty());
}

QTEST_GUILESS_MAIN(ValidationTest)
#include "validationtest.moc"
