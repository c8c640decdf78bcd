#include "tests/support/marzrun.h"
#include "tests/support/tempstore.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace marz;
using test::finished;
using test::marzRun;
using test::Run;

namespace {

/// Marz started by a shell that does @p before; "$@" are the words.
Run shellRun(const QString &before, const QStringList &words, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    const QStringList shell{"-c", before + " exec \"$0\" \"$@\"", QStringLiteral(MARZ_PROGRAM)};
    return finished(process, QStringLiteral("/bin/sh"), shell + words);
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace

/// What a person or a script may do wrong, and what a machine may: the program says so, and leaves nothing.
class RobustnessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numbersAreWholeFiniteAndInRange_data();
    void numbersAreWholeFiniteAndInRange();
    void wrongUsageIsExitCode2_data();
    void wrongUsageIsExitCode2();
    void aResultThatIsNotTakenIsAFailure_data();
    void aResultThatIsNotTakenIsAFailure();
    void aFileBeyondTheLimitLeavesNothing_data();
    void aFileBeyondTheLimitLeavesNothing();
    void verifyAnswersOfADamagedStore_data();
    void verifyAnswersOfADamagedStore();
    void verifyOfNoFileIsAnError();
    void whereKnowsWhatItDoesNotKnow_data();
    void whereKnowsWhatItDoesNotKnow();
    void standardErrorIsOurs_data();
    void standardErrorIsOurs();
    void aTitleCannotCommandTheTerminal();
    void anErrorCannotCommandTheTerminal();
    void aNameThatIsNotUtf8IsRefused_data();
    void aNameThatIsNotUtf8IsRefused();
    void benchOfAnEmptyStoreHasAllKeys();

private:
    QString store() const { return m_folder.path(QStringLiteral("sample.gpkg")); }
    QString copyIn(const test::TempFolder &folder) const
    {
        const QString path = folder.path(QStringLiteral("copy.gpkg"));
        QFile::copy(store(), path);
        return path;
    }

    test::TempFolder m_folder;
    QString m_code; ///< of an incident in the store
};

void RobustnessTest::initTestCase()
{
    const Run made = marzRun({"new", store(), "--sample"});
    QVERIFY2(made.exitCode == 0, made.err.constData());
    const QJsonArray all = marzRun({"list", store(), "--limit", "1", "--json"}).json()["incidents"].toArray();
    QCOMPARE(all.size(), 1);
    m_code = all[0].toObject()["code"].toString();
}

void RobustnessTest::numbersAreWholeFiniteAndInRange_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("told");
    const QString image = m_folder.path(QStringLiteral("never.png"));
    for (const char *dpi : {"nan", "inf", "-inf", "35.9", "1200.1", "1e400", "96dpi", " 96", ""})
        QTest::addRow("--dpi '%s'", dpi)
            << QStringList{"render", store(), image, "--dpi", dpi} << "from 36 to 1200";
    for (const char *limit : {"99999999999", "99999999999999999999", "1.5", "1e3", "nan", "-1", "0x10", ""})
        QTest::addRow("--limit '%s'", limit)
            << QStringList{"list", store(), "--limit", limit} << "a whole number from 0 to";
    for (const char *batch : {"1.5", "1e0", "0", "-1", "nan", "99999999999999999999"})
        QTest::addRow("BATCH '%s'", batch)
            << QStringList{"undo-import", store(), batch} << "a whole number from 1 up";
}

void RobustnessTest::numbersAreWholeFiniteAndInRange()
{
    QFETCH(QStringList, words);
    QFETCH(QString, told);
    const Run run = marzRun(words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains(told.toUtf8()), run.err.constData());
    QVERIFY2(run.err.size() < 200, run.err.constData());
    QVERIFY(run.out.isEmpty());
}

