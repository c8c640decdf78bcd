#include "io/source.h"

#include "base/error.h"
#include "io/geojsoncrs.h"
#include "io/shapefilecheck.h"

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
    const char *sides;   ///< endings of the files that are read along, beside the same stem
    const char *words;
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
};

const QString knownKinds = QStringLiteral("Marz opens .shp (also in a .zip), .gpkg, .geojson, .kml, .kmz, "
                                          ".gpx, .fgb, .csv, .xlsx and .ods; save it "
                                          "as one of these.");

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

/// The name of the root element of an XML text, empty when there is none in @p text.
QByteArray rootElement(const QByteArray &text)
{
    qsizetype at = 0;
    while ((at = text.indexOf('<', at)) >= 0) {
        ++at;
        if (text.mid(at, 3) == "!--") {
            at = text.indexOf("-->", at);
            if (at < 0)
                return {};
            continue;
        }
        if (at < text.size() && (text[at] == '?' || text[at] == '!'))
            continue;
        qsizetype end = at;
        while (end < text.size() && !QByteArrayView(" \t\r\n/>").contains(text[end]))
            ++end;
        const QByteArray name = text.mid(at, end - at);
        return name.mid(name.indexOf(':') + 1);
    }
    return {};
}

/// What the content is, in words; empty when it fits @p format.
QString otherContent(Format format, const QByteArray &bytes)
{
    const bool utf16 = bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF");
    QByteArray text = bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3) : bytes;
    text = text.trimmed();
    const auto unless = [&](Format fits, const QString &what) { return format == fits ? QString() : what; };
    if (bytes.isEmpty())
        return QStringLiteral("empty");
    if (bytes.startsWith(QByteArray("\x00\x00\x27\x0A", 4)))
        return unless(Format::Shapefile, QStringLiteral("a shapefile"));
    if (bytes.startsWith("SQLite format 3")) {
        const QByteArray id = bytes.mid(68, 4);
        if (id == "GPKG" || id == "GP10" || id == "GP11")
            return unless(Format::GeoPackage, QStringLiteral("a GeoPackage"));
        return QStringLiteral("an SQLite database without map layers");
    }
    if (bytes.startsWith("fgb\x03"
                         "fgb"))
        return unless(Format::FlatGeobuf, QStringLiteral("FlatGeobuf"));
    if (bytes.startsWith("PK\x03\x04")) {
        if (bytes.mid(30, 60).contains("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
            return unless(Format::Ods, QStringLiteral("an OpenDocument spreadsheet"));
        // Which workbook or KMZ a ZIP is shows only in its directory: the driver for the ending decides.
        return format == Format::Xlsx || format == Format::Kml || format == Format::Ods ||
                       format == Format::ZippedShapefile
                   ? QString()
                   : QStringLiteral("a ZIP archive");
    }
    if (bytes.startsWith("\xD0\xCF\x11\xE0"))
        return QStringLiteral("an old Excel or an encrypted workbook");
    if (text.startsWith('<')) {
        const QByteArray root = rootElement(text);
        if (root == "kml")
            return unless(Format::Kml, QStringLiteral("KML"));
        if (root == "gpx")
            return unless(Format::Gpx, QStringLiteral("GPX"));
        if (root.contains("VRT"))
            return QStringLiteral("a GDAL description that leads to other files");
        return QStringLiteral("XML of another kind (%1)").arg(QString::fromUtf8(root));
    }
    if (text.startsWith('{') && (format != Format::Csv || text.contains("\"type\"")))
        return unless(Format::GeoJson, QStringLiteral("JSON"));
    if (format == Format::Csv)
        return utf16 || !bytes.contains('\0') ? QString() : QStringLiteral("binary data");
    return QStringLiteral("something else");
}

/// Side files are opened by GDAL too: a pipe among them would hang it.
void examineSides(const Source &source)
{
    for (const QString &ending : words(entryOf(source.format).sides)) {
        if (const QString side = sideFile(source.path, ending); !side.isEmpty())
            requireRegular(side, QFileInfo(side).fileName());
    }
    if (source.format == Format::Shapefile && sideFile(source.path, QStringLiteral("shx")).isEmpty()) {
        throw Error(
            ErrorKind::Damaged,
            QStringLiteral("%1 is incomplete: its .shx file is missing.").arg(source.name),
            QStringLiteral("Copy all files of the shapefile (.shp, .shx, .dbf, .prj) into one folder."));
    }
}

} // namespace

qint64 bytesOf(const Source &source)
{
    qint64 bytes = QFileInfo(source.path).size();
    for (const QString &ending : words(entryOf(source.format).sides)) {
        if (const QString side = sideFile(source.path, ending); !side.isEmpty())
            bytes += QFileInfo(side).size();
    }
    return bytes;
}

Source examined(const QString &path, const QString &format)
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
    if (source.format == Format::GeoJson && geoJsonLinksElsewhere(source.path)) {
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral("%1 takes its coordinate system from a link to elsewhere.").arg(source.name),
            QStringLiteral("Nothing was opened. Export it again in WGS 84, without a \"crs\" member."));
    }
    return source;
}

} // namespace marz::io
