#include "io/tableimport.h"

#include "base/error.h"
#include "io/tables.h"

#include <QtTest>

using namespace marz;
using namespace marz::tests;
using incident::Incident;

class TableImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognisesColumns_data();
    void recognisesColumns();
    void namesProblems_data();
    void namesProblems();
    void sumsUp();
    void exchangesColumns();
    void keepsNative();
    void readsPeopleAndSources();
    void readsAcled();
    void readsUcdp();
    void refusesUnknownColumn();
    void refusesEmptyTable();
    void importsSample();
};

void TableImportTest::recognisesColumns_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("column");
    QTest::newRow("synthetic id") << "event_id,event_date,event_type,longitude,latitude,killed,injured,title"
                                  << "native_id"
                                  << "event_id";
    QTest::newRow("synthetic date")
        << "event_id,event_date,event_type,longitude,latitude,killed,injured,title"
        << "date_start"
        << "event_date";
    QTest::newRow("short") << "ID,Date,Type,Lat,Lon"
                           << "lat"
                           << "Lat";
    QTest::newRow("blanks") << "Event ID,Event Date,Event Type"
                            << "date_start"
                            << "Event Date";
    QTest::newRow("upper case") << "EVENT_ID_CNTY,EVENT_DATE,FATALITIES,NOTES"
                                << "native_id"
                                << "EVENT_ID_CNTY";
    QTest::newRow("acled toll") << "event_id_cnty,event_date,fatalities,notes"
                                << "killed_low"
                                << "fatalities";
    QTest::newRow("acled words") << "event_id_cnty,event_date,fatalities,notes"
                                 << "summary"
                                 << "notes";
    QTest::newRow("acled actors") << "event_id_cnty,actor1,actor2"
                                  << "actors"
                                  << "actor1;actor2";
    QTest::newRow("ucdp toll") << "id,where_prec,best,high,low"
                               << "killed_high"
                               << "high";
    QTest::newRow("sample id") << "key,title,date_start,killed_best,location_precision"
                               << "native_id"
                               << "key";
    QTest::newRow("sample toll") << "key,title,date_start,killed_best,location_precision"
                                 << "killed"
                                 << "killed_best";
    QTest::newRow("sample precision") << "key,title,date_start,killed_best,location_precision"
                                      << "place_precision"
                                      << "location_precision";
    QTest::newRow("one column of coordinates") << "id,geolocation"
                                               << "lon"
                                               << "geolocation";
    QTest::newRow("unknown") << "a,b"
                             << "title"
                             << "";
}

void TableImportTest::recognisesColumns()
{
    QFETCH(QString, header);
    QFETCH(QString, field);
    QTEST(io::guessMapping(tableOf(header + u'\n')).columns.value(field), "column");
}

void TableImportTest::namesProblems_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("column");
    QTest::addColumn<bool>("isPlaced");
    // columns: id,date,date_end,lat,lon,killed_low,killed,killed_high,type,country,title
    QTest::newRow("bad_date") << "1,2024-02-30,,37,70,,,,protest,TJK,x"
                              << "bad_date"
                              << "date" << false;
    QTest::newRow("end before start") << "1,2024-02-03,2024-02-01,37,70,,,,protest,TJK,x"
                                      << "bad_date"
                                      << "date_end" << false;
    QTest::newRow("ambiguous_date") << "1,03/04/2024,,37,70,,,,protest,TJK,x"
                                    << "ambiguous_date"
                                    << "date" << false;
    QTest::newRow("bad_coordinate") << "1,2024-02-03,,95,70,,,,protest,TJK,x"
                                    << "bad_coordinate"
                                    << "lat" << false;
    QTest::newRow("swapped_coordinates") << "1,2024-02-03,,70,37,,,,protest,TJK,x"
                                         << "swapped_coordinates"
                                         << "lat" << false;
    QTest::newRow("zero_coordinate") << "1,2024-02-03,,0,0,,,,protest,TJK,x"
                                     << "zero_coordinate"
                                     << "lat" << true;
    QTest::newRow("bad_count") << "1,2024-02-03,,37,70,,-4,,protest,TJK,x"
                               << "bad_count"
                               << "killed" << false;
    QTest::newRow("counts fall") << "1,2024-02-03,,37,70,5,3,9,protest,TJK,x"
                                 << "bad_count"
                                 << "killed" << false;
    QTest::newRow("unknown_code type") << "1,2024-02-03,,37,70,,,,cattle raid,TJK,x"
                                       << "unknown_code"
                                       << "type" << true;
    QTest::newRow("unknown_code country") << "1,2024-02-03,,37,70,,,,protest,Atlantis,x"
                                          << "unknown_code"
                                          << "country" << true;
    QTest::newRow("missing") << "1,,,,,,,,protest,TJK,"
                             << "missing"
                             << "title" << false;
    QTest::newRow("encoding") << QStringLiteral("1,2024-02-03,,37,70,,,,protest,TJK,Khor\uFFFDg")
                              << "encoding"
                              << "title" << true;
}

