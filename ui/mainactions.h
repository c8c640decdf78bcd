#pragma once

#include "ui/mapwidget.h"

#include <QAction>
#include <QObject>

#include <array>

class QActionGroup;
class QMainWindow;
class QMenu;
class QToolBar;
class QUndoStack;

namespace marz::ui {

/// Every action of the window with its text, icon and keys, and where it stands in menus and tool bar. What
/// an action does is connected by the main window.
class MainActions : public QObject
{
    Q_OBJECT
public:
    MainActions(QUndoStack &undoStack, QMainWindow *window);

    /// @p panels: the docks' toggle actions for View > Panels.
    void buildMenus(const QList<QAction *> &panels);
    void buildToolBar(QToolBar *bar, QWidget *search);
    QAction *tool(MapTool tool) const { return m_tools[static_cast<std::size_t>(tool)]; }

    // File
    QAction *newStore, *openStore, *openSample, *importTable, *addLayer, *addOnline, *save, *backUp;
    QAction *exportMap, *exportTable, *copySlide, *quit;
    QMenu *recent = nullptr;
    // Edit
    QAction *undo, *redo, *copyRows, *copyView, *find, *filterText, *filterBack, *filterForward, *clearFilter,
        *clearSelection;
    // View
    std::array<QAction *, 4> workspaces; ///< in the order of ui::Layout
    QAction *resetWorkspace, *fullScreen;
    std::array<QAction *, 3> themes; ///< auto, light, dark
    // Map
    QAction *zoomIn, *zoomOut, *wholeExtent, *showFiltered, *showSelected, *viewBack, *viewForward;
    QAction *graticule, *overview;
    QMenu *projection = nullptr; ///< where the projections are listed
    QAction *play, *stepBack, *stepForward, *offMap;
    QAction *goTo, *addBookmark, *manageBookmarks;
    QMenu *bookmarks = nullptr; ///< filled when it opens
    QAction *rangeRings, *nearestBorder, *clearMarks;
    // Incident
    QAction *newIncident, *editIncident, *duplicate, *saveAndNext, *withdraw, *deleteIncident;
    // Annotate
    QAction *editAnnotation, *deleteAnnotation;
    QList<QAction *> colours; ///< data(): "#RRGGBB"
    // Tools, Help
    QAction *cancelJobs, *forgetPictures, *shortcuts, *firstSteps, *about;

Q_SIGNALS:
    void toolChosen(marz::ui::MapTool tool);

private:
    QAction *make(const char *name, const QString &text, const char *icon, const QKeySequence &keys = {});
    void makeFileActions();
    void makeEditActions(QUndoStack &undoStack);
    void makeViewActions();
    void makeMapActions();
    void makeRecordActions();
    void makeTools();
    void makeMarkActions();
    void buildFileMenu();
    void buildViewMenu(const QList<QAction *> &panels);

    QMainWindow *m_window;
    std::array<QAction *, 8> m_tools;
};

} // namespace marz::ui
