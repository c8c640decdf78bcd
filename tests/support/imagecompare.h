#pragma once

#include <QColor>
#include <QImage>

#include <algorithm>
#include <cstdlib>

namespace marz::test {

inline bool isNear(QColor a, QColor b, int tolerance)
{
    return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance &&
           std::abs(a.blue() - b.blue()) <= tolerance;
}

/// The share (0..1) of pixels whose channels differ by more than @p tolerance; 1 when the sizes differ.
inline double differenceShare(const QImage &a, const QImage &b, int tolerance = 8)
{
    if (a.size() != b.size() || a.isNull())
        return 1;
    qint64 different = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            different += isNear(a.pixelColor(x, y), b.pixelColor(x, y), tolerance) ? 0 : 1;
    }
    return static_cast<double>(different) / (static_cast<double>(a.width()) * a.height());
}

/// The share (0..1) of @p area that is near @p colour.
inline double colourShare(const QImage &image, const QRect &area, QColor colour, int tolerance = 4)
{
    const QRect inside = area.intersected(image.rect());
    qint64 same = 0;
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x)
            same += isNear(image.pixelColor(x, y), colour, tolerance) ? 1 : 0;
    }
    return inside.isEmpty()
               ? 0
               : static_cast<double>(same) / (static_cast<double>(inside.width()) * inside.height());
}

/// True when @p area holds at least two clearly different colours.
inline bool hasContent(const QImage &image, const QRect &area)
{
    const QRect inside = area.intersected(image.rect());
    return !inside.isEmpty() && colourShare(image, inside, image.pixelColor(inside.topLeft()), 24) < 0.9995;
}

} // namespace marz::test
