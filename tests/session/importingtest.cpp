#include "session/importing.h"

#include "session/program.h"
#include "session/recordverbs.h"
#include "store/store.h"
#include "tests/support/tempstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>

using namespace marz;

/// Tables on their way into a store that holds others already: what is new, what is left out, what to
/// compare.
class ImportingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSecondTable_data();
    void aSecondTable();
    void theSameFileAddsNothingAfterAnEdit();
    void aRowToCompareNamesTheKnownOne();
    void aPointOutsideTheNamedCountryIsUncertain();
    void aPreviewAsksForTheDateOrder();
    void rejectsNameTheFileAmongSeveral();

private:
    QString written(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    }
    QString storePath() const { return m_folder->path(QStringLiteral("store.gpkg")); }
    session::StagedBatch staged(const QString &path) const
    {
        session::ImportChoice choice;
        choice.path = path;
        return session::stageImport(choice, storePath(), *session::sharedGeodata(), QStringLiteral("AB"), {},
                                    {});
    }
    session::ImportReport stored(const QString &path) const
    {
        const session::StagedBatch batch = staged(path);
        if (!batch.changes.changes.empty())
            store::Store::open(storePath()).apply(batch.changes);
        return batch.report;
    }

    std::unique_ptr<test::TempFolder> m_folder;
};

void ImportingTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    store::Store::create(storePath());
}

void ImportingTest::aSecondTable_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("duplicates");
    QTest::addColumn<int>("toCompare"); ///< added, and told as like one that is known
    const QByteArray head = "id,date,type,title,latitude,longitude,killed,actors,source,officer\n";
    const QByteArray one = "1,2024-05-01,armed_assault,At the mine,37.9,70.1,1,Taliban,RASC,Rahimov\n";
    const QByteArray two = "2,2024-05-02,protest,At the bazaar,37.8,69.7,,,Asia-Plus,\n";
    const QByteArray three = "3,2024-05-03,protest,At the bridge,37.7,69.6,,,,\n";
    const QByteArray other = "1,2023-01-07,riot,In the market,38.5,68.8,,,,\n"
                             "2,2023-02-09,protest,At the gate,38.6,68.7,,,,\n";
    QTest::newRow("the same file") << head + one + two << head + one + two << 0 << 2 << 0;
    QTest::newRow("a copy that has grown") << head + one + two << head + one + two + three << 1 << 2 << 0;
    QTest::newRow("another list, numbered alike") << head + one + two << head + other << 2 << 0 << 2;
    QTest::newRow("one number twice in a file") << QByteArray() << head + one + other << 3 << 0 << 1;
    QTest::newRow("one row twice in a file") << QByteArray() << head + one + one << 1 << 1 << 0;

    const QByteArray bare = "date,title,place,actors,source,officer\n";
    const auto line = [](const char *actor, const char *source, const char *officer) -> QByteArray {
        return QByteArray("2024-05-01,Protest,Khorog,") + actor + ',' + source + ',' + officer + '\n';
    };
    QTest::newRow("without ids, the actor differs")
        << bare + line("teachers", "", "") << bare + line("miners", "", "") << 1 << 0 << 0;
    QTest::newRow("without ids, the source differs")
        << bare + line("", "RASC", "") << bare + line("", "Asia-Plus", "") << 1 << 0 << 0;
    QTest::newRow("without ids, a column without a field differs")
        << bare + line("", "", "Rahimov") << bare + line("", "", "Saidov") << 1 << 0 << 0;
    QTest::newRow("without ids, all equal") << bare + line("teachers", "RASC", "Rahimov")
                                            << bare + line("teachers", "RASC", "Rahimov") << 0 << 1 << 0;

    const QByteArray acled = "event_id_cnty,event_date,event_type,latitude,longitude,fatalities,notes\n";
    QTest::newRow("ACLED numbers for good") << acled + "TAJ17,2024-05-01,Protests,37.9,70.1,0,First words\n"
                                            << acled + "TAJ17,2024-05-01,Protests,37.9,70.1,2,Later words\n"
                                            << 0 << 1 << 0;
}

void ImportingTest::aSecondTable()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(int, added);
    QFETCH(int, duplicates);
    QFETCH(int, toCompare);
    if (!first.isEmpty())
        stored(written(QStringLiteral("first.csv"), first));
    const session::ImportReport report = staged(written(QStringLiteral("second.csv"), second)).report;
    QCOMPARE(report.rejected, qint64(0));
    QCOMPARE(report.placed + report.unlocated, qint64(added));
    QCOMPARE(report.duplicates, qint64(duplicates));
    QCOMPARE(report.rows, report.placed + report.unlocated + report.duplicates);
    const auto told =
        std::count_if(report.issues.begin(), report.issues.end(), [](const session::ImportIssue &issue) {
            return issue.kind == QLatin1String("duplicate");
        });
    QCOMPARE(told, std::ptrdiff_t(duplicates + toCompare));
}

