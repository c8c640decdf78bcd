#include "map/symbolplacer.h"

#include "geo/predicates.h"
#include "map/labelpoint.h"
#include "map/symbolgroups.h"

#include <cmath>
#include <deque>
#include <limits>
#include <map>
#include <mutex>

namespace marz::map {

namespace {

using incident::Match;
using incident::PlacePrecision;
using index::Row;

/// How far outside the view a symbol may lie and still show.
constexpr double padPx = 24;

bool isCoarserThanDistrict(PlacePrecision precision)
{
    return precision == PlacePrecision::Province || precision == PlacePrecision::Country;
}

/// Positions of a whole index in a CRS other than the index's own, made once.
std::shared_ptr<const std::vector<geo::MapPoint>>
positions(const std::shared_ptr<const index::IncidentIndex> &index, const geo::Crs &crs)
{
    if (crs == geo::Crs::webMercator())
        return nullptr;
    struct Entry {
        std::weak_ptr<const index::IncidentIndex> index;
        const void *address;
        int crsId;
        std::shared_ptr<const std::vector<geo::MapPoint>> points;
    };
    static std::mutex mutex;
    static std::vector<Entry> entries;
    const std::lock_guard lock(mutex);
    std::erase_if(entries, [](const Entry &e) { return e.index.expired(); });
    for (const Entry &e : entries) {
        if (e.address == index.get() && e.crsId == crs.id())
            return e.points;
    }
    std::vector<geo::LonLat> from(index->size());
    for (Row row = 0; row < from.size(); ++row) {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        from[row] = index->isLocated(row) ? index->lonLat(row) : geo::LonLat{nan, nan};
    }
    auto points = std::make_shared<std::vector<geo::MapPoint>>(from.size());
    crs.toMap(from, *points);
    entries.push_back({index, index.get(), crs.id(), points});
    return points;
}

/// Room for the incidents in view, kept by each thread: a million of them would be mapped and unmapped every
/// frame.
std::vector<SeenIncident> &seenScratch()
{
    constexpr std::size_t mostKept = 4'000'000;
    thread_local std::vector<SeenIncident> seen;
    if (seen.capacity() > mostKept)
        seen = {};
    seen.clear();
    return seen;
}

class Placer
{
public:
    Placer(const Scene &scene, const Viewport &view)
        : m_scene(scene), m_view(view), m_index(*scene.incidents.index), m_mask(*scene.incidents.mask),
          m_positions(positions(scene.incidents.index, view.crs())), m_scale(1 / view.unitsPerPx()),
          m_width(view.size().width()), m_height(view.size().height()),
          m_originX(m_width / 2 - view.centre().x * m_scale),
          m_originY(m_height / 2 + view.centre().y * m_scale), m_seen(seenScratch())
    {
    }

    Placement place()
    {
        sortNewestFirst();
        if (m_seen.size() > Placement::crowded)
            bin();
        else
            placeSymbolGroups(m_seen, m_index, m_mask, m_result);
        if (!m_result.isCrowded)
            describe(m_seen);
        placeUnits();
        return std::move(m_result);
    }

private:
    /// Undated rows come last.
    void sortNewestFirst()
    {
        const auto size = static_cast<Row>(std::min(m_index.size(), m_mask.size()));
        Row undated = size;
        while (undated > 0 && m_index.isUndated(undated - 1))
            --undated;
        for (Row row = undated; row-- > 0;) {
            if (m_mask.matches(row))
                sort(row);
        }
        for (Row row = size; row-- > undated;) {
            if (!m_mask.matches(row))
                continue;
            ++m_result.counts.undated;
            sort(row);
        }
    }

    /// Which kind of mark a row gets.
    void sort(Row row)
    {
        OffMap &counts = m_result.counts;
        if (isCoarserThanDistrict(m_index.placePrecision(row))) {
            sortCoarse(row);
            return;
        }
        if (!m_index.isLocated(row)) {
            ++counts.unlocated;
            return;
        }
        const geo::MapPoint p = m_positions ? (*m_positions)[row] : m_index.mercator(row);
        const double x = p.x * m_scale + m_originX;
        const double y = m_originY - p.y * m_scale;
        if (!(x >= -padPx && y >= -padPx && x <= m_width + padPx && y <= m_height + padPx)) {
            ++counts.outside;
            return;
        }
        const bool isInside = x >= 0 && y >= 0 && x <= m_width && y <= m_height;
        ++(isInside ? counts.drawn : counts.outside);
        m_seen.push_back({row, static_cast<float>(x), static_cast<float>(y)});
    }

