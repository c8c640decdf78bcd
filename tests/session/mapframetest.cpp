#include "session/mapframe.h"

#include "support/mapscene.h"
#include "support/rasterfake.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace marz;

/// Frames while the map moves: what is under way on the worker is let finish when it will serve.
class MapFrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDragDoesNotStarveTheWorker();
    void theNextImageComesBeforeTheEdge();
    void aChangeOfTheSceneIsDrawnAnew();
    void rastersComeLater();
    void aRasterThatFailsIsWaitedForNoMore();
    void stoppedDrawingIsNotTriedInALoop();

private:
    static map::Viewport view()
    {
        return map::Viewport::showing({66, 35.5, 74, 39.5}, geo::Crs::webMercator(), {400, 300});
    }
    QImage m_image{400, 300, QImage::Format_RGB32};
    void paint(session::MapFrame &frame, const map::Viewport &at)
    {
        QPainter painter(&m_image);
        frame.paint(painter, at);
    }
};

void MapFrameTest::aDragDoesNotStarveTheWorker()
{
    session::MapFrame frame;
    frame.setScene(test::smallWorld());
    const map::Viewport start = view().zoomed(1.7, {10, 10});
    frame.waitUntilSharp(start);
    const QSignalSpy ready(&frame, &session::MapFrame::frameReady);
    map::Viewport moving = start.moved({1000, 0}); // beyond the present image
    for (int i = 0; i < 30; ++i) {
        moving = moving.moved({3, 1});
        paint(frame, moving); // asks each time, from another place
    }
    QTRY_VERIFY((paint(frame, moving), frame.isSharp()));
    // What the first frame asked for serves the last one: one image, one set of names.
    QVERIFY(ready.size() <= 2);
}

void MapFrameTest::theNextImageComesBeforeTheEdge()
{
    session::MapFrame frame;
    frame.setScene(test::smallWorld());
    frame.waitUntilSharp(view());
    const QSignalSpy ready(&frame, &session::MapFrame::frameReady);
    paint(frame, view().moved({60, 0}));
    QTest::qWait(50);
    QCOMPARE(ready.size(), 0); // enough is left
    paint(frame, view().moved({120, 0}));
    QVERIFY(frame.isSharp());
    QTRY_COMPARE(ready.size(), 2); // the image, and the names
}

void MapFrameTest::aChangeOfTheSceneIsDrawnAnew()
{
    session::MapFrame frame;
    map::Scene scene = test::smallWorld();
    frame.setScene(scene);
    frame.waitUntilSharp(view());
    paint(frame, view());
    const QImage before = m_image;
    scene.hasGraticule = true;
    frame.setScene(scene);
    paint(frame, view());
    QVERIFY(!frame.isSharp());
    frame.waitUntilSharp(view());
    paint(frame, view());
    QVERIFY(frame.isSharp());
    QVERIFY(m_image != before);
}

void MapFrameTest::rastersComeLater()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::magenta);
    map::Scene scene = test::smallWorld(0);
    scene.layers.insert(scene.layers.begin() + 1, test::rasterLayer(source));
    session::MapFrame frame;
    const QSignalSpy due(&frame, &session::MapFrame::rastersDueChanged);
    frame.setScene(scene);
    source->gate.acquire();
    const QPoint land = view().lonLatToScreen({68.2, 38.6}).toPoint();
    paint(frame, view());
    // The map is there without it, and says what is still to come.
    QTRY_VERIFY((paint(frame, view()), m_image.pixelColor(land) != map::backgroundOf(map::Theme::Light)));
    QCOMPARE(due.last()[0].toStringList(), QStringList(QStringLiteral("Picture")));
    QVERIFY(!frame.isSharp());
    QVERIFY(frame.isDrawing());
    source->gate.release();
    QTRY_VERIFY((paint(frame, view()), frame.isSharp()));
    QCOMPARE(m_image.pixelColor(land), QColor(Qt::magenta));
    QCOMPARE(due.last()[0].toStringList(), QStringList());
}

void MapFrameTest::aRasterThatFailsIsWaitedForNoMore()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::magenta);
    source->fails = true;
    map::Scene scene = test::smallWorld(0);
    scene.layers.insert(scene.layers.begin() + 1, test::rasterLayer(source));
    session::MapFrame frame;
    const QSignalSpy told(&frame, &session::MapFrame::rasterTold);
    frame.setScene(scene);
    source->gate.acquire();
    paint(frame, view());
    QTest::qWait(200); // base image and names
    paint(frame, view());
    QVERIFY(!frame.isSharp());
    const QSignalSpy ready(&frame, &session::MapFrame::frameReady);
    source->gate.release();
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(!ready.isEmpty()); // whoever shows the frame paints again without being asked otherwise
    QTRY_VERIFY((paint(frame, view()), frame.isSharp()));
}

void MapFrameTest::stoppedDrawingIsNotTriedInALoop()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::magenta);
    map::Scene scene = test::smallWorld(0);
    scene.layers.insert(scene.layers.begin() + 1, test::rasterLayer(source));
    session::MapFrame frame;
    frame.setScene(scene);
    source->gate.acquire();
    paint(frame, view());
    QTRY_COMPARE(source->asked.load(), 1);
    frame.cancel();
    QVERIFY(!frame.isDrawing());
    QTRY_VERIFY((paint(frame, view()), frame.isSharp())); // the base image comes again
    QCOMPARE(source->asked.load(), 1);
    source->gate.release();
    QTRY_VERIFY((paint(frame, view().moved({5000, 0})), frame.isSharp()));
    QCOMPARE(source->asked.load(), 2);
}

QTEST_MAIN(MapFrameTest)
#include "mapframetest.moc"
