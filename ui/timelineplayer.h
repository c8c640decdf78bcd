#pragma once

#include "ui/timelinelayout.h"

#include <QObject>
#include <QTimer>

namespace marz::ui {

enum class PlayMode { Moving, Growing };

/// The window of days after one step of playing; nullopt when it would begin (moving) or end (growing) after
/// @p spanLast.
std::optional<incident::DayRange> playedDays(const incident::DayRange &days, index::BinSize size,
                                             PlayMode mode, qint32 spanLast);
/// The first window of a play over the span: as many bins as @p days has, at the span's beginning.
incident::DayRange firstPlayedDays(const incident::DayRange &days, index::BinSize size, PlayMode mode,
                                   qint32 spanFirst);

/// Ticks while the timeline plays.
class TimelinePlayer : public QObject
{
    Q_OBJECT
public:
    explicit TimelinePlayer(QObject *parent = nullptr);

    bool isPlaying() const { return m_timer.isActive(); }
    void setPlaying(bool playing);
    void setBinsPerSecond(double binsPerSecond);

Q_SIGNALS:
    void ticked();
    void playingChanged(bool playing);

private:
    QTimer m_timer;
};

} // namespace marz::ui
