#pragma once

#include "incident/codes.h"

#include <QDate>
#include <QString>
#include <QTime>

#include <optional>

namespace marz::incident {

/// One date as written, before a time zone makes it a window.
struct DateWords {
    QDate first;
    QDate last;
    QTime time;                       ///< null when the text has none
    std::optional<int> offsetSeconds; ///< of a time with Z or an offset
    TimePrecision precision = TimePrecision::Day;
};

/// Reads one day, month, year, ISO week or season, a day with a time, or two days of one month ("17-18 Nov
/// 2024"). Empty when the text has no such form; throws base::Error(Invalid) when it has, but names nothing
/// that exists or several things ("30 February does not exist.", "03/04/2024 is ambiguous: write 2024-04-03
/// or 2024-03-04.").
std::optional<DateWords> dateWords(const QString &text);

/// The day, or base::Error(Invalid) with the month named.
QDate existingDay(int year, int month, int day);

/// The time of day of "18:00" or "6:05:30", or base::Error(Invalid) when there is no such time; null for
/// another form.
QTime timeOfDay(const QString &text);

} // namespace marz::incident
