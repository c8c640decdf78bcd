#include "session/recordverbs.h"

#include "base/error.h"
#include "incident/validation.h"
#include "store/store.h"
#include "tests/places/madeup.h"
#include "tests/support/tempstore.h"

#include <QTest>

using namespace marz;
using incident::AdminBasis;
using incident::PlacePrecision;

Q_DECLARE_METATYPE(incident::Where)

namespace {

/// Westland and Eastland, with one village of Westland's north.
session::Geodata madeUpGeodata()
{
    session::Geodata geodata;
    geodata.boundaries = test::twoCountries();
    geodata.gazetteer = places::Gazetteer::fromCsv(
        QStringLiteral("id,name,kind,lon,lat,radius_m,country,admin1_code,admin2,aliases,source\n"
                       "v1,Mill,village,11.01,43,500,WST,WS-N,Mill district,,made up\n"));
    return geodata;
}

incident::Where at(double lon, double lat, std::optional<double> radiusM = std::nullopt)
{
    incident::Where where;
    where.point = geo::LonLat{lon, lat};
    where.precision = PlacePrecision::Near;
    where.radiusM = radiusM;
    return where;
}

incident::Where named(incident::Where where, const char *country, const char *unit,
                      AdminBasis basis = AdminBasis::Reported)
{
    where.country = QLatin1String(country);
    where.admin1Code = QLatin1String(unit);
    where.adminBasis = basis;
    return where;
}

incident::Incident report(const QString &title, std::optional<QDate> first = QDate(2024, 11, 17),
                          std::optional<QDate> last = std::nullopt)
{
    incident::Incident each;
    each.title = title;
    each.eventType = QStringLiteral("armed_assault");
    if (first)
        each.when = incident::windowOfDays(*first, last.value_or(*first), QStringLiteral("Asia/Dushanbe"),
                                           incident::TimePrecision::Day);
    each.where = at(11, 43, 500);
    each.marking = QStringLiteral("TLP:GREEN");
    return each;
}

const incident::PutIncident &onlyPut(const incident::ChangeSet &set)
{
    return std::get<incident::PutIncident>(set.changes.at(0));
}

/// The claim of a field; empty when there is none.
incident::Claim claimOf(const incident::Incident &record, const char *field)
{
    for (const incident::Claim &claim : record.claims) {
        if (claim.field == QLatin1String(field))
            return claim;
    }
    return {};
}

} // namespace

/// The verbs on records: what each puts into a change set.
class RecordVerbsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void derivePlace_data();
    void derivePlace();
    void aWideRadiusNamesNoDistrict();
    void namesAndCodesCompleteEachOther_data();
    void namesAndCodesCompleteEachOther();
    void withoutAPointNothingIsComputed();
    void onlyMovedPlacesAreDerivedAnew();
    void typedCoordinatesDoNotSayHowTheyWereFound();
    void savingWhatAnotherChangedIsAConflict();
    void withdrawKeepsTheRecordAndSaysWhy();
    void aCopyHasNoIdentity();
    void alreadyKnown_data();
    void alreadyKnown();
    void theNearestInPlaceAndTimeComesFirst();
    void aReportJoinsAsSourcesAndClaims();
    void whatIsKnownAlreadyIsNotClaimed();
    void severalReportsAreNotOneVoice();

private:
    session::Geodata m_geodata = madeUpGeodata();
};

