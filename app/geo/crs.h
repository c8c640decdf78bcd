#pragma once

#include "geo/box.h"
#include "geo/lonlat.h"

#include <QString>

#include <memory>
#include <optional>
#include <span>

namespace marz::geo {

struct ProjDefinition;

/// A projected CRS with its transformation from and to WGS 84 longitude/latitude (PROJ). Map units are metres
/// and x runs to the east, y to the north, whatever unit and order of axes the CRS itself has.
/// Cheap to copy (shared, immutable description); each thread has its own PROJ context inside.
class Crs
{
public:
    /// Web Mercator (EPSG:3857), the default map CRS.
    static Crs webMercator();
    /// Any projected CRS by EPSG code. Throws base::Error(Invalid) when unknown, not projected, or counted
    /// westwards and southwards.
    static Crs fromEpsg(int code);
    /// The zone of UTM (WGS 84) that @p p lies in, the wider ones of Norway and Svalbard left aside.
    static Crs utmAt(LonLat p);
    /// Lambert's azimuthal equal-area projection centred on @p p, rounded to 0.01 degrees: areas are true.
    static Crs equalAreaAt(LonLat p);
    /// Stereographic projection centred on @p p, rounded to 0.01 degrees: angles and small shapes are true.
    static Crs conformalAt(LonLat p);
    /// From code(). Throws base::Error(Invalid).
    static Crs fromCode(const QString &code);

    /// 0 for one that is centred on a view.
    int epsg() const;
    /// Equal for equal CRSs in this process: for caches.
    int id() const;
    QString name() const;
    /// "EPSG:3857", "equal-area:70.21,38.5" (longitude, latitude): what fromCode() takes.
    QString code() const;
    /// The CRS's area of use in degrees; all longitudes when it crosses the antimeridian.
    GeoBox areaOfUse() const;
    /// What can be drawn: the area of use, widened by up to 20 degrees as long as positions come back to a
    /// millimetre and nothing is stretched beyond a factor of three. Its longitudes may lie beyond 180: a
    /// position is in it when it is after whole turns.
    GeoBox drawnArea() const;
    /// drawnArea() in map units.
    MapBox drawnBox() const;

    /// Non-finite outside drawnArea(), a second of arc aside.
    MapPoint toMap(LonLat p) const;
    /// Non-finite outside drawnBox() and where the projection has no inverse.
    LonLat toLonLat(MapPoint p) const;
    /// Bulk form; positions outside become non-finite. @p out must be as long as @p in.
    void toMap(std::span<const LonLat> in, std::span<MapPoint> out) const;
    /// The map box that holds what of @p box can be drawn (edges densified); empty when nothing can.
    MapBox toMap(const GeoBox &box) const;
    /// Longitudes of the result lie within 180 degrees; all of them where @p box crosses the antimeridian.
    GeoBox toLonLat(const MapBox &box) const;

    friend bool operator==(const Crs &a, const Crs &b) { return a.id() == b.id(); }

    struct Impl;

private:
    explicit Crs(std::shared_ptr<const Impl> impl);
    static Crs of(ProjDefinition definition);
    std::shared_ptr<const Impl> m_impl;
};

} // namespace marz::geo
