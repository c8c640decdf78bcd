#include "incident/when.h"

#include "base/error.h"

#include <QTimeZone>

#include <algorithm>

namespace marz::incident {

namespace {

using base::Error;
using base::ErrorKind;

constexpr qint64 kDayMs = 86'400'000;
/// 0001-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: windows at the ends of time are cut to what text
/// can say.
constexpr qint64 kFirstMs = -62'135'596'800'000;
constexpr qint64 kLastMs = 253'402'300'799'999;

enum class Bound { Earliest, Latest };

QTimeZone zoneOf(const QString &timeZone)
{
    if (timeZone.isEmpty())
        throw Error(ErrorKind::Invalid, QStringLiteral("No time zone given."),
                    QStringLiteral("Name one such as Asia/Dushanbe."));
    if (!isTimeZone(timeZone))
        throw Error(ErrorKind::Invalid, QStringLiteral("Unknown time zone '%1'.").arg(timeZone),
                    QStringLiteral("Use a name such as Asia/Dushanbe."));
    return QTimeZone(timeZone.toUtf8());
}

qint64 offsetMs(const QTimeZone &zone, qint64 utcMs)
{
    return qint64(zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC))) * 1000;
}

/// The instant at which the zone's clock jumps, between @p before (exclusive) and @p after (inclusive).
qint64 transitionBetween(const QTimeZone &zone, qint64 before, qint64 after)
{
    const qint64 offsetBefore = offsetMs(zone, before);
    while (after - before > 1) {
        const qint64 middle = before + (after - before) / 2;
        (offsetMs(zone, middle) == offsetBefore ? before : after) = middle;
    }
    return after;
}

/// The instant of a wall-clock time, written as milliseconds as if it were UTC. Skipped: the jump itself as
/// an earliest bound, the last millisecond before it as a latest. Repeated: the first or the second
/// occurrence.
qint64 instantOfLocal(qint64 localMs, const QTimeZone &zone, Bound bound)
{
    const qint64 offsetBefore = offsetMs(zone, localMs - kDayMs);
    const qint64 offsetAfter = offsetMs(zone, localMs + kDayMs);
    const qint64 early = localMs - std::max(offsetBefore, offsetAfter);
    const qint64 late = localMs - std::min(offsetBefore, offsetAfter);
    const bool earlyFits = early + offsetMs(zone, early) == localMs;
    const bool lateFits = late + offsetMs(zone, late) == localMs;
    if (earlyFits && lateFits)
        return bound == Bound::Earliest ? early : late;
    if (earlyFits || lateFits)
        return earlyFits ? early : late;
    const qint64 jump = transitionBetween(zone, early - 1, late);
    return bound == Bound::Earliest ? jump : jump - 1;
}

qint64 localMsOf(QDate day, qint64 msOfDay)
{
    return (day.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * kDayMs + msOfDay;
}

void requireDay(QDate day)
{
    if (!day.isValid())
        throw Error(ErrorKind::Invalid, QStringLiteral("That day does not exist."),
                    QStringLiteral("Write a day such as 2024-11-17."));
    if (day.year() < 1 || day.year() > 9999)
        throw Error(ErrorKind::Invalid, QStringLiteral("The year %1 is outside 1 to 9999.").arg(day.year()));
}

/// The ISO week, month, season or year around a single day.
std::pair<QDate, QDate> unitAround(QDate day, TimePrecision precision)
{
    switch (precision) {
    case TimePrecision::Week: {
        const QDate monday = day.addDays(1 - day.dayOfWeek());
        return {std::max(monday, QDate(1, 1, 1)), std::min(monday.addDays(6), QDate(9999, 12, 31))};
    }
    case TimePrecision::Month:
        return {QDate(day.year(), day.month(), 1), QDate(day.year(), day.month(), day.daysInMonth())};
    case TimePrecision::Season: {
        // March, June, September, December; December to February is one winter.
        const QDate firstOfMonth(day.year(), day.month(), 1);
        const QDate first = firstOfMonth.addMonths(-(day.month() % 3));
        return {std::max(first, QDate(1, 1, 1)),
                std::min(first.addMonths(3).addDays(-1), QDate(9999, 12, 31))};
    }
    case TimePrecision::Year:
        return {QDate(day.year(), 1, 1), QDate(day.year(), 12, 31)};
    default:
        return {day, day};
    }
}

struct PartBounds {
    qint64 startMs;
    qint64 endMs;
};

PartBounds boundsOf(PartOfDay part, bool oneDay)
{
    constexpr qint64 hourMs = 3'600'000;
    switch (part) {
    case PartOfDay::Night:
        return {18 * hourMs, (oneDay ? 24 : 6) * hourMs - 1};
    case PartOfDay::Morning:
        return {6 * hourMs, 12 * hourMs - 1};
    case PartOfDay::Afternoon:
        return {12 * hourMs, 18 * hourMs - 1};
    case PartOfDay::Evening:
        return {18 * hourMs, 24 * hourMs - 1};
    case PartOfDay::Whole:
        break;
    }
    return {0, 24 * hourMs - 1};
}

When windowOf(qint64 startLocalMs, qint64 endLocalMs, const QTimeZone &zone, const QString &timeZone,
              TimePrecision precision)
{
    const qint64 startMs = instantOfLocal(startLocalMs, zone, Bound::Earliest);
    const qint64 endMs = instantOfLocal(endLocalMs, zone, Bound::Latest);
    if (endMs < startMs)
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("%1 skipped that time: it never happened.").arg(timeZone),
                    QStringLiteral("Check the day and the time zone."));
    return windowOfInstants(std::clamp(startMs, kFirstMs, kLastMs), std::clamp(endMs, kFirstMs, kLastMs),
                            timeZone, precision);
}

} // namespace

