#include "map/viewport.h"

#include "geo/geodesic.h"

#include <algorithm>
#include <cmath>

namespace marz::map {

namespace {

constexpr double metresPerPxOneToOne = 0.0254 / 96;
constexpr double closestScale = 2'000;
constexpr double widestScale = 150'000'000;

geo::MapPoint insideWorld(const geo::Crs &crs, geo::MapPoint p)
{
    const geo::MapBox world = crs.drawnBox();
    return {std::clamp(p.x, world.left, world.right), std::clamp(p.y, world.bottom, world.top)};
}

} // namespace

Viewport::Viewport(geo::Crs crs, geo::MapPoint centre, double unitsPerPx, QSize size, double devicePixelRatio)
    : m_crs(std::move(crs)), m_centre(centre), m_unitsPerPx(unitsPerPx), m_size(size.expandedTo({1, 1})),
      m_dpr(devicePixelRatio)
{
}

Viewport Viewport::showing(const geo::GeoBox &box, geo::Crs crs, QSize size, double devicePixelRatio,
                           int marginPx)
{
    const geo::MapBox world = crs.toMap(box);
    const double widthPx = std::max(1, size.width() - 2 * marginPx);
    const double heightPx = std::max(1, size.height() - 2 * marginPx);
    const double unitsPerPx = std::max(world.width() / widthPx, world.height() / heightPx);
    if (world.isEmpty() || !std::isfinite(unitsPerPx)) {
        const geo::MapPoint middle = crs.drawnBox().centre();
        return Viewport(std::move(crs), middle, 1000, size, devicePixelRatio);
    }
    const Viewport view(std::move(crs), world.centre(), std::max(unitsPerPx, 1e-3), size, devicePixelRatio);
    const double scale = view.scaleDenominator();
    const double clamped = std::clamp(scale, closestScale, widestScale);
    return clamped == scale ? view : view.withScale(clamped);
}

QSize Viewport::deviceSize() const
{
    return {static_cast<int>(std::ceil(m_size.width() * m_dpr)),
            static_cast<int>(std::ceil(m_size.height() * m_dpr))};
}

geo::MapBox Viewport::box() const
{
    const double halfWidth = m_size.width() * m_unitsPerPx / 2;
    const double halfHeight = m_size.height() * m_unitsPerPx / 2;
    return {m_centre.x - halfWidth, m_centre.y - halfHeight, m_centre.x + halfWidth, m_centre.y + halfHeight};
}

geo::GeoBox Viewport::geoBox() const
{
    return m_crs.toLonLat(box());
}

double Viewport::groundMetresPerPx() const
{
    constexpr double halfSpanPx = 4;
    const double half = halfSpanPx * m_unitsPerPx;
    const geo::LonLat west = m_crs.toLonLat(geo::MapPoint{m_centre.x - half, m_centre.y});
    const geo::LonLat east = m_crs.toLonLat(geo::MapPoint{m_centre.x + half, m_centre.y});
    if (!geo::isValid(west) || !geo::isValid(east))
        return m_unitsPerPx;
    const double metres = geo::distanceM(west, east) / (2 * halfSpanPx);
    return metres > 0 && std::isfinite(metres) ? metres : m_unitsPerPx;
}

double Viewport::scaleDenominator() const
{
    return groundMetresPerPx() / metresPerPxOneToOne;
}

QPointF Viewport::worldToScreen(geo::MapPoint p) const
{
    return {(p.x - m_centre.x) / m_unitsPerPx + m_size.width() / 2.0,
            (m_centre.y - p.y) / m_unitsPerPx + m_size.height() / 2.0};
}

QPointF Viewport::lonLatToScreen(geo::LonLat p) const
{
    return worldToScreen(m_crs.toMap(p));
}

geo::MapPoint Viewport::screenToWorld(QPointF p) const
{
    return {m_centre.x + (p.x() - m_size.width() / 2.0) * m_unitsPerPx,
            m_centre.y - (p.y() - m_size.height() / 2.0) * m_unitsPerPx};
}

geo::LonLat Viewport::screenToLonLat(QPointF p) const
{
    return m_crs.toLonLat(screenToWorld(p));
}

QTransform Viewport::worldToDevice() const
{
    const double k = m_dpr / m_unitsPerPx;
    return {k,
            0,
            0,
            -k,
            m_size.width() * m_dpr / 2 - m_centre.x * k,
            m_size.height() * m_dpr / 2 + m_centre.y * k};
}

Viewport Viewport::moved(QPointF byPx) const
{
    return centredOn({m_centre.x - byPx.x() * m_unitsPerPx, m_centre.y + byPx.y() * m_unitsPerPx});
}

Viewport Viewport::zoomed(double factor, QPointF anchor) const
{
    if (!(factor > 0))
        return *this;
    const double scale = scaleDenominator();
    // A view that is already beyond the limits may stay, but not go further.
    const double wanted =
        std::clamp(scale / factor, std::min(closestScale, scale), std::max(widestScale, scale));
    const geo::MapPoint fixed = screenToWorld(anchor);
    Viewport result = *this;
    result.m_unitsPerPx = m_unitsPerPx * wanted / scale;
    const geo::MapPoint shifted = result.screenToWorld(anchor);
    result.m_centre = {m_centre.x + fixed.x - shifted.x, m_centre.y + fixed.y - shifted.y};
    return result;
}

Viewport Viewport::withCrs(const geo::Crs &crs) const
{
    const geo::MapPoint centre = crs.toMap(m_crs.toLonLat(m_centre));
    if (!std::isfinite(centre.x) || !std::isfinite(centre.y))
        return showing(crs.areaOfUse(), crs, m_size, m_dpr);
    return Viewport(crs, centre, m_unitsPerPx, m_size, m_dpr).withScale(scaleDenominator());
}

Viewport Viewport::resized(QSize size, double devicePixelRatio) const
{
    return Viewport(m_crs, m_centre, m_unitsPerPx, size, devicePixelRatio);
}

Viewport Viewport::centredOn(geo::MapPoint centre) const
{
    Viewport result = *this;
    result.m_centre = insideWorld(m_crs, centre);
    return result;
}

Viewport Viewport::withScale(double denominator) const
{
    Viewport result = *this;
    result.m_unitsPerPx =
        m_unitsPerPx * std::clamp(denominator, closestScale, widestScale) / scaleDenominator();
    return result;
}

} // namespace marz::map
