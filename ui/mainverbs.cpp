#include "ui/mainwindow.h"

#include "session/recordverbs.h"
#include "session/workspace.h"
#include "ui/bannerline.h"
#include "ui/dialogs.h"
#include "ui/entryform.h"
#include "ui/filefield.h"
#include "ui/layerdesk.h"
#include "ui/mainactions.h"
#include "ui/mapmenu.h"
#include "ui/startcard.h"
#include "ui/statusbar.h"
#include "ui/windowstate.h"

#include <QDate>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

namespace marz::ui {

namespace {

constexpr int entryWidthPx = 440;

QString sampleFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

} // namespace

bool MainWindow::mayLeaveForm()
{
    return !m_entry->isModified() || m_entry->mayLeave();
}

bool MainWindow::mayWrite()
{
    const session::StoreSummary &summary = m_workspace.store().summary();
    if (summary.isOpen && !summary.isReadOnly)
        return true;
    const QString why = summary.isSample  ? tr("The sample is read-only.")
                        : !summary.isOpen ? tr("No store is open.")
                                          : tr("This store is read-only: %1").arg(summary.readOnlyReason);
    m_banner->tell(BannerLine::Kind::Notice, why, tr("Start my own store"), [this] { startOwnStore(); });
    return false;
}

void MainWindow::openStore(const QString &path)
{
    m_opening = path;
    m_workspace.store().open(path);
}

void MainWindow::openSample()
{
    m_opening.clear();
    m_workspace.store().openSample(sampleFolder());
}

void MainWindow::chooseStore()
{
    if (!mayLeaveForm())
        return;
    const QString path = QFileDialog::getOpenFileName(this, tr("Open store"), QFileInfo(lastStore()).path(),
                                                      tr("Marz stores (*.gpkg);;All files (*)"));
    if (!path.isEmpty())
        openStore(path);
}

void MainWindow::startOwnStore()
{
    if (!mayLeaveForm())
        return;
    m_newStore.reset();
    askOwnStore({});
}

void MainWindow::askOwnStore(const QString &problem)
{
    m_newStore = askNewStore(this, m_newStore, problem);
    if (m_newStore) {
        m_opening.clear();
        m_workspace.store().create(*m_newStore);
    }
}

void MainWindow::storeOpened(const session::StoreSummary &summary)
{
    showTitle(summary);
    if (!summary.isOpen)
        return;
    m_newStore.reset();
    m_workspace.selection().clear();
    m_selectedBefore = {};
    m_workspace.selection().hover(0);
    m_savedFid = 0;
    if (m_workspace.store().index()->size() ==
        0) // the first entry is not to hide behind another store's filter
        m_workspace.filter().clear();
    const bool isNew = !m_opening.isEmpty() || (!summary.isSample && lastStore() != summary.path);
    m_opening.clear();
    if (!summary.isSample)
        rememberStore(summary.path);
    m_startCard->setVisible(summary.isSample);
    if (summary.isReadOnly && !summary.isSample)
        m_banner->tell(BannerLine::Kind::Notice, tr("Read-only: %1").arg(summary.readOnlyReason));
    else if (isNew)
        m_banner->hide();
    restoreFilterOnce();
}

void MainWindow::restoreFilterOnce()
{
    if (m_workspace.geodata() && m_workspace.store().summary().isOpen &&
        !std::exchange(m_isFilterRestored, true))
        restoreFilter(m_workspace);
}

void MainWindow::storeFailed(const QString &message)
{
    if (m_newStore && m_opening.isEmpty()) { // what was typed is not lost
        QMetaObject::invokeMethod(
            this, [this, message] { askOwnStore(message); }, Qt::QueuedConnection);
        return;
    }
    if (m_opening.isEmpty()) {
        m_banner->tell(BannerLine::Kind::Problem, message);
        return;
    }
    const QString path = std::exchange(m_opening, {});
    m_banner->tell(BannerLine::Kind::Problem, message, tr("Try again"), [this, path] { openStore(path); });
    if (!m_workspace.store().summary().isOpen)
        m_workspace.store().openSample(sampleFolder());
}

void MainWindow::fillRecent()
{
    m_actions->recent->clear();
    for (const QString &path : recentStores()) {
        QAction *action = m_actions->recent->addAction(menuText(path));
        connect(action, &QAction::triggered, this, [this, path] {
            if (mayLeaveForm())
                openStore(path);
        });
    }
    if (m_actions->recent->isEmpty())
        m_actions->recent->addAction(tr("None yet"))->setEnabled(false);
}

void MainWindow::importTable(const QString &path)
{
    if (!mayWrite())
        return;
    const std::optional<session::ImportReport> stored = runImportDialog(m_workspace, this, path);
    if (!stored)
        return;
    m_banner->tell(
        BannerLine::Kind::Notice,
        tr("%1: %2 rows = %3 placed + %4 unlocated + %5 rejected + %6 duplicates. Undo takes them back.")
            .arg(QFileInfo(stored->file).fileName())
            .arg(stored->rows)
            .arg(stored->placed)
            .arg(stored->unlocated)
            .arg(stored->rejected)
            .arg(stored->duplicates));
}

void MainWindow::openFiles(const QStringList &paths)
{
    static const QStringList tables = {QStringLiteral("csv"), QStringLiteral("tsv"), QStringLiteral("txt"),
                                       QStringLiteral("xlsx"), QStringLiteral("ods")};
    for (const QString &path : paths) {
        const QString suffix = QFileInfo(path).suffix().toLower();
        if (suffix == QLatin1String("gpkg")) {
            m_layerDesk->addOrOpen(path);
        } else if (tables.contains(suffix)) {
            importTable(path);
        } else {
            m_layerDesk->addFiles({path});
        }
    }
}

void MainWindow::backUp()
{
    const session::StoreSummary &summary = m_workspace.store().summary();
    if (!summary.isOpen)
        return;
    const QFileInfo file(summary.path);
    const QString proposed =
        QStringLiteral("%1/%2-%3.gpkg")
            .arg(summary.isSample ? usualFolder(QStandardPaths::DocumentsLocation) : file.path(),
                 file.completeBaseName(), QDate::currentDate().toString(Qt::ISODate));
    const QString target =
        QFileDialog::getSaveFileName(this, tr("Back up the store"), proposed, tr("Marz stores (*.gpkg)"));
    if (target.isEmpty())
        return;
    m_workspace.store().backup(target, this, [this, target](const QString &error) {
        if (error.isEmpty())
            m_banner->tell(BannerLine::Kind::Notice, tr("Backed up to %1").arg(target));
        else
            m_banner->tell(BannerLine::Kind::Problem, error, tr("Choose another file..."),
                           [this] { backUp(); });
    });
}

void MainWindow::raiseEntry()
{
    const Layout before = m_workspaces->current();
    if (before != Layout::Enter) {
        m_workspaces->go(Layout::Enter); // elsewhere the form has too little room
        m_layoutBefore = before;
    }
    m_docks.entry->show();
    m_docks.entry->raise();
    if (m_docks.entry->width() < entryWidthPx && !m_docks.entry->isFloating())
        resizeDocks({m_docks.entry}, {entryWidthPx}, Qt::Horizontal);
}

void MainWindow::formClosed()
{
    const session::Selected selected = std::exchange(m_selectedBefore, {});
    if (m_workspace.selection().selected().isEmpty() && !selected.isEmpty())
        m_workspace.selection().select(selected);
    if (const auto before = std::exchange(m_layoutBefore, std::nullopt))
        m_workspaces->go(*before);
    else if (m_workspaces->current() == Layout::Enter)
        m_map->setFocus();
    else
        m_docks.entry->hide();
}

void MainWindow::tellSaved(qint64 fid)
{
    m_workspace.selection().selectIncident(fid);
    m_workspace.store().loadIncidents({fid}, this, [this](const std::vector<incident::Incident> &loaded) {
        if (loaded.empty())
            return;
        const qint64 stored = loaded.front().fid;
        m_savedFid = stored;
        m_savedNotice = tr("%1 saved.").arg(loaded.front().code);
        m_banner->tell(BannerLine::Kind::Notice, m_savedNotice, tr("Show"),
                       [this, stored] { m_workspace.goToIncident(stored); });
    });
}

void MainWindow::dropOldNotice()
{
    if (m_savedFid == 0 || m_workspace.store().index()->rowOf(m_savedFid))
        return;
    m_savedFid = 0;
    if (m_banner->message() == m_savedNotice)
        m_banner->hide();
}

void MainWindow::startIncident(const std::optional<incident::Where> &where)
{
    if (!mayWrite())
        return;
    if (!m_workspace.selection().selected().isEmpty())
        m_selectedBefore = m_workspace.selection().selected();
    raiseEntry();
    m_entry->startNew(where);
}

void MainWindow::editIncident(qint64 fid)
{
    if (fid == 0 || !mayWrite())
        return;
    raiseEntry();
    m_entry->edit(fid);
}

void MainWindow::pointedOut(geo::LonLat position, double groundMetresPerPx)
{
    const auto geodata = m_workspace.geodata();
    if (!geodata)
        return;
    const incident::Where where = session::placeOfClick(position, groundMetresPerPx, *geodata);
    if (std::exchange(m_isPlacePicked, false)) {
        m_status->clearMessage();
        m_entry->setPlace(where);
        m_docks.entry->raise();
    } else {
        startIncident(where);
    }
}

void MainWindow::chooseTool(MapTool tool)
{
    const bool isWriting = tool != MapTool::Pan && tool != MapTool::Select && tool != MapTool::Measure;
    if (isWriting && !mayWrite()) {
        m_actions->tool(m_map->tool())->setChecked(true);
        return;
    }
    m_map->setTool(tool);
    m_map->setFocus();
}

void MainWindow::duplicate(qint64 fid)
{
    if (fid == 0 || !mayWrite())
        return;
    m_workspace.store().loadIncidents({fid}, this, [this](const std::vector<incident::Incident> &loaded) {
        if (loaded.empty())
            return;
        raiseEntry();
        m_entry->startFrom(loaded.front());
    });
}

void MainWindow::withdraw(qint64 fid)
{
    if (fid == 0 || !mayWrite())
        return;
    const std::optional<QString> reason = askReason(this, tr("Why is this incident withdrawn?"));
    if (!reason)
        return;
    m_workspace.store().loadIncidents(
        {fid}, this, [this, reason](const std::vector<incident::Incident> &loaded) {
            if (!loaded.empty())
                m_workspace.store().apply(
                    session::withdrawIncident(loaded.front(), m_workspace.store().summary().author, *reason));
        });
}

void MainWindow::remove(qint64 fid)
{
    if (fid == 0 || !mayWrite())
        return;
    const std::optional<QString> reason =
        askReason(this, tr("Why is this incident deleted? Undo brings it back."));
    if (!reason)
        return;
    m_workspace.store().apply(session::deleteIncidents({fid}, m_workspace.store().summary().author, *reason));
    m_workspace.selection().clear();
}

qint64 MainWindow::selectedIncident() const
{
    const std::vector<qint64> &fids = m_workspace.selection().selected().incidents;
    return fids.empty() ? 0 : fids.front();
}

void MainWindow::showSelected()
{
    const session::Selected &selected = m_workspace.selection().selected();
    geo::GeoBox box;
    const auto &index = m_workspace.store().index();
    for (const qint64 fid : selected.incidents) {
        if (const auto row = index->rowOf(fid); row && index->isLocated(*row))
            box.include(index->lonLat(*row));
    }
    for (const incident::Annotation &each : m_workspace.store().annotations()) {
        if (each.fid == selected.annotation)
            box = geo::extentOf(each.geometry);
    }
    const auto geodata = m_workspace.geodata();
    if (const places::Unit *unit = geodata ? geodata->boundaries.unit(selected.unitCode) : nullptr)
        box = geo::extentOf(unit->area);
    if (selected.incidents.size() == 1)
        m_workspace.goToIncident(selected.incidents.front());
    else
        m_workspace.view().showBox(box);
}

} // namespace marz::ui
