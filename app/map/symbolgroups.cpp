#include "map/symbolgroups.h"

#include <cmath>
#include <numbers>

namespace marz::map {

namespace {

using index::Row;

constexpr double cellPx = 12;     ///< of the look-up grid; not below any of the distances here
constexpr double samePlacePx = 4; ///< solid symbols nearer than this are one group
constexpr double sameDistrictPx = 12;
constexpr double hiddenPx = 5; ///< a symbol nearer to another than this would hide it
constexpr std::size_t mostFanned = 6;

/// Numbers of things by position, for looking around a point.
class NearGrid
{
public:
    void add(QPointF p, std::uint32_t number)
    {
        m_cells[key(column(p.x()), column(p.y()))].push_back(number);
    }

    template <typename Test>
    std::optional<std::uint32_t> find(QPointF p, const Test &test) const
    {
        const int x = column(p.x());
        const int y = column(p.y());
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const auto it = m_cells.find(key(x + dx, y + dy));
                if (it == m_cells.end())
                    continue;
                for (const std::uint32_t number : it->second) {
                    if (test(number))
                        return number;
                }
            }
        }
        return std::nullopt;
    }

private:
    static int column(double v) { return static_cast<int>(std::floor(v / cellPx)); }
    static std::uint64_t key(int x, int y)
    {
        return (std::uint64_t{static_cast<std::uint32_t>(x)} << 32) | static_cast<std::uint32_t>(y);
    }
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_cells;
};

struct Group {
    QPointF anchor;
    bool isCoarse = false;
    std::vector<Row> rows; ///< newest first
};

double distancePx(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

std::vector<Group> grouped(const std::vector<SeenIncident> &seen, const index::IncidentIndex &index)
{
    std::vector<Group> groups;
    NearGrid grid;
    for (const SeenIncident &s : seen) {
        const QPointF at(s.x, s.y);
        const bool isCoarse = isDistrict(index.placePrecision(s.row));
        const double reach = isCoarse ? sameDistrictPx : samePlacePx;
        const auto found = grid.find(at, [&](std::uint32_t g) {
            return groups[g].isCoarse == isCoarse && distancePx(groups[g].anchor, at) <= reach;
        });
        if (found) {
            groups[*found].rows.push_back(s.row);
            continue;
        }
        grid.add(at, static_cast<std::uint32_t>(groups.size()));
        groups.push_back({at, isCoarse, {s.row}});
    }
    return groups;
}

/// Where the @p count symbols of a fan lie around its place.
std::vector<QPointF> fan(std::size_t count)
{
    if (count == 1)
        return {QPointF(0, 0)};
    const double radius = std::max(6.5, 5.6 / std::sin(std::numbers::pi / static_cast<double>(count)));
    std::vector<QPointF> offsets;
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = -std::numbers::pi / 2 * (count == 2 ? 0 : 1) +
                             2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
        offsets.emplace_back(radius * std::cos(angle), radius * std::sin(angle));
    }
    return offsets;
}

/// Puts the symbols of groups down one group after the other, moving a group aside that would hide, or be
/// hidden by, what lies there already.
class GroupPlacer
{
public:
    GroupPlacer(const index::Mask &mask, Placement &result) : m_mask(mask), m_result(result) {}

    void place(const Group &group)
    {
        const bool isStack = group.rows.size() > 1 && (group.isCoarse || group.rows.size() > mostFanned);
        const std::vector<QPointF> offsets = fan(isStack ? 1 : group.rows.size());
        const QPointF aside = freeOffset(group.anchor, offsets);
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            PlacedSymbol symbol;
            symbol.place = group.anchor;
            symbol.at = group.anchor + aside + offsets[i];
            symbol.row = group.rows[i];
            symbol.isCoarse = group.isCoarse;
            symbol.membersBegin = static_cast<std::uint32_t>(m_result.members.size());
            if (isStack) {
                symbol.memberCount = static_cast<std::uint32_t>(group.rows.size());
                m_result.members.insert(m_result.members.end(), group.rows.begin(), group.rows.end());
                m_result.hasStacks = true;
            } else {
                m_result.members.push_back(group.rows[i]);
            }
            const auto members = m_result.membersOf(symbol);
            symbol.isPossible = std::none_of(members.begin(), members.end(), [this](Row row) {
                return m_mask.at(row) == incident::Match::Certain;
            });
            m_grid.add(symbol.at, static_cast<std::uint32_t>(m_result.symbols.size()));
            m_result.symbols.push_back(symbol);
        }
    }

private:
    bool isFree(QPointF at) const
    {
        return !m_grid.find(
            at, [&](std::uint32_t s) { return distancePx(m_result.symbols[s].at, at) < hiddenPx; });
    }

    QPointF freeOffset(QPointF anchor, const std::vector<QPointF> &offsets) const
    {
        const auto fits = [&](QPointF aside) {
            return std::all_of(offsets.begin(), offsets.end(),
                               [&](QPointF offset) { return isFree(anchor + aside + offset); });
        };
        if (fits({0, 0}))
            return {0, 0};
        for (int step = 1; step <= 3; ++step) {
            for (int turn = 0; turn < 8; ++turn) {
                const double angle = std::numbers::pi / 4 * turn + std::numbers::pi / 8 * (step - 1);
                const QPointF aside(10.0 * step * std::cos(angle), 10.0 * step * std::sin(angle));
                if (fits(aside))
                    return aside;
            }
        }
        return {0, 0};
    }

    const index::Mask &m_mask;
    Placement &m_result;
    NearGrid m_grid;
};

} // namespace

void placeSymbolGroups(const std::vector<SeenIncident> &seen, const index::IncidentIndex &index,
                       const index::Mask &mask, Placement &result)
{
    const std::vector<Group> groups = grouped(seen, index);
    GroupPlacer placer(mask, result);
    // Exact places first: they keep their place, districts make way.
    for (const Group &group : groups) {
        if (!group.isCoarse)
            placer.place(group);
    }
    for (const Group &group : groups) {
        if (group.isCoarse)
            placer.place(group);
    }
    std::reverse(result.symbols.begin(), result.symbols.end());
}

} // namespace marz::map
