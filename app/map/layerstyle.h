#pragma once

#include "map/rasterstyle.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <limits>
#include <vector>

namespace marz::map {

enum class LineDash : std::uint8_t { Solid, Dash, Dot };
enum class MarkerShape : std::uint8_t { Circle, Square, Triangle, Diamond, Cross };

/// How the features of one class look; sizes in device-independent pixels.
struct ClassStyle {
    QString label; ///< what the legend says
    QString value; ///< categories: the field's value
    double upTo =
        std::numeric_limits<double>::infinity(); ///< graduated: the class's upper end, itself included
    QColor fill{0x7B, 0x5E, 0x9B, 38};           ///< areas and markers; its alpha counts
    QColor line{0x7B, 0x5E, 0x9B};
    double widthPx = 1.4;
    LineDash dash = LineDash::Solid;
    bool isDouble = false; ///< two lines side by side, as for borders
    MarkerShape marker = MarkerShape::Circle;
    double markerPx = 7;
    bool isVisible = true;
    friend bool operator==(const ClassStyle &, const ClassStyle &) = default;
};

/// What makes the classes of a layer.
enum class StyleKind : std::uint8_t { Single, Categories, Graduated };

/// From which to which scale something is shown, as the N of 1:N; 0 = without end.
struct ScaleRange {
    double closest = 0; ///< the smallest N
    double widest = 0;  ///< the largest N
    bool holds(double denominator) const
    {
        return (closest <= 0 || denominator >= closest) && (widest <= 0 || denominator <= widest);
    }
    friend bool operator==(const ScaleRange &, const ScaleRange &) = default;
};

/// Names of a user's layer.
struct LabelStyle {
    QString field; ///< empty = none
    double sizePx = 11;
    int priority = 3; ///< 0 = before all others of user layers ... 9 = after them
    ScaleRange scales;
    friend bool operator==(const LabelStyle &, const LabelStyle &) = default;
};

/// The style of a user's layer. With categories and graduated values the last class is for all that fits no
/// other. A feature's class is a number counted once (session/layerstyling.h), never while painting.
struct LayerStyle {
    StyleKind kind = StyleKind::Single;
    QString field;   ///< that makes the classes
    QString palette; ///< the name of a ColorPalette; empty = the user's own colours
    QString method;  ///< graduated: "quantile", "equal", "natural"
    std::vector<ClassStyle> classes{ClassStyle{}};
    LabelStyle labels;
    ScaleRange scales;
    RasterStyle raster; ///< raster layers; of the others above only `scales` counts for them
    friend bool operator==(const LayerStyle &, const LayerStyle &) = default;
};

/// A layer has at most so many classes; feature numbers above are not drawn.
inline constexpr std::size_t maxClasses = 100;

} // namespace marz::map
