#include "ui/timelinepanel.h"

#include "support/madeupstore.h"
#include "support/shots.h"
#include "support/tempstore.h"
#include "ui/timelineoverview.h"
#include "ui/timelineview.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace marz;

class TimelinePanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsCounts();
    void dragsANewWindow();
    void dragsAHandle();
    void dragsTheWindow();
    void draggedWindowSnapsToBins();
    void focusDoesNotTintTheBars();
    void clickTakesABin();
    void doubleClickResets();
    void wheelZoomsAtThePointer();
    void typesDates();
    void refusesWrongDates_data();
    void refusesWrongDates();
    void stepsWithKeysAndButtons();
    void selectsUndated();
    void shelvesWhatIsCoarserThanABin();
    void laneSelects();
    void plays();
    void hasAccessibleNames();

private:
    ui::TimelineView *view() const { return m_panel->findChild<ui::TimelineView *>(); }
    const incident::DayRange &days() const { return m_workspace->filter().filter().days; }
    int xOf(QDate date) const { return qRound(view()->scale().dayToX(double(date.toJulianDay()))); }
    void drag(int fromX, int toX) const;
    void useMonths() const
    {
        m_panel->findChild<QComboBox *>(QStringLiteral("bins"))->setCurrentText(QStringLiteral("month"));
    }
    void setDays(QDate first, QDate last) const { m_workspace->filter().setDays({first, last}); }

    test::TempFolder m_folder;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<ui::TimelinePanel> m_panel;
};

void TimelinePanelTest::initTestCase()
{
    test::useTestSettings(QStringLiteral("timelinepanel"));
}

void TimelinePanelTest::init()
{
    m_workspace = std::make_unique<session::Workspace>();
    QVERIFY(test::openMadeUp(*m_workspace, m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number))));
    m_panel = std::make_unique<ui::TimelinePanel>(*m_workspace);
    m_panel->resize(1200, 240);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TimelinePanelTest::cleanup()
{
    m_panel.reset();
    m_workspace.reset();
}

void TimelinePanelTest::drag(int fromX, int toX) const
{
    const int y = view()->height() / 2;
    QTest::mousePress(view(), Qt::LeftButton, {}, {fromX, y});
    QTest::mouseMove(view(), {(fromX + toX) / 2, y});
    QTest::mouseMove(view(), {toX, y});
    QTest::mouseRelease(view(), Qt::LeftButton, {}, {toX, y});
}

void TimelinePanelTest::showsCounts()
{
    auto *counts = m_panel->findChild<QLabel *>(QStringLiteral("counts"));
    QCOMPARE(counts->text(), QStringLiteral("certain 7, possible 0"));
    setDays({2024, 11, 18}, {2024, 11, 30});
    QCOMPARE(counts->text(), QStringLiteral("certain 0, possible 1")); // the attack overlaps
}

void TimelinePanelTest::dragsANewWindow()
{
    useMonths();
    drag(xOf({2024, 11, 1}), xOf({2024, 12, 1}));
    QCOMPARE(days().first, QDate(2024, 11, 1));
    QCOMPARE(days().last, QDate(2024, 11, 30));
    QCOMPARE(m_workspace->filtered().filtered().total, std::size_t(2));
}

void TimelinePanelTest::dragsAHandle()
{
    useMonths();
    setDays({2024, 6, 1}, {2024, 11, 30});
    drag(xOf({2024, 12, 1}), xOf({2024, 9, 1}));
    QCOMPARE(days().first, QDate(2024, 6, 1));
    QCOMPARE(days().last, QDate(2024, 8, 31));
}

void TimelinePanelTest::dragsTheWindow()
{
    setDays({2024, 3, 1}, {2024, 8, 31});
    const int middle = (xOf({2024, 3, 1}) + xOf({2024, 9, 1})) / 2;
    drag(middle, middle - 50);
    QVERIFY(days().first < QDate(2024, 3, 1));
    QCOMPARE(days().first.daysTo(days().last), QDate(2024, 3, 1).daysTo(QDate(2024, 8, 31)));
}

void TimelinePanelTest::draggedWindowSnapsToBins()
{
    useMonths();
    setDays({2024, 3, 1}, {2024, 4, 30});
    const int middle = xOf({2024, 4, 1});
    drag(middle, middle + xOf({2024, 6, 2}) - xOf({2024, 3, 1})); // a day too far
    QCOMPARE(days().first, QDate(2024, 6, 1));
    QCOMPARE(days().last, QDate(2024, 7, 31)); // two whole months as before
}

void TimelinePanelTest::focusDoesNotTintTheBars()
{
    view()->setFocus();
    QTRY_VERIFY(view()->hasFocus());
    const QImage focused = view()->grab().toImage();
    view()->clearFocus();
    const QImage plain = view()->grab().toImage();
    const QRect inside = plain.rect().adjusted(3, 3, -3, -3);
    QCOMPARE(focused.copy(inside), plain.copy(inside));
    QVERIFY(focused != plain); // the outline tells
}

void TimelinePanelTest::clickTakesABin()
{
    useMonths();
    QTest::mouseClick(view(), Qt::LeftButton, {}, {xOf({2024, 11, 15}), view()->height() / 2});
    QCOMPARE(days().first, QDate(2024, 11, 1));
    QCOMPARE(days().last, QDate(2024, 11, 30));
}

