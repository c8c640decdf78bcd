#include "session/openstore.h"
#include "session/geodata.h"
#include "session/recordverbs.h"
#include "session/sample.h"
#include "store/connection.h"
#include "store/store.h"
#include "tests/support/largestore.h"
#include "tests/support/tempstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace marz;

/// The open store as the window uses it: asynchronous, with undo, telling what failed.
class OpenStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsAndOpens();
    void anEditChangesTheIndexAndIsUndone();
    void undoAndRedoInARowKeepInStep();
    void anUndoThatFailedIsNotRedone_data();
    void anUndoThatFailedIsNotRedone();
    void aRefusedEditChangesNothing();
    void anEditIsStoredThoughItsAskerIsGone();
    void annotationsAreKeptAndUndone();
    void whatCannotBeOpenedLeavesTheOpenOneOpen_data();
    void whatCannotBeOpenedLeavesTheOpenOneOpen();
    void nothingLandsInTheStoreOpenedMeanwhile();
    void theFirstWriteOfADayMakesABackup();
    void aLargeStoreIsCheckedBeforeItIsWritten_data();
    void aLargeStoreIsCheckedBeforeItIsWritten();
    void anotherProgramsChangeIsSeen();
    void anotherMarzTellsWhatItTouched_data();
    void anotherMarzTellsWhatItTouched();
    void aPointMovedElsewhereGetsItsRegionAnew_data();
    void aPointMovedElsewhereGetsItsRegionAnew();
    void aFailureToFollowIsToldOnce();
    void whatIsStoredCountsAsStoredThoughItCannotBeReadBack();
    void draftsSurvive();

private:
    static incident::Incident report(const QString &title)
    {
        incident::Incident each;
        each.title = title;
        each.eventType = QStringLiteral("armed_assault");
        each.when = incident::windowOfDays({2024, 11, 17}, {2024, 11, 17}, QStringLiteral("Asia/Dushanbe"),
                                           incident::TimePrecision::Day);
        each.where.country = QStringLiteral("TJK");
        each.where.precision = incident::PlacePrecision::Country;
        each.marking = QStringLiteral("TLP:GREEN");
        return each;
    }
    static void create(session::OpenStore &store, const QString &path)
    {
        QSignalSpy opened(&store, &session::OpenStore::storeOpened);
        store.create({path, QStringLiteral("AB"), {}, {QStringLiteral("TJK")}, QStringLiteral("TLP:AMBER")});
        QVERIFY(opened.wait());
    }
    static incident::ChangeSet put(const incident::Incident &each)
    {
        incident::ChangeSet set;
        set.label = QStringLiteral("Edit");
        incident::PutIncident change;
        change.incident = each;
        if (each.fid != 0)
            change.baseRevision = each.revision;
        set.changes.push_back(change);
        return set;
    }
    /// The record as stored now, under another title.
    static incident::ChangeSet renamed(const QString &path, qint64 fid, const QString &title)
    {
        std::optional<incident::Incident> each = store::Store::open(path).incident(fid);
        each->title = title;
        return put(*each);
    }
    static QString storedTitle(const QString &path, qint64 fid)
    {
        const std::optional<incident::Incident> each =
            store::Store::open(path, store::Access::ReadOnly).incident(fid);
        return each ? each->title : QString();
    }
    static incident::ChangeSet removal(qint64 fid)
    {
        incident::ChangeSet set;
        set.label = QStringLiteral("Delete");
        set.changes.push_back(incident::DeleteIncident{fid});
        return set;
    }
};

void OpenStoreTest::createsAndOpens()
{
    const test::TempFolder folder;
    session::OpenStore store;
    create(store, folder.path(QStringLiteral("a.gpkg")));
    QVERIFY(store.summary().isOpen);
    QVERIFY(!store.summary().isReadOnly);
    QCOMPARE(store.summary().author, QStringLiteral("AB"));
    QCOMPARE(store.summary().defaultMarking, QStringLiteral("TLP:AMBER"));
    QCOMPARE(store.index()->size(), std::size_t(0));
}

