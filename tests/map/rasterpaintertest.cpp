#include "map/rasterpainter.h"

#include "map/legend.h"
#include "map/rasterramp.h"
#include "map/renderer.h"
#include "support/mapscene.h"
#include "support/rasterfake.h"

#include <QPainter>
#include <QTest>

using namespace marz;
using namespace marz::map;

/// Raster layers on the map: above the land, below the lines, moved until the next picture is there.
class RasterPainterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversTheLandButNotTheLines();
    void isMovedAndScaledUntilTheNextIsThere();
    void isSeenOnlyWhereItShouldBe_data();
    void isSeenOnlyWhereItShouldBe();
    void exportsWaitForThePicture();
    void creditsAreNamedOnce();
    void tintsAreInTheLegend();
    void rangesAreRound_data();
    void rangesAreRound();
    void rampsRunFromEndToEnd();

private:
    static Viewport view()
    {
        return Viewport::showing({66, 35.5, 74, 39.5}, geo::Crs::webMercator(), {400, 300});
    }
    static QImage base(const Scene &scene) { return Renderer().baseImage(scene, view()); }
    static Scene withRaster(ReferenceLayer layer)
    {
        Scene scene = test::smallWorld(0);
        scene.layers.insert(scene.layers.begin() + 1, std::move(layer));
        return scene;
    }
};

void RasterPainterTest::coversTheLandButNotTheLines()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::magenta);
    Scene scene = withRaster(test::rasterLayer(source));
    const QImage without = base(scene);
    drawPictures(scene.layers, view(), {});
    const QImage with = base(scene);
    const QPoint land = view().lonLatToScreen({68.2, 38.6}).toPoint();
    QVERIFY(without.pixelColor(land) != QColor(Qt::magenta));
    QCOMPARE(with.pixelColor(land), QColor(Qt::magenta));
    // The lake lies above it: where it was water it is water.
    const QPoint lake = view().lonLatToScreen({71.7, 37.0}).toPoint();
    QCOMPARE(with.pixelColor(lake), without.pixelColor(lake));
    scene.layers[1].opacity = 0.5;
    const QColor half = base(scene).pixelColor(land);
    QVERIFY(half != QColor(Qt::magenta) && half != without.pixelColor(land));
}