    void sortCoarse(Row row)
    {
        const bool isCountry = m_index.placePrecision(row) == PlacePrecision::Country;
        const QString key = isCountry ? m_index.country(row) : m_index.admin1Code(row);
        if (key.isEmpty()) {
            ++m_result.counts.unlocated;
            return;
        }
        ++m_result.counts.coarse;
        m_coarse[{isCountry, key}].push_back(row);
        m_result.hasPossible |= m_mask.at(row) == Match::Possible;
    }

    void bin();
    void findLonelyStacks();
    void describe(const std::vector<SeenIncident> &seen)
    {
        for (const SeenIncident &s : seen)
            describe(s.row);
    }
    void describe(Row row)
    {
        m_result.families.set(m_index.familyId(row));
        if (isDistrict(m_index.placePrecision(row)))
            m_result.hasCoarse = true;
        else
            m_result.verifications.set(static_cast<std::size_t>(m_index.verification(row)));
        m_result.hasPossible |= m_mask.at(row) == Match::Possible;
    }
    void placeUnits();

    const Scene &m_scene;
    const Viewport &m_view;
    const index::IncidentIndex &m_index;
    const index::Mask &m_mask;
    std::shared_ptr<const std::vector<geo::MapPoint>> m_positions;
    double m_scale;
    double m_width;
    double m_height;
    double m_originX; ///< of the CRS on the screen
    double m_originY;
    std::vector<SeenIncident> &m_seen;
    std::map<std::pair<bool, QString>, std::vector<Row>> m_coarse;
    Placement m_result;
};

void Placer::bin()
{
    m_result.isCrowded = true;
    // The more there are, the smaller the mark: forms melt into density.
    const std::size_t count = m_seen.size();
    m_result.dotPx = count > 100'000 ? 4 : count > 20'000 ? 6 : 8;
    const double cell = count > 100'000 ? 4 : count > 20'000 ? 3 : 2;
    m_result.cellPx = cell;
    // Cells are anchored in the world, so that marks do not dance while the map is moved.
    const double margin = cell * std::ceil(padPx / cell + 1);
    m_result.cellOrigin = {std::fmod(m_originX, cell) - margin, std::fmod(m_originY, cell) - margin};
    const int columns = static_cast<int>((m_width + 2 * margin) / cell) + 2;
    const int lines = static_cast<int>((m_height + 2 * margin) / cell) + 2;
    struct Cell {
        Row newest = 0;
        std::uint32_t count = 0;
    };
    std::vector<Cell> cells(static_cast<std::size_t>(columns) * static_cast<std::size_t>(lines));
    std::vector<std::uint32_t> occupied; // newest first
    const auto perPx = static_cast<float>(1 / cell);
    const auto left = static_cast<float>(m_result.cellOrigin.x());
    const auto top = static_cast<float>(m_result.cellOrigin.y());
    for (const SeenIncident &s : m_seen) {
        const int column = std::clamp(static_cast<int>((s.x - left) * perPx), 0, columns - 1);
        const int line = std::clamp(static_cast<int>((s.y - top) * perPx), 0, lines - 1);
        const auto at = static_cast<std::uint32_t>(line * columns + column);
        if (cells[at].count++ == 0) {
            cells[at].newest = s.row;
            occupied.push_back(at);
        }
    }
    m_result.dots.reserve(occupied.size());
    for (auto at = occupied.rbegin(); at != occupied.rend(); ++at) {
        const Cell &found = cells[*at];
        m_result.dots.push_back({static_cast<std::uint16_t>(*at % static_cast<std::uint32_t>(columns)),
                                 static_cast<std::uint16_t>(*at / static_cast<std::uint32_t>(columns)),
                                 found.newest, found.count});
        describe(found.newest);
    }
    findLonelyStacks();
}

void Placer::findLonelyStacks()
{
    constexpr double blockPx = 10;
    constexpr std::size_t most = 300;
    const auto blockOf = [&](const PlacedDot &dot) {
        const double k = m_result.cellPx / blockPx;
        return std::pair(static_cast<int>(dot.column * k) + 1, static_cast<int>(dot.line * k) + 1);
    };
    const int columns = static_cast<int>((m_view.size().width() + 4 * padPx) / blockPx) + 8;
    const int lines = static_cast<int>((m_view.size().height() + 4 * padPx) / blockPx) + 8;
    std::vector<std::uint16_t> dotsIn(static_cast<std::size_t>(columns) * static_cast<std::size_t>(lines), 0);
    const auto at = [&](int column, int line) -> std::uint16_t & {
        return dotsIn[static_cast<std::size_t>(std::min(line, lines - 1) * columns +
                                               std::min(column, columns - 1))];
    };
    for (const PlacedDot &dot : m_result.dots) {
        const auto [column, line] = blockOf(dot);
        ++at(column, line);
    }
    for (std::size_t i = m_result.dots.size(); i-- > 0 && m_result.lonelyStacks.size() < most;) {
        if (m_result.dots[i].count < 2)
            continue;
        const auto [column, line] = blockOf(m_result.dots[i]);
        int around = 0;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx)
                around += at(column + dx, line + dy);
        }
        if (around == 1)
            m_result.lonelyStacks.push_back(static_cast<std::uint32_t>(i));
    }
    m_result.hasStacks = !m_result.lonelyStacks.empty();
}

