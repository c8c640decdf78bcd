#pragma once

#include "geo/lonlat.h"

#include <cstdint>
#include <span>
#include <vector>

namespace marz::map {

/// Numbers the vertices of polygon rings and finds the nodes: vertices where rings do not all continue to the
/// same two neighbours. Rings are cut there, so that a boundary that two polygons share is one line (the idea
/// of TopoJSON). Some 40 bytes a vertex while it lives.
class LayerTopology
{
public:
    /// @p vertices: how many will come, about.
    explicit LayerTopology(std::size_t vertices);

    /// A closed ring of four vertices or more.
    void addRing(std::span<const geo::LonLat> ring);
    /// Numbers of the vertices of ring @p number (in the order of addRing()), the repeated last one left out.
    std::span<const std::uint32_t> ringIds(std::size_t number) const;
    /// Different positions of all rings so far.
    std::size_t vertexCount() const { return m_positions.size(); }
    bool isNode(std::uint32_t id) const { return m_neighbours[id].low == node; }

private:
    struct Neighbours {
        std::uint32_t low;
        std::uint32_t high;
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static constexpr std::uint32_t node = 0xFFFFFFFE;

    std::uint32_t idOf(const geo::LonLat &p);
    void grow();

    std::vector<std::uint32_t> m_slots; ///< hash table of ids, a power of two long
    std::vector<geo::LonLat> m_positions;
    std::vector<Neighbours> m_neighbours;
    std::vector<std::uint32_t> m_ringIds;
    std::vector<std::size_t> m_ringEnds;
};

} // namespace marz::map
