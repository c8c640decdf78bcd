#include "store/changeapplier.h"

#include "base/error.h"
#include "incident/validation.h"
#include "store/changejson.h"
#include "store/connection.h"
#include "store/derived.h"
#include "store/identity.h"
#include "store/incidentreader.h"
#include "store/incidentwriter.h"
#include "store/registerwriter.h"
#include "store/undolog.h"

namespace marz::store {

using namespace incident;
using base::Error;
using base::ErrorKind;

namespace {

/// One run of apply(): collects what was written and how to take it back.
class Applier
{
public:
    Applier(Connection &connection, const Vocabulary &vocabulary, const ChangeSet &set, ChangeStamp stamp)
        : m_connection(connection), m_vocabulary(vocabulary), m_set(set),
          m_history(connection, std::move(stamp)), m_isImport(set.batch && set.batch->fid == 0),
          m_incidents(connection, m_isImport ? nullptr : &m_history), m_register(connection, m_history)
    {
    }

    Applied run()
    {
        if (m_set.batch)
            openBatch(*m_set.batch);
        for (const Change &change : m_set.changes)
            std::visit([this](const auto &one) { apply(one); }, change);
        touchContents(m_connection, QStringLiteral("incidents"), m_extent, stamp().at);
        if (!m_applied.annotations.empty())
            touchContents(m_connection, QStringLiteral("annotations"), m_annotationExtent, stamp().at);
        finishInverse();
        return std::move(m_applied);
    }

private:
    const ChangeStamp &stamp() const { return m_history.stamp(); }

    void openBatch(const Batch &batch)
    {
        m_batch = m_register.putBatch(batch);
        m_applied.batch = m_batch;
    }

    void apply(const PutIncident &put)
    {
        Incident record = put.incident;
        std::optional<Incident> before = record.fid ? readIncident(m_connection, record.fid) : std::nullopt;
        checkBase(put, before);
        complete(record, before, !put.expectedUpdatedAt.isEmpty());
        const std::vector<Problem> problems = problemsOf(record, m_vocabulary);
        if (!problems.empty())
            throw invalid(record, problems);
        if (record.where.point)
            m_extent.include(*record.where.point);
        if (before) {
            if (!isSame(*before, record)) {
                m_incidents.update(*before, record);
                m_inverse.push_back(PutIncident{std::move(*before), std::nullopt, {}, record.updatedAt});
            }
        } else {
            m_incidents.insert(record, put.native);
            if (!m_batch || !record.batch || *record.batch != *m_batch)
                m_inverse.push_back(DeleteIncident{record.fid, record.updatedAt});
        }
        m_applied.incidents.push_back(record.fid);
    }

    static bool isSame(const Incident &before, const Incident &after)
    {
        Incident plain = after;
        plain.revision = before.revision;
        plain.updatedAt = before.updatedAt;
        plain.updatedBy = before.updatedBy;
        return plain == before;
    }

    void checkBase(const PutIncident &put, const std::optional<Incident> &before) const
    {
        const Incident &record = put.incident;
        const QString name = nameOf(record);
        const bool mustExist = put.baseRevision || !put.expectedUpdatedAt.isEmpty() || record.uid.isEmpty();
        if (record.fid != 0 && !before && mustExist)
            throw Error(ErrorKind::Conflict, QStringLiteral("Incident %1 was removed meanwhile.").arg(name),
                        QStringLiteral("Enter it anew if it is still wanted."));
        if (put.baseRevision && before && before->revision != *put.baseRevision)
            throw Error(ErrorKind::Conflict,
                        QStringLiteral("Incident %1 was changed by %2 at %3.")
                            .arg(name, before->updatedBy, before->updatedAt),
                        QStringLiteral("Compare the two and save again."));
        if (before)
            checkExpected(*before, put.expectedUpdatedAt);
        if (before && put.comesBack)
            throw Error(ErrorKind::Conflict,
                        QStringLiteral("Incident %1 was brought back meanwhile, by %2 at %3.")
                            .arg(name, before->updatedBy, before->updatedAt),
                        QStringLiteral("Nothing needs to be done."));
        if (before && !record.uid.isEmpty() && record.uid != before->uid)
            throw Error(ErrorKind::Invalid, QStringLiteral("The uid of an incident cannot be changed."));
        if (!before && !record.uid.isEmpty() && findIncident(m_connection, record.uid))
            throw Error(ErrorKind::Conflict,
                        QStringLiteral("The store already has an incident with the uid %1.").arg(record.uid));
    }

    static QString nameOf(const Incident &record)
    {
        return record.code.isEmpty() ? record.title : record.code;
    }

    /// What is taken back must be what was done: a later edit is not written over.
    static void checkExpected(const Incident &stored, const QString &updatedAt)
    {
        if (updatedAt.isEmpty() || stored.updatedAt == updatedAt)
            return;
        throw Error(ErrorKind::Conflict,
                    QStringLiteral("Incident %1 was changed since, by %2 at %3; nothing was taken back.")
                        .arg(nameOf(stored), stored.updatedBy, stored.updatedAt),
                    QStringLiteral("Look at the incident and edit it by hand."));
    }

