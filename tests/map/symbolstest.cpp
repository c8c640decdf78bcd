#include "map/renderer.h"
#include "map/sprites.h"
#include "map/symbolplacer.h"
#include "support/imagecompare.h"
#include "support/mapscene.h"

#include <QPainter>
#include <QTest>

using namespace marz;
using namespace marz::map;
using incident::PlacePrecision;
using incident::Verification;

class SymbolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void familiesDifferInColourShapeAndGrey();
    void fillsDiffer();
    void possibleFadesTheInsideAlone_data();
    void possibleFadesTheInsideAlone();
    void pickingEqualsDrawing_data();
    void pickingEqualsDrawing();
    void nothingUnderNoneIsDrawnOrPicked();
    void coLocatedDoNotHideEachOther();
    void districtsStack();
    void coarserThanDistrictIsNeverAPin();
    void everyIncidentIsCounted();
    void annotationsAndUnitsArePicked();
};

namespace {

Viewport wholeWorld(QSize size = {900, 600})
{
    return Viewport::showing({67, 36, 73, 39}, geo::Crs::webMercator(), size);
}

QImage drawn(const Scene &scene, const Viewport &view)
{
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    Renderer().drawIncidents(painter, scene, view);
    return image;
}

bool picks(const Scene &scene, const Viewport &view, QPointF at, qint64 fid)
{
    const auto fids = pick(scene, view, at).incidents;
    return std::find(fids.begin(), fids.end(), fid) != fids.end();
}

} // namespace

void SymbolsTest::familiesDifferInColourShapeAndGrey()
{
    const auto &families = incident::Vocabulary::shipped().families();
    QCOMPARE(families.size(), std::size_t{9});
    for (const double ratio : {1.0, 2.0}) {
        std::vector<QImage> colour;
        std::vector<QImage> shape;
        for (const incident::Family &family : families) {
            colour.push_back(symbol(family, Verification::Corroborated, false, 10, ratio));
            QCOMPARE(colour.back().devicePixelRatio(), ratio);
            QVERIFY(colour.back().width() >= 10 * ratio);
            incident::Family grey = family;
            grey.colour = QStringLiteral("#808080");
            shape.push_back(symbol(grey, Verification::Corroborated, false, 10, ratio));
        }
        for (std::size_t a = 0; a < families.size(); ++a) {
            for (std::size_t b = a + 1; b < families.size(); ++b) {
                const QByteArray pair = (families[a].code + u'/' + families[b].code).toUtf8();
                QVERIFY2(test::differenceShare(colour[a], colour[b], 24) > 0.04, pair.constData());
                QVERIFY2(test::differenceShare(shape[a], shape[b], 48) > 0.02, pair.constData());
            }
        }
    }
}

void SymbolsTest::fillsDiffer()
{
    for (const incident::Family &family : incident::Vocabulary::shipped().families()) {
        std::vector<QImage> images;
        for (const Verification v :
             {Verification::Unverified, Verification::SingleOrigin, Verification::Corroborated,
              Verification::Disputed, Verification::Refuted})
            images.push_back(symbol(family, v, false, 10, 1).convertToFormat(QImage::Format_Grayscale8));
        images.push_back(symbol(family, Verification::Corroborated, true, 10, 1)
                             .convertToFormat(QImage::Format_Grayscale8));
        for (std::size_t a = 0; a < images.size(); ++a) {
            for (std::size_t b = a + 1; b < images.size(); ++b)
                QVERIFY2(test::differenceShare(images[a], images[b], 20) > 0.02,
                         qPrintable(QStringLiteral("%1 %2/%3 %4")
                                        .arg(family.code)
                                        .arg(a)
                                        .arg(b)
                                        .arg(test::differenceShare(images[a], images[b], 20))));
        }
        QCOMPARE(symbol(family, Verification::Corroborated, false, 10, 1),
                 symbol(family, Verification::OfficiallyConfirmed, false, 10, 1));
    }
}

void SymbolsTest::possibleFadesTheInsideAlone_data()
{
    QTest::addColumn<bool>("isCoarse");
    QTest::addColumn<int>("verification");
    QTest::newRow("corroborated") << false << int(Verification::Corroborated);
    QTest::newRow("unverified") << false << int(Verification::Unverified);
    QTest::newRow("district") << true << int(Verification::Corroborated);
}

