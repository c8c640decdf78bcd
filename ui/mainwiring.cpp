#include "ui/mainwindow.h"

#include "session/recordverbs.h"
#include "session/workspace.h"
#include "ui/bannerline.h"
#include "ui/crsmenu.h"
#include "ui/dialogs.h"
#include "ui/entryform.h"
#include "ui/filterpanel.h"
#include "ui/layerdesk.h"
#include "ui/mainactions.h"
#include "ui/searchbox.h"
#include "ui/startcard.h"
#include "ui/statusbar.h"
#include "ui/tablepanel.h"
#include "ui/timelinepanel.h"
#include "ui/windowstate.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>

namespace marz::ui {

namespace {

/// The first field of @p form that takes typing.
void focusFirst(QWidget *form)
{
    for (QWidget *each = form->nextInFocusChain(); each != form; each = each->nextInFocusChain()) {
        if (form->isAncestorOf(each) && (each->focusPolicy() & Qt::TabFocus) && each->isVisibleTo(form) &&
            each->isEnabled()) {
            each->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace

void MainWindow::connectPanels()
{
    connect(m_map, &MapWidget::pointerMoved, m_status, &StatusBar::showPointer);
    connect(m_map, &MapWidget::pointerLeft, m_status, &StatusBar::hidePointer);
    connect(m_map, &MapWidget::sharpChanged, m_status,
            [this](bool isSharp) { m_status->showRendering(!isSharp); });
    connect(m_map, &MapWidget::rastersDueChanged, m_status, &StatusBar::showRastersDue);
    connect(m_map, &MapWidget::incidentRequested, this, &MainWindow::pointedOut);
    connect(m_map, &MapWidget::incidentOpened, this, &MainWindow::editIncident);
    connect(m_map, &MapWidget::toolChanged, this, [this](MapTool tool) {
        m_actions->tool(tool)->setChecked(true);
        if (tool != MapTool::AddIncident && std::exchange(m_isPlacePicked, false))
            m_status->clearMessage();
    });
    connect(m_status, &StatusBar::offMapRequested, this, &MainWindow::showOffMap);
    connect(m_search, &SearchBox::incidentRequested, this,
            [this](const incident::Where &where) { startIncident(where); });
    connect(m_search, &SearchBox::placeShown, this, [this](const incident::Where &where) {
        if (where.point)
            m_map->pointAt(*where.point, where.radiusM.value_or(0));
    });
    connect(m_table, &TablePanel::incidentOpened, this, &MainWindow::editIncident);
    connect(m_table, &TablePanel::exportRequested, m_actions->exportTable, &QAction::trigger);
    connect(m_search, &SearchBox::hitChosen, m_map, [this] { m_map->setFocus(Qt::OtherFocusReason); });
    connect(m_entry, &EntryForm::closed, this, &MainWindow::formClosed);
    connect(m_entry, &EntryForm::saved, this, &MainWindow::tellSaved);
    connect(m_entry, &EntryForm::saved, m_map, &MapWidget::stopPointing);
    connect(m_entry, &EntryForm::closed, m_map, &MapWidget::stopPointing);
    connect(m_entry, &EntryForm::placeTaken, this, [this](const incident::Where &where) {
        if (where.point)
            m_map->pointAt(*where.point, where.radiusM.value_or(0));
    });
    connect(m_entry, &EntryForm::placePickRequested, this, [this] {
        m_map->setTool(MapTool::AddIncident);
        m_isPlacePicked = true;
        m_status->showMessage(tr("Click the place on the map; Esc cancels."), 10'000);
    });
    connect(m_startCard, &StartCard::ownStoreRequested, this, &MainWindow::startOwnStore);
    connect(m_workspaces, &Workspaces::layoutChanged, this, [this](Layout layout) {
        m_layoutBefore.reset();
        m_actions->workspaces[static_cast<std::size_t>(layout)]->setChecked(true);
        if (layout == Layout::Enter)
            focusFirst(m_entry);
        else
            m_map->setFocus(Qt::OtherFocusReason);
    });
}

void MainWindow::connectSession()
{
    session::OpenStore &store = m_workspace.store();
    connect(&store, &session::OpenStore::storeOpened, this, &MainWindow::storeOpened);
    connect(&store, &session::OpenStore::openFailed, this, &MainWindow::storeFailed);
    connect(&store, &session::OpenStore::failed, this,
            [this](const QString &message) { m_banner->tell(BannerLine::Kind::Problem, message); });
    connect(&store, &session::OpenStore::indexChanged, this, &MainWindow::dropOldNotice);
    connect(&m_workspace, &session::Workspace::failed, this, [this](const QString &message) {
        if (m_workspace.geodata())
            m_banner->tell(BannerLine::Kind::Problem, message);
        else
            m_banner->tell(BannerLine::Kind::Problem, message, tr("Try again"),
                           [this] { m_workspace.loadGeodataInBackground(); });
    });
    connect(&m_workspace, &session::Workspace::geodataLoaded, this, [this] {
        restoreLayers(m_workspace);
        restoreFilterOnce();
    });
    connect(&m_workspace.selection(), &session::Selection::selectionChanged, this,
            &MainWindow::followSelection);
}

void MainWindow::connectFileActions()
{
    connect(m_actions->newStore, &QAction::triggered, this, &MainWindow::startOwnStore);
    connect(m_actions->openStore, &QAction::triggered, this, &MainWindow::chooseStore);
    connect(m_actions->openSample, &QAction::triggered, this, [this] {
        if (mayLeaveForm())
            openSample();
    });
    connect(m_actions->recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    connect(m_actions->importTable, &QAction::triggered, this, [this] { importTable({}); });
    connect(m_actions->addLayer, &QAction::triggered, m_layerDesk, &LayerDesk::chooseFiles);
    connect(m_actions->addOnline, &QAction::triggered, m_layerDesk, &LayerDesk::chooseService);
    connect(m_layerDesk, &LayerDesk::panelRequested, this, [this] {
        m_docks.layers->show();
        m_docks.layers->raise();
    });
    connect(m_layerDesk, &LayerDesk::storeChosen, this, [this](const QString &path) {
        if (mayLeaveForm())
            openStore(path);
    });
    connect(m_actions->save, &QAction::triggered, this, [this] {
        if (m_docks.entry->isVisible())
            m_entry->save();
        else
            m_status->showMessage(tr("Every change is saved as it is made."), 3000);
    });
    connect(m_actions->backUp, &QAction::triggered, this, &MainWindow::backUp);
    connect(m_actions->exportMap, &QAction::triggered, this,
            [this] { runMapExportDialog(m_workspace, this); });
    connect(m_actions->exportTable, &QAction::triggered, this,
            [this] { runTableExportDialog(m_workspace, this); });
    connect(m_actions->copySlide, &QAction::triggered, this, [this] {
        copySlidePicture(m_workspace, this, [this](QSize px) {
            m_banner->tell(BannerLine::Kind::Notice,
                           tr("The map is on the clipboard (%1 x %2).").arg(px.width()).arg(px.height()));
        });
    });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->forgetPictures, &QAction::triggered, m_layerDesk, &LayerDesk::forgetPictures);
    connect(m_actions->cancelJobs, &QAction::triggered, this, [this] { m_workspace.jobs().cancelAll(); });
}

void MainWindow::connectViewActions()
{
    for (std::size_t i = 0; i < m_actions->workspaces.size(); ++i)
        connect(m_actions->workspaces[i], &QAction::triggered, this,
                [this, i] { m_workspaces->go(static_cast<Layout>(i)); });
    connect(m_actions->resetWorkspace, &QAction::triggered, m_workspaces, &Workspaces::reset);
    connect(m_actions->fullScreen, &QAction::toggled, this,
            [this](bool isFull) { isFull ? showFullScreen() : showNormal(); });
    const QString theme = QSettings().value(QStringLiteral("theme")).toString();
    m_actions->themes[theme == QLatin1String("light")  ? 1
                      : theme == QLatin1String("dark") ? 2
                                                       : 0]
        ->setChecked(true);
    for (std::size_t i = 0; i < m_actions->themes.size(); ++i)
        connect(m_actions->themes[i], &QAction::triggered, this,
                [this, i] { applyThemeChoice(static_cast<int>(i)); });

    connect(m_actions->copyRows, &QAction::triggered, m_table, &TablePanel::copyRows);
    connect(m_actions->find, &QAction::triggered, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_actions->filterText, &QAction::triggered, this, [this] {
        m_docks.filter->show();
        m_docks.filter->raise();
        m_filterPanel->focusText();
    });
    session::FilterState &filter = m_workspace.filter();
    connect(m_actions->filterBack, &QAction::triggered, &filter, &session::FilterState::stepBack);
    connect(m_actions->filterForward, &QAction::triggered, &filter, &session::FilterState::stepForward);
    connect(m_actions->clearFilter, &QAction::triggered, &filter, &session::FilterState::clear);
    connect(m_actions->clearSelection, &QAction::triggered, this,
            [this] { m_workspace.selection().clear(); });
    const auto follow = [this] {
        m_actions->filterBack->setEnabled(m_workspace.filter().canStepBack());
        m_actions->filterForward->setEnabled(m_workspace.filter().canStepForward());
        m_actions->clearFilter->setEnabled(!m_workspace.filter().filter().isEmpty());
    };
    connect(&filter, &session::FilterState::filterChanged, this, follow);
    follow();
}

void MainWindow::connectMapActions()
{
    constexpr double step = 1.41421356;
    const auto zoom = [this](double factor) {
        session::ViewState &view = m_workspace.view();
        const QPointF middle = QRectF(QPointF(), QSizeF(view.viewport().size())).center();
        view.setViewport(view.viewport().zoomed(factor, middle));
        view.rest();
    };
    connect(m_actions->zoomIn, &QAction::triggered, this, [zoom] { zoom(step); });
    connect(m_actions->zoomOut, &QAction::triggered, this, [zoom] { zoom(1 / step); });
    connect(m_actions->wholeExtent, &QAction::triggered, &m_workspace, &session::Workspace::showWholeExtent);
    connect(m_actions->showFiltered, &QAction::triggered, &m_workspace, &session::Workspace::showFiltered);
    connect(m_actions->showSelected, &QAction::triggered, this, &MainWindow::showSelected);
    connect(m_actions->viewBack, &QAction::triggered, this, [this] { m_workspace.view().stepBack(); });
    connect(m_actions->viewForward, &QAction::triggered, this, [this] { m_workspace.view().stepForward(); });
    m_actions->projection->insertMenu(m_actions->graticule, new CrsMenu(m_workspace, this));
    connect(m_actions->graticule, &QAction::triggered, &m_workspace.layers(),
            &session::LayerList::setGraticule);
    connect(&m_workspace.layers(), &session::LayerList::layersChanged, m_actions->graticule,
            [this] { m_actions->graticule->setChecked(m_workspace.layers().hasGraticule()); });
    connect(m_actions->overview, &QAction::triggered, &m_workspace.layers(),
            &session::LayerList::setOverview);
    connect(&m_workspace.layers(), &session::LayerList::layersChanged, m_actions->overview,
            [this] { m_actions->overview->setChecked(m_workspace.layers().hasOverview()); });
    connect(m_actions->play, &QAction::triggered, m_timeline, &TimelinePanel::togglePlaying);
    connect(m_actions->stepBack, &QAction::triggered, this, [this] { m_timeline->step(-1); });
    connect(m_actions->stepForward, &QAction::triggered, this, [this] { m_timeline->step(1); });
    connect(m_actions->offMap, &QAction::triggered, this, &MainWindow::showOffMap);
    connect(m_actions, &MainActions::toolChosen, this, &MainWindow::chooseTool);
}

void MainWindow::connectRecordActions()
{
    connect(m_actions->newIncident, &QAction::triggered, this, [this] { startIncident(); });
    connect(m_actions->editIncident, &QAction::triggered, this, [this] { editIncident(selectedIncident()); });
    connect(m_actions->duplicate, &QAction::triggered, this, [this] { duplicate(selectedIncident()); });
    connect(m_actions->withdraw, &QAction::triggered, this, [this] { withdraw(selectedIncident()); });
    connect(m_actions->deleteIncident, &QAction::triggered, this, [this] { remove(selectedIncident()); });
    connect(m_actions->saveAndNext, &QAction::triggered, this, [this] {
        if (m_docks.entry->isVisible())
            m_entry->saveAndNext();
    });
    connect(m_actions->editAnnotation, &QAction::triggered, m_map, &MapWidget::editSelectedAnnotation);
    connect(m_actions->deleteAnnotation, &QAction::triggered, m_map, &MapWidget::deleteSelectedAnnotation);
    for (QAction *each : m_actions->colours) {
        connect(each, &QAction::triggered, m_map,
                [this, colour = each->data().toString()] { m_map->colourSelectedAnnotation(colour); });
    }
}

void MainWindow::connectHelpActions()
{
    connect(m_actions->shortcuts, &QAction::triggered, this, [this] { showShortcuts(this); });
    connect(m_actions->firstSteps, &QAction::triggered, m_startCard, &QWidget::show);
    connect(m_actions->about, &QAction::triggered, this, [this] {
        auto *box = new QMessageBox(
            QMessageBox::NoIcon, tr("About Marz"),
            tr("Marz %1: an incident map for analysts of border regions.\n\n"
               "Map data: Natural Earth, GSHHG and our own gazetteer; sources and accuracy are listed "
               "in geodata/README.md. Names and lines imply no endorsement.")
                .arg(QCoreApplication::applicationVersion()),
            QMessageBox::Close, this);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

} // namespace marz::ui
