#include "incident/incidentjson.h"

#include "base/error.h"
#include "incident/storeowned.h"
#include "incident/validation.h"
#include "rows.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace marz::incident;
using marz::geo::Geometry;
using marz::geo::GeometryKind;
using marz::geo::LonLat;

namespace {

/// Two squares, the first with a hole.
Geometry twoPolygons()
{
    Geometry area;
    area.kind = GeometryKind::Polygon;
    area.vertices = {{70, 37},     {71, 37},     {71, 38}, {70, 37}, {70.5, 37.2}, {70.6, 37.2},
                     {70.6, 37.3}, {70.5, 37.2}, {60, 30}, {61, 30}, {61, 31},     {60, 30}};
    area.partEnds = {4, 8, 12};
    area.polygonEnds = {2, 3};
    return area;
}

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

void fillChildren(Incident &i)
{
    i.casualties = {{11,
                     Outcome::Deported,
                     Side::Bystander,
                     text("CHN"),
                     PersonRole::Worker,
                     text("female"),
                     text("adult"),
                     CasualtyScope::Total,
                     {1, 2, 3},
                     text("several")}};
    i.items = {{12, ItemRole::Destroyed, ItemCategory::Livestock, text("sheep"), 1.5, 2.5, 3.25,
                text("piece"), text("some sheep"), 1}};
    i.actors = {{13, text("Ансоруллоҳ"), ActorKind::ArmedGroup, ActorRole::Claimant, Attribution::Denied,
                 text("RASC"), text("Kabul"), text("perpetrators"), 2}};
    i.sources = {{14, text("RASC"), text("Title"), text("https://rasc.example/1"), text("2024-11-18"),
                  text("2024-11-19"), text("fa"), true, text("F"), text("6"), SourceKind::Translates,
                  text("a speaker"), 1, text("the words")},
                 {}};
    i.claims = {{15, text("place"), text("Zarbuz"), 0, text("speaker"), text("2024-11-18"), text("quote"),
                 text("3"), true, text("counted twice")}};
    i.responses = {{16, text("MFA"), ResponseKind::NoneAsOf, text("2024-11-20"), text("nothing"), 0}};
    i.links = {
        {17, LinkKind::PossibleDuplicate, text("0191e5a0-0000-7000-8000-000000000001"), text("same day")}};
    i.notes = {{18, text("2024-11-20T10:00:00.000Z"), text("AB"), NoteKind::Handover, text("look again")}};
    i.sites = {{19, SiteRole::Crossing, text("river"), LonLat{70.25, 37.5}, twoPolygons(), text("TJ-KT"),
                PlacePrecision::Near, 500.5, 7}};
    i.movements = {{20,
                    MovementKind::SmugglingRoute,
                    {LonLat{70, 37}, text("AF-BDS"), text("from")},
                    {{}, text("TJK"), text("to")},
                    Attribution::Suspected,
                    text("RASC"),
                    1}};
    i.attachments = {{21, text("photo.jpg"), text("image/jpeg"), QString(64, QLatin1Char('a')), 3,
                      QByteArray("\0\xff\x10", 3)}};
    i.series = {text("attacks on Chinese nationals"), text("second")};
    i.tags = {text("mining")};
}

/// Every field set, to something that is not its default.
Incident fullIncident()
{
    Incident i;
    i.fid = 10;
    i.uid = text("0191e5a0-0000-7000-8000-000000000002");
    i.code = text("MZ-7K3QF2");
    i.title = text("Title \"with\" signs ح");
    i.summary = text("Summary\nof two lines");
    i.eventType = text("armed_assault");
    i.subType = text("ambush");
    i.when = windowOfDays(QDate(2024, 11, 17), QDate(2024, 11, 18), text("Asia/Dushanbe"),
                          TimePrecision::PartOfDay, PartOfDay::Night);
    i.when.extent = TimeExtent::Throughout;
    i.when.text = text("on the nights of November 17 and 18");
    i.reportedAt = text("2024-11-18");
    i.where = {LonLat{70.2, 37.98},
               text("Zarbuz gorge"),
               PlacePrecision::District,
               25'000.5,
               PlaceBasis::ReadOffMap,
               text("TJK"),
               text("TJ-KT"),
               text("Khatlon"),
               text("Shamsiddin Shohin"),
               AdminBasis::Analyst,
               false,
               4'321.5,
               text("AFG-TJK"),
               text("TJK")};
    i.workflow = Workflow::Withdrawn;
    i.verification = Verification::Refuted;
    i.reviewedBy = text("CD");
    i.reviewedAt = text("2024-11-21T10:00:00.000Z");
    i.reviewedRevision = 3;
    i.assignedTo = text("EF");
    i.followUpOn = text("2024-12-01");
    i.marking = text("TLP:AMBER");
    i.handling = Handling::NeverExport;
    i.publicPrecision = PlacePrecision::Province;
    i.batch = 9'007'199'254'740'993; // not a double
    i.nativeId = text("TJ-2024-11-17");
    i.createdAt = text("2024-11-20T08:00:00.000Z");
    i.createdBy = text("AB");
    i.updatedAt = text("2024-11-22T08:00:00.000Z");
    i.updatedBy = text("GH");
    i.revision = 4;
    fillChildren(i);
    return i;
}

QJsonObject parsed(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        qFatal("%s", qPrintable(error.errorString()));
    return document.object();
}

} // namespace

class IncidentJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullRecordRoundTrip();
    void everyKeyIsWritten();
    void emptyRecordRoundTrip();
    void daysAloneMakeAWindow();
    void instantsAloneMakeDays();
    void refuses_data();
    void refuses();
    void acceptsNullAsUnknown();
    void refusesWhatIsNoObject_data();
    void refusesWhatIsNoObject();
    void forgetsWhatTheStoreOwns();
    void sampleIsReadAndValid();
};

void IncidentJsonTest::fullRecordRoundTrip()
{
    const Incident incident = fullIncident();
    const QJsonObject read = parsed(QJsonDocument(toJson(incident)).toJson());
    QVERIFY(incidentFromJson(read) == incident);
    QCOMPARE(toJson(incidentFromJson(read)), toJson(incident));
    QCOMPARE(read[QLatin1String("time_start")].toString(), QStringLiteral("2024-11-17T13:00:00.000Z"));
    QCOMPARE(read[QLatin1String("places")][0][QLatin1String("area")][QLatin1String("type")].toString(),
             QStringLiteral("MultiPolygon"));
}

/// A field that toJson() forgets would come back as its default: no key of the full record may be missing.
void IncidentJsonTest::everyKeyIsWritten()
{
    const QJsonObject json = toJson(fullIncident());
    QCOMPARE(json.keys().size(), 61);
    const auto keysOf = [&](const char *list) {
        return json[QLatin1String(list)][0].toObject().keys().size();
    };
    QCOMPARE(keysOf("casualties"), 12);
    QCOMPARE(keysOf("items"), 10);
    QCOMPARE(keysOf("actors"), 9);
    QCOMPARE(keysOf("sources"), 14);
    QCOMPARE(keysOf("claims"), 10);
    QCOMPARE(keysOf("responses"), 6);
    QCOMPARE(keysOf("links"), 4);
    QCOMPARE(keysOf("notes"), 5);
    QCOMPARE(keysOf("places"), 10);
    QCOMPARE(keysOf("movements"), 7);
    QCOMPARE(keysOf("attachments"), 6);
}

void IncidentJsonTest::emptyRecordRoundTrip()
{
    QVERIFY(incidentFromJson(toJson(Incident{})) == Incident{});
    QVERIFY(incidentFromJson({}) == Incident{});
    QVERIFY(!toJson(Incident{}).contains(QStringLiteral("time_start")));
    QVERIFY(!toJson(Incident{}).contains(QStringLiteral("lon")));
}

void IncidentJsonTest::daysAloneMakeAWindow()
{
    const Incident incident =
        incidentFromJson(parsed(R"({"date_start": "2023-08-06", "time_zone": "Asia/Dushanbe"})"));
    QCOMPARE(isoUtc(incident.when.startMs), QStringLiteral("2023-08-05T19:00:00.000Z"));
    QCOMPARE(isoUtc(incident.when.endMs), QStringLiteral("2023-08-06T18:59:59.999Z"));
    QCOMPARE(incident.when.dateEnd, QDate(2023, 8, 6));
    QCOMPARE(incident.when.precision, TimePrecision::Day);
}

void IncidentJsonTest::instantsAloneMakeDays()
{
    const Incident incident = incidentFromJson(parsed(
        R"({"time_start": "2023-08-05T19:00:00.000Z", "time_end": "2023-08-06T18:59:59.999Z", "time_zone": "Asia/Dushanbe"})"));
    QCOMPARE(incident.when.dateStart, QDate(2023, 8, 6));
    QCOMPARE(incident.when.dateEnd, QDate(2023, 8, 6));
}

