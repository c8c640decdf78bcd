#include "map/stamp.h"

#include "base/vectorclones.h"
#include "map/pixelmath.h"
#include "map/symbolgroups.h"

#include <array>
#include <cmath>

namespace marz::map {

namespace {

/// A mark too small for an outline of its own keeps this much of itself when it possibly matches.
constexpr double possibleSmallOpacity = 0.7;

/// A sprite as rows of pixels, with the stretch of each row that is not empty.
struct Stamp {
    int width;
    int height;
    std::vector<quint32> pixels;
    std::vector<std::pair<int, int>> spans;

    explicit Stamp(const QImage &image)
        : width(image.width()), height(image.height()), pixels(static_cast<std::size_t>(width * height))
    {
        for (int y = 0; y < height; ++y) {
            const auto *line = reinterpret_cast<const quint32 *>(image.constScanLine(y));
            std::copy(line, line + width, pixels.begin() + y * width);
            int first = 0;
            int end = width;
            while (first < end && line[first] >> 24 == 0)
                ++first;
            while (end > first && line[end - 1] >> 24 == 0)
                --end;
            spans.emplace_back(first, end);
        }
    }
};

MARZ_VECTOR_CLONES void blend(const PixelRows &canvas, const Stamp &stamp, int left, int top)
{
    const int firstLine = std::max(0, -top);
    const int endLine = std::min(stamp.height, canvas.height - top);
    for (int y = firstLine; y < endLine; ++y) {
        const auto [spanFirst, spanEnd] = stamp.spans[static_cast<std::size_t>(y)];
        const int first = std::max(spanFirst, -left);
        const int count = std::min(spanEnd, canvas.width - left) - first;
        const quint32 *__restrict from = stamp.pixels.data() + y * stamp.width + first;
        quint32 *__restrict to = canvas.pixels + (top + y) * canvas.stride + left + first;
        for (int x = 0; x < count; ++x) // no branches: the compiler takes four pixels at a time
            to[x] = laid(from[x], to[x]);
    }
}

/// Small marks carry colour alone: a filled square with a darker edge. Of what possibly matches the inside is
/// faded, not the edge.
QImage dotImage(const QColor &colour, bool isCoarse, bool isPossible, double sizePx, double ratio)
{
    const int side = std::max(2, static_cast<int>(std::lround(sizePx * ratio)));
    const bool hasOutline = side > 3;
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    QColor edge = colour.darker(150);
    QColor inside = isCoarse ? colour.lighter(150) : colour;
    edge.setAlpha(hasOutline ? 255 : 190);
    const auto opacity = [&](bool isEdge) {
        if (!isPossible)
            return 1.0;
        if (!hasOutline)
            return possibleSmallOpacity;
        return isEdge ? possibleOutlineOpacity : possibleFillOpacity;
    };
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool isCornerX = x == 0 || x == side - 1;
            const bool isCornerY = y == 0 || y == side - 1;
            const bool isEdge = isCornerX || isCornerY;
            QColor c = isEdge ? edge : inside;
            if (isCornerX && isCornerY)
                c.setAlpha(110);
            c.setAlpha(static_cast<int>(std::lround(c.alpha() * opacity(isEdge))));
            image.setPixelColor(x, y, c);
        }
    }
    return image;
}

} // namespace

void stampDots(const PixelRows &target, const Placement &placement, const index::IncidentIndex &index,
               const index::Mask &mask, double devicePixelRatio, SpriteCache &sprites)
{
    const auto &families = index.vocabulary().families();
    // family, verification, coarse, possible
    std::unordered_map<std::uint32_t, Stamp> stamps;
    const auto stampOf = [&](index::Row row) -> const Stamp & {
        const bool isCoarse = isDistrict(index.placePrecision(row));
        const bool isPossible = mask.at(row) == incident::Match::Possible;
        const auto verification = index.verification(row);
        const bool isSmall = !placement.showsVerification();
        const std::uint32_t key = (std::uint32_t{index.familyId(row)} << 8) |
                                  (isSmall ? 0 : static_cast<std::uint32_t>(verification) << 2) |
                                  (isCoarse ? 2U : 0U) | (isPossible ? 1U : 0U);
        const auto known = stamps.find(key);
        if (known != stamps.end())
            return known->second;
        const incident::Family *family =
            index.familyId(row) < families.size() ? &families[index.familyId(row)] : nullptr;
        const QImage image = isSmall ? dotImage(QColor(family ? family->colour : QStringLiteral("#8C8C8C")),
                                                isCoarse, isPossible, placement.dotPx, devicePixelRatio)
                                     : sprites.sprite({family, verification, isCoarse, isPossible},
                                                      placement.dotPx, devicePixelRatio);
        return stamps.emplace(key, Stamp(image)).first->second;
    };
    for (const PlacedDot &dot : placement.dots) {
        const Stamp &stamp = stampOf(dot.row);
        const QPointF at = placement.centreOf(dot) * devicePixelRatio;
        blend(target, stamp, static_cast<int>(std::floor(at.x())) - stamp.width / 2,
              static_cast<int>(std::floor(at.y())) - stamp.height / 2);
    }
}

} // namespace marz::map
