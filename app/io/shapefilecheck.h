#pragma once

#include <QString>

#include <optional>

namespace marz::io {

/// What the three files of a shapefile say about themselves, read by us: GDAL's silence proves nothing.
struct ShapefileCheck {
    QString missing;                  ///< name of a file that is not there, empty when all are
    bool truncated = false;           ///< a file is shorter than its header says
    std::optional<qint64> shxRecords; ///< empty when the file is missing or not what it says
    std::optional<qint64> dbfRecords;

    /// The first thing that is wrong, as a sentence without the file's name; empty when all three agree.
    QString problem() const;
};

/// @p shpPath with its ending as written; its side files may be in upper or lower case.
ShapefileCheck checkShapefile(const QString &shpPath);

/// The side file of @p path with @p ending ("dbf") in the case it has on disk; empty when there is none.
QString sideFile(const QString &path, const QString &ending);

} // namespace marz::io
