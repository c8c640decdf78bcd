#pragma once

#include "tests/support/layerbytes.h"

#include <sqlite3.h>

/// GeoPackages made of SQL text, also such as no program would write.
namespace marz::test {

/// Runs @p sql on the database at @p path; ends the test when it fails.
inline void runSql(const QString &path, const QByteArray &sql)
{
    sqlite3 *database = nullptr;
    char *error = nullptr;
    if (sqlite3_open(QFile::encodeName(path).constData(), &database) != SQLITE_OK ||
        sqlite3_exec(database, sql.constData(), nullptr, nullptr, &error) != SQLITE_OK)
        qFatal("%s: %s", qPrintable(path), error);
    sqlite3_close(database);
}

/// The SQL literal of a point in GeoPackage form.
inline QByteArray pointBlob(double x, double y)
{
    const QByteArray bytes =
        QByteArray("GP\0\1", 4) + little<qint32>(4326) + '\1' + little<qint32>(1) + doubles({x, y});
    return "x'" + bytes.toHex() + "'";
}

/// What every GeoPackage holds, without a layer.
constexpr char geoPackageSql[] =
    "PRAGMA application_id=1196444487; PRAGMA user_version=10300;"
    "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT "
    "NOT NULL,"
    " organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES('WGS 84',4326,'EPSG',4326,'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
    "SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],"
    "AUTHORITY[\"EPSG\",\"4326\"]]',NULL),('Undefined',-1,'NONE',-1,'undefined',NULL),('Undefined',0,'NONE',"
    "0,"
    "'undefined',NULL);"
    "CREATE TABLE gpkg_contents(table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,"
    " description TEXT DEFAULT '', last_change DATETIME DEFAULT '2025-01-01T00:00:00.000Z', min_x DOUBLE, "
    "min_y DOUBLE,"
    " max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);"
    "CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT,"
    " srs_id INTEGER, z TINYINT, m TINYINT, PRIMARY KEY(table_name, column_name));"
    "CREATE TABLE gpkg_extensions(table_name TEXT, column_name TEXT, extension_name TEXT, definition TEXT, "
    "scope TEXT);";

/// Registers @p table (its column geom) as a layer of points.
inline QByteArray layerSql(const QByteArray &table)
{
    QByteArray quoted = table;
    quoted.replace('\'', "''");
    return "INSERT INTO gpkg_contents(table_name,data_type,identifier,srs_id) VALUES('" + quoted +
           "','features','" + quoted +
           "',4326);"
           "INSERT INTO gpkg_geometry_columns VALUES('" +
           quoted + "','geom','POINT',4326,0,0);";
}

/// A layer "towns" of @p count points.
inline QByteArray townsSql(int count)
{
    QByteArray sql =
        "CREATE TABLE towns(fid INTEGER PRIMARY KEY, geom POINT, name TEXT);" + layerSql("towns");
    for (int i = 0; i < count; ++i)
        sql += "INSERT INTO towns(geom,name) VALUES(" + pointBlob(61 + i, 31) + ",'t');";
    return sql;
}

} // namespace marz::test