void SymbolsTest::possibleFadesTheInsideAlone()
{
    QFETCH(bool, isCoarse);
    QFETCH(int, verification);
    const incident::Family family{{}, {}, QStringLiteral("#B03020"), QStringLiteral("square")};
    const auto image = [&](bool isPossible) {
        return symbol(family, static_cast<Verification>(verification), isCoarse, 20, 2, isPossible);
    };
    const QImage certain = image(false);
    const QImage possible = image(true);
    QCOMPARE(possible.size(), certain.size());
    const QPoint middle = certain.rect().center();
    QCOMPARE(certain.pixelColor(middle).alpha(), 255);
    QVERIFY(possible.pixelColor(middle).alpha() < 130); // the map shows through
    const auto darkest = [&](const QImage &of) {        // on its way from the middle to the right side
        int least = 255;
        QImage onWhite(of.size(), QImage::Format_RGB32);
        onWhite.fill(Qt::white);
        QPainter painter(&onWhite);
        painter.drawImage(onWhite.rect(), of);
        painter.end();
        for (int y = 0; y < of.height(); ++y) {
            for (int x = middle.x(); x < of.width(); ++x)
                least = std::min(least, qGray(onWhite.pixel(x, y)));
        }
        return least;
    };
    QVERIFY2(darkest(possible) < darkest(certain) + 50,
             qPrintable(QStringLiteral("%1 against %2").arg(darkest(possible)).arg(darkest(certain))));
}

void SymbolsTest::pickingEqualsDrawing_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("epsg");
    QTest::newRow("few") << 40 << 3857;
    QTest::newRow("many") << 1500 << 3857;
    QTest::newRow("crowd") << 6000 << 3857;
    QTest::newRow("few in UTM") << 40 << 32642;
    QTest::newRow("crowd in UTM") << 6000 << 32642;
}

void SymbolsTest::pickingEqualsDrawing()
{
    QFETCH(int, count);
    QFETCH(int, epsg);
    Scene scene = test::smallWorld(0);
    test::putIncidents(scene, test::scattered(static_cast<std::size_t>(count), 3));
    const Viewport view = Viewport::showing({67, 36, 73, 39}, geo::Crs::fromEpsg(epsg), {900, 600});
    const auto placed = placement(scene, view);
    QCOMPARE(placed->isCrowded, count > 2000);
    const QImage image = drawn(scene, view);
    for (const PlacedSymbol &symbol : placed->symbols) {
        for (const index::Row row : placed->membersOf(symbol))
            QVERIFY(picks(scene, view, symbol.at, scene.incidents.index->fid(row)));
        if (QRectF(0, 0, 900, 600).contains(symbol.at))
            QVERIFY(test::hasContent(image, QRect(symbol.at.toPoint() - QPoint(4, 4), QSize(9, 9))));
    }
    for (std::size_t i = 0; i < placed->dots.size(); i += 7) {
        const PlacedDot &dot = placed->dots[i];
        const QPointF at = placed->centreOf(dot);
        QVERIFY(picks(scene, view, at, scene.incidents.index->fid(dot.row)));
        if (QRectF(0, 0, 900, 600).contains(at))
            QVERIFY(test::colourShare(image, QRect(at.toPoint() - QPoint(4, 4), QSize(9, 9)), Qt::white) <
                    0.9);
    }
}

void SymbolsTest::nothingUnderNoneIsDrawnOrPicked()
{
    for (const std::size_t count : {std::size_t{100}, std::size_t{5000}}) {
        Scene scene = test::smallWorld(0);
        test::putIncidents(scene, test::scattered(count, 5), incident::Match::None);
        const Viewport view = wholeWorld();
        QImage blank(view.size(), QImage::Format_ARGB32_Premultiplied);
        blank.fill(Qt::white);
        QCOMPARE(drawn(scene, view), blank);
        for (index::Row row = 0; row < count; row += 11) {
            const QPointF at = view.lonLatToScreen(scene.incidents.index->lonLat(row));
            QVERIFY(pick(scene, view, at).incidents.empty());
        }
        QCOMPARE(offMap(scene, view).drawn, std::size_t{0});
    }
}

void SymbolsTest::coLocatedDoNotHideEachOther()
{
    Scene scene = test::smallWorld(0);
    std::vector<incident::Facts> facts;
    for (qint64 fid = 1; fid <= 5; ++fid)
        facts.push_back(test::factAt(fid, 70, 37.5));
    for (qint64 fid = 6; fid <= 17; ++fid)
        facts.push_back(test::factAt(fid, 71, 37.5));
    facts.push_back(test::factAt(18, 70, 37.5, PlacePrecision::District));
    test::putIncidents(scene, facts);
    const Viewport view = wholeWorld();
    const auto placed = placement(scene, view);
    std::size_t members = 0;
    for (const PlacedSymbol &a : placed->symbols) {
        members += a.memberCount;
        for (const PlacedSymbol &b : placed->symbols) {
            if (&a != &b)
                QVERIFY(std::hypot(a.at.x() - b.at.x(), a.at.y() - b.at.y()) >= 5);
        }
    }
    QCOMPARE(members, facts.size());
    QCOMPARE(placed->symbols.size(), std::size_t{5 + 1 + 1});
    QVERIFY(placed->hasStacks);
}

