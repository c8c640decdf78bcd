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
};

/// The store that the window works on. All reading and writing runs on one worker thread that owns the
/// connection; results arrive as signals or callbacks on the thread of this object. The index is a snapshot
/// that is replaced, never changed.
class OpenStore : public QObject
{
    Q_OBJECT
public:
    explicit OpenStore(QObject *parent = nullptr);
    ~OpenStore() override;

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

    /// Loads whole records on the worker and hands them to @p done on @p context's thread; dropped when @p
    /// context dies.
    void loadIncidents(std::vector<qint64> fids, QObject *context,
                       std::function<void(std::vector<incident::Incident>)> done);
    /// Loads records and turns them into a result on the worker (an export, a text); only the result comes
    /// back.
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
    /// The record conditions of @p filter, answered by the store.
    void loadRecordMatches(const incident::Filter &filter, QObject *context,
                           std::function<void(std::vector<std::pair<qint64, incident::Match>>)> done);
    void loadNames(QObject *context, std::function<void(KnownNames)> done);
    /// Full-text search, best first.
    void search(const QString &words, int limit, QObject *context,
                std::function<void(std::vector<qint64>)> done);

    /// Carries out one user action: stored, index and annotations brought up to date, one step of undo. @p
    /// done (may be empty) gets the fids written, or nothing after a failure, which failed() has then told.
    void apply(incident::ChangeSet changes, std::function<void(std::optional<incident::Applied>)> done = {});

    void saveDraft(const QString &key, const QByteArray &json);
    void removeDraft(const QString &key);
    void loadDrafts(QObject *context, std::function<void(std::vector<std::pair<QString, QByteArray>>)> done);
    void backup(const QString &target, QObject *context, std::function<void(QString error)> done);
    /// Blocks until the worker has done all that was asked so far; for closing and tests.
    void finish();

Q_SIGNALS:
    /// A store was opened, or closed by a failure; the undo stack is empty.
    void storeOpened(const marz::session::StoreSummary &summary);
    /// A new snapshot: after opening, an edit, an import, or another program's change.
    void indexChanged();
    void annotationsChanged();
    /// Something the user asked for was not done: a message for a banner.
    void failed(const QString &message);
    /// The record was changed (or deleted) by an edit, an undo or another program.
    void incidentsChanged(const std::vector<qint64> &fids);

private:
    class EditCommand;
    struct Worker;

    void run(std::function<void(Worker &)> task);
    void start(std::function<void(Worker &)> opening, bool isSample);
    void applyNow(incident::ChangeSet changes, std::function<void(std::optional<incident::Applied>)> done);
    void takeOver(const incident::Applied &applied, std::vector<incident::Facts> facts,
                  std::vector<incident::Annotation> annotations);
    void convertOnWorker(std::vector<qint64> fids, QObject *context,
                         std::function<void(const std::vector<incident::Incident> &)> convert,
                         std::function<void()> done);
    void lookForOthers();
    /// The open store; throws when there is none.
    static store::Store &storeOf(Worker &worker);

    StoreSummary m_summary;
    std::shared_ptr<const index::IncidentIndex> m_index;
    std::unordered_map<qint64, QString> m_titles;
    std::vector<incident::Annotation> m_annotations;
    QUndoStack m_undo;
    std::shared_ptr<Worker> m_worker;
    std::unique_ptr<base::TaskQueue> m_queue;
};

} // namespace marz::session
