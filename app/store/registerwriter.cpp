#include "store/registerwriter.h"

#include "store/changeapplier.h"
#include "store/connection.h"
#include "store/identity.h"
#include "store/incidentreader.h"
#include "store/incidentwriter.h"

namespace marz::store {

using namespace incident;
using base::Error;
using base::ErrorKind;

namespace {

bool isOwnMeta(const QString &name)
{
    static const QStringList own{QStringLiteral("schema_version"), QStringLiteral("store_id"),
                                 QStringLiteral("last_change"), QStringLiteral("last_change_id"),
                                 QStringLiteral("file_counter")};
    return own.contains(name);
}

QStringList aliasesOf(const Connection &connection, qint64 actor)
{
    QStringList aliases;
    Query q = connection.query("SELECT alias FROM actor_aliases WHERE actor = ? ORDER BY ordinal, fid");
    q.bind(1, actor);
    while (q.next())
        aliases.append(q.text(0));
    return aliases;
}

void requireName(const QString &name, const char *of)
{
    if (name.trimmed().isEmpty())
        throw Error(ErrorKind::Invalid, QStringLiteral("The %1 needs a name.").arg(QLatin1String(of)));
}

QString nameOf(const Annotation &mark)
{
    constexpr qsizetype longest = 40;
    return mark.content.isEmpty() ? QStringLiteral("Mark %1").arg(mark.fid)
                                  : QStringLiteral("The mark \"%1\"").arg(mark.content.left(longest));
}

/// What is taken back must be what was done: a later edit is not written over.
void checkExpected(const Annotation &stored, std::optional<Annotation> expected)
{
    if (!expected)
        return;
    expected->revision = stored.revision; // taking back what came after has counted it on
    if (*expected != stored)
        throw Error(ErrorKind::Conflict,
                    nameOf(stored) + QStringLiteral(" was changed since; nothing was taken back."),
                    QStringLiteral("Look at it and edit it by hand."));
}

} // namespace

RegisterWriter::RegisterWriter(Connection &connection, HistoryWriter &history)
    : m_connection(connection), m_history(history)
{
}

std::optional<Change> RegisterWriter::put(PutAnnotation &change)
{
    Annotation &annotation = change.annotation;
    for (const geo::LonLat &p : annotation.geometry.vertices) {
        if (!geo::isValid(p))
            throw Error(ErrorKind::Invalid, QStringLiteral("A mark on the map lies outside the world."));
    }
    const auto before = annotation.fid ? readAnnotation(m_connection, annotation.fid) : std::nullopt;
    if (annotation.fid != 0 && !before && (change.expected || annotation.uid.isEmpty()))
        throw Error(ErrorKind::Conflict, QStringLiteral("The mark was removed meanwhile."));
    if (before)
        checkExpected(*before, change.expected);
    if (before && change.comesBack)
        throw Error(ErrorKind::Conflict, nameOf(*before) + QStringLiteral(" was brought back meanwhile."),
                    QStringLiteral("Nothing needs to be done."));
    if (before)
        annotation.uid = before->uid;
    else if (annotation.uid.isEmpty())
        annotation.uid = newUid();
    annotation.revision = before ? before->revision : annotation.revision;
    if (before && *before == annotation)
        return std::nullopt;
    ++annotation.revision;
    {
        Query q = m_connection.query(
            "INSERT INTO annotations (fid, uid, kind, content, geom, colour, size_pt, width_px, z_order, "
            "shown_from, shown_to, "
            "locked, visible, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fid) "
            "DO UPDATE SET "
            "kind = excluded.kind, content = excluded.content, geom = excluded.geom, colour = "
            "excluded.colour, "
            "size_pt = excluded.size_pt, width_px = excluded.width_px, z_order = excluded.z_order, "
            "shown_from = excluded.shown_from, shown_to = excluded.shown_to, locked = excluded.locked, "
            "visible = excluded.visible, revision = excluded.revision");
        annotation.fid ? q.bind(1, annotation.fid) : q.bindNull(1);
        BindColumns bind{q, 2};
        Columns<Annotation>::visit(annotation, bind);
        q.run();
    }
    if (annotation.fid == 0)
        annotation.fid = m_connection.lastInsertRowid();
    const RowName row{"annotations", annotation.uid, annotation.fid, annotation.revision};
    if (before) {
        m_history.difference(row, *before, annotation);
        return PutAnnotation{*before, readAnnotation(m_connection, annotation.fid)};
    }
    m_history.added(row, annotation.content);
    return DeleteAnnotation{annotation.fid, readAnnotation(m_connection, annotation.fid)};
}

Change RegisterWriter::remove(const DeleteAnnotation &change)
{
    const qint64 fid = change.fid;
    const auto before = readAnnotation(m_connection, fid);
    if (!before)
        throw Error(ErrorKind::NotFound, QStringLiteral("There is no mark %1 (any more).").arg(fid));
    checkExpected(*before, change.expected);
    m_connection.query("DELETE FROM annotations WHERE fid = ?").with(fid).run();
    m_history.removed({"annotations", before->uid, fid, before->revision}, rowJson(*before));
    return PutAnnotation{*before, std::nullopt, true};
}

std::optional<Change> RegisterWriter::put(const RegisterActor &change)
{
    requireName(change.name, "actor");
    std::optional<Change> back;
    qint64 fid = 0;
    {
        Query q = m_connection.query("SELECT fid, kind FROM actors WHERE name = ?");
        q.bind(1, change.name);
        if (q.next()) {
            fid = q.integer(0);
            back =
                RegisterActor{change.name, fromCode<ActorKind>(q.text(1)).value_or(ActorKind::Unidentified),
                              aliasesOf(m_connection, fid)};
        }
    }
    if (fid == 0)
        fid = actorFid(m_connection, change.name, change.kind);
    m_connection.query("UPDATE actors SET kind = ? WHERE fid = ?").with(code(change.kind), fid).run();
    m_connection.query("DELETE FROM actor_aliases WHERE actor = ?").with(fid).run();
    int ordinal = 0;
    for (const QString &alias : change.aliases)
        m_connection.query("INSERT INTO actor_aliases (actor, ordinal, alias) VALUES (?, ?, ?)")
            .with(fid, ordinal++, alias)
            .run();
    const RowName row{"actors", change.name, fid, 0};
    if (!back) {
        m_history.added(row, code(change.kind));
        return std::nullopt;
    }
    const auto &before = std::get<RegisterActor>(*back);
    if (before.kind != change.kind)
        m_history.changed(row, QStringLiteral("kind"), code(before.kind), code(change.kind));
    if (before.aliases != change.aliases)
        m_history.changed(row, QStringLiteral("aliases"), before.aliases.join(QStringLiteral("; ")),
                          change.aliases.join(QStringLiteral("; ")));
    return back;
}

std::optional<Change> RegisterWriter::put(const RelateActors &change)
{
    requireName(change.from, "actor");
    requireName(change.to, "actor");
    const qint64 from = actorFid(m_connection, change.from, ActorKind::Unidentified);
    const qint64 to = actorFid(m_connection, change.to, ActorKind::Unidentified);
    std::optional<Change> back;
    {
        Query q = m_connection.query(
            "SELECT source, valid_from, valid_to FROM actor_relations WHERE from_actor = ? AND "
            "to_actor = ? AND kind = ?");
        q.with(from, to, code(change.kind));
        if (q.next())
            back = RelateActors{change.from, change.to, change.kind, q.text(0), q.text(1), q.text(2)};
    }
    m_connection
        .query("INSERT INTO actor_relations (from_actor, to_actor, kind, source, valid_from, valid_to) "
               "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (from_actor, to_actor, kind) DO UPDATE SET source = "
               "excluded.source, "
               "valid_from = excluded.valid_from, valid_to = excluded.valid_to")
        .with(from, to, code(change.kind), change.source, change.since, change.until)
        .run();
    m_history.added({"actor_relations", change.from, 0, 0},
                    QString(code(change.kind) + QLatin1Char(' ') + change.to));
    return back;
}

std::optional<Change> RegisterWriter::put(const DescribeSeries &change)
{
    requireName(change.name, "series");
    const qint64 fid = nameFid(m_connection, "series", change.name);
    QString before;
    {
        Query q = m_connection.query("SELECT about FROM series WHERE fid = ?");
        q.bind(1, fid);
        if (q.next())
            before = q.text(0);
    }
    if (before == change.about)
        return std::nullopt;
    m_connection.query("UPDATE series SET about = ? WHERE fid = ?").with(change.about, fid).run();
    m_history.changed({"series", change.name, fid, 0}, QStringLiteral("about"), before, change.about);
    return DescribeSeries{change.name, before};
}

std::optional<Change> RegisterWriter::put(const SetMeta &change)
{
    requireName(change.name, "setting");
    if (isOwnMeta(change.name))
        throw Error(ErrorKind::Invalid, QStringLiteral("%1 is set by the store itself.").arg(change.name));
    const QString before = metaOf(m_connection, change.name);
    if (before == change.content)
        return std::nullopt;
    putMeta(m_connection, change.name, change.content);
    m_history.changed({"marz_meta", change.name, 0, 0}, QStringLiteral("content"), before, change.content);
    return SetMeta{change.name, before};
}

qint64 RegisterWriter::putBatch(const Batch &batch)
{
    Query q = m_connection.query(
        "INSERT INTO batches (fid, file_name, format, sha256, row_count, placed, unlocated, rejected, "
        "duplicates, imported_at, "
        "imported_by, undone_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fid) DO UPDATE SET "
        "undone_at = excluded.undone_at");
    const ChangeStamp &stamp = m_history.stamp();
    q.with(batch.fid ? std::optional(batch.fid) : std::nullopt, batch.file, batch.format, batch.sha256,
           batch.rows, batch.placed, batch.unlocated, batch.rejected, batch.duplicates,
           batch.importedAt.isEmpty() ? stamp.at : batch.importedAt,
           batch.importedBy.isEmpty() ? stamp.who : batch.importedBy, batch.undoneAt);
    q.run();
    return batch.fid ? batch.fid : m_connection.lastInsertRowid();
}

Batch RegisterWriter::closeBatch(qint64 fid)
{
    for (const Batch &batch : readBatches(m_connection)) {
        if (batch.fid != fid)
            continue;
        if (!batch.undoneAt.isEmpty())
            throw Error(
                ErrorKind::Invalid,
                QStringLiteral("Import %1 was taken back already, at %2.").arg(fid).arg(batch.undoneAt));
        m_connection.query("UPDATE batches SET undone_at = ? WHERE fid = ?")
            .with(m_history.stamp().at, fid)
            .run();
        return batch;
    }
    throw Error(ErrorKind::NotFound, QStringLiteral("There is no import %1.").arg(fid));
}

} // namespace marz::store
