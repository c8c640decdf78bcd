#include "session/tilesource.h"

#include "base/error.h"
#include "session/activitynotes.h"
#include "support/httpserver.h"
#include "support/tempstore.h"

#include <QBuffer>
#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <cmath>

using namespace marz;
using session::TileNumber;
using session::TileService;
using test::HttpReply;
using test::HttpServer;

namespace {

QByteArray picture(const QColor &colour, const char *format = "PNG", int side = 256)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

const TileNumber north{9, 354, 194};
const TileNumber south{9, 354, 195};

QByteArray pathOf(TileNumber tile)
{
    return QStringLiteral("/%1/%2/%3.png").arg(tile.zoom).arg(tile.x).arg(tile.y).toLatin1();
}

/// Two tiles, one above the other, pixel for pixel.
map::Viewport twoTiles()
{
    geo::MapBox box = session::tileBox(north);
    box.include({box.left, session::tileBox(south).bottom});
    return {geo::Crs::webMercator(), box.centre(), box.width() / 256, {256, 512}, 1};
}

} // namespace

/// A service of this computer on the map: fetched, kept, drawn by the helper process.
class TileSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_folders = 0; }
    void tilesAreDrawnWhereTheyLie_data();
    void tilesAreDrawnWhereTheyLie();
    void otherProjectionsAreDrawn();
    void problemsAreSummed();
    void aHostThatWantsRestGetsItFromAllLayers();
    void whatIsNoPictureIsTold_data();
    void whatIsNoPictureIsTold();
    void theZoomAboveFillsIn();
    void theSecondPictureComesFromTheDisk();
    void theLightFollows();
    void cancelEndsIt();
    void aWmsIsDrawn();
    void eachHostHasAFolder();

private:
    session::TileSourceSetup setup()
    {
        return {m_folder.path(QStringLiteral("cache%1").arg(++m_folders)), m_online.notes(),
                QStringLiteral(MARZ_PROGRAM)};
    }
    static TileService service(const HttpServer &server)
    {
        return TileService(session::typedService(server.address(QStringLiteral("/{z}/{x}/{y}.png"))));
    }

    test::TempFolder m_folder;
    session::OnlineActivity m_online;
    int m_folders = 0;
};

void TileSourceTest::tilesAreDrawnWhereTheyLie_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("PNG") << QByteArray("PNG");
    QTest::newRow("JPEG") << QByteArray("JPG");
}

void TileSourceTest::tilesAreDrawnWhereTheyLie()
{
    QFETCH(QByteArray, format);
    HttpServer server;
    server.replies.insert(pathOf(north), {picture(Qt::red, format.constData())});
    server.replies.insert(pathOf(south), {picture(Qt::blue, format.constData())});
    const session::TileSource source(service(server), setup());
    const map::RasterPicture drawn = source.picture(twoTiles(), {});
    QVERIFY2(drawn.problems.isEmpty(), qPrintable(drawn.problems.join(u' ')));
    QCOMPARE(drawn.image.size(), QSize(256, 512));
    const auto isLike = [](QRgb a, QRgb b) { // JPEG is not exact
        return std::abs(qRed(a) - qRed(b)) < 4 && std::abs(qBlue(a) - qBlue(b)) < 4 && qAlpha(a) == 255;
    };
    for (const int x : {1, 128, 254}) {
        QVERIFY(isLike(drawn.image.pixel(x, 2), qRgb(255, 0, 0)));
        QVERIFY(isLike(drawn.image.pixel(x, 250), qRgb(255, 0, 0)));
        QVERIFY(isLike(drawn.image.pixel(x, 262), qRgb(0, 0, 255)));
        QVERIFY(isLike(drawn.image.pixel(x, 510), qRgb(0, 0, 255)));
    }
    QCOMPARE(server.asked(), 2);
}

void TileSourceTest::otherProjectionsAreDrawn()
{
    HttpServer server;
    server.replies.insert("*", {picture(Qt::green)});
    const geo::Crs utm = geo::Crs::fromEpsg(32642);
    const map::Viewport view(utm, utm.toMap(geo::LonLat{69, 38.5}), 200, {300, 200}, 2);
    const map::RasterPicture drawn = session::TileSource(service(server), setup()).picture(view, {});
    QVERIFY2(drawn.problems.isEmpty(), qPrintable(drawn.problems.join(u' ')));
    QCOMPARE(drawn.image.size(), QSize(600, 400));
    for (const QPoint at : {QPoint(0, 0), QPoint(599, 0), QPoint(300, 200), QPoint(0, 399), QPoint(599, 399)})
        QCOMPARE(drawn.image.pixelColor(at), QColor(Qt::green));
}

