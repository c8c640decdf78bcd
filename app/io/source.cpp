#include "io/source.h"

#include "base/error.h"
#include "io/geojsoncrs.h"
#include "io/shapefilecheck.h"
#include "io/sourcecontent.h"
#include "io/sourcefiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

struct FormatEntry {
    Format format;
    const char *endings; ///< separated by blanks
    const char *drivers; ///< GDAL's short names, separated by |
    /// Endings of the files that are read along, in place of its own ending or, with a +, after it.
    const char *sides;
    const char *words;
    bool isRaster = false;
};

constexpr std::array formats = {
    FormatEntry{Format::Shapefile, "shp", "ESRI Shapefile", "shx dbf prj cpg qpj cst idm ind sbn sbx qix",
                "a shapefile"},
    FormatEntry{Format::ZippedShapefile, "zip shz", "ESRI Shapefile", "", "a ZIP archive with a shapefile"},
    FormatEntry{Format::GeoPackage, "gpkg", "GPKG", "gpkg-wal gpkg-shm gpkg-journal", "a GeoPackage"},
    FormatEntry{Format::GeoJson, "geojson json", "GeoJSON", "", "GeoJSON"},
    FormatEntry{Format::Kml, "kml kmz", "LIBKML|KML", "", "KML"},
    FormatEntry{Format::Gpx, "gpx", "GPX", "", "GPX"},
    FormatEntry{Format::FlatGeobuf, "fgb", "FlatGeobuf", "", "FlatGeobuf"},
    FormatEntry{Format::Csv, "csv tsv txt tab", "", "", "a text table"},
    FormatEntry{Format::Xlsx, "xlsx xlsm", "XLSX", "", "an Excel workbook"},
    FormatEntry{Format::Ods, "ods", "ODS", "", "an OpenDocument spreadsheet"},
    FormatEntry{Format::GeoTiff, "tif tiff gtiff", "GTiff", "tfw tifw tiffw wld +ovr +msk", "a GeoTIFF",
                true},
    FormatEntry{Format::MBTiles, "mbtiles", "MBTiles", "+wal +journal", "an MBTiles file", true},
    FormatEntry{Format::SrtmHeight, "hgt", "SRTMHGT", "+ovr +msk", "an SRTM height file", true},
    FormatEntry{Format::AsciiGrid, "asc", "AAIGrid", "prj +ovr +msk", "an Esri ASCII grid", true},
    FormatEntry{Format::Png, "png", "PNG", "pgw pngw wld +ovr +msk", "a PNG picture", true},
    FormatEntry{Format::Jpeg, "jpg jpeg", "JPEG", "jgw jpgw jpegw wld +ovr +msk", "a JPEG picture", true},
};

const QString knownKinds = QStringLiteral(
    "Marz opens .shp (also in a .zip), .gpkg, .geojson, .kml, .kmz, .gpx, .fgb, .csv, .xlsx and "
    ".ods, and as pictures and elevations .tif, .mbtiles, .hgt, .asc, and .png and .jpg with a "
    "world file; save it as one of these.");

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

const FormatEntry *entryOfEnding(const QString &ending)
{
    for (const FormatEntry &entry : formats) {
        if (words(entry.endings).contains(ending))
            return &entry;
    }
    return nullptr;
}

const FormatEntry &entryOf(Format format)
{
    return *std::find_if(formats.begin(), formats.end(), [&](const auto &e) { return e.format == format; });
}

bool isRaster(Format format)
{
    return entryOf(format).isRaster;
}

/// Files beside @p path that are read along.
QStringList sidesOf(const QString &path, const FormatEntry &entry)
{
    QStringList found;
    for (const QString &ending : words(entry.sides)) {
        const QString side = ending.startsWith(u'+')
                                 ? path % (entry.format == Format::MBTiles ? u'-' : u'.') % ending.mid(1)
                                 : sideFile(path, ending);
        if (!side.isEmpty() && QFileInfo::exists(side))
            found += side;
    }
    return found;
}

/// Throws unless @p path is a regular file (links followed) that can be read.
void requireRegular(const QString &path, const QString &name)
{
    const QByteArray native = QFile::encodeName(path);
    struct stat status = {};
    if (::stat(native.constData(), &status) != 0) {
        throw Error(ErrorKind::NotFound, QStringLiteral("%1 cannot be found.").arg(name),
                    QStringLiteral("Check the name and the folder, and whether the disk is connected."));
    }
    if (S_ISDIR(status.st_mode)) {
        throw Error(ErrorKind::Invalid, QStringLiteral("%1 is a folder.").arg(name),
                    QStringLiteral("Choose a file in it."));
    }
    if (!S_ISREG(status.st_mode)) {
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("%1 is not a regular file but a pipe or device.").arg(name),
                    QStringLiteral("Save its content to a file and open that."));
    }
    if (::access(native.constData(), R_OK) != 0) {
        throw Error(ErrorKind::Invalid, QStringLiteral("%1 may not be read.").arg(name),
                    QStringLiteral("Ask its owner for permission, or copy it to a folder of yours."));
    }
}

