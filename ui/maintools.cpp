#include "ui/mainwindow.h"

#include "base/error.h"
#include "session/recordverbs.h"
#include "session/workspace.h"
#include "ui/bannerline.h"
#include "ui/dialogs.h"
#include "ui/mainactions.h"
#include "ui/mapdialogs.h"
#include "ui/mapmenu.h"
#include "ui/parts.h"
#include "ui/recordtext.h"
#include "ui/searchbox.h"
#include "ui/statusbar.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include <cmath>

/// What the window does for the tools of the map: marks, bookmarks, going somewhere, copying.
namespace marz::ui {

namespace {
constexpr int noticeMs = 3000;
}

void MainWindow::connectToolActions()
{
    connect(m_map, &MapWidget::noticed, this,
            [this](const QString &words) { m_status->showMessage(words, noticeMs); });
    connect(m_map, &MapWidget::ringsRequested, this, &MainWindow::showRings);
    connect(m_map, &MapWidget::borderRequested, this, &MainWindow::showBorder);
    connect(m_map, &MapWidget::keepRequested, this, &MainWindow::keepRings);
    connect(m_map, &MapWidget::marksCleared, this, [this](const session::MapMarks::Content &before) {
        m_banner->tell(BannerLine::Kind::Notice, tr("Rings and lines to the border are cleared."), tr("Undo"),
                       [this, before] { m_workspace.marks().setContent(before); });
    });
    connect(m_search, &SearchBox::notShown, this,
            [this](const QString &words) { m_banner->tell(BannerLine::Kind::Problem, words); });
    connect(m_actions->rangeRings, &QAction::triggered, this, [this] {
        if (const auto place = selectedPlace())
            showRings(*place);
    });
    connect(m_actions->nearestBorder, &QAction::triggered, this, [this] {
        if (const auto place = selectedPlace())
            showBorder(*place);
    });
    connect(m_actions->clearMarks, &QAction::triggered, m_map, &MapWidget::clearTools);
    connect(m_actions->goTo, &QAction::triggered, this, &MainWindow::goTo);
    connect(m_actions->addBookmark, &QAction::triggered, this, &MainWindow::addBookmark);
    connect(m_actions->manageBookmarks, &QAction::triggered, this, [this] {
        if (const auto bookmark = manageBookmarks(m_workspace, this))
            goToBookmark(*bookmark);
    });
    connect(m_actions->bookmarks, &QMenu::aboutToShow, this, &MainWindow::fillBookmarks);
    connect(&m_workspace.marks(), &session::MapMarks::marksChanged, this, &MainWindow::followMarks);
    connect(&m_workspace.measuring(), &session::Measuring::measuringChanged, this, &MainWindow::followMarks);
    connect(&m_workspace.view(), &session::ViewState::stepsChanged, this, &MainWindow::followMarks);
    connect(&m_workspace.selection(), &session::Selection::selectionChanged, this, &MainWindow::followMarks);
    connect(&m_workspace.store(), &session::OpenStore::storeOpened, this, [this] {
        // What was marked around the former store's incidents is not this one's.
        session::MapMarks::Content left = m_workspace.marks().content();
        const auto isOfIncident = [](const auto &mark) { return !mark.place.name.isEmpty(); };
        std::erase_if(left.rings, isOfIncident);
        std::erase_if(left.links, isOfIncident);
        m_workspace.marks().setContent(std::move(left));
    });
    followMarks();
}

void MainWindow::connectCopying()
{
    connect(m_actions->copyView, &QAction::triggered, this, &MainWindow::copyMap);
    connect(m_map, &MapWidget::viewCopyRequested, this, &MainWindow::copyMap);
    connect(m_map, &MapWidget::copyRequested, this, [this] {
        const std::vector<qint64> &fids = m_workspace.selection().selected().incidents;
        fids.empty() ? copyMap() : copyCallouts(fids);
    });
}

void MainWindow::followMarks()
{
    m_actions->clearMarks->setEnabled(!m_workspace.marks().content().isEmpty() ||
                                      !m_workspace.measuring().isEmpty());
    const bool hasPlace = selectedPlace().has_value();
    m_actions->rangeRings->setEnabled(hasPlace);
    m_actions->nearestBorder->setEnabled(hasPlace);
    m_actions->viewBack->setEnabled(m_workspace.view().canStepBack());
    m_actions->viewForward->setEnabled(m_workspace.view().canStepForward());
}

std::optional<session::MarkedPlace> MainWindow::selectedPlace() const
{
    const std::vector<qint64> &fids = m_workspace.selection().selected().incidents;
    return fids.size() == 1 ? m_workspace.markedPlace(fids.front()) : std::nullopt;
}

void MainWindow::showRings(const session::MarkedPlace &place)
{
    const QString words =
        place.name.isEmpty() ? geo::coordinateText(place.position, shownCoordinateForm()) : place.name;
    if (const auto radiiM = askRadii(this, words)) {
        m_workspace.marks().addRings({place, *radiiM});
        bringIntoView(place);
    }
}

bool MainWindow::centreOn(geo::LonLat position)
{
    const map::Viewport now = m_workspace.view().viewport();
    const geo::MapPoint centre = now.crs().toMap(position);
    if (!std::isfinite(centre.x) || !std::isfinite(centre.y)) {
        m_banner->tell(BannerLine::Kind::Problem,
                       tr("%1 cannot show that place. Choose another projection in the status bar.")
                           .arg(now.crs().code()));
        return false;
    }
    m_workspace.view().setViewport(now.centredOn(centre));
    return true;
}

void MainWindow::bringIntoView(const session::MarkedPlace &place)
{
    const map::Viewport now = m_workspace.view().viewport();
    if (QRectF(QPointF(), QSizeF(now.size())).contains(now.lonLatToScreen(place.position)))
        return;
    if (!centreOn(place.position))
        return;
    m_workspace.view().rest();
    m_status->showMessage(tr("The map was moved there; %1 goes back.")
                              .arg(m_actions->viewBack->shortcut().toString(QKeySequence::NativeText)),
                          noticeMs);
}

void MainWindow::showBorder(const session::MarkedPlace &place)
{
    const auto geodata = m_workspace.geodata();
    const auto link = geodata ? session::borderLink(place, *geodata) : std::nullopt;
    if (!link) {
        m_banner->tell(BannerLine::Kind::Notice,
                       tr("No border is known here: the bundled borders do not reach so far."));
        return;
    }
    m_workspace.marks().addLink(*link);
    bringIntoView(place);
}

void MainWindow::keepRings(const session::RangeRings &rings)
{
    if (!mayWrite())
        return;
    m_workspace.store().apply(session::keptRings(rings, m_workspace.store().summary().author), this,
                              [this, rings](const std::optional<incident::Applied> &applied) {
                                  if (!applied)
                                      return; // the banner has told why
                                  session::MapMarks::Content left = m_workspace.marks().content();
                                  std::erase(left.rings, rings);
                                  m_workspace.marks().setContent(std::move(left));
                                  m_status->showMessage(
                                      tr("The rings are annotations now; Undo takes them back."), noticeMs);
                              });
}

void MainWindow::goTo()
{
    const std::optional<Destination> destination = askDestination(this);
    if (!destination)
        return;
    if (!centreOn(destination->position))
        return;
    session::ViewState &view = m_workspace.view();
    if (destination->scaleDenominator)
        view.setViewport(view.viewport().withScale(*destination->scaleDenominator));
    view.rest();
    m_map->pointAt(destination->position, 0);
    m_map->setFocus(Qt::OtherFocusReason);
}

void MainWindow::addBookmark()
{
    if (const auto name = askBookmarkName(this, m_workspace.bookmarks())) {
        m_workspace.bookmarks().put(session::bookmarkOf(*name, m_workspace.view().viewport()));
        m_status->showMessage(tr("Bookmarked: %1").arg(*name), noticeMs);
    }
}

void MainWindow::goToBookmark(const session::Bookmark &bookmark)
{
    try {
        m_workspace.goToBookmark(bookmark);
    } catch (const base::Error &error) {
        m_banner->tell(BannerLine::Kind::Problem, error.message());
    }
}

void MainWindow::fillBookmarks()
{
    QMenu *menu = m_actions->bookmarks;
    menu->clear();
    menu->addActions({m_actions->addBookmark, m_actions->manageBookmarks});
    menu->addSeparator();
    for (const session::Bookmark &each : m_workspace.bookmarks().all()) {
        QAction *action = menu->addAction(menuText(each.name));
        connect(action, &QAction::triggered, this, [this, each] { goToBookmark(each); });
    }
    if (m_workspace.bookmarks().all().empty())
        menu->addAction(tr("None yet"))->setEnabled(false);
}

void MainWindow::copyMap()
{
    copyViewPicture(m_workspace, this, [this](QSize px) {
        m_status->showMessage(tr("Copied: the map view, %1 x %2 pixels").arg(px.width()).arg(px.height()),
                              noticeMs);
    });
}

void MainWindow::copyCallouts(const std::vector<qint64> &fids)
{
    m_workspace.store().loadIncidents(fids, this, [this](const std::vector<incident::Incident> &loaded) {
        QStringList texts;
        for (const incident::Incident &each : loaded)
            texts << calloutText(each, m_workspace.store().vocabulary());
        QApplication::clipboard()->setText(texts.join(QStringLiteral("\n\n")));
        m_status->showMessage(
            tr("Copied: the text of %1").arg(countedText(loaded.size(), tr("incident"), tr("incidents"))),
            noticeMs);
    });
}

} // namespace marz::ui