void SymbolsTest::districtsStack()
{
    Scene scene = test::smallWorld(0);
    std::vector<incident::Facts> facts;
    for (qint64 fid = 1; fid <= 5; ++fid)
        facts.push_back(test::factAt(fid, 70, 37.5, PlacePrecision::District));
    test::putIncidents(scene, facts);
    const Viewport view = wholeWorld();
    const auto placed = placement(scene, view);
    QCOMPARE(placed->symbols.size(), std::size_t{1});
    QCOMPARE(placed->symbols.front().memberCount, 5U);
    QVERIFY(placed->symbols.front().isCoarse);
    QCOMPARE(pick(scene, view, placed->symbols.front().at).incidents.size(), std::size_t{5});
    // The newest is drawn.
    QCOMPARE(scene.incidents.index->fid(placed->symbols.front().row), qint64{5});
}

void SymbolsTest::coarserThanDistrictIsNeverAPin()
{
    Scene scene = test::smallWorld(0);
    incident::Facts province = test::factAt(1, 67.7, 37.5, PlacePrecision::Province);
    incident::Facts country = test::factAt(2, 0, 0, PlacePrecision::Country);
    country.point.reset();
    test::putIncidents(scene, {province, country});
    const Viewport view = wholeWorld();
    const auto placed = placement(scene, view);
    QVERIFY(placed->symbols.empty());
    QCOMPARE(placed->units.size(), std::size_t{2});
    const QImage image = drawn(scene, view);
    for (const PlacedUnit &unit : placed->units) {
        QVERIFY(unit.isBadgeVisible);
        QCOMPARE(pick(scene, view, unit.badgeAt).incidents.size(), std::size_t{1});
        QVERIFY(test::hasContent(image, QRect(unit.badgeAt.toPoint() - QPoint(20, 6), QSize(40, 12))));
    }
    QVERIFY(
        test::hasContent(image, QRect(view.lonLatToScreen({67.4, 36.5}).toPoint(), QSize(30, 30)))); // hatch
    QVERIFY(!test::hasContent(image, QRect(view.lonLatToScreen({72, 38.5}).toPoint(), QSize(30, 30))));
}

void SymbolsTest::everyIncidentIsCounted()
{
    Scene scene = test::smallWorld(0);
    auto facts = test::scattered(200, 9);
    facts[0].placePrecision = PlacePrecision::Province;
    facts[1].placePrecision = PlacePrecision::Country;
    facts[1].point.reset();
    facts[2].point.reset();
    facts[3].point = geo::LonLat{60, 30};
    facts[4].startMs.reset();
    facts[4].endMs.reset();
    facts[4].dayStart.reset();
    facts[4].dayEnd.reset();
    test::putIncidents(scene, facts);
    for (const Viewport &view : {wholeWorld(), wholeWorld().zoomed(6, {450, 300})}) {
        const OffMap counts = offMap(scene, view);
        QCOMPARE(counts.drawn + counts.coarse + counts.unlocated + counts.outside, facts.size());
        QCOMPARE(counts.coarse, std::size_t{2});
        QCOMPARE(counts.unlocated, std::size_t{1});
        QCOMPARE(counts.undated, std::size_t{1});
        QVERIFY(counts.outside >= 1);
    }
}

void SymbolsTest::annotationsAndUnitsArePicked()
{
    Scene scene = test::smallWorld(0);
    incident::Annotation arrow;
    arrow.fid = 4;
    arrow.kind = incident::AnnotationKind::Arrow;
    arrow.geometry = geo::lineGeometry({{68, 37}, {69, 37}});
    incident::Annotation text;
    text.fid = 5;
    text.kind = incident::AnnotationKind::Text;
    text.content = QStringLiteral("Corridor");
    text.geometry = geo::pointGeometry({71, 38});
    incident::Annotation hidden = text;
    hidden.fid = 6;
    hidden.zOrder = 9;
    hidden.isVisible = false;
    scene.annotations = {arrow, text, hidden};
    const Viewport view = wholeWorld();
    QCOMPARE(pick(scene, view, view.lonLatToScreen({68.5, 37})).annotation, qint64{4});
    QCOMPARE(pick(scene, view, view.lonLatToScreen({71, 38}) + QPointF(10, -4)).annotation, qint64{5});
    QCOMPARE(pick(scene, view, view.lonLatToScreen({70.3, 36.3})).annotation, qint64{0});
    QCOMPARE(pick(scene, view, view.lonLatToScreen({67.5, 38})).unitCode, QStringLiteral("TJ-KT"));
    QCOMPARE(pick(scene, view, view.lonLatToScreen({69, 38})).unitCode, QStringLiteral("TJ-GB"));
    QVERIFY(pick(scene, view, view.lonLatToScreen({75, 38})).unitCode.isEmpty());
    scene.annotationsVisible = false;
    QCOMPARE(pick(scene, view, view.lonLatToScreen({68.5, 37})).annotation, qint64{0});
}

QTEST_MAIN(SymbolsTest)
#include "symbolstest.moc"
