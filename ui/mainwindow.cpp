#include "ui/mainwindow.h"

#include "session/workspace.h"
#include "ui/bannerline.h"
#include "ui/entryform.h"
#include "ui/filterbar.h"
#include "ui/filterpanel.h"
#include "ui/inputguard.h"
#include "ui/inspectorpanel.h"
#include "ui/layerdesk.h"
#include "ui/layerspanel.h"
#include "ui/mainactions.h"
#include "ui/offmaptray.h"
#include "ui/searchbox.h"
#include "ui/startcard.h"
#include "ui/statusbar.h"
#include "ui/tablepanel.h"
#include "ui/theme.h"
#include "ui/timelinepanel.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QSettings>
#include <QToolBar>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr int searchWidthPx = 250;

QStringList localFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

QToolBar *bar(QMainWindow *window, const QString &title, const char *name)
{
    auto *made = new QToolBar(title, window);
    made->setObjectName(QLatin1String(name));
    made->setMovable(false);
    made->setFloatable(false);
    made->setContextMenuPolicy(Qt::PreventContextMenu);
    made->toggleViewAction()->setEnabled(false);
    return made;
}

} // namespace

MainWindow::MainWindow(session::Workspace &workspace, QWidget *parent)
    : QMainWindow(parent), m_workspace(workspace),
      m_actions(new MainActions(workspace.store().undoStack(), this)), m_banner(new BannerLine(this)),
      m_map(new MapWidget(workspace, this)), m_startCard(new StartCard(m_map)),
      m_search(new SearchBox(workspace, this)), m_status(new StatusBar(workspace, this)),
      m_layerDesk(new LayerDesk(workspace, m_banner, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    InputGuard::install(*qApp);
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setContextMenuPolicy(Qt::PreventContextMenu);
    buildPanels();
    setStatusBar(m_status);
    restoreWindowPlace(*this);
    m_workspaces->restore();
    connectPanels();
    connectSession();
    connectFileActions();
    connectViewActions();
    connectMapActions();
    connectRecordActions();
    connectToolActions();
    connectCopying();
    connectHelpActions();
    showTitle(workspace.store().summary());
    followSelection(workspace.selection().selected());
    m_actions->workspaces[static_cast<std::size_t>(m_workspaces->current())]->setChecked(true);
    restoreView(workspace);
    m_map->setFocus();
}

MainWindow::~MainWindow() = default;

QDockWidget *MainWindow::dock(const QString &title, const char *name, QWidget *widget)
{
    auto *made = new QDockWidget(title, this);
    made->setObjectName(QLatin1String(name));
    made->setWidget(widget);
    return made;
}

void MainWindow::buildPanels()
{
    auto *layers = new LayersPanel(m_workspace, this);
    auto *inspector = new InspectorPanel(m_workspace, this);
    auto *filterBar = new FilterBar(m_workspace, this);
    m_filterPanel = new FilterPanel(m_workspace, this);
    m_timeline = new TimelinePanel(m_workspace, this);
    m_table = new TablePanel(m_workspace, this);
    m_entry = new EntryForm(m_workspace, this);

    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_map, 1);
    setCentralWidget(centre);

    m_docks = {
        dock(tr("Layers"), "layersDock", layers),          dock(tr("Filter"), "filterDock", m_filterPanel),
        dock(tr("Inspector"), "inspectorDock", inspector), dock(tr("Entry"), "entryDock", m_entry),
        dock(tr("Timeline"), "timelineDock", m_timeline),  dock(tr("Incidents"), "tableDock", m_table)};
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_workspaces = new Workspaces(this, m_docks);

    m_search->setFixedWidth(searchWidthPx);
    QToolBar *tools = bar(this, tr("Tools"), "toolBar");
    tools->setIconSize(QSize(22, 22));
    m_actions->buildToolBar(tools, m_search);
    addToolBar(tools);
    addToolBarBreak();
    QToolBar *filters = bar(this, tr("Filter"), "filterBar");
    filterBar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    filters->addWidget(filterBar);
    addToolBar(filters);
    QList<QAction *> toggles;
    for (QDockWidget *each :
         {m_docks.layers, m_docks.filter, m_docks.inspector, m_docks.entry, m_docks.timeline, m_docks.table})
        toggles << each->toggleViewAction();
    m_actions->buildMenus(toggles);

    m_layerDesk->serve(layers);
    connect(filterBar, &FilterBar::offMapRequested, this, &MainWindow::showOffMap);
    connect(inspector, &InspectorPanel::editRequested, this, &MainWindow::editIncident);
    connect(inspector, &InspectorPanel::duplicateRequested, this, &MainWindow::duplicate);
    connect(inspector, &InspectorPanel::withdrawRequested, this, &MainWindow::withdraw);
    connect(inspector, &InspectorPanel::deleteRequested, this, &MainWindow::remove);
}

