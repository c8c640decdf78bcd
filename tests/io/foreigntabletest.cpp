#include "io/foreign.h"

#include "io/iofiles.h"
#include "io/tableimport.h"

#include <QCryptographicHash>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;

class ForeignTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void decodes_data();
    void decodes();
    void separates_data();
    void separates();
    void countsLines();
    void keepsUnevenRows();
    void findsHeader_data();
    void findsHeader();
    void namesOpenQuote();
    void everyWarningNamesTheFile();
    void refusesWhatIsTooMuch_data();
    void refusesWhatIsTooMuch();
    void readsWorkbooks_data();
    void readsWorkbooks();
    void choosesSheet();
    void refuses_data();
    void refuses();
    void leavesSourceAlone();
    void readsTheSample();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    io::TableData read(const QString &name, const QString &sheet = {}) const
    {
        return io::Foreign(QStringLiteral(MARZ_PROGRAM)).readTable(path(name), sheet, {});
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ForeignTableTest::decodes_data()
{
    const QString text = QStringLiteral("place,country\nХоруғ,Тоҷикистон\n");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("warns");
    QStringEncoder utf16le(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
    QStringEncoder utf16be(QStringEncoder::Utf16BE, QStringEncoder::Flag::WriteBom);
    QTest::newRow("utf-8") << text.toUtf8() << "utf-8" << QStringLiteral("Хоруғ") << false;
    QTest::newRow("utf-8 with mark") << QByteArray("\xEF\xBB\xBF" + text.toUtf8()) << "utf-8"
                                     << QStringLiteral("Хоруғ") << false;
    QTest::newRow("utf-16le") << QByteArray(utf16le(text)) << "utf-16" << QStringLiteral("Хоруғ") << false;
    QTest::newRow("utf-16be") << QByteArray(utf16be(text)) << "utf-16" << QStringLiteral("Хоруғ") << false;
    QTest::newRow("broken before") << QByteArray("place,country\nKhand\xEF\xBF\xBD"
                                                 "d,x\n")
                                   << "utf-8" << QStringLiteral("Khand\uFFFDd") << false;
    QTest::newRow("windows-1251")
        << QByteArray("place,country\n\xD5\xEE\xF0\xEE\xE3,\xD2\xE0\xE4\xE6\xE8\xEA\xE8\xF1\xF2\xE0\xED\n")
        << "windows-1251" << QStringLiteral("Хорог") << true;
    QTest::newRow("windows-1252") << QByteArray("place,country\nCaf\xE9 M\xFCller,x\n") << "windows-1252"
                                  << QStringLiteral("Café Müller") << true;
}

void ForeignTableTest::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(QString, place);
    QFETCH(bool, warns);
    writeFile(path("a.csv"), bytes);
    const io::TableData table = read("a.csv");
    QCOMPARE(table.encoding, encoding);
    QCOMPARE(table.columns, (QStringList{"place", "country"}));
    QCOMPARE(table.rows.size(), 1U);
    QCOMPARE(table.rows[0][0], place);
    QCOMPARE(!table.warnings.isEmpty(), warns);
    QCOMPARE(table.sha256,
             QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
}

void ForeignTableTest::separates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("comma") << QByteArray("id,lat,lon\n1,37.5,70.5\n");
    QTest::newRow("semicolon") << QByteArray("id;lat;lon\n1;37.5;70.5\n");
    QTest::newRow("tab") << QByteArray("id\tlat\tlon\n1\t37.5\t70.5\n");
    QTest::newRow("bar") << QByteArray("id|lat|lon\r\n1|37.5|70.5\r\n");
}

void ForeignTableTest::separates()
{
    QFETCH(QByteArray, text);
    writeFile(path("a.csv"), text);
    const io::TableData table = read("a.csv");
    QCOMPARE(table.columns, (QStringList{"id", "lat", "lon"}));
    QCOMPARE(table.rows.at(0), (QStringList{"1", "37.5", "70.5"}));
}

void ForeignTableTest::countsLines()
{
    writeFile(path("a.csv"), "id,text\n1,\"two\nlines\"\n\n2,\"say \"\"no\"\"\"\n3,x\n");
    const io::TableData table = read("a.csv");
    QCOMPARE(table.rowNumbers, (std::vector<qint64>{2, 5, 6}));
    QCOMPARE(table.rows[0][1], QStringLiteral("two\nlines"));
    QCOMPARE(table.rows[1][1], QStringLiteral("say \"no\""));
}

void ForeignTableTest::keepsUnevenRows()
{
    writeFile(path("a.csv"), "id,text\n1\n2,b,more\n3,c\n");
    const io::TableData table = read("a.csv");
    QCOMPARE(table.columns, (QStringList{"id", "text", "column 3"}));
    QCOMPARE(table.rows[0], (QStringList{"1", "", ""}));
    QCOMPARE(table.rows[1], (QStringList{"2", "b", "more"}));
    QVERIFY(table.warnings.join(u'\n').contains("row 3"));
}

void ForeignTableTest::findsHeader_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<int>("rows");
    QTest::newRow("plain") << QByteArray("id,date\n1,2024-01-02\n") << QStringList{"id", "date"} << 1;
    QTest::newRow("none") << QByteArray("1,2024-01-02,x\n2,2024-01-03,y\n")
                          << QStringList{"column 1", "column 2", "column 3"} << 2;
    QTest::newRow("title above") << QByteArray(
                                        "Incidents of the border,,,\n\nid,date,lat,lon\n1,2024-01-02,37,70\n")
                                 << QStringList{"id", "date", "lat", "lon"} << 1;
    QTest::newRow("repeated and empty")
        << QByteArray("id,name,name,\n1,a,b,c\n") << QStringList{"id", "name", "name (2)", "column 4"} << 1;
    QTest::newRow("hxl") << QByteArray("Date,Place\n#date,#loc\n2024-01-02,Khorog\n")
                         << QStringList{"Date", "Place"} << 1;
    QTest::newRow("header only") << QByteArray("id,date\n") << QStringList{"id", "date"} << 0;
}

