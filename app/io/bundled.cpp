#include "io/bundled.h"

#include "base/error.h"
#include "io/layerreader.h"
#include "io/shapefilecheck.h"

#include <QFileInfo>

namespace marz::io {

LayerData readBundledLayer(const QString &path)
{
    const QString advice = QStringLiteral("Install Marz again: its own geodata is not whole.");
    if (!QFileInfo(path).isFile())
        throw base::Error(base::ErrorKind::NotFound, QStringLiteral("%1 is missing.").arg(path), advice);
    const ShapefileCheck check = checkShapefile(path);
    if (const QString problem = check.problem(); !problem.isEmpty())
        throw base::Error(base::ErrorKind::Damaged, QStringLiteral("%1: %2.").arg(path, problem), advice);

    Source source;
    source.path = path;
    source.name = QFileInfo(path).fileName();
    source.format = Format::Shapefile;
    source.drivers = {QStringLiteral("ESRI Shapefile")};
    LayerData data;
    const LayerSink sink{[&](const LayerData &header, qint64) { data = header; },
                         [&](Feature &&feature) { data.features.push_back(std::move(feature)); }};
    LayerEnd end = readLayerInto(source, {}, check.shxRecords.value_or(0), sink);
    data.warnings = std::move(end.warnings);
    data.statistics = end.statistics;
    for (const Feature &feature : data.features) {
        if (feature.geometry.isEmpty()) {
            throw base::Error(base::ErrorKind::Damaged,
                              QStringLiteral("%1: %2").arg(path, data.warnings.join(u' ')), advice);
        }
    }
    return data;
}

} // namespace marz::io
