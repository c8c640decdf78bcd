#include "net/capabilities.h"

#include "base/error.h"
#include "net/wmsrequest.h"

#include <QTest>

using namespace marz;

/// What a WMS says of itself: as servers write it, and as nobody should.
class CapabilitiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layersAreRead();
    void theOldVersionIsRead();
    void otherServersAreRefused_data();
    void otherServersAreRefused();
    void hostileOnesAreRefused_data();
    void hostileOnesAreRefused();
    void cutAnywhereItIsRefused();
    void theHostStaysTheOneAsked_data();
    void theHostStaysTheOneAsked();
    void theAddressIsAskedFor_data();
    void theAddressIsAskedFor();

private:
    static net::Host host() { return net::Host::of(QUrl(QStringLiteral("https://maps.example/ows"))); }
    /// A whole document around @p layers, with pictures at @p getMap.
    static QByteArray document(const QByteArray &layers,
                               const QByteArray &getMap = "https://maps.example/ows?map=a&amp;",
                               const QByteArray &before = {})
    {
        return "<?xml version=\"1.0\"?>" + before +
               "<WMS_Capabilities version=\"1.3.0\" xmlns=\"http://www.opengis.net/wms\" "
               "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><Service><Name>WMS</Name><Title>Maps</Title></"
               "Service>"
               "<Capability><Request><GetCapabilities><Format>text/xml</Format></GetCapabilities><GetMap>"
               "<Format>image/jpeg</Format><Format>image/png</Format><DCPType><HTTP><Get><OnlineResource "
               "xlink:type=\"simple\" xlink:href=\"" +
               getMap + "\"/></Get></HTTP></DCPType></GetMap></Request>" + layers +
               "</Capability></WMS_Capabilities>";
    }
    static QByteArray layer(const QByteArray &name, const QByteArray &inside = "<CRS>EPSG:3857</CRS>")
    {
        return "<Layer><Name>" + name + "</Name><Title>The " + name + "</Title>" + inside + "</Layer>";
    }
};

void CapabilitiesTest::layersAreRead()
{
    const QByteArray nested =
        "<Layer><Title>All</Title><CRS>EPSG:4326</CRS><CRS>EPSG:3857</CRS>"
        "<Attribution><Title>© The  "
        "office</Title><LogoURL><Format>image/png</Format></LogoURL></Attribution>" +
        layer("roads", "<Style><Name>a style</Name><Title>not a layer</Title></Style>") +
        "<Layer queryable=\"1\"><Title>Water</Title>" + layer("rivers", {}) +
        layer("lakes", "<CRS>CRS:84</CRS>") + "</Layer></Layer>";
    const net::WmsCapabilities found = net::capabilitiesOf(document(nested), host());
    QCOMPARE(found.version, QStringLiteral("1.3.0"));
    QCOMPARE(found.title, QStringLiteral("Maps"));
    QCOMPARE(found.attribution, QStringLiteral("© The office"));
    QCOMPARE(found.format(), QStringLiteral("image/png"));
    QCOMPARE(found.getMap, QUrl(QStringLiteral("https://maps.example/ows?map=a&")));
    QCOMPARE(found.layers.size(), std::size_t(3));
    QCOMPARE(found.layers[0].name, QStringLiteral("roads"));
    QCOMPARE(found.layers[0].title, QStringLiteral("The roads"));
    QCOMPARE(found.layers[0].above, QStringList{QStringLiteral("All")});
    QVERIFY(found.layers[0].hasWebMercator());
    QCOMPARE(found.layers[2].name, QStringLiteral("lakes"));
    QCOMPARE(found.layers[2].above, QStringList({QStringLiteral("All"), QStringLiteral("Water")}));
    QCOMPARE(found.layers[2].crs.last(), QStringLiteral("CRS:84"));
}

