#pragma once

#include <QString>

namespace marz::io {

/// True when a "crs" member anywhere in the JSON text of @p path is a link, or is too long or broken to
/// judge. Reads the file once, in pieces.
bool geoJsonLinksElsewhere(const QString &path);

} // namespace marz::io
