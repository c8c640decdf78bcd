#pragma once

#include "incident/filter.h"
#include "index/incidentindex.h"
#include "store/store.h"

#include <QJsonArray>

namespace marz::session {

/// A store opened for one command, with its index: the same filter path as the window's.
struct CommandStore {
    CommandStore(const QString &path, store::Access access);

    /// The whole filter, record conditions included. Throws as checkVocabulary() does.
    index::Mask mask(const incident::Filter &filter) const;
    /// fids that match, by start.
    std::vector<qint64> fids(const index::Mask &mask) const;

    mutable store::Store store;
    std::shared_ptr<const index::IncidentIndex> index;
};

/// Derives the places of @p fids anew: incidents that another program added or moved (Store::adoptExternal,
/// adoptedAtOpen). One that breaks a rule of the store, or a store that cannot be written now, stays as it
/// is.
void deriveAdopted(store::Store &store, const std::vector<qint64> &fids);

/// Opens a store that a verb writes to: the first write of a day makes a backup beside it. Throws Damaged for
/// one that does not pass SQLite's check, however large.
store::Store openForWriting(const QString &path);

/// Who a verb writes as: the store's author, else the user of this machine.
QString whoOf(const store::Store &store);

/// An empty text is unknown: null.
QJsonValue textOrNull(const QString &text);

/// [low, best, high], null = unknown.
QJsonArray rangeJson(const incident::Range &range);

/// @p rows weakened by @p records and, with filter.certainly, kept only where certain.
index::Mask judged(const index::IncidentIndex &rows, const incident::Filter &filter,
                   const std::vector<std::pair<qint64, incident::Match>> *records);

/// The conditions of @p filter that only records answer.
incident::Filter recordConditions(const incident::Filter &filter);

} // namespace marz::session
