#include "store/undolog.h"

#include "store/changeapplier.h"
#include "store/changejson.h"
#include "store/connection.h"

namespace marz::store {

using namespace incident;

namespace {

constexpr int kept = 50;
constexpr qint64 noEntry = 0;                          // AUTOINCREMENT begins at 1
constexpr qsizetype largestInverse = 64 * 1024 * 1024; // compressed; below SQLite's limit on a value

} // namespace

std::optional<qint64> noteChange(Connection &connection, const ChangeSet &set, const ChangeSet &inverse,
                                 const ChangeStamp &stamp)
{
    if (set.undoes) {
        connection.query("DELETE FROM undo_log WHERE fid = ?").with(*set.undoes).run();
        return std::nullopt;
    }
    if (inverse.changes.empty())
        return noEntry;
    const QByteArray packed = qCompress(changeSetJson(inverse), 1);
    if (packed.size() > largestInverse) {
        clearUndoLog(connection); // an older entry must not be taken for the last change
        return noEntry;
    }
    connection
        .query("INSERT INTO undo_log (changed_at, changed_by, label, reason, change_id, inverse) VALUES (?, "
               "?, ?, ?, ?, ?)")
        .with(stamp.at, stamp.who, set.label, stamp.reason, stamp.changeId, packed)
        .run();
    const qint64 entry = connection.lastInsertRowid();
    connection.query("DELETE FROM undo_log WHERE fid <= ? - ?").with(entry, kept).run();
    return entry;
}

std::optional<ChangeSet> lastInverse(const Connection &connection)
{
    Query q = connection.query("SELECT fid, inverse, label FROM undo_log ORDER BY fid DESC LIMIT 1");
    if (!q.next())
        return std::nullopt;
    std::optional<ChangeSet> set = changeSetOfJson(qUncompress(q.blob(1)));
    if (set) {
        set->undoes = q.integer(0);
        set->label = q.text(2);
        set->reason = undoReason;
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
