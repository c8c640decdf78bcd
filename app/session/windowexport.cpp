#include "session/windowexport.h"

#include "session/workspace.h"

namespace marz::session {

void prepareExport(Workspace &workspace, const MapExportChoice &choice, QObject *context,
                   std::function<void(const MapExport &)> done)
{
    MapExportChoice marked = choice;
    if (workspace.store().summary().isSample)
        marked.watermark = QStringLiteral("SAMPLE DATA");
    map::Scene scene = workspace.scene(map::Theme::Light);
    scene.incidents.selected.clear(); // what is looked at is not part of the picture
    scene.incidents.hovered = 0;
    scene.selectedUnit.clear();
    workspace.store().loadIncidents(
        workspace.filtered().matchingFids(), context,
        [marked, scene, filtered = workspace.filtered().filtered(), view = workspace.view().viewport(),
         done = std::move(done)](const std::vector<incident::Incident> &shown) {
            done(mapExportOf(marked, scene, filtered, shown, {view.crs(), view.geoBox()}));
        });
}

} // namespace marz::session
