#pragma once

#include "map/scene.h"

#include <QColor>

namespace marz::map {

/// The colours of the map (look.md "Map").
struct Palette {
    QColor land;      ///< focus countries
    QColor mutedLand; ///< the others
    QColor water;
    QColor noData; ///< beyond the extent of the land layer
    QColor river;
    QColor unitLine;
    QColor border;
    QColor name; ///< place names
    QColor mutedName;
    QColor unitName;
    QColor riverName;
    QColor accent;
    QColor symbolOutline;
    QColor symbolRim;
    QColor hatch;
    QColor badge;
    QColor badgeText;
};

const Palette &palette(Theme theme);

} // namespace marz::map
