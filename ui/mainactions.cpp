#include "ui/mainactions.h"

#include "ui/annotationtool.h"
#include "ui/inputguard.h"

#include <QActionGroup>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QRegularExpression>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>

namespace marz::ui {

namespace {

QIcon dot(const QString &colour)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(colour));
    painter.drawEllipse(2, 2, 12, 12);
    return QIcon(pixmap);
}

/// "Undo Edit incident (Ctrl+Z)": what an icon alone does not tell.
void describe(QAction *action)
{
    static const QRegularExpression mnemonic(QStringLiteral("&(.)")); // "&&" is one that is shown
    const QString text = action->text()
                             .replace(mnemonic, QStringLiteral("\\1"))
                             .remove(QStringLiteral("..."))
                             .section(u'\t', 0, 0);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip((keys.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, keys)).toHtmlEscaped());
}

} // namespace

MainActions::MainActions(QUndoStack &undoStack, QMainWindow *window) : QObject(window), m_window(window)
{
    makeFileActions();
    makeEditActions(undoStack);
    makeViewActions();
    makeMapActions();
    makeRecordActions();
    makeTools();
    makeMarkActions();
}

QAction *MainActions::make(const char *name, const QString &text, const char *icon, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    // The theme is asked by name again when light and dark change.
    action->setProperty("iconName", QLatin1String(icon));
    action->setIcon(QIcon::fromTheme(QLatin1String(icon)));
    action->setShortcut(keys);
    describe(action);
    m_window->addAction(action);
    return action;
}

void MainActions::makeFileActions()
{
    newStore = make("newStore", tr("&New store..."), "document-new", QKeySequence::New);
    openStore = make("openStore", tr("&Open store..."), "document-open", QKeySequence::Open);
    openSample = make("openSample", tr("Open the &sample"), "folder-open");
    importTable = make("importTable", tr("&Import table..."), "document-import", tr("Ctrl+Shift+I"));
    addLayer = make("addLayer", tr("Add &layer..."), "layer-new", tr("Ctrl+Shift+L"));
    addOnline = make("addOnline", tr("Add o&nline layer..."), "network-connect");
    save = make("save", tr("&Save incident"), "document-save", QKeySequence::Save);
    backUp = make("backUp", tr("&Back up the store..."), "document-save-as", tr("Ctrl+Shift+S"));
    exportMap = make("exportMap", tr("&Export map..."), "document-export", tr("Ctrl+E"));
    exportTable = make("exportTable", tr("Export &table..."), "table", tr("Ctrl+Shift+E"));
    copySlide = make("copySlide", tr("&Copy as slide picture"), "edit-copy", tr("Ctrl+Shift+C"));
    quit = make("quit", tr("&Quit"), "application-exit", tr("Ctrl+Q"));
}

void MainActions::makeEditActions(QUndoStack &undoStack)
{
    undo = undoStack.createUndoAction(this, tr("&Undo"));
    redo = undoStack.createRedoAction(this, tr("&Redo"));
    undo->setShortcut(tr("Ctrl+Z"));
    redo->setShortcut(tr("Ctrl+Shift+Z"));
    undo->setProperty("iconName", QStringLiteral("edit-undo"));
    redo->setProperty("iconName", QStringLiteral("edit-redo"));
    for (QAction *each : {undo, redo}) {
        each->setIcon(QIcon::fromTheme(each->property("iconName").toString()));
        describe(each);
        connect(each, &QAction::changed, each, [each] {
            const QSignalBlocker blocker(each);
            describe(each);
        });
        m_window->addAction(each);
    }
    copyRows = make("copyRows", tr("&Copy table rows"), "edit-copy");
    copyView = make("copyView", tr("Copy the map &view") + QStringLiteral("\tCtrl+C"),
                    "edit-copy"); // the map has the key
    find = make("find", tr("&Find place or incident"), "search", QKeySequence::Find);
    filterText = make("filterText", tr("Filter by &text"), "view-filter", tr("Ctrl+L"));
    filterBack = make("filterBack", tr("&Previous filter"), "go-previous", tr("Ctrl+["));
    filterForward = make("filterForward", tr("&Next filter"), "go-next", tr("Ctrl+]"));
    clearFilter = make("clearFilter", tr("Clear the &filter"), "edit-clear-all", tr("Ctrl+Shift+X"));
    clearSelection = make("clearSelection", tr("Clear the &selection"), "edit-select-none");
}

