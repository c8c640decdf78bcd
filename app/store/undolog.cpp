#include "store/undolog.h"

#include "store/changeapplier.h"
#include "store/changejson.h"
#include "store/connection.h"

namespace marz::store {

using namespace incident;

namespace {

constexpr int kept = 50;
constexpr qsizetype largestInverse = 64 * 1024 * 1024; // compressed; below SQLite's limit on a value

/// True when @p set is the newest entry, read backwards; that entry is then removed.
bool takeBackNewest(Connection &connection, const ChangeSet &set)
{
    if (set.batch && set.batch->fid == 0)
        return false; // a new import
    qint64 fid = 0;
    QByteArray newest;
    {
        Query q = connection.query("SELECT fid, inverse FROM undo_log ORDER BY fid DESC LIMIT 1");
        if (!q.next())
            return false;
        fid = q.integer(0);
        newest = q.blob(1);
    }
    if (qUncompress(newest) != changeSetJson(set))
        return false;
    connection.query("DELETE FROM undo_log WHERE fid = ?").with(fid).run();
    return true;
}

} // namespace

void noteChange(Connection &connection, const ChangeSet &set, const ChangeSet &inverse,
                const ChangeStamp &stamp)
{
    if (takeBackNewest(connection, set) || inverse.changes.empty())
        return;
    const QByteArray packed = qCompress(changeSetJson(inverse), 1);
    if (packed.size() > largestInverse) {
        clearUndoLog(connection); // an older entry must not be taken for the last change
        return;
    }
    connection
        .query("INSERT INTO undo_log (changed_at, changed_by, label, reason, change_id, inverse) VALUES (?, "
               "?, ?, ?, ?, ?)")
        .with(stamp.at, stamp.who, set.label, stamp.reason, stamp.changeId, packed)
        .run();
    connection.query("DELETE FROM undo_log WHERE fid <= (SELECT max(fid) FROM undo_log) - ?")
        .with(kept)
        .run();
}

std::optional<ChangeSet> lastInverse(const Connection &connection)
{
    Query q =
        connection.query("SELECT inverse, changed_by, label, reason FROM undo_log ORDER BY fid DESC LIMIT 1");
    if (!q.next())
        return std::nullopt;
    std::optional<ChangeSet> set = changeSetOfJson(qUncompress(q.blob(0)));
    if (set) {
        set->who = q.text(1);
        set->label = q.text(2);
        set->reason = q.text(3);
    }
    return set;
}

void clearUndoLog(Connection &connection)
{
    connection.execute("DELETE FROM undo_log");
}

QString metaOf(const Connection &connection, const QString &name)
{
    Query q = connection.query("SELECT content FROM marz_meta WHERE name = ?");
    q.bind(1, name);
    return q.next() ? q.text(0) : QString();
}

void putMeta(Connection &connection, const QString &name, const QString &content)
{
    connection
        .query(
            "INSERT INTO marz_meta (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = "
            "excluded.content")
        .with(name, content)
        .run();
}

} // namespace marz::store
