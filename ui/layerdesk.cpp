#include "ui/layerdesk.h"

#include "session/layerloading.h"
#include "session/rasterlayers.h"
#include "session/workspace.h"
#include "ui/attributetable.h"
#include "ui/bannerline.h"
#include "ui/layerchoicedialog.h"
#include "ui/layercrsdialog.h"
#include "ui/layerproperties.h"
#include "ui/layerspanel.h"
#include "ui/servicedialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QSettings>

namespace marz::ui {

namespace {

constexpr const char *lastCrsKey = "layers/lastCrs";
constexpr const char *allowedKey = "online/allowed"; ///< TileService::consentKey() of those that may be asked
constexpr const char *lastFolderKey = "layers/folder";
constexpr double pointUnitsPerPx = 60;

/// Formats whose files hold one layer: there is nothing to choose.
bool holdsOneLayer(const QString &path)
{
    static const QStringList endings{QStringLiteral("shp"), QStringLiteral("geojson"), QStringLiteral("json"),
                                     QStringLiteral("fgb"), QStringLiteral("csv"),     QStringLiteral("tsv"),
                                     QStringLiteral("txt")};
    const QString ending = QFileInfo(path).suffix().toLower();
    return endings.contains(ending) || session::rasterEndings().contains(ending);
}

QString filters()
{
    QStringList rasters;
    for (const QString &ending : session::rasterEndings())
        rasters << QStringLiteral("*.") + ending;
    return LayerDesk::tr("Layers (*.shp *.shz *.zip *.gpkg *.geojson *.json *.kml *.kmz *.gpx *.fgb *.csv "
                         "*.tsv *.xlsx *.ods %1);;"
                         "Pictures and elevation models (%1);;"
                         "Shapefiles (*.shp *.shz *.zip);;GeoPackage (*.gpkg);;GeoJSON (*.geojson *.json);;"
                         "KML (*.kml *.kmz);;GPX (*.gpx);;FlatGeobuf (*.fgb);;Tables with coordinates (*.csv "
                         "*.tsv *.xlsx *.ods);;"
                         "All files (*)")
        .arg(rasters.join(u' '));
}

} // namespace

LayerDesk::LayerDesk(session::Workspace &workspace, BannerLine *banner, QMainWindow *window)
    : QObject(window), m_workspace(workspace), m_banner(banner), m_window(window)
{
    workspace.userLayers().setAllowedServices(QSettings().value(QLatin1String(allowedKey)).toStringList());
    connect(&workspace.userLayers(), &session::UserLayers::loadingEnded, this, &LayerDesk::loadingEnded);
    connect(&workspace.userLayers(), &session::UserLayers::layerChanged, this, &LayerDesk::tellChanged);
    connect(&workspace.layerStore(), &session::LayerStore::restored, this, [this] {
        m_isRestored = true;
        tellTroubled(); // there may be nothing to read
    });
    connect(&workspace.layerStore(), &session::LayerStore::notKept, this,
            [this](const QString &message) { m_banner->tell(BannerLine::Kind::Notice, message); });
}

void LayerDesk::serve(LayersPanel *panel)
{
    m_panel = panel;
    connect(panel, &LayersPanel::addLayerRequested, this, &LayerDesk::chooseFiles);
    connect(panel, &LayersPanel::addOnlineRequested, this, &LayerDesk::chooseService);
    connect(panel, &LayersPanel::onlineRequested, this, &LayerDesk::goOnline);
    connect(panel, &LayersPanel::filesDropped, this, &LayerDesk::addChosen);
    connect(panel, &LayersPanel::zoomRequested, this, &LayerDesk::zoomTo);
    connect(panel, &LayersPanel::tableRequested, this, &LayerDesk::showTable);
    connect(panel, &LayersPanel::propertiesRequested, this, &LayerDesk::showProperties);
    connect(panel, &LayersPanel::locateRequested, this, &LayerDesk::locate);
    connect(panel, &LayersPanel::crsRequested, this, &LayerDesk::askCrs);
    connect(panel, &LayersPanel::removeRequested, this, &LayerDesk::remove);
}

QString LayerDesk::nameOf(const QString &id) const
{
    const int row = m_workspace.layers().rowOf(id);
    return row < 0 ? QString() : m_workspace.layers().layers()[static_cast<std::size_t>(row)].name;
}

void LayerDesk::chooseFiles()
{
    QSettings settings;
    const QStringList paths = QFileDialog::getOpenFileNames(
        m_window, tr("Add layers"), settings.value(QLatin1String(lastFolderKey)).toString(), filters());
    if (paths.isEmpty())
        return;
    settings.setValue(QLatin1String(lastFolderKey), QFileInfo(paths.front()).absolutePath());
    addChosen(paths);
}

void LayerDesk::chooseService()
{
    auto *dialog = new ServiceDialog(m_workspace.online().notes(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        session::LayerSource source;
        source.service = dialog->service();
        if (!source.service)
            return;
        allow(*source.service); // it was typed
        add(source, dialog->name());
    });
    dialog->open();
}

void LayerDesk::allow(const session::TileService &service)
{
    QSettings settings;
    QStringList keys = settings.value(QLatin1String(allowedKey)).toStringList();
    if (!keys.contains(service.consentKey()))
        settings.setValue(QLatin1String(allowedKey), keys << service.consentKey());
    m_workspace.userLayers().allowService(service);
}

void LayerDesk::goOnline(const QString &id)
{
    const session::UserLayer *layer = m_workspace.userLayers().layer(id);
    if (layer && layer->source.service)
        allow(*layer->source.service);
}

void LayerDesk::forgetPictures()
{
    QSettings().remove(QLatin1String(allowedKey));
    m_workspace.userLayers().setAllowedServices({}); // what is on the map stays until it is read again
    QSettings().remove(QLatin1String(ServiceDialog::recentKey));
    m_workspace.jobs().start(
        tr("Forgetting fetched pictures"),
        [setup = m_workspace.userLayers().tileSetup()](const base::CancelToken &, const base::Progress &) {
            session::clearTileCache(setup.cacheFolder);
            setup.shared->forget();
        },
        [this](const QString &error) {
            m_banner->tell(
                error.isEmpty() ? BannerLine::Kind::Notice : BannerLine::Kind::Problem,
                error.isEmpty()
                    ? tr("Pictures and addresses of online layers are forgotten, and who may be asked.")
                    : error);
        });
}

void LayerDesk::addChosen(const QStringList &paths)
{
    for (const QString &path : paths) {
        if (QFileInfo(path).suffix().toLower() == QLatin1String("gpkg"))
            addOrOpen(path);
        else
            addFiles({path});
    }
}

/// Files belong together as long as one of them is still being read.
void LayerDesk::beginAdding()
{
    if (m_fresh.isEmpty() && m_looking == 0)
        m_failed.clear();
}

void LayerDesk::addFiles(const QStringList &paths)
{
    beginAdding();
    for (const QString &path : paths) {
        const QString absolute = QFileInfo(path).absoluteFilePath();
        if (holdsOneLayer(absolute))
            add({absolute, {}, {}, {}});
        else
            lookInto(absolute);
    }
}

void LayerDesk::addOrOpen(const QString &geoPackage)
{
    auto isStore = std::make_shared<bool>(false);
    const QString path = QFileInfo(geoPackage).absoluteFilePath();
    beginAdding();
    ++m_looking;
    m_workspace.jobs().start(
        tr("Looking into %1").arg(QFileInfo(path).fileName()),
        [isStore, path](const base::CancelToken &, const base::Progress &) {
            *isStore = session::isMarzStore(path);
        },
        [this, isStore, path](const QString &) {
            --m_looking;
            if (*isStore)
                Q_EMIT storeChosen(path);
            else
                lookInto(path);
        });
}

void LayerDesk::lookInto(const QString &path)
{
    auto offers = std::make_shared<std::vector<session::LayerOffer>>();
    ++m_looking;
    m_workspace.jobs().start(
        tr("Looking into %1").arg(QFileInfo(path).fileName()),
        [offers, path, program = m_workspace.userLayers().helperProgram()](const base::CancelToken &cancel,
                                                                           const base::Progress &) {
            *offers = session::layersInFile(program, path, cancel);
        },
        [this, offers, path](const QString &error) {
            --m_looking;
            // What cannot be looked into is added all the same: the list says why it is not shown.
            if (error.isEmpty() && offers->size() > 1)
                choose(path, *offers);
            else
                add({path, {}, {}, {}});
        });
}

void LayerDesk::choose(const QString &path, const std::vector<session::LayerOffer> &offers)
{
    auto *dialog = new LayerChoiceDialog(QFileInfo(path).fileName(), offers, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, path] {
        // The first of the file comes on top.
        const QStringList names = dialog->chosen();
        for (auto name = names.rbegin(); name != names.rend(); ++name)
            add({path, *name, {}, {}});
    });
    dialog->open();
}

