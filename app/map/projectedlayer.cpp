#include "map/projectedlayer.h"

#include "map/areaclip.h"
#include "map/layertopology.h"
#include "map/simplify.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <unordered_map>

namespace marz::map {

namespace {

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

/// Turns geometry into arcs, parts and features.
class ProjectedLayer::Builder
{
public:
    Builder(ProjectedLayer &layer, const LayerContent &content, const geo::Crs &crs,
            const base::CancelToken &cancel)
        : m_layer(layer), m_content(content), m_crs(crs), m_clip(crs), m_cancel(cancel),
          m_topology(verticesOf(content, geo::GeometryKind::Polygon))
    {
    }

    void build()
    {
        for (const LayerFeature &feature : m_content.features) {
            m_cancel.throwIfCancelled();
            if (feature.geometry.kind != geo::GeometryKind::Polygon)
                continue;
            for (std::size_t i = 0; i < feature.geometry.partCount(); ++i) {
                m_clip.eachRing(feature.geometry.part(i), [&](std::span<const geo::LonLat> ring, bool isCut) {
                    if (!isCut)
                        m_topology.addRing(ring);
                });
            }
        }
        // Nodes are in several arcs, so that this is a little too small at most.
        const std::size_t expected =
            m_topology.vertexCount() + verticesOf(m_content, geo::GeometryKind::Line);
        m_layer.m_vertices.reserve(expected + expected / 16);
        m_layer.m_significance.reserve(expected + expected / 16);
        for (const LayerFeature &feature : m_content.features)
            addFeature(feature.geometry);
        m_layer.m_vertices.shrink_to_fit();
        m_layer.m_significance.shrink_to_fit();
    }

private:
    static std::size_t verticesOf(const LayerContent &content, geo::GeometryKind kind)
    {
        std::size_t total = 0;
        for (const LayerFeature &feature : content.features) {
            if (feature.geometry.kind == kind)
                total += feature.geometry.vertices.size();
        }
        return total;
    }

    void addFeature(const geo::Geometry &geometry)
    {
        m_cancel.throwIfCancelled();
        for (const geo::LonLat &p : geometry.vertices)
            m_layer.m_geoBox.include(p);
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
            std::size_t polygon = 0;
            for (std::size_t i = 0; i < geometry.partCount(); ++i) {
                while (polygon < geometry.polygonEnds.size() && i >= geometry.polygonEnds[polygon])
                    ++polygon;
                m_isHole = geometry.kind == geo::GeometryKind::Polygon &&
                           i != (polygon == 0 ? 0 : geometry.polygonEnds[polygon - 1]);
                if (geometry.kind == geo::GeometryKind::Line)
                    m_clip.eachLine(geometry.part(i), [&](std::span<const geo::LonLat> line, bool) {
                        addLine(line, PartUse::All);
                    });
                else
                    addRing(geometry.part(i));
            }
            feature.end = static_cast<std::uint32_t>(m_layer.m_parts.size());
            for (std::uint32_t i = feature.begin; i < feature.end; ++i)
                join(feature.box, m_layer.m_parts[i].box);
        }
        join(m_layer.m_box, feature.box);
        m_layer.m_features.push_back(feature);
    }

    void addRing(std::span<const geo::LonLat> ring)
    {
        bool isCutSomewhere = false;
        m_clip.eachRing(ring, [&](std::span<const geo::LonLat> piece, bool isCut) {
            isCutSomewhere |= isCut;
            if (isCut)
                addLine(piece, PartUse::FillOnly);
            else
                addWholeRing(piece, m_topology.ringIds(m_nextRing++));
        });
        if (isCutSomewhere) {
            m_clip.eachLine(ring, [&](std::span<const geo::LonLat> piece, bool isCut) {
                if (isCut) // pieces that are whole were rings
                    addLine(piece, PartUse::StrokeOnly);
            });
        }
    }

    /// A part of one arc.
    void addLine(std::span<const geo::LonLat> line, PartUse use)
    {
        Part part;
        part.use = use;
        part.begin = static_cast<std::uint32_t>(m_layer.m_refs.size());
        m_layer.m_refs.push_back(static_cast<std::int32_t>(addArc(line, use == PartUse::FillOnly ? 0 : 1)));
        finish(part);
    }

    void finish(Part part)
    {
        part.isHole = m_isHole;
        part.end = static_cast<std::uint32_t>(m_layer.m_refs.size());
        for (std::uint32_t r = part.begin; r < part.end; ++r) {
            const std::int32_t ref = m_layer.m_refs[r];
            join(part.box, m_layer.m_arcs[static_cast<std::size_t>(ref < 0 ? ~ref : ref)].box);
        }
        m_layer.m_parts.push_back(part);
    }

