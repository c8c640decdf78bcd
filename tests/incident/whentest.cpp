#include "incident/when.h"

#include "base/error.h"

#include <QTest>
#include <QTimeZone>

using namespace marz::incident;

namespace {

QString windowText(const When &when)
{
    return QStringLiteral("%1 %2 %3").arg(isoUtc(when.startMs), isoUtc(when.endMs), code(when.precision));
}

QDate isoDay(const char *text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate);
}

} // namespace

class WhenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowOfDaysGivesInstants_data();
    void windowOfDaysGivesInstants();
    void windowOfDaysRefuses_data();
    void windowOfDaysRefuses();
    void windowOfLocalTimesHoldsBothEnds();
    void everyZoneKeepsItsDays_data();
    void everyZoneKeepsItsDays();
    void textIsReadBack_data();
    void textIsReadBack();
    void isoUtcRoundTrip_data();
    void isoUtcRoundTrip();
    void isoUtcRefuses_data();
    void isoUtcRefuses();
};

void WhenTest::windowOfDaysGivesInstants_data()
{
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<TimePrecision>("precision");
    QTest::addColumn<PartOfDay>("part");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const char *first, const char *last, const char *zone,
                        TimePrecision precision, PartOfDay part, const char *start, const char *end) {
        QTest::newRow(name) << isoDay(first) << isoDay(last) << QString::fromLatin1(zone) << precision << part
                            << QString::fromLatin1(start) << QString::fromLatin1(end);
    };
    using enum TimePrecision;
    const auto whole = PartOfDay::Whole;
    const auto part = TimePrecision::PartOfDay;
    using Part = marz::incident::PartOfDay;
    row("6 August begins on 5 August UTC in Dushanbe", "2023-08-06", "2023-08-06", "Asia/Dushanbe", Day,
        Part::Whole, "2023-08-05T19:00:00.000Z", "2023-08-06T18:59:59.999Z");
    row("night over two days", "2024-11-17", "2024-11-18", "Asia/Dushanbe", part, Part::Night,
        "2024-11-17T13:00:00.000Z", "2024-11-18T00:59:59.999Z");
    row("night of one day", "2024-11-17", "2024-11-17", "Asia/Dushanbe", part, Part::Night,
        "2024-11-17T13:00:00.000Z", "2024-11-17T18:59:59.999Z");
    row("morning", "2024-11-17", "2024-11-17", "UTC", part, Part::Morning, "2024-11-17T06:00:00.000Z",
        "2024-11-17T11:59:59.999Z");
    row("afternoon", "2024-11-17", "2024-11-17", "UTC", part, Part::Afternoon, "2024-11-17T12:00:00.000Z",
        "2024-11-17T17:59:59.999Z");
    row("evening", "2024-11-17", "2024-11-17", "UTC", part, Part::Evening, "2024-11-17T18:00:00.000Z",
        "2024-11-17T23:59:59.999Z");
    row("half-hour zone", "2024-01-01", "2024-01-01", "Asia/Kabul", Day, whole, "2023-12-31T19:30:00.000Z",
        "2024-01-01T19:29:59.999Z");
    row("a day means its month", "2024-02-10", "2024-02-10", "UTC", Month, whole, "2024-02-01T00:00:00.000Z",
        "2024-02-29T23:59:59.999Z");
    row("a day means its ISO week", "2024-11-13", "2024-11-13", "UTC", Week, whole,
        "2024-11-11T00:00:00.000Z", "2024-11-17T23:59:59.999Z");
    row("a day means its year", "2024-11-13", "2024-11-13", "UTC", Year, whole, "2024-01-01T00:00:00.000Z",
        "2024-12-31T23:59:59.999Z");
    row("January lies in last year's winter", "2024-01-13", "2024-01-13", "UTC", Season, whole,
        "2023-12-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z");
    row("May lies in spring", "2024-05-31", "2024-05-31", "UTC", Season, whole, "2024-03-01T00:00:00.000Z",
        "2024-05-31T23:59:59.999Z");
    row("two days of a week stay", "2024-11-13", "2024-11-19", "UTC", Week, whole, "2024-11-13T00:00:00.000Z",
        "2024-11-19T23:59:59.999Z");
    row("a day of 23 hours", "2024-03-31", "2024-03-31", "Europe/Berlin", Day, whole,
        "2024-03-30T23:00:00.000Z", "2024-03-31T21:59:59.999Z");
    row("a day of 25 hours", "2024-10-27", "2024-10-27", "Europe/Berlin", Day, whole,
        "2024-10-26T22:00:00.000Z", "2024-10-27T22:59:59.999Z");
    row("midnight skipped", "2022-03-22", "2022-03-22", "Asia/Tehran", Day, whole, "2022-03-21T20:30:00.000Z",
        "2022-03-22T19:29:59.999Z");
    row("last hour repeated", "2022-09-21", "2022-09-21", "Asia/Tehran", Day, whole,
        "2022-09-20T19:30:00.000Z", "2022-09-21T20:29:59.999Z");
    row("before a skipped day", "2011-12-29", "2011-12-29", "Pacific/Apia", Day, whole,
        "2011-12-29T10:00:00.000Z", "2011-12-30T09:59:59.999Z");
    row("first day", "0001-01-01", "0001-01-01", "UTC", Day, whole, "0001-01-01T00:00:00.000Z",
        "0001-01-01T23:59:59.999Z");
    row("last day", "9999-12-31", "9999-12-31", "UTC", Day, whole, "9999-12-31T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z");
}

