#include "io/rasters.h"

#include "io/sourcefiles.h"
#include "tests/support/geopackagebytes.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;
using io::RasterValues;

/// Foreign::readRasterInfo() of every format, and which formats are rasters.
class RasterInfoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void saysWhatItIs();
    void tellsKinds_data();
    void tellsKinds();
    void samplesValues();
    void asksForCrs_data();
    void asksForCrs();
    void followsEdges();
    void crossesTheAntimeridian();
    void holdsThePole();
    void warnsOfSlowOnes();
    void readsHeightFiles();
    void readsAsciiGrids();
    void readsPicturesWithWorldFiles_data();
    void readsPicturesWithWorldFiles();
    void readsMBTiles();
    void refusesVectorTiles();
    void refusesWithoutPlace();
    void keepsKindsApart();
    void knowsEndings_data();
    void knowsEndings();
    void stopsWhenCancelled();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    io::RasterInfo info(const QString &name, const QString &crs = {}) const
    {
        return io::Foreign(QStringLiteral(MARZ_PROGRAM)).readRasterInfo(path(name), crs, {});
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RasterInfoTest::saysWhatItIs()
{
    Raster raster{32642, 420'000, 4'250'000, 30, 120, 80};
    raster.type = GDT_Int16;
    raster.noData = -32768;
    raster.bands = {[](int x, int) { return x < 20 ? -32768 : 1000 + 10 * x; }};
    writeRaster(path("dem.tif"), raster);
    const io::RasterInfo read = info("dem.tif");
    QCOMPARE(read.driver, QStringLiteral("GTiff"));
    QCOMPARE(read.crs, QStringLiteral("EPSG:32642"));
    QVERIFY(!read.needsCrs);
    QCOMPARE(read.width, 120);
    QCOMPARE(read.height, 80);
    QCOMPARE(read.bands, 1);
    QCOMPARE(read.valueType, QStringLiteral("Int16"));
    QVERIFY(read.values == RasterValues::Elevations);
    QVERIFY(read.hasNoData);
    QVERIFY(!read.hasOverviews);
    QCOMPARE(read.raw, (geo::MapBox{420'000, 4'247'600, 423'600, 4'250'000}));
    const geo::GeoBox expected = geo::Crs::fromEpsg(32642).toLonLat(read.raw);
    QVERIFY(std::abs(read.extent.west - expected.west) < 1e-4 &&
            std::abs(read.extent.north - expected.north) < 1e-4);
    QVERIFY(read.low >= 1200 && read.low < 1240 && read.high > 2150 && read.high <= 2190);
    QCOMPARE(read.warnings, QStringList());
}

void RasterInfoTest::tellsKinds_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("bands");
    QTest::addColumn<RasterValues>("values");
    QTest::newRow("bytes") << int(GDT_Byte) << 1 << RasterValues::Grey;
    QTest::newRow("RGB") << int(GDT_Byte) << 3 << RasterValues::Colours;
    QTest::newRow("RGBA") << int(GDT_Byte) << 4 << RasterValues::Colours;
    QTest::newRow("RGB of 16 bits") << int(GDT_UInt16) << 3 << RasterValues::Colours;
    QTest::newRow("many bands") << int(GDT_Float32) << 7 << RasterValues::Colours;
    QTest::newRow("Int16") << int(GDT_Int16) << 1 << RasterValues::Elevations;
    QTest::newRow("UInt16") << int(GDT_UInt16) << 1 << RasterValues::Elevations;
    QTest::newRow("Int32") << int(GDT_Int32) << 1 << RasterValues::Elevations;
    QTest::newRow("Float32") << int(GDT_Float32) << 1 << RasterValues::Elevations;
    QTest::newRow("Float64") << int(GDT_Float64) << 1 << RasterValues::Elevations;
}

void RasterInfoTest::tellsKinds()
{
    QFETCH(int, type);
    QFETCH(int, bands);
    QFETCH(RasterValues, values);
    Raster raster;
    raster.type = static_cast<GDALDataType>(type);
    raster.bands.resize(static_cast<std::size_t>(bands), [](int x, int) { return x; });
    writeRaster(path("a.tif"), raster);
    const io::RasterInfo read = info("a.tif");
    QVERIFY(read.values == values);
    QCOMPARE(read.bands, bands);
    const bool isStretched = values != RasterValues::Colours || type != GDT_Byte;
    QCOMPARE(read.low < read.high, isStretched);
    QVERIFY(!isStretched || (read.low <= 3 && read.high >= 96));
}

void RasterInfoTest::samplesValues()
{
    Raster raster;
    raster.width = raster.height = 500;
    raster.pixel = 0.001;
    raster.type = GDT_Float32;
    raster.bands = {[](int x, int y) { return x == 0 ? std::nan("") : y == 0 ? 1e6 : 100 + y; }};
    writeRaster(path("a.tif"), raster);
    const io::RasterInfo read = info("a.tif");
    QVERIFY(read.low > 105 && read.low < 115);
    QVERIFY(read.high > 585 && read.high < 600); // the single spike does not count
    raster.bands = {constant(std::nan(""))};
    writeRaster(path("empty.tif"), raster);
    const io::RasterInfo none = info("empty.tif");
    QCOMPARE(none.low, none.high);
    QVERIFY(none.warnings.join(u' ').contains("No value was found"));
}

void RasterInfoTest::asksForCrs_data()
{
    QTest::addColumn<double>("left");
    QTest::addColumn<double>("top");
    QTest::addColumn<double>("pixel");
    QTest::addColumn<bool>("asks");
    QTest::newRow("degrees") << 70.0 << 39.0 << 0.01 << false;
    QTest::newRow("the world") << -180.0 << 90.0 << 3.6 << true;            // 100 rows reach beyond the pole
    QTest::newRow("the world by points") << -180.5 << 50.5 << 1.0 << false; // half a pixel beyond
    QTest::newRow("metres") << 420'000.0 << 4'250'000.0 << 30.0 << true;
}

void RasterInfoTest::asksForCrs()
{
    QFETCH(double, left);
    QFETCH(double, top);
    QFETCH(double, pixel);
    QFETCH(bool, asks);
    Raster raster{0, left, top, pixel};
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    const io::RasterInfo read = info("a.tif");
    QCOMPARE(read.needsCrs, asks);
    QVERIFY(read.crs.isEmpty());
    QCOMPARE(read.extent.isEmpty(), asks);
    QVERIFY(!read.raw.isEmpty());
    QVERIFY(read.warnings.join(u' ').contains(asks ? "are not degrees" : "taken as longitude and latitude"));
    if (pixel == 30) {
        const io::RasterInfo chosen = info("a.tif", "EPSG:32642");
        QVERIFY(!chosen.needsCrs);
        QCOMPARE(chosen.crs, QStringLiteral("EPSG:32642"));
        QVERIFY(chosen.extent.contains({68.1, 38.39}));
    }
}

void RasterInfoTest::followsEdges()
{
    // The top of a UTM square bulges to the north between its corners.
    Raster raster{32642, 200'000, 6'000'000, 6000};
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    const double corner = geo::Crs::fromEpsg(32642).toLonLat(geo::MapPoint{200'000, 6'000'000}).lat;
    QVERIFY(info("a.tif").extent.north > corner + 0.05);
}

void RasterInfoTest::crossesTheAntimeridian()
{
    Raster raster{4326, 170, 10, 0.2};
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    const geo::GeoBox box = info("a.tif").extent;
    QCOMPARE(box.west, -180.0);
    QCOMPARE(box.east, 180.0);
    QCOMPARE(box.north, 10.0);
}

void RasterInfoTest::holdsThePole()
{
    Raster raster{3031, -1'500'000, 1'500'000, 30'000};
    raster.bands = {constant(9), constant(99), constant(199)};
    writeRaster(path("a.tif"), raster);
    const geo::GeoBox box = info("a.tif").extent;
    QCOMPARE(box.south, -90.0);
    QVERIFY(box.west == -180 && box.east == 180 && box.north > -79 && box.north < -70);
    const io::RasterView view{"EPSG:3031", {-1e6, -1e6, 1e6, 1e6}, 101, 101};
    const io::RasterPixels pixels = drawn(path("a.tif"), view);
    for (int i = 0; i < 101; ++i)
        QVERIFY2(pixelAt(pixels, i, i) == 0xFF0963C7U, qPrintable(QString::number(i)));
}

void RasterInfoTest::warnsOfSlowOnes()
{
    GDALDataset *dataset = driverNamed("GTiff").Create(qPrintable(path("a.tif")), 6000, 6000, 1, GDT_Byte,
                                                       CPLStringList().AddString("SPARSE_OK=TRUE").List());
    double place[] = {70, 0.0001, 0, 39, 0, -0.0001};
    dataset->SetGeoTransform(place);
    GDALClose(dataset);
    QVERIFY(info("a.tif").warnings.join(u' ').contains("\"gdaladdo a.tif\" makes it faster"));
    dataset = GDALDataset::Open(qPrintable(path("a.tif")), GDAL_OF_RASTER | GDAL_OF_UPDATE);
    int levels[] = {8};
    QVERIFY(dataset->BuildOverviews("NEAREST", 1, levels, 0, nullptr, nullptr, nullptr) == CE_None);
    GDALClose(dataset);
    const io::RasterInfo read = info("a.tif");
    QVERIFY(read.hasOverviews);
    QVERIFY(!read.warnings.join(u' ').contains("gdaladdo"));
}

void RasterInfoTest::readsHeightFiles()
{
    QByteArray bytes;
    for (int i = 0; i < 1201 * 1201; ++i) {
        const qint16 height = i % 1201 == 0 ? -32768 : qint16(i / 1201);
        bytes += char(height >> 8);
        bytes += char(height & 0xFF);
    }
    writeFile(path("N38E070.hgt"), bytes);
    const io::RasterInfo read = info("N38E070.hgt");
    QCOMPARE(read.driver, QStringLiteral("SRTMHGT"));
    QVERIFY(read.values == RasterValues::Elevations);
    QVERIFY(read.hasNoData);
    QVERIFY(std::abs(read.extent.west - 70) < 0.001 && std::abs(read.extent.north - 39) < 0.001);
    io::RasterLook look;
    look.ramp = {{0, 0xFF000000}, {1200, 0xFF0000F0}};
    const io::RasterView view = viewOf("EPSG:3857", {70, 38, 71, 39}, 100, 100);
    const io::RasterPixels pixels = drawn(path("N38E070.hgt"), view, look);
    QVERIFY(std::abs(int(pixelAt(pixels, view, {70.5, 38.5}) & 0xFFU) - 120) <= 2);
    writeFile(path("khorog.hgt"), bytes);
    const auto error = errorOf([&] { info("khorog.hgt"); });
    QVERIFY(error && error->advice().contains("such as N38E070.hgt"));
}

void RasterInfoTest::readsAsciiGrids()
{
    QByteArray text =
        "ncols 4\nnrows 3\nxllcorner 420000\nyllcorner 4250000\ncellsize 100\nNODATA_value -9999\n";
    writeFile(path("a.asc"), text + "1.5 2 3 4\n5 6 7 8\n9 10 -9999 12\n");
    io::RasterInfo read = info("a.asc");
    QCOMPARE(read.driver, QStringLiteral("AAIGrid"));
    QVERIFY(read.needsCrs);
    QCOMPARE(read.width, 4);
    QCOMPARE(read.raw, (geo::MapBox{420'000, 4'250'000, 420'400, 4'250'300}));
    OGRSpatialReference crs;
    crs.importFromEPSG(32642);
    char *wkt = nullptr;
    crs.exportToWkt(&wkt);
    writeFile(path("a.prj"), wkt);
    CPLFree(wkt);
    read = info("a.asc");
    QVERIFY(!read.needsCrs);
    QVERIFY2(read.crs.contains("32642") || read.crs.contains("UTM"), qPrintable(read.crs));
}

void RasterInfoTest::readsPicturesWithWorldFiles_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("world");
    QTest::newRow("PNG") << "PNG"
                         << "a.png"
                         << "a.pgw";
    QTest::newRow("PNG with wld") << "PNG"
                                  << "a.png"
                                  << "a.wld";
    QTest::newRow("JPEG") << "JPEG"
                          << "a.jpg"
                          << "a.jgw";
    QTest::newRow("capitals") << "JPEG"
                              << "A.JPG"
                              << "A.JGW";
    QTest::newRow("TIFF") << "GTiff"
                          << "a.tif"
                          << "a.tfw";
}

void RasterInfoTest::readsPicturesWithWorldFiles()
{
    QFETCH(QString, driver);
    QFETCH(QString, file);
    QFETCH(QString, world);
    Raster raster;
    raster.pixel = 0;
    raster.epsg = 0;
    raster.bands = {constant(200), constant(10), constant(100)};
    writeRaster(path("plain.tif"), raster);
    copyRaster(path(file), qPrintable(driver), path("plain.tif"));
    for (const QString &side : QDir(m_folder->path()).entryList({"*.aux.xml"}))
        QFile::remove(path(side));
    const auto error = errorOf([&] { info(file); });
    QVERIFY(error);
    QVERIFY2(error->message().contains("does not say where on Earth it lies") &&
                 error->advice().contains("world file"),
             qPrintable(error->message()));
    writeFile(path(world), "0.01\n0\n0\n-0.01\n70.005\n38.995\n");
    const io::RasterInfo read = info(file);
    QVERIFY(!read.needsCrs);
    QVERIFY(std::abs(read.extent.west - 70) < 1e-9 && std::abs(read.extent.south - 38) < 1e-9);
    const io::RasterPixels pixels = drawn(path(file), viewOf("EPSG:3857", {70.4, 38.4, 70.6, 38.6}, 20, 20));
    QVERIFY(std::abs(redOf(pixelAt(pixels, 10, 10)) - 200) <= 3);
}

void RasterInfoTest::readsMBTiles()
{
    Raster raster{3857, 7'800'000, 4'700'000, 100, 1000, 1000};
    raster.bands = {constant(200), constant(10), constant(100)};
    writeRaster(path("a.tif"), raster);
    copyRaster(path("a.mbtiles"), "MBTiles", path("a.tif"));
    const QStringList before = listing(m_folder->path());
    const io::RasterInfo read = info("a.mbtiles");
    QCOMPARE(read.driver, QStringLiteral("MBTiles"));
    QCOMPARE(read.crs, QStringLiteral("EPSG:3857"));
    QVERIFY(read.values == RasterValues::Colours);
    QCOMPARE(read.warnings, QStringList());
    const io::RasterPixels pixels =
        drawn(path("a.mbtiles"), viewOf("EPSG:32642", {70.2, 38.4, 70.6, 38.6}, 50, 50));
    const quint32 pixel = pixelAt(pixels, 25, 25);
    QVERIFY(alphaOf(pixel) == 255 && std::abs(redOf(pixel) - 200) <= 3);
    QCOMPARE(listing(m_folder->path()), before);
}

void RasterInfoTest::refusesVectorTiles()
{
    test::runSql(
        path("a.mbtiles"),
        "CREATE TABLE metadata(name TEXT, value TEXT);CREATE TABLE tiles(zoom_level INTEGER, tile_column "
        "INTEGER, tile_row INTEGER, tile_data BLOB);INSERT INTO metadata VALUES('name','a'),('format','pbf'),"
        "('minzoom','0'),('maxzoom','0'),('bounds','-180,-85,180,85'),('json','{\"vector_layers\":[{\"id\":"
        "\"roads\",\"fields\":{}}]}');INSERT INTO tiles VALUES(0,0,0,x'1f8b0800000000000003');");
    const auto error = errorOf([&] { info("a.mbtiles"); });
    QVERIFY(error);
    QVERIFY2(error->message().contains("vector tiles") && error->advice().contains("PNG"),
             qPrintable(error->message()));
}

void RasterInfoTest::refusesWithoutPlace()
{
    Raster raster;
    raster.pixel = 0;
    raster.bands = {constant(1)};
    raster.change = [](GDALDataset &dataset) {
        const std::string numbers = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20";
        CPLStringList rpc;
        for (const char *key : {"LINE_OFF", "SAMP_OFF", "LAT_OFF", "LONG_OFF", "HEIGHT_OFF", "LINE_SCALE",
                                "SAMP_SCALE", "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE"})
            rpc.SetNameValue(key, "1");
        for (const char *key : {"LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF"})
            rpc.SetNameValue(key, numbers.c_str());
        dataset.SetMetadata(rpc.List(), "RPC");
    };
    writeRaster(path("rpc.tif"), raster);
    const auto error = errorOf([&] { info("rpc.tif"); });
    QVERIFY(error);
    QVERIFY2(error->message().contains("gdalwarp -rpc rpc.tif"), qPrintable(error->message()));
}

void RasterInfoTest::keepsKindsApart()
{
    Raster raster;
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    writeLayer(path("a.geojson"), {"GeoJSON", 4326, wkbPoint, {"POINT(70 37)"}});
    const io::Foreign foreign(QStringLiteral(MARZ_PROGRAM));
    const auto asLayer = errorOf([&] { foreign.readLayer(path("a.tif"), {}, {}); });
    QVERIFY(asLayer && asLayer->message().contains("a.tif holds a picture or elevations"));
    const auto asTable = errorOf([&] { foreign.readTable(path("a.tif"), {}, {}); });
    QVERIFY(asTable && asTable->message().contains("a.tif holds a picture or elevations"));
    const auto asRaster = errorOf([&] { info("a.geojson"); });
    QVERIFY(asRaster && asRaster->message().contains("a.geojson holds shapes or rows"));
    QFile::copy(path("a.tif"), path("b.geojson"));
    const auto disguised = errorOf([&] { foreign.readLayer(path("b.geojson"), {}, {}); });
    QVERIFY(disguised && disguised->message().contains("it holds a TIFF picture"));
    const auto missing = errorOf([&] { info("none.tif"); });
    QVERIFY(missing);
    QCOMPARE(missing->kind(), base::ErrorKind::NotFound);
}

void RasterInfoTest::knowsEndings_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isRaster");
    for (const char *name : {"a.tif", "a.TIFF", "/x/y.mbtiles", "N38E070.hgt", "a.asc", "a.png", "a.jpeg"})
        QTest::newRow(name) << QString(name) << true;
    for (const char *name : {"a.shp", "a.gpkg", "a", "tif", "a.tif.zip", "a.vrt", ""})
        QTest::newRow(name) << QString(name) << false;
}

void RasterInfoTest::knowsEndings()
{
    QFETCH(QString, path);
    QFETCH(bool, isRaster);
    QCOMPARE(io::isRasterEnding(path), isRaster);
}

void RasterInfoTest::stopsWhenCancelled()
{
    Raster raster;
    raster.bands = {constant(1)};
    writeRaster(path("a.tif"), raster);
    base::CancelToken cancel;
    cancel.cancel();
    const auto error =
        errorOf([&] { io::Foreign(QStringLiteral(MARZ_PROGRAM)).readRasterInfo(path("a.tif"), {}, cancel); });
    QVERIFY(error);
    QCOMPARE(error->kind(), base::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(RasterInfoTest)
#include "rasterinfotest.moc"
