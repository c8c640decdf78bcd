#include "map/labelpoint.h"

#include "geo/predicates.h"
#include "map/simplify.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace marz::map {

namespace {

/// More vertices than this cost time and move the point by nothing that one sees.
constexpr std::size_t manyVertices = 300;

/// The points found so far; an entry lives as long as its content.
class LabelPoints
{
public:
    std::optional<geo::LonLat> find(const std::shared_ptr<const LayerContent> &content, std::size_t feature)
    {
        const std::lock_guard lock(m_mutex);
        const auto &points = entryOf(content).points;
        const auto known = points.find(feature);
        return known == points.end() ? std::nullopt : std::optional(known->second);
    }
    void keep(const std::shared_ptr<const LayerContent> &content, std::size_t feature, geo::LonLat at)
    {
        const std::lock_guard lock(m_mutex);
        entryOf(content).points[feature] = at;
    }

private:
    struct Entry {
        std::weak_ptr<const LayerContent> content;
        const LayerContent *address;
        std::unordered_map<std::size_t, geo::LonLat> points;
    };
    Entry &entryOf(const std::shared_ptr<const LayerContent> &content)
    {
        std::erase_if(m_entries, [](const Entry &e) { return e.content.expired(); });
        const auto known =
            std::ranges::find_if(m_entries, [&](const Entry &e) { return e.address == content.get(); });
        return known != m_entries.end() ? *known : m_entries.emplace_back(Entry{content, content.get(), {}});
    }

    std::mutex m_mutex;
    std::vector<Entry> m_entries;
};

LabelPoints &labelPoints()
{
    static LabelPoints points;
    return points;
}

/// The area with some hundred vertices, its form within a two-hundredth of its size.
geo::Geometry simplified(const geo::Geometry &area)
{
    const geo::GeoBox box = geo::extentOf(area);
    const float tolerance = static_cast<float>(std::max(box.east - box.west, box.north - box.south) / 200);
    geo::Geometry result;
    result.kind = area.kind;
    std::uint32_t part = 0;
    for (const std::uint32_t polygonEnd : area.polygonEnds) {
        const std::size_t before = result.partEnds.size();
        for (bool isOuter = true; part < polygonEnd; ++part, isOuter = false) {
            const auto ring = area.part(part);
            std::vector<geo::MapPoint> points(ring.size());
            std::ranges::transform(ring, points.begin(), [](const geo::LonLat &p) {
                return geo::MapPoint{p.lon, p.lat};
            });
            const std::vector<float> kept = significance(points, 0);
            const std::size_t first = result.vertices.size();
            for (std::size_t i = 0; i < ring.size(); ++i) {
                if (kept[i] > tolerance)
                    result.vertices.push_back(ring[i]);
            }
            if (result.vertices.size() - first >= 4) {
                result.partEnds.push_back(static_cast<std::uint32_t>(result.vertices.size()));
                continue;
            }
            result.vertices.resize(first);
            if (isOuter) { // too small to carry the name; its holes go with it
                part = polygonEnd;
                break;
            }
        }
        if (result.partEnds.size() > before)
            result.polygonEnds.push_back(static_cast<std::uint32_t>(result.partEnds.size()));
    }
    return result.polygonEnds.empty() ? area : result;
}

} // namespace

geo::LonLat labelPointOf(const std::shared_ptr<const LayerContent> &content, std::size_t feature)
{
    if (const auto known = labelPoints().find(content, feature))
        return *known;
    const geo::Geometry &area = content->features[feature].geometry;
    const bool isLarge = area.kind == geo::GeometryKind::Polygon && area.vertices.size() > manyVertices;
    const geo::LonLat at = geo::labelPoint(isLarge ? simplified(area) : area);
    labelPoints().keep(content, feature, at);
    return at;
}

void prepareLabelPoints(const std::shared_ptr<const LayerContent> &content, const base::CancelToken &cancel)
{
    for (std::size_t i = 0; i < content->features.size(); ++i) {
        const LayerFeature &feature = content->features[i];
        if (feature.label.isEmpty() || feature.geometry.kind != geo::GeometryKind::Polygon)
            continue;
        cancel.throwIfCancelled();
        labelPointOf(content, i);
    }
}

} // namespace marz::map
