#include "session/openstoreworker.h"

#include <QPointer>

/// The writing half of OpenStore: edits, their undo, drafts and copies.
namespace marz::session {

/// What a step of undo would do next. Read and replaced on the worker only, so that undo and redo asked for
/// in a row each find what the one before has left.
struct OpenStore::Step {
    incident::ChangeSet other;
    bool isUndone = false;
};

/// One step of undo: what was done is already stored when the command is pushed; undo and redo swap inverses.
class OpenStore::EditCommand : public QUndoCommand
{
public:
    EditCommand(OpenStore &store, const QString &label, incident::ChangeSet inverse)
        // Shown in menus, where a lone "&" would mark a key.
        : QUndoCommand(QString(label).replace(u'&', QStringLiteral("&&"))), m_store(store),
          m_step(std::make_shared<Step>(Step{std::move(inverse)}))
    {
    }

    void undo() override { m_store.swap(m_step, true); }
    void redo() override
    {
        if (m_isPushed)
            m_store.swap(m_step, false);
        m_isPushed = true;
    }

private:
    OpenStore &m_store;
    std::shared_ptr<Step> m_step;
    bool m_isPushed = false;
};

void OpenStore::apply(incident::ChangeSet changes, QObject *context, Written done)
{
    if (changes.who.isEmpty())
        changes.who = m_summary.author;
    const QString label = changes.label;
    write(
        [changes = std::move(changes)](Worker &worker) -> std::optional<incident::Applied> {
            return worker.writable().apply(changes);
        },
        [this, label, context = QPointer<QObject>(context),
         done = std::move(done)](std::optional<incident::Applied> applied) {
            if (applied)
                m_undo.push(new EditCommand(*this, label, applied->inverse));
            if (done && context)
                done(std::move(applied));
        });
}

void OpenStore::swap(const std::shared_ptr<Step> &step, bool isUndone)
{
    write(
        [step, isUndone](Worker &worker) -> std::optional<incident::Applied> {
            if (step->isUndone == isUndone)
                return std::nullopt; // the undo before failed: there is nothing to redo, or the other way
            incident::Applied applied = worker.writable().apply(step->other);
            step->other = applied.inverse;
            step->isUndone = isUndone;
            return applied;
        },
        {});
}

void OpenStore::write(Change change, Written done)
{
    run(
        [this, change = std::move(change), done](Worker &worker) {
            if (const std::optional<incident::Applied> applied = change(worker))
                followChange(worker, *applied, done);
        },
        [done] {
            if (done)
                done(std::nullopt);
        });
}

/// On the worker. What is stored is stored: a failure to read it back is none of the writing.
void OpenStore::followChange(Worker &worker, const incident::Applied &applied, const Written &done)
{
    try {
        std::vector<incident::Facts> facts;
        std::vector<std::pair<qint64, QString>> titles;
        for (const qint64 fid : applied.incidents) {
            if (std::optional<incident::Facts> each = worker.store->facts(fid)) {
                titles.emplace_back(fid, each->title);
                facts.push_back(std::move(*each));
            }
        }
        std::vector<incident::Annotation> annotations = worker.store->annotations();
        if (!facts.empty() || !applied.deleted.empty())
            worker.index = worker.index->withChanges(facts, applied.deleted);
        QMetaObject::invokeMethod(this, [this, done, applied, built = worker.index,
                                         titles = std::move(titles),
                                         annotations = std::move(annotations)]() mutable {
            takeOver(applied, std::move(built), std::move(titles), std::move(annotations));
            if (done)
                done(std::move(applied));
        });
    } catch (const std::exception &) {
        worker.dataVersion = -1; // the next look reads everything anew, and tells when it cannot
        QMetaObject::invokeMethod(this, [this, done, applied]() mutable {
            if (done)
                done(std::move(applied));
            lookForOthers();
        });
    }
}

void OpenStore::takeOver(const incident::Applied &applied, std::shared_ptr<const index::IncidentIndex> built,
                         std::vector<std::pair<qint64, QString>> titles,
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
    for (std::pair<qint64, QString> &each : titles)
        m_titles[each.first] = std::move(each.second);
    for (const qint64 fid : applied.deleted)
        m_titles.erase(fid);
    m_index = std::move(built);
    Q_EMIT indexChanged();
    Q_EMIT incidentsChanged(touched);
}

void OpenStore::saveDraft(const QString &key, const QByteArray &json)
{
    run([key, json](Worker &worker) { worker.writable().saveDraft({key, {}, json}); });
}

void OpenStore::removeDraft(const QString &key)
{
    ask([key](Worker &worker) { worker.writable().removeDraft(key); });
}

void OpenStore::saveNamed(const QString &table, const QString &name, const QByteArray &json, QObject *context,
                          std::function<void(bool isStored)> done)
{
    const auto tell = [context = QPointer<QObject>(context), done = std::move(done)](bool isStored) {
        if (context && done)
            done(isStored);
    };
    run(
        [this, table, name, json, tell](Worker &worker) {
            worker.writable().saveNamed(table, name, json);
            QMetaObject::invokeMethod(this, [tell] { tell(true); });
        },
        [tell] { tell(false); });
}

void OpenStore::backup(const QString &target, QObject *context, std::function<void(QString error)> done)
{
    run([this, target, context = QPointer<QObject>(context), done = std::move(done)](Worker &worker) {
        QString error;
        try {
            worker.opened().backup(target);
        } catch (const base::Error &e) {
            error = e.message();
        }
        QMetaObject::invokeMethod(this, [context, done, error] {
            if (context)
                done(error);
        });
    });
}

} // namespace marz::session
