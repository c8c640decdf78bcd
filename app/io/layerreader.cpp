#include "io/layerreader.h"

#include "base/error.h"
#include "io/gdalsetup.h"
#include "io/geometryread.h"
#include "io/shapefilecheck.h"
#include "io/textdecode.h"

#include <QFile>
#include <QFileInfo>

#include <ogrsf_frmts.h>

#include <cmath>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

struct TransformCloser {
    void operator()(OGRCoordinateTransformation *transform) const
    {
        OGRCoordinateTransformation::DestroyCT(transform);
    }
};
using TransformPtr = std::unique_ptr<OGRCoordinateTransformation, TransformCloser>;

QString crsText(const OGRSpatialReference &crs)
{
    const char *authority = crs.GetAuthorityName(nullptr);
    const char *code = crs.GetAuthorityCode(nullptr);
    if (authority && code)
        return QString::fromUtf8(authority) % u':' % QString::fromUtf8(code);
    return QString::fromUtf8(crs.GetName() ? crs.GetName() : "");
}

/// Without .cpg and with a table that says only "ANSI", GDAL would guess Latin-1: the bytes are asked for as
/// they are.
QStringList shapefileOptions(const QString &path)
{
    if (!sideFile(path, QStringLiteral("cpg")).isEmpty())
        return {};
    QFile dbf(sideFile(path, QStringLiteral("dbf")));
    if (!dbf.open(QIODevice::ReadOnly) || !dbf.seek(29))
        return {};
    char language = 0;
    dbf.getChar(&language);
    return language == 0 || language == 0x57 ? QStringList{QStringLiteral("ENCODING=")} : QStringList{};
}

QString isoDate(const OGRFeature &feature, int index)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (!feature.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &zone))
        return QString::fromUtf8(feature.GetFieldAsString(index));
    const QString date = QString::asprintf("%04d-%02d-%02d", year, month, day);
    const QString time = QString::asprintf("%02d:%02d:%02d", hour, minute, static_cast<int>(second));
    switch (feature.GetFieldDefnRef(index)->GetType()) {
    case OFTDate:
        return date;
    case OFTTime:
        return time;
    default:
        break;
    }
    QString offset;
    if (zone == 100) {
        offset = QStringLiteral("Z");
    } else if (zone > 1) {
        const int minutes = (zone - 100) * 15; // GDAL counts quarters of an hour, 100 = UTC
        offset = QString::asprintf("%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                                   std::abs(minutes) % 60);
    }
    return date % u'T' % time % offset;
}

/// Everything needed to turn GDAL's features of one layer into ours.
class LayerPass
{
public:
    LayerPass(const Source &source, OGRLayer &layer) : m_source(source), m_layer(layer) {}

    LayerData header(const QString &driver);
    void feature(OGRFeature &feature, const LayerSink &sink);
    QStringList warnings() const;

private:
    QString fieldText(const OGRFeature &feature, int index);
    void checkDegrees(const OGREnvelope &extent) const;
    void countInvalid(const OGRGeometry &geometry);

    const Source &m_source;
    OGRLayer &m_layer;
    TransformPtr m_transform;
    bool m_assumedWgs84 = false;
    GeometryFaults m_faults;
    qint64 m_untransformed = 0;
    qint64 m_doubtfulCells = 0;
    qint64 m_crossing = 0;
    int m_verticesToJudge =
        500'000; ///< validity is judged until this many are used up: it costs more than reading
};

LayerData LayerPass::header(const QString &driver)
{
    LayerData data;
    data.name = QString::fromUtf8(m_layer.GetName());
    data.driver = driver;
    const OGRFeatureDefn &definition = *m_layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        bool doubtful = false;
        data.fields.append(decodedCell(definition.GetFieldDefn(i)->GetNameRef(), &doubtful));
    }
    const char *encoding = m_layer.GetMetadataItem("SOURCE_ENCODING", "SHAPEFILE");
    data.encoding = encoding && *encoding ? QString::fromUtf8(encoding) : QStringLiteral("UTF-8");

    const OGRSpatialReference *crs = m_layer.GetSpatialRef();
    m_assumedWgs84 = !crs;
    if (!crs)
        return data;
    data.crs = crsText(*crs);
    OGRSpatialReference from(*crs);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const char *const criteria[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT",
                                    nullptr};
    if (from.IsSame(&wgs84, criteria) || data.crs == QLatin1String("OGC:CRS84"))
        return data;
    m_transform.reset(OGRCreateCoordinateTransformation(&from, &wgs84));
    if (!m_transform) {
        throw Error(ErrorKind::Invalid,
                    QStringLiteral(
                        "%1 uses a coordinate system that cannot be turned into longitude and latitude (%2).")
                        .arg(m_source.name, data.crs),
                    QStringLiteral("Export it again in WGS 84 (EPSG:4326)."));
    }
    return data;
}

