#include "io/foreign.h"
#include "io/textcodec.h"

#include "io/iofiles.h"
#include "tests/support/layerbytes.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;

/// What language a layer's texts are read in: the user's word, the file's, or what its bytes look like.
class LayerEncodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNames_data();
    void knowsNames();
    void judgesShapefiles_data();
    void judgesShapefiles();
    void takesTheUsersWord_data();
    void takesTheUsersWord();
    void refusesUnknown_data();
    void refusesUnknown();
    void countsWhatDoesNotFit();
    void mendsCutCharacters();
    void saysWhereItIsNotUsed();
    void readsTables();
};

namespace {

constexpr char cp1251Khorog[] = "\xD5\xEE\xF0\xEE\xE3"; // Хорог
constexpr char cp866Khorog[] = "\x95\xAE\xE0\xAE\xA3";
constexpr char utf8Khorog[] = "Хорог";

io::LayerData readWith(const QString &path, const QString &encoding = {})
{
    return io::Foreign(QStringLiteral(MARZ_PROGRAM)).readLayer(path, {{}, {}, encoding}, {});
}

void putPoint(const QString &stem, const QByteArray &name, quint8 language, const char *cpg,
              const QByteArray &field = "NAME")
{
    test::Dbase table;
    table.names = {field};
    table.language = language;
    table.rows = {{name}};
    test::Shapefile files = test::shapefile(1, {test::pointShape(70, 37)}, table);
    if (cpg)
        files.cpg = QByteArray(cpg);
    test::putShapefile(stem, files);
}

} // namespace

void LayerEncodingTest::knowsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("known"); ///< empty = not known
    for (const char *name : {"CP1251", "1251", "windows-1251", "ANSI 1251", "cp1251 ", "Windows 1251"})
        QTest::newRow(name) << name << "CP1251";
    for (const char *name : {"UTF-8", "utf8", "65001", "UTF 8"})
        QTest::newRow(name) << name << "UTF-8";
    for (const char *name : {"88595", "ISO-8859-5", "8859-5", "iso 88595"})
        QTest::newRow(name) << name << "ISO-8859-5";
    QTest::newRow("OEM 866") << "OEM 866"
                             << "CP866";
    QTest::newRow("KOI8-R") << "koi8-r"
                            << "KOI8-R";
    for (const char *name : {"", "nonsense", "UTF-16", "CP99999", "../../etc/passwd", "UTF-8//IGNORE", "\xff",
                             "CP1251\nUTF-8", "EBCDIC-US"})
        QTest::newRow(QByteArray("not " + QByteArray(name).toPercentEncoding()).constData())
            << QString::fromLatin1(name) << QString();
}

void LayerEncodingTest::knowsNames()
{
    QFETCH(QString, name);
    QFETCH(QString, known);
    const auto codec = io::TextCodec::named(name);
    QCOMPARE(codec ? codec->name() : QString(), known);
}

void LayerEncodingTest::judgesShapefiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("language");
    QTest::addColumn<QString>("cpg"); ///< null = no file
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("warning");
    const QString none;
    QTest::newRow("cpg") << QByteArray(cp1251Khorog) << 0 << "1251"
                         << "CP1251"
                         << "";
    QTest::newRow("cpg of a person") << QByteArray(cp866Khorog) << 0x57 << "OEM 866\r\n"
                                     << "CP866"
                                     << "";
    QTest::newRow("cpg before code page") << QByteArray(utf8Khorog) << 0xC9 << "UTF-8"
                                          << "UTF-8"
                                          << "";
    QTest::newRow("code page") << QByteArray(cp1251Khorog) << 0xC9 << none << "CP1251"
                               << "";
    QTest::newRow("DOS code page") << QByteArray(cp866Khorog) << 0x65 << none << "CP866"
                                   << "";
    QTest::newRow("bytes that are UTF-8") << QByteArray(utf8Khorog) << 0 << none << "UTF-8"
                                          << "";
    QTest::newRow("ANSI that is UTF-8") << QByteArray(utf8Khorog) << 0x57 << none << "UTF-8"
                                        << "";
    QTest::newRow("bytes that are Cyrillic") << QByteArray(cp1251Khorog) << 0x57 << none << "CP1251"
                                             << "read as CP1251";
    QTest::newRow("unknown cpg") << QByteArray(utf8Khorog) << 0 << "klingon"
                                 << "UTF-8"
                                 << "a.cpg names no encoding";
    QTest::newRow("empty cpg") << QByteArray(utf8Khorog) << 0 << ""
                               << "UTF-8"
                               << "a.cpg names no encoding";
    QTest::newRow("cpg of another") << QByteArray(cp1251Khorog) << 0 << "UTF-8"
                                    << "UTF-8"
                                    << "1 cell is not UTF-8";
}

