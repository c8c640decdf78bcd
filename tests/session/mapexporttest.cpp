#include "session/mapexport.h"

#include "base/error.h"
#include "support/madeupstore.h"
#include "support/tempstore.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace marz;

/// The export of the map: what its words say, and that a file is replaced whole or not at all.
class MapExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargePageIsWritten();
    void theOldFileStaysWhenThePictureIsWrong_data();
    void theOldFileStaysWhenThePictureIsWrong();
    void filesOnTheMapAreNotOverwritten_data();
    void filesOnTheMapAreNotOverwritten();
    void theWordsAreThoseOfTheMask();
    void publicWordsCountNothingHidden_data();
    void publicWordsCountNothingHidden();
    void theFrameIsGivenInDegrees_data();
    void theFrameIsGivenInDegrees();

private:
    /// Four incidents: one for everybody, one never exported, one of the desk, one undated of the desk.
    static std::vector<incident::Incident> records();
    static session::Filtered filtered(const incident::Filter &filter = {});
    static session::MapExport exported(const session::MapExportChoice &choice,
                                       const session::MapSection &section = {geo::Crs::webMercator(),
                                                                             {67, 36, 75, 41}});

    test::TempFolder m_folder;
};

std::vector<incident::Incident> MapExportTest::records()
{
    using incident::Handling;
    std::vector<incident::Incident> made;
    for (const Handling handling :
         {Handling::Public, Handling::NeverExport, Handling::Internal, Handling::Internal}) {
        incident::Incident each = test::titled(QStringLiteral("Rally"), QStringLiteral("protest"));
        each.fid = static_cast<qint64>(made.size()) + 1;
        each.handling = handling;
        if (made.size() < 3)
            test::setWhen(each, QDate(2024, 5, 1), QDate(2024, 5, 1));
        test::setWhere(each, {69.78, 37.91}, incident::PlacePrecision::Near, QStringLiteral("TJK"),
                       QStringLiteral("TJ-KT"));
        made.push_back(each);
    }
    return made;
}

session::Filtered MapExportTest::filtered(const incident::Filter &filter)
{
    std::vector<incident::Facts> facts;
    for (const incident::Incident &each : records())
        facts.push_back(incident::factsOf(each));
    const auto index = index::IncidentIndex::build(facts, incident::Vocabulary::shipped());
    return session::filteredOf(index, filter,
                               [&](const incident::Filter &asked) { return index->filter(asked); });
}

session::MapExport MapExportTest::exported(const session::MapExportChoice &choice,
                                           const session::MapSection &section)
{
    return session::mapExportOf(choice, {}, filtered(), records(), section);
}

void MapExportTest::aLargePageIsWritten()
{
    session::MapExportChoice choice;
    choice.path = m_folder.path(QStringLiteral("large.png"));
    choice.dpi = 600; // 139 MB, more than Qt decodes by itself
    choice.sizePx = map::paperSizePx(QStringLiteral("A4"), choice.dpi);
    const session::MapExportReport report = session::exportMap(exported(choice), {});
    QCOMPARE(report.sizePx, QSize(7016, 4961));
    QCOMPARE(QImage(choice.path).size(), report.sizePx);
}

void MapExportTest::theOldFileStaysWhenThePictureIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"cut off", "another size", "no picture"}) {
        for (const char *name : {"old.png", "old.jpg"})
            QTest::addRow("%s %s", name, fault) << QString::fromLatin1(name) << QString::fromLatin1(fault);
    }
    QTest::newRow("old.png another pixel") << QStringLiteral("old.png") << QStringLiteral("another pixel");
}

void MapExportTest::theOldFileStaysWhenThePictureIsWrong()
{
    QFETCH(QString, name);
    QFETCH(QString, fault);
    const QString path = m_folder.path(name);
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly | QIODevice::Truncate) && old.write("the old file") == 12);
    old.close();

    QImage drawn(300, 200, QImage::Format_ARGB32_Premultiplied);
    drawn.fill(Qt::white);
    drawn.setPixelColor(20, 20, Qt::red);
    QImage other = drawn;
    if (fault == QLatin1String("another size"))
        other = drawn.copy(0, 0, 299, 200);
    else if (fault == QLatin1String("another pixel"))
        other.setPixelColor(20, 20, QColor(254, 0, 0));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(other.save(&buffer, name.endsWith(QLatin1String("png")) ? "PNG" : "JPEG"));
    if (fault == QLatin1String("cut off"))
        bytes.truncate(60);
    else if (fault == QLatin1String("no picture"))
        bytes = "none";
    QVERIFY_EXCEPTION_THROWN(session::writePicture(path, bytes, drawn), base::Error);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("the old file"));
}

