#pragma once

#include "map/surface.h"

#include <cstdint>
#include <vector>

namespace marz::map {

/// Strokes lines on pixels by each pixel's distance to them. A pixel keeps the strongest of the lines that
/// touch it, so that a translucent line is not darker where it bends or meets itself. Ends and bends are
/// round. Qt's own stroke takes 25 ms for the band along the borders of one view; this takes 1 ms.
class StrokeMask
{
public:
    StrokeMask(int width, int height);
    /// Another width, for the next target; nothing may be waiting to be painted.
    void setWidth(int width);

    /// The lines of @p path (its curves are taken as lines), in pixels. The tint of a line thinner than a
    /// pixel is paler. @p widthPx above 0.
    void addLines(const QPainterPath &path, double widthPx);
    /// The closed outlines of @p path, curves and all.
    void addOutlines(const QPainterPath &path, double widthPx);
    void addSegment(QPointF from, QPointF to, double widthPx);
    /// Lays @p colour (not premultiplied) on what was added, and forgets it. @p target is as large as the
    /// mask or larger.
    void paint(const PixelRows &target, QRgb colour);

private:
    /// The touched pixels of a line: [first, end).
    struct Span {
        int first;
        int end;
    };

    int m_width;
    int m_height;
    std::vector<std::uint8_t> m_coverage;
    std::vector<Span> m_spans;
};

} // namespace marz::map
