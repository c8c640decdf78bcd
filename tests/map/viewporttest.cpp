#include "map/viewport.h"
#include "map/decorations.h"

#include <QTest>

#include <cmath>

using namespace marz;
using map::Viewport;

class ViewportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void screenAndWorldRoundTrip_data();
    void screenAndWorldRoundTrip();
    void zoomKeepsTheAnchor();
    void zoomIsClamped();
    void scaleIsTrueAtTheCentre();
    void showsTheWholeBox();
    void movesByPixels();
    void deviceTransformAgrees();
    void scaleBarIsRoundAndTrue();
};

namespace {

Viewport overKhatlon(const geo::Crs &crs = geo::Crs::webMercator())
{
    return Viewport::showing({68, 37, 71, 39}, crs, {1000, 700});
}

} // namespace

void ViewportTest::screenAndWorldRoundTrip_data()
{
    QTest::addColumn<int>("epsg");
    QTest::addColumn<QPointF>("at");
    for (const int epsg : {3857, 32642}) {
        for (const QPointF at : {QPointF(0, 0), QPointF(500, 350), QPointF(999.5, 12.25)})
            QTest::addRow("EPSG:%d at %g,%g", epsg, at.x(), at.y()) << epsg << at;
    }
}

void ViewportTest::screenAndWorldRoundTrip()
{
    QFETCH(int, epsg);
    QFETCH(QPointF, at);
    const Viewport view = overKhatlon(geo::Crs::fromEpsg(epsg));
    const QPointF back = view.worldToScreen(view.screenToWorld(at));
    QVERIFY(std::hypot(back.x() - at.x(), back.y() - at.y()) < 1e-6);
    const QPointF throughDegrees = view.lonLatToScreen(view.screenToLonLat(at));
    QVERIFY(std::hypot(throughDegrees.x() - at.x(), throughDegrees.y() - at.y()) < 1e-3);
}

void ViewportTest::zoomKeepsTheAnchor()
{
    Viewport view = overKhatlon();
    const QPointF anchor(123, 456);
    const geo::MapPoint before = view.screenToWorld(anchor);
    for (const double factor : {1.25, 2.0, 0.5, 0.1, 3.0}) {
        view = view.zoomed(factor, anchor);
        const geo::MapPoint after = view.screenToWorld(anchor);
        QVERIFY(std::abs(after.x - before.x) < 1e-4);
        QVERIFY(std::abs(after.y - before.y) < 1e-4);
    }
}

void ViewportTest::zoomIsClamped()
{
    Viewport view = overKhatlon();
    for (int i = 0; i < 60; ++i)
        view = view.zoomed(2, {500, 350});
    QVERIFY(view.scaleDenominator() > 1'900 && view.scaleDenominator() < 2'100);
    for (int i = 0; i < 60; ++i)
        view = view.zoomed(0.5, {500, 350});
    QVERIFY(view.scaleDenominator() > 1.4e8 && view.scaleDenominator() < 1.6e8);
    QCOMPARE(view.zoomed(0, {0, 0}), view);
}

void ViewportTest::scaleIsTrueAtTheCentre()
{
    const Viewport view = overKhatlon().withScale(1'000'000);
    QVERIFY(std::abs(view.scaleDenominator() - 1e6) < 1);
    // Web Mercator stretches by about 1 / cos(latitude).
    const double latitude = view.screenToLonLat({500, 350}).lat;
    const double expected = view.unitsPerPx() * std::cos(latitude * 3.14159265358979 / 180);
    QVERIFY(std::abs(view.groundMetresPerPx() / expected - 1) < 0.005);
}

void ViewportTest::showsTheWholeBox()
{
    const geo::GeoBox box{68, 37, 71, 39};
    const Viewport view = Viewport::showing(box, geo::Crs::webMercator(), {1000, 700}, 1, 20);
    const QRectF frame(19.9, 19.9, 960.2, 660.2);
    for (const geo::LonLat corner : {geo::LonLat{68, 37}, geo::LonLat{71, 39}, geo::LonLat{68, 39}})
        QVERIFY(frame.contains(view.lonLatToScreen(corner)));
    const Viewport ofPoint = Viewport::showing({70, 38, 70, 38}, geo::Crs::webMercator(), {1000, 700});
    QVERIFY(ofPoint.scaleDenominator() >= 1'990);
}

void ViewportTest::movesByPixels()
{
    const Viewport view = overKhatlon();
    const geo::MapPoint grabbed = view.screenToWorld({300, 300});
    const QPointF now = view.moved({40, -25}).worldToScreen(grabbed);
    QVERIFY(std::hypot(now.x() - 340, now.y() - 275) < 1e-6);
}

void ViewportTest::deviceTransformAgrees()
{
    const Viewport view = overKhatlon().resized({800, 600}, 2);
    const geo::MapPoint p = view.screenToWorld({200, 100});
    const QPointF device = view.worldToDevice().map(QPointF(p.x, p.y));
    QVERIFY(std::hypot(device.x() - 400, device.y() - 200) < 1e-4);
}

void ViewportTest::scaleBarIsRoundAndTrue()
{
    for (const double scale : {5e3, 3.3e4, 4e5, 1.2e6, 2e7}) {
        const Viewport view = overKhatlon().withScale(scale);
        const map::ScaleBar bar = map::scaleBarOf(view, 180);
        QVERIFY(2 * bar.segmentPx <= 180 && 2 * bar.segmentPx > 60);
        const double mantissa = bar.segmentM / std::pow(10, std::floor(std::log10(bar.segmentM) + 1e-9));
        QVERIFY(std::abs(mantissa - 1) < 1e-6 || std::abs(mantissa - 2) < 1e-6 ||
                std::abs(mantissa - 5) < 1e-6);
        QVERIFY(std::abs(bar.segmentPx * view.groundMetresPerPx() / bar.segmentM - 1) < 1e-9);
    }
    QVERIFY(std::abs(map::northDeg(overKhatlon())) < 1e-6);
}

QTEST_GUILESS_MAIN(ViewportTest)
#include "viewporttest.moc"