void OpenStoreTest::anEditChangesTheIndexAndIsUndone()
{
    const test::TempFolder folder;
    session::OpenStore store;
    create(store, folder.path(QStringLiteral("a.gpkg")));
    store.apply(put(report(QStringLiteral("First"))));
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(1));
    const qint64 fid = store.index()->fid(0);
    QCOMPARE(store.title(fid), QStringLiteral("First"));
    QVERIFY(store.undoStack().canUndo());
    store.undoStack().undo();
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(0));
    store.undoStack().redo();
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(1));
    QCOMPARE(store.title(store.index()->fid(0)), QStringLiteral("First"));
}

void OpenStoreTest::undoAndRedoInARowKeepInStep()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    session::OpenStore store;
    create(store, path);
    QSignalSpy failed(&store, &session::OpenStore::failed);
    store.apply(put(report(QStringLiteral("First"))));
    store.finish();
    const qint64 fid = store.index()->fid(0);
    store.apply(renamed(path, fid, QStringLiteral("Second")));
    store.finish();
    store.apply(renamed(path, fid, QStringLiteral("Third")));
    store.finish();
    QUndoStack &undo = store.undoStack();
    undo.undo();
    undo.redo();
    store.finish();
    QCOMPARE(store.title(fid), QStringLiteral("Third"));
    for (int i = 0; i < 3; ++i)
        undo.undo();
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(0));
    for (int i = 0; i < 3; ++i)
        undo.redo();
    undo.undo();
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(1));
    QCOMPARE(store.title(fid), QStringLiteral("Second"));
    QCOMPARE(storedTitle(path, fid), QStringLiteral("Second"));
    QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed[0][0].toString()));
}

void OpenStoreTest::anUndoThatFailedIsNotRedone_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::addColumn<QString>("left");
    QTest::newRow("a colleague removed the record") << true << QString();
    QTest::newRow("a colleague changed the record") << false << QStringLiteral("The colleague's");
}

void OpenStoreTest::anUndoThatFailedIsNotRedone()
{
    QFETCH(bool, isRemoved);
    QFETCH(QString, left);
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    session::OpenStore store;
    create(store, path);
    QSignalSpy failed(&store, &session::OpenStore::failed);
    store.apply(put(report(QStringLiteral("Mine"))));
    store.finish();
    const qint64 fid = store.index()->fid(0);
    {
        store::Store colleague = store::Store::open(path);
        colleague.apply(isRemoved ? removal(fid) : renamed(path, fid, left));
    }
    store.undoStack().undo();
    store.finish();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(storedTitle(path, fid), left);
    store.undoStack().redo();
    store.finish();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(storedTitle(path, fid), left);
}

void OpenStoreTest::aRefusedEditChangesNothing()
{
    const test::TempFolder folder;
    session::OpenStore store;
    create(store, folder.path(QStringLiteral("a.gpkg")));
    QSignalSpy failed(&store, &session::OpenStore::failed);
    incident::Incident wrong = report(QStringLiteral("Wrong"));
    wrong.where.point = geo::LonLat{70, 95};
    wrong.where.precision = incident::PlacePrecision::Near;
    bool isTold = false;
    store.apply(put(wrong), this,
                [&](const std::optional<incident::Applied> &applied) { isTold = !applied; });
    store.finish();
    QVERIFY(isTold);
    QCOMPARE(failed.size(), 1);
    QVERIFY2(failed[0][0].toString().contains(QStringLiteral("Latitude")),
             qPrintable(failed[0][0].toString()));
    QCOMPARE(store.index()->size(), std::size_t(0));
    QVERIFY(!store.undoStack().canUndo());
}

void OpenStoreTest::anEditIsStoredThoughItsAskerIsGone()
{
    const test::TempFolder folder;
    session::OpenStore store;
    create(store, folder.path(QStringLiteral("a.gpkg")));
    bool isTold = false;
    {
        QObject asker;
        store.apply(put(report(QStringLiteral("First"))), &asker, [&](const auto &) { isTold = true; });
    }
    store.finish();
    QVERIFY(!isTold);
    QCOMPARE(store.index()->size(), std::size_t(1));
    QVERIFY(store.undoStack().canUndo());
}

