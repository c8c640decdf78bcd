#include "map/renderer.h"
#include "support/imagecompare.h"
#include "support/mapscene.h"

#include <QDir>
#include <QPainter>
#include <QTest>

using namespace marz;
using namespace marz::map;

/// The base image against pictures that were looked at. Names are left out: fonts differ between machines.
/// MARZ_GOLDEN=write renews the pictures in tests/data/golden; look at them before they are kept.
class GoldenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void baseImage_data();
    void baseImage();
    void aShiftOfTwoPixelsIsNoticed();
};

namespace {

struct Case {
    const char *name;
    const char *crs;
    Theme theme;
    double ratio;
    bool hasGraticule;
};

constexpr Case cases[] = {
    {"mercator-light", "EPSG:3857", Theme::Light, 1, false},
    {"mercator-dark", "EPSG:3857", Theme::Dark, 1, false},
    {"mercator-double", "EPSG:3857", Theme::Light, 2, false},
    {"utm-graticule", "EPSG:32642", Theme::Light, 1, true},
    {"equal-area-graticule", "equal-area:30,60", Theme::Light, 1, true},
    {"conformal-dark-graticule", "conformal:70,38", Theme::Dark, 1, true},
};

QString goldenFile(const QString &name)
{
    return QStringLiteral(MARZ_SOURCE_DIR "/tests/data/golden/%1.png").arg(name);
}

QImage baseOf(const Case &c, QPointF shift = {})
{
    Scene scene = test::smallWorld();
    scene.theme = c.theme;
    scene.hasGraticule = c.hasGraticule;
    const geo::Crs crs = geo::Crs::fromCode(QString::fromLatin1(c.crs));
    const Viewport view = Viewport::showing({66, 35.5, 74, 39.5}, crs, {240, 160}, c.ratio).moved(shift);
    return Renderer().baseImage(scene, view).convertToFormat(QImage::Format_RGB32);
}

/// A pixel of an edge may be some levels off where another compiler rounds differently; an area may not.
constexpr int edgeTolerance = 24;
constexpr double mostDifferent = 0.002;

} // namespace

void GoldenTest::baseImage_data()
{
    QTest::addColumn<int>("at");
    for (int i = 0; i < static_cast<int>(std::size(cases)); ++i)
        QTest::newRow(cases[i].name) << i;
}

void GoldenTest::baseImage()
{
    QFETCH(int, at);
    const Case &c = cases[at];
    const QImage image = baseOf(c);
    const QString file = goldenFile(QString::fromLatin1(c.name));
    if (qEnvironmentVariable("MARZ_GOLDEN") == QLatin1String("write")) {
        QDir().mkpath(QFileInfo(file).path());
        QVERIFY(image.save(file));
        QFAIL("Written anew: look at it, and run again without MARZ_GOLDEN.");
    }
    QImage golden(file);
    QVERIFY2(!golden.isNull(), qPrintable(file));
    golden.setDevicePixelRatio(image.devicePixelRatio());
    const double different =
        test::differenceShare(image, golden.convertToFormat(QImage::Format_RGB32), edgeTolerance);
    if (different > mostDifferent) {
        const QString actual =
            QDir::temp().filePath(QStringLiteral("marz-golden-%1.png").arg(QLatin1String(c.name)));
        image.save(actual);
        QFAIL(qPrintable(QStringLiteral("%1 % of the pixels differ; what was drawn is in %2")
                             .arg(different * 100, 0, 'f', 2)
                             .arg(actual)));
    }
}

void GoldenTest::aShiftOfTwoPixelsIsNoticed()
{
    for (const Case &c : cases) {
        QImage golden(goldenFile(QString::fromLatin1(c.name)));
        const QImage shifted = baseOf(c, {2, 0});
        QVERIFY2(test::differenceShare(shifted, golden.convertToFormat(QImage::Format_RGB32), edgeTolerance) >
                     mostDifferent,
                 c.name);
    }
}

QTEST_MAIN(GoldenTest)
#include "goldentest.moc"
