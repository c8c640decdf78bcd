#pragma once

#include "map/labelpictures.h"
#include "map/labelplacer.h"

namespace marz::map {

/// Placed: as they are to stay, placed now where need be. Known: those that were placed last go along with
/// their places, and where the scale is another those that would overlap are left out.
enum class LabelFreshness : std::uint8_t { Placed, Known };

/// What of a layer decides on its names.
struct NamedLayer {
    std::weak_ptr<const LayerContent> content;
    bool isShown = false;
    bool isProjected = false; ///< a user's layer has no names before
    QColor colour;
    std::shared_ptr<const LayerStyle> style;
};

/// Names placed for a view, some way beyond it, and what they were placed by.
struct PlacedNames {
    Viewport view;
    Theme theme{};
    std::vector<NamedLayer> layers;
    std::vector<QRectF> keptClear;
    std::vector<PlacedLabel> labels;
};

/// Places names around @p keptClear, with their pictures in @p pictures where that is not null; of @p scene
/// only layers and theme count. For a worker.
std::shared_ptr<const PlacedNames> placeNames(const Scene &scene, const Viewport &view,
                                              const std::vector<QRectF> &keptClear, LabelPictures *pictures);

/// The names of the last view: while the map is dragged they move with it and are not placed anew for every
/// frame.
class LabelCache
{
public:
    struct Labels {
        const std::vector<PlacedLabel> &placed; ///< until the next call
        QPointF shift;                          ///< to be added to every position
        bool isCurrent = true; ///< false: of another scale, or something that they make way for has changed
        bool isLasting = true; ///< false: better ones should be placed before the map is dragged on
    };
    Labels labels(const Scene &scene, const Viewport &view,
                  LabelFreshness freshness = LabelFreshness::Placed);
    /// Takes what a worker has placed.
    void take(std::shared_ptr<const PlacedNames> names) { m_names = std::move(names); }

private:
    bool isSameScene(const Scene &scene, const Viewport &view) const;
    bool isClearOf(const Scene &scene, const Viewport &view, QPointF shift) const;
    void move(const Scene &scene, const Viewport &view);

    std::shared_ptr<const PlacedNames> m_names;
    std::vector<PlacedLabel> m_moved;
};

} // namespace marz::map