void RecordVerbsTest::derivePlace_data()
{
    QTest::addColumn<incident::Where>("where");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("district");
    QTest::addColumn<QString>("basis");
    QTest::addColumn<bool>("isCertain");
    const incident::Where inNorth = at(11, 43, 500), inEast = at(13, 42, 500);
    const auto row = [](const char *name, const incident::Where &where, const char *country, const char *unit,
                        const char *district, const char *basis, bool isCertain) {
        QTest::newRow(name) << where << QString::fromLatin1(country) << QString::fromLatin1(unit)
                            << QString::fromLatin1(district) << QString::fromLatin1(basis) << isCertain;
    };
    row("nobody names anything", inNorth, "WST", "WS-N", "Mill district", "computed", true);
    row("only the country is named", named(inNorth, "WST", ""), "WST", "WS-N", "Mill district", "computed",
        true);
    incident::Where stale = named(inEast, "WST", "WS-N", AdminBasis::Computed);
    stale.admin2 = QStringLiteral("Mill district");
    row("computed, and the point moved to the other country", stale, "EST", "ES-A", "", "computed", true);
    stale = named(inNorth, "EST", "ES-A", AdminBasis::Computed);
    stale.adminCertain = false;
    row("computed as uncertain, and the point moved inland", stale, "WST", "WS-N", "Mill district",
        "computed", true);
    row("computed near the border", at(12.2, 42.5, 5000), "WST", "WS-N", "", "computed", false);
    row("near the border by its precision only", at(12.2, 42.5), "WST", "WS-N", "", "computed", false);
    row("reported, and the point lies there", named(inEast, "EST", "ES-A"), "EST", "ES-A", "", "reported",
        true);
    row("reported, and the point lies far outside", named(inNorth, "EST", "ES-A"), "EST", "ES-A", "",
        "reported", false);
    row("the analyst's, and the point lies far outside", named(inNorth, "EST", "ES-A", AdminBasis::Analyst),
        "EST", "ES-A", "", "analyst", false);
    // (11.9, 40.1) is some 10 km west of Eastland.
    row("reported, and the radius reaches it", named(at(11.9, 40.1, 8'000), "EST", "ES-A"), "EST", "ES-A", "",
        "reported", true);
    row("reported, and the radius does not reach it", named(at(11.9, 40.1, 1'000), "EST", "ES-A"), "EST",
        "ES-A", "", "reported", false);
    row("the right country, another unit", named(inNorth, "WST", "WS-S"), "WST", "WS-S", "", "reported",
        false);
    row("a country that the boundaries do not know", named(inNorth, "FRA", ""), "FRA", "", "", "reported",
        false);
    incident::Where disputed = named(inEast, "EST", "ES-A");
    disputed.adminCertain = false;
    row("the sources disagree, the point settles nothing", disputed, "EST", "ES-A", "", "reported", false);
}

void RecordVerbsTest::derivePlace()
{
    QFETCH(incident::Where, where);
    QFETCH(QString, country);
    QFETCH(QString, unit);
    QFETCH(QString, district);
    QFETCH(QString, basis);
    QFETCH(bool, isCertain);
    incident::Incident each = report(QStringLiteral("Placed"));
    each.where = where;
    session::derivePlace(each, m_geodata);
    QCOMPARE(each.where.country, country);
    QCOMPARE(each.where.admin1Code, unit);
    QCOMPARE(each.where.admin2, district);
    QCOMPARE(incident::code(each.where.adminBasis), basis);
    QCOMPARE(each.where.adminCertain, isCertain);
    QCOMPARE(each.where.borderPair, QStringLiteral("EST-WST"));
    const incident::Where once = each.where;
    session::derivePlace(each, m_geodata);
    QVERIFY2(each.where == once, "a second time changes nothing");
}

void RecordVerbsTest::aWideRadiusNamesNoDistrict()
{
    incident::Incident each = report(QStringLiteral("Somewhere in the north"));
    each.where = at(11, 43, 25'000);
    session::derivePlace(each, m_geodata);
    QCOMPARE(each.where.admin1Code, QStringLiteral("WS-N"));
    QCOMPARE(each.where.admin2, QString());
}

void RecordVerbsTest::namesAndCodesCompleteEachOther_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a name of one unit") << QString() << QString() << "South"
                                        << "WST WS-S South";
    QTest::newRow("a name of two units, the country tells") << "WST" << QString() << "North"
                                                            << "WST WS-N North";
    QTest::newRow("a name of two units, the point tells") << QString() << QString() << "North"
                                                          << "WST WS-N North";
    QTest::newRow("a code alone") << QString() << "WS-S" << QString() << "WST WS-S South";
    QTest::newRow("a name that nobody knows stays") << "WST" << QString() << "Midlands"
                                                    << "WST WS-S Midlands";
}

void RecordVerbsTest::namesAndCodesCompleteEachOther()
{
    QFETCH(QString, country);
    QFETCH(QString, unit);
    QFETCH(QString, name);
    QFETCH(QString, expected);
    incident::Incident each = report(QStringLiteral("Named"));
    each.where = at(11, 41, 500); // in the south
    each.where.country = country;
    each.where.admin1Code = unit;
    each.where.admin1 = name;
    session::derivePlace(each, m_geodata);
    QCOMPARE(QStringList({each.where.country, each.where.admin1Code, each.where.admin1}).join(u' '),
             expected);
    QCOMPARE(each.where.adminBasis, AdminBasis::Reported);
}

void RecordVerbsTest::withoutAPointNothingIsComputed()
{
    incident::Incident each = report(QStringLiteral("Unlocated"));
    each.where = named({}, "WST", "WS-N", AdminBasis::Computed);
    each.where.borderDistanceM = 1'000;
    each.where.borderPair = QStringLiteral("EST-WST");
    each.where.borderSide = QStringLiteral("WST");
    session::derivePlace(each, m_geodata);
    QCOMPARE(each.where.country, QStringLiteral("WST"));
    QVERIFY(!each.where.borderDistanceM);
    QVERIFY(each.where.borderPair.isEmpty() && each.where.borderSide.isEmpty());
}

void RecordVerbsTest::onlyMovedPlacesAreDerivedAnew()
{
    incident::Incident still = report(QStringLiteral("Still"));
    still.fid = 1;
    session::derivePlace(still, m_geodata);
    incident::Incident moved = still;
    moved.fid = 2;
    moved.revision = 4;
    moved.where.point = geo::LonLat{13, 42};
    QVERIFY(!session::withPlaceDerived(still, m_geodata));
    QVERIFY(session::withPlaceDerived(moved, m_geodata));
    QVERIFY(!session::derivePlacesAnew({still}, QStringLiteral("AB"), m_geodata));
    const auto set = session::derivePlacesAnew({still, moved}, QStringLiteral("AB"), m_geodata);
    QVERIFY(set);
    QCOMPARE(set->changes.size(), std::size_t(1));
    QCOMPARE(set->who, QStringLiteral("AB"));
    QCOMPARE(onlyPut(*set).incident.fid, qint64(2));
    QCOMPARE(onlyPut(*set).incident.where.country, QStringLiteral("EST"));
    QCOMPARE(onlyPut(*set).baseRevision, std::optional<qint64>(4));
}

void RecordVerbsTest::typedCoordinatesDoNotSayHowTheyWereFound()
{
    const auto found = session::suggestPlaces(QStringLiteral("43 N 11 E"), m_geodata);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].where.basis, incident::PlaceBasis::Unknown);
    QCOMPARE(found[0].where.admin1Code, QStringLiteral("WS-N"));
}

void RecordVerbsTest::savingWhatAnotherChangedIsAConflict()
{
    const test::TempFolder folder;
    store::Store store = store::Store::create(folder.path(QStringLiteral("a.gpkg")));
    const auto save = [&](const incident::Incident &each) {
        return store.apply(session::saveIncident(each, QStringLiteral("AB"), m_geodata));
    };
    const qint64 fid = save(report(QStringLiteral("First"))).incidents.at(0);
    incident::Incident mine = *store.incident(fid);
    incident::Incident theirs = mine;
    theirs.title = QStringLiteral("Theirs");
    save(theirs);
    mine.title = QStringLiteral("Mine");
    try {
        save(mine);
        QFAIL("the edit of the other was overwritten");
    } catch (const base::Error &error) {
        QCOMPARE(error.kind(), base::ErrorKind::Conflict);
    }
    const auto withdrawn = session::withdrawIncident(mine, QStringLiteral("AB"), QStringLiteral("wrong"));
    const auto joined = session::addSources(mine, report(QStringLiteral("Again")), QStringLiteral("AB"));
    QCOMPARE(onlyPut(withdrawn).baseRevision, std::optional(mine.revision));
    QCOMPARE(onlyPut(joined).baseRevision, std::optional(mine.revision));
    QCOMPARE(store.incident(fid)->title, QStringLiteral("Theirs"));
}

void RecordVerbsTest::withdrawKeepsTheRecordAndSaysWhy()
{
    incident::Incident each = report(QStringLiteral("Rumour"));
    each.fid = 3;
    const auto set = session::withdrawIncident(each, QStringLiteral("AB"), QStringLiteral("never happened"));
    QCOMPARE(set.reason, QStringLiteral("never happened"));
    incident::Incident expected = each;
    expected.workflow = incident::Workflow::Withdrawn;
    QVERIFY(onlyPut(set).incident == expected);
}

void RecordVerbsTest::aCopyHasNoIdentity()
{
    incident::Incident each = report(QStringLiteral("Original"));
    each.fid = 3;
    each.uid = QStringLiteral("0190f8a0-0000-7000-8000-000000000001");
    each.code = QStringLiteral("MZ-7K3QF2");
    each.nativeId = QStringLiteral("X1");
    each.batch = 2;
    each.revision = 5;
    each.workflow = incident::Workflow::Reviewed;
    each.reviewedBy = QStringLiteral("CD");
    each.createdBy = QStringLiteral("CD");
    each.sources.emplace_back().publisher = QStringLiteral("RASC");
    each.sources[0].fid = 9;
    each.notes.emplace_back().fid = 8;
    const incident::Incident copy = session::duplicated(each);
    QVERIFY(copy.fid == 0 && copy.revision == 0 && !copy.batch);
    QVERIFY(copy.uid.isEmpty() && copy.code.isEmpty() && copy.nativeId.isEmpty());
    QVERIFY(copy.reviewedBy.isEmpty() && copy.createdBy.isEmpty());
    QCOMPARE(copy.workflow, incident::Workflow::Draft);
    QCOMPARE(copy.title, each.title);
    QCOMPARE(copy.sources.at(0).publisher, QStringLiteral("RASC"));
    QVERIFY(copy.sources[0].fid == 0 && copy.notes.at(0).fid == 0);
}

void RecordVerbsTest::alreadyKnown_data()
{
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<bool>("isLocated");
    QTest::addColumn<double>("lat");
    QTest::addColumn<bool>("isFound");
    QTest::addColumn<int>("daysApart"); // -1 = one of the two has no date
    // The known one happened on 10 to 12 November at 11 E 43 N.
    const auto day = [](int d) { return QDate(2024, 11, d); };
    QTest::newRow("the windows overlap") << day(12) << day(14) << true << 43.0 << true << 0;
    QTest::newRow("inside the window") << day(11) << day(11) << true << 43.0 << true << 0;
    QTest::newRow("three days later") << day(15) << day(20) << true << 43.0 << true << 3;
    QTest::newRow("three days earlier") << day(1) << day(7) << true << 43.0 << true << 3;
    QTest::newRow("a week later") << day(19) << day(19) << true << 43.0 << true << 7;
    QTest::newRow("eight days later") << day(20) << day(20) << true << 43.0 << false << 0;
    QTest::newRow("the same day, 220 km away") << day(11) << day(11) << true << 41.0 << false << 0;
    QTest::newRow("the same day, no place") << day(11) << day(11) << false << 0.0 << true << 0;
    QTest::newRow("undated, the same place") << QDate() << QDate() << true << 43.0 << true << -1;
    QTest::newRow("undated, 220 km away") << QDate() << QDate() << true << 41.0 << false << 0;
    QTest::newRow("undated, no place") << QDate() << QDate() << false << 0.0 << false << 0;
}

void RecordVerbsTest::alreadyKnown()
{
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    QFETCH(bool, isLocated);
    QFETCH(double, lat);
    QFETCH(bool, isFound);
    QFETCH(int, daysApart);
    incident::Incident known = report(QStringLiteral("Known"), QDate(2024, 11, 10), QDate(2024, 11, 12));
    known.fid = 1;
    const auto rows =
        index::IncidentIndex::build({incident::factsOf(known)}, incident::Vocabulary::shipped());
    incident::Incident asked = report(
        QStringLiteral("Asked"), first.isNull() ? std::nullopt : std::optional(first), std::optional(last));
    asked.where = isLocated ? at(11, lat, 500) : incident::Where();
    const std::vector<session::KnownCandidate> found = session::alreadyKnown(asked, *rows);
    QCOMPARE(found.size(), std::size_t(isFound ? 1 : 0));
    if (isFound) {
        QCOMPARE(found[0].daysApart.value_or(-1), qint32(daysApart));
        QCOMPARE(found[0].distanceM < 0, !isLocated);
        QVERIFY(found[0].score > 0 && found[0].score <= 1);
    }
    asked.fid = known.fid;
    QVERIFY(session::alreadyKnown(asked, *rows).empty()); // not itself
}

void RecordVerbsTest::theNearestInPlaceAndTimeComesFirst()
{
    const QDate day(2024, 11, 17);
    std::vector<incident::Incident> known{
        report(QStringLiteral("Undated"), std::nullopt), report(QStringLiteral("Days later"), day.addDays(2)),
        report(QStringLiteral("Same"), day), report(QStringLiteral("Some km away"), day)};
    known[3].where = at(11.3, 43, 500);
    std::vector<incident::Facts> facts;
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i].fid = static_cast<qint64>(i) + 1;
        facts.push_back(incident::factsOf(known[i]));
    }
    const auto rows = index::IncidentIndex::build(facts, incident::Vocabulary::shipped());
    std::vector<qint64> fids;
    for (const auto &candidate : session::alreadyKnown(report(QStringLiteral("Asked"), day), *rows))
        fids.push_back(candidate.fid);
    QCOMPARE(fids, (std::vector<qint64>{3, 4, 2, 1}));
    QCOMPARE(session::alreadyKnown(report(QStringLiteral("Asked"), day), *rows, 2).size(), std::size_t(2));
}

