#include "ui/timelinelayout.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace marz::ui {

namespace {

constexpr double minDays = 7;
constexpr double maxDays = 400 * 365.25;
constexpr double snapPx = 5;

qint32 julian(const QDate &date)
{
    return static_cast<qint32>(date.toJulianDay());
}

QDate dateOf(qint32 day)
{
    return QDate::fromJulianDay(day);
}

/// A distance between ticks: so many days, or so many months.
struct TickStep {
    int days = 0;
    int months = 0;
    double meanDays() const { return days > 0 ? days : months * 30.4; }
    int characters() const { return days > 0 ? 10 : months < 12 ? 7 : 4; }
};

constexpr TickStep tickSteps[] = {{1, 0},  {2, 0},  {7, 0},  {14, 0},  {0, 1},   {0, 2},   {0, 3},   {0, 6},
                                  {0, 12}, {0, 24}, {0, 60}, {0, 120}, {0, 240}, {0, 600}, {0, 1200}};

qint32 firstTick(qint32 from, const TickStep &step)
{
    if (step.days > 0) // Julian day 0 was a Monday: weeks begin on Mondays
        return static_cast<qint32>(std::ceil(from / double(step.days))) * step.days;
    const QDate date = dateOf(from);
    const int months = date.year() * 12 + date.month() - 1;
    const int rounded = (months + step.months - 1) / step.months * step.months;
    const QDate tick(rounded / 12, rounded % 12 + 1, 1);
    return tick < date ? julian(tick.addMonths(step.months)) : julian(tick);
}

QString tickLabel(qint32 day, const TickStep &step)
{
    const QDate date = dateOf(day);
    if (step.days > 0)
        return date.toString(Qt::ISODate);
    return date.toString(step.months < 12 ? QStringLiteral("yyyy-MM") : QStringLiteral("yyyy"));
}

} // namespace

TimeScale::TimeScale(double first, double last, double widthPx)
    : m_first(first), m_end(std::max(last + 1, first + 1)), m_widthPx(std::max(widthPx, 1.0))
{
}

qint32 TimeScale::firstDay() const
{
    return static_cast<qint32>(std::floor(m_first));
}

qint32 TimeScale::lastDay() const
{
    return static_cast<qint32>(std::ceil(m_end)) - 1;
}

qint32 TimeScale::dayAt(double x) const
{
    return static_cast<qint32>(std::floor(xToDay(x)));
}

TimeScale TimeScale::zoomed(double factor, double anchorX) const
{
    const double length = std::clamp(days() / factor, std::min(minDays, days()), maxDays);
    const double anchor = xToDay(anchorX);
    const double first = anchor - length * (anchorX / m_widthPx);
    return {first, first + length - 1, m_widthPx};
}

TimeScale TimeScale::moved(double byPx) const
{
    const double by = byPx / m_widthPx * days();
    return {m_first - by, m_end - by - 1, m_widthPx};
}

TimeScale TimeScale::resized(double widthPx) const
{
    return {m_first, m_end - 1, widthPx};
}

std::vector<TimeTick> ticksOf(const TimeScale &scale, double pxPerCharacter)
{
    const double pxPerDay = scale.widthPx() / scale.days();
    const TickStep *step = &tickSteps[0];
    while (step != std::end(tickSteps) - 1 &&
           step->meanDays() * pxPerDay < (step->characters() + 3) * pxPerCharacter)
        ++step;
    std::vector<TimeTick> ticks;
    for (qint32 day = firstTick(scale.firstDay(), *step); day <= scale.lastDay();) {
        ticks.push_back({day, tickLabel(day, *step)});
        day = step->days > 0 ? day + step->days : julian(dateOf(day).addMonths(step->months));
    }
    return ticks;
}

Grip gripAt(const TimeScale &scale, const incident::DayRange &days, double x)
{
    if (days.isOpen())
        return Grip::Outside;
    const bool hasFirst = !days.first.isNull();
    const bool hasLast = !days.last.isNull();
    const double left = hasFirst ? scale.dayToX(julian(days.first)) : 0;
    const double right = hasLast ? scale.dayToX(julian(days.last) + 1) : scale.widthPx();
    const double inwards = std::min(gripPx, (right - left) / 3);
    if (hasFirst && x >= left - gripPx && x <= left + inwards)
        return Grip::First;
    if (hasLast && x >= right - inwards && x <= right + gripPx)
        return Grip::Last;
    return x > left && x < right ? Grip::Window : Grip::Outside;
}

incident::DayRange draggedDays(Grip grip, const incident::DayRange &start, qint32 fromDay, qint32 toDay)
{
    incident::DayRange days = start;
    switch (grip) {
    case Grip::First:
        days.first = dateOf(toDay);
        break;
    case Grip::Last:
        days.last = dateOf(toDay);
        break;
    case Grip::Window:
        if (!days.first.isNull())
            days.first = days.first.addDays(toDay - fromDay);
        if (!days.last.isNull())
            days.last = days.last.addDays(toDay - fromDay);
        return days;
    case Grip::Outside:
        days = {dateOf(fromDay), dateOf(toDay)};
        break;
    }
    if (!days.first.isNull() && !days.last.isNull() && days.last < days.first)
        std::swap(days.first, days.last);
    return days;
}

