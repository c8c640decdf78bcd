#include "base/error.h"
#include "session/openstore.h"
#include "store/store.h"

#include <QPointer>

/// The reading half of OpenStore: questions that the worker answers.
namespace marz::session {

namespace {

/// Hands @p result to @p done on @p owner's thread unless @p context has died meanwhile.
template <typename Result, typename Done>
void deliver(QObject *owner, const QPointer<QObject> &context, const Done &done, Result result)
{
    QMetaObject::invokeMethod(owner, [context, done, result = std::move(result)]() mutable {
        if (context)
            done(std::move(result));
    });
}

} // namespace

void OpenStore::loadIncidents(std::vector<qint64> fids, QObject *context,
                              std::function<void(std::vector<incident::Incident>)> done)
{
    run([this, fids = std::move(fids), context = QPointer<QObject>(context), done = std::move(done)](
            Worker &worker) { deliver(this, context, done, storeOf(worker).incidents(fids)); });
}

void OpenStore::convertOnWorker(std::vector<qint64> fids, QObject *context,
                                std::function<void(const std::vector<incident::Incident> &)> convert,
                                std::function<void()> done)
{
    run([this, fids = std::move(fids), context = QPointer<QObject>(context), convert = std::move(convert),
         done = std::move(done)](Worker &worker) {
        convert(storeOf(worker).incidents(fids));
        QMetaObject::invokeMethod(this, [context, done] {
            if (context)
                done();
        });
    });
}

void OpenStore::loadFidOfUid(const QString &uid, QObject *context,
                             std::function<void(std::optional<qint64>)> done)
{
    run([this, uid, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, storeOf(worker).fidOfUid(uid));
    });
}

void OpenStore::loadHistory(const QString &uid, QObject *context,
                            std::function<void(std::vector<incident::HistoryRow>)> done)
{
    run([this, uid, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, storeOf(worker).history(uid));
    });
}

void OpenStore::loadBatches(QObject *context, std::function<void(std::vector<incident::Batch>)> done)
{
    run([this, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, storeOf(worker).batches());
    });
}

void OpenStore::loadRecordMatches(const incident::Filter &filter, QObject *context,
                                  std::function<void(std::vector<std::pair<qint64, incident::Match>>)> done)
{
    run([this, filter, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, storeOf(worker).recordMatches(filter).rows);
    });
}

void OpenStore::search(const QString &words, int limit, QObject *context,
                       std::function<void(std::vector<qint64>)> done)
{
    run([this, words, limit, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, storeOf(worker).search(words, limit));
    });
}

void OpenStore::loadNames(QObject *context, std::function<void(KnownNames)> done)
{
    run([this, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        store::Store &store = storeOf(worker);
        deliver(this, context, done, KnownNames{store.actorNames(), store.seriesNames(), store.tagNames()});
    });
}

void OpenStore::saveDraft(const QString &key, const QByteArray &json)
{
    run([key, json](Worker &worker) { storeOf(worker).saveDraft({key, {}, json}); });
}

void OpenStore::removeDraft(const QString &key)
{
    run([key](Worker &worker) { storeOf(worker).removeDraft(key); });
}

void OpenStore::loadDrafts(QObject *context,
                           std::function<void(std::vector<std::pair<QString, QByteArray>>)> done)
{
    run([this, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        std::vector<std::pair<QString, QByteArray>> drafts;
        for (const store::Draft &draft : storeOf(worker).drafts())
            drafts.emplace_back(draft.key, draft.json);
        deliver(this, context, done, std::move(drafts));
    });
}

void OpenStore::backup(const QString &target, QObject *context, std::function<void(QString error)> done)
{
    run([this, target, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        QString error;
        try {
            storeOf(worker).backup(target);
        } catch (const base::Error &e) {
            error = e.message();
        }
        deliver(this, context, done, error);
    });
}

} // namespace marz::session
