#include "ui/workspaces.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>

#include <algorithm>

namespace marz::ui {

namespace {

constexpr int stateVersion = 1; ///< of the docks: grows when one is added
constexpr const char *names[] = {"explore", "enter", "brief", "review"};

QString keyOf(Layout layout)
{
    return QStringLiteral("window/docks/") + QLatin1String(names[static_cast<int>(layout)]);
}

} // namespace

Workspaces::Workspaces(QMainWindow *window, const Docks &docks)
    : QObject(window), m_window(window), m_docks(docks)
{
}

void Workspaces::go(Layout layout)
{
    save();
    m_current = layout;
    const QByteArray state = QSettings().value(keyOf(layout)).toByteArray();
    if (state.isEmpty() || !m_window->restoreState(state, stateVersion))
        arrange();
    Q_EMIT layoutChanged(layout);
}

void Workspaces::reset()
{
    QSettings().remove(keyOf(m_current));
    arrange();
}

void Workspaces::save() const
{
    QSettings settings;
    settings.setValue(keyOf(m_current), m_window->saveState(stateVersion));
    settings.setValue(QStringLiteral("window/layout"), static_cast<int>(m_current));
}

void Workspaces::restore()
{
    QSettings settings;
    m_current =
        static_cast<Layout>(std::clamp(settings.value(QStringLiteral("window/layout")).toInt(), 0, 3));
    const QByteArray state = settings.value(keyOf(m_current)).toByteArray();
    if (state.isEmpty() || !m_window->restoreState(state, stateVersion))
        arrange();
    Q_EMIT layoutChanged(m_current);
}

void Workspaces::arrange()
{
    for (QDockWidget *dock : {m_docks.layers, m_docks.filter, m_docks.inspector, m_docks.entry,
                              m_docks.timeline, m_docks.table}) {
        dock->setFloating(false);
        m_window->removeDockWidget(dock);
    }
    switch (m_current) {
    case Layout::Explore:
        arrangeExplore();
        break;
    case Layout::Enter:
        arrangeEnter();
        break;
    case Layout::Brief:
        arrangeBrief();
        break;
    case Layout::Review:
        arrangeReview();
        break;
    }
}

void Workspaces::arrangeExplore()
{
    m_window->addDockWidget(Qt::LeftDockWidgetArea, m_docks.layers);
    m_window->tabifyDockWidget(m_docks.layers, m_docks.filter);
    m_window->addDockWidget(Qt::RightDockWidgetArea, m_docks.inspector);
    m_window->tabifyDockWidget(m_docks.inspector, m_docks.entry);
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_docks.timeline);
    m_window->splitDockWidget(m_docks.timeline, m_docks.table, Qt::Horizontal);
    for (QDockWidget *dock :
         {m_docks.layers, m_docks.filter, m_docks.inspector, m_docks.timeline, m_docks.table})
        dock->show();
    m_docks.entry->hide();
    m_docks.filter->raise();
    const int width = m_window->width();
    m_window->resizeDocks({m_docks.layers, m_docks.inspector}, {width / 6, width / 5}, Qt::Horizontal);
    m_window->resizeDocks({m_docks.timeline, m_docks.table}, {width / 2, width / 2}, Qt::Horizontal);
    m_window->resizeDocks({m_docks.timeline}, {m_window->height() * 27 / 100}, Qt::Vertical);
}

void Workspaces::arrangeEnter()
{
    m_window->addDockWidget(Qt::LeftDockWidgetArea, m_docks.entry);
    m_window->addDockWidget(Qt::RightDockWidgetArea, m_docks.inspector);
    m_window->tabifyDockWidget(m_docks.inspector, m_docks.layers);
    m_window->tabifyDockWidget(m_docks.inspector, m_docks.filter);
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_docks.timeline);
    m_window->splitDockWidget(m_docks.timeline, m_docks.table, Qt::Horizontal);
    m_docks.entry->show();
    for (QDockWidget *dock :
         {m_docks.layers, m_docks.filter, m_docks.inspector, m_docks.timeline, m_docks.table})
        dock->hide();
    m_window->resizeDocks({m_docks.entry}, {std::max(420, m_window->width() * 45 / 100)}, Qt::Horizontal);
}

void Workspaces::arrangeBrief()
{
    m_window->addDockWidget(Qt::LeftDockWidgetArea, m_docks.layers);
    m_window->tabifyDockWidget(m_docks.layers, m_docks.filter);
    m_window->addDockWidget(Qt::RightDockWidgetArea, m_docks.inspector);
    m_window->tabifyDockWidget(m_docks.inspector, m_docks.entry);
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_docks.timeline);
    m_window->splitDockWidget(m_docks.timeline, m_docks.table, Qt::Horizontal);
    for (QDockWidget *dock :
         {m_docks.filter, m_docks.inspector, m_docks.entry, m_docks.timeline, m_docks.table})
        dock->hide();
    m_docks.layers->show();
    m_window->resizeDocks({m_docks.layers}, {m_window->width() / 6}, Qt::Horizontal);
}

void Workspaces::arrangeReview()
{
    m_window->addDockWidget(Qt::LeftDockWidgetArea, m_docks.filter);
    m_window->tabifyDockWidget(m_docks.filter, m_docks.layers);
    m_window->addDockWidget(Qt::RightDockWidgetArea, m_docks.inspector);
    m_window->tabifyDockWidget(m_docks.inspector, m_docks.entry);
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_docks.table);
    m_window->splitDockWidget(m_docks.table, m_docks.timeline, Qt::Horizontal);
    for (QDockWidget *dock : {m_docks.filter, m_docks.inspector, m_docks.table})
        dock->show();
    for (QDockWidget *dock : {m_docks.layers, m_docks.entry, m_docks.timeline})
        dock->hide();
    const int width = m_window->width();
    m_window->resizeDocks({m_docks.filter, m_docks.inspector}, {width / 6, width * 36 / 100}, Qt::Horizontal);
    m_window->resizeDocks({m_docks.table}, {m_window->height() * 32 / 100}, Qt::Vertical);
}

} // namespace marz::ui
