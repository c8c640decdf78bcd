#include "base/error.h"
#include "session/commands.h"
#include "session/importing.h"
#include "session/program.h"
#include "store/store.h"
#include "tests/support/tempstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace marz;

/// What an import says beside its counts, and what taking it back says.
class ImportWarningsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theReportTellsTheWarnings();
    void anUnclosedQuotationMarkIsARefusedRow();
    void theFormatIsWhatWasSaid_data();
    void theFormatIsWhatWasSaid();
    void noMoreProblemsAreListedThanAnyoneReads();
    void takingAnImportBackTellsWhatWasEdited_data();
    void takingAnImportBackTellsWhatWasEdited();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    QString storePath() const { return path(QStringLiteral("store.gpkg")); }
    QString written(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    }
    session::CommandResult imported(const QString &file, const QString &rejects = {}) const
    {
        session::ImportWords words;
        words.files = QStringList{file};
        words.rejects = rejects;
        return session::importFiles(storePath(), words);
    }
    QStringList titles() const
    {
        QStringList found;
        store::Store::open(storePath(), store::Access::ReadOnly).eachFacts([&](incident::Facts &&facts) {
            found << facts.title;
            return true;
        });
        found.sort();
        return found;
    }

    std::unique_ptr<test::TempFolder> m_folder;
};

void ImportWarningsTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    store::Store::create(storePath());
}

void ImportWarningsTest::theReportTellsTheWarnings()
{
    const session::CommandResult plain =
        imported(written(QStringLiteral("plain.csv"), "date,title\n2024-05-01,First\n"));
    QVERIFY(plain.json[QLatin1String("warnings")].isArray());
    QVERIFY(plain.json[QLatin1String("warnings")].toArray().isEmpty());
    const session::CommandResult result = imported(
        written(QStringLiteral("long.csv"), "date,title\n2024-05-02,Second\n2024-05-03,Third,too many\n"));
    QCOMPARE(result.exitCode, 0);
    const QJsonArray warnings = result.json[QLatin1String("warnings")].toArray();
    QCOMPARE(warnings.size(), 1);
    const QString warning = warnings[0].toString();
    QVERIFY2(warning.contains(QStringLiteral("long.csv")) && warning.contains(QStringLiteral("row 3")),
             qPrintable(warning));
    QVERIFY2(result.text.contains(warning), qPrintable(result.text));
}

void ImportWarningsTest::anUnclosedQuotationMarkIsARefusedRow()
{
    const session::CommandResult result = imported(written(QStringLiteral("open.csv"), "date,title\n"
                                                                                       "2024-05-01,First\n"
                                                                                       "2024-05-02,\"Second\n"
                                                                                       "2024-05-03,Third\n"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.json[QLatin1String("rows")].toInt(), 2);
    QCOMPARE(result.json[QLatin1String("unlocated")].toInt(), 1);
    QCOMPARE(result.json[QLatin1String("rejected")].toInt(), 1);
    const QJsonArray problems = result.json[QLatin1String("problems")].toArray();
    QCOMPARE(problems.size(), 1);
    const QJsonObject problem = problems[0].toObject();
    QCOMPARE(problem[QLatin1String("row")].toInt(), 3);
    QCOMPARE(problem[QLatin1String("column")].toString(), QStringLiteral("title"));
    QCOMPARE(problem[QLatin1String("kind")].toString(), QStringLiteral("encoding"));
    QVERIFY(problem[QLatin1String("reason")].toString().contains(QStringLiteral("never closed")));
    QCOMPARE(result.json[QLatin1String("warnings")].toArray().size(), 1);
    QCOMPARE(titles(), QStringList{QStringLiteral("First")});
}

void ImportWarningsTest::theFormatIsWhatWasSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("refusal"); ///< empty = it is read
    const QByteArray table = "date,title\n2024-05-01,First\n";
    const auto row = [](const char *what, const char *name, const QByteArray &bytes, const char *format,
                        const char *refusal) {
        QTest::newRow(what) << QString::fromLatin1(name) << bytes << QString::fromLatin1(format)
                            << QString::fromLatin1(refusal);
    };
    row("none said", "a.csv", table, "", "");
    row("by the ending", "a.csv", table, "auto", "");
    row("what the ending says", "a.csv", table, "csv", "");
    row("a text of another ending", "a.list", table, "csv", "");
    row("a text of another ending, none said", "a.list", table, "auto", "of a kind that Marz does not open");
    row("a text as a workbook", "a.csv", table, "xlsx", "is not an Excel workbook");
    row("a text as a spreadsheet", "a.csv", table, "ods", "is not an OpenDocument spreadsheet");
    row("a database as a text", "a.xlsx", QByteArray("SQLite format 3\0 and so on", 26), "csv",
        "is not a text table");
    row("a format that is not read", "a.csv", table, "geojson", "auto, csv, xlsx or ods");
}

