#pragma once

#include "geo/box.h"
#include "map/layerstyle.h"
#include "session/layertable.h"
#include "session/tileservice.h"

#include <memory>
#include <optional>

namespace marz::session {

/// Where a layer comes from, and what its user knows better than the file.
struct LayerSource {
    QString path;     ///< absolute
    QString layer;    ///< name in a file of several; empty = the first that has records
    QString crs;      ///< "EPSG:32642" in place of what the file says; empty = the file's own
    QString encoding; ///< "CP1251" in place of what the file says; empty = the file's own
    std::optional<TileService> service{}; ///< pictures of a service; there is no file then

    /// The file's path, or the service's address.
    QString words() const { return service ? service->url() : path; }
    friend bool operator==(const LayerSource &, const LayerSource &) = default;
};

enum class LayerState : std::uint8_t {
    Waiting, ///< for others to be read
    Loading,
    Ready,
    Failed,   ///< UserLayer::reason says why
    Missing,  ///< its file is not there
    NeedsCrs, ///< nobody knows its coordinate system
    Offline   ///< its host may not be asked until the user allows it
};

/// What a raster file is.
struct RasterFacts {
    int widthPx = 0, heightPx = 0;
    int bands = 0;
    QString valueType;          ///< GDAL's, "Byte", "Int16"
    bool isElevation = false;   ///< one band of measured values, that can be tinted and shaded
    bool isStretchable = false; ///< what is black and what is white can be chosen
    double low = 0, high = 0;   ///< what most values lie between; equal = not known
    bool hasOverviews = false;
};

/// What reading a layer found out.
struct LayerFacts {
    QString driver;   ///< GDAL's short name, "ESRI Shapefile"
    QString crs;      ///< "EPSG:4326", or what the file says; empty = nothing
    QString encoding; ///< that its texts were read in
    qint64 records = 0;
    qint64 drawn = 0;
    std::size_t points = 0, lines = 0, areas = 0; ///< features by kind
    geo::GeoBox extent;
    QStringList warnings;              ///< one plain sentence each
    std::optional<RasterFacts> raster; ///< of a raster; the counts above are none then
};

/// What the session knows of a layer of the user's own, besides map::ReferenceLayer.
struct UserLayer {
    LayerSource source;
    LayerState state = LayerState::Waiting;
    QString reason; ///< why it is not shown, and what to do; empty when it is
    bool isChangedOnDisk = false;
    std::shared_ptr<const LayerTable> table; ///< null until it was read once
    LayerFacts facts;
    std::shared_ptr<const map::LayerStyle> style; ///< null until one was made for its first reading
    int colourNumber = 0;                         ///< which colour of the palette that one gets
    int job = 0;                                  ///< of Jobs, while Loading
    QString
        drawingProblem; ///< of a raster: what of it could not be drawn for the present view; usually empty

    bool isShown() const { return state == LayerState::Ready; }
    bool isInTrouble() const
    {
        return state == LayerState::Failed || state == LayerState::Missing || state == LayerState::NeedsCrs ||
               state == LayerState::Offline;
    }
};

/// A name as it may stand in lists and on maps: one line, of at most 200 characters, without what turns the
/// reading direction around.
QString tidyName(const QString &name);

/// "Districts" of "admin.gpkg", "admin" of "admin.shp", a service's host: what a layer is called until its
/// user renames it.
QString layerNameOf(const LayerSource &source);

} // namespace marz::session
