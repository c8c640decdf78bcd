#include "base/error.h"
#include "io/foreign.h"
#include "io/replacefile.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/foreignlayer.h"
#include "session/geodata.h"
#include "session/layerlist.h"
#include "session/mapexport.h"
#include "session/rasterlayers.h"
#include "session/storedlayers.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

/// `render`: the same picture as the window's export.
namespace marz::session {

namespace {

const geo::GeoBox homeExtent{67.2, 36.4, 75.2, 41.1}; ///< Tajikistan, when nothing says where
constexpr double symbolMarginPx = 32;                 ///< so that symbols and badges at the edge are whole
constexpr double leastSpanDeg = 0.2;                  ///< of a map of incidents: one alone has no extent

/// What the map is to show, in degrees, and what is left free around it, device-independent pixels.
struct Frame {
    geo::GeoBox extent;
    double marginPx = 0;
};

QSize sizeOf(const RenderWords &words, double dpi)
{
    if (!words.paper.isEmpty())
        return map::paperSizePx(words.paper, dpi);
    if (words.size.isEmpty())
        return {1920, 1080};
    static const QRegularExpression form(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
    const QRegularExpressionMatch match = form.match(words.size);
    if (!match.hasMatch())
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("--size %1: write WIDTHxHEIGHT in pixels.").arg(words.size));
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

geo::GeoBox regionExtent(const incident::RegionChoice &region)
{
    const Geodata &geodata = *sharedGeodata();
    if (!region.admin2.isEmpty()) {
        for (const places::Place *district : geodata.gazetteer.districts()) {
            if (district->name != region.admin2 || district->admin1Code != region.admin1Code)
                continue;
            const double latDeg = district->radiusM / 111'000;
            const double lonDeg = latDeg / 0.78; // a district of this belt lies near 38 degrees north
            const geo::LonLat c = district->position;
            return {c.lon - lonDeg, c.lat - latDeg, c.lon + lonDeg, c.lat + latDeg};
        }
    }
    return geo::extentOf(geodata.boundaries.unit(region.admin1Code)->area);
}

/// @p box, at least leastSpanDeg wide and high.
geo::GeoBox widened(const geo::GeoBox &box)
{
    const double byLon = std::max(0.0, leastSpanDeg - (box.east - box.west)) / 2;
    const double byLat = std::max(0.0, leastSpanDeg - (box.north - box.south)) / 2;
    return {box.west - byLon, box.south - byLat, box.east + byLon, box.north + byLat};
}

Frame frameOf(const CommandStore &opened, const incident::Filter &filter, const RenderWords &words)
{
    if (words.extent)
        return {*words.extent};
    geo::GeoBox box;
    for (const incident::RegionChoice &region : filter.regions) {
        const geo::GeoBox each = regionExtent(region);
        box.include({each.west, each.south});
        box.include({each.east, each.north});
    }
    if (!box.isEmpty())
        return {box};
    for (index::Row row = 0; row < opened.index->size(); ++row) {
        if (opened.index->isLocated(row))
            box.include(opened.index->lonLat(row));
    }
    return box.isEmpty() ? Frame{homeExtent} : Frame{widened(box), symbolMarginPx};
}

void warn(QStringList &warnings, const ForeignLayer &read)
{
    for (const QString &warning : read.warnings)
        warnings << QStringLiteral("%1: %2").arg(read.layer.name, warning);
}

/// Layers of a store that are switched off.
QSet<QString> hiddenIn(const QJsonArray &rows)
{
    QSet<QString> ids;
    for (const QJsonValue &row : rows) {
        if (!row[QLatin1String("visible")].toBool(true))
            ids.insert(row[QLatin1String("id")].toString());
    }
    return ids;
}

/// The map's layers with those that the store keeps, as the window shows them. One that cannot be read is a
/// warning. @p colourNumber goes on with each.
std::vector<map::ReferenceLayer> keptLayers(const CommandStore &opened, const QString &storePath,
                                            const RenderWords &words, int &colourNumber,
                                            QStringList &warnings)
{
    LayerList list;
    list.setLayers(sharedGeodata()->layers);
    QByteArray json;
    for (const auto &[name, content] : opened.store.named(layersTable)) {
        if (name == layersRow)
            json = content;
    }
    const StoredLayers stored = storedLayersOf(json, QFileInfo(storePath).absolutePath());
    const QSet<QString> hidden = hiddenIn(stored.rows);
    for (const SavedLayer &each : stored.own) {
        if (!each.source.service)
            io::requireReplaceable(words.out, {each.source.path});
        const int number = colourNumber++;
        if (hidden.contains(each.id))
            continue;
        try {
            ForeignLayer read = foreignLayer({each, number, {}}, {}, {});
            warn(warnings, read);
            list.add(std::move(read.layer));
        } catch (const base::Error &error) {
            warnings << QStringLiteral("The layer %1 is not drawn. %2").arg(each.name, error.message());
        }
    }
    if (stored.isThere)
        list.restoreRows(stored.rows);
    return list.layers();
}

/// The layers of the picture: the map's, the store's, and on top those of @p words.
std::vector<map::ReferenceLayer> layersOf(const CommandStore &opened, const QString &storePath,
                                          const RenderWords &words, QStringList &warnings)
{
    int colourNumber = 0;
    std::vector<map::ReferenceLayer> layers = keptLayers(opened, storePath, words, colourNumber, warnings);
    for (const QString &file : words.layers) {
        ForeignChoice choice = foreignChoice(file, colourNumber++);
        choice.crsIfNone = words.layerCrs;
        ForeignLayer read = foreignLayer(choice, {}, {});
        warn(warnings, read);
        insertForeign(layers, std::move(read.layer));
    }
    return layers;
}

} // namespace

CommandResult renderMap(const QString &path, const incident::Filter &filter, const RenderWords &words)
{
    MapExportChoice choice;
    choice.path = words.out;
    choice.dpi = words.dpi.value_or(words.paper.isEmpty() ? 96 : 300);
    choice.sizePx = sizeOf(words, choice.dpi);
    choice.title = words.title;
    const QString profile = words.profile.isEmpty() ? QStringLiteral("internal") : words.profile;
    const std::optional<incident::Profile> chosen = incident::fromCode<incident::Profile>(profile);
    if (!chosen)
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("--profile %1: none of public, partner, internal.").arg(profile));
    choice.profile = *chosen;
    io::requireReplaceable(choice.path, QStringList(path) + words.layers);