void TileSourceTest::problemsAreSummed()
{
    HttpServer server;
    server.replies.insert(pathOf(north), {picture(Qt::red), 200, {"Cache-Control: max-age=0"}, {}});
    const session::TileSourceSetup same = setup();
    session::TileSource(service(server), same).picture(twoTiles(), {});
    server.goOffline();
    const map::RasterPicture drawn = session::TileSource(service(server), same).picture(twoTiles(), {});
    QCOMPARE(drawn.problems.size(), 1);
    const QString told = drawn.problems.front();
    // That the other one is not there is known from the first layer: it is not asked for again.
    QVERIFY2(told.startsWith(QStringLiteral("1 of 2 tiles were not fetched: 127.0.0.1:")), qPrintable(told));
    QVERIFY2(told.endsWith(QStringLiteral("The map shows what was fetched before.")), qPrintable(told));
    QCOMPARE(drawn.image.pixelColor(128, 100), QColor(Qt::red));
    QCOMPARE(drawn.image.pixelColor(128, 400).alpha(), 0);
}

void TileSourceTest::aHostThatWantsRestGetsItFromAllLayers()
{
    HttpServer server;
    server.replies.insert("*", {"slow down", 429, {"Retry-After: 60"}, {}});
    const session::TileSourceSetup same = setup();
    session::TileSource(service(server), same).picture(twoTiles(), {});
    const int asked = server.asked();
    QVERIFY(asked > 0);
    // Made anew, as by Reload: the host is left alone all the same.
    const map::RasterPicture drawn = session::TileSource(service(server), same).picture(twoTiles(), {});
    QCOMPARE(server.asked(), asked);
    QVERIFY(!drawn.problems.isEmpty());
}

void TileSourceTest::whatIsNoPictureIsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("told");
    QTest::newRow("a page") << QByteArray("<html><title>Log in</title><p>first</html>")
                            << QStringLiteral("'Log infirst'");
    QTest::newRow("words of a WMS") << QByteArray(
                                           "<?xml version='1.0'?><ServiceExceptionReport><ServiceException>"
                                           "No layer\n  'x'</ServiceException></ServiceExceptionReport>")
                                    << QStringLiteral("'No layer 'x''");
    QTest::newRow("anything") << QByteArray("\x1f\x8b\x08 packed") << QStringLiteral("no PNG, JPEG or WebP");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("no PNG, JPEG or WebP");
}

void TileSourceTest::whatIsNoPictureIsTold()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, told);
    HttpServer server;
    server.replies.insert(pathOf(north), {picture(Qt::red)});
    server.replies.insert(pathOf(south), {bytes});
    const map::RasterPicture drawn = session::TileSource(service(server), setup()).picture(twoTiles(), {});
    QCOMPARE(drawn.problems.size(), 1);
    QVERIFY2(drawn.problems[0].startsWith(QStringLiteral("1 of 2 tiles")), qPrintable(drawn.problems[0]));
    QVERIFY2(drawn.problems[0].contains(told), qPrintable(drawn.problems[0]));
    QCOMPARE(drawn.image.pixelColor(128, 100), QColor(Qt::red));
}

void TileSourceTest::theZoomAboveFillsIn()
{
    HttpServer server;
    const TileNumber above = *session::tileAbove(*session::tileAbove(south));
    server.replies.insert(pathOf(above), {picture(Qt::yellow)});
    server.replies.insert(pathOf(north), {picture(Qt::red)});
    server.replies.insert(pathOf(south), {"broken", 500, {}, {}});
    const session::TileSource source(service(server), setup());
    const geo::MapBox box = session::tileBox(above);
    source.picture({geo::Crs::webMercator(), box.centre(), box.width() / 256, {256, 256}, 1}, {});
    const map::RasterPicture drawn = source.picture(twoTiles(), {});
    QCOMPARE(drawn.image.pixelColor(128, 100), QColor(Qt::red));
    QCOMPARE(drawn.image.pixelColor(128, 400), QColor(Qt::yellow));
    QCOMPARE(drawn.problems.size(), 1);
    QCOMPARE(server.asked(), 3);
}

