#include "session/mapmarks.h"

#include "base/error.h"
#include "geo/geodesic.h"
#include "geo/predicates.h"
#include "session/commands.h"
#include "session/openstore.h"
#include "tests/support/tempstore.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace marz;

class MapMarksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void radiiAreRead_data();
    void radiiAreRead();
    void whatIsNoRadiusIsRefused_data();
    void whatIsNoRadiusIsRefused();
    void radiiAreWritten();
    void keptRingsAreTrueCirclesWithWords();
    void keepingIsOneStepOfUndo();
    void theBorderIsLinked();
    void theCommandLineTellsTheSame();
    void marksOfOnePlaceReplaceEachOther();
};

void MapMarksTest::radiiAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::vector<double>>("radiiM");
    using Radii = std::vector<double>;
    QTest::newRow("as proposed") << "5, 10, 25 km" << Radii{5000, 10'000, 25'000};
    QTest::newRow("no unit") << "5 10" << Radii{5000, 10'000};
    QTest::newRow("sorted, each once") << "25, 5, 25" << Radii{5000, 25'000};
    QTest::newRow("metres") << "500 m" << Radii{500};
    QTest::newRow("a unit each") << "500 m, 2 km" << Radii{500, 2000};
    QTest::newRow("a unit for those before") << "100, 500m; 2" << Radii{100, 500, 2000};
    QTest::newRow("decimals") << "0.5, 2.25km" << Radii{500, 2250};
    QTest::newRow("Russian") << QStringLiteral("5, 10 км") << Radii{5000, 10'000};
    QTest::newRow("Persian") << QStringLiteral("۵، ۱۰ کیلومتر") << Radii{5000, 10'000};
}

void MapMarksTest::radiiAreRead()
{
    QFETCH(QString, text);
    QFETCH(std::vector<double>, radiiM);
    QCOMPARE(session::radiiOf(text), radiiM);
}

void MapMarksTest::whatIsNoRadiusIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << " ";
    QTest::newRow("words") << "far";
    QTest::newRow("zero") << "0";
    QTest::newRow("negative") << "-5";
    QTest::newRow("another unit") << "5 miles";
    QTest::newRow("farther than can be drawn") << "2001";
    QTest::newRow("too many") << "1 2 3 4 5 6 7 8 9 10 11 12 13";
    QTest::newRow("half a number") << "5.";
    QTest::newRow("endless") << "1e400";
}

void MapMarksTest::whatIsNoRadiusIsRefused()
{
    QFETCH(QString, text);
    try {
        session::radiiOf(text);
        QFAIL("it was read");
    } catch (const base::Error &error) {
        QCOMPARE(error.kind(), base::ErrorKind::Invalid);
        QVERIFY(error.message().contains(QStringLiteral("5, 10, 25 km")));
    }
}

void MapMarksTest::radiiAreWritten()
{
    QCOMPARE(session::radiiText({5000, 10'000, 25'000}), QStringLiteral("5, 10, 25 km"));
    QCOMPARE(session::radiiText({500, 2000}), QStringLiteral("0.5, 2 km"));
    QCOMPARE(session::radiiText({500}), QStringLiteral("500 m"));
    QCOMPARE(session::radiiOf(session::radiiText({333, 2250})), (std::vector<double>{333, 2250}));
}

void MapMarksTest::keptRingsAreTrueCirclesWithWords()
{
    const geo::LonLat centre{70.2, 37.98};
    const incident::ChangeSet set =
        session::keptRings({{centre, QStringLiteral("Mine"), 0}, {5000, 25'000}}, QStringLiteral("AB"));
    QCOMPARE(set.changes.size(), std::size_t(4)); // a ring and its words, twice
    QCOMPARE(set.who, QStringLiteral("AB"));
    for (std::size_t i = 0; i < set.changes.size(); i += 2) {
        const double radiusM = i == 0 ? 5000 : 25'000;
        const auto &ring = std::get<incident::PutAnnotation>(set.changes[i]).annotation;
        QCOMPARE(ring.kind, incident::AnnotationKind::Line);
        QCOMPARE(ring.geometry.vertices.front(), ring.geometry.vertices.back());
        for (const geo::LonLat &p : ring.geometry.vertices)
            QVERIFY(std::abs(geo::distanceM(centre, p) - radiusM) < 0.01);
        const auto &text = std::get<incident::PutAnnotation>(set.changes[i + 1]).annotation;
        QCOMPARE(text.kind, incident::AnnotationKind::Text);
        QCOMPARE(text.content, i == 0 ? QStringLiteral("5 km") : QStringLiteral("25 km"));
    }
}

void MapMarksTest::keepingIsOneStepOfUndo()
{
    const test::TempFolder folder;
    session::OpenStore store;
    session::NewStoreChoice choice;
    choice.path = folder.path(QStringLiteral("a.gpkg"));
    choice.author = QStringLiteral("AB");
    store.create(choice);
    store.finish();
    store.apply(session::keptRings({{{70, 38}, {}, 0}, {5000, 10'000}}, QStringLiteral("AB")));
    store.finish();
    QCOMPARE(store.annotations().size(), std::size_t(4));
    QCOMPARE(store.undoStack().undoText(), QStringLiteral("Keep range rings"));
    store.undoStack().undo();
    store.finish();
    QVERIFY(store.annotations().empty());
}

void MapMarksTest::theBorderIsLinked()
{
    const auto geodata = session::sharedGeodata();
    const geo::LonLat khorog{71.55, 37.49};
    const auto link = session::borderLink({khorog, {}, 0}, *geodata);
    QVERIFY(link);
    QCOMPARE(link->pair, QStringLiteral("AFG-TJK"));
    QVERIFY(std::abs(link->distanceM - geo::distanceM(khorog, link->borderPoint)) < 0.01);
    const geo::LonLat reached = geo::destination(khorog, link->azimuthDeg, link->distanceM);
    QVERIFY(geo::distanceM(reached, link->borderPoint) < 0.01);
    // No vertex of any border is nearer.
    for (const places::BorderLine &border : geodata->boundaries.borders()) {
        for (const geo::LonLat &vertex : border.line.vertices)
            QVERIFY(geo::distanceM(khorog, vertex) >= link->distanceM - 0.01);
    }
    QVERIFY(!session::borderLink({{-100, 40}, {}, 0}, *geodata)); // beyond the bundled borders
}

void MapMarksTest::theCommandLineTellsTheSame()
{
    const geo::LonLat khorog{71.55, 37.49};
    const auto link = session::borderLink({khorog, {}, 0}, *session::sharedGeodata());
    QVERIFY(link);
    const session::CommandResult told = session::wherePosition(khorog.lon, khorog.lat);
    QCOMPARE(told.json[QStringLiteral("border_distance_m")].toDouble(), link->distanceM);
    QCOMPARE(told.json[QStringLiteral("border_azimuth_deg")].toDouble(), link->azimuthDeg);
    QCOMPARE(told.json[QStringLiteral("border_point")].toArray(),
             (QJsonArray{link->borderPoint.lon, link->borderPoint.lat}));
    QVERIFY(session::wherePosition(-100, 40).json[QStringLiteral("border_point")].isNull());
}

void MapMarksTest::marksOfOnePlaceReplaceEachOther()
{
    session::MapMarks marks;
    QSignalSpy changed(&marks, &session::MapMarks::marksChanged);
    const session::MarkedPlace here{{70, 38}, {}, 0}, there{{71, 38}, {}, 0};
    marks.addRings({here, {5000}});
    marks.addRings({there, {5000}});
    marks.addRings({here, {10'000}});
    QCOMPARE(marks.content().rings.size(), std::size_t(2));
    QCOMPARE(marks.content().rings.back().radiiM, std::vector<double>{10'000});
    marks.addLink({here, {70, 37}, QStringLiteral("AFG-TJK"), 1, 2});
    marks.addLink({here, {70, 37}, QStringLiteral("AFG-TJK"), 1, 2});
    QCOMPARE(marks.content().links.size(), std::size_t(1));
    const session::MapMarks::Content before = marks.content();
    marks.removeRings(7);
    marks.removeLink(7);
    QVERIFY(marks.content() == before);
    marks.removeRings(0);
    QCOMPARE(marks.content().rings.size(), std::size_t(1));
    marks.clear();
    QVERIFY(marks.content().isEmpty());
    const qsizetype told = changed.size();
    marks.clear();
    QCOMPARE(changed.size(), told);
    marks.setContent(before);
    QVERIFY(marks.content() == before);
}

QTEST_MAIN(MapMarksTest)
#include "mapmarkstest.moc"
