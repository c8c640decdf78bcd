#include "session/bookmarks.h"

#include "base/error.h"
#include "session/openstore.h"
#include "session/program.h"
#include "session/sample.h"
#include "store/store.h"
#include "tests/support/tempstore.h"

#include <QSettings>
#include <QTest>

using namespace marz;

class BookmarksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aViewComesBack_data();
    void aViewComesBack();
    void hostileJsonIsNoBookmark_data();
    void hostileJsonIsNoBookmark();
    void anUnknownCrsIsRefusedInWords();
    void theStoreKeepsThem();
    void theSampleKeepsThemInTheSettings();
    void aReadOnlyStoreShowsItsOwnAndTakesMore();
    void namesAreUnique_data();
    void namesAreUnique();
    void whatIsNoBookmarkStaysInTheStore();

private:
    static map::Viewport view(double lon, double lat, double denominator, QSize size = {800, 600})
    {
        const geo::Crs crs = geo::Crs::webMercator();
        return map::Viewport(crs, crs.toMap(geo::LonLat{lon, lat}), 500, size).withScale(denominator);
    }
    static session::Bookmark bookmark(const QString &name)
    {
        return session::bookmarkOf(name, view(70, 38, 250'000));
    }
    static QStringList names(const session::Bookmarks &bookmarks)
    {
        QStringList all;
        for (const session::Bookmark &each : bookmarks.all())
            all << each.name;
        return all;
    }
    QString newStore(const char *name)
    {
        const QString path = m_folder.path(QLatin1String(name));
        store::Store::create(path);
        return path;
    }

    test::TempFolder m_folder;
};

void BookmarksTest::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path(QStringLiteral("settings")));
    session::describeProgram();
    QSettings().clear();
}

void BookmarksTest::aViewComesBack_data()
{
    QTest::addColumn<int>("epsg");
    QTest::newRow("Web Mercator") << 3857;
    QTest::newRow("UTM") << 32642;
}

