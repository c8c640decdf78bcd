#pragma once

#include "ui/desk.h"
#include "ui/mapwidget.h"

/// What the tests of the map share.
namespace marz::test {

/// The map of 800 x 600 pixels, shown, with the geography and the sample in a store that may be written; null
/// when that fails.
inline std::unique_ptr<ui::MapWidget> openedMap(Desk &desk)
{
    if (!desk.loadGeodata() || !desk.openStore())
        return nullptr;
    auto map = std::make_unique<ui::MapWidget>(desk.workspace);
    map->resize(800, 600);
    map->show();
    return QTest::qWaitForWindowActive(map.get()) ? std::move(map) : nullptr;
}

/// Centres @p map on @p at, and draws.
inline void lookAt(session::Workspace &workspace, ui::MapWidget &map, const geo::Crs &crs, geo::LonLat at,
                   double unitsPerPx)
{
    workspace.view().setViewport(
        map::Viewport(crs, crs.toMap(at), unitsPerPx, map.size(), map.devicePixelRatioF()));
    workspace.view().rest();
    map.repaint();
}

} // namespace marz::test