    /// What the store adds. A creation or change that the record itself dates otherwise than the store
    /// (merge) or that takes one back keeps its date; else it is dated now.
    void complete(Incident &record, const std::optional<Incident> &before, bool takesBack) const
    {
        if (before) {
            record.uid = before->uid;
            if (record.code.isEmpty())
                record.code = before->code;
            if (record.createdAt.isEmpty()) {
                record.createdAt = before->createdAt;
                record.createdBy = before->createdBy;
            }
            if (record.updatedAt.isEmpty() || (!takesBack && record.updatedAt <= before->updatedAt)) {
                record.updatedAt = stamp().at;
                record.updatedBy = stamp().who;
            }
            record.revision = before->revision + 1;
            return;
        }
        if (record.uid.isEmpty())
            record.uid = newUid();
        if (record.code.isEmpty())
            record.code = newCode(m_connection);
        if (record.createdAt.isEmpty())
            record.createdAt = stamp().at;
        if (record.createdBy.isEmpty())
            record.createdBy = stamp().who;
        if (record.updatedAt.isEmpty()) {
            record.updatedAt = record.createdAt;
            record.updatedBy = record.createdBy;
        }
        if (record.marking.isEmpty())
            record.marking = metaOf(m_connection, QStringLiteral("default_marking"));
        if (m_batch)
            record.batch = m_batch;
        record.revision = std::max<qint64>(record.revision, 0) + 1;
    }

    static Error invalid(const Incident &record, const std::vector<Problem> &problems)
    {
        QStringList texts;
        for (const Problem &problem : problems)
            texts.append(problem.field + QStringLiteral(": ") + problem.text);
        const QString name = record.title.isEmpty() ? record.code : record.title;
        return Error(ErrorKind::Invalid,
                     QStringLiteral("%1 was not saved: %2").arg(name, texts.join(QStringLiteral("; "))));
    }

    /// The record with all that a way back needs.
    PutIncident wholeRecord(qint64 fid) const
    {
        std::optional<Incident> record = readIncident(m_connection, fid);
        if (!record)
            throw Error(ErrorKind::NotFound, QStringLiteral("There is no incident %1 (any more).").arg(fid));
        for (Attachment &attachment : record->attachments)
            attachment.bytes = readAttachment(m_connection, attachment.fid);
        return {std::move(*record), std::nullopt, readNative(m_connection, fid), {}, true};
    }

    void apply(const DeleteIncident &change)
    {
        PutIncident back = wholeRecord(change.fid);
        checkExpected(back.incident, change.expectedUpdatedAt);
        m_incidents.remove(back.incident);
        m_applied.deleted.push_back(change.fid);
        m_inverse.push_back(std::move(back));
    }

    void apply(const UndoBatch &change)
    {
        if (m_set.batch)
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("An import cannot be taken back while another is made."));
        m_undone = m_register.closeBatch(change.batch);
        std::vector<qint64> fids;
        {
            Query q = m_connection.query("SELECT fid FROM incidents WHERE batch = ? ORDER BY fid DESC");
            q.bind(1, change.batch);
            while (q.next())
                fids.push_back(q.integer(0));
        }
        for (const qint64 fid : fids)
            apply(DeleteIncident{fid});
    }

    void apply(PutAnnotation put)
    {
        if (auto back = m_register.put(put))
            m_inverse.push_back(std::move(*back));
        for (const geo::LonLat &p : put.annotation.geometry.vertices)
            m_annotationExtent.include(p);
        m_applied.annotations.push_back(put.annotation.fid);
    }

    void apply(const DeleteAnnotation &change) { m_inverse.push_back(m_register.remove(change)); }

    template <typename Other>
    void apply(const Other &change)
    {
        if (auto back = m_register.put(change))
            m_inverse.push_back(std::move(*back));
    }

    void finishInverse()
    {
        std::reverse(m_inverse.begin(), m_inverse.end());
        ChangeSet &inverse = m_applied.inverse;
        const QString reason = m_set.undoes ? QStringLiteral("redo") : undoReason;
        inverse = {m_set.who, reason, m_set.label, std::nullopt, std::move(m_inverse)};
        if (m_batch) // the records of the batch go with it
            inverse.changes.push_back(UndoBatch{*m_batch});
        if (m_undone) {
            m_undone->undoneAt.clear();
            inverse.batch = m_undone;
        }
    }

    Connection &m_connection;
    const Vocabulary &m_vocabulary;
    const ChangeSet &m_set;
    HistoryWriter m_history;
    bool m_isImport;
    IncidentWriter m_incidents;
    RegisterWriter m_register;
    std::optional<qint64> m_batch;
    std::optional<Batch> m_undone;
    geo::GeoBox m_extent, m_annotationExtent;
    std::vector<Change> m_inverse;
    Applied m_applied;
};

} // namespace

Applied applyChanges(Connection &connection, const Vocabulary &vocabulary, const ChangeSet &set)
{
    Transaction transaction(connection);
    ChangeStamp stamp;
    stamp.at = nowAfter(metaOf(connection, QStringLiteral("last_change")));
    stamp.who = set.who.isEmpty() ? metaOf(connection, QStringLiteral("author")) : set.who;
    stamp.reason = set.reason;
    stamp.changeId = metaOf(connection, QStringLiteral("last_change_id")).toLongLong() + 1;
    Applied applied = Applier(connection, vocabulary, set, stamp).run();
    applied.inverse.undoes = noteChange(connection, set, applied.inverse, stamp);
    putMeta(connection, QStringLiteral("last_change"), stamp.at);
    putMeta(connection, QStringLiteral("last_change_id"), QString::number(stamp.changeId));
    transaction.commit();
    return applied;
}

} // namespace marz::store
