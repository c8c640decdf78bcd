#pragma once

#include "session/mapexport.h"

namespace marz::session {

class Workspace;

/// The export of what the window shows: gathers the records, then hands the prepared export to @p done on @p
/// context's thread. Exports are drawn on the light map, whatever the window shows.
void prepareExport(Workspace &workspace, const MapExportChoice &choice, QObject *context,
                   std::function<void(const MapExport &)> done);

/// The view as a picture: its map in its own size on the screen, with the lines around it that every export
/// carries. Hands it over as prepareExport() does.
void prepareViewPicture(Workspace &workspace, QObject *context, std::function<void(const MapExport &)> done);

} // namespace marz::session