    void addWholeRing(std::span<const geo::LonLat> ring, std::span<const std::uint32_t> ids)
    {
        Part part;
        part.begin = static_cast<std::uint32_t>(m_layer.m_refs.size());
        const std::size_t count = ids.size();
        if (count == 0)
            return;
        m_nodes.clear();
        for (std::size_t i = 0; i < count; ++i) {
            if (m_topology.isNode(ids[i]))
                m_nodes.push_back(i);
        }
        // A ring that meets no other begins at its lowest id, so that an enclave and its hole begin alike.
        if (m_nodes.empty())
            m_nodes.push_back(static_cast<std::size_t>(std::ranges::min_element(ids) - ids.begin()));
        for (std::size_t n = 0; n < m_nodes.size(); ++n) {
            const std::size_t first = m_nodes[n];
            const std::size_t last = n + 1 < m_nodes.size() ? m_nodes[n + 1] : m_nodes[0] + count;
            const auto id = [&](std::size_t i) { return ids[i % count]; };
            if (const auto known = m_arcOf.find(key(id(first), id(first + 1))); known != m_arcOf.end()) {
                m_layer.m_refs.push_back(known->second);
            } else if (const auto back = m_arcOf.find(key(id(last), id(last - 1))); back != m_arcOf.end()) {
                m_layer.m_refs.push_back(~back->second);
            } else {
                m_arc.clear();
                for (std::size_t i = first; i <= last; ++i)
                    m_arc.push_back(ring[i % count]);
                const auto ref = static_cast<std::int32_t>(addArc(m_arc, 1));
                m_arcOf.emplace(key(id(first), id(first + 1)), ref);
                m_layer.m_refs.push_back(ref);
                continue;
            }
            const std::int32_t ref = m_layer.m_refs.back();
            ++m_layer.m_arcs[static_cast<std::size_t>(ref < 0 ? ~ref : ref)].users;
        }
        finish(part);
    }

    static std::uint64_t key(std::uint32_t a, std::uint32_t b) { return (std::uint64_t{a} << 32) | b; }

    std::size_t addArc(std::span<const geo::LonLat> line, std::uint32_t users)
    {
        m_projected.resize(line.size());
        m_crs.toMap(line, m_projected);
        std::erase_if(m_projected, [](const geo::MapPoint &p) { return !isFinite(p); });
        Arc arc;
        arc.users = users;
        arc.feature = static_cast<std::uint32_t>(m_layer.m_features.size());
        arc.begin = static_cast<std::uint32_t>(m_layer.m_vertices.size());
        arc.end = arc.begin + static_cast<std::uint32_t>(m_projected.size());
        for (const geo::MapPoint &p : m_projected)
            arc.box.include(p);
        const std::vector<float> kept = significance(m_projected);
        m_layer.m_vertices.insert(m_layer.m_vertices.end(), m_projected.begin(), m_projected.end());
        m_layer.m_significance.insert(m_layer.m_significance.end(), kept.begin(), kept.end());
        m_layer.m_arcs.push_back(arc);
        return m_layer.m_arcs.size() - 1;
    }

    ProjectedLayer &m_layer;
    const LayerContent &m_content;
    const geo::Crs &m_crs;
    AreaClip m_clip;
    const base::CancelToken &m_cancel;
    LayerTopology m_topology;
    bool m_isHole = false;                                   ///< of the ring under way
    std::size_t m_nextRing = 0;                              ///< of the topology
    std::unordered_map<std::uint64_t, std::int32_t> m_arcOf; ///< first two ids -> arc
    std::vector<std::size_t> m_nodes;
    std::vector<geo::LonLat> m_arc;
    std::vector<geo::MapPoint> m_projected;
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
    std::shared_ptr<const ProjectedLayer> find(const std::shared_ptr<const LayerContent> &content, int crsId)
    {
        const std::lock_guard lock(m_mutex);
        return findLocked(content, crsId);
    }
    /// Keeps @p layer unless another thread was faster; returns the one kept.
    std::shared_ptr<const ProjectedLayer> keep(const std::shared_ptr<const LayerContent> &content, int crsId,
                                               std::shared_ptr<const ProjectedLayer> layer)
    {
        const std::lock_guard lock(m_mutex);
        if (auto known = findLocked(content, crsId))
            return known;
        m_entries.push_back({content, content.get(), crsId, layer});
        forgetOldest(content.get());
        return layer;
    }

private:
    /// The map's CRS, the one before it and that of an export; every view can have one centred on it.
    static constexpr std::ptrdiff_t crsKept = 3;

    void forgetOldest(const LayerContent *content)
    {
        const auto isOf = [content](const Entry &e) { return e.address == content; };
        if (std::ranges::count_if(m_entries, isOf) > crsKept)
            m_entries.erase(std::ranges::find_if(m_entries, isOf));
    }

    struct Entry {
        std::weak_ptr<const LayerContent> content;
        const LayerContent *address;
        int crsId;
        std::shared_ptr<const ProjectedLayer> layer;
    };

    std::shared_ptr<const ProjectedLayer> findLocked(const std::shared_ptr<const LayerContent> &content,
                                                     int crsId)
    {
        std::erase_if(m_entries, [](const Entry &e) { return e.content.expired(); });
        const auto known = std::ranges::find_if(
            m_entries, [&](const Entry &e) { return e.address == content.get() && e.crsId == crsId; });
        if (known == m_entries.end())
            return nullptr;
        std::rotate(known, known + 1, m_entries.end()); // the one used last is at the end
        return m_entries.back().layer;
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
    if (auto known = projectedLayers().find(content, crs.id()))
        return known;
    return projectedLayers().keep(content, crs.id(),
                                  std::make_shared<const ProjectedLayer>(*content, crs, cancel));
}

std::shared_ptr<const ProjectedLayer> projectedIfReady(const std::shared_ptr<const LayerContent> &content,
                                                       const geo::Crs &crs)
{
    return projectedLayers().find(content, crs.id());
}

} // namespace marz::map
