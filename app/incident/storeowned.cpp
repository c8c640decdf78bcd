#include "incident/storeowned.h"

namespace marz::incident {

namespace {

template <typename Child>
void forgetRows(std::vector<Child> &children)
{
    for (Child &child : children)
        child.fid = 0;
}

} // namespace

bool isStoreOwned(const QString &key)
{
    static const QStringList keys =
        QStringLiteral(
            "fid code batch revision reviewed_revision created_at created_by updated_at updated_by")
            .split(QLatin1Char(' '));
    return keys.contains(key);
}

void forgetStoreOwned(Incident &incident)
{
    incident.fid = 0;
    incident.code.clear();
    incident.batch.reset();
    incident.revision = 0;
    incident.reviewedRevision.reset();
    incident.createdAt.clear();
    incident.createdBy.clear();
    incident.updatedAt.clear();
    incident.updatedBy.clear();
    forgetRows(incident.casualties);
    forgetRows(incident.items);
    forgetRows(incident.actors);
    forgetRows(incident.sources);
    forgetRows(incident.claims);
    forgetRows(incident.responses);
    forgetRows(incident.links);
    forgetRows(incident.notes);
    forgetRows(incident.sites);
    forgetRows(incident.movements);
    forgetRows(incident.attachments);
}

} // namespace marz::incident
