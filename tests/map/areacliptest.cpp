#include "map/areaclip.h"
#include "map/basepainter.h"
#include "map/graticule.h"
#include "map/projectedlayer.h"

#include <QPainter>
#include <QTest>

#include <cmath>

using namespace marz;
using namespace marz::map;

namespace {

using Line = std::vector<geo::LonLat>;

Line ringOf(double west, double south, double east, double north)
{
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

struct Piece {
    Line vertices;
    bool isCut;
};

std::vector<Piece> ringPieces(const geo::Crs &crs, const Line &ring)
{
    std::vector<Piece> pieces;
    AreaClip(crs).eachRing(ring, [&](std::span<const geo::LonLat> piece, bool isCut) {
        pieces.push_back({Line(piece.begin(), piece.end()), isCut});
    });
    return pieces;
}

geo::GeoBox boxOf(const Line &line)
{
    geo::GeoBox box;
    for (const geo::LonLat &p : line)
        box.include(p);
    return box;
}

ReferenceLayer userLayer(std::vector<geo::Geometry> shapes)
{
    std::vector<LayerFeature> features;
    for (geo::Geometry &shape : shapes) {
        LayerFeature feature;
        feature.geometry = std::move(shape);
        features.push_back(std::move(feature));
    }
    ReferenceLayer layer;
    layer.id = layer.name = QStringLiteral("world");
    layer.colour = QColor(200, 0, 0);
    layer.content = std::make_shared<const LayerContent>(LayerContent{std::move(features)});
    return layer;
}

/// Bands of 10 degrees around the whole world, as polygons and as lines.
ReferenceLayer worldInBands()
{
    std::vector<geo::Geometry> shapes;
    for (int lat = -90; lat < 90; lat += 10) {
        shapes.push_back(geo::polygonGeometry(ringOf(-180, lat, 180, lat + 10)));
        geo::Geometry line;
        line.kind = geo::GeometryKind::Line;
        for (int lon = -180; lon <= 180; ++lon)
            line.vertices.push_back({double(lon), double(lat)});
        line.partEnds.push_back(static_cast<std::uint32_t>(line.vertices.size()));
        shapes.push_back(std::move(line));
    }
    return userLayer(std::move(shapes));
}

const QStringList codes{
    QStringLiteral("EPSG:3857"),  QStringLiteral("EPSG:32642"),       QStringLiteral("EPSG:32660"),
    QStringLiteral("EPSG:32601"), QStringLiteral("EPSG:3413"),        QStringLiteral("EPSG:8859"),
    QStringLiteral("EPSG:28412"), QStringLiteral("equal-area:70,38"), QStringLiteral("conformal:175,-20")};

} // namespace

class AreaClipTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLiesInsideIsHandedOverAsItIs()
    {
        const Line ring{{68, 37}, {68.2, 37}, {68.2, 37.2}, {68, 37.2}, {68, 37}};
        const auto pieces = ringPieces(geo::Crs::fromEpsg(32642), ring);
        QCOMPARE(pieces.size(), std::size_t{1});
        QVERIFY(pieces[0].vertices == ring);
        QVERIFY(!pieces[0].isCut);
    }

    void longStepsBend()
    {
        const auto pieces = ringPieces(geo::Crs::fromEpsg(32642), ringOf(66, 36, 72, 40));
        QCOMPARE(pieces.size(), std::size_t{1});
        QVERIFY(pieces[0].vertices.size() > 50);
        // A neighbour that shares the edge from the other side gets the same vertices.
        const auto east = ringPieces(geo::Crs::fromEpsg(32642), ringOf(72, 36, 75, 40));
        int shared = 0;
        for (const geo::LonLat &p : pieces[0].vertices)
            shared += p.lon == 72 && std::find(east[0].vertices.begin(), east[0].vertices.end(), p) !=
                                         east[0].vertices.end();
        QVERIFY(shared >= 17);
        // Mercator's meridians and parallels are straight anyway.
        QCOMPARE(ringPieces(geo::Crs::webMercator(), ringOf(66, 36, 72, 40))[0].vertices.size(),
                 std::size_t{5});
    }

    void whatReachesOutIsCut()
    {
        const geo::Crs utm = geo::Crs::fromEpsg(32642);
        const auto pieces = ringPieces(utm, ringOf(60, 30, 140, 50));
        QCOMPARE(pieces.size(), std::size_t{1});
        QVERIFY(pieces[0].isCut);
        const geo::GeoBox box = boxOf(pieces[0].vertices);
        QCOMPARE(box.west, 60.0);
        QCOMPARE(box.east, utm.drawnArea().east);
        QVERIFY(pieces[0].vertices.front() == pieces[0].vertices.back());
        QVERIFY(ringPieces(utm, ringOf(-120, 30, -80, 50)).empty());
    }

