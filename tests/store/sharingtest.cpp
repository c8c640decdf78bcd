#include "records.h"

#include "base/error.h"
#include "store/connection.h"

#include <QDir>
#include <QtTest>

#include <barrier>
#include <thread>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;
using incident::Incident;

namespace {

/// The other process: opens the store, adds an incident and closes, which leaves one file when nobody else
/// has the store open.
int addOne(const QString &path)
{
    try {
        Store store = Store::open(path);
        store.apply(put(plainIncident("from another process")));
    } catch (const base::Error &) {
        return 1;
    }
    return 0;
}

} // namespace

/// One store opened several times, by one process and by several: nothing acknowledged is lost.
class SharingTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void anotherOpeningKeepsTheLocks_data()
    {
        QTest::addColumn<bool>("isOpenedAgain");
        QTest::addColumn<Access>("access");
        QTest::newRow("opened once") << false << Access::ReadOnly;
        QTest::newRow("again for reading") << true << Access::ReadOnly;
        QTest::newRow("again for writing") << true << Access::ReadWrite;
    }

    void anotherOpeningKeepsTheLocks()
    {
        QFETCH(bool, isOpenedAgain);
        QFETCH(Access, access);
        const QString path = m_folder.filePath(QLatin1String(QTest::currentDataTag()) + ".gpkg");
        {
            Store window = Store::create(path);
            window.apply(put(plainIncident("before")));
            if (isOpenedAgain) {
                const Store again = Store::open(path, access);
                QCOMPARE(again.recordMatches({}).rows.size(), std::size_t{1});
            }
            QCOMPARE(QProcess::execute(QCoreApplication::applicationFilePath(), {"--add", path}), 0);
            QVERIFY2(QFileInfo::exists(path + "-wal"), "the journal in use was removed");
            window.apply(put(plainIncident("after")));
            QCOMPARE(window.recordMatches({}).rows.size(), std::size_t{3});
            QCOMPARE(QProcess::execute(QCoreApplication::applicationFilePath(), {"--add", path}), 0);
        }
        const Store store = Store::open(path);
        QCOMPARE(store.recordMatches({}).rows.size(), std::size_t{4});
        QVERIFY(store.verify().empty());
    }

    void oneOfManyCreates()
    {
        constexpr int rounds = 5, creators = 4;
        const QTemporaryDir folder;
        for (int round = 0; round < rounds; ++round) {
            const QString path = folder.filePath(QStringLiteral("%1.gpkg").arg(round));
            std::vector<std::optional<base::ErrorKind>> refusals(creators);
            std::barrier start(creators);
            std::vector<std::thread> threads;
            for (auto &refusal : refusals) {
                threads.emplace_back([&start, &refusal, path] {
                    start.arrive_and_wait();
                    try {
                        Store::create(path);
                    } catch (const base::Error &e) {
                        refusal = e.kind();
                    }
                });
            }
            for (std::thread &thread : threads)
                thread.join();
            QCOMPARE(std::count(refusals.begin(), refusals.end(), std::nullopt), qsizetype{1});
            QCOMPARE(std::count(refusals.begin(), refusals.end(), base::ErrorKind::Invalid),
                     qsizetype{creators - 1});
            QVERIFY(Store::open(path).verify().empty());
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), qsizetype{rounds});
    }

    void openingWaitsForALock_data()
    {
        QTest::addColumn<QByteArray>("lock");
        QTest::addColumn<bool>("isReleased");
        QTest::newRow("another writes") << QByteArray("BEGIN IMMEDIATE") << true;
        QTest::newRow("another writes on and on") << QByteArray("BEGIN IMMEDIATE") << false;
        QTest::newRow("another reads") << QByteArray("BEGIN; SELECT count(*) FROM incidents") << true;
        QTest::newRow("another keeps all out") << QByteArray("BEGIN EXCLUSIVE") << true;
    }

    void openingWaitsForALock()
    {
        QFETCH(QByteArray, lock);
        QFETCH(bool, isReleased);
        const QTemporaryDir folder;
        const QString path = folder.filePath("a.gpkg");
        {
            Store::create(path);
        }
        const Connection other(path, OpenMode::ReadWrite);
        other.execute(lock.constData());
        std::optional<std::thread> releasing;
        if (isReleased) {
            releasing.emplace([&other] {
                std::this_thread::sleep_for(std::chrono::milliseconds(500));
                other.execute("ROLLBACK");
            });
        }
        std::optional<base::ErrorKind> refusal;
        try {
            Store::open(path).apply(put(plainIncident("afterwards")));
        } catch (const base::Error &e) {
            refusal = e.kind();
        }
        if (releasing)
            releasing->join();
        QCOMPARE(refusal, isReleased ? std::nullopt : std::optional(base::ErrorKind::Locked));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--add"))
        return addOne(arguments.value(2));
    SharingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "sharingtest.moc"
