#pragma once

#include <QString>

#include <optional>

namespace marz::io {

/// What the three files of a shapefile say about themselves, read by us: GDAL's silence proves nothing.
struct ShapefileCheck {
    QString missing;                  ///< name of a file that is not there, empty when all are
    bool truncated = false;           ///< a file is shorter than its header says
    bool hasBrokenTable = false;      ///< the table's own header makes no sense
    std::optional<qint64> shxRecords; ///< empty when the file is missing or not what it says
    std::optional<qint64> dbfRecords;

    /// The first thing that is wrong, as a sentence without the file's name; empty when all three agree.
    QString problem() const;
};

/// @p shpPath with its ending as written; its side files may be in upper or lower case.
ShapefileCheck checkShapefile(const QString &shpPath);

/// The side file of @p path with @p ending ("dbf") in the case it has; empty when there is none. @p path may
/// lead into an archive ("/vsizip/{...}/a.shp").
QString sideFile(const QString &path, const QString &ending);

/// At most @p bytes of the file, which may be in an archive; empty when it cannot be read.
QByteArray firstBytesOf(const QString &path, qint64 bytes);

} // namespace marz::io