void CapabilitiesTest::theOldVersionIsRead()
{
    const QByteArray old =
        "<?xml version=\"1.0\"?><!DOCTYPE WMT_MS_Capabilities SYSTEM \"http://elsewhere.example/a.dtd\" "
        "[<!ELEMENT "
        "VendorSpecificCapabilities EMPTY>]><WMT_MS_Capabilities "
        "version=\"1.1.1\"><Service><Title>Old</Title>"
        "</Service><Capability><Request><GetMap><Format>image/jpeg</"
        "Format><DCPType><HTTP><Get><OnlineResource "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"https://maps.example/cgi?\"/></Get></HTTP>"
        "</DCPType></GetMap></Request><Layer><Name>group</Name><SRS>EPSG:4326 EPSG:3857</SRS>"
        "<Layer><Name>a</Name></Layer></Layer></Capability></WMT_MS_Capabilities>";
    const net::WmsCapabilities found = net::capabilitiesOf(old, host());
    QCOMPARE(found.version, QStringLiteral("1.1.1"));
    QCOMPARE(found.format(), QStringLiteral("image/jpeg"));
    QCOMPARE(found.layers.size(), std::size_t(2));
    QCOMPARE(found.layers[0].title, QStringLiteral("group"));
    QCOMPARE(found.layers[1].name, QStringLiteral("a"));
    QVERIFY(found.layers[1].hasWebMercator());
}

void CapabilitiesTest::otherServersAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("told");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("no description of a WMS");
    QTest::newRow("a page") << QByteArray("<html><body>Hello</body></html>") << QStringLiteral("'html'");
    QTest::newRow("not XML") << QByteArray("\x89PNG\r\n") << QStringLiteral("no description of a WMS");
    QTest::newRow("a WMTS") << QByteArray("<Capabilities xmlns=\"http://www.opengis.net/wmts/1.0\"/>")
                            << QStringLiteral("It may be a WMTS");
    QTest::newRow("its own words")
        << QByteArray("<ServiceExceptionReport><ServiceException>no such map</ServiceException>"
                      "</ServiceExceptionReport>")
        << QStringLiteral("'no such map'");
    QTest::newRow("no layers") << document("<Layer><Title>All</Title></Layer>")
                               << QStringLiteral("names no layer");
    QTest::newRow("an old one") << document(layer("a")).replace("1.3.0", "1.0.0")
                                << QStringLiteral("'1.0.0'");
    QTest::newRow("no pictures") << document(layer("a")).replace("image/", "text/")
                                 << QStringLiteral("neither PNG");
    QTest::newRow("no address") << document(layer("a"), "") << QStringLiteral("where its pictures are");
}

void CapabilitiesTest::otherServersAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, told);
    try {
        net::capabilitiesOf(bytes, host());
        QFAIL("it was taken");
    } catch (const base::Error &error) {
        QVERIFY2(error.message().contains(told), qPrintable(error.message()));
        QVERIFY2(!error.advice().isEmpty(), qPrintable(error.message()));
    }
}

