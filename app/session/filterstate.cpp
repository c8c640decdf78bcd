#include "session/filterstate.h"

namespace marz::session {

namespace {
constexpr std::size_t historyLimit = 100;
}

void FilterState::remember(bool isDaysOnly)
{
    if (!isDaysOnly || m_daysRunEnds.hasExpired())
        m_past.push_back(m_filter);
    if (m_past.size() > historyLimit)
        m_past.erase(m_past.begin());
    m_future.clear();
    m_daysRunEnds = isDaysOnly ? QDeadlineTimer(daysPauseMs) : QDeadlineTimer();
}

void FilterState::setFilter(const incident::Filter &filter)
{
    if (filter == m_filter)
        return;
    incident::Filter onlyDays = m_filter;
    onlyDays.days = filter.days;
    remember(onlyDays == filter);
    m_filter = filter;
    Q_EMIT filterChanged(m_filter);
}

void FilterState::setDays(const incident::DayRange &days)
{
    incident::Filter next = m_filter;
    next.days = days;
    setFilter(next);
}

void FilterState::stepBack()
{
    go(m_past, m_future);
}

void FilterState::stepForward()
{
    go(m_future, m_past);
}

void FilterState::go(std::vector<incident::Filter> &from, std::vector<incident::Filter> &to)
{
    if (from.empty())
        return;
    to.push_back(m_filter);
    m_filter = from.back();
    from.pop_back();
    m_daysRunEnds = QDeadlineTimer();
    Q_EMIT filterChanged(m_filter);
}

} // namespace marz::session
