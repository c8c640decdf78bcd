#pragma once

#include "session/workspace.h"

#include <QCoreApplication>
#include <QDir>
#include <QSettings>

/// A small store of made-up incidents for tests of panels and shared state: every precision, undated and
/// unlocated ones, a duration, rivals, a chain of sources, text with tags.
namespace marz::test {

inline const QString goldMineUid = QStringLiteral("01932f00-0000-7000-8000-000000000001");
inline const QString smugglersUid = QStringLiteral("01932f00-0000-7000-8000-000000000006");
inline const QString taggedTitle = QStringLiteral("Rally of <b>miners</b> & others");

inline incident::Incident titled(const QString &title, const QString &type)
{
    incident::Incident made;
    made.title = title;
    made.eventType = type;
    made.workflow = incident::Workflow::Reviewed;
    made.marking = QStringLiteral("TLP:GREEN");
    return made;
}

inline void setWhen(incident::Incident &made, QDate first, QDate last,
                    incident::TimePrecision precision = incident::TimePrecision::Day)
{
    made.when = incident::windowOfDays(first, last, QStringLiteral("Asia/Dushanbe"), precision);
    made.when.extent = incident::TimeExtent::Moment;
}

inline void setWhere(incident::Incident &made, geo::LonLat point, incident::PlacePrecision precision,
                     const QString &country, const QString &unit)
{
    made.where.point = point;
    made.where.precision = precision;
    made.where.country = country;
    made.where.admin1Code = unit;
    made.where.radiusM = precision == incident::PlacePrecision::Exact ? 500 : 25000;
}

inline incident::Casualty people(incident::Outcome outcome, incident::Side side, const QString &nationality,
                                 qint64 low, qint64 high)
{
    incident::Casualty casualty;
    casualty.outcome = outcome;
    casualty.side = side;
    casualty.nationality = nationality;
    casualty.count = {low, low, high};
    return casualty;
}

inline incident::Incident goldMine()
{
    incident::Incident made =
        titled(QStringLiteral("Attack on gold mine workers"), QStringLiteral("armed_assault"));
    made.uid = goldMineUid;
    setWhen(made, QDate(2024, 11, 17), QDate(2024, 11, 18));
    setWhere(made, {70.2, 37.98}, incident::PlacePrecision::District, QStringLiteral("TJK"),
             QStringLiteral("TJ-KT"));
    made.where.place = QStringLiteral("Zarbuz gorge");
    made.verification = incident::Verification::Disputed;
    made.casualties = {
        people(incident::Outcome::Killed, incident::Side::Victim, QStringLiteral("CHN"), 1, 1),
        people(incident::Outcome::Injured, incident::Side::Victim, QStringLiteral("CHN"), 4, 5)};
    incident::Involvement traffickers;
    traffickers.name = QStringLiteral("drug traffickers");
    traffickers.role = incident::ActorRole::Perpetrator;
    traffickers.attribution = incident::Attribution::Suspected;
    traffickers.attributedBy = QStringLiteral("RASC");
    traffickers.hypothesisGroup = QStringLiteral("who");
    traffickers.hypothesisRank = 1;
    incident::Involvement militants = traffickers;
    militants.name = QStringLiteral("Islamist militants");
    militants.hypothesisRank = 2;
    made.actors = {traffickers, militants};
    incident::SourceUse agency;
    agency.publisher = QStringLiteral("RASC");
    agency.url = QStringLiteral("https://example.org/report");
    agency.reliability = QStringLiteral("C");
    agency.credibility = QStringLiteral("3");
    agency.kind = incident::SourceKind::Cites;
    agency.cites = 1;
    incident::SourceUse paper;
    paper.publisher = QStringLiteral("Yeni Safak");
    made.sources = {agency, paper};
    incident::Claim chosen;
    chosen.field = QStringLiteral("place");
    chosen.value = QStringLiteral("Zarbuz gorge");
    chosen.chosen = true;
    incident::Claim other = chosen;
    other.value = QStringLiteral("Zarafshan Valley");
    other.source = 0;
    other.chosen = false;
    other.excludedReason = QStringLiteral("namesake in Sughd");
    made.claims = {other, chosen};
    made.links = {{0, incident::LinkKind::Background, smugglersUid, QStringLiteral("earlier crossing")}};
    made.tags = {QStringLiteral("mining")};
    return made;
}

inline std::vector<incident::Incident> madeUpIncidents()
{
    incident::Incident rally = titled(taggedTitle, QStringLiteral("protest"));
    setWhen(rally, QDate(2024, 11, 5), QDate(2024, 11, 5));
    setWhere(rally, {69.78, 37.91}, incident::PlacePrecision::Exact, QStringLiteral("TJK"),
             QStringLiteral("TJ-KT"));
    incident::Incident siege = titled(QStringLiteral("Siege of a post"), QStringLiteral("armed_clash"));
    setWhen(siege, QDate(2024, 6, 1), QDate(2024, 9, 30));
    siege.when.extent = incident::TimeExtent::Throughout;
    setWhere(siege, {70.8, 37.1}, incident::PlacePrecision::Near, QStringLiteral("AFG"),
             QStringLiteral("AF-BDS"));
    incident::Incident yearOnly =
        titled(QStringLiteral("Arms cache"), QStringLiteral("smuggling_interdiction"));
    setWhen(yearOnly, QDate(2023, 1, 1), QDate(2023, 12, 31), incident::TimePrecision::Year);
    setWhere(yearOnly, {69.1, 37.2}, incident::PlacePrecision::Near, QStringLiteral("TJK"),
             QStringLiteral("TJ-KT"));
    incident::Incident undated = titled(QStringLiteral("Drone seen"), QStringLiteral("drone_attack"));
    undated.workflow = incident::Workflow::Draft;
    setWhere(undated, {71.5, 37.5}, incident::PlacePrecision::Exact, QStringLiteral("TJK"),
             QStringLiteral("TJ-GB"));
    incident::Incident smugglers =
        titled(QStringLiteral("Smugglers of weapons"), QStringLiteral("security_operation"));
    smugglers.uid = smugglersUid;
    setWhen(smugglers, QDate(2023, 8, 6), QDate(2023, 8, 6));
    smugglers.where.country = QStringLiteral("TJK");
    smugglers.where.precision = incident::PlacePrecision::Country;
    smugglers.casualties = {people(incident::Outcome::Killed, incident::Side::Perpetrator, {}, 3, 3)};
    incident::Incident shelling = titled(QStringLiteral("Shelling of a village"), QStringLiteral("shelling"));
    setWhen(shelling, QDate(2024, 12, 1), QDate(2024, 12, 31), incident::TimePrecision::Month);
    setWhere(shelling, {69.5, 36.7}, incident::PlacePrecision::Province, QStringLiteral("AFG"),
             QStringLiteral("AF-TAK"));
    return {rally,     siege,    yearOnly,  undated,
            smugglers, shelling, goldMine()}; // what is linked to comes first
}

/// Opens a new store at @p path with the made-up incidents. False when it was not done.
inline bool openMadeUp(session::Workspace &workspace, const QString &path)
{
    session::NewStoreChoice choice;
    choice.path = path;
    choice.author = QStringLiteral("AB");
    workspace.store().create(choice);
    workspace.store().finish();
    const std::vector<incident::Incident> made = madeUpIncidents();
    incident::ChangeSet set;
    set.who = QStringLiteral("AB");
    set.label = QStringLiteral("Made up");
    for (const incident::Incident &each : made)
        set.changes.push_back(incident::PutIncident{each, {}, {}});
    workspace.store().apply(set);
    workspace.store().finish();
    return workspace.store().index()->size() == made.size();
}

/// 0 when there is none.
inline qint64 fidTitled(session::Workspace &workspace, const QString &title)
{
    const index::IncidentIndex &rows = *workspace.store().index();
    for (index::Row row = 0; row < rows.size(); ++row) {
        if (workspace.store().title(rows.fid(row)) == title)
            return rows.fid(row);
    }
    return 0;
}

/// Settings of the test's own, empty.
inline void useTestSettings(const QString &name)
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QDir::temp().filePath(QStringLiteral("marz-test-settings")));
    QCoreApplication::setOrganizationName(QStringLiteral("marz-test"));
    QCoreApplication::setApplicationName(name);
    QSettings().clear();
}

} // namespace marz::test