void Placer::placeUnits()
{
    for (auto &[key, rows] : m_coarse) {
        const LayerRole role = key.first ? LayerRole::Land : LayerRole::Units;
        PlacedUnit unit;
        unit.key = key.second;
        unit.isCountry = key.first;
        bool isFound = false;
        for (std::size_t l = 0; l < m_scene.layers.size() && !isFound; ++l) {
            const ReferenceLayer &layer = m_scene.layers[l];
            if (layer.role != role || !layer.content)
                continue;
            for (std::size_t f = 0; f < layer.content->features.size() && !isFound; ++f) {
                if (layer.content->features[f].key != key.second)
                    continue;
                unit.layer = l;
                unit.feature = f;
                isFound = true;
            }
        }
        if (!isFound)
            continue;
        const LayerFeature &feature = m_scene.layers[unit.layer].content->features[unit.feature];
        unit.badgeAt = m_view.lonLatToScreen(labelPointOf(m_scene.layers[unit.layer].content, unit.feature));
        // A country's badge keeps clear of the badge and name of a unit in its middle.
        if (unit.isCountry)
            unit.badgeAt += QPointF(0, -22);
        const QRectF frame(QPointF(0, 0), QSizeF(m_view.size()));
        unit.isBadgeVisible =
            !feature.geometry.isEmpty() && frame.adjusted(8, 8, -8, -8).contains(unit.badgeAt);
        unit.rows = std::move(rows);
        m_result.units.push_back(std::move(unit));
    }
}

/// What a placement depends on. Contents are immutable and compared by address; weak pointers tell when an
/// address may have been used again.
struct PlacementKey {
    std::weak_ptr<const index::IncidentIndex> index;
    std::weak_ptr<const index::Mask> mask;
    std::vector<std::weak_ptr<const LayerContent>> contents;
    Viewport view;

    bool isFor(const Scene &scene, const Viewport &other) const
    {
        if (!(view == other) || index.lock() != scene.incidents.index ||
            mask.lock() != scene.incidents.mask || contents.size() != scene.layers.size())
            return false;
        for (std::size_t i = 0; i < contents.size(); ++i) {
            if (contents[i].lock() != scene.layers[i].content)
                return false;
        }
        return true;
    }
};

} // namespace

geo::MapPoint mapPointOf(const index::IncidentIndex &index, index::Row row, const geo::Crs &crs)
{
    return crs == geo::Crs::webMercator() || !index.isLocated(row) ? index.mercator(row)
                                                                   : crs.toMap(index.lonLat(row));
}

void projectIncidents(const std::shared_ptr<const index::IncidentIndex> &index, const geo::Crs &crs)
{
    positions(index, crs);
}

std::shared_ptr<const Placement> placement(const Scene &scene, const Viewport &view)
{
    static const auto empty = std::make_shared<const Placement>();
    if (!scene.incidents.index || !scene.incidents.mask)
        return empty;
    constexpr std::size_t kept = 3; // window, its worker, an export
    static std::mutex mutex;
    static std::deque<std::pair<PlacementKey, std::shared_ptr<const Placement>>> recent;
    {
        const std::lock_guard lock(mutex);
        for (const auto &[key, known] : recent) {
            if (key.isFor(scene, view))
                return known;
        }
    }
    auto made = std::make_shared<const Placement>(Placer(scene, view).place());
    PlacementKey key{scene.incidents.index, scene.incidents.mask, {}, view};
    for (const ReferenceLayer &layer : scene.layers)
        key.contents.emplace_back(layer.content);
    const std::lock_guard lock(mutex);
    recent.emplace_front(std::move(key), made);
    if (recent.size() > kept)
        recent.pop_back();
    return made;
}

} // namespace marz::map
