#include "io/datecell.h"

#include "incident/monthnames.h"

#include <QLocale>
#include <QRegularExpression>

#include <array>

namespace marz::io {

using incident::TimePrecision;

namespace {

constexpr int firstPlausibleYear = 1900; ///< of compact forms that could be any number
constexpr int lastPlausibleYear = 2100;

DateReading bad(const QString &reason)
{
    return {std::nullopt, QStringLiteral("bad_date"), reason};
}

QString monthWord(int month)
{
    return QLocale::c().monthName(month);
}

DateReading dayOf(int year, int month, int day)
{
    if (month < 1 || month > 12)
        return bad(QStringLiteral("there is no month %1").arg(month));
    if (year < 1 || year > 9999)
        return bad(QStringLiteral("the year %1 is outside 1 to 9999").arg(year));
    const QDate date(year, month, day);
    if (!date.isValid())
        return bad(QStringLiteral("%1 %2 %3 does not exist").arg(day).arg(monthWord(month)).arg(year));
    return {DateCell{date, date, TimePrecision::Day, {}, {}}, {}, {}};
}

DateReading monthSpan(int year, int month)
{
    DateReading reading = dayOf(year, month, 1);
    if (reading.date) {
        reading.date->last = QDate(year, month, reading.date->first.daysInMonth());
        reading.date->precision = TimePrecision::Month;
    }
    return reading;
}

/// 24 is 2024, 98 is 1998.
int fullYear(int year, qsizetype digits)
{
    if (digits > 2)
        return year;
    return year <= QDate::currentDate().year() % 100 + 1 ? 2000 + year : 1900 + year;
}

/// Three numbers with separators, as written.
struct Triple {
    std::array<int, 3> numbers = {};
    std::array<qsizetype, 3> digits = {};
    QChar separator;

