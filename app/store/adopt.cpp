#include "store/adopt.h"

#include "geo/gpkgblob.h"
#include "incident/incidentjson.h"
#include "incident/rules.h"
#include "incident/when.h"
#include "store/changeapplier.h"
#include "store/columns.h"
#include "store/connection.h"
#include "store/derived.h"
#include "store/historywriter.h"
#include "store/identity.h"
#include "store/incidentreader.h"
#include "store/incidentwriter.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

namespace marz::store {

using namespace incident;

namespace {

const QString external = QStringLiteral("external");

struct Stranger {
    qint64 fid = 0;
    bool isNew = false;
};

std::vector<Stranger> strangers(const Connection &connection)
{
    static const std::string sql = incidentSelect() + " ORDER BY fid";
    std::vector<Stranger> found;
    Query row = connection.query(sql);
    Query state = connection.query("SELECT fid, row_hash FROM row_state ORDER BY fid");
    bool hasState = state.next();
    while (row.next()) {
        const qint64 fid = row.integer(0);
        while (hasState && state.integer(0) < fid)
            hasState = state.next();
        const bool isKnown = hasState && state.integer(0) == fid;
        if (!isKnown || state.integer(1) != rowHash(row))
            found.push_back({fid, !isKnown});
    }
    return found;
}

std::vector<std::pair<qint64, QString>> missing(const Connection &connection)
{
    std::vector<std::pair<qint64, QString>> found;
    Query q = connection.query("SELECT fid, uid FROM row_state WHERE fid NOT IN (SELECT fid FROM incidents)");
    while (q.next())
        found.emplace_back(q.integer(0), q.text(1));
    return found;
}

/// Days without instants, or instants without days, as other programs leave them.
void completeTime(When &when)
{
    const QTimeZone zone(when.timeZone.toUtf8());
    const QTimeZone used = !when.timeZone.isEmpty() && zone.isValid() ? zone : QTimeZone::utc();
    if (when.timeZone.isEmpty() && (when.startMs || when.dateStart.isValid()))
        when.timeZone = QStringLiteral("UTC");
    const auto dayOf = [&](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, used).date(); };
    if (when.dateStart.isValid() && !when.dateEnd.isValid())
        when.dateEnd = when.dateStart;
    if (when.dateStart.isValid() && when.dateEnd < when.dateStart)
        when.dateEnd = when.dateStart;
    if (when.startMs && !when.endMs)
        when.endMs = when.startMs;
    const bool daysRule =
        when.dateStart.isValid() && (!when.startMs || !when.endMs || dayOf(*when.startMs) != when.dateStart ||
                                     dayOf(*when.endMs) != when.dateEnd);
    if (daysRule) { // the days lead in every table
        when.startMs = when.dateStart.startOfDay(used).toMSecsSinceEpoch();
        when.endMs = when.dateEnd.addDays(1).startOfDay(used).toMSecsSinceEpoch() - 1;
        if (when.precision < TimePrecision::Day || when.precision == TimePrecision::Unknown)
            when.precision = TimePrecision::Day;
    } else if (when.startMs && !when.dateStart.isValid()) {
        when.dateStart = dayOf(*when.startMs);
        when.dateEnd = dayOf(*when.endMs);
    }
}

/// Writing the row would lose what cannot be read: it stays as it is, and verify() names it.
bool hasUnreadableGeometry(const Connection &connection, const Incident &record)
{
    if (record.where.point)
        return false;
    Query q = connection.query("SELECT geom FROM incidents WHERE fid = ? AND geom IS NOT NULL");
    q.bind(1, record.fid);
    if (!q.next())
        return false;
    const auto geometry = geo::geometryOfGpkgBlob(q.blob(0));
    return !geometry || !geometry->isEmpty();
}

/// False when the row is left alone.
bool adoptOne(Connection &connection, HistoryWriter &history, const Stranger &stranger)
{
    std::optional<Incident> record = readIncident(connection, stranger.fid);
    if (!record || hasUnreadableGeometry(connection, *record))
        return false;
    if (!isUuid(record->uid))
        record->uid = newUid();
    completeTime(record->when);
    Where &where = record->where;
    if (where.point &&
        (where.precision == PlacePrecision::Unknown || where.precision == PlacePrecision::Country))
        where.precision =
            PlacePrecision::Province; // a point nobody vouches for: the coarsest that may have one
    if (record->code.isEmpty())
        record->code = newCode(connection);
    if (record->createdAt.isEmpty()) {
        record->createdAt = history.stamp().at;
        record->createdBy = external;
    }
    record->updatedAt = history.stamp().at;
    record->updatedBy = external;
    record->revision += 1;
    IncidentWriter(connection, nullptr).writeRow(*record);
    const QByteArray content = QJsonDocument(toJson(*record)).toJson(QJsonDocument::Compact);
    const RowName row{"incidents", record->uid, record->fid, record->revision};
    if (stranger.isNew)
        history.added(row, QString::fromUtf8(content));
    else
        history.changed(row, QStringLiteral("*"), {}, QString::fromUtf8(content));
    return true;
}

/// SQLite's file change counter; 0 in WAL mode, where it does not count.
quint32 changeCounter(const Connection &connection)
{
    // https://www.sqlite.org/fileformat.html#the_database_header: 18 = write version, 24 = counter, big
    // endian
    constexpr int versionAt = 18, counterAt = 24, needed = 28;
    constexpr char rollbackJournal = 1;
    const QByteArray header = connection.header(needed);
    if (header[versionAt] != rollbackJournal)
        return 0;
    quint32 value = 0;
    for (int i = counterAt; i < needed; ++i)
        value = value << 8 | static_cast<unsigned char>(header[i]);
    return value;
}

} // namespace

std::vector<qint64> adoptChanges(Connection &connection)
{
    {
        const Snapshot snapshot(connection);
        if (strangers(connection).empty() && missing(connection).empty())
            return {};
    }
    Transaction transaction(connection); // and look again: another program may have adopted them
    std::vector<qint64> fids;
    const std::vector<Stranger> changed = strangers(connection);
    const auto gone = missing(connection);
    const qint64 changeId = metaOf(connection, QStringLiteral("last_change_id")).toLongLong() + 1;
    HistoryWriter history(connection, {nowAfter(metaOf(connection, QStringLiteral("last_change"))), external,
                                       external, changeId});
    for (const Stranger &stranger : changed) {
        if (adoptOne(connection, history, stranger))
            fids.push_back(stranger.fid);
    }
    for (const auto &[fid, uid] : gone) {
        writeSearchText(connection, fid, std::nullopt);
        writeRtree(connection, fid, std::nullopt);
        removeRowState(connection, fid);
        history.removed({"incidents", uid, fid, 0}, {});
        fids.push_back(fid);
    }
    if (!fids.empty()) {
        clearUndoLog(connection);
        putMeta(connection, QStringLiteral("last_change"), history.stamp().at);
        putMeta(connection, QStringLiteral("last_change_id"), QString::number(changeId));
    }
    transaction.commit();
    return fids;
}

bool isUntouched(const Connection &connection)
{
    const Snapshot snapshot(connection); // nobody writes between the two readings
    const QString noted = metaOf(connection, QStringLiteral("file_counter"));
    const quint32 counter = changeCounter(connection);
    return counter != 0 && noted == QString::number(counter);
}

void noteUntouched(Connection &connection)
{
    if (isUntouched(connection))
        return;
    Transaction transaction(connection);
    // Every commit in rollback mode adds one to the counter.
    putMeta(connection, QStringLiteral("file_counter"), QString::number(changeCounter(connection) + 1));
    transaction.commit();
}

} // namespace marz::store
