#pragma once

#include "geo/crs.h"

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QTransform>

namespace marz::map {

/// What part of the world is seen: a value. Screen coordinates are device-independent pixels, y down, origin
/// top left.
class Viewport
{
public:
    Viewport() = default;
    Viewport(geo::Crs crs, geo::MapPoint centre, double unitsPerPx, QSize size, double devicePixelRatio = 1);
    /// The smallest view of @p size that shows all of @p box with @p marginPx around.
    static Viewport showing(const geo::GeoBox &box, geo::Crs crs, QSize size, double devicePixelRatio = 1,
                            int marginPx = 0);

    const geo::Crs &crs() const { return m_crs; }
    geo::MapPoint centre() const { return m_centre; }
    /// CRS units per device-independent pixel.
    double unitsPerPx() const { return m_unitsPerPx; }
    QSize size() const { return m_size; }
    double devicePixelRatio() const { return m_dpr; }
    /// In device pixels, rounded up.
    QSize deviceSize() const;
    geo::MapBox box() const;
    geo::GeoBox geoBox() const;
    /// Metres on the ground per pixel at the centre (Web Mercator stretches with latitude).
    double groundMetresPerPx() const;
    /// 1:N at 96 dpi, true at the centre.
    double scaleDenominator() const;

    QPointF worldToScreen(geo::MapPoint p) const;
    QPointF lonLatToScreen(geo::LonLat p) const;
    geo::MapPoint screenToWorld(QPointF p) const;
    geo::LonLat screenToLonLat(QPointF p) const;
    /// World to device pixels (device-independent pixels times the ratio).
    QTransform worldToDevice() const;

    [[nodiscard]] Viewport moved(QPointF byPx) const;
    /// Zooms by @p factor (> 1 = closer) with the world point under @p anchor kept there; clamped to sane
    /// scales.
    [[nodiscard]] Viewport zoomed(double factor, QPointF anchor) const;
    /// The same place at the same scale in @p crs; its area of use when the place is not in it.
    [[nodiscard]] Viewport withCrs(const geo::Crs &crs) const;
    [[nodiscard]] Viewport resized(QSize size, double devicePixelRatio) const;
    [[nodiscard]] Viewport centredOn(geo::MapPoint centre) const;
    [[nodiscard]] Viewport withScale(double denominator) const;

    friend bool operator==(const Viewport &, const Viewport &) = default;

private:
    geo::Crs m_crs = geo::Crs::webMercator();
    geo::MapPoint m_centre;
    double m_unitsPerPx = 1000;
    QSize m_size{1, 1};
    double m_dpr = 1;
};

} // namespace marz::map
