#include "session/foreignlayer.h"

#include "io/foreign.h"

#include <QFileInfo>

namespace marz::session {

namespace {

/// The field that reads most like a name.
int labelField(const io::LayerData &layer)
{
    static const QStringList names{QStringLiteral("name"),       QStringLiteral("name_en"),
                                   QStringLiteral("name_latin"), QStringLiteral("admin1"),
                                   QStringLiteral("title"),      QStringLiteral("label")};
    for (const QString &name : names) {
        const int at = layer.fieldIndex(name);
        if (at >= 0)
            return at;
    }
    return -1;
}

} // namespace

map::ReferenceLayer foreignLayer(const QString &path, const base::CancelToken &cancel,
                                 const base::Progress &progress)
{
    io::LayerData data = io::Foreign().readLayer(path, {}, cancel, progress);
    const int label = labelField(data);
    std::vector<map::LayerFeature> features;
    features.reserve(data.features.size());
    for (io::Feature &source : data.features) {
        map::LayerFeature feature;
        feature.geometry = std::move(source.geometry);
        if (label >= 0)
            feature.label = source.fields.value(label);
        feature.rank = 3;
        features.push_back(std::move(feature));
    }
    map::ReferenceLayer layer;
    layer.id = QFileInfo(path).absoluteFilePath();
    layer.name = QFileInfo(path).completeBaseName();
    layer.role = map::LayerRole::User;
    layer.colour = QColor(0x7B, 0x5E, 0x9B);
    layer.content = std::make_shared<const map::LayerContent>(map::LayerContent{std::move(features)});
    return layer;
}

} // namespace marz::session
