#include "base/error.h"
#include "geo/coordinatetext.h"
#include "geo/geodesic.h"
#include "geo/measuretext.h"
#include "io/exporters.h"
#include "io/replacefile.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/geodata.h"

#include <QJsonArray>

/// `export`, `where`, `verify`, `backup`.
namespace marz::session {

namespace {

QJsonObject formsOf(geo::LonLat p)
{
    return {{QStringLiteral("dd"), geo::coordinateText(p, geo::CoordinateForm::DecimalDegrees)},
            {QStringLiteral("dms"), geo::coordinateText(p, geo::CoordinateForm::DegreesMinutesSeconds)},
            {QStringLiteral("utm"), geo::coordinateText(p, geo::CoordinateForm::Utm)},
            {QStringLiteral("mgrs"), geo::coordinateText(p, geo::CoordinateForm::Mgrs)}};
}

/// "TJK, Khatlon (TJ-KT), near a boundary: the side is not certain"
QString unitText(const places::AdminAnswer &answer)
{
    if (answer.country.isEmpty())
        return QStringLiteral("outside the boundaries that Marz knows: it cannot say whose this is");
    const QString unit = answer.admin1Code.isEmpty()
                             ? QString()
                             : QStringLiteral(", %1 (%2)").arg(answer.admin1, answer.admin1Code);
    const QString doubt =
        answer.isCertain ? QString() : QStringLiteral(", near a boundary: the side is not certain");
    return answer.country + unit + doubt;
}

/// A store that is too damaged to be opened or read is an answer here, not a failure.
std::vector<store::VerifyProblem> problemsIn(const QString &path)
{
    try {
        return store::Store::open(path, store::Access::ReadOnly).verify();
    } catch (const base::Error &error) {
        if (error.kind() != base::ErrorKind::Damaged)
            throw;
        return {{QStringLiteral("error"), {}, {}, error.message()}};
    }
}

} // namespace

CommandResult exportFile(const QString &path, const QString &file, const incident::Filter &filter,
                         const QString &profile)
{
    const QString word = profile.isEmpty() ? QStringLiteral("internal") : profile;
    const std::optional<incident::Profile> chosen = incident::fromCode<incident::Profile>(word);
    if (!chosen)
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("--profile %1: none of public, partner, internal.").arg(word));
    io::requireReplaceable(file, {path});
    const CommandStore opened(path, store::Access::ReadOnly);
    const std::vector<incident::Incident> incidents =
        opened.store.incidents(opened.fids(opened.mask(filter)));
    const io::ExportReport report = io::exportIncidents(incidents, file, *chosen, opened.store.vocabulary());
    CommandResult result;
    result.json = {{QStringLiteral("file"), file},
                   {QStringLiteral("rows"), report.rows},
                   {QStringLiteral("matched"), static_cast<qint64>(incidents.size())},
                   {QStringLiteral("withheld"), static_cast<qint64>(incidents.size()) - report.rows},
                   {QStringLiteral("without_point"), report.withoutPoint},
                   {QStringLiteral("profile"), word}};
    result.text = QStringLiteral("%1: %2 rows (%3 without a point, %4 withheld by profile %5)")
                      .arg(file)
                      .arg(report.rows)
                      .arg(report.withoutPoint)
                      .arg(static_cast<qint64>(incidents.size()) - report.rows)
                      .arg(word);
    if (report.rows == 0)
        result.exitCode = 1;
    return result;
}

