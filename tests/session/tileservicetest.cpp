#include "session/tileservice.h"

#include "base/error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace marz;
using session::ServiceKind;
using session::ServiceWords;
using session::TileService;

/// Services as users type them and as stores hold them.
class TileServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreRead_data();
    void addressesAreRead();
    void otherAddressesAreRefused_data();
    void otherAddressesAreRefused();
    void aWmsIsChecked_data();
    void aWmsIsChecked();
    void aServiceComesBackFromAStore_data();
    void aServiceComesBackFromAStore();
    void nothingOfAStoreIsTrusted_data();
    void nothingOfAStoreIsTrusted();
    void attributionIsOneLine();

private:
    static ServiceWords wms()
    {
        ServiceWords words;
        words.kind = ServiceKind::Wms;
        words.url = QStringLiteral("https://maps.example/ows?map=one.map");
        words.layers = {QStringLiteral("ne:rivers"), QStringLiteral("Дороги")};
        words.version = QStringLiteral("1.3.0");
        words.format = QStringLiteral("image/png");
        words.attribution = QStringLiteral("© Example");
        return words;
    }
};

void TileServiceTest::addressesAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("attribution");
    const auto row = [](const char *name, const char *typed, ServiceKind kind, const char *url,
                        const char *host, const char *attribution = "") {
        QTest::newRow(name) << QString::fromUtf8(typed) << int(kind) << QString::fromUtf8(url)
                            << QString::fromUtf8(host) << QString::fromUtf8(attribution);
    };
    const char *osm = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
    row("OpenStreetMap", osm, ServiceKind::Tiles, osm, "tile.openstreetmap.org",
        "© OpenStreetMap contributors");
    row("spaces around", "  https://tile.openstreetmap.org/{z}/{x}/{y}.png \n", ServiceKind::Tiles, osm,
        "tile.openstreetmap.org", "© OpenStreetMap contributors");
    const char *tms = "http://localhost:8080/tms/{z}/{x}/{-y}.jpg";
    row("TMS on this computer", tms, ServiceKind::Tiles, tms, "localhost:8080");
    const char *key = "https://10.0.0.7/t?x={x}&y={y}&z={z}&key=a%20b";
    row("an address, places in the query", key, ServiceKind::Tiles, key, "10.0.0.7");
    row("IPv6", "http://[::1]:8080/{z}/{x}/{y}", ServiceKind::Tiles, "http://[::1]:8080/{z}/{x}/{y}",
        "[::1]:8080");
    row("ArcGIS tiles", "https://a.example/MapServer/tile/{z}/{y}/{x}", ServiceKind::Tiles,
        "https://a.example/MapServer/tile/{z}/{y}/{x}", "a.example");
    row("tiles of a WMTS", "https://a.example/wmts/1.0.0/{z}/{x}/{y}.png", ServiceKind::Tiles,
        "https://a.example/wmts/1.0.0/{z}/{x}/{y}.png", "a.example");
    row("the usual port", "https://a.example:443/{z}/{x}/{y}.png", ServiceKind::Tiles,
        "https://a.example:443/{z}/{x}/{y}.png", "a.example");
    row("a look-alike shows its wire form", "https://tile.оpenstreetmap.org/{z}/{x}/{y}.png",
        ServiceKind::Tiles, "https://tile.оpenstreetmap.org/{z}/{x}/{y}.png",
        "tile.xn--penstreetmap-3fk.org");
    row("WMS", "https://maps.example/wms?", ServiceKind::Wms, "https://maps.example/wms?", "maps.example");
    row("WMS without a query", "https://maps.example/wms", ServiceKind::Wms, "https://maps.example/wms",
        "maps.example");
    row("WMS of ArcGIS", "https://a.example/MapServer/WMSServer?", ServiceKind::Wms,
        "https://a.example/MapServer/WMSServer?", "a.example");
}

void TileServiceTest::addressesAreRead()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    QFETCH(QString, url);
    QFETCH(QString, host);
    QFETCH(QString, attribution);
    ServiceWords words = session::typedService(typed);
    QCOMPARE(int(words.kind), kind);
    QCOMPARE(words.url, url);
    QCOMPARE(words.attribution, attribution);
    if (words.kind == ServiceKind::Wms) {
        words.layers = {QStringLiteral("a")};
        words.version = QStringLiteral("1.3.0");
        words.format = QStringLiteral("image/png");
    }
    QCOMPARE(TileService(words).host(), host);
    QCOMPARE(TileService(words).origin(), typed.trimmed().section(u':', 0, 0) + QStringLiteral("://") + host);
}

