#pragma once

#include "tests/support/malformedlayer.h"

/// GeoJSON, XML and archives that are deep, huge or disguised, or lead elsewhere.
namespace marz::test::malformed {

inline QByteArray featureCollection(const QByteArray &features, const QByteArray &more = {})
{
    return R"({"type":"FeatureCollection",)" + more + R"("features":[)" + features + "]}";
}

inline QByteArray jsonPoint(const QByteArray &coordinates = "[70,37]", const QByteArray &properties = "{}")
{
    return R"({"type":"Feature","properties":)" + properties +
           R"(,"geometry":{"type":"Point","coordinates":)" + coordinates + "}}";
}

inline void addGeoJson(Rows &rows, const QByteArray &url)
{
    const QString file = QStringLiteral("a.geojson");
    const auto put = [&](const QByteArray &bytes) { return content(file, bytes); };
    const QByteArray deep = QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QByteArray many;
    for (int i = 0; i < 20'000; ++i)
        many += jsonPoint("[" + QByteArray::number(60 + i * 1e-3) + ",37]") + (i < 19'999 ? "," : "");
    rows += {
        {"json of deep arrays", file, Verdict::Refused, 0, "a.geojson",
         put(featureCollection(jsonPoint(deep)))},
        {"json of deep properties", file, Verdict::Refused, 0, "a.geojson",
         put(featureCollection(jsonPoint("[70,37]", R"({"a":)" + deep + "}")))},
        {"json of deep objects", file, Verdict::Refused, 0, "a.geojson",
         put(QByteArray(R"({"type":)").repeated(100'000))},
        {"json of many points", file, Verdict::Opened, 20'000, "", put(featureCollection(many))},
        {"json cut off", file, Verdict::Refused, 0, "a.geojson cannot be opened",
         put(featureCollection(jsonPoint()).left(80))},
        {"json of one brace", file, Verdict::Refused, 0, "a.geojson", put("{")},
        {"json with a linked CRS", file, Verdict::Refused, 0, "link to elsewhere",
         put(featureCollection(jsonPoint(),
                               R"("crs":{"type":"link","properties":{"href":")" + url + R"("}},)"))},
        {"json with a linked CRS in escapes", file, Verdict::Refused, 0, "link to elsewhere",
         put(featureCollection(jsonPoint(),
                               R"("\u0063rs":{"type":"name","properties":{"name":")" + url + R"("}},)"))},
        {"json with a CRS of a file", file, Verdict::Refused, 0, "link to elsewhere",
         put(featureCollection(jsonPoint(),
                               R"("crs":{"type":"name","properties":{"name":"/etc/passwd"}},)"))},
        {"json with keys twice", file, Verdict::Opened, 1, "",
         put(R"({"type":"Nothing","type":"FeatureCollection","features":[],"features":[)" + jsonPoint() +
             "]}")},
        {"json of wrong types", file, Verdict::Opened, 6, "5 records have no geometry",
         put(featureCollection(jsonPoint("\"70,37\"") + "," + jsonPoint("[[70],[37]]") + "," +
                               jsonPoint("[]") + "," + jsonPoint("null") + "," +
                               jsonPoint("[\"70\",\"37\"]") + "," + jsonPoint()))},
        {"json with a text as features", file, Verdict::Refused, 0, "a.geojson cannot be opened",
         put(R"({"type":"FeatureCollection","features":"none"})")},
        {"json of huge numbers", file, Verdict::Opened, 2, "1 record has",
         put(featureCollection(jsonPoint("[1e400,-1e400]") + "," + jsonPoint()))},
        {"json of metres", file, Verdict::NeedsCrs, 0, "a.geojson does not name",
         put(featureCollection(jsonPoint("[605384,4204278]")))},
        {"json in UTF-16", file, Verdict::Refused, 0, "a.geojson",
         put(QByteArray("\xFF\xFE{\0\"\0t\0y\0p\0e\0\"\0:\0", 18))},
        {"json of NUL bytes", file, Verdict::Refused, 0, "a.geojson", put(QByteArray(10'000, '\0'))},
        {"an address as content", file, Verdict::Refused, 0, "a.geojson", put(url)},
        {"TopoJSON", file, Verdict::Refused, 0, "a.geojson",
         put(R"({"type":"Topology","arcs":[[[0,0],[1,1]]],"objects":{}})")},
        {"ESRI JSON", "a.json", Verdict::Refused, 0, "a.json",
         content("a.json", R"({"displayFieldName":"","geometryType":"esriGeometryPoint","features":[]})")},
    };
}

inline void addDisguises(Rows &rows, const QByteArray &url)
{
    const QByteArray vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/vsicurl/" + url +
                           "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
    const QByteArray wfs = "<OGRWFSDataSource><URL>" + url + "</URL></OGRWFSDataSource>";
    const auto row = [&](const char *name, const char *file, const QByteArray &bytes, const char *says) {
        rows += {name, QString(file), Verdict::Refused, 0, QString(says), content(file, bytes)};
    };
    row("VRT as shp", "a.shp", vrt, "leads to other files");
    row("VRT as geojson", "a.geojson", vrt, "leads to other files");
    row("VRT as kml", "a.kml", vrt, "leads to other files");
    row("VRT as gpkg", "a.gpkg", vrt, "leads to other files");
    row("VRT as zip", "a.zip", vrt, "leads to other files");
    row("VRT as csv", "a.csv", vrt, "leads to other files");
    row("WFS as shp", "a.shp", wfs, "XML of another kind");
    row("WFS as kml", "a.kml", wfs, "XML of another kind");
    row("WFS as gpx", "a.gpx", wfs, "XML of another kind");
    row("GeoTIFF as shp", "a.shp", QByteArray("II*\0\x08\0\0\0", 8) + QByteArray(2000, '\0'),
        "not a shapefile");
    row("shapefile as geojson", "a.geojson", areas(1).shp, "it holds a shapefile");
    row("program as gpkg", "a.gpkg",
        QByteArray("\x7f"
                   "ELF",
                   4) +
            QByteArray(500, '\1'),
        "not a GeoPackage");
    row("PostgreSQL address", "a.gpkg", "PG:host=127.0.0.1 dbname=x", "not a GeoPackage");
    row("unknown ending", "a.vrt", vrt, "of a kind that Marz does not open");
}

inline void addXml(Rows &rows, const QByteArray &url)
{
    const QByteArray gpx = R"(<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">)";
    const QByteArray point = R"(<wpt lat="37" lon="70"><name>)";
    QByteArray laughs = R"(<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">)";
    for (int i = 1; i < 30; ++i)
        laughs += "<!ENTITY a" + QByteArray::number(i) + " \"" +
                  QByteArray("&a" + QByteArray::number(i - 1) + ";").repeated(10) + "\">";
    laughs += "]>";
    const QByteArray outside = R"(<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM ")" + url +
                               R"("><!ENTITY f SYSTEM "file:///etc/passwd">]>)";
    const QByteArray kml = R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document>)";
    const QByteArray mark =
        "<Placemark><name>n</name><Point><coordinates>70,37</coordinates></Point></Placemark>";
    const auto row = [&](const char *name, const char *file, Verdict verdict, int features, const char *says,
                         const QByteArray &bytes) {
        rows += {name, QString(file), verdict, features, QString(says), content(file, bytes)};
    };
    row("GPX of a billion laughs", "a.gpx", Verdict::Refused, 0, "a.gpx",
        laughs + gpx + point + "&a29;</name></wpt></gpx>");
    row("GPX with entities from outside", "a.gpx", Verdict::Opened, 1, "",
        outside + gpx + point + "&e;&f;</name></wpt></gpx>");
    row("GPX with a DTD from outside", "a.gpx", Verdict::Opened, 1, "",
        "<?xml version=\"1.0\"?><!DOCTYPE gpx SYSTEM \"" + url + "\">" + gpx + point +
            "n</name></wpt></gpx>");
    row("GPX cut off", "a.gpx", Verdict::Refused, 0, "a.gpx", gpx + point);
    row("GPX of words as numbers", "a.gpx", Verdict::Opened, 1, "",
        gpx + R"(<wpt lat="north" lon="east"><name>n</name></wpt></gpx>)");
    row("GPX of nothing", "a.gpx", Verdict::Opened, 0, "holds no record", gpx + "</gpx>");
    row("GPX of deep elements", "a.gpx", Verdict::Refused, 0, "a.gpx",
        gpx + QByteArray("<extensions>").repeated(200'000));
    row("KML of a billion laughs", "a.kml", Verdict::Refused, 0, "a.kml",
        laughs + kml + "<Placemark><name>&a29;</name></Placemark></Document></kml>");
    row("KML with entities from outside", "a.kml", Verdict::Refused, 0, "a.kml",
        outside + kml + "<Placemark><name>&e;&f;</name></Placemark></Document></kml>");
    row("KML with links, styles and pictures from outside", "a.kml", Verdict::Opened, 1, "",
        kml + "<Style id=\"s\"><IconStyle><Icon><href>" + url +
            "</href></Icon></IconStyle></Style><NetworkLink><Link><href>" + url +
            "</href></Link></NetworkLink>" + "<Placemark><name>n</name><styleUrl>" + url +
            "#s</styleUrl><Point><coordinates>70,37</coordinates></Point></Placemark></Document></kml>");
    row("KML cut off", "a.kml", Verdict::Refused, 0, "a.kml", kml + mark.left(40));
    row("KML of deep folders", "a.kml", Verdict::Refused, 0, "a.kml",
        kml + QByteArray("<Folder>").repeated(100'000));
    row("KML without coordinates", "a.kml", Verdict::Opened, 1, "1 record has no geometry",
        kml + "<Placemark><name>n</name><Point><coordinates>here</coordinates></Point></Placemark></"
              "Document></kml>");
    const QByteArray doc = kml + mark + "</Document></kml>";
    row("KMZ bomb", "a.kmz", Verdict::Refused, 0, "more than a hundred times",
        zipBytes({{"doc.kml", doc}, {"bomb", QByteArray(150 << 20, '\0')}}));
    row("KMZ whose claim is small", "a.kmz", Verdict::Refused, 0, "unpacks to more than it says",
        zipBytes({{"doc.kml", kml + QByteArray(60 << 20, ' ') + mark + "</Document></kml>", 1000}}));
    row("KMZ with a way out", "a.kmz", Verdict::Refused, 0, "names a file outside itself",
        zipBytes({{"../../doc.kml", doc}}));
    row("KMZ without KML", "a.kmz", Verdict::Refused, 0, "holds no KML", zipBytes({{"a.png", "x"}}));
    row("KMZ cut off", "a.kmz", Verdict::Refused, 0, "not a whole ZIP archive",
        zipBytes({{"doc.kml", doc}}).left(200));
    row("ZIP of absurd claims", "a.zip", Verdict::Refused, 0, "more than a hundred times",
        zipBytes({{"a.shp", "x", 0xFFFFFFFELL}, {"a.shx", "x", 0xFFFFFFFELL}}));
    row("ZIP of a shapefile cut off", "a.zip", Verdict::Refused, 0, "a.zip",
        zipBytes({{"a.shp", areas(1).shp.left(60)}, {"a.shx", areas(1).shx}}));
    row("ZIP of links to elsewhere", "a.zip", Verdict::Refused, 0, "holds no shapefile",
        zipBytes({{"a.vrt", "<OGRVRTDataSource/>"}}));
}

} // namespace marz::test::malformed
