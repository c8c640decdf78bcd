#include "io/tablelayer.h"

#include "base/error.h"
#include "io/cells.h"
#include "io/gdalsetup.h"
#include "io/layercrs.h"
#include "io/tablereader.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <ogr_geometry.h>

#include <cmath>
#include <limits>
#include <optional>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

/// Usual names in bare form, best first.
struct PairNames {
    const char *x;
    const char *y;
};
constexpr PairNames pairNames[] = {
    {"longitude lon lng long londd decimallongitude долгота", "latitude lat latdd decimallatitude широта"},
    {"x xcoord pointx coordx", "y ycoord pointy coordy"},
    {"easting east eastings", "northing north northings"},
};
constexpr char wktNames[] = "wkt wktgeom geomwkt geometrywkt geom geometry thegeom shape";

qsizetype columnOf(const QStringList &bare, const char *names)
{
    for (const QString &name : QString::fromUtf8(names).split(u' ')) {
        if (const qsizetype at = bare.indexOf(name); at >= 0)
            return at;
    }
    return -1;
}

/// Where a table's coordinates are.
struct PlaceColumns {
    qsizetype x = -1;
    qsizetype y = -1;
    qsizetype wkt = -1;
    bool areThere() const { return wkt >= 0 || (x >= 0 && y >= 0); }
};

PlaceColumns placeColumns(const QStringList &columns)
{
    QStringList bare;
    for (const QString &column : columns)
        bare += bareName(column);
    PlaceColumns out;
    for (const PairNames &names : pairNames) {
        out.x = columnOf(bare, names.x);
        out.y = columnOf(bare, names.y);
        if (out.areThere())
            return out;
    }
    out.wkt = columnOf(bare, wktNames);
    return out;
}

Error noCoordinates(const Source &source)
{
    return Error(
        ErrorKind::Invalid,
        QStringLiteral("%1 is a table without columns of coordinates, not a map layer.").arg(source.name),
        QStringLiteral("Use File > Import to place its rows on the map, or name two of its columns "
                       "longitude and latitude."));
}

/// Metres or degrees; NaN when it is no number.
double coordinate(const QString &cell)
{
    bool isNumber = false;
    const double value = QString(cell).replace(u',', u'.').toDouble(&isNumber);
    return isNumber ? value : readDegrees(cell);
}

/// The shape of a row; null when it has none. What is no number becomes a point at infinity, to be counted:
/// one of NaN would be an empty point to GDAL.
std::unique_ptr<OGRGeometry> shapeOf(const QStringList &cells, const PlaceColumns &columns)
{
    constexpr double nowhere = std::numeric_limits<double>::infinity();
    if (columns.wkt >= 0) {
        const QByteArray wkt = cells.value(columns.wkt).trimmed().toUtf8();
        if (wkt.isEmpty())
            return nullptr;
        OGRGeometry *geometry = nullptr;
        if (OGRGeometryFactory::createFromWkt(wkt.constData(), nullptr, &geometry) == OGRERR_NONE)
            return std::unique_ptr<OGRGeometry>(geometry);
        return std::make_unique<OGRPoint>(nowhere, nowhere);
    }
    const QString x = cells.value(columns.x).trimmed();
    const QString y = cells.value(columns.y).trimmed();
    if (x.isEmpty() && y.isEmpty())
        return nullptr;
    const geo::LonLat p{coordinate(x), coordinate(y)};
    return std::isnan(p.lon + p.lat) ? std::make_unique<OGRPoint>(nowhere, nowhere)
                                     : std::make_unique<OGRPoint>(p.lon, p.lat);
}

/// What the first pass over a table finds.
struct TableLook {
    PlaceColumns columns;
    TableData header;
    qint64 rows = 0;
    qint64 fitting = 0; ///< rows in degrees
    qint64 beyond = 0;
    geo::LonLat corner; ///< of the first one beyond
};

