#include "session/foreignlayer.h"

#include "base/error.h"
#include "session/layerloading.h"
#include "session/layerstyling.h"

#include <QFileInfo>

namespace marz::session {

ForeignLayer foreignLayer(const QString &path, int colourNumber, const base::CancelToken &cancel,
                          const base::Progress &progress)
{
    const LayerSource source{QFileInfo(path).absoluteFilePath(), {}, {}, {}};
    LoadedLayer loaded = loadLayer({}, source, cancel, progress);
    if (loaded.needsCrs)
        throw base::Error(
            base::ErrorKind::Invalid,
            loaded.facts.warnings.value(
                0, QStringLiteral("%1 does not say which coordinate system it is in.").arg(path)),
            QStringLiteral("Put a .prj file beside it, or add it to a store in the window, which "
                           "asks for one."));
    const map::LayerStyle style = firstStyle(*loaded.table, loaded.facts, colourNumber);
    setLabels(loaded.features, *loaded.table, style.labels);
    map::ReferenceLayer layer;
    layer.id = source.path;
    layer.name = layerNameOf(source);
    layer.role = map::LayerRole::User;
    layer.style = std::make_shared<const map::LayerStyle>(style);
    layer.content = std::make_shared<const map::LayerContent>(map::LayerContent{std::move(loaded.features)});
    return {std::move(layer), loaded.facts.warnings};
}

} // namespace marz::session
