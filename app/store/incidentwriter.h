#pragma once

#include "incident/change.h"
#include "store/historywriter.h"

namespace marz::store {

/// Writes whole records with their derived data; inside the caller's transaction.
class IncidentWriter
{
public:
    /// @p history may be null: an import leaves none.
    IncidentWriter(Connection &connection, HistoryWriter *history);

    /// Inserts; fids that are set (a record that comes back) are kept. Fills fid of record and children.
    void insert(incident::Incident &record, const incident::NativeAttributes &native);
    /// Replaces @p before by @p after (same fid); one history row per field and per child added or removed.
    /// Puts the bytes of attachments that go into @p before.
    void update(incident::Incident &before, incident::Incident &after);
    /// Removes the record; its content goes into one history row.
    void remove(const incident::Incident &record);
    /// Writes the row of incidents with its derived columns, search text, R-tree and row state.
    void writeRow(const incident::Incident &record);

private:
    template <typename Record>
    void updateChildren(const incident::Incident &owner, std::vector<Record> &before,
                        std::vector<Record> &after);
    template <typename Record>
    void insertChild(qint64 incident, int ordinal, Record &child);
    template <typename Record>
    void writeChild(qint64 incident, int ordinal, Record &child);
    template <typename Record>
    void removeChild(Record &child);
    void writeNames(const incident::Incident &record);
    void updateNames(const incident::Incident &before, const incident::Incident &after);
    void writeNative(qint64 fid, const incident::NativeAttributes &native);
    void writeDerived(const incident::Incident &record);
    void dropSource(qint64 source);
    qint64 sourceOf(const incident::SourceUse &use);

    Connection &m_connection;
    HistoryWriter *m_history;
};

/// The fid of the actor named @p name, made with @p kind when the register lacks it.
qint64 actorFid(Connection &connection, const QString &name, incident::ActorKind kind);

/// The fid of a name in series or tags (`table` is one of the two), made when it is new.
qint64 nameFid(Connection &connection, std::string_view table, const QString &name);

} // namespace marz::store