    const CommandStore opened(path, store::Access::ReadOnly);
    Filtered filtered =
        filteredOf(opened.index, filter, [&](const incident::Filter &each) { return opened.mask(each); });
    map::Scene scene;
    QStringList warnings;
    scene.layers = layersOf(opened, path, words, warnings);
    scene.hasGraticule = words.hasGraticule;
    scene.annotations = opened.store.annotations();
    const std::vector<incident::Incident> shown = opened.store.incidents(opened.fids(*filtered.mask));
    const Frame frame = frameOf(opened, filter, words);
    const geo::Crs crs = crsOf(words.crs, frame.extent);
    if (crs.toMap(frame.extent).isEmpty())
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("%1 cannot show that part of the world.").arg(crs.code()),
                          QStringLiteral("Choose another CRS, or --crs utm for the zone of the frame."));
    const MapExportReport report = exportMap(mapExportOf(choice, std::move(scene), std::move(filtered), shown,
                                                         {crs, frame.extent, frame.marginPx}),
                                             {});
    warnings += report.warnings;

    CommandResult result;
    result.json = {{QStringLiteral("file"), report.path},
                   {QStringLiteral("width"), report.sizePx.width()},
                   {QStringLiteral("height"), report.sizePx.height()},
                   {QStringLiteral("crs"), crs.code()},
                   {QStringLiteral("extent"), QJsonArray{report.extent.west, report.extent.south,
                                                         report.extent.east, report.extent.north}},
                   {QStringLiteral("incidents_drawn"), static_cast<qint64>(report.incidentsDrawn)},
                   {QStringLiteral("incidents_not_on_map"), static_cast<qint64>(report.incidentsNotOnMap)},
                   {QStringLiteral("seconds"), report.seconds},
                   {QStringLiteral("warnings"), QJsonArray::fromStringList(warnings)}};
    result.text = QStringLiteral("%1: %2 x %3 pixels, incidents drawn: %4, not on the map: %5")
                      .arg(report.path)
                      .arg(report.sizePx.width())
                      .arg(report.sizePx.height())
                      .arg(report.incidentsDrawn)
                      .arg(report.incidentsNotOnMap);
    result.notes = warnings;
    return result;
}

} // namespace marz::session
