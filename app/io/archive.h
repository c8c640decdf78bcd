#pragma once

#include "io/source.h"

#include <vector>

namespace marz::io {

/// A member of a ZIP archive, as its directory describes it; nothing is unpacked to know it.
struct ZipEntry {
    QByteArray name; ///< as written
    qint64 bytes = 0;
    bool isEncrypted = false;
};

/// The directory of a ZIP archive. Throws base::Error when it is not whole, holds too many members, claims to
/// unpack to more than maxTableBytes() of the file, or names a place outside itself.
std::vector<ZipEntry> zipDirectory(const Source &archive);

/// What GDAL opens of an examined file: the file itself, or for an archive each shapefile or the one KML in
/// it, to be opened inside the archive. @p notes gets a sentence for what was passed over. Throws base::Error
/// as zipDirectory() does, and when there is nothing to open.
std::vector<Source> partsOf(const Source &source, QStringList &notes);

} // namespace marz::io