QString LayerPass::fieldText(const OGRFeature &feature, int index)
{
    if (!feature.IsFieldSetAndNotNull(index))
        return {};
    switch (feature.GetFieldDefnRef(index)->GetType()) {
    case OFTReal:
        return QString::number(feature.GetFieldAsDouble(index), 'g', 15);
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        return isoDate(feature, index);
    default:
        break;
    }
    bool doubtful = false;
    QString text = decodedCell(feature.GetFieldAsString(index), &doubtful);
    m_doubtfulCells += doubtful;
    return text.isNull() ? QStringLiteral("") : text;
}

/// A layer that names no CRS is taken as WGS 84 only when its coordinates can be degrees.
void LayerPass::checkDegrees(const OGREnvelope &extent) const
{
    for (const geo::LonLat &p :
         {geo::LonLat{extent.MinX, extent.MinY}, geo::LonLat{extent.MaxX, extent.MaxY}}) {
        if (!std::isfinite(p.lon) || !std::isfinite(p.lat) || geo::isValid(p))
            continue;
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral(
                "%1 does not name its coordinate system, and its coordinates (%2, %3) are not degrees.")
                .arg(m_source.name)
                .arg(p.lon, 0, 'f', 1)
                .arg(p.lat, 0, 'f', 1),
            m_source.format == Format::Shapefile
                ? QStringLiteral("Put its .prj file beside it, or export it again in WGS 84.")
                : QStringLiteral("Export it again in WGS 84."));
    }
}

void LayerPass::countInvalid(const OGRGeometry &geometry)
{
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (m_verticesToJudge <= 0 || (type != wkbPolygon && type != wkbMultiPolygon))
        return;
    m_verticesToJudge -= static_cast<int>(geometry.WkbSize() / 16);
    CPLPushErrorHandler(CPLQuietErrorHandler); // GEOS reports where; the count is enough
    m_crossing += geometry.IsValid() ? 0 : 1;
    CPLPopErrorHandler();
}

void LayerPass::feature(OGRFeature &feature, const LayerSink &sink)
{
    Feature out;
    const int count = feature.GetFieldCount();
    out.fields.reserve(count);
    for (int i = 0; i < count; ++i)
        out.fields.append(fieldText(feature, i));

    OGRGeometry *geometry = feature.GetGeometryRef();
    if (geometry && m_assumedWgs84 && m_source.format == Format::Shapefile) {
        OGREnvelope extent;
        geometry->getEnvelope(&extent);
        checkDegrees(extent);
    }
    if (geometry)
        countInvalid(*geometry);
    if (geometry && m_transform && geometry->transform(m_transform.get()) != OGRERR_NONE) {
        ++m_untransformed;
        sink.feature(std::move(out));
        return;
    }
    std::vector<geo::Geometry> shapes = geometriesOf(geometry, m_faults);
    if (shapes.empty()) {
        sink.feature(std::move(out));
        return;
    }
    for (geo::Geometry &shape : shapes) {
        Feature one{std::move(shape), out.fields};
        sink.feature(std::move(one));
    }
}

QStringList LayerPass::warnings() const
{
    QStringList out = m_faults.sentences();
    if (m_assumedWgs84)
        out.prepend(QStringLiteral("The file does not name its coordinate system; it is taken as WGS 84."));
    if (m_untransformed > 0)
        out +=
            QStringLiteral("%1 records lie where their coordinate system is not defined and are not drawn.")
                .arg(m_untransformed);
    if (m_crossing > 0)
        out += QStringLiteral("%1 areas cross themselves; they are drawn as they are.").arg(m_crossing);
    if (m_doubtfulCells > 0)
        out +=
            QStringLiteral(
                "%1 cells are not UTF-8 and were read as a Windows code page. Check that names look right.")
                .arg(m_doubtfulCells);
    return out;
}

