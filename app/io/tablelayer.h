#pragma once

#include "io/layerreader.h"

namespace marz::io {

/// Whether layers of @p format are rows of a table.
bool isTable(Format format);

/// Reads a text table or a sheet of a workbook as a layer: points by its columns of longitude and latitude,
/// or of easting and northing, or any shape by a column of well-known text; known by their usual names. Every
/// column is a field. Throws base::Error as readLayerInto() does, and when there are no such columns.
LayerEnd readTableLayerInto(const Source &source, const LayerChoice &choice, qint64 maxFeatures,
                            const LayerSink &sink);

/// The one layer of a text table, or the sheets of a workbook that have columns of coordinates. Throws
/// base::Error when there is none.
std::vector<LayerSummary> tableLayerSummaries(const Source &source);

} // namespace marz::io
