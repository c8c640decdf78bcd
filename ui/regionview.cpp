#include "ui/regionview.h"

#include "ui/foldingsection.h"
#include "ui/incidentlist.h"
#include "ui/parts.h"
#include "ui/sectionparts.h"
#include "ui/yearbars.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

namespace {

QLabel *numberLabel(std::size_t count)
{
    auto *label = new QLabel(countText(count));
    label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    return label;
}

void addSection(QVBoxLayout *column, const QString &title, const char *key, QWidget *content)
{
    auto *section = new FoldingSection(title, QStringLiteral("region/%1").arg(QString::fromLatin1(key)));
    section->body()->addWidget(content);
    column->addWidget(section);
}

} // namespace

RegionView::RegionView(QWidget *parent) : QWidget(parent), m_scroll(new QScrollArea)
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
}

QWidget *RegionView::names(const session::RegionReport &report, const QString &countryName)
{
    QVBoxLayout *column = nullptr;
    QWidget *widget = columnWidget(&column);
    QLabel *title = headingLabel(report.name.isEmpty() ? report.code : report.name, 1.2);
    title->setObjectName(QStringLiteral("regionName"));
    column->addWidget(title);
    for (const QString &name : report.names) {
        if (name != report.name)
            column->addWidget(plainLabel(name));
    }
    column->addWidget(noteLabel(joined({report.code, countryName.isEmpty() ? report.country : countryName})));
    auto *buttons = new QHBoxLayout;
    QToolButton *only = flatButton(QStringLiteral("Only this region"));
    only->setObjectName(QStringLiteral("onlyThis"));
    QToolButton *zoom = flatButton(QStringLiteral("Zoom to"));
    zoom->setObjectName(QStringLiteral("zoomTo"));
    connect(only, &QToolButton::clicked, this, [this] { Q_EMIT onlyThisRequested(m_code); });
    connect(zoom, &QToolButton::clicked, this, [this] { Q_EMIT zoomRequested(m_code); });
    buttons->addWidget(only);
    buttons->addWidget(zoom);
    buttons->addStretch(1);
    column->addLayout(buttons);
    return widget;
}

QWidget *RegionView::counts(const session::RegionReport &report)
{
    auto *widget = new QWidget;
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    int row = 0;
    const auto add = [&](const QString &words, QWidget *value) {
        grid->addWidget(plainLabel(words), row, 0);
        grid->addWidget(value, row++, 1);
    };
    add(QStringLiteral("Incidents, certainly here"), numberLabel(report.certain));
    add(QStringLiteral("Incidents, possibly here"), numberLabel(report.possible));
    const bool hasNone = report.certain + report.possible == 0;
    const incident::Range none{0, 0, 0};
    add(QStringLiteral("Killed"), rangeLabel(hasNone ? none : report.toll.killed));
    add(QStringLiteral("Killed without perpetrators"),
        rangeLabel(hasNone ? none : report.toll.killedExclPerpetrators));
    add(QStringLiteral("Injured"), rangeLabel(hasNone ? none : report.toll.injured));
    return widget;
}

void RegionView::setReport(const session::RegionReport &report, const QString &countryName,
                           const session::OpenStore &store)
{
    const int scrolled = report.code == m_code ? m_scroll->verticalScrollBar()->value() : 0;
    m_code = report.code;
    auto *content = new QWidget;
    content->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // never wider than what is seen
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(betweenPx, betweenPx, betweenPx, betweenPx);
    column->setSpacing(insidePx);
    column->addWidget(names(report, countryName));
    addSection(column, QStringLiteral("Under the present filter"), "counts", counts(report));

    if (report.certain + report.possible > 0) {
        auto *types = new QWidget;
        auto *grid = new QGridLayout(types);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setVerticalSpacing(2);
        grid->setColumnStretch(0, 1);
        int row = 0;
        for (const auto &[label, count] : report.byType) {
            grid->addWidget(plainLabel(label), row, 0);
            grid->addWidget(numberLabel(count), row++, 1);
        }
        addSection(column, QStringLiteral("By type"), "types", types);
    }
    if (!report.byYear.empty()) {
        auto *years = new YearBars;
        years->setCounts(report.byYear);
        addSection(column, QStringLiteral("By year"), "years", years);
    }
    if (report.incidents.empty()) {
        column->addWidget(noteLabel(QStringLiteral("No incident of the present filter is here.")));
    } else {
        auto *list = new IncidentList;
        list->setObjectName(QStringLiteral("regionIncidents"));
        list->setIncidents(report.incidents, store);
        connect(list, &IncidentList::incidentChosen, this, &RegionView::incidentChosen);
        addSection(column, QStringLiteral("Incidents"), "incidents", list);
    }
    column->addStretch(1);
    if (QWidget *former = m_scroll->takeWidget()) // one of its buttons may be what asked for this
        former->deleteLater();
    m_scroll->setWidget(content);
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

} // namespace marz::ui
