#include "session/rasterlayers.h"

#include "map/rasterramp.h"
#include "session/layerjson.h"
#include "session/mapframe.h"
#include "session/userlayers.h"
#include "support/elevations.h"
#include "support/layerfiles.h"
#include "support/mapscene.h"
#include "support/tempstore.h"

#include <QPainter>
#include <QTest>

using namespace marz;
using namespace marz::session;

/// Raster files as layers, read and drawn by the real helper process.
class RasterLayersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void elevationsAreTintedAndShaded();
    void theyComeAboveTheLand();
    void anotherLookIsAnotherSource();
    void theStyleIsKept();
    void aStyleFromAnywhereIsMadeSafe();
    void missingAndBrokenSayWhy();
    void aGridWithoutDegreesAsksForItsSystem();
    void theMapShowsIt();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    QString add(const QString &name)
    {
        const QString id = m_layers->add(LayerSource{path(name), {}, {}, {}});
        m_layers->finish();
        return id;
    }
    const map::ReferenceLayer &shown(const QString &id) const
    {
        return m_list->layers()[static_cast<std::size_t>(m_list->rowOf(id))];
    }

    std::unique_ptr<test::TempFolder> m_folder;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<LayerList> m_list;
    std::unique_ptr<UserLayers> m_layers;
};

void RasterLayersTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    m_jobs = std::make_unique<Jobs>();
    m_list = std::make_unique<LayerList>();
    m_layers = std::make_unique<UserLayers>(*m_list, *m_jobs);
    m_layers->setHelperProgram(QStringLiteral(MARZ_PROGRAM));
    QVERIFY(test::writeSlope(path(QStringLiteral("slope.asc"))));
}

void RasterLayersTest::cleanup()
{
    m_layers.reset();
    m_list.reset();
    m_jobs.reset();
    m_folder.reset();
}

void RasterLayersTest::elevationsAreTintedAndShaded()
{
    const QString id = add(QStringLiteral("slope.asc"));
    const UserLayer *layer = m_layers->layer(id);
    QCOMPARE(layer->reason, QString());
    QCOMPARE(layer->state, LayerState::Ready);
    QVERIFY(layer->facts.raster && layer->facts.raster->isElevation);
    QCOMPARE(layer->facts.raster->widthPx, 120);
    QCOMPARE(layer->facts.extent.west, 70.5);
    QCOMPARE(layer->style->raster.kind, map::RasterKind::Terrain);
    QVERIFY(shown(id).raster && !shown(id).content);
    const auto tints = shown(id).raster->tints();
    QVERIFY(tints);
    QCOMPARE(tints->low, 1000.0);
    QCOMPARE(tints->high, 5000.0);
}

void RasterLayersTest::theyComeAboveTheLand()
{
    m_list->setLayers(test::smallWorld(3).layers);
    QVERIFY(test::writeSlope(path(QStringLiteral("second.asc"))));
    const QString first = add(QStringLiteral("slope.asc"));
    const QString second = add(QStringLiteral("second.asc"));
    QCOMPARE(m_list->layers()[0].role, map::LayerRole::Land);
    QCOMPARE(m_list->rowOf(first), 1);
    QCOMPARE(m_list->rowOf(second), 2);
    QVERIFY(test::writeSquares(path(QStringLiteral("squares.geojson")), test::threeSquares()));
    const QString shapes = add(QStringLiteral("squares.geojson"));
    QCOMPARE(m_list->rowOf(shapes), static_cast<int>(m_list->layers().size()) - 1);
}

void RasterLayersTest::anotherLookIsAnotherSource()
{
    const QString id = add(QStringLiteral("slope.asc"));
    const auto before = shown(id).raster;
    map::LayerStyle style = *m_layers->layer(id)->style;
    style.scales.widest = 5e6;
    m_layers->setStyle(id, style);
    QCOMPARE(shown(id).raster, before); // the picture is the same
    QCOMPARE(shown(id).style->scales.widest, 5e6);
    style.raster.shade = 0.2;
    m_layers->setStyle(id, style);
    QVERIFY(shown(id).raster != before);
    style.raster.tints.clear();
    m_layers->setStyle(id, style);
    QVERIFY(!shown(id).raster->tints());
}

void RasterLayersTest::theStyleIsKept()
{
    const QString id = add(QStringLiteral("slope.asc"));
    map::LayerStyle style = *m_layers->layer(id)->style;
    style.raster = {map::RasterKind::Terrain, 1200, 3400, QStringLiteral("arid"), 0.35, 270, 30, 4};
    m_layers->setStyle(id, style);
    const auto saved = layerOf(layerJson(m_layers->saved().front(), m_folder->path()), m_folder->path());
    QVERIFY(saved);
    QCOMPARE(saved->style->raster, style.raster);
    m_layers->drop({id});
    m_layers->add(*saved);
    m_layers->finish();
    QCOMPARE(shown(id).raster->tints()->ramp, QStringLiteral("arid"));
    QCOMPARE(shown(id).raster->tints()->high, 3400.0);
}

