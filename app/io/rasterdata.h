#pragma once

#include "geo/box.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace marz::io {

/// What the values of a raster are.
enum class RasterValues : quint8 {
    Colours,   ///< red, green, blue, perhaps alpha; a palette
    Grey,      ///< one band of brightness: a scanned sheet, a radar or panchromatic picture
    Elevations ///< one band of heights or other measured values
};

/// A raster file as it presents itself.
struct RasterInfo {
    QString driver; ///< GDAL's short name, "GTiff"
    QString crs;    ///< "EPSG:32642", or its name; empty = the file says nothing usable
    /// The file names no CRS and its coordinates are not degrees: ask for one and read again.
    bool needsCrs = false;
    int width = 0, height = 0; ///< pixels
    int bands = 0;
    QString valueType; ///< GDAL's, "Byte", "Int16", "Float32"
    RasterValues values = RasterValues::Colours;
    double low = 0, high = 0; ///< what most values lie between (2nd to 98th percentile of a sample); equal =
                              ///< nothing is known, as of colours of 8 bits
    bool hasNoData = false;
    bool hasOverviews = false;
    geo::GeoBox extent;   ///< degrees
    geo::MapBox raw;      ///< the box in the file's own coordinates
    QStringList warnings; ///< one plain sentence each
};

/// A value of the raster and its colour, 0xAARRGGBB, not premultiplied.
struct RampStop {
    double value = 0;
    quint32 argb = 0;
    friend bool operator==(const RampStop &, const RampStop &) = default;
};

/// How a raster's values become colours.
struct RasterLook {
    /// Ascending values; colours between them are interpolated, beyond them the nearest serves. Empty = the
    /// file's own colours, single bands and those of more than 8 bits stretched from `low` to `high`; with
    /// shade, a single band is a grey hillshade.
    std::vector<RampStop> ramp;
    double low = 0, high = 0; ///< equal = as RasterInfo found
    double shade = 0;         ///< strength of the hillshade, 0 = none ... 1
    double azimuthDeg = 315;  ///< where the light comes from, clockwise from the north
    double altitudeDeg = 45;  ///< of the light above the horizon
    double exaggeration = 1;  ///< of heights
};

/// The part of a map that is to be drawn.
struct RasterView {
    QString crs; ///< geo::Crs::code()
    geo::MapBox box;
    int width = 0, height = 0; ///< pixels, at most maxRasterSide each
};

constexpr int maxRasterSide = 16384;

/// Drawn pixels, row by row from the top, 32 bits each as 0xAARRGGBB in the machine's byte order,
/// premultiplied; transparent where the raster has nothing.
struct RasterPixels {
    int width = 0, height = 0;
    QByteArray argb;
    QStringList warnings; ///< what could not be drawn, one plain sentence each
};

/// One tile of a service as it was fetched: an encoded image and where it lies in Web Mercator, metres.
struct RasterTile {
    geo::MapBox box;
    QByteArray bytes; ///< PNG, JPEG or WebP
    QString name;     ///< for messages
};

} // namespace marz::io
