#include "session/storedlayers.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace marz::session {

namespace {

constexpr std::size_t maxLayers = 200;
constexpr int maxServices = 20; ///< each asks a host
constexpr qsizetype maxBytes = 8 << 20;

} // namespace

StoredLayers storedLayersOf(const QByteArray &json, const QString &storeFolder)
{
    StoredLayers stored;
    const QJsonObject all = json.size() <= maxBytes ? QJsonDocument::fromJson(json).object() : QJsonObject();
    stored.isThere = all[QLatin1String("user")].isArray();
    if (!stored.isThere)
        return stored;
    int services = 0;
    for (const QJsonValue &each : all[QLatin1String("user")].toArray()) {
        auto saved = layerOf(each.toObject(), storeFolder);
        if (saved && saved->source.service && ++services > maxServices)
            continue;
        if (saved && stored.own.size() < maxLayers)
            stored.own.push_back(std::move(*saved));
    }
    stored.rows = all[QLatin1String("layers")].toArray();
    return stored;
}

} // namespace marz::session
