#include "incident/validation.h"

#include "incident/matchrecord.h"
#include "incident/rules.h"

#include <cmath>
#include <set>

namespace marz::incident {

namespace {

void checkIdentity(Problems &problems, const Incident &incident, const Vocabulary &vocabulary)
{
    problems.require(incident.uid.isEmpty() || isUuid(incident.uid), "uid",
                     "The uid must be a UUID in lower case with hyphens.");
    if (incident.eventType.isEmpty())
        problems.add("event_type", QStringLiteral("Choose a type of event."));
    else if (!vocabulary.type(incident.eventType))
        problems.add("event_type", QStringLiteral("'%1' is no known type of event.").arg(incident.eventType));
    problems.require(incident.title.isEmpty() || !incident.title.trimmed().isEmpty(), "title",
                     "The title must not be blanks only.");
}

void checkDays(Problems &problems, const When &when)
{
    const bool hasStart = !when.dateStart.isNull(), hasEnd = !when.dateEnd.isNull();
    if (hasStart != hasEnd) {
        problems.add(hasStart ? "date_end" : "date_start",
                     QStringLiteral("Give both days: the same one twice for a single day."));
        return;
    }
    if (hasStart != when.startMs.has_value()) {
        problems.add(hasStart ? "time_start" : "date_start",
                     QStringLiteral("Days and times must both be set or both be empty."));
        return;
    }
    if (!hasStart || !when.endMs || !isTimeZone(when.timeZone))
        return;
    problems.require(when.dateStart == dayOfInstant(*when.startMs, when.timeZone), "date_start",
                     "The first day is not the day of the start in the incident's time zone.");
    problems.require(when.dateEnd == dayOfInstant(*when.endMs, when.timeZone), "date_end",
                     "The last day is not the day of the end in the incident's time zone.");
}

void checkWhen(Problems &problems, const When &when)
{
    problems.require(when.timeZone.isEmpty() || isTimeZone(when.timeZone), "time_zone",
                     "Name a time zone such as Asia/Dushanbe.");
    problems.require(when.isUndated() || !when.timeZone.isEmpty(), "time_zone",
                     "A dated incident needs its time zone.");
    if (when.startMs.has_value() != when.endMs.has_value()) {
        problems.add(when.startMs ? "time_end" : "time_start",
                     QStringLiteral("Give both ends of the time window, or none."));
        return;
    }
    if (when.startMs && when.endMs) {
        problems.require(*when.endMs >= *when.startMs, "time_end", "The end is before the start.");
        problems.require(!isoUtc(when.startMs).isEmpty(), "time_start", "The year must be 1 to 9999.");
        problems.require(!isoUtc(when.endMs).isEmpty(), "time_end", "The year must be 1 to 9999.");
    }
    checkDays(problems, when);
}

void checkWhere(Problems &problems, const Where &where)
{
    checkPoint(problems, "lat", where.point);
    const bool isCoarse =
        where.precision == PlacePrecision::Country || where.precision == PlacePrecision::Unknown;
    problems.require(!where.point || !isCoarse, "place_precision",
                     "A point needs a precision of province or better; without one leave the point empty.");
    problems.require(isRadius(where.radiusM), "place_radius_m",
                     "The radius must be more than 0 m and at most 20,000 km.");
    problems.require(isAlpha3OrEmpty(where.country), "country",
                     "Write the country as three letters, such as TJK.");
    problems.require(where.admin1Code.isEmpty() || isIso3166Two(where.admin1Code), "admin1_code",
                     "Write the unit as its ISO 3166-2 code, such as TJ-KT.");
    problems.require(!where.borderDistanceM ||
                         (std::isfinite(*where.borderDistanceM) && *where.borderDistanceM >= 0),
                     "border_distance_m", "The distance to the border must not be negative.");
    problems.require(isBorderPairOrEmpty(where.borderPair), "border_pair",
                     "Write the border as two countries, such as AFG-TJK.");
    problems.require(isAlpha3OrEmpty(where.borderSide), "border_side",
                     "Write the country as three letters, such as TJK.");
}

void checkStatus(Problems &problems, const Incident &incident)
{
    checkIsoTime(problems, "reported_at", incident.reportedAt);
    checkIsoTime(problems, "reviewed_at", incident.reviewedAt);
    checkIsoTime(problems, "created_at", incident.createdAt);
    checkIsoTime(problems, "updated_at", incident.updatedAt);
    problems.require(incident.followUpOn.isEmpty() || isIsoDay(incident.followUpOn), "follow_up_on",
                     "Write the day as 2024-11-17.");
    problems.require(incident.revision >= 0, "revision", "A revision is never negative.");
    problems.require(!incident.reviewedRevision ||
                         (*incident.reviewedRevision >= 0 && *incident.reviewedRevision <= incident.revision),
                     "reviewed_revision", "Only a revision that exists can have been reviewed.");
}

void checkNames(Problems &problems, const char *field, const QStringList &names)
{
    std::set<QString> seen;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString path = QStringLiteral("%1[%2]").arg(QLatin1String(field)).arg(i);
        if (names[i].trimmed().isEmpty())
            problems.addAt(path, QStringLiteral("Give it a name or take it out."));
        else if (!seen.insert(names[i].trimmed().toCaseFolded()).second)
            problems.addAt(path, QStringLiteral("'%1' is there twice.").arg(names[i]));
    }
}

void checkLinks(Problems &problems, const Incident &incident)
{
    for (std::size_t i = 0; i < incident.links.size(); ++i) {
        const Link &link = incident.links[i];
        const Problems::Row row = problems.row("links", i);
        row.require(isUuid(link.toUid), "to_uid", "Link to another incident by its uid.");
        row.require(link.toUid.isEmpty() || link.toUid != incident.uid, "to_uid",
                    "An incident cannot be linked to itself.");
    }
}

} // namespace

std::vector<Problem> problemsOf(const Incident &incident, const Vocabulary &vocabulary)
{
    Problems problems;
    checkIdentity(problems, incident, vocabulary);
    checkWhen(problems, incident.when);
    checkWhere(problems, incident.where);
    checkStatus(problems, incident);
    checkCounts(problems, incident);
    checkSources(problems, incident);
    checkStatements(problems, incident);
    checkSites(problems, incident);
    checkAttachments(problems, incident);
    checkLinks(problems, incident);
    checkNames(problems, "series", incident.series);
    checkNames(problems, "tags", incident.tags);
    checkTexts(problems, incident);
    return problems.take();
}

} // namespace marz::incident