void RobustnessTest::wrongUsageIsExitCode2_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("told");
    const QString s = store();
    QTest::newRow("no word") << QStringList{""} << "no command";
    QTest::newRow("a map without column")
        << QStringList{"import", s, "t.csv", "--map", "title"} << "field=column";
    QTest::newRow("a map of no field")
        << QStringList{"import", s, "t.csv", "--map", "foo=bar"} << "source_publisher";
    QTest::newRow("a map of no field, two files")
        << QStringList{"import", s, "t.csv", "u.csv", "--map", "foo=bar"} << "source_publisher";
    QTest::newRow("a sort by no field") << QStringList{"list", s, "--sort", "nope"} << "date_start";
    QTest::newRow("a sort by no field, nothing found")
        << QStringList{"list", s, "--sort", "nope", "--to", "1990-01-01"} << "date_start";
    QTest::newRow("a picture of a few pixels")
        << QStringList{"render", s, "a.png", "--size", "10x10"} << "100 to 30000";
    QTest::newRow("a picture beyond memory")
        << QStringList{"render", s, "a.png", "--size", "99999x99999"} << "100 to 30000";
    QTest::newRow("a CRS that is not there")
        << QStringList{"render", s, "a.png", "--crs", "EPSG:999999"} << "EPSG:999999";
    QTest::newRow("a CRS in degrees")
        << QStringList{"render", s, "a.png", "--crs", "EPSG:4326"} << "projected";
    QTest::newRow("an extent that is a point")
        << QStringList{"render", s, "a.png", "--extent", "0,0,0,0"} << "--extent 0,0,0,0";
    QTest::newRow("an extent that is a line")
        << QStringList{"render", s, "a.png", "--extent", "70,38,70,39"} << "--extent";
    QTest::newRow("an extent of a hair's breadth")
        << QStringList{"render", s, "a.png", "--extent", "70,38,70.0000000001,38.0000000001"} << "--extent";
    QTest::newRow("no extent") << QStringList{"render", s, "a.png", "--extent", ""} << "--extent";
    QTest::newRow("an edit without =")
        << QStringList{"edit", s, m_code, "title", "--reason", "r"} << "FIELD=VALUE";
    QTest::newRow("an edit to a day that does not exist")
        << QStringList{"edit", s, m_code, "date_start=2024-02-30", "--reason", "r"} << "2024-02-30";
    QTest::newRow("an edit of no field")
        << QStringList{"edit", s, m_code, "foo=bar", "--reason", "r"} << "foo";
    QTest::newRow("an edit without reason")
        << QStringList{"edit", s, m_code, "title=T", "--reason", ""} << "--reason";
    QTest::newRow("an edit with a blank reason")
        << QStringList{"edit", s, m_code, "title=T", "--reason", " \t"} << "--reason";
    QTest::newRow("a new store without name") << QStringList{"new", ""} << "STORE";
    QTest::newRow("a new store in memory") << QStringList{"new", ":memory:"} << "./:memory:";
    QTest::newRow("a store without name") << QStringList{"info", ""} << "STORE";
    QTest::newRow("a backup without name") << QStringList{"backup", s, ""} << "OUT";
    QTest::newRow("a picture without name") << QStringList{"render", s, ""} << "OUT";
    QTest::newRow("a table without name") << QStringList{"export", s, ""} << "FILE";
}

void RobustnessTest::wrongUsageIsExitCode2()
{
    QFETCH(QStringList, words);
    QFETCH(QString, told);
    const test::TempFolder folder;
    const Run run = marzRun(words, folder.path());
    QVERIFY2(run.exitCode == 2, run.err.constData());
    QVERIFY2(run.err.contains(told.toUtf8()), run.err.constData());
    QVERIFY(run.out.isEmpty());
    QCOMPARE(filesIn(folder.path()), QStringList());
}

void RobustnessTest::aResultThatIsNotTakenIsAFailure_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("JSON") << QStringList{"list", store(), "--json"};
    QTest::newRow("a short text") << QStringList{"info", store()};
    QTest::newRow("help") << QStringList{"--help"};
    QTest::newRow("version") << QStringList{"--version"};
}

void RobustnessTest::aResultThatIsNotTakenIsAFailure()
{
    QFETCH(QStringList, words);
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    const Run run = finished(process, QStringLiteral(MARZ_PROGRAM), words);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains("standard output"), run.err.constData());
    QCOMPARE(run.err.count('\n'), 1);
}

void RobustnessTest::aFileBeyondTheLimitLeavesNothing_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("new") << QStringList{"new", "made.gpkg"};
    QTest::newRow("new with the sample") << QStringList{"new", "made.gpkg", "--sample"};
    QTest::newRow("backup") << QStringList{"backup", store(), "made.gpkg"};
    QTest::newRow("render") << QStringList{"render", store(), "made.png"};
}

