#include "map/userlayerpainter.h"

#include "map/labelplacer.h"
#include "map/legend.h"
#include "map/linework.h"
#include "map/renderer.h"
#include "support/mapscene.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace marz;
using namespace marz::map;

/// What the map shows of a user's layer: pixels of a small view of 400 x 400 pixels, one degree each 100.
class UserLayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classesHaveTheirColours();
    void overlappingAreasOfAClassStayFilled();
    void hiddenClassIsNotDrawn();
    void outsideItsScalesNothingIsDrawn_data();
    void outsideItsScalesNothingIsDrawn();
    void markersAreStampedOnce();
    void linesHaveGaps_data();
    void linesHaveGaps();
    void dashesMeetAcrossColumns();
    void doubleLineIsTwoLines();
    void vectorsShowTheSame();
    void highlightedIsOutlined();
    void legendListsItsClasses();
    void coloursAreSeenOnTheLand_data();
    void coloursAreSeenOnTheLand();

private:
    static geo::Geometry box(double west, double south, double east, double north)
    {
        return geo::polygonGeometry({{west, south}, {east, south}, {east, north}, {west, north}});
    }
    static ReferenceLayer layerWith(std::vector<geo::Geometry> geometries, LayerStyle style,
                                    std::vector<std::uint8_t> classes = {})
    {
        std::vector<LayerFeature> features;
        for (geo::Geometry &each : geometries) {
            LayerFeature feature;
            feature.geometry = std::move(each);
            features.push_back(std::move(feature));
        }
        ReferenceLayer layer = test::layerOf(LayerRole::User, std::move(features));
        layer.id = QStringLiteral("user:1");
        layer.style = std::make_shared<const LayerStyle>(std::move(style));
        if (!classes.empty())
            layer.classOf = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
        return layer;
    }
    static ClassStyle plain(QColor fill, QColor line, double widthPx = 2)
    {
        ClassStyle style;
        style.fill = fill;
        style.line = line;
        style.widthPx = widthPx;
        return style;
    }
    static Viewport view(int width = 400)
    {
        // Near the equator a degree is as wide as high.
        return Viewport::showing({0, 0, 4.0 * width / 400, 4}, geo::Crs::webMercator(), {width, 400});
    }
    static QImage drawn(const ReferenceLayer &layer, const Viewport &seen = view())
    {
        Scene scene;
        scene.layers = {layer};
        return Renderer().baseImage(scene, seen);
    }
    static QColor at(const QImage &image, double lon, double lat)
    {
        return image.pixelColor(view().lonLatToScreen({lon, lat}).toPoint());
    }
    /// How many stretches of @p colour the row of pixels at @p lat has.
    static int stretches(const QImage &image, int y, QColor colour)
    {
        int count = 0;
        bool isIn = false;
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            const bool isColour =
                std::abs(c.red() - colour.red()) < 40 && std::abs(c.blue() - colour.blue()) < 40;
            if (isColour && !isIn)
                ++count;
            isIn = isColour;
        }
        return count;
    }
};

void UserLayerTest::classesHaveTheirColours()
{
    LayerStyle style;
    style.kind = StyleKind::Categories;
    style.classes = {plain(Qt::red, Qt::black), plain(Qt::green, Qt::black)};
    const QImage image = drawn(layerWith({box(0.5, 0.5, 1.5, 1.5), box(2, 2, 3, 3)}, style, {1, 0}));
    QCOMPARE(at(image, 1, 1), QColor(Qt::green));
    QCOMPARE(at(image, 2.5, 2.5), QColor(Qt::red));
    QVERIFY(at(image, 2.5, 1) != QColor(Qt::red));
}

void UserLayerTest::overlappingAreasOfAClassStayFilled()
{
    LayerStyle style;
    style.classes = {plain(Qt::red, Qt::black)};
    const QImage image = drawn(layerWith({box(1, 1, 3, 3), box(2, 2, 3.5, 3.5)}, style));
    QCOMPARE(at(image, 2.5, 2.5), QColor(Qt::red));
    QCOMPARE(at(image, 1.5, 1.5), QColor(Qt::red));
}

