#pragma once

#include <QString>

#include <memory>
#include <optional>

class OGRGeometry;
class OGRSpatialReference;

namespace marz::io {

/// The coordinate system of a foreign layer and the way from it to WGS 84.
class LayerCrs
{
public:
    /// @p own is what the file says, may be null; @p chosen ("EPSG:32642", empty = none) takes its place.
    /// Throws base::Error(Invalid) when @p chosen is no code of longitudes and latitudes or of map
    /// coordinates. An own one that leads to no place on Earth counts as none; doubt() says so.
    LayerCrs(const QString &file, const OGRSpatialReference *own, const QString &chosen);
    ~LayerCrs();
    LayerCrs(const LayerCrs &) = delete;
    LayerCrs &operator=(const LayerCrs &) = delete;

    /// False: coordinates are taken as WGS 84 degrees if they can be.
    bool isKnown() const { return m_isKnown; }
    bool isChosen() const { return m_isChosen; }
    bool isWgs84() const { return m_isKnown && !m_transform; }
    /// "EPSG:32642", or its name where it has no code; empty when it is not known.
    const QString &text() const { return m_text; }
    /// Why what the file says is not used; empty when it is, or says nothing.
    const QString &doubt() const { return m_doubt; }

    /// Longitude or easting first; null when it is not known.
    const OGRSpatialReference *reference() const { return m_reference.get(); }

    /// False when it lies where the coordinate system is not defined; it is to be dropped then.
    bool toWgs84(OGRGeometry &geometry) const;
    /// Far from the area that the coordinate system is meant for; @p lon and @p lat in WGS 84 degrees.
    bool isFar(double lon, double lat) const;

private:
    struct Area {
        double west, south, east, north; ///< degrees; west > east where it crosses the antimeridian
    };
    bool use(const OGRSpatialReference &crs);

    QString m_text;
    QString m_doubt;
    std::shared_ptr<const OGRSpatialReference> m_reference;
    bool m_isKnown = false;
    bool m_isChosen = false;
    std::unique_ptr<void, void (*)(void *)> m_transform; ///< GDAL's; null = none needed
    std::optional<Area> m_area;                          ///< with a margin
};

} // namespace marz::io
