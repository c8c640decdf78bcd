#pragma once

#include "geo/crs.h"
#include "incident/facts.h"
#include "incident/filter.h"
#include "incident/vocabulary.h"

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace marz::index {

/// One row number of an IncidentIndex; valid only for that snapshot.
using Row = std::uint32_t;

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
    std::vector<std::uint8_t> m_match; ///< incident::Match per row
};

/// All incidents as columns sorted by start (undated last). An immutable snapshot: build once on a worker, derive the
/// next by withChanges() after an edit; share by shared_ptr between threads.
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

    std::size_t size() const { return m_fid.size(); }
    std::optional<Row> rowOf(qint64 fid) const;

    // Columns
    qint64 fid(Row row) const { return m_fid[row]; }
    bool isUndated(Row row) const { return m_dayStart[row] == noDay; }
    bool isLocated(Row row) const { return m_x[row] == m_x[row]; }
    /// Julian days in the incident's own zone; only when not undated.
    qint32 dayStart(Row row) const { return m_dayStart[row]; }
    qint32 dayEnd(Row row) const { return m_dayEnd[row]; }
    incident::TimePrecision timePrecision(Row row) const;
    incident::TimeExtent timeExtent(Row row) const;
    /// Web Mercator metres (EPSG:3857); NaN when unlocated.
    geo::MapPoint mercator(Row row) const { return {m_x[row], m_y[row]}; }
    geo::LonLat lonLat(Row row) const;
    /// Metres on the ground; 0 when not known.
    float radiusM(Row row) const { return m_radius[row]; }
    incident::PlacePrecision placePrecision(Row row) const;
    incident::Verification verification(Row row) const;
    incident::Workflow workflow(Row row) const;
    /// Position in vocabulary().types(), or types().size() for an unknown code.
    std::uint16_t typeId(Row row) const { return m_type[row]; }
    /// Position in vocabulary().families().
    std::uint8_t familyId(Row row) const { return m_family[row]; }
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

private:
    friend class Builder;
    std::vector<qint64> m_fid;
    std::vector<qint32> m_dayStart, m_dayEnd;
    std::vector<double> m_x, m_y;
    std::vector<float> m_radius;
    std::vector<std::uint16_t> m_type;
    std::vector<std::uint8_t> m_family;
    // further packed columns and interned texts are the implementation's
    incident::Vocabulary m_vocabulary{{}, {}};
};

} // namespace marz::index