void RobustnessTest::aFileBeyondTheLimitLeavesNothing()
{
    QFETCH(QStringList, words);
    const test::TempFolder folder;
    const Run run = shellRun(QStringLiteral("ulimit -f 100;"), words, folder.path()); // 50 or 100 KB
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains("made."), run.err.constData());
    QCOMPARE(filesIn(folder.path()), QStringList());
}

void RobustnessTest::verifyAnswersOfADamagedStore_data()
{
    QTest::addColumn<qint64>("size");  ///< cut to that; 0 = as it is
    QTest::addColumn<qint64>("first"); ///< bytes from there are broken
    QTest::addColumn<qint64>("broken");
    constexpr qint64 pageBytes = 4096;
    QTest::newRow("cut off") << 70 * pageBytes + 1 << qint64(0) << qint64(0);
    QTest::newRow("broken pages") << qint64(0) << 20 * pageBytes << 40 * pageBytes;
    QTest::newRow("no database at all") << qint64(0) << qint64(0) << pageBytes;
}

void RobustnessTest::verifyAnswersOfADamagedStore()
{
    QFETCH(qint64, size);
    QFETCH(qint64, first);
    QFETCH(qint64, broken);
    const test::TempFolder folder;
    const QString path = copyIn(folder);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > first + broken);
    if (size > 0)
        QVERIFY(file.size() > size && file.resize(size));
    QVERIFY(file.seek(first));
    QCOMPARE(file.write(QByteArray(broken, '\x7f')), broken);
    file.close();

    const Run asked = marzRun({"verify", path, "--json"});
    QCOMPARE(asked.exitCode, 1);
    QVERIFY(asked.json().contains("ok"));
    QCOMPARE(asked.json()["ok"].toBool(true), false);
    const QJsonArray problems = asked.json()["problems"].toArray();
    QVERIFY(!problems.isEmpty());
    QCOMPARE(problems[0].toObject()["severity"].toString(), QStringLiteral("error"));
    QVERIFY(!problems[0].toObject()["text"].toString().isEmpty());
    QVERIFY2(asked.err.isEmpty(), asked.err.constData());

    const Run read = marzRun({"verify", path});
    QCOMPARE(read.exitCode, 1);
    QVERIFY2(read.out.startsWith("error"), read.out.constData());
}

void RobustnessTest::verifyOfNoFileIsAnError()
{
    const Run run = marzRun({"verify", m_folder.path(QStringLiteral("nowhere.gpkg")), "--json"});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.contains("nowhere.gpkg"), run.err.constData());
}

void RobustnessTest::whereKnowsWhatItDoesNotKnow_data()
{
    QTest::addColumn<QStringList>("position");
    QTest::addColumn<QString>("country"); ///< empty = null
    QTest::addColumn<bool>("isCertain");
    QTest::newRow("in the Gulf of Guinea") << QStringList{"0", "0"} << "" << false;
    QTest::newRow("in Beijing") << QStringList{"116.4", "39.9"} << "" << false;
    QTest::newRow("far inside a province") << QStringList{"73.5", "38.2"} << "TJK" << true;
}

void RobustnessTest::whereKnowsWhatItDoesNotKnow()
{
    QFETCH(QStringList, position);
    QFETCH(QString, country);
    QFETCH(bool, isCertain);
    const Run asked = marzRun(QStringList{"where", "--json"} + position);
    QCOMPARE(asked.exitCode, 0);
    QCOMPARE(asked.json()["country"].toString(), country);
    QCOMPARE(asked.json()["certain"], QJsonValue(isCertain));
    const Run read = marzRun(QStringList{"where"} + position);
    QCOMPARE(read.out.contains("outside the boundaries that Marz knows"), country.isEmpty());
}

void RobustnessTest::standardErrorIsOurs_data()
{
    QTest::addColumn<QString>("runtimeFolder"); ///< null = not set
    QTest::newRow("without a runtime folder") << QString();
    QTest::newRow("with one that is not there") << QStringLiteral("/nowhere/at/all");
    QTest::newRow("with one of somebody else") << QStringLiteral("/usr");
}

void RobustnessTest::standardErrorIsOurs()
{
    QFETCH(QString, runtimeFolder);
    const test::TempFolder temporary;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("XDG_RUNTIME_DIR"));
    if (!runtimeFolder.isNull())
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtimeFolder);
    environment.insert(QStringLiteral("TMPDIR"), temporary.path());
    QProcess process;
    process.setProcessEnvironment(environment);
    const Run run = finished(process, QStringLiteral(MARZ_PROGRAM), {"info", store()});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(filesIn(temporary.path()), QStringList());
}