    void aRingAcrossTheAntimeridianStaysOne()
    {
        const Line ring{{179, -17}, {-179, -17}, {-179, -16}, {179, -16}, {179, -17}}; // Fiji
        const auto pieces = ringPieces(geo::Crs::fromEpsg(32660), ring);
        QCOMPARE(pieces.size(), std::size_t{1});
        QCOMPARE(boxOf(pieces[0].vertices).east - boxOf(pieces[0].vertices).west, 2.0);
        // Web Mercator ends at the antimeridian: one piece on each side, none across the world.
        const auto halves = ringPieces(geo::Crs::webMercator(), ring);
        QCOMPARE(halves.size(), std::size_t{2});
        for (const Piece &half : halves) {
            QVERIFY(half.isCut);
            QCOMPARE(boxOf(half.vertices).east - boxOf(half.vertices).west, 1.0);
        }
    }

    void aWorldWideRingIsNotTakenForACrossing()
    {
        const auto pieces = ringPieces(geo::Crs::webMercator(), ringOf(-180, -60, 180, 60));
        QCOMPARE(pieces.size(), std::size_t{1});
        QCOMPARE(boxOf(pieces[0].vertices).west, -180.0);
        QCOMPARE(boxOf(pieces[0].vertices).east, 180.0);
    }

    void twoHalvesMeetInAZoneAcrossTheAntimeridian()
    {
        const geo::Crs zone = geo::Crs::fromEpsg(32601); // 180 to 174 W
        const auto east = ringPieces(zone, ringOf(-180, 50, -179, 51));
        const auto west = ringPieces(zone, ringOf(179, 50, 180, 51));
        QCOMPARE(east.size(), std::size_t{1});
        QCOMPARE(west.size(), std::size_t{1});
        QCOMPARE(boxOf(west[0].vertices).east, boxOf(east[0].vertices).west);
    }

    void nothingIsSmeared_data()
    {
        QTest::addColumn<QString>("code");
        for (const QString &code : codes)
            QTest::newRow(qPrintable(code)) << code;
    }
    /// No step of anything that is drawn is longer than its length on the ground allows.
    void nothingIsSmeared()
    {
        QFETCH(QString, code);
        const geo::Crs crs = geo::Crs::fromCode(code);
        const ReferenceLayer layer = worldInBands();
        const ProjectedLayer shape(*layer.content, crs);
        QVERIFY(shape.arcs().size() > 4);
        const geo::MapBox world = crs.drawnBox();
        const double longest = crs == geo::Crs::webMercator()
                                   ? 41e6
                                   : 10 * 111e3; // a degree, stretched; or straight around the world
        for (const ProjectedLayer::Arc &arc : shape.arcs()) {
            const auto vertices = shape.vertices(arc);
            for (std::size_t i = 0; i < vertices.size(); ++i) {
                QVERIFY(std::isfinite(vertices[i].x) && std::isfinite(vertices[i].y));
                QVERIFY(vertices[i].x >= world.left - 2000 && vertices[i].x <= world.right + 2000);
                if (i > 0)
                    QVERIFY2(std::hypot(vertices[i].x - vertices[i - 1].x,
                                        vertices[i].y - vertices[i - 1].y) < longest,
                             qPrintable(QStringLiteral("%1 m").arg(std::hypot(
                                 vertices[i].x - vertices[i - 1].x, vertices[i].y - vertices[i - 1].y))));
            }
        }
    }

    void theEdgeOfTheMapIsFilledButNotStroked()
    {
        const geo::Crs utm = geo::Crs::fromEpsg(32642);
        const ReferenceLayer layer = userLayer({geo::polygonGeometry(ringOf(60, 30, 140, 50))});
        const ProjectedLayer shape(*layer.content, utm);
        const geo::MapPoint onTheCut = utm.toMap(geo::LonLat{utm.drawnArea().east, 40});
        const Viewport view(utm, onTheCut, 2000, {200, 200});
        const QPainterPath area = areaPath(shape, 0, view, FrameEdge::Padded);
        QVERIFY(area.contains(QPointF(60, 100)));
        QVERIFY(!area.contains(QPointF(140, 100)));
        QVERIFY(outlinePath(shape, 0, view, FrameEdge::Padded).isEmpty());
        const Viewport atTheRealEdge(utm, utm.toMap(geo::LonLat{60, 40}), 2000, {200, 200});
        QVERIFY(!outlinePath(shape, 0, atTheRealEdge, FrameEdge::Padded).isEmpty());
    }