void TableImportTest::namesProblems()
{
    QFETCH(QString, row);
    QFETCH(QString, kind);
    QFETCH(QString, column);
    QFETCH(bool, isPlaced);
    const io::StagedImport result =
        staged(QStringLiteral("id,date,date_end,lat,lon,killed_low,killed,killed_high,type,country,title\n") +
               row + u'\n');
    QVERIFY2(result.problems.size() == 1, qPrintable(problemsText(result)));
    const io::ImportProblem &problem = result.problems[0];
    QCOMPARE(problem.kind, kind);
    QCOMPARE(problem.column, column);
    QCOMPARE(problem.row, 2);
    QVERIFY(!problem.reason.isEmpty());
    QCOMPARE(result.staged.size(), isPlaced ? 1U : 0U);
    QCOMPARE(result.rejected, isPlaced ? 0 : 1);
}

void TableImportTest::sumsUp()
{
    const io::StagedImport result =
        staged(QStringLiteral("id,date,lat,lon,title\n1,2024-01-01,37,70,a\n2,2024-13-01,37,70,b\n3,,,,c\n4,,"
                              ",,\n5,2024-01-05,0,0,e\n"));
    QCOMPARE(result.rows, 5);
    QCOMPARE(result.rows, static_cast<qint64>(result.staged.size()) + result.rejected);
    QCOMPARE(result.rejected, 2);
    QCOMPARE(result.staged[1].row, 4); // the line in the file
    QVERIFY(result.staged[1].incident.when.isUndated());
}

void TableImportTest::exchangesColumns()
{
    const io::TableData table = tableOf(QStringLiteral("title,lat,lon\nx,70.04,37.84\n"));
    io::ImportMapping mapping = io::guessMapping(table);
    mapping.swapXy = true;
    const io::StagedImport result = io::stageImport(table, mapping, incident::Vocabulary::shipped());
    QVERIFY2(result.staged.size() == 1, qPrintable(problemsText(result)));
    QCOMPARE(*result.staged[0].incident.where.point, (geo::LonLat{70.04, 37.84}));
}

void TableImportTest::keepsNative()
{
    const io::StagedImport result = staged(
        QStringLiteral("title,type,colour,lat,lon,location_precision\nx,cattle raid,red,38.5,71,country\n"));
    QCOMPARE(result.staged.size(), 1U);
    const Incident &each = result.staged[0].incident;
    QCOMPARE(each.eventType, QStringLiteral("other"));
    QVERIFY(each.where.isUnlocated()); // known to the country only
    const std::vector<std::pair<QString, QString>> expected = {
        {"type", "cattle raid"}, {"colour", "red"}, {"lat", "38.5"}, {"lon", "71"}};
    QCOMPARE(result.staged[0].native, expected);
}

