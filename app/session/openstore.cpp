#include "session/openstore.h"

#include "base/log.h"
#include "session/commandstore.h"
#include "session/openstoreworker.h"
#include "session/sample.h"

#include <QCoreApplication>
#include <QTimer>

/// Opening and closing, and the way from one thread to the other.
namespace marz::session {

namespace {

constexpr int lookForOthersMs = 2000;

StoreSummary summaryOf(const store::Store &store, bool isSample)
{
    const store::StoreInfo info = store.info();
    StoreSummary summary;
    summary.path = info.path;
    summary.isOpen = true;
    summary.isSample = isSample;
    summary.isReadOnly = info.access == store::Access::ReadOnly;
    summary.readOnlyReason = info.readOnlyReason;
    summary.author = store.meta(QStringLiteral("author"));
    summary.defaultMarking = store.meta(QStringLiteral("default_marking"));
    summary.countries = store.meta(QStringLiteral("countries")).split(u',', Qt::SkipEmptyParts);
    return summary;
}

} // namespace

OpenStore::Snapshot OpenStore::Snapshot::of(const store::Store &store)
{
    std::vector<incident::Facts> all;
    store.eachFacts([&all](incident::Facts &&facts) {
        all.push_back(std::move(facts));
        return true;
    });
    Snapshot snapshot;
    snapshot.titles.reserve(all.size());
    for (const incident::Facts &each : all)
        snapshot.titles.emplace(each.fid, each.title);
    snapshot.index = index::IncidentIndex::build(std::move(all), store.vocabulary());
    snapshot.annotations = store.annotations();
    return snapshot;
}

OpenStore::OpenStore(QObject *parent)
    : QObject(parent), m_index(index::IncidentIndex::build({}, incident::Vocabulary::shipped())),
      m_worker(std::make_shared<Worker>()), m_queue(std::make_unique<base::TaskQueue>())
{
    m_worker->index = m_index;
    auto *timer = new QTimer(this);
    timer->setInterval(lookForOthersMs);
    connect(timer, &QTimer::timeout, this, &OpenStore::lookForOthers);
    timer->start();
}

OpenStore::~OpenStore()
{
    m_checker.reset(); // it posts to the queue
    m_queue->drain();  // what was asked for is done before the store closes
    m_queue->post([worker = m_worker] { worker->store.reset(); });
    m_queue->drain();
}

void OpenStore::post(Task task, std::function<void(const QString &)> onFailure)
{
    m_queue->post([this, worker = m_worker, task = std::move(task), onFailure = std::move(onFailure)] {
        try {
            task(*worker);
        } catch (const std::exception &error) {
            const QString message = QString::fromUtf8(error.what());
            qCInfo(lcSession) << message;
            QMetaObject::invokeMethod(this, [onFailure, message] { onFailure(message); });
        }
    });
}

void OpenStore::run(Task task, std::function<void()> notDone)
{
    post(
        [epoch = m_epoch, task = std::move(task)](Worker &worker) {
            if (worker.epoch != epoch)
                throw base::Error(base::ErrorKind::Conflict,
                                  QStringLiteral("Another store was opened meanwhile; nothing was done."));
            task(worker);
        },
        [this, notDone = std::move(notDone)](const QString &message) {
            Q_EMIT failed(message);
            if (notDone)
                notDone();
        });
}

void OpenStore::ask(Task task)
{
    post(
        [epoch = m_epoch, task = std::move(task)](Worker &worker) {
            if (worker.epoch == epoch)
                task(worker);
        },
        [this](const QString &message) { Q_EMIT failed(message); });
}

void OpenStore::start(std::function<store::Store()> opening, bool isSample)
{
    Q_EMIT aboutToOpen();
    post(
        [this, opening = std::move(opening), isSample](Worker &worker) {
            store::Store next = opening();
            const bool isChecked = next.info().isChecked;
            if (isChecked)
                deriveAdopted(next, next.adoptedAtOpen());
            const qint64 dataVersion = next.dataVersion();
            const qint64 lastChange = next.lastChangeId();
            Snapshot snapshot = Snapshot::of(next);
            const StoreSummary summary = summaryOf(next, isSample);
            // Nothing fails from here on: the former store closes only when all of the new one was read.
            worker.store = std::move(next);
            worker.index = snapshot.index;
            worker.dataVersion = dataVersion;
            worker.lastChange = lastChange;
            worker.isChecked = isChecked;
            worker.damage.clear();
            worker.watchFailure.clear();
            const quint64 epoch = ++worker.epoch;
            QMetaObject::invokeMethod(
                this, [this, epoch, summary, isChecked, snapshot = std::move(snapshot)]() mutable {
                    m_epoch = epoch;
                    m_undo.clear();
                    m_summary = summary;
                    m_index = std::move(snapshot.index);
                    m_titles = std::move(snapshot.titles);
                    m_annotations = std::move(snapshot.annotations);
                    Q_EMIT storeOpened(m_summary);
                    Q_EMIT indexChanged();
                    Q_EMIT annotationsChanged();
                    if (!isChecked)
                        checkInBackground();
                });
        },
        [this](const QString &message) { Q_EMIT openFailed(message); });
}

void OpenStore::open(const QString &path)
{
    start(
        [path] {
            store::Store store = store::Store::open(path);
            store.setDailyBackups(true);
            return store;
        },
        false);
}

void OpenStore::create(const NewStoreChoice &choice)
{
    start(
        [choice] {
            store::Store store = store::Store::create(
                choice.path, {choice.author, choice.authorName, choice.countries, choice.defaultMarking});
            store.setDailyBackups(true);
            return store;
        },
        false);
}

void OpenStore::openSample(const QString &folder)
{
    start([folder] { return store::Store::open(sampleStore(folder), store::Access::ReadOnly); }, true);
}

QString OpenStore::title(qint64 fid) const
{
    const auto it = m_titles.find(fid);
    return it == m_titles.end() ? QString() : it->second;
}

void OpenStore::finish()
{
    m_queue->drain();
    QCoreApplication::sendPostedEvents(this);
    if (!m_checker)
        return;
    m_checker->drain();
    m_queue->drain(); // the check tells the worker
    QCoreApplication::sendPostedEvents(this);
}

} // namespace marz::session
