#include "io/frames.h"
#include "io/rasters.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace marz;
using namespace marz::tests;

/// Foreign::drawRaster() of GeoTIFFs: pixels land where geo::Crs puts them, with the colours that were asked
/// for.
class RasterDrawTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void placesPixels_data();
    void placesPixels();
    void keepsColours_data();
    void keepsColours();
    void stretchesGrey();
    void expandsPalettes();
    void rampsValues();
    void leavesNothingTransparent();
    void usesOverviews_data();
    void usesOverviews();
    void readsLargeOnesWithoutOverviews();
    void endsWhereTheMapEnds();
    void crossesTheAntimeridian_data();
    void crossesTheAntimeridian();
    void drawsNothingElsewhere();
    void fitsGcps();
    void takesTheChosenCrs();
    void leavesSourceAlone();
    void refuses_data();
    void refuses();
    void survives_data();
    void survives();
    void stopsWhenCancelled();
    void trustsNoAnswer_data();
    void trustsNoAnswer();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RasterDrawTest::placesPixels_data()
{
    QTest::addColumn<QString>("crs");
    QTest::addColumn<QPoint>("mark");
    for (const char *crs : {"EPSG:3857", "EPSG:32642", "EPSG:32643", "equal-area:68.5,38.2", "EPSG:28412"}) {
        for (const QPoint mark :
             {QPoint(0, 0), QPoint(199, 0), QPoint(100, 100), QPoint(0, 199), QPoint(199, 199)})
            QTest::addRow("%s %d,%d", crs, mark.x(), mark.y()) << QString(crs) << mark;
    }
}

void RasterDrawTest::placesPixels()
{
    QFETCH(QString, crs);
    QFETCH(QPoint, mark);
    Raster raster{32642, 420'000, 4'250'000, 500, 200, 200};
    raster.bands = {[&](int x, int y) { return x == mark.x() && y == mark.y() ? 250 : 0; }};
    writeRaster(path("a.tif"), raster);
    const geo::LonLat at = geo::Crs::fromEpsg(32642).toLonLat(geo::MapPoint{
        raster.left + (mark.x() + 0.5) * raster.pixel, raster.top - (mark.y() + 0.5) * raster.pixel});
    const io::RasterView view = viewOf(crs, {67.9, 37.4, 69.4, 38.5}, 900, 900);
    io::RasterLook look;
    look.low = 0;
    look.high = 255;
    const io::RasterPixels pixels = drawn(path("a.tif"), view, look);
    QCOMPARE(pixels.warnings, QStringList());
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < view.height; ++y) {
        for (int x = 0; x < view.width; ++x) {
            const double light = redOf(pixelAt(pixels, x, y));
            sum += light;
            sumX += light * (x + 0.5);
            sumY += light * (y + 0.5);
        }
    }
    QVERIFY(sum > 0);
    const auto [expectedX, expectedY] = placeIn(view, at);
    QVERIFY2(std::abs(sumX / sum - expectedX) < 1 && std::abs(sumY / sum - expectedY) < 1,
             qPrintable(QStringLiteral("%1,%2 instead of %3,%4")
                            .arg(sumX / sum)
                            .arg(sumY / sum)
                            .arg(expectedX)
                            .arg(expectedY)));
}

void RasterDrawTest::keepsColours_data()
{
    QTest::addColumn<int>("alpha"); // of the file, -1 = none
    QTest::addColumn<int>("noData");
    QTest::addColumn<bool>("isMasked");
    QTest::addColumn<quint32>("argb");
    QTest::newRow("three bands") << -1 << -1 << false << 0xFFC80A64U;
    QTest::newRow("alpha") << 128 << -1 << false << 0x80640532U;
    QTest::newRow("alpha of nothing") << 0 << -1 << false << 0U;
    QTest::newRow("nodata in one band") << -1 << 10 << false << 0xFFC80A64U;
    QTest::newRow("mask") << -1 << -1 << true << 0U;
}

