#include "store/schema.h"

#include "store/backup.h"
#include "store/connection.h"

#include <QHash>

namespace marz::store {

namespace {

constexpr const char *indexes =
    "CREATE INDEX incidents_code ON incidents (code);"
    "CREATE INDEX incidents_time_start ON incidents (time_start);"
    "CREATE INDEX incidents_batch ON incidents (batch);"
    "CREATE INDEX incidents_native_id ON incidents (native_id) WHERE native_id IS NOT NULL;"
    "CREATE INDEX casualties_incident ON casualties (incident);"
    "CREATE INDEX items_incident ON items (incident);"
    "CREATE INDEX actor_aliases_actor ON actor_aliases (actor);"
    "CREATE INDEX actor_relations_to ON actor_relations (to_actor);"
    "CREATE INDEX incident_actors_incident ON incident_actors (incident);"
    "CREATE INDEX incident_actors_actor ON incident_actors (actor);"
    "CREATE INDEX sources_url ON sources (url, publisher);"
    "CREATE INDEX source_chain_incident ON source_chain (incident);"
    "CREATE INDEX source_chain_source ON source_chain (source);"
    "CREATE INDEX claims_incident ON claims (incident);"
    "CREATE INDEX responses_incident ON responses (incident);"
    "CREATE INDEX links_incident ON links (incident);"
    "CREATE INDEX series_members_incident ON series_members (incident);"
    "CREATE INDEX series_members_series ON series_members (series);"
    "CREATE INDEX notes_incident ON notes (incident);"
    "CREATE INDEX incident_tags_incident ON incident_tags (incident);"
    "CREATE INDEX incident_tags_tag ON incident_tags (tag);"
    "CREATE INDEX attachments_incident ON attachments (incident);"
    "CREATE INDEX incident_places_incident ON incident_places (incident);"
    "CREATE INDEX movements_incident ON movements (incident);"
    "CREATE INDEX batch_attributes_incident ON batch_attributes (incident);"
    "CREATE INDEX annotations_layer ON annotations (layer);"
    "CREATE INDEX history_uid ON history (uid);";

/// OGC 12-128r17, annex L.4 (rtree spatial indexes): for other programs; they do not run on our connections.
constexpr const char *triggers =
    "CREATE TRIGGER rtree_incidents_geom_insert AFTER INSERT ON incidents "
    "WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) "
    "BEGIN INSERT OR REPLACE INTO rtree_incidents_geom VALUES (NEW.fid, ST_MinX(NEW.geom), "
    "ST_MaxX(NEW.geom), "
    "ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
    "CREATE TRIGGER rtree_incidents_geom_update1 AFTER UPDATE OF geom ON incidents "
    "WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) "
    "BEGIN INSERT OR REPLACE INTO rtree_incidents_geom VALUES (NEW.fid, ST_MinX(NEW.geom), "
    "ST_MaxX(NEW.geom), "
    "ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
    "CREATE TRIGGER rtree_incidents_geom_update2 AFTER UPDATE OF geom ON incidents "
    "WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) "
    "BEGIN DELETE FROM rtree_incidents_geom WHERE id = OLD.fid; END;"
    "CREATE TRIGGER rtree_incidents_geom_update3 AFTER UPDATE ON incidents "
    "WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) "
    "BEGIN DELETE FROM rtree_incidents_geom WHERE id = OLD.fid; "
    "INSERT OR REPLACE INTO rtree_incidents_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), "
    "ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
    "CREATE TRIGGER rtree_incidents_geom_update4 AFTER UPDATE ON incidents "
    "WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) "
    "BEGIN DELETE FROM rtree_incidents_geom WHERE id IN (OLD.fid, NEW.fid); END;"
    "CREATE TRIGGER rtree_incidents_geom_delete AFTER DELETE ON incidents WHEN OLD.geom NOT NULL "
    "BEGIN DELETE FROM rtree_incidents_geom WHERE id = OLD.fid; END;";

constexpr const char *systems =
    "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition, "
    "description) "
    "VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate "
    "reference system'),"
    "('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference "
    "system'),"
    "('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS "
    "84\",6378137,"
    "298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,"
    "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
    "AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]', "
    "'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');";

constexpr const char *geometryRows =
    "INSERT INTO gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m) VALUES "
    "('incidents', 'geom', 'POINT', 4326, 0, 0), ('incident_places', 'geom', 'POINT', 4326, 0, 0), "
    "('annotations', 'geom', 'GEOMETRY', 4326, 0, 0);"
    "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) VALUES "
    "('incidents', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', "
    "'write-only');";

bool isSpatial(const char *table)
{
    return qstrcmp(table, "incidents") == 0 || qstrcmp(table, "incident_places") == 0 ||
           qstrcmp(table, "annotations") == 0;
}

base::Error damaged(const Connection &connection, const QString &what)
{
    return base::Error(base::ErrorKind::Damaged, connection.path() + QStringLiteral(": ") + what,
                       damagedAdvice(connection.path()));
}

/// Declared columns of a CREATE TABLE text, name -> declared type, as SQLite itself reads it.
QHash<QString, QString> columnsOf(const Connection &connection, const QString &table, bool *hasGenerated)
{
    QHash<QString, QString> columns;
    Query q = connection.query("SELECT name, type, hidden FROM pragma_table_xinfo(?)");
    q.bind(1, table);
    while (q.next()) {
        columns.insert(q.text(0), q.text(1));
        if (q.integer(2) > 1)
            *hasGenerated = true;
    }
    return columns;
}

} // namespace

void createSchema1(Connection &connection)
{
    for (const KnownTable &table : knownTables())
        connection.execute(table.sql);
    connection.execute(indexes);
    connection.execute(triggers);
    connection.execute(systems);
    Query contents =
        connection.query("INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
                         "VALUES (?, ?, ?, ?, ?)");
    for (const KnownTable &table : knownTables()) {
        if (!table.description)
            continue;
        const bool spatial = isSpatial(table.name);
        const QString name = QLatin1String(table.name);
        contents.with(name, QString(QLatin1String(spatial ? "features" : "attributes")), name,
                      QString(QLatin1String(table.description)),
                      spatial ? std::optional(4326) : std::nullopt);
        contents.run();
    }
    connection.execute(geometryRows);
}

int schemaVersion(const Connection &connection)
{
    if (connection.integer(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'marz_meta'") != 1)
        throw base::Error(base::ErrorKind::Damaged,
                          connection.path() + QStringLiteral(" is a GeoPackage, but not a Marz store."),
                          QStringLiteral("Import it into a store instead."));
    bool isNumber = false;
    const int version =
        connection.text("SELECT content FROM marz_meta WHERE name = 'schema_version'").toInt(&isNumber);
    if (!isNumber || version < 1)
        throw damaged(connection, QStringLiteral("the schema version is missing."));
    return version;
}

void checkSchema(const Connection &connection)
{
    QHash<QString, QPair<QString, QString>> found;
    {
        Query q =
            connection.query("SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view')");
        while (q.next())
            found.insert(q.text(0), {q.text(1), q.text(2)});
    }
    // The known set as SQLite reads it, from an empty database of our own.
    Connection reference(QStringLiteral(":memory:"), OpenMode::Create);
    for (const KnownTable &table : knownTables()) {
        const QString name = QLatin1String(table.name);
        const auto entry = found.value(name);
        if (entry.second == QLatin1String(table.sql))
            continue;
        if (entry.first.isEmpty())
            throw damaged(connection, QStringLiteral("the table %1 is missing.").arg(name));
        const bool isVirtual = entry.second.startsWith(QLatin1String("CREATE VIRTUAL"), Qt::CaseInsensitive);
        if (entry.first != QLatin1String("table") || table.isVirtual || isVirtual)
            throw damaged(connection, QStringLiteral("%1 is not the table it should be.").arg(name));
        reference.execute(table.sql);
        bool hasGenerated = false;
        const auto wanted = columnsOf(reference, name, &hasGenerated);
        const auto present = columnsOf(connection, name, &hasGenerated);
        if (hasGenerated)
            throw damaged(connection, QStringLiteral("the table %1 has generated columns.").arg(name));
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            if (present.value(it.key()).compare(it.value(), Qt::CaseInsensitive) != 0)
                throw damaged(
                    connection,
                    QStringLiteral("the column %1.%2 is missing or of another type.").arg(name, it.key()));
        }
    }
}

} // namespace marz::store
