#pragma once

#include "io/source.h"

namespace marz::io {

/// What @p bytes, the first of a file, are the content of, in words ("a GeoPackage", "empty"); empty when
/// they fit @p format.
QString otherContent(Format format, const QByteArray &bytes);

} // namespace marz::io