void MainActions::makeViewActions()
{
    workspaces = {make("explore", tr("&Explore"), "view-list-details", tr("F5")),
                  make("enter", tr("E&nter"), "document-edit", tr("F6")),
                  make("brief", tr("&Brief"), "view-presentation", tr("F7")),
                  make("review", tr("&Review"), "document-preview", tr("F8"))};
    auto *group = new QActionGroup(this);
    for (QAction *each : workspaces) {
        each->setCheckable(true);
        group->addAction(each);
    }
    resetWorkspace = make("resetWorkspace", tr("Re&set this workspace"), "view-refresh");
    fullScreen = make("fullScreen", tr("&Full screen"), "view-fullscreen", tr("F11"));
    fullScreen->setCheckable(true);
    themes = {make("auto", tr("&As the desktop"), ""), make("light", tr("&Light"), ""),
              make("dark", tr("&Dark"), "")};
    auto *themeGroup = new QActionGroup(this);
    for (QAction *each : themes) {
        each->setCheckable(true);
        themeGroup->addAction(each);
    }
}

void MainActions::makeMapActions()
{
    zoomIn = make("zoomIn", tr("Zoom &in"), "zoom-in");
    zoomIn->setShortcuts({QKeySequence(tr("Ctrl++")), QKeySequence(tr("Ctrl+="))});
    zoomOut = make("zoomOut", tr("Zoom &out"), "zoom-out", tr("Ctrl+-"));
    describe(zoomIn);
    wholeExtent = make("wholeExtent", tr("&Whole extent"), "zoom-fit-best", tr("Ctrl+Shift+F"));
    showFiltered =
        make("showFiltered", tr("Zoom to what the &filter leaves"), "zoom-fit-selection", tr("Ctrl+Shift+A"));
    showSelected = make("showSelected", tr("Zoom to the &selected"), "zoom-select", tr("Ctrl+J"));
    viewBack = make("viewBack", tr("&Previous view"), "go-previous", tr("Alt+Left"));
    viewForward = make("viewForward", tr("&Next view"), "go-next", tr("Alt+Right"));
    graticule = make("graticule", tr("&Graticule"), "view-grid", tr("Ctrl+Shift+G"));
    graticule->setCheckable(true);
    overview = make("overview", tr("O&verview map"), "zoom-fit-best", tr("Ctrl+Shift+M"));
    overview->setCheckable(true);
    play = make("play", tr("Pl&ay the timeline"), "media-playback-start", tr("P"));
    stepBack = make("stepBack", tr("One bin &back"), "media-skip-backward", tr("Ctrl+,"));
    stepForward = make("stepForward", tr("One bin for&ward"), "media-skip-forward", tr("Ctrl+."));
    offMap = make("offMap", tr("Not on the &map..."), "view-list-tree");
}

void MainActions::makeRecordActions()
{
    newIncident = make("newIncident", tr("&New incident"), "list-add", tr("Ctrl+I"));
    editIncident = make("editIncident", tr("&Edit"), "document-edit", tr("F2"));
    duplicate = make("duplicate", tr("&Duplicate"), "edit-duplicate", tr("Ctrl+D"));
    saveAndNext = make("saveAndNext", tr("Save and start the ne&xt") + QStringLiteral("\tCtrl+Shift+Enter"),
                       "document-save"); // the form has the key
    withdraw = make("withdraw", tr("&Withdraw..."), "edit-clear");
    deleteIncident = make("deleteIncident", tr("De&lete..."), "edit-delete");
    editAnnotation = make("editAnnotation", tr("&Edit text"), "document-edit");
    deleteAnnotation = make("deleteAnnotation", tr("&Delete annotation"), "edit-delete");
    for (const auto &[colour, word] : AnnotationTool::colours()) {
        auto *action = new QAction(dot(colour), word, this);
        action->setData(colour);
        colours << action;
    }
    cancelJobs = make("cancelJobs", tr("&Cancel what is under way"), "process-stop");
    forgetPictures = make("forgetPictures", tr("&Forget what online layers left"), "edit-clear-history");
    shortcuts = make("shortcuts", tr("&Keys and gestures"), "input-keyboard", tr("F1"));
    firstSteps = make("firstSteps", tr("&First steps"), "help-hint");
    about = make("about", tr("&About Marz"), "help-about");
}

void MainActions::makeTools()
{
    m_tools = {make("panTool", tr("&Pan"), "transform-browse"),
               make("selectTool", tr("&Select"), "edit-select"),
               make("addTool", tr("&Point out a new incident"), "mark-location"),
               make("textTool", tr("&Text"), "draw-text"),
               make("arrowTool", tr("&Arrow"), "draw-arrow"),
               make("lineTool", tr("&Line"), "draw-polyline"),
               make("areaTool", tr("A&rea"), "draw-polygon"),
               make("measureTool", tr("&Measure"), "measure", tr("M"))};
    auto *group = new QActionGroup(this);
    for (std::size_t i = 0; i < m_tools.size(); ++i) {
        m_tools[i]->setCheckable(true);
        group->addAction(m_tools[i]);
        connect(m_tools[i], &QAction::triggered, this,
                [this, i] { Q_EMIT toolChosen(static_cast<MapTool>(i)); });
    }
    tool(MapTool::Measure)->setProperty(worksInListsProperty, true);
    tool(MapTool::Pan)->setChecked(true);
}

