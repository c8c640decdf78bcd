#include "map/projectedlayer.h"

#include "map/simplify.h"

#include <bit>
#include <cmath>
#include <mutex>

namespace marz::map {

namespace {

struct LonLatHash {
    std::size_t operator()(const geo::LonLat &p) const
    {
        std::uint64_t h = std::bit_cast<std::uint64_t>(p.lon) * 0x9E3779B97F4A7C15ull;
        h ^= std::bit_cast<std::uint64_t>(p.lat) + (h >> 29);
        h *= 0xBF58476D1CE4E5B9ull;
        return h ^ (h >> 32);
    }
};

bool isFinite(geo::MapPoint p)
{
    return std::isfinite(p.x) && std::isfinite(p.y);
}

void join(geo::MapBox &box, const geo::MapBox &other)
{
    if (other.isEmpty())
        return;
    box.include({other.left, other.bottom});
    box.include({other.right, other.top});
}

} // namespace

/// Finds the arcs: a vertex where rings do not all continue to the same two neighbours is a node, and rings
/// are cut at their nodes (the idea of TopoJSON).
class ProjectedLayer::Builder
{
public:
    Builder(ProjectedLayer &layer, const LayerContent &content, const geo::Crs &crs,
            const base::CancelToken &cancel)
        : m_layer(layer), m_content(content), m_crs(crs), m_cancel(cancel)
    {
    }

    void build()
    {
        numberVertices();
        for (const LayerFeature &feature : m_content.features)
            addFeature(feature.geometry);
    }

private:
    struct Neighbours {
        std::uint32_t low = none;
        std::uint32_t high = none;
        bool isNode = false;
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    void numberVertices()
    {
        std::size_t total = 0;
        for (const LayerFeature &feature : m_content.features) {
            if (feature.geometry.kind == geo::GeometryKind::Polygon)
                total += feature.geometry.vertices.size();
        }
        m_ids.reserve(total);
        for (const LayerFeature &feature : m_content.features) {
            m_cancel.throwIfCancelled();
            if (feature.geometry.kind != geo::GeometryKind::Polygon)
                continue;
            for (std::size_t i = 0; i < feature.geometry.partCount(); ++i)
                numberRing(feature.geometry.part(i));
        }
    }

    void numberRing(std::span<const geo::LonLat> ring)
    {
        if (ring.size() < 4)
            return;
        const std::vector<std::uint32_t> ids = idsOf(ring);
        const std::size_t count = ids.size();
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t before = ids[(i + count - 1) % count];
            const std::uint32_t after = ids[(i + 1) % count];
            Neighbours &n = m_neighbours[ids[i]];
            const std::uint32_t low = std::min(before, after);
            const std::uint32_t high = std::max(before, after);
            if (n.low == none)
                n = {low, high, false};
            else if (n.low != low || n.high != high)
                n.isNode = true;
        }
    }

    /// Ids of a closed ring without its repeated last vertex.
    std::vector<std::uint32_t> idsOf(std::span<const geo::LonLat> ring)
    {
        std::vector<std::uint32_t> ids;
        ids.reserve(ring.size());
        for (const geo::LonLat &p : ring.first(ring.size() - 1)) {
            const auto [it, isNew] = m_ids.try_emplace(p, static_cast<std::uint32_t>(m_neighbours.size()));
            if (isNew)
                m_neighbours.emplace_back();
            ids.push_back(it->second);
        }
        return ids;
    }