void OpenStoreTest::annotationsAreKeptAndUndone()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    {
        session::OpenStore store;
        create(store, path);
        incident::Annotation text;
        text.content = QStringLiteral("Здесь / اینجا");
        text.geometry = geo::pointGeometry({70.2, 37.98});
        store.apply(session::putAnnotation(text, QStringLiteral("AB")));
        store.finish();
        QCOMPARE(store.annotations().size(), std::size_t(1));
        store.undoStack().undo();
        store.finish();
        QVERIFY(store.annotations().empty());
        store.undoStack().redo();
        store.finish();
    }
    session::OpenStore store;
    QSignalSpy opened(&store, &session::OpenStore::storeOpened);
    store.open(path);
    QVERIFY(opened.wait());
    QCOMPARE(store.annotations().size(), std::size_t(1));
    QCOMPARE(store.annotations()[0].content, QStringLiteral("Здесь / اینجا"));
}

void OpenStoreTest::whatCannotBeOpenedLeavesTheOpenOneOpen_data()
{
    QTest::addColumn<bool>("isSample");
    QTest::newRow("a file that is no store") << false;
    QTest::newRow("a broken sample") << true;
}

void OpenStoreTest::whatCannotBeOpenedLeavesTheOpenOneOpen()
{
    QFETCH(bool, isSample);
    const test::TempFolder folder;
    session::OpenStore store;
    create(store, folder.path(QStringLiteral("a.gpkg")));
    const QString name = isSample
                             ? QStringLiteral("sample-%1.gpkg").arg(QCoreApplication::applicationVersion())
                             : QStringLiteral("b.gpkg");
    QFile file(folder.path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("no database").repeated(20));
    file.close();
    QSignalSpy failed(&store, &session::OpenStore::failed);
    QSignalSpy openFailed(&store, &session::OpenStore::openFailed);
    if (isSample)
        store.openSample(folder.path());
    else
        store.open(file.fileName());
    store.apply(put(report(QStringLiteral("Meanwhile"))));
    store.finish();
    QCOMPARE(openFailed.size(), 1);
    QVERIFY2(openFailed[0][0].toString().contains(name), qPrintable(openFailed[0][0].toString()));
    QVERIFY(store.summary().path.endsWith(QLatin1String("a.gpkg")));
    store.apply(put(report(QStringLiteral("Still open"))));
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(2));
    QVERIFY(failed.isEmpty());
}

void OpenStoreTest::nothingLandsInTheStoreOpenedMeanwhile()
{
    const test::TempFolder folder;
    const QString second = folder.path(QStringLiteral("b.gpkg"));
    {
        store::Store other = store::Store::create(second);
        other.apply(put(report(QStringLiteral("Of the second"))));
    }
    session::OpenStore store;
    create(store, folder.path(QStringLiteral("a.gpkg")));
    store.apply(put(report(QStringLiteral("Of the first"))));
    store.finish();
    const qint64 fid = store.index()->fid(0);
    QSignalSpy failed(&store, &session::OpenStore::failed);
    bool isRefused = false, isAnswered = false;
    store.open(second); // the window shows the first until it is read
    store.apply(removal(fid), this,
                [&](const std::optional<incident::Applied> &applied) { isRefused = !applied; });
    store.undoStack().undo();
    store.saveDraft(QStringLiteral("new"), QByteArrayLiteral("{}"));
    store.loadIncidents({fid}, this, [&](const auto &) { isAnswered = true; });
    store.finish();
    QVERIFY(isRefused);
    QVERIFY(!isAnswered);
    QCOMPARE(failed.size(), 3);
    QVERIFY2(failed[0][0].toString().contains(QStringLiteral("Another store")),
             qPrintable(failed[0][0].toString()));
    QCOMPARE(store.summary().path, second);
    QVERIFY(!store.undoStack().canUndo());
    QCOMPARE(storedTitle(second, fid), QStringLiteral("Of the second"));
    QVERIFY(store::Store::open(second, store::Access::ReadOnly).drafts().empty());
    store.apply(put(report(QStringLiteral("Of the second, too"))));
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(2));
}

