#pragma once

#include "geo/box.h"

#include <QString>

#include <span>

namespace marz::geo {

/// What Crs knows of a CRS beside the transformation itself.
struct ProjDefinition {
    QString code;   ///< unique text, Crs::code()
    QString source; ///< what PROJ makes it from: "EPSG:32642" or "+proj=..."
    int epsg = 0;   ///< 0 = none
    QString name;
    GeoBox areaOfUse; ///< within 180 degrees
    GeoBox drawnArea; ///< may reach beyond 180 degrees
};

/// Throws base::Error(Invalid) when there is no such projected CRS, Failed when PROJ's database is missing.
ProjDefinition epsgDefinition(int code);
/// An azimuthal projection (PROJ's short name) centred on @p centre.
ProjDefinition centredDefinition(const QString &code, const QString &name, const char *projection,
                                 LonLat centre);

/// A number for the definition, the same for the same code. Throws base::Error(Failed) when PROJ has no way
/// from WGS 84.
int registerDefinition(const ProjDefinition &definition);

/// Between WGS 84 degrees and metres of a registered definition; non-finite where PROJ has no answer. Every
/// thread has transformations of its own.
MapPoint project(int id, LonLat p);
LonLat unproject(int id, MapPoint p);
void project(int id, std::span<const LonLat> in, std::span<MapPoint> out);

} // namespace marz::geo
