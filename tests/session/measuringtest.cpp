#include "session/measuring.h"

#include "geo/geodesic.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace marz;

class MeasuringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresSides();
    void measuresAnArea();
    void saysWhenTheOutlineCrossesItself();
    void textHoldsEverything();
    void goesFromVertexToVertexAndEnds();
    void everyStepIsUndone();
    void aDragIsOneStep();
    void aNewMeasurementAndClearingAreUndone();
    void positionsThatAreNoneAreLeftOut();
};

void MeasuringTest::measuresSides()
{
    const session::Measured measured = session::measure({{70, 38}, {71, 38}, {71, 39}});
    QCOMPARE(measured.sides.size(), std::size_t(2));
    QCOMPARE(measured.sides[0].lengthM, geo::distanceM({70, 38}, {71, 38}));
    QCOMPARE(measured.sides[1].azimuthDeg, 0.0);
    // The geodesic to a place in the east begins a little to the north of east.
    QVERIFY(measured.sides[0].azimuthDeg > 89 && measured.sides[0].azimuthDeg < 90);
    QCOMPARE(measured.totalM, measured.sides[0].lengthM + measured.sides[1].lengthM);
}

void MeasuringTest::measuresAnArea()
{
    QVERIFY(!session::measure({{70, 38}, {71, 38}}).areaM2);
    const std::vector<geo::LonLat> ring{{70, 38}, {71, 38}, {71, 39}, {70, 39}};
    const session::Measured measured = session::measure(ring);
    QVERIFY(measured.areaM2 && measured.perimeterM);
    QCOMPARE(*measured.areaM2, geo::ringAreaM2(ring));
    QCOMPARE(*measured.perimeterM, measured.totalM + geo::distanceM({70, 39}, {70, 38}));
    const session::Measured clockwise = session::measure({ring.rbegin(), ring.rend()});
    QVERIFY(std::abs(*clockwise.areaM2 - *measured.areaM2) < 1);
}

void MeasuringTest::saysWhenTheOutlineCrossesItself()
{
    const session::Measured measured = session::measure({{70, 38}, {71, 39}, {71, 38}, {70, 39}});
    QVERIFY(measured.crossesItself);
    QVERIFY(!measured.areaM2);
    QVERIFY(measured.perimeterM);
    QVERIFY(session::measuredText(measured, geo::CoordinateForm::DecimalDegrees)
                .contains(QStringLiteral("Area: none, the outline crosses itself")));
}

void MeasuringTest::textHoldsEverything()
{
    QVERIFY(session::measuredText({}, geo::CoordinateForm::Mgrs).isEmpty());
    const session::Measured measured = session::measure({{70.2, 37.98}, {70.3, 37.98}, {70.3, 38.08}});
    const QString text = session::measuredText(measured, geo::CoordinateForm::DecimalDegrees);
    const QStringList lines = text.split(u'\n');
    QCOMPARE(lines.size(), 7);
    QCOMPARE(lines[0], QStringLiteral("1  37.98000 N 70.20000 E"));
    QCOMPARE(lines[1], QStringLiteral("2  37.98000 N 70.30000 E  8.786 km at 090.0°"));
    QVERIFY(lines[2].endsWith(QStringLiteral("11.10 km at 000.0°")));
    QVERIFY(lines[3].startsWith(QStringLiteral("Total: 19.8")));
    QVERIFY(lines[4].startsWith(QStringLiteral("Perimeter: 34.0")));
    QVERIFY(lines[5].startsWith(QStringLiteral("Area: 48.7")));
    QVERIFY(!text.contains(QChar(0x202F)));
    QVERIFY(session::measuredText(measured, geo::CoordinateForm::Mgrs).contains(QStringLiteral("42S XH")));
}

