#pragma once

#include "io/layerdata.h"
#include "io/source.h"

#include <functional>

namespace marz::io {

/// Where a layer goes while it is read.
struct LayerSink {
    std::function<void(const LayerData &header)> begin; ///< once, without features and warnings
    std::function<void(Feature &&feature)> feature;
};

/// Reads one layer of an examined file through GDAL: geometry in WGS 84, fields as text. Returns the
/// warnings. Throws base::Error with the file's name when it cannot be opened, has no such layer, no usable
/// coordinates, or too many features. @p layer empty = the first that has records.
QStringList readLayerInto(const Source &source, const QString &layer, qint64 maxFeatures,
                          const LayerSink &sink);

} // namespace marz::io