void TileSourceTest::theSecondPictureComesFromTheDisk()
{
    HttpServer server;
    server.replies.insert("*", {picture(Qt::red)});
    const session::TileSourceSetup same = setup();
    session::TileSource(service(server), same).picture(twoTiles(), {});
    const QDateTime asked = m_online.of(service(server).host()).lastAsked;
    QVERIFY(asked.isValid());
    const map::RasterPicture again = session::TileSource(service(server), same).picture(twoTiles(), {});
    QCOMPARE(again.image.pixelColor(128, 400), QColor(Qt::red));
    QCOMPARE(server.asked(), 2);
    QCOMPARE(m_online.of(service(server).host()).lastAsked, asked);
    QVERIFY(session::tileCacheBytes(same.cacheFolder) > 0);
    session::clearTileCache(same.cacheFolder);
    QCOMPARE(session::tileCacheBytes(same.cacheFolder), 0);
}

void TileSourceTest::theLightFollows()
{
    HttpServer server;
    server.replies.insert("*", {"wrong key", 403, {}, {}});
    bool wasAsking = false;
    const QString host = service(server).host();
    connect(&server, &QTcpServer::newConnection, this, [&] { wasAsking = m_online.of(host).asking == 1; });
    QSignalSpy changed(&m_online, &session::OnlineActivity::activityChanged);
    session::TileSource(service(server), setup()).picture(twoTiles(), {});
    QVERIFY(wasAsking);
    QTRY_VERIFY(changed.size() >= 2);
    QVERIFY(!m_online.isAsking());
    QVERIFY2(m_online.of(host).problem.contains(QStringLiteral("Check the key")),
             qPrintable(m_online.of(host).problem));
    server.replies.insert("*", {picture(Qt::red)});
    session::TileSource(service(server), setup()).picture(twoTiles(), {});
    QCOMPARE(m_online.of(host).problem, QString());
}

void TileSourceTest::cancelEndsIt()
{
    HttpServer server;
    server.replies.insert("*", {{}, 200, {}, HttpReply::End::Never});
    const base::CancelToken cancel;
    QTimer::singleShot(100, this, [&] { cancel.cancel(); });
    QVERIFY_EXCEPTION_THROWN(session::TileSource(service(server), setup()).picture(twoTiles(), cancel),
                             base::Error);
    QVERIFY(!m_online.isAsking());
}

void TileSourceTest::aWmsIsDrawn()
{
    HttpServer server;
    server.replies.insert("*", {picture(Qt::cyan)});
    session::ServiceWords words = session::typedService(server.address(QStringLiteral("/ows?map=a")));
    words.layers = {QStringLiteral("roads")};
    words.version = QStringLiteral("1.3.0");
    words.format = QStringLiteral("image/png");
    words.attribution = QStringLiteral("© Office");
    const session::TileSource source(TileService(words), setup());
    QCOMPARE(source.attribution(), QStringLiteral("© Office"));
    const map::RasterPicture drawn = source.picture(twoTiles(), {});
    QVERIFY2(drawn.problems.isEmpty(), qPrintable(drawn.problems.join(u' ')));
    QCOMPARE(drawn.image.pixelColor(128, 100), QColor(Qt::cyan));
    QCOMPARE(server.asked("/ows?map=a&SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=roads"), 2);
}

void TileSourceTest::eachHostHasAFolder()
{
    const auto folder = [](const char *typed) {
        return session::tileCacheOf(QStringLiteral("/c"),
                                    TileService(session::typedService(QLatin1String(typed))));
    };
    const QString one = folder("https://a.example/{z}/{x}/{y}.png");
    QCOMPARE(one, QStringLiteral("/c/https_a.example"));
    QVERIFY(one != folder("http://a.example/{z}/{x}/{y}.png"));
    QVERIFY(one != folder("https://a.example:81/{z}/{x}/{y}.png"));
    QCOMPARE(one, folder("https://A.example/other/{z}/{x}/{y}.png"));
    QVERIFY(!folder("https://[::1]/{z}/{x}/{y}.png").mid(3).contains(u'/'));
    QCOMPARE(session::tileCacheOf(
                 {}, TileService(session::typedService(QStringLiteral("https://a.example/{z}/{x}/{y}")))),
             QString());
}

QTEST_GUILESS_MAIN(TileSourceTest)
#include "tilesourcetest.moc"