void CapabilitiesTest::hostileOnesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("deep layers") << document(QByteArray("<Layer>").repeated(100'000));
    QTest::newRow("deep anything") << document("<x>" + QByteArray("<y>").repeated(100'000));
    QTest::newRow("too many layers") << document("<Layer>" + layer("a").repeated(6'000) + "</Layer>");
    QTest::newRow("too many elements") << document(layer("a") + QByteArray("<x/>").repeated(500'000));
    QByteArray laughs = "<!DOCTYPE a [<!ENTITY l0 \"ha\">";
    for (int i = 1; i < 12; ++i) {
        const QByteArray before = "&l" + QByteArray::number(i - 1) + ";";
        laughs += "<!ENTITY l" + QByteArray::number(i) + " \"" + before.repeated(10) + "\">";
    }
    QTest::newRow("entities") << document(layer("&l11;"), "https://maps.example/", laughs + "]>");
    QTest::newRow("a file for an entity") << document(
        layer("&f;"), "https://maps.example/", "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>");
    QTest::newRow("broken letters") << document(layer("\xFF\xFE\x80"));
}

/// Refused, or read without what is hostile in it; never hung, never grown.
void CapabilitiesTest::hostileOnesAreRefused()
{
    QFETCH(QByteArray, bytes);
    try {
        const net::WmsCapabilities found = net::capabilitiesOf(bytes, host());
        QVERIFY(found.layers.size() == 1);
        QVERIFY(found.layers[0].name.size() <= 300);
        QVERIFY(!found.layers[0].name.contains(QStringLiteral("root")));
        QVERIFY(QTest::currentDataTag() == QByteArray("broken letters") ||
                QTest::currentDataTag() == QByteArray("a file for an entity"));
    } catch (const base::Error &error) {
        QCOMPARE(error.kind(), base::ErrorKind::Invalid);
    }
}

void CapabilitiesTest::cutAnywhereItIsRefused()
{
    const QByteArray whole = document("<Layer><Title>All</Title>" + layer("a") + layer("b") + "</Layer>");
    net::capabilitiesOf(whole, host());
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY_EXCEPTION_THROWN(net::capabilitiesOf(whole.left(size), host()), base::Error);
}

void CapabilitiesTest::theHostStaysTheOneAsked_data()
{
    QTest::addColumn<QByteArray>("getMap");
    QTest::addColumn<QString>("result"); ///< the address, or what the error names
    QTest::newRow("the same") << QByteArray("https://maps.example/a?")
                              << QStringLiteral("https://maps.example/a?");
    QTest::newRow("another scheme and port")
        << QByteArray("http://maps.example:8080/a?b=c") << QStringLiteral("https://maps.example/a?b=c");
    QTest::newRow("a user") << QByteArray("https://me:pw@maps.example/a")
                            << QStringLiteral("https://maps.example/a");
    QTest::newRow("capitals") << QByteArray("https://MAPS.example/a")
                              << QStringLiteral("https://maps.example/a");
    QTest::newRow("another host") << QByteArray("https://evil.example/a") << QStringLiteral("evil.example");
    QTest::newRow("a host below") << QByteArray("https://b.maps.example/a")
                                  << QStringLiteral("b.maps.example");
    QTest::newRow("this computer") << QByteArray("http://localhost:631/a") << QStringLiteral("localhost:631");
    QTest::newRow("a file") << QByteArray("file:///etc/passwd") << QStringLiteral("where its pictures are");
}

void CapabilitiesTest::theHostStaysTheOneAsked()
{
    QFETCH(QByteArray, getMap);
    QFETCH(QString, result);
    QString told;
    try {
        told = net::capabilitiesOf(document(layer("a"), getMap), host()).getMap.toString();
    } catch (const base::Error &error) {
        told = error.message();
        QVERIFY2(told.contains(result), qPrintable(told));
        return;
    }
    QCOMPARE(told, result);
}

void CapabilitiesTest::theAddressIsAskedFor_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("asked");
    const QString words = QStringLiteral("SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.3.0");
    QTest::newRow("bare") << QStringLiteral("https://a.example/wms")
                          << QStringLiteral("https://a.example/wms?") + words;
    QTest::newRow("a question mark") << QStringLiteral("https://a.example/wms?")
                                     << QStringLiteral("https://a.example/wms?") + words;
    QTest::newRow("a key stays") << QStringLiteral("https://a.example/wms?key=a%20b&")
                                 << QStringLiteral("https://a.example/wms?key=a%20b&") + words;
    QTest::newRow("own words go") << QStringLiteral(
                                         "https://a.example/wms?request=GetMap&Version=1.0.0&service=x")
                                  << QStringLiteral("https://a.example/wms?") + words;
}

void CapabilitiesTest::theAddressIsAskedFor()
{
    QFETCH(QString, typed);
    QFETCH(QString, asked);
    QCOMPARE(QString::fromLatin1(net::capabilitiesUrl(QUrl(typed), QStringLiteral("1.3.0")).toEncoded()),
             asked);
}

QTEST_GUILESS_MAIN(CapabilitiesTest)
#include "capabilitiestest.moc"
