#pragma once

#include "tests/support/malformedtiffs.h"

#include <sys/stat.h>

namespace marz::test {

namespace malformed {

inline void addGrids(Rasters &rows)
{
    using V = RasterVerdict;
    const auto row = [&](const char *name, const QString &file, V verdict, const QString &says,
                         const QByteArray &bytes) {
        rows += {name, file, verdict, says, bytesIn(file, bytes)};
    };
    const auto grid = [](const QByteArray &columns, const QByteArray &cell,
                         const QByteArray &numbers) -> QByteArray {
        return "ncols " + columns + "\nnrows 3\nxllcorner 61\nyllcorner 31\ncellsize " + cell +
               "\nNODATA_value -9999\n" + numbers;
    };
    const QByteArray numbers = "1 2 3\n4 5 6\n7 8 9\n";
    row("asc of 2^31 columns", "a.asc", V::Refused, "a.asc", grid("2147483647", "0.1", numbers));
    row("asc of fewer than no columns", "a.asc", V::Refused, "a.asc", grid("-3", "0.1", numbers));
    row("asc of a negative cell", "a.asc", V::Drawn, {}, grid("3", "-0.1", numbers));
    row("asc of no cell", "a.asc", V::Refused, "a.asc", grid("3", "0", numbers));
    row("asc of a cell that is no number", "a.asc", V::Refused, "a.asc", grid("3", "nan", numbers));
    row("asc cut off", "a.asc", V::Drawn, "Parts of a.asc cannot be read", grid("3", "0.1", "1 2 3\n4 5"));
    row("asc of words", "a.asc", V::Drawn, {}, grid("3", "0.1", "a b c\nd e f\ng h i\n"));
    row("asc of a header alone", "a.asc", V::Refused, "a.asc", "ncols 3\nnrows 3\n");
    row("asc of prose", "a.asc", V::Refused, "a.asc is not an Esri ASCII grid",
        "Dear all,\nthe grid follows.\n");
    row("asc of bytes", "a.asc", V::Refused, "a.asc is not an Esri ASCII grid", QByteArray(5000, '\xAA'));
    row("hgt of a wrong size", "N31E061.hgt", V::Refused, "not a whole SRTM height file",
        QByteArray(100'000, '\1'));
    row("hgt of a wrong name", "heights.hgt", V::Refused, "heights.hgt cannot be opened",
        QByteArray(1201 * 1201 * 2, '\1'));
    row("png of a header alone", "a.png", V::Refused, "a.png",
        QByteArray("\x89PNG\r\n\x1a\n") + QByteArray("\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\2\0\0\0", 21));
    row("png of 2^31 pixels", "a.png", V::Refused, "a.png",
        QByteArray("\x89PNG\r\n\x1a\n") +
            QByteArray("\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\2\0\0\0\0\0\0\0", 25));
    row("jpg of a header alone", "a.jpg", V::Refused, "a.jpg",
        QByteArray("\xFF\xD8\xFF\xE0\0\x10JFIF\0", 11));
}

inline void addTileSets(Rasters &rows, const QByteArray &url)
{
    using V = RasterVerdict;
    const QString file = QStringLiteral("a.mbtiles");
    const auto sql = [&](const QByteArray &text) {
        return [=](const QDir &folder) { runSql(folder.filePath(file), text); };
    };
    const QByteArray metadata = "CREATE TABLE metadata(name TEXT, value TEXT);INSERT INTO metadata "
                                "VALUES('name','a'),('format','png'),"
                                "('minzoom','0'),('maxzoom','1'),('bounds','-180,-85,180,85');";
    const QByteArray tiles =
        "CREATE TABLE tiles(zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data "
        "BLOB);";
    const QByteArray four = "INSERT INTO tiles VALUES(1,0,0,%),(1,0,1,%),(1,1,0,%),(1,1,1,%);";
    const auto filled = [&](const QByteArray &blob) { return QByteArray(four).replace("%", blob); };
    const auto view = [&](const QByteArray &data) -> QByteArray {
        return metadata + "CREATE VIEW tiles AS SELECT 1 AS zoom_level, 1 AS tile_column, 1 AS tile_row, " +
               data + " AS tile_data;";
    };
    rows += {
        {"mbtiles of text", file, V::Refused, "a.mbtiles is not an MBTiles file", bytesIn(file, "tiles")},
        {"mbtiles of a header alone", file, V::Refused, "a.mbtiles",
         bytesIn(file, QByteArray("SQLite format 3\0", 16) + QByteArray(200, '\1'))},
        {"mbtiles without tables", file, V::Refused, "a.mbtiles cannot be opened",
         sql("CREATE TABLE x(y);DROP TABLE x;")},
        {"mbtiles without tiles", file, V::Refused, "a.mbtiles cannot be opened", sql(metadata)},
        {"mbtiles of no tile", file, V::Drawn, {}, sql(metadata + tiles)},
        {"mbtiles whose tiles are no images",
         file,
         V::Drawn,
         {},
         sql(metadata + tiles + filled("x'0102030405'"))},
        {"mbtiles whose tiles are texts", file, V::Drawn, {}, sql(metadata + tiles + filled("'no image'"))},
        {"mbtiles whose tiles are descriptions",
         file,
         V::Drawn,
         {},
         sql(metadata + tiles +
             filled("CAST('<VRTDataset rasterXSize=\"256\" rasterYSize=\"256\"/>' AS BLOB)"))},
        {"mbtiles with a view that asks the network", file, V::Refused, "a.mbtiles",
         sql(view("ogr_geocode('x','raw','SERVICE=OSM_NOMINATIM','QUERY_TEMPLATE=" + url + "?q=%s')"))},
        {"mbtiles with a view that loads code", file, V::Undrawn, "a.mbtiles cannot be read",
         sql(view("load_extension('/tmp/x.so')"))},
        {"mbtiles with a view without end", file, V::Refused, "not read within",
         sql(metadata +
             "CREATE VIEW tiles AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT "
             "1 AS zoom_level, n AS tile_column, 1 AS tile_row, x'00' AS tile_data FROM r WHERE n < 0;"),
         true},
        {"mbtiles of absurd zoom levels",
         file,
         V::Drawn,
         {},
         sql(metadata + tiles + "INSERT INTO tiles VALUES(1000,9223372036854775807,-5,x'00');")},
        {"mbtiles of absurd bounds",
         file,
         V::Drawn,
         {},
         sql(QByteArray(metadata).replace("-180,-85,180,85", "1e400,nan,x,-1e400") + tiles +
             filled("x'00'"))},
        {"mbtiles of vector tiles", file, V::Refused, "vector tiles",
         sql(QByteArray(metadata).replace("'png'", "'pbf'") + tiles + filled("x'1f8b08000000'"))},
        {"mbtiles with a write-ahead log", file, V::Refused, "write-ahead log",
         sql("PRAGMA journal_mode=WAL;" + metadata + tiles + filled("x'00'"))},
        {"mbtiles with a log that somebody left beside it", file, V::Refused, "a.mbtiles-wal lies beside it",
         [make = sql(metadata + tiles)](const QDir &folder) {
             make(folder);
             putFile(folder.filePath("a.mbtiles-wal"), "left");
         }},
        {"mbtiles with a journal of somebody beside it", file, V::Refused, "a.mbtiles-journal lies beside it",
         [make = sql(metadata + tiles)](const QDir &folder) {
             make(folder);
             putFile(folder.filePath("a.mbtiles-journal"), "left");
         }},
        {"mbtiles of a GeoPackage", file, V::Refused, "a.mbtiles", sql(geoPackageSql + townsSql(2))},
    };
}

inline void addRasterPlaces(Rasters &rows, const QByteArray &url)
{
    using V = RasterVerdict;
    const QString file = QStringLiteral("a.tif");
    const QByteArray good = greyTiff().bytes();
    const QByteArray vrt =
        "<VRTDataset rasterXSize=\"64\" rasterYSize=\"64\"><GeoTransform>61,0.01,0,32,0,-0.01"
        "</GeoTransform><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>"
        "/vsicurl/" +
        url + "</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>";
    const auto beside = [=](const QString &side, const QByteArray &bytes) {
        return [=](const QDir &folder) {
            putFile(folder.filePath(file), good);
            putFile(folder.filePath(side), bytes);
        };
    };
    const auto pipe = [](const QDir &folder, const QString &name) {
        ::mkfifo(QFile::encodeName(folder.filePath(name)).constData(), 0600);
    };
    for (const char *name : {"a.tif", "a.mbtiles", "a.asc", "a.png", "a.jpg"})
        rows += {name, name, V::Refused, "leads to other files", bytesIn(name, vrt)};
    rows += {
        {"VRT", "a.vrt", V::Refused, "of a kind that Marz does not open", bytesIn("a.vrt", vrt)},
        {"address", file, V::Refused, "a.tif is not a GeoTIFF", bytesIn(file, url)},
        {"VRT as its overviews", file, V::Refused, "a.tif.ovr beside it is not a TIFF",
         beside("a.tif.ovr", vrt)},
        {"VRT as its mask", file, V::Refused, "a.tif.msk beside it is not a TIFF", beside("a.tif.msk", vrt)},
        {"overviews of nonsense", file, V::Drawn, {}, beside("a.tif.ovr", good.left(100))},
        {"metadata beside it that lead elsewhere",
         file,
         V::Drawn,
         {},
         beside("a.tif.aux.xml",
                "<PAMDataset><Metadata domain=\"OVERVIEWS\"><MDI key=\"OVERVIEW_FILE\">/vsicurl/" + url +
                    "</MDI></Metadata></PAMDataset>")},
        {"world file of nonsense", file, V::Refused, "a.tif",
         [=](const QDir &folder) {
             Tiff tiff = greyTiff();
             tiff.fields.remove(TiffPixelScale);
             tiff.fields.remove(TiffTiepoint);
             putFile(folder.filePath(file), tiff.bytes());
             putFile(folder.filePath("a.tfw"), "nan\nx\ninf\n0\n0\n-\n");
         }},
        {"raster pipe", file, V::Refused, "not a regular file",
         [=](const QDir &folder) { pipe(folder, file); }},
        {"raster folder", file, V::Refused, "is a folder", [=](const QDir &folder) { folder.mkdir(file); }},
        {"raster missing", file, V::Refused, "cannot be found", [](const QDir &) {}},
        {"raster linked to a device", file, V::Refused, "not a regular file",
         [=](const QDir &folder) { QFile::link("/dev/zero", folder.filePath(file)); }},
        {"raster at a virtual path", QStringLiteral("/vsicurl/%1/a.tif").arg(QString::fromLatin1(url)),
         V::Refused, "is not a file", [](const QDir &) {}},
    };
    for (const char *side : {"a.tif.tab", "a.tab", "a.aux", "a.tif.aux.xml", "a_RPC.TXT", "a.tif.ovr.tab"}) {
        rows +=
            {side, file, V::Refused, QLatin1String(side) + " is not a regular file", [=](const QDir &folder) {
                 putFile(folder.filePath(file), good);
                 pipe(folder, QLatin1String(side));
             }};
    }
    for (const QString side : {"a.tfw", "a.tif.ovr", "a.tif.msk"}) {
        rows += {side == "a.tfw"       ? "pipe as world file"
                 : side == "a.tif.ovr" ? "pipe as overviews"
                                       : "pipe as mask",
                 file, V::Refused, side + " is not a regular file", [=](const QDir &folder) {
                     putFile(folder.filePath(file), good);
                     pipe(folder, side);
                 }};
    }
    const QList<std::pair<const char *, QString>> names = {
        {"raster name with a line feed", QStringLiteral("a\nb.tif")},
        {"raster name with quotes", QStringLiteral("a'\"`$(b)%1%2.tif")},
        {"raster name in capitals", QStringLiteral("A.TIF")},
        {"raster name like a directory of another", QStringLiteral("GTIFF_DIR:1:a.tif")},
        {"raster name like an option", QStringLiteral("a?x=1&b#c.tif")},
    };
    for (const auto &[what, name] : names)
        rows += {what, name, V::Drawn, {}, bytesIn(name, good)};
}

} // namespace malformed

/// As malformedLayers(). What can be drawn lies, in part, between 61 and 62 degrees east and 31 and 32
/// degrees north.
inline QList<MalformedRaster> malformedRasters(quint16 port)
{
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(port) + "/x";
    QList<MalformedRaster> rows;
    malformed::addTiffs(rows, url);
    malformed::addGrids(rows);
    malformed::addTileSets(rows, url);
    malformed::addRasterPlaces(rows, url);
    return rows;
}

} // namespace marz::test
