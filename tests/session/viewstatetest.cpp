#include "session/viewstate.h"

#include <QSignalSpy>
#include <QTest>

using namespace marz;

class ViewStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsBackAndForward();
    void aViewThatWasNotRestedOnIsNotLost();
    void aNewStepEndsTheWayForward();
    void resizingIsNoStep();
    void stepsKeepTheWindowAndTheirCrs();
    void theHistoryHasAnEnd();
    void whatTheCrsCannotShowIsNotShown();

private:
    static map::Viewport at(double lon, double lat, QSize size = {800, 600})
    {
        const geo::Crs crs = geo::Crs::webMercator();
        return {crs, crs.toMap(geo::LonLat{lon, lat}), 500, size};
    }
    static void rest(session::ViewState &view, const map::Viewport &viewport)
    {
        view.setViewport(viewport);
        view.rest();
    }
};

void ViewStateTest::stepsBackAndForward()
{
    session::ViewState view;
    QSignalSpy steps(&view, &session::ViewState::stepsChanged);
    rest(view, at(70, 38));
    QVERIFY(!view.canStepBack() && !view.canStepForward());
    rest(view, at(71, 38));
    rest(view, at(72, 38));
    QVERIFY(view.canStepBack());
    view.stepBack();
    QVERIFY(view.viewport() == at(71, 38));
    view.stepBack();
    view.stepBack(); // there is no further one
    QVERIFY(view.viewport() == at(70, 38));
    QVERIFY(!view.canStepBack() && view.canStepForward());
    view.stepForward();
    QVERIFY(view.viewport() == at(71, 38));
    QVERIFY(steps.size() >= 5);
}

void ViewStateTest::aViewThatWasNotRestedOnIsNotLost()
{
    session::ViewState view;
    rest(view, at(70, 38));
    rest(view, at(71, 38));
    view.setViewport(at(72, 38)); // the wheel still turns
    view.stepBack();
    QVERIFY(view.viewport() == at(71, 38));
    view.stepForward();
    QVERIFY(view.viewport() == at(72, 38));
}

void ViewStateTest::aNewStepEndsTheWayForward()
{
    session::ViewState view;
    for (const double lon : {70.0, 71.0, 72.0})
        rest(view, at(lon, 38));
    view.stepBack();
    rest(view, at(60, 30));
    QVERIFY(!view.canStepForward());
    view.stepBack();
    QVERIFY(view.viewport() == at(71, 38));
}

void ViewStateTest::resizingIsNoStep()
{
    session::ViewState view;
    rest(view, at(70, 38));
    view.setViewport(at(70, 38, {640, 480}));
    view.rest();
    QVERIFY(!view.canStepBack());
}

void ViewStateTest::stepsKeepTheWindowAndTheirCrs()
{
    session::ViewState view;
    const geo::Crs utm = geo::Crs::fromEpsg(32642);
    rest(view, map::Viewport(utm, utm.toMap(geo::LonLat{70, 38}), 200, {800, 600}));
    rest(view, at(71, 38, {640, 480}));
    view.stepBack();
    QCOMPARE(view.viewport().crs().epsg(), 32642);
    QCOMPARE(view.viewport().size(), QSize(640, 480));
}

void ViewStateTest::theHistoryHasAnEnd()
{
    session::ViewState view;
    for (int i = 0; i < 250; ++i)
        rest(view, at(60 + i * 0.01, 38));
    int steps = 0;
    while (view.canStepBack()) {
        view.stepBack();
        ++steps;
    }
    QCOMPARE(steps, 99);
}

void ViewStateTest::whatTheCrsCannotShowIsNotShown()
{
    session::ViewState view;
    const geo::Crs utm = geo::Crs::fromEpsg(32642);
    rest(view, map::Viewport(utm, utm.toMap(geo::LonLat{70, 38}), 200, {800, 600}));
    const map::Viewport before = view.viewport();
    QVERIFY(!view.showPosition({-110, 38}, 100));
    QVERIFY(view.viewport() == before);
    view.showBox({-111, 37, -110, 38});
    QVERIFY(view.viewport() == before);
    QVERIFY(view.showPosition({70.2, 37.98}, 100));
}

QTEST_MAIN(ViewStateTest)
#include "viewstatetest.moc"
