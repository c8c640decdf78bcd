#pragma once

#include "store/historywriter.h"

namespace marz::store {

/// Writes what is no incident: annotations, actors and their relations, series, batches, settings. Each
/// function hands back the change that takes it back; none where nothing was there before (a register entry
/// stays).
class RegisterWriter
{
public:
    RegisterWriter(Connection &connection, HistoryWriter &history);

    /// Fills fid, uid and revision of the mark.
    std::optional<incident::Change> put(incident::PutAnnotation &change);
    incident::Change remove(const incident::DeleteAnnotation &change);
    std::optional<incident::Change> put(const incident::RegisterActor &change);
    std::optional<incident::Change> put(const incident::RelateActors &change);
    std::optional<incident::Change> put(const incident::DescribeSeries &change);
    std::optional<incident::Change> put(const incident::SetMeta &change);
    /// A new batch (fid 0), or one that is in force again; its fid.
    qint64 putBatch(const incident::Batch &batch);
    /// Sets undone_at; the batch as it was. Throws NotFound or, when it is undone already, Invalid.
    incident::Batch closeBatch(qint64 fid);

private:
    Connection &m_connection;
    HistoryWriter &m_history;
};

} // namespace marz::store
