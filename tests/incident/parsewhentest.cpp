#include "incident/when.h"

#include <QTest>

using namespace marz::incident;

class ParseWhenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void unknownZoneIsAProblem();
};

namespace {

void addDays()
{
    const auto row = [](const char *text, const char *window) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(window);
    };
    for (const char *text :
         {"2024-11-17", " 2024-11-17 ", "2024/11/17", "17 Nov 2024", "17 November 2024",
          "17th of November 2024", "Nov 17, 2024", "November 17 2024", "17.11.2024", "17/11/2024",
          "11/17/2024", "17-11-2024", "17 ноября 2024", "17 ноября 2024 г.", "17 ноябр 2024"})
        row(text, "2024-11-16T19:00:00.000Z 2024-11-17T18:59:59.999Z day");
    for (const char *text :
         {"2024-11-17/2024-11-18", "2024-11-17 to 2024-11-18", "2024-11-17 - 2024-11-18", "2024-11-17/18",
          "17-18 Nov 2024", "17 and 18 November 2024", "November 17 and 18, 2024", "17.11.2024 - 18.11.2024",
          "17/11/2024 - 18/11/2024", "17 Nov 2024 \u2013 18 Nov 2024"})
        row(text, "2024-11-16T19:00:00.000Z 2024-11-18T18:59:59.999Z day");
    for (const char *text : {"night of 2024-11-17/2024-11-18", "2024-11-17/2024-11-18 night",
                             "the nights of November 17 and 18, 2024"})
        row(text, "2024-11-17T13:00:00.000Z 2024-11-18T00:59:59.999Z part_of_day");
    row("05/05/2024", "2024-05-04T19:00:00.000Z 2024-05-05T18:59:59.999Z day");
    row("29 February 2024", "2024-02-28T19:00:00.000Z 2024-02-29T18:59:59.999Z day");
}

} // namespace

void ParseWhenTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("window");
    addDays();
    const auto row = [](const char *text, const char *window) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(window);
    };
    row("2024-11", "2024-10-31T19:00:00.000Z 2024-11-30T18:59:59.999Z month");
    row("Nov 2024", "2024-10-31T19:00:00.000Z 2024-11-30T18:59:59.999Z month");
    row("май 2024", "2024-04-30T19:00:00.000Z 2024-05-31T18:59:59.999Z month");
    row("2024-11/2024-12", "2024-10-31T19:00:00.000Z 2024-12-31T18:59:59.999Z month");
    row("2024", "2023-12-31T19:00:00.000Z 2024-12-31T18:59:59.999Z year");
    row("2024-W46", "2024-11-10T19:00:00.000Z 2024-11-17T18:59:59.999Z week");
    row("2020-W53", "2020-12-27T19:00:00.000Z 2021-01-03T18:59:59.999Z week");
    row("summer 2024", "2024-05-31T19:00:00.000Z 2024-08-31T18:59:59.999Z season");
    row("winter 2023/24", "2023-11-30T19:00:00.000Z 2024-02-29T18:59:59.999Z season");
    for (const char *text : {"2024-11-17 18:00", "2024-11-17T18:00:30", "17 Nov 2024, 18:00",
                             "2024-11-17T13:00Z", "2024-11-17T09:00-04:00", "2024-11-17 18:00 +05:00"})
        row(text, "2024-11-17T13:00:00.000Z 2024-11-17T13:00:59.999Z minute");
    row("1969-11-17T13:00:30Z", "1969-11-17T13:00:00.000Z 1969-11-17T13:00:59.999Z minute");
    row("2024-11-17 10:00-12:00", "2024-11-17T05:00:00.000Z 2024-11-17T07:00:59.999Z minute");
    row("2024-11-17 18:00 to 20:00", "2024-11-17T13:00:00.000Z 2024-11-17T15:00:59.999Z minute");
    row("2024-11-17 18:00/2024-11-18 05:59", "2024-11-17T13:00:00.000Z 2024-11-18T00:59:59.999Z minute");
    row("0001-01-02", "0001-01-01T19:24:48.000Z 0001-01-02T19:24:47.999Z day");
}

void ParseWhenTest::parses()
{
    QFETCH(QString, text);
    QString problem;
    const std::optional<When> when = parseWhen(text, QStringLiteral("Asia/Dushanbe"), &problem);
    QVERIFY2(when, qPrintable(problem));
    const QString window =
        QStringLiteral("%1 %2 %3").arg(isoUtc(when->startMs), isoUtc(when->endMs), code(when->precision));
    QTEST(window, "window");
    QCOMPARE(problem, QString());
}

void ParseWhenTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *text, const char *problem) {
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text) << QString::fromUtf8(problem);
    };
    row("", "No date given.");
    row("2024-02-30", "30 February does not exist.");
    row("30 Feb 2024", "30 February does not exist.");
    row("2024-01-01/2024-02-30", "30 February does not exist.");
    row("31.04.2024", "31 April does not exist.");
    row("29 February 2023", "29 February 2023 does not exist.");
    row("2024-13", "Month 13 does not exist.");
    row("2024-W53", "Week 53 of 2024 does not exist.");
    row("2024-W00", "Week 0 of 2024 does not exist.");
    row("03/04/2024", "03/04/2024 is ambiguous: write 2024-04-03 or 2024-03-04.");
    row("03-04-2024", "03-04-2024 is ambiguous: write 2024-04-03 or 2024-03-04.");
    row("winter 2024", "Winter 2024 is ambiguous: write winter 2023/24 or winter 2024/25.");
    row("winter 2023/25", "A winter ends in the year after it began.");
    row("17.11.24", "17.11.24 has no full year: write it with four figures.");
    row("17 November", "17 November has no year: add it.");
    row("2024-11-18/2024-11-17", "The end is before the start.");
    row("2024-11-17 18:00-17:00", "The end is before the start.");
    row("2024-11-17 25:00", "25:00 is no time of day: write 00:00 to 23:59.");
    row("2024-11-17T13:00+15:00", "+15:00 is no offset from UTC.");
    row("0000-01-01", "There is no year 0.");
    row("10000-01-01", "The year of 10000-01-01 is outside 1 to 9999.");
    row("2024-11 night", "A part of the day needs days without times.");
    for (const char *text : {"17 Foo 2024", "2024-11-17-", "yesterday", "٢٠٢٤-١١-١٧", "/", "2024-11-17/x"})
        row(text, "is no date: write 2024-11-17, 2024-11, 17 Nov 2024 or 2024-11-17/2024-11-18.");
}

void ParseWhenTest::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    QString found;
    QVERIFY(!parseWhen(text, QStringLiteral("Asia/Dushanbe"), &found));
    if (problem.startsWith(QLatin1String("is no date")))
        QCOMPARE(found, QStringLiteral("'%1' %2").arg(text, problem));
    else
        QCOMPARE(found, problem);
    QVERIFY(!parseWhen(text, QStringLiteral("Asia/Dushanbe")));
}

void ParseWhenTest::unknownZoneIsAProblem()
{
    QString problem;
    QVERIFY(!parseWhen(QStringLiteral("2024"), QStringLiteral("Asia/Khatlon"), &problem));
    QVERIFY2(problem.contains(QLatin1String("Asia/Khatlon")), qPrintable(problem));
}

QTEST_GUILESS_MAIN(ParseWhenTest)
#include "parsewhentest.moc"
