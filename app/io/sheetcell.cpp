#include "io/sheetcell.h"

#include <QDate>
#include <QRegularExpression>
#include <QTime>

#include <cmath>

namespace marz::io {

namespace {

constexpr qint64 secondsPerDay = 86'400;
constexpr double lastSerial1900 = 2'958'466; ///< exclusive: 9999-12-31 is the day before
constexpr double lastSerial1904 = lastSerial1900 - 1'462;
constexpr qint64 inventedDay = 60; ///< 29 February 1900

QString timeText(qint64 secondOfDay)
{
    return QTime(0, 0).addSecs(static_cast<int>(secondOfDay)).toString(QStringLiteral("HH:mm:ss"));
}

/// The day of a serial number; invalid when there is none.
QDate dayOf(qint64 serial, bool isFrom1904)
{
    if (isFrom1904)
        return QDate(1904, 1, 1).addDays(serial);
    if (serial == inventedDay || serial < 1)
        return {};
    return QDate(1899, 12, serial < inventedDay ? 31 : 30).addDays(serial);
}

} // namespace

NumberStyle styleOfBuiltIn(int formatId)
{
    if ((formatId >= 14 && formatId <= 17) || (formatId >= 27 && formatId <= 31) || formatId == 36 ||
        (formatId >= 50 && formatId <= 54) || formatId == 57 || formatId == 58)
        return NumberStyle::Date;
    if ((formatId >= 18 && formatId <= 21) || (formatId >= 32 && formatId <= 35) || formatId == 45 ||
        formatId == 47 || formatId == 55 || formatId == 56)
        return NumberStyle::Time;
    return formatId == 22 ? NumberStyle::DateTime : NumberStyle::Plain;
}

NumberStyle styleOfCode(const QString &code)
{
    static const QRegularExpression elapsed(QStringLiteral("\\[(h+|m+|s+)\\]"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression literal(QStringLiteral("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]"));
    static const QRegularExpression half(QStringLiteral("AM/PM|A/P"),
                                         QRegularExpression::CaseInsensitiveOption);
    QString letters = code.section(u';', 0, 0).left(200);
    if (elapsed.match(letters).hasMatch() ||
        letters.compare(QLatin1String("general"), Qt::CaseInsensitive) == 0)
        return NumberStyle::Plain;
    letters.remove(literal).remove(half);
    const auto has = [&](QChar letter) { return letters.contains(letter, Qt::CaseInsensitive); };
    const bool time = has(u'h') || has(u's');
    const bool date = has(u'y') || has(u'd') || (has(u'm') && !time);
    if (date)
        return time ? NumberStyle::DateTime : NumberStyle::Date;
    return time ? NumberStyle::Time : NumberStyle::Plain;
}

QString shortestNumber(const QString &text)
{
    static const QRegularExpression real(QStringLiteral("^-?(\\d+\\.\\d+|\\d+(\\.\\d+)?[eE][-+]?\\d+)$"));
    const bool hasExponent = text.contains(u'e', Qt::CaseInsensitive);
    if (!hasExponent && (!text.contains(u'.') || (text.size() <= 15 && !text.endsWith(u'0'))))
        return text; // most numbers are as short as can be
    if (text.size() > 60 || !real.match(text).hasMatch())
        return text;
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return text;
    if (std::abs(value) < 1e15 && value == std::floor(value))
        return QString::number(static_cast<qint64>(value));
    return text.size() > 15 || hasExponent ? QString::number(value, 'g', 15) : text;
}

QString serialText(const QString &number, NumberStyle style, bool isFrom1904)
{
    bool ok = false;
    const double serial = number.toDouble(&ok);
    const double last = isFrom1904 ? lastSerial1904 : lastSerial1900;
    if (style == NumberStyle::Plain || !ok || !(serial >= 0) || serial >= last)
        return shortestNumber(number);
    const qint64 seconds = std::llround(serial * double(secondsPerDay));
    if (style == NumberStyle::Time)
        return timeText(seconds % secondsPerDay);
    const QDate day = dayOf(seconds / secondsPerDay, isFrom1904);
    if (!day.isValid() || day.year() > 9999)
        return shortestNumber(number);
    QString text = day.toString(Qt::ISODate);
    if (style == NumberStyle::DateTime && seconds % secondsPerDay != 0)
        text += u' ' + timeText(seconds % secondsPerDay);
    return text;
}

} // namespace marz::io
