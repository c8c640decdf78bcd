#include "session/tileservice.h"

#include "base/error.h"

#include <QJsonArray>

namespace marz::session {

QJsonObject serviceJson(const TileService &service)
{
    QJsonObject json{{QStringLiteral("url"), service.url()},
                     {QStringLiteral("attribution"), service.attribution()},
                     {QStringLiteral("max_zoom"), service.maxZoom()}};
    if (service.kind() == ServiceKind::Tiles) {
        json[QStringLiteral("kind")] = QStringLiteral("tiles");
        json[QStringLiteral("tile_size")] = service.tileSize();
        return json;
    }
    json[QStringLiteral("kind")] = QStringLiteral("wms");
    json[QStringLiteral("layers")] = QJsonArray::fromStringList(service.layers());
    json[QStringLiteral("version")] = service.version();
    json[QStringLiteral("format")] = service.format();
    return json;
}

std::optional<TileService> serviceOf(const QJsonObject &json)
{
    const auto text = [&](const char *key) { return json[QLatin1String(key)].toString(); };
    ServiceWords words;
    const QString kind = text("kind");
    if (kind != QLatin1String("tiles") && kind != QLatin1String("wms"))
        return std::nullopt;
    words.kind = kind == QLatin1String("wms") ? ServiceKind::Wms : ServiceKind::Tiles;
    words.url = text("url");
    for (const QJsonValue &each : json[QLatin1String("layers")].toArray())
        words.layers << each.toString();
    words.version = text("version");
    words.format = text("format");
    words.attribution = text("attribution");
    words.maxZoom = json[QLatin1String("max_zoom")].toInt(words.maxZoom);
    words.tileSize = json[QLatin1String("tile_size")].toInt(words.tileSize);
    try {
        return TileService(words);
    } catch (const base::Error &) {
        return std::nullopt;
    }
}

} // namespace marz::session
