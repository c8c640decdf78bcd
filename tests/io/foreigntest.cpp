#include "io/foreign.h"

#include "io/iofiles.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

#include <thread>

using namespace marz;
using namespace marz::tests;

class ForeignTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { qunsetenv("MARZ_HELPER_FAULT"); }
    void readsLayers_data();
    void readsLayers();
    void reprojects();
    void dropsHeight();
    void countsWhatCannotBeDrawn();
    void takesDegreesWithoutCrs();
    void asksForCrs_data();
    void asksForCrs();
    void takesChosenCrs_data();
    void takesChosenCrs();
    void refusesUnknownCrs_data();
    void refusesUnknownCrs();
    void saysWhyPrjIsNoCrs_data();
    void saysWhyPrjIsNoCrs();
    void warnsOfWrongCrs_data();
    void warnsOfWrongCrs();
    void warnsOfTruncatedShapefile();
    void warnsOfMissingTable();
    void refusesWithoutIndex();
    void choosesLayer();
    void refuses_data();
    void refuses();
    void refusesPipes_data();
    void refusesPipes();
    void refusesPipeBeside();
    void followsLinks();
    void leavesSourceAlone();
    void survives_data();
    void survives();
    void tellsProgress();
    void stopsWhenCancelled();
    void needsItsProgram();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    io::LayerData read(const QString &name, const QString &layer = {}) const
    {
        return io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path(name), {layer, {}, {}}, {});
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ForeignTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ForeignTest::readsLayers_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("file");
    QTest::newRow("shapefile") << "ESRI Shapefile"
                               << "a.shp";
    QTest::newRow("geopackage") << "GPKG"
                                << "a.gpkg";
    QTest::newRow("geojson") << "GeoJSON"
                             << "a.geojson";
    QTest::newRow("kml") << "LIBKML"
                         << "a.kml";
    QTest::newRow("flatgeobuf") << "FlatGeobuf"
                                << "a.fgb";
}

void ForeignTest::readsLayers()
{
    QFETCH(QString, driver);
    QFETCH(QString, file);
    writeLayer(path(file),
               {driver,
                4326,
                wkbPolygon,
                {"POLYGON((70 37,71 37,71 38,70 38,70 37),(70.2 37.2,70.4 37.2,70.4 37.4,70.2 37.2))"}});
    const io::LayerData layer = read(file);
    QCOMPARE(layer.driver, driver);
    QCOMPARE(layer.features.size(), 1U);
    const geo::Geometry &shape = layer.features[0].geometry;
    QCOMPARE(shape.kind, geo::GeometryKind::Polygon);
    QCOMPARE(shape.partCount(), 2U);
    QCOMPARE(shape.polygonEnds, std::vector<std::uint32_t>{2});
    QCOMPARE(shape.part(0).size(), 5U);
    const int name = layer.fieldIndex(QStringLiteral("NAME"));
    QVERIFY(name >= 0);
    QCOMPARE(layer.features[0].fields[name], QStringLiteral("Хоруғ 0"));
}

void ForeignTest::reprojects()
{
    writeLayer(path("utm.shp"), {"ESRI Shapefile", 32642, wkbPoint, {"POINT(605384 4204278)"}});
    const io::LayerData layer = read("utm.shp");
    QVERIFY(!layer.needsCrs);
    QVERIFY2(layer.crs.contains("32642") || layer.crs.contains("UTM"), qPrintable(layer.crs));
    const geo::LonLat p = layer.features.at(0).geometry.vertices.at(0);
    QVERIFY(std::abs(p.lon - 70.2) < 1e-4);
    QVERIFY(std::abs(p.lat - 37.98) < 1e-3);
}

void ForeignTest::dropsHeight()
{
    writeLayer(path("z.shp"),
               {"ESRI Shapefile", 4326, wkbLineString25D, {"LINESTRING Z(70 37 1000,71 38 2000)"}});
    const io::LayerData layer = read("z.shp");
    QCOMPARE(layer.features.at(0).geometry.vertices, (std::vector<geo::LonLat>{{70, 37}, {71, 38}}));
    QCOMPARE(layer.statistics.withHeight, 1);
    QCOMPARE(layer.statistics.withMeasure, 0);
}

