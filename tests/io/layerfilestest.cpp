#include "io/foreign.h"

#include "io/iofiles.h"
#include "tests/support/layerbytes.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;

/// Files that hold several layers, archives, and tables with coordinates.
class LayerFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void listsLayers_data();
    void listsLayers();
    void listsAndReadsGeoPackages();
    void listsKml();
    void readsZippedShapefiles();
    void tellsZippedTwinsApart();
    void readsOddZips_data();
    void readsOddZips();
    void refusesZips_data();
    void refusesZips();
    void readsKmz();
    void readsTables_data();
    void readsTables();
    void readsWellKnownText();
    void readsWorkbooks_data();
    void readsWorkbooks();
    void countsRowsWithoutPlace();
    void refusesTables_data();
    void refusesTables();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    io::LayerData read(const QString &name, const QString &layer = {}) const
    {
        return io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path(name), {layer, {}, {}}, {});
    }
    /// "name geometry records crs" of each.
    QStringList layersOf(const QString &name) const
    {
        QStringList out;
        for (const io::LayerSummary &layer :
             io::Foreign(QStringLiteral(MARZ_PROGRAM)).layersOf(path(name), {}))
            out += QStringLiteral("%1 %2 %3 %4")
                       .arg(layer.name, layer.geometry, QString::number(layer.records), layer.crs);
        return out;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QByteArray kml(const QByteArray &body)
{
    return "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" + body +
           "</Document></kml>";
}

QByteArray placemark(const QByteArray &name, const QByteArray &shape)
{
    return "<Placemark><name>" + name + "</name>" + shape + "</Placemark>";
}

constexpr char kmlPoint[] = "<Point><coordinates>70,37</coordinates></Point>";
constexpr char kmlLine[] = "<LineString><coordinates>70,37 71,38</coordinates></LineString>";

} // namespace

void LayerFilesTest::listsLayers_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("layers");
    QTest::newRow("GPX") << "a.gpx"
                         << QByteArray(
                                R"(<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="37" lon="70"/><wpt lat="37" lon="71"/><rte><rtept lat="37" lon="70"/><rtept lat="38" lon="71"/></rte>
<trk><trkseg><trkpt lat="37" lon="70"/><trkpt lat="38" lon="71"/></trkseg></trk></gpx>)")
                         << QStringList{"waypoints points 2 EPSG:4326", "routes lines 1 EPSG:4326",
                                        "tracks lines 1 EPSG:4326"};
    QTest::newRow("GPX of tracks")
        << "a.gpx" << QByteArray(R"(<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<trk><trkseg><trkpt lat="37" lon="70"/><trkpt lat="38" lon="71"/></trkseg></trk></gpx>)")
        << QStringList{"tracks lines 1 EPSG:4326"};
    QTest::newRow("GeoJSON")
        << "a.geojson"
        << QByteArray(
               R"({"type":"FeatureCollection","name":"b","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[70,37]}}]})")
        << QStringList{"b points 1 EPSG:4326"};
    QTest::newRow("table") << "a.csv" << QByteArray("lon,lat\n70,37\n71,38\n") << QStringList{"a points 2 "};
}

void LayerFilesTest::listsLayers()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QStringList, layers);
    writeFile(path(file), content);
    QCOMPARE(layersOf(file), layers);
    for (const QString &layer : layers) {
        const QString name = layer.section(u' ', 0, 0);
        QCOMPARE(read(file, name).name, name);
    }
}

void LayerFilesTest::listsAndReadsGeoPackages()
{
    writeLayer(path("a.gpkg"),
               {"GPKG", 4326, wkbPoint, {"POINT(70 37)", "POINT(71 37)"}, "towns \"of\" 'old'"});
    addLayer(path("a.gpkg"), {"GPKG",
                              32642,
                              wkbPolygon,
                              {"POLYGON((500000 4100000,510000 4100000,510000 4110000,500000 4100000))"},
                              "fields"});
    addLayer(path("a.gpkg"), {"GPKG", 4326, wkbNone, {""}, "owners"});
    QCOMPARE(layersOf("a.gpkg"), (QStringList{"towns \"of\" 'old' points 2 EPSG:4326",
                                              "fields areas 1 EPSG:32642", "owners table 1 "}));
    QCOMPARE(read("a.gpkg", "towns \"of\" 'old'").features.size(), 2U);
    const io::LayerData fields = read("a.gpkg", "fields");
    QCOMPARE(fields.crs, QStringLiteral("EPSG:32642"));
    QVERIFY(std::abs(fields.features.at(0).geometry.vertices.at(0).lon - 69) < 0.01);
    QVERIFY(read("a.gpkg").warnings.join(u'\n').contains("the file also holds fields"));
}

