#include "geo/crs.h"
#include "base/error.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <thread>
#include <vector>

using namespace marz::geo;

class CrsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithCs2cs_data()
    {
        QTest::addColumn<int>("epsg");
        QTest::addColumn<LonLat>("position");
        QTest::addColumn<MapPoint>("expected");
        // PROJ 9.1.1: echo "37.98 70.20" | cs2cs -f %.4f EPSG:4326 EPSG:<code>; the axes of 28412 are north,
        // east there, and east, north here.
        QTest::newRow("Web Mercator") << 3857 << LonLat{70.20, 37.98} << MapPoint{7814628.2537, 4576600.8688};
        QTest::newRow("UTM 42N") << 32642 << LonLat{70.20, 37.98} << MapPoint{605387.2892, 4204275.1868};
        QTest::newRow("UTM 42N, Dushanbe")
            << 32642 << LonLat{68.79, 38.56} << MapPoint{481703.6379, 4267972.0548};
        QTest::newRow("UTM 42S") << 32742 << LonLat{70.20, -52.40} << MapPoint{581642.8613, 4193793.7103};
        QTest::newRow("Gauss-Kruger 12, Pulkovo")
            << 28412 << LonLat{70.20, 37.98} << MapPoint{12605490.9584, 4206019.2873};
        QTest::newRow("polar") << 3413 << LonLat{-45, 85} << MapPoint{0, -541966.7006};
    }
    void agreesWithCs2cs()
    {
        QFETCH(int, epsg);
        QFETCH(LonLat, position);
        QFETCH(MapPoint, expected);
        const MapPoint p = Crs::fromEpsg(epsg).toMap(position);
        QVERIFY2(std::hypot(p.x - expected.x, p.y - expected.y) < 1e-3,
                 qPrintable(QStringLiteral("%1 %2").arg(p.x, 0, 'f', 4).arg(p.y, 0, 'f', 4)));
    }

    void roundTripsWithinAMillimetre_data()
    {
        QTest::addColumn<int>("epsg");
        for (const int epsg : {3857, 32641, 32642, 32643, 28412, 3395})
            QTest::addRow("EPSG:%d", epsg) << epsg;
    }
    void roundTripsWithinAMillimetre()
    {
        QFETCH(int, epsg);
        const Crs crs = Crs::fromEpsg(epsg);
        for (double lon = 67; lon <= 76; lon += 0.5) {
            for (double lat = 35; lat <= 41; lat += 0.5) {
                const MapPoint there = crs.toMap(LonLat{lon, lat});
                const LonLat back = crs.toLonLat(there);
                QVERIFY(std::hypot(back.lon - lon, back.lat - lat) * 111320 < 1e-3);
                const MapPoint again = crs.toMap(back);
                QVERIFY(std::hypot(again.x - there.x, again.y - there.y) < 1e-3);
            }
        }
    }

    void describesItself()
    {
        const Crs utm = Crs::fromEpsg(32642);
        QCOMPARE(utm.epsg(), 32642);
        QCOMPARE(utm.code(), QString("EPSG:32642"));
        QCOMPARE(utm.name(), QString("WGS 84 / UTM zone 42N"));
        QCOMPARE(utm.areaOfUse(), (GeoBox{66, 0, 72, 84}));
        QCOMPARE(Crs::webMercator().name(), QString("WGS 84 / Pseudo-Mercator"));
        QVERIFY(Crs::webMercator() == Crs::fromEpsg(3857));
        QVERIFY(!(utm == Crs::webMercator()));
    }

    void areaAcrossTheAntimeridianHasAllLongitudes()
    {
        const GeoBox area = Crs::fromEpsg(3832).areaOfUse(); // PDC Mercator of the Pacific
        QCOMPARE(area.west, -180.0);
        QCOMPARE(area.east, 180.0);
    }

    void refusesOtherCodes_data()
    {
        QTest::addColumn<int>("epsg");
        QTest::newRow("unknown") << 999999;
        QTest::newRow("negative") << -1;
        QTest::newRow("geographic") << 4326;
        QTest::newRow("in feet") << 2263;
        QTest::newRow("an ellipsoid") << 7030;
    }
    void refusesOtherCodes()
    {
        QFETCH(int, epsg);
        try {
            Crs::fromEpsg(epsg);
            QFAIL("accepted");
        } catch (const marz::base::Error &error) {
            QCOMPARE(error.kind(), marz::base::ErrorKind::Invalid);
            QVERIFY(error.problem().contains(QString::number(epsg)));
            QVERIFY(!error.advice().isEmpty());
        }
    }

    void whatCannotBeExpressedIsNotFinite()
    {
        const Crs mercator = Crs::webMercator();
        const double nan = std::nan("");
        QVERIFY(!std::isfinite(mercator.toMap(LonLat{70, 95}).x));
        QVERIFY(!std::isfinite(mercator.toMap(LonLat{nan, nan}).x));
        const std::vector<LonLat> in{{70, 38}, {70, 95}, {nan, 38}, {70.2, 37.98}};
        std::vector<MapPoint> out(in.size());
        mercator.toMap(in, out);
        QCOMPARE(out[0], mercator.toMap(in[0]));
        QVERIFY(!std::isfinite(out[1].x) && !std::isfinite(out[1].y));
        QVERIFY(!std::isfinite(out[2].x) && !std::isfinite(out[2].y));
        QCOMPARE(out[3], mercator.toMap(in[3]));
    }

    void bulkOfNothingIsNothing()
    {
        Crs::webMercator().toMap(std::span<const LonLat>(), std::span<MapPoint>());
    }

    void boxesAreHeld_data()
    {
        QTest::addColumn<int>("epsg");
        QTest::newRow("Web Mercator") << 3857;
        QTest::newRow("UTM 42N") << 32642;
        QTest::newRow("UTM 43N") << 32643;
    }
    void boxesAreHeld()
    {
        QFETCH(int, epsg);
        const Crs crs = Crs::fromEpsg(epsg);
        const GeoBox box{67, 35, 76, 41};
        MapBox there = crs.toMap(box);
        there.left -= 2; // parallels are followed to about a metre
        there.bottom -= 2;
        there.right += 2;
        there.top += 2;
        for (double lon = box.west; lon <= box.east; lon += 0.03) {
            QVERIFY(there.contains(crs.toMap(LonLat{lon, box.south})));
            QVERIFY(there.contains(crs.toMap(LonLat{lon, box.north})));
        }
        const GeoBox back = crs.toLonLat(there);
        QVERIFY(back.west <= box.west && back.south <= box.south && back.east >= box.east &&
                back.north >= box.north);
    }

    void emptyBoxesStayEmpty()
    {
        QVERIFY(Crs::webMercator().toMap(GeoBox{}).isEmpty());
        QVERIFY(Crs::webMercator().toLonLat(MapBox{}).isEmpty());
    }

    void theWholeWorldIsSquareInWebMercator()
    {
        const MapBox world = Crs::webMercator().toMap(GeoBox{-180, -90, 180, 90});
        QVERIFY(std::abs(world.width() - world.height()) < 1);
        QVERIFY(std::abs(world.right - 20037508.34) < 1);
    }

    void boxAroundThePoleHasAllLongitudes()
    {
        const GeoBox box = Crs::fromEpsg(3413).toLonLat(MapBox{-1e6, -1e6, 1e6, 1e6});
        QCOMPARE(box.west, -180.0);
        QCOMPARE(box.east, 180.0);
        QCOMPARE(box.north, 90.0);
    }

    void threadsAgree()
    {
        const Crs crs = Crs::fromEpsg(28412);
        const MapPoint expected = crs.toMap(LonLat{70.2, 37.98});
        std::atomic_int wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    wrong += crs.toMap(LonLat{70.2, 37.98}) != expected;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(CrsTest)
#include "crstest.moc"
