#include "geo/geometry.h"
#include "geo/box.h"

#include <QTest>

using namespace marz::geo;

class GeometryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointHasOnePart()
    {
        const Geometry point = pointGeometry({70.2, 37.98});
        QCOMPARE(point.kind, GeometryKind::Point);
        QCOMPARE(point.partCount(), std::size_t(1));
        QCOMPARE(point.part(0)[0], (LonLat{70.2, 37.98}));
    }

    void lineHasOnePart()
    {
        const Geometry line = lineGeometry({{70, 37}, {71, 38}, {72, 37}});
        QCOMPARE(line.kind, GeometryKind::Line);
        QCOMPARE(line.part(0).size(), std::size_t(3));
        QVERIFY(line.polygonEnds.empty());
    }

    void openRingIsClosed()
    {
        const Geometry polygon = polygonGeometry({{0, 0}, {1, 0}, {1, 1}});
        QCOMPARE(polygon.part(0).size(), std::size_t(4));
        QCOMPARE(polygon.part(0).front(), polygon.part(0).back());
        QCOMPARE(polygon.polygonEnds, std::vector<std::uint32_t>{1});
    }

    void closedRingIsKept()
    {
        const Geometry polygon = polygonGeometry({{0, 0}, {1, 0}, {1, 1}, {0, 0}});
        QCOMPARE(polygon.part(0).size(), std::size_t(4));
    }

    void nothingIsEmpty()
    {
        QVERIFY(lineGeometry({}).isEmpty());
        QVERIFY(polygonGeometry({}).isEmpty());
        QCOMPARE(polygonGeometry({}).partCount(), std::size_t(0));
        QVERIFY(extentOf(Geometry{}).isEmpty());
    }

    void extentHoldsAllVertices()
    {
        const GeoBox box = extentOf(lineGeometry({{70, 37}, {71, 38}, {69.5, 37.5}}));
        QCOMPARE(box, (GeoBox{69.5, 37, 71, 38}));
    }
};

QTEST_GUILESS_MAIN(GeometryTest)
#include "geometrytest.moc"
