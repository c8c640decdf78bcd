#include "io/foreign.h"

#include "io/iofiles.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;
using io::LayerStatistics;

/// What was dropped, mended or doubtful in a layer is counted, and said where a user should know.
class LayerStatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
    void saysNothingOfWholeLayers();
    void countsMany();
    void countsDeleted();
};

void LayerStatisticsTest::counts_data()
{
    QTest::addColumn<QString>("wkt");
    QTest::addColumn<int>("member");
    QTest::addColumn<QString>("says"); ///< empty = nothing
    enum Member { Height, Measure, Curved, Dropped, Closed, Mixed, Missing, Outside, Crossing };
    QTest::newRow("height") << "POINT Z(70 37 1000)" << int(Height) << "";
    QTest::newRow("measure") << "POINT M(70 37 5)" << int(Measure) << "";
    QTest::newRow("arc") << "CIRCULARSTRING(70 37,70.5 37.5,71 37)" << int(Curved) << "";
    QTest::newRow("hole of two corners")
        << "POLYGON((70 37,70 38,71 38,70 37),(70.1 37.5,70.2 37.6,70.1 37.5))" << int(Dropped)
        << "1 ring or line has too few points";
    QTest::newRow("open ring") << "POLYGON((70 37,70 38,71 38))" << int(Closed)
                               << "1 ring of an area was not closed";
    QTest::newRow("collection") << "GEOMETRYCOLLECTION(POINT(70 37),LINESTRING(70 37,71 38))" << int(Mixed)
                                << "1 record mixes";
    QTest::newRow("nothing") << "POLYGON EMPTY" << int(Missing) << "1 record has no geometry";
    QTest::newRow("beyond") << "POINT(190 37)" << int(Outside) << "1 record lies beyond";
    QTest::newRow("crossing") << "POLYGON((70 37,71 38,71 37,70 38,70 37))" << int(Crossing)
                              << "1 area crosses itself";
}

void LayerStatisticsTest::counts()
{
    QFETCH(QString, wkt);
    QFETCH(int, member);
    QFETCH(QString, says);
    static const std::array members = {
        &LayerStatistics::withHeight,      &LayerStatistics::withMeasure, &LayerStatistics::curved,
        &LayerStatistics::droppedParts,    &LayerStatistics::closedRings, &LayerStatistics::mixed,
        &LayerStatistics::withoutGeometry, &LayerStatistics::outside,     &LayerStatistics::crossingAreas};
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.gpkg");
    writeLayer(path, {"GPKG", 4326, wkbUnknown, {"POINT(71 37)", "POINT(71 38)", wkt}});
    const io::LayerData layer = io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path, {}, {});
    QCOMPARE(layer.statistics.records, 3);
    for (std::size_t i = 0; i < members.size(); ++i)
        QCOMPARE(layer.statistics.*members[i], int(i) == member ? 1 : 0);
    const QString warnings = layer.warnings.join(u'\n');
    QVERIFY2(says.isEmpty() ? warnings.isEmpty() : warnings.contains(says), qPrintable(warnings));
}

void LayerStatisticsTest::saysNothingOfWholeLayers()
{
    LayerStatistics whole;
    whole.records = whole.drawn = 5;
    whole.vertices = 30;
    whole.judgedAreas = whole.withHeight = whole.withMeasure = whole.curved = 5;
    QCOMPARE(whole.sentences(), QStringList());
    QCOMPARE(whole.notDrawn(), 0);
}

void LayerStatisticsTest::countsMany()
{
    LayerStatistics statistics;
    statistics.untransformed = 1;
    QCOMPARE(statistics.sentences(),
             QStringList{"1 record lies where its coordinate system is not defined and is not drawn."});
    statistics.untransformed = 2;
    QCOMPARE(statistics.sentences(),
             QStringList{"2 records lie where their coordinate system is not defined and are not drawn."});
}

void LayerStatisticsTest::countsDeleted()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.shp");
    writeLayer(path, {"ESRI Shapefile", 4326, wkbPoint, {"POINT(71 37)", "POINT(71 38)", "POINT(71 39)"}});
    QFile dbf(folder.filePath("a.dbf"));
    QVERIFY(dbf.open(QIODevice::ReadWrite));
    const auto at = static_cast<quint16>(static_cast<quint8>(dbf.peek(32)[8]) |
                                         static_cast<quint8>(dbf.peek(32)[9]) << 8);
    QVERIFY(dbf.seek(at));
    QCOMPARE(dbf.write("*"), 1);
    dbf.close();
    const io::LayerData layer = io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path, {}, {});
    QCOMPARE(layer.features.size(), 2U);
    QCOMPARE(layer.statistics.unread, 1);
    QVERIFY(layer.warnings.join(u'\n').contains("1 of 3 records could not be read or are marked as deleted"));
}

QTEST_GUILESS_MAIN(LayerStatisticsTest)
#include "layerstatisticstest.moc"
