#include "geo/geodesic.h"

#include <QTest>

#include <cmath>

using namespace marz::geo;

class GeodesicTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPublishedInverse_data()
    {
        QTest::addColumn<double>("lonA");
        QTest::addColumn<double>("latA");
        QTest::addColumn<double>("lonB");
        QTest::addColumn<double>("latB");
        QTest::addColumn<double>("metres");
        QTest::addColumn<double>("azimuth");
        // The examples of GeographicLib's manual (Python, "Basic geodesic calculations").
        QTest::newRow("Wellington to Salamanca")
            << 174.81 << -41.32 << -5.50 << 40.96 << 19959679.267 << 161.067669986;
        // GDA94 Technical Manual 2.4, 4.1: azimuth 306 deg 52' 05.37".
        QTest::newRow("Flinders Peak to Buninyong")
            << 144 + 25 / 60.0 + 29.52440 / 3600 << -(37 + 57 / 60.0 + 3.72030 / 3600)
            << 143 + 55 / 60.0 + 35.38390 / 3600 << -(37 + 39 / 60.0 + 10.15610 / 3600) << 54972.271
            << 306 + 52 / 60.0 + 5.37 / 3600;
    }
    void agreesWithPublishedInverse()
    {
        QFETCH(double, lonA);
        QFETCH(double, latA);
        QFETCH(double, lonB);
        QFETCH(double, latB);
        QFETCH(double, metres);
        QFETCH(double, azimuth);
        QVERIFY(std::abs(distanceM({lonA, latA}, {lonB, latB}) - metres) < 1e-3);
        QVERIFY(std::abs(azimuthDeg({lonA, latA}, {lonB, latB}) - azimuth) < 2e-6);
    }

    void agreesWithPublishedDirect()
    {
        // GeographicLib's manual: 20,000 km from Perth to the south-west.
        const LonLat p = destination({115.74, -32.06}, 225, 20000e3);
        QVERIFY(std::abs(p.lat - 32.11195529) < 1e-8);
        QVERIFY(std::abs(p.lon - -63.95925278) < 1e-8);
    }

    void agreesWithPublishedArea()
    {
        // GeographicLib's manual: Antarctica, 13662703680020.1 square metres.
        const std::vector<LonLat> antarctica{
            {-58, -63.1}, {-74, -72.9}, {-102, -71.9}, {-102, -74.9}, {-131, -74.3}, {-163, -77.5},
            {163, -77.4}, {172, -71.7}, {140, -65.9},  {113, -65.7},  {88, -66.6},   {59, -66.9},
            {25, -69.8},  {-4, -70.0},  {-14, -71.0},  {-33, -77.3},  {-46, -77.9},  {-61, -74.7}};
        QVERIFY(std::abs(std::abs(ringAreaM2(antarctica)) - 13662703680020.1) < 1);
    }

    void areaIsPositiveAnticlockwise()
    {
        QVERIFY(ringAreaM2(std::vector<LonLat>{{0, 0}, {1, 0}, {1, 1}, {0, 1}}) > 0);
        QVERIFY(ringAreaM2(std::vector<LonLat>{{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}}) < 0);
    }

    void azimuthsOfTheCompass_data()
    {
        QTest::addColumn<LonLat>("to");
        QTest::addColumn<double>("azimuth");
        QTest::newRow("north") << LonLat{70, 1} << 0.0;
        QTest::newRow("east") << LonLat{71, 0} << 90.0;
        QTest::newRow("south") << LonLat{70, -1} << 180.0;
        QTest::newRow("west") << LonLat{69, 0} << 270.0;
    }
    void azimuthsOfTheCompass()
    {
        QFETCH(LonLat, to);
        QFETCH(double, azimuth);
        QVERIFY(std::abs(azimuthDeg({70, 0}, to) - azimuth) < 1e-9);
    }

    void circleIsClosedAndRound()
    {
        const LonLat centre{70.2, 37.98};
        const Geometry ring = circle(centre, 25000, 32);
        QCOMPARE(ring.kind, GeometryKind::Polygon);
        QCOMPARE(ring.vertices.size(), std::size_t(33));
        QCOMPARE(ring.vertices.front(), ring.vertices.back());
        for (const LonLat &p : ring.vertices)
            QVERIFY(std::abs(distanceM(centre, p) - 25000) < 1e-3);
    }

    void aPathLiesOnItsGeodesic_data()
    {
        QTest::addColumn<LonLat>("from");
        QTest::addColumn<LonLat>("to");
        QTest::addColumn<double>("stepM");
        QTest::newRow("a valley") << LonLat{70.0, 37.85} << LonLat{70.4, 38.0} << 1000.0;
        QTest::newRow("a continent") << LonLat{70, 38} << LonLat{-70, 40} << 50'000.0;
        QTest::newRow("over the antimeridian") << LonLat{170, -10} << LonLat{-170, 20} << 20'000.0;
        QTest::newRow("one point") << LonLat{70, 38} << LonLat{70, 38} << 1000.0;
    }
    void aPathLiesOnItsGeodesic()
    {
        QFETCH(LonLat, from);
        QFETCH(LonLat, to);
        QFETCH(double, stepM);
        const std::vector<LonLat> path = geodesicPath(from, to, stepM);
        QVERIFY(path.size() >= 2);
        QCOMPARE(path.front(), from);
        QCOMPARE(path.back(), to);
        const double wholeM = distanceM(from, to);
        double sumM = 0;
        for (std::size_t i = 1; i < path.size(); ++i) {
            QVERIFY(isValid(path[i]));
            const double pieceM = distanceM(path[i - 1], path[i]);
            QVERIFY(pieceM <= stepM + 1e-3);
            sumM += pieceM;
        }
        QVERIFY(std::abs(sumM - wholeM) < 1e-3); // a detour would be longer
    }

    void aPathIsNotEndless() { QCOMPARE(geodesicPath({-70, 40}, {70, 38}, 1).size(), std::size_t(2000)); }

    void anOutlineCrossesItselfOrNot_data()
    {
        QTest::addColumn<std::vector<LonLat>>("ring");
        QTest::addColumn<bool>("crosses");
        using Ring = std::vector<LonLat>;
        QTest::newRow("nothing") << Ring{} << false;
        QTest::newRow("two") << Ring{{70, 38}, {71, 38}} << false;
        QTest::newRow("triangle") << Ring{{70, 38}, {71, 38}, {70, 39}} << false;
        QTest::newRow("square, closed") << Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}} << false;
        QTest::newRow("bow tie") << Ring{{0, 0}, {1, 1}, {1, 0}, {0, 1}} << true;
        QTest::newRow("bow tie over the antimeridian")
            << Ring{{179.5, 0}, {-179.5, 1}, {-179.5, 0}, {179.5, 1}} << true;
        QTest::newRow("square over the antimeridian")
            << Ring{{179.5, 0}, {-179.5, 0}, {-179.5, 1}, {179.5, 1}} << false;
        QTest::newRow("hollow") << Ring{{0, 0}, {4, 0}, {4, 4}, {2, 1}, {0, 4}} << false;
        QTest::newRow("the closing side crosses") << Ring{{0, 0}, {2, 0}, {2, 2}, {1, -1}} << true;
        QTest::newRow("comes twice to a vertex")
            << Ring{{0, 0}, {1, 1}, {2, 0}, {2, 2}, {1, 1}, {0, 2}} << true;
        QTest::newRow("there and back") << Ring{{0, 0}, {1, 0}, {0, 0}, {0, 1}} << true;
    }
    void anOutlineCrossesItselfOrNot()
    {
        QFETCH(std::vector<LonLat>, ring);
        QFETCH(bool, crosses);
        QCOMPARE(crossesItself(ring), crosses);
    }

    void circleHasThreeVerticesAtLeast()
    {
        QCOMPARE(circle({70, 38}, 1000, 0).vertices.size(), std::size_t(4));
    }
};

QTEST_GUILESS_MAIN(GeodesicTest)
#include "geodesictest.moc"
