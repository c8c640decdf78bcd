#include "ui/searchbox.h"

#include "geo/coordinatetext.h"
#include "session/recordverbs.h"
#include "session/workspace.h"
#include "ui/mapmenu.h"

#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QRegularExpression>
#include <QTimer>
#include <QVBoxLayout>

#include <variant>

namespace marz::ui {

namespace {

constexpr int typingRestMs = 150;
constexpr int placesAtMost = 6;
constexpr int incidentsAtMost = 6;
constexpr int popupWidthPx = 420;
constexpr double closestUnitsPerPx = 60; ///< about 1:200,000
constexpr double placeRadiusOnScreenPx = 120;

struct UnitHit {
    QString code;
    std::optional<incident::Where> where; ///< the gazetteer's row of the same unit: for a new incident there
};
struct PlaceHit {
    incident::Where where;
};
struct IncidentHit {
    qint64 fid = 0;
};
using Hit = std::variant<UnitHit, PlaceHit, IncidentHit>;

/// Why @p text was not found: as far as it looks like a coordinate, what is wrong with it.
QString nothingFound(const QString &text)
{
    static const QRegularExpression numbers(
        QStringLiteral("^[^\\p{L}]*\\d[^\\p{L}]*(?:[NSEWnsew][^\\p{L}]*)*$"),
        QRegularExpression::UseUnicodePropertiesOption);
    QString problem;
    if (numbers.match(text).hasMatch() && geo::coordinateReadings(text, &problem).empty())
        return problem;
    return SearchBox::tr("Nothing found. Try another spelling, or coordinates.");
}

/// Text of data in a label that would otherwise guess at rich text.
QString oneLine(const QString &text)
{
    return text.simplified();
}

} // namespace

struct SearchBox::Impl {
    Impl(session::Workspace &w, SearchBox *b) : workspace(w), box(b) {}

    session::Workspace &workspace;
    SearchBox *box;
    QFrame *popup = nullptr;
    QListWidget *list = nullptr;
    QLabel *hint = nullptr;
    QTimer timer;
    std::vector<Hit> hits;
    QString asked;
    bool goesWhenFound = false; ///< Enter was pressed before the answer came

