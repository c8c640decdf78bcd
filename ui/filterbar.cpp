#include "ui/filterbar.h"

#include "incident/filtertext.h"
#include "session/workspace.h"
#include "ui/flowlayout.h"
#include "ui/parts.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

namespace marz::ui {

namespace {

/// Chips in at most two rows; what does not fit is scrolled to.
class ChipArea : public QScrollArea
{
public:
    ChipArea() : m_chips(new QWidget), m_flow(new FlowLayout(m_chips, insidePx, insidePx))
    {
        setWidget(m_chips);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        m_chips->setAutoFillBackground(false);
        viewport()->setAutoFillBackground(false);
    }

    FlowLayout *flow() { return m_flow; }
    void fit()
    {
        int rowHeight = fontMetrics().height() + betweenPx;
        for (int i = 0; i < m_flow->count(); ++i)
            rowHeight = std::max(rowHeight, m_flow->itemAt(i)->sizeHint().height());
        const int wanted = m_flow->heightForWidth(viewport()->width());
        setFixedHeight(std::clamp(wanted, rowHeight, 2 * rowHeight + insidePx));
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        fit();
    }

private:
    QWidget *m_chips;
    FlowLayout *m_flow;
};

} // namespace

struct FilterBar::Impl {
    FilterBar *q;
    session::Workspace &workspace;
    QToolButton *back = iconButton(QStringLiteral("go-previous"), QStringLiteral("Former filter"));
    QToolButton *forward = iconButton(QStringLiteral("go-next"), QStringLiteral("Next filter"));
    QToolButton *clear = flatButton(QStringLiteral("Clear all"));
    ChipArea *chips = new ChipArea;
    QLabel *count = new QLabel;
    QToolButton *offMap = flatButton({});

    Impl(FilterBar *bar, session::Workspace &space) : q(bar), workspace(space) {}

