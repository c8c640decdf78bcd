#pragma once

#include "incident/filter.h"
#include "index/histogram.h"

#include <QDate>
#include <QString>

#include <optional>
#include <vector>

/// Where things of the timeline are, as values and free functions. Days are Julian days; x is in
/// device-independent pixels, a day reaching from dayToX(day) to dayToX(day + 1).
namespace marz::ui {

/// The visible days and how they fall on pixels.
class TimeScale
{
public:
    TimeScale() = default;
    /// @p first to @p last inclusive over @p widthPx pixels.
    TimeScale(double first, double last, double widthPx);

    double first() const { return m_first; }
    double end() const { return m_end; } ///< exclusive
    qint32 firstDay() const;
    qint32 lastDay() const;
    double widthPx() const { return m_widthPx; }
    double days() const { return m_end - m_first; }
    double dayToX(double day) const { return (day - m_first) / days() * m_widthPx; }
    double xToDay(double x) const { return m_first + x / m_widthPx * days(); }
    qint32 dayAt(double x) const;

    /// Zooms by @p factor (> 1 = closer), the day under @p anchorX staying there; 7 days at least, 400 years
    /// at most.
    [[nodiscard]] TimeScale zoomed(double factor, double anchorX) const;
    [[nodiscard]] TimeScale moved(double byPx) const;
    [[nodiscard]] TimeScale resized(double widthPx) const;
    friend bool operator==(const TimeScale &, const TimeScale &) = default;

private:
    double m_first = 0;
    double m_end = 1;
    double m_widthPx = 1;
};

/// A labelled day of the axis.
struct TimeTick {
    qint32 day = 0;
    QString label; ///< ISO: "2024", "2024-11", "2024-11-17"
    friend bool operator==(const TimeTick &, const TimeTick &) = default;
};
/// Ticks at nice dates whose labels of about @p pxPerCharacter do not touch.
std::vector<TimeTick> ticksOf(const TimeScale &scale, double pxPerCharacter);

/// What of the window of days is under the pointer.
enum class Grip { Outside, First, Last, Window };
inline constexpr double gripPx = 10;
/// Handles reach 10 px to either side, inwards at most a third of the window, so that it can always be taken
/// whole.
Grip gripAt(const TimeScale &scale, const incident::DayRange &days, double x);

/// The window @p start after dragging @p grip from @p fromDay to @p toDay. Handles may cross: the window
/// turns round.
incident::DayRange draggedDays(Grip grip, const incident::DayRange &start, qint32 fromDay, qint32 toDay);

/// The day boundary at @p x: of a bin when one is within 5 px, else of the nearest day.
qint32 snappedDay(const TimeScale &scale, index::BinSize size, double x);

/// The first day of the bin @p bins after the one that holds @p day.
qint32 binAfter(qint32 day, index::BinSize size, int bins);
/// The window moved by whole bins; whole bins stay whole (November becomes December), others keep their
/// length.
incident::DayRange steppedDays(const incident::DayRange &days, index::BinSize size, int bins);
/// The window with its last day moved by @p bins, its first day kept.
incident::DayRange grownDays(const incident::DayRange &days, index::BinSize size, int bins);

/// An ISO day as typed; "2024-11" and "2024" mean their first, or for @p isEnd their last day. Empty text is
/// an open end (a null date). nullopt with @p problem when it is no day.
std::optional<QDate> typedDay(const QString &text, bool isEnd, QString *problem = nullptr);

enum class DayPreset { Last7Days, Last30Days, Last90Days, ThisYear, WholeSpan };
incident::DayRange presetDays(DayPreset preset, QDate today);

/// A duration on its lane.
struct LaneBar {
    qint64 fid = 0;
    qint32 firstDay = 0;
    qint32 lastDay = 0;
    int lane = 0;
};
/// Gives bars sorted by first day the first free of @p lanes lanes; those without a place are left out and
/// counted.
std::vector<LaneBar> inLanes(std::vector<LaneBar> bars, int lanes, int *leftOut = nullptr);

/// The next number of the form 1, 2 or 5 times a power of ten that is at least @p value.
std::uint32_t niceCeiling(std::uint32_t value);

} // namespace marz::ui