void MapExportTest::filesOnTheMapAreNotOverwritten_data()
{
    QTest::addColumn<QString>("layer");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("the picture of a layer") << QStringLiteral("sheet.png") << true;
    QTest::newRow("another file") << QStringLiteral("other.png") << false;
}

void MapExportTest::filesOnTheMapAreNotOverwritten()
{
    QFETCH(QString, layer);
    QFETCH(bool, isRefused);
    const QString path = m_folder.path(QStringLiteral("sheet.png"));
    for (const QString &each : {path, m_folder.path(layer)}) {
        QFile file(each);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write("a sheet") == 7);
    }
    session::MapExportChoice choice;
    choice.path = path;
    choice.sizePx = {400, 300};
    choice.inUse = {m_folder.path(layer)};
    bool wasRefused = false;
    try {
        session::exportMap(exported(choice), {});
    } catch (const base::Error &) {
        wasRefused = true;
    }
    QCOMPARE(wasRefused, isRefused);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll() == "a sheet", isRefused);
}

void MapExportTest::theWordsAreThoseOfTheMask()
{
    incident::Filter may;
    may.days = {QDate(2024, 5, 1), QDate(2024, 5, 31)};
    session::MapExportChoice choice;
    choice.sizePx = {1920, 1080};
    const session::MapExport prepared = session::mapExportOf(choice, {}, filtered(may), records(),
                                                             {geo::Crs::webMercator(), {67, 36, 75, 41}});
    QVERIFY2(prepared.page.filterWords.contains(QStringLiteral("2024-05-01 to 2024-05-31")),
             qPrintable(prepared.page.filterWords));
}

void MapExportTest::publicWordsCountNothingHidden_data()
{
    QTest::addColumn<incident::Profile>("profile");
    QTest::addColumn<QString>("counts");
    QTest::newRow("public") << incident::Profile::Public << QStringLiteral("1 incidents: 1 drawn.");
    QTest::newRow("partner") << incident::Profile::Partner << QStringLiteral("1 incidents: 1 drawn.");
    QTest::newRow("internal") << incident::Profile::Internal
                              << QStringLiteral("3 of 4 incidents: 3 drawn; 1 undated.");
}

void MapExportTest::publicWordsCountNothingHidden()
{
    QFETCH(incident::Profile, profile);
    session::MapExportChoice choice;
    choice.sizePx = {1920, 1080};
    choice.profile = profile;
    QTEST(exported(choice).page.countLine, "counts");
}

void MapExportTest::theFrameIsGivenInDegrees_data()
{
    QTest::addColumn<int>("epsg");
    QTest::newRow("Web Mercator") << 3857;
    QTest::newRow("UTM 42 north") << 32642;
}

/// What a view says of itself in degrees, written down and read again, frames the very same map.
void MapExportTest::theFrameIsGivenInDegrees()
{
    QFETCH(int, epsg);
    const geo::Crs crs = geo::Crs::fromEpsg(epsg);
    const map::Viewport view = map::Viewport::showing({67.3421, 36.6112, 70.5733, 38.7371}, crs, {1126, 533});
    const geo::GeoBox seen = view.geoBox();
    const auto written = [](double value) { return QString::number(value, 'g', 17).toDouble(); };
    session::MapExportChoice choice;
    choice.sizePx = {1920, 1080};
    const map::Viewport window = exported(choice, {crs, seen}).framed;
    const map::Viewport command =
        exported(choice,
                 {crs, {written(seen.west), written(seen.south), written(seen.east), written(seen.north)}})
            .framed;
    QVERIFY(window == command);
    // All that the view shows is on it, to a metre.
    const geo::MapBox shown = view.box(), framed = window.box();
    QVERIFY(framed.contains({shown.left + 1, shown.bottom + 1}));
    QVERIFY(framed.contains({shown.right - 1, shown.top - 1}));
}

QTEST_MAIN(MapExportTest)
#include "mapexporttest.moc"