void TableImportTest::readsPeopleAndSources()
{
    const io::StagedImport result =
        staged(QStringLiteral("title,actors,source_names,source_urls,casualty_breakdown\n"
                              "x,attacker:gunmen;responder:border "
                              "guards;Taliban,Asia-Plus;RFE/RL,https://a.example/1;https://b.example/"
                              "2,killed TJK security 12; injured militants several\n"
                              "y,,Asia-Plus,https://a.example/1;https://b.example/2,\n"
                              "z,,,not an address,\n"));
    QVERIFY2(result.staged.size() == 3, qPrintable(problemsText(result)));
    const Incident &first = result.staged[0].incident;
    QCOMPARE(first.actors.size(), 3U);
    QCOMPARE(first.actors[0].role, incident::ActorRole::Perpetrator);
    QCOMPARE(first.actors[0].name, QStringLiteral("gunmen"));
    QCOMPARE(first.actors[2].role, incident::ActorRole::Mentioned);
    QCOMPARE(first.sources.size(), 2U);
    QCOMPARE(first.sources[1].publisher, QStringLiteral("RFE/RL"));
    QCOMPARE(first.sources[1].url, QStringLiteral("https://b.example/2"));
    QCOMPARE(first.casualties.size(), 2U);
    QCOMPARE(first.casualties[0].nationality, QStringLiteral("TJK"));
    QCOMPARE(first.casualties[0].role, incident::PersonRole::Security);
    QCOMPARE(first.casualties[0].count.best, std::optional<qint64>(12));
    QVERIFY(first.casualties[1].count.isUnknown());
    QVERIFY(first.casualties[1].text.contains("several"));
    QCOMPARE(result.staged[1].incident.sources[1].publisher, QStringLiteral("b.example"));
    QCOMPARE(result.staged[2].incident.sources[0].publisher, QStringLiteral("not an address"));
    QVERIFY(result.staged[2].incident.sources[0].url.isEmpty());
}

void TableImportTest::readsAcled()
{
    const io::StagedImport result = staged(
        QStringLiteral("event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,"
                       "actor1,assoc_actor_1,actor2,iso,region,country,admin1,admin2,location,latitude,"
                       "longitude,geo_precision,source,notes,fatalities,tags\n"
                       "TAJ1,16 May 2025,2025,1,Political violence,Battles,Armed clash,Taliban,,Military "
                       "Forces of Tajikistan,762,Caucasus and Central "
                       "Asia,Tajikistan,Khatlon,Panj,Panj,37.2361,69.0978,1,Asia-Plus; RFE/RL,Words.,0,\n"
                       "TAJ2,01 May 2025,2025,3,Strategic developments,Strategic "
                       "developments,Arrests,Police,,,762,x,Tajikistan,Khatlon,,Bokhtar,37.8364,68.7803,3,"
                       "Ozodi,Words.,3,\n"));
    QVERIFY2(result.staged.size() == 2, qPrintable(problemsText(result)));
    QVERIFY2(result.problems.empty(), qPrintable(problemsText(result)));
    const Incident &clash = result.staged[0].incident;
    QCOMPARE(clash.nativeId, QStringLiteral("TAJ1"));
    QCOMPARE(clash.eventType, QStringLiteral("armed_clash"));
    QVERIFY(clash.casualties.empty()); // 0 also means no information
    QCOMPARE(clash.actors.size(), 2U);
    QCOMPARE(clash.sources.size(), 2U);
    QCOMPARE(clash.where.country, QStringLiteral("TJK"));
    QCOMPARE(clash.where.admin1, QStringLiteral("Khatlon"));
    const Incident &arrests = result.staged[1].incident;
    QCOMPARE(arrests.eventType, QStringLiteral("detention"));
    QCOMPARE(arrests.where.precision, incident::PlacePrecision::Province);
    QCOMPARE(arrests.when.precision, incident::TimePrecision::Month);
    QCOMPARE(arrests.when.dateEnd, QDate(2025, 5, 31));
    QCOMPARE(arrests.casualties.at(0).count, (incident::Range{3, std::nullopt, std::nullopt}));
}

