#pragma once

#include "map/labelplacer.h"

namespace marz::map {

/// Placed: as they are to stay. Moved: while the scale changes frame by frame the names of the last view go
/// along with their places, and those that would overlap are left out.
enum class LabelFreshness : std::uint8_t { Placed, Moved };

/// The names of the last view, placed some way beyond it: while the map is dragged they move with it and are
/// not placed anew for every frame.
class LabelCache
{
public:
    struct Labels {
        const std::vector<PlacedLabel> &placed; ///< until the next call
        QPointF shift;                          ///< to be added to every position
    };
    Labels labels(const Scene &scene, const Viewport &view,
                  LabelFreshness freshness = LabelFreshness::Placed);

private:
    struct Layer {
        std::weak_ptr<const LayerContent> content;
        bool isShown = false;
        bool isProjected = false; ///< a user's layer has no names before
        QColor colour;
        std::shared_ptr<const LayerStyle> style;
    };
    bool isSameScene(const Scene &scene, const Viewport &view) const;
    bool serves(const Scene &scene, const Viewport &view, QPointF shift) const;
    void move(const Scene &scene, const Viewport &view);

    std::optional<Viewport> m_view;
    Theme m_theme{};
    std::vector<Layer> m_layers;
    std::vector<QRectF> m_keptClear;
    std::vector<PlacedLabel> m_labels;
    std::vector<PlacedLabel> m_moved;
};

} // namespace marz::map