void ImportWarningsTest::theFormatIsWhatWasSaid()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, format);
    QFETCH(QString, refusal);
    session::ImportChoice choice;
    choice.path = written(name, bytes);
    choice.format = format;
    QString problem;
    session::ImportReport report;
    try {
        report =
            session::stageImport(choice, storePath(), *session::sharedGeodata(), QStringLiteral("AB"), {}, {})
                .report;
    } catch (const base::Error &error) {
        problem = error.message();
    }
    QCOMPARE(problem.isEmpty(), refusal.isEmpty());
    QVERIFY2(problem.contains(refusal), qPrintable(problem));
    if (refusal.isEmpty()) {
        QCOMPARE(report.format, QStringLiteral("csv"));
        QCOMPARE(report.unlocated, qint64(1));
    }
}

void ImportWarningsTest::noMoreProblemsAreListedThanAnyoneReads()
{
    const qsizetype rows = qsizetype(session::maxListedIssues) + 5;
    const QByteArray table = "date,title\n" + QByteArray("2024-02-30,No such day\n").repeated(rows);
    const QString rejects = path(QStringLiteral("rejects.csv"));
    const session::CommandResult result = imported(written(QStringLiteral("a.csv"), table), rejects);
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.json[QLatin1String("rejected")].toInteger(), qint64(rows));
    QCOMPARE(result.json[QLatin1String("problems_total")].toInteger(), qint64(rows));
    QCOMPARE(result.json[QLatin1String("problems")].toArray().size(), qsizetype(session::maxListedIssues));
    QVERIFY(result.text.count(u'\n') < 30);
    QFile list(rejects);
    QVERIFY(list.open(QIODevice::ReadOnly));
    QCOMPARE(list.readAll().count("\r\n"), rows + 1);
}

void ImportWarningsTest::takingAnImportBackTellsWhatWasEdited_data()
{
    QTest::addColumn<bool>("isEdited");
    QTest::addColumn<bool>("isUndone"); ///< the edit
    QTest::newRow("nobody edited") << false << false;
    QTest::newRow("one was edited") << true << false;
    QTest::newRow("the edit was taken back") << true << true;
}

void ImportWarningsTest::takingAnImportBackTellsWhatWasEdited()
{
    QFETCH(bool, isEdited);
    QFETCH(bool, isUndone);
    const session::CommandResult result = imported(
        written(QStringLiteral("a.csv"), "id,date,title\n1,2024-05-01,First\n2,2024-05-02,Second\n"));
    incident::Incident first;
    {
        const store::Store store = store::Store::open(storePath(), store::Access::ReadOnly);
        first = *store.incident(*store.fidOfNativeId(QStringLiteral("csv"), QStringLiteral("1")));
    }
    if (isEdited)
        session::editFields(storePath(), first.uid, {QStringLiteral("title=A better title")},
                            QStringLiteral("as the paper prints it"));
    if (isUndone)
        session::undoLast(storePath());
    const QStringList before = titles();
    const session::CommandResult undone =
        session::undoImport(storePath(), result.json[QLatin1String("batch")].toInteger());
    QCOMPARE(undone.json[QLatin1String("removed")].toInt(), 2);
    QVERIFY(titles().isEmpty());
    const QJsonArray edited = undone.json[QLatin1String("edited_since")].toArray();
    QVERIFY(undone.json[QLatin1String("edited_since")].isArray());
    if (isEdited && !isUndone) {
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0].toObject()[QLatin1String("uid")].toString(), first.uid);
        QCOMPARE(edited[0].toObject()[QLatin1String("code")].toString(), first.code);
        QVERIFY2(undone.text.contains(first.code) && undone.text.contains(QStringLiteral("marz undo")),
                 qPrintable(undone.text));
    } else {
        QVERIFY(edited.isEmpty());
        QVERIFY2(!undone.text.contains(QStringLiteral("edited")), qPrintable(undone.text));
    }
    session::undoLast(storePath());
    QCOMPARE(titles(), before);
}

/// Foreign files are opened by a helper: the same program once more, which is this test here.
int main(int argc, char *argv[])
{
    if (argc > 1 && qstrcmp(argv[1], session::helperCommand) == 0)
        return session::runHelper(argc, argv);
    QCoreApplication app(argc, argv);
    ImportWarningsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "importwarningstest.moc"
