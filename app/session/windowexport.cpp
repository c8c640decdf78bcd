#include "session/windowexport.h"

#include "session/workspace.h"

namespace marz::session {

namespace {

/// What an export is prepared from, as the window shows it.
struct Shown {
    MapExportChoice choice;
    map::Scene scene;
    Filtered filtered;
    map::Viewport view;

    MapExport prepared(const MapExportChoice &chosen, const std::vector<incident::Incident> &records) const
    {
        return mapExportOf(chosen, scene, filtered, records, {view.crs(), view.geoBox()});
    }
};

void gather(Workspace &workspace, const MapExportChoice &choice, QObject *context,
            std::function<void(const Shown &, const std::vector<incident::Incident> &)> done)
{
    Shown shown{choice, workspace.scene(map::Theme::Light), workspace.filtered().filtered(),
                workspace.view().viewport()};
    if (workspace.store().summary().isSample)
        shown.choice.watermark = QStringLiteral("SAMPLE DATA");
    for (const QString &id : workspace.userLayers().ids()) {
        const LayerSource &source = workspace.userLayers().layer(id)->source;
        if (!source.service)
            shown.choice.inUse << source.path;
    }
    shown.scene.incidents.selected.clear(); // what is looked at is not part of the picture
    shown.scene.incidents.hovered = 0;
    shown.scene.selectedUnit.clear();
    shown.scene.highlighted = {};
    const auto hand = [shown = std::move(shown), done = std::move(done)](
                          const std::vector<incident::Incident> &records) { done(shown, records); };
    if (workspace.store().summary().isOpen)
        workspace.store().loadIncidents(workspace.filtered().matchingFids(), context, hand);
    else // the map alone, as it is seen
        QMetaObject::invokeMethod(
            context, [hand] { hand({}); }, Qt::QueuedConnection);
}

} // namespace

void prepareExport(Workspace &workspace, const MapExportChoice &choice, QObject *context,
                   std::function<void(const MapExport &)> done)
{
    gather(workspace, choice, context,
           [done = std::move(done)](const Shown &shown, const std::vector<incident::Incident> &records) {
               done(shown.prepared(shown.choice, records));
           });
}

void prepareViewPicture(Workspace &workspace, QObject *context, std::function<void(const MapExport &)> done)
{
    constexpr double screenDpi = 96;
    MapExportChoice choice;
    choice.dpi = screenDpi * workspace.view().viewport().devicePixelRatio();
    choice.hasLegend = false;
    gather(workspace, choice, context,
           [done = std::move(done)](const Shown &shown, const std::vector<incident::Incident> &records) {
               constexpr int rounds = 3; // a wider page breaks its lines anew, and so is less high
               MapExportChoice fitted = shown.choice;
               const QSize wanted = shown.view.deviceSize();
               fitted.sizePx = wanted * 2;
               for (int i = 0; i < rounds; ++i)
                   fitted.sizePx += wanted - map::mapRect(shown.prepared(fitted, records).page).size();
               done(shown.prepared(fitted, records));
           });
}

} // namespace marz::session