void LayerDesk::add(const session::LayerSource &source, const QString &name)
{
    const QString known = m_workspace.userLayers().sameAs(source);
    if (known.isEmpty()) {
        addNew(source, name);
        return;
    }
    if (m_panel)
        m_panel->select(known);
    m_banner->tell(BannerLine::Kind::Notice,
                   tr("%1 is a layer already: %2.").arg(source.words(), nameOf(known)), tr("Add it again"),
                   [this, source, name] { addNew(source, name); });
}

void LayerDesk::addNew(const session::LayerSource &source, const QString &name)
{
    const QString id = m_workspace.userLayers().add(source, name);
    if (source.service) { // nothing is read
        Q_EMIT panelRequested();
        if (m_panel)
            m_panel->select(id);
        return;
    }
    m_fresh.insert(id);
    if (m_panel)
        m_panel->select(id);
    Q_EMIT panelRequested();
}

void LayerDesk::loadingEnded(const QString &id)
{
    const session::UserLayer *layer = m_workspace.userLayers().layer(id);
    if (!layer || !m_fresh.remove(id)) {
        tellTroubled();
        return;
    }
    if (layer->state == session::LayerState::NeedsCrs) {
        m_askForCrs << id;
        askNextCrs();
    } else if (layer->isInTrouble()) {
        tellFailed(id);
    } else if (!m_failed.isEmpty()) {
        return; // that others are not shown comes first; Properties has the rest
    } else if (layer->isShown() && !layer->facts.warnings.isEmpty()) {
        const qsizetype more = layer->facts.warnings.size() - 1;
        m_banner->tell(BannerLine::Kind::Problem,
                       tr("%1: %2").arg(nameOf(id), layer->facts.warnings.front()) +
                           (more > 0 ? tr(" (and %1 more)").arg(more) : QString()),
                       tr("What was noticed"), [this, id] { showProperties(id); });
    } else if (layer->isShown() && !layer->facts.extent.isEmpty() &&
               !layer->facts.extent.intersects(m_workspace.view().viewport().geoBox())) {
        m_banner->tell(BannerLine::Kind::Notice, tr("%1 lies outside of what the map shows.").arg(nameOf(id)),
                       tr("Zoom to the layer"), [this, id] { zoomTo(id); });
    }
}

