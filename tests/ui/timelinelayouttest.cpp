#include "ui/timelinelayout.h"
#include "ui/timelineplayer.h"

#include <QTest>

using namespace marz;
using ui::Grip;

class TimelineLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scaleRoundTrips();
    void zoomKeepsTheDayUnderThePointer();
    void ticksAreNice_data();
    void ticksAreNice();
    void grips_data();
    void grips();
    void handlesMayCross();
    void stepsByBins_data();
    void stepsByBins();
    void typedDays_data();
    void typedDays();
    void lanesDoNotOverlap();
    void presets();
    void playing();
    void niceCeilings();

private:
    static qint32 day(int y, int m, int d) { return static_cast<qint32>(QDate(y, m, d).toJulianDay()); }
};

void TimelineLayoutTest::scaleRoundTrips()
{
    const ui::TimeScale scale(day(2024, 1, 1), day(2024, 12, 31), 732);
    QCOMPARE(scale.days(), 366.0);
    QCOMPARE(scale.dayToX(day(2024, 1, 2)), 2.0);
    QCOMPARE(scale.dayAt(2.5), day(2024, 1, 2));
    QCOMPARE(scale.firstDay(), day(2024, 1, 1));
    QCOMPARE(scale.lastDay(), day(2024, 12, 31));
}

void TimelineLayoutTest::zoomKeepsTheDayUnderThePointer()
{
    const ui::TimeScale scale(day(2020, 1, 1), day(2024, 12, 31), 1000);
    const ui::TimeScale closer = scale.zoomed(2, 300);
    QVERIFY(std::abs(closer.xToDay(300) - scale.xToDay(300)) < 1e-6);
    QVERIFY(std::abs(closer.days() - scale.days() / 2) < 1e-6);
    QVERIFY(scale.zoomed(1e9, 300).days() >= 7);
}

void TimelineLayoutTest::ticksAreNice_data()
{
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<QString>("firstLabel");
    QTest::newRow("ten years") << QDate(2014, 3, 1) << QDate(2024, 3, 1) << "2015";
    QTest::newRow("a year") << QDate(2024, 1, 15) << QDate(2025, 1, 15) << "2024-02";
    QTest::newRow("two weeks") << QDate(2024, 11, 11) << QDate(2024, 11, 24) << "2024-11-11";
}

void TimelineLayoutTest::ticksAreNice()
{
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    const ui::TimeScale scale(double(first.toJulianDay()), double(last.toJulianDay()), 1400);
    const std::vector<ui::TimeTick> ticks = ui::ticksOf(scale, 7);
    QVERIFY(ticks.size() >= 3);
    QTEST(ticks.front().label, "firstLabel");
    for (std::size_t i = 1; i < ticks.size(); ++i)
        QVERIFY(scale.dayToX(ticks[i].day) - scale.dayToX(ticks[i - 1].day) > 7 * ticks[i].label.size());
}

void TimelineLayoutTest::grips_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<int>("grip");
    // The window reaches from x = 100 to x = 200.
    QTest::newRow("far left") << 80.0 << int(Grip::Outside);
    QTest::newRow("9 px before the first day") << 91.0 << int(Grip::First);
    QTest::newRow("9 px into it") << 109.0 << int(Grip::First);
    QTest::newRow("middle") << 150.0 << int(Grip::Window);
    QTest::newRow("9 px before the end") << 191.0 << int(Grip::Last);
    QTest::newRow("9 px after the end") << 209.0 << int(Grip::Last);
    QTest::newRow("far right") << 220.0 << int(Grip::Outside);
}

void TimelineLayoutTest::grips()
{
    QFETCH(double, x);
    const ui::TimeScale scale(day(2024, 1, 1), day(2024, 1, 1) + 99, 1000);
    const incident::DayRange days{QDate(2024, 1, 11), QDate(2024, 1, 20)};
    QTEST(int(ui::gripAt(scale, days, x)), "grip");
    QCOMPARE(int(ui::gripAt(scale, {}, x)), int(Grip::Outside));
}

void TimelineLayoutTest::handlesMayCross()
{
    const incident::DayRange days{QDate(2024, 1, 11), QDate(2024, 1, 20)};
    const incident::DayRange crossed = ui::draggedDays(Grip::First, days, 0, day(2024, 1, 25));
    QCOMPARE(crossed.first, QDate(2024, 1, 20));
    QCOMPARE(crossed.last, QDate(2024, 1, 25));
    const incident::DayRange moved = ui::draggedDays(Grip::Window, days, 0, 5);
    QCOMPARE(moved.first, QDate(2024, 1, 16));
    QCOMPARE(moved.last, QDate(2024, 1, 25));
}

