#include "session/tilegrid.h"

#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>

using namespace marz;
using session::TileNumber;
using session::TileService;

namespace {

/// What a device pixel of a tile measures in Web Mercator, metres.
double metresPerPx(int zoom)
{
    return 2 * 20037508.342789244 / (256 << zoom);
}

TileService tiles(int maxZoom = 19, int tileSize = 256)
{
    session::ServiceWords words =
        session::typedService(QStringLiteral("https://tile.example/{z}/{x}/{y}.png"));
    words.maxZoom = maxZoom;
    words.tileSize = tileSize;
    return TileService(words);
}

/// A view of Web Mercator whose pixels are those of @p zoom.
map::Viewport viewAt(geo::LonLat centre, int zoom, QSize size, double devicePixelRatio = 1)
{
    const geo::Crs crs = geo::Crs::webMercator();
    return {crs, crs.toMap(centre), metresPerPx(zoom), size, devicePixelRatio};
}

} // namespace

/// Which tiles a view needs. Known numbers: those of the OpenStreetMap wiki ("Slippy map tilenames") and of
/// the tests of Mapbox's mercantile.
class TileGridTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownTilesAreFound_data();
    void knownTilesAreFound();
    void boxesAreKnown();
    void zoomFollowsDevicePixels_data();
    void zoomFollowsDevicePixels();
    void exactlyWhatIsShownIsNeeded();
    void otherProjectionsAreCovered_data();
    void otherProjectionsAreCovered();
    void atMostSoMany();
    void theAntimeridianIsCrossed();
    void nothingIsShownBeyondTheWorld();
    void addressesAreFilledIn_data();
    void addressesAreFilledIn();
    void aWmsIsAskedForABox_data();
    void aWmsIsAskedForABox();
};

void TileGridTest::knownTilesAreFound_data()
{
    QTest::addColumn<double>("lon");
    QTest::addColumn<double>("lat");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("y");
    QTest::newRow("Brandenburg Gate (wiki)")
        << 13.37771496361961 << 52.51628011262304 << 17 << 70406 << 42987;
    QTest::newRow("Albania (mercantile)") << 20.6852 << 40.1222 << 9 << 285 << 193;
    QTest::newRow("the world") << 20.0 << 40.0 << 0 << 0 << 0;
    QTest::newRow("south-west") << -90.0 << -45.0 << 1 << 0 << 1;
    QTest::newRow("north-east") << 90.0 << 45.0 << 1 << 1 << 0;
}

void TileGridTest::knownTilesAreFound()
{
    QFETCH(double, lon);
    QFETCH(double, lat);
    QFETCH(int, zoom);
    QFETCH(int, x);
    QFETCH(int, y);
    const std::vector<TileNumber> found = session::tilesFor(viewAt({lon, lat}, zoom, {2, 2}), tiles());
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].zoom, zoom);
    QCOMPARE(found[0].x, x);
    QCOMPARE(found[0].y, y);
}

/// mercantile.xy_bounds(486, 332, 10) of its documentation.
void TileGridTest::boxesAreKnown()
{
    const geo::MapBox box = session::tileBox({10, 486, 332});
    QVERIFY(std::abs(box.left - -1017529.7205322663) < 1e-6);
    QVERIFY(std::abs(box.bottom - 7005300.768279833) < 1e-6);
    QVERIFY(std::abs(box.right - -978393.962050256) < 1e-6);
    QVERIFY(std::abs(box.top - 7044436.526761846) < 1e-6);
    QVERIFY(session::tileAbove({10, 486, 332}) == TileNumber({9, 243, 166}));
    QVERIFY(!session::tileAbove({0, 0, 0}));
}

void TileGridTest::zoomFollowsDevicePixels_data()
{
    QTest::addColumn<double>("lat");
    QTest::addColumn<double>("closer");           ///< than the pixels of zoom 8
    QTest::addColumn<double>("devicePixelRatio"); ///< 2: twice as many pixels on the same ground
    QTest::addColumn<int>("tileSize");
    QTest::addColumn<int>("maxZoom");
    QTest::addColumn<int>("zoom");
    QTest::newRow("the equator") << 0.0 << 1.0 << 1.0 << 256 << 19 << 8;
    QTest::newRow("the north") << 60.0 << 1.0 << 1.0 << 256 << 19 << 8;
    QTest::newRow("a little closer") << 38.0 << 1.3 << 1.0 << 256 << 19 << 8;
    QTest::newRow("much closer") << 38.0 << 1.6 << 1.0 << 256 << 19 << 9;
    QTest::newRow("a fine screen") << 38.0 << 1.0 << 2.0 << 256 << 19 << 9;
    QTest::newRow("fine tiles") << 38.0 << 1.0 << 1.0 << 512 << 19 << 7;
    QTest::newRow("both") << 38.0 << 1.0 << 2.0 << 512 << 19 << 8;
    QTest::newRow("no deeper than there are") << 38.0 << 1.0 << 1.0 << 256 << 5 << 5;
}

