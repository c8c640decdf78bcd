#include "map/graticule.h"

#include "map/clip.h"

#include <array>
#include <cmath>

namespace marz::map {

namespace {

constexpr double minute = 1.0 / 60;
constexpr double second = 1.0 / 3600;
constexpr std::array stepsDeg{30.0,       20.0,        10.0,        5.0,         2.0,
                              1.0,        30 * minute, 20 * minute, 10 * minute, 5 * minute,
                              2 * minute, minute,      30 * second, 10 * second};
constexpr double leastSpacingPx = 100;

/// "37° 30′ N"; minutes and seconds only where they are not zero.
QString degreesText(double deg, bool isLon)
{
    const long long seconds = std::llround(std::abs(deg) * 3600);
    QString text = QStringLiteral("%1°").arg(seconds / 3600);
    if (seconds % 3600 != 0)
        text += QStringLiteral(" %1′").arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'));
    if (seconds % 60 != 0)
        text += QStringLiteral(" %1″").arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (seconds == 0 || (isLon && seconds == 180 * 3600))
        return text;
    const char side = isLon ? (deg < 0 ? 'W' : 'E') : (deg < 0 ? 'S' : 'N');
    return text + QChar(u' ') + QLatin1Char(side);
}

class GraticuleMaker
{
public:
    GraticuleMaker(const Viewport &view, double marginPx)
        : m_view(view), m_step(graticuleStepDeg(view)), m_frame(QRectF(QPointF(0, 0), QSizeF(view.size()))),
          m_outer(m_frame.adjusted(-marginPx, -marginPx, marginPx, marginPx))
    {
    }

    Graticule make()
    {
        const geo::MapPoint topLeft = m_view.screenToWorld(m_outer.topLeft());
        const geo::MapPoint bottomRight = m_view.screenToWorld(m_outer.bottomRight());
        const geo::GeoBox seen =
            m_view.crs().toLonLat(geo::MapBox{topLeft.x, bottomRight.y, bottomRight.x, topLeft.y});
        if (seen.isEmpty())
            return {};
        const geo::GeoBox area = m_view.crs().drawnArea();
        const bool isAround = seen.east - seen.west >= 360; // seen from the area's own edge to edge
        const geo::GeoBox box{
            isAround ? area.west : seen.west - m_step, std::max(seen.south - m_step, area.south),
            isAround ? area.east : seen.east + m_step, std::min(seen.north + m_step, area.north)};
        for (double n = std::ceil(box.west / m_step); n * m_step <= box.east + 1e-9; ++n)
            addLine({n * m_step, box.south}, {n * m_step, box.north}, true);
        for (double n = std::ceil(box.south / m_step); n * m_step <= box.north + 1e-9; ++n)
            addLine({box.west, n * m_step}, {box.east, n * m_step}, false);
        return std::move(m_result);
    }

private:
    void addLine(geo::LonLat from, geo::LonLat to, bool isMeridian)
    {
        const double length = isMeridian ? to.lat - from.lat : to.lon - from.lon;
        const int samples = std::clamp(static_cast<int>(std::ceil(length / (m_step / 8))), 2, 2000);
        std::vector<QPointF> points;
        for (int i = 0; i <= samples; ++i) {
            const double t = static_cast<double>(i) / samples;
            const QPointF at = m_view.lonLatToScreen(
                {from.lon + (to.lon - from.lon) * t, from.lat + (to.lat - from.lat) * t});
            if (std::isfinite(at.x()) && std::isfinite(at.y()))
                points.push_back(at);
            else
                finish(points, from, isMeridian);
        }
        finish(points, from, isMeridian);
    }

    /// Adds what was sampled so far, and begins anew.
    void finish(std::vector<QPointF> &points, geo::LonLat on, bool isMeridian)
    {
        std::vector<QPolygonF> pieces;
        if (points.size() > 1)
            clipLine(points, m_outer, pieces);
        for (const QPolygonF &piece : pieces)
            m_result.lines.addPolygon(piece);
        addLabel(points, on, isMeridian);
        points.clear();
    }

    /// Where the line crosses the lower or the left edge of the frame.
    void addLabel(const std::vector<QPointF> &points, geo::LonLat on, bool isMeridian)
    {
        const double edge = isMeridian ? m_frame.bottom() : m_frame.left();
        const auto across = [&](QPointF p) { return (isMeridian ? p.y() : p.x()) - edge; };
        for (std::size_t i = 1; i < points.size(); ++i) {
            const double a = across(points[i - 1]);
            const double b = across(points[i]);
            if ((a < 0) == (b < 0))
                continue;
            const QPointF at = points[i - 1] + (points[i] - points[i - 1]) * (a / (a - b));
            if (m_frame.adjusted(-1, -1, 1, 1).contains(at))
                m_result.labels.push_back(
                    {degreesText(isMeridian ? std::remainder(on.lon, 360) : on.lat, isMeridian), at,
                     isMeridian});
            return;
        }
    }

    const Viewport &m_view;
    double m_step;
    QRectF m_frame;
    QRectF m_outer;
    Graticule m_result;
};

} // namespace

double graticuleStepDeg(const Viewport &view)
{
    constexpr double metresPerDegree = 111'320;
    const double degreePx = metresPerDegree / view.groundMetresPerPx();
    for (std::size_t i = stepsDeg.size(); i-- > 0;) {
        if (stepsDeg[i] * degreePx >= leastSpacingPx)
            return stepsDeg[i];
    }
    return stepsDeg.front();
}

Graticule graticuleOf(const Viewport &view, double marginPx)
{
    return GraticuleMaker(view, marginPx).make();
}

} // namespace marz::map
