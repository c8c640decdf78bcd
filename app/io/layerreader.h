#pragma once

#include "io/layerdata.h"
#include "io/source.h"

#include <functional>

class OGRGeometry;

namespace marz::io {

class LayerCrs;

/// Where a layer goes while it is read.
struct LayerSink {
    /// Once, without features and warnings. @p records is how many are to come, as far as the file says.
    std::function<void(const LayerData &header, qint64 records)> begin;
    std::function<void(Feature &&feature)> feature;
};

/// What is known only when the layer was read to its end.
struct LayerEnd {
    QStringList warnings;
    LayerStatistics statistics;
};

/// Reads one layer of an examined file through GDAL: geometry in WGS 84, fields as text. Where the file names
/// no CRS and its coordinates are not degrees, the header says so (LayerData::needsCrs) and nothing follows.
/// Throws base::Error with the file's name when it cannot be opened, has no such layer, or too many features.
LayerEnd readLayerInto(const Source &source, const LayerChoice &choice, qint64 maxFeatures,
                       const LayerSink &sink);

/// Passes one record on: its shape, which is changed, in WGS 84, split by kind; counted in @p statistics.
void passRecord(OGRGeometry *geometry, QStringList &&fields, const LayerCrs &crs, LayerStatistics &statistics,
                const LayerSink &sink);

/// What there is to say of the places of a layer read with @p crs: its coordinate system may be wrong.
QStringList placeWarnings(const LayerCrs &crs, const LayerStatistics &statistics);

/// "a.shp does not name its coordinate system, and its coordinates (605384.0, 4204278.0) are not degrees."
QString needsCrsSentence(const QString &file, const geo::LonLat &corner);

} // namespace marz::io