void RobustnessTest::aTitleCannotCommandTheTerminal()
{
    const test::TempFolder folder;
    const QString path = copyIn(folder);
    // Records may hold these: saving takes out of names what nobody can see, but not all that a terminal
    // obeys.
    const QString title = QStringLiteral("Fake \u009B31m\u202Etxet\u2066 and\nnext\u007F end");
    const QString summary = QStringLiteral("Seen\u001B[2J by\u0007 two");
    const Run edit =
        marzRun({"edit", path, m_code, "title=" + title, "summary=" + summary, "--reason", "a test"});
    QVERIFY2(edit.exitCode == 0, edit.err.constData());
    const QString listed = QString::fromUtf8(marzRun({"list", path}).out);
    const QString history = QString::fromUtf8(marzRun({"history", path, m_code}).out);
    QVERIFY2(history.contains(QStringLiteral("Seen\uFFFD[2J by\uFFFD two")), qPrintable(history));
    for (const QString &out : {listed, history}) {
        QVERIFY2(out.contains(QStringLiteral("Fake \uFFFD31mtxet and next\uFFFD end")), qPrintable(out));
        for (const char16_t harmful : {u'\u001B', u'\u009B', u'\u0007', u'\u007F', u'\u202E', u'\u2066'})
            QVERIFY2(!out.contains(harmful), qPrintable(out));
    }
    bool isKept = false;
    for (const QJsonValue &each : marzRun({"list", path, "--json"}).json()["incidents"].toArray())
        isKept = isKept || each.toObject()["title"].toString() == title;
    QVERIFY2(isKept, "JSON gives the title as it is");
}

void RobustnessTest::anErrorCannotCommandTheTerminal()
{
    const Run absent = marzRun({"info", QStringLiteral("no\u001B[2Jsuch.gpkg")});
    QCOMPARE(absent.exitCode, 1);
    QVERIFY2(absent.err.contains("such.gpkg") && !absent.err.contains('\x1b'), absent.err.constData());
    const Run unknown = marzRun({"list", store(), QStringLiteral("--\u001B[2J")});
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY2(!unknown.err.contains('\x1b'), unknown.err.constData());
}

void RobustnessTest::aNameThatIsNotUtf8IsRefused_data()
{
    QTest::addColumn<QString>("words"); ///< of the shell; $name is the name
    QTest::newRow("a new store") << "new \"$name\"";
    QTest::newRow("a backup") << "backup copy.gpkg \"$name\"";
    QTest::newRow("a table") << "export copy.gpkg \"$name\"";
}

void RobustnessTest::aNameThatIsNotUtf8IsRefused()
{
    QFETCH(QString, words);
    const test::TempFolder folder;
    copyIn(folder);
    const Run run =
        shellRun(QStringLiteral("name=$(printf 'caf\\351.csv'); set -- %1;").arg(words), {}, folder.path());
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("UTF-8"), run.err.constData());
    QCOMPARE(filesIn(folder.path()), QStringList{"copy.gpkg"});
}

void RobustnessTest::benchOfAnEmptyStoreHasAllKeys()
{
    const QString path = m_folder.path(QStringLiteral("empty.gpkg"));
    QCOMPARE(marzRun({"new", path}).exitCode, 0);
    const Run run = marzRun({"bench", path, "--json"});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QJsonObject json = run.json();
    for (const char *single : {"incidents", "open_ms", "first_frame_ms", "bytes_per_incident", "max_rss_mb"})
        QVERIFY2(json[QLatin1String(single)].isDouble(), single);
    for (const char *figure :
         {"drag_ms", "frame_ms", "scrub_ms", "filter_ms", "search_ms", "pick_ms", "edit_ms"}) {
        const QJsonObject both = json[QLatin1String(figure)].toObject();
        QVERIFY2(both.contains("p50") && both.contains("p99"), figure);
    }
    QVERIFY(json["search_ms"].toObject()["p50"].isNull());
    QVERIFY(json["edit_ms"].toObject()["p99"].isNull());
}

QTEST_GUILESS_MAIN(RobustnessTest)
#include "robustnesstest.moc"
