#pragma once

#include "map/viewport.h"

#include <QPainterPath>
#include <QString>

#include <vector>

namespace marz::map {

/// Meridians and parallels at round steps, bent as the projection bends them.
struct Graticule {
    /// A line's name and where it meets the frame.
    struct Label {
        QString text; ///< "70° E", "37° 30′ N"
        QPointF at;
        bool isMeridian = false; ///< at the lower edge; else at the left one
    };
    QPainterPath lines; ///< device-independent pixels of the view, cut to its frame and a margin around it
    std::vector<Label> labels;
};

/// Lines some 100 to 250 pixels apart; @p marginPx is how far beyond the frame they run.
Graticule graticuleOf(const Viewport &view, double marginPx = 0);

/// Degrees between two lines of graticuleOf(): 30 to 10/3600.
double graticuleStepDeg(const Viewport &view);

} // namespace marz::map
