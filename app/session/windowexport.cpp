#include "session/windowexport.h"

#include "session/workspace.h"

namespace marz::session {

void prepareExport(Workspace &workspace, const MapExportChoice &choice, QObject *context,
                   std::function<void(const WindowExport &)> done)
{
    WindowExport prepared;
    prepared.choice = choice;
    prepared.scene = workspace.scene(map::Theme::Light);
    prepared.scene.incidents.selected.clear(); // what is looked at is not part of the picture
    prepared.scene.incidents.hovered = 0;
    prepared.scene.selectedUnit.clear();
    prepared.view = workspace.view().viewport();
    if (workspace.store().summary().isSample)
        prepared.choice.watermark = QStringLiteral("SAMPLE DATA");
    const Filtered filtered = workspace.filtered().filtered();
    const incident::Filter filter = workspace.filter().filter();
    workspace.store().loadIncidents(
        workspace.filtered().matchingFids(), context,
        [prepared, filtered, filter,
         done = std::move(done)](const std::vector<incident::Incident> &shown) mutable {
            Filtered visible = filtered;
            restrictToProfile(visible, shown, prepared.choice.profile);
            prepared.scene.incidents.mask = visible.mask;
            prepared.choice.marking = highestMarking(shown);
            const QStringList publishers = publishersOf(shown);
            prepared.page = pageFor(prepared.choice, visible, filter, {}, publishers);
            const map::OffMap offMap = map::offMap(prepared.scene, pageView(prepared.page, prepared.view));
            prepared.page = pageFor(prepared.choice, visible, filter, offMap, publishers);
            done(prepared);
        });
}

} // namespace marz::session
