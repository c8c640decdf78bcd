#include "session/mapframe.h"

#include "support/mapscene.h"

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
    QTRY_VERIFY(!ready.isEmpty());
    paint(frame, moving);
    QVERIFY(frame.isSharp()); // what the first frame asked for serves the last one
    QCOMPARE(ready.size(), 1);
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
    QTRY_COMPARE(ready.size(), 1);
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

QTEST_MAIN(MapFrameTest)
#include "mapframetest.moc"
