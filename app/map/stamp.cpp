#include "map/stamp.h"

#include "map/symbolgroups.h"

#include <array>
#include <cmath>

namespace marz::map {

namespace {

constexpr double possibleOpacity = 0.45;

/// @p c times @p a / 255, four channels at once.
inline quint32 scaled(quint32 c, quint32 a)
{
    quint32 rb = (c & 0x00FF00FF) * a;
    rb = ((rb + ((rb >> 8) & 0x00FF00FF) + 0x00800080) >> 8) & 0x00FF00FF;
    quint32 ag = ((c >> 8) & 0x00FF00FF) * a;
    ag = (ag + ((ag >> 8) & 0x00FF00FF) + 0x00800080) & 0xFF00FF00;
    return rb | ag;
}

/// A sprite's opaque stretch per line, so that empty corners are not visited.
struct Stamp {
    QImage image;
    std::vector<std::pair<int, int>> spans; ///< per line: first and end column with any alpha

    explicit Stamp(QImage from) : image(std::move(from))
    {
        for (int y = 0; y < image.height(); ++y) {
            const auto *line = reinterpret_cast<const quint32 *>(image.constScanLine(y));
            int first = 0;
            int end = image.width();
            while (first < end && line[first] >> 24 == 0)
                ++first;
            while (end > first && line[end - 1] >> 24 == 0)
                --end;
            spans.emplace_back(first, end);
        }
    }
};

void blend(QImage &target, const Stamp &stamp, int left, int top)
{
    const int width = target.width();
    const int height = target.height();
    for (int y = 0; y < stamp.image.height(); ++y) {
        const int targetY = top + y;
        if (targetY < 0 || targetY >= height)
            continue;
        const auto [spanFirst, spanEnd] = stamp.spans[static_cast<std::size_t>(y)];
        const int first = std::max(spanFirst, -left);
        const int end = std::min(spanEnd, width - left);
        const auto *from = reinterpret_cast<const quint32 *>(stamp.image.constScanLine(y));
        auto *to = reinterpret_cast<quint32 *>(target.scanLine(targetY)) + left;
        for (int x = first; x < end; ++x) {
            const quint32 alpha = from[x] >> 24;
            if (alpha == 255)
                to[x] = from[x];
            else if (alpha != 0)
                to[x] = from[x] + scaled(to[x], 255 - alpha);
        }
    }
}

/// Small marks carry colour alone: a filled square with a darker edge.
QImage dotImage(const QColor &colour, bool isCoarse, double sizePx, double ratio)
{
    const int side = std::max(2, static_cast<int>(std::lround(sizePx * ratio)));
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    QColor edge = colour.darker(150);
    QColor inside = isCoarse ? colour.lighter(150) : colour;
    edge.setAlpha(side > 3 ? 255 : 190);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool isCornerX = x == 0 || x == side - 1;
            const bool isCornerY = y == 0 || y == side - 1;
            QColor c = isCornerX || isCornerY ? edge : inside;
            if (isCornerX && isCornerY)
                c.setAlpha(110);
            image.setPixelColor(x, y, c);
        }
    }
    return image;
}

QImage faded(QImage image)
{
    const auto alpha = static_cast<quint32>(std::lround(255 * possibleOpacity));
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<quint32 *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x)
            line[x] = scaled(line[x], alpha);
    }
    return image;
}

} // namespace

void stampDots(QImage &target, const Placement &placement, const index::IncidentIndex &index,
               const index::Mask &mask, double devicePixelRatio, SpriteCache &sprites)
{
    target.detach();
    const auto &families = index.vocabulary().families();
    // family, verification, coarse, possible
    std::unordered_map<std::uint32_t, Stamp> stamps;
    const auto stampOf = [&](index::Row row) -> const Stamp & {
        const bool isCoarse = isDistrict(index.placePrecision(row));
        const bool isPossible = mask.at(row) == incident::Match::Possible;
        const auto verification = index.verification(row);
        const bool isSmall = placement.dotPx < 6;
        const std::uint32_t key = (std::uint32_t{index.familyId(row)} << 8) |
                                  (isSmall ? 0 : static_cast<std::uint32_t>(verification) << 2) |
                                  (isCoarse ? 2U : 0U) | (isPossible ? 1U : 0U);
        const auto known = stamps.find(key);
        if (known != stamps.end())
            return known->second;
        const incident::Family *family =
            index.familyId(row) < families.size() ? &families[index.familyId(row)] : nullptr;
        QImage image =
            isSmall ? dotImage(QColor(family ? family->colour : QStringLiteral("#8C8C8C")), isCoarse,
                               placement.dotPx, devicePixelRatio)
                    : sprites.sprite({family, verification, isCoarse}, placement.dotPx, devicePixelRatio);
        return stamps.emplace(key, Stamp(isPossible ? faded(std::move(image)) : std::move(image)))
            .first->second;
    };
    for (const PlacedDot &dot : placement.dots) {
        const Stamp &stamp = stampOf(dot.row);
        const QPointF at = placement.centreOf(dot) * devicePixelRatio;
        blend(target, stamp, static_cast<int>(std::floor(at.x())) - stamp.image.width() / 2,
              static_cast<int>(std::floor(at.y())) - stamp.image.height() / 2);
    }
}

} // namespace marz::map
