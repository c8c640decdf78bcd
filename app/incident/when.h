#pragma once

#include "incident/codes.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace marz::incident {

/// When it happened: the window [startMs, endMs] in UTC and the same window as calendar days in the
/// incident's own zone. Both ends are set or none is (undated). Years 1 to 9999.
struct When {
    std::optional<qint64> startMs; ///< UTC, milliseconds since 1970-01-01T00:00Z; the first possible instant
    std::optional<qint64> endMs;   ///< the last possible instant (.999), >= startMs
    QDate dateStart;               ///< calendar day of startMs in timeZone; null when undated
    QDate dateEnd;                 ///< calendar day of endMs in timeZone
    QString timeZone;              ///< IANA name, "Asia/Dushanbe"
    TimePrecision precision = TimePrecision::Unknown;
    TimeExtent extent = TimeExtent::Unknown;
    QString text; ///< the wording of the report

    bool isUndated() const { return !startMs; }
    friend bool operator==(const When &, const When &) = default;
};

/// Days [first, last] in @p timeZone as a window with the precision's bounds: `part_of_day` on night takes
/// 18:00 of first to 05:59:59.999 of last (18:00 to 23:59:59.999 when both are one day); morning 06:00 to
/// 11:59, afternoon 12:00 to 17:59, evening 18:00 to 23:59. One single day with precision week, month, season
/// or year stands for the whole ISO week, month, meteorological season or year around it; two different days
/// are taken as they are. A time that the zone skips (daylight saving) moves into the window; one that it
/// repeats is taken at its outer end. Throws base::Error(Invalid) on an impossible day, an unknown zone or
/// last < first.
enum class PartOfDay : std::uint8_t { Whole, Night, Morning, Afternoon, Evening };
When windowOfDays(QDate first, QDate last, const QString &timeZone, TimePrecision precision,
                  PartOfDay part = PartOfDay::Whole);

/// The window [start, end] given as local wall-clock times in @p timeZone (the QDateTime's own zone is not
/// looked at), minute precision and coarser: both minutes belong to it, so that 18:00 to 05:59 ends at
/// 05:59:59.999; with hour precision both hours do. Throws as windowOfDays().
When windowOfLocalTimes(const QDateTime &startLocal, const QDateTime &endLocal, const QString &timeZone,
                        TimePrecision precision);

/// The window [startMs, endMs] in UTC with its days in @p timeZone. Throws base::Error(Invalid) on an unknown
/// zone, an end before its start or a year outside 1 to 9999.
When windowOfInstants(qint64 startMs, qint64 endMs, const QString &timeZone, TimePrecision precision);

/// Reads "2024-11-17", "2024-11", "2024", "2024-11-17/2024-11-18", "2024-11-17 18:00", "17 Nov 2024",
/// "17.11.2024", also "2024-W46", "summer 2024", "winter 2023/24", "17/11/2024", "Nov 2024", "night of 17 Nov
/// 2024", English, Russian and Tajik month names, an instant with Z or an offset, any two of them joined by
/// "/", " to " or " - ", and what whenText() writes. Empty with @p problem naming what is wrong ("30 February
/// does not exist", "03/04/2024 is ambiguous: write 2024-04-03").
std::optional<When> parseWhen(const QString &text, const QString &timeZone, QString *problem = nullptr);

/// "2024-11-17 18:00 to 2024-11-18 05:59, Asia/Dushanbe (part of day)"; "2024-11" for a month; "undated".
QString whenText(const When &when);

/// What the clock on the wall shows at an instant in @p timeZone (UTC when the zone is unknown), spec UTC.
QDateTime wallClock(qint64 ms, const QString &timeZone);

/// The calendar day of an instant in @p timeZone (IANA name); null when the zone is unknown.
QDate dayOfInstant(qint64 ms, const QString &timeZone);

/// True for a name that the zone database knows.
bool isTimeZone(const QString &timeZone);

/// "YYYY-MM-DDTHH:MM:SS.sssZ"; empty when unset or outside the years 1 to 9999. And back (the fraction, or it
/// and the seconds, may be missing); empty optional when malformed.
QString isoUtc(std::optional<qint64> ms);
std::optional<qint64> msOfIsoUtc(const QString &text);

} // namespace marz::incident
