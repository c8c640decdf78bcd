#include "records.h"

#include <QtTest>

#include <cstdio>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;

namespace {

/// The other process: one incident with two casualties per change set, acknowledged on standard output after
/// apply().
int writeForever(const QString &path)
{
    Store store = Store::open(path);
    for (int i = 0;; ++i) {
        incident::Incident record = plainIncident(QStringLiteral("entry %1").arg(i));
        record.casualties = std::vector<incident::Casualty>(2);
        store.apply(put(record));
        std::printf("%d\n", i);
        std::fflush(stdout);
    }
}

/// The other process: an import of many rows in one change set.
int importMany(const QString &path)
{
    Store store = Store::open(path);
    incident::ChangeSet set{"AB", {}, "Import", incident::Batch{}, {}};
    for (int i = 0; i < 3000; ++i)
        set.changes.push_back(
            incident::PutIncident{plainIncident(QStringLiteral("row %1").arg(i)), std::nullopt, {}});
    std::printf("0\n");
    std::fflush(stdout);
    store.apply(set);
    return 0;
}

/// kill -9 after that many milliseconds. The process may have ended by itself before: waitForFinished() says
/// false then, and what it left behind is checked all the same.
void killAfter(QProcess &process, int milliseconds)
{
    QTest::qWait(milliseconds);
    process.kill();
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
}

} // namespace

/// kill -9 while another process writes: what was acknowledged is there, nothing is there by half.
class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedWhileWriting()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("crash.gpkg");
        {
            Store::create(path);
        }
        std::size_t expected = 0;
        for (int round = 0; round < 8; ++round) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(), {"--write", path});
            QVERIFY(writer.waitForStarted());
            QVERIFY(writer.waitForReadyRead(30000));
            killAfter(writer, 10 + 17 * round);
            const auto acknowledged = static_cast<std::size_t>(writer.readAllStandardOutput().count('\n'));
            Store store = Store::open(path);
            const auto rows = store.recordMatches({}).rows;
            QVERIFY(rows.size() >= expected + acknowledged);
            QVERIFY(rows.size() <=
                    expected + acknowledged + 1); // committed, but killed before it could say so
            expected = rows.size();
            QVERIFY(store.verify().empty());
            for (const incident::Incident &record : store.incidents({rows.back().first}))
                QCOMPARE(record.casualties.size(), std::size_t{2});
        }
    }

    void killedWhileImporting()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("import.gpkg");
        {
            Store::create(path);
        }
        for (int round = 0; round < 4; ++round) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(), {"--import", path});
            QVERIFY(writer.waitForReadyRead(30000));
            killAfter(writer, 1 + 60 * round);
            Store store = Store::open(path);
            const std::size_t count = store.recordMatches({}).rows.size();
            QCOMPARE(count, store.batches().size() * 3000);
            QVERIFY(!QFileInfo::exists(path + "-journal"));
        }
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--write"))
        return writeForever(arguments.value(2));
    if (arguments.value(1) == QLatin1String("--import"))
        return importMany(arguments.value(2));
    CrashTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "crashtest.moc"
