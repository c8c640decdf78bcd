#include "incident/monthnames.h"

#include <QLocale>

namespace marz::incident {

QString monthName(int month)
{
    return QLocale::c().monthName(month);
}

int monthOf(const QString &word)
{
    static const char16_t *const cyrillic[] = {u"янв", u"фев", u"мар", u"апр", nullptr, u"июн",
                                               u"июл", u"авг", u"сен", u"окт", u"ноя",  u"дек"};
    const QString lower = word.toLower();
    for (int month = 1; month <= 12; ++month) {
        const QString english = monthName(month).toLower();
        if (lower == english || lower == english.left(3))
            return month;
        const char16_t *const start = cyrillic[month - 1];
        if (start && lower.startsWith(QString::fromUtf16(start)))
            return month;
    }
    if (lower == QLatin1String("sept"))
        return 9;
    if (lower == QStringLiteral("ма\u0439") || lower == QStringLiteral("мая"))
        return 5;
    return 0;
}

int firstMonthOfSeason(const QString &word)
{
    const QString lower = word.toLower();
    if (lower == QLatin1String("spring"))
        return 3;
    if (lower == QLatin1String("summer"))
        return 6;
    if (lower == QLatin1String("autumn") || lower == QLatin1String("fall"))
        return 9;
    return lower == QLatin1String("winter") ? 12 : 0;
}

} // namespace marz::incident