void OpenStoreTest::theFirstWriteOfADayMakesABackup()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    store::Store::create(path);
    session::OpenStore store;
    store.open(path);
    store.finish();
    const auto backups = [&] {
        return QDir(folder.path()).entryList({QStringLiteral("a.*.bak.gpkg")}, QDir::Files);
    };
    QVERIFY(backups().isEmpty());
    store.apply(put(report(QStringLiteral("First"))));
    store.apply(put(report(QStringLiteral("Second"))));
    store.finish();
    QCOMPARE(backups().size(), 1);
}

void OpenStoreTest::aLargeStoreIsCheckedBeforeItIsWritten_data()
{
    QTest::addColumn<bool>("isSound");
    QTest::newRow("sound") << true;
    QTest::newRow("damaged") << false;
}

void OpenStoreTest::aLargeStoreIsCheckedBeforeItIsWritten()
{
    QFETCH(bool, isSound);
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    store::Store::create(path);
    test::makeLarge(path);
    if (!isSound)
        QVERIFY(test::damageLarge(path));
    session::OpenStore store;
    QSignalSpy failed(&store, &session::OpenStore::failed);
    bool isRefused = false;
    connect(&store, &session::OpenStore::storeOpened, this, [&] {
        store.apply(put(report(QStringLiteral("Too early"))), this,
                    [&](const std::optional<incident::Applied> &applied) { isRefused = !applied; });
    });
    store.open(path);
    store.finish();
    QVERIFY(isRefused);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("still being checked")));
    QCOMPARE(store.summary().isReadOnly, !isSound);
    store.apply(put(report(QStringLiteral("After the check"))));
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(isSound ? 1 : 0));
    QCOMPARE(failed.size(), isSound ? 1 : 3);
    QCOMPARE(failed.last()[0].toString().contains(QStringLiteral("is damaged")), !isSound);
}

void OpenStoreTest::anotherProgramsChangeIsSeen()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    session::OpenStore store;
    create(store, path);
    {
        store::Store other = store::Store::open(path);
        other.apply(put(report(QStringLiteral("By another"))));
    }
    QTRY_COMPARE_WITH_TIMEOUT(store.index()->size(), std::size_t(1), 10'000);
    QCOMPARE(store.title(store.index()->fid(0)), QStringLiteral("By another"));
}

void OpenStoreTest::anotherMarzTellsWhatItTouched_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::newRow("changed") << false;
    QTest::newRow("removed") << true;
}

void OpenStoreTest::anotherMarzTellsWhatItTouched()
{
    QFETCH(bool, isRemoved);
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    session::OpenStore store;
    create(store, path);
    store.apply(put(report(QStringLiteral("Untouched"))));
    store.apply(put(report(QStringLiteral("Touched"))));
    store.finish();
    store.lookForOthers();
    store.finish();
    const qint64 fid = std::max(store.index()->fid(0), store.index()->fid(1));
    QCOMPARE(store.title(fid), QStringLiteral("Touched"));
    QSignalSpy changed(&store, &session::OpenStore::incidentsChanged);
    {
        store::Store other = store::Store::open(path);
        other.apply(isRemoved ? removal(fid) : renamed(path, fid, QStringLiteral("By another")));
    }
    store.lookForOthers();
    store.finish();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].value<std::vector<qint64>>(), std::vector<qint64>{fid});
    QCOMPARE(store.title(fid), isRemoved ? QString() : QStringLiteral("By another"));
}

void OpenStoreTest::aPointMovedElsewhereGetsItsRegionAnew_data()
{
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("while the store is open") << true;
    QTest::newRow("before it is opened") << false;
}

