#include "io/layerreader.h"

#include "base/error.h"
#include "io/geometryread.h"
#include "io/layercrs.h"
#include "io/layerfile.h"
#include "io/layertexts.h"
#include "io/shapefilecheck.h"
#include "io/tablelayer.h"

#include <QFileInfo>

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

/// Areas are tested for crossing themselves until these are used up: it costs more than reading them.
constexpr qint64 verticesToJudge = 200'000;

/// Counts areas that cross themselves, or whose rings cross each other.
class CrossingTest
{
public:
    void take(const OGRGeometry &geometry, LayerStatistics &statistics)
    {
        const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
        const auto vertices = qint64(geometry.WkbSize() / 16);
        if (vertices > m_left || (type != wkbPolygon && type != wkbMultiPolygon))
            return;
        m_left -= vertices;
        ++statistics.judgedAreas;
        CPLPushErrorHandler(CPLQuietErrorHandler); // GEOS reports where; the count is enough
        statistics.crossingAreas += geometry.IsValid() ? 0 : 1;
        CPLPopErrorHandler();
    }

private:
    qint64 m_left = verticesToJudge;
};

/// What is wrong with the .prj beside a shapefile from which GDAL took no coordinate system.
QString projectionNote(const Source &source)
{
    const QString path =
        source.format == Format::Shapefile ? sideFile(source.path, QStringLiteral("prj")) : QString();
    if (path.isEmpty())
        return {};
    const QByteArray bytes = firstBytesOf(path, 100);
    QString what = QStringLiteral("is not a description of a coordinate system");
    if (bytes.trimmed().isEmpty())
        what = QStringLiteral("is empty");
    else if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF") || bytes.contains('\0'))
        what = QStringLiteral("is UTF-16 text or binary, not plain text");
    return QStringLiteral("%1 %2, so the file counts as without a coordinate system.")
        .arg(QFileInfo(path).fileName(), what);
}

/// A GeoJSON text is in degrees by its standard; many are not, and say nothing.
bool mayBeOtherThanSaid(const Source &source, const LayerCrs &crs)
{
    return !crs.isChosen() && (!crs.isKnown() || (source.format == Format::GeoJson && crs.isWgs84()));
}

/// What the shapefile's own headers say against what was read.
void checkShapes(const Source &source, LayerEnd &end)
{
    if (source.format != Format::Shapefile)
        return;
    const ShapefileCheck check = checkShapefile(source.path);
    if (const QString problem = check.problem(); !problem.isEmpty()) {
        end.warnings +=
            QStringLiteral("The shapefile is not whole: %1. Copy all its files again from where it "
                           "came.")
                .arg(problem);
    }
    qint64 expected = check.shxRecords.value_or(0);
    if (!check.truncated)
        expected = std::max(expected, check.dbfRecords.value_or(0));
    end.statistics.unread = std::max<qint64>(0, expected - end.statistics.records);
    if (end.statistics.unread > 0)
        end.warnings += QStringLiteral("%1 of %2 records could not be read or are marked as deleted.")
                            .arg(end.statistics.unread)
                            .arg(expected);
}

/// Throws when nothing was read though something is there.
void requireSomething(const Source &source, const LayerEnd &end, const GdalMessages &messages)
{
    if (end.statistics.records > 0 || (end.statistics.unread == 0 && messages.last().isEmpty()))
        return;
    throw Error(
        ErrorKind::Damaged,
        QStringLiteral("%1: no record of it can be read (%2).")
            .arg(source.name, messages.last().isEmpty() ? end.warnings.join(u' ') : messages.last()),
        QStringLiteral("Copy it again from where it came, or export it again from the program that made "
                       "it."));
}

/// Reads the records of @p open into @p end and @p sink.
void readRecords(const OpenLayer &open, const LayerCrs &crs, LayerTexts &texts, qint64 maxFeatures,
                 LayerEnd &end, const LayerSink &sink)
{
    CrossingTest crossing;
    open.layer->ResetReading();
    while (const OGRFeatureUniquePtr feature{open.layer->GetNextFeature()}) {
        if (end.statistics.records >= maxFeatures) {
            throw Error(ErrorKind::Invalid,
                        QStringLiteral("%1 holds more than %2 records.")
                            .arg(open.source.name, QString::number(maxFeatures)),
                        QStringLiteral("Cut it to the area you need and open that."));
        }
        OGRGeometry *geometry = feature->GetGeometryRef();
        const LayerStatistics before = end.statistics;
        passRecord(geometry, texts.cells(*feature), crs, end.statistics, sink);
        const bool isWhole = end.statistics.drawn > before.drawn &&
                             end.statistics.droppedParts == before.droppedParts &&
                             end.statistics.closedRings == before.closedRings;
        if (isWhole)
            crossing.take(*geometry, end.statistics);
    }
    if (end.statistics.records == 0)
        end.warnings += QStringLiteral("The layer holds no record.");
}