void RasterLayersTest::aStyleFromAnywhereIsMadeSafe()
{
    const QJsonObject hostile{
        {QStringLiteral("raster"), QJsonObject{{QStringLiteral("kind"), QStringLiteral("terrain")},
                                               {QStringLiteral("shade"), 1e300},
                                               {QStringLiteral("azimuth"), -1e9},
                                               {QStringLiteral("altitude"), 0},
                                               {QStringLiteral("exaggeration"), QStringLiteral("much")},
                                               {QStringLiteral("tints"), QString(100000, u'x')}}}};
    const map::RasterStyle style = styleOf(hostile).raster;
    QCOMPARE(style.kind, map::RasterKind::Terrain);
    QCOMPARE(style.shade, 1.0);
    QCOMPARE(style.azimuthDeg, 0.0);
    QCOMPARE(style.altitudeDeg, 5.0);
    QCOMPARE(style.exaggeration, map::RasterStyle().exaggeration);
    QVERIFY(style.tints.size() <= 40);
}

void RasterLayersTest::missingAndBrokenSayWhy()
{
    const QString gone = add(QStringLiteral("gone.tif"));
    QCOMPARE(m_layers->layer(gone)->state, LayerState::Missing);
    QVERIFY(test::writeFile(path(QStringLiteral("text.tif")), "this is no picture"));
    const QString broken = add(QStringLiteral("text.tif"));
    QCOMPARE(m_layers->layer(broken)->state, LayerState::Failed);
    QVERIFY2(m_layers->layer(broken)->reason.contains(QStringLiteral("text.tif")),
             qPrintable(m_layers->layer(broken)->reason));
    QVERIFY(!shown(broken).raster);
}

void RasterLayersTest::aGridWithoutDegreesAsksForItsSystem()
{
    QVERIFY(test::writeHeights(path(QStringLiteral("metres.asc")), 500000, 4100000, 20, 20, 1000,
                               [](double, double) { return 100; }));
    const QString id = add(QStringLiteral("metres.asc"));
    QCOMPARE(m_layers->layer(id)->state, LayerState::NeedsCrs);
    m_layers->setCrs(id, QStringLiteral("EPSG:32642"));
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->reason, QString());
    QCOMPARE(m_layers->layer(id)->state, LayerState::Ready);
    QVERIFY(m_layers->layer(id)->facts.extent.west > 68.9 && m_layers->layer(id)->facts.extent.west < 69.1);
}

/// From the file to the pixels: low in the west, high in the east, nothing beyond.
void RasterLayersTest::theMapShowsIt()
{
    const QString id = add(QStringLiteral("slope.asc"));
    map::LayerStyle style = *m_layers->layer(id)->style;
    style.raster.tints = QStringLiteral("cividis");
    style.raster.shade = 0;
    m_layers->setStyle(id, style);
    const map::RasterRamp &ramp = *map::rasterRamp(QStringLiteral("cividis"));
    for (const geo::Crs &crs :
         {geo::Crs::webMercator(), geo::Crs::fromEpsg(32642), geo::Crs::equalAreaAt({71, 37})}) {
        const auto view = map::Viewport::showing({70, 36, 73, 39}, crs, {500, 400});
        MapFrame frame;
        map::Scene scene;
        scene.layers = m_list->layers();
        frame.setScene(scene);
        frame.waitUntilSharp(view);
        QImage image(view.size(), QImage::Format_RGB32);
        QPainter painter(&image);
        frame.paint(painter, view);
        painter.end();
        const auto at = [&](double lon, double lat) {
            return image.pixelColor(view.lonLatToScreen({lon, lat}).toPoint());
        };
        for (const double lon : {70.7, 71.5, 72.3}) {
            const QColor expected = ramp.at((lon - 70.5) / 2);
            const QColor found = at(lon, 37.5);
            const int apart =
                std::max({std::abs(expected.red() - found.red()), std::abs(expected.green() - found.green()),
                          std::abs(expected.blue() - found.blue())});
            QVERIFY2(apart < 12, qPrintable(QStringLiteral("%1 at %2: %3 for %4")
                                                .arg(crs.code())
                                                .arg(lon)
                                                .arg(found.name(), expected.name())));
        }
        QCOMPARE(at(70.2, 37.5), at(72.9, 38.9)); // beyond it the ground shows
    }
}

QTEST_MAIN(RasterLayersTest)
#include "rasterlayerstest.moc"
