#include "map/renderer.h"
#include "map/surface.h"
#include "map/theme.h"
#include "support/imagecompare.h"
#include "support/mapscene.h"

#include <QPainter>
#include <QTest>
#include <QWidget>

using namespace marz;
using namespace marz::map;

/// Whole frames, looked at with tolerance.
class FrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void landAndWaterHaveTheirColours_data();
    void landAndWaterHaveTheirColours();
    void bordersAndRiversShow();
    void pixelRatioOnlySharpens();
    void framesRepeatAndCachesDoNotShow();
    void crowdsAreAlikeOnPixelsAndUnderAClip_data();
    void crowdsAreAlikeOnPixelsAndUnderAClip();
    void invisibleAndEmptyScenes();
    void cancelledBaseIsNull();
    void farOutAndFarIn();
    void picturesLandOnTheirPixelInAWidget();
};

namespace {

Viewport wholeWorld(double ratio = 1)
{
    return Viewport::showing({66, 35.5, 74, 39.5}, geo::Crs::webMercator(), {800, 600}, ratio);
}

QImage frame(Renderer &renderer, const Scene &scene, const Viewport &view)
{
    QImage image = renderer.baseImage(scene, view);
    QPainter painter(&image);
    renderer.drawLabels(painter, scene, view);
    renderer.drawIncidents(painter, scene, view);
    renderer.drawAnnotations(painter, scene, view);
    return image;
}

QColor at(const QImage &image, const Viewport &view, double lon, double lat)
{
    return image.pixelColor((view.lonLatToScreen({lon, lat}) * view.devicePixelRatio()).toPoint());
}

} // namespace

void FrameTest::landAndWaterHaveTheirColours_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void FrameTest::landAndWaterHaveTheirColours()
{
    QFETCH(bool, isDark);
    Scene scene = test::smallWorld(0);
    scene.theme = isDark ? Theme::Dark : Theme::Light;
    const Palette &colours = palette(scene.theme);
    const Viewport view = wholeWorld();
    Renderer renderer;
    const QImage image = renderer.baseImage(scene, view);
    QCOMPARE(at(image, view, 67.8, 38.6), colours.land);
    QCOMPARE(at(image, view, 72.7, 38.6), colours.mutedLand);
    QCOMPARE(at(image, view, 71.7, 37), colours.water);
    QCOMPARE(at(image, view, 66.2, 38), colours.noData);
}

void FrameTest::bordersAndRiversShow()
{
    const Scene scene = test::smallWorld(0);
    const Viewport view = wholeWorld();
    Renderer renderer;
    const QImage image = renderer.baseImage(scene, view);
    const QPoint border = view.lonLatToScreen({70, 36.8}).toPoint();
    QVERIFY(test::colourShare(image, QRect(border - QPoint(14, 10), QSize(28, 20)),
                              palette(Theme::Light).border, 30) > 0.02);
    const QPoint river = view.lonLatToScreen({68.6, 37.5 + 0.4 * std::sin(77.8 * 0.03)}).toPoint();
    QVERIFY(test::colourShare(image, QRect(river - QPoint(10, 10), QSize(20, 20)),
                              palette(Theme::Light).river, 30) > 0.01);
}

void FrameTest::pixelRatioOnlySharpens()
{
    Scene scene = test::smallWorld(80);
    test::putIncidents(scene, test::scattered(30, 4));
    Renderer renderer;
    const QImage single = frame(renderer, scene, wholeWorld(1));
    QImage dense = frame(renderer, scene, wholeWorld(2));
    QCOMPARE(dense.size(), single.size() * 2);
    dense.setDevicePixelRatio(1);
    const QImage half = dense.scaled(single.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QVERIFY(test::differenceShare(single, half, 60) < 0.02);
}

void FrameTest::framesRepeatAndCachesDoNotShow()
{
    Scene scene = test::smallWorld(80);
    test::putIncidents(scene, test::scattered(300, 4));
    Renderer used;
    const QImage first = frame(used, scene, wholeWorld());
    frame(used, scene, wholeWorld().zoomed(3, {100, 100}));
    QCOMPARE(frame(used, scene, wholeWorld()), first);
    Renderer fresh;
    QCOMPARE(frame(fresh, scene, wholeWorld()), first);
}

void FrameTest::crowdsAreAlikeOnPixelsAndUnderAClip_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0})
        QTest::addRow("%g", ratio) << ratio;
}

