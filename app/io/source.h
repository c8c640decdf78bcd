#pragma once

#include <QString>
#include <QStringList>

namespace marz::io {

/// What a foreign file is, judged by us before any library sees it.
enum class Format { Shapefile, GeoPackage, GeoJson, Kml, Gpx, FlatGeobuf, Csv, Xlsx, Ods };

/// A foreign file that may be opened: regular, readable, its content what its ending says.
struct Source {
    QString path; ///< absolute, never a connection string or a /vsi path
    QString name; ///< for messages
    Format format = Format::Csv;
    QStringList drivers; ///< GDAL's, the only ones that may open it
    QStringList options; ///< GDAL's open options
};

/// Looks at @p path and its side files. Throws base::Error with the file's name, the cause and the next step:
/// not found, not a regular file, no known ending, content of another format, a link to another place inside.
/// @p format is the ending of the format that the file must be of, whatever its own; empty = its own.
Source examined(const QString &path, const QString &format = {});

} // namespace marz::io