void ForeignTest::countsWhatCannotBeDrawn()
{
    writeLayer(path("odd.geojson"), {"GeoJSON",
                                     4326,
                                     wkbUnknown,
                                     {"POINT(70 37)", "", "POINT EMPTY", "POINT(70 95)",
                                      "GEOMETRYCOLLECTION(POINT(70 37),LINESTRING(70 37,71 38))",
                                      "POLYGON((70 37,71 38,71 37,70 38,70 37))"}});
    const io::LayerData layer = read("odd.geojson");
    QCOMPARE(layer.features.size(), 7U); // six records, one split in two
    const QString warnings = layer.warnings.join(u'\n');
    QVERIFY2(warnings.contains("2 records have no geometry"), qPrintable(warnings));
    QVERIFY2(warnings.contains("1 record lies beyond 180 or 90 degrees"), qPrintable(warnings));
    QVERIFY2(warnings.contains("1 record mixes"), qPrintable(warnings));
    QVERIFY2(warnings.contains("1 area crosses itself"), qPrintable(warnings));
    const io::LayerStatistics &counts = layer.statistics;
    QCOMPARE(counts.records, 6);
    QCOMPARE(counts.drawn, 3);
    QCOMPARE(counts.notDrawn(), 3);
    QCOMPARE(counts.withoutGeometry, 2);
    QCOMPARE(counts.outside, 1);
    QCOMPARE(counts.mixed, 1);
    QCOMPARE(counts.judgedAreas, 1);
    QCOMPARE(counts.crossingAreas, 1);
    QCOMPARE(counts.vertices, 9);
}

void ForeignTest::takesDegreesWithoutCrs()
{
    writeLayer(path("bare.shp"), {"ESRI Shapefile", 0, wkbPoint, {"POINT(70 37)"}});
    const io::LayerData layer = read("bare.shp");
    QCOMPARE(layer.crs, QString());
    QVERIFY(layer.warnings.join(u'\n').contains("taken as WGS 84"));
    QCOMPARE(layer.features.at(0).geometry.vertices.at(0), (geo::LonLat{70, 37}));
}

void ForeignTest::asksForCrs_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("file");
    QTest::newRow("shapefile") << "ESRI Shapefile"
                               << "bare.shp";
    QTest::newRow("geopackage") << "GPKG"
                                << "bare.gpkg";
    QTest::newRow("flatgeobuf") << "FlatGeobuf"
                                << "bare.fgb";
    QTest::newRow("geojson") << "GeoJSON"
                             << "bare.geojson";
    QTest::newRow("table") << ""
                           << "bare.csv";
}

void ForeignTest::asksForCrs()
{
    QFETCH(QString, driver);
    QFETCH(QString, file);
    if (driver.isEmpty())
        writeFile(path(file), "name,x,y\na,605384,4204278\n");
    else
        writeLayer(path(file), {driver, 0, wkbPoint, {"POINT(605384 4204278)"}});
    const io::LayerData layer = read(file);
    QVERIFY(layer.needsCrs);
    QVERIFY(layer.features.empty());
    QCOMPARE(layer.crs, QString());
    QVERIFY2(layer.warnings.value(0).contains("605384.0, 4204278.0") && layer.warnings[0].contains(file),
             qPrintable(layer.warnings.join(u'\n')));
    const io::LayerData again =
        io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path(file), {{}, "EPSG:32642", {}}, {});
    QVERIFY(!again.needsCrs);
    QCOMPARE(again.crs, QStringLiteral("EPSG:32642"));
    const geo::LonLat p = again.features.at(0).geometry.vertices.at(0);
    QVERIFY(std::abs(p.lon - 70.2) < 1e-4);
    QVERIFY(std::abs(p.lat - 37.98) < 1e-3);
    QCOMPARE(again.statistics.drawn, 1);
}

void ForeignTest::takesChosenCrs_data()
{
    QTest::addColumn<QString>("crs");
    QTest::addColumn<bool>("inPlace");
    QTest::newRow("code") << "EPSG:32642" << true;
    QTest::newRow("small letters") << "epsg:32642" << true;
    QTest::newRow("number") << "32642" << true;
    QTest::newRow("another") << "EPSG:32643" << false;
}

void ForeignTest::takesChosenCrs()
{
    QFETCH(QString, crs);
    QFETCH(bool, inPlace);
    writeLayer(path("said.shp"), {"ESRI Shapefile", 3857, wkbPoint, {"POINT(605384 4204278)"}});
    const io::LayerData layer =
        io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path("said.shp"), {{}, crs, {}}, {});
    const geo::LonLat p = layer.features.at(0).geometry.vertices.at(0);
    QCOMPARE(std::abs(p.lon - 70.2) < 1e-4, inPlace);
    QVERIFY(!layer.warnings.join(u'\n').contains("does not name"));
}

