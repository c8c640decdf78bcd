#include "map/labelplacer.h"

#include "map/badge.h"
#include "map/collisiongrid.h"
#include "map/labelpoint.h"
#include "map/linelabel.h"
#include "map/projectedlayer.h"
#include "map/symbolgroups.h"
#include "map/theme.h"
#include "map/userlayerpainter.h"

#include <array>
#include <cmath>

namespace marz::map {

namespace {

/// How far beyond the view names are placed, so that their neighbours inside do not change when it moves.
constexpr double reachPx = 240;
constexpr double marginPx = 2;
/// Between two names of the same river.
constexpr double riverRepeatPx = 360;

struct Candidate {
    int priority = 0; ///< smaller first
    std::uint32_t layer = 0;
    std::uint32_t feature = 0;
    auto operator<=>(const Candidate &) const = default;
};

int priorityOf(LayerRole role, const LayerFeature &feature)
{
    switch (role) {
    case LayerRole::Land:
        return 0;
    case LayerRole::Places:
        return 10 + 5 * feature.rank + (feature.isMuted ? 2 : 0);
    case LayerRole::Units:
        return 18;
    case LayerRole::Lakes:
        return 22 + feature.rank;
    case LayerRole::Rivers:
        return 23 + 2 * feature.rank;
    default:
        return 30 + feature.rank;
    }
}

class LabelPlacer
{
public:
    LabelPlacer(const Scene &scene, const Viewport &view, FrameEdge edge, double beyondPx)
        : m_scene(scene), m_view(view), m_edge(edge), m_colours(palette(scene.theme)),
          m_frame(
              QRectF(QPointF(0, 0), QSizeF(view.size())).adjusted(-beyondPx, -beyondPx, beyondPx, beyondPx)),
          m_reach(m_frame.adjusted(-reachPx, -reachPx, reachPx, reachPx)), m_grid(m_reach),
          m_scaleDenominator(view.scaleDenominator())
    {
        const double pad = (reachPx + beyondPx) * view.unitsPerPx();
        const geo::MapBox box = view.box();
        m_world = {box.left - pad, box.bottom - pad, box.right + pad, box.top + pad};
    }

