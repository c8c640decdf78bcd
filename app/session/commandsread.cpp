#include "base/error.h"
#include "incident/incidentjson.h"
#include "incident/statistics.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/geodata.h"

#include <QCoreApplication>
#include <QDate>
#include <QJsonArray>

/// `info`, `list` and `history`.
namespace marz::session {

namespace {

QJsonValue number(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue dayOrNull(const QDate &day)
{
    return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue();
}

QJsonArray actorsOf(const incident::Incident &each)
{
    QJsonArray actors;
    for (const incident::Involvement &actor : each.actors)
        actors.append(QJsonObject{{QStringLiteral("name"), actor.name},
                                  {QStringLiteral("role"), incident::code(actor.role)},
                                  {QStringLiteral("attribution"), incident::code(actor.attribution)},
                                  {QStringLiteral("attributed_by"), textOrNull(actor.attributedBy)}});
    return actors;
}

QJsonArray sourcesOf(const incident::Incident &each)
{
    QJsonArray sources;
    for (const incident::SourceUse &source : each.sources)
        sources.append(QJsonObject{{QStringLiteral("publisher"), source.publisher},
                                   {QStringLiteral("url"), textOrNull(source.url)},
                                   {QStringLiteral("reliability"), textOrNull(source.reliability)},
                                   {QStringLiteral("credibility"), textOrNull(source.credibility)}});
    return sources;
}

QJsonObject listEntry(const incident::Incident &each, const incident::Vocabulary &vocabulary, bool isFull)
{
    const incident::Toll toll = incident::tollOf(each);
    const incident::Where &where = each.where;
    QJsonObject entry{
        {QStringLiteral("uid"), each.uid},
        {QStringLiteral("code"), each.code},
        {QStringLiteral("title"), each.title},
        {QStringLiteral("event_type"), each.eventType},
        {QStringLiteral("family"), vocabulary.familyOf(each.eventType)},
        {QStringLiteral("date_start"), dayOrNull(each.when.dateStart)},
        {QStringLiteral("date_end"), dayOrNull(each.when.dateEnd)},
        {QStringLiteral("time_start"), textOrNull(incident::isoUtc(each.when.startMs))},
        {QStringLiteral("time_end"), textOrNull(incident::isoUtc(each.when.endMs))},
        {QStringLiteral("time_precision"), incident::code(each.when.precision)},
        {QStringLiteral("time_extent"), incident::code(each.when.extent)},
        {QStringLiteral("time_zone"), textOrNull(each.when.timeZone)},
        {QStringLiteral("lon"), where.point ? QJsonValue(where.point->lon) : QJsonValue()},
        {QStringLiteral("lat"), where.point ? QJsonValue(where.point->lat) : QJsonValue()},
        {QStringLiteral("place"), textOrNull(where.place)},
        {QStringLiteral("place_precision"), incident::code(where.precision)},
        {QStringLiteral("place_radius_m"), number(where.radiusM)},
        {QStringLiteral("country"), textOrNull(where.country)},
        {QStringLiteral("admin1"), textOrNull(where.admin1)},
        {QStringLiteral("admin1_code"), textOrNull(where.admin1Code)},
        {QStringLiteral("admin2"), textOrNull(where.admin2)},
        {QStringLiteral("admin_certain"), where.adminCertain},
        {QStringLiteral("border_distance_m"), number(where.borderDistanceM)},
        {QStringLiteral("border_pair"), textOrNull(where.borderPair)},
        {QStringLiteral("killed"), rangeJson(toll.killed)},
        {QStringLiteral("killed_excl_perpetrators"), rangeJson(toll.killedExclPerpetrators)},
        {QStringLiteral("injured"), rangeJson(toll.injured)},
        {QStringLiteral("workflow"), incident::code(each.workflow)},
        {QStringLiteral("verification"), incident::code(each.verification)},
        {QStringLiteral("origins"), incident::originsOf(each)},
        {QStringLiteral("actors"), actorsOf(each)},
        {QStringLiteral("sources"), sourcesOf(each)},
    };
    if (isFull) {
        const QJsonObject whole = incident::toJson(each);
        entry.insert(QStringLiteral("items"), whole[QLatin1String("items")].toArray());
        entry.insert(QStringLiteral("claims"), whole[QLatin1String("claims")].toArray());
    }
    return entry;
}

QString lineOf(const incident::Incident &each)
{
    const incident::Toll toll = incident::tollOf(each);
    return QStringLiteral("%1  %2  %3  %4  killed %5, injured %6  %7")
        .arg(each.code,
             each.when.dateStart.isValid() ? each.when.dateStart.toString(Qt::ISODate)
                                           : QStringLiteral("undated"),
             each.eventType, each.where.admin1Code.isEmpty() ? each.where.country : each.where.admin1Code,
             incident::rangeText(toll.killed), incident::rangeText(toll.injured), each.title.simplified());
}

/// Orders by one of the list's fields; unknown values last.
void sortBy(std::vector<incident::Incident> &incidents, const incident::Vocabulary &vocabulary,
            const QString &field)
{
    if (field.isEmpty())
        return;
    const QJsonObject any = listEntry({}, vocabulary, false);
    if (!any.contains(field)) // also when there is nothing to sort
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("--sort %1: there is no such field.").arg(field),
                          QStringLiteral("Use one of: %1.").arg(any.keys().join(QStringLiteral(", "))));
    std::vector<std::pair<QJsonValue, std::size_t>> keys;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        const QJsonObject entry = listEntry(incidents[i], vocabulary, false);
        keys.emplace_back(entry[field].isArray() ? entry[field].toArray().at(1) : entry[field], i);
    }
    std::stable_sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) {
        if (a.first.isNull() || b.first.isNull())
            return !a.first.isNull() && b.first.isNull();
        if (a.first.isDouble())
            return a.first.toDouble() < b.first.toDouble();
        return a.first.toString() < b.first.toString();
    });
    std::vector<incident::Incident> sorted;
    for (const auto &key : keys)
        sorted.push_back(std::move(incidents[key.second]));
    incidents = std::move(sorted);
}

