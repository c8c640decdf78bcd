#include "session/openstore.h"

#include "base/error.h"
#include "base/log.h"
#include "session/geodata.h"
#include "session/sample.h"
#include "store/store.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

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

std::vector<incident::Facts> allFacts(const store::Store &store)
{
    std::vector<incident::Facts> all;
    store.eachFacts([&all](incident::Facts &&facts) {
        all.push_back(std::move(facts));
        return true;
    });
    return all;
}

} // namespace

/// What only the worker thread touches.
struct OpenStore::Worker {
    std::optional<store::Store> store;
    qint64 dataVersion = 0;

    store::Store &opened()
    {
        if (!store)
            throw base::Error(base::ErrorKind::NotFound, QStringLiteral("No store is open."),
                              QStringLiteral("Open one with Ctrl+O or start one with Ctrl+N."));
        return *store;
    }
};

/// One step of undo: what was done is already stored when the command is pushed; undo and redo swap inverses.
class OpenStore::EditCommand : public QUndoCommand
{
public:
    EditCommand(OpenStore &store, const QString &label, incident::ChangeSet inverse)
        : QUndoCommand(label), m_store(store),
          m_other(std::make_shared<incident::ChangeSet>(std::move(inverse)))
    {
    }

    void undo() override { swap(); }
    void redo() override
    {
        if (m_isPushed)
            swap();
        m_isPushed = true;
    }

private:
    void swap()
    {
        const std::shared_ptr<incident::ChangeSet> other = m_other;
        m_store.applyNow(*other, [other](const std::optional<incident::Applied> &applied) {
            if (applied)
                *other = applied->inverse;
        });
    }

    OpenStore &m_store;
    std::shared_ptr<incident::ChangeSet> m_other;
    bool m_isPushed = false;
};

store::Store &OpenStore::storeOf(Worker &worker)
{
    return worker.opened();
}

OpenStore::OpenStore(QObject *parent)
    : QObject(parent), m_index(index::IncidentIndex::build({}, incident::Vocabulary::shipped())),
      m_worker(std::make_shared<Worker>()), m_queue(std::make_unique<base::TaskQueue>())
{
    auto *timer = new QTimer(this);
    timer->setInterval(lookForOthersMs);
    connect(timer, &QTimer::timeout, this, &OpenStore::lookForOthers);
    timer->start();
}

OpenStore::~OpenStore()
{
    m_queue->drain(); // what was asked for is done before the store closes
    m_queue->post([worker = m_worker] { worker->store.reset(); });
    m_queue->drain();
}

void OpenStore::run(std::function<void(Worker &)> task)
{
    m_queue->post([this, worker = m_worker, task = std::move(task)] {
        QString message;
        try {
            task(*worker);
            return;
        } catch (const base::Error &error) {
            message = error.message();
        } catch (const std::exception &error) {
            message = QString::fromUtf8(error.what());
        }
        qCInfo(lcSession) << message;
        QMetaObject::invokeMethod(this, [this, message] { Q_EMIT failed(message); });
    });
}

void OpenStore::start(std::function<void(Worker &)> opening, bool isSample)
{
    run([this, opening = std::move(opening), isSample](Worker &worker) {
        opening(worker);
        worker.dataVersion = worker.store->dataVersion();
        const StoreSummary summary = summaryOf(*worker.store, isSample);
        std::vector<incident::Facts> facts = allFacts(*worker.store);
        std::unordered_map<qint64, QString> titles;
        titles.reserve(facts.size());
        for (const incident::Facts &each : facts)
            titles.emplace(each.fid, each.title);
        auto built = index::IncidentIndex::build(std::move(facts), worker.store->vocabulary());
        auto annotations = worker.store->annotations();
        QMetaObject::invokeMethod(this, [this, summary, built, titles = std::move(titles),
                                         annotations = std::move(annotations)]() mutable {
            m_undo.clear();
            m_summary = summary;
            m_index = built;
            m_titles = std::move(titles);
            m_annotations = std::move(annotations);
            Q_EMIT storeOpened(m_summary);
            Q_EMIT indexChanged();
            Q_EMIT annotationsChanged();
        });
    });
}

void OpenStore::open(const QString &path)
{
    start(
        [path](Worker &worker) {
            store::Store next = store::Store::open(path);
            worker.store.reset(); // the former one closes only when the new one is open
            worker.store = std::move(next);
        },
        false);
}