    std::vector<PlacedLabel> place(const std::vector<QRectF> &keptClear)
    {
        for (const QRectF &box : keptClear) {
            if (m_reach.intersects(box))
                m_grid.take(box);
        }
        for (const Candidate &candidate : candidates())
            placeOne(candidate);
        if (m_edge == FrameEdge::Padded)
            std::erase_if(m_labels, [this](const PlacedLabel &l) { return !isInFrame(l, false); });
        return std::move(m_labels);
    }

private:
    std::vector<Candidate> candidates()
    {
        std::vector<Candidate> found;
        for (std::uint32_t l = 0; l < m_scene.layers.size(); ++l) {
            const ReferenceLayer &layer = m_scene.layers[l];
            m_shapes.push_back(nullptr);
            if (!layer.isVisible || !layer.hasLabels || !layer.content || layer.role == LayerRole::Borders)
                continue;
            if (layer.style && !(layer.style->scales.holds(m_scaleDenominator) &&
                                 layer.style->labels.scales.holds(m_scaleDenominator)))
                continue;
            m_shapes[l] = layer.role == LayerRole::User ? projectedIfReady(layer.content, m_view.crs())
                                                        : projected(layer.content, m_view.crs());
            if (!m_shapes[l])
                continue;
            const auto &shapes = m_shapes[l]->features();
            for (std::uint32_t f = 0; f < shapes.size(); ++f) {
                const LayerFeature &feature = layer.content->features[f];
                if (feature.label.isEmpty() || shapes[f].box.isEmpty() || !shapes[f].box.intersects(m_world))
                    continue;
                if (!isFeatureShown(layer, f))
                    continue;
                if (layer.role == LayerRole::Places && m_scaleDenominator > widestScaleOf(feature.rank))
                    continue;
                found.push_back({priorityOf(layer.role, feature), l, f});
            }
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    void placeOne(const Candidate &candidate)
    {
        const ReferenceLayer &layer = m_scene.layers[candidate.layer];
        const LayerFeature &feature = layer.content->features[candidate.feature];
        const ProjectedLayer &shape = *m_shapes[candidate.layer];
        switch (shape.features()[candidate.feature].kind) {
        case geo::GeometryKind::Point:
            return placePoint(layer, feature, shape, shape.features()[candidate.feature]);
        case geo::GeometryKind::Line:
            return placeLine(layer, feature, shape, shape.features()[candidate.feature]);
        case geo::GeometryKind::Polygon:
            return placeArea(layer, candidate.feature, shape.features()[candidate.feature]);
        }
    }

    void placePoint(const ReferenceLayer &shown, const LayerFeature &feature, const ProjectedLayer &layer,
                    const ProjectedLayer::Feature &shape);
    void placeLine(const ReferenceLayer &shown, const LayerFeature &feature, const ProjectedLayer &layer,
                   const ProjectedLayer::Feature &shape);
    void placeArea(const ReferenceLayer &layer, std::uint32_t index, const ProjectedLayer::Feature &shape);
    bool placeAlong(const MeasuredLine &line, double middle, PlacedLabel label, const TextShape &shape);
    bool tryPut(PlacedLabel &&label);

    bool isInFrame(const PlacedLabel &label, bool wholly) const
    {
        const auto test = [&](const QRectF &box) {
            return wholly ? m_frame.contains(box) : m_frame.intersects(box);
        };
        return wholly ? std::all_of(label.boxes.begin(), label.boxes.end(), test)
                      : std::any_of(label.boxes.begin(), label.boxes.end(), test);
    }

    const Scene &m_scene;
    const Viewport &m_view;
    FrameEdge m_edge;
    const Palette &m_colours;
    QRectF m_frame;
    QRectF m_reach;
    CollisionGrid m_grid;
    double m_scaleDenominator;
    geo::MapBox m_world;
    std::vector<std::shared_ptr<const ProjectedLayer>> m_shapes;
    std::unordered_map<QString, std::vector<QPointF>> m_rivers; ///< where a name already stands
    std::vector<PlacedLabel> m_labels;
};

bool LabelPlacer::tryPut(PlacedLabel &&label)
{
    if (m_edge == FrameEdge::Exact && !isInFrame(label, true))
        return false;
    for (const QRectF &box : label.boxes) {
        if (!m_grid.isFree(box))
            return false;
    }
    for (const QRectF &box : label.boxes)
        m_grid.take(box);
    m_labels.push_back(std::move(label));
    return true;
}

void LabelPlacer::placePoint(const ReferenceLayer &shown, const LayerFeature &feature,
                             const ProjectedLayer &layer, const ProjectedLayer::Feature &shape)
{
    const LayerRole role = shown.role;
    const auto points = layer.points(shape);
    if (points.empty())
        return;
    const QPointF at = m_view.worldToScreen(points.front());
    if (!m_reach.contains(at))
        return;
    const bool isMajor = role == LayerRole::Places && feature.rank <= 1;
    TextStyle style;
    style.sizePx = feature.rank == 0 ? 13 : isMajor ? 12 : feature.isMuted ? 10.5 : 11.5;
    if (shown.style)
        style.sizePx = shown.style->labels.sizePx;
    style.isSemibold = role == LayerRole::Places && feature.rank == 0;
    const auto text = textShape(feature.label, style);
    const double dot = isMajor ? 2.4 : feature.isMuted ? 1.6 : 2.0;
    // Room for a symbol on the place itself, so that it does not cover the name's first letter.
    const double gap = 8.5;
    const double high = text->ascent() * 0.36; // baseline below the dot's middle
    const double w = text->width();
    const double below = gap + text->ascent() * 0.8;
    const std::array<QPointF, 6> offsets{{{gap, high},
                                          {-gap - w, high},
                                          {-w / 2, -gap - 1},
                                          {-w / 2, below},
                                          {gap, -gap * 0.6},
                                          {gap, below - 2}}};
    for (const QPointF &offset : offsets) {
        PlacedLabel label;
        label.text = feature.label;
        label.style = style;
        label.colour = feature.isMuted ? m_colours.mutedName : m_colours.name;
        label.at = at + offset;
        label.hasDot = role == LayerRole::Places;
        label.dotAt = at;
        label.dotRadiusPx = dot;
        label.boxes = {text->box().translated(label.at).adjusted(-marginPx, 1, marginPx, -1)};
        if (label.hasDot)
            label.boxes.push_back(QRectF(at.x() - dot - 1, at.y() - dot - 1, 2 * dot + 2, 2 * dot + 2));
        if (tryPut(std::move(label)))
            return;
    }
}

void LabelPlacer::placeArea(const ReferenceLayer &layer, std::uint32_t index,
                            const ProjectedLayer::Feature &shape)
{
    const LayerFeature &feature = layer.content->features[index];
    PlacedLabel label;
    label.text = feature.label;
    label.colour = m_colours.unitName;
    switch (layer.role) {
    case LayerRole::Land:
        label.style = {.sizePx = feature.isMuted ? 13.0 : 15.0, .isSpacedCapitals = true, .spacingEm = 0.34};
        break;
    case LayerRole::Units:
        label.style = {.sizePx = 10.5, .isSpacedCapitals = true, .spacingEm = 0.16};
        break;
    case LayerRole::Lakes:
        label.style = {.sizePx = 11, .isItalic = true};
        label.colour = m_colours.riverName;
        break;
    default:
        label.style = {.sizePx = layer.style ? layer.style->labels.sizePx : 11};
        label.colour = layer.colour.isValid() ? layer.colour : m_colours.name;
        break;
    }
    const auto text = textShape(feature.label, label.style);
    const double widthPx = shape.box.width() / m_view.unitsPerPx();
    const double heightPx = shape.box.height() / m_view.unitsPerPx();
    if (text->width() > widthPx * 1.05 || text->ascent() * 1.6 > heightPx)
        return;
    const QPointF middle = m_view.lonLatToScreen(labelPointOf(layer.content, index));
    for (const double dy : {0.0, -14.0, 14.0, -28.0, 28.0}) {
        PlacedLabel here = label;
        here.at = middle + QPointF(-text->width() / 2, text->ascent() * 0.36 + dy);
        here.boxes = {text->box().translated(here.at).adjusted(-3, 0, 3, 0)};
        if (!m_reach.intersects(here.boxes.front()))
            return;
        if (tryPut(std::move(here)))
            return;
    }
}

void LabelPlacer::placeLine(const ReferenceLayer &shown, const LayerFeature &feature,
                            const ProjectedLayer &layer, const ProjectedLayer::Feature &shape)
{
    const LayerRole role = shown.role;
    PlacedLabel label;
    label.text = feature.label;
    label.style = {.sizePx = feature.rank <= 1 ? 11.0 : 10.0, .isItalic = true, .spacingEm = 0.05};
    if (shown.style)
        label.style.sizePx = shown.style->labels.sizePx;
    label.colour = role == LayerRole::Rivers ? m_colours.riverName : m_colours.name;
    const auto text = textShape(feature.label, label.style);
    const double unitsPerPx = m_view.unitsPerPx();
    // A step along the river that doubles with the scale: the same places whatever the view shows.
    const double step = std::exp2(std::ceil(std::log2(riverRepeatPx * unitsPerPx))) / unitsPerPx;
    constexpr float roughPx = 2.5F;
    for (const ProjectedLayer::Part &part : layer.parts(shape)) {
        if (!part.box.intersects(m_world))
            continue;
        const auto &arc = layer.arcs()[static_cast<std::size_t>(layer.arcRefs(part).front())];
        const auto vertices = layer.vertices(arc);
        const auto kept = layer.significances(arc);
        std::vector<QPointF> line;
        for (std::size_t i = 0; i < vertices.size(); ++i) {
            if (kept[i] > roughPx * static_cast<float>(unitsPerPx))
                line.push_back(m_view.worldToScreen(vertices[i]));
        }
        if (line.size() < 2)
            continue;
        const MeasuredLine measured(std::move(line));
        if (measured.length() < text->width() * 1.3)
            continue;
        if (measured.length() < step) {
            placeAlong(measured, measured.length() / 2, label, *text);
            continue;
        }
        for (double middle = step / 2; middle < measured.length(); middle += step) {
            for (const double shift : {0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4}) {
                if (placeAlong(measured, middle + shift * step, label, *text))
                    break;
            }
        }
    }
}

bool LabelPlacer::placeAlong(const MeasuredLine &line, double middle, PlacedLabel label,
                             const TextShape &shape)
{
    if (!m_reach.contains(line.at(middle)))
        return false;
    auto &known = m_rivers[label.text];
    const QPointF at = line.at(middle);
    for (const QPointF &other : known) {
        if (std::hypot(other.x() - at.x(), other.y() - at.y()) < riverRepeatPx * 0.8)
            return false;
    }
    auto set = setAlong(line, middle, shape);
    if (!set)
        return false;
    label.at = set->at;
    label.boxes = std::move(set->boxes);
    label.bent = std::move(set->bent);
    const geo::MapPoint world = m_view.screenToWorld(at);
    label.bentKey = QStringLiteral("%1|%2|%3|%4")
                        .arg(label.text)
                        .arg(std::llround(world.x / m_view.unitsPerPx()))
                        .arg(std::llround(world.y / m_view.unitsPerPx()))
                        .arg(m_view.unitsPerPx(), 0, 'g', 12);
    if (!tryPut(std::move(label)))
        return false;
    known.push_back(at);
    return true;
}

} // namespace

double widestScaleOf(int rank)
{
    constexpr std::array<double, 6> widest{1e12, 8e6, 5e6, 3e6, 1.6e6, 8e5};
    return rank < static_cast<int>(widest.size()) ? widest[static_cast<std::size_t>(std::max(0, rank))] : 4e5;
}

std::vector<QRectF> keptClear(const Scene &scene, const Viewport &view)
{
    std::vector<QRectF> boxes;
    const IncidentLayer &layer = scene.incidents;
    if (!layer.index || !layer.mask || !layer.isVisible)
        return boxes;
    for (const PlacedUnit &unit : placement(scene, view)->units) {
        if (unit.isBadgeVisible)
            boxes.push_back(unitBadgeBox(unit).adjusted(-2, -2, 2, 2));
    }
    for (const qint64 fid : layer.selected) {
        const auto row = layer.index->rowOf(fid);
        if (!row || *row >= layer.mask->size() || !layer.mask->matches(*row) || !layer.index->isLocated(*row))
            continue;
        const QPointF at = view.worldToScreen(mapPointOf(*layer.index, *row, view.crs()));
        boxes.push_back(QRectF(at.x() - 12, at.y() - 12, 24, 24));
    }
    return boxes;
}

std::vector<PlacedLabel> placeLabels(const Scene &scene, const Viewport &view, FrameEdge edge,
                                     double beyondPx)
{
    return placeLabelsAround(keptClear(scene, view), scene, view, edge, beyondPx);
}

std::vector<PlacedLabel> placeLabelsAround(const std::vector<QRectF> &keptClear, const Scene &scene,
                                           const Viewport &view, FrameEdge edge, double beyondPx)
{
    return LabelPlacer(scene, view, edge, beyondPx).place(keptClear);
}

} // namespace marz::map