OGRLayer *chosenLayer(GDALDataset &dataset, const Source &source, const QString &name, QStringList &warnings)
{
    const int count = dataset.GetLayerCount();
    if (!name.isEmpty()) {
        if (OGRLayer *layer = dataset.GetLayerByName(name.toUtf8().constData()))
            return layer;
        throw Error(ErrorKind::NotFound, QStringLiteral("%1 has no layer \"%2\".").arg(source.name, name),
                    QStringLiteral("Choose one of its layers."));
    }
    OGRLayer *chosen = nullptr;
    QStringList others;
    for (int i = 0; i < count; ++i) {
        OGRLayer *layer = dataset.GetLayer(i);
        if (!layer)
            continue;
        const bool hasRecords = layer->GetGeomType() != wkbNone && layer->GetFeatureCount(TRUE) != 0;
        if (!chosen && hasRecords)
            chosen = layer;
        else if (hasRecords)
            others.append(QString::fromUtf8(layer->GetName()));
    }
    if (!chosen && count > 0)
        chosen = dataset.GetLayer(0);
    if (!chosen) {
        throw Error(ErrorKind::Damaged, QStringLiteral("%1 holds no layer.").arg(source.name),
                    QStringLiteral("Check in the program that made it that the layer was saved."));
    }
    if (!others.isEmpty()) {
        warnings += QStringLiteral("Layer \"%1\" was read; the file also holds %2.")
                        .arg(QString::fromUtf8(chosen->GetName()), others.join(QStringLiteral(", ")));
    }
    return chosen;
}

/// What the shapefile's own headers say against what was read.
void checkShapes(const Source &source, qint64 read, QStringList &warnings)
{
    if (source.format != Format::Shapefile)
        return;
    const ShapefileCheck check = checkShapefile(source.path);
    if (const QString problem = check.problem(); !problem.isEmpty())
        warnings += QStringLiteral("The shapefile is not whole: %1.").arg(problem);
    const qint64 expected = std::max(check.shxRecords.value_or(0), check.dbfRecords.value_or(0));
    if (read < expected)
        warnings += QStringLiteral("%1 of %2 records could not be read or are marked as deleted.")
                        .arg(expected - read)
                        .arg(expected);
}

} // namespace

QStringList readLayerInto(const Source &source, const QString &layer, qint64 maxFeatures,
                          const LayerSink &sink)
{
    setUpGdal();
    GdalMessages messages;
    QStringList warnings;
    QStringList options = source.options;
    if (source.format == Format::Shapefile)
        options += shapefileOptions(source.path);
    const DatasetPtr dataset = openVector(source.path, source.drivers, options);
    if (!dataset) {
        throw Error(ErrorKind::Damaged,
                    QStringLiteral("%1 cannot be opened: it is damaged or not what its name says (%2).")
                        .arg(source.name,
                             messages.last().isEmpty() ? QStringLiteral("no reason given") : messages.last()),
                    QStringLiteral("Export it again from the program that made it."));
    }
    OGRLayer *chosen = chosenLayer(*dataset, source, layer, warnings);
    LayerPass pass(source, *chosen);
    sink.begin(pass.header(QString::fromUtf8(dataset->GetDriverName())));

    qint64 read = 0;
    chosen->ResetReading();
    while (const OGRFeatureUniquePtr feature{chosen->GetNextFeature()}) {
        if (++read > maxFeatures) {
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("%1 holds more than %2 records.").arg(source.name).arg(maxFeatures),
                        QStringLiteral("Cut it to the area you need and open that."));
        }
        pass.feature(*feature, sink);
    }
    if (read == 0)
        warnings += QStringLiteral("The layer holds no record.");
    warnings += pass.warnings();
    checkShapes(source, read, warnings);
    if (source.format == Format::GeoPackage && QFileInfo(source.path % QStringLiteral("-wal")).size() > 0)
        warnings += QStringLiteral(
            "Another program has the file open; what it has not written back yet is missing here.");
    for (const QString &text : messages.texts())
        warnings += QStringLiteral("GDAL: ") % text;
    return warnings;
}

} // namespace marz::io
