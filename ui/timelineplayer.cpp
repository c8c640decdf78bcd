#include "ui/timelineplayer.h"

#include <algorithm>

namespace marz::ui {

std::optional<incident::DayRange> playedDays(const incident::DayRange &days, index::BinSize size,
                                             PlayMode mode, qint32 spanLast)
{
    if (days.last.isNull() || (mode == PlayMode::Growing && days.last.toJulianDay() >= spanLast))
        return std::nullopt;
    const incident::DayRange next =
        mode == PlayMode::Growing ? grownDays(days, size, 1) : steppedDays(days, size, 1);
    const bool isPast =
        mode == PlayMode::Moving && !next.first.isNull() && next.first.toJulianDay() > spanLast;
    return isPast ? std::nullopt : std::optional(next);
}

incident::DayRange firstPlayedDays(const incident::DayRange &days, index::BinSize size, PlayMode mode,
                                   qint32 spanFirst)
{
    const auto [first, last] = index::binOf(spanFirst, size);
    if (mode == PlayMode::Growing || days.first.isNull() || days.last.isNull())
        return {QDate::fromJulianDay(first), QDate::fromJulianDay(last)};
    const QDate start = QDate::fromJulianDay(first);
    const auto windowFirst = static_cast<qint32>(days.first.toJulianDay());
    const auto windowLast = static_cast<qint32>(days.last.toJulianDay());
    if (index::binOf(windowFirst, size).first != windowFirst ||
        index::binOf(windowLast, size).second != windowLast)
        return {start, start.addDays(windowLast - windowFirst)};
    int bins = 1;
    while (binAfter(windowFirst, size, bins) <= windowLast)
        ++bins;
    return {start, QDate::fromJulianDay(binAfter(first, size, bins) - 1)};
}

TimelinePlayer::TimelinePlayer(QObject *parent) : QObject(parent)
{
    setBinsPerSecond(2);
    connect(&m_timer, &QTimer::timeout, this, &TimelinePlayer::ticked);
}

void TimelinePlayer::setPlaying(bool playing)
{
    if (playing == isPlaying())
        return;
    if (playing)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT playingChanged(playing);
}

void TimelinePlayer::setBinsPerSecond(double binsPerSecond)
{
    m_timer.setInterval(static_cast<int>(1000 / std::max(binsPerSecond, 0.1)));
}

} // namespace marz::ui