void IncidentJsonTest::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *json, const char *message) {
        QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(message);
    };
    row(R"({"casualties": [{"outcome": "kiled"}]})",
        "incidents[3].casualties[0].outcome: 'kiled' is none of killed, injured, missing,");
    row(R"({"casualties": [{}, {"low": "4"}]})", "incidents[3].casualties[1].low: must be a whole number");
    row(R"({"casualties": [{"low": 1.5}]})", "incidents[3].casualties[0].low: must be a whole number");
    row(R"({"casualties": [{"low": 1e30}]})", "incidents[3].casualties[0].low: must be a whole number");
    row(R"({"casualties": {}})", "incidents[3].casualties: must be a list");
    row(R"({"casualties": [1]})", "incidents[3].casualties[0]: must be an object");
    row(R"({"titel": "x"})", "incidents[3].titel: is no key of this format");
    row(R"({"notes": [{"text": "x", "by": "y"}]})", "incidents[3].notes[0].by: is no key of this format");
    row(R"({"title": 4})", "incidents[3].title: must be a text");
    row(R"({"workflow": "done"})",
        "incidents[3].workflow: 'done' is none of draft, submitted, reviewed, withdrawn");
    row(R"({"admin_certain": 1})", "incidents[3].admin_certain: must be true or false");
    row(R"({"lon": 70})", "incidents[3].lat: is missing");
    row(R"({"lat": 37})", "incidents[3].lon: is missing");
    row(R"({"lon": "70", "lat": 37})", "incidents[3].lon: must be a number");
    row(R"({"date_start": "2024-02-30"})", "incidents[3].date_start: '2024-02-30' is no day");
    row(R"({"date_start": "2024-2-3"})", "incidents[3].date_start: '2024-2-3' is no day");
    row(R"({"time_start": "2024-02-30T00:00:00Z"})",
        "incidents[3].time_start: '2024-02-30T00:00:00Z' is no instant");
    row(R"({"tags": ["a", 2]})", "incidents[3].tags[1]: must be a text");
    row(R"({"tags": "a"})", "incidents[3].tags: must be a list");
    row(R"({"claims": [{"source": 3000000000}]})", "incidents[3].claims[0].source: 3000000000 is too large");
    row(R"({"movements": [{"origin": {"lon": 1}}]})", "incidents[3].movements[0].origin.lat: is missing");
    row(R"({"movements": [{"origin": "AFG"}]})", "incidents[3].movements[0].origin: must be an object");
    row(R"({"attachments": [{"bytes": "%%%"}]})", "incidents[3].attachments[0].bytes: is no base64");
    row(R"({"places": [{"area": {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]}}]})",
        "incidents[3].places[0].area: is no GeoJSON geometry");
    row(R"({"places": [{"area": {"type": "Circle", "coordinates": []}}]})",
        "incidents[3].places[0].area: is no GeoJSON geometry");
    row(R"({"places": [{"area": {"type": "Point", "coordinates": [200, 0]}}]})",
        "incidents[3].places[0].area: is no GeoJSON geometry");
}

void IncidentJsonTest::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    try {
        incidentFromJson(parsed(json), QStringLiteral("incidents[3]"));
    } catch (const marz::base::Error &error) {
        QCOMPARE(error.kind(), marz::base::ErrorKind::Invalid);
        QVERIFY2(error.message().startsWith(message), qPrintable(error.message()));
        return;
    }
    QFAIL("accepted");
}

void IncidentJsonTest::acceptsNullAsUnknown()
{
    const QByteArray json =
        R"({"lon": null, "lat": null, "title": null, "casualties": null, "time_zone": null})";
    QVERIFY(incidentFromJson(parsed(json)) == Incident{});
}

void IncidentJsonTest::refusesWhatIsNoObject_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("number") << QJsonValue(1);
    QTest::newRow("text") << QJsonValue(QStringLiteral("x"));
    QTest::newRow("null") << QJsonValue();
    QTest::newRow("list") << QJsonValue(QJsonArray());
}

void IncidentJsonTest::refusesWhatIsNoObject()
{
    QFETCH(QJsonValue, value);
    try {
        incidentFromJson(value, QStringLiteral("incidents[1]"));
    } catch (const marz::base::Error &error) {
        QVERIFY2(error.message().startsWith(QStringLiteral("incidents[1]: must be an object")),
                 qPrintable(error.message()));
        return;
    }
    QFAIL("accepted");
}

/// What is left is what a person may say: a record read from outside cannot pass for another's or an older
/// one.
void IncidentJsonTest::forgetsWhatTheStoreOwns()
{
    Incident incident = fullIncident();
    forgetStoreOwned(incident);
    const QJsonObject left = toJson(incident);
    const QJsonObject all = toJson(fullIncident());
    for (const QString &key : all.keys())
        QVERIFY2(left.contains(key) != isStoreOwned(key), qPrintable(key));
    for (const char *list : {"casualties", "items", "actors", "sources", "claims", "responses", "links",
                             "notes", "places", "movements", "attachments"})
        QVERIFY2(!left[QLatin1String(list)][0].toObject().contains(QLatin1String("fid")), list);
    QCOMPARE(incident.uid, fullIncident().uid);
    QCOMPARE(incident.createdBy, QString());
}

/// The bundled sample is in this format, breaks no rule, and survives the round trip.
void IncidentJsonTest::sampleIsReadAndValid()
{
    QFile file(QStringLiteral(MARZ_SOURCE_DIR "/resources/sample/sample.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray incidents = parsed(file.readAll())[QLatin1String("incidents")].toArray();
    QVERIFY(incidents.size() >= 71);
    QStringList problems;
    for (qsizetype i = 0; i < incidents.size(); ++i) {
        const Incident incident =
            incidentFromJson(incidents[i].toObject(), QStringLiteral("incidents[%1]").arg(i));
        QVERIFY(incidentFromJson(toJson(incident)) == incident);
        for (const Problem &problem : problemsOf(incident, Vocabulary::shipped()))
            problems.append(QStringLiteral("%1 %2: %3").arg(incident.nativeId, problem.field, problem.text));
    }
    QCOMPARE(problems.join(QLatin1Char('\n')), QString());
}

QTEST_GUILESS_MAIN(IncidentJsonTest)
#include "incidentjsontest.moc"
