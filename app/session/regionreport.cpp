#include "session/regionreport.h"

#include <QDate>
#include <QMap>

#include <algorithm>

namespace marz::session {

namespace {

/// The unit's names in every script, each once, the Latin one first.
QStringList namesOf(const places::Unit &unit)
{
    QStringList names{unit.name, unit.nameTg, unit.nameRu, unit.nameFa, unit.nameNat};
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

std::vector<std::pair<QString, std::size_t>> mostFirst(const QMap<QString, std::size_t> &counts)
{
    std::vector<std::pair<QString, std::size_t>> rows;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        rows.emplace_back(it.key(), it.value());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    return rows;
}

} // namespace

RegionReport regionReport(const QString &unitCode, const Filtered &filtered, const Geodata &geodata)
{
    RegionReport report;
    report.code = unitCode;
    const places::Unit *unit = geodata.boundaries.unit(unitCode);
    if (!unit)
        return report;
    report.name = unit->name;
    report.country = unit->country;
    report.names = namesOf(*unit);

    const index::IncidentIndex &rows = *filtered.index;
    const incident::RegionChoice region{unitCode, {}, unit->country, unit->name};
    QMap<QString, std::size_t> byType;
    QMap<QString, std::size_t> byYear;
    incident::RangeSum killed, killedExcl, injured;
    for (index::Row row = 0; row < rows.size(); ++row) {
        if (!filtered.mask->matches(row))
            continue;
        const incident::Match match =
            incident::weaker(filtered.mask->at(row), incident::matchRegion(rows.facts(row), region));
        if (match == incident::Match::None)
            continue;
        ++(match == incident::Match::Certain ? report.certain : report.possible);
        const auto add =
            match == incident::Match::Certain ? &incident::RangeSum::add : &incident::RangeSum::addPossible;
        (killed.*add)(rows.killed(row));
        (killedExcl.*add)(rows.killedExclPerpetrators(row));
        (injured.*add)(rows.injured(row));
        const std::uint16_t type = rows.typeId(row);
        const auto &types = rows.vocabulary().types();
        ++byType[type < types.size() ? types[type].label : QStringLiteral("unknown type")];
        if (!rows.isUndated(row))
            ++byYear[QString::number(QDate::fromJulianDay(rows.dayStart(row)).year())];
        report.incidents.push_back(rows.fid(row));
    }
    std::reverse(report.incidents.begin(), report.incidents.end()); // the index runs from old to new
    report.toll = {killed.value, killedExcl.value, injured.value};
    report.byType = mostFirst(byType);
    for (auto it = byYear.begin(); it != byYear.end(); ++it)
        report.byYear.emplace_back(it.key(), it.value());
    return report;
}

} // namespace marz::session