qint32 snappedDay(const TimeScale &scale, index::BinSize size, double x)
{
    const double exact = scale.xToDay(x);
    const auto [first, last] = index::binOf(static_cast<qint32>(std::floor(exact)), size);
    if (std::abs(scale.dayToX(first) - x) <= snapPx)
        return first;
    if (std::abs(scale.dayToX(last + 1) - x) <= snapPx)
        return last + 1;
    return static_cast<qint32>(std::lround(exact));
}

qint32 binAfter(qint32 day, index::BinSize size, int bins)
{
    const QDate start = dateOf(index::binOf(day, size).first);
    switch (size) {
    case index::BinSize::Day:
        return julian(start.addDays(bins));
    case index::BinSize::Week:
        return julian(start.addDays(7LL * bins));
    case index::BinSize::Month:
        return julian(start.addMonths(bins));
    case index::BinSize::Quarter:
        return julian(start.addMonths(3 * bins));
    case index::BinSize::Year:
        return julian(start.addYears(bins));
    case index::BinSize::Decade:
        return julian(start.addYears(10 * bins));
    }
    return day;
}

incident::DayRange steppedDays(const incident::DayRange &days, index::BinSize size, int bins)
{
    if (days.first.isNull() || days.last.isNull()) {
        incident::DayRange moved;
        if (!days.first.isNull())
            moved.first = dateOf(binAfter(julian(days.first), size, bins));
        if (!days.last.isNull())
            moved.last = dateOf(index::binOf(binAfter(julian(days.last), size, bins), size).second);
        return moved;
    }
    const qint32 first = julian(days.first);
    const qint32 last = julian(days.last);
    if (index::binOf(first, size).first == first && index::binOf(last, size).second == last)
        return {dateOf(binAfter(first, size, bins)), dateOf(binAfter(last, size, bins + 1) - 1)};
    const qint32 into = first - index::binOf(first, size).first;
    const auto [nextFirst, nextLast] = index::binOf(binAfter(first, size, bins), size);
    const qint32 moved = std::min(nextFirst + into, nextLast);
    return {dateOf(moved), dateOf(moved + (last - first))};
}

incident::DayRange grownDays(const incident::DayRange &days, index::BinSize size, int bins)
{
    if (days.last.isNull())
        return days;
    const qint32 last = binAfter(julian(days.last), size, bins + 1) - 1;
    const QDate grown = dateOf(last);
    return {days.first, days.first.isNull() || grown >= days.first ? grown : days.first};
}

std::optional<QDate> typedDay(const QString &text, bool isEnd, QString *problem)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return QDate();
    static const QRegularExpression form(QStringLiteral("^(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?$"));
    const QRegularExpressionMatch match = form.match(typed);
    const auto refuse = [problem](const QString &reason) {
        if (problem)
            *problem = reason;
        return std::nullopt;
    };
    if (!match.hasMatch())
        return refuse(QStringLiteral("Write a day as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY."));
    const int year = match.captured(1).toInt();
    const bool hasMonth = match.capturedLength(2) > 0;
    const bool hasDay = match.capturedLength(3) > 0;
    const int month = hasMonth ? match.captured(2).toInt() : isEnd ? 12 : 1;
    const QDate start(year, month, 1);
    if (year < 1 || !start.isValid())
        return refuse(QStringLiteral("%1 does not exist.").arg(typed));
    const int day = hasDay ? match.captured(3).toInt() : isEnd ? start.daysInMonth() : 1;
    const QDate date(year, month, day);
    if (!date.isValid())
        return refuse(
            QStringLiteral("%1 does not exist: that month has %2 days.").arg(typed).arg(start.daysInMonth()));
    return date;
}

incident::DayRange presetDays(DayPreset preset, QDate today)
{
    switch (preset) {
    case DayPreset::Last7Days:
        return {today.addDays(-6), today};
    case DayPreset::Last30Days:
        return {today.addDays(-29), today};
    case DayPreset::Last90Days:
        return {today.addDays(-89), today};
    case DayPreset::ThisYear:
        return {QDate(today.year(), 1, 1), QDate(today.year(), 12, 31)};
    case DayPreset::WholeSpan:
        break;
    }
    return {};
}

std::vector<LaneBar> inLanes(std::vector<LaneBar> bars, int lanes, int *leftOut)
{
    std::vector<qint32> free(static_cast<std::size_t>(lanes), INT32_MIN);
    std::vector<LaneBar> placed;
    for (LaneBar &bar : bars) {
        const auto lane =
            std::find_if(free.begin(), free.end(), [&](qint32 day) { return day <= bar.firstDay; });
        if (lane == free.end()) {
            if (leftOut)
                ++*leftOut;
            continue;
        }
        bar.lane = static_cast<int>(lane - free.begin());
        *lane = bar.lastDay + 1;
        placed.push_back(bar);
    }
    return placed;
}

std::uint32_t niceCeiling(std::uint32_t value)
{
    for (std::uint32_t unit = 1; unit < 1'000'000'000; unit *= 10) {
        for (const std::uint32_t step : {1U, 2U, 5U}) {
            if (step * unit >= value)
                return step * unit;
        }
    }
    return value;
}

} // namespace marz::ui
