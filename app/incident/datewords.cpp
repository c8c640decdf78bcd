#include "incident/datewords.h"

#include "base/error.h"
#include "incident/monthnames.h"

#include <QRegularExpression>

#include <vector>

namespace marz::incident {

namespace {

using Reader = std::optional<DateWords> (*)(const QRegularExpressionMatch &);

[[noreturn]] void refuse(const QString &what)
{
    throw base::Error(base::ErrorKind::Invalid, what);
}

int number(const QRegularExpressionMatch &match, int group)
{
    return match.captured(group).toInt();
}

int existingYear(int year)
{
    if (year < 1)
        refuse(QStringLiteral("There is no year 0."));
    return year;
}

int existingMonth(int month)
{
    if (month < 1 || month > 12)
        refuse(QStringLiteral("Month %1 does not exist.").arg(month));
    return month;
}

DateWords oneDay(int year, int month, int day)
{
    const QDate date = existingDay(year, month, day);
    return {date, date, {}, {}, TimePrecision::Day};
}

DateWords oneMonth(int year, int month)
{
    const QDate first(existingYear(year), existingMonth(month), 1);
    return {first, first.addMonths(1).addDays(-1), {}, {}, TimePrecision::Month};
}

DateWords oneSeason(int year, int firstMonth)
{
    const QDate first(existingYear(year), firstMonth, 1);
    return {first, first.addMonths(3).addDays(-1), {}, {}, TimePrecision::Season};
}

std::optional<DateWords> readIsoDay(const QRegularExpressionMatch &m)
{
    return oneDay(number(m, 1), number(m, 3), number(m, 4));
}

std::optional<DateWords> readMonth(const QRegularExpressionMatch &m)
{
    return oneMonth(number(m, 1), number(m, 2));
}

std::optional<DateWords> readYear(const QRegularExpressionMatch &m)
{
    const int year = existingYear(number(m, 1));
    return DateWords{QDate(year, 1, 1), QDate(year, 12, 31), {}, {}, TimePrecision::Year};
}

std::optional<DateWords> readWeek(const QRegularExpressionMatch &m)
{
    const int year = existingYear(number(m, 1));
    const int week = number(m, 2);
    const QDate fourth(year, 1, 4); // 4 January is always in week 1
    const QDate monday = fourth.addDays(1 - fourth.dayOfWeek() + 7 * (week - 1));
    int weekYear = 0;
    if (week < 1 || monday.weekNumber(&weekYear) != week || weekYear != year)
        refuse(QStringLiteral("Week %1 of %2 does not exist.").arg(week).arg(year));
    return DateWords{monday, monday.addDays(6), {}, {}, TimePrecision::Week};
}

std::optional<DateWords> readDotted(const QRegularExpressionMatch &m)
{
    return oneDay(number(m, 3), number(m, 2), number(m, 1));
}

/// 17/11/2024 and 11/17/2024 can only be one day; 03/04/2024 can be two.
std::optional<DateWords> readSlashed(const QRegularExpressionMatch &m)
{
    const int a = number(m, 1), b = number(m, 3), year = number(m, 4);
    if (a <= 12 && b <= 12 && a != b) {
        const QDate dayFirst = existingDay(year, b, a), monthFirst = existingDay(year, a, b);
        refuse(QStringLiteral("%1 is ambiguous: write %2 or %3.")
                   .arg(m.captured(0), dayFirst.toString(Qt::ISODate), monthFirst.toString(Qt::ISODate)));
    }
    return a > 12 ? oneDay(year, b, a) : oneDay(year, a, b);
}

std::optional<DateWords> refuseShortYear(const QRegularExpressionMatch &m)
{
    refuse(QStringLiteral("%1 has no full year: write it with four figures.").arg(m.captured(0)));
}

std::optional<DateWords> refuseLongYear(const QRegularExpressionMatch &m)
{
    refuse(QStringLiteral("The year of %1 is outside 1 to 9999.").arg(m.captured(0)));
}

std::optional<DateWords> readDayMonthWord(const QRegularExpressionMatch &m)
{
    const int month = monthOf(m.captured(2));
    return month ? std::optional(oneDay(number(m, 3), month, number(m, 1))) : std::nullopt;
}

std::optional<DateWords> readMonthWordDay(const QRegularExpressionMatch &m)
{
    const int month = monthOf(m.captured(1));
    return month ? std::optional(oneDay(number(m, 3), month, number(m, 2))) : std::nullopt;
}

std::optional<DateWords> refuseNoYear(const QRegularExpressionMatch &m)
{
    if (!monthOf(m.captured(1)) && !monthOf(m.captured(2)))
        return std::nullopt;
    refuse(QStringLiteral("%1 has no year: add it.").arg(m.captured(0)));
}

std::optional<DateWords> twoDays(int year, const QString &monthWord, int firstDay, int lastDay)
{
    const int month = monthOf(monthWord);
    if (!month)
        return std::nullopt;
    DateWords words = oneDay(year, month, firstDay);
    words.last = existingDay(year, month, lastDay);
    return words;
}

std::optional<DateWords> readTwoDays(const QRegularExpressionMatch &m)
{
    return twoDays(number(m, 4), m.captured(3), number(m, 1), number(m, 2));
}

std::optional<DateWords> readMonthWordTwoDays(const QRegularExpressionMatch &m)
{
    return twoDays(number(m, 4), m.captured(1), number(m, 2), number(m, 3));
}

std::optional<DateWords> readMonthOrSeasonWord(const QRegularExpressionMatch &m)
{
    const int year = number(m, 2);
    if (const int month = monthOf(m.captured(1)))
        return oneMonth(year, month);
    const int season = firstMonthOfSeason(m.captured(1));
    if (season == 12)
        refuse(QStringLiteral("Winter %1 is ambiguous: write winter %2/%3 or winter %1/%4.")
                   .arg(year)
                   .arg(year - 1)
                   .arg(year % 100, 2, 10, QLatin1Char('0'))
                   .arg((year + 1) % 100, 2, 10, QLatin1Char('0')));
    return season ? std::optional(oneSeason(year, season)) : std::nullopt;
}

std::optional<DateWords> readWinter(const QRegularExpressionMatch &m)
{
    const int year = number(m, 1);
    const int next = number(m, 2);
    if (next != (m.captured(2).size() == 2 ? (year + 1) % 100 : year + 1) || year == 9999)
        refuse(QStringLiteral("A winter ends in the year after it began."));
    return oneSeason(year, 12);
}

struct Form {
    QRegularExpression pattern;
    Reader read;
};

Form form(const char *pattern, Reader read)
{
    return {QRegularExpression(QLatin1Char('^') + QString::fromUtf8(pattern) + QLatin1Char('$'),
                               QRegularExpression::CaseInsensitiveOption |
                                   QRegularExpression::UseUnicodePropertiesOption),
            read};
}

const std::vector<Form> &forms()
{
    // [0-9], not \d: other scripts' digits would pass here and fail in toInt().
    static const std::vector<Form> list = {
        form("([0-9]{4})([-/])([0-9]{1,2})\\2([0-9]{1,2})", readIsoDay),
        form("([0-9]{4})-([0-9]{1,2})", readMonth),
        form("([0-9]{4})", readYear),
        form("([0-9]{4})-?W([0-9]{1,2})", readWeek),
        form("([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})", readDotted),
        form("([0-9]{1,2})([/-])([0-9]{1,2})\\2([0-9]{4})", readSlashed),
        form("[0-9]{1,2}([./-])[0-9]{1,2}\\1[0-9]{2}", refuseShortYear),
        form("[0-9]{5,}(-[0-9]{1,2}){0,2}", refuseLongYear),
        form("([0-9]{1,2})(?:st|nd|rd|th)?\\.? +(?:of +)?(\\p{L}+)\\.?,? +([0-9]{4})", readDayMonthWord),
        form("(\\p{L}+)\\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})", readMonthWordDay),
        form("([0-9]{1,2}) *(?:-|\u2013|and|to|и) *([0-9]{1,2}) +(\\p{L}+)\\.?,? +([0-9]{4})", readTwoDays),
        form("(\\p{L}+) +([0-9]{1,2}) *(?:-|\u2013|and|to) *([0-9]{1,2}),? +([0-9]{4})",
             readMonthWordTwoDays),
        form("(\\p{L}+|[0-9]{1,2})\\.? +(\\p{L}+|[0-9]{1,2})", refuseNoYear),
        form("(\\p{L}+)\\.?,? +([0-9]{4})", readMonthOrSeasonWord),
        form("winter +([0-9]{4}) ?[/-] ?([0-9]{2}|[0-9]{4})", readWinter),
    };
    return list;
}

std::optional<DateWords> readDays(const QString &text)
{
    for (const Form &known : forms()) {
        const QRegularExpressionMatch match = known.pattern.match(text);
        if (!match.hasMatch())
            continue;
        if (std::optional<DateWords> words = known.read(match))
            return words;
    }
    return std::nullopt;
}

/// Z, +05:00, +0500; minus only after a "T" (elsewhere it begins the second time of a span).
std::optional<int> offsetOf(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    if (text.compare(QLatin1String("Z"), Qt::CaseInsensitive) == 0)
        return 0;
    const int hours = text.mid(1, 2).toInt(), minutes = text.right(2).toInt();
    if (hours > 14 || minutes > 59)
        refuse(QStringLiteral("%1 is no offset from UTC.").arg(text));
    return (text.front() == QLatin1Char('-') ? -1 : 1) * (hours * 60 + minutes) * 60;
}

} // namespace

QDate existingDay(int year, int month, int day)
{
    existingYear(year);
    existingMonth(month);
    const QDate date(year, month, day);
    if (date.isValid())
        return date;
    if (month == 2 && day == 29)
        refuse(QStringLiteral("29 February %1 does not exist.").arg(year));
    refuse(QStringLiteral("%1 %2 does not exist.").arg(day).arg(monthName(month)));
}

QTime timeOfDay(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\\.[0-9]+)?)?$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    const QTime time(number(match, 1), number(match, 2), number(match, 3));
    if (!time.isValid())
        refuse(QStringLiteral("%1 is no time of day: write 00:00 to 23:59.").arg(text));
    return time;
}

std::optional<DateWords> dateWords(const QString &text)
{
    static const QRegularExpression withTime(
        QStringLiteral("^(.*[^ ,T])(?:,? +|(T))([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?) "
                       "?(Z|\\+[0-9]{2}:?[0-9]{2}|(?(2)-[0-9]{2}:?[0-9]{2}|Z))?$"));
    const QRegularExpressionMatch match = withTime.match(text);
    if (!match.hasMatch())
        return readDays(text);
    std::optional<DateWords> words = readDays(match.captured(1));
    if (!words || words->first != words->last)
        return std::nullopt;
    words->time = timeOfDay(match.captured(3));
    words->offsetSeconds = offsetOf(match.captured(4));
    words->precision = TimePrecision::Minute;
    return words;
}

} // namespace marz::incident
