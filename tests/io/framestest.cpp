#include "io/frames.h"

#include "base/error.h"
#include "io/featurebytes.h"

#include <QtTest>

using namespace marz;
using io::Feature;

/// What the helper process sends is read back as it was, and broken bytes are seen before room is made for
/// them.
class FramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsFeatures();
    void seesBrokenFeatures_data();
    void seesBrokenFeatures();
    void seesBrokenTexts();
    void keepsHeadersAndCounts();
    void takesWholeFrames();
    void refusesBrokenFrames_data();
    void refusesBrokenFrames();
    void keepsRequests();
    void keepsRasterRequests();
    void keepsRasterInfo();
    void seesBrokenRasterInfo();
};

namespace {

Feature area()
{
    Feature feature;
    feature.geometry.kind = geo::GeometryKind::Polygon;
    feature.geometry.vertices = {{70, 37}, {70, 38}, {71, 38}, {70, 37}};
    feature.geometry.partEnds = {4};
    feature.geometry.polygonEnds = {1};
    feature.fields = {QStringLiteral("Хоруғ"), QString(), QStringLiteral("")};
    return feature;
}

QByteArray bytesOf(const Feature &feature)
{
    QByteArray bytes;
    io::appendFeature(bytes, feature);
    return bytes;
}

} // namespace

void FramesTest::keepsFeatures()
{
    const Feature feature = area();
    const QByteArray two = bytesOf(feature) + bytesOf(feature);
    QByteArrayView bytes(two);
    Feature read;
    QVERIFY(io::takeFeature(bytes, read));
    QVERIFY(io::takeFeature(bytes, read));
    QVERIFY(bytes.isEmpty());
    QCOMPARE(read.geometry, feature.geometry);
    QCOMPARE(read.fields, feature.fields);
    QVERIFY(read.fields[1].isNull() && !read.fields[2].isNull());
    QCOMPARE(read.geometry.vertices.capacity(), read.geometry.vertices.size());
}

void FramesTest::seesBrokenFeatures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = bytesOf(area());
    const auto changed = [&](qsizetype at, const QByteArray &what) {
        QByteArray bytes = good;
        return bytes.replace(at, what.size(), what);
    };
    QTest::newRow("nothing") << QByteArray();
    for (const qsizetype size : {1, 3, 5, 40, 70, 80, 90})
        QTest::addRow("the first %d bytes", int(size)) << good.left(size);
    QTest::newRow("no kind") << changed(0, "\x09");
    QTest::newRow("2^32 vertices") << changed(1, "\xff\xff\xff\xff");
    QTest::newRow("more vertices than bytes") << changed(1, QByteArray("\0\0\1\0", 4));
    QTest::newRow("part beyond the vertices") << changed(1 + 4 + 64 + 4, QByteArray("\x05\0\0\0", 4));
    QTest::newRow("2^32 fields") << changed(1 + 4 + 64 + 8 + 8, "\xff\xff\xff\xff");
}

void FramesTest::seesBrokenFeatures()
{
    QFETCH(QByteArray, bytes);
    QByteArrayView rest(bytes);
    Feature read;
    QVERIFY(!io::takeFeature(rest, read));
}

void FramesTest::seesBrokenTexts()
{
    QStringList texts;
    QDataStream in(QByteArray::fromHex("7fffffff00000002"));
    io::readTexts(in, texts);
    QVERIFY(in.status() != QDataStream::Ok);
    QVERIFY(texts.isEmpty());
}

void FramesTest::keepsHeadersAndCounts()
{
    io::LayerData layer;
    layer.name = QStringLiteral("a");
    layer.crs = QStringLiteral("EPSG:32642");
    layer.needsCrs = true;
    layer.encoding = QStringLiteral("CP1251");
    layer.fields = {QStringLiteral("x"), QStringLiteral("y")};
    qint64 count = 0;
    for (const auto member : io::LayerStatistics::members())
        layer.statistics.*member = ++count;
    const std::vector<io::LayerSummary> summaries = {{"a", "points", 3, "EPSG:4326"}, {"b", "table", -1, {}}};
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << layer << layer.statistics << summaries;
    QDataStream in(bytes);
    io::LayerData read;
    std::vector<io::LayerSummary> readSummaries;
    in >> read >> read.statistics >> readSummaries;
    QVERIFY(in.atEnd() && in.status() == QDataStream::Ok);
    QCOMPARE(read.name, layer.name);
    QCOMPARE(read.crs, layer.crs);
    QVERIFY(read.needsCrs);
    QCOMPARE(read.encoding, layer.encoding);
    QCOMPARE(read.fields, layer.fields);
    QVERIFY(read.statistics == layer.statistics);
    QCOMPARE(readSummaries.size(), 2U);
    QCOMPARE(readSummaries[0].crs, QStringLiteral("EPSG:4326"));
    QCOMPARE(readSummaries[1].records, -1);
}

void FramesTest::takesWholeFrames()
{
    const QByteArray bytes =
        io::frameHead(io::FrameType::Rows, 3) + "abc" + io::frameHead(io::FrameType::End, 0);
    io::Frame frame;
    qsizetype at = 0;
    QVERIFY(!io::takeFrame(bytes.left(7), at, frame));
    QCOMPARE(at, 0);
    QVERIFY(io::takeFrame(bytes, at, frame));
    QCOMPARE(frame.payload, QByteArray("abc"));
    QVERIFY(io::takeFrame(bytes, at, frame));
    QCOMPARE(frame.type, io::FrameType::End);
    QCOMPARE(at, bytes.size());
}