    bool isYearFirst() const { return digits[0] >= 3; }
};

std::optional<Triple> tripleOf(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{1,4})([-/.])\\s?(\\d{1,2})\\2\\s?(\\d{1,4})\\.?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    Triple triple;
    triple.separator = match.capturedView(2).front();
    int at = 0;
    for (const int group : {1, 3, 4}) {
        const auto index = static_cast<std::size_t>(at++);
        triple.numbers[index] = match.capturedView(group).toInt();
        triple.digits[index] = match.capturedView(group).size();
    }
    return triple;
}

DateReading fromTriple(const Triple &triple, std::optional<DateOrder> order)
{
    const auto [a, b, c] = triple.numbers;
    if (triple.isYearFirst() || (order == DateOrder::YearMonthDay && triple.digits[2] <= 2))
        return dayOf(fullYear(a, triple.digits[0]), b, c);
    const int year = fullYear(c, triple.digits[2]);
    if (triple.separator == u'.' && !order)
        order = DateOrder::DayMonthYear; // who writes dots puts the day first
    if (order == DateOrder::DayMonthYear)
        return dayOf(year, b, a);
    if (order == DateOrder::MonthDayYear)
        return dayOf(year, a, b);
    if (a > 12 || a == b)
        return dayOf(year, b, a);
    if (b > 12)
        return dayOf(year, a, b);
    return {std::nullopt, QStringLiteral("ambiguous_date"),
            QStringLiteral("it may be %1 or %2: give the order of the dates")
                .arg(QDate(year, b, a).toString(Qt::ISODate), QDate(year, a, b).toString(Qt::ISODate))};
}

/// Dates with the month as a word; nothing when @p text is none.
std::optional<DateReading> fromWords(const QString &text)
{
    static const QRegularExpression dayFirst(
        QStringLiteral("^(\\d{1,2})(?:\\s*[-–]\\s*(\\d{1,2}))?(?:st|nd|rd|th)?[\\s\\-/"
                       ".]+(\\p{L}{3,})\\.?,?[\\s\\-/.]+(\\d{2}|\\d{4})$"));
    static const QRegularExpression monthFirst(QStringLiteral(
        "^(\\p{L}{3,})\\.?\\s+(\\d{1,2})(?:\\s*[-–]\\s*(\\d{1,2}))?(?:st|nd|rd|th)?,?\\s+(\\d{4})$"));
    static const QRegularExpression monthOnly(QStringLiteral("^(\\p{L}{3,})\\.?,?[\\s\\-]+(\\d{4})$"));
    QRegularExpressionMatch match = dayFirst.match(text);
    int day = 1, last = 2, month = 3, year = 4;
    if (!match.hasMatch()) {
        match = monthFirst.match(text);
        month = 1, day = 2, last = 3;
    }
    if (!match.hasMatch()) {
        match = monthOnly.match(text);
        const int number = match.hasMatch() ? incident::monthOf(match.captured(1)) : 0;
        return number == 0 ? std::nullopt : std::optional(monthSpan(match.captured(2).toInt(), number));
    }
    const int number = incident::monthOf(match.captured(month));
    if (number == 0)
        return bad(QStringLiteral("\"%1\" is no month").arg(match.captured(month)));
    const int fullYearNumber = fullYear(match.captured(year).toInt(), match.captured(year).size());
    DateReading reading = dayOf(fullYearNumber, number, match.captured(day).toInt());
    if (match.capturedLength(last) > 0 && reading.date) {
        const DateReading end = dayOf(fullYearNumber, number, match.captured(last).toInt());
        if (!end.date)
            return end;
        reading.date->last = end.date->last;
    }
    return reading;
}

DateReading fromDigits(const QString &text)
{
    const int number = text.toInt();
    if (text.size() == 4 && number > 0) {
        const QDate first(number, 1, 1);
        return {DateCell{first, QDate(number, 12, 31), TimePrecision::Year, {}, {}}, {}, {}};
    }
    if (text.size() == 8) {
        const int year = number / 10000;
        if (year >= firstPlausibleYear && year <= lastPlausibleYear)
            return dayOf(year, number / 100 % 100, number % 100);
    }
    if (text.size() == 5)
        return bad(QStringLiteral("it is a number, perhaps a date that lost its format in a spreadsheet"));
    return bad(QStringLiteral("it is a number, not a date"));
}

/// A date without time of day.
DateReading readDay(const QString &text, std::optional<DateOrder> order)
{
    if (const auto triple = tripleOf(text))
        return fromTriple(*triple, order);
    static const QRegularExpression digits(QStringLiteral("^\\d+$"));
    if (digits.match(text).hasMatch())
        return fromDigits(text);
    static const QRegularExpression yearMonth(QStringLiteral("^(\\d{4})[-/.](\\d{1,2})$"));
    if (const auto match = yearMonth.match(text); match.hasMatch())
        return monthSpan(match.captured(1).toInt(), match.captured(2).toInt());
    static const QRegularExpression monthYear(QStringLiteral("^(\\d{1,2})[-/.](\\d{4})$"));
    if (const auto match = monthYear.match(text); match.hasMatch())
        return monthSpan(match.captured(2).toInt(), match.captured(1).toInt());
    if (auto words = fromWords(text))
        return *words;
    return bad(QStringLiteral("it is not a date that Marz knows; write 2024-11-17"));
}

/// Takes the time of day off the end of @p text; false when it is no time that exists.
bool takeTime(QString &text, DateCell &into)
{
    static const QRegularExpression form(
        QStringLiteral("^(.*\\d)(?:T|,?\\s+)(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.\\d+)?)?\\s*([AaPp][Mm])?"
                       "\\s*(Z|UTC|GMT)?\\s*([-+]\\d\\d:?\\d\\d)?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return true;
    int hour = match.captured(2).toInt();
    const QString half = match.captured(5).toLower();
    if (!half.isEmpty())
        hour = hour % 12 + (half == QLatin1String("pm") ? 12 : 0);
    into.time = QTime(hour, match.captured(3).toInt(), match.captured(4).toInt());
    QString offset = match.captured(7);
    if (!offset.isEmpty()) {
        offset.remove(u':');
        const int minutes =
            QStringView(offset).mid(1, 2).toInt() * 60 + QStringView(offset).mid(3, 2).toInt();
        into.utcOffsetS = (offset.front() == u'-' ? -60 : 60) * minutes;
    } else if (!match.captured(6).isEmpty()) {
        into.utcOffsetS = 0;
    }
    text = match.captured(1);
    return into.time.isValid();
}

/// Both halves of "2024-11-17/2024-11-18", "17.11.2024 - 18.11.2024" or "... to ..."; nothing when it is no
/// interval.
std::optional<std::pair<QString, QString>> interval(const QString &text)
{
    static const QRegularExpression iso(
        QStringLiteral("^(\\d{4}-\\d\\d(?:-\\d\\d)?)/(\\d{4}-\\d\\d(?:-\\d\\d)?)$"));
    static const QRegularExpression words(QStringLiteral("^(.*\\d{4}.*?)\\s+(?:-|–|to|до)\\s+(.*\\d{4}.*)$"));
    for (const QRegularExpression *form : {&iso, &words}) {
        if (const auto match = form->match(text); match.hasMatch())
            return std::pair(match.captured(1), match.captured(2));
    }
    return std::nullopt;
}

} // namespace

DateReading readDate(const QString &raw, std::optional<DateOrder> order)
{
    QString text = raw.simplified();
    if (text.size() == 10 && text[4] == u'-' && text[7] == u'-') { // the usual form, without any pattern
        const QDate date = QDate::fromString(text, Qt::ISODate);
        if (date.isValid() && date.year() > 0)
            return {DateCell{date, date, TimePrecision::Day, {}, {}}, {}, {}};
    }
    if (const auto halves = interval(text)) {
        DateReading first = readDate(halves->first, order);
        const DateReading last = readDate(halves->second, order);
        if (!first.date || !last.date)
            return first.date ? last : first;
        if (last.date->last < first.date->first)
            return bad(QStringLiteral("its end is before its start"));
        first.date->last = last.date->last;
        return first;
    }
    static const QRegularExpression weekday(
        QStringLiteral("^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\\.?,?\\s+(?=[\\p{L}\\d])"));
    static const QRegularExpression zoneName(QStringLiteral("\\s*\\([^)]*\\)$"));
    text.remove(weekday).remove(zoneName);
    DateCell time;
    if (!takeTime(text, time))
        return bad(QStringLiteral("its time of day does not exist"));
    DateReading reading = readDay(text, order);
    if (reading.date && time.time.isValid() && reading.date->precision == TimePrecision::Day) {
        // Databases write days as midnight: that is no time of day unless a zone says so.
        if (time.time != QTime(0, 0) || time.utcOffsetS) {
            reading.date->time = time.time;
            reading.date->utcOffsetS = time.utcOffsetS;
            reading.date->precision = TimePrecision::Minute;
        }
    }
    return reading;
}

std::optional<DateOrder> orderProvenBy(const QString &raw)
{
    QString text = raw.simplified();
    DateCell time;
    takeTime(text, time);
    const auto triple = tripleOf(text);
    if (!triple)
        return std::nullopt;
    if (triple->isYearFirst())
        return DateOrder::YearMonthDay;
    const auto [a, b, c] = triple->numbers;
    if (a > 12 && a <= 31 && b <= 12 && triple->digits[2] == 4)
        return DateOrder::DayMonthYear;
    if (b > 12 && b <= 31 && a <= 12)
        return DateOrder::MonthDayYear;
    return std::nullopt;
}

} // namespace marz::io
