#include "io/layerfile.h"

#include "base/error.h"
#include "io/archive.h"
#include "io/layercrs.h"
#include "io/layertexts.h"
#include "io/tablelayer.h"
#include "io/textdecode.h"

#include <QFileInfo>

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr int recordsToJudge = 1'000;
constexpr qint64 verticesToJudge = 200'000;

/// Calls @p take for the shapes of the layer's first records.
template <typename F>
void eachOfTheFirst(OGRLayer &layer, F take)
{
    qint64 vertices = 0;
    layer.ResetReading();
    for (int i = 0; i < recordsToJudge && vertices < verticesToJudge; ++i) {
        const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
        if (!feature)
            break;
        if (const OGRGeometry *geometry = feature->GetGeometryRef()) {
            vertices += qint64(geometry->WkbSize() / 16);
            take(*geometry);
        }
    }
    layer.ResetReading();
}

QString shapeWord(OGRwkbGeometryType type)
{
    switch (wkbFlatten(type)) {
    case wkbNone:
        return QStringLiteral("table");
    case wkbPoint:
    case wkbMultiPoint:
        return QStringLiteral("points");
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
        return QStringLiteral("lines");
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbTriangle:
    case wkbTIN:
    case wkbPolyhedralSurface:
        return QStringLiteral("areas");
    default:
        return QStringLiteral("mixed");
    }
}

/// Formats whose layers do not say their kind are judged by their first records.
QString shapeWordOf(OGRLayer &layer)
{
    QString word = shapeWord(layer.GetGeomType());
    if (word != QLatin1String("mixed"))
        return word;
    QStringList seen;
    eachOfTheFirst(layer, [&](const OGRGeometry &geometry) {
        const QString one = shapeWord(geometry.getGeometryType());
        if (!seen.contains(one))
            seen.append(one);
    });
    return seen.size() == 1 ? seen.first() : word;
}

/// Names of archive parts: by their file alone where that tells them apart.
void nameParts(std::vector<OpenLayer> &layers)
{
    QStringList names;
    for (const OpenLayer &layer : layers)
        names += layer.name;
    for (OpenLayer &layer : layers) {
        if (!layer.source.member.isEmpty() && names.count(layer.name) > 1)
            layer.name = layer.source.member;
    }
}

/// Counting all its records may take long: one is enough.
bool hasShapes(const OpenLayer &layer)
{
    if (layer.layer->GetGeomType() == wkbNone)
        return false;
    layer.layer->ResetReading();
    const OGRFeatureUniquePtr first{layer.layer->GetNextFeature()};
    layer.layer->ResetReading();
    return first != nullptr;
}

} // namespace

std::vector<OpenLayer> openLayers(const Source &source, const GdalMessages &messages, QStringList &notes)
{
    std::vector<OpenLayer> layers;
    bool isOpen = false;
    for (const Source &part : partsOf(source, notes)) {
        const std::shared_ptr<GDALDataset> dataset =
            openVector(part.path, part.drivers, part.options + LayerTexts::openOptions(part));
        if (!dataset && !part.member.isEmpty())
            notes +=
                QStringLiteral("%1 in the archive cannot be opened and was passed over.").arg(part.member);
        if (!dataset)
            continue;
        isOpen = true;
        for (int i = 0; i < dataset->GetLayerCount(); ++i) {
            OGRLayer *layer = dataset->GetLayer(i);
            bool doubtful = false;
            if (layer)
                layers.push_back({dataset, layer, part, decodedCell(layer->GetName(), &doubtful)});
        }
    }
    if (!isOpen) {
        throw Error(ErrorKind::Damaged,
                    QStringLiteral("%1 cannot be opened: it is damaged or not what its name says (%2).")
                        .arg(source.name,
                             messages.last().isEmpty() ? QStringLiteral("no reason given") : messages.last()),
                    QStringLiteral("Export it again from the program that made it."));
    }
    if (layers.empty()) {
        throw Error(ErrorKind::Damaged, QStringLiteral("%1 holds no layer.").arg(source.name),
                    QStringLiteral("Check in the program that made it that the layer was saved."));
    }
    nameParts(layers);
    return layers;
}

const OpenLayer &chosenLayer(const std::vector<OpenLayer> &layers, const Source &source, const QString &name,
                             QStringList &notes)
{
    QStringList names;
    for (const OpenLayer &layer : layers)
        names += layer.name;
    if (!name.isEmpty()) {
        const qsizetype at = names.indexOf(name);
        if (at >= 0)
            return layers[static_cast<std::size_t>(at)];
        throw Error(ErrorKind::NotFound, QStringLiteral("%1 has no layer \"%2\".").arg(source.name, name),
                    QStringLiteral("Its layers are %1.").arg(names.join(QStringLiteral(", "))));
    }
    const OpenLayer *chosen = nullptr;
    QStringList others;
    for (const OpenLayer &layer : layers) {
        if (!hasShapes(layer))
            continue;
        if (chosen)
            others += layer.name;
        else
            chosen = &layer;
    }
    if (!others.isEmpty()) {
        notes += QStringLiteral("Layer \"%1\" was read; the file also holds %2.")
                     .arg(chosen->name, others.join(QStringLiteral(", ")));
    }
    return chosen ? *chosen : layers.front();
}

std::optional<geo::LonLat> cornerBeyondDegrees(OGRLayer &layer)
{
    int fitting = 0;
    int beyond = 0;
    std::optional<geo::LonLat> corner;
    eachOfTheFirst(layer, [&](const OGRGeometry &geometry) {
        OGREnvelope extent;
        if (geometry.IsEmpty())
            return;
        geometry.getEnvelope(&extent);
        const geo::LonLat least{extent.MinX, extent.MinY};
        const geo::LonLat most{extent.MaxX, extent.MaxY};
        if (!std::isfinite(least.lon + least.lat + most.lon + most.lat))
            return;
        const bool fits = geo::isValid(least) && geo::isValid(most);
        ++(fits ? fitting : beyond);
        if (!fits && !corner)
            corner = geo::isValid(least) ? most : least;
    });
    return beyond > fitting ? corner : std::nullopt;
}

std::vector<LayerSummary> summariesOf(const Source &source)
{
    if (isTable(source.format))
        return tableLayerSummaries(source);
    setUpGdal();
    const GdalMessages messages;
    QStringList notes;
    std::vector<LayerSummary> out;
    for (const OpenLayer &open : openLayers(source, messages, notes)) {
        LayerSummary summary;
        summary.name = open.name;
        summary.records = open.layer->GetFeatureCount(TRUE);
        const bool isDetail = source.format == Format::Gpx &&
                              (summary.records == 0 || summary.name.endsWith(QLatin1String("_points")));
        if (isDetail)
            continue;
        summary.geometry = shapeWordOf(*open.layer);
        summary.crs = LayerCrs(source.name, open.layer->GetSpatialRef(), {}).text();
        out.push_back(std::move(summary));
    }
    return out;
}

} // namespace marz::io
