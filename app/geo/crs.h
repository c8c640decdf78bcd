#pragma once

#include "geo/box.h"
#include "geo/lonlat.h"

#include <QString>

#include <memory>
#include <optional>
#include <span>

namespace marz::geo {

/// A projected CRS with its transformation from and to WGS 84 longitude/latitude (PROJ).
/// Cheap to copy (shared, immutable description); each thread has its own PROJ context inside.
class Crs
{
public:
    /// Web Mercator (EPSG:3857), the default map CRS.
    static Crs webMercator();
    /// Any projected CRS by EPSG code. Throws base::Error(Invalid) when unknown or not projected in metres.
    static Crs fromEpsg(int code);

    int epsg() const;
    QString name() const;
    /// "EPSG:3857"
    QString code() const;
    /// The CRS's area of use in degrees.
    GeoBox areaOfUse() const;

    /// Non-finite outside what the projection can express.
    MapPoint toMap(LonLat p) const;
    LonLat toLonLat(MapPoint p) const;
    /// Bulk form; points that cannot be expressed become non-finite. @p out must be as long as @p in.
    void toMap(std::span<const LonLat> in, std::span<MapPoint> out) const;
    /// The map box that holds @p box (edges densified).
    MapBox toMap(const GeoBox &box) const;
    GeoBox toLonLat(const MapBox &box) const;

    friend bool operator==(const Crs &a, const Crs &b) { return a.epsg() == b.epsg(); }

    struct Impl;

private:
    explicit Crs(std::shared_ptr<const Impl> impl);
    std::shared_ptr<const Impl> m_impl;
};

} // namespace marz::geo
