#include "store/historywriter.h"

#include "store/connection.h"

#include <QSet>

#include <array>
#include <set>
#include <string_view>

namespace marz::store {

namespace {

constexpr std::string_view insertSql = "INSERT INTO history (changed_at, changed_by, table_name, uid, "
                                       "row_fid, revision, field, old_value, new_value, reason, "
                                       "change_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

} // namespace

HistoryWriter::HistoryWriter(Connection &connection, ChangeStamp stamp)
    : m_connection(connection), m_stamp(std::move(stamp))
{
}

void HistoryWriter::changed(const RowName &row, const QString &field, const QString &before,
                            const QString &after)
{
    m_connection.query(insertSql)
        .with(m_stamp.at, m_stamp.who, QString(QLatin1String(row.table)), row.uid, row.fid, row.revision,
              field, before, after, m_stamp.reason, m_stamp.changeId)
        .run();
}

void HistoryWriter::added(const RowName &row, const QString &content)
{
    changed(row, {}, {}, content);
}

void HistoryWriter::removed(const RowName &row, const QString &content)
{
    changed(row, {}, content, {});
}

bool HistoryWriter::isKept(const char *column)
{
    static constexpr std::string_view kept[] = {"revision",    "created_at", "created_by",
                                                "updated_at",  "updated_by", "border_distance_m",
                                                "border_pair", "border_side"};
    return std::find(std::begin(kept), std::end(kept), std::string_view(column)) != std::end(kept);
}

std::vector<incident::HistoryRow> readHistory(const Connection &connection, const QString &uid)
{
    std::vector<incident::HistoryRow> rows;
    Query q = connection.query(
        "SELECT fid, changed_at, changed_by, table_name, uid, revision, field, old_value, new_value, "
        "reason FROM history WHERE uid = ? ORDER BY fid");
    q.bind(1, uid);
    while (q.next()) {
        incident::HistoryRow row;
        row.fid = q.integer(0);
        row.changedAt = q.text(1);
        row.changedBy = q.text(2);
        row.table = q.text(3);
        row.uid = q.text(4);
        row.revision = q.integer(5);
        row.field = q.text(6);
        row.oldValue = q.text(7);
        row.newValue = q.text(8);
        row.reason = q.text(9);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<qint64> changedSince(const Connection &connection, qint64 changeId)
{
    const Snapshot snapshot(connection);
    std::set<qint64> fids;
    QSet<QString> uids; // of rows of children
    {
        // Change ids grow with the rows: from the end, so that only what is asked for is read.
        Query q =
            connection.query("SELECT change_id, table_name, uid, row_fid FROM history ORDER BY fid DESC");
        while (q.next() && q.integer(0) > changeId) {
            if (q.text(1) == QLatin1String("incidents"))
                fids.insert(q.integer(3));
            else
                uids.insert(q.text(2));
        }
    }
    Query q = connection.query("SELECT fid FROM incidents WHERE uid = ?");
    for (const QString &uid : uids) {
        q.with(uid);
        if (q.next())
            fids.insert(q.integer(0));
        q.reset();
    }
    return {fids.begin(), fids.end()};
}

} // namespace marz::store