void FramesTest::refusesBrokenFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("4 GB") << QByteArray("\xff\xff\xff\xff\x01");
    QTest::newRow("no type") << QByteArray("\x01\0\0\0\x63", 5);
}

void FramesTest::refusesBrokenFrames()
{
    QFETCH(QByteArray, bytes);
    io::Frame frame;
    qsizetype at = 0;
    QVERIFY_EXCEPTION_THROWN(io::takeFrame(bytes, at, frame), base::Error);
}

void FramesTest::keepsRequests()
{
    io::HelperRequest request;
    request.kind = io::HelperRequest::Kind::Layers;
    request.path = QStringLiteral("/a\n\"b\".shp");
    request.choice = {QStringLiteral("l"), QStringLiteral("EPSG:4326"), QStringLiteral("CP866")};
    const io::HelperRequest read = io::HelperRequest::fromJson(request.toJson());
    QCOMPARE(read.kind, request.kind);
    QCOMPARE(read.path, request.path);
    QVERIFY(read.choice == request.choice);
    QVERIFY_EXCEPTION_THROWN(io::HelperRequest::fromJson("{}"), base::Error);
}

void FramesTest::keepsRasterRequests()
{
    io::HelperRequest request;
    request.kind = io::HelperRequest::Kind::Tiles;
    request.view = {QStringLiteral("equal-area:70.21,38.5"), {-1.5e6, 1 / 3.0, 2e6, 3e6}, 640, 480};
    request.look.ramp = {{-1.5, 0xFF102030}, {8000, 0x80FFFFFF}};
    request.look.low = -3;
    request.look.high = 0.1;
    request.look.shade = 0.4;
    request.look.azimuthDeg = 200;
    request.look.altitudeDeg = 30;
    request.look.exaggeration = 2.5;
    request.tiles = {{{1, 2, 3, 4}, QByteArray("\0\xff\x89PNG", 6), QStringLiteral("8/1/2")}};
    const io::HelperRequest read = io::HelperRequest::fromJson(request.toJson());
    QCOMPARE(read.kind, request.kind);
    QCOMPARE(read.view.crs, request.view.crs);
    QCOMPARE(read.view.box, request.view.box);
    QCOMPARE(read.view.width, 640);
    QCOMPARE(read.view.height, 480);
    QVERIFY(read.look.ramp == request.look.ramp);
    for (const auto member :
         {&io::RasterLook::low, &io::RasterLook::high, &io::RasterLook::shade, &io::RasterLook::azimuthDeg,
          &io::RasterLook::altitudeDeg, &io::RasterLook::exaggeration})
        QCOMPARE(read.look.*member, request.look.*member);
    QCOMPARE(read.tiles.size(), 1U);
    QCOMPARE(read.tiles[0].box, request.tiles[0].box);
    QCOMPARE(read.tiles[0].bytes, request.tiles[0].bytes);
    QCOMPARE(read.tiles[0].name, request.tiles[0].name);
}

void FramesTest::keepsRasterInfo()
{
    io::RasterInfo info;
    info.driver = QStringLiteral("GTiff");
    info.crs = QStringLiteral("EPSG:32642");
    info.needsCrs = true;
    info.width = 3;
    info.height = 4;
    info.bands = 5;
    info.valueType = QStringLiteral("Int16");
    info.values = io::RasterValues::Elevations;
    info.low = -5.5;
    info.high = 7000;
    info.hasNoData = true;
    info.hasOverviews = true;
    info.extent = {1, 2, 3, 4};
    info.raw = {5, 6, 7, 8};
    info.warnings = {QStringLiteral("w")};
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << info;
    QDataStream in(bytes);
    io::RasterInfo read;
    in >> read;
    QVERIFY(in.atEnd() && in.status() == QDataStream::Ok);
    QCOMPARE(read.driver, info.driver);
    QCOMPARE(read.crs, info.crs);
    QVERIFY(read.needsCrs && read.hasNoData && read.hasOverviews);
    QCOMPARE((QList<int>{read.width, read.height, read.bands}), (QList<int>{3, 4, 5}));
    QCOMPARE(read.valueType, info.valueType);
    QVERIFY(read.values == info.values);
    QCOMPARE(read.low, info.low);
    QCOMPARE(read.high, info.high);
    QCOMPARE(read.extent, info.extent);
    QCOMPARE(read.raw, info.raw);
    QCOMPARE(read.warnings, info.warnings);
}

void FramesTest::seesBrokenRasterInfo()
{
    QByteArray bytes;
    io::RasterInfo info;
    info.width = -1;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << info;
    QDataStream negative(bytes);
    negative >> info;
    QVERIFY(negative.status() != QDataStream::Ok);
    QDataStream cut(bytes.left(20));
    cut >> info;
    QVERIFY(cut.status() != QDataStream::Ok);
}

QTEST_GUILESS_MAIN(FramesTest)
#include "framestest.moc"
