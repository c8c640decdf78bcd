#include "map/clip.h"
#include "map/hatch.h"
#include "map/projectedlayer.h"
#include "map/simplify.h"
#include "support/mapscene.h"

#include <QTest>

using namespace marz;
using namespace marz::map;

class LayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharedBoundaryIsOneArc();
    void ringsStayClosedAtEveryTolerance();
    void significanceKeepsWithinTolerance();
    void projectedOnceForAll();
    void clippedRingStaysInside();
    void clippedLineGivesPieces();
    void hatchStaysInside();
};

void LayerTest::sharedBoundaryIsOneArc()
{
    const Scene scene = test::smallWorld();
    const ReferenceLayer &units = scene.layers[3];
    const ProjectedLayer layer(*units.content, geo::Crs::webMercator());
    QCOMPARE(layer.features().size(), std::size_t{4});
    const auto shared = std::count_if(layer.arcs().begin(), layer.arcs().end(),
                                      [](const ProjectedLayer::Arc &arc) { return arc.users == 2; });
    QCOMPARE(shared, 3);
    for (const ProjectedLayer::Arc &arc : layer.arcs())
        QVERIFY(arc.users == 1 || arc.users == 2);
}

void LayerTest::ringsStayClosedAtEveryTolerance()
{
    const Scene scene = test::smallWorld();
    const ProjectedLayer layer(*scene.layers[0].content, geo::Crs::webMercator());
    for (const float tolerance : {0.F, 1000.F, 50'000.F}) {
        for (const ProjectedLayer::Feature &feature : layer.features()) {
            for (const ProjectedLayer::Part &part : layer.parts(feature)) {
                std::vector<geo::MapPoint> ring;
                for (const std::int32_t ref : layer.arcRefs(part)) {
                    const auto &arc = layer.arcs()[static_cast<std::size_t>(ref < 0 ? ~ref : ref)];
                    std::vector<geo::MapPoint> piece;
                    for (std::size_t i = 0; i < layer.vertices(arc).size(); ++i) {
                        if (layer.significances(arc)[i] > tolerance)
                            piece.push_back(layer.vertices(arc)[i]);
                    }
                    if (ref < 0)
                        std::reverse(piece.begin(), piece.end());
                    if (!ring.empty())
                        QCOMPARE(piece.front(), ring.back());
                    ring.insert(ring.end(), piece.begin(), piece.end());
                }
                QCOMPARE(ring.front(), ring.back());
                QVERIFY(ring.size() >= 4);
            }
        }
    }
}

void LayerTest::significanceKeepsWithinTolerance()
{
    std::vector<geo::MapPoint> line;
    for (int i = 0; i <= 500; ++i)
        line.push_back({i * 10.0, 300 * std::sin(i * 0.05) + 20 * std::sin(i * 1.3)});
    const std::vector<float> kept = significance(line);
    QVERIFY(std::isinf(kept.front()) && std::isinf(kept.back()));
    std::size_t previous = line.size() + 1;
    for (const float tolerance : {1.F, 10.F, 40.F, 200.F}) {
        std::vector<std::size_t> at;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (kept[i] > tolerance)
                at.push_back(i);
        }
        QVERIFY(at.size() < previous);
        previous = at.size();
        for (std::size_t k = 1; k < at.size(); ++k) {
            const geo::MapPoint a = line[at[k - 1]];
            const geo::MapPoint b = line[at[k]];
            const double length = std::hypot(b.x - a.x, b.y - a.y);
            for (std::size_t i = at[k - 1] + 1; i < at[k]; ++i) {
                const double off =
                    std::abs((b.x - a.x) * (line[i].y - a.y) - (b.y - a.y) * (line[i].x - a.x)) / length;
                QVERIFY(off <= tolerance + 1e-3);
            }
        }
    }
}

void LayerTest::projectedOnceForAll()
{
    const Scene scene = test::smallWorld();
    const auto first = projected(scene.layers[0].content, geo::Crs::webMercator());
    QCOMPARE(projected(scene.layers[0].content, geo::Crs::webMercator()), first);
    QCOMPARE(projectedIfReady(scene.layers[0].content, geo::Crs::webMercator()), first);
    QVERIFY(projected(scene.layers[0].content, geo::Crs::fromEpsg(32642)) != first);
    QVERIFY(!projectedIfReady(scene.layers[1].content, geo::Crs::fromEpsg(32642)));
}

void LayerTest::clippedRingStaysInside()
{
    const QRectF frame(0, 0, 100, 100);
    std::vector<QPointF> ring{{-1e7, 50}, {50, -1e7}, {1e7, 50}, {50, 1e7}};
    clipRing(ring, frame);
    QVERIFY(ring.size() >= 4);
    double area = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        QVERIFY(frame.adjusted(-1e-3, -1e-3, 1e-3, 1e-3).contains(ring[i]));
        const QPointF next = ring[(i + 1) % ring.size()];
        area += (ring[i].x() * next.y() - next.x() * ring[i].y()) / 2;
    }
    QVERIFY(std::abs(std::abs(area) - 10'000) < 1);
    std::vector<QPointF> outside{{200, 200}, {300, 200}, {300, 300}};
    clipRing(outside, frame);
    QVERIFY(outside.empty());
}

void LayerTest::clippedLineGivesPieces()
{
    const QRectF frame(0, 0, 100, 100);
    std::vector<QPolygonF> pieces;
    const std::vector<QPointF> line{{-50, 50}, {50, 50}, {50, 150}, {80, 150}, {80, 50}, {90, 50}};
    clipLine(line, frame, pieces);
    QCOMPARE(pieces.size(), std::size_t{2});
    QCOMPARE(pieces[0].first(), QPointF(0, 50));
    QCOMPARE(pieces[0].last(), QPointF(50, 100));
    QCOMPARE(pieces[1].first(), QPointF(80, 100));
    QCOMPARE(pieces[1].last(), QPointF(90, 50));
}

void LayerTest::hatchStaysInside()
{
    QPainterPath area;
    area.addRect(10, 10, 200, 100);
    area.addRect(50, 40, 60, 30); // a hole
    const std::vector<QLineF> lines =
        hatchLines(area, {.isRising = false, .spacingPx = 9, .widthPx = 1, .origin = {3, 4}});
    QVERIFY(lines.size() > 15);
    for (const QLineF &line : lines) {
        QVERIFY(area.contains(line.center()));
        QVERIFY(QRectF(9.9, 9.9, 200.2, 100.2).contains(line.p1()));
        QVERIFY(std::abs(std::abs(line.dx()) - std::abs(line.dy())) < 1e-6);
    }
}

QTEST_GUILESS_MAIN(LayerTest)
#include "layertest.moc"
