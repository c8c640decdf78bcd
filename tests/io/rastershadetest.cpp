#include "io/rasters.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace marz;
using namespace marz::tests;

/// The hillshade of Foreign::drawRaster(): light comes from where it is said to, slopes are as steep as on
/// the ground, whatever the map's CRS and the unit of heights.
class RasterShadeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void lightComesFromItsSide_data();
    void lightComesFromItsSide();
    void slopesAreTrue_data();
    void slopesAreTrue();
    void feetAreShorter();
    void exaggerates();
    void northIsTheEarths();
    void levelGroundKeepsItsColour();
    void shadeIsGradual();
    void edgesAreLikeTheMiddle();
    void stripsAreSeamless();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    /// A plane in a UTM zone at @p at that rises by @p east and @p north metres a metre.
    geo::LonLat writePlane(const QString &name, geo::LonLat at, double east, double north,
                           const char *unit = "", double unitMetres = 1) const;
    int shadeAt(const QString &name, const QString &crs, geo::LonLat at, const io::RasterLook &look) const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

io::RasterLook lightFrom(double azimuthDeg)
{
    io::RasterLook look;
    look.shade = 1;
    look.azimuthDeg = azimuthDeg;
    return look;
}

/// Brightness 0..255 of a slope of @p rise a metre towards @p towardsDeg, by the formula of Lambert's
/// reflection.
double expectedShade(double rise, double towardsDeg, const io::RasterLook &look)
{
    const double slope = std::atan(rise);
    const double altitude = qDegreesToRadians(look.altitudeDeg);
    // A slope that rises towards T faces away from it.
    const double apart = qDegreesToRadians(look.azimuthDeg - (towardsDeg + 180));
    return 255 * std::max(0.0, std::sin(altitude) * std::cos(slope) +
                                   std::cos(altitude) * std::sin(slope) * std::cos(apart));
}

} // namespace

geo::LonLat RasterShadeTest::writePlane(const QString &name, geo::LonLat at, double east, double north,
                                        const char *unit, double unitMetres) const
{
    const geo::Crs utm = geo::Crs::utmAt(at);
    const geo::MapPoint middle = utm.toMap(at);
    Raster raster{utm.epsg(), middle.x - 1000, middle.y + 1000, 20};
    raster.type = GDT_Float32;
    raster.unit = unit;
    raster.bands = {[=](int x, int y) { return (3000 + 20 * (x * east - y * north)) / unitMetres; }};
    writeRaster(path(name), raster);
    return at;
}

int RasterShadeTest::shadeAt(const QString &name, const QString &crs, geo::LonLat at,
                             const io::RasterLook &look) const
{
    const geo::MapPoint middle = geo::Crs::fromCode(crs).toMap(at);
    const io::RasterView view{crs, {middle.x - 600, middle.y - 600, middle.x + 600, middle.y + 600}, 60, 60};
    const quint32 pixel = pixelAt(drawn(path(name), view, look), 30, 30);
    return alphaOf(pixel) == 255 ? redOf(pixel) : -1;
}

void RasterShadeTest::lightComesFromItsSide_data()
{
    QTest::addColumn<double>("east");
    QTest::addColumn<double>("north");
    QTest::addColumn<double>("brightest");
    QTest::newRow("falls to the east") << -0.4 << 0.0 << 90.0;
    QTest::newRow("falls to the west") << 0.4 << 0.0 << 270.0;
    QTest::newRow("falls to the north") << 0.0 << -0.4 << 0.0;
    QTest::newRow("falls to the south") << 0.0 << 0.4 << 180.0;
}

void RasterShadeTest::lightComesFromItsSide()
{
    QFETCH(double, east);
    QFETCH(double, north);
    QFETCH(double, brightest);
    const geo::LonLat at = writePlane("a.tif", {69, 38}, east, north);
    QMap<double, int> shades;
    for (const double azimuth : {0.0, 90.0, 180.0, 270.0})
        shades[azimuth] = shadeAt("a.tif", "EPSG:32642", at, lightFrom(azimuth));
    for (auto each = shades.begin(); each != shades.end(); ++each)
        QVERIFY(each.key() == brightest || each.value() < shades[brightest] - 40);
}

void RasterShadeTest::slopesAreTrue_data()
{
    QTest::addColumn<QString>("crs");
    QTest::addColumn<double>("lat");
    for (const double lat : {1.0, 38.0, 64.0, 78.0}) {
        QTest::addRow("Web Mercator %g", lat) << "EPSG:3857" << lat;
        QTest::addRow("UTM %g", lat) << "EPSG:32642" << lat;
        QTest::addRow("equal area %g", lat) << QStringLiteral("equal-area:69,%1").arg(lat) << lat;
    }
}

void RasterShadeTest::slopesAreTrue()
{
    QFETCH(QString, crs);
    QFETCH(double, lat);
    const geo::LonLat at = writePlane("a.tif", {69, lat}, 0.3, 0);
    for (const double azimuth : {315.0, 90.0, 270.0}) {
        const io::RasterLook look = lightFrom(azimuth);
        const int shade = shadeAt("a.tif", crs, at, look);
        const double expected = expectedShade(0.3, 90, look);
        QVERIFY2(std::abs(shade - expected) <= 3,
                 qPrintable(QStringLiteral("%1: %2 instead of %3").arg(azimuth).arg(shade).arg(expected)));
    }
}

