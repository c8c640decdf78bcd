#include "index/incidentindex.h"

#include "index/builder.h"
#include "index/cellgrid.h"

#include <algorithm>
#include <cmath>

namespace marz::index {

Mask::Mask(std::size_t size, incident::Match match) : m_match(size, static_cast<std::uint8_t>(match)) {}

std::size_t Mask::total() const
{
    return m_match.size() - static_cast<std::size_t>(std::count(m_match.begin(), m_match.end(), 0));
}

std::size_t Mask::certain() const
{
    return static_cast<std::size_t>(
        std::count(m_match.begin(), m_match.end(), static_cast<std::uint8_t>(incident::Match::Certain)));
}

std::shared_ptr<const IncidentIndex> IncidentIndex::build(std::vector<incident::Facts> facts,
                                                          const incident::Vocabulary &vocabulary)
{
    const IncidentIndex empty;
    return Builder(empty, vocabulary).next(facts, {});
}

std::shared_ptr<const IncidentIndex> IncidentIndex::withChanges(const std::vector<incident::Facts> &changed,
                                                                const std::vector<qint64> &deleted) const
{
    return Builder(*this, m_vocabulary).next(changed, deleted);
}

std::optional<Row> IncidentIndex::rowOf(qint64 fid) const
{
    const auto found = std::lower_bound(m_byFid.begin(), m_byFid.end(), fid, [this](Row row, qint64 wanted) {
        return m_columns.fid[row] < wanted;
    });
    if (found == m_byFid.end() || m_columns.fid[*found] != fid)
        return std::nullopt;
    return *found;
}

geo::LonLat IncidentIndex::lonLat(Row row) const
{
    return restored(mercator(row), m_columns.ulps[row]);
}

QString IncidentIndex::country(Row row) const
{
    return m_tables->places[m_columns.place[row]].country;
}

QString IncidentIndex::admin1Code(Row row) const
{
    return m_tables->places[m_columns.place[row]].admin1Code;
}

QString IncidentIndex::admin2(Row row) const
{
    return m_tables->places[m_columns.place[row]].admin2;
}

incident::Range IncidentIndex::killed(Row row) const
{
    return m_tables->ranges[m_tables->tolls[m_columns.toll[row]].killed];
}

incident::Range IncidentIndex::killedExclPerpetrators(Row row) const
{
    return m_tables->ranges[m_tables->tolls[m_columns.toll[row]].killedExclPerpetrators];
}

incident::Range IncidentIndex::injured(Row row) const
{
    return m_tables->ranges[m_tables->tolls[m_columns.toll[row]].injured];
}

qint64 IncidentIndex::startMs(Row row) const
{
    const qint64 offset = m_tables->windows[m_columns.window[row]].start;
    return offset == WindowShape::none ? offset : midnightMs(dayStart(row)) + offset;
}

incident::Facts IncidentIndex::facts(Row row) const
{
    incident::Facts facts;
    facts.fid = fid(row);
    const WindowShape &window = m_tables->windows[m_columns.window[row]];
    if (window.start != WindowShape::none)
        facts.startMs = midnightMs(dayStart(row)) + window.start;
    if (window.end != WindowShape::none)
        facts.endMs = midnightMs(dayEnd(row)) + window.end;
    if (!isUndated(row)) {
        facts.dayStart = dayStart(row);
        facts.dayEnd = dayEnd(row);
    }
    facts.timePrecision = timePrecision(row);
    facts.timeExtent = timeExtent(row);
    if (isLocated(row))
        facts.point = lonLat(row);
    facts.placePrecision = placePrecision(row);
    if (codes(row).hasRadius)
        facts.radiusM = radiusM(row);
    const PlaceKey &place = m_tables->places[m_columns.place[row]];
    facts.country = place.country;
    facts.admin1Code = place.admin1Code;
    facts.admin2 = place.admin2;
    facts.adminCertain = place.adminCertain;
    facts.borderPair = place.borderPair;
    facts.borderSide = place.borderSide;
    if (!std::isnan(m_columns.borderDistanceM[row]))
        facts.borderDistanceM = m_columns.borderDistanceM[row];
    const std::uint16_t type = m_columns.type[row];
    facts.eventType = type < m_knownTypes
                          ? m_vocabulary.types()[type].code
                          : m_tables->unknownTypes[static_cast<std::size_t>(type - m_knownTypes)];
    facts.workflow = workflow(row);
    facts.verification = verification(row);
    facts.killed = killed(row);
    facts.killedExclPerpetrators = killedExclPerpetrators(row);
    facts.injured = injured(row);
    facts.batch = m_tables->batches[m_columns.batch[row]];
    return facts;
}

std::optional<std::pair<qint32, qint32>> IncidentIndex::daySpan() const
{
    if (m_datedCount == 0)
        return std::nullopt;
    return std::pair(dayStart(0), m_lastDay);
}

const CellGrid &IncidentIndex::cellGrid() const
{
    static const CellGrid none;
    if (!m_grid)
        return none;
    std::call_once(m_grid->once, [this] { m_grid->grid.emplace(m_columns.x, m_columns.y); });
    return *m_grid->grid;
}

std::size_t IncidentIndex::bytesPerIncident() const
{
    if (size() == 0)
        return 0;
    const std::size_t bytes = m_columns.bytes() + m_tables->bytes() +
                              (m_byFid.capacity() + m_longRows.capacity()) * sizeof(Row) + cellGrid().bytes();
    return (bytes + size() - 1) / size();
}

void IncidentIndex::restrict(Mask &mask, std::span<const std::pair<qint64, incident::Match>> records) const
{
    Mask kept(mask.size());
    for (const auto &[fid, match] : records) {
        const std::optional<Row> row = rowOf(fid);
        if (row && *row < mask.size())
            kept.set(*row, incident::weaker(mask.at(*row), match));
    }
    mask = std::move(kept);
}

} // namespace marz::index
