#pragma once

#include <QString>
#include <QStringList>

namespace marz::io {

/// What a foreign file is, judged by us before any library sees it.
enum class Format {
    Shapefile,
    ZippedShapefile,
    GeoPackage,
    GeoJson,
    Kml,
    Gpx,
    FlatGeobuf,
    Csv,
    Xlsx,
    Ods,
    GeoTiff,
    MBTiles,
    SrtmHeight,
    AsciiGrid,
    Png,
    Jpeg
};

/// A foreign file that may be opened: regular, readable, its content what its ending says.
struct Source {
    QString path; ///< absolute, never a connection string or a /vsi path of the user's; see partsOf()
    QString name; ///< for messages
    Format format = Format::Csv;
    QStringList drivers; ///< GDAL's, the only ones that may open it
    QStringList options; ///< GDAL's open options
    bool isZip = false;  ///< its layers are in members of the archive
    QString member;      ///< of a part of an archive: its path inside
    QString encoding;    ///< what the user says that its texts are in; empty = judge
};

/// Looks at @p path and its side files. Throws base::Error with the file's name, the cause and the next step:
/// not found, not a regular file, no known ending, content of another format, a link to another place inside.
/// @p format is the ending of the format that the file must be of, whatever its own; empty = its own.
/// A raster is refused: see examinedRaster().
Source examined(const QString &path, const QString &format = {});
/// As examined(), of a picture or elevations; anything else is refused.
Source examinedRaster(const QString &path);

/// Bytes of an examined file and of those that are read along with it.
qint64 bytesOf(const Source &source);

} // namespace marz::io