void RasterShadeTest::feetAreShorter()
{
    const geo::LonLat at = writePlane("m.tif", {69, 38}, 0.3, 0);
    writePlane("ft.tif", {69, 38}, 0.3, 0, "ft", 0.3048);
    writePlane("usft.tif", {69, 38}, 0.3, 0, "us-ft", 1200.0 / 3937);
    writePlane("wrong.tif", {69, 38}, 0.3, 0, "m", 0.3048);
    const io::RasterLook look = lightFrom(270);
    const int metres = shadeAt("m.tif", "EPSG:3857", at, look);
    QVERIFY(std::abs(shadeAt("ft.tif", "EPSG:3857", at, look) - metres) <= 1);
    QVERIFY(std::abs(shadeAt("usft.tif", "EPSG:3857", at, look) - metres) <= 1);
    QVERIFY(std::abs(shadeAt("wrong.tif", "EPSG:3857", at, look) - metres) > 5);
}

void RasterShadeTest::exaggerates()
{
    const geo::LonLat at = writePlane("a.tif", {69, 38}, 0.1, 0);
    io::RasterLook look = lightFrom(90);
    look.exaggeration = 4;
    QVERIFY(std::abs(shadeAt("a.tif", "EPSG:3857", at, look) - expectedShade(0.4, 90, look)) <= 3);
    look.altitudeDeg = 70;
    QVERIFY(std::abs(shadeAt("a.tif", "EPSG:3857", at, look) - expectedShade(0.4, 90, look)) <= 3);
}

void RasterShadeTest::northIsTheEarths()
{
    // Seen in a zone far to the west, north leans by some six degrees: nine levels of brightness.
    const geo::LonLat at{78, 45};
    QVERIFY(geo::Crs::utmAt(at).epsg() != 32642);
    writePlane("a.tif", at, 0.5, 0);
    const io::RasterLook look = lightFrom(0);
    const int own = shadeAt("a.tif", geo::Crs::utmAt(at).code(), at, look);
    const int leaning = shadeAt("a.tif", "EPSG:32642", at, look);
    QVERIFY2(std::abs(own - leaning) <= 3, qPrintable(QStringLiteral("%1 %2").arg(own).arg(leaning)));
}

void RasterShadeTest::levelGroundKeepsItsColour()
{
    const geo::LonLat at = writePlane("level.tif", {69, 38}, 0, 0);
    writePlane("slope.tif", {69, 38}, 0.5, 0);
    io::RasterLook look = lightFrom(90);
    look.ramp = {{0, 0xFF604020}, {9000, 0xFF604020}};
    QVERIFY(std::abs(shadeAt("level.tif", "EPSG:3857", at, look) - 0x60) <= 1);
    QVERIFY(shadeAt("slope.tif", "EPSG:3857", at, look) < 0x60 - 10);
    look.azimuthDeg = 270;
    QVERIFY(shadeAt("slope.tif", "EPSG:3857", at, look) > 0x60 + 10);
}

void RasterShadeTest::shadeIsGradual()
{
    const geo::LonLat at = writePlane("a.tif", {69, 38}, 0.5, 0);
    io::RasterLook look = lightFrom(90);
    look.ramp = {{0, 0xFFC0C0C0}, {9000, 0xFFC0C0C0}};
    int last = 256;
    for (const double shade : {0.0, 0.3, 0.6, 1.0}) {
        look.shade = shade;
        const int now = shadeAt("a.tif", "EPSG:3857", at, look);
        QVERIFY(now < last);
        QVERIFY(shade > 0 || now == 0xC0);
        last = now;
    }
}

void RasterShadeTest::edgesAreLikeTheMiddle()
{
    const geo::LonLat at = writePlane("a.tif", {69, 38}, 0.3, 0.1);
    const geo::MapPoint middle = geo::Crs::webMercator().toMap(at);
    const io::RasterView view{
        "EPSG:3857", {middle.x - 300, middle.y - 300, middle.x + 300, middle.y + 300}, 40, 40};
    const io::RasterPixels pixels = drawn(path("a.tif"), view, lightFrom(315));
    const int expected = redOf(pixelAt(pixels, 20, 20));
    for (int i = 0; i < 40 * 40; ++i)
        QVERIFY(std::abs(redOf(pixelAt(pixels, i % 40, i / 40)) - expected) <= 1);
}

void RasterShadeTest::stripsAreSeamless()
{
    // So wide that it is drawn in several parts.
    const geo::LonLat at = writePlane("a.tif", {69, 38}, 0.3, 0.1);
    const geo::MapPoint middle = geo::Crs::webMercator().toMap(at);
    const io::RasterView view{
        "EPSG:3857", {middle.x - 300, middle.y - 300, middle.x + 300, middle.y + 300}, 4000, 1000};
    const io::RasterPixels pixels = drawn(path("a.tif"), view, lightFrom(315));
    QCOMPARE(pixels.argb.size(), qsizetype(4000) * 1000 * 4);
    const int expected = redOf(pixelAt(pixels, 2000, 500));
    for (int y = 0; y < 1000; ++y)
        QVERIFY2(std::abs(redOf(pixelAt(pixels, 1000, y)) - expected) <= 2, qPrintable(QString::number(y)));
}

QTEST_GUILESS_MAIN(RasterShadeTest)
#include "rastershadetest.moc"