    void addFeature(const geo::Geometry &geometry)
    {
        m_cancel.throwIfCancelled();
        Feature feature;
        feature.kind = geometry.kind;
        if (geometry.kind == geo::GeometryKind::Point) {
            feature.begin = static_cast<std::uint32_t>(m_layer.m_points.size());
            for (const geo::LonLat &p : geometry.vertices) {
                const geo::MapPoint at = m_crs.toMap(p);
                if (!isFinite(at))
                    continue;
                m_layer.m_points.push_back(at);
                feature.box.include(at);
            }
            feature.end = static_cast<std::uint32_t>(m_layer.m_points.size());
        } else {
            feature.begin = static_cast<std::uint32_t>(m_layer.m_parts.size());
            for (std::size_t i = 0; i < geometry.partCount(); ++i) {
                Part part;
                part.begin = static_cast<std::uint32_t>(m_layer.m_refs.size());
                if (geometry.kind == geo::GeometryKind::Line)
                    m_layer.m_refs.push_back(static_cast<std::int32_t>(addArc(geometry.part(i))));
                else
                    addRing(geometry.part(i));
                part.end = static_cast<std::uint32_t>(m_layer.m_refs.size());
                for (std::uint32_t r = part.begin; r < part.end; ++r) {
                    const std::int32_t ref = m_layer.m_refs[r];
                    join(part.box, m_layer.m_arcs[static_cast<std::size_t>(ref < 0 ? ~ref : ref)].box);
                }
                join(feature.box, part.box);
                m_layer.m_parts.push_back(part);
            }
            feature.end = static_cast<std::uint32_t>(m_layer.m_parts.size());
        }
        join(m_layer.m_box, feature.box);
        m_layer.m_features.push_back(feature);
    }

    void addRing(std::span<const geo::LonLat> ring)
    {
        if (ring.size() < 4)
            return;
        const std::vector<std::uint32_t> ids = idsOf(ring);
        const std::size_t count = ids.size();
        std::vector<std::size_t> nodes;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_neighbours[ids[i]].isNode)
                nodes.push_back(i);
        }
        // A ring that meets no other begins at its lowest id, so that an enclave and its hole begin alike.
        if (nodes.empty())
            nodes.push_back(static_cast<std::size_t>(std::min_element(ids.begin(), ids.end()) - ids.begin()));
        std::vector<geo::LonLat> arc;
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            const std::size_t first = nodes[n];
            const std::size_t last = n + 1 < nodes.size() ? nodes[n + 1] : nodes[0] + count;
            const auto id = [&](std::size_t i) { return ids[i % count]; };
            if (const auto known = m_arcOf.find(key(id(first), id(first + 1))); known != m_arcOf.end()) {
                m_layer.m_refs.push_back(known->second);
            } else if (const auto back = m_arcOf.find(key(id(last), id(last - 1))); back != m_arcOf.end()) {
                m_layer.m_refs.push_back(~back->second);
            } else {
                arc.clear();
                for (std::size_t i = first; i <= last; ++i)
                    arc.push_back(ring[i % count]);
                const auto ref = static_cast<std::int32_t>(addArc(arc));
                m_arcOf.emplace(key(id(first), id(first + 1)), ref);
                m_layer.m_refs.push_back(ref);
                continue;
            }
            const std::int32_t ref = m_layer.m_refs.back();
            ++m_layer.m_arcs[static_cast<std::size_t>(ref < 0 ? ~ref : ref)].users;
        }
    }

    static std::uint64_t key(std::uint32_t a, std::uint32_t b) { return (std::uint64_t{a} << 32) | b; }

    std::size_t addArc(std::span<const geo::LonLat> line)
    {
        std::vector<geo::MapPoint> at(line.size());
        m_crs.toMap(line, at);
        std::erase_if(at, [](const geo::MapPoint &p) { return !isFinite(p); });
        Arc arc;
        arc.users = 1;
        arc.feature = static_cast<std::uint32_t>(m_layer.m_features.size());
        arc.begin = static_cast<std::uint32_t>(m_layer.m_vertices.size());
        arc.end = arc.begin + static_cast<std::uint32_t>(at.size());
        for (const geo::MapPoint &p : at)
            arc.box.include(p);
        const std::vector<float> kept = significance(at);
        m_layer.m_vertices.insert(m_layer.m_vertices.end(), at.begin(), at.end());
        m_layer.m_significance.insert(m_layer.m_significance.end(), kept.begin(), kept.end());
        m_layer.m_arcs.push_back(arc);
        return m_layer.m_arcs.size() - 1;
    }

    ProjectedLayer &m_layer;
    const LayerContent &m_content;
    const geo::Crs &m_crs;
    const base::CancelToken &m_cancel;
    std::unordered_map<geo::LonLat, std::uint32_t, LonLatHash> m_ids;
    std::vector<Neighbours> m_neighbours;
    std::unordered_map<std::uint64_t, std::int32_t> m_arcOf; ///< first two ids -> arc
};

