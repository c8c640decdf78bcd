#include "session/filterstate.h"

namespace marz::session {

namespace {
constexpr std::size_t historyLimit = 100;
}

void FilterState::remember(bool isDaysOnly)
{
    if (!(isDaysOnly && m_lastWasDays))
        m_past.push_back(m_filter);
    if (m_past.size() > historyLimit)
        m_past.erase(m_past.begin());
    m_future.clear();
    m_lastWasDays = isDaysOnly;
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
    if (m_past.empty())
        return;
    m_future.push_back(m_filter);
    m_filter = m_past.back();
    m_past.pop_back();
    m_lastWasDays = false;
    Q_EMIT filterChanged(m_filter);
}

void FilterState::stepForward()
{
    if (m_future.empty())
        return;
    m_past.push_back(m_filter);
    m_filter = m_future.back();
    m_future.pop_back();
    m_lastWasDays = false;
    Q_EMIT filterChanged(m_filter);
}

} // namespace marz::session
