#include "places/piecetree.h"

#include "geo/geodesic.h"
#include "places/madeup.h"

#include <QTest>

#include <random>
#include <set>

using namespace marz;
using namespace marz::places;

class PieceTreeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyTreeHasNothing()
    {
        PieceTree tree;
        tree.build();
        QVERIFY(tree.isEmpty());
        QVERIFY(std::isinf(tree.nearest(inSpace({10, 10})).squaredChord));
        QVERIFY(!tree.anyWithin(inSpace({10, 10}), 1e9, [](std::uint32_t) { return true; }));
    }

    void chordsAndGeodesicsAgree_data()
    {
        QTest::addColumn<double>("metres");
        for (const double metres : {1.0, 1800.0, 25'000.0, 200'000.0})
            QTest::addRow("%.0f m", metres) << metres;
    }
    void chordsAndGeodesicsAgree()
    {
        QFETCH(double, metres);
        for (const double azimuth : {0.0, 45.0, 90.0}) {
            const Space a = inSpace({70, 38}), b = inSpace(geo::destination({70, 38}, azimuth, metres));
            const double chord =
                std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z));
            QVERIFY(std::abs(chord - chordM(metres)) < metres * 1e-5);
        }
    }

    void theNearestPointIsThatOfALoop()
    {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> lon(-180, 180), lat(-89, 89);
        std::vector<geo::LonLat> points;
        PieceTree tree;
        for (std::uint32_t i = 0; i < 500; ++i) {
            points.push_back({lon(random), lat(random)});
            tree.add(geo::pointGeometry(points.back()), i);
        }
        tree.build();
        for (int i = 0; i < 200; ++i) {
            const geo::LonLat p{lon(random), lat(random)};
            double best = std::numeric_limits<double>::infinity();
            std::set<std::uint32_t> within;
            for (std::uint32_t k = 0; k < points.size(); ++k) {
                const double metres = geo::distanceM(p, points[k]);
                best = std::min(best, metres);
                if (metres <= 900'000)
                    within.insert(k);
            }
            // between far points chord and geodesic may order two of nearly equal distance differently
            QVERIFY(std::abs(geo::distanceM(p, tree.nearest(inSpace(p)).at) - best) < 0.003 * best);
            std::set<std::uint32_t> found;
            tree.anyWithin(inSpace(p), chordM(900'000),
                           [&](std::uint32_t owner) { return !found.insert(owner).second; });
            for (const std::uint32_t k : within)
                QVERIFY(found.contains(k) || geo::distanceM(p, points[k]) > 897'000);
        }
    }

    void linesAcrossTheAntimeridianAreNear()
    {
        PieceTree tree;
        tree.add(test::line({{179.9, -10}, {179.9, 10}}), 7);
        tree.build();
        const PieceTree::Hit hit = tree.nearest(inSpace({-179.9, 0.05}));
        QCOMPARE(hit.owner, 7u);
        QVERIFY(geo::distanceM({-179.9, 0.05}, hit.at) < 23'000);
    }

    void aLimitIsKept()
    {
        PieceTree tree;
        tree.add(test::line({{70, 38}, {71, 38}}), 1);
        tree.build();
        const Space p = inSpace({70.5, 38.1});
        QVERIFY(std::isinf(tree.nearest(p, 11'000).squaredChord));
        QVERIFY(!std::isinf(tree.nearest(p, 11'200).squaredChord));
    }
};

QTEST_GUILESS_MAIN(PieceTreeTest)
#include "piecetreetest.moc"
