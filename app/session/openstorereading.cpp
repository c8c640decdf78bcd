#include "session/openstoreworker.h"

#include <QPointer>

/// The reading half of OpenStore: questions that the worker answers.
namespace marz::session {

namespace {

constexpr int peopleOffered = 8;

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
    ask([this, fids = std::move(fids), context = QPointer<QObject>(context), done = std::move(done)](
            Worker &worker) { deliver(this, context, done, worker.opened().incidents(fids)); });
}

void OpenStore::loadPlaces(std::vector<qint64> fids, QObject *context,
                           std::function<void(std::vector<std::pair<qint64, QString>>)> done)
{
    ask([this, fids = std::move(fids), context = QPointer<QObject>(context), done = std::move(done)](
            Worker &worker) { deliver(this, context, done, worker.opened().placeNames(fids)); });
}

void OpenStore::convertOnWorker(std::vector<qint64> fids, QObject *context,
                                std::function<void(const std::vector<incident::Incident> &)> convert,
                                std::function<void()> done)
{
    run([this, fids = std::move(fids), context = QPointer<QObject>(context), convert = std::move(convert),
         done = std::move(done)](Worker &worker) {
        convert(worker.opened().incidents(fids));
        QMetaObject::invokeMethod(this, [context, done] {
            if (context)
                done();
        });
    });
}

void OpenStore::loadFidOfUid(const QString &uid, QObject *context,
                             std::function<void(std::optional<qint64>)> done)
{
    ask([this, uid, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, worker.opened().fidOfUid(uid));
    });
}

void OpenStore::loadHistory(const QString &uid, QObject *context,
                            std::function<void(std::vector<incident::HistoryRow>)> done)
{
    ask([this, uid, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, worker.opened().history(uid));
    });
}

void OpenStore::loadBatches(QObject *context, std::function<void(std::vector<incident::Batch>)> done)
{
    ask([this, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, worker.opened().batches());
    });
}

void OpenStore::loadRecordMatches(const incident::Filter &filter, QObject *context,
                                  std::function<void(std::optional<RecordAnswer>)> done)
{
    ask([this, filter, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        std::optional<RecordAnswer> answer;
        try {
            answer = worker.opened().recordMatches(filter).rows;
        } catch (const std::exception &) {
            deliver(this, context, done, answer);
            throw; // run() tells the user
        }
        deliver(this, context, done, std::move(answer));
    });
}

void OpenStore::search(const QString &words, int limit, QObject *context,
                       std::function<void(std::vector<qint64>)> done)
{
    ask([this, words, limit, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, worker.opened().search(words, limit));
    });
}

void OpenStore::loadNames(QObject *context, std::function<void(KnownNames)> done)
{
    ask([this, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        store::Store &store = worker.opened();
        deliver(this, context, done,
                KnownNames{store.actorNames(), store.seriesNames(), store.tagNames(),
                           store.commonPeople(peopleOffered)});
    });
}

void OpenStore::loadDrafts(QObject *context,
                           std::function<void(std::vector<std::pair<QString, QByteArray>>)> done)
{
    ask([this, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        std::vector<std::pair<QString, QByteArray>> drafts;
        for (const store::Draft &draft : worker.opened().drafts())
            drafts.emplace_back(draft.key, draft.json);
        deliver(this, context, done, std::move(drafts));
    });
}

void OpenStore::loadNamed(const QString &table, QObject *context,
                          std::function<void(std::vector<std::pair<QString, QByteArray>>)> done)
{
    ask([this, table, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        deliver(this, context, done, worker.opened().named(table));
    });
}

} // namespace marz::session
