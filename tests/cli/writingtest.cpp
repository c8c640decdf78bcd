#include "tests/support/marzrun.h"
#include "tests/support/tempstore.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace marz;
using test::marzRun;
using test::Run;

namespace {

const QString knownUid = QStringLiteral("0190f8a0-0000-7000-8000-000000000001");

/// A record in the south of Tajikistan as `marz add` reads it.
QJsonObject report(const QString &title)
{
    return {{QStringLiteral("title"), title},
            {QStringLiteral("event_type"), QStringLiteral("armed_assault")},
            {QStringLiteral("date_start"), QStringLiteral("2024-11-17")},
            {QStringLiteral("time_zone"), QStringLiteral("Asia/Dushanbe")},
            {QStringLiteral("lon"), 70.1},
            {QStringLiteral("lat"), 37.9},
            {QStringLiteral("place_precision"), QStringLiteral("near")},
            {QStringLiteral("place_radius_m"), 500},
            {QStringLiteral("sources"), QJsonArray{QJsonObject{{QStringLiteral("publisher"), "RASC"}}}}};
}

} // namespace

/// The verbs that write, asked of the real program.
class WritingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addNeverReplaces_data();
    void addNeverReplaces();
    void whatTheStoreOwnsIsNotTaken_data();
    void whatTheStoreOwnsIsNotTaken();
    void addRefusesWhatIsNoObject();
    void aMovedPointTakesItsRegionAlong();
    void whatIsReportedStaysAndIsDoubted();
    void whatTheAnalystNamesIsKept();
    void aFileThatFailsLeavesTheOthers();
    void theReportIsToldWhenTheRejectsAreNotWritten();
    void oneFileThatFailsIsTheError();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    QString store() const { return path(QStringLiteral("store.gpkg")); }
    QString written(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    }
    Run add(const QJsonObject &record) const
    {
        return marzRun({"add", store(), "--json", "--from-json",
                        written(QStringLiteral("record.json"), QJsonDocument(record).toJson())});
    }
    QString uidOfAdded(const Run &run) const
    {
        return run.json()["added"].toArray().at(0).toObject()["uid"].toString();
    }
    QJsonArray listed() const { return marzRun({"list", store(), "--json"}).json()["incidents"].toArray(); }
    QJsonObject only() const { return listed().at(0).toObject(); }
    int countIn(const QString &region) const
    {
        return marzRun({"count", store(), "--json", "--region", region}).json()["total"].toInt(-1);
    }

    std::unique_ptr<test::TempFolder> m_folder;
};

void WritingTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    const Run made = marzRun({"new", store()});
    QVERIFY2(made.exitCode == 0, made.err.constData());
}

void WritingTest::addNeverReplaces_data()
{
    QTest::addColumn<QJsonObject>("identity");
    QTest::addColumn<bool>("keepsUid");
    const auto row = [](const char *name, const QJsonObject &identity, bool keepsUid) {
        QTest::newRow(name) << identity << keepsUid;
    };
    const QString other = QStringLiteral("0190f8a0-0000-7000-8000-000000000002");
    row("the row number of another", {{"fid", 1}}, false);
    row("row number and revision", {{"fid", 1}, {"revision", 1}}, false);
    row("all of its identity", {{"fid", 1}, {"uid", knownUid}, {"revision", 1}}, false);
    row("its uid", {{"uid", knownUid}}, false);
    row("a child's row number", {{"sources", QJsonArray{QJsonObject{{"fid", 1}, {"publisher", "Paper"}}}}},
        false);
    row("a uid of its own", {{"fid", 1}, {"uid", other}}, true);
    row("reviewed elsewhere", {{"fid", 9}, {"revision", 7}, {"reviewed_revision", 7}}, false);
}

void WritingTest::addNeverReplaces()
{
    QFETCH(QJsonObject, identity);
    QFETCH(bool, keepsUid);
    QJsonObject first = report(QStringLiteral("First"));
    first.insert(QStringLiteral("uid"), knownUid);
    QCOMPARE(uidOfAdded(add(first)), knownUid);
    QJsonObject second = report(QStringLiteral("Second"));
    for (auto it = identity.begin(); it != identity.end(); ++it)
        second.insert(it.key(), it.value());
    const Run run = add(second);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QString uid = uidOfAdded(run);
    QVERIFY(uid != knownUid);
    QCOMPARE(uid == identity["uid"].toString(), keepsUid);
    QStringList titles;
    for (const QJsonValue &each : listed())
        titles << each.toObject()["title"].toString();
    titles.sort();
    QCOMPARE(titles, QStringList({"First", "Second"}));
    const QJsonArray history = marzRun({"history", store(), knownUid, "--json"}).json()["history"].toArray();
    QCOMPARE(history.size(), 1); // its creation; nobody changed it
}

void WritingTest::whatTheStoreOwnsIsNotTaken_data()
{
    QTest::addColumn<QString>("assignment");
    for (const char *each : {"fid=9", "code=MZ-FORGED", "batch=1", "revision=7", "reviewed_revision=1",
                             "created_at=2001-01-01", "created_by=Another", "updated_by=Another"})
        QTest::newRow(each) << QString::fromLatin1(each);
}

void WritingTest::whatTheStoreOwnsIsNotTaken()
{
    QFETCH(QString, assignment);
    QJsonObject forged = report(QStringLiteral("Forged"));
    forged.insert(QStringLiteral("code"), QStringLiteral("MZ-FORGED"));
    const Run added = add(forged);
    QVERIFY2(added.exitCode == 0, added.err.constData());
    QVERIFY(added.json()["added"].toArray().at(0).toObject()["code"].toString() !=
            QLatin1String("MZ-FORGED"));
    const Run edited =
        marzRun({"edit", store(), uidOfAdded(added), "title=Edited", assignment, "--reason", "a test"});
    QVERIFY(edited.exitCode > 0);
    QVERIFY2(edited.err.contains("kept by the store"), edited.err.constData());
    QCOMPARE(only()["title"].toString(), QStringLiteral("Forged"));
}

