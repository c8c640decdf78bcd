#pragma once

#include "base/taskqueue.h"
#include "incident/change.h"
#include "index/incidentindex.h"

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <optional>

namespace marz::store {
class Store;
}

namespace marz::session {

/// What the window shows of the open store.
struct StoreSummary {
    QString path;
    bool isOpen = false;
    bool isSample = false; ///< the read-only sample: watermarked
    bool isReadOnly = false;
    QString readOnlyReason;
    QString author; ///< initials that changes are recorded under
    QString defaultMarking;
    QStringList countries;
};

/// How the owner of a new store describes it.
struct NewStoreChoice {
    QString path;
    QString author;
    QString authorName;
    QStringList countries;
    QString defaultMarking = QStringLiteral("TLP:GREEN");
};

/// Names that a form completes.
struct KnownNames {
    QStringList actors, series, tags;
    /// The people that most incidents tell of, with how many incidents do; most first.
    std::vector<std::pair<incident::CasualtyChoice, qint64>> people;
};

/// The store that the window works on. All reading and writing runs on one worker thread that owns the
/// connection; results arrive as signals or callbacks on the thread of this object, in the order of the
/// calls. The index is a snapshot that is replaced, never changed.
///
/// Use it from its own thread only. A callback is dropped when its context dies first; a loading one is not
/// called either when the loading fails (failed() tells) or when another store was opened meanwhile. What is
/// written never lands in another store than the one that was open when it was asked for: it then fails.
class OpenStore : public QObject
{
    Q_OBJECT
public:
    explicit OpenStore(QObject *parent = nullptr);
    /// Waits for all that was asked for, however long it takes: what the user saved is stored before the
    /// store closes.
    ~OpenStore() override;

    /// storeOpened() follows, or openFailed() and all stays as it was.
    void open(const QString &path);
    void create(const NewStoreChoice &choice);
    /// Opens the bundled sample, built once into @p folder (the user's data folder), read-only.
    void openSample(const QString &folder);

    const StoreSummary &summary() const { return m_summary; }
    const std::shared_ptr<const index::IncidentIndex> &index() const { return m_index; }
    const incident::Vocabulary &vocabulary() const { return m_index->vocabulary(); }
    /// Title of an incident as loaded with the index; empty for an unknown fid.
    QString title(qint64 fid) const;
    const std::vector<incident::Annotation> &annotations() const { return m_annotations; }
    QUndoStack &undoStack() { return m_undo; }

    /// Loads whole records on the worker; those that do not exist are left out.
    void loadIncidents(std::vector<qint64> fids, QObject *context,
                       std::function<void(std::vector<incident::Incident>)> done);
    /// fid and name of the place (empty when it has none) of those incidents that exist.
    void loadPlaces(std::vector<qint64> fids, QObject *context,
                    std::function<void(std::vector<std::pair<qint64, QString>>)> done);
    /// Loads records and turns them into a result on the worker (an export, a text); only the result comes
    /// back. Opening another store meanwhile is a failure here: failed() tells.
    template <typename Result>
    void loadInto(std::vector<qint64> fids, QObject *context,
                  std::function<Result(const std::vector<incident::Incident> &)> convert,
                  std::function<void(Result)> done)
    {
        auto result = std::make_shared<Result>();
        convertOnWorker(
            std::move(fids), context,
            [result, convert = std::move(convert)](const std::vector<incident::Incident> &incidents) {
                *result = convert(incidents);
            },
            [result, done = std::move(done)] { done(std::move(*result)); });
    }
    /// The incident with this uid; nullopt when there is none.
    void loadFidOfUid(const QString &uid, QObject *context, std::function<void(std::optional<qint64>)> done);
    void loadHistory(const QString &uid, QObject *context,
                     std::function<void(std::vector<incident::HistoryRow>)> done);
    void loadBatches(QObject *context, std::function<void(std::vector<incident::Batch>)> done);
    /// fids that match, with how well, by fid.
    using RecordAnswer = std::vector<std::pair<qint64, incident::Match>>;
    /// The record conditions of @p filter, answered by the store; nullopt when it could not, which failed()
    /// then tells.
    void loadRecordMatches(const incident::Filter &filter, QObject *context,
                           std::function<void(std::optional<RecordAnswer>)> done);
    void loadNames(QObject *context, std::function<void(KnownNames)> done);
    /// Full-text search, best first.
    void search(const QString &words, int limit, QObject *context,
                std::function<void(std::vector<qint64>)> done);