void MeasuringTest::goesFromVertexToVertexAndEnds()
{
    session::Measuring measuring;
    QSignalSpy changed(&measuring, &session::Measuring::measuringChanged);
    QVERIFY(!measuring.end());
    measuring.add({70, 38});
    QVERIFY(measuring.isUnderWay());
    QVERIFY(!measuring.end()); // one vertex measures nothing
    measuring.moveLooseEnd(geo::LonLat{70.5, 38});
    QVERIFY(measuring.looseEnd());
    QCOMPARE(measuring.vertices().size(), std::size_t(1)); // what is loose is not set
    measuring.add({71, 38});
    measuring.add({71, 38}); // the second of two clicks at one place
    QCOMPARE(measuring.vertices().size(), std::size_t(2));
    QVERIFY(measuring.end());
    QVERIFY(!measuring.isUnderWay());
    measuring.moveLooseEnd(geo::LonLat{72, 38});
    QVERIFY(!measuring.looseEnd());
    QVERIFY(changed.size() >= 4);
}

void MeasuringTest::everyStepIsUndone()
{
    session::Measuring measuring;
    const std::vector<geo::LonLat> vertices{{70, 38}, {71, 38}, {71, 39}};
    for (const geo::LonLat &each : vertices)
        measuring.add(each);
    measuring.undo();
    QCOMPARE(measuring.vertices().size(), std::size_t(2));
    measuring.redo();
    QCOMPARE(measuring.vertices(), vertices);
    for (int i = 0; i < 5; ++i)
        measuring.undo();
    QVERIFY(measuring.isEmpty());
    QVERIFY(!measuring.canUndo());
    for (int i = 0; i < 5; ++i)
        measuring.redo();
    QCOMPARE(measuring.vertices(), vertices);
    measuring.undo();
    measuring.add({72, 40});
    QVERIFY(!measuring.canRedo());
    QVERIFY(measuring.end());
    measuring.undo();
    measuring.undo();
    QVERIFY(measuring.isUnderWay());
}

void MeasuringTest::aDragIsOneStep()
{
    session::Measuring measuring;
    measuring.add({70, 38});
    measuring.add({71, 38});
    QVERIFY(measuring.end());
    measuring.beginMove(1);
    measuring.moveTo({71.2, 38});
    measuring.moveTo({71.5, 38.5});
    QCOMPARE(measuring.vertices()[1], (geo::LonLat{71.5, 38.5}));
    measuring.endMove();
    QCOMPARE(measuring.vertices()[1], (geo::LonLat{71.5, 38.5}));
    QVERIFY(!measuring.isUnderWay());
    measuring.undo();
    QCOMPARE(measuring.vertices()[1], (geo::LonLat{71, 38}));
    QVERIFY(!measuring.isUnderWay());
    measuring.beginMove(0);
    measuring.moveTo({60, 30});
    measuring.cancelMove();
    QCOMPARE(measuring.vertices()[0], (geo::LonLat{70, 38}));
    measuring.beginMove(9);
    QVERIFY(!measuring.isMoving());
}

void MeasuringTest::aNewMeasurementAndClearingAreUndone()
{
    session::Measuring measuring;
    measuring.add({70, 38});
    measuring.add({71, 38});
    QVERIFY(measuring.end());
    measuring.add({60, 30});
    QCOMPARE(measuring.vertices(), (std::vector<geo::LonLat>{{60, 30}}));
    measuring.undo();
    QCOMPARE(measuring.vertices(), (std::vector<geo::LonLat>{{70, 38}, {71, 38}}));
    QVERIFY(!measuring.isUnderWay());
    measuring.clear();
    QVERIFY(measuring.isEmpty() && !measuring.isUnderWay());
    measuring.undo();
    QCOMPARE(measuring.vertices().size(), std::size_t(2));
    for (int i = 0; i < 3000; ++i)
        measuring.add({70 + i * 1e-4, 30});
    int steps = 0;
    for (; measuring.canUndo(); ++steps)
        measuring.undo();
    QVERIFY(steps < 1001);
}

void MeasuringTest::positionsThatAreNoneAreLeftOut()
{
    session::Measuring measuring;
    measuring.add({std::nan(""), 38});
    QVERIFY(measuring.isEmpty());
    measuring.add({70, 38});
    measuring.moveLooseEnd(geo::LonLat{70, 95});
    QVERIFY(!measuring.looseEnd());
    measuring.beginMove(0);
    measuring.moveTo({200, 10});
    measuring.endMove();
    QCOMPARE(measuring.vertices()[0], (geo::LonLat{70, 38}));
}

QTEST_GUILESS_MAIN(MeasuringTest)
#include "measuringtest.moc"
