#pragma once

#include "map/renderer.h"

#include <bitset>
#include <memory>
#include <span>
#include <vector>

namespace marz::map {

/// One symbol on the map: an incident, or several of the same precision at one place.
struct PlacedSymbol {
    QPointF at;         ///< where it is drawn, device-independent pixels
    QPointF place;      ///< where it belongs; differs when fanned out
    index::Row row = 0; ///< the newest; drawn
    std::uint32_t membersBegin = 0;
    std::uint32_t memberCount = 1;
    bool isCoarse = false;   ///< district: pale, dashed
    bool isPossible = false; ///< every member only possibly matches
};

/// Incidents known only to a province or country: a hatch and a badge.
struct PlacedUnit {
    QString key; ///< ISO 3166-2, or alpha-3 for a country
    bool isCountry = false;
    std::size_t layer = 0;   ///< in scene.layers
    std::size_t feature = 0; ///< in that layer's content
    QPointF badgeAt;         ///< device-independent pixels
    bool isBadgeVisible = false;
    std::vector<index::Row> rows; ///< newest first
};

/// One occupied cell of a crowded map.
struct PlacedDot {
    std::uint16_t column = 0;
    std::uint16_t line = 0;
    index::Row row = 0; ///< the newest
    std::uint32_t count = 1;
};

/// Where every incident under the mask went, for one view. Drawing and picking both read this.
struct Placement {
    /// Above this many incidents in view they are binned to cells and stamped.
    static constexpr std::size_t crowded = 2000;
    /// Below this many every disc of uncertainty is shown.
    static constexpr std::size_t fewEnoughForDiscs = 15;

    OffMap counts;
    std::vector<PlacedSymbol> symbols; ///< oldest first; empty when crowded
    std::vector<index::Row> members;   ///< of symbols, newest first within each
    std::vector<PlacedUnit> units;

    bool isCrowded = false;
    double cellPx = 0;           ///< device-independent pixels; when crowded
    double dotPx = 0;            ///< symbol size when crowded
    QPointF cellOrigin;          ///< screen position of cell 0, 0
    std::vector<PlacedDot> dots; ///< oldest first
    std::vector<std::uint32_t>
        lonelyStacks; ///< dots of several incidents with nothing around: they get a count

    // What the legend has to explain
    std::bitset<256> families;
    std::bitset<8> verifications; ///< of solid symbols
    bool hasCoarse = false;
    bool hasPossible = false;
    bool hasStacks = false;

    /// Smaller marks carry the family's colour alone.
    bool showsVerification() const { return !isCrowded || dotPx >= 8; }
    std::span<const index::Row> membersOf(const PlacedSymbol &symbol) const
    {
        return std::span(members).subspan(symbol.membersBegin, symbol.memberCount);
    }
    QPointF centreOf(const PlacedDot &dot) const
    {
        return cellOrigin + QPointF((dot.column + 0.5) * cellPx, (dot.line + 0.5) * cellPx);
    }
};

/// Projects every incident, once per index and CRS; takes long for a million, so on a worker where it can be
/// foreseen.
void projectIncidents(const std::shared_ptr<const index::IncidentIndex> &index, const geo::Crs &crs);

/// The placement of @p scene in @p view; the last few are kept and shared by all threads.
std::shared_ptr<const Placement> placement(const Scene &scene, const Viewport &view);

/// The position of @p row in the view's CRS; non-finite when unlocated.
geo::MapPoint mapPointOf(const index::IncidentIndex &index, index::Row row, const geo::Crs &crs);

} // namespace marz::map
