#pragma once

#include "tests/support/geopackagebytes.h"
#include "tests/support/malformedlayer.h"
#include "tests/support/malformedshapefiles.h"
#include "tests/support/malformedtexts.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace marz::test {

namespace malformed {

inline void addDatabases(Rows &rows, const QByteArray &url)
{
    const QString file = QStringLiteral("a.gpkg");
    const auto sql = [&](const QByteArray &text) {
        return [=](const QDir &folder) { runSql(folder.filePath(file), geoPackageSql + text); };
    };
    const auto view = [&](const QByteArray &select) {
        return sql(townsSql(1) + "CREATE VIEW spy AS SELECT 1 AS fid, " + pointBlob(70, 37) + " AS geom, " +
                   select + " AS name;DELETE FROM gpkg_contents;DELETE FROM gpkg_geometry_columns;" +
                   layerSql("spy"));
    };
    const auto cut = [&](qsizetype bytes) {
        return [=](const QDir &folder) {
            runSql(folder.filePath(file), geoPackageSql + townsSql(50));
            QFile(folder.filePath(file)).resize(bytes);
        };
    };
    rows += {
        {"gpkg with triggers", file, Verdict::Opened, 2, "",
         sql(townsSql(2) + "CREATE TRIGGER t AFTER INSERT ON towns BEGIN DELETE FROM towns; END;")},
        {"gpkg with a view that asks the network", file, Verdict::Refused, 0, "a.gpkg",
         view("ogr_geocode('x','raw','SERVICE=OSM_NOMINATIM','QUERY_TEMPLATE=" + url + "?q=%s')")},
        {"gpkg with a view that loads code", file, Verdict::Refused, 0, "a.gpkg",
         view("load_extension('/tmp/x.so')")},
        {"gpkg with a view without end", file, Verdict::Refused, 0, "a.gpkg",
         view("(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT count(*) FROM r)"),
         true},
        {"gpkg with a view of hundreds of megabytes", file, Verdict::Refused, 0, "more than fits in memory",
         sql("CREATE VIEW many AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r LIMIT 200000)"
             " SELECT n AS fid, NULL AS geom, hex(zeroblob(500)) AS name FROM r;" +
             layerSql("many"))},
        {"gpkg of another application", file, Verdict::Refused, 0, "SQLite database without map layers",
         sql(townsSql(1) + "PRAGMA application_id=1;")},
        {"gpkg without layers", file, Verdict::Refused, 0, "cannot be opened", sql("")},
        {"gpkg with a quoted table", file, Verdict::Opened, 1, "",
         sql(R"(CREATE TABLE "a""b'c; DROP TABLE x"(fid INTEGER PRIMARY KEY, geom POINT);INSERT INTO "a""b'c; DROP TABLE x" VALUES(1,)" +
             pointBlob(70, 37) + ");" + layerSql("a\"b'c; DROP TABLE x"))},
        {"gpkg whose table is missing", file, Verdict::Refused, 0, "a.gpkg", sql(layerSql("ghost"))},
        {"gpkg whose R-tree is missing", file, Verdict::Opened, 2, "",
         sql(townsSql(2) +
             "INSERT INTO gpkg_extensions VALUES('towns','geom','gpkg_rtree_index','','write-only');")},
        {"gpkg of broken shapes", file, Verdict::Opened, 4, "3 records have no geometry",
         sql(townsSql(1) + "INSERT INTO towns(geom,name) VALUES(x'4750','a'),(x'00','b'),('text','c');")},
        {"gpkg with undefined CRS and metres", file, Verdict::NeedsCrs, 0, "a.gpkg does not name",
         sql("CREATE TABLE towns(fid INTEGER PRIMARY KEY, geom POINT);" + layerSql("towns") +
             "UPDATE gpkg_contents SET srs_id=-1;UPDATE gpkg_geometry_columns SET srs_id=-1;INSERT INTO "
             "towns VALUES(1," +
             pointBlob(605384, 4204278) + ");")},
        {"gpkg with a CRS of nonsense", file, Verdict::Opened, 1, "",
         sql(townsSql(1) + "UPDATE gpkg_spatial_ref_sys SET definition='nonsense',organization='x';")},
        {"gpkg cut in its header", file, Verdict::Refused, 0, "a.gpkg", cut(90)},
        {"gpkg cut in its pages", file, Verdict::Refused, 0, "a.gpkg", cut(9000)},
        {"gpkg of a header alone", file, Verdict::Refused, 0, "a.gpkg",
         content(file, QByteArray("SQLite format 3\0", 16) + QByteArray(52, '\1') + "GPKG" +
                           QByteArray(4000, '\xff'))},
        {"fgb of a header alone", "a.fgb", Verdict::Refused, 0, "a.fgb",
         content("a.fgb", "fgb\x03"
                          "fgb\x01")},
        {"fgb of an absurd header", "a.fgb", Verdict::Refused, 0, "a.fgb",
         content("a.fgb", QByteArray("fgb\x03"
                                     "fgb\x01") +
                              little<quint32>(0xFFFFFFFF) + QByteArray(100, '\xff'))},
        {"fgb of an absurd header that fits", "a.fgb", Verdict::Refused, 0, "a.fgb",
         content("a.fgb", QByteArray("fgb\x03"
                                     "fgb\x01") +
                              little<quint32>(100) + QByteArray(100, '\x7f') + little<quint32>(0x7FFFFFFF) +
                              QByteArray(100, '\x7f'))},
    };
}

inline void addPlaces(Rows &rows, const QByteArray &url)
{
    const QByteArray json = featureCollection(jsonPoint());
    const auto native = [](const QDir &folder, const QString &file) {
        return QFile::encodeName(folder.filePath(file));
    };
    const QString file = QStringLiteral("a.geojson");
    rows += {
        {"pipe", file, Verdict::Refused, 0, "not a regular file",
         [=](const QDir &folder) { ::mkfifo(native(folder, file).constData(), 0600); }},
        {"pipe beside", "a.shp", Verdict::Refused, 0, "a.cpg is not a regular file",
         [=](const QDir &folder) {
             putShapefile(folder.filePath("a"), areas(1));
             ::mkfifo(native(folder, "a.cpg").constData(), 0600);
         }},
        {"folder", "a.shp", Verdict::Refused, 0, "is a folder",
         [](const QDir &folder) { folder.mkdir("a.shp"); }},
        {"folder beside", "a.shp", Verdict::Refused, 0, "a.dbf is a folder",
         [](const QDir &folder) {
             putShapefile(folder.filePath("a"), areas(1));
             QFile::remove(folder.filePath("a.dbf"));
             folder.mkdir("a.dbf");
         }},
        {"socket", file, Verdict::Refused, 0, "not a regular file",
         [=](const QDir &folder) {
             sockaddr_un address = {};
             address.sun_family = AF_UNIX;
             qstrncpy(address.sun_path, native(folder, file).constData(), sizeof address.sun_path);
             const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
             if (::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
                 qFatal("cannot make a socket");
             ::close(fd);
         }},
        {"link to nowhere", file, Verdict::Refused, 0, "cannot be found",
         [=](const QDir &folder) { QFile::link("/nowhere/at/all.geojson", folder.filePath(file)); }},
        {"link to itself", file, Verdict::Refused, 0, "cannot be found",
         [=](const QDir &folder) { QFile::link(file, folder.filePath(file)); }},
        {"link to a device", file, Verdict::Refused, 0, "not a regular file",
         [=](const QDir &folder) { QFile::link("/dev/zero", folder.filePath(file)); }},
        {"link to a device beside", "a.shp", Verdict::Refused, 0, "a.prj is not a regular file",
         [](const QDir &folder) {
             putShapefile(folder.filePath("a"), areas(1));
             QFile::remove(folder.filePath("a.prj"));
             QFile::link("/dev/zero", folder.filePath("a.prj"));
         }},
        {"missing", file, Verdict::Refused, 0, "cannot be found", [](const QDir &) {}},
    };
    const QList<std::pair<const char *, QString>> names = {
        {"name with a line feed", QStringLiteral("a\nb.geojson")},
        {"name that turns about", QStringLiteral("a\u202Enosjoeg.geojson")},
        {"name with a leading dash", QStringLiteral("-a.geojson")},
        {"name of 255 bytes", QString(247, u'x') + QStringLiteral(".geojson")},
        {"name with quotes", QStringLiteral("a'\"`$(b)%1%2.geojson")},
        {"name with braces", QStringLiteral("{a}.geojson")},
        {"name like an option", QStringLiteral("a?x=1&b#c.geojson")},
        {"name in capitals", QStringLiteral("A.GEOJSON")},
        {"name like a CRS", QStringLiteral("CSV:a.geojson")},
        {"name like a command for JSON", QStringLiteral("GeoJSON:{.geojson")},
    };
    for (const auto &[what, name] : names)
        rows += MalformedLayer{what, name, Verdict::Opened, 1, {}, content(name, json)};
    rows += {
        "name like an address", "http:/127.0.0.1/a.geojson", Verdict::Opened, 1, {}, [=](const QDir &folder) {
            folder.mkpath("http:/127.0.0.1");
            putFile(folder.filePath("http:/127.0.0.1/a.geojson"), json);
        }};
    rows += {"a virtual path", QStringLiteral("/vsicurl/%1/a.geojson").arg(QString::fromLatin1(url)),
             Verdict::Refused, 0,
             "is not a file",  [](const QDir &) {}};
    rows += {"a virtual path in memory", "/vsistdin/a.geojson", Verdict::Refused, 0, "is not a file",
             [](const QDir &) {}};
}

} // namespace malformed

/// Every row's name and make() are to be used in a folder of its own. @p port is one of this computer on
/// which the caller listens: nothing may ever connect to it.
inline QList<MalformedLayer> malformedLayers(quint16 port)
{
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(port) + "/x";
    QList<MalformedLayer> rows;
    malformed::addCutShapefiles(rows);
    malformed::addContradictions(rows);
    malformed::addShapes(rows);
    malformed::addProjections(rows);
    malformed::addGeoJson(rows, url);
    malformed::addDisguises(rows, url);
    malformed::addXml(rows, url);
    malformed::addDatabases(rows, url);
    malformed::addPlaces(rows, url);
    return rows;
}

} // namespace marz::test