/// Fills @p look as far as it comes. Throws when the table has no columns of coordinates.
void lookAt(const Source &source, const QString &sheet, qint64 maxRows, TableLook &look)
{
    const auto begin = [&](const TableData &header) {
        look.header = header;
        look.columns = placeColumns(header.columns);
        if (!look.columns.areThere())
            throw noCoordinates(source);
    };
    const auto row = [&](qint64, QStringList &&cells) {
        ++look.rows;
        const std::unique_ptr<OGRGeometry> shape = shapeOf(cells, look.columns);
        if (!shape || shape->IsEmpty())
            return;
        OGREnvelope extent;
        shape->getEnvelope(&extent);
        const geo::LonLat corner{extent.MaxX, extent.MaxY};
        if (!std::isfinite(corner.lon + corner.lat))
            return;
        const bool fits = geo::isValid(corner) && geo::isValid({extent.MinX, extent.MinY});
        if (!fits && look.beyond == 0)
            look.corner = corner;
        ++(fits ? look.fitting : look.beyond);
    };
    readTableInto(source, sheet, maxRows, {begin, row});
    if (!look.columns.areThere())
        throw noCoordinates(source);
}

/// A workbook's layers are its sheets, a text's only one has the name of the file.
QString nameOf(const Source &source, const TableLook &look)
{
    return source.format == Format::Csv ? QFileInfo(source.path).completeBaseName() : look.header.sheet;
}

LayerSummary summaryOf(const Source &source, const TableLook &look)
{
    LayerSummary summary;
    summary.name = nameOf(source, look);
    summary.geometry = look.columns.wkt >= 0 ? QStringLiteral("mixed") : QStringLiteral("points");
    summary.records = look.rows;
    return summary;
}

} // namespace

bool isTable(Format format)
{
    return format == Format::Csv || format == Format::Xlsx || format == Format::Ods;
}

LayerEnd readTableLayerInto(const Source &source, const LayerChoice &choice, qint64 maxFeatures,
                            const LayerSink &sink)
{
    setUpGdal();
    const GdalMessages messages; // of texts that are no WKT: they are counted
    const QString sheet = source.format == Format::Csv ? QString() : choice.layer;
    TableLook look;
    lookAt(source, sheet, maxFeatures, look);
    const QString name = nameOf(source, look);
    if (!choice.layer.isEmpty() && choice.layer != name) {
        throw Error(ErrorKind::NotFound,
                    QStringLiteral("%1 has no layer \"%2\".").arg(source.name, choice.layer),
                    QStringLiteral("Its layer is %1.").arg(name));
    }
    const LayerCrs crs(source.name, nullptr, choice.crs);
    LayerEnd end;
    LayerData header;
    header.name = name;
    header.driver = look.header.format.toUpper();
    header.crs = crs.text();
    header.encoding = look.header.encoding.toUpper();
    header.fields = look.header.columns;
    header.needsCrs = !crs.isKnown() && look.beyond > look.fitting;
    sink.begin(header, header.needsCrs ? 0 : look.rows);
    if (header.needsCrs) {
        end.warnings += needsCrsSentence(source.name, look.corner);
        return end;
    }
    const auto row = [&](qint64, QStringList &&cells) {
        const std::unique_ptr<OGRGeometry> shape = shapeOf(cells, look.columns);
        while (cells.size() < header.fields.size())
            cells.append(QString());
        cells.resize(header.fields.size());
        passRecord(shape.get(), std::move(cells), crs, end.statistics, sink);
    };
    const TableEnd table = readTableInto(source, sheet, maxFeatures, {[](const TableData &) {}, row});
    end.warnings = table.warnings + placeWarnings(crs, end.statistics) + end.statistics.sentences();
    if (table.columns.size() > header.fields.size())
        end.warnings +=
            QStringLiteral("Some rows have more cells than the header names columns; what is beyond "
                           "the header was left out.");
    return end;
}

std::vector<LayerSummary> tableLayerSummaries(const Source &source)
{
    setUpGdal();
    const GdalMessages messages;
    constexpr qint64 all = std::numeric_limits<qint64>::max();
    std::vector<LayerSummary> summaries;
    std::optional<Error> refusal;
    QStringList sheets;
    const auto add = [&](const QString &sheet) {
        TableLook look;
        try {
            lookAt(source, sheet, all, look);
            summaries.push_back(summaryOf(source, look));
        } catch (const Error &error) {
            refusal = error; // of a sheet that is no layer
        }
        if (sheet.isEmpty())
            sheets = look.header.sheets;
        return look.header.sheet;
    };
    const QString first = add({});
    for (const QString &sheet : sheets) {
        if (sheet != first)
            add(sheet);
    }
    if (summaries.empty())
        throw *refusal; // NOLINT(bugprone-unchecked-optional-access): each sheet gives one or the other
    return summaries;
}

} // namespace marz::io