void UserLayerTest::hiddenClassIsNotDrawn()
{
    LayerStyle style;
    style.kind = StyleKind::Categories;
    style.classes = {plain(Qt::red, Qt::red), plain(Qt::green, Qt::green)};
    style.classes[0].isVisible = false;
    const QImage image = drawn(layerWith({box(0.5, 0.5, 1.5, 1.5), box(2, 2, 3, 3)}, style, {0, 1}));
    QVERIFY(at(image, 1, 1) != QColor(Qt::red));
    QCOMPARE(at(image, 2.5, 2.5), QColor(Qt::green));
    const ReferenceLayer layer = layerWith({box(0.5, 0.5, 1.5, 1.5), box(2, 2, 3, 3)}, style, {0, 1});
    QVERIFY(!isFeatureShown(layer, 0)); // nor named
    QVERIFY(isFeatureShown(layer, 1));
}

void UserLayerTest::outsideItsScalesNothingIsDrawn_data()
{
    QTest::addColumn<double>("closest");
    QTest::addColumn<double>("widest");
    QTest::addColumn<bool>("isShown");
    const double here = view().scaleDenominator();
    QTest::newRow("no limits") << 0.0 << 0.0 << true;
    QTest::newRow("within") << here / 2 << here * 2 << true;
    QTest::newRow("too far away") << 0.0 << here / 2 << false;
    QTest::newRow("too close") << here * 2 << 0.0 << false;
}

void UserLayerTest::outsideItsScalesNothingIsDrawn()
{
    QFETCH(double, closest);
    QFETCH(double, widest);
    QFETCH(bool, isShown);
    LayerStyle style;
    style.classes = {plain(Qt::red, Qt::black)};
    style.scales = {closest, widest};
    ReferenceLayer layer = layerWith({box(1, 1, 3, 3)}, style);
    LayerContent named = *layer.content;
    named.features[0].label = QStringLiteral("Murghob");
    layer.content = std::make_shared<const LayerContent>(named);
    QCOMPARE(at(drawn(layer), 2, 2) == QColor(Qt::red), isShown);
    Scene scene;
    scene.layers = {layer};
    (void)projected(layer.content, geo::Crs::webMercator());
    QCOMPARE(placeLabels(scene, view()).size(), std::size_t(isShown ? 1 : 0));
}

void UserLayerTest::markersAreStampedOnce()
{
    LayerStyle style;
    style.classes = {plain(QColor(255, 0, 0, 128), Qt::black, 0)};
    style.classes[0].markerPx = 12;
    std::vector<geo::Geometry> same(50, geo::pointGeometry({2, 2}));
    const QColor many = at(drawn(layerWith(same, style)), 2, 2);
    const QColor one = at(drawn(layerWith({geo::pointGeometry({2, 2})}, style)), 2, 2);
    QCOMPARE(many, one);
    QVERIFY(one.red() > one.green() + 60);
}

void UserLayerTest::linesHaveGaps_data()
{
    QTest::addColumn<int>("dash");
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<int>("atMost");
    QTest::newRow("solid") << int(LineDash::Solid) << 1 << 1;
    QTest::newRow("dashes") << int(LineDash::Dash) << 10 << 25;
    QTest::newRow("dots") << int(LineDash::Dot) << 30 << 70;
}

void UserLayerTest::linesHaveGaps()
{
    QFETCH(int, dash);
    QFETCH(int, atLeast);
    QFETCH(int, atMost);
    LayerStyle style;
    style.classes = {plain(Qt::red, Qt::red, 3)};
    style.classes[0].dash = static_cast<LineDash>(dash);
    const QImage image = drawn(layerWith({geo::lineGeometry({{0.2, 2}, {3.8, 2}})}, style));
    const int found = stretches(image, view().lonLatToScreen({2, 2}).toPoint().y(), Qt::red);
    QVERIFY2(found >= atLeast && found <= atMost, qPrintable(QString::number(found)));
}

void UserLayerTest::dashesMeetAcrossColumns()
{
    LayerStyle style;
    style.classes = {plain(Qt::red, Qt::red, 3)};
    style.classes[0].dash = LineDash::Dash;
    const ReferenceLayer layer = layerWith({geo::lineGeometry({{0.2, 2}, {11.8, 2}})}, style);
    const Viewport wide = view(1200); // painted in columns
    const QImage image = drawn(layer, wide);
    const int y = wide.lonLatToScreen({2, 2}).toPoint().y();
    int first = -1;
    std::vector<int> lengths;
    for (int x = 40; x < 1160; ++x) {
        const bool isOn = image.pixelColor(x, y) == QColor(Qt::red);
        if (isOn && first < 0)
            first = x;
        if (!isOn && first >= 0) {
            lengths.push_back(x - first);
            first = -1;
        }
    }
    QVERIFY(lengths.size() > 20);
    for (std::size_t i = 1; i + 1 < lengths.size(); ++i)
        QVERIFY2(std::abs(lengths[i] - lengths[1]) <= 2, qPrintable(QString::number(lengths[i])));
}

