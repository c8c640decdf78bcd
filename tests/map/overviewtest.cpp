#include "map/overview.h"

#include "support/mapscene.h"

#include <QPainter>
#include <QTest>

using namespace marz;
using namespace marz::map;

/// The small map in the corner.
class OverviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheCountriesInFocus();
    void showsMoreWhenTheMapLeavesThem();
    void isLeftOutWhereItSaysNothing_data();
    void isLeftOutWhereItSaysNothing();
    void aClickFindsItsPlace();
    void isPainted();

private:
    static Viewport viewAt(double lon, double lat, double denominator, QSize size = {900, 600})
    {
        const geo::Crs crs = geo::Crs::webMercator();
        return Viewport(crs, crs.toMap(geo::LonLat{lon, lat}), 100, size).withScale(denominator);
    }
};

void OverviewTest::showsTheCountriesInFocus()
{
    const auto overview = overviewOf(test::smallWorld(0), viewAt(68.5, 37.5, 5e5));
    QVERIFY(overview);
    const geo::GeoBox box = overview->view.geoBox(); // Tajikistan of the small world: 67 to 70, 36 to 39
    QVERIFY(box.west < 67.1 && box.east > 69.9 && box.east < 71);
    QVERIFY(overview->seen.contains(overview->view.lonLatToScreen({68.5, 37.5})));
    QVERIFY(overview->seen.width() < overview->frame.width());
}

void OverviewTest::showsMoreWhenTheMapLeavesThem()
{
    const auto overview = overviewOf(test::smallWorld(0), viewAt(72, 37.5, 1e6));
    QVERIFY(overview);
    QVERIFY(overview->view.geoBox().east > 72.9);
    const auto beyond = overviewOf(test::smallWorld(0), viewAt(80, 37.5, 1e6));
    QVERIFY(beyond && beyond->view.geoBox().east > 80);
    // Dragged a little it is the same: it need not be drawn anew.
    const auto dragged = overviewOf(test::smallWorld(0), viewAt(80, 37.5, 1e6).moved({5, 3}));
    QVERIFY(dragged && dragged->view == beyond->view);
}

void OverviewTest::isLeftOutWhereItSaysNothing_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("denominator");
    QTest::newRow("map as wide as the overview") << QSize(900, 600) << 2e7;
    QTest::newRow("small map") << QSize(300, 200) << 5e5;
}

void OverviewTest::isLeftOutWhereItSaysNothing()
{
    QFETCH(QSize, size);
    QFETCH(double, denominator);
    QVERIFY(!overviewOf(test::smallWorld(0), viewAt(68.5, 37.5, denominator, size)));
}

void OverviewTest::aClickFindsItsPlace()
{
    const Viewport view = viewAt(68.5, 37.5, 5e5);
    const auto overview = overviewOf(test::smallWorld(0), view);
    const QPointF at = overview->frame.topLeft() + overview->view.lonLatToScreen({69.2, 36.8});
    const geo::LonLat place = view.crs().toLonLat(overview->placeOf(at));
    QVERIFY(std::abs(place.lon - 69.2) < 1e-6 && std::abs(place.lat - 36.8) < 1e-6);
}

void OverviewTest::isPainted()
{
    const Scene scene = test::smallWorld(0);
    const Viewport view = viewAt(68.5, 37.5, 5e5);
    QImage image(view.size(), QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    OverviewPainter().paint(painter, scene, view);
    painter.end();
    const QRectF frame = overviewOf(scene, view)->frame;
    QVERIFY(image.pixelColor(frame.center().toPoint()) != QColor(Qt::magenta));
    QCOMPARE(image.pixelColor((frame.topLeft() - QPointF(5, 5)).toPoint()), QColor(Qt::magenta));
}

QTEST_MAIN(OverviewTest)
#include "overviewtest.moc"