void TimelineLayoutTest::stepsByBins_data()
{
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("bins");
    QTest::addColumn<QDate>("nextFirst");
    QTest::addColumn<QDate>("nextLast");
    using index::BinSize;
    QTest::newRow("whole month") << QDate(2024, 11, 1) << QDate(2024, 11, 30) << int(BinSize::Month) << 1
                                 << QDate(2024, 12, 1) << QDate(2024, 12, 31);
    QTest::newRow("month back to February") << QDate(2024, 3, 1) << QDate(2024, 3, 31) << int(BinSize::Month)
                                            << -1 << QDate(2024, 2, 1) << QDate(2024, 2, 29);
    QTest::newRow("part of a month keeps its length")
        << QDate(2024, 11, 10) << QDate(2024, 11, 19) << int(BinSize::Month) << 1 << QDate(2024, 12, 10)
        << QDate(2024, 12, 19);
    QTest::newRow("day") << QDate(2024, 2, 29) << QDate(2024, 2, 29) << int(BinSize::Day) << 1
                         << QDate(2024, 3, 1) << QDate(2024, 3, 1);
    QTest::newRow("two whole quarters") << QDate(2024, 1, 1) << QDate(2024, 6, 30) << int(BinSize::Quarter)
                                        << 1 << QDate(2024, 4, 1) << QDate(2024, 9, 30);
    QTest::newRow("year") << QDate(2024, 1, 1) << QDate(2024, 12, 31) << int(BinSize::Year) << -1
                          << QDate(2023, 1, 1) << QDate(2023, 12, 31);
}

void TimelineLayoutTest::stepsByBins()
{
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    QFETCH(int, size);
    QFETCH(int, bins);
    const incident::DayRange next = ui::steppedDays({first, last}, static_cast<index::BinSize>(size), bins);
    QTEST(next.first, "nextFirst");
    QTEST(next.last, "nextLast");
}

void TimelineLayoutTest::typedDays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isEnd");
    QTest::addColumn<bool>("isRight");
    QTest::addColumn<QDate>("date");
    QTest::newRow("day") << "2024-11-17" << false << true << QDate(2024, 11, 17);
    QTest::newRow("month begins") << "2024-11" << false << true << QDate(2024, 11, 1);
    QTest::newRow("month ends") << "2024-02" << true << true << QDate(2024, 2, 29);
    QTest::newRow("year ends") << "2024" << true << true << QDate(2024, 12, 31);
    QTest::newRow("empty is open") << " " << true << true << QDate();
    QTest::newRow("30 February") << "2024-02-30" << false << false << QDate();
    QTest::newRow("month 13") << "2024-13" << false << false << QDate();
    QTest::newRow("not ISO") << "17.11.2024" << false << false << QDate();
    QTest::newRow("words") << "today" << false << false << QDate();
}

void TimelineLayoutTest::typedDays()
{
    QFETCH(QString, text);
    QFETCH(bool, isEnd);
    QFETCH(bool, isRight);
    QString problem;
    const std::optional<QDate> typed = ui::typedDay(text, isEnd, &problem);
    QCOMPARE(typed.has_value(), isRight);
    QCOMPARE(problem.isEmpty(), isRight);
    if (typed)
        QTEST(*typed, "date");
}

void TimelineLayoutTest::lanesDoNotOverlap()
{
    int leftOut = 0;
    const std::vector<ui::LaneBar> placed =
        ui::inLanes({{1, 0, 10, 0}, {2, 5, 15, 0}, {3, 8, 9, 0}, {4, 11, 20, 0}}, 2, &leftOut);
    QCOMPARE(placed.size(), std::size_t(3));
    QCOMPARE(leftOut, 1);
    QCOMPARE(placed[1].lane, 1);
    QCOMPARE(placed[2].fid, qint64(4));
    QCOMPARE(placed[2].lane, 0);
}

void TimelineLayoutTest::presets()
{
    const QDate today(2024, 11, 24);
    QCOMPARE(ui::presetDays(ui::DayPreset::Last7Days, today).first, QDate(2024, 11, 18));
    QCOMPARE(ui::presetDays(ui::DayPreset::Last90Days, today).last, today);
    QCOMPARE(ui::presetDays(ui::DayPreset::ThisYear, today).first, QDate(2024, 1, 1));
    QVERIFY(ui::presetDays(ui::DayPreset::WholeSpan, today).isOpen());
}

void TimelineLayoutTest::playing()
{
    using index::BinSize;
    const qint32 spanLast = day(2024, 12, 15);
    const incident::DayRange november{QDate(2024, 11, 1), QDate(2024, 11, 30)};
    const auto december = ui::playedDays(november, BinSize::Month, ui::PlayMode::Moving, spanLast);
    QVERIFY(december.has_value());
    QCOMPARE(december->first, QDate(2024, 12, 1));
    QVERIFY(!ui::playedDays(*december, BinSize::Month, ui::PlayMode::Moving, spanLast));
    const auto grown = ui::playedDays(november, BinSize::Month, ui::PlayMode::Growing, spanLast);
    QVERIFY(grown.has_value());
    QCOMPARE(grown->first, QDate(2024, 11, 1));
    QCOMPARE(grown->last, QDate(2024, 12, 31));
    QCOMPARE(ui::firstPlayedDays(november, BinSize::Month, ui::PlayMode::Moving, day(2023, 3, 9)).last,
             QDate(2023, 3, 31));
}

void TimelineLayoutTest::niceCeilings()
{
    QCOMPARE(ui::niceCeiling(0), 1U);
    QCOMPARE(ui::niceCeiling(3), 5U);
    QCOMPARE(ui::niceCeiling(11), 20U);
    QCOMPARE(ui::niceCeiling(100), 100U);
}

QTEST_GUILESS_MAIN(TimelineLayoutTest)
#include "timelinelayouttest.moc"