void UserLayerTest::doubleLineIsTwoLines()
{
    LayerStyle style;
    style.classes = {plain(Qt::red, Qt::red, 3)};
    style.classes[0].isDouble = true;
    const QImage image = drawn(layerWith({geo::lineGeometry({{2, 0.2}, {2, 3.8}})}, style));
    QCOMPARE(stretches(image, 200, Qt::red), 2);
}

void UserLayerTest::vectorsShowTheSame()
{
    LayerStyle style;
    style.classes = {plain(Qt::red, Qt::black)};
    style.classes[0].markerPx = 20;
    Scene scene;
    scene.layers = {layerWith({box(0.5, 0.5, 1.5, 1.5), geo::pointGeometry({3, 3})}, style)};
    QImage image(400, 400, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    QVERIFY(paintBase(painter, scene, view(), FrameEdge::Exact, {}));
    painter.end();
    QCOMPARE(at(image, 1, 1), QColor(Qt::red));
    QCOMPARE(at(image, 3, 3), QColor(Qt::red));
}

void UserLayerTest::highlightedIsOutlined()
{
    LayerStyle style;
    style.classes = {plain(Qt::transparent, Qt::transparent, 0)};
    Scene scene;
    scene.layers = {layerWith({box(0.5, 0.5, 1.5, 1.5), box(2, 2, 3, 3)}, style)};
    scene.highlighted = {QStringLiteral("user:1"), 1};
    (void)projected(scene.layers[0].content, geo::Crs::webMercator());
    QImage image(400, 400, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintHighlighted(painter, scene, view(), FrameEdge::Padded);
    painter.end();
    QVERIFY(at(image, 2, 2.5) != QColor(Qt::white));
    QCOMPARE(at(image, 0.5, 1), QColor(Qt::white));
}

void UserLayerTest::legendListsItsClasses()
{
    LayerStyle style;
    style.kind = StyleKind::Categories;
    style.classes = {plain(Qt::red, Qt::black), plain(Qt::green, Qt::black), plain(Qt::blue, Qt::black)};
    style.classes[0].label = QStringLiteral("district");
    style.classes[1].label = QStringLiteral("town");
    style.classes[1].isVisible = false;
    style.classes[2].label = QStringLiteral("all others");
    const auto words = [](const std::vector<LegendEntry> &entries) {
        QStringList texts;
        for (const LegendEntry &each : entries)
            texts << each.text;
        return texts;
    };
    Scene scene;
    scene.layers = {layerWith({box(1, 1, 2, 2)}, style, {0})};
    scene.layers[0].name = QStringLiteral("Villages");
    QCOMPARE(
        words(legendOf(scene, view())),
        (QStringList{QStringLiteral("Villages"), QStringLiteral("district"), QStringLiteral("all others")}));
    style.scales = {0, 10};
    scene.layers = {layerWith({box(1, 1, 2, 2)}, style, {0})};
    QVERIFY(legendOf(scene, view()).empty());
}

void UserLayerTest::coloursAreSeenOnTheLand_data()
{
    QTest::addColumn<QColor>("colour");
    for (const char *name : {"#000000", "#ffffff", "#1b9e77", "#ffffcc", "#081d58", "#f7f7f7"})
        QTest::newRow(name) << QColor(QLatin1String(name));
}

void UserLayerTest::coloursAreSeenOnTheLand()
{
    QFETCH(QColor, colour);
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        const QColor land = palette(theme).land;
        const QColor shown = readable(colour, theme);
        const int apart = std::abs(shown.red() - land.red()) + std::abs(shown.green() - land.green()) +
                          std::abs(shown.blue() - land.blue());
        QVERIFY2(apart > 90, qPrintable(shown.name()));
    }
}

QTEST_MAIN(UserLayerTest)
#include "userlayertest.moc"