void ImportingTest::theSameFileAddsNothingAfterAnEdit()
{
    const QString table = written(QStringLiteral("list.csv"), "id,date,title\n"
                                                              "1,2024-05-01,First\n"
                                                              "2,2024-05-02,Second\n");
    QCOMPARE(stored(table).unlocated, qint64(2));
    {
        store::Store store = store::Store::open(storePath());
        incident::Incident edited =
            *store.incident(*store.fidOfNativeId(QStringLiteral("csv"), QStringLiteral("1")));
        edited.title = QStringLiteral("A better title");
        store.apply(session::saveIncident(edited, QStringLiteral("AB"), *session::sharedGeodata()));
    }
    const session::ImportReport again = stored(table);
    QCOMPARE(again.placed + again.unlocated, qint64(0));
    QCOMPARE(again.duplicates, qint64(2));
}

void ImportingTest::aRowToCompareNamesTheKnownOne()
{
    stored(written(QStringLiteral("a.csv"), "id,date,title\n1,2024-05-01,First\n"));
    const session::ImportReport report =
        staged(written(QStringLiteral("b.csv"), "id,date,title\n1,2023-01-07,Another\n")).report;
    QCOMPARE(report.issues.size(), std::size_t(1));
    const session::ImportIssue &issue = report.issues[0];
    QCOMPARE(issue.row, qint64(2));
    QCOMPARE(issue.column, QStringLiteral("id"));
    QCOMPARE(issue.value, QStringLiteral("1"));
    const store::Store store = store::Store::open(storePath(), store::Access::ReadOnly);
    const auto known = store.incident(*store.fidOfNativeId(QStringLiteral("csv"), QStringLiteral("1")));
    QVERIFY2(issue.reason.contains(known->code), qPrintable(issue.reason));
}

void ImportingTest::aPointOutsideTheNamedCountryIsUncertain()
{
    const session::StagedBatch batch =
        staged(written(QStringLiteral("a.csv"), "date,title,latitude,longitude,country\n"
                                                "2024-05-01,In Badakhshan,37.117,70.58,Tajikistan\n"
                                                "2024-05-01,In Khatlon,37.9,70.1,Tajikistan\n"));
    QCOMPARE(batch.report.placed, qint64(2));
    QCOMPARE(batch.report.issues.size(), std::size_t(1));
    QCOMPARE(batch.report.issues[0].kind, QStringLiteral("outside_country"));
    const auto where = [&batch](std::size_t i) {
        return std::get<incident::PutIncident>(batch.changes.changes.at(i)).incident.where;
    };
    QCOMPARE(where(0).country, QStringLiteral("TJK"));
    QVERIFY(where(0).admin1Code.isEmpty());
    QVERIFY(!where(0).adminCertain);
    QCOMPARE(where(1).admin1Code, QStringLiteral("TJ-KT"));
    QCOMPARE(where(1).adminBasis, incident::AdminBasis::Computed);
}

void ImportingTest::aPreviewAsksForTheDateOrder()
{
    const QString table = written(QStringLiteral("a.csv"), "date,type,title\n03/04/2024,own_type,First\n");
    const incident::Vocabulary own(
        {{QStringLiteral("own"), QStringLiteral("Own"), QStringLiteral("#000000"), QStringLiteral("dot")}},
        {{QStringLiteral("own_type"), QStringLiteral("own type"), QStringLiteral("own"), QString()},
         {QStringLiteral("other"), QStringLiteral("other"), QStringLiteral("own"), QString()}});
    const session::TablePreview preview = session::previewTable(table, {}, own, {});
    QVERIFY(preview.isDateOrderAmbiguous);
    QCOMPARE(preview.mapping.value(QStringLiteral("event_type")), QStringLiteral("type"));
    QCOMPARE(preview.rowCount, qint64(1));
}

void ImportingTest::rejectsNameTheFileAmongSeveral()
{
    session::ImportReport first;
    first.file = QStringLiteral("a.csv");
    first.issues = {{2, QStringLiteral("date"), QStringLiteral("30 February"), QStringLiteral("bad_date"),
                     QStringLiteral("there is no such day")}};
    session::ImportReport second = first;
    second.file = QStringLiteral("b.csv");
    const QString path = m_folder->path(QStringLiteral("rejects.csv"));
    const auto lines = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"))
                   : QStringList();
    };
    session::writeRejects({first}, path);
    QCOMPARE(lines().value(0), QStringLiteral("row,column,value,kind,reason"));
    QVERIFY(lines().value(1).startsWith(QStringLiteral("2,date,")));
    session::writeRejects({first, second}, path);
    QCOMPARE(lines().value(0), QStringLiteral("file,row,column,value,kind,reason"));
    QVERIFY(lines().value(1).startsWith(QStringLiteral("a.csv,2,")));
    QVERIFY(lines().value(2).startsWith(QStringLiteral("b.csv,2,")));
}

/// Foreign files are opened by a helper: the same program once more, which is this test here.
int main(int argc, char *argv[])
{
    if (argc > 1 && qstrcmp(argv[1], session::helperCommand) == 0)
        return session::runHelper(argc, argv);
    QCoreApplication app(argc, argv);
    ImportingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "importingtest.moc"