void LayerDesk::tellFailed(const QString &id)
{
    if (!m_failed.contains(id))
        m_failed << id;
    const QString first = m_failed.front();
    if (m_panel)
        m_panel->select(first);
    if (m_failed.size() == 1)
        m_banner->tell(BannerLine::Kind::Problem, m_workspace.userLayers().layer(id)->reason);
    else
        m_banner->tell(BannerLine::Kind::Problem, tr("%1 files could not be shown.").arg(m_failed.size()),
                       tr("Show the layers"), [this, first] {
                           Q_EMIT panelRequested();
                           if (m_panel)
                               m_panel->select(first);
                       });
}

void LayerDesk::tellTroubled()
{
    if (!m_isRestored)
        return;
    QStringList troubled;
    for (const QString &id : m_workspace.userLayers().ids()) {
        const session::UserLayer &layer = *m_workspace.userLayers().layer(id);
        if (layer.state == session::LayerState::Waiting || layer.state == session::LayerState::Loading)
            return;
        if (layer.isInTrouble())
            troubled << id;
    }
    m_isRestored = false;
    if (troubled.isEmpty())
        return;
    const QString first = troubled.back();
    m_banner->tell(BannerLine::Kind::Problem,
                   troubled.size() == 1
                       ? tr("The layer %1 is not shown. %2")
                             .arg(nameOf(first), m_workspace.userLayers().layer(first)->reason)
                       : tr("%1 layers of this store are not shown.").arg(troubled.size()),
                   tr("Show the layers"), [this, first] {
                       Q_EMIT panelRequested();
                       if (m_panel)
                           m_panel->select(first);
                   });
}

void LayerDesk::tellChanged(const QString &id)
{
    const session::UserLayer *layer = m_workspace.userLayers().layer(id);
    if (!layer || !layer->isChangedOnDisk) {
        m_toldChanged.remove(id);
    } else if (!m_toldChanged.contains(id)) {
        m_toldChanged.insert(id);
        m_banner->tell(BannerLine::Kind::Notice,
                       tr("The file of the layer %1 was changed on disk.").arg(nameOf(id)), tr("Reload"),
                       [this, id] { m_workspace.userLayers().reload(id); });
    }
}

