#include "map/page.h"
#include "base/error.h"
#include "map/legend.h"
#include "support/imagecompare.h"
#include "support/mapscene.h"

#include <QPainter>
#include <QTest>

using namespace marz;
using namespace marz::map;

class PageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAllParts();
    void equalInputGivesEqualBytes();
    void legendNamesOnlyWhatIsVisible();
    void paperSizes();
    void mapFillsThePage_data();
    void mapFillsThePage();
    void showsTheWholeView();
    void cancelledPageStops();
};

namespace {

Scene sceneWithIncidents()
{
    Scene scene = test::smallWorld(120);
    test::putIncidents(scene, test::scattered(60, 2));
    return scene;
}

Page fullPage(QSize size = {1600, 1131}, double dpi = 137)
{
    Page page;
    page.sizePx = size;
    page.dpi = dpi;
    page.title = QStringLiteral("Incidents at the border");
    page.subtitle = QStringLiteral("January to March");
    page.filterWords = QStringLiteral("Shown: all incidents.");
    page.countLine = QStringLiteral("60 incidents: 60 certain");
    page.sourcesLine = QStringLiteral("Sources: none recorded");
    page.disclaimer = defaultDisclaimer();
    page.profileLine = QStringLiteral("Profile: public. TLP:GREEN");
    page.marking = QStringLiteral("TLP:GREEN");
    page.watermark = QStringLiteral("SAMPLE DATA");
    return page;
}

Viewport startView()
{
    return Viewport::showing({67, 36, 73, 39}, geo::Crs::webMercator(), {900, 600});
}

QImage paintedPage(const Page &page, const Scene &scene)
{
    QImage image(page.sizePx, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    Renderer renderer;
    QPainter painter(&image);
    drawPage(painter, page, renderer, scene, viewOnPage(page, startView().crs(), startView().box()));
    painter.end();
    return image;
}

} // namespace

void PageTest::holdsAllParts()
{
    const Page page = fullPage();
    const QRect map = mapRect(page);
    const QImage image = paintedPage(page, sceneWithIncidents());
    const int width = page.sizePx.width();
    const int height = page.sizePx.height();
    const int banner = static_cast<int>(24 * page.dpi / 96);
    QVERIFY(test::colourShare(image, {0, 0, width, banner}, QColor(0x2B2B2B)) > 0.8);
    QVERIFY(test::colourShare(image, {0, height - banner, width, banner}, QColor(0x2B2B2B)) > 0.8);
    QVERIFY(test::hasContent(image, {0, banner, width, map.top() - banner})); // title
    QVERIFY(test::hasContent(image, map));
    QVERIFY(test::hasContent(
        image, {map.right() + 8, map.top(), width - map.right() - 8, map.height() / 2}));    // legend
    QVERIFY(test::hasContent(image, {map.left(), map.bottom() + 4, map.width() / 3, 40}));   // scale bar
    QVERIFY(test::hasContent(image, {map.right() - 40, map.bottom() + 4, 40, 44}));          // north arrow
    QVERIFY(test::hasContent(image, {map.left(), height - banner - 120, map.width(), 110})); // notes
    Page bare = page;
    bare.watermark.clear();
    QVERIFY(test::differenceShare(image, paintedPage(bare, sceneWithIncidents()), 4) > 0.005);
}

void PageTest::equalInputGivesEqualBytes()
{
    const Scene scene = sceneWithIncidents();
    const QImage first = paintedPage(fullPage(), scene);
    const QImage second = paintedPage(fullPage(), scene);
    QCOMPARE(first, second);
    // And from a scene built anew, as another process would.
    QCOMPARE(paintedPage(fullPage(), sceneWithIncidents()), first);
}

void PageTest::legendNamesOnlyWhatIsVisible()
{
    using Kind = LegendEntry::Kind;
    Scene scene = test::smallWorld(0);
    incident::Facts district = test::factAt(1, 68, 37, incident::PlacePrecision::District);
    incident::Facts exact = test::factAt(2, 69, 37, incident::PlacePrecision::Exact);
    district.eventType = QStringLiteral("armed_assault");
    exact.eventType = QStringLiteral("protest");
    exact.verification = incident::Verification::Disputed;
    test::putIncidents(scene, {district, exact});
    const auto has = [&](const std::vector<LegendEntry> &entries, Kind kind) {
        return std::count_if(entries.begin(), entries.end(),
                             [&](const LegendEntry &e) { return e.kind == kind; });
    };
    const auto all = legendOf(scene, startView());
    QCOMPARE(has(all, Kind::Family), 2);
    QCOMPARE(has(all, Kind::Verification), 1);
    QCOMPARE(has(all, Kind::District), 1);
    QCOMPARE(has(all, Kind::ProvinceHatch), 0);
    QCOMPARE(has(all, Kind::Disputed), 1);
    const auto elsewhere =
        legendOf(scene, Viewport::showing({71, 36, 72, 37}, geo::Crs::webMercator(), {900, 600}));
    QCOMPARE(has(elsewhere, Kind::Family), 0);
    QCOMPARE(has(elsewhere, Kind::Disputed), 0);
}

void PageTest::paperSizes()
{
    QCOMPARE(paperSizePx(QStringLiteral("A4"), 300), QSize(3508, 2480));
    QCOMPARE(paperSizePx(QStringLiteral("a3"), 96), QSize(1587, 1123));
    QCOMPARE(paperSizePx(QStringLiteral("letter"), 100), QSize(1100, 850));
    QVERIFY_EXCEPTION_THROWN(paperSizePx(QStringLiteral("A99"), 96), base::Error);
}

void PageTest::mapFillsThePage_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("dpi");
    QTest::newRow("slide") << QSize(1920, 1080) << 96.0;
    QTest::newRow("small") << QSize(400, 300) << 96.0;
    QTest::newRow("print") << QSize(3508, 2480) << 300.0;
    QTest::newRow("odd") << QSize(1237, 811) << 113.0;
    QTest::newRow("tiny") << QSize(100, 100) << 96.0;
}

void PageTest::mapFillsThePage()
{
    QFETCH(QSize, size);
    QFETCH(double, dpi);
    Page page = fullPage(size, dpi);
    const QRect map = mapRect(page);
    QVERIFY(map.width() >= 1 && map.height() >= 1);
    if (size.width() > 1000) {
        QVERIFY(QRect(QPoint(0, 0), size).contains(map));
        QVERIFY(map.width() * map.height() > 0.35 * size.width() * size.height());
    }
    QVERIFY(!paintedPage(page, test::smallWorld(10)).isNull());
}

void PageTest::showsTheWholeView()
{
    const Page page = fullPage();
    const Viewport onPage = viewOnPage(page, startView().crs(), startView().box());
    const geo::MapBox want = startView().box();
    const geo::MapBox have = onPage.box();
    QVERIFY(have.left <= want.left + 1 && have.right >= want.right - 1);
    QVERIFY(have.bottom <= want.bottom + 1 && have.top >= want.top - 1);
    QVERIFY(std::abs(onPage.devicePixelRatio() - page.dpi / 96) < 1e-9);
}

void PageTest::cancelledPageStops()
{
    const base::CancelToken cancel;
    cancel.cancel();
    const Page page = fullPage();
    QImage image(page.sizePx, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    Renderer renderer;
    QPainter painter(&image);
    drawPage(painter, page, renderer, test::smallWorld(10),
             viewOnPage(page, startView().crs(), startView().box()), cancel);
    QVERIFY(!test::hasContent(image.copy(), {0, 0, page.sizePx.width(), 30}));
}

QTEST_MAIN(PageTest)
#include "pagetest.moc"