void LayerFilesTest::listsKml()
{
    writeFile(path("a.kml"), kml("<Folder><name>Posts</name>" + placemark("one", kmlPoint) +
                                 placemark("two", kmlPoint) + "</Folder><Folder><name>Roads</name>" +
                                 placemark("way", kmlLine) + "</Folder><Folder><name>All</name>" +
                                 placemark("p", kmlPoint) + placemark("l", kmlLine) + "</Folder>"));
    QCOMPARE(layersOf("a.kml"),
             (QStringList{"Posts points 2 EPSG:4326", "Roads lines 1 EPSG:4326", "All mixed 2 EPSG:4326"}));
    QCOMPARE(read("a.kml", "Roads").features.size(), 1U);
}

void LayerFilesTest::readsZippedShapefiles()
{
    test::Shapefile metres = test::shapefile(1, {test::pointShape(605384, 4204278)}, {.rows = {{"m"}}});
    metres.prj.reset();
    test::Shapefile cyrillic =
        test::shapefile(1, {test::pointShape(70, 37)}, {.rows = {{"\xD5\xEE\xF0\xEE\xE3"}}});
    cyrillic.cpg = "1251";
    writeFile(path("a.zip"),
              test::zipBytes(QList<test::ZipPart>{{"readme.txt", "hello"}} +
                             test::zipParts("data/districts", test::areas(3)) +
                             test::zipParts("data/metres", metres) + test::zipParts("cyrillic", cyrillic)));
    const QStringList before = listing(m_folder->path());
    QCOMPARE(layersOf("a.zip"),
             (QStringList{"districts areas 3 EPSG:4326", "metres points 1 ", "cyrillic points 1 EPSG:4326"}));
    const io::LayerData first = read("a.zip");
    QCOMPARE(first.name, QStringLiteral("districts"));
    QCOMPARE(first.features.size(), 3U);
    QCOMPARE(first.features[2].fields, QStringList{"a2"});
    QVERIFY(first.warnings.join(u'\n').contains("the file also holds metres, cyrillic"));
    QVERIFY(!first.warnings.join(u'\n').contains("not whole"));
    const io::LayerData asked = read("a.zip", "metres");
    QVERIFY(asked.needsCrs && asked.warnings[0].contains("a.zip"));
    const io::LayerData town = read("a.zip", "cyrillic");
    QCOMPARE(town.encoding, QStringLiteral("CP1251"));
    QCOMPARE(town.features.at(0).fields, QStringList{QStringLiteral("Хорог")});
    QCOMPARE(listing(m_folder->path()), before);
}

void LayerFilesTest::tellsZippedTwinsApart()
{
    writeFile(path("a.shz"), test::zipBytes(test::zipParts("old/a", test::areas(1)) +
                                            test::zipParts("new/a", test::areas(2)) +
                                            QList<test::ZipPart>{{"__MACOSX/new/._a.shp", "junk"}}));
    QCOMPARE(layersOf("a.shz"), (QStringList{"old/a.shp areas 1 EPSG:4326", "new/a.shp areas 2 EPSG:4326"}));
    QCOMPARE(read("a.shz", "new/a.shp").features.size(), 2U);
}

void LayerFilesTest::readsOddZips_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("stem");
    QTest::newRow("braces in the name") << "a{1}.zip" << QByteArray("a");
    QTest::newRow("an archive's name within") << "a.zip b.zip" << QByteArray("a.zip/b");
    QTest::newRow("Cyrillic") << "Хоруғ.zip" << QByteArray("ноҳия/Хоруғ");
    QTest::newRow("quotes and blanks") << "it's \"so\".zip" << QByteArray("it's so");
    QTest::newRow("two endings") << "a.shp.zip" << QByteArray("a");
    QTest::newRow("percent") << "%1%2.zip" << QByteArray("%1%2");
}

void LayerFilesTest::readsOddZips()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, stem);
    QList<test::ZipPart> parts = test::zipParts(stem, test::areas(2));
    for (test::ZipPart &part : parts)
        part.flags = 1U << 11; // names are UTF-8
    writeFile(path(file), test::zipBytes(parts));
    QCOMPARE(read(file).features.size(), 2U);
}

