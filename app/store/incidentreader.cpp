#include "store/incidentreader.h"

#include "store/columns.h"
#include "store/connection.h"

namespace marz::store {

using namespace incident;

namespace {

constexpr std::string_view actorsSql =
    "SELECT ia.fid, a.name, coalesce(ia.kind, a.kind), ia.actor_role, ia.attribution, ia.attributed_by, "
    "ia.denied_by, "
    "ia.hypothesis_group, ia.hypothesis_rank FROM incident_actors ia JOIN actors a ON a.fid = ia.actor "
    "WHERE ia.incident = ? ORDER BY ia.ordinal, ia.fid";

constexpr std::string_view sourcesSql = "SELECT c.fid, s.publisher, s.title, s.url, s.published_at, "
                                        "s.accessed_at, s.language, s.protected, c.reliability, "
                                        "c.credibility, c.kind, c.speaker, c.cites, c.quote FROM "
                                        "source_chain c JOIN sources s ON s.fid = c.source "
                                        "WHERE c.incident = ? ORDER BY c.ordinal, c.fid";

template <typename Record>
std::string_view selectSql()
{
    if constexpr (std::is_same_v<Record, Involvement>)
        return actorsSql;
    else if constexpr (std::is_same_v<Record, SourceUse>)
        return sourcesSql;
    else
        return ChildSql<Record>::select();
}

template <typename Record>
void readChildren(const Connection &connection, qint64 fid, std::vector<Record> &children)
{
    Query q = connection.query(selectSql<Record>());
    q.bind(1, fid);
    while (q.next()) {
        Record child;
        child.fid = q.integer(0);
        ReadColumns read{q, 1};
        Columns<Record>::visit(child, read);
        children.push_back(std::move(child));
    }
}

QStringList readNames(const Connection &connection, std::string_view sql, qint64 fid)
{
    QStringList names;
    Query q = connection.query(sql);
    q.bind(1, fid);
    while (q.next())
        names.append(q.text(0));
    return names;
}

constexpr std::string_view annotationSql = "SELECT fid, uid, kind, content, geom, colour, size_pt, width_px, "
                                           "z_order, shown_from, shown_to, locked, visible, "
                                           "revision FROM annotations ";

Annotation annotationOf(const Query &q)
{
    Annotation annotation;
    annotation.fid = q.integer(0);
    ReadColumns read{q, 1};
    Columns<Annotation>::visit(annotation, read);
    return annotation;
}

} // namespace

const std::string &incidentSelect()
{
    static const std::string sql = "SELECT fid" + ChildSql<Incident>::names() + " FROM incidents";
    return sql;
}

const std::string &incidentSelectByFid()
{
    static const std::string sql = incidentSelect() + " WHERE fid = ?";
    return sql;
}

std::optional<Incident> readIncidentRow(const Connection &connection, qint64 fid)
{
    Query q = connection.query(incidentSelectByFid());
    q.bind(1, fid);
    if (!q.next())
        return std::nullopt;
    Incident record;
    record.fid = q.integer(0);
    ReadColumns read{q, 1};
    Columns<Incident>::visit(record, read);
    return record;
}

std::optional<Incident> readIncident(const Connection &connection, qint64 fid)
{
    const Snapshot snapshot(connection);
    std::optional<Incident> record = readIncidentRow(connection, fid);
    if (!record)
        return std::nullopt;
    eachChildList(*record, [&](auto &children) { readChildren(connection, fid, children); });
    record->series = readNames(connection,
                               "SELECT s.name FROM series_members m JOIN series s ON s.fid = m.series "
                               "WHERE m.incident = ? ORDER BY m.ordinal, m.fid",
                               fid);
    record->tags = readNames(connection,
                             "SELECT t.name FROM incident_tags m JOIN tags t ON t.fid = m.tag "
                             "WHERE m.incident = ? ORDER BY m.ordinal, m.fid",
                             fid);
    return record;
}

std::optional<qint64> findIncident(const Connection &connection, const QString &uidOrCode)
{
    Query byUid = connection.query("SELECT fid FROM incidents WHERE uid = ?");
    byUid.bind(1, uidOrCode.toLower());
    if (byUid.next())
        return byUid.integer(0);
    Query byCode = connection.query("SELECT fid, uid FROM incidents WHERE code = ? ORDER BY fid");
    byCode.bind(1, uidOrCode.toUpper());
    if (!byCode.next())
        return std::nullopt;
    const qint64 fid = byCode.integer(0);
    QStringList uids{byCode.text(1)};
    while (byCode.next())
        uids.append(byCode.text(1));
    if (uids.size() > 1)
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("Several incidents have the code %1: %2.")
                              .arg(uidOrCode, uids.join(QStringLiteral(", "))),
                          QStringLiteral("Name one by its uid."));
    return fid;
}

NativeAttributes readNative(const Connection &connection, qint64 fid)
{
    NativeAttributes native;
    Query q = connection.query(
        "SELECT name, content FROM batch_attributes WHERE incident = ? ORDER BY ordinal, fid");
    q.bind(1, fid);
    while (q.next())
        native.columns.emplace_back(q.text(0), q.text(1));
    return native;
}

QByteArray readAttachment(const Connection &connection, qint64 attachmentFid)
{
    Query q = connection.query("SELECT bytes FROM attachments WHERE fid = ?");
    q.bind(1, attachmentFid);
    return q.next() ? q.blob(0) : QByteArray();
}

std::vector<Annotation> readAnnotations(const Connection &connection)
{
    std::vector<Annotation> all;
    Query q = connection.query(std::string(annotationSql) + "ORDER BY z_order, fid");
    while (q.next())
        all.push_back(annotationOf(q));
    return all;
}

std::optional<Annotation> readAnnotation(const Connection &connection, qint64 fid)
{
    Query q = connection.query(std::string(annotationSql) + "WHERE fid = ?");
    q.bind(1, fid);
    return q.next() ? std::optional(annotationOf(q)) : std::nullopt;
}

std::vector<Batch> readBatches(const Connection &connection)
{
    std::vector<Batch> all;
    Query q = connection.query(
        "SELECT fid, file_name, format, sha256, row_count, placed, unlocated, rejected, duplicates, "
        "imported_at, imported_by, undone_at FROM batches ORDER BY fid");
    while (q.next()) {
        Batch batch;
        batch.fid = q.integer(0);
        batch.file = q.text(1);
        batch.format = q.text(2);
        batch.sha256 = q.text(3);
        batch.rows = q.integer(4);
        batch.placed = q.integer(5);
        batch.unlocated = q.integer(6);
        batch.rejected = q.integer(7);
        batch.duplicates = q.integer(8);
        batch.importedAt = q.text(9);
        batch.importedBy = q.text(10);
        batch.undoneAt = q.text(11);
        all.push_back(std::move(batch));
    }
    return all;
}

} // namespace marz::store
