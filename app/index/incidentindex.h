#pragma once

#include "geo/crs.h"
#include "incident/facts.h"
#include "incident/filter.h"
#include "incident/vocabulary.h"
#include "index/columns.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace marz::index {

class CellGrid;
struct SharedGrid;

/// The answer of a filter for every row of one index snapshot.
class Mask
{
public:
    Mask() = default;
    explicit Mask(std::size_t size, incident::Match match = incident::Match::None);

    std::size_t size() const { return m_match.size(); }
    incident::Match at(Row row) const { return static_cast<incident::Match>(m_match[row]); }
    void set(Row row, incident::Match match) { m_match[row] = static_cast<std::uint8_t>(match); }
    bool matches(Row row) const { return m_match[row] != 0; }
    std::size_t total() const;
    std::size_t certain() const;

private:
    friend class Filtering;
    std::vector<std::uint8_t> m_match; ///< incident::Match per row
};

/// All incidents as columns sorted by start (undated last). An immutable snapshot: build once on a worker,
/// derive the next by withChanges() after an edit; share by shared_ptr between threads.
class IncidentIndex
{
public:
    IncidentIndex() = default;
    /// @p facts in any order; @p vocabulary gives families.
    static std::shared_ptr<const IncidentIndex> build(std::vector<incident::Facts> facts,
                                                      const incident::Vocabulary &vocabulary);
    /// This snapshot with @p changed put in (by fid) and @p deleted taken out.
    std::shared_ptr<const IncidentIndex> withChanges(const std::vector<incident::Facts> &changed,
                                                     const std::vector<qint64> &deleted) const;

    std::size_t size() const { return m_columns.fid.size(); }
    std::optional<Row> rowOf(qint64 fid) const;

    // Columns
    qint64 fid(Row row) const { return m_columns.fid[row]; }
    bool isUndated(Row row) const { return m_columns.dayStart[row] == noDay; }
    bool isLocated(Row row) const { return m_columns.x[row] == m_columns.x[row]; }
    /// Julian days in the incident's own zone; only when not undated.
    qint32 dayStart(Row row) const { return m_columns.dayStart[row]; }
    qint32 dayEnd(Row row) const { return m_columns.dayEnd[row]; }
    incident::TimePrecision timePrecision(Row row) const
    {
        return static_cast<incident::TimePrecision>(codes(row).timePrecision);
    }
    incident::TimeExtent timeExtent(Row row) const
    {
        return static_cast<incident::TimeExtent>(codes(row).timeExtent);
    }
    /// Web Mercator metres (EPSG:3857); NaN when unlocated.
    geo::MapPoint mercator(Row row) const { return {m_columns.x[row], m_columns.y[row]}; }
    geo::LonLat lonLat(Row row) const;
    /// Metres on the ground; 0 when not known.
    float radiusM(Row row) const { return m_columns.radiusM[row]; }
    incident::PlacePrecision placePrecision(Row row) const
    {
        return static_cast<incident::PlacePrecision>(codes(row).placePrecision);
    }
    incident::Verification verification(Row row) const
    {
        return static_cast<incident::Verification>(codes(row).verification);
    }
    incident::Workflow workflow(Row row) const
    {
        return static_cast<incident::Workflow>(codes(row).workflow);
    }
    /// Position in vocabulary().types(), or types().size() for an unknown code.
    std::uint16_t typeId(Row row) const { return std::min(m_columns.type[row], m_knownTypes); }
    /// Position in vocabulary().families().
    std::uint8_t familyId(Row row) const { return m_columns.family[row]; }
    QString country(Row row) const;
    QString admin1Code(Row row) const;
    QString admin2(Row row) const;
    incident::Range killed(Row row) const;
    incident::Range killedExclPerpetrators(Row row) const;
    incident::Range injured(Row row) const;
    /// Everything again as Facts (title empty).
    incident::Facts facts(Row row) const;
    const incident::Vocabulary &vocabulary() const { return m_vocabulary; }
    /// First and last day of all dated incidents; nullopt without any.
    std::optional<std::pair<qint32, qint32>> daySpan() const;
    std::size_t bytesPerIncident() const;

    /// Judges every row by what Facts can answer (incident::matchesFacts is the definition).
    Mask filter(const incident::Filter &filter) const;
    /// @p mask weakened by what the store said of record conditions; rows it does not list become None.
    void restrict(Mask &mask, std::span<const std::pair<qint64, incident::Match>> records) const;

    static constexpr qint32 noDay = INT32_MIN;
    /// Incidents that last longer are looked at one by one; all others lie in the slice of a window.
    static constexpr qint32 longDays = 31;

    /// The grid for hit tests, made when first asked for; thread-safe.
    const CellGrid &cellGrid() const;
    /// Rows [0, datedCount()) are dated and sorted by day; the others are undated.
    std::size_t datedCount() const { return m_datedCount; }
    /// Dated rows that last more than longDays, ascending.
    const std::vector<Row> &longRows() const { return m_longRows; }

private:
    friend class Builder;
    friend class Filtering;

    /// Midnight UTC of a Julian day (of 1970-01-01 for noDay) in milliseconds since then.
    static qint64 midnightMs(qint32 day) { return day == noDay ? 0 : (day - 2'440'588LL) * 86'400'000LL; }
    /// First instant, UTC milliseconds; WindowShape::none when not known.
    qint64 startMs(Row row) const;
    Codes codes(Row row) const { return m_columns.codes[row]; }

    Columns m_columns;
    std::shared_ptr<const Tables> m_tables = std::make_shared<const Tables>();
    std::vector<Row> m_byFid; ///< rows in the order of their fids
    std::vector<Row> m_longRows;
    std::size_t m_datedCount = 0;
    qint32 m_lastDay = noDay;
    std::uint16_t m_knownTypes = 0;
    std::shared_ptr<SharedGrid> m_grid;
    incident::Vocabulary m_vocabulary{{}, {}};
};

} // namespace marz::index
