#include "store/derived.h"

#include "base/fold.h"
#include "store/columns.h"
#include "store/connection.h"
#include "store/incidentreader.h"

#include <sqlite3.h>

#include <bit>
#include <cstring>

namespace marz::store {

using namespace incident;

namespace {

void addFolded(QString &all, const QString &text)
{
    if (text.isEmpty())
        return;
    const QString folded = base::folded(text).trimmed();
    if (folded.isEmpty())
        return;
    if (!all.isEmpty())
        all += QLatin1Char(' ');
    all += folded;
}

struct Hash {
    quint64 value = 0x9E3779B97F4A7C15ULL;

    void add(quint64 word)
    {
        value ^= word;
        value *= 0xFF51AFD7ED558CCDULL;
        value ^= value >> 32;
    }
    void add(const void *bytes, std::size_t size)
    {
        const auto *at = static_cast<const char *>(bytes);
        add(size);
        for (; size >= 8; size -= 8, at += 8) {
            quint64 word = 0;
            std::memcpy(&word, at, 8);
            add(word);
        }
        quint64 tail = 0;
        if (size > 0)
            std::memcpy(&tail, at, size);
        add(tail);
    }
};

} // namespace

QString searchTextOf(const Incident &record)
{
    QString all;
    addFolded(all, record.title);
    addFolded(all, record.summary);
    addFolded(all, record.where.place);
    for (const Involvement &actor : record.actors)
        addFolded(all, actor.name);
    for (const SourceUse &source : record.sources)
        addFolded(all, source.publisher);
    for (const Claim &claim : record.claims)
        addFolded(all, claim.value);
    for (const Note &note : record.notes)
        addFolded(all, note.text);
    return all;
}

QString ftsQuery(const QString &words)
{
    QStringList terms;
    for (const QString &word : base::folded(words).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        terms.append(QString(QLatin1Char('"') +
                             QString(word).replace(QLatin1Char('"'), QLatin1String("\"\"")) +
                             QLatin1String("\" *")));
    return terms.join(QLatin1String(" AND "));
}

void writeSearchText(Connection &connection, qint64 fid, const std::optional<QString> &folded)
{
    QString old;
    bool hasOld = false;
    {
        Query q = connection.query("SELECT folded FROM search_text WHERE fid = ?");
        q.bind(1, fid);
        if ((hasOld = q.next()))
            old = q.text(0);
    }
    if (hasOld && folded && old == *folded)
        return;
    // FTS5 with external content forgets a row only when told what it held; NULL would be no text, so '' is
    // written.
    if (hasOld)
        connection.query("INSERT INTO search (search, rowid, folded) VALUES ('delete', ?, coalesce(?, ''))")
            .with(fid, old)
            .run();
    if (!folded) {
        connection.query("DELETE FROM search_text WHERE fid = ?").with(fid).run();
        return;
    }
    connection.query("REPLACE INTO search_text (fid, folded) VALUES (?, coalesce(?, ''))")
        .with(fid, *folded)
        .run();
    connection.query("INSERT INTO search (rowid, folded) VALUES (?, coalesce(?, ''))")
        .with(fid, *folded)
        .run();
}

void writeRtree(Connection &connection, qint64 fid, const std::optional<geo::LonLat> &point)
{
    if (!point) {
        connection.query("DELETE FROM rtree_incidents_geom WHERE id = ?").with(fid).run();
        return;
    }
    connection.query("REPLACE INTO rtree_incidents_geom (id, minx, maxx, miny, maxy) VALUES (?, ?, ?, ?, ?)")
        .with(fid, point->lon, point->lon, point->lat, point->lat)
        .run();
}

qint64 rowHash(const Query &row)
{
    Hash hash;
    sqlite3_stmt *statement = row.handle();
    const int count = row.columnCount();
    for (int i = 0; i < count; ++i) {
        const int type = sqlite3_column_type(statement, i);
        hash.add(static_cast<quint64>(type));
        if (type == SQLITE_INTEGER) {
            hash.add(static_cast<quint64>(sqlite3_column_int64(statement, i)));
        } else if (type == SQLITE_FLOAT) {
            hash.add(std::bit_cast<quint64>(sqlite3_column_double(statement, i)));
        } else if (type != SQLITE_NULL) {
            const void *bytes = type == SQLITE_TEXT
                                    ? static_cast<const void *>(sqlite3_column_text(statement, i))
                                    : sqlite3_column_blob(statement, i);
            hash.add(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
        }
    }
    return std::bit_cast<qint64>(hash.value);
}

void writeRowState(Connection &connection, qint64 fid, const QString &uid)
{
    Query row = connection.query(incidentSelectByFid());
    row.bind(1, fid);
    if (!row.next())
        return;
    connection.query("REPLACE INTO row_state (fid, uid, row_hash) VALUES (?, ?, ?)")
        .with(fid, uid, rowHash(row))
        .run();
}

void removeRowState(Connection &connection, qint64 fid)
{
    connection.query("DELETE FROM row_state WHERE fid = ?").with(fid).run();
}

void touchContents(Connection &connection, const QString &table, const geo::GeoBox &extent, const QString &at)
{
    connection.query("UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?").with(at, table).run();
    if (extent.isEmpty())
        return;
    connection
        .query("UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, "
               "?2), ?2), "
               "max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4) WHERE table_name "
               "= ?5")
        .with(extent.west, extent.south, extent.east, extent.north, table)
        .run();
}

void rebuildSearchIndex(Connection &connection)
{
    connection.execute("DELETE FROM rtree_incidents_geom; DELETE FROM search_text; DELETE FROM row_state;"
                       "INSERT INTO search (search) VALUES ('delete-all')");
    std::vector<qint64> fids;
    Query q = connection.query("SELECT fid FROM incidents ORDER BY fid");
    while (q.next())
        fids.push_back(q.integer(0));
    for (const qint64 fid : fids) {
        const auto record = readIncident(connection, fid);
        if (!record)
            continue;
        writeSearchText(connection, fid, searchTextOf(*record));
        if (record->where.point)
            writeRtree(connection, fid, record->where.point);
        writeRowState(connection, fid, record->uid);
    }
}

} // namespace marz::store
