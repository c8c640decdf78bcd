#pragma once

#include "map/basepainter.h"
#include "map/textshape.h"

#include <QColor>

#include <memory>

namespace marz::map {

struct LabelPicture;

/// A name on the map: where and how it is drawn, and the boxes that it keeps to itself.
struct PlacedLabel {
    QString text;
    TextStyle style;
    QColor colour;
    QPointF at;                ///< left end of the baseline; for bent names the middle of the line under it
    std::vector<QRectF> boxes; ///< device-independent pixels; of one box, or one per letter when bent
    QPainterPath bent;         ///< outlines relative to `at`; empty for straight names
    QString bentKey;           ///< same key = same `bent`
    bool hasDot = false;
    QPointF dotAt;
    double dotRadiusPx = 0;
    std::shared_ptr<const LabelPicture> picture{}; ///< drawn by a worker; null = drawn when it is painted
};

/// Names of the visible layers, the important first, none over another nor over a selected symbol. Candidates
/// come in an order of the world and reach beyond the view, so that names stay while the map is moved. With
/// FrameEdge::Exact only names wholly inside the frame are given, else also those up to @p beyondPx outside.
std::vector<PlacedLabel> placeLabels(const Scene &scene, const Viewport &view,
                                     FrameEdge edge = FrameEdge::Padded, double beyondPx = 0);
/// The same around what keptClear() says of the view, for a worker.
std::vector<PlacedLabel> placeLabelsAround(const std::vector<QRectF> &keptClear, const Scene &scene,
                                           const Viewport &view, FrameEdge edge, double beyondPx);
/// What names make way for, in device-independent pixels: selected symbols, badges of provinces and
/// countries.
std::vector<QRectF> keptClear(const Scene &scene, const Viewport &view);

/// The widest scale (1:N) at which a place of @p rank is named: rank 0 always, 1 to 1:8 million ... 6 and
/// above only to 1:400,000.
double widestScaleOf(int rank);

} // namespace marz::map
