#include "io/exportrows.h"

#include "incident/statistics.h"

#include <utility>

namespace marz::io {

using namespace incident;

namespace {

/// What one column takes from a record.
struct ExportContext {
    const Incident &incident;
    const Vocabulary &vocabulary;
    Toll toll;
};
using Cell = QString (*)(const ExportContext &);

QString number(std::optional<qint64> value)
{
    return value ? QString::number(*value) : QString();
}

/// Six decimals are 0.1 m; trailing zeros say nothing.
QString degrees(double value)
{
    QString text = QString::number(value, 'f', 6);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString metres(std::optional<double> value)
{
    return value ? QString::number(*value, 'f', 0) : QString();
}

QString joinedActors(const Incident &incident)
{
    QStringList out;
    for (const Involvement &actor : incident.actors)
        out += code(actor.role) % u':' % actor.name;
    return out.join(u';');
}

template <typename Member>
QString joinedSources(const Incident &incident, Member member)
{
    QStringList out;
    bool any = false;
    for (const SourceUse &source : incident.sources) {
        out += source.*member;
        any = any || !(source.*member).isEmpty();
    }
    return any ? out.join(u';') : QString();
}

constexpr std::pair<const char *, Cell> cells[] = {
    {"uid", [](const ExportContext &c) { return c.incident.uid; }},
    {"code", [](const ExportContext &c) { return c.incident.code; }},
    {"title", [](const ExportContext &c) { return c.incident.title; }},
    {"event_type", [](const ExportContext &c) { return c.incident.eventType; }},
    {"sub_type", [](const ExportContext &c) { return c.incident.subType; }},
    {"family", [](const ExportContext &c) { return c.vocabulary.familyOf(c.incident.eventType); }},
    {"date_start", [](const ExportContext &c) { return c.incident.when.dateStart.toString(Qt::ISODate); }},
    {"date_end", [](const ExportContext &c) { return c.incident.when.dateEnd.toString(Qt::ISODate); }},
    {"time_start", [](const ExportContext &c) { return isoUtc(c.incident.when.startMs); }},
    {"time_end", [](const ExportContext &c) { return isoUtc(c.incident.when.endMs); }},
    {"time_precision", [](const ExportContext &c) { return code(c.incident.when.precision); }},
    {"time_extent", [](const ExportContext &c) { return code(c.incident.when.extent); }},
    {"time_zone", [](const ExportContext &c) { return c.incident.when.timeZone; }},
    {"time_text", [](const ExportContext &c) { return c.incident.when.text; }},
    {"reported_at", [](const ExportContext &c) { return c.incident.reportedAt; }},
    {"lon",
     [](const ExportContext &c) {
         return c.incident.where.point ? degrees(c.incident.where.point->lon) : QString();
     }},
    {"lat",
     [](const ExportContext &c) {
         return c.incident.where.point ? degrees(c.incident.where.point->lat) : QString();
     }},
    {"place", [](const ExportContext &c) { return c.incident.where.place; }},
    {"place_precision", [](const ExportContext &c) { return code(c.incident.where.precision); }},
    {"place_radius_m", [](const ExportContext &c) { return metres(c.incident.where.radiusM); }},
    {"country", [](const ExportContext &c) { return c.incident.where.country; }},
    {"admin1", [](const ExportContext &c) { return c.incident.where.admin1; }},
    {"admin1_code", [](const ExportContext &c) { return c.incident.where.admin1Code; }},
    {"admin2", [](const ExportContext &c) { return c.incident.where.admin2; }},
    {"admin_certain",
     [](const ExportContext &c) {
         return c.incident.where.adminCertain ? QStringLiteral("true") : QStringLiteral("false");
     }},
    {"border_distance_m", [](const ExportContext &c) { return metres(c.incident.where.borderDistanceM); }},
    {"border_pair", [](const ExportContext &c) { return c.incident.where.borderPair; }},
    {"killed_low", [](const ExportContext &c) { return number(c.toll.killed.low); }},
    {"killed_best", [](const ExportContext &c) { return number(c.toll.killed.best); }},
    {"killed_high", [](const ExportContext &c) { return number(c.toll.killed.high); }},
    {"killed_excl_perpetrators_low",
     [](const ExportContext &c) { return number(c.toll.killedExclPerpetrators.low); }},
    {"killed_excl_perpetrators_best",
     [](const ExportContext &c) { return number(c.toll.killedExclPerpetrators.best); }},
    {"killed_excl_perpetrators_high",
     [](const ExportContext &c) { return number(c.toll.killedExclPerpetrators.high); }},
    {"injured_low", [](const ExportContext &c) { return number(c.toll.injured.low); }},
    {"injured_best", [](const ExportContext &c) { return number(c.toll.injured.best); }},
    {"injured_high", [](const ExportContext &c) { return number(c.toll.injured.high); }},
    {"workflow", [](const ExportContext &c) { return code(c.incident.workflow); }},
    {"verification", [](const ExportContext &c) { return code(c.incident.verification); }},
    {"origins", [](const ExportContext &c) { return QString::number(originsOf(c.incident)); }},
    {"actors", [](const ExportContext &c) { return joinedActors(c.incident); }},
    {"source_publishers",
     [](const ExportContext &c) { return joinedSources(c.incident, &SourceUse::publisher); }},
    {"source_urls", [](const ExportContext &c) { return joinedSources(c.incident, &SourceUse::url); }},
    {"summary", [](const ExportContext &c) { return c.incident.summary; }},
    {"tags", [](const ExportContext &c) { return c.incident.tags.join(u';'); }},
    {"series", [](const ExportContext &c) { return c.incident.series.join(u';'); }},
    {"marking", [](const ExportContext &c) { return c.incident.marking; }},
};

} // namespace

const QStringList &exportColumns()
{
    static const QStringList columns = [] {
        QStringList out;
        for (const auto &[name, cell] : cells)
            out += QString::fromLatin1(name);
        return out;
    }();
    return columns;
}

QStringList exportRow(const Incident &incident, const Vocabulary &vocabulary)
{
    const ExportContext context{incident, vocabulary, tollOf(incident)};
    QStringList row;
    row.reserve(std::size(cells));
    for (const auto &[name, cell] : cells)
        row += cell(context);
    return row;
}

} // namespace marz::io