void RasterDrawTest::keepsColours()
{
    QFETCH(int, alpha);
    QFETCH(int, noData);
    QFETCH(bool, isMasked);
    QFETCH(quint32, argb);
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
    Raster raster;
    raster.bands = {constant(200), constant(10), constant(100)};
    if (alpha >= 0)
        raster.bands.push_back(constant(alpha));
    if (noData >= 0)
        raster.noData = noData;
    if (isMasked)
        raster.change = [](GDALDataset &dataset) {
            dataset.CreateMaskBand(GMF_PER_DATASET);
            dataset.GetRasterBand(1)->GetMaskBand()->Fill(0);
        };
    writeRaster(path("a.tif"), raster);
    const io::RasterView view = viewOf("EPSG:3857", {70.2, 38.2, 70.8, 38.8}, 50, 50);
    QCOMPARE(QString::number(pixelAt(drawn(path("a.tif"), view), 25, 25), 16), QString::number(argb, 16));
}

void RasterDrawTest::stretchesGrey()
{
    Raster raster;
    raster.type = GDT_UInt16;
    const ValueAt halves = [](int x, int) { return x < 50 ? 1000.0 : 3000.0; };
    raster.bands = {halves, halves, halves};
    writeRaster(path("wide.tif"), raster);
    const io::RasterView view = viewOf("EPSG:3857", {70, 38, 71, 39}, 100, 100);
    io::RasterLook look;
    const io::RasterPixels byItself = drawn(path("wide.tif"), view, look);
    QCOMPARE(pixelAt(byItself, 20, 50), 0xFF000000U);
    QCOMPARE(pixelAt(byItself, 80, 50), 0xFFFFFFFFU);
    look.low = 0;
    look.high = 5000;
    const io::RasterPixels chosen = drawn(path("wide.tif"), view, look);
    QCOMPARE(pixelAt(chosen, 20, 50), 0xFF333333U);
    QCOMPARE(pixelAt(chosen, 80, 50), 0xFF999999U);

    raster.type = GDT_Byte;
    raster.bands = {[](int x, int) { return x < 50 ? 100.0 : 200.0; }};
    writeRaster(path("grey.tif"), raster);
    look.low = 0;
    look.high = 250;
    QCOMPARE(pixelAt(drawn(path("grey.tif"), view, look), 20, 50), 0xFF666666U);
    look.ramp = {{100, 0xFF112233}, {200, 0xFF445566}};
    QCOMPARE(pixelAt(drawn(path("grey.tif"), view, look), 80, 50), 0xFF445566U);
}

void RasterDrawTest::expandsPalettes()
{
    Raster raster;
    raster.bands = {[](int x, int y) { return (x / 10 + y / 10) % 3; }};
    raster.change = [](GDALDataset &dataset) {
        GDALColorTable table;
        const GDALColorEntry red = {255, 0, 0, 255};
        const GDALColorEntry blue = {0, 0, 255, 255};
        const GDALColorEntry none = {0, 0, 0, 0};
        table.SetColorEntry(0, &red);
        table.SetColorEntry(1, &blue);
        table.SetColorEntry(2, &none);
        dataset.GetRasterBand(1)->SetColorTable(&table);
        dataset.GetRasterBand(1)->SetNoDataValue(2);
    };
    raster.options = {"PHOTOMETRIC=PALETTE"};
    writeRaster(path("a.tif"), raster);
    const io::RasterPixels pixels =
        drawn(path("a.tif"), viewOf("EPSG:32642", {70.1, 38.1, 70.9, 38.9}, 160, 160));
    QMap<quint32, int> seen;
    for (int i = 0; i < 160 * 160; ++i)
        ++seen[pixelAt(pixels, i % 160, i / 160)];
    QCOMPARE(seen.keys(), (QList<quint32>{0, 0xFF0000FF, 0xFFFF0000})); // nothing between two colours
}

void RasterDrawTest::rampsValues()
{
    const QList<double> values = {-100, 0, 500, 1000, 1500, 2000, 9000};
    Raster raster;
    raster.width = 70;
    raster.height = 20;
    raster.type = GDT_Float32;
    raster.bands = {[&](int x, int) { return values[x / 10]; }};
    writeRaster(path("a.tif"), raster);
    io::RasterLook look;
    look.ramp = {{0, 0xFF006400}, {1000, 0xFFC8B464}, {2000, 0x80FFFFFF}};
    const io::RasterView view = viewOf("EPSG:3857", {70, 38.8, 70.7, 39}, 700, 200);
    const io::RasterPixels pixels = drawn(path("a.tif"), view, look);
    QCOMPARE(pixels.warnings, QStringList());
    const auto at = [&](int i) { return QString::number(pixelAt(pixels, i * 100 + 50, 100), 16); };
    QCOMPARE(at(0), QStringLiteral("ff006400"));
    QCOMPARE(at(1), QStringLiteral("ff006400"));
    QCOMPARE(at(2), QStringLiteral("ff648c32"));
    QCOMPARE(at(3), QStringLiteral("ffc8b464"));
    QCOMPARE(at(5), QStringLiteral("80808080"));
    QCOMPARE(at(6), QStringLiteral("80808080"));
}

