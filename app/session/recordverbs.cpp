#include "session/recordverbs.h"

namespace marz::session {

namespace {

QString codeOrTitle(const incident::Incident &incident)
{
    return incident.code.isEmpty() ? incident.title : incident.code;
}

incident::ChangeSet oneChange(incident::Change change, const QString &who, const QString &label)
{
    incident::ChangeSet set;
    set.who = who;
    set.label = label;
    set.changes.push_back(std::move(change));
    return set;
}

} // namespace

incident::ChangeSet saveIncident(incident::Incident incident, const QString &who, const Geodata &geodata)
{
    derivePlace(incident, geodata);
    const bool isNew = incident.fid == 0;
    const QString label =
        (isNew ? QStringLiteral("New incident: %1") : QStringLiteral("Edit %1")).arg(codeOrTitle(incident));
    incident::PutIncident put;
    if (!isNew)
        put.baseRevision = incident.revision;
    put.incident = std::move(incident);
    return oneChange(std::move(put), who, label);
}

void forgetRows(incident::Incident &incident)
{
    incident.fid = 0;
    incident.batch.reset();
    incident.revision = 0;
    incident.reviewedRevision.reset();
    const auto forget = [](auto &children) {
        for (auto &child : children)
            child.fid = 0;
    };
    forget(incident.casualties);
    forget(incident.items);
    forget(incident.actors);
    forget(incident.sources);
    forget(incident.claims);
    forget(incident.responses);
    forget(incident.links);
    forget(incident.notes);
    forget(incident.sites);
    forget(incident.movements);
    forget(incident.attachments);
}

incident::Incident duplicated(const incident::Incident &incident)
{
    incident::Incident copy = incident;
    forgetRows(copy);
    copy.uid.clear();
    copy.code.clear();
    copy.nativeId.clear();
    copy.workflow = incident::Workflow::Draft;
    copy.reviewedBy.clear();
    copy.reviewedAt.clear();
    copy.createdAt.clear();
    copy.createdBy.clear();
    copy.updatedAt.clear();
    copy.updatedBy.clear();
    copy.attachments.clear();
    return copy;
}

incident::ChangeSet withdrawIncident(incident::Incident incident, const QString &who, const QString &reason)
{
    const QString label = QStringLiteral("Withdraw %1").arg(codeOrTitle(incident));
    incident::PutIncident put;
    put.baseRevision = incident.revision;
    incident.workflow = incident::Workflow::Withdrawn;
    put.incident = std::move(incident);
    incident::ChangeSet set = oneChange(std::move(put), who, label);
    set.reason = reason;
    return set;
}

incident::ChangeSet deleteIncidents(const std::vector<qint64> &fids, const QString &who,
                                    const QString &reason)
{
    incident::ChangeSet set;
    set.who = who;
    set.reason = reason;
    set.label = fids.size() == 1 ? QStringLiteral("Delete incident")
                                 : QStringLiteral("Delete %1 incidents").arg(fids.size());
    for (const qint64 fid : fids)
        set.changes.push_back(incident::DeleteIncident{fid});
    return set;
}

incident::ChangeSet putAnnotation(const incident::Annotation &annotation, const QString &who)
{
    const QString label =
        annotation.fid == 0 ? QStringLiteral("Add annotation") : QStringLiteral("Edit annotation");
    return oneChange(incident::PutAnnotation{annotation}, who, label);
}

incident::ChangeSet deleteAnnotation(qint64 fid, const QString &who)
{
    return oneChange(incident::DeleteAnnotation{fid}, who, QStringLiteral("Delete annotation"));
}

} // namespace marz::session
