#pragma once

#include "session/mapexport.h"

namespace marz::session {

class Workspace;

/// Everything the window's map export needs, taken at once so that a worker can draw while the user goes on.
struct WindowExport {
    MapExportChoice choice;
    map::Page page;
    map::Scene scene;
    map::Viewport view;
};

/// Gathers sources, marking, counts and what the profile withholds, then hands the finished page to @p done
/// on
/// @p context's thread. Exports are drawn on the light map, whatever the window shows.
void prepareExport(Workspace &workspace, const MapExportChoice &choice, QObject *context,
                   std::function<void(const WindowExport &)> done);

} // namespace marz::session