void WhenTest::windowOfDaysGivesInstants()
{
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    QFETCH(QString, zone);
    QFETCH(TimePrecision, precision);
    QFETCH(PartOfDay, part);
    const When when = windowOfDays(first, last, zone, precision, part);
    QTEST(isoUtc(when.startMs), "start");
    QTEST(isoUtc(when.endMs), "end");
    QCOMPARE(when.dateStart, dayOfInstant(*when.startMs, zone));
    QCOMPARE(when.dateEnd, dayOfInstant(*when.endMs, zone));
    QCOMPARE(when.timeZone, zone);
    QCOMPARE(when.precision, precision);
}

void WhenTest::windowOfDaysRefuses_data()
{
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("problem");
    const QDate day(2024, 11, 17);
    QTest::newRow("null day") << QDate() << day << "UTC"
                              << "does not exist";
    QTest::newRow("reversed") << day << day.addDays(-1) << "UTC"
                              << "before the first";
    QTest::newRow("no zone") << day << day << ""
                             << "No time zone";
    QTest::newRow("unknown zone") << day << day << "Asia/Khatlon"
                                  << "Unknown time zone 'Asia/Khatlon'";
    QTest::newRow("year 10000") << QDate(10000, 1, 1) << QDate(10000, 1, 1) << "UTC"
                                << "outside 1 to 9999";
    QTest::newRow("year -1") << QDate(-1, 1, 1) << day << "UTC"
                             << "outside 1 to 9999";
    QTest::newRow("skipped day") << QDate(2011, 12, 30) << QDate(2011, 12, 30) << "Pacific/Apia"
                                 << "skipped that time";
}

void WhenTest::windowOfDaysRefuses()
{
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    QFETCH(QString, zone);
    QFETCH(QString, problem);
    try {
        windowOfDays(first, last, zone, TimePrecision::Day);
    } catch (const marz::base::Error &error) {
        QCOMPARE(error.kind(), marz::base::ErrorKind::Invalid);
        QVERIFY2(error.message().contains(problem), qPrintable(error.message()));
        return;
    }
    QFAIL("accepted");
}

void WhenTest::windowOfLocalTimesHoldsBothEnds()
{
    const QDateTime start(QDate(2024, 11, 17), QTime(18, 0)), end(QDate(2024, 11, 18), QTime(5, 59));
    const QString zone = QStringLiteral("Asia/Dushanbe");
    QCOMPARE(windowText(windowOfLocalTimes(start, end, zone, TimePrecision::PartOfDay)),
             QStringLiteral("2024-11-17T13:00:00.000Z 2024-11-18T00:59:59.999Z part_of_day"));
    QCOMPARE(windowText(windowOfLocalTimes(start, start, zone, TimePrecision::Minute)),
             QStringLiteral("2024-11-17T13:00:00.000Z 2024-11-17T13:00:59.999Z minute"));
    QCOMPARE(windowText(windowOfLocalTimes(start, start.addSecs(600), zone, TimePrecision::Hour)),
             QStringLiteral("2024-11-17T13:00:00.000Z 2024-11-17T13:59:59.999Z hour"));
    QVERIFY_EXCEPTION_THROWN(windowOfLocalTimes(end, start, zone, TimePrecision::Minute), marz::base::Error);
}