void RasterPainterTest::isMovedAndScaledUntilTheNextIsThere()
{
    // Left half red, right half blue, drawn for another view.
    const Viewport then = view();
    auto picture = std::make_shared<RasterPicture>();
    picture->view = then;
    picture->image = QImage(then.deviceSize(), QImage::Format_ARGB32_Premultiplied);
    picture->image.fill(Qt::blue);
    QPainter(&picture->image).fillRect(0, 0, 200, 300, Qt::red);
    ReferenceLayer layer = test::rasterLayer(std::make_shared<test::FakeRaster>(Qt::magenta));
    layer.picture = picture;
    for (const Viewport &now :
         {then, then.moved({50, 20}), then.zoomed(2, {200, 150}), then.zoomed(0.5, {90, 80})}) {
        QImage image(now.deviceSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintRaster(painter, layer, now, Theme::Light);
        painter.end();
        const QPointF edge = now.worldToScreen(then.screenToWorld({200, 150}));
        QCOMPARE(image.pixelColor((edge - QPointF(4, 0)).toPoint()), QColor(Qt::red));
        QCOMPARE(image.pixelColor((edge + QPointF(4, 0)).toPoint()), QColor(Qt::blue));
    }
    QVERIFY(serves(*picture, then));
    QVERIFY(!serves(*picture, then.moved({1, 0})));
    QVERIFY(!serves(*picture, then.zoomed(1.1, {200, 150})));
}

void RasterPainterTest::isSeenOnlyWhereItShouldBe_data()
{
    QTest::addColumn<bool>("isVisible");
    QTest::addColumn<double>("widest");
    QTest::addColumn<QString>("crs");
    QTest::addColumn<bool>("isSeen");
    QTest::newRow("shown") << true << 0.0 << QStringLiteral("EPSG:3857") << true;
    QTest::newRow("switched off") << false << 0.0 << QStringLiteral("EPSG:3857") << false;
    QTest::newRow("beyond its scales") << true << 1000.0 << QStringLiteral("EPSG:3857") << false;
    QTest::newRow("drawn in another CRS") << true << 0.0 << QStringLiteral("EPSG:32642") << false;
}

void RasterPainterTest::isSeenOnlyWhereItShouldBe()
{
    QFETCH(bool, isVisible);
    QFETCH(double, widest);
    QFETCH(QString, crs);
    QFETCH(bool, isSeen);
    ReferenceLayer layer = test::rasterLayer(std::make_shared<test::FakeRaster>(Qt::magenta));
    layer.isVisible = isVisible;
    auto style = std::make_shared<LayerStyle>();
    style->scales.widest = widest;
    layer.style = style;
    layer.picture = std::make_shared<const RasterPicture>(layer.raster->picture(view(), {}));
    const Viewport now = view().withCrs(geo::Crs::fromCode(crs));
    QImage image(now.deviceSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintRaster(painter, layer, now, Theme::Light);
    painter.end();
    QCOMPARE(image.pixelColor(200, 150) == QColor(Qt::magenta), isSeen);
}

void RasterPainterTest::exportsWaitForThePicture()
{
    const auto shown = std::make_shared<test::FakeRaster>(Qt::magenta);
    shown->isPartial = true;
    const auto hidden = std::make_shared<test::FakeRaster>(Qt::green);
    std::vector<ReferenceLayer> layers{test::rasterLayer(shown),
                                       test::rasterLayer(hidden, QStringLiteral("user:b"))};
    layers[1].isVisible = false;
    QCOMPARE(drawPictures(layers, view(), {}),
             QStringList(QStringLiteral("Picture: 3 of 9 tiles are missing.")));
    QVERIFY(layers[0].picture && !layers[1].picture);
    QCOMPARE(hidden->asked.load(), 0);
    drawPictures(layers, view(), {});
    QCOMPARE(shown->asked.load(), 1); // it is there
    shown->fails = true;
    layers[0].picture.reset();
    QCOMPARE(drawPictures(layers, view(), {}),
             QStringList(QStringLiteral("Picture is not drawn. The picture is torn.")));
    QVERIFY(!layers[0].picture);
    shown->fails = false;
    shown->gate.acquire();
    base::CancelToken cancelled;
    cancelled.cancel();
    QVERIFY_THROWS_EXCEPTION(base::Error, drawPictures(layers, view(), cancelled));
}

void RasterPainterTest::creditsAreNamedOnce()
{
    std::vector<ReferenceLayer> layers;
    for (const char *name : {"© Somebody", "", "© Somebody", "Others\nand more"})
        layers.push_back(
            test::rasterLayer(std::make_shared<test::FakeRaster>(Qt::red, QString::fromUtf8(name))));
    QCOMPARE(attributionOf(layers, view()), QStringLiteral("© Somebody, Others and more"));
    for (ReferenceLayer &layer : layers)
        layer.isVisible = false;
    QCOMPARE(attributionOf(layers, view()), QString());
}

void RasterPainterTest::tintsAreInTheLegend()
{
    class Tinted : public test::FakeRaster
    {
    public:
        using test::FakeRaster::FakeRaster;
        std::optional<RasterTints> tints() const override
        {
            return RasterTints{QStringLiteral("hypsometric"), 500, 7500};
        }
    };
    ReferenceLayer layer = test::rasterLayer(std::make_shared<Tinted>(Qt::red));
    layer.name = QStringLiteral("Heights");
    Scene scene = withRaster(layer);
    const auto has = [&scene](const QString &text) {
        const auto entries = legendOf(scene, view());
        return std::any_of(entries.begin(), entries.end(),
                           [&](const LegendEntry &entry) { return entry.text == text; });
    };
    QVERIFY(has(QStringLiteral("Heights")));
    QVERIFY(has(QStringLiteral("500 to 7,500")));
    scene.layers[1].isVisible = false;
    QVERIFY(!has(QStringLiteral("Heights")));
}

void RasterPainterTest::rangesAreRound_data()
{
    QTest::addColumn<double>("ownLow");
    QTest::addColumn<double>("ownHigh");
    QTest::addColumn<double>("fileLow");
    QTest::addColumn<double>("fileHigh");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("the style's own") << 100.0 << 250.0 << 0.0 << 9.0 << 100.0 << 250.0;
    QTest::newRow("mountains") << 0.0 << 0.0 << 432.0 << 6871.0 << 0.0 << 7000.0;
    QTest::newRow("a valley") << 0.0 << 0.0 << 1513.0 << 1592.0 << 1510.0 << 1600.0;
    QTest::newRow("fractions") << 0.0 << 0.0 << 0.12 << 0.57 << 0.1 << 0.6;
    QTest::newRow("one value") << 0.0 << 0.0 << 5.0 << 5.0 << 5.0 << 5.0;
}

void RasterPainterTest::rangesAreRound()
{
    QFETCH(double, ownLow);
    QFETCH(double, ownHigh);
    QFETCH(double, fileLow);
    QFETCH(double, fileHigh);
    QFETCH(double, low);
    QFETCH(double, high);
    RasterStyle style;
    style.low = ownLow;
    style.high = ownHigh;
    const RasterRange range = rangeOf(style, {fileLow, fileHigh});
    QCOMPARE(range.low, low);
    QCOMPARE(range.high, high);
}

void RasterPainterTest::rampsRunFromEndToEnd()
{
    for (const RasterRamp &ramp : rasterRamps()) {
        QCOMPARE(ramp.at(0), ramp.colours.front());
        QCOMPARE(ramp.at(1), ramp.colours.back());
        QCOMPARE(ramp.at(-5), ramp.colours.front());
        QVERIFY(rasterRamp(ramp.name) == &ramp);
        QCOMPARE(rampPicture(ramp.name, {40, 2}).pixelColor(39, 1), ramp.colours.back());
    }
    QVERIFY(!rasterRamp(QStringLiteral("nonsense")));
    QVERIFY(rampPicture(QString(), {40, 2}).isNull());
}

QTEST_MAIN(RasterPainterTest)
#include "rasterpaintertest.moc"
