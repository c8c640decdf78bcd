#pragma once

#include "base/job.h"
#include "geo/crs.h"
#include "map/scene.h"

#include <memory>
#include <span>
#include <vector>

namespace marz::map {

/// A layer in the map's CRS, cut to what that can draw, ready to be drawn at any scale. Boundaries that two
/// polygons share are one arc, so that they are simplified alike (no slivers) and stroked once. Immutable.
class ProjectedLayer
{
public:
    /// A stretch of line between two places where boundaries meet, or a whole line or ring.
    struct Arc {
        std::uint32_t begin = 0; ///< vertices [begin, end)
        std::uint32_t end = 0;
        std::uint32_t users = 0;   ///< rings that run along it; 0 = fill it only, the map's edge cut it
        std::uint32_t feature = 0; ///< the first feature that uses it
        geo::MapBox box;
    };
    /// Of a ring that the edge of the map's area cuts, the cut ring is filled and what is left of its line is
    /// stroked.
    enum class PartUse : std::uint8_t { All, FillOnly, StrokeOnly };
    /// A piece of a feature: a ring of several arcs or a line of one.
    struct Part {
        std::uint32_t begin = 0; ///< arc references [begin, end)
        std::uint32_t end = 0;
        geo::MapBox box;
        PartUse use = PartUse::All;
        bool isHole = false;
    };
    struct Feature {
        geo::MapBox box;
        geo::GeometryKind kind = geo::GeometryKind::Point;
        std::uint32_t begin = 0; ///< parts, or points [begin, end)
        std::uint32_t end = 0;
    };

    /// Throws base::Error(Cancelled).
    ProjectedLayer(const LayerContent &content, const geo::Crs &crs, const base::CancelToken &cancel = {});

    const std::vector<Arc> &arcs() const { return m_arcs; }
    const std::vector<Feature> &features() const
    {
        return m_features;
    } ///< as many as in the content, same order
    const geo::MapBox &box() const { return m_box; }
    /// Of the content, in degrees.
    const geo::GeoBox &geoBox() const { return m_geoBox; }
    std::span<const geo::MapPoint> points(const Feature &feature) const;
    std::span<const Part> parts(const Feature &feature) const;
    /// Non-negative: arc forward; negative: arc ~ref backward.
    std::span<const std::int32_t> arcRefs(const Part &part) const;
    std::span<const geo::MapPoint> vertices(const Arc &arc) const;
    std::span<const float> significances(const Arc &arc) const;

private:
    class Builder;
    std::vector<geo::MapPoint> m_vertices;
    std::vector<float> m_significance;
    std::vector<Arc> m_arcs;
    std::vector<std::int32_t> m_refs;
    std::vector<Part> m_parts;
    std::vector<geo::MapPoint> m_points;
    std::vector<Feature> m_features;
    geo::MapBox m_box;
    geo::GeoBox m_geoBox;
};

/// The projected form of @p content, made once per content and CRS and shared by all threads for as long as
/// the content lives. Throws base::Error(Cancelled).
std::shared_ptr<const ProjectedLayer> projected(const std::shared_ptr<const LayerContent> &content,
                                                const geo::Crs &crs, const base::CancelToken &cancel = {});
/// The same when it has been made already, else null: for threads that must not wait for a large file.
std::shared_ptr<const ProjectedLayer> projectedIfReady(const std::shared_ptr<const LayerContent> &content,
                                                       const geo::Crs &crs);

} // namespace marz::map