void RasterDrawTest::leavesNothingTransparent()
{
    const ValueAt slope = [](int x, int) { return 1000 + 50.0 * x; };
    Raster raster;
    raster.type = GDT_Int16;
    raster.noData = -32768;
    raster.bands = {slope};
    writeRaster(path("whole.tif"), raster);
    raster.bands = {
        [&](int x, int y) { return x >= 40 && x < 60 && y >= 40 && y < 60 ? -32768 : slope(x, y); }};
    writeRaster(path("holed.tif"), raster);
    io::RasterLook look;
    look.ramp = {{0, 0xFF808080}, {10'000, 0xFF808080}};
    look.shade = 1;
    const io::RasterView view = viewOf("EPSG:3857", {70, 38, 71, 39}, 500, 500);
    const io::RasterPixels whole = drawn(path("whole.tif"), view, look);
    const io::RasterPixels holed = drawn(path("holed.tif"), view, look);
    QCOMPARE(pixelAt(holed, 250, 250), 0U);
    int transparent = 0;
    for (int y = 20; y < 480; ++y) {
        for (int x = 20; x < 480; ++x) {
            const quint32 pixel = pixelAt(holed, x, y);
            transparent += alphaOf(pixel) == 0 ? 1 : 0;
            if (alphaOf(pixel) != 255)
                continue;
            // No dark rim around what is missing.
            QVERIFY2(std::abs(redOf(pixel) - redOf(pixelAt(whole, x, y))) <= 12,
                     qPrintable(QStringLiteral("%1,%2: %3").arg(x).arg(y).arg(redOf(pixel))));
        }
    }
    QVERIFY2(std::abs(transparent - 100 * 100) < 2500, qPrintable(QString::number(transparent)));
}

void RasterDrawTest::usesOverviews_data()
{
    QTest::addColumn<bool>("isBeside");
    QTest::newRow("in the file") << false;
    QTest::newRow("in .ovr beside it") << true;
}

void RasterDrawTest::usesOverviews()
{
    QFETCH(bool, isBeside);
    Raster raster;
    raster.width = raster.height = 800;
    raster.pixel = 0.001;
    raster.bands = {constant(50), constant(50), constant(50)};
    writeRaster(path("a.tif"), raster);
    const unsigned access = isBeside ? GDAL_OF_READONLY : GDAL_OF_UPDATE;
    GDALDataset *dataset = GDALDataset::Open(qPrintable(path("a.tif")), GDAL_OF_RASTER | access);
    int levels[] = {2, 4, 8};
    QVERIFY(dataset->BuildOverviews("NEAREST", 3, levels, 0, nullptr, nullptr, nullptr) == CE_None);
    for (int band = 1; band <= 3; ++band) {
        for (int level = 0; level < 3; ++level)
            dataset->GetRasterBand(band)->GetOverview(level)->Fill(100 + 50 * level);
    }
    GDALClose(dataset);
    QCOMPARE(QFile::exists(path("a.tif.ovr")), isBeside);
    const auto redAt = [&](int size) {
        const io::RasterView view = viewOf("EPSG:3857", {70, 38.2, 70.8, 39}, size, size);
        return redOf(pixelAt(drawn(path("a.tif"), view), size / 2, size / 2));
    };
    QCOMPARE(redAt(800), 50);
    QCOMPARE(redAt(300), 100);
    QCOMPARE(redAt(150), 150);
    QCOMPARE(redAt(70), 200);
    QCOMPARE(redAt(4), 200);
}

void RasterDrawTest::readsLargeOnesWithoutOverviews()
{
    // Stripes that become grey when each pixel drawn is the mean of many.
    Raster raster;
    raster.width = raster.height = 2000;
    raster.pixel = 0.0005;
    const ValueAt stripes = [](int x, int) { return x % 2 ? 200 : 100; };
    raster.bands = {stripes, stripes, stripes};
    writeRaster(path("a.tif"), raster);
    const io::RasterPixels pixels = drawn(path("a.tif"), viewOf("EPSG:3857", {70, 38, 71, 39}, 100, 100));
    for (int x = 2; x < 98; ++x)
        QVERIFY(std::abs(redOf(pixelAt(pixels, x, 50)) - 150) <= 2);
}

void RasterDrawTest::endsWhereTheMapEnds()
{
    Raster world{4326, -180, 90, 1, 360, 180};
    world.bands = {constant(9), constant(99), constant(199)};
    writeRaster(path("world.tif"), world);
    for (const QString crs : {"EPSG:32642", "EPSG:3857", "equal-area:70,38"}) {
        const geo::Crs map = geo::Crs::fromCode(crs);
        const geo::MapBox box = map.drawnBox();
        const geo::MapPoint middle = box.centre();
        io::RasterView view{crs, box, 300, 300};
        view.box = {middle.x - 2 * box.width(), middle.y - 2 * box.height(), middle.x + 2 * box.width(),
                    middle.y + 2 * box.height()};
        const io::RasterPixels pixels = drawn(path("world.tif"), view);
        int wrong = 0;
        for (int y = 0; y < 300; ++y) {
            for (int x = 0; x < 300; ++x) {
                const geo::MapPoint p{view.box.left + (x + 0.5) / 300 * view.box.width(),
                                      view.box.top - (y + 0.5) / 300 * view.box.height()};
                const bool isOnMap = std::isfinite(map.toLonLat(p).lon);
                const quint32 pixel = pixelAt(pixels, x, y);
                wrong += isOnMap != (alphaOf(pixel) > 0) ? 1 : 0;
                if (alphaOf(pixel) == 255)
                    QCOMPARE(QString::number(pixel, 16), QStringLiteral("ff0963c7"));
            }
        }
        QVERIFY2(wrong == 0, qPrintable(crs + u' ' + QString::number(wrong)));
    }
}

void RasterDrawTest::crossesTheAntimeridian_data()
{
    QTest::addColumn<int>("epsg");
    QTest::addColumn<double>("left");
    QTest::addColumn<double>("pixel");
    QTest::addColumn<int>("width");
    QTest::newRow("170 to 190") << 4326 << 170.0 << 0.1 << 200;
    QTest::newRow("-190 to -170") << 4326 << -190.0 << 0.1 << 200;
    QTest::newRow("0 to 360") << 4326 << 0.0 << 0.1 << 3600;
    QTest::newRow("-180 to 180") << 4326 << -180.0 << 0.1 << 3600;
    QTest::newRow("Web Mercator beyond its edge") << 3857 << 18'924'000.0 << 11'130.0 << 200;
}

void RasterDrawTest::crossesTheAntimeridian()
{
    QFETCH(int, epsg);
    QFETCH(double, left);
    QFETCH(double, pixel);
    QFETCH(int, width);
    const double degrees = epsg == 4326 ? pixel : 0.1;
    const double west = epsg == 4326 ? left : 170;
    Raster raster{epsg, left, epsg == 4326 ? 10.0 : 1'118'890.0, pixel, width, 200};
    // Red tells the longitude east of 170.
    raster.bands = {[&](int x, int) {
                        const double lon = west + (x + 0.5) * degrees;
                        return std::clamp(std::fmod(lon - 170 + 720, 360) * 10, 0.0, 250.0);
                    },
                    constant(0), constant(100)};
    writeRaster(path("a.tif"), raster);
    const auto check = [&](const io::RasterView &view, double lon) {
        const quint32 seen = pixelAt(drawn(path("a.tif"), view), view, {lon, 1});
        const double expected = std::fmod(lon - 170 + 720, 360) * 10;
        QVERIFY2(alphaOf(seen) == 255 && std::abs(redOf(seen) - expected) <= 3,
                 qPrintable(QStringLiteral("%1: %2").arg(lon).arg(seen, 0, 16)));
    };
    for (const double lon : {172.0, 179.9, -179.9, -172.0}) {
        check(viewOf("equal-area:180,0", {170, -8, 180, 8}, 300, 300), lon > 0 ? lon : 179.0);
        io::RasterView both{"equal-area:180,0", {-1e6, -8e5, 1e6, 8e5}, 400, 400};
        check(both, lon);
    }
    check(viewOf("EPSG:3857", {-179.9, -8, -171, 8}, 300, 300), -175);
    check(viewOf("EPSG:3857", {171, -8, 179.9, 8}, 300, 300), 175);
}

void RasterDrawTest::drawsNothingElsewhere()
{
    Raster raster{32642, 420'000, 4'250'000, 500};
    raster.bands = {constant(9), constant(9), constant(9)};
    writeRaster(path("a.tif"), raster);
    for (const geo::GeoBox &box : {geo::GeoBox{-75, -40, -60, -30}, geo::GeoBox{70, 10, 72, 12}}) {
        const io::RasterPixels pixels = drawn(path("a.tif"), viewOf("EPSG:3857", box, 64, 48));
        QCOMPARE(pixels.argb, QByteArray(64 * 48 * 4, '\0'));
    }
    // A whole world around it: it is not lost between two samples.
    const io::RasterView world{"EPSG:3857", geo::Crs::webMercator().drawnBox(), 2000, 2000};
    QVERIFY(drawn(path("a.tif"), world).argb.count('\xff') > 0);
}

void RasterDrawTest::fitsGcps()
{
    Raster raster;
    raster.pixel = 0;
    raster.epsg = 0;
    raster.bands = {[](int x, int y) { return x == 50 && y == 20 ? 250 : 0; }};
    raster.change = [](GDALDataset &dataset) {
        GDAL_GCP points[4];
        GDALInitGCPs(4, points);
        const double corners[4][4] = {{0, 0, 70, 39}, {100, 0, 71, 39}, {100, 100, 71, 38}, {0, 100, 70, 38}};
        for (int i = 0; i < 4; ++i) {
            points[i].dfGCPPixel = corners[i][0];
            points[i].dfGCPLine = corners[i][1];
            points[i].dfGCPX = corners[i][2];
            points[i].dfGCPY = corners[i][3];
        }
        OGRSpatialReference crs;
        crs.importFromEPSG(4326);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        dataset.SetGCPs(4, points, &crs);
        GDALDeinitGCPs(4, points);
    };
    writeRaster(path("a.tif"), raster);
    const io::RasterView view = viewOf("EPSG:3857", {70, 38, 71, 39}, 500, 500);
    io::RasterLook look;
    look.high = 255;
    QVERIFY(redOf(pixelAt(drawn(path("a.tif"), view, look), view, {70.505, 38.795})) > 200);
}

void RasterDrawTest::takesTheChosenCrs()
{
    Raster raster{0, 420'000, 4'250'000, 500};
    raster.bands = {constant(9), constant(99), constant(199)};
    writeRaster(path("a.tif"), raster);
    const io::RasterView view = viewOf("EPSG:3857", {68.2, 38.1, 68.5, 38.3}, 50, 50);
    const auto refusal = errorOf([&] { drawn(path("a.tif"), view); });
    QVERIFY(refusal && refusal->message().contains("a.tif does not name its coordinate system"));
    QCOMPARE(pixelAt(drawn(path("a.tif"), view, {}, "EPSG:32642"), 25, 25), 0xFF0963C7U);
    const auto unknown = errorOf([&] { drawn(path("a.tif"), view, {}, "EPSG:1"); });
    QVERIFY(unknown && unknown->message().contains("not a coordinate system that is known"));
}

void RasterDrawTest::leavesSourceAlone()
{
    Raster raster;
    raster.type = GDT_Float32;
    raster.bands = {[](int x, int y) { return x * y; }};
    writeRaster(path("a.tif"), raster);
    const QStringList before = listing(m_folder->path());
    io::RasterLook look;
    look.shade = 1;
    drawn(path("a.tif"), viewOf("EPSG:3857", {70, 38, 71, 39}, 50, 50), look);
    io::Foreign(QStringLiteral(MARZ_PROGRAM)).readRasterInfo(path("a.tif"), {}, {});
    QCOMPARE(listing(m_folder->path()), before);
}

void RasterDrawTest::refuses_data()
{
    QTest::addColumn<io::RasterView>("view");
    QTest::addColumn<QString>("says");
    const geo::MapBox box{7e6, 4e6, 8e6, 5e6};
    QTest::newRow("no pixels") << io::RasterView{"EPSG:3857", box, 0, 10} << "0 x 10 pixels cannot be drawn";
    QTest::newRow("too many") << io::RasterView{"EPSG:3857", box, 20'000, 10} << "at most 16384";
    QTest::newRow("empty box") << io::RasterView{"EPSG:3857", {}, 10, 10} << "cannot be drawn";
    QTest::newRow("no CRS") << io::RasterView{"Mars", box, 10, 10} << "names no CRS";
}

void RasterDrawTest::refuses()
{
    QFETCH(io::RasterView, view);
    QFETCH(QString, says);
    Raster raster;
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    const auto error = errorOf([&] { drawn(path("a.tif"), view); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(says), qPrintable(error->message()));
}

void RasterDrawTest::survives_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("timeoutMs");
    QTest::addColumn<QString>("says");
    QTest::newRow("crash") << QByteArray("crash") << 30'000 << "the reading process failed on it";
    QTest::newRow("hang") << QByteArray("hang") << 700 << "was not read within";
    QTest::newRow("memory") << QByteArray("memory") << 30'000 << "memory";
    QTest::newRow("killed") << QByteArray("killed") << 30'000 << "stopped from outside";
}

void RasterDrawTest::survives()
{
    QFETCH(QByteArray, fault);
    QFETCH(int, timeoutMs);
    QFETCH(QString, says);
    Raster raster;
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    const io::Foreign foreign(QStringLiteral(MARZ_PROGRAM), {qint64(1) << 30, timeoutMs, 1});
    const io::RasterView view = viewOf("EPSG:3857", {70, 38, 71, 39}, 50, 50);
    qputenv("MARZ_HELPER_FAULT", fault);
    const auto drawing = errorOf([&] { foreign.drawRaster(path("a.tif"), {}, view, {}, {}); });
    const auto asking = errorOf([&] { foreign.readRasterInfo(path("a.tif"), {}, {}); });
    const auto tiling = errorOf([&] { foreign.drawTiles({}, view, {}); });
    qunsetenv("MARZ_HELPER_FAULT");
    for (const auto &error : {drawing, asking, tiling}) {
        QVERIFY(error);
        QVERIFY2(error->message().contains(says), qPrintable(error->message()));
        QVERIFY(!error->advice().isEmpty());
    }
    QVERIFY(drawing->message().startsWith("a.tif"));
    QVERIFY(tiling->message().startsWith("The map tiles"));
}

void RasterDrawTest::stopsWhenCancelled()
{
    Raster raster;
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    base::CancelToken cancel;
    cancel.cancel();
    const io::Foreign foreign(QStringLiteral(MARZ_PROGRAM));
    const auto error = errorOf([&] {
        foreign.drawRaster(path("a.tif"), {}, viewOf("EPSG:3857", {70, 38, 71, 39}, 50, 50), {}, cancel);
    });
    QVERIFY(error);
    QCOMPARE(error->kind(), base::ErrorKind::Cancelled);
}

void RasterDrawTest::trustsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    const auto frame = [](io::FrameType type, const QByteArray &payload) -> QByteArray {
        return io::frameHead(type, payload.size()) + payload;
    };
    const QByteArray none(4, '\0'); // warnings
    const QByteArray rows(4 * 4 * 4, 'x');
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no pixels") << frame(io::FrameType::End, none);
    QTest::newRow("too few") << frame(io::FrameType::Pixels, rows.left(16)) + frame(io::FrameType::End, none);
    QTest::newRow("half a row") << frame(io::FrameType::Pixels, rows.left(8));
    QTest::newRow("too many") << frame(io::FrameType::Pixels, rows) + frame(io::FrameType::Pixels, rows);
    QTest::newRow("features") << frame(io::FrameType::Features, rows);
    QTest::newRow("broken warnings") << frame(io::FrameType::Pixels, rows) +
                                            frame(io::FrameType::End, QByteArray(4, '\x7f'));
    QTest::newRow("no frame") << QByteArray("\xff\xff\xff\xff\xff");
}

void RasterDrawTest::trustsNoAnswer()
{
    QFETCH(QByteArray, answer);
    writeFile(path("answer"), answer);
    writeFile(path("helper"), "#!/bin/sh\ncat >/dev/null\nexec cat '" + path("answer").toUtf8() + "'\n");
    QFile::setPermissions(path("helper"), QFile::ReadOwner | QFile::ExeOwner);
    const io::RasterView view{"EPSG:3857", {0, 0, 4, 4}, 4, 4};
    const auto error =
        errorOf([&] { io::Foreign(path("helper")).drawRaster(path("a.tif"), {}, view, {}, {}); });
    QVERIFY(error);
    QCOMPARE(error->kind(), base::ErrorKind::Damaged);
}

QTEST_GUILESS_MAIN(RasterDrawTest)
#include "rasterdrawtest.moc"