    void build();
    void search();
    void addHit(const QIcon &icon, const QString &label, const QString &detail, Hit hit);
    void addUnits(const QString &text);
    void addPlaces(const QString &text);
    /// True when @p where is a unit that is listed already.
    bool joinsUnit(const incident::Where &where);
    void addIncidents(const std::vector<qint64> &fids);
    void place();
    void go(int row);
    void newIncident(int row);
    std::optional<incident::Where> whereOf(const Hit &hit) const;
    void hide()
    {
        asked.clear(); // an answer still on its way must not open the list again
        popup->hide();
    }
};

void SearchBox::Impl::build()
{
    popup = new QFrame(box->window());
    popup->setObjectName(QStringLiteral("searchPopup"));
    popup->setFrameShape(QFrame::StyledPanel);
    popup->setAutoFillBackground(true);
    popup->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(popup);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(4);
    list = new QListWidget(popup);
    list->setObjectName(QStringLiteral("searchResults"));
    list->setAccessibleName(tr("Found"));
    list->setFrameShape(QFrame::NoFrame);
    list->setFocusPolicy(Qt::NoFocus);
    list->setIconSize(QSize(16, 16));
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    hint = new QLabel(popup);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setContentsMargins(8, 0, 8, 0);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(list);
    column->addWidget(hint);
    popup->hide();
    connect(list, &QListWidget::itemClicked, box, [this](QListWidgetItem *item) { go(list->row(item)); });
}

void SearchBox::Impl::search()
{
    timer.stop();
    const QString text = box->text().trimmed();
    asked = text;
    hits.clear();
    list->clear();
    if (text.isEmpty()) {
        hide();
        return;
    }
    addUnits(text);
    addPlaces(text);
    place();
    const auto answer = [this, text](const std::vector<qint64> &fids) {
        if (text != asked)
            return; // an answer to what was typed before
        addIncidents(fids);
        place();
        if (std::exchange(goesWhenFound, false))
            go(0);
    };
    static const QRegularExpression code(QStringLiteral("^MZ-[0-9A-Z]+$"),
                                         QRegularExpression::CaseInsensitiveOption);
    if (code.match(text).hasMatch())
        workspace.store().loadFidOfUid(text.toUpper(), box, [answer](std::optional<qint64> fid) {
            answer(fid ? std::vector<qint64>{*fid} : std::vector<qint64>());
        });
    else
        workspace.store().search(text, incidentsAtMost, box, answer);
}

void SearchBox::Impl::addHit(const QIcon &icon, const QString &label, const QString &detail, Hit hit)
{
    const QString text =
        detail.isEmpty() ? oneLine(label) : oneLine(label) + QStringLiteral("  ·  ") + oneLine(detail);
    auto *item = new QListWidgetItem(icon, text, list);
    item->setToolTip(text.toHtmlEscaped());
    hits.push_back(std::move(hit));
}

void SearchBox::Impl::addUnits(const QString &text)
{
    const auto geodata = workspace.geodata();
    if (!geodata)
        return;
    for (const places::Unit *unit : geodata->boundaries.unitsNamed(text))
        addHit(QIcon::fromTheme(QStringLiteral("draw-polygon")),
               QStringLiteral("%1 (%2)").arg(unit->name, unit->code), tr("region"), UnitHit{unit->code, {}});
}

bool SearchBox::Impl::joinsUnit(const incident::Where &where)
{
    if (where.precision != incident::PlacePrecision::Province)
        return false;
    for (Hit &hit : hits) {
        auto *unit = std::get_if<UnitHit>(&hit);
        if (unit && unit->code == where.admin1Code) {
            unit->where = where;
            return true;
        }
    }
    return false;
}

void SearchBox::Impl::addPlaces(const QString &text)
{
    const auto geodata = workspace.geodata();
    if (!geodata)
        return;
    for (const session::PlaceSuggestion &each : session::suggestPlaces(text, *geodata, placesAtMost)) {
        if (!joinsUnit(each.where))
            addHit(QIcon::fromTheme(QStringLiteral("mark-location")), each.label, each.detail,
                   PlaceHit{each.where});
    }
}

void SearchBox::Impl::addIncidents(const std::vector<qint64> &fids)
{
    const auto &mask = workspace.filtered().filtered().mask;
    const auto &index = workspace.filtered().filtered().index;
    for (const qint64 fid : fids) {
        const auto row = index ? index->rowOf(fid) : std::nullopt;
        const bool isHidden = row && mask && !mask->matches(*row);
        addHit(symbolIcon(workspace, fid), workspace.store().title(fid),
               isHidden ? tr("incident, hidden by the filter") : tr("incident"), IncidentHit{fid});
    }
}

void SearchBox::Impl::place()
{
    hint->setText(hits.empty() ? nothingFound(asked)
                               : tr("Enter: go there.  Shift+Enter: new incident there."));
    list->setVisible(!hits.empty());
    if (list->currentRow() < 0 && !hits.empty())
        list->setCurrentRow(0);
    const int rows = static_cast<int>(hits.size());
    const int rowHeight = std::max(list->sizeHintForRow(0), list->fontMetrics().height() + 6);
    list->setFixedHeight(std::max(1, rows) * rowHeight + 4);
    popup->setParent(box->window()); // the box may have been put into its window after it was made
    popup->setFixedWidth(std::min(popupWidthPx, box->window()->width() - 16));
    popup->adjustSize();
    const QPoint below = box->mapTo(box->window(), QPoint(box->width() - popup->width(), box->height() + 2));
    popup->move(std::max(8, below.x()), below.y());
    popup->setVisible(box->hasFocus());
    popup->raise();
}

std::optional<incident::Where> SearchBox::Impl::whereOf(const Hit &hit) const
{
    if (const auto *place = std::get_if<PlaceHit>(&hit))
        return place->where;
    if (const auto *unit = std::get_if<UnitHit>(&hit))
        return unit->where;
    return std::nullopt;
}

void SearchBox::Impl::go(int row)
{
    if (row < 0 || row >= static_cast<int>(hits.size()))
        return;
    const Hit hit = hits[static_cast<std::size_t>(row)];
    hide();
    if (const auto *unit = std::get_if<UnitHit>(&hit)) {
        if (const auto geodata = workspace.geodata()) {
            if (const places::Unit *found = geodata->boundaries.unit(unit->code))
                workspace.view().showBox(geo::extentOf(found->area));
        }
        workspace.selection().select({{}, unit->code, 0});
    } else if (const auto *found = std::get_if<PlaceHit>(&hit)) {
        const double radius = found->where.radiusM.value_or(0);
        if (found->where.point &&
            !workspace.view().showPosition(*found->where.point,
                                           std::max(closestUnitsPerPx, radius / placeRadiusOnScreenPx))) {
            Q_EMIT box->notShown(tr("%1 cannot show that place. Choose another projection in the status bar.")
                                     .arg(workspace.view().viewport().crs().code()));
            return;
        }
        Q_EMIT box->placeShown(found->where);
    } else if (const auto *incident = std::get_if<IncidentHit>(&hit)) {
        workspace.goToIncident(incident->fid);
    }
    Q_EMIT box->hitChosen();
}

void SearchBox::Impl::newIncident(int row)
{
    if (row < 0 || row >= static_cast<int>(hits.size()))
        return;
    if (const auto where = whereOf(hits[static_cast<std::size_t>(row)])) {
        hide();
        Q_EMIT box->incidentRequested(*where);
    }
}

SearchBox::SearchBox(session::Workspace &workspace, QWidget *parent)
    : QLineEdit(parent), m_impl(std::make_unique<Impl>(workspace, this))
{
    setObjectName(QStringLiteral("search"));
    setAccessibleName(tr("Search places, coordinates and incidents"));
    setPlaceholderText(tr("Search place, coordinates, incident"));
    setToolTip(tr("Search places in any spelling, coordinates and incidents (Ctrl+F)"));
    setClearButtonEnabled(true);
    addAction(QIcon::fromTheme(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_impl->build();
    m_impl->timer.setSingleShot(true);
    m_impl->timer.setInterval(typingRestMs);
    connect(this, &QLineEdit::textEdited, this, [this] { m_impl->timer.start(); });
    connect(&m_impl->timer, &QTimer::timeout, this, [this] { m_impl->search(); });
}

SearchBox::~SearchBox() = default;

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    QListWidget *list = m_impl->list;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (text().trimmed() != m_impl->asked || !m_impl->popup->isVisible())
            m_impl->search();
        if (event->modifiers() & Qt::ShiftModifier)
            m_impl->newIncident(std::max(0, list->currentRow()));
        else if (m_impl->hits.empty())
            m_impl->goesWhenFound = true;
        else
            m_impl->go(std::max(0, list->currentRow()));
        return;
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (list->count() > 0) {
            const int step = event->key() == Qt::Key_Down ? 1 : -1;
            list->setCurrentRow(std::clamp(list->currentRow() + step, 0, list->count() - 1));
        }
        return;
    case Qt::Key_Escape:
        if (m_impl->popup->isVisible())
            m_impl->hide();
        else
            clear();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchBox::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    m_impl->hide();
}

} // namespace marz::ui