void MainWindow::start(const QString &path, const QStringList &layers)
{
    if (!layers.isEmpty())
        connect(
            &m_workspace.layerStore(), &session::LayerStore::restored, m_layerDesk,
            [this, layers] { m_layerDesk->addFiles(layers); }, Qt::SingleShotConnection);
    m_workspace.loadGeodataInBackground();
    const QString last = path.isEmpty() ? lastStore() : path;
    if (last.isEmpty() || (path.isEmpty() && !QFileInfo::exists(last))) {
        openSample();
        if (!last.isEmpty())
            m_banner->tell(BannerLine::Kind::Problem,
                           tr("%1 is not there any more. This is the sample.").arg(last),
                           tr("Open a store..."), [this] { chooseStore(); });
    } else {
        openStore(last);
    }
}

void MainWindow::showOffMap()
{
    if (!m_tray) {
        m_tray = new OffMapTray(m_workspace, this);
        connect(m_tray, &OffMapTray::incidentOpened, this, &MainWindow::editIncident);
    }
    m_tray->show();
    m_tray->raise();
    m_tray->activateWindow();
}

void MainWindow::showTitle(const session::StoreSummary &summary)
{
    QString title = tr("Marz");
    if (summary.isSample)
        title = tr("Sample [read-only sample] - Marz");
    else if (summary.isOpen)
        title =
            tr("%1%2 - Marz")
                .arg(QFileInfo(summary.path).fileName(), summary.isReadOnly ? tr(" [read-only]") : QString());
    setWindowTitle(title);
}

void MainWindow::followSelection(const session::Selected &selected)
{
    const bool isOne = selected.incidents.size() == 1;
    for (QAction *each :
         {m_actions->editIncident, m_actions->duplicate, m_actions->withdraw, m_actions->deleteIncident})
        each->setEnabled(isOne);
    // An untouched form must not stand before what was clicked.
    if (!selected.isEmpty() && tabifiedDockWidgets(m_docks.entry).contains(m_docks.inspector) &&
        !m_entry->isModified() && !m_entry->isAncestorOf(QApplication::focusWidget()))
        m_docks.inspector->raise();
    m_actions->showSelected->setEnabled(!selected.isEmpty());
    m_actions->clearSelection->setEnabled(!selected.isEmpty());
    const bool isAnnotation = selected.annotation != 0;
    m_actions->editAnnotation->setEnabled(isAnnotation);
    m_actions->deleteAnnotation->setEnabled(isAnnotation);
    for (QAction *each : m_actions->colours)
        each->setEnabled(isAnnotation);
}

void MainWindow::applyThemeChoice(int row)
{
    const QString names[] = {QStringLiteral("auto"), QStringLiteral("light"), QStringLiteral("dark")};
    QSettings().setValue(QStringLiteral("theme"), names[row]);
    applyTheme(*qApp);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_entry->mayLeave()) {
        event->ignore();
        return;
    }
    m_workspaces->save();
    saveWindowPlace(*this);
    saveSession(m_workspace);
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QStringList paths = localFiles(event->mimeData());
    event->acceptProposedAction();
    // After the drop: the program that the files come from must not wait for our dialogs.
    QMetaObject::invokeMethod(
        this, [this, paths] { openFiles(paths); }, Qt::QueuedConnection);
}

} // namespace marz::ui