void LayerDesk::askCrs(const QString &id)
{
    m_askForCrs.removeAll(id);
    m_askForCrs.prepend(id);
    askNextCrs();
}

void LayerDesk::askNextCrs()
{
    if (m_crsDialog || m_askForCrs.isEmpty())
        return;
    const QString id = m_askForCrs.takeFirst();
    const session::UserLayer *layer = m_workspace.userLayers().layer(id);
    if (!layer) {
        askNextCrs();
        return;
    }
    m_crsDialog = new LayerCrsDialog(nameOf(id), layer->reason, m_workspace.geodata(),
                                     QSettings().value(QLatin1String(lastCrsKey)).toString(), m_window);
    m_crsDialog->setAttribute(Qt::WA_DeleteOnClose);
    auto extent = std::make_shared<geo::MapBox>();
    const QPointer<LayerCrsDialog> dialog = m_crsDialog;
    const int job = m_workspace.jobs().start(
        tr("Looking into %1").arg(nameOf(id)),
        [extent, program = m_workspace.userLayers().helperProgram(),
         source = layer->source](const base::CancelToken &cancel, const base::Progress &progress) {
            *extent = session::rawExtent(program, source, cancel, progress);
        },
        [dialog, extent](const QString &error) {
            if (!dialog)
                return;
            if (error.isEmpty())
                dialog->setExtent(*extent);
            else
                dialog->setExtentProblem(error);
        });
    connect(m_crsDialog, &QDialog::finished, this, [this, id, job, dialog](int result) {
        m_workspace.jobs().cancel(job);
        if (result == QDialog::Accepted) {
            QSettings().setValue(QLatin1String(lastCrsKey), dialog->code());
            beginAdding();
            m_fresh.insert(id);
            m_workspace.userLayers().setCrs(id, dialog->code());
        } else {
            m_workspace.userLayers().giveUpCrs(id);
        }
        m_crsDialog.clear();
        askNextCrs();
    });
    m_crsDialog->open();
}

void LayerDesk::zoomTo(const QString &id)
{
    const session::UserLayer *layer = m_workspace.userLayers().layer(id);
    if (!layer || layer->facts.extent.isEmpty())
        return;
    const geo::GeoBox &box = layer->facts.extent;
    if (box.west == box.east && box.south == box.north)
        m_workspace.view().showPosition({box.west, box.south}, pointUnitsPerPx);
    else
        m_workspace.view().showBox(box);
}

void LayerDesk::showTable(const QString &id)
{
    const session::UserLayer *layer = m_workspace.userLayers().layer(id);
    if (!layer || !layer->table)
        return;
    QPointer<AttributeTable> &table = m_tables[id];
    if (!table)
        table = new AttributeTable(m_workspace, id, m_window);
    table->show();
    table->raise();
    table->activateWindow();
}

void LayerDesk::showProperties(const QString &id)
{
    if (!m_workspace.userLayers().layer(id))
        return;
    auto *dialog = new LayerProperties(m_workspace, id, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void LayerDesk::locate(const QString &id)
{
    const session::UserLayer *layer = m_workspace.userLayers().layer(id);
    if (!layer)
        return;
    const QFileInfo file(layer->source.path);
    const QString path = QFileDialog::getOpenFileName(
        m_window, tr("Where is %1?").arg(file.fileName()), file.absolutePath(),
        tr("%1;;All files (*)").arg(QStringLiteral("%1 (*.%2)").arg(file.suffix().toUpper(), file.suffix())));
    if (path.isEmpty())
        return;
    beginAdding();
    m_fresh.insert(id);
    m_workspace.userLayers().locate(id, path);
}

void LayerDesk::remove(const QString &id)
{
    const QString name = nameOf(id);
    if (!m_workspace.userLayers().layer(id))
        return;
    m_workspace.userLayers().remove(id);
    offerToPutBack(tr("The layer %1 was removed; its file is untouched.").arg(name));
}

void LayerDesk::offerToPutBack(const QString &message)
{
    m_banner->tell(BannerLine::Kind::Notice, message, tr("Put it back"), [this] {
        session::UserLayers &layers = m_workspace.userLayers();
        const QStringList before = layers.ids();
        layers.putBack();
        for (const QString &id : layers.ids()) {
            if (m_panel && !before.contains(id))
                m_panel->select(id);
        }
        if (layers.canPutBack()) // the one before it
            offerToPutBack(tr("The layer %1 was removed too.").arg(layers.removedName()));
    });
}

} // namespace marz::ui
