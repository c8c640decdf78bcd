#include "io/sourcecontent.h"

#include <array>
#include <optional>

namespace marz::io {

namespace {

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

/// The kind of picture or grid that @p bytes start; empty when they start none.
std::optional<Format> rasterContent(const QByteArray &bytes)
{
    static const std::array<std::pair<QByteArray, Format>, 7> magics{{
        {QByteArray("II*\0", 4), Format::GeoTiff},
        {QByteArray("MM\0*", 4), Format::GeoTiff},
        {QByteArray("II+\0", 4), Format::GeoTiff},
        {QByteArray("MM\0+", 4), Format::GeoTiff},
        {QByteArray("\x89PNG\r\n\x1a\n", 8), Format::Png},
        {QByteArray("\xFF\xD8\xFF", 3), Format::Jpeg},
        {QByteArray("ncols"), Format::AsciiGrid},
    }};
    for (const auto &[magic, format] : magics) {
        if (bytes.left(magic.size()) == magic)
            return format;
    }
    const QByteArray first = bytes.trimmed().left(16).toLower();
    for (const char *word : {"ncols", "nrows", "xllcorner", "yllcorner", "xllcenter", "cellsize"}) {
        if (first.startsWith(word))
            return Format::AsciiGrid;
    }
    return std::nullopt;
}

QString rasterWords(Format format)
{
    switch (format) {
    case Format::GeoTiff:
        return QStringLiteral("a TIFF picture");
    case Format::Png:
        return QStringLiteral("a PNG picture");
    case Format::Jpeg:
        return QStringLiteral("a JPEG picture");
    default:
        return QStringLiteral("an ASCII grid");
    }
}

} // namespace

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
    if (const auto raster = format == Format::Csv ? std::nullopt : rasterContent(bytes))
        return unless(*raster, rasterWords(*raster));
    if (bytes.startsWith("SQLite format 3")) {
        if (format == Format::MBTiles)
            return {};
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
    if (format == Format::SrtmHeight)
        return {}; // bare numbers: its size tells
    if (format == Format::Csv)
        return utf16 || !bytes.contains('\0') ? QString() : QStringLiteral("binary data");
    return QStringLiteral("something else");
}

} // namespace marz::io
