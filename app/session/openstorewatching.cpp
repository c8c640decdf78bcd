#include "session/commandstore.h"
#include "session/openstoreworker.h"
#include "store/backup.h"

#include <algorithm>

/// The watching half of OpenStore: other programs' changes, and damage in a large file.
namespace marz::session {

namespace {

/// The incidents of @p rows that @p others lack.
void addMissing(const index::IncidentIndex &rows, const index::IncidentIndex &others,
                std::vector<qint64> &fids)
{
    for (index::Row row = 0; row < rows.size(); ++row) {
        if (!others.rowOf(rows.fid(row)))
            fids.push_back(rows.fid(row));
    }
}

} // namespace

void OpenStore::lookForOthers()
{
    if (!m_summary.isOpen || m_summary.isSample || m_worker->isLookQueued.exchange(true))
        return;
    post(
        [this, epoch = m_epoch](Worker &worker) {
            worker.isLookQueued = false;
            if (worker.epoch != epoch)
                return;
            try {
                followOthers(worker);
                worker.watchFailure.clear();
            } catch (const std::exception &error) {
                const QString message = QString::fromUtf8(error.what());
                if (std::exchange(worker.watchFailure, message) != message)
                    throw;
            }
        },
        [this](const QString &message) {
            Q_EMIT failed(
                QStringLiteral("The window may not show what the store holds now: %1").arg(message));
        });
}

/// On the worker.
void OpenStore::followOthers(Worker &worker)
{
    store::Store &store = *worker.store;
    const qint64 lastChange = store.lastChangeId();
    const qint64 dataVersion = store.dataVersion();
    if (dataVersion == worker.dataVersion) {
        worker.lastChange = lastChange; // nobody else has written until after that was read
        return;
    }
    const bool mayAdopt = store.info().access == store::Access::ReadWrite;
    if (mayAdopt && !worker.isChecked)
        return; // adopting writes: later
    std::vector<qint64> touched = mayAdopt ? store.adoptExternal() : std::vector<qint64>{};
    deriveAdopted(store, touched);
    const std::vector<qint64> changed = store.incidentsChangedSince(worker.lastChange);
    touched.insert(touched.end(), changed.begin(), changed.end());
    Snapshot snapshot = Snapshot::of(store);
    addMissing(*worker.index, *snapshot.index, touched); // what is gone
    addMissing(*snapshot.index, *worker.index, touched); // what is new; an import has no history
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    worker.index = snapshot.index;
    worker.dataVersion = dataVersion; // as it was before the reading: what came during it is seen next time
    worker.lastChange = lastChange;
    QMetaObject::invokeMethod(this,
                              [this, touched = std::move(touched), snapshot = std::move(snapshot)]() mutable {
                                  m_index = std::move(snapshot.index);
                                  m_titles = std::move(snapshot.titles);
                                  m_annotations = std::move(snapshot.annotations);
                                  Q_EMIT indexChanged();
                                  Q_EMIT annotationsChanged();
                                  Q_EMIT incidentsChanged(touched);
                              });
}

void OpenStore::checkInBackground()
{
    if (!m_checker)
        m_checker = std::make_unique<base::TaskQueue>();
    m_checker->post([this, epoch = m_epoch, path = m_summary.path] {
        QString damage;
        try {
            const QString found = store::Store::open(path, store::Access::ReadOnly).quickCheck();
            if (!found.isEmpty())
                damage =
                    QStringLiteral("%1 is damaged (%2). %3").arg(path, found, store::damagedAdvice(path));
        } catch (const std::exception &error) {
            damage = QStringLiteral("%1 could not be checked for damage: %2")
                         .arg(path, QString::fromUtf8(error.what()));
        }
        post(
            [epoch, damage](Worker &worker) {
                if (worker.epoch != epoch)
                    return;
                worker.damage = damage;
                if (!damage.isEmpty())
                    throw base::Error(base::ErrorKind::Damaged, damage);
                worker.isChecked = true;
                if (worker.store->adoptedAtOpen().empty())
                    return;
                deriveAdopted(*worker.store, worker.store->adoptedAtOpen());
                worker.dataVersion = -1; // the next look shows them
            },
            [this, epoch](const QString &problem) {
                if (m_epoch != epoch)
                    return;
                m_summary.isReadOnly = true;
                m_summary.readOnlyReason = problem;
                Q_EMIT failed(problem);
            });
    });
}

} // namespace marz::session
