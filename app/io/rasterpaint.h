#pragma once

#include "io/gdalsetup.h"
#include "io/rasterbands.h"
#include "io/rasterwarp.h"

namespace marz::io {

/// How light falls on a view: the same for all its parts.
struct Light {
    double metresAcross = 1, metresDown = 1; ///< of a pixel on the ground, at the view's centre
    double azimuthDeg = 0;                   ///< clockwise from the view's upward direction
    double altitudeDeg = 45;
    double heights = 1; ///< metres, exaggerated, of one unit of the values
};

/// The light of @p look on @p view; @p metres is of one unit of the values.
Light lightOn(const DrawnView &view, const RasterLook &look, double metres);

/// Premultiplied pixels of bands red, green, blue and alpha.
QByteArray paintColours(GDALDataset &colours);

/// Premultiplied pixels of a value and an alpha in Float32. @p margin pixels at each edge serve as neighbours
/// and are left out of the result.
QByteArray paintValues(GDALDataset &values, const RasterLook &look, const ValueRange &range,
                       const Light &light, int margin);

} // namespace marz::io
