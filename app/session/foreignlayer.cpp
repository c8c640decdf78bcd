#include "session/foreignlayer.h"

#include "base/error.h"
#include "session/layerloading.h"
#include "session/layerstyling.h"
#include "session/rasterlayers.h"

#include <QFileInfo>

namespace marz::session {

namespace {

base::Error withoutCrs(const LayerSource &source, const LayerFacts &facts)
{
    return base::Error(
        base::ErrorKind::Invalid,
        facts.warnings.value(
            0, QStringLiteral("%1 does not say which coordinate system it is in.").arg(source.path)),
        QStringLiteral("Put a .prj file beside it, name one with --layer-crs, or add it to a store in the "
                       "window, which asks for one."));
}

map::ReferenceLayer emptyLayer(const SavedLayer &saved)
{
    map::ReferenceLayer layer;
    layer.id = saved.id;
    layer.name = saved.name;
    layer.role = map::LayerRole::User;
    return layer;
}

/// As the file says, else in the CRS chosen for one that says none.
template <typename Load>
auto loadedInSomeCrs(const ForeignChoice &choice, Load load)
{
    LayerSource source = choice.saved.source;
    auto loaded = load(source);
    if (loaded.needsCrs && !choice.crsIfNone.isEmpty()) {
        source.crs = choice.crsIfNone;
        loaded = load(source);
    }
    if (loaded.needsCrs)
        throw withoutCrs(source, loaded.facts);
    return std::pair{std::move(loaded), std::move(source)};
}

ForeignLayer foreignRaster(const ForeignChoice &choice, const base::CancelToken &cancel)
{
    struct Loaded {
        bool needsCrs = false;
        LayerFacts facts;
    };
    const auto [loaded, source] = loadedInSomeCrs(choice, [&](const LayerSource &from) {
        Loaded read;
        read.facts = loadRaster({}, from, read.needsCrs, cancel);
        return read;
    });
    map::ReferenceLayer layer = emptyLayer(choice.saved);
    layer.style = choice.saved.style
                      ? choice.saved.style
                      : std::make_shared<const map::LayerStyle>(firstRasterStyle(loaded.facts));
    layer.raster = rasterSourceOf({}, source, loaded.facts, layer.style->raster);
    return {std::move(layer), loaded.facts.warnings};
}

} // namespace

ForeignChoice foreignChoice(const QString &path, int colourNumber)
{
    const LayerSource source{QFileInfo(path).absoluteFilePath(), {}, {}, {}};
    return {{source.path, layerNameOf(source), source, nullptr}, colourNumber, {}};
}

ForeignLayer foreignLayer(const ForeignChoice &choice, const base::CancelToken &cancel,
                          const base::Progress &progress)
{
    if (const auto &service = choice.saved.source.service)
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("It shows pictures of %1, which is asked from the window only.")
                              .arg(service->host()));
    if (isRaster(choice.saved.source))
        return foreignRaster(choice, cancel);
    auto [loaded, source] = loadedInSomeCrs(
        choice, [&](const LayerSource &from) { return loadLayer({}, from, cancel, progress); });
    map::ReferenceLayer layer = emptyLayer(choice.saved);
    layer.style = choice.saved.style ? choice.saved.style
                                     : std::make_shared<const map::LayerStyle>(
                                           firstStyle(*loaded.table, loaded.facts, choice.colourNumber));
    if (!choice.saved.style)
        layer.hasLabels = isLabelledAtFirst(loaded.facts, *layer.style);
    setLabels(loaded.features, *loaded.table, layer.style->labels);
    layer.classOf = classNumbers(*loaded.table, *layer.style);
    layer.content = std::make_shared<const map::LayerContent>(map::LayerContent{std::move(loaded.features)});
    return {std::move(layer), loaded.facts.warnings};
}

} // namespace marz::session