ProjectedLayer::ProjectedLayer(const LayerContent &content, const geo::Crs &crs,
                               const base::CancelToken &cancel)
{
    m_features.reserve(content.features.size());
    Builder(*this, content, crs, cancel).build();
}

std::span<const geo::MapPoint> ProjectedLayer::points(const Feature &feature) const
{
    return std::span(m_points).subspan(feature.begin, feature.end - feature.begin);
}

std::span<const ProjectedLayer::Part> ProjectedLayer::parts(const Feature &feature) const
{
    return std::span(m_parts).subspan(feature.begin, feature.end - feature.begin);
}

std::span<const std::int32_t> ProjectedLayer::arcRefs(const Part &part) const
{
    return std::span(m_refs).subspan(part.begin, part.end - part.begin);
}

std::span<const geo::MapPoint> ProjectedLayer::vertices(const Arc &arc) const
{
    return std::span(m_vertices).subspan(arc.begin, arc.end - arc.begin);
}

std::span<const float> ProjectedLayer::significances(const Arc &arc) const
{
    return std::span(m_significance).subspan(arc.begin, arc.end - arc.begin);
}

namespace {

/// All projected layers of the process; an entry lives as long as its content.
class ProjectedLayers
{
public:
    std::shared_ptr<const ProjectedLayer> find(const std::shared_ptr<const LayerContent> &content, int epsg)
    {
        const std::lock_guard lock(m_mutex);
        return findLocked(content, epsg);
    }
    /// Keeps @p layer unless another thread was faster; returns the one kept.
    std::shared_ptr<const ProjectedLayer> keep(const std::shared_ptr<const LayerContent> &content, int epsg,
                                               std::shared_ptr<const ProjectedLayer> layer)
    {
        const std::lock_guard lock(m_mutex);
        if (auto known = findLocked(content, epsg))
            return known;
        m_entries.push_back({content, content.get(), epsg, layer});
        return layer;
    }

private:
    struct Entry {
        std::weak_ptr<const LayerContent> content;
        const LayerContent *address;
        int epsg;
        std::shared_ptr<const ProjectedLayer> layer;
    };

    std::shared_ptr<const ProjectedLayer> findLocked(const std::shared_ptr<const LayerContent> &content,
                                                     int epsg)
    {
        std::erase_if(m_entries, [](const Entry &e) { return e.content.expired(); });
        for (const Entry &e : m_entries) {
            if (e.address == content.get() && e.epsg == epsg)
                return e.layer;
        }
        return nullptr;
    }

    std::mutex m_mutex;
    std::vector<Entry> m_entries;
};

ProjectedLayers &projectedLayers()
{
    static ProjectedLayers layers;
    return layers;
}

} // namespace

std::shared_ptr<const ProjectedLayer> projected(const std::shared_ptr<const LayerContent> &content,
                                                const geo::Crs &crs, const base::CancelToken &cancel)
{
    if (auto known = projectedLayers().find(content, crs.epsg()))
        return known;
    return projectedLayers().keep(content, crs.epsg(),
                                  std::make_shared<const ProjectedLayer>(*content, crs, cancel));
}

std::shared_ptr<const ProjectedLayer> projectedIfReady(const std::shared_ptr<const LayerContent> &content,
                                                       const geo::Crs &crs)
{
    return projectedLayers().find(content, crs.epsg());
}

} // namespace marz::map