void TileServiceTest::otherAddressesAreRefused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name, const char *typed, const char *told) {
        QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(told);
    };
    row("nothing", "  ", "no address");
    row("no scheme", "tile.openstreetmap.org/{z}/{x}/{y}.png", "Put https:// in front");
    row("ftp", "ftp://a.example/{z}/{x}/{y}.png", "ftp://");
    row("a file", "file:///tmp/{z}/{x}/{y}.png", "Add a file");
    row("several hosts", "https://{s}.tile.openstreetmap.org/{z}/{x}/{y}.png", "several hosts");
    row("any host", "https://{x}.example/{z}/{x}/{y}.png", "several hosts");
    row("no x", "https://a.example/{z}/{y}.png", "{x} is missing");
    row("no z", "https://a.example/{x}/{y}.png", "{z} is missing");
    row("no y", "https://a.example/{z}/{x}.png", "{y} is missing");
    row("both rows", "https://a.example/{z}/{x}/{y}/{-y}.png", "{y} is missing, or");
    row("one tile", "https://a.example/4/3/2.png", "{z} is missing");
    row("a key to be filled in", "https://a.example/{z}/{x}/{y}.png?key={apikey}", "{apikey} is not known");
    row("twice as fine", "https://a.example/{z}/{x}/{y}{r}.png", "@2x");
    row("quadkeys", "https://a.example/{q}.png", "quadkeys");
    row("half a bracket", "https://a.example/{z}/{x}/{y}.png}", "stands alone");
    row("a password", "https://me:secret@a.example/{z}/{x}/{y}.png", "password");
    row("a user", "https://me@a.example/{z}/{x}/{y}.png", "user name");
    row("a space", "https://a.example/my tiles/{z}/{x}/{y}.png", "a space");
    row("a line", "https://a.example/\n{z}/{x}/{y}.png", "a space");
    row("no host", "https:///{z}/{x}/{y}.png", "no name of a host");
    row("port 0", "https://a.example:0/{z}/{x}/{y}.png", "no name of a host");
    row("a port too high", "https://a.example:70000/{z}/{x}/{y}.png", "no name of a host");
    row("the host alone", "https://tile.openstreetmap.org/", "only the host");
    row("WMTS", "https://a.example/wmts?service=WMTS&request=GetCapabilities", "WMTS");
    row("WMTS by its file", "https://a.example/1.0.0/WMTSCapabilities.xml", "WMTS");
    row("WFS", "https://a.example/ows?SERVICE=WFS", "WFS");
    row("ArcGIS", "https://a.example/arcgis/rest/services/World/MapServer", "ArcGIS");
    row("ArcGIS with a query", "https://a.example/arcgis/rest/services/World/ImageServer?f=json", "ArcGIS");
    row("vector tiles", "https://a.example/{z}/{x}/{y}.pbf", "vector tiles");
    row("a style", "https://a.example/style.json?key=1", "vector tiles");
    QTest::newRow("endless") << QStringLiteral("https://a.example/{z}/{x}/{y}.png?") + QString(5000, u'a')
                             << QStringLiteral("longer than");
}

void TileServiceTest::otherAddressesAreRefused()
{
    QFETCH(QString, typed);
    QFETCH(QString, told);
    try {
        session::typedService(typed);
        QFAIL("it was taken");
    } catch (const base::Error &error) {
        QCOMPARE(error.kind(), base::ErrorKind::Invalid);
        QVERIFY2(error.message().contains(told), qPrintable(error.message()));
        QVERIFY2(!error.advice().isEmpty(), qPrintable(error.message()));
    }
}

void TileServiceTest::aWmsIsChecked_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("layers");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("kept"); ///< the address after; empty = it is refused
    const auto row = [](const char *name, const QString &url, const QStringList &layers, const char *version,
                        const char *format, const char *kept) {
        QTest::newRow(name) << url << layers << QString::fromLatin1(version) << QString::fromLatin1(format)
                            << QString::fromLatin1(kept);
    };
    const QString url = QStringLiteral("https://a.example/wms?map=a&Service=WMS&REQUEST=GetMap&bbox=1,2,3,4");
    const QStringList one{QStringLiteral("a")};
    row("own words go", url, one, "1.3.0", "image/png", "https://a.example/wms?map=a");
    row("the old version", url, one, "1.1.1", "image/jpeg", "https://a.example/wms?map=a");
    row("another version", url, one, "1.0.0", "image/png", "");
    row("an absurd version", url, one, "1.3.0&LAYERS=b", "image/png", "");
    row("a vector format", url, one, "1.3.0", "image/svg+xml", "");
    row("no layers", url, {}, "1.3.0", "image/png", "");
    row("an empty layer", url, {QString()}, "1.3.0", "image/png", "");
    row("a comma", url, {QStringLiteral("a,b")}, "1.3.0", "image/png", "");
    row("too many", url, QStringList(51, QStringLiteral("a")), "1.3.0", "image/png", "");
    row("a place", QStringLiteral("https://a.example/{x}/wms?"), one, "1.3.0", "image/png", "");
}