bool isTimeZone(const QString &timeZone)
{
    return !timeZone.isEmpty() && QTimeZone::isTimeZoneIdAvailable(timeZone.toUtf8());
}

QDate dayOfInstant(qint64 ms, const QString &timeZone)
{
    if (!isTimeZone(timeZone))
        return {};
    return wallClock(ms, timeZone).date();
}

QDateTime wallClock(qint64 ms, const QString &timeZone)
{
    const qint64 offset = isTimeZone(timeZone) ? offsetMs(QTimeZone(timeZone.toUtf8()), ms) : 0;
    return QDateTime::fromMSecsSinceEpoch(ms + offset, Qt::UTC);
}

When windowOfInstants(qint64 startMs, qint64 endMs, const QString &timeZone, TimePrecision precision)
{
    zoneOf(timeZone);
    if (endMs < startMs)
        throw Error(ErrorKind::Invalid, QStringLiteral("The end is before the start."));
    if (startMs < kFirstMs || endMs > kLastMs)
        throw Error(ErrorKind::Invalid, QStringLiteral("The year is outside 1 to 9999."));
    When when;
    when.startMs = startMs;
    when.endMs = endMs;
    when.dateStart = wallClock(startMs, timeZone).date();
    when.dateEnd = wallClock(endMs, timeZone).date();
    when.timeZone = timeZone;
    when.precision = precision;
    return when;
}

When windowOfDays(QDate first, QDate last, const QString &timeZone, TimePrecision precision, PartOfDay part)
{
    requireDay(first);
    requireDay(last);
    if (last < first)
        throw Error(ErrorKind::Invalid, QStringLiteral("The last day %1 is before the first day %2.")
                                            .arg(last.toString(Qt::ISODate), first.toString(Qt::ISODate)));
    const QTimeZone zone = zoneOf(timeZone);
    if (first == last)
        std::tie(first, last) = unitAround(first, precision);
    const PartBounds bounds = boundsOf(part, first == last);
    return windowOf(localMsOf(first, bounds.startMs), localMsOf(last, bounds.endMs), zone, timeZone,
                    precision);
}

When windowOfLocalTimes(const QDateTime &startLocal, const QDateTime &endLocal, const QString &timeZone,
                        TimePrecision precision)
{
    requireDay(startLocal.date());
    requireDay(endLocal.date());
    const QTimeZone zone = zoneOf(timeZone);
    const qint64 unitMs = precision == TimePrecision::Hour ? 3'600'000 : 60'000;
    const qint64 startOfDayMs = startLocal.time().msecsSinceStartOfDay() / unitMs * unitMs;
    const qint64 endOfDayMs = endLocal.time().msecsSinceStartOfDay() / unitMs * unitMs + unitMs - 1;
    const qint64 startLocalMs = localMsOf(startLocal.date(), startOfDayMs);
    const qint64 endLocalMs = localMsOf(endLocal.date(), endOfDayMs);
    if (endLocalMs < startLocalMs)
        throw Error(ErrorKind::Invalid, QStringLiteral("The end is before the start."));
    return windowOf(startLocalMs, endLocalMs, zone, timeZone, precision);
}

QString isoUtc(std::optional<qint64> ms)
{
    if (!ms || *ms < kFirstMs || *ms > kLastMs)
        return {};
    return QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

std::optional<qint64> msOfIsoUtc(const QString &text)
{
    const bool hasSeconds = text.size() >= 20;
    const qsizetype length = text.size();
    // YYYY-MM-DDTHH:MMZ, YYYY-MM-DDTHH:MM:SSZ, YYYY-MM-DDTHH:MM:SS.sssZ with one to three digits.
    if (!(length == 17 || length == 20 || (length >= 22 && length <= 24)) || text.back() != QLatin1Char('Z'))
        return std::nullopt;
    const QString shape = QStringLiteral("dddd-dd-ddTdd:dd:dd.ddd");
    for (qsizetype i = 0; i + 1 < length; ++i) {
        const ushort c = text[i].unicode();
        if (shape[i] == QLatin1Char('d') ? (c < '0' || c > '9') : text[i] != shape[i])
            return std::nullopt;
    }
    const auto number = [&](qsizetype at, qsizetype count) { return text.mid(at, count).toInt(); };
    const QDate day(number(0, 4), number(5, 2), number(8, 2));
    const int hour = number(11, 2), minute = number(14, 2), second = hasSeconds ? number(17, 2) : 0;
    const int fraction =
        length > 20 ? text.mid(20, length - 21).leftJustified(3, QLatin1Char('0')).toInt() : 0;
    if (!day.isValid() || day.year() < 1 || !QTime::isValid(hour, minute, second, fraction))
        return std::nullopt;
    return localMsOf(day, ((hour * 60 + minute) * 60 + second) * qint64(1000) + fraction);
}

} // namespace marz::incident