/// The first bytes; opened without blocking in case the file was exchanged for a pipe meanwhile.
QByteArray firstBytes(const QString &path, const QString &name)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    QFile file;
    if (fd < 0 || !file.open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        throw Error(ErrorKind::Failed, QStringLiteral("%1 cannot be read.").arg(name),
                    QStringLiteral("Check that the disk is connected and the file is not locked."));
    }
    return file.read(8192);
}

/// What GDAL looks for beside a picture, whatever we read along: a pipe of that name would hang it.
void refusePipesBeside(const Source &source)
{
    const QString stem = QFileInfo(source.path).path() % u'/' % QFileInfo(source.path).completeBaseName();
    for (const char *ending :
         {".tab", ".TAB", ".aux", ".AUX", ".rrd",     ".RRD",     ".aux.xml",      ".ovr", ".OVR",
          ".msk", ".MSK", ".tfw", ".TFW", ".wld",     ".WLD",     ".prj",          ".PRJ", ".xml",
          ".imd", ".IMD", ".rpb", ".RPB", "_RPC.TXT", "_rpc.txt", "_metadata.txt", ".pvl", ".PVL"}) {
        for (const QString &of : {source.path, stem, QString(source.path + QStringLiteral(".ovr"))}) {
            const QString beside = of + QLatin1String(ending);
            const QFileInfo info(beside);
            if (info.exists() && !info.isFile() && !info.isDir())
                requireRegular(beside, info.fileName());
        }
    }
}

/// Throws unless a raster's own bytes and its neighbours are what GDAL is to read.
void examineRaster(const Source &source, const QByteArray &first)
{
    const qint64 bytes = QFileInfo(source.path).size();
    const QList<qint64> heights = {1201LL * 1201 * 2, 1801LL * 3601 * 2, 3601LL * 3601 * 2,
                                   7201LL * 7201 * 2};
    if (source.format == Format::SrtmHeight && !heights.contains(bytes)) {
        throw Error(
            ErrorKind::Damaged,
            QStringLiteral("%1 is not a whole SRTM height file: it holds %2 bytes, not 2884802 or 25934402.")
                .arg(source.name, QString::number(bytes)),
            QStringLiteral("Copy or download it again."));
    }
    const bool isLogged = first.size() > 20 && (first[18] == 2 || first[19] == 2);
    if (source.format == Format::MBTiles && isLogged) { // reading one makes files beside it
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral("%1 was saved with a write-ahead log, so it cannot be read without changes to its "
                           "folder.")
                .arg(source.name),
            QStringLiteral("Close it in the program that made it, and run: sqlite3 %1 \"PRAGMA "
                           "journal_mode=DELETE\"")
                .arg(source.name));
    }
    if (source.format == Format::MBTiles) {
        for (const char *log : {"-wal", "-journal"}) {
            if (QFileInfo(source.path + QLatin1String(log)).size() > 0) {
                throw Error(
                    ErrorKind::Invalid,
                    QStringLiteral("%1 is in use, or was not closed: %1%2 lies beside it.")
                        .arg(source.name, QLatin1String(log)),
                    QStringLiteral("Close it in the program that writes it, or take a copy of both."));
            }
        }
    }
    refusePipesBeside(source);
    for (const QString &side : sidesOf(source.path, entryOf(source.format))) {
        const QString ending = QFileInfo(side).suffix().toLower();
        const bool isPicture = ending == QLatin1String("ovr") || ending == QLatin1String("msk");
        const QString name = QFileInfo(side).fileName();
        if (isPicture && !otherContent(Format::GeoTiff, firstBytes(side, name)).isEmpty()) {
            throw Error(ErrorKind::Damaged, QStringLiteral("%1 beside it is not a TIFF picture.").arg(name),
                        QStringLiteral("Remove it and run gdaladdo on %1 again.").arg(source.name));
        }
    }
}

/// Side files are opened by GDAL too: a pipe among them would hang it.
void examineSides(const Source &source)
{
    for (const QString &side : sidesOf(source.path, entryOf(source.format)))
        requireRegular(side, QFileInfo(side).fileName());
    if (source.format == Format::Shapefile && sideFile(source.path, QStringLiteral("shx")).isEmpty()) {
        throw Error(
            ErrorKind::Damaged,
            QStringLiteral("%1 is incomplete: its .shx file is missing.").arg(source.name),
            QStringLiteral("Copy all files of the shapefile (.shp, .shx, .dbf, .prj) into one folder."));
    }
}

