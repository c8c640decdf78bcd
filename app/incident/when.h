#pragma once

#include "incident/codes.h"

#include <QDate>
#include <QString>

#include <optional>

namespace marz::incident {

/// When it happened: the window [startMs, endMs] in UTC and the same window as calendar days in the incident's own zone.
/// Both ends are set or none is (undated). Years 1 to 9999.
struct When
{
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

/// Days [first, last] in @p timeZone as a window with the precision's bounds: `part_of_day` on night takes 18:00 of
/// first to 05:59:59.999 of last (18:00 to 23:59:59.999 when both are one day). Throws base::Error(Invalid) on an
/// impossible day, an unknown zone or last < first.
enum class PartOfDay : std::uint8_t { Whole, Night, Morning, Afternoon, Evening };
When windowOfDays(QDate first, QDate last, const QString &timeZone, TimePrecision precision,
                  PartOfDay part = PartOfDay::Whole);

/// The window [start, end] given as local wall-clock times in @p timeZone, minute precision and coarser.
When windowOfLocalTimes(const QDateTime &startLocal, const QDateTime &endLocal, const QString &timeZone,
                        TimePrecision precision);

/// Reads "2024-11-17", "2024-11", "2024", "2024-11-17/2024-11-18", "2024-11-17 18:00", "17 Nov 2024", "17.11.2024".
/// Empty with @p problem naming what is wrong ("30 February does not exist", "03/04/2024 is ambiguous: write 2024-04-03").
std::optional<When> parseWhen(const QString &text, const QString &timeZone, QString *problem = nullptr);

/// "2024-11-17 18:00 to 2024-11-18 05:59, Asia/Dushanbe (part of day)"; "2024-11" for a month; "undated".
QString whenText(const When &when);

/// "YYYY-MM-DDTHH:MM:SS.sssZ"; empty when unset. And back; empty optional when malformed.
QString isoUtc(std::optional<qint64> ms);
std::optional<qint64> msOfIsoUtc(const QString &text);

} // namespace marz::incident