void LayerFilesTest::refusesZips_data()
{
    QTest::addColumn<QByteArray>("zip");
    QTest::addColumn<QString>("says");
    const QList<test::ZipPart> good = test::zipParts("a", test::areas(1));
    QTest::newRow("no shapefile") << test::zipBytes({{"a.txt", "x"}, {"b.geojson", "{}"}})
                                  << "a.zip holds no shapefile. It holds a.txt, b.geojson: unpack it";
    QTest::newRow("an archive inside")
        << test::zipBytes({{"inner.zip", test::zipBytes(good)}}) << "holds no shapefile. It holds inner.zip";
    QTest::newRow("no index") << test::zipBytes({good[0], good[2]}) << "the .shx file of a.shp is missing";
    QTest::newRow("cut off") << test::zipBytes(good).left(600) << "a.zip is not a whole ZIP archive";
    QTest::newRow("a way out") << test::zipBytes(good + QList<test::ZipPart>{{"../../evil.shp", "x"}})
                               << "names a file outside itself (../../evil.shp)";
    QTest::newRow("a way out with backslashes")
        << test::zipBytes(good + QList<test::ZipPart>{{"..\\evil.shp", "x"}})
        << "names a file outside itself";
    QTest::newRow("from the root") << test::zipBytes({{"/etc/passwd.shp", "x"}})
                                   << "names a file outside itself";
    QTest::newRow("encrypted") << test::zipBytes({{"a.shp", "xxxx", -1, 1}}) << "a.zip is encrypted";
    QTest::newRow("a great claim") << test::zipBytes({{"a.shp", "x", 0xFFFFFFFELL}})
                                   << "more than a hundred times";
    QTest::newRow("a bomb") << test::zipBytes({{"a.shp", QByteArray(150 << 20, '\0')}})
                            << "more than a hundred times";
    QList<test::ZipPart> many;
    for (int i = 0; i < 10'001; ++i)
        many += {"f" + QByteArray::number(i), "x"};
    QTest::newRow("many files") << test::zipBytes(many) << "more than 10000 files";
    QTest::newRow("many files, few claimed") << test::zipBytes(many, 1) << "more than 10000 files";
    QTest::newRow("empty") << test::zipBytes({}) << "a.zip is not a ZIP archive";
}

void LayerFilesTest::refusesZips()
{
    QFETCH(QByteArray, zip);
    QFETCH(QString, says);
    writeFile(path("a.zip"), zip);
    const auto error = errorOf([&] { read("a.zip"); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(says) && error->problem().contains("a.zip"),
             qPrintable(error->message()));
    QVERIFY(!error->advice().isEmpty());
    QVERIFY(errorOf([&] { layersOf("a.zip"); }));
}

void LayerFilesTest::readsKmz()
{
    writeFile(path("a.kmz"),
              test::zipBytes(
                  {{"files/icon.png", "x"},
                   {"files/more.kml", kml(placemark("more", kmlPoint))},
                   {"doc.kml", kml("<name>Posts</name>" + placemark("one", kmlPoint) +
                                   "<NetworkLink><Link><href>files/more.kml</href></Link></NetworkLink>")}}));
    const io::LayerData layer = read("a.kmz");
    QCOMPARE(layer.features.size(), 1U);
    QVERIFY(layer.features[0].fields.contains("one"));
    QVERIFY2(
        layer.warnings.join(u'\n').contains("Only doc.kml was read; the archive also holds files/more.kml"),
        qPrintable(layer.warnings.join(u'\n')));
    QCOMPARE(layersOf("a.kmz"), QStringList{"Posts points 1 EPSG:4326"});
}

void LayerFilesTest::readsTables_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("commas") << "a.csv" << QByteArray("name,Longitude,Latitude\nKhorog,71.55,37.49\n");
    QTest::newRow("semicolons, decimal commas")
        << "a.csv" << QByteArray("name;LON;LAT\nKhorog;71,55;37,49\n");
    QTest::newRow("tabs") << "a.tsv" << QByteArray("name\tlat\tlng\nKhorog\t37.49\t71.55\n");
    QTest::newRow("x and y") << "a.txt" << QByteArray("X|Y|name\n71.55|37.49|Khorog\n");
    QTest::newRow("letters of the hemisphere")
        << "a.csv" << QByteArray("lat,lon,name\n37.49 N,71.55° E,Khorog\n");
    QTest::newRow("Russian") << "a.csv" << QByteArray("name,Широта,Долгота\nKhorog,37.49,71.55\n");
    QTest::newRow("point as text") << "a.csv" << QByteArray("name,WKT\nKhorog,POINT (71.55 37.49)\n");
    QTest::newRow("a mark of byte order")
        << "a.csv" << QByteArray("\xEF\xBB\xBFlon,lat,name\r\n71.55,37.49,Khorog\r\n");
}

void LayerFilesTest::readsTables()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    writeFile(path(file), content);
    const io::LayerData layer = read(file);
    QCOMPARE(layer.features.size(), 1U);
    QCOMPARE(layer.features[0].geometry.vertices, (std::vector<geo::LonLat>{{71.55, 37.49}}));
    QCOMPARE(layer.features[0].fields.value(layer.fieldIndex("name")), QStringLiteral("Khorog"));
    QCOMPARE(layer.statistics.drawn, 1);
}