void WritingTest::addRefusesWhatIsNoObject()
{
    const Run run =
        marzRun({"add", store(), "--from-json", written(QStringLiteral("list.json"), "[1,\"x\",null]")});
    QVERIFY(run.exitCode > 0);
    QVERIFY2(run.err.contains("incidents[0]: must be an object"), run.err.constData());
    QVERIFY(listed().isEmpty());
}

void WritingTest::aMovedPointTakesItsRegionAlong()
{
    const QString uid = uidOfAdded(add(report(QStringLiteral("Moved"))));
    QCOMPARE(only()["admin1_code"].toString(), QStringLiteral("TJ-KT"));
    QCOMPARE(countIn(QStringLiteral("TJ-KT")), 1);
    const Run run =
        marzRun({"edit", store(), uid, "lon=70.58", "lat=37.117", "--reason", "the place was mistaken"});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(only()["country"].toString(), QStringLiteral("AFG"));
    QCOMPARE(only()["admin1_code"].toString(), QStringLiteral("AF-BDS"));
    QVERIFY(only()["admin_certain"].toBool());
    QCOMPARE(countIn(QStringLiteral("TJ-KT")), 0);
    QCOMPARE(countIn(QStringLiteral("AF-BDS")), 1);
}

void WritingTest::whatIsReportedStaysAndIsDoubted()
{
    QJsonObject named = report(QStringLiteral("Named"));
    named.insert(QStringLiteral("country"), QStringLiteral("TJK"));
    named.insert(QStringLiteral("admin1_code"), QStringLiteral("TJ-KT"));
    const QString uid = uidOfAdded(add(named));
    QVERIFY(only()["admin_certain"].toBool());
    marzRun({"edit", store(), uid, "lon=70.58", "lat=37.117", "--reason", "as the paper prints it"});
    QCOMPARE(only()["admin1_code"].toString(), QStringLiteral("TJ-KT"));
    QVERIFY(!only()["admin_certain"].toBool());
}

void WritingTest::whatTheAnalystNamesIsKept()
{
    const QString uid = uidOfAdded(add(report(QStringLiteral("Computed"))));
    const auto edit = [&](const QString &assignment) {
        return marzRun({"edit", store(), uid, assignment, "--reason", "by the map sheet"}).exitCode;
    };
    QCOMPARE(edit(QStringLiteral("admin2=Shamsiddin Shohin")), 0);
    QCOMPARE(edit(QStringLiteral("title=A better title")), 0);
    QCOMPARE(only()["admin2"].toString(), QStringLiteral("Shamsiddin Shohin"));
    QCOMPARE(edit(QStringLiteral("admin1_code=TJ-SU")), 0);
    QCOMPARE(only()["admin1_code"].toString(), QStringLiteral("TJ-SU"));
    QVERIFY(!only()["admin1"].toString().isEmpty());
    QVERIFY(only()["admin1"].toString() != QLatin1String("Khatlon")); // the name goes with the code
}

void WritingTest::aFileThatFailsLeavesTheOthers()
{
    const QString good = written(QStringLiteral("good.csv"), "id,date,title\nA1,2024-05-01,First\n");
    const QString mixed = written(QStringLiteral("mixed.csv"), "id,date,title\nB1,2024-05-01,Second\n"
                                                               "B2,2024-02-30,No such day\n");
    const QString rejects = path(QStringLiteral("rejects.csv"));
    const Run run = marzRun({"import", store(), good, path(QStringLiteral("missing.csv")), mixed, "--json",
                             "--rejects", rejects});
    QCOMPARE(run.exitCode, 1);
    const QJsonArray files = run.json()["files"].toArray();
    QCOMPARE(files.size(), 3);
    QCOMPARE(files[0].toObject()["file"].toString(), QStringLiteral("good.csv"));
    QCOMPARE(files[0].toObject()["unlocated"].toInt(), 1);
    QCOMPARE(files[0].toObject()["batch"].toInt(), 1);
    QVERIFY(!files[0].toObject().contains("error"));
    QVERIFY(files[1].toObject()["error"].toString().contains("missing.csv"));
    QVERIFY(files[1].toObject()["batch"].isNull());
    QCOMPARE(files[2].toObject()["unlocated"].toInt(), 1);
    QCOMPARE(files[2].toObject()["rejected"].toInt(), 1);
    QCOMPARE(listed().size(), 2);
    QFile list(rejects);
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QByteArray text = list.readAll();
    QVERIFY2(text.startsWith("file,row,column,value,kind,reason\r\n"), text.constData());
    QVERIFY2(text.contains("mixed.csv,3,date,"), text.constData());
}

void WritingTest::theReportIsToldWhenTheRejectsAreNotWritten()
{
    const QString good = written(QStringLiteral("good.csv"), "id,date,title\nA1,2024-05-01,First\n");
    const Run run = marzRun(
        {"import", store(), good, "--json", "--rejects", path(QStringLiteral("nowhere/rejects.csv"))});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.json()["unlocated"].toInt(), 1);
    QVERIFY(run.json()["rejects_error"].toString().contains("rejects.csv"));
    QCOMPARE(listed().size(), 1);
}

void WritingTest::oneFileThatFailsIsTheError()
{
    const Run run = marzRun({"import", store(), path(QStringLiteral("missing.csv")), "--json"});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.contains("missing.csv"), run.err.constData());
}

QTEST_GUILESS_MAIN(WritingTest)
#include "writingtest.moc"
