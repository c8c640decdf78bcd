#include "map/labelcache.h"
#include "map/labelpainter.h"
#include "map/projectedlayer.h"
#include "support/mapscene.h"

#include <QGlyphRun>
#include <QLineF>
#include <QPainter>
#include <QTest>
#include <QTextLayout>

using namespace marz;
using namespace marz::map;

class LabelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverOverlap();
    void stayWhilePanning();
    void moveWithTheMap();
    void goAlongWhileZooming();
    void arePlacedAnewWhenSomethingElseChanges();
    void waitForTheWorkerWhereItPlacesThem();
    void picturesOfTheWorkerAreTheSame();
    void ofAUsersLayerComeWhenItIsReady();
    void avoidSelected();
    void whollyInsideAnExactFrame();
    void fewerPlacesWhenFarAway();
    void riverNameFollowsTheRiver();
    void rightToLeftIsShapedAsQtDoes_data();
    void rightToLeftIsShapedAsQtDoes();
    void joinedScriptsAreNotSpaced();
};

namespace {

Viewport viewAt(double lon, double lat, double scale, QSize size = {900, 600})
{
    const geo::Crs crs = geo::Crs::webMercator();
    return Viewport(crs, crs.toMap(geo::LonLat{lon, lat}), 100, size).withScale(scale);
}

} // namespace

void LabelsTest::neverOverlap()
{
    const Scene scene = test::smallWorld(600);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lon(67, 73);
    std::uniform_real_distribution<double> lat(36, 39);
    std::uniform_real_distribution<double> exponent(5, 6.8);
    std::size_t seen = 0;
    for (int n = 0; n < 40; ++n) {
        const auto labels =
            placeLabels(scene, viewAt(lon(random), lat(random), std::pow(10, exponent(random))));
        seen += labels.size();
        for (std::size_t a = 0; a < labels.size(); ++a) {
            for (std::size_t b = a + 1; b < labels.size(); ++b) {
                for (const QRectF &box : labels[a].boxes) {
                    for (const QRectF &other : labels[b].boxes)
                        QVERIFY2(!box.intersects(other), qPrintable(labels[a].text + u'/' + labels[b].text));
                }
            }
        }
    }
    QVERIFY(seen > 200);
}

void LabelsTest::stayWhilePanning()
{
    const Scene scene = test::smallWorld(300);
    const Viewport view = viewAt(70, 37.5, 1.5e6);
    const QPointF by(37, -21);
    const auto before = placeLabels(scene, view);
    const auto after = placeLabels(scene, view.moved(by));
    const QRectF inner = QRectF(0, 0, 900, 600).adjusted(60, 60, -60, -60);
    int kept = 0;
    int lost = 0;
    for (const PlacedLabel &label : before) {
        if (!inner.contains(label.boxes.front()) || !label.bent.isEmpty())
            continue;
        const bool isThere = std::any_of(after.begin(), after.end(), [&](const PlacedLabel &other) {
            const QPointF d = other.at - label.at - by;
            return other.text == label.text && std::hypot(d.x(), d.y()) < 0.5;
        });
        ++(isThere ? kept : lost);
    }
    QVERIFY(kept > 20);
    QCOMPARE(lost, 0);
}

void LabelsTest::moveWithTheMap()
{
    const Scene scene = test::smallWorld(300);
    const Viewport view = viewAt(70, 37.5, 1.5e6);
    const Viewport dragged = view.moved({37, -21});
    LabelCache cache;
    cache.labels(scene, view);
    const LabelCache::Labels known = cache.labels(scene, dragged);
    QVERIFY(known.shift != QPointF(0, 0)); // not placed anew
    int seen = 0;
    for (const PlacedLabel &fresh : placeLabels(scene, dragged)) {
        if (!QRectF(60, 60, 780, 480).contains(fresh.boxes.front()) || !fresh.bent.isEmpty())
            continue;
        ++seen;
        const bool isThere =
            std::any_of(known.placed.begin(), known.placed.end(), [&](const PlacedLabel &label) {
                return label.text == fresh.text &&
                       (label.at + known.shift - fresh.at).manhattanLength() < 1e-3;
            });
        QVERIFY2(isThere, qPrintable(fresh.text));
    }
    QVERIFY(seen > 20);
    QCOMPARE(cache.labels(scene, view.moved({500, 0})).shift, QPointF(0, 0)); // too far
}