bool isFinite(const OGRGeometry &geometry)
{
    OGREnvelope extent;
    geometry.getEnvelope(&extent);
    return std::isfinite(extent.MinX + extent.MinY + extent.MaxX + extent.MaxY);
}

} // namespace

LayerEnd readLayerInto(const Source &source, const LayerChoice &choice, qint64 maxFeatures,
                       const LayerSink &sink)
{
    Source encoded = source;
    encoded.encoding = choice.encoding;
    if (isTable(source.format))
        return readTableLayerInto(encoded, choice, maxFeatures, sink);
    setUpGdal();
    const GdalMessages messages;
    LayerEnd end;
    const std::vector<OpenLayer> layers = openLayers(encoded, messages, end.warnings);
    const OpenLayer &open = chosenLayer(layers, source, choice.layer, end.warnings);
    const LayerCrs crs(source.name, open.layer->GetSpatialRef(), choice.crs);
    LayerTexts texts(open.source, end.statistics);
    LayerData header;
    header.name = open.name;
    header.driver = QString::fromUtf8(open.dataset->GetDriverName());
    header.crs = crs.text();
    header.encoding = texts.encoding();
    header.fields = texts.fieldNames(*open.layer->GetLayerDefn());
    end.warnings += texts.notes();
    if (!crs.isKnown()) {
        const QString note = crs.doubt().isEmpty() ? projectionNote(open.source) : crs.doubt();
        if (!note.isEmpty())
            end.warnings += note;
    }
    if (mayBeOtherThanSaid(open.source, crs)) {
        if (const auto corner = cornerBeyondDegrees(*open.layer)) {
            header.needsCrs = true;
            header.crs.clear();
            sink.begin(header, 0);
            end.warnings.prepend(needsCrsSentence(source.name, *corner));
            return end;
        }
    }
    const bool isCounted = open.layer->TestCapability(OLCFastFeatureCount) != 0;
    sink.begin(header, isCounted ? open.layer->GetFeatureCount(FALSE) : -1);
    readRecords(open, crs, texts, maxFeatures, end, sink);
    end.warnings += placeWarnings(crs, end.statistics) + end.statistics.sentences();
    checkShapes(open.source, end);
    requireSomething(source, end, messages);
    if (source.format == Format::GeoPackage && QFileInfo(source.path % QStringLiteral("-wal")).size() > 0)
        end.warnings += QStringLiteral(
            "Another program has the file open; what it has not written back yet is missing here.");
    for (const QString &text : messages.texts())
        end.warnings += QStringLiteral("GDAL: ") % text;
    return end;
}

void passRecord(OGRGeometry *geometry, QStringList &&fields, const LayerCrs &crs, LayerStatistics &statistics,
                const LayerSink &sink)
{
    ++statistics.records;
    std::vector<geo::Geometry> shapes;
    if (geometry && !crs.toWgs84(*geometry))
        ++(isFinite(*geometry) ? statistics.untransformed : statistics.notFinite);
    else
        shapes = geometriesOf(geometry, statistics);
    if (shapes.empty()) {
        sink.feature({{}, std::move(fields)});
        return;
    }
    ++statistics.drawn;
    const geo::LonLat &first = shapes.front().vertices.front();
    statistics.farFromCrs += crs.isFar(first.lon, first.lat) ? 1 : 0;
    for (std::size_t i = 0; i + 1 < shapes.size(); ++i)
        sink.feature({std::move(shapes[i]), fields});
    sink.feature({std::move(shapes.back()), std::move(fields)});
}

QStringList placeWarnings(const LayerCrs &crs, const LayerStatistics &statistics)
{
    QStringList out;
    if (!crs.isKnown())
        out += QStringLiteral("The file does not name its coordinate system; it is taken as WGS 84.");
    const qint64 lost = statistics.outside + statistics.untransformed + statistics.notFinite;
    const QString advice = QStringLiteral("The coordinate system is probably another one: choose it.");
    const QString text = crs.isKnown() ? crs.text() : QStringLiteral("WGS 84");
    if (lost > 0 && statistics.drawn == 0) {
        out += QStringLiteral("Nothing is drawn: none of %1 records lies on the Earth by %2. %3")
                   .arg(lost)
                   .arg(text, advice);
    } else if (lost > statistics.drawn) {
        out += QStringLiteral("%1 of %2 records do not lie on the Earth by %3. %4")
                   .arg(lost)
                   .arg(lost + statistics.drawn)
                   .arg(text, advice);
    }
    if (statistics.farFromCrs * 2 > statistics.drawn) {
        out += QStringLiteral("%1 of %2 records lie far from where %3 is used. %4")
                   .arg(statistics.farFromCrs)
                   .arg(statistics.drawn)
                   .arg(text, advice);
    }
    return out;
}

QString needsCrsSentence(const QString &file, const geo::LonLat &corner)
{
    return QStringLiteral(
               "%1 does not name its coordinate system, and its coordinates (%2, %3) are not degrees.")
        .arg(file, QString::number(corner.lon, 'f', 1), QString::number(corner.lat, 'f', 1));
}

} // namespace marz::io