void ForeignTableTest::findsHeader()
{
    QFETCH(QByteArray, text);
    QFETCH(int, rows);
    writeFile(path("a.csv"), text);
    const io::TableData table = read("a.csv");
    QTEST(table.columns, "columns");
    QCOMPARE(static_cast<int>(table.rows.size()), rows);
}

void ForeignTableTest::namesOpenQuote()
{
    writeFile(path("a.csv"), "id,text\n1,a\n2,\"never closed\n3,b\n");
    const io::TableData table = read("a.csv");
    const QString warning = table.warnings.join(u'\n');
    QVERIFY2(warning.contains("a.csv") && warning.contains("line 3"), qPrintable(warning));
    QCOMPARE(table.problems.size(), 1U);
    QCOMPARE(table.problems[0].row, 3);
    QCOMPARE(table.problems[0].column, QStringLiteral("text"));
    io::ImportMapping mapping;
    mapping.columns = {{"title", "text"}};
    const io::StagedImport result = io::stageImport(table, mapping, incident::Vocabulary::shipped());
    QCOMPARE(result.staged.size(), 1U); // the row before it; never the rest of the file as one title
    QCOMPARE(result.rejected, 1);
    QCOMPARE(result.problems.size(), 1U);
    QCOMPARE(result.problems[0].row, 3);
    QCOMPARE(result.problems[0].value, QStringLiteral("never closed\n3,b\n"));
    QVERIFY2(result.problems[0].reason.contains("never closed"), qPrintable(result.problems[0].reason));
}

void ForeignTableTest::everyWarningNamesTheFile()
{
    writeFile(path("a.csv"), "Incidents,,,\nid,name,name,\n1,Caf\xE9,x,y,z\n2,\"open,x,y\n");
    const QStringList warnings = read("a.csv").warnings;
    QCOMPARE(warnings.size(), 5); // title above, repeated name, code page, long row, open quotation mark
    for (const QString &warning : warnings)
        QVERIFY2(warning.contains("a.csv"), qPrintable(warning));
}

void ForeignTableTest::refusesWhatIsTooMuch_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("says");
    const QByteArray head = "id,title\n1,a\n";
    const QByteArray million(1'000'001, 'x');
    QTest::newRow("cell") << QByteArray(head + "2," + million + "\n")
                          << QStringList{"row 3", "column 2", "1,000,000 characters"};
    QTest::newRow("cell of the header") << QByteArray("id," + million + "\n1,a\n")
                                        << QStringList{"row 1", "column 2", "1,000,000 characters"};
    QTest::newRow("open quotation mark")
        << QByteArray(head + "2,\"" + million + "\n") << QStringList{"line 3", "never closed"};
    QTest::newRow("cells in a row") << QByteArray(head + QByteArray(16'384, ',') + "x\n")
                                    << QStringList{"row 3", "16385 cells"};
    // A row is kept as wide as the widest.
    QByteArray wide = head + QByteArray(16'000, ',') + "x\n";
    for (int i = 0; i < 1'000; ++i)
        wide += "1,a\n";
    QTest::newRow("one wide row among many") << wide << QStringList{"row ", "memory"};
}

void ForeignTableTest::refusesWhatIsTooMuch()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, says);
    writeFile(path("a.csv"), text);
    const auto error = errorOf([&] { read("a.csv"); });
    QVERIFY(error);
    QVERIFY2(error->problem().contains("a.csv"), qPrintable(error->message()));
    for (const QString &words : says)
        QVERIFY2(error->problem().contains(words), qPrintable(error->message()));
    QVERIFY(!error->advice().isEmpty());
}

void ForeignTableTest::readsWorkbooks_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("file");
    QTest::newRow("xlsx") << "XLSX"
                          << "a.xlsx";
    QTest::newRow("ods") << "ODS"
                         << "a.ods";
}

