#include "tests/support/layerfiles.h"
#include "tests/support/marzrun.h"
#include "tests/support/tempstore.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace marz;
using test::marzRun;
using test::Run;

/// The contract of docs/cli.md, asked of the real program.
class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSampleHasAllIncidents();
    void chineseKilledInTajikistanSince2024();
    void wrongUsageIsExitCode2_data();
    void wrongUsageIsExitCode2();
    void refusedIsExitCode1_data();
    void refusedIsExitCode1();
    void certainAndPossibleMakeTheTotal();
    void nothingFoundIsSaidAndDone();
    void anEditIsInTheHistoryAndCanBeUndone();
    void importSaysWhereEachRowWent();
    void anImportCanBeTakenBack();
    void exportGivesTheFilteredRows();
    void renderWritesTheMap();
    void renderTakesSeveralLayersAndTheirCrs();
    void renderLeavesRoomForTheSymbolsAtTheEdge_data();
    void renderLeavesRoomForTheSymbolsAtTheEdge();
    void whereTellsTheTwoBadakhshansApart();
    void negativeCoordinatesArePositions();
    void backupVerifies();

private:
    QString store() const { return m_folder.path(QStringLiteral("sample.gpkg")); }
    QString copy(const QString &name) const
    {
        const QString path = m_folder.path(name);
        QFile::remove(path);
        QFile::copy(store(), path);
        return path;
    }

    test::TempFolder m_folder;
};

void CommandLineTest::initTestCase()
{
    const Run made = marzRun({"new", store(), "--sample"});
    QVERIFY2(made.exitCode == 0, made.err.constData());
}

void CommandLineTest::theSampleHasAllIncidents()
{
    const QJsonObject info = marzRun({"info", store(), "--json"}).json();
    QCOMPARE(info["incidents"].toInt(), 71);
    QCOMPARE(info["unlocated"].toInt(), 3);
    QCOMPARE(info["undated"].toInt(), 0);
    QCOMPARE(info["from"].toString(), QStringLiteral("2010-09-08"));
    QCOMPARE(info["schema"].toInt(), 1);
    QCOMPARE(info["extent"].toArray().size(), 4);
}

void CommandLineTest::chineseKilledInTajikistanSince2024()
{
    const QStringList filter{"--country", "TJK", "--from", "2024-01-01", "--casualty", "CHN:killed"};
    const QJsonObject count = marzRun(QStringList{"count", store(), "--json"} + filter).json();
    QCOMPARE(count["total"].toInt(), 3);
    QCOMPARE(count["killed"].toArray(), (QJsonArray{6, 6, 6}));
    const QJsonObject list = marzRun(QStringList{"list", store(), "--json"} + filter).json();
    QCOMPARE(list["incidents"].toArray().size(), 3);
    for (const QJsonValue &each : list["incidents"].toArray())
        QVERIFY(!each.toObject()["sources"].toArray().isEmpty());
}

void CommandLineTest::wrongUsageIsExitCode2_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("told");
    QTest::newRow("a day that does not exist")
        << QStringList{"list", store(), "--from", "2024-02-30"} << "2024-02-30";
    QTest::newRow("an ambiguous region")
        << QStringList{"list", store(), "--region", "Badakhshan"} << "AF-BDS";
    QTest::newRow("an unknown region") << QStringList{"list", store(), "--region", "Atlantis"} << "Atlantis";
    QTest::newRow("an unknown type") << QStringList{"list", store(), "--type", "murder"} << "armed_assault";
    QTest::newRow("an end before its start")
        << QStringList{"list", store(), "--from", "2024-02-02", "--to", "2024-02-01"} << "before";
    QTest::newRow("an unknown family") << QStringList{"count", store(), "--family", "murder"} << "violence";
    QTest::newRow("a second text") << QStringList{"list", store(), "--text", "gold", "--text", "mine"}
                                   << "--text";
    QTest::newRow("a border that is none") << QStringList{"list", store(), "--border", "afgtjk"} << "AFG-TJK";
    QTest::newRow("an instant in no zone")
        << QStringList{"list", store(), "--changed-since", "2024-11-17T10:00:00"} << "zone";
    QTest::newRow("a report's end before its start")
        << QStringList{"list", store(), "--reported-from", "2024-02-02", "--reported-to", "2024-02-01"}
        << "before";
    QTest::newRow("an unknown option") << QStringList{"list", store(), "--colour", "red"} << "colour";
    QTest::newRow("no command") << QStringList{"lits", store()} << "lits";
    QTest::newRow("a box without height")
        << QStringList{"list", store(), "--bbox", "70,38,71,38.0,1"} << "bbox";
    QTest::newRow("latitude 95") << QStringList{"where", "70", "95"} << "latitude";
    QTest::newRow("a size without x")
        << QStringList{"render", store(), m_folder.path("a.png"), "--size", "1920"} << "size";
}

