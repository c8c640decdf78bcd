#include "incident/facts.h"

#include "incident/statistics.h"

namespace marz::incident {

namespace {

std::optional<qint32> julianDay(QDate day)
{
    if (!day.isValid())
        return std::nullopt;
    return static_cast<qint32>(day.toJulianDay());
}

} // namespace

Facts factsOf(const Incident &incident)
{
    const Toll toll = tollOf(incident);
    Facts facts;
    facts.fid = incident.fid;
    facts.title = incident.title;
    facts.startMs = incident.when.startMs;
    facts.endMs = incident.when.endMs;
    facts.dayStart = julianDay(incident.when.dateStart);
    facts.dayEnd = julianDay(incident.when.dateEnd);
    facts.timePrecision = incident.when.precision;
    facts.timeExtent = incident.when.extent;
    facts.point = incident.where.point;
    facts.placePrecision = incident.where.precision;
    facts.radiusM = incident.where.radiusM;
    facts.country = incident.where.country;
    facts.admin1Code = incident.where.admin1Code;
    facts.admin2 = incident.where.admin2;
    facts.adminCertain = incident.where.adminCertain;
    facts.borderDistanceM = incident.where.borderDistanceM;
    facts.borderPair = incident.where.borderPair;
    facts.borderSide = incident.where.borderSide;
    facts.eventType = incident.eventType;
    facts.workflow = incident.workflow;
    facts.verification = incident.verification;
    facts.killed = toll.killed;
    facts.killedExclPerpetrators = toll.killedExclPerpetrators;
    facts.injured = toll.injured;
    facts.batch = incident.batch;
    return facts;
}

} // namespace marz::incident