QJsonObject countsJson(const QMap<QString, int> &counts)
{
    QJsonObject json;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

} // namespace

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray rangeJson(const incident::Range &range)
{
    const auto value = [](const std::optional<qint64> &count) {
        return count ? QJsonValue(*count) : QJsonValue();
    };
    return {value(range.low), value(range.best), value(range.high)};
}

CommandResult infoOf(const QString &path)
{
    const CommandStore opened(path, store::Access::ReadOnly);
    const store::StoreInfo info = opened.store.info();
    const index::IncidentIndex &rows = *opened.index;
    QMap<QString, int> types, workflow;
    int undated = 0, unlocated = 0;
    geo::GeoBox extent;
    for (index::Row row = 0; row < rows.size(); ++row) {
        const incident::Facts facts = rows.facts(row);
        ++types[facts.eventType];
        ++workflow[incident::code(facts.workflow)];
        undated += rows.isUndated(row);
        unlocated += !rows.isLocated(row);
        if (rows.isLocated(row))
            extent.include(rows.lonLat(row));
    }
    CommandResult result;
    QJsonObject &json = result.json;
    json = {{QStringLiteral("store"), path},
            {QStringLiteral("schema"), info.schemaVersion},
            {QStringLiteral("app_version"), QCoreApplication::applicationVersion()},
            {QStringLiteral("incidents"), static_cast<qint64>(rows.size())},
            {QStringLiteral("undated"), undated},
            {QStringLiteral("unlocated"), unlocated},
            {QStringLiteral("types"), countsJson(types)},
            {QStringLiteral("workflow"), countsJson(workflow)},
            {QStringLiteral("size_bytes"), info.sizeBytes},
            {QStringLiteral("last_change"), textOrNull(info.lastChange)}};
    const auto span = rows.daySpan();
    json.insert(QStringLiteral("from"), span ? dayOrNull(QDate::fromJulianDay(span->first)) : QJsonValue());
    json.insert(QStringLiteral("to"), span ? dayOrNull(QDate::fromJulianDay(span->second)) : QJsonValue());
    json.insert(QStringLiteral("extent"),
                extent.isEmpty()
                    ? QJsonValue()
                    : QJsonValue(QJsonArray{extent.west, extent.south, extent.east, extent.north}));

    QStringList lines{QStringLiteral("%1: %2 incidents, %3 undated, %4 unlocated")
                          .arg(path)
                          .arg(rows.size())
                          .arg(undated)
                          .arg(unlocated)};
    if (span)
        lines << QStringLiteral("from %1 to %2")
                     .arg(json[QLatin1String("from")].toString(), json[QLatin1String("to")].toString());
    for (auto it = types.begin(); it != types.end(); ++it)
        lines << QStringLiteral("  %1  %2").arg(it.value(), 6).arg(it.key());
    lines << QStringLiteral("schema %1, %2 bytes, last change %3")
                 .arg(info.schemaVersion)
                 .arg(info.sizeBytes)
                 .arg(info.lastChange.isEmpty() ? QStringLiteral("never") : info.lastChange);
    result.text = lines.join(u'\n');
    return result;
}

