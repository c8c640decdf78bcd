#include "session/layerloading.h"

#include "base/error.h"
#include "geo/crs.h"
#include "io/foreign.h"
#include "session/rasterlayers.h"
#include "store/connection.h"
#include "store/schema.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace marz::session {

namespace {

double signedArea(std::span<const geo::LonLat> ring)
{
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice += (ring[i - 1].lon - ring[0].lon) * (ring[i].lat - ring[0].lat) -
                 (ring[i].lon - ring[0].lon) * (ring[i - 1].lat - ring[0].lat);
    return twice / 2;
}

/// Turns rings so that areas which overlap are painted at once: outer ones counter-clockwise, holes
/// clockwise.
void orient(geo::Geometry &geometry)
{
    if (geometry.kind != geo::GeometryKind::Polygon)
        return;
    std::size_t part = 0;
    for (const std::uint32_t end : geometry.polygonEnds) {
        for (bool isOuter = true; part < end && part < geometry.partCount(); ++part, isOuter = false) {
            const bool isCounterClockwise = signedArea(geometry.part(part)) > 0;
            if (isCounterClockwise == isOuter)
                continue;
            const std::size_t begin = part == 0 ? 0 : geometry.partEnds[part - 1];
            std::reverse(geometry.vertices.begin() + static_cast<std::ptrdiff_t>(begin),
                         geometry.vertices.begin() + static_cast<std::ptrdiff_t>(geometry.partEnds[part]));
        }
    }
}

void count(const geo::Geometry &geometry, LayerFacts &facts)
{
    if (geometry.isEmpty())
        return;
    switch (geometry.kind) {
    case geo::GeometryKind::Point:
        ++facts.points;
        break;
    case geo::GeometryKind::Line:
        ++facts.lines;
        break;
    case geo::GeometryKind::Polygon:
        ++facts.areas;
        break;
    }
    const geo::GeoBox box = geo::extentOf(geometry);
    if (!box.isEmpty()) {
        facts.extent.include({box.west, box.south});
        facts.extent.include({box.east, box.north});
    }
}

io::LayerData read(const QString &program, const LayerSource &source, const base::CancelToken &cancel,
                   const base::Progress &progress)
{
    return io::Foreign(program).readLayer(source.path, {source.layer, source.crs, source.encoding}, cancel,
                                          progress);
}

} // namespace

LoadedLayer loadLayer(const QString &program, const LayerSource &source, const base::CancelToken &cancel,
                      const base::Progress &progress)
{
    io::LayerData data = read(program, source, cancel, progress);
    LoadedLayer loaded;
    loaded.needsCrs = data.needsCrs;
    loaded.facts.driver = data.driver;
    loaded.facts.crs = data.crs;
    loaded.facts.encoding = data.encoding;
    loaded.facts.records = data.statistics.records;
    loaded.facts.drawn = data.statistics.drawn;
    loaded.facts.warnings = data.warnings;
    auto table = std::make_shared<LayerTable>();
    table->fields = data.fields;
    table->rows.reserve(data.features.size());
    loaded.features.reserve(data.features.size());
    std::size_t done = 0;
    for (io::Feature &each : data.features) {
        if (++done % 4096 == 0)
            cancel.throwIfCancelled();
        orient(each.geometry);
        count(each.geometry, loaded.facts);
        map::LayerFeature feature;
        feature.geometry = std::move(each.geometry);
        loaded.features.push_back(std::move(feature));
        table->rows.push_back(std::move(each.fields));
    }
    loaded.table = std::move(table);
    return loaded;
}

std::vector<LayerOffer> layersInFile(const QString &program, const QString &path,
                                     const base::CancelToken &cancel)
{
    std::vector<LayerOffer> offers;
    for (const io::LayerSummary &each : io::Foreign(program).layersOf(path, cancel)) {
        if (each.geometry != QLatin1String("table"))
            offers.push_back({each.name, each.geometry, each.records, each.crs});
    }
    return offers;
}

geo::MapBox rawExtent(const QString &program, const LayerSource &source, const base::CancelToken &cancel,
                      const base::Progress &progress)
{
    if (isRaster(source))
        return io::Foreign(program).readRasterInfo(source.path, {}, cancel).raw;
    // Taken for Web Mercator and back again, the coordinates are the file's own: that formula has an inverse.
    LayerSource taken = source;
    const geo::Crs mercator = geo::Crs::webMercator();
    taken.crs = mercator.code();
    geo::MapBox box;
    for (const io::Feature &feature : read(program, taken, cancel, progress).features) {
        for (const geo::LonLat &p : feature.geometry.vertices) {
            const geo::MapPoint at = mercator.toMap(p);
            if (std::isfinite(at.x) && std::isfinite(at.y))
                box.include(at);
        }
    }
    return box;
}

bool isMarzStore(const QString &path)
{
    if (!QFileInfo(path).isFile()) // a pipe would be waited for
        return false;
    // SQLite makes side files for whatever is in WAL mode, unless told that nobody writes it; where there are
    // some, a program has it open.
    const bool isInUse = QFileInfo::exists(path + QStringLiteral("-wal"));
    try {
        const store::Connection connection(path,
                                           isInUse ? store::OpenMode::ReadOnly : store::OpenMode::Immutable);
        return store::schemaVersion(connection) > 0;
    } catch (const base::Error &) {
        return false;
    }
}

} // namespace marz::session
