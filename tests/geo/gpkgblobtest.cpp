#include "geo/gpkgblob.h"

#include <QTest>

#include <QRandomGenerator>

using namespace marz::geo;

namespace {

const Geometry point = pointGeometry({70.2, 37.98});
const Geometry line = lineGeometry({{70, 37}, {71, 38}});
const Geometry polygon = polygonGeometry({{0, 0}, {4, 0}, {4, 4}, {0, 4}});
const Geometry points{GeometryKind::Point, {{1, 2}, {3, 4}}, {1, 2}, {}};
const Geometry lines{GeometryKind::Line, {{0, 0}, {1, 1}, {5, 5}, {6, 6}, {7, 5}}, {2, 5}, {}};
const Geometry polygonsWithHole{
    GeometryKind::Polygon,
    {{0, 0}, {9, 0}, {9, 9}, {0, 0}, {5, 2}, {6, 2}, {6, 3}, {5, 2}, {20, 0}, {21, 0}, {21, 1}, {20, 0}},
    {4, 8, 12},
    {2, 3}};

/// Hex with spaces for the eye.
QByteArray bytes(const char *hex)
{
    return QByteArray::fromHex(hex);
}

// The parts of hand-written blobs, little endian.
const QByteArray header = bytes("4750 00 01 e6100000");  // GP, version 0, no envelope, SRS 4326
const QByteArray one = bytes("000000000000f03f");        // 1.0
const QByteArray two = bytes("0000000000000040");        // 2.0
const QByteArray notANumber = bytes("000000000000f87f"); // NaN
const QByteArray infinite = bytes("000000000000f07f");   // infinity
const QByteArray pointCode = bytes("01 01000000");
const QByteArray lineCode = bytes("01 02000000");
const QByteArray polygonCode = bytes("01 03000000");
const QByteArray goodPoint = header + pointCode + one + two;

} // namespace

class GpkgBlobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data()
    {
        QTest::addColumn<Geometry>("geometry");
        QTest::newRow("point") << point;
        QTest::newRow("points") << points;
        QTest::newRow("line") << line;
        QTest::newRow("lines") << lines;
        QTest::newRow("polygon") << polygon;
        QTest::newRow("polygons with a hole") << polygonsWithHole;
        QTest::newRow("no point") << Geometry{GeometryKind::Point, {}, {}, {}};
        QTest::newRow("no line") << Geometry{GeometryKind::Line, {}, {}, {}};
        QTest::newRow("no polygon") << Geometry{GeometryKind::Polygon, {}, {}, {}};
    }
    void roundTrips()
    {
        QFETCH(Geometry, geometry);
        for (const MultiPart multi : {MultiPart::WhenNeeded, MultiPart::Always}) {
            const std::optional<Geometry> back = geometryOfGpkgBlob(gpkgBlob(geometry, multi));
            QVERIFY(back.has_value());
            QVERIFY(*back == geometry);
        }
    }

    void writesTheBytesOfTheStandard()
    {
        QCOMPARE(gpkgBlob(pointGeometry({1, 2})), goodPoint);
        const QByteArray envelope = one + two + one + two; // min x, max x, min y, max y
        const QByteArray expected =
            bytes("4750 00 03 e6100000") + envelope + lineCode + bytes("02000000") + one + two + two + one;
        QCOMPARE(gpkgBlob(lineGeometry({{1, 2}, {2, 1}})), expected);
    }

    void typeCodesFollowTheParts_data()
    {
        QTest::addColumn<Geometry>("geometry");
        QTest::addColumn<bool>("always");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("envelope");
        QTest::newRow("point") << point << false << 1 << false;
        QTest::newRow("point, always") << point << true << 4 << true;
        QTest::newRow("points") << points << false << 4 << true;
        QTest::newRow("line") << line << false << 2 << true;
        QTest::newRow("lines") << lines << false << 5 << true;
        QTest::newRow("polygon") << polygon << false << 3 << true;
        QTest::newRow("polygon, always") << polygon << true << 6 << true;
        QTest::newRow("polygons") << polygonsWithHole << false << 6 << true;
    }
    void typeCodesFollowTheParts()
    {
        QFETCH(Geometry, geometry);
        QFETCH(bool, always);
        QFETCH(int, code);
        QFETCH(bool, envelope);
        const QByteArray blob = gpkgBlob(geometry, always ? MultiPart::Always : MultiPart::WhenNeeded);
        QCOMPARE(bool(blob[3] & 2), envelope);
        QCOMPARE(int(blob[(envelope ? 40 : 8) + 1]), code);
    }

    void readsOtherWriters_data()
    {
        QTest::addColumn<QByteArray>("blob");
        QTest::addColumn<Geometry>("expected");
        const Geometry p = pointGeometry({1, 2});
        QTest::newRow("plain") << goodPoint << p;
        QTest::newRow("big endian")
            << bytes("4750 00 00 000010e6 00 00000001 3ff0000000000000 4000000000000000") << p;
        QTest::newRow("big-endian header, little-endian body")
            << QByteArray(bytes("4750 00 00 000010e6") + pointCode + one + two) << p;
        QTest::newRow("undefined geographic SRS")
            << QByteArray(bytes("4750 00 01 00000000") + pointCode + one + two) << p;
        QTest::newRow("envelope XY") << QByteArray(bytes("4750 00 03 e6100000") + one + one + two + two +
                                                   pointCode + one + two)
                                     << p;
        QTest::newRow("envelope XYZM")
            << QByteArray(bytes("4750 00 09 e6100000") + QByteArray(64, '\0') + pointCode + one + two) << p;
        QTest::newRow("Z is dropped") << QByteArray(header + bytes("01 e9030000") + one + two + one) << p;
        QTest::newRow("M is dropped")
            << QByteArray(header + bytes("01 d1070000") + one + two + notANumber) << p;
        QTest::newRow("ZM is dropped")
            << QByteArray(header + bytes("01 b90b0000") + one + two + one + one) << p;
        QTest::newRow("empty point by NaN")
            << QByteArray(header + pointCode + notANumber + notANumber) << Geometry{};
        QTest::newRow("empty point by flag")
            << QByteArray(bytes("4750 00 11 e6100000") + pointCode + notANumber + notANumber) << Geometry{};
        QTest::newRow("multipoint of one")
            << QByteArray(header + bytes("01 04000000 01000000") + pointCode + one + two) << p;
    }
    void readsOtherWriters()
    {
        QFETCH(QByteArray, blob);
        QFETCH(Geometry, expected);
        const std::optional<Geometry> geometry = geometryOfGpkgBlob(blob);
        QVERIFY(geometry.has_value());
        QVERIFY(*geometry == expected);
    }

    void refusesMalformed_data()
    {
        QTest::addColumn<QByteArray>("blob");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("magic only") << bytes("4750");
        QTest::newRow("header only") << header;
        QTest::newRow("wrong magic") << QByteArray("XP" + goodPoint.mid(2));
        QTest::newRow("version 1") << QByteArray(bytes("4750 01 01 e6100000") + goodPoint.mid(8));
        QTest::newRow("envelope code 5") << QByteArray(bytes("4750 00 0b e6100000") + goodPoint.mid(8));
        QTest::newRow("envelope cut off") << QByteArray(bytes("4750 00 03 e6100000") + one);
        QTest::newRow("extended type") << QByteArray(bytes("4750 00 21 e6100000") + goodPoint.mid(8));
        QTest::newRow("reserved bits") << QByteArray(bytes("4750 00 81 e6100000") + goodPoint.mid(8));
        QTest::newRow("SRS of Web Mercator") << QByteArray(bytes("4750 00 01 110f0000") + goodPoint.mid(8));
        QTest::newRow("says empty, is not") << QByteArray(bytes("4750 00 11 e6100000") + goodPoint.mid(8));
        QTest::newRow("byte order 2") << QByteArray(header + bytes("02 01000000") + one + two);
        QTest::newRow("type 0") << QByteArray(header + bytes("01 00000000"));
        QTest::newRow("collection") << QByteArray(header + bytes("01 07000000 00000000"));
        QTest::newRow("curve") << QByteArray(header + bytes("01 08000000 00000000"));
        QTest::newRow("type 4001") << QByteArray(header + bytes("01 a10f0000") + one + two);
        QTest::newRow("EWKB with Z") << QByteArray(header + bytes("01 01000080") + one + two + one);
        QTest::newRow("half a vertex") << QByteArray(header + pointCode + one);
        QTest::newRow("byte left over") << QByteArray(goodPoint + '\0');
        QTest::newRow("x is NaN") << QByteArray(header + pointCode + notANumber + two);
        QTest::newRow("y is infinite") << QByteArray(header + pointCode + one + infinite);
        QTest::newRow("line of one") << QByteArray(header + lineCode + bytes("01000000") + one + two);
        QTest::newRow("line with NaN")
            << QByteArray(header + lineCode + bytes("02000000") + one + two + notANumber + notANumber);
        QTest::newRow("4 billion vertices") << QByteArray(header + lineCode + bytes("ffffffff") + one + two);
        QTest::newRow("4 billion rings") << QByteArray(header + polygonCode + bytes("ffffffff"));
        QTest::newRow("4 billion vertices in a ring")
            << QByteArray(header + polygonCode + bytes("01000000 ffffffff") + one + two);
        QTest::newRow("4 billion polygons") << QByteArray(header + bytes("01 06000000 ffffffff"));
        QTest::newRow("ring without vertices")
            << QByteArray(header + polygonCode + bytes("01000000 00000000"));
        QTest::newRow("ring of three") << QByteArray(header + polygonCode + bytes("01000000 03000000") + one +
                                                     one + two + two + one + one);
        QTest::newRow("open ring") << QByteArray(header + polygonCode + bytes("01000000 04000000") + one +
                                                 one + one + two + two + two + two + one);
        QTest::newRow("line in a multipoint")
            << QByteArray(header + bytes("01 04000000 01000000") + lineCode + bytes("00000000"));
        QTest::newRow("Z member of an XY multipoint")
            << QByteArray(header + bytes("01 04000000 01000000 01 e9030000") + one + two + one);
        QTest::newRow("multipoint in a multipoint")
            << QByteArray(header + bytes("01 04000000 01000000 01 04000000 00000000"));
        QTest::newRow("fewer members than said")
            << QByteArray(header + bytes("01 04000000 02000000") + pointCode + one + two);
    }
    void refusesMalformed()
    {
        QFETCH(QByteArray, blob);
        QVERIFY(!geometryOfGpkgBlob(blob).has_value());
    }

    void refusesEveryTruncation()
    {
        const QByteArray blob = gpkgBlob(polygonsWithHole);
        for (qsizetype size = 0; size < blob.size(); ++size)
            QVERIFY(!geometryOfGpkgBlob(blob.left(size)).has_value());
    }

    void survivesFlippedBytes()
    {
        QRandomGenerator random(20241117);
        const QByteArray blob = gpkgBlob(polygonsWithHole);
        for (int i = 0; i < 20000; ++i) {
            QByteArray damaged = blob;
            for (int k = 0; k < 3; ++k)
                damaged[random.bounded(int(damaged.size()))] = char(random.bounded(256));
            const std::optional<Geometry> geometry = geometryOfGpkgBlob(damaged);
            if (geometry && !geometry->isEmpty())
                QCOMPARE(std::size_t(geometry->partEnds.back()), geometry->vertices.size());
        }
    }
};

QTEST_GUILESS_MAIN(GpkgBlobTest)
#include "gpkgblobtest.moc"