void TileGridTest::zoomFollowsDevicePixels()
{
    QFETCH(double, lat);
    QFETCH(double, closer);
    QFETCH(double, devicePixelRatio);
    QFETCH(int, tileSize);
    QFETCH(int, maxZoom);
    QFETCH(int, zoom);
    const geo::Crs crs = geo::Crs::webMercator();
    const map::Viewport view(crs, crs.toMap(geo::LonLat{70, lat}), metresPerPx(8) / closer, {600, 400},
                             devicePixelRatio);
    QCOMPARE(session::zoomFor(view, tileSize, maxZoom), zoom);
    // Elsewhere the ground is the same, whatever the projection makes of it.
    QCOMPARE(session::zoomFor(view.withCrs(geo::Crs::utmAt({70, lat})), tileSize, maxZoom), zoom);
}

void TileGridTest::exactlyWhatIsShownIsNeeded()
{
    const geo::MapBox box = session::tileBox({9, 285, 193});
    const map::Viewport one(geo::Crs::webMercator(), box.centre(), metresPerPx(9), {256, 256}, 1);
    QVERIFY(session::tilesFor(one, tiles()) == std::vector<TileNumber>({{9, 285, 193}}));
    const std::vector<TileNumber> four{{10, 570, 386}, {10, 571, 386}, {10, 570, 387}, {10, 571, 387}};
    QVERIFY(session::tilesFor(one.resized({256, 256}, 2), tiles()) == four);
    QCOMPARE(session::tilesFor(one.moved({1, 0}), tiles()).size(), std::size_t(2));
}

void TileGridTest::otherProjectionsAreCovered_data()
{
    QTest::addColumn<QString>("crs");
    QTest::addColumn<double>("lon");
    QTest::addColumn<double>("lat");
    QTest::addColumn<double>("unitsPerPx");
    QTest::newRow("UTM") << QStringLiteral("EPSG:32642") << 69.0 << 38.5 << 100.0;
    QTest::newRow("UTM at its edge") << QStringLiteral("EPSG:32642") << 72.0 << 60.0 << 300.0;
    QTest::newRow("a cone") << QStringLiteral("EPSG:3034") << 25.0 << 60.0 << 3000.0;
    QTest::newRow("areas, far out") << QStringLiteral("equal-area:70,38") << 70.0 << 38.0 << 8000.0;
    QTest::newRow("around the pole") << QStringLiteral("EPSG:3995") << 40.0 << 80.0 << 5000.0;
    QTest::newRow("across the antimeridian") << QStringLiteral("EPSG:3832") << 179.9 << 10.0 << 2000.0;
}

/// Whatever lies in the picture lies in one of the tiles, and not many lie outside.
void TileGridTest::otherProjectionsAreCovered()
{
    QFETCH(QString, crs);
    QFETCH(double, lon);
    QFETCH(double, lat);
    QFETCH(double, unitsPerPx);
    const geo::Crs projection = geo::Crs::fromCode(crs);
    const map::Viewport view(projection, projection.toMap(geo::LonLat{lon, lat}), unitsPerPx, {900, 700}, 1);
    const std::vector<TileNumber> found = session::tilesFor(view, tiles());
    QVERIFY(!found.empty());
    QVERIFY(found.size() <= session::mostTiles);
    std::vector<bool> isUsed(found.size());
    int looked = 0;
    for (int y = 3; y < 700; y += 7) {
        for (int x = 3; x < 900; x += 7) {
            const geo::LonLat place = view.screenToLonLat(QPointF(x, y));
            if (!geo::isValid(place) || std::abs(place.lat) > 85)
                continue;
            ++looked;
            const geo::MapPoint at = geo::Crs::webMercator().toMap(place);
            const auto tile = std::find_if(found.begin(), found.end(), [&](const TileNumber &each) {
                return session::tileBox(each).contains(at);
            });
            QVERIFY2(tile != found.end(), qPrintable(QStringLiteral("%1 %2").arg(place.lon).arg(place.lat)));
            isUsed[static_cast<std::size_t>(tile - found.begin())] = true;
        }
    }
    QVERIFY(looked > 1000);
    const auto unused = std::count(isUsed.begin(), isUsed.end(), false);
    QVERIFY2(unused <= 4 || unused * 4 <= std::ptrdiff_t(found.size()),
             qPrintable(QStringLiteral("%1 of %2 are not seen").arg(unused).arg(found.size())));
}

