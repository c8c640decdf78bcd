#pragma once

#include "map/rasterlayer.h"
#include "map/rasterstyle.h"

#include <QColor>
#include <QImage>

#include <vector>

namespace marz::map {

/// Colours for the values of a raster, from the lowest to the highest, evenly spaced.
struct RasterRamp {
    QString name;  ///< in styles
    QString title; ///< for people
    std::vector<QColor> colours;

    /// The colour at @p fraction of the way, 0..1, straight between two in sRGB.
    QColor at(double fraction) const;
};

const std::vector<RasterRamp> &rasterRamps();
/// Null when there is none of this name.
const RasterRamp *rasterRamp(const QString &name);

/// The ramp of this name as a picture from left to right, for legends; null when there is none.
QImage rampPicture(const QString &name, QSize sizePx);

/// @p value with as many digits as tell the ends of @p tints apart: "5,300".
QString tintText(const RasterTints &tints, double value);

/// What values span.
struct RasterRange {
    double low = 0;
    double high = 0;
    bool isKnown() const { return high > low; }
};
/// What the tints of @p style span: its own ends, else the file's @p found rounded outwards to a round step.
RasterRange rangeOf(const RasterStyle &style, RasterRange found);

} // namespace marz::map