void OpenStore::create(const NewStoreChoice &choice)
{
    start(
        [choice](Worker &worker) {
            store::Store next = store::Store::create(
                choice.path, {choice.author, choice.authorName, choice.countries, choice.defaultMarking});
            worker.store.reset();
            worker.store = std::move(next);
        },
        false);
}

void OpenStore::openSample(const QString &folder)
{
    start(
        [folder](Worker &worker) {
            const QString path = sampleStore(folder);
            worker.store.reset();
            worker.store = store::Store::open(path, store::Access::ReadOnly);
        },
        true);
}

QString OpenStore::title(qint64 fid) const
{
    const auto it = m_titles.find(fid);
    return it == m_titles.end() ? QString() : it->second;
}

void OpenStore::apply(incident::ChangeSet changes, std::function<void(std::optional<incident::Applied>)> done)
{
    const QString label = changes.label;
    applyNow(std::move(changes),
             [this, label, done = std::move(done)](std::optional<incident::Applied> applied) {
                 if (applied)
                     m_undo.push(new EditCommand(*this, label, applied->inverse));
                 if (done)
                     done(std::move(applied));
             });
}

void OpenStore::applyNow(incident::ChangeSet changes,
                         std::function<void(std::optional<incident::Applied>)> done)
{
    if (changes.who.isEmpty())
        changes.who = m_summary.author;
    run([this, changes = std::move(changes), done = std::move(done)](Worker &worker) {
        std::optional<incident::Applied> applied;
        std::vector<incident::Facts> facts;
        std::vector<incident::Annotation> annotations;
        try {
            applied = worker.opened().apply(changes);
            for (const qint64 fid : applied->incidents) {
                if (std::optional<incident::Facts> each = worker.store->facts(fid))
                    facts.push_back(std::move(*each));
            }
            annotations = worker.store->annotations();
        } catch (const std::exception &) {
            QMetaObject::invokeMethod(this, [done] {
                if (done)
                    done(std::nullopt);
            });
            throw; // run() tells the user
        }
        QMetaObject::invokeMethod(this, [this, done, applied, facts = std::move(facts),
                                         annotations = std::move(annotations)]() mutable {
            takeOver(*applied, std::move(facts), std::move(annotations));
            if (done)
                done(std::move(applied));
        });
    });
}

void OpenStore::takeOver(const incident::Applied &applied, std::vector<incident::Facts> facts,
                         std::vector<incident::Annotation> annotations)
{
    if (annotations != m_annotations) {
        m_annotations = std::move(annotations);
        Q_EMIT annotationsChanged();
    }
    std::vector<qint64> touched = applied.incidents;
    touched.insert(touched.end(), applied.deleted.begin(), applied.deleted.end());
    if (touched.empty())
        return;
    for (const incident::Facts &each : facts)
        m_titles[each.fid] = each.title;
    for (const qint64 fid : applied.deleted)
        m_titles.erase(fid);
    m_index = m_index->withChanges(facts, applied.deleted);
    Q_EMIT indexChanged();
    Q_EMIT incidentsChanged(touched);
}

void OpenStore::lookForOthers()
{
    if (!m_summary.isOpen || m_summary.isSample)
        return;
    run([this](Worker &worker) {
        if (!worker.store || worker.store->dataVersion() == worker.dataVersion)
            return;
        const std::vector<qint64> touched = worker.store->info().access == store::Access::ReadWrite
                                                ? worker.store->adoptExternal()
                                                : std::vector<qint64>{};
        worker.dataVersion = worker.store->dataVersion();
        std::vector<incident::Facts> facts = allFacts(*worker.store);
        auto annotations = worker.store->annotations();
        auto vocabulary = worker.store->vocabulary();
        QMetaObject::invokeMethod(this, [this, touched, vocabulary, facts = std::move(facts),
                                         annotations = std::move(annotations)]() mutable {
            m_titles.clear();
            for (const incident::Facts &each : facts)
                m_titles.emplace(each.fid, each.title);
            m_index = index::IncidentIndex::build(std::move(facts), vocabulary);
            m_annotations = std::move(annotations);
            Q_EMIT indexChanged();
            Q_EMIT annotationsChanged();
            Q_EMIT incidentsChanged(touched);
        });
    });
}

void OpenStore::finish()
{
    m_queue->drain();
    QCoreApplication::sendPostedEvents(this);
}

} // namespace marz::session