    /// Carries out one user action: stored, index and annotations brought up to date, one step of undo; the
    /// author is the store's unless given. @p done gets what was written, or nothing when nothing was stored,
    /// which failed() has then told. It is stored and can be undone even when @p context has died.
    void apply(incident::ChangeSet changes, QObject *context,
               std::function<void(std::optional<incident::Applied>)> done);
    void apply(incident::ChangeSet changes) { apply(std::move(changes), this, {}); }

    void saveDraft(const QString &key, const QByteArray &json);
    void removeDraft(const QString &key);
    void loadDrafts(QObject *context, std::function<void(std::vector<std::pair<QString, QByteArray>>)> done);
    /// Keeps @p json under @p name in a table of saved window state ("views", "filters", "layers", "styles");
    /// an empty one removes the name. Outside history and undo. @p done gets whether it was stored; when not,
    /// failed() has told.
    void saveNamed(const QString &table, const QString &name, const QByteArray &json, QObject *context,
                   std::function<void(bool isStored)> done);
    /// What a table of saved window state holds, by name.
    void loadNamed(const QString &table, QObject *context,
                   std::function<void(std::vector<std::pair<QString, QByteArray>>)> done);
    /// @p target must not exist. The error is empty on success.
    void backup(const QString &target, QObject *context, std::function<void(QString error)> done);
    /// Looks whether another program has changed the store, and follows it; every 2 s by itself. A failure
    /// that lasts is told once.
    void lookForOthers();
    /// Blocks until the worker has done all that was asked so far; for closing and tests.
    void finish();

Q_SIGNALS:
    /// Another store is about to be asked for: what is still to be written to this one is to be asked for
    /// now.
    void aboutToOpen();
    /// A store was opened in the place of the former one; the undo stack is empty.
    void storeOpened(const marz::session::StoreSummary &summary);
    /// A store could not be opened, created or read: the former one stays open. A message for a banner.
    void openFailed(const QString &message);
    /// A new snapshot: after opening, an edit, an import, or another program's change.
    void indexChanged();
    void annotationsChanged();
    /// Something else the user asked for was not done, or the store is damaged: a message for a banner.
    void failed(const QString &message);
    /// The record was changed (or deleted) by an edit, an undo or another program.
    void incidentsChanged(const std::vector<qint64> &fids);

private:
    class EditCommand;
    struct Snapshot;
    struct Step;
    struct Worker;
    using Task = std::function<void(Worker &)>;
    using Change = std::function<std::optional<incident::Applied>(Worker &)>;
    using Written = std::function<void(std::optional<incident::Applied>)>;

    /// Runs @p task on the worker; @p onFailure gets the message on this thread.
    void post(Task task, std::function<void(const QString &)> onFailure);
    /// post() for the store that is open now: a failure, told by failed() and then @p notDone, when it is
    /// another one by then.
    void run(Task task, std::function<void()> notDone = {});
    /// run() for a question that nobody needs answered once another store is open.
    void ask(Task task);
    void start(std::function<store::Store()> opening, bool isSample);
    void write(Change change, Written done);
    void swap(const std::shared_ptr<Step> &step, bool isUndone);
    void followChange(Worker &worker, const incident::Applied &applied, const Written &done);
    void takeOver(const incident::Applied &applied, std::shared_ptr<const index::IncidentIndex> built,
                  std::vector<std::pair<qint64, QString>> titles,
                  std::vector<incident::Annotation> annotations);
    void followOthers(Worker &worker);
    void checkInBackground();
    void convertOnWorker(std::vector<qint64> fids, QObject *context,
                         std::function<void(const std::vector<incident::Incident> &)> convert,
                         std::function<void()> done);

    StoreSummary m_summary;
    std::shared_ptr<const index::IncidentIndex> m_index;
    std::unordered_map<qint64, QString> m_titles;
    std::vector<incident::Annotation> m_annotations;
    QUndoStack m_undo;
    quint64 m_epoch = 0; ///< grows with each store opened; Worker::epoch is that of the store it holds
    std::shared_ptr<Worker> m_worker;
    std::unique_ptr<base::TaskQueue> m_queue;
    std::unique_ptr<base::TaskQueue> m_checker; ///< made when a store is too large to be checked at once
};

} // namespace marz::session