CommandResult listIncidents(const QString &path, const incident::Filter &filter, const ListChoice &choice)
{
    const CommandStore opened(path, store::Access::ReadOnly);
    const index::Mask mask = opened.mask(filter);
    std::vector<incident::Incident> found = opened.store.incidents(opened.fids(mask));
    const incident::Vocabulary &vocabulary = opened.index->vocabulary();
    sortBy(found, vocabulary, choice.sort);
    const std::size_t total = mask.total();
    const std::size_t certain = mask.certain();
    if (choice.limit >= 0 && found.size() > static_cast<std::size_t>(choice.limit))
        found.resize(static_cast<std::size_t>(choice.limit));
    CommandResult result;
    QJsonArray entries;
    QStringList lines;
    for (const incident::Incident &each : found) {
        entries.append(listEntry(each, vocabulary, choice.isFull));
        lines << lineOf(each);
    }
    result.json = {{QStringLiteral("total"), static_cast<qint64>(total)},
                   {QStringLiteral("certain"), static_cast<qint64>(certain)},
                   {QStringLiteral("possible"), static_cast<qint64>(total - certain)},
                   {QStringLiteral("incidents"), entries}};
    lines << QStringLiteral("%1 incidents: %2 certain, %3 possible")
                 .arg(total)
                 .arg(certain)
                 .arg(total - certain);
    result.text = lines.join(u'\n');
    return result;
}

CommandResult historyOf(const QString &path, const QString &uid)
{
    const CommandStore opened(path, store::Access::ReadOnly);
    const std::optional<incident::Incident> each = opened.store.incidentByUid(uid);
    const std::vector<incident::HistoryRow> rows = opened.store.history(each ? each->uid : uid);
    if (!each && rows.empty())
        throw base::Error(base::ErrorKind::NotFound, QStringLiteral("%1 has no incident %2.").arg(path, uid),
                          QStringLiteral("`marz list` shows the codes."));
    CommandResult result;
    QJsonArray entries;
    QStringList lines;
    for (const incident::HistoryRow &row : rows) {
        entries.append(QJsonObject{{QStringLiteral("changed_at"), row.changedAt},
                                   {QStringLiteral("changed_by"), row.changedBy},
                                   {QStringLiteral("table"), row.table},
                                   {QStringLiteral("revision"), row.revision},
                                   {QStringLiteral("field"), textOrNull(row.field)},
                                   {QStringLiteral("old"), textOrNull(row.oldValue)},
                                   {QStringLiteral("new"), textOrNull(row.newValue)},
                                   {QStringLiteral("reason"), textOrNull(row.reason)}});
        lines << QStringLiteral("%1  %2  r%3  %4.%5: %6 -> %7 %8")
                     .arg(row.changedAt, row.changedBy)
                     .arg(row.revision)
                     .arg(row.table, row.field, row.oldValue.simplified(), row.newValue.simplified(),
                          row.reason.simplified()); // one line each, whatever the values hold
    }
    result.json = {{QStringLiteral("uid"), each ? each->uid : uid}, {QStringLiteral("history"), entries}};
    result.text = lines.join(u'\n');
    return result;
}

} // namespace marz::session
