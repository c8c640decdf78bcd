#include "session/rasterlayers.h"

#include "io/foreign.h"
#include "io/sourcefiles.h"
#include "map/rasterramp.h"
#include "session/rasterfile.h"

#include <algorithm>

namespace marz::session {

namespace {

constexpr int rampStops = 24; ///< straight between them is close enough to any ramp here

std::optional<map::RasterTints> tintsOf(const RasterFacts &facts, const map::RasterStyle &style)
{
    const map::RasterRange range = map::rangeOf(style, {facts.low, facts.high});
    if (style.kind != map::RasterKind::Terrain || !map::rasterRamp(style.tints) || !range.isKnown())
        return std::nullopt;
    return map::RasterTints{style.tints, range.low, range.high};
}

io::RasterLook lookOf(const RasterFacts &facts, const map::RasterStyle &style,
                      const std::optional<map::RasterTints> &tints)
{
    io::RasterLook look;
    const map::RasterRange range = map::rangeOf(style, {facts.low, facts.high});
    look.low = range.low;
    look.high = range.high;
    if (style.kind != map::RasterKind::Terrain)
        return look;
    look.shade = style.shade;
    look.azimuthDeg = style.azimuthDeg;
    look.altitudeDeg = style.altitudeDeg;
    look.exaggeration = style.exaggeration;
    if (!tints)
        return look;
    const map::RasterRamp &ramp = *map::rasterRamp(tints->ramp);
    for (int i = 0; i <= rampStops; ++i) {
        const double fraction = double(i) / rampStops;
        look.ramp.push_back({tints->low + (tints->high - tints->low) * fraction, ramp.at(fraction).rgba()});
    }
    return look;
}

} // namespace

bool isRaster(const LayerSource &source)
{
    return source.service || io::isRasterEnding(source.path);
}

QStringList rasterEndings()
{
    return io::rasterEndings();
}

LayerFacts loadRaster(const QString &program, const LayerSource &source, bool &needsCrs,
                      const base::CancelToken &cancel)
{
    const io::RasterInfo info = io::Foreign(program).readRasterInfo(source.path, source.crs, cancel);
    LayerFacts facts;
    facts.driver = info.driver;
    facts.crs = info.crs;
    facts.extent = info.extent;
    facts.warnings = info.warnings;
    RasterFacts raster;
    raster.widthPx = info.width;
    raster.heightPx = info.height;
    raster.bands = info.bands;
    raster.valueType = info.valueType;
    raster.isElevation = info.values == io::RasterValues::Elevations;
    raster.isStretchable = info.values == io::RasterValues::Grey || info.valueType != QLatin1String("Byte");
    raster.low = info.low;
    raster.high = info.high;
    raster.hasOverviews = info.hasOverviews;
    facts.raster = raster;
    needsCrs = info.needsCrs;
    return facts;
}

int rowForRaster(const std::vector<map::ReferenceLayer> &layers)
{
    const auto above = std::find_if(layers.rbegin(), layers.rend(), [](const map::ReferenceLayer &layer) {
        return layer.role == map::LayerRole::Land || layer.raster;
    });
    return static_cast<int>(above.base() - layers.begin());
}

void insertForeign(std::vector<map::ReferenceLayer> &layers, map::ReferenceLayer layer)
{
    const auto at = layer.raster ? layers.begin() + rowForRaster(layers) : layers.end();
    layers.insert(at, std::move(layer));
}

map::LayerStyle firstRasterStyle(const LayerFacts &facts)
{
    map::LayerStyle style;
    if (facts.raster && facts.raster->isElevation)
        style.raster.kind = map::RasterKind::Terrain;
    return style;
}

std::shared_ptr<const map::RasterSource> rasterSourceOf(const TileSourceSetup &setup,
                                                        const LayerSource &source, const LayerFacts &facts,
                                                        const map::RasterStyle &style)
{
    if (source.service)
        return std::make_shared<const TileSource>(*source.service, setup);
    const RasterFacts found = facts.raster.value_or(RasterFacts());
    const std::optional<map::RasterTints> tints = tintsOf(found, style);
    return std::make_shared<const RasterFile>(setup.helperProgram, source.path, source.crs,
                                              lookOf(found, style, tints), tints);
}

} // namespace marz::session