void TileGridTest::atMostSoMany()
{
    const map::Viewport large = viewAt({70, 38}, 10, {3000, 2000}, 4);
    QCOMPARE(session::zoomFor(large, 256, 19), 12);
    const std::vector<TileNumber> found = session::tilesFor(large, tiles());
    QVERIFY(found.size() <= session::mostTiles);
    QVERIFY(found.size() > session::mostTiles / 5);
    QCOMPARE(found.front().zoom, 10);
}

void TileGridTest::theAntimeridianIsCrossed()
{
    const geo::Crs pacific = geo::Crs::fromEpsg(3832);
    const map::Viewport view(pacific, pacific.toMap(geo::LonLat{180, 0}), metresPerPx(5), {500, 300}, 1);
    const std::vector<TileNumber> found = session::tilesFor(view, tiles());
    const auto has = [&](int x) {
        return std::any_of(found.begin(), found.end(), [x](const TileNumber &each) { return each.x == x; });
    };
    QVERIFY(has(0));
    QVERIFY(has(31));
    QVERIFY(!has(16));
}

void TileGridTest::nothingIsShownBeyondTheWorld()
{
    const map::Viewport beyond(geo::Crs::webMercator(), {0, 9e7}, 1000, {500, 300}, 1);
    QVERIFY(session::tilesFor(beyond, tiles()).empty());
}

void TileGridTest::addressesAreFilledIn_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::newRow("from the north") << QStringLiteral("https://t.example/{z}/{x}/{y}.png")
                                    << QStringLiteral("https://t.example/9/285/193.png");
    QTest::newRow("from the south") << QStringLiteral("https://t.example/{z}/{x}/{-y}.png")
                                    << QStringLiteral("https://t.example/9/285/318.png");
    QTest::newRow("in a query") << QStringLiteral("https://t.example:81/t?a=%20b&r={y}&c={x}&l={z}")
                                << QStringLiteral("https://t.example:81/t?a=%20b&r=193&c=285&l=9");
}

void TileGridTest::addressesAreFilledIn()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    const TileService service(session::typedService(typed));
    QCOMPARE(QString::fromLatin1(session::tileUrl(service, {9, 285, 193}).toEncoded()), url);
}

void TileGridTest::aWmsIsAskedForABox_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("crsKey");
    QTest::addColumn<QString>("transparent");
    QTest::newRow("new") << QStringLiteral("1.3.0") << QStringLiteral("image/png") << QStringLiteral("CRS")
                         << QStringLiteral("TRUE");
    QTest::newRow("old") << QStringLiteral("1.1.1") << QStringLiteral("image/jpeg") << QStringLiteral("SRS")
                         << QStringLiteral("FALSE");
}

void TileGridTest::aWmsIsAskedForABox()
{
    QFETCH(QString, version);
    QFETCH(QString, format);
    QFETCH(QString, crsKey);
    QFETCH(QString, transparent);
    session::ServiceWords words = session::typedService(QStringLiteral("https://w.example/ows?map=a&"));
    words.layers = {QStringLiteral("a & b"), QStringLiteral("c=d")};
    words.version = version;
    words.format = format;
    const QUrl url = session::tileUrl(TileService(words), {10, 486, 332});
    QCOMPARE(url.host(), QStringLiteral("w.example"));
    const QUrlQuery query(url);
    const auto value = [&](const char *key) {
        return query.queryItemValue(QLatin1String(key), QUrl::FullyDecoded);
    };
    QCOMPARE(value("map"), QStringLiteral("a"));
    QCOMPARE(value("REQUEST"), QStringLiteral("GetMap"));
    QCOMPARE(value("VERSION"), version);
    QCOMPARE(value("LAYERS"), QStringLiteral("a & b,c=d"));
    QCOMPARE(value("STYLES"), QStringLiteral(","));
    QCOMPARE(query.queryItemValue(crsKey), QStringLiteral("EPSG:3857"));
    QCOMPARE(value("BBOX"), QStringLiteral("-1017529.7205,7005300.7683,-978393.9621,7044436.5268"));
    QCOMPARE(value("WIDTH"), QStringLiteral("256"));
    QCOMPARE(value("FORMAT"), format);
    QCOMPARE(value("TRANSPARENT"), transparent);
}

QTEST_GUILESS_MAIN(TileGridTest)
#include "tilegridtest.moc"