void FrameTest::crowdsAreAlikeOnPixelsAndUnderAClip()
{
    QFETCH(double, ratio);
    Scene scene = test::smallWorld(0);
    test::putIncidents(scene, test::scattered(6000, 4));
    const Viewport view = Viewport::showing({66, 35.5, 74, 39.5}, geo::Crs::webMercator(), {801, 601}, ratio);
    Renderer renderer;
    const auto drawn = [&](bool hasClip) {
        QImage image(view.deviceSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::white);
        QPainter painter(&image);
        if (hasClip) // the slow way
            painter.setClipRect(QRectF(-10, -10, 900, 700));
        renderer.drawIncidents(painter, scene, view);
        return image;
    };
    const QImage fast = drawn(false);
    const QImage slow = drawn(true);
    int stamped = 0;
    for (int y = 0; y < fast.height(); ++y) {
        for (int x = 0; x < fast.width(); ++x) {
            const QColor a = fast.pixelColor(x, y);
            const QColor b = slow.pixelColor(x, y);
            stamped += a != QColor(Qt::white) ? 1 : 0;
            const int most = std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                                       std::abs(a.blue() - b.blue())});
            QVERIFY2(most <= 3, qPrintable(QStringLiteral("%1,%2: %3").arg(x).arg(y).arg(most)));
        }
    }
    QVERIFY(stamped > 5000);
}

void FrameTest::invisibleAndEmptyScenes()
{
    Renderer renderer;
    const Scene empty;
    QVERIFY(!frame(renderer, empty, wholeWorld()).isNull());
    QVERIFY(pick(empty, wholeWorld(), {10, 10}).incidents.empty());
    Scene hidden = test::smallWorld(50);
    for (ReferenceLayer &layer : hidden.layers)
        layer.isVisible = false;
    const QImage image = frame(renderer, hidden, wholeWorld());
    QVERIFY(test::colourShare(image, image.rect(), palette(Theme::Light).noData) +
                test::colourShare(image, image.rect(), palette(Theme::Light).water) >
            0.99);
}

void FrameTest::cancelledBaseIsNull()
{
    const base::CancelToken cancel;
    cancel.cancel();
    Renderer renderer;
    QVERIFY(renderer.baseImage(test::smallWorld(5), wholeWorld(), cancel).isNull());
}

void FrameTest::farOutAndFarIn()
{
    Scene scene = test::smallWorld(200);
    test::putIncidents(scene, test::scattered(100, 4));
    Renderer renderer;
    for (const double scale : {2e3, 1e4, 1e7, 5e7})
        QVERIFY(!frame(renderer, scene, wholeWorld().withScale(scale)).isNull());
}

namespace {

class PixelWidget : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QImage red(3, 3, QImage::Format_ARGB32_Premultiplied);
        red.fill(Qt::red);
        QPainter painter(this);
        painter.translate(5, 7);
        PixelPainter(painter).put(red, {10.4, 20.4}, {1, 1});
    }
};

} // namespace

void FrameTest::picturesLandOnTheirPixelInAWidget()
{
    QWidget window;
    window.resize(200, 150);
    PixelWidget map(&window);
    map.setGeometry(37, 53, 100, 80);
    const QImage image = window.grab().toImage();
    const int ratio = static_cast<int>(image.devicePixelRatio());
    QCOMPARE(image.pixelColor((37 + 15) * ratio, (53 + 27) * ratio), QColor(Qt::red));
    QVERIFY(image.pixelColor((37 + 15 + 3) * ratio, (53 + 27) * ratio) != QColor(Qt::red));
}

QTEST_MAIN(FrameTest)
#include "frametest.moc"
