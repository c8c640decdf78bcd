#include "map/layertopology.h"

#include <algorithm>
#include <bit>

namespace marz::map {

namespace {

std::size_t hashOf(const geo::LonLat &p)
{
    std::uint64_t h = std::bit_cast<std::uint64_t>(p.lon) * 0x9E3779B97F4A7C15ull;
    h ^= std::bit_cast<std::uint64_t>(p.lat) + (h >> 29);
    h *= 0xBF58476D1CE4E5B9ull;
    return h ^ (h >> 32);
}

} // namespace

LayerTopology::LayerTopology(std::size_t vertices)
    : m_slots(std::bit_ceil(std::max<std::size_t>(16, vertices + vertices / 2)), none)
{
    m_ringIds.reserve(vertices);
    m_positions.reserve(vertices);
    m_neighbours.reserve(vertices);
}

void LayerTopology::grow()
{
    m_slots.assign(m_slots.size() * 2, none);
    const std::size_t last = m_slots.size() - 1;
    for (std::size_t id = 0; id < m_positions.size(); ++id) {
        std::size_t slot = hashOf(m_positions[id]) & last;
        while (m_slots[slot] != none)
            slot = (slot + 1) & last;
        m_slots[slot] = static_cast<std::uint32_t>(id);
    }
}

std::uint32_t LayerTopology::idOf(const geo::LonLat &p)
{
    if (m_positions.size() + m_positions.size() / 4 >= m_slots.size())
        grow();
    const std::size_t last = m_slots.size() - 1;
    for (std::size_t slot = hashOf(p) & last;; slot = (slot + 1) & last) {
        const std::uint32_t id = m_slots[slot];
        if (id == none) {
            const auto made = static_cast<std::uint32_t>(m_positions.size());
            m_slots[slot] = made;
            m_positions.push_back(p);
            m_neighbours.push_back({none, none});
            return made;
        }
        if (m_positions[id] == p)
            return id;
    }
}

void LayerTopology::addRing(std::span<const geo::LonLat> ring)
{
    const std::size_t first = m_ringIds.size();
    const std::size_t count = ring.size() - 1;
    for (std::size_t i = 0; i < count; ++i)
        m_ringIds.push_back(idOf(ring[i]));
    m_ringEnds.push_back(m_ringIds.size());
    const std::uint32_t *ids = m_ringIds.data() + first;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t before = ids[i == 0 ? count - 1 : i - 1];
        const std::uint32_t after = ids[i + 1 == count ? 0 : i + 1];
        const Neighbours found{std::min(before, after), std::max(before, after)};
        Neighbours &known = m_neighbours[ids[i]];
        if (known.low == none)
            known = found;
        else if (known.low != node && (known.low != found.low || known.high != found.high))
            known.low = node;
    }
}

std::span<const std::uint32_t> LayerTopology::ringIds(std::size_t number) const
{
    const std::size_t first = number == 0 ? 0 : m_ringEnds[number - 1];
    return std::span(m_ringIds).subspan(first, m_ringEnds[number] - first);
}

} // namespace marz::map
