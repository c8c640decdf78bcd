#pragma once

#include "base/job.h"
#include "map/scene.h"
#include "map/viewport.h"

#include <QImage>

#include <optional>

class QPainter;

namespace marz::map {

/// A small map in the corner that shows where the large one lies.
struct Overview {
    Viewport view; ///< of the small map, in the CRS of the large one
    QRectF frame;  ///< where it is drawn, device-independent pixels of the large one
    /// Where the large map is, in pixels of the small one; at least large enough to be seen.
    QRectF seen;

    /// The place of the large map's pixel @p at, which lies in `frame`.
    geo::MapPoint placeOf(QPointF at) const { return view.screenToWorld(at - frame.topLeft()); }
};

/// Nothing when the map is too small for one, shows as much itself, or its CRS shows none of the land.
std::optional<Overview> overviewOf(const Scene &scene, const Viewport &view);

/// Draws overviews; keeps the last picture.
class OverviewPainter
{
public:
    void paint(QPainter &painter, const Scene &scene, const Viewport &view);

private:
    QImage m_image;
    Viewport m_view;
    Theme m_theme{};
    std::vector<std::weak_ptr<const LayerContent>> m_content;
};

} // namespace marz::map
