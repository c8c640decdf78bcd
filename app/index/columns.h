#pragma once

#include "incident/facts.h"
#include "index/row.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

/// How the index packs what it knows of an incident. Internal to index; only IncidentIndex's users see it.
namespace marz::index {

/// Positions in a table, two bytes each until the table outgrows them.
class IdColumn
{
public:
    std::uint32_t operator[](Row row) const { return m_wide.empty() ? m_narrow[row] : m_wide[row]; }
    std::size_t size() const { return m_wide.empty() ? m_narrow.size() : m_wide.size(); }
    void reserve(std::size_t size) { m_wide.empty() ? m_narrow.reserve(size) : m_wide.reserve(size); }
    void push(std::uint32_t id);
    void append(const IdColumn &from, Row first, Row last);
    void gather(const IdColumn &from, const std::vector<Row> &rows);
    std::size_t bytes() const
    {
        return m_narrow.capacity() * sizeof(m_narrow[0]) + m_wide.capacity() * sizeof(m_wide[0]);
    }

    /// Calls @p visit with the column's array, whichever is in use.
    template <typename Visit>
    void withArray(Visit &&visit) const
    {
        if (m_wide.empty())
            visit(m_narrow.data());
        else
            visit(m_wide.data());
    }

private:
    void widen();

    std::vector<std::uint16_t> m_narrow;
    std::vector<std::uint32_t> m_wide;
};

/// The window's instants, start relative to midnight UTC of dayStart and end to that of dayEnd (of 1970-01-01
/// when undated), milliseconds: windows of whole days in one zone share a shape.
struct WindowShape {
    static constexpr qint64 none = std::numeric_limits<qint64>::min();
    qint64 start = none;
    qint64 end = none;
    friend bool operator==(const WindowShape &, const WindowShape &) = default;
};

/// Everything of a place that many incidents share.
struct PlaceKey {
    QString country, admin1Code, admin2, borderPair, borderSide;
    bool adminCertain = true;
    friend bool operator==(const PlaceKey &, const PlaceKey &) = default;
};

/// Positions in Tables::ranges.
struct TollKey {
    std::uint32_t killed = 0, killedExclPerpetrators = 0, injured = 0;
    friend bool operator==(const TollKey &, const TollKey &) = default;
};

std::size_t hashOf(const WindowShape &shape);
std::size_t hashOf(const PlaceKey &place);
std::size_t hashOf(const incident::Range &range);
std::size_t hashOf(const TollKey &toll);
std::size_t hashOf(const std::optional<qint64> &batch);

/// What the id columns point into.
struct Tables {
    std::vector<WindowShape> windows;
    std::vector<PlaceKey> places;
    std::vector<incident::Range> ranges;
    std::vector<TollKey> tolls;
    std::vector<std::optional<qint64>> batches;
    std::vector<QString> unknownTypes; ///< codes that the vocabulary lacks, numbered after its types
    std::size_t bytes() const;
};

/// The small code lists of an incident in 16 bits.
struct Codes {
    std::uint16_t timePrecision : 4 = 0;
    std::uint16_t timeExtent : 2 = 0;
    std::uint16_t placePrecision : 3 = 0;
    std::uint16_t workflow : 2 = 0;
    std::uint16_t verification : 3 = 0;
    std::uint16_t hasRadius : 1 = 0;
};
static_assert(sizeof(Codes) == 2);

/// Units in the last place by which a position differs from the inverse of its projection.
struct Ulps {
    std::int8_t lon = 0;
    std::int8_t lat = 0;
};

/// One array per property, all of one length.
struct Columns {
    std::vector<qint64> fid;
    std::vector<qint32> dayStart, dayEnd;
    std::vector<double> x, y;
    std::vector<Ulps> ulps;
    std::vector<float> radiusM;
    std::vector<float> borderDistanceM; ///< NaN when not known
    std::vector<std::uint16_t> type;
    std::vector<std::uint8_t> family;
    std::vector<Codes> codes;
    IdColumn window, place, toll, batch;

    std::size_t size() const { return fid.size(); }
    void reserve(std::size_t size);
    /// Appends rows [first, last) of @p from, which shares this one's tables.
    void append(const Columns &from, Row first, Row last);
    /// Becomes @p rows of @p from, in their order.
    void gather(const Columns &from, const std::vector<Row> &rows);
    std::size_t bytes() const;
};

/// Web Mercator (EPSG:3857) of the sphere of radius 6378137 m and back; finite at the poles.
geo::MapPoint projected(geo::LonLat p);
geo::LonLat unprojected(geo::MapPoint p);
/// The correction that makes restored() give @p p again, to the last bit.
Ulps ulpsBetween(geo::LonLat p, geo::MapPoint projectedP);
geo::LonLat restored(geo::MapPoint p, Ulps ulps);

} // namespace marz::index