void RecordVerbsTest::aReportJoinsAsSourcesAndClaims()
{
    incident::Incident known = report(QStringLiteral("Attack"));
    known.fid = 7;
    known.revision = 3;
    known.code = QStringLiteral("MZ-7K3QF2");
    known.where.place = QStringLiteral("Mill");
    known.sources.emplace_back().publisher = QStringLiteral("Pamir Daily");
    known.casualties.emplace_back().count = {1, 1, 1};

    incident::Incident told = report(QStringLiteral("Attack"), QDate(2024, 11, 18));
    told.where = named(at(11.1, 43, 5'000), "WST", "WS-N", AdminBasis::Computed);
    told.where.place = QStringLiteral("Mill Valley");
    told.summary = QStringLiteral("Gunmen came at night.");
    told.casualties.emplace_back().count = {2, 2, 2};
    incident::SourceUse agency;
    agency.fid = 5;
    agency.publisher = QStringLiteral("RASC");
    agency.cites = 1;
    incident::SourceUse paper;
    paper.publisher = QStringLiteral("Yeni Safak");
    told.sources = {agency, paper};
    incident::Claim quoted;
    quoted.field = QStringLiteral("injured");
    quoted.value = QStringLiteral("4");
    quoted.source = 1;
    quoted.chosen = true;
    told.claims = {quoted};
    incident::Involvement gunmen;
    gunmen.name = QStringLiteral("gunmen");
    gunmen.role = incident::ActorRole::Perpetrator;
    gunmen.attribution = incident::Attribution::Suspected;
    gunmen.attributedBy = QStringLiteral("police");
    told.actors = {gunmen};
    incident::Item rifle;
    rifle.kind = QStringLiteral("rifle");
    rifle.source = 1;
    told.items = {rifle};
    incident::Response denial;
    denial.body = QStringLiteral("Taliban");
    denial.source = 0;
    told.responses = {denial};
    told.tags = {QStringLiteral("gold")};

    const incident::ChangeSet set = session::addSources(known, told, QStringLiteral("AB"));
    QCOMPARE(set.who, QStringLiteral("AB"));
    QVERIFY(set.label.contains(known.code));
    const incident::Incident &joined = onlyPut(set).incident;
    QVERIFY(incident::problemsOf(joined, incident::Vocabulary::shipped()).empty());

    QCOMPARE(joined.sources.size(), std::size_t(3));
    QCOMPARE(joined.sources[1].publisher, QStringLiteral("RASC"));
    QCOMPARE(joined.sources[1].fid, qint64(0));
    QCOMPARE(joined.sources[1].cites, std::optional(2)); // Yeni Safak, not Pamir Daily
    QVERIFY(!joined.sources[2].cites);
    QCOMPARE(claimOf(joined, "injured").source, std::optional(2));
    QVERIFY(std::none_of(joined.claims.begin(), joined.claims.end(),
                         [](const incident::Claim &claim) { return claim.chosen; }));
    const std::vector<std::pair<const char *, QString>> values{
        {"date_start", QStringLiteral("2024-11-18")},
        {"date_end", QStringLiteral("2024-11-18")},
        {"place", QStringLiteral("Mill Valley")},
        {"summary", QStringLiteral("Gunmen came at night.")},
        {"killed", QStringLiteral("2")},
        {"perpetrator", QStringLiteral("gunmen (suspected)")}};
    for (const auto &[field, value] : values) {
        QCOMPARE(claimOf(joined, field).value, value);
        QCOMPARE(claimOf(joined, field).source, std::optional(1)); // RASC speaks, Yeni Safak is cited
    }
    QVERIFY(claimOf(joined, "coordinates").value.contains(QStringLiteral("11.1")));
    QCOMPARE(claimOf(joined, "perpetrator").speaker, QStringLiteral("police"));
    QVERIFY(claimOf(joined, "items").value.contains(QStringLiteral("rifle")));
    QCOMPARE(claimOf(joined, "items").source, std::optional(2));
    QVERIFY(claimOf(joined, "country").field.isEmpty()); // computed: no source said it
    QCOMPARE(joined.responses.at(0).source, std::optional(1));
    QCOMPARE(joined.tags, told.tags);

    QVERIFY(joined.when == known.when && joined.where == known.where);
    QVERIFY(joined.casualties == known.casualties && joined.actors.empty() && joined.items.empty());
}

void RecordVerbsTest::whatIsKnownAlreadyIsNotClaimed()
{
    incident::Incident known = report(QStringLiteral("Attack"));
    known.casualties.emplace_back().count = {1, 1, 1};
    known.sources.emplace_back().publisher = QStringLiteral("Pamir Daily");
    known.notes.emplace_back().text = QStringLiteral("Check the date");
    incident::Incident told = known;
    told.title.clear(); // nothing said is no claim
    told.sources[0].publisher = QStringLiteral("RASC");
    const incident::Incident joined = onlyPut(session::addSources(known, told, {})).incident;
    QCOMPARE(joined.sources.size(), std::size_t(2));
    QVERIFY2(joined.claims.empty(), qPrintable(joined.claims.empty() ? QString() : joined.claims[0].field));
    QCOMPARE(joined.notes.size(), std::size_t(1));
}

void RecordVerbsTest::severalReportsAreNotOneVoice()
{
    const incident::Incident known = report(QStringLiteral("Attack"));
    incident::Incident told = report(QStringLiteral("Attack"), QDate(2024, 11, 18));
    told.sources.emplace_back().publisher = QStringLiteral("RASC");
    told.sources.emplace_back().publisher = QStringLiteral("Pamir Daily");
    const incident::Incident joined = onlyPut(session::addSources(known, told, {})).incident;
    QCOMPARE(joined.sources.size(), std::size_t(2));
    QCOMPARE(claimOf(joined, "date_start").value, QStringLiteral("2024-11-18"));
    QVERIFY(!claimOf(joined, "date_start").source); // which of the two says it is not known
}

QTEST_GUILESS_MAIN(RecordVerbsTest)
#include "recordverbstest.moc"