void OpenStoreTest::aPointMovedElsewhereGetsItsRegionAnew()
{
    QFETCH(bool, isOpen);
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    qint64 fid = 0;
    {
        store::Store own = store::Store::create(path);
        for (const geo::LonLat point : {geo::LonLat{69.17, 34.53}, geo::LonLat{68.78, 38.56}}) {
            incident::Incident each = report(QStringLiteral("Near a capital"));
            each.where = {};
            each.where.point = point;
            each.where.precision = incident::PlacePrecision::Near;
            each.where.radiusM = 500;
            fid = own.apply(session::saveIncident(each, QStringLiteral("AB"), *session::sharedGeodata()))
                      .incidents.front();
        }
        QCOMPARE(own.incident(fid)->where.country, QStringLiteral("TJK"));
    }
    session::OpenStore store;
    if (isOpen) {
        store.open(path);
        store.finish();
    }
    { // the later one is moved from Dushanbe to Kabul, as a map editor would
        const store::Connection editor(path, store::OpenMode::ReadWrite);
        editor.execute("UPDATE incidents SET geom = (SELECT geom FROM incidents ORDER BY fid LIMIT 1) "
                       "WHERE fid = (SELECT max(fid) FROM incidents)");
    }
    if (isOpen)
        store.lookForOthers();
    else
        store.open(path);
    store.finish();
    const std::optional<index::Row> row = store.index()->rowOf(fid);
    QVERIFY(row);
    QCOMPARE(store.index()->country(*row), QStringLiteral("AFG"));
}

void OpenStoreTest::aFailureToFollowIsToldOnce()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    session::OpenStore store;
    create(store, path);
    QSignalSpy failed(&store, &session::OpenStore::failed);
    const store::Connection stranger(path, store::OpenMode::ReadWrite);
    const QString table = stranger.text("SELECT sql FROM sqlite_master WHERE name = 'annotations'");
    stranger.execute("DROP TABLE annotations");
    for (int i = 0; i < 3; ++i) {
        store.lookForOthers();
        store.finish();
    }
    QCOMPARE(failed.size(), 1);
    QVERIFY2(failed[0][0].toString().contains(QStringLiteral("annotations")),
             qPrintable(failed[0][0].toString()));
    stranger.execute(qPrintable(table));
    store.lookForOthers();
    store.finish();
    stranger.execute("DROP TABLE annotations");
    store.lookForOthers();
    store.finish();
    QCOMPARE(failed.size(), 2); // it had worked in between
}

void OpenStoreTest::whatIsStoredCountsAsStoredThoughItCannotBeReadBack()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    session::OpenStore store;
    create(store, path);
    QSignalSpy failed(&store, &session::OpenStore::failed);
    const store::Connection stranger(path, store::OpenMode::ReadWrite);
    const QString table = stranger.text("SELECT sql FROM sqlite_master WHERE name = 'annotations'");
    stranger.execute("DROP TABLE annotations"); // read after each edit, not needed to store it
    std::optional<incident::Applied> told;
    store.apply(put(report(QStringLiteral("Stored"))), this,
                [&](std::optional<incident::Applied> applied) { told = std::move(applied); });
    store.finish();
    store.finish(); // the look that follows
    QVERIFY(told);
    QVERIFY(store.undoStack().canUndo());
    QCOMPARE(failed.size(), 1);
    QVERIFY2(failed[0][0].toString().startsWith(QStringLiteral("The window may not show")),
             qPrintable(failed[0][0].toString()));
    stranger.execute(qPrintable(table));
    store.lookForOthers();
    store.finish();
    QCOMPARE(store.title(told->incidents.front()), QStringLiteral("Stored"));
    QCOMPARE(storedTitle(path, told->incidents.front()), QStringLiteral("Stored"));
}

void OpenStoreTest::draftsSurvive()
{
    const test::TempFolder folder;
    const QString path = folder.path(QStringLiteral("a.gpkg"));
    {
        session::OpenStore store;
        create(store, path);
        store.saveDraft(QStringLiteral("new"), QByteArrayLiteral("{\"title\":\"half\"}"));
    }
    session::OpenStore store;
    store.open(path);
    store.finish();
    std::vector<std::pair<QString, QByteArray>> drafts;
    store.loadDrafts(this, [&](const auto &loaded) { drafts = loaded; });
    store.finish();
    QCOMPARE(drafts.size(), std::size_t(1));
    QCOMPARE(drafts[0].second, QByteArrayLiteral("{\"title\":\"half\"}"));
}

QTEST_GUILESS_MAIN(OpenStoreTest)
#include "openstoretest.moc"