void CommandLineTest::wrongUsageIsExitCode2()
{
    QFETCH(QStringList, words);
    QFETCH(QString, told);
    const Run run = marzRun(words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains(told.toUtf8()), run.err.constData());
    QVERIFY(run.out.isEmpty());
}

void CommandLineTest::refusedIsExitCode1_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("told");
    QTest::newRow("not a database")
        << QByteArray("these are not the bytes of a database, by far\n").repeated(100) << "notes.gpkg";
    QTest::newRow("empty") << QByteArray() << "notes.gpkg";
}

void CommandLineTest::refusedIsExitCode1()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, told);
    const QString path = m_folder.path(QStringLiteral("notes.gpkg"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
    file.close();
    const Run run = marzRun({"info", path});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains(told.toUtf8()), run.err.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void CommandLineTest::certainAndPossibleMakeTheTotal()
{
    const QStringList month{"--from", "2024-11-17", "--to", "2024-11-17"};
    const QJsonObject all = marzRun(QStringList{"count", store(), "--json"} + month).json();
    QCOMPARE(all["total"].toInt(), all["certain"].toInt() + all["possible"].toInt());
    QCOMPARE(all["possible"].toInt(), 1); // the night from 17 to 18 November
    const QJsonObject certain =
        marzRun(QStringList{"count", store(), "--json", "--certainly"} + month).json();
    QCOMPARE(certain["total"].toInt(), all["certain"].toInt());
}

void CommandLineTest::nothingFoundIsSaidAndDone()
{
    const Run run = marzRun({"list", store(), "--from", "1990-01-01", "--to", "1990-12-31"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.out.contains("0 incidents"));
}

void CommandLineTest::anEditIsInTheHistoryAndCanBeUndone()
{
    const QString path = copy(QStringLiteral("edited.gpkg"));
    const QJsonObject first = marzRun({"list", path, "--json", "--region", "TJ-KT", "--limit", "1"})
                                  .json()["incidents"]
                                  .toArray()[0]
                                  .toObject();
    const QString uid = first["uid"].toString();
    const Run edit = marzRun({"edit", path, uid, "title=A better title", "--reason", "clearer"});
    QVERIFY2(edit.exitCode == 0, edit.err.constData());
    const QJsonArray history = marzRun({"history", path, uid, "--json"}).json()["history"].toArray();
    const auto isTitle = [](const QJsonValue &row) { return row.toObject()["field"].toString() == "title"; };
    const auto found = std::find_if(history.begin(), history.end(), isTitle);
    QVERIFY(found != history.end());
    QCOMPARE((*found).toObject()["old"].toString(), first["title"].toString());
    QCOMPARE((*found).toObject()["new"].toString(), QStringLiteral("A better title"));
    QCOMPARE((*found).toObject()["reason"].toString(), QStringLiteral("clearer"));
    const Run undo = marzRun({"undo", path});
    QVERIFY2(undo.exitCode == 0, undo.err.constData());
    const QJsonArray after = marzRun({"list", path, "--json"}).json()["incidents"].toArray();
    QVERIFY(std::any_of(after.begin(), after.end(),
                        [&](const QJsonValue &each) { return each.toObject()["title"] == first["title"]; }));
}

void CommandLineTest::importSaysWhereEachRowWent()
{
    const QString table = m_folder.path(QStringLiteral("table.csv"));
    QFile file(table);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id,date,type,latitude,longitude,killed,title\n"
               "X1,2024-05-01,armed_assault,37.9,70.1,1,Placed\n"
               "X2,2024-05-02,protest,,,,Without a point\n"
               "X3,2024-02-30,protest,37.9,70.1,,No such day\n"
               "X4,2024-05-03,protest,95,70.1,,No such latitude\n"
               "X1,2024-05-01,armed_assault,37.9,70.1,1,Placed\n");
    file.close();
    const QString path = copy(QStringLiteral("imported.gpkg"));
    const Run dry = marzRun({"import", path, table, "--dry-run", "--json"});
    const Run real = marzRun({"import", path, table, "--json"});
    QCOMPARE(dry.exitCode, 1);
    QCOMPARE(real.exitCode, 1);
    const QJsonObject report = real.json();
    QCOMPARE(report["rows"].toInt(), 5);
    QCOMPARE(report["placed"].toInt(), 1);
    QCOMPARE(report["unlocated"].toInt(), 1);
    QCOMPARE(report["rejected"].toInt(), 2);
    QCOMPARE(report["duplicates"].toInt(), 1);
    QCOMPARE(dry.json()["placed"], report["placed"]);
    QStringList kinds;
    for (const QJsonValue &problem : report["problems"].toArray())
        kinds << problem.toObject()["kind"].toString();
    QVERIFY(kinds.contains("bad_date"));
    QVERIFY(kinds.contains("bad_coordinate"));
    QVERIFY(kinds.contains("duplicate"));
    QCOMPARE(marzRun({"info", path, "--json"}).json()["incidents"].toInt(), 73);
    // The same file again adds nothing.
    const QJsonObject again = marzRun({"import", path, table, "--json"}).json();
    QCOMPARE(again["placed"].toInt() + again["unlocated"].toInt(), 0);
    QCOMPARE(again["duplicates"].toInt(), 3);
}

void CommandLineTest::anImportCanBeTakenBack()
{
    const QString path = m_folder.path(QStringLiteral("imported.gpkg"));
    QVERIFY2(QFile::exists(path), "importSaysWhereEachRowWent makes it");
    const Run undo = marzRun({"undo-import", path, "1", "--json"});
    QVERIFY2(undo.exitCode == 0, undo.err.constData());
    QCOMPARE(undo.json()["removed"].toInt(), 2);
    QCOMPARE(marzRun({"info", path, "--json"}).json()["incidents"].toInt(), 71);
}

void CommandLineTest::exportGivesTheFilteredRows()
{
    const QString file = m_folder.path(QStringLiteral("khatlon.csv"));
    const Run run = marzRun({"export", store(), file, "--region", "TJ-KT", "--json"});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const int matched = marzRun({"count", store(), "--region", "TJ-KT", "--json"}).json()["total"].toInt();
    QCOMPARE(run.json()["rows"].toInt(), matched);
    const Run none =
        marzRun({"export", store(), m_folder.path("none.csv"), "--from", "1990-01-01", "--to", "1990-01-02"});
    QCOMPARE(none.exitCode, 1);
}

void CommandLineTest::renderWritesTheMap()
{
    const QString file = m_folder.path(QStringLiteral("map.png"));
    const Run run = marzRun({"render", store(), file, "--region", "TJ-KT", "--from", "2024-11-01", "--to",
                             "2024-11-30", "--size", "1200x800", "--json"});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QImage image(file);
    QCOMPARE(image.size(), QSize(1200, 800));
    QCOMPARE(run.json()["incidents_drawn"].toInt(), 1);
    QCOMPARE(run.json()["crs"].toString(), QStringLiteral("EPSG:3857"));
    // The same words make the same picture.
    const QString second = m_folder.path(QStringLiteral("map2.png"));
    QCOMPARE(marzRun({"render", store(), second, "--region", "TJ-KT", "--from", "2024-11-01", "--to",
                      "2024-11-30", "--size", "1200x800"})
                 .exitCode,
             0);
    QCOMPARE(QImage(second), image);
}

void CommandLineTest::renderTakesSeveralLayersAndTheirCrs()
{
    const QString metres = m_folder.path(QStringLiteral("metres.shp")); // no .prj
    QVERIFY(test::writePoints(metres, {{500'000, 4'200'000}}, {"a"}));
    const QString degrees = m_folder.path(QStringLiteral("degrees.geojson"));
    QVERIFY(test::writeSquares(degrees, test::threeSquares()));
    const auto render = [&](const char *name, const QStringList &words) {
        return marzRun(QStringList{"render", store(), m_folder.path(QLatin1String(name)), "--size", "600x400",
                                   "--extent", "66,36,74,40"} +
                       words);
    };
    const Run refused = render("none.png", {"--layers", degrees, "--layers", metres});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("--layer-crs"), refused.err.constData());
    QVERIFY(!QFile::exists(m_folder.path("none.png")));
    QCOMPARE(render("a.png", {"--layers", degrees}).exitCode, 0);
    const Run both = render("b.png", {"--layers", degrees, "--layers", metres, "--layer-crs", "EPSG:32642"});
    QVERIFY2(both.exitCode == 0, both.err.constData());
    QVERIFY(QImage(m_folder.path("a.png")) != QImage(m_folder.path("b.png")));
    // An option takes one value: a second file is not taken for one.
    QCOMPARE(render("c.png", {"--layers", degrees, metres}).exitCode, 2);
    QCOMPARE(render("d.png", {"--layers", metres, "--layer-crs", "here"}).exitCode, 2);
}

void CommandLineTest::renderLeavesRoomForTheSymbolsAtTheEdge_data()
{
    QTest::addColumn<bool>("isOne");
    QTest::newRow("many incidents") << false;
    QTest::newRow("one incident") << true;
}

void CommandLineTest::renderLeavesRoomForTheSymbolsAtTheEdge()
{
    QFETCH(bool, isOne);
    QString from = store();
    if (isOne) {
        from = m_folder.path(QStringLiteral("one.gpkg"));
        QCOMPARE(marzRun({"new", from}).exitCode, 0);
        const QString json = m_folder.path(QStringLiteral("one.json"));
        QFile file(json);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"title":"One","event_type":"other","lon":70,"lat":38,"place_precision":"exact",)"
                   R"("date_start":"2024-11-17","time_zone":"Asia/Dushanbe"})");
        file.close();
        const Run added = marzRun({"add", from, "--from-json", json});
        QVERIFY2(added.exitCode == 0, added.err.constData());
    }
    const QJsonArray box = marzRun({"info", from, "--json"}).json()["extent"].toArray();
    const Run run = marzRun({"render", from, m_folder.path("edge.png"), "--size", "1000x800", "--json"});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QJsonArray seen = run.json()["extent"].toArray();
    constexpr double least = 32.0 / 1000; // of the page's width, and the map is no wider than the page
    const double width = seen[2].toDouble() - seen[0].toDouble();
    const double height = seen[3].toDouble() - seen[1].toDouble();
    QVERIFY2(width < 60 && height > 0.1, qPrintable(QString::fromUtf8(run.out)));
    QVERIFY((box[0].toDouble() - seen[0].toDouble()) / width > least);
    QVERIFY((box[1].toDouble() - seen[1].toDouble()) / height > least);
    QVERIFY((seen[2].toDouble() - box[2].toDouble()) / width > least);
    QVERIFY((seen[3].toDouble() - box[3].toDouble()) / height > least);
}

void CommandLineTest::whereTellsTheTwoBadakhshansApart()
{
    QCOMPARE(marzRun({"where", "71.553", "37.4897", "--json"}).json()["admin1_code"].toString(),
             QStringLiteral("TJ-GB"));
    QCOMPARE(marzRun({"where", "70.58", "37.117", "--json"}).json()["admin1_code"].toString(),
             QStringLiteral("AF-BDS"));
    QCOMPARE(marzRun({"where", "70.1", "37.9", "--json"}).json()["admin1_code"].toString(),
             QStringLiteral("TJ-KT"));
    const QJsonArray matches = marzRun({"where", "Шуроабад", "--json"}).json()["matches"].toArray();
    QVERIFY(!matches.isEmpty());
    QCOMPARE(matches[0].toObject()["admin1_code"].toString(), QStringLiteral("TJ-KT"));
}

void CommandLineTest::negativeCoordinatesArePositions()
{
    const Run run = marzRun({"where", "-70.5", "-37.9", "--json"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.json()["country"].isNull());
}

void CommandLineTest::backupVerifies()
{
    const QString target = m_folder.path(QStringLiteral("backup.gpkg"));
    const Run run = marzRun({"backup", store(), target});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const Run verify = marzRun({"verify", target, "--json"});
    QVERIFY2(verify.exitCode == 0, verify.out.constData());
    QVERIFY(verify.json()["ok"].toBool());
    QCOMPARE(marzRun({"backup", store(), target}).exitCode, 1); // never over a file
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "commandlinetest.moc"