    void build();
    void showFilter(const incident::Filter &filter);
    void showCounts(const session::Filtered &filtered);
    /// The chip's words, countries by their names once the boundaries are loaded.
    QString wordsOf(const incident::FilterChip &condition, const incident::Filter &filter) const;
    QWidget *chip(const incident::FilterChip &condition);
    void dropFocus();
    /// Shown at once: what is still hidden has no height to lay out.
    void addShown(QWidget *widget)
    {
        chips->flow()->addWidget(widget);
        widget->show();
    }
};

void FilterBar::Impl::build()
{
    back->setObjectName(QStringLiteral("filterBack"));
    forward->setObjectName(QStringLiteral("filterForward"));
    clear->setObjectName(QStringLiteral("clearFilter"));
    count->setObjectName(QStringLiteral("filterCount"));
    count->setTextFormat(Qt::PlainText);
    count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    offMap->setObjectName(QStringLiteral("offMap"));
    auto *row = new QHBoxLayout(q);
    row->setContentsMargins(betweenPx, insidePx, betweenPx, insidePx);
    row->setSpacing(insidePx);
    row->addWidget(back);
    row->addWidget(forward);
    row->addWidget(chips, 1);
    row->addWidget(clear);
    row->addSpacing(betweenPx);
    row->addWidget(count);
    row->addWidget(offMap);
    q->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    session::FilterState &filter = workspace.filter();
    QObject::connect(back, &QToolButton::clicked, q, [&filter] { filter.stepBack(); });
    QObject::connect(forward, &QToolButton::clicked, q, [&filter] { filter.stepForward(); });
    QObject::connect(clear, &QToolButton::clicked, q, [&filter] { filter.clear(); });
    QObject::connect(offMap, &QToolButton::clicked, q, &FilterBar::offMapRequested);
    QObject::connect(&filter, &session::FilterState::filterChanged, q,
                     [this](const incident::Filter &changed) { showFilter(changed); });
    QObject::connect(&workspace.filtered(), &session::FilteredView::filteredChanged, q,
                     [this](const session::Filtered &filtered) { showCounts(filtered); });
    QObject::connect(&workspace.store(), &session::OpenStore::storeOpened, q,
                     [this] { showFilter(workspace.filter().filter()); });
    QObject::connect(&workspace, &session::Workspace::geodataLoaded, q,
                     [this] { showFilter(workspace.filter().filter()); });
}

QString FilterBar::Impl::wordsOf(const incident::FilterChip &condition, const incident::Filter &filter) const
{
    const bool isOfCountries = condition.without.countries != filter.countries;
    if (!isOfCountries || !workspace.geodata())
        return condition.words;
    QStringList names;
    for (const QString &code : filter.countries) {
        const places::Country *country = workspace.geodata()->boundaries.country(code);
        names << (country ? QStringLiteral("%1 (%2)").arg(country->name, code) : code);
    }
    return names.join(QStringLiteral(" or "));
}

QWidget *FilterBar::Impl::chip(const incident::FilterChip &condition)
{
    auto *frame = new QFrame;
    frame->setObjectName(QStringLiteral("chip"));
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setAutoFillBackground(true);
    frame->setBackgroundRole(QPalette::AlternateBase);
    auto *words = new QLabel;
    words->setTextFormat(Qt::PlainText);
    words->setText(words->fontMetrics().elidedText(condition.words, Qt::ElideRight, 320));
    words->setToolTip(plainToolTip(condition.words));
    QToolButton *remove = flatButton(QStringLiteral("\u00d7"));
    remove->setAccessibleName(QStringLiteral("Remove filter: %1").arg(condition.words));
    remove->setToolTip(plainToolTip(remove->accessibleName()));
    QObject::connect(remove, &QToolButton::clicked, q,
                     [this, without = condition.without] { workspace.filter().setFilter(without); });
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins(betweenPx, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(words);
    row->addWidget(remove);
    return frame;
}

/// A removed chip must not take the keyboard with it.
void FilterBar::Impl::dropFocus()
{
    if (q->focusWidget() && chips->isAncestorOf(q->focusWidget()) && q->focusWidget()->hasFocus())
        clear->setFocus(Qt::OtherFocusReason);
}

void FilterBar::Impl::showFilter(const incident::Filter &filter)
{
    dropFocus();
    emptyLayout(chips->flow());
    for (incident::FilterChip &condition : incident::chipsOf(filter, workspace.store().vocabulary())) {
        condition.words = wordsOf(condition, filter);
        addShown(chip(condition));
    }
    if (chips->flow()->count() == 0) {
        QLabel *none = noteLabel(QStringLiteral("No filter: all incidents"));
        none->setWordWrap(false);
        addShown(none);
    }
    chips->fit();
    clear->setEnabled(!filter.isEmpty());
    back->setEnabled(workspace.filter().canStepBack());
    forward->setEnabled(workspace.filter().canStepForward());
}

void FilterBar::Impl::showCounts(const session::Filtered &filtered)
{
    count->setText(
        QStringLiteral("%1 of %2").arg(countText(filtered.total), countText(filtered.index->size())));
    const std::size_t possible = filtered.total - filtered.certain;
    count->setToolTip(QStringLiteral("%1 certainly in the filter, %2 possibly")
                          .arg(countText(filtered.certain), countText(possible)));
    const std::size_t notOnMap = filtered.unlocated + filtered.coarse;
    const QString words =
        QStringLiteral("%1 undated, %2 unlocated, %3 not on the map")
            .arg(countText(filtered.undated), countText(filtered.unlocated), countText(notOnMap));
    offMap->setText(words);
    offMap->setAccessibleName(words);
    offMap->setToolTip(QStringLiteral(
        "Not on the map: without a point, or known only to the province.\nClick to list them."));
}

FilterBar::FilterBar(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(this, workspace))
{
    m_impl->build();
    m_impl->showFilter(workspace.filter().filter());
    m_impl->showCounts(workspace.filtered().filtered());
}

FilterBar::~FilterBar() = default;

} // namespace marz::ui