Source examinedAny(const QString &path, const QString &format)
{
    Source source;
    source.path = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    source.name = QFileInfo(path).fileName();
    if (path.isEmpty() || source.path.startsWith(QStringLiteral("/vsi"))) {
        throw Error(ErrorKind::Invalid, QStringLiteral("\"%1\" is not a file.").arg(path),
                    QStringLiteral("Choose a file on this computer."));
    }
    requireRegular(source.path, source.name);
    const QString ending = format.isEmpty() ? QFileInfo(path).suffix().toLower() : format;
    const FormatEntry *entry = entryOfEnding(ending);
    if (!entry) {
        const bool part =
            QStringList{QStringLiteral("dbf"), QStringLiteral("shx"), QStringLiteral("prj")}.contains(ending);
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("%1 is of a kind that Marz does not open.").arg(source.name),
                    part ? QStringLiteral("It is part of a shapefile: open the .shp file.") : knownKinds);
    }
    source.format = entry->format;
    source.drivers = QString::fromLatin1(entry->drivers).split(u'|', Qt::SkipEmptyParts);
    if (source.format == Format::Shapefile) {
        // A link to the .shp alone: its side files are where it leads.
        if (sideFile(source.path, QStringLiteral("shx")).isEmpty())
            source.path = QFileInfo(source.path).canonicalFilePath();
    }
    const QByteArray first = firstBytes(source.path, source.name);
    source.isZip =
        first.startsWith("PK") && (source.format == Format::Kml || source.format == Format::ZippedShapefile);
    const QString content = otherContent(source.format, first);
    if (content == QStringLiteral("empty")) {
        throw Error(ErrorKind::Damaged, QStringLiteral("%1 is empty.").arg(source.name),
                    QStringLiteral("Copy or export it again from where it came."));
    }
    if (!content.isEmpty()) {
        throw Error(ErrorKind::Damaged,
                    QStringLiteral("%1 is not %2: it holds %3.")
                        .arg(source.name, QString::fromLatin1(entry->words), content),
                    format.isEmpty()
                        ? QStringLiteral("Export it again, or give it the ending of what it is. ") %
                              knownKinds
                        : QStringLiteral("Name the format that it is of, or none."));
    }
    if (source.format == Format::GeoPackage)
        source.options = {QStringLiteral("IMMUTABLE=YES"), QStringLiteral("LIST_ALL_TABLES=NO")};
    examineSides(source);
    if (isRaster(source.format))
        examineRaster(source, first);
    if (source.format == Format::GeoJson && geoJsonLinksElsewhere(source.path)) {
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral("%1 takes its coordinate system from a link to elsewhere.").arg(source.name),
            QStringLiteral("Nothing was opened. Export it again in WGS 84, without a \"crs\" member."));
    }
    return source;
}

} // namespace

qint64 bytesOf(const Source &source)
{
    qint64 bytes = QFileInfo(source.path).size();
    for (const QString &side : sidesOf(source.path, entryOf(source.format)))
        bytes += QFileInfo(side).size();
    return bytes;
}

Source examined(const QString &path, const QString &format)
{
    const Source source = examinedAny(path, format);
    if (!isRaster(source.format))
        return source;
    throw Error(ErrorKind::Invalid,
                QStringLiteral("%1 holds a picture or elevations, not shapes or rows.").arg(source.name),
                QStringLiteral("Add it to the map as a picture or elevations."));
}

Source examinedRaster(const QString &path)
{
    const Source source = examinedAny(path, {});
    if (isRaster(source.format))
        return source;
    throw Error(ErrorKind::Invalid,
                QStringLiteral("%1 holds shapes or rows, not a picture or elevations.").arg(source.name),
                QStringLiteral("Add it to the map as a layer of shapes."));
}

QStringList rasterEndings()
{
    QStringList endings;
    for (const FormatEntry &entry : formats) {
        if (isRaster(entry.format))
            endings += words(entry.endings);
    }
    return endings;
}

QStringList filesReadWith(const QString &path)
{
    const FormatEntry *entry = entryOfEnding(QFileInfo(path).suffix().toLower());
    return entry ? QStringList(path) + sidesOf(path, *entry) : QStringList(path);
}

bool isRasterEnding(const QString &path)
{
    return rasterEndings().contains(QFileInfo(path).suffix().toLower());
}

} // namespace marz::io
