#include "session/tilegrid.h"

#include "net/wmsrequest.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace marz::session {

namespace {

constexpr double earthRadiusM = 6378137;
constexpr double halfWorldM = std::numbers::pi * earthRadiusM;
constexpr int wmsTilePx = 256;
/// The view is looked at in cells: curved edges of other projections stay inside a few of them.
constexpr int cells = 24;
/// Of a tile: what only touches one by rounding does not need it.
constexpr double onTheEdge = 1e-6;

/// Columns and rows as real numbers, 0 ... 1 over the world. Formula: OpenStreetMap wiki, "Slippy map
/// tilenames", which is OGC's WebMercatorQuad (17-083r4, annex D).
struct WorldPlace {
    double x = 0;
    double y = 0;
    bool isFinite() const { return std::isfinite(x) && std::isfinite(y); }
};

WorldPlace worldPlace(geo::LonLat p)
{
    const double lat = std::clamp(p.lat, -89.9, 89.9) * std::numbers::pi / 180;
    return {(p.lon + 180) / 360, (1 - std::asinh(std::tan(lat)) / std::numbers::pi) / 2};
}

/// The part of the world that a cell of the view shows; its columns may lie outside 0 ... 1 where it crosses
/// the antimeridian.
struct WorldBox {
    double left = 0, top = 0, right = 0, bottom = 0;
};

std::vector<WorldBox> shownParts(const map::Viewport &view)
{
    std::vector<WorldPlace> places;
    places.reserve((cells + 1) * (cells + 1));
    const QSizeF step = QSizeF(view.size()) / cells;
    for (int row = 0; row <= cells; ++row) {
        for (int column = 0; column <= cells; ++column)
            places.push_back(worldPlace(view.screenToLonLat({column * step.width(), row * step.height()})));
    }
    std::vector<WorldBox> parts;
    for (int row = 0; row < cells; ++row) {
        for (int column = 0; column < cells; ++column) {
            const std::size_t at = static_cast<std::size_t>(row * (cells + 1) + column);
            std::optional<WorldBox> part;
            for (const std::size_t corner : {at, at + 1, at + cells + 1, at + cells + 2}) {
                WorldPlace place = places[corner];
                if (!place.isFinite())
                    continue;
                if (!part)
                    part = WorldBox{place.x, place.y, place.x, place.y};
                place.x -= std::round(place.x - part->left); // the nearest of its places
                part->left = std::min(part->left, place.x);
                part->right = std::max(part->right, place.x);
                part->top = std::min(part->top, place.y);
                part->bottom = std::max(part->bottom, place.y);
            }
            if (part)
                parts.push_back(*part);
        }
    }
    return parts;
}

std::vector<TileNumber> tilesOf(const std::vector<WorldBox> &parts, int zoom)
{
    const int count = 1 << zoom;
    const auto first = [count](double place) {
        return static_cast<int>(std::floor(place * count + onTheEdge));
    };
    const auto last = [count](double place) {
        return static_cast<int>(std::ceil(place * count - onTheEdge)) - 1;
    };
    std::set<std::pair<int, int>> found;
    for (const WorldBox &part : parts) {
        if (part.bottom < 0 || part.top > 1)
            continue;
        const int left = first(part.left);
        const int right = std::clamp(last(part.right), left, left + count - 1);
        const int top = std::clamp(first(part.top), 0, count - 1);
        const int bottom = std::clamp(last(part.bottom), top, count - 1);
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x)
                found.emplace(y, ((x % count) + count) % count);
            if (found.size() > mostTiles)
                return {};
        }
    }
    std::vector<TileNumber> tiles;
    for (const auto &[y, x] : found)
        tiles.push_back({zoom, x, y});
    return tiles;
}

QString metres(double value)
{
    return QString::number(value, 'f', 4);
}

QUrl wmsUrl(const TileService &service, TileNumber tile)
{
    const geo::MapBox box = tileBox(tile);
    const bool isNew = service.version() == QLatin1String("1.3.0");
    QStringList names;
    for (const QString &name : service.layers())
        names << QString::fromLatin1(QUrl::toPercentEncoding(name));
    const bool isClear = service.format() == QLatin1String("image/png");
    // EPSG:3857 has easting before northing in both versions.
    const QStringList corners{metres(box.left), metres(box.bottom), metres(box.right), metres(box.top)};
    const QString side = QString::number(wmsTilePx);
    return net::withWords(
        service.address(),
        {QStringLiteral("SERVICE=WMS"), QStringLiteral("VERSION=") + service.version(),
         QStringLiteral("REQUEST=GetMap"), QStringLiteral("LAYERS=") + names.join(u','),
         QStringLiteral("STYLES=") + QString(names.size() - 1, u','),
         (isNew ? QStringLiteral("CRS=") : QStringLiteral("SRS=")) + QStringLiteral("EPSG:3857"),
         QStringLiteral("BBOX=") + corners.join(u','), QStringLiteral("WIDTH=") + side,
         QStringLiteral("HEIGHT=") + side, QStringLiteral("FORMAT=") + service.format(),
         QStringLiteral("TRANSPARENT=") + (isClear ? QStringLiteral("TRUE") : QStringLiteral("FALSE"))});
}

} // namespace

geo::MapBox tileBox(TileNumber tile)
{
    const double side = 2 * halfWorldM / (1 << tile.zoom);
    const double left = tile.x * side - halfWorldM;
    const double top = halfWorldM - tile.y * side;
    return {left, top - side, left + side, top};
}

std::optional<TileNumber> tileAbove(TileNumber tile)
{
    if (tile.zoom == 0)
        return std::nullopt;
    return TileNumber{tile.zoom - 1, tile.x / 2, tile.y / 2};
}

int zoomFor(const map::Viewport &view, int tileSize, int maxZoom)
{
    const geo::LonLat centre = view.crs().toLonLat(view.centre());
    const double lat = geo::isValid(centre) ? std::clamp(centre.lat, -85.0, 85.0) : 0;
    const double metresPerDevicePx = view.groundMetresPerPx() / view.devicePixelRatio();
    const double roundTheWorld = 2 * halfWorldM * std::cos(lat * std::numbers::pi / 180);
    const double zoom = std::log2(roundTheWorld / (tileSize * metresPerDevicePx));
    return std::isfinite(zoom) ? std::clamp(static_cast<int>(std::lround(zoom)), 0, maxZoom) : 0;
}

std::vector<TileNumber> tilesFor(const map::Viewport &view, const TileService &service)
{
    const std::vector<WorldBox> parts = shownParts(view);
    if (parts.empty())
        return {};
    for (int zoom = zoomFor(view, service.tileSize(), service.maxZoom()); zoom > 0; --zoom) {
        std::vector<TileNumber> tiles = tilesOf(parts, zoom);
        if (!tiles.empty())
            return tiles;
    }
    return tilesOf(parts, 0);
}

QUrl tileUrl(const TileService &service, TileNumber tile)
{
    if (service.kind() == ServiceKind::Wms)
        return wmsUrl(service, tile);
    QString text = service.url();
    text.replace(QLatin1String("{z}"), QString::number(tile.zoom));
    text.replace(QLatin1String("{x}"), QString::number(tile.x));
    text.replace(QLatin1String("{y}"), QString::number(tile.y));
    text.replace(QLatin1String("{-y}"), QString::number((1 << tile.zoom) - 1 - tile.y));
    return QUrl(text, QUrl::StrictMode);
}

} // namespace marz::session
