#include "ui/timelinepanel.h"

#include "session/workspace.h"
#include "ui/dayfields.h"
#include "ui/flowlayout.h"
#include "ui/parts.h"
#include "ui/timelineoverview.h"
#include "ui/timelineplayer.h"
#include "ui/timelineview.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace marz::ui {

namespace {

QComboBox *smallCombo(const QString &name, const QString &objectName)
{
    auto *combo = new QComboBox;
    combo->setAccessibleName(name);
    combo->setToolTip(name);
    combo->setObjectName(objectName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return combo;
}

QWidget *inRow(std::initializer_list<QWidget *> widgets)
{
    auto *group = new QWidget;
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(insidePx);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    return group;
}

} // namespace

struct TimelinePanel::Impl {
    TimelinePanel *q;
    session::Workspace &workspace;
    TimelineView *view = new TimelineView;
    TimelineOverview *overview = new TimelineOverview;
    TimelinePlayer *player = new TimelinePlayer(q);
    DayFields *fields = new DayFields;
    QToolButton *play = iconButton(QStringLiteral("media-playback-start"), QStringLiteral("Play (P)"));
    QToolButton *back = iconButton(QStringLiteral("go-previous"), QStringLiteral("One bin back (Left)"));
    QToolButton *forward = iconButton(QStringLiteral("go-next"), QStringLiteral("One bin forward (Right)"));
    QToolButton *loop = iconButton(QStringLiteral("media-playlist-repeat"), QStringLiteral("Loop"));
    QToolButton *presets = flatButton(QStringLiteral("Period"));
    QComboBox *speed = smallCombo(QStringLiteral("Speed of playing"), QStringLiteral("speed"));
    QComboBox *mode = smallCombo(QStringLiteral("What playing does"), QStringLiteral("mode"));
    QComboBox *bins = smallCombo(QStringLiteral("Bin size"), QStringLiteral("bins"));
    QLabel *counts = new QLabel;
    QLabel *shelf = plainLabel({});
    QToolButton *undated = flatButton({});

    Impl(TimelinePanel *panel, session::Workspace &space) : q(panel), workspace(space) {}

