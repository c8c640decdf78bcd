#include "ui/inspectorpanel.h"

#include "session/regionreport.h"
#include "session/workspace.h"
#include "ui/historyview.h"
#include "ui/incidentlist.h"
#include "ui/parts.h"
#include "ui/recordtext.h"
#include "ui/recordview.h"
#include "ui/regionview.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QMessageBox>
#include <QStackedWidget>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

namespace marz::ui {

namespace {
constexpr int regionDelayMs =
    60; ///< a drag on the timeline is followed by the region's numbers when it rests
}

struct InspectorPanel::Impl {
    InspectorPanel *q;
    session::Workspace &workspace;
    QStackedWidget *pages = new QStackedWidget;
    QWidget *nothing = nullptr;
    RecordView *record = new RecordView;
    RegionView *region = new RegionView;
    QWidget *several = new QWidget;
    QLabel *severalCount = headingLabel({});
    IncidentList *severalList = new IncidentList;
    QTimer regionLater;
    quint64 asked = 0; ///< number of the newest question; older answers are dropped

    Impl(InspectorPanel *panel, session::Workspace &space) : q(panel), workspace(space) {}

    void build();
    void connectRecord();
    void connectShared();
    void show(const session::Selected &selected);
    void load(qint64 fid);
    void showRegion();
    void noticeHidden();
    void zoomToUnit(const QString &code);
    void follow(const QString &uid);
    void openAddress(const QString &url);
};

void InspectorPanel::Impl::build()
{
    nothing = new QWidget;
    auto *nothingColumn = new QVBoxLayout(nothing);
    nothingColumn->setContentsMargins(aroundPx, aroundPx, aroundPx, aroundPx);
    QLabel *words = noteLabel(QStringLiteral(
        "Nothing is selected.\n\nClick a symbol or a row to read an incident with its sources and "
        "claims, or a region on the map for its numbers."));
    words->setObjectName(QStringLiteral("nothing"));
    nothingColumn->addWidget(words);
    nothingColumn->addStretch(1);

    auto *severalColumn = new QVBoxLayout(several);
    severalColumn->setContentsMargins(betweenPx, betweenPx, betweenPx, betweenPx);
    severalCount->setObjectName(QStringLiteral("severalCount"));
    severalList->setObjectName(QStringLiteral("severalList"));
    severalColumn->addWidget(severalCount);
    severalColumn->addWidget(severalList, 1);

    for (QWidget *page : {nothing, static_cast<QWidget *>(record), static_cast<QWidget *>(region), several})
        pages->addWidget(page);
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(pages);
    q->setMinimumWidth(240);
}

void InspectorPanel::Impl::connectRecord()
{
    QObject::connect(record, &RecordView::editRequested, q, &InspectorPanel::editRequested);
    QObject::connect(record, &RecordView::duplicateRequested, q, &InspectorPanel::duplicateRequested);
    QObject::connect(record, &RecordView::withdrawRequested, q, &InspectorPanel::withdrawRequested);
    QObject::connect(record, &RecordView::deleteRequested, q, &InspectorPanel::deleteRequested);
    QObject::connect(record, &RecordView::zoomRequested, q,
                     [this](qint64 fid) { workspace.goToIncident(fid); });
    QObject::connect(record, &RecordView::copyRequested, q, [this] {
        QApplication::clipboard()->setText(calloutText(record->incident(), workspace.store().vocabulary()));
    });
    QObject::connect(record, &RecordView::linkFollowed, q, [this](const QString &uid) { follow(uid); });
    QObject::connect(record, &RecordView::addressRequested, q,
                     [this](const QString &url) { openAddress(url); });
    QObject::connect(record, &RecordView::historyRequested, q, [this](const QString &uid) {
        workspace.store().loadHistory(
            uid, record->history(),
            [view = record->history()](const std::vector<incident::HistoryRow> &rows) {
                view->setRows(rows);
            });
    });
    QObject::connect(region, &RegionView::onlyThisRequested, q,
                     [this](const QString &code) { workspace.filterToUnit(code); });
    QObject::connect(region, &RegionView::zoomRequested, q,
                     [this](const QString &code) { zoomToUnit(code); });
    const auto select = [this](qint64 fid) { workspace.selection().selectIncident(fid); };
    QObject::connect(region, &RegionView::incidentChosen, q, select);
    QObject::connect(severalList, &IncidentList::incidentChosen, q, select);
}

void InspectorPanel::Impl::connectShared()
{
    regionLater.setSingleShot(true);
    regionLater.setInterval(regionDelayMs);
    QObject::connect(&regionLater, &QTimer::timeout, q, [this] { showRegion(); });
    QObject::connect(&workspace.selection(), &session::Selection::selectionChanged, q,
                     [this](const session::Selected &selected) { show(selected); });
    QObject::connect(&workspace.filtered(), &session::FilteredView::filteredChanged, q, [this] {
        if (pages->currentWidget() == region)
            regionLater.start();
        else if (pages->currentWidget() == record)
            noticeHidden();
    });
    QObject::connect(&workspace, &session::Workspace::geodataLoaded, q,
                     [this] { show(workspace.selection().selected()); });
    QObject::connect(&workspace.store(), &session::OpenStore::storeOpened, q,
                     [this] { workspace.selection().clear(); });
    QObject::connect(&workspace.store(), &session::OpenStore::incidentsChanged, q,
                     [this](const std::vector<qint64> &fids) {
                         const session::Selected &selected = workspace.selection().selected();
                         for (const qint64 fid : fids) {
                             if (std::find(selected.incidents.begin(), selected.incidents.end(), fid) !=
                                 selected.incidents.end()) {
                                 show(selected);
                                 return;
                             }
                         }
                     });
}

void InspectorPanel::Impl::show(const session::Selected &selected)
{
    ++asked;
    if (selected.incidents.size() == 1) {
        load(selected.incidents.front());
    } else if (selected.incidents.size() > 1) {
        severalCount->setText(QStringLiteral("%1 selected")
                                  .arg(countedText(selected.incidents.size(), QStringLiteral("incident"),
                                                   QStringLiteral("incidents"))));
        severalList->setIncidents(selected.incidents, workspace.store());
        pages->setCurrentWidget(several);
    } else if (!selected.unitCode.isEmpty() && workspace.geodata()) {
        showRegion();
    } else {
        pages->setCurrentWidget(nothing);
    }
}

void InspectorPanel::Impl::load(qint64 fid)
{
    workspace.store().loadIncidents({fid}, q,
                                    [this, number = asked](const std::vector<incident::Incident> &loaded) {
                                        if (number != asked)
                                            return;
                                        if (loaded.empty()) { // deleted meanwhile
                                            pages->setCurrentWidget(nothing);
                                            return;
                                        }
                                        record->setIncident(loaded.front(), workspace.store().vocabulary(),
                                                            workspace.store().summary().isReadOnly);
                                        noticeHidden();
                                        pages->setCurrentWidget(record);
                                    });
}

void InspectorPanel::Impl::noticeHidden()
{
    const session::Filtered &filtered = workspace.filtered().filtered();
    const std::optional<index::Row> row = filtered.index->rowOf(record->incident().fid);
    const incident::Match match = row ? filtered.mask->at(*row) : incident::Match::None;
    record->setNotice(match == incident::Match::Certain    ? QString()
                      : match == incident::Match::Possible ? QStringLiteral("Possibly in the filter.")
                                                           : QStringLiteral("Not in the present filter."));
}

void InspectorPanel::Impl::showRegion()
{
    const QString code = workspace.selection().selected().unitCode;
    const std::shared_ptr<const session::Geodata> geodata = workspace.geodata();
    if (code.isEmpty() || !geodata || !workspace.selection().selected().incidents.empty())
        return;
    const session::RegionReport report =
        session::regionReport(code, workspace.filtered().filtered(), *geodata);
    const places::Country *country = geodata->boundaries.country(report.country);
    region->setReport(report,
                      country ? QStringLiteral("%1 (%2)").arg(country->name, report.country) : report.country,
                      workspace.store());
    pages->setCurrentWidget(region);
}

void InspectorPanel::Impl::zoomToUnit(const QString &code)
{
    const places::Unit *unit = workspace.geodata() ? workspace.geodata()->boundaries.unit(code) : nullptr;
    if (unit)
        workspace.view().showBox(geo::extentOf(unit->area));
}

void InspectorPanel::Impl::follow(const QString &uid)
{
    workspace.store().loadFidOfUid(uid, q, [this](std::optional<qint64> fid) {
        if (fid)
            workspace.goToIncident(*fid);
        else
            record->setNotice(QStringLiteral("The linked incident is not in this store."));
    });
}

void InspectorPanel::Impl::openAddress(const QString &url)
{
    const QUrl address = QUrl::fromUserInput(url);
    if (address.scheme() != QLatin1String("http") && address.scheme() != QLatin1String("https")) {
        record->setNotice(QStringLiteral("This address is no web page: %1").arg(url));
        return;
    }
    QMessageBox box(QMessageBox::Question, QStringLiteral("Open the source"),
                    QStringLiteral("Open this address in the browser? Its host will see that you did."),
                    QMessageBox::Open | QMessageBox::Cancel, q);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(address.toDisplayString());
    box.setDefaultButton(QMessageBox::Cancel);
    if (box.exec() == QMessageBox::Open)
        QDesktopServices::openUrl(address);
}

/// Below this the row of buttons would be cut.
constexpr int narrowestPx = 330;

InspectorPanel::InspectorPanel(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(this, workspace))
{
    setMinimumWidth(narrowestPx);
    m_impl->build();
    m_impl->connectRecord();
    m_impl->connectShared();
    m_impl->show(workspace.selection().selected());
}

InspectorPanel::~InspectorPanel() = default;

} // namespace marz::ui
