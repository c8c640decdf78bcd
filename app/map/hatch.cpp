#include "map/hatch.h"

#include <QTransform>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace marz::map {

std::vector<QLineF> hatchLines(const QPainterPath &area, const HatchPattern &pattern)
{
    std::vector<QLineF> lines;
    if (area.isEmpty())
        return lines;
    QTransform level; // hatch lines become horizontal, one spacing apart
    level.scale(1 / pattern.spacingPx, 1 / pattern.spacingPx);
    level.rotate(pattern.isRising ? 45 : -45);
    level.translate(-pattern.origin.x(), -pattern.origin.y());
    const QTransform back = level.inverted();
    const QList<QPolygonF> rings = area.toSubpathPolygons(level);
    double top = 1e18;
    double bottom = -1e18;
    for (const QPolygonF &ring : rings) {
        const QRectF box = ring.boundingRect();
        top = std::min(top, box.top());
        bottom = std::max(bottom, box.bottom());
    }
    const int first = static_cast<int>(std::ceil(top));
    const int count = static_cast<int>(std::floor(bottom)) - first + 1;
    constexpr int most = 20'000;
    if (count <= 0 || count > most)
        return lines;
    std::vector<std::vector<double>> crossings(static_cast<std::size_t>(count));
    for (const QPolygonF &ring : rings) {
        for (qsizetype i = 0; i < ring.size(); ++i) {
            QPointF a = ring[i];
            QPointF b = ring[(i + 1) % ring.size()];
            if (a.y() > b.y())
                std::swap(a, b);
            for (int y = static_cast<int>(std::ceil(a.y())); y < b.y(); ++y) {
                crossings[static_cast<std::size_t>(y - first)].push_back(
                    a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()));
            }
        }
    }
    for (int i = 0; i < count; ++i) {
        auto &xs = crossings[static_cast<std::size_t>(i)];
        std::sort(xs.begin(), xs.end());
        for (std::size_t k = 1; k < xs.size(); k += 2)
            lines.emplace_back(back.map(QPointF(xs[k - 1], first + i)), back.map(QPointF(xs[k], first + i)));
    }
    return lines;
}

QImage hatchTile(const HatchPattern &pattern, const QColor &colour, double scale)
{
    const double diagonal = std::numbers::sqrt2;
    const int period = std::max(4, static_cast<int>(std::lround(pattern.spacingPx * diagonal * scale)));
    QImage tile(period, period, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < period; ++y) {
        auto *line = reinterpret_cast<QRgb *>(tile.scanLine(y));
        for (int x = 0; x < period; ++x) {
            const int along = ((pattern.isRising ? x + y : x - y) + period) % period;
            const double away = std::min(along, period - along) / diagonal;
            const double cover = std::clamp(pattern.widthPx * scale / 2 + 0.5 - away, 0.0, 1.0);
            QColor c = colour;
            c.setAlphaF(static_cast<float>(colour.alphaF() * cover));
            line[x] = qPremultiply(c.rgba());
        }
    }
    return tile;
}

} // namespace marz::map
