#include "session/recordverbs.h"

#include <QTimeZone>

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

void derivePlace(incident::Incident &incident, const Geodata &geodata)
{
    incident::Where &where = incident.where;
    where.borderDistanceM.reset();
    where.borderPair.clear();
    where.borderSide.clear();
    if (!where.point)
        return;
    const places::AdminAnswer answer = geodata.boundaries.at(*where.point, where.radiusM.value_or(0));
    where.borderDistanceM = answer.borderDistanceM;
    where.borderPair = answer.borderPair;
    where.borderSide = answer.country;
    const bool isSilent = where.country.isEmpty() && where.admin1Code.isEmpty();
    if (where.country.isEmpty())
        where.country = answer.country;
    if (where.admin1Code.isEmpty() && where.country == answer.country &&
        where.precision <= incident::PlacePrecision::Province) {
        where.admin1Code = answer.admin1Code;
        where.admin1 = answer.admin1;
    }
    if (isSilent) {
        // Nobody named the unit: it is ours to compute, and uncertain where the area reaches across.
        where.adminBasis = incident::AdminBasis::Computed;
        where.adminCertain = answer.isCertain;
    }
}

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

incident::Incident duplicated(const incident::Incident &incident)
{
    incident::Incident copy = incident;
    copy.fid = 0;
    copy.uid.clear();
    copy.code.clear();
    copy.nativeId.clear();
    copy.batch.reset();
    copy.revision = 0;
    copy.workflow = incident::Workflow::Draft;
    copy.reviewedBy.clear();
    copy.reviewedAt.clear();
    copy.reviewedRevision.reset();
    copy.createdAt.clear();
    copy.createdBy.clear();
    copy.updatedAt.clear();
    copy.updatedBy.clear();
    const auto forget = [](auto &children) {
        for (auto &child : children)
            child.fid = 0;
    };
    forget(copy.casualties);
    forget(copy.items);
    forget(copy.actors);
    forget(copy.sources);
    forget(copy.claims);
    forget(copy.responses);
    forget(copy.links);
    forget(copy.notes);
    forget(copy.sites);
    forget(copy.movements);
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

incident::ChangeSet addSource(incident::Incident known, const incident::SourceUse &source,
                              const std::vector<incident::Claim> &claims, const QString &who)
{
    const QString label = QStringLiteral("Add source to %1").arg(codeOrTitle(known));
    const int position = static_cast<int>(known.sources.size());
    incident::PutIncident put;
    put.baseRevision = known.revision;
    known.sources.push_back(source);
    for (incident::Claim claim : claims) {
        claim.source = position;
        claim.chosen = false;
        known.claims.push_back(std::move(claim));
    }
    put.incident = std::move(known);
    return oneChange(std::move(put), who, label);
}

} // namespace marz::session
