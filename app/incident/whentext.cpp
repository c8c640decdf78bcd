#include "incident/when.h"

namespace marz::incident {

namespace {

QString dayText(QDate day)
{
    return day.toString(Qt::ISODate);
}

QString yearText(QDate day)
{
    return day.toString(QStringLiteral("yyyy"));
}

QString monthText(QDate day)
{
    return day.toString(QStringLiteral("yyyy-MM"));
}

QString span(const QString &first, const QString &last)
{
    return first == last ? first : QStringLiteral("%1 to %2").arg(first, last);
}

bool isFirstOfMonth(QDate day)
{
    return day.day() == 1;
}

bool isLastOfMonth(QDate day)
{
    return day.day() == day.daysInMonth();
}

/// "summer 2024", "winter 2023/24"; empty when the days are no whole season.
QString seasonText(QDate first, QDate last)
{
    if (!isFirstOfMonth(first) || first.month() % 3 != 0 || last != first.addMonths(3).addDays(-1))
        return {};
    static const char *const names[] = {"spring", "summer", "autumn", "winter"};
    const QString name = QString::fromLatin1(names[first.month() / 3 - 1]);
    if (first.month() != 12)
        return QStringLiteral("%1 %2").arg(name, yearText(first));
    return QStringLiteral("%1 %2/%3").arg(name, yearText(first), yearText(last).right(2));
}

/// "2024-W46"; empty when the days are no ISO week.
QString weekText(QDate first, QDate last)
{
    if (first.dayOfWeek() != 1 || last != first.addDays(6))
        return {};
    int year = 0;
    const int week = first.weekNumber(&year);
    return QStringLiteral("%1-W%2").arg(year, 4, 10, QLatin1Char('0')).arg(week, 2, 10, QLatin1Char('0'));
}

/// The short form of a whole unit; empty when the days are not exactly such units.
QString unitText(QDate first, QDate last, TimePrecision precision)
{
    switch (precision) {
    case TimePrecision::Day:
        return span(dayText(first), dayText(last));
    case TimePrecision::Week:
        return weekText(first, last);
    case TimePrecision::Month:
        return isFirstOfMonth(first) && isLastOfMonth(last) ? span(monthText(first), monthText(last))
                                                            : QString();
    case TimePrecision::Season:
        return seasonText(first, last);
    case TimePrecision::Year:
        return first.dayOfYear() == 1 && last.dayOfYear() == last.daysInYear()
                   ? span(yearText(first), yearText(last))
                   : QString();
    default:
        return {};
    }
}

/// Also where the zone skips midnight.
bool isWholeDays(const When &when, QDate first, QDate last)
{
    if (!isTimeZone(when.timeZone) || first.year() < 1 || last.year() > 9999)
        return false;
    const When days = windowOfDays(first, last, when.timeZone, TimePrecision::Day);
    return days.startMs == when.startMs && days.endMs == when.endMs;
}

QString precisionEnding(TimePrecision precision)
{
    if (precision == TimePrecision::Unknown)
        return QStringLiteral(" (precision unknown)");
    return QStringLiteral(" (%1)").arg(words(precision));
}

} // namespace

QString whenText(const When &when)
{
    if (!when.startMs || !when.endMs)
        return QStringLiteral("undated");
    const QDateTime start = wallClock(*when.startMs, when.timeZone);
    const QDateTime end = wallClock(*when.endMs, when.timeZone);
    if (isWholeDays(when, start.date(), end.date())) {
        const QString unit = unitText(start.date(), end.date(), when.precision);
        if (!unit.isEmpty())
            return unit;
        const QString days = span(dayText(start.date()), dayText(end.date()));
        return days + precisionEnding(when.precision);
    }
    const QString minute = QStringLiteral("yyyy-MM-dd HH:mm");
    const QString zone = isTimeZone(when.timeZone) ? when.timeZone : QStringLiteral("UTC");
    const QString times =
        QStringLiteral("%1, %2").arg(span(start.toString(minute), end.toString(minute)), zone);
    return when.precision == TimePrecision::Minute ? times : times + precisionEnding(when.precision);
}

} // namespace marz::incident
