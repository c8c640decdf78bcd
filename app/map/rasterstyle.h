#pragma once

#include <QString>

#include <cstdint>

namespace marz::map {

/// What a raster layer is drawn as.
enum class RasterKind : std::uint8_t {
    Picture, ///< its own colours, or grey
    Terrain  ///< heights as tints and hillshade
};

/// The look of a raster layer.
struct RasterStyle {
    RasterKind kind = RasterKind::Picture;
    double low = 0;  ///< of a grey picture: what is black; of terrain: where the tints begin, metres
    double high = 0; ///< what is white, where the tints end; equal to `low` = as the file's values are
    QString tints{QStringLiteral("hypsometric")}; ///< the name of a ramp (rasterramp.h); empty = none
    double shade = 0.7;                           ///< strength of the hillshade, 0 = none ... 1
    double azimuthDeg = 315;                      ///< where the light comes from, clockwise from the north
    double altitudeDeg = 45;                      ///< of the light above the horizon
    double exaggeration = 2;                      ///< of heights, 0.1 ... 100
    friend bool operator==(const RasterStyle &, const RasterStyle &) = default;
};

} // namespace marz::map
