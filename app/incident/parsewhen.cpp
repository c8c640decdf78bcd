#include "incident/when.h"

#include "base/error.h"
#include "incident/datewords.h"

#include <QRegularExpression>

#include <algorithm>

namespace marz::incident {

namespace {

using base::Error;
using base::ErrorKind;

/// First and last date of a span; equal for a single one.
struct Span {
    DateWords first;
    DateWords last;
};

/// The end of a span that leaves out what it shares with the beginning: "2024-11-17/18", "2024-11-17
/// 18:00-20:00".
std::optional<DateWords> shortEnd(const QString &text, const DateWords &first)
{
    DateWords last = first;
    if (!first.time.isNull()) {
        last.time = timeOfDay(text);
        return last.time.isNull() ? std::nullopt : std::optional(last);
    }
    bool isNumber = false;
    const int day = text.toInt(&isNumber);
    if (!isNumber || text.size() > 2 || first.precision != TimePrecision::Day)
        return std::nullopt;
    last.first = last.last = existingDay(first.first.year(), first.first.month(), day);
    return last;
}

std::optional<Span> spanOf(const QString &text)
{
    if (const std::optional<DateWords> single = dateWords(text))
        return Span{*single, *single};
    static const QRegularExpression separators[] = {
        QRegularExpression(QStringLiteral(" +(?:to|until|till|and|-|\u2013|\u2014) +"),
                           QRegularExpression::CaseInsensitiveOption),
        QRegularExpression(QStringLiteral(" ?[/\u2013\u2014] ?")),
        QRegularExpression(QStringLiteral("(?<=:[0-9]{2})-(?=[0-9]{1,2}:[0-9]{2}$)")),
    };
    for (const QRegularExpression &separator : separators) {
        for (auto it = separator.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            const std::optional<DateWords> first = dateWords(text.left(match.capturedStart()));
            if (!first)
                continue;
            const QString rest = text.mid(match.capturedEnd());
            std::optional<DateWords> last = shortEnd(rest, *first);
            if (!last)
                last = dateWords(rest);
            if (last)
                return Span{*first, *last};
        }
    }
    return std::nullopt;
}

PartOfDay takePartOfDay(QString &text)
{
    static const QRegularExpression before(
        QStringLiteral("^(?:the +)?(night|morning|afternoon|evening)s? +(?:of +)?(?:the +)?(?=\\S)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression after(QStringLiteral("(?<=\\S)[ ,]+(night|morning|afternoon|evening)$"),
                                          QRegularExpression::CaseInsensitiveOption);
    for (const QRegularExpression &pattern : {before, after}) {
        const QRegularExpressionMatch match = pattern.match(text);
        if (!match.hasMatch())
            continue;
        text.remove(match.capturedStart(), match.capturedLength());
        switch (match.captured(1).front().toLower().unicode()) {
        case 'n':
            return PartOfDay::Night;
        case 'm':
            return PartOfDay::Morning;
        case 'a':
            return PartOfDay::Afternoon;
        default:
            return PartOfDay::Evening;
        }
    }
    return PartOfDay::Whole;
}

/// What whenText() adds at the end: ", Asia/Dushanbe (part of day)".
struct Ending {
    QString timeZone;
    std::optional<TimePrecision> precision;
};

Ending takeEnding(QString &text)
{
    static const QRegularExpression precision(QStringLiteral(" \\(([a-z ]+)\\)$"));
    static const QRegularExpression zone(QStringLiteral(", ([A-Za-z][A-Za-z0-9_+/-]*)$"));
    Ending ending;
    if (const QRegularExpressionMatch match = precision.match(text); match.hasMatch()) {
        const QString words = match.captured(1);
        for (const CodeEntry<TimePrecision> &entry : codeList<TimePrecision>()) {
            if (words == QLatin1String(entry.words))
                ending.precision = entry.value;
        }
        if (words == QLatin1String("precision unknown"))
            ending.precision = TimePrecision::Unknown;
        if (ending.precision)
            text.truncate(match.capturedStart());
    }
    if (const QRegularExpressionMatch match = zone.match(text);
        match.hasMatch() && isTimeZone(match.captured(1))) {
        ending.timeZone = match.captured(1);
        text.truncate(match.capturedStart());
    }
    return ending;
}

When windowOfWords(const DateWords &words, const QString &timeZone)
{
    if (words.time.isNull())
        return windowOfDays(words.first, words.last, timeZone, words.precision);
    const QDateTime at(words.first, QTime(words.time.hour(), words.time.minute()), Qt::UTC);
    if (!words.offsetSeconds)
        return windowOfLocalTimes(at, at, timeZone, TimePrecision::Minute);
    const qint64 minuteMs = at.toMSecsSinceEpoch() - *words.offsetSeconds * qint64(1000);
    return windowOfInstants(minuteMs, minuteMs + 59'999, timeZone, TimePrecision::Minute);
}

When windowOfSpan(const Span &span, PartOfDay part, const QString &timeZone)
{
    const bool hasTimes = !span.first.time.isNull() || !span.last.time.isNull();
    const TimePrecision precision = std::max(span.first.precision, span.last.precision);
    if (part != PartOfDay::Whole) {
        if (hasTimes || precision != TimePrecision::Day)
            throw Error(ErrorKind::Invalid, QStringLiteral("A part of the day needs days without times."));
        return windowOfDays(span.first.first, span.last.last, timeZone, TimePrecision::PartOfDay, part);
    }
    if (!hasTimes && span.last.last < span.first.first)
        throw Error(ErrorKind::Invalid, QStringLiteral("The end is before the start."));
    const When first = windowOfWords(span.first, timeZone);
    const When last = windowOfWords(span.last, timeZone);
    return windowOfInstants(*first.startMs, *last.endMs, timeZone, precision);
}

} // namespace

std::optional<When> parseWhen(const QString &text, const QString &timeZone, QString *problem)
{
    static const QRegularExpression russianYear(QStringLiteral("(?<=[0-9]{4}) ?(?:г\\.?|года)$"));
    QString rest = text.simplified();
    const Ending ending = takeEnding(rest);
    rest.remove(russianYear);
    const PartOfDay part = takePartOfDay(rest);
    QString why;
    try {
        if (const std::optional<Span> span = spanOf(rest)) {
            When when = windowOfSpan(*span, part, ending.timeZone.isEmpty() ? timeZone : ending.timeZone);
            if (ending.precision)
                when.precision = *ending.precision;
            return when;
        }
        why = rest.isEmpty() ? QStringLiteral("No date given.")
                             : QStringLiteral("'%1' is no date: write 2024-11-17, 2024-11, 17 Nov 2024 or "
                                              "2024-11-17/2024-11-18.")
                                   .arg(text.simplified());
    } catch (const Error &error) {
        why = error.message();
    }
    if (problem)
        *problem = why;
    return std::nullopt;
}

} // namespace marz::incident
