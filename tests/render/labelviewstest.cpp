#include "map/labelplacer.h"
#include "map/projectedlayer.h"
#include "session/geodata.h"
#include "support/mapscene.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace marz;
using namespace marz::map;

/// Names over the bundled map and names in three scripts, in views at random.
class LabelViewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverOverlap_data();
    void neverOverlap();
};

void LabelViewsTest::neverOverlap_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("seed");
    QTest::newRow("Web Mercator") << QStringLiteral("EPSG:3857") << 1;
    QTest::newRow("UTM 42N") << QStringLiteral("EPSG:32642") << 2;
    QTest::newRow("equal area") << QStringLiteral("equal-area:70,38") << 3;
    QTest::newRow("conformal") << QStringLiteral("conformal:70,38") << 4;
}

/// 50 views each: 200 in all.
void LabelViewsTest::neverOverlap()
{
    QFETCH(QString, code);
    QFETCH(int, seed);
    const geo::Crs crs = geo::Crs::fromCode(code);
    Scene scene;
    scene.layers = session::sharedGeodata()->layers;
    scene.layers.push_back(test::layerOf(LayerRole::User, test::towns(400, static_cast<unsigned>(seed))));
    std::mt19937 random(static_cast<unsigned>(seed));
    std::uniform_real_distribution<double> lon(64, 76);
    std::uniform_real_distribution<double> lat(34, 42);
    std::uniform_real_distribution<double> exponent(5, 7);
    std::size_t seen = 0;
    for (int n = 0; n < 50; ++n) {
        const geo::LonLat centre{lon(random), lat(random)};
        const Viewport view = Viewport(crs, crs.toMap(centre), 500, {1280, 720}, n % 3 + 1)
                                  .withScale(std::pow(10, exponent(random)));
        projected(scene.layers.back().content, crs);
        const auto labels = placeLabels(scene, view);
        seen += labels.size();
        for (std::size_t a = 0; a < labels.size(); ++a) {
            for (std::size_t b = a + 1; b < labels.size(); ++b) {
                for (const QRectF &box : labels[a].boxes) {
                    for (const QRectF &other : labels[b].boxes)
                        QVERIFY2(!box.intersects(other), qPrintable(QStringLiteral("%1 / %2 at %3 %4, 1:%5")
                                                                        .arg(labels[a].text, labels[b].text)
                                                                        .arg(centre.lon)
                                                                        .arg(centre.lat)
                                                                        .arg(view.scaleDenominator())));
                }
            }
        }
    }
    QVERIFY2(seen > 1000, qPrintable(QString::number(seen)));
}

QTEST_MAIN(LabelViewsTest)
#include "labelviewstest.moc"
