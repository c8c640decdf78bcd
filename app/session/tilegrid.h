#pragma once

#include "geo/box.h"
#include "map/viewport.h"
#include "session/tileservice.h"

#include <optional>
#include <vector>

namespace marz::session {

/// A tile of the world in Web Mercator: column from the west, row from the north, 2^zoom of each.
struct TileNumber {
    int zoom = 0;
    int x = 0;
    int y = 0;
    friend constexpr bool operator==(const TileNumber &, const TileNumber &) = default;
    constexpr auto operator<=>(const TileNumber &) const = default;
};

constexpr std::size_t mostTiles = 200;

/// Metres of EPSG:3857.
geo::MapBox tileBox(TileNumber tile);
/// The tile of the zoom above that holds it; nothing above the whole world.
std::optional<TileNumber> tileAbove(TileNumber tile);
/// The zoom whose pixels are nearest to the device pixels at the view's centre, 0 ... @p maxZoom.
int zoomFor(const map::Viewport &view, int tileSize, int maxZoom);
/// The tiles that cover what @p view shows of the world, in order of rows: of zoomFor(), or of a lower zoom
/// when there would be more than mostTiles. Each stands there once, also when the view shows its place twice.
std::vector<TileNumber> tilesFor(const map::Viewport &view, const TileService &service);
/// Where @p service has it: the template filled in, or a GetMap of 256 x 256 pixels.
QUrl tileUrl(const TileService &service, TileNumber tile);

} // namespace marz::session