void TimelinePanelTest::doubleClickResets()
{
    setDays({2024, 3, 1}, {2024, 8, 31});
    QTest::mouseDClick(view(), Qt::LeftButton, {}, {xOf({2024, 6, 1}), view()->height() / 2});
    QVERIFY(days().isOpen());
}

void TimelinePanelTest::wheelZoomsAtThePointer()
{
    const ui::TimeScale before = view()->scale();
    const QPointF at(300, 40);
    QWheelEvent wheel(at, view()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view(), &wheel);
    QVERIFY(view()->scale().days() < before.days());
    QVERIFY(std::abs(view()->scale().xToDay(300) - before.xToDay(300)) < 0.01);
    QVERIFY(days().isOpen());
}

void TimelinePanelTest::typesDates()
{
    auto *first = m_panel->findChild<QLineEdit *>(QStringLiteral("firstDay"));
    auto *last = m_panel->findChild<QLineEdit *>(QStringLiteral("lastDay"));
    QTest::keyClicks(first, QStringLiteral("2024-11"));
    QTest::keyClick(first, Qt::Key_Return);
    QTest::keyClicks(last, QStringLiteral("2024-11"));
    QTest::keyClick(last, Qt::Key_Return);
    QCOMPARE(days().first, QDate(2024, 11, 1));
    QCOMPARE(days().last, QDate(2024, 11, 30));
    QCOMPARE(last->text(), QStringLiteral("2024-11-30"));
}

void TimelinePanelTest::refusesWrongDates_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::newRow("30 February") << "2024-02-30"
                                 << "";
    QTest::newRow("turned round") << "2024-12-01"
                                  << "2024-11-01";
    QTest::newRow("not ISO") << "1.2.2024"
                             << "";
}

void TimelinePanelTest::refusesWrongDates()
{
    QFETCH(QString, first);
    QFETCH(QString, last);
    auto *lastEdit = m_panel->findChild<QLineEdit *>(QStringLiteral("lastDay"));
    auto *firstEdit = m_panel->findChild<QLineEdit *>(QStringLiteral("firstDay"));
    lastEdit->setText(last);
    firstEdit->setText(first);
    QTest::keyClick(firstEdit, Qt::Key_Return);
    const auto *error = m_panel->findChild<QLabel *>(QStringLiteral("dayError"));
    QVERIFY(error->isVisible());
    QVERIFY(!error->text().isEmpty());
    QVERIFY(days().isOpen());
}

void TimelinePanelTest::stepsWithKeysAndButtons()
{
    useMonths();
    setDays({2024, 11, 1}, {2024, 11, 30});
    QTest::keyClick(view(), Qt::Key_Right);
    QCOMPARE(days().last, QDate(2024, 12, 31));
    QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("stepBack")), Qt::LeftButton);
    QCOMPARE(days().last, QDate(2024, 11, 30));
    QTest::keyClick(view(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(days().last, QDate(2024, 11, 30)); // the window would vanish: refused
}

void TimelinePanelTest::selectsUndated()
{
    setDays({2024, 11, 1}, {2024, 11, 30});
    auto *undated = m_panel->findChild<QToolButton *>(QStringLiteral("undated"));
    QCOMPARE(undated->text(), QStringLiteral("undated: 1"));
    QTest::mouseClick(undated, Qt::LeftButton);
    QVERIFY(m_workspace->filter().filter().undated);
    QCOMPARE(m_workspace->filtered().filtered().total, std::size_t(1));
    QTest::mouseClick(undated, Qt::LeftButton);
    QVERIFY(!m_workspace->filter().filter().undated);
}

void TimelinePanelTest::shelvesWhatIsCoarserThanABin()
{
    useMonths();
    QVERIFY(m_panel->findChild<QLabel *>(QStringLiteral("shelf"))
                ->text()
                .contains(QStringLiteral("year only: 1")));
}

void TimelinePanelTest::laneSelects()
{
    QTest::mouseClick(view(), Qt::LeftButton, {}, {xOf({2024, 7, 15}), 3});
    QCOMPARE(m_workspace->selection().selected().incidents,
             std::vector<qint64>{test::fidTitled(*m_workspace, QStringLiteral("Siege of a post"))});
}

void TimelinePanelTest::plays()
{
    useMonths();
    m_panel->findChild<QComboBox *>(QStringLiteral("speed"))->setCurrentIndex(3);
    setDays({2024, 10, 1}, {2024, 10, 31});
    QTest::keyClick(view(), Qt::Key_P);
    QTRY_COMPARE(days().first, QDate(2024, 12, 1));
    QTRY_COMPARE(m_panel->findChild<QToolButton *>(QStringLiteral("play"))->accessibleName(),
                 QStringLiteral("Play (P)"));
    QCOMPARE(days().first, QDate(2024, 12, 1)); // stopped at the end of the data
}

void TimelinePanelTest::hasAccessibleNames()
{
    for (const QToolButton *button : m_panel->findChildren<QToolButton *>())
        QVERIFY(!button->accessibleName().isEmpty());
    QCOMPARE(view()->accessibleName(), QStringLiteral("Timeline"));
    QVERIFY(view()->accessibleDescription().contains(QStringLiteral("7 incidents")));
    test::shoot(*m_panel, QStringLiteral("timeline"));
}

QTEST_MAIN(TimelinePanelTest)
#include "timelinepaneltest.moc"
