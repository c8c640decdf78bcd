#pragma once

#include "incident/filter.h"

#include <QDeadlineTimer>
#include <QObject>

#include <vector>

namespace marz::session {

/// The one filter of the window: map, timeline, table, counts and exports all follow it. Remembers what came
/// before.
class FilterState : public QObject
{
    Q_OBJECT
public:
    const incident::Filter &filter() const { return m_filter; }
    /// Does nothing when equal to the present one.
    void setFilter(const incident::Filter &filter);
    /// A run of changes of nothing but the days (a drag, a playing timeline) ends with a pause of this
    /// length, which is longer than the slowest pace of the timeline (one step a second).
    static constexpr int daysPauseMs = 1500;
    /// Changes only the days; a run of such changes is one step of the history.
    void setDays(const incident::DayRange &days);
    void clear() { setFilter({}); }

    bool canStepBack() const { return !m_past.empty(); }
    bool canStepForward() const { return !m_future.empty(); }
    void stepBack();
    void stepForward();

Q_SIGNALS:
    void filterChanged(const marz::incident::Filter &filter);

private:
    void remember(bool isDaysOnly);
    void go(std::vector<incident::Filter> &from, std::vector<incident::Filter> &to);

    incident::Filter m_filter;
    std::vector<incident::Filter> m_past;
    std::vector<incident::Filter> m_future;
    QDeadlineTimer m_daysRunEnds; ///< expired = no run
};

} // namespace marz::session