void TileServiceTest::aWmsIsChecked()
{
    QFETCH(QString, kept);
    ServiceWords words = wms();
    QFETCH(QString, url);
    QFETCH(QStringList, layers);
    QFETCH(QString, version);
    QFETCH(QString, format);
    words.url = url;
    words.layers = layers;
    words.version = version;
    words.format = format;
    if (kept.isEmpty())
        QVERIFY_EXCEPTION_THROWN(TileService{words}, base::Error);
    else
        QCOMPARE(TileService(words).url(), kept);
}

void TileServiceTest::aServiceComesBackFromAStore_data()
{
    QTest::addColumn<bool>("isWms");
    QTest::newRow("tiles") << false;
    QTest::newRow("WMS") << true;
}

void TileServiceTest::aServiceComesBackFromAStore()
{
    QFETCH(bool, isWms);
    ServiceWords words =
        isWms ? wms() : session::typedService(QStringLiteral("http://a.example/{z}/{x}/{-y}@2x.png"));
    words.maxZoom = 17;
    if (!isWms)
        words.tileSize = 512;
    const TileService service(words);
    const QByteArray stored = QJsonDocument(session::serviceJson(service)).toJson();
    const auto again = session::serviceOf(QJsonDocument::fromJson(stored).object());
    QVERIFY(again);
    QVERIFY(*again == service);
    QCOMPARE(again->maxZoom(), 17);
    QCOMPARE(again->isEncrypted(), isWms);
    QCOMPARE(again->layers(), words.layers);
    QCOMPARE(again->tileSize(), isWms ? 256 : 512);
}

void TileServiceTest::nothingOfAStoreIsTrusted_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isUsable");
    QTest::newRow("nothing") << QByteArray("{}") << false;
    QTest::newRow("no kind") << QByteArray(R"({"url":"https://a.example/{z}/{x}/{y}.png"})") << false;
    QTest::newRow("a file") << QByteArray(R"({"kind":"tiles","url":"file:///etc/{z}/{x}/{y}"})") << false;
    QTest::newRow("several hosts") << QByteArray(
                                          R"({"kind":"tiles","url":"https://{s}.a.example/{z}/{x}/{y}"})")
                                   << false;
    QTest::newRow("a number for an address") << QByteArray(R"({"kind":"tiles","url":7})") << false;
    QTest::newRow("layers of a WMS as text")
        << QByteArray(R"({"kind":"wms","url":"https://a.example/wms","layers":"a","version":"1.3.0",
                          "format":"image/png"})")
        << false;
    QTest::newRow("absurd numbers")
        << QByteArray(R"({"kind":"tiles","url":"https://a.example/{z}/{x}/{y}.png","max_zoom":1e9,
                          "tile_size":-3,"attribution":{"a":1}})")
        << true;
}

void TileServiceTest::nothingOfAStoreIsTrusted()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isUsable);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(document.isObject());
    const auto service = session::serviceOf(document.object());
    QCOMPARE(service.has_value(), isUsable);
    if (service) {
        QVERIFY(service->maxZoom() >= 0 && service->maxZoom() <= 24);
        QCOMPARE(service->tileSize(), 256);
        QCOMPARE(service->attribution(), QString());
    }
}

void TileServiceTest::attributionIsOneLine()
{
    ServiceWords words = session::typedService(QStringLiteral("https://a.example/{z}/{x}/{y}.png"));
    words.attribution = QStringLiteral(" © One\nTwo\u202Eeerht ") + QString(1000, u'x');
    const QString attribution = TileService(words).attribution();
    QVERIFY(attribution.startsWith(QStringLiteral("© One Two eerht xxx")));
    QCOMPARE(attribution.size(), 300);
}

QTEST_GUILESS_MAIN(TileServiceTest)
#include "tileservicetest.moc"