void BookmarksTest::aViewComesBack()
{
    QFETCH(int, epsg);
    const geo::Crs crs = geo::Crs::fromEpsg(epsg);
    const map::Viewport seen =
        map::Viewport(crs, crs.toMap(geo::LonLat{70.2, 37.98}), 500, {800, 600}).withScale(123'456);
    const QString name = QStringLiteral("Шоҳин / شاهین");
    const auto read = session::bookmarkOf(name, session::bookmarkJson(session::bookmarkOf(name, seen)));
    QVERIFY(read);
    QCOMPARE(read->name, name);
    const map::Viewport back = session::viewOf(*read, view(10, 10, 1e6, {640, 480}));
    QCOMPARE(back.crs().epsg(), epsg);
    QCOMPARE(back.size(), QSize(640, 480));
    QVERIFY(std::abs(back.scaleDenominator() - 123'456) < 1);
    const geo::LonLat centre = back.crs().toLonLat(back.centre());
    QVERIFY(std::abs(centre.lon - 70.2) < 1e-9 && std::abs(centre.lat - 37.98) < 1e-9);
}

void BookmarksTest::hostileJsonIsNoBookmark_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *json) { QTest::newRow(name) << QByteArray(json); };
    row("empty", "");
    row("no JSON", "hello");
    row("a list", "[70, 38]");
    row("cut off", R"({"lon":70,"lat":38,"scale":100000,"crs":"EPSG:3)");
    row("no position", R"({"scale":100000,"crs":"EPSG:3857"})");
    row("position as text", R"({"lon":"70","lat":"38","scale":100000,"crs":"EPSG:3857"})");
    row("beyond the pole", R"({"lon":70,"lat":138,"scale":100000,"crs":"EPSG:3857"})");
    row("endless", R"({"lon":70,"lat":1e999,"scale":100000,"crs":"EPSG:3857"})");
    row("no scale", R"({"lon":70,"lat":38,"crs":"EPSG:3857"})");
    row("negative scale", R"({"lon":70,"lat":38,"scale":-5,"crs":"EPSG:3857"})");
    row("scale of nothing", R"({"lon":70,"lat":38,"scale":1e300,"crs":"EPSG:3857"})");
    row("no CRS", R"({"lon":70,"lat":38,"scale":100000})");
    row("CRS as a number", R"({"lon":70,"lat":38,"scale":100000,"crs":3857})");
}

void BookmarksTest::hostileJsonIsNoBookmark()
{
    QFETCH(QByteArray, json);
    QVERIFY(!session::bookmarkOf(QStringLiteral("a"), json));
}

void BookmarksTest::anUnknownCrsIsRefusedInWords()
{
    session::Bookmark each = bookmark(QStringLiteral("a"));
    for (const QString &crs : {QStringLiteral("EPSG:99999999"), QStringLiteral("'; DROP TABLE views"),
                               QStringLiteral("EPSG:4326"), QStringLiteral("+proj=utm +zone=42")}) {
        each.crs = crs;
        try {
            session::viewOf(each, view(70, 38, 1e6));
            QFAIL(qPrintable(crs));
        } catch (const base::Error &error) {
            QCOMPARE(error.kind(), base::ErrorKind::Invalid);
            QVERIFY(!error.message().isEmpty());
        }
    }
}

void BookmarksTest::theStoreKeepsThem()
{
    const QString path = newStore("kept.gpkg");
    {
        session::OpenStore store;
        session::Bookmarks bookmarks(store);
        store.open(path);
        store.finish();
        bookmarks.put(bookmark(QStringLiteral("B")));
        bookmarks.put(bookmark(QStringLiteral("A")));
        bookmarks.put(bookmark(QStringLiteral("C")));
        QCOMPARE(names(bookmarks), (QStringList{"A", "B", "C"}));
        bookmarks.rename(QStringLiteral("B"), QStringLiteral("Ҷ"));
        bookmarks.remove(QStringLiteral("C"));
        bookmarks.remove(QStringLiteral("none"));
        store.finish();
    }
    const auto rows = store::Store::open(path, store::Access::ReadOnly).named(QStringLiteral("views"));
    QCOMPARE(rows.size(), std::size_t(2));
    session::OpenStore store;
    session::Bookmarks bookmarks(store);
    store.open(path);
    store.finish();
    store.finish(); // what opening asked for
    QCOMPARE(names(bookmarks), (QStringList{"A", QStringLiteral("Ҷ")}));
    QVERIFY(bookmarks.isOurs(QStringLiteral("A")));
    QVERIFY(QSettings().allKeys().filter(QStringLiteral("bookmarks")).isEmpty());
}

void BookmarksTest::theSampleKeepsThemInTheSettings()
{
    for (const bool isFirst : {true, false}) {
        session::OpenStore store;
        session::Bookmarks bookmarks(store);
        store.openSample(m_folder.path());
        store.finish();
        store.finish();
        if (isFirst) {
            QVERIFY(bookmarks.all().empty());
            bookmarks.put(bookmark(QStringLiteral("Here")));
            bookmarks.put(bookmark(QStringLiteral("There")));
            bookmarks.rename(QStringLiteral("There"), QStringLiteral("Elsewhere"));
        } else {
            QCOMPARE(names(bookmarks), (QStringList{"Elsewhere", "Here"}));
            bookmarks.remove(QStringLiteral("Here"));
            QCOMPARE(names(bookmarks), QStringList{"Elsewhere"});
        }
    }
}

void BookmarksTest::aReadOnlyStoreShowsItsOwnAndTakesMore()
{
    QSettings().clear();
    const QString folder = m_folder.path(QStringLiteral("fixed"));
    store::Store::open(session::sampleStore(folder))
        .saveNamed(QStringLiteral("views"), QStringLiteral("Theirs"),
                   session::bookmarkJson(bookmark(QStringLiteral("Theirs"))));
    session::OpenStore store;
    session::Bookmarks bookmarks(store);
    store.openSample(folder);
    store.finish();
    store.finish();
    QVERIFY(store.summary().isReadOnly);
    bookmarks.put(bookmark(QStringLiteral("Mine")));
    QCOMPARE(names(bookmarks), (QStringList{"Mine", "Theirs"}));
    QVERIFY(!bookmarks.isOurs(QStringLiteral("Theirs")));
    bookmarks.remove(QStringLiteral("Theirs"));
    bookmarks.rename(QStringLiteral("Theirs"), QStringLiteral("x"));
    QCOMPARE(names(bookmarks), (QStringList{"Mine", "Theirs"}));
    bookmarks.load();
    store.finish();
    QCOMPARE(names(bookmarks), (QStringList{"Mine", "Theirs"}));
}

void BookmarksTest::namesAreUnique_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isFree");
    QTest::newRow("another") << "Khorog" << true;
    QTest::newRow("the same") << "Panj" << false;
    QTest::newRow("in capitals") << "PANJ" << false;
    QTest::newRow("with spaces") << "  panj " << false;
    QTest::newRow("composed otherwise") << QStringLiteral("e\u0301tape") << false;
    QTest::newRow("nothing") << " " << false;
    QTest::newRow("too long") << QString(81, u'x') << false;
    QTest::newRow("Persian") << QStringLiteral("پنج") << true;
}

void BookmarksTest::namesAreUnique()
{
    QFETCH(QString, name);
    QFETCH(bool, isFree);
    session::OpenStore store;
    session::Bookmarks bookmarks(store);
    store.open(newStore(QTest::currentDataTag()));
    store.finish();
    store.finish();
    bookmarks.put(bookmark(QStringLiteral("Panj")));
    bookmarks.put(bookmark(QStringLiteral("\u00e9tape")));
    QCOMPARE(bookmarks.problemOfName(name).isEmpty(), isFree);
    QVERIFY(bookmarks.problemOfName(QStringLiteral("panj"), QStringLiteral("Panj")).isEmpty());
}

void BookmarksTest::whatIsNoBookmarkStaysInTheStore()
{
    const QString path = newStore("foreign.gpkg");
    const QByteArray foreign = R"({"something":"else"})";
    store::Store::open(path).saveNamed(QStringLiteral("views"), QStringLiteral("Foreign"), foreign);
    session::OpenStore store;
    session::Bookmarks bookmarks(store);
    store.open(path);
    store.finish();
    store.finish();
    QVERIFY(bookmarks.all().empty());
    bookmarks.put(bookmark(QStringLiteral("Mine")));
    store.finish();
    const auto rows = store::Store::open(path, store::Access::ReadOnly).named(QStringLiteral("views"));
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows.front().second, foreign);
}

QTEST_MAIN(BookmarksTest)
#include "bookmarkstest.moc"
