#include "geo/crs.h"
#include "base/error.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <atomic>
#include <cmath>
#include <random>
#include <thread>
#include <vector>

using namespace marz::geo;

namespace {

/// The same ones in each run; longitudes may lie beyond 180 where @p area does.
std::vector<LonLat> randomPositions(const GeoBox &area, int count)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lon(area.west, area.east);
    std::uniform_real_distribution<double> lat(std::max(area.south, -89.9), std::min(area.north, 89.9));
    std::vector<LonLat> positions;
    for (int i = 0; i < count; ++i)
        positions.push_back({lon(random), lat(random)});
    return positions;
}

} // namespace

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

    void feetBecomeMetres()
    {
        // cs2cs EPSG:4326 EPSG:2263 gives 983910.51, 199999.11 US survey feet for 40.7156, -74.0
        // (PROJ 9.1.1).
        const MapPoint p = Crs::fromEpsg(2263).toMap(LonLat{-74.0, 40.7156});
        const MapPoint metres = Crs::fromEpsg(32118).toMap(LonLat{-74.0, 40.7156}); // the same zone in metres
        QVERIFY(std::hypot(p.x - metres.x, p.y - metres.y) < 1);
    }

    /// `cs2cs` of PROJ is asked for a thousand random positions in the area of use of each CRS.
    void agreesWithTheProgramCs2cs_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("proj");
        for (const int epsg : {3857, 3395, 32641, 32642, 32643, 32742, 3035, 6933, 8857, 3413, 32601, 32660})
            QTest::addRow("EPSG:%d", epsg)
                << QStringLiteral("EPSG:%1").arg(epsg) << QStringLiteral("EPSG:%1").arg(epsg);
        QTest::newRow("equal area") << QStringLiteral("equal-area:70.25,38.5")
                                    << QStringLiteral(
                                           "+proj=laea +lon_0=70.25 +lat_0=38.5 +datum=WGS84 +type=crs");
        QTest::newRow("conformal") << QStringLiteral("conformal:70.25,38.5")
                                   << QStringLiteral(
                                          "+proj=stere +lon_0=70.25 +lat_0=38.5 +datum=WGS84 +type=crs");
    }
    void agreesWithTheProgramCs2cs()
    {
        const QString cs2cs = QStandardPaths::findExecutable(QStringLiteral("cs2cs"));
        QVERIFY2(!cs2cs.isEmpty(), "cs2cs is missing: ./scripts/deps installs it (proj-bin)");
        QFETCH(QString, code);
        QFETCH(QString, proj);
        const Crs crs = Crs::fromCode(code);
        const std::vector<LonLat> positions = randomPositions(crs.areaOfUse(), 1000);
        QByteArray input;
        for (const LonLat &p : positions)
            input += QByteArray::number(p.lat, 'f', 12) + ' ' + QByteArray::number(p.lon, 'f', 12) + '\n';
        QProcess process;
        process.start(cs2cs, QStringList{QStringLiteral("-f"), QStringLiteral("%.5f"),
                                         QStringLiteral("EPSG:4326"), QStringLiteral("+to")} +
                                 proj.split(u' '));
        QVERIFY(process.waitForStarted());
        process.write(input);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype(positions.size()));
        const bool isNorthingFirst = code == QLatin1String("EPSG:3035"); // the only one of these
        for (std::size_t i = 0; i < positions.size(); ++i) {
            const QList<QByteArray> cells = lines[qsizetype(i)].simplified().split(' ');
            const double first = cells.at(0).toDouble();
            const double second = cells.at(1).toDouble();
            const MapPoint theirs = isNorthingFirst ? MapPoint{second, first} : MapPoint{first, second};
            const MapPoint ours = crs.toMap(positions[i]);
            QVERIFY2(std::hypot(ours.x - theirs.x, ours.y - theirs.y) < 1e-3,
                     lines[qsizetype(i)].constData());
        }
    }

    void comesBackEverywhereInItsArea_data() { agreesWithTheProgramCs2cs_data(); }
    void comesBackEverywhereInItsArea()
    {
        QFETCH(QString, code);
        const Crs crs = Crs::fromCode(code);
        for (const GeoBox &area : {crs.areaOfUse(), crs.drawnArea()}) {
            for (const LonLat &p : randomPositions(area, 1000)) {
                const MapPoint there = crs.toMap(p);
                QVERIFY2(std::isfinite(there.x), qPrintable(QStringLiteral("%1 %2").arg(p.lon).arg(p.lat)));
                const LonLat back = crs.toLonLat(there);
                const double turns = std::round((back.lon - p.lon) / 360) * 360;
                const double eastM =
                    (back.lon - turns - p.lon) * 111320 * std::cos(p.lat * 0.017453292519943295);
                QVERIFY2(std::hypot(eastM, (back.lat - p.lat) * 111320) < 1e-3,
                         qPrintable(QStringLiteral("%1 %2").arg(p.lon).arg(p.lat)));
                QVERIFY(crs.drawnBox().contains(there) || crs.epsg() == 0);
            }
        }
    }

    void drawsAsFarAsTheProjectionIsFaithful()
    {
        // Tajikistan lies in two zones of UTM, and both show it whole.
        QCOMPARE(Crs::fromEpsg(32642).drawnArea(), (GeoBox{46, -20, 92, 90}));
        const Crs mercator = Crs::webMercator();
        QCOMPARE(mercator.drawnArea().west, -180.0);
        QVERIFY(!std::isfinite(mercator.toMap(LonLat{70, 86}).x));
        const Crs utm = Crs::fromEpsg(32642);
        QVERIFY(!std::isfinite(utm.toMap(LonLat{170, 38}).x));
        QVERIFY(!std::isfinite(utm.toMap(LonLat{-111, 38}).x));
        QVERIFY(!std::isfinite(utm.toLonLat(MapPoint{9e6, 4e6}).lon));
    }

    void aWorldMapBeginsWhereItIsTorn()
    {
        const GeoBox equalEarth = Crs::fromEpsg(8859).drawnArea(); // Asia-Pacific: centred on 150 E
        QVERIFY2(std::abs(equalEarth.west - -30) < 1e-6, qPrintable(QString::number(equalEarth.west)));
        QVERIFY(std::abs(equalEarth.east - 330) < 1e-6);
        QCOMPARE(Crs::fromEpsg(8857).drawnArea().west, -180.0);
    }

    void zonesAcrossTheAntimeridianDrawBothSides()
    {
        const Crs zone60 = Crs::fromEpsg(32660); // 174 to 180 E
        const MapPoint west = zone60.toMap(LonLat{179.9, 50});
        const MapPoint east = zone60.toMap(LonLat{-179.9, 50});
        QVERIFY(east.x > west.x && east.x - west.x < 20'000);
        const GeoBox box =
            zone60.toLonLat(MapBox{west.x - 1000, west.y - 1000, east.x + 1000, east.y + 1000});
        QCOMPARE(box.west, -180.0);
        QCOMPARE(box.east, 180.0);
    }

    void choosesByPlace()
    {
        QCOMPARE(Crs::utmAt({70.2, 38}).epsg(), 32642);
        QCOMPARE(Crs::utmAt({73.5, 38}).epsg(), 32643);
        QCOMPARE(Crs::utmAt({180, -10}).epsg(), 32760);
        const Crs equal = Crs::equalAreaAt({70.2049, 38.5051});
        QCOMPARE(equal.code(), QString("equal-area:70.2,38.51"));
        QVERIFY(Crs::fromCode(equal.code()) == equal);
        QVERIFY(!(Crs::conformalAt({70.2, 38.51}) == equal));
        const MapPoint centre = equal.toMap(LonLat{70.2, 38.51});
        QVERIFY(std::hypot(centre.x, centre.y) < 1e-6);
    }

    void refusesOtherTexts_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"", "3857x", "EPSG:", "EPSG:1e3", "equal-area:", "equal-area:70",
                                 "conformal:200,0", "conformal:nan,0", "+proj=merc", "ESRI:54009"})
            QTest::newRow(code) << QString::fromLatin1(code);
    }
    void refusesOtherTexts()
    {
        QFETCH(QString, code);
        QVERIFY_EXCEPTION_THROWN(Crs::fromCode(code), marz::base::Error);
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
        QTest::newRow("counted to the west and south") << 2053;
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
        constexpr double squareLat = 85.051128779806592;
        const MapBox world = Crs::webMercator().toMap(GeoBox{-180, -squareLat, 180, squareLat});
        QVERIFY(std::abs(world.width() - world.height()) < 1);
        QVERIFY(std::abs(world.right - 20037508.34) < 1);
        // The poles are infinitely far: what can be drawn is left.
        const MapBox cut = Crs::webMercator().toMap(GeoBox{-180, -90, 180, 90});
        QVERIFY(cut.top > world.top && cut.top < world.top + 20'000);
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