void LayerEncodingTest::judgesShapefiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, language);
    QFETCH(QString, cpg);
    QFETCH(QString, encoding);
    QFETCH(QString, warning);
    const QTemporaryDir folder;
    const QByteArray said = cpg.toUtf8();
    putPoint(folder.filePath("a"), bytes, static_cast<quint8>(language),
             cpg.isNull() ? nullptr : said.constData());
    const io::LayerData layer = readWith(folder.filePath("a.shp"));
    QCOMPARE(layer.encoding, encoding);
    QCOMPARE(layer.features.at(0).fields, QStringList{utf8Khorog});
    const QString warnings = layer.warnings.join(u'\n');
    QVERIFY2(warning.isEmpty() ? warnings.isEmpty() : warnings.contains(warning), qPrintable(warnings));
}

void LayerEncodingTest::takesTheUsersWord_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("text");
    QTest::newRow("CP1251 over a wrong code page") << QByteArray(cp1251Khorog) << "CP1251" << utf8Khorog;
    QTest::newRow("CP866 over a wrong code page") << QByteArray(cp866Khorog) << "866" << utf8Khorog;
    QTest::newRow("UTF-8 over a wrong code page") << QByteArray(utf8Khorog) << "utf8" << utf8Khorog;
    QTest::newRow("a wrong choice") << QByteArray(cp1251Khorog) << "CP1252"
                                    << "Õîðîã";
}

void LayerEncodingTest::takesTheUsersWord()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, chosen);
    QFETCH(QString, text);
    const QTemporaryDir folder;
    putPoint(folder.filePath("a"), bytes, 0x03, "1253", bytes.left(10));
    const io::LayerData layer = readWith(folder.filePath("a.shp"), chosen);
    QCOMPARE(layer.features.at(0).fields, QStringList{text});
    QCOMPARE(layer.fields, QStringList{text}); // names of fields too
    QVERIFY(layer.encoding.contains(chosen.right(3).toUpper()) || chosen == "utf8");
}

void LayerEncodingTest::refusesUnknown_data()
{
    QTest::addColumn<QString>("encoding");
    for (const char *name : {"klingon", "UTF-16", "CP1251//IGNORE", "/etc/passwd", " "})
        QTest::newRow(name) << name;
}

void LayerEncodingTest::refusesUnknown()
{
    QFETCH(QString, encoding);
    const QTemporaryDir folder;
    putPoint(folder.filePath("a"), "x", 0, nullptr);
    writeFile(folder.filePath("a.csv"), "lon,lat\n70,37\n");
    for (const char *file : {"a.shp", "a.csv"}) {
        const auto error = errorOf([&] { readWith(folder.filePath(file), encoding); });
        QVERIFY(error && error->kind() == base::ErrorKind::Invalid);
        QVERIFY2(error->problem().contains(file) && error->problem().contains(encoding),
                 qPrintable(error->message()));
        QVERIFY(error->advice().contains("CP1251"));
    }
}

void LayerEncodingTest::countsWhatDoesNotFit()
{
    const QTemporaryDir folder;
    putPoint(folder.filePath("a"), "a\x98z", 0xC9, nullptr); // 0x98 is nothing in CP1251
    const io::LayerData layer = readWith(folder.filePath("a.shp"));
    QCOMPARE(layer.features.at(0).fields, QStringList{QStringLiteral("a\uFFFDz")});
    QCOMPARE(layer.statistics.brokenCells, 1);
    QVERIFY(layer.warnings.join(u'\n').contains("1 cell does not fit the encoding"));
}

void LayerEncodingTest::mendsCutCharacters()
{
    const QTemporaryDir folder;
    putPoint(folder.filePath("a"), "abcdefghijklmnopqrsХ", 0, "UTF-8"); // 21 bytes for 20
    const io::LayerData layer = readWith(folder.filePath("a.shp"));
    QCOMPARE(layer.features.at(0).fields, QStringList{"abcdefghijklmnopqrs"});
    QCOMPARE(layer.warnings, QStringList());
}

void LayerEncodingTest::saysWhereItIsNotUsed()
{
    const QTemporaryDir folder;
    writeLayer(folder.filePath("a.gpkg"), {"GPKG", 4326, wkbPoint, {"POINT(70 37)"}});
    const io::LayerData layer = readWith(folder.filePath("a.gpkg"), "CP1251");
    QCOMPARE(layer.encoding, QStringLiteral("UTF-8"));
    QCOMPARE(layer.features.at(0).fields.at(0), QStringLiteral("Хоруғ 0"));
    QVERIFY(layer.warnings.join(u'\n').contains("always UTF-8"));
}

void LayerEncodingTest::readsTables()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath("a.csv"), QByteArray("name;lon;lat\n") + cp866Khorog + ";71,55;37,49\n");
    const io::LayerData layer = readWith(folder.filePath("a.csv"), "CP866");
    QCOMPARE(layer.encoding, QStringLiteral("CP866"));
    QCOMPARE(layer.features.at(0).fields.at(0), QString(utf8Khorog));
    QCOMPARE(layer.features.at(0).geometry.vertices.at(0), (geo::LonLat{71.55, 37.49}));
}

QTEST_GUILESS_MAIN(LayerEncodingTest)
#include "layerencodingtest.moc"
