#include "session/commandstore.h"
#include "base/error.h"
#include "session/geodata.h"
#include "session/recordverbs.h"
#include "store/connection.h"
#include "tests/support/largestore.h"
#include "tests/support/tempstore.h"

#include <QDir>
#include <QTest>

using namespace marz;

/// How the verbs of the command line open a store that they write to.
class CommandStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstWriteOfADayMakesABackup();
    void placesDerivedForOthersAreNoLastChange();
    void aLargeStoreIsChecked_data();
    void aLargeStoreIsChecked();
};

void CommandStoreTest::theFirstWriteOfADayMakesABackup()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    store::Store::create(path);
    incident::ChangeSet set;
    set.changes.push_back(incident::SetMeta{QStringLiteral("author"), QStringLiteral("AB")});
    session::openForWriting(path).apply(set);
    session::openForWriting(path).apply(set);
    QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("a.*.bak.gpkg")}, QDir::Files).size(), 1);
}

void CommandStoreTest::placesDerivedForOthersAreNoLastChange()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    qint64 fid = 0;
    {
        store::Store own = store::Store::create(path);
        incident::Incident record;
        record.title = QStringLiteral("In Dushanbe");
        record.eventType = QStringLiteral("armed_assault");
        record.where.point = geo::LonLat{68.78, 38.56};
        record.where.precision = incident::PlacePrecision::Near;
        record.where.radiusM = 500;
        fid = own.apply(session::saveIncident(record, QStringLiteral("AB"), *session::sharedGeodata()))
                  .incidents.front();
    }
    { // its region is taken away, as a table editor might
        const store::Connection editor(path, store::OpenMode::ReadWrite);
        editor.execute("UPDATE incidents SET country = NULL, admin1_code = NULL, admin1 = NULL");
    }
    const store::Store store = session::openForWriting(path);
    QCOMPARE(store.incident(fid)->where.country, QStringLiteral("TJK"));
    QVERIFY(!store.lastChangeInverse()); // what the store did by itself is not for the user to undo
}

void CommandStoreTest::aLargeStoreIsChecked_data()
{
    QTest::addColumn<bool>("isSound");
    QTest::newRow("sound") << true;
    QTest::newRow("damaged") << false;
}

void CommandStoreTest::aLargeStoreIsChecked()
{
    QFETCH(bool, isSound);
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    store::Store::create(path);
    test::makeLarge(path);
    if (!isSound)
        QVERIFY(test::damageLarge(path));
    std::optional<base::ErrorKind> refused;
    try {
        session::openForWriting(path);
    } catch (const base::Error &error) {
        refused = error.kind();
        QVERIFY2(error.message().contains(path), qPrintable(error.message()));
    }
    QCOMPARE(refused, isSound ? std::nullopt : std::optional(base::ErrorKind::Damaged));
}

QTEST_GUILESS_MAIN(CommandStoreTest)
#include "commandstoretest.moc"
