#include "geo/predicates.h"
#include "base/error.h"
#include "geo/box.h"
#include "geo/geodesic.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace marz::geo;

namespace {

Geometry square(double west, double south, double size)
{
    return polygonGeometry(
        {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}});
}

void append(Geometry &to, const Geometry &from, bool asHole)
{
    to.vertices.insert(to.vertices.end(), from.vertices.begin(), from.vertices.end());
    to.partEnds.push_back(std::uint32_t(to.vertices.size()));
    if (asHole)
        to.polygonEnds.back() = std::uint32_t(to.partCount());
    else
        to.polygonEnds.push_back(std::uint32_t(to.partCount()));
}

/// 0..10 with a hole 4..6, and a second polygon 20..21.
Geometry squareWithHoleAndIsland()
{
    Geometry area = square(0, 0, 10);
    append(area, square(4, 4, 2), true);
    append(area, square(20, 0, 1), false);
    return area;
}

Geometry bowTie()
{
    return polygonGeometry({{0, 0}, {2, 2}, {2, 0}, {0, 2}});
}

const double notANumber = std::numeric_limits<double>::quiet_NaN();

} // namespace

class PredicatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void containsPoints_data()
    {
        QTest::addColumn<LonLat>("p");
        QTest::addColumn<bool>("inside");
        QTest::newRow("inside") << LonLat{1, 1} << true;
        QTest::newRow("outside") << LonLat{11, 1} << false;
        QTest::newRow("in the hole") << LonLat{5, 5} << false;
        QTest::newRow("on the edge") << LonLat{0, 5} << true;
        QTest::newRow("on a corner") << LonLat{10, 10} << true;
        QTest::newRow("on the hole's edge") << LonLat{4, 5} << true;
        QTest::newRow("on the island") << LonLat{20.5, 0.5} << true;
        QTest::newRow("between") << LonLat{15, 0.5} << false;
        QTest::newRow("nowhere") << LonLat{notANumber, notANumber} << false;
    }
    void containsPoints()
    {
        QFETCH(LonLat, p);
        QFETCH(bool, inside);
        QCOMPARE(PreparedArea(squareWithHoleAndIsland()).contains(p), inside);
    }

    void intersectsShapes_data()
    {
        QTest::addColumn<Geometry>("shape");
        QTest::addColumn<bool>("meets");
        QTest::newRow("line across") << lineGeometry({{-1, 1}, {11, 1}}) << true;
        QTest::newRow("line in the hole") << lineGeometry({{4.5, 5}, {5.5, 5}}) << false;
        QTest::newRow("line beside") << lineGeometry({{-1, 1}, {-1, 11}}) << false;
        QTest::newRow("overlapping area") << square(9, 9, 3) << true;
        QTest::newRow("area that holds all") << square(-5, -5, 50) << true;
        QTest::newRow("touching area") << square(10, 0, 2) << true;
        QTest::newRow("distant area") << square(50, 50, 1) << false;
        QTest::newRow("point") << pointGeometry({1, 1}) << true;
        QTest::newRow("nothing") << Geometry{} << false;
    }
    void intersectsShapes()
    {
        QFETCH(Geometry, shape);
        QFETCH(bool, meets);
        QCOMPARE(PreparedArea(squareWithHoleAndIsland()).intersects(shape), meets);
    }

    void crossingRingsAreRepaired()
    {
        const PreparedArea area(bowTie());
        QVERIFY(area.contains({0.25, 1}));
        QVERIFY(area.contains({1.75, 1}));
        QVERIFY(!area.contains({1, 0.25}));
    }

    void preparedAreaMoves()
    {
        PreparedArea first(square(0, 0, 1));
        PreparedArea second = std::move(first);
        QVERIFY(second.contains({0.5, 0.5}));
        second = PreparedArea(square(5, 5, 1));
        QVERIFY(second.contains({5.5, 5.5}));
    }

    void degenerateRingsHoldNothing()
    {
        QVERIFY(!PreparedArea(polygonGeometry({{0, 0}, {1, 1}})).contains({0.5, 0.5}));
        QVERIFY(!PreparedArea(polygonGeometry({})).contains({0, 0}));
    }

    void whatIsNoAreaIsRefused_data()
    {
        QTest::addColumn<Geometry>("shape");
        QTest::newRow("point") << pointGeometry({0, 0});
        QTest::newRow("line") << lineGeometry({{0, 0}, {1, 1}});
        QTest::newRow("not finite") << polygonGeometry({{0, 0}, {1, 0}, {notANumber, 1}});
    }
    void whatIsNoAreaIsRefused()
    {
        QFETCH(Geometry, shape);
        try {
            const PreparedArea area(shape);
            QFAIL("accepted");
        } catch (const marz::base::Error &error) {
            QCOMPARE(error.kind(), marz::base::ErrorKind::Invalid);
        }
    }

    void intersectionIsTheSharedArea()
    {
        const Geometry shared = intersection(square(0, 0, 2), square(1, 1, 2));
        QCOMPARE(shared.polygonEnds.size(), std::size_t(1));
        QCOMPARE(extentOf(shared), (GeoBox{1, 1, 2, 2}));
        QCOMPARE(shared.vertices.front(), shared.vertices.back());
    }

    void intersectionKeepsHolesAndPieces()
    {
        const Geometry shared = intersection(squareWithHoleAndIsland(), square(-1, -1, 40));
        QCOMPARE(shared.polygonEnds.size(), std::size_t(2));
        QCOMPARE(shared.partCount(), std::size_t(3));
    }

    void intersectionWithoutSharedAreaIsEmpty()
    {
        QVERIFY(intersection(square(0, 0, 1), square(5, 5, 1)).isEmpty());
        QVERIFY(intersection(square(0, 0, 1), square(1, 0, 1)).isEmpty()); // they touch along an edge
    }

    void distanceToLines_data()
    {
        QTest::addColumn<LonLat>("p");
        QTest::addColumn<Geometry>("lines");
        QTest::newRow("near a segment") << LonLat{70.01, 38} << lineGeometry({{70, 37}, {70, 39}});
        QTest::newRow("beyond an end") << LonLat{70.5, 40} << lineGeometry({{70, 37}, {70, 39}});
        QTest::newRow("oblique") << LonLat{70, 38} << lineGeometry({{70, 37}, {72, 39.5}});
        QTest::newRow("far north") << LonLat{70, 30} << lineGeometry({{60, 45}, {80, 48}, {90, 41}});
        QTest::newRow("far east") << LonLat{60, 38} << lineGeometry({{75, 30}, {78, 45}});
        QTest::newRow("ring from inside") << LonLat{71, 38} << square(70, 37, 3);
        QTest::newRow("one point") << LonLat{71, 38} << pointGeometry({70, 37});
        QTest::newRow("across the antimeridian")
            << LonLat{179.9, 10} << lineGeometry({{-179.9, 9}, {-179.9, 11}});
    }
    void distanceToLines()
    {
        QFETCH(LonLat, p);
        QFETCH(Geometry, lines);
        double expected = std::numeric_limits<double>::infinity();
        for (const LonLat &q : lines.vertices)
            expected = std::min(expected, distanceM(p, q));
        for (std::size_t i = 1; i < lines.vertices.size(); ++i) { // 2,000 points on every edge
            for (int k = 0; k <= 2000; ++k) {
                const LonLat a = lines.vertices[i - 1], b = lines.vertices[i];
                const double t = k / 2000.0;
                expected = std::min(expected,
                                    distanceM(p, {std::lerp(a.lon, b.lon, t), std::lerp(a.lat, b.lat, t)}));
            }
        }
        const double actual = distanceToM(p, lines);
        QVERIFY2(std::abs(actual - expected) < 0.01 * expected,
                 qPrintable(QStringLiteral("%1 instead of %2").arg(actual).arg(expected)));
    }

    void distanceToNothingIsInfinite() { QVERIFY(std::isinf(distanceToM({70, 38}, Geometry{}))); }
    void distanceOnTheLineIsZero()
    {
        QVERIFY(distanceToM({70, 38}, lineGeometry({{70, 37}, {70, 39}})) < 1e-6);
    }

    void labelPointIsDeepInside_data()
    {
        QTest::addColumn<Geometry>("area");
        QTest::addColumn<LonLat>("expected");
        QTest::addColumn<double>("toleranceDeg");
        QTest::newRow("square") << square(70, 37, 1) << LonLat{70.5, 37.5} << 0.15;
        Geometry pair = square(0, 0, 1);
        append(pair, square(10, 10, 4), false);
        QTest::newRow("the larger of two") << pair << LonLat{12, 12} << 0.2;
        // an L whose centroid lies outside
        QTest::newRow("L") << polygonGeometry({{0, 0}, {10, 0}, {10, 1}, {2, 1}, {2, 10}, {0, 10}})
                           << LonLat{1, 1} << 9.0;
        QTest::newRow("crossing rings") << bowTie() << LonLat{1, 1} << 1.0;
    }
    void labelPointIsDeepInside()
    {
        QFETCH(Geometry, area);
        QFETCH(LonLat, expected);
        QFETCH(double, toleranceDeg);
        const LonLat p = labelPoint(area);
        QVERIFY(PreparedArea(area).contains(p));
        QVERIFY2(std::hypot(p.lon - expected.lon, p.lat - expected.lat) < toleranceDeg,
                 qPrintable(QStringLiteral("%1 %2").arg(p.lon).arg(p.lat)));
    }

    void labelPointWithoutAreaIsAVertex()
    {
        QCOMPARE(labelPoint(lineGeometry({{0, 0}, {1, 1}, {2, 0}})), (LonLat{1, 1}));
        QCOMPARE(labelPoint(pointGeometry({7, 8})), (LonLat{7, 8}));
        QCOMPARE(labelPoint(polygonGeometry({{0, 0}, {1, 1}, {2, 2}})), (LonLat{2, 2}));
    }

    void areaLeavesHolesOut()
    {
        const double whole = areaM2(square(0, 0, 10)) - areaM2(square(4, 4, 2)) + areaM2(square(20, 0, 1));
        QVERIFY(std::abs(areaM2(squareWithHoleAndIsland()) - whole) < 1);
        QCOMPARE(areaM2(lineGeometry({{0, 0}, {1, 1}})), 0.0);
    }

    void areaOfACircle()
    {
        constexpr double pi = 3.14159265358979;
        const double area = areaM2(circle({70, 38}, 10000, 720));
        QVERIFY(std::abs(area / (pi * 1e8) - 1) < 1e-4);
    }
};

QTEST_GUILESS_MAIN(PredicatesTest)
#include "predicatestest.moc"
