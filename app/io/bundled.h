#pragma once

#include "io/layerdata.h"

namespace marz::io {

/// Reads a layer of the program's own geodata/ in this process. Throws base::Error naming the file when it is
/// missing, truncated, or its .shp, .shx and .dbf disagree.
LayerData readBundledLayer(const QString &path);

} // namespace marz::io
