#pragma once

#include "incident/where.h"
#include "session/openstore.h"
#include "session/selection.h"
#include "ui/mapwidget.h"
#include "ui/workspaces.h"

#include <QMainWindow>

#include <memory>
#include <optional>

namespace marz::session {
class Workspace;
struct Bookmark;
} // namespace marz::session

namespace marz::ui {

class BannerLine;
class EntryForm;
class FilterPanel;
class LayerDesk;
class MainActions;
class OffMapTray;
class SearchBox;
class StartCard;
class StatusBar;
class TablePanel;
class TimelinePanel;

/// The window: puts the panels together and sends what they ask for to the session. It keeps no state of its
/// own beyond what is open.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(session::Workspace &workspace, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens @p path; an empty one opens the last store, else the sample. @p layers are added once it is
    /// open.
    void start(const QString &path = {}, const QStringList &layers = {});
    MapWidget *map() const { return m_map; }
    EntryForm *entryForm() const { return m_entry; }
    MainActions *actionsOfWindow() const { return m_actions; }
    BannerLine *banner() const { return m_banner; }
    Workspaces *workspaces() const { return m_workspaces; }

public Q_SLOTS:
    void startIncident(const std::optional<marz::incident::Where> &where = std::nullopt);
    void editIncident(qint64 fid);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // mainwindow.cpp
    void buildPanels();
    void showOffMap();
    void showTitle(const session::StoreSummary &summary);
    void followSelection(const session::Selected &selected);
    void applyThemeChoice(int row);
    QDockWidget *dock(const QString &title, const char *name, QWidget *widget);
    // mainwiring.cpp
    void connectPanels();
    void connectSession();
    void connectFileActions();
    void connectViewActions();
    void connectMapActions();
    void connectRecordActions();
    void connectHelpActions();
    // maintools.cpp: measuring, marks, bookmarks, going somewhere, copying
    void connectToolActions();
    void connectCopying();
    void followMarks();
    void showRings(const session::MarkedPlace &place);
    void showBorder(const session::MarkedPlace &place);
    void keepRings(const session::RangeRings &rings);
    /// False after telling that the projection cannot show the place.
    bool centreOn(geo::LonLat position);
    /// Moves the map to a place that is out of view, and says so.
    void bringIntoView(const session::MarkedPlace &place);
    void goTo();
    void addBookmark();
    void goToBookmark(const session::Bookmark &bookmark);
    void fillBookmarks();
    void copyMap();
    void copyCallouts(const std::vector<qint64> &fids);
    /// The place of the one selected incident; nullopt when none is, or it has none.
    std::optional<session::MarkedPlace> selectedPlace() const;
    // mainverbs.cpp: what several panels and actions ask for
    bool mayLeaveForm();
    /// False after telling why nothing can be written.
    bool mayWrite();
    void openStore(const QString &path);
    void openSample();
    void chooseStore();
    void startOwnStore();
    /// Asks again after @p problem, with what was chosen before filled in.
    void askOwnStore(const QString &problem);
    void formClosed();
    void tellSaved(qint64 fid);
    /// "Saved" is no longer true after an undo.
    void dropOldNotice();
    void storeOpened(const session::StoreSummary &summary);
    void storeFailed(const QString &message);
    /// Needs both the store and the geography, whichever comes last.
    void restoreFilterOnce();
    void fillRecent();
    void importTable(const QString &path);
    void raiseEntry();
    void openFiles(const QStringList &paths);
    void backUp();
    void pointedOut(geo::LonLat position, double groundMetresPerPx);
    void chooseTool(MapTool tool);
    void duplicate(qint64 fid);
    void withdraw(qint64 fid);
    void remove(qint64 fid);
    qint64 selectedIncident() const;
    void showSelected();

    session::Workspace &m_workspace;
    MainActions *m_actions;
    BannerLine *m_banner;
    MapWidget *m_map;
    StartCard *m_startCard;
    SearchBox *m_search;
    StatusBar *m_status;
    LayerDesk *m_layerDesk;
    FilterPanel *m_filterPanel = nullptr;
    TimelinePanel *m_timeline = nullptr;
    TablePanel *m_table = nullptr;
    EntryForm *m_entry = nullptr;
    OffMapTray *m_tray = nullptr;
    Docks m_docks{};
    Workspaces *m_workspaces = nullptr;
    QString m_opening;            ///< the store asked for and not yet open
    bool m_isPlacePicked = false; ///< the next point that is pointed out belongs to the open form
    bool m_isFilterRestored = false;
    qint64 m_savedFid = 0; ///< told as saved by m_savedNotice
    QString m_savedNotice;
    session::Selected m_selectedBefore;   ///< a new incident was begun: back when nothing comes of it
    std::optional<Layout> m_layoutBefore; ///< the form came up by itself: gone back to when it closes
    std::optional<session::NewStoreChoice> m_newStore; ///< being created
};

} // namespace marz::ui