    void holesRunAgainstTheirRing_data()
    {
        QTest::addColumn<bool>("isTurned");
        QTest::newRow("as shapefiles have it") << true;
        QTest::newRow("both the same way round") << false;
    }
    void holesRunAgainstTheirRing()
    {
        QFETCH(bool, isTurned);
        geo::Geometry area = geo::polygonGeometry(ringOf(68, 36, 72, 40));
        Line hole = ringOf(69, 37, 71, 39);
        if (isTurned)
            std::reverse(hole.begin(), hole.end());
        area.vertices.insert(area.vertices.end(), hole.begin(), hole.end());
        area.partEnds.push_back(static_cast<std::uint32_t>(area.vertices.size()));
        area.polygonEnds.back() = 2;
        const ReferenceLayer layer = userLayer({area});
        const Viewport view = Viewport::showing({67, 35, 73, 41}, geo::Crs::webMercator(), {200, 200});
        const ProjectedLayer shape(*layer.content, view.crs());
        QPainterPath path = areaPath(shape, 0, view, FrameEdge::Padded);
        for (const Qt::FillRule rule : {Qt::OddEvenFill, Qt::WindingFill}) {
            path.setFillRule(rule);
            QVERIFY(!path.contains(view.lonLatToScreen({70, 38})));
            QVERIFY(path.contains(view.lonLatToScreen({68.5, 38})));
        }
    }

    void graticuleStaysOnTheMap_data() { nothingIsSmeared_data(); }
    void graticuleStaysOnTheMap()
    {
        QFETCH(QString, code);
        const geo::Crs crs = geo::Crs::fromCode(code);
        for (const double unitsPerPx : {300.0, 3'000.0, 30'000.0}) {
            const Viewport view = Viewport(crs, crs.toMap(geo::LonLat{70, 38}), unitsPerPx, {800, 600});
            if (!std::isfinite(view.centre().x))
                continue; // Khatlon is not on that map
            const Graticule graticule = graticuleOf(view);
            QVERIFY(!graticule.lines.isEmpty());
            const geo::MapBox world = crs.drawnBox();
            if (world.contains({view.box().left, view.box().bottom}) &&
                world.contains({view.box().right, view.box().top}))
                QVERIFY(!graticule.labels.empty());
            QPointF last;
            for (int i = 0; i < graticule.lines.elementCount(); ++i) {
                const QPointF at = graticule.lines.elementAt(i);
                QVERIFY(QRectF(-1, -1, 802, 602).contains(at));
                if (graticule.lines.elementAt(i).isLineTo() &&
                    !(crs == geo::Crs::webMercator())) // sampled finely: no step jumps over the frame
                    QVERIFY2(std::hypot(at.x() - last.x(), at.y() - last.y()) < 200, qPrintable(code));
                last = at;
            }
        }
    }

    void graticuleNamesItsLines()
    {
        const geo::Crs utm = geo::Crs::fromEpsg(32642);
        const Viewport view = Viewport(utm, utm.toMap(geo::LonLat{70, 38}), 1000, {800, 600});
        QCOMPARE(graticuleStepDeg(view), 1.0);
        QStringList texts;
        for (const Graticule::Label &label : graticuleOf(view).labels) {
            texts << label.text;
            // The label stands where the line really is.
            const geo::LonLat at = view.screenToLonLat(label.at);
            const double value = label.text.section(u'°', 0, 0).toDouble();
            QVERIFY2(std::abs((label.isMeridian ? at.lon : at.lat) - value) < 0.02, qPrintable(label.text));
        }
        QVERIFY(texts.contains(QStringLiteral("70° E")));
        QVERIFY(texts.contains(QStringLiteral("38° N")));
        const Viewport close = view.withScale(200'000);
        QVERIFY(graticuleStepDeg(close) < 0.1);
        bool hasMinutes = false;
        for (const Graticule::Label &label : graticuleOf(close).labels)
            hasMinutes |= label.text.contains(u'′');
        QVERIFY(hasMinutes);
    }
};

QTEST_MAIN(AreaClipTest)
#include "areacliptest.moc"
