#pragma once

#include "io/gdalsetup.h"
#include "io/layerdata.h"
#include "io/source.h"

#include <vector>

class OGRLayer;

namespace marz::io {

/// A layer of an opened file.
struct OpenLayer {
    std::shared_ptr<GDALDataset> dataset;
    OGRLayer *layer = nullptr; ///< of the data set
    Source source;             ///< of the file, or of the part of the archive, that it is in
    QString name;              ///< to choose it by
};

/// Opens an examined file, and of an archive every part. @p notes gets a sentence for what was passed over.
/// Throws base::Error(Damaged) with GDAL's reason when nothing can be opened, or holds no layer.
std::vector<OpenLayer> openLayers(const Source &source, const GdalMessages &messages, QStringList &notes);

/// The layer called @p name, or with an empty name the first of shapes that has records; the others are told
/// in @p notes. Throws base::Error(NotFound).
const OpenLayer &chosenLayer(const std::vector<OpenLayer> &layers, const Source &source, const QString &name,
                             QStringList &notes);

/// A corner that is not in degrees, when most of the layer's first records lie there.
std::optional<geo::LonLat> cornerBeyondDegrees(OGRLayer &layer);

/// What can be chosen of an examined file. Of GPX the way points, tracks and routes that are there, without
/// their single points. Throws base::Error.
std::vector<LayerSummary> summariesOf(const Source &source);

} // namespace marz::io
