#include "session/openstore.h"
#include "session/recordverbs.h"
#include "session/sample.h"
#include "store/store.h"
#include "tests/support/tempstore.h"

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
    void aRefusedEditChangesNothing();
    void annotationsAreKeptAndUndone();
    void aFileThatIsNoStoreLeavesTheOpenOneOpen();
    void anotherProgramsChangeIsSeen();
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
    store.apply(put(wrong), [&](const std::optional<incident::Applied> &applied) { isTold = !applied; });
    store.finish();
    QVERIFY(isTold);
    QCOMPARE(failed.size(), 1);
    QVERIFY2(failed[0][0].toString().contains(QStringLiteral("Latitude")),
             qPrintable(failed[0][0].toString()));
    QCOMPARE(store.index()->size(), std::size_t(0));
    QVERIFY(!store.undoStack().canUndo());
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

void OpenStoreTest::aFileThatIsNoStoreLeavesTheOpenOneOpen()
{
    const test::TempFolder folder;
    session::OpenStore store;
    create(store, folder.path(QStringLiteral("a.gpkg")));
    QFile file(folder.path(QStringLiteral("b.gpkg")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no database");
    file.close();
    QSignalSpy failed(&store, &session::OpenStore::failed);
    store.open(file.fileName());
    store.finish();
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("b.gpkg")));
    QVERIFY(store.summary().path.endsWith(QLatin1String("a.gpkg")));
    store.apply(put(report(QStringLiteral("Still open"))));
    store.finish();
    QCOMPARE(store.index()->size(), std::size_t(1));
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