    void build();
    void fillChoices();
    void connectAll();
    void showFiltered(const session::Filtered &filtered);
    void showShelf();
    void showFilter(const incident::Filter &filter);
    void playOne();
    void setDays(const incident::DayRange &days) { workspace.filter().setDays(days); }
    PlayMode playMode() const { return mode->currentIndex() == 0 ? PlayMode::Moving : PlayMode::Growing; }
};

void TimelinePanel::Impl::fillChoices()
{
    for (const double each : {1.0, 2.0, 4.0, 8.0})
        speed->addItem(QStringLiteral("%1 bins/s").arg(each), each);
    speed->setCurrentIndex(1);
    mode->addItems({QStringLiteral("moving"), QStringLiteral("growing")});
    bins->addItem(QStringLiteral("auto"));
    for (const char *size : {"day", "week", "month", "quarter", "year", "decade"})
        bins->addItem(QString::fromLatin1(size));
    loop->setCheckable(true);
    auto *menu = new QMenu(presets);
    const std::pair<const char *, DayPreset> periods[] = {{"Last 7 days", DayPreset::Last7Days},
                                                          {"Last 30 days", DayPreset::Last30Days},
                                                          {"Last 90 days", DayPreset::Last90Days},
                                                          {"This year", DayPreset::ThisYear},
                                                          {"Whole span", DayPreset::WholeSpan}};
    for (const auto &[words, preset] : periods)
        QObject::connect(menu->addAction(QString::fromLatin1(words)), &QAction::triggered, q,
                         [this, chosen = preset] { setDays(presetDays(chosen, QDate::currentDate())); });
    QMenu *since = menu->addMenu(QStringLiteral("Since"));
    QObject::connect(since, &QMenu::aboutToShow, q, [this, since] {
        since->clear();
        constexpr int years = 6;
        const int last = QDate::currentDate().year();
        for (int year = last - 1; year > last - years; --year)
            QObject::connect(since->addAction(QString::number(year)), &QAction::triggered, q, [this, year] {
                setDays({QDate(year, 1, 1), {}});
            });
    });
    presets->setMenu(menu);
    presets->setPopupMode(QToolButton::InstantPopup);
    presets->setObjectName(QStringLiteral("presets"));
}

void TimelinePanel::Impl::build()
{
    fillChoices();
    play->setObjectName(QStringLiteral("play"));
    back->setObjectName(QStringLiteral("stepBack"));
    forward->setObjectName(QStringLiteral("stepForward"));
    undated->setObjectName(QStringLiteral("undated"));
    undated->setCheckable(true);
    undated->setToolTip(QStringLiteral("Show only incidents without a date"));
    counts->setObjectName(QStringLiteral("counts"));
    counts->setTextFormat(Qt::PlainText);
    shelf->setObjectName(QStringLiteral("shelf"));
    shelf->setToolTip(QStringLiteral("Known less precisely than a bin: in no bar"));

    auto *controls = new QWidget;
    auto *row = new FlowLayout(controls, betweenPx, insidePx);
    row->addWidget(inRow({play, back, forward, loop}));
    row->addWidget(inRow({speed, mode}));
    row->addWidget(inRow({fields, presets}));
    row->addWidget(inRow({new QLabel(QStringLiteral("Bins")), bins}));
    row->addWidget(counts);

    auto *side = new QWidget;
    side->setFixedWidth(side->fontMetrics().horizontalAdvance(QStringLiteral("part of day only: 9999")) +
                        betweenPx);
    auto *sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(insidePx, 0, 0, 0);
    sideColumn->setSpacing(insidePx);
    sideColumn->addWidget(shelf);
    sideColumn->addStretch(1);
    sideColumn->addWidget(undated, 0, Qt::AlignLeft);

    auto *strips = new QVBoxLayout;
    strips->setSpacing(2);
    strips->addWidget(view, 1);
    strips->addWidget(overview);
    auto *body = new QHBoxLayout;
    body->setSpacing(insidePx);
    body->addLayout(strips, 1);
    body->addWidget(side);

    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(insidePx, insidePx, insidePx, insidePx);
    column->setSpacing(insidePx);
    column->addWidget(controls);
    column->addWidget(fields->error());
    column->addLayout(body, 1);
    q->setFocusProxy(view);
}

void TimelinePanel::Impl::connectAll()
{
    QObject::connect(view, &TimelineView::daysDragged, q, [this](const incident::DayRange &days) {
        player->setPlaying(false);
        setDays(days);
    });
    QObject::connect(view, &TimelineView::scaleChanged, q, [this](const TimeScale &scale) {
        overview->setVisibleScale(scale, view->wholeScale());
    });
    QObject::connect(view, &TimelineView::histogramChanged, q, [this] { showShelf(); });
    QObject::connect(view, &TimelineView::stepRequested, q, &TimelinePanel::step);
    QObject::connect(view, &TimelineView::playRequested, q, &TimelinePanel::togglePlaying);
    QObject::connect(view, &TimelineView::resetRequested, q, [this] { setDays({}); });
    QObject::connect(view, &TimelineView::incidentClicked, q,
                     [this](qint64 fid) { workspace.selection().selectIncident(fid); });
    QObject::connect(overview, &TimelineOverview::scaleDragged, view, &TimelineView::setScale);
    QObject::connect(fields, &DayFields::daysEntered, q,
                     [this](const incident::DayRange &days) { setDays(days); });
    QObject::connect(play, &QToolButton::clicked, q, &TimelinePanel::togglePlaying);
    QObject::connect(back, &QToolButton::clicked, q, [this] { q->step(-1); });
    QObject::connect(forward, &QToolButton::clicked, q, [this] { q->step(1); });
    QObject::connect(player, &TimelinePlayer::ticked, q, [this] { playOne(); });
    QObject::connect(player, &TimelinePlayer::playingChanged, q, [this](bool playing) {
        play->setIcon(QIcon::fromTheme(playing ? QStringLiteral("media-playback-pause")
                                               : QStringLiteral("media-playback-start")));
        const QString words = playing ? QStringLiteral("Pause (P)") : QStringLiteral("Play (P)");
        play->setText(words);
        play->setToolTip(words);
        play->setAccessibleName(words);
    });
    QObject::connect(speed, &QComboBox::currentIndexChanged, q,
                     [this] { player->setBinsPerSecond(speed->currentData().toDouble()); });
    QObject::connect(bins, &QComboBox::currentIndexChanged, q, [this](int row) {
        view->setBinSize(row <= 0 ? std::nullopt : std::optional(static_cast<index::BinSize>(row - 1)));
    });
    QObject::connect(undated, &QToolButton::clicked, q, [this](bool isOn) {
        incident::Filter filter = workspace.filter().filter();
        filter.undated = isOn;
        if (isOn)
            filter.days = {}; // beside days the switch adds the undated ones, alone it selects them
        workspace.filter().setFilter(filter);
    });
    QObject::connect(&workspace.filter(), &session::FilterState::filterChanged, q,
                     [this](const incident::Filter &filter) { showFilter(filter); });
    QObject::connect(&workspace.filtered(), &session::FilteredView::filteredChanged, q,
                     [this](const session::Filtered &filtered) { showFiltered(filtered); });
    QObject::connect(&workspace.selection(), &session::Selection::selectionChanged, q,
                     [this](const session::Selected &selected) { view->setSelected(selected.incidents); });
}

void TimelinePanel::Impl::showFiltered(const session::Filtered &filtered)
{
    view->setFiltered(filtered);
    overview->setFiltered(filtered);
    counts->setText(QStringLiteral("certain %1, possible %2")
                        .arg(countText(filtered.certain), countText(filtered.total - filtered.certain)));
    counts->setToolTip(QStringLiteral("Certain: inside the window of days and the other conditions.\n"
                                      "Possible: overlaps them, or is known too coarsely to say."));
    const QString words = QStringLiteral("undated: %1").arg(countText(filtered.undated));
    undated->setText(words);
    undated->setAccessibleName(words);
    undated->setEnabled(filtered.undated > 0 || undated->isChecked());
}

void TimelinePanel::Impl::showShelf()
{
    QStringList lines;
    for (const auto &[words, count] : view->histogram().shelf)
        lines << QStringLiteral("%1: %2").arg(words, countText(count));
    shelf->setText(lines.join(u'\n'));
}

void TimelinePanel::Impl::showFilter(const incident::Filter &filter)
{
    view->setDays(filter.days);
    overview->setDays(filter.days);
    fields->setDays(filter.days);
    undated->setChecked(filter.undated);
}

void TimelinePanel::Impl::playOne()
{
    const auto span = workspace.filtered().filtered().index->daySpan();
    if (!span) {
        player->setPlaying(false);
        return;
    }
    const incident::DayRange days = workspace.filter().filter().days;
    std::optional<incident::DayRange> next = playedDays(days, view->binSize(), playMode(), span->second);
    if (!next && (days.isOpen() || loop->isChecked()))
        next = firstPlayedDays(days, view->binSize(), playMode(), span->first);
    if (!next) {
        player->setPlaying(false);
        return;
    }
    setDays(*next);
    view->showDays();
}

TimelinePanel::TimelinePanel(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(this, workspace))
{
    m_impl->build();
    m_impl->connectAll();
    m_impl->showFiltered(workspace.filtered().filtered());
    m_impl->showFilter(workspace.filter().filter());
}

TimelinePanel::~TimelinePanel() = default;

void TimelinePanel::togglePlaying()
{
    m_impl->player->setPlaying(!m_impl->player->isPlaying());
}

void TimelinePanel::step(int bins)
{
    const auto span = m_impl->workspace.filtered().filtered().index->daySpan();
    const incident::DayRange days = m_impl->workspace.filter().filter().days;
    if (!span)
        return;
    if (days.isOpen()) { // a first step takes the first bin, or the last when it goes back
        const auto [first, last] =
            index::binOf(bins > 0 ? span->first : span->second, m_impl->view->binSize());
        m_impl->setDays({QDate::fromJulianDay(first), QDate::fromJulianDay(last)});
    } else {
        m_impl->setDays(steppedDays(days, m_impl->view->binSize(), bins));
    }
    m_impl->view->showDays();
}

} // namespace marz::ui
