#include "map/strokemask.h"

#include "base/vectorclones.h"
#include "map/pixelmath.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace marz::map {

namespace {

/// Whether eight pixels from here are untouched.
inline bool isBlank(const std::uint8_t *coverage)
{
    std::uint64_t eight;
    std::memcpy(&eight, coverage, sizeof eight);
    return eight == 0;
}

} // namespace

StrokeMask::StrokeMask(int width, int height)
    : m_width(width), m_height(height),
      m_coverage(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)),
      m_spans(static_cast<std::size_t>(height), Span{width, 0})
{
}

void StrokeMask::setWidth(int width)
{
    m_width = width;
    m_coverage.resize(static_cast<std::size_t>(width) * m_spans.size());
    std::fill(m_spans.begin(), m_spans.end(), Span{width, 0});
}

MARZ_VECTOR_CLONES void StrokeMask::addSegment(QPointF from, QPointF to, double widthPx)
{
    // Full tint up to half a pixel inside the edge, none from half a pixel outside.
    const double reach = widthPx / 2 + 0.5;
    const double most = std::min(1.0, widthPx);
    const double dx = to.x() - from.x();
    const double dy = to.y() - from.y();
    const double length2 = dx * dx + dy * dy;
    if (!std::isfinite(length2)) // of places that are not numbers, or as good as endlessly far
        return;
    const double left = std::min(from.x(), to.x()) - reach;
    const double right = std::max(from.x(), to.x()) + reach;
    // Pixel (x, y) is tested at its middle.
    const double top = std::min(from.y(), to.y()) - reach - 0.5;
    const double bottom = std::max(from.y(), to.y()) + reach - 0.5;
    if (!(bottom >= 0 && top < m_height && right >= 0 && left < m_width))
        return;
    const int firstLine = static_cast<int>(std::clamp(std::ceil(top), 0.0, double(m_height)));
    const int lastLine = static_cast<int>(std::clamp(std::floor(bottom), -1.0, m_height - 1.0));
    const double length = std::sqrt(length2);
    const bool isSloping = std::abs(dy) > 1e-3 * length;
    for (int y = firstLine; y <= lastLine; ++y) {
        const double py = y + 0.5 - from.y();
        double begin = left;
        double end = right;
        if (isSloping) { // the endless strip, cut to the segment's box
            const double middle = from.x() + py * dx / dy;
            const double half = reach * length / std::abs(dy);
            begin = std::max(begin, middle - half);
            end = std::min(end, middle + half);
        }
        const int first = static_cast<int>(std::clamp(std::floor(begin - 0.5), 0.0, double(m_width)));
        const int last = static_cast<int>(std::clamp(std::ceil(end - 0.5), -1.0, m_width - 1.0));
        if (first > last)
            continue;
        Span &span = m_spans[static_cast<std::size_t>(y)];
        span.first = std::min(span.first, first);
        span.end = std::max(span.end, last + 1);
        std::uint8_t *line = m_coverage.data() + static_cast<std::ptrdiff_t>(y) * m_width;
        const auto perLength2 = static_cast<float>(length2 > 0 ? 1 / length2 : 0);
        const auto fdx = static_cast<float>(dx);
        const auto fdy = static_cast<float>(dy);
        const auto fpy = static_cast<float>(py);
        const auto freach = static_cast<float>(reach);
        const auto fmost = static_cast<float>(most);
        const auto start = static_cast<float>(first + 0.5 - from.x());
        for (int x = first; x <= last; ++x) {
            const float px = start + static_cast<float>(x - first);
            const float t = std::min(std::max((px * fdx + fpy * fdy) * perLength2, 0.0F), 1.0F);
            const float ex = px - t * fdx;
            const float ey = fpy - t * fdy;
            const float cover = std::min(std::max(freach - std::sqrt(ex * ex + ey * ey), 0.0F), fmost);
            const auto covered = static_cast<std::uint8_t>(static_cast<int>(cover * 255.0F + 0.5F));
            line[x] = line[x] > covered ? line[x] : covered;
        }
    }
}

void StrokeMask::addLines(const QPainterPath &path, double widthPx)
{
    QPointF last;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element at = path.elementAt(i);
        if (!at.isMoveTo())
            addSegment(last, at, widthPx);
        last = at;
    }
}

void StrokeMask::addOutlines(const QPainterPath &path, double widthPx)
{
    for (const QPolygonF &outline : path.toSubpathPolygons()) {
        for (qsizetype i = 0; i < outline.size(); ++i)
            addSegment(outline[i], outline[(i + 1) % outline.size()], widthPx);
    }
}

MARZ_VECTOR_CLONES void StrokeMask::paint(const PixelRows &target, QRgb colour)
{
    Q_ASSERT(target.width >= m_width && target.height >= m_height);
    const QRgb premultiplied = qPremultiply(colour);
    for (int y = 0; y < m_height; ++y) {
        Span &span = m_spans[static_cast<std::size_t>(y)];
        if (span.first >= span.end)
            continue;
        std::uint8_t *line = m_coverage.data() + static_cast<std::ptrdiff_t>(y) * m_width;
        QRgb *pixels = target.pixels + y * target.stride;
        for (int x = span.first; x < span.end; ++x) {
            if (x + 8 <= span.end && isBlank(line + x)) {
                x += 7;
                continue;
            }
            if (line[x] != 0)
                pixels[x] = laid(scaled(premultiplied, line[x]), pixels[x]);
        }
        std::fill(line + span.first, line + span.end, std::uint8_t{0});
        span = {m_width, 0};
    }
}

} // namespace marz::map