void LabelsTest::goAlongWhileZooming()
{
    const Scene scene = test::smallWorld(300);
    const Viewport view = viewAt(70, 37.5, 1.5e6);
    LabelCache cache;
    const std::vector<PlacedLabel> before = cache.labels(scene, view).placed;
    for (const double factor : {1.3, 0.7}) {
        const Viewport zoomed = view.zoomed(factor, {200, 150});
        const std::vector<PlacedLabel> moved = cache.labels(scene, zoomed, LabelFreshness::Known).placed;
        QVERIFY(moved.size() > 5);
        for (const PlacedLabel &label : moved) {
            const auto was = std::find_if(before.begin(), before.end(), [&](const PlacedLabel &each) {
                if (each.text != label.text || each.hasDot != label.hasDot)
                    return false;
                // At its place on the ground.
                const QPointF expected = zoomed.worldToScreen(view.screenToWorld(each.dotAt));
                return !each.hasDot || QLineF(expected, label.dotAt).length() < 0.01;
            });
            QVERIFY2(was != before.end(), qPrintable(label.text));
        }
        for (std::size_t a = 0; a < moved.size(); ++a) {
            for (std::size_t b = a + 1; b < moved.size(); ++b) {
                for (const QRectF &box : moved[a].boxes) {
                    for (const QRectF &other : moved[b].boxes)
                        QVERIFY2(!box.intersects(other), qPrintable(moved[a].text + u'/' + moved[b].text));
                }
            }
        }
    }
    // At rest they are placed for the new scale.
    const Viewport rested = view.zoomed(0.7, {200, 150});
    QCOMPARE(cache.labels(scene, rested).placed.size(),
             placeLabels(scene, rested, FrameEdge::Padded, 200).size());
}

void LabelsTest::arePlacedAnewWhenSomethingElseChanges()
{
    Scene scene = test::smallWorld(300);
    const Viewport view = viewAt(70, 37.5, 1.5e6);
    LabelCache cache;
    const auto isFresh = [&](const Viewport &now) {
        const std::vector<PlacedLabel> fresh = placeLabels(scene, now, FrameEdge::Padded, 200);
        const std::vector<PlacedLabel> &known = cache.labels(scene, now).placed;
        return std::equal(fresh.begin(), fresh.end(), known.begin(), known.end(),
                          [](const PlacedLabel &a, const PlacedLabel &b) {
                              return a.text == b.text && a.at == b.at && a.colour == b.colour;
                          });
    };
    QVERIFY(isFresh(view));
    QVERIFY(isFresh(view.withScale(1.2e6)));
    QVERIFY(isFresh(view.resized({700, 500}, 1)));
    scene.theme = Theme::Dark;
    QVERIFY(isFresh(view));
    test::putIncidents(scene, {test::factAt(1, 70.01, 37.51)});
    scene.incidents.selected = {1};
    QVERIFY(isFresh(view));
    for (ReferenceLayer &layer : scene.layers)
        layer.isVisible = layer.role != LayerRole::Places;
    QVERIFY(isFresh(view));
}

void LabelsTest::waitForTheWorkerWhereItPlacesThem()
{
    Scene scene = test::smallWorld(300);
    const Viewport view = viewAt(70, 37.5, 1.5e6);
    const auto known = [&scene](LabelCache &cache, const Viewport &now) {
        return cache.labels(scene, now, LabelFreshness::Known);
    };
    LabelCache cache;
    QVERIFY(known(cache, view).placed.empty()); // nobody has placed any
    QVERIFY(!known(cache, view).isCurrent);
    cache.take(placeNames(scene, view, keptClear(scene, view), nullptr));
    QVERIFY(known(cache, view).isCurrent);
    QVERIFY(known(cache, view).isLasting);
    QCOMPARE(known(cache, view).placed.size(), placeLabels(scene, view, FrameEdge::Padded, 200).size());
    // Dragged on, they still serve, and the next are asked for in time.
    QVERIFY(known(cache, view.moved({150, 0})).isCurrent);
    QVERIFY(!known(cache, view.moved({150, 0})).isLasting);
    QVERIFY(!known(cache, view.moved({250, 0})).isCurrent);
    // Where something else has changed they stay until the worker is done.
    scene.theme = Theme::Dark;
    QVERIFY(!known(cache, view).isCurrent);
    QVERIFY(!known(cache, view).placed.empty());
    // In another CRS they have no place.
    QVERIFY(known(cache, view.withCrs(geo::Crs::fromEpsg(32642))).placed.empty());
}

