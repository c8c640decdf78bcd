#include "session/rasterpictures.h"

#include "support/rasterfake.h"

#include <QSignalSpy>
#include <QTest>

using namespace marz;
using namespace marz::session;

/// Raster layers are drawn beside the map: one that is slow or fails holds up nothing.
class RasterPicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picturesArrive();
    void whatIsUnderWayIsLetFinish();
    void whatIsOvertakenIsStopped();
    void hiddenLayersAreLeftAlone();
    void aFailureIsToldAndNotTriedInALoop();
    void anotherLookIsDrawnAnew();
    void removedLayersAreForgotten();
    void nobodyWaitsForALayerThatIsRemoved();

private:
    static map::Viewport view()
    {
        return map::Viewport::showing({66, 35.5, 74, 39.5}, geo::Crs::webMercator(), {400, 300});
    }
    static map::Viewport larger(const map::Viewport &of)
    {
        return map::Viewport(of.crs(), of.centre(), of.unitsPerPx(), of.size() * 2, of.devicePixelRatio());
    }
    static void request(RasterPictures &pictures, const std::vector<map::ReferenceLayer> &layers,
                        const map::Viewport &at)
    {
        pictures.request(layers, at, larger(at));
    }
};

void RasterPicturesTest::picturesArrive()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::red);
    std::vector<map::ReferenceLayer> layers{test::rasterLayer(source)};
    RasterPictures pictures;
    const QSignalSpy arrived(&pictures, &RasterPictures::arrived);
    source->gate.acquire();
    request(pictures, layers, view());
    QCOMPARE(pictures.due(), QStringList(QStringLiteral("Picture")));
    QVERIFY(!pictures.areComplete(layers, view()));
    source->gate.release();
    QTRY_COMPARE(arrived.size(), 1);
    QVERIFY(pictures.due().isEmpty());
    QVERIFY(pictures.areComplete(layers, view()));
    pictures.fillIn(layers);
    QCOMPARE(layers[0].picture->image.size(), larger(view()).deviceSize());
    // It serves a little way off, too.
    request(pictures, layers, view().moved({50, 50}));
    pictures.finish();
    QCOMPARE(source->asked.load(), 1);
}

void RasterPicturesTest::whatIsUnderWayIsLetFinish()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::red);
    const std::vector<map::ReferenceLayer> layers{test::rasterLayer(source)};
    RasterPictures pictures;
    source->gate.acquire();
    for (int i = 0; i < 20; ++i)
        request(pictures, layers, view().moved({2.0 * i, 0}));
    source->gate.release();
    pictures.finish();
    QCOMPARE(source->asked.load(), 1);
}

void RasterPicturesTest::whatIsOvertakenIsStopped()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::red);
    std::vector<map::ReferenceLayer> layers{test::rasterLayer(source)};
    RasterPictures pictures;
    const QSignalSpy arrived(&pictures, &RasterPictures::arrived);
    source->gate.acquire();
    request(pictures, layers, view());
    QTRY_COMPARE(source->asked.load(), 1);
    const map::Viewport elsewhere = view().moved({5000, 0});
    request(pictures, layers, elsewhere); // the first gives up although nobody opens the gate
    QTRY_COMPARE(source->asked.load(), 2);
    source->gate.release();
    QTRY_COMPARE(arrived.size(), 1);
    pictures.fillIn(layers);
    QCOMPARE(layers[0].picture->view.centre().x, elsewhere.centre().x);
}

void RasterPicturesTest::hiddenLayersAreLeftAlone()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::red);
    std::vector<map::ReferenceLayer> layers{test::rasterLayer(source)};
    RasterPictures pictures;
    source->gate.acquire();
    request(pictures, layers, view());
    layers[0].isVisible = false;
    request(pictures, layers, view()); // stops what was begun
    QVERIFY(pictures.due().isEmpty());
    QVERIFY(pictures.areComplete(layers, view()));
    layers[0].isVisible = true;
    source->gate.release();
    request(pictures, layers, view());
    pictures.finish();
    QVERIFY(pictures.areComplete(layers, view()));
}

void RasterPicturesTest::aFailureIsToldAndNotTriedInALoop()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::red);
    const std::vector<map::ReferenceLayer> layers{test::rasterLayer(source)};
    RasterPictures pictures;
    const QSignalSpy told(&pictures, &RasterPictures::told);
    const QSignalSpy arrived(&pictures, &RasterPictures::arrived);
    source->fails = true;
    for (int i = 0; i < 3; ++i) {
        request(pictures, layers, view());
        pictures.finish();
    }
    QCOMPARE(source->asked.load(), 1);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][1].toString(), QStringLiteral("The picture is torn."));
    QCOMPARE(arrived.size(), 0);
    source->fails = false;
    request(pictures, layers, view().zoomed(2, {0, 0})); // another view is another try
    pictures.finish();
    QCOMPARE(arrived.size(), 1);
    QCOMPARE(told.last()[1].toString(), QString());
}

void RasterPicturesTest::anotherLookIsDrawnAnew()
{
    const auto red = std::make_shared<test::FakeRaster>(Qt::red);
    const auto blue = std::make_shared<test::FakeRaster>(Qt::blue);
    std::vector<map::ReferenceLayer> layers{test::rasterLayer(red)};
    RasterPictures pictures;
    request(pictures, layers, view());
    pictures.finish();
    layers[0].raster = blue;
    request(pictures, layers, view());
    pictures.fillIn(layers);
    QCOMPARE(layers[0].picture->image.pixelColor(5, 5), QColor(Qt::red)); // until the new one is there
    pictures.finish();
    pictures.fillIn(layers);
    QCOMPARE(layers[0].picture->image.pixelColor(5, 5), QColor(Qt::blue));
}

void RasterPicturesTest::removedLayersAreForgotten()
{
    const auto source = std::make_shared<test::FakeRaster>(Qt::red);
    std::vector<map::ReferenceLayer> layers{test::rasterLayer(source)};
    RasterPictures pictures;
    request(pictures, layers, view());
    pictures.finish();
    request(pictures, {}, view());
    pictures.fillIn(layers);
    QVERIFY(!layers[0].picture);
    QVERIFY(pictures.due().isEmpty());
}

/// The worker hangs, the map goes on.
void RasterPicturesTest::nobodyWaitsForALayerThatIsRemoved()
{
    class Stubborn : public test::FakeRaster
    {
    public:
        using test::FakeRaster::FakeRaster;
        map::RasterPicture picture(const map::Viewport &, const base::CancelToken &) const override
        {
            ++asked;
            gate.acquire(); // deaf to cancelling
            gate.release();
            return {};
        }
    };
    const auto source = std::make_shared<Stubborn>(Qt::red);
    const std::vector<map::ReferenceLayer> layers{test::rasterLayer(source)};
    RasterPictures pictures;
    source->gate.acquire();
    request(pictures, layers, view());
    QTRY_COMPARE(source->asked.load(), 1);
    pictures.forgetOthers({}); // returns although the gate is shut
    QVERIFY(pictures.due().isEmpty());
    source->gate.release();
}

QTEST_GUILESS_MAIN(RasterPicturesTest)
#include "rasterpicturestest.moc"
