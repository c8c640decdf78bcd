#pragma once

#include "base/error.h"
#include "session/openstore.h"
#include "store/store.h"

#include <atomic>

/// Inside OpenStore: what its source files share.
namespace marz::session {

/// What only the worker thread touches.
struct OpenStore::Worker {
    std::optional<store::Store> store;
    quint64 epoch = 0;                                 ///< of the store; 0 = none was opened
    std::shared_ptr<const index::IncidentIndex> index; ///< as last handed to the window
    qint64 dataVersion = 0;                            ///< up to which other programs' changes were followed
    qint64 lastChange = 0;                             ///< the store's own count of changes, likewise
    bool isChecked = true; ///< false until a large store has passed its check: nothing is written
    QString damage;        ///< why the check did not pass
    QString watchFailure;  ///< told already
    std::atomic_bool isLookQueued = false; ///< the one thing that both threads touch

    store::Store &opened()
    {
        if (!store)
            throw base::Error(base::ErrorKind::NotFound, QStringLiteral("No store is open."),
                              QStringLiteral("Open one with Ctrl+O or start one with Ctrl+N."));
        return *store;
    }

    /// Throws Locked while the store is being checked, Damaged when it did not pass.
    store::Store &writable()
    {
        store::Store &open = opened();
        if (isChecked)
            return open;
        if (damage.isEmpty())
            throw base::Error(base::ErrorKind::Locked,
                              QStringLiteral("%1 is still being checked for damage; nothing was stored.")
                                  .arg(open.info().path),
                              QStringLiteral("Try again in a moment."));
        throw base::Error(base::ErrorKind::Damaged, QStringLiteral("Nothing was stored. ") + damage);
    }
};

/// Everything the window shows of a store, made on the worker.
struct OpenStore::Snapshot {
    std::shared_ptr<const index::IncidentIndex> index;
    std::unordered_map<qint64, QString> titles;
    std::vector<incident::Annotation> annotations;

    static Snapshot of(const store::Store &store);
};

} // namespace marz::session