void ForeignTest::refusesUnknownCrs_data()
{
    QTest::addColumn<QString>("crs");
    for (const char *crs : {"EPSG:999999", "EPSG:", "UTM 42", "EPSG:-1", "EPSG:4978", "EPSG:5773",
                            "+proj=longlat +nadgrids=/dev/zero", "http://127.0.0.1/crs", "EPSG:32642;DROP"})
        QTest::newRow(crs) << crs;
}

void ForeignTest::refusesUnknownCrs()
{
    QFETCH(QString, crs);
    writeLayer(path("a.shp"), {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)"}});
    const auto error = errorOf([&] {
        io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path("a.shp"), {{}, crs, {}}, {});
    });
    QVERIFY(error && error->kind() == base::ErrorKind::Invalid);
    QVERIFY2(error->problem().contains(crs) && error->problem().contains("a.shp"),
             qPrintable(error->message()));
    QVERIFY2(error->advice().contains("EPSG:4326"), qPrintable(error->message()));
}

void ForeignTest::saysWhyPrjIsNoCrs_data()
{
    QTest::addColumn<QByteArray>("prj");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << "a.prj is empty";
    QTest::newRow("blank") << QByteArray(" \r\n") << "a.prj is empty";
    QTest::newRow("garbage") << QByteArray("see the readme") << "a.prj is not a description";
    const QByteArray utf16 = QByteArray::fromHex("fffe470045004f00470043005300");
    QTest::newRow("UTF-16") << utf16 << "a.prj is UTF-16";
    QTest::newRow("local") << QByteArray(R"(LOCAL_CS["a town's grid",UNIT["metre",1]])") << "a town's grid";
}

void ForeignTest::saysWhyPrjIsNoCrs()
{
    QFETCH(QByteArray, prj);
    QFETCH(QString, says);
    for (const char *wkt : {"POINT(70 37)", "POINT(605384 4204278)"}) {
        writeLayer(path("a.shp"), {"ESRI Shapefile", 4326, wkbPoint, {wkt}});
        writeFile(path("a.prj"), prj);
        const io::LayerData layer = read("a.shp");
        const QString warnings = layer.warnings.join(u'\n');
        QVERIFY2(warnings.contains(says), qPrintable(warnings));
        QCOMPARE(layer.needsCrs, QString(wkt).contains("605384"));
        QCOMPARE(layer.features.size(), layer.needsCrs ? 0U : 1U);
    }
}

void ForeignTest::warnsOfWrongCrs_data()
{
    QTest::addColumn<int>("epsg");
    QTest::addColumn<QString>("wkt");
    QTest::addColumn<QString>("says");
    QTest::addColumn<qint64>("drawn");
    QTest::newRow("metres said to be degrees")
        << 4326 << "POINT(605384 4204278)"
        << "none of 2 records lies on the Earth by EPSG:4326" << qint64(0);
    QTest::newRow("far from its zone") << 32642 << "POINT(-4000000 4204278)"
                                       << "2 of 2 records lie far from where EPSG:32642 is used" << qint64(2);
}

void ForeignTest::warnsOfWrongCrs()
{
    QFETCH(int, epsg);
    QFETCH(QString, wkt);
    QFETCH(QString, says);
    QFETCH(qint64, drawn);
    writeLayer(path("a.gpkg"), {"GPKG", epsg, wkbPoint, {wkt, wkt}});
    const io::LayerData layer = read("a.gpkg");
    const QString warnings = layer.warnings.join(u'\n');
    QVERIFY2(warnings.contains(says) && warnings.contains("choose it"), qPrintable(warnings));
    QCOMPARE(layer.statistics.records, 2);
    QCOMPARE(layer.statistics.drawn, drawn);
}

void ForeignTest::warnsOfTruncatedShapefile()
{
    writeLayer(path("cut.shp"),
               {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)", "POINT(71 37)", "POINT(72 37)"}});
    QFile shp(path("cut.shp"));
    QVERIFY(shp.resize(shp.size() - 20));
    const io::LayerData layer = read("cut.shp");
    QVERIFY2(layer.warnings.join(u'\n').contains("not whole"), qPrintable(layer.warnings.join(u'\n')));
    QVERIFY(layer.features.size() >= 2);
}

void ForeignTest::warnsOfMissingTable()
{
    writeLayer(path("a.shp"), {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)"}});
    QVERIFY(QFile::remove(path("a.dbf")));
    const io::LayerData layer = read("a.shp");
    QCOMPARE(layer.features.size(), 1U);
    QVERIFY2(layer.warnings.join(u'\n').contains("a.dbf is missing"), qPrintable(layer.warnings.join(u'\n')));
}

void ForeignTest::refusesWithoutIndex()
{
    writeLayer(path("a.shp"), {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)"}});
    QVERIFY(QFile::remove(path("a.shx")));
    const auto error = errorOf([&] { read("a.shp"); });
    QVERIFY(error && error->message().contains(".shx"));
    QVERIFY(!QFile::exists(path("a.shx")));
}

void ForeignTest::choosesLayer()
{
    writeFile(
        path("track.gpx"),
        R"(<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<trk><name>way</name><trkseg><trkpt lat="37" lon="70"/><trkpt lat="38" lon="71"/></trkseg></trk></gpx>)");
    QCOMPARE(read("track.gpx").name, QStringLiteral("tracks"));
    QVERIFY(read("track.gpx", "track_points").features.size() == 2);
    const auto error = errorOf([&] { read("track.gpx", "rivers"); });
    QVERIFY(error && error->kind() == base::ErrorKind::NotFound && error->problem().contains("rivers"));
}

void ForeignTest::refuses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << "a.geojson" << QByteArray() << "a.geojson is empty";
    QTest::newRow("json as shapefile") << "a.shp" << QByteArray("{\"type\":\"FeatureCollection\"}")
                                       << "a.shp is not a shapefile: it holds JSON";
    QTest::newRow("noise") << "a.shp" << QByteArray(300, '\7') << "a.shp is not a shapefile";
    QTest::newRow("broken json") << "a.geojson"
                                 << QByteArray("{\"type\":\"FeatureCollection\",\"features\":[{")
                                 << "a.geojson cannot be opened";
    QTest::newRow("vrt as kml") << "a.kml"
                                << QByteArray(
                                       "<OGRVRTDataSource><OGRVRTLayer name=\"a\"/></OGRVRTDataSource>")
                                << "leads to other files";
    QTest::newRow("vrt as table") << "a.csv" << QByteArray("<!-- x --><OGRVRTDataSource/>")
                                  << "leads to other files";
    QTest::newRow("linked crs")
        << "a.geojson"
        << QByteArray(
               R"({"type":"FeatureCollection","features":[],"crs":{"properties":{"href":"http://127.0.0.1/x"},"type":"link"}})")
        << "link to elsewhere";
    QTest::newRow("linked crs in escapes")
        << "a.geojson"
        << QByteArray(
               R"({"type":"FeatureCollection","\u0063rs":{"type":"lin\u006b","properties":{"href":"http://127.0.0.1/x"}},"features":[]})")
        << "link to elsewhere";
    QTest::newRow("plain sqlite") << "a.gpkg" << QByteArray("SQLite format 3") + QByteArray(200, '\0')
                                  << "SQLite database without";
    QTest::newRow("unknown ending") << "a.docx" << QByteArray("PK\3\4") << "a.docx is of a kind";
    QTest::newRow("side file") << "a.dbf" << QByteArray("x") << "open the .shp";
    QTest::newRow("table") << "a.csv" << QByteArray("a,b\n1,2\n") << "a.csv is a table";
}

void ForeignTest::refuses()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    writeFile(path(file), content);
    const auto error = errorOf([&] { read(file); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(says), qPrintable(error->message()));
    QVERIFY2(error->problem().contains(file), qPrintable(error->message()));
    QVERIFY2(!error->advice().isEmpty(), qPrintable(error->message()));
}

void ForeignTest::refusesPipes_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    for (const char *kind : {"pipe", "link to pipe"})
        QTest::newRow(kind) << kind << "not a regular file";
    QTest::newRow("folder") << "folder"
                            << "is a folder";
    QTest::newRow("missing") << "missing"
                             << "cannot be found";
    QTest::newRow("dangling link") << "dangling link"
                                   << "cannot be found";
    QTest::newRow("vsi") << "vsi"
                         << "is not a file";
}

void ForeignTest::refusesPipes()
{
    QFETCH(QString, kind);
    QFETCH(QString, says);
    QString file = path("a.geojson");
    if (kind.contains("pipe"))
        QCOMPARE(mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    if (kind == "pipe")
        QVERIFY(QFile::rename(path("pipe"), file));
    else if (kind == "folder")
        QVERIFY(QDir().mkdir(file));
    else if (kind.contains("link"))
        QVERIFY(QFile::link(path("pipe"), file));
    else if (kind == "vsi")
        file = "/vsicurl/http://127.0.0.1/a.geojson";
    const auto error = errorOf([&] { io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(file, {}, {}); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(says), qPrintable(error->message()));
}

void ForeignTest::refusesPipeBeside()
{
    writeLayer(path("a.shp"), {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)"}});
    QVERIFY(QFile::remove(path("a.prj")));
    QCOMPARE(mkfifo(QFile::encodeName(path("a.prj")).constData(), 0600), 0);
    const auto error = errorOf([&] { read("a.shp"); });
    QVERIFY(error && error->problem().contains("a.prj"));
}

void ForeignTest::followsLinks()
{
    QVERIFY(QDir(m_folder->path()).mkdir("real"));
    writeLayer(path("real/a.shp"), {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)"}});
    QVERIFY(QFile::link(path("real/a.shp"), path("b.shp")));
    QCOMPARE(read("b.shp").features.size(), 1U);
}

void ForeignTest::leavesSourceAlone()
{
    writeLayer(path("a.shp"), {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)"}});
    writeLayer(path("b.gpkg"), {"GPKG", 4326, wkbPoint, {"POINT(70 37)"}});
    writeLayer(path("c.geojson"), {"GeoJSON", 4326, wkbPoint, {"POINT(70 37)"}});
    const QStringList before = listing(m_folder->path());
    read("a.shp");
    read("b.gpkg");
    read("c.geojson");
    QCOMPARE(listing(m_folder->path()), before);
}

void ForeignTest::survives_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QString>("says");
    QTest::newRow("crash") << QByteArray("crash") << "the reading process failed";
    QTest::newRow("killed") << QByteArray("killed") << "was stopped from outside, or needs more memory";
    QTest::newRow("hang") << QByteArray("hang") << "was not read within 1 second";
#ifndef MARZ_SANITIZE // AddressSanitizer's own limit ends the process without a word
    QTest::newRow("memory") << QByteArray("memory") << "needs more memory";
#endif
}

void ForeignTest::survives()
{
    QFETCH(QByteArray, fault);
    QFETCH(QString, says);
    writeLayer(path("a.geojson"), {"GeoJSON", 4326, wkbPoint, {"POINT(70 37)"}});
    const QStringList before = listing(m_folder->path());
    qputenv("MARZ_HELPER_FAULT", fault);
    io::HelperLimits limits;
    if (fault == "hang")
        limits.timeoutMs = 1000;
    if (fault == "memory")
        limits.memoryBytes = qint64(512) << 20;
    const auto error = errorOf(
        [&] { io::Foreign(QStringLiteral(MARZ_PROGRAM), limits).readLayer(path("a.geojson"), {}, {}); });
    QVERIFY(error);
    QVERIFY2(error->problem().contains("a.geojson") && error->problem().contains(says),
             qPrintable(error->message()));
    QVERIFY(!error->advice().isEmpty());
    QCOMPARE(listing(m_folder->path()), before);
    qunsetenv("MARZ_HELPER_FAULT");
    QCOMPARE(read("a.geojson").features.size(), 1U);
}

void ForeignTest::tellsProgress()
{
    QStringList points;
    for (int i = 0; i < 20'000; ++i)
        points += QStringLiteral("POINT(%1 37)").arg(60 + i * 1e-4);
    writeLayer(path("a.shp"), {"ESRI Shapefile", 4326, wkbPoint, points});
    std::vector<double> told;
    io::Foreign(QStringLiteral(MARZ_PROGRAM))
        .readLayer(path("a.shp"), {}, {}, [&](double fraction, const QString &what) {
            QVERIFY(what.startsWith("a.shp: "));
            told.push_back(fraction);
        });
    QVERIFY(told.size() > 1);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QVERIFY(told.front() > 0 && told.front() < 1);
    QCOMPARE(told.back(), 1.0);
}

void ForeignTest::stopsWhenCancelled()
{
    writeLayer(path("a.geojson"), {"GeoJSON", 4326, wkbPoint, {"POINT(70 37)"}});
    qputenv("MARZ_HELPER_FAULT", "hang");
    const base::CancelToken cancel;
    std::thread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        cancel.cancel();
    });
    QElapsedTimer clock;
    clock.start();
    const auto error =
        errorOf([&] { io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path("a.geojson"), {}, cancel); });
    later.join();
    QVERIFY(error && error->kind() == base::ErrorKind::Cancelled);
    QVERIFY(clock.elapsed() < 5000);
}

void ForeignTest::needsItsProgram()
{
    writeLayer(path("a.geojson"), {"GeoJSON", 4326, wkbPoint, {"POINT(70 37)"}});
    const auto error = errorOf([&] { io::Foreign(path("no-program")).readLayer(path("a.geojson"), {}, {}); });
    QVERIFY(error && error->problem().contains("no-program"));
}

QTEST_GUILESS_MAIN(ForeignTest)
#include "foreigntest.moc"