void TableImportTest::readsUcdp()
{
    const io::StagedImport result =
        staged(QStringLiteral("id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,"
                              "longitude,country,region,date_prec,date_start,date_end,best,high,low\n"
                              "61235,1,Government of Tajikistan,Forces,1,Khujand "
                              "town,Leninobod,40.28256,69.62216,Tajikistan,Asia,2,1998-11-04 "
                              "00:00:00.000,1998-11-05 00:00:00.000,16,20,10\n"
                              "61236,3,Taliban,Civilians,6,Afghanistan,,33,66,Afghanistan,Asia,5,1998-01-01 "
                              "00:00:00.000,1998-12-31 00:00:00.000,1,1,1\n"));
    QVERIFY2(result.staged.size() == 2, qPrintable(problemsText(result)));
    const Incident &first = result.staged[0].incident;
    QCOMPARE(first.casualties.at(0).count, (incident::Range{10, 16, 20}));
    QCOMPARE(first.when.dateEnd, QDate(1998, 11, 5));
    QCOMPARE(first.where.place, QStringLiteral("Khujand town"));
    const Incident &second = result.staged[1].incident;
    QCOMPARE(second.eventType, QStringLiteral("armed_assault"));
    QVERIFY(second.where.isUnlocated());
    QCOMPARE(second.when.precision, incident::TimePrecision::Year);
}

void TableImportTest::refusesUnknownColumn()
{
    const io::TableData table = tableOf(QStringLiteral("a,b\n1,2\n"));
    for (const auto &[field, column] : {std::pair("title", "c"), std::pair("tittle", "a")}) {
        io::ImportMapping mapping;
        mapping.columns.insert(QLatin1String(field), QLatin1String(column));
        try {
            io::stageImport(table, mapping, incident::Vocabulary::shipped());
            QFAIL("accepted");
        } catch (const base::Error &error) {
            QCOMPARE(error.kind(), base::ErrorKind::Invalid);
            QVERIFY(!error.advice().isEmpty());
        }
    }
}

void TableImportTest::refusesEmptyTable()
{
    QVERIFY_EXCEPTION_THROWN(staged(QStringLiteral("id,title\n")), base::Error);
}

/// The bundled sample's own columns, two of its rows.
void TableImportTest::importsSample()
{
    const io::StagedImport result = staged(QStringLiteral(
        "key,title,date_start,date_end,date_precision,country,admin1,admin2,place,lat,lon,location_precision,"
        "event_type,actors,killed_low,killed_best,killed_high,injured_low,injured_best,injured_high,casualty_"
        "breakdown,weapons_seized,source_urls,source_names,notes\n"
        "TJ-2024-11-17-zarbuz,Gunmen hit Chinese gold-mine "
        "staff,2024-11-17,2024-11-18,night,Tajikistan,Khatlon,Shamsiddin Shohin,Zarbuz "
        "gorge,37.98,70.2,district,armed_assault,attacker:unidentified gunmen,1,1,1,4,5,5,killed CHN 1; "
        "injured CHN 4; injured TJK 1,,https://a.example/1,RASC,n\n"
        "TJ-2020-12-21-deploy,Extra troops sent,2020-12,2020-12,month,Tajikistan,,,southern "
        "border,37.2,69.1,country,troop_movement,,,,,,,,,,,,\n"));
    QVERIFY2(result.staged.size() == 2 && result.problems.empty(), qPrintable(problemsText(result)));
    const Incident &mine = result.staged[0].incident;
    QCOMPARE(mine.where.precision, incident::PlacePrecision::District);
    QCOMPARE(mine.where.radiusM, std::optional<double>(25'000));
    QCOMPARE(mine.casualties.size(), 5U);
    QCOMPARE(mine.casualties[1].count, (incident::Range{4, 5, 5}));
    const Incident &troops = result.staged[1].incident;
    QVERIFY(troops.where.isUnlocated());
    QCOMPARE(troops.when.precision, incident::TimePrecision::Month);
    QCOMPARE(troops.when.dateEnd, QDate(2020, 12, 31));
}

QTEST_GUILESS_MAIN(TableImportTest)
#include "tableimporttest.moc"