void LabelsTest::picturesOfTheWorkerAreTheSame()
{
    const Scene scene = test::smallWorld(300);
    const Viewport view = viewAt(70, 37.5, 1.5e6);
    const auto painted = [&](const std::vector<PlacedLabel> &labels) {
        QImage image(view.deviceSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        LabelPainter().paint(painter, labels, {3.25, 0.5}, QRectF(QPointF(0, 0), QSizeF(view.size())),
                             palette(scene.theme));
        return image;
    };
    LabelPictures pictures;
    const auto names = placeNames(scene, view, {}, &pictures);
    QVERIFY(std::all_of(names->labels.begin(), names->labels.end(),
                        [](const PlacedLabel &label) { return label.picture != nullptr; }));
    std::vector<PlacedLabel> bare = names->labels;
    for (PlacedLabel &label : bare)
        label.picture.reset();
    QVERIFY(painted(names->labels) == painted(bare));
}

void LabelsTest::ofAUsersLayerComeWhenItIsReady()
{
    Scene scene = test::smallWorld(0);
    LayerFeature feature;
    feature.geometry = geo::pointGeometry({70.2, 37.6});
    feature.label = QStringLiteral("Checkpoint");
    ReferenceLayer layer;
    layer.role = LayerRole::User;
    layer.content = std::make_shared<const LayerContent>(LayerContent{{feature}});
    scene.layers.push_back(layer);
    const Viewport view = viewAt(70, 37.5, 1.5e6);
    LabelCache cache;
    const auto isNamed = [&] {
        const auto &placed = cache.labels(scene, view).placed;
        return std::any_of(placed.begin(), placed.end(), [](const PlacedLabel &label) {
            return label.text == QLatin1String("Checkpoint");
        });
    };
    QVERIFY(!isNamed());
    projected(layer.content, view.crs()); // what the worker does
    QVERIFY(isNamed());
}

void LabelsTest::avoidSelected()
{
    Scene scene = test::smallWorld(300);
    test::putIncidents(scene, {test::factAt(1, 70.01, 37.51)});
    scene.incidents.selected = {1};
    const Viewport view = viewAt(70, 37.5, 1e6);
    const QPointF at = view.lonLatToScreen({70.01, 37.51});
    const QRectF symbol(at.x() - 8, at.y() - 8, 16, 16);
    for (const PlacedLabel &label : placeLabels(scene, view)) {
        for (const QRectF &box : label.boxes)
            QVERIFY(!box.intersects(symbol));
    }
}

void LabelsTest::whollyInsideAnExactFrame()
{
    const Scene scene = test::smallWorld(600);
    const auto labels = placeLabels(scene, viewAt(70, 37.5, 1.5e6), FrameEdge::Exact);
    QVERIFY(labels.size() > 20);
    for (const PlacedLabel &label : labels) {
        for (const QRectF &box : label.boxes)
            QVERIFY(QRectF(0, 0, 900, 600).contains(box));
    }
}

void LabelsTest::fewerPlacesWhenFarAway()
{
    for (int rank = 1; rank < 9; ++rank)
        QVERIFY(widestScaleOf(rank) <= widestScaleOf(rank - 1));
    const Scene scene = test::smallWorld(300);
    for (const PlacedLabel &label : placeLabels(scene, viewAt(70, 37.5, 8e6)))
        QVERIFY(!label.hasDot || label.dotRadiusPx > 0);
    const auto labels = placeLabels(scene, viewAt(70, 37.5, 2e7));
    for (const PlacedLabel &label : labels) {
        if (label.hasDot)
            QVERIFY(label.style.isSemibold); // rank 0 only
    }
}

void LabelsTest::riverNameFollowsTheRiver()
{
    const Scene scene = test::smallWorld(0);
    const auto labels = placeLabels(scene, viewAt(70, 37.5, 2e6));
    const auto river =
        std::find_if(labels.begin(), labels.end(), [](const PlacedLabel &l) { return !l.bent.isEmpty(); });
    QVERIFY(river != labels.end());
    QCOMPARE(river->text, QStringLiteral("Panj"));
    QVERIFY(river->style.isItalic);
    QCOMPARE(river->boxes.size(), std::size_t{4});
}

void LabelsTest::rightToLeftIsShapedAsQtDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Dari") << QStringLiteral("ولایت بدخشان");
    QTest::newRow("Persian with zero-width non-joiner") << QStringLiteral("فیض‌آباد");
    QTest::newRow("mixed") << QStringLiteral("خاروغ Khorog 12");
    QTest::newRow("Tajik") << QStringLiteral("Шамсиддин Шоҳин");
}

void LabelsTest::rightToLeftIsShapedAsQtDoes()
{
    QFETCH(QString, text);
    const TextStyle style{.sizePx = 14};
    const TextShape shape(text, style);
    QTextLayout layout(text, mapFont(style));
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    std::vector<quint32> expected;
    for (const QGlyphRun &run : layout.glyphRuns()) {
        const auto indexes = run.glyphIndexes();
        expected.insert(expected.end(), indexes.begin(), indexes.end());
    }
    std::vector<quint32> got;
    for (const TextShape::Glyph &glyph : shape.glyphs()) {
        QVERIFY(glyph.position.x() > -1 && glyph.position.x() < shape.width() + 1);
        got.push_back(glyph.index);
    }
    std::sort(expected.begin(), expected.end());
    std::sort(got.begin(), got.end());
    QCOMPARE(got, expected);
    QVERIFY(!shape.path().isEmpty());
    QVERIFY(shape.box().adjusted(-3, -3, 3, 3).contains(shape.path().boundingRect()));
}

void LabelsTest::joinedScriptsAreNotSpaced()
{
    const TextStyle plain{.sizePx = 12};
    const TextStyle spaced{.sizePx = 12, .isSpacedCapitals = true, .spacingEm = 0.3};
    const QString persian = QStringLiteral("بدخشان");
    QCOMPARE(TextShape(persian, spaced).width(), TextShape(persian, plain).width());
    QVERIFY(!TextShape(persian, plain).canBend());
    QVERIFY(TextShape(QStringLiteral("Khatlon"), spaced).width() >
            TextShape(QStringLiteral("KHATLON"), plain).width());
}

QTEST_MAIN(LabelsTest)
#include "labelstest.moc"