void LayerFilesTest::readsWellKnownText()
{
    writeFile(path("a.csv"),
              "id;geom\n1;\"POLYGON((70 37,70 38,71 38,70 37))\"\n2;MULTIPOINT(70 37,71 38)\n3;nonsense\n");
    const io::LayerData layer = read("a.csv");
    QCOMPARE(layer.features.size(), 3U);
    QCOMPARE(layer.features[0].geometry.kind, geo::GeometryKind::Polygon);
    QCOMPARE(layer.features[1].geometry.partCount(), 2U);
    QCOMPARE(layer.statistics.notFinite, 1);
}

void LayerFilesTest::readsWorkbooks_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("file");
    QTest::newRow("Excel") << "XLSX"
                           << "a.xlsx";
    QTest::newRow("OpenDocument") << "ODS"
                                  << "a.ods";
}

void LayerFilesTest::readsWorkbooks()
{
    QFETCH(QString, driver);
    QFETCH(QString, file);
    writeWorkbook(path(file), qPrintable(driver), {{"name", "lon", "lat"}, {"Khorog", "71.55", "37.49"}},
                  "Posts");
    QCOMPARE(layersOf(file), QStringList{"Posts points 1 "});
    const io::LayerData layer = read(file, "Posts");
    QCOMPARE(layer.driver, driver);
    QCOMPARE(layer.features.size(), 1U);
    QCOMPARE(layer.features[0].geometry.vertices, (std::vector<geo::LonLat>{{71.55, 37.49}}));
    QVERIFY(errorOf([&] { read(file, "Rivers"); }));
    writeWorkbook(path(file), qPrintable(driver), {{"name", "town"}, {"a", "b"}}, "Posts");
    const auto error = errorOf([&] { read(file); });
    QVERIFY(error && error->advice().contains("File > Import"));
}

void LayerFilesTest::countsRowsWithoutPlace()
{
    writeFile(path("a.csv"), "lon,lat,name\n70,37,a\n,,b\n70,,c\nx,y,d\n70,95,e\n");
    const io::LayerData layer = read("a.csv");
    QCOMPARE(layer.features.size(), 5U);
    QCOMPARE(layer.statistics.records, 5);
    QCOMPARE(layer.statistics.drawn, 1);
    QCOMPARE(layer.statistics.withoutGeometry, 1);
    QCOMPARE(layer.statistics.notFinite, 2);
    QCOMPARE(layer.statistics.outside, 1);
}

void LayerFilesTest::refusesTables_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no coordinates") << "a.csv" << QByteArray("name,town\na,b\n");
    QTest::newRow("half of them") << "a.csv" << QByteArray("name,lon\na,70\n");
    QTest::newRow("no header") << "a.csv" << QByteArray("70,37\n71,38\n");
    QTest::newRow("one word") << "a.txt" << QByteArray("hello");
}

void LayerFilesTest::refusesTables()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    writeFile(path(file), content);
    const auto error = errorOf([&] { read(file); });
    QVERIFY(error);
    QVERIFY2(error->problem().contains(file + " is a table") && error->advice().contains("File > Import"),
             qPrintable(error->message()));
}

QTEST_GUILESS_MAIN(LayerFilesTest)
#include "layerfilestest.moc"