void ForeignTableTest::readsWorkbooks()
{
    QFETCH(QString, driver);
    QFETCH(QString, file);
    writeWorkbook(path(file), driver.toLatin1().constData(),
                  {{"id", "date", "lat", "killed", "place"},
                   {"a1", "2024-11-17", "37.98", "5", "Хоруғ"},
                   {"a2", "2024-02-29", "38.125", "0", "خاروغ"}});
    const QStringList before = listing(m_folder->path());
    const io::TableData table = read(file);
    QCOMPARE(table.format, QFileInfo(file).suffix());
    QCOMPARE(table.sheets, QStringList{"Sheet1"});
    QCOMPARE(table.columns, (QStringList{"id", "date", "lat", "killed", "place"}));
    QCOMPARE(table.rows.size(), 2U);
    QCOMPARE(table.rows[0], (QStringList{"a1", "2024-11-17", "37.98", "5", QStringLiteral("Хоруғ")}));
    QCOMPARE(table.rows[1], (QStringList{"a2", "2024-02-29", "38.125", "0", QStringLiteral("خاروغ")}));
    QCOMPARE(table.rowNumbers, (std::vector<qint64>{2, 3}));
    QCOMPARE(listing(m_folder->path()), before);
}

void ForeignTableTest::choosesSheet()
{
    writeWorkbook(path("a.xlsx"), "XLSX", {{"id", "name"}, {"x", "y"}}, "Данные");
    QCOMPARE(read("a.xlsx", "Данные").sheet, QStringLiteral("Данные"));
    const auto error = errorOf([&] { read("a.xlsx", "Other"); });
    QVERIFY(error && error->message().contains("Other") && error->message().contains("Данные"));
}

void ForeignTableTest::refuses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << "a.csv" << QByteArray() << "a.csv is empty";
    QTest::newRow("binary") << "a.csv" << QByteArray("a\0b\0c", 5) << "binary data";
    QTest::newRow("workbook as csv") << "a.csv" << QByteArray("PK\3\4xxxx") << "ZIP archive";
    QTest::newRow("csv as workbook") << "a.xlsx" << QByteArray("a,b\n1,2\n")
                                     << "a.xlsx is not an Excel workbook";
    QTest::newRow("damaged workbook")
        << "a.xlsx" << QByteArray("PK\3\4") + QByteArray(200, 'x') << "a.xlsx cannot be opened";
    QTest::newRow("old excel") << "a.xlsx" << QByteArray("\xD0\xCF\x11\xE0xxxx") << "old Excel";
    QTest::newRow("layer") << "a.geojson" << QByteArray("{\"type\":\"FeatureCollection\",\"features\":[]}")
                           << "is a map layer";
}

void ForeignTableTest::refuses()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    writeFile(path(file), content);
    const auto error = errorOf([&] { read(file); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(says), qPrintable(error->message()));
    QVERIFY2(!error->advice().isEmpty(), qPrintable(error->message()));
}

void ForeignTableTest::leavesSourceAlone()
{
    writeFile(path("a.csv"), "id,name\n1,b\n");
    const QStringList before = listing(m_folder->path());
    read("a.csv");
    QCOMPARE(listing(m_folder->path()), before);
}

/// Every row of the bundled sample can be staged from its table.
void ForeignTableTest::readsTheSample()
{
    const io::TableData table =
        io::Foreign(QStringLiteral(MARZ_PROGRAM))
            .readTable(QStringLiteral(MARZ_SOURCE_DIR "/resources/sample/incidents.csv"), {}, {});
    const io::StagedImport result =
        io::stageImport(table, io::guessMapping(table), incident::Vocabulary::shipped());
    QCOMPARE(result.staged.size(), table.rows.size());
    QVERIFY2(result.problems.empty(), result.problems.empty() ? "" : qPrintable(result.problems[0].reason));
    const auto unlocated =
        std::count_if(result.staged.begin(), result.staged.end(),
                      [](const io::StagedRow &row) { return row.incident.where.isUnlocated(); });
    QCOMPARE(unlocated, 2); // those of country precision
}

QTEST_GUILESS_MAIN(ForeignTableTest)
#include "foreigntabletest.moc"