void MainActions::makeMarkActions()
{
    goTo = make("goTo", tr("&Go to coordinates..."), "go-jump", tr("Ctrl+G"));
    addBookmark = make("addBookmark", tr("&Bookmark this view..."), "bookmark-new", tr("Ctrl+B"));
    manageBookmarks = make("manageBookmarks", tr("&Manage bookmarks..."), "bookmarks-organize");
    rangeRings = make("rangeRings", tr("&Range rings around the selected..."), "draw-circle");
    nearestBorder = make("nearestBorder", tr("Nearest &border of the selected"), "draw-line");
    clearMarks = make("clearMarks", tr("C&lear measurement and rings"), "edit-clear");
}

void MainActions::buildFileMenu()
{
    QMenu *file = m_window->menuBar()->addMenu(tr("&File"));
    file->addActions({newStore, openStore});
    recent = file->addMenu(tr("Open &recent"));
    file->addAction(openSample);
    file->addSeparator();
    file->addActions({importTable, addLayer, addOnline});
    file->addSeparator();
    file->addActions({save, backUp});
    file->addSeparator();
    file->addActions({exportMap, exportTable, copySlide});
    file->addSeparator();
    file->addAction(quit);
}

void MainActions::buildViewMenu(const QList<QAction *> &panels)
{
    QMenu *view = m_window->menuBar()->addMenu(tr("&View"));
    view->addActions({workspaces.begin(), workspaces.end()});
    view->addAction(resetWorkspace);
    view->addSeparator();
    view->addMenu(tr("&Panels"))->addActions(panels);
    view->addMenu(tr("&Theme"))->addActions({themes.begin(), themes.end()});
    view->addSeparator();
    view->addAction(fullScreen);
}

void MainActions::buildMenus(const QList<QAction *> &panels)
{
    QMenuBar *bar = m_window->menuBar();
    buildFileMenu();
    QMenu *edit = bar->addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions({copyRows, copyView, clearSelection});
    edit->addSeparator();
    edit->addActions({find, filterText, filterBack, filterForward, clearFilter});
    buildViewMenu(panels);
    QMenu *map = bar->addMenu(tr("&Map"));
    map->addActions({tool(MapTool::Pan), tool(MapTool::Select)});
    map->addSeparator();
    map->addActions({zoomIn, zoomOut, wholeExtent, showFiltered, showSelected, viewBack, viewForward});
    map->addSeparator();
    projection = map;
    map->addActions({graticule, overview});
    map->addSeparator();
    map->addAction(goTo);
    bookmarks = map->addMenu(QIcon::fromTheme(QStringLiteral("bookmarks")), tr("&Bookmarks"));
    bookmarks->addActions({addBookmark, manageBookmarks});
    map->addSeparator();
    map->addActions({play, stepBack, stepForward});
    map->addSeparator();
    map->addAction(offMap);
    QMenu *incident = bar->addMenu(tr("&Incident"));
    incident->addActions({newIncident, tool(MapTool::AddIncident)});
    incident->addSeparator();
    incident->addActions({editIncident, duplicate, withdraw, deleteIncident});
    incident->addSeparator();
    incident->addActions({save, saveAndNext});
    QMenu *annotate = bar->addMenu(tr("&Annotate"));
    annotate->addActions(
        {tool(MapTool::Text), tool(MapTool::Arrow), tool(MapTool::Line), tool(MapTool::Area)});
    annotate->addSeparator();
    annotate->addAction(editAnnotation);
    annotate->addMenu(tr("&Colour"))->addActions(colours);
    annotate->addAction(deleteAnnotation);
    QMenu *tools = bar->addMenu(tr("&Tools"));
    tools->addActions({tool(MapTool::Measure), rangeRings, nearestBorder, clearMarks});
    tools->addSeparator();
    tools->addActions({importTable, backUp, cancelJobs, forgetPictures});
    QMenu *help = bar->addMenu(tr("&Help"));
    help->addActions({shortcuts, firstSteps});
    help->addSeparator();
    help->addAction(about);
}

void MainActions::buildToolBar(QToolBar *bar, QWidget *search)
{
    for (std::size_t i = 0; i < m_tools.size(); ++i) {
        if (static_cast<MapTool>(i) == MapTool::Text || static_cast<MapTool>(i) == MapTool::Measure)
            bar->addSeparator();
        bar->addAction(m_tools[i]);
    }
    bar->addSeparator();
    bar->addActions({zoomIn, zoomOut, wholeExtent, viewBack, viewForward});
    bar->addSeparator();
    bar->addActions({undo, redo});
    bar->addSeparator();
    bar->addActions({newIncident, exportMap});
    bar->addSeparator();
    for (QAction *each : workspaces) {
        bar->addAction(each);
        qobject_cast<QToolButton *>(bar->widgetForAction(each))
            ->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
    auto *spacer = new QWidget(bar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    bar->addWidget(search);
}

} // namespace marz::ui
