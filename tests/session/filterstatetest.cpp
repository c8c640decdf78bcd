#include "session/filterstate.h"

#include <QSignalSpy>
#include <QTest>

using namespace marz;

class FilterStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnlyChanges();
    void stepsBackAndForward();
    void aDragOfDaysIsOneStep();
    void aPauseEndsTheDrag();
    void aNewFilterForgetsTheFuture();

private:
    static incident::Filter killed(qint64 minimum)
    {
        incident::Filter filter;
        filter.minKilled = minimum;
        return filter;
    }
};

void FilterStateTest::tellsOnlyChanges()
{
    session::FilterState state;
    QSignalSpy changed(&state, &session::FilterState::filterChanged);
    state.setFilter({});
    QCOMPARE(changed.count(), 0);
    state.setFilter(killed(1));
    state.setFilter(killed(1));
    QCOMPARE(changed.count(), 1);
}

void FilterStateTest::stepsBackAndForward()
{
    session::FilterState state;
    QVERIFY(!state.canStepBack());
    state.setFilter(killed(1));
    state.setFilter(killed(2));
    state.stepBack();
    QVERIFY(state.filter() == killed(1));
    state.stepBack();
    QVERIFY(state.filter().isEmpty());
    QVERIFY(!state.canStepBack());
    state.stepForward();
    state.stepForward();
    QVERIFY(state.filter() == killed(2));
    QVERIFY(!state.canStepForward());
}

void FilterStateTest::aDragOfDaysIsOneStep()
{
    session::FilterState state;
    state.setFilter(killed(1));
    for (int day = 1; day <= 20; ++day)
        state.setDays({QDate(2024, 11, day), QDate(2024, 11, 30)});
    state.stepBack();
    QVERIFY(state.filter() == killed(1));
}

void FilterStateTest::aPauseEndsTheDrag()
{
    session::FilterState state;
    const incident::DayRange autumn{QDate(2024, 9, 1), QDate(2024, 11, 30)};
    state.setDays(autumn);
    QTest::qWait(session::FilterState::daysPauseMs + 50);
    state.setDays({QDate(2023, 1, 1), QDate(2023, 12, 31)});
    state.stepBack();
    QVERIFY(state.filter().days == autumn);
    state.stepBack();
    QVERIFY(state.filter().isEmpty());
}

void FilterStateTest::aNewFilterForgetsTheFuture()
{
    session::FilterState state;
    state.setFilter(killed(1));
    state.stepBack();
    state.setFilter(killed(3));
    QVERIFY(!state.canStepForward());
}

QTEST_GUILESS_MAIN(FilterStateTest)
#include "filterstatetest.moc"