void WhenTest::everyZoneKeepsItsDays_data()
{
    QTest::addColumn<QString>("zone");
    for (const char *zone : {"Asia/Dushanbe", "Asia/Kabul", "Asia/Tehran", "Europe/Berlin", "America/Havana",
                             "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Kiritimati"})
        QTest::newRow(zone) << QString::fromLatin1(zone);
}

/// The days go round: instants of day D lie in day D, and days follow each other without a gap (R35).
void WhenTest::everyZoneKeepsItsDays()
{
    QFETCH(QString, zone);
    const auto check = [&](QDate from, int count) {
        std::optional<qint64> previousEnd;
        for (int i = 0; i < count; ++i) {
            const QDate day = from.addDays(i);
            if (zone == QLatin1String("Pacific/Apia") && day == QDate(2011, 12, 30))
                continue;
            const When when = windowOfDays(day, day, zone, TimePrecision::Day);
            if (when.dateStart != day || when.dateEnd != day)
                return QStringLiteral("%1 became %2 to %3")
                    .arg(day.toString(Qt::ISODate), when.dateStart.toString(Qt::ISODate),
                         when.dateEnd.toString(Qt::ISODate));
            if (previousEnd && *when.startMs != *previousEnd + 1)
                return QStringLiteral("a gap or overlap before %1").arg(day.toString(Qt::ISODate));
            previousEnd = when.endMs;
        }
        return QString();
    };
    QCOMPARE(check(QDate(2011, 1, 1), 800), QString());
    QCOMPARE(check(QDate(2022, 1, 1), 1100), QString());
    QCOMPARE(check(QDate(1, 1, 1), 5), QString());
    QCOMPARE(check(QDate(9999, 12, 27), 5), QString());
}

void WhenTest::textIsReadBack_data()
{
    QTest::addColumn<QString>("written");
    for (const char *text :
         {"2024-11-17", "2024-11-17 to 2024-11-18", "2024-11", "2024-11 to 2025-01", "2024", "2023 to 2024",
          "2024-W46", "2020-W53", "summer 2024", "winter 2023/24",
          "2024-11-17 18:00 to 2024-11-18 05:59, Asia/Dushanbe (part of day)",
          "2024-11-17 18:05, Asia/Dushanbe", "2024-11-17 18:00 to 2024-11-17 18:59, Asia/Dushanbe (hour)",
          "2024-11-13 to 2024-11-19 (week)", "2024-11-17 to 2024-11-18 (precision unknown)"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void WhenTest::textIsReadBack()
{
    QFETCH(QString, written);
    const std::optional<When> when = parseWhen(written, QStringLiteral("Asia/Dushanbe"));
    QVERIFY(when);
    QCOMPARE(whenText(*when), written);
    QCOMPARE(whenText(When{}), QStringLiteral("undated"));
}

void WhenTest::isoUtcRoundTrip_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64(0) << "1970-01-01T00:00:00.000Z";
    QTest::newRow("before") << qint64(-1) << "1969-12-31T23:59:59.999Z";
    QTest::newRow("first") << qint64(-62'135'596'800'000) << "0001-01-01T00:00:00.000Z";
    QTest::newRow("last") << qint64(253'402'300'799'999) << "9999-12-31T23:59:59.999Z";
}

void WhenTest::isoUtcRoundTrip()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(isoUtc(ms), text);
    QCOMPARE(msOfIsoUtc(text), std::optional(ms));
    QCOMPARE(isoUtc(std::nullopt), QString());
    QCOMPARE(isoUtc(253'402'300'800'000), QString());
}

void WhenTest::isoUtcRefuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "Z", "2024-11-17", "2024-11-17T13:00:00", "2024-02-30T00:00:00Z",
                             "2024-11-17T24:00:00Z", "2024-11-17 13:00:00Z", "0000-01-01T00:00:00Z",
                             "2024-11-17T13:00:00.Z", "2024-11-17T13:00:0aZ", "2024-11-17T13:00:00.1234Z"})
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
}

void WhenTest::isoUtcRefuses()
{
    QFETCH(QString, text);
    QCOMPARE(msOfIsoUtc(text), std::optional<qint64>());
    const std::optional<qint64> short1 = msOfIsoUtc(QStringLiteral("2024-11-17T13:00Z"));
    QVERIFY(short1);
    QCOMPARE(short1, msOfIsoUtc(QStringLiteral("2024-11-17T13:00:00.0Z")));
}

QTEST_GUILESS_MAIN(WhenTest)
#include "whentest.moc"