CommandResult wherePosition(double lon, double lat)
{
    const geo::LonLat p{lon, lat};
    if (!geo::isValid(p))
        throw base::Error(
            base::ErrorKind::Ambiguous,
            QStringLiteral(
                "%1 %2 is no position: longitude comes first, -180 to 180, then latitude, -90 to 90.")
                .arg(lon)
                .arg(lat));
    const Geodata &geodata = *sharedGeodata();
    const places::AdminAnswer answer = geodata.boundaries.at(p);
    CommandResult result;
    const places::Place *near = geodata.gazetteer.nearest(p, 10'000);
    const bool isSameUnit = near && near->admin1Code == answer.admin1Code;
    result.json = {{QStringLiteral("country"), textOrNull(answer.country)},
                   {QStringLiteral("admin1"), textOrNull(answer.admin1)},
                   {QStringLiteral("admin1_code"), textOrNull(answer.admin1Code)},
                   {QStringLiteral("admin2"), isSameUnit ? textOrNull(near->admin2) : QJsonValue()},
                   {QStringLiteral("certain"), answer.isCertain && !answer.country.isEmpty()},
                   {QStringLiteral("border_distance_m"),
                    answer.borderDistanceM ? QJsonValue(*answer.borderDistanceM) : QJsonValue()},
                   {QStringLiteral("border_pair"), textOrNull(answer.borderPair)},
                   {QStringLiteral("border_point"), QJsonValue()},
                   {QStringLiteral("border_azimuth_deg"), QJsonValue()},
                   {QStringLiteral("forms"), formsOf(p)}};
    QStringList lines{unitText(answer)};
    if (answer.borderDistanceM && answer.borderPoint) {
        const double azimuthDeg = geo::azimuthDeg(p, *answer.borderPoint);
        result.json[QStringLiteral("border_point")] =
            QJsonArray{answer.borderPoint->lon, answer.borderPoint->lat};
        result.json[QStringLiteral("border_azimuth_deg")] = azimuthDeg;
        lines << QStringLiteral("%1 km from the border %2, at %3")
                     .arg(*answer.borderDistanceM / 1000, 0, 'f', 1)
                     .arg(answer.borderPair, geo::azimuthText(azimuthDeg));
    }
    lines << geo::coordinateText(p, geo::CoordinateForm::DegreesMinutesSeconds)
          << geo::coordinateText(p, geo::CoordinateForm::Utm)
          << geo::coordinateText(p, geo::CoordinateForm::Mgrs);
    result.text = lines.join(u'\n');
    return result;
}

CommandResult whereName(const QString &name)
{
    const Geodata &geodata = *sharedGeodata();
    CommandResult result;
    QJsonArray matches;
    QStringList lines;
    for (const places::PlaceMatch &match : geodata.gazetteer.find(name, 20)) {
        const places::Place &place = *match.place;
        matches.append(QJsonObject{{QStringLiteral("name"), place.name},
                                   {QStringLiteral("matched"), match.matched},
                                   {QStringLiteral("kind"), place.kind},
                                   {QStringLiteral("lon"), place.position.lon},
                                   {QStringLiteral("lat"), place.position.lat},
                                   {QStringLiteral("radius_m"), place.radiusM},
                                   {QStringLiteral("country"), place.country},
                                   {QStringLiteral("admin1_code"), textOrNull(place.admin1Code)},
                                   {QStringLiteral("score"), match.score}});
        lines << QStringLiteral("%1 (%2), %3, %4  %5  +-%6 km  %7")
                     .arg(place.name, match.matched, place.kind,
                          place.admin1Code.isEmpty() ? place.country : place.admin1Code,
                          geo::coordinateText(place.position, geo::CoordinateForm::DecimalDegrees))
                     .arg(place.radiusM / 1000, 0, 'f', 1)
                     .arg(match.score, 0, 'f', 2);
    }
    result.json = {{QStringLiteral("matches"), matches}};
    result.text = lines.isEmpty() ? QStringLiteral("No place is called '%1'.").arg(name) : lines.join(u'\n');
    if (matches.isEmpty())
        result.exitCode = 1;
    return result;
}

CommandResult verifyStore(const QString &path)
{
    const std::vector<store::VerifyProblem> problems = problemsIn(path);
    CommandResult result;
    QJsonArray rows;
    QStringList lines;
    for (const store::VerifyProblem &problem : problems) {
        rows.append(QJsonObject{{QStringLiteral("severity"), problem.severity},
                                {QStringLiteral("table"), problem.table},
                                {QStringLiteral("id"), problem.id},
                                {QStringLiteral("text"), problem.text}});
        QStringList where{problem.severity, problem.table, problem.id};
        where.removeAll(QString());
        lines << where.join(u' ') + QStringLiteral(": ") + problem.text;
    }
    result.json = {{QStringLiteral("ok"), problems.empty()}, {QStringLiteral("problems"), rows}};
    lines << (problems.empty() ? QStringLiteral("%1: ok").arg(path)
                               : QStringLiteral("%1: %2 problems").arg(path).arg(problems.size()));
    result.text = lines.join(u'\n');
    result.exitCode = problems.empty() ? 0 : 1;
    return result;
}

CommandResult backupStore(const QString &path, const QString &target)
{
    io::requireNotInUse(target, {path});
    io::requireNotInUse(target + QStringLiteral(".part"),
                        {path}); // what the copy is called until it is whole
    const store::Store store = store::Store::open(path, store::Access::ReadOnly);
    store.backup(target);
    CommandResult result;
    result.json = {{QStringLiteral("store"), path}, {QStringLiteral("backup"), target}};
    result.text = QStringLiteral("%1: a verified copy of %2").arg(target, path);
    return result;
}

} // namespace marz::session
