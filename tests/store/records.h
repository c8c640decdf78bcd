#pragma once

#include "geo/geometry.h"
#include "incident/change.h"
#include "incident/when.h"
#include "store/store.h"

#include <QTemporaryDir>

/// Records for the tests of the store.
namespace marz::store::testing {

/// A valid record with little in it.
inline incident::Incident plainIncident(const QString &title, QDate day = QDate(2024, 11, 17))
{
    incident::Incident record;
    record.title = title;
    record.eventType = QStringLiteral("armed_assault");
    record.when =
        incident::windowOfDays(day, day, QStringLiteral("Asia/Dushanbe"), incident::TimePrecision::Day);
    record.where.point = geo::LonLat{70.2, 37.98};
    record.where.place = QStringLiteral("Zarbuz gorge");
    record.where.precision = incident::PlacePrecision::Near;
    record.where.radiusM = 5000;
    record.where.country = QStringLiteral("TJK");
    return record;
}

inline void addPeople(incident::Incident &r)
{
    using namespace incident;
    r.casualties = {{0,
                     Outcome::Killed,
                     Side::Victim,
                     "CHN",
                     PersonRole::Worker,
                     "male",
                     "adult",
                     CasualtyScope::PartOf,
                     {1, 1, 1},
                     "one worker"},
                    {0,
                     Outcome::Injured,
                     Side::Victim,
                     "CHN",
                     PersonRole::Worker,
                     {},
                     {},
                     CasualtyScope::PartOf,
                     {4, 4, 4},
                     {}},
                    {0,
                     Outcome::Killed,
                     Side::Perpetrator,
                     {},
                     PersonRole::Combatant,
                     {},
                     {},
                     CasualtyScope::PartOf,
                     {2, 3, 4},
                     {}}};
    r.items = {
        {0, ItemRole::Seized, ItemCategory::Narcotic, "opium", 10.5, 12.25, 13.0, "kg", "sacks of opium", 1}};
    r.actors = {{0, "unidentified gunmen", ActorKind::ArmedGroup, ActorRole::Perpetrator,
                 Attribution::Suspected, "RASC", "Taliban", "rivals", 1},
                {0,
                 "Border guard",
                 ActorKind::BorderGuard,
                 ActorRole::Responder,
                 Attribution::Established,
                 {},
                 {},
                 {},
                 {}}};
    r.movements = {{0,
                    MovementKind::CrossedFrom,
                    {geo::LonLat{70.1, 37.9}, "AFG", "Badakhshan"},
                    {std::nullopt, "TJ-KT", {}},
                    Attribution::Attributed,
                    "reports",
                    0}};
}

inline void addPapers(incident::Incident &r)
{
    using namespace incident;
    SourceUse first{0,
                    "RASC",
                    "Attack",
                    "https://example.org/a",
                    "2024-11-18",
                    "2024-11-19",
                    "en",
                    true,
                    "B",
                    "2",
                    SourceKind::Cites,
                    "spokesman",
                    1,
                    "one killed"};
    SourceUse second{0, "Yeni Safak", {}, {}, {}, {}, "tr", false, {}, {}, SourceKind::Reports, {}, {}, {}};
    r.sources = {first, second};
    r.claims = {{0, "place", "Zarafshan Valley", 0, "speaker", "2024-11-18", "in the valley", "3", false,
                 "others say Zarbuz"},
                {0, "place", "Zarbuz gorge", 1, {}, {}, {}, {}, true, {}}};
    r.responses = {{0, "SCO", ResponseKind::Condemnation, "2024-11-19", "condemns", 0}};
    r.links = {{0, LinkKind::Retaliation, "0190f8a0-0000-7000-8000-000000000001", "see"}};
    r.notes = {{0, "2024-11-20T10:00:00.000Z", "AB", NoteKind::Reviewer, "Check the count"}};
    r.attachments = {
        {0, "photo.jpg", "image/jpeg", QString(64, QLatin1Char('a')), 5, QByteArray("\0\1\2\3\4", 5)}};
    r.series = {"attacks on Chinese nationals", "border 2024"};
    r.tags = {"gold", "mine"};
}

/// A record with something in every field.
inline incident::Incident fullIncident()
{
    using namespace incident;
    Incident r = plainIncident(QStringLiteral("Attack on a gold mine"));
    r.summary = QStringLiteral("Gunmen crossed the river.");
    r.subType = QStringLiteral("ambush");
    r.when.extent = TimeExtent::Moment;
    r.when.text = QStringLiteral("in the night");
    r.reportedAt = QStringLiteral("2024-11-18");
    r.where.basis = PlaceBasis::NamedPlace;
    r.where.admin1Code = QStringLiteral("TJ-KT");
    r.where.admin1 = QStringLiteral("Khatlon");
    r.where.admin2 = QStringLiteral("Shamsuddin Shohin");
    r.where.adminBasis = AdminBasis::Analyst;
    r.where.adminCertain = false;
    r.where.borderDistanceM = 1234.5;
    r.where.borderPair = QStringLiteral("AFG-TJK");
    r.where.borderSide = QStringLiteral("TJK");
    r.workflow = Workflow::Reviewed;
    r.verification = Verification::Corroborated;
    r.reviewedBy = QStringLiteral("CD");
    r.reviewedAt = QStringLiteral("2024-11-21T08:00:00.000Z");
    r.reviewedRevision = 1;
    r.assignedTo = QStringLiteral("EF");
    r.followUpOn = QStringLiteral("2024-12-01");
    r.marking = QStringLiteral("TLP:AMBER");
    r.handling = Handling::Internal;
    r.publicPrecision = PlacePrecision::District;
    r.nativeId = QStringLiteral("TJ-1");
    addPeople(r);
    addPapers(r);
    r.sites = {{0, SiteRole::Crossing, "ford", geo::LonLat{70.15, 37.95},
                geo::polygonGeometry({{70, 37}, {70.5, 37}, {70.5, 37.5}, {70, 37}}), "TJ-KT",
                PlacePrecision::Near, 900.0, 12}};
    return r;
}

inline incident::ChangeSet put(incident::Incident record)
{
    return {QStringLiteral("AB"),
            QStringLiteral("because"),
            QStringLiteral("Edit"),
            std::nullopt,
            {incident::PutIncident{std::move(record), std::nullopt, {}}}};
}

inline incident::ChangeSet one(incident::Change change)
{
    return {QStringLiteral("AB"), {}, QStringLiteral("Change"), std::nullopt, {std::move(change)}};
}

/// Without what counts on: the revision.
inline incident::Incident settled(incident::Incident record)
{
    record.revision = 0;
    return record;
}

} // namespace marz::store::testing
