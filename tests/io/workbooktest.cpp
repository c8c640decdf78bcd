#include "io/workbooks.h"

#include "io/foreign.h"
#include "io/iofiles.h"
#include "io/tableimport.h"
#include "io/tables.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;

/// Excel workbooks: what their cells mean, and files made to harm.
class WorkbookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void readsCells_data();
    void readsCells();
    void placesCells();
    void readsThe1904Calendar_data();
    void readsThe1904Calendar();
    void choosesTheFirstSheetWithRows();
    void refusesImpossibleDates_data();
    void refusesImpossibleDates();
    void takesErrorsForNoValue();
    void refusesWhatIsTooMuch_data();
    void refusesWhatIsTooMuch();
    void refusesDamage_data();
    void refusesDamage();
    void refusesLongOds();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    io::TableData read(const QString &name = QStringLiteral("a.xlsx")) const
    {
        return io::Foreign(QStringLiteral(MARZ_PROGRAM)).readTable(path(name), {}, {});
    }
    io::TableData readBook(const Workbook &book) const
    {
        writeXlsx(path(QStringLiteral("a.xlsx")), book);
        return read();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void WorkbookTest::readsCells_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *cell, const QString &text) {
        QTest::newRow(name) << QByteArray(cell) << text;
    };
    row("whole number", "<c><v>5.0</v></c>", "5");
    row("number as Excel stores it", "<c><v>37.979999999999997</v></c>", "37.98");
    row("shared text", "<c t=\"s\"><v>1</v></c>", QStringLiteral("Хоруғ"));
    row("shared text in runs", "<c t=\"s\"><v>2</v></c>", "two runs");
    row("text beside its reading", "<c t=\"s\"><v>3</v></c>", "text");
    row("inline text", "<c t=\"inlineStr\"><is><t>a &amp; b</t></is></c>", "a & b");
    row("text that looks like a number", "<c t=\"inlineStr\"><is><t>1.0</t></is></c>", "1.0");
    row("result of a formula", "<c t=\"str\"><f>A1</f><v>words</v></c>", "words");
    row("number from a formula", "<c><f>1+1</f><v>2</v></c>", "2");
    row("day", "<c s=\"1\"><v>45613</v></c>", "2024-11-17");
    row("day by a format of its own", "<c s=\"4\"><v>45613</v></c>", "2024-11-17");
    row("day and time", "<c s=\"2\"><v>45613.75</v></c>", "2024-11-17 18:00:00");
    row("midnight", "<c s=\"2\"><v>45613</v></c>", "2024-11-17");
    row("one second to midnight", "<c s=\"2\"><v>45613.999988425923</v></c>", "2024-11-17 23:59:59");
    row("time", "<c s=\"3\"><v>0.75</v></c>", "18:00:00");
    row("elapsed hours", "<c s=\"5\"><v>1.5</v></c>", "1.5");
    row("first day", "<c s=\"1\"><v>1</v></c>", "1900-01-01");
    row("day before the invented one", "<c s=\"1\"><v>59</v></c>", "1900-02-28");
    row("day after the invented one", "<c s=\"1\"><v>61</v></c>", "1900-03-01");
    row("invented day", "<c s=\"1\"><v>60</v></c>", "60");
    row("last day", "<c s=\"1\"><v>2958465</v></c>", "9999-12-31");
    row("beyond the last day", "<c s=\"1\"><v>2958466</v></c>", "2958466");
    row("error", "<c t=\"e\"><v>#DIV/0!</v></c>", "#DIV/0!");
}

void WorkbookTest::readsCells()
{
    QFETCH(QByteArray, cell);
    const io::TableData table = readBook(
        {textRow({"id", "value"}) + "<row><c t=\"s\"><v>0</v></c>" + cell + "</row>",
         QStringLiteral("<si><t>x1</t></si><si><t>Хоруғ</t></si><si><r><t xml:space=\"preserve\">two "
                        "</t></r><r><t>runs</t></r></si><si><t>text</t><rPh sb=\"0\" "
                        "eb=\"1\"><t>reading</t></rPh></si>")
             .toUtf8()});
    QCOMPARE(table.columns, (QStringList{"id", "value"}));
    QCOMPARE(table.rows.size(), 1U);
    QCOMPARE(table.rows[0][0], QStringLiteral("x1"));
    QTEST(table.rows[0][1], "text");
    QVERIFY2(table.warnings.isEmpty(), qPrintable(table.warnings.join(u'\n')));
}

/// Empty cells and rows are left out of a sheet: the references tell where the others are.
void WorkbookTest::placesCells()
{
    const io::TableData table = readBook({textRow({"a", "b", "c", "d"}) +
                                          "<row r=\"4\"><c r=\"B4\"><v>1</v></c><c "
                                          "r=\"D4\"><v>2</v></c></row><row r=\"7\"><c><v>3</v></c></row>"});
    QCOMPARE(table.rows.size(), 2U);
    QCOMPARE(table.rows[0], (QStringList{"", "1", "", "2"}));
    QCOMPARE(table.rows[1], (QStringList{"3", "", "", ""}));
    QCOMPARE(table.rowNumbers, (std::vector<qint64>{4, 7}));
}

void WorkbookTest::readsThe1904Calendar_data()
{
    QTest::addColumn<QByteArray>("properties");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("warns");
    const QByteArray since1904 = "<workbookPr date1904=\"1\"/>";
    QTest::newRow("day") << since1904 << QByteArray("<c s=\"1\"><v>44151</v></c>") << "2024-11-17" << true;
    QTest::newRow("day and time") << QByteArray("<workbookPr date1904=\"true\"/>")
                                  << QByteArray("<c s=\"2\"><v>44151.75</v></c>") << "2024-11-17 18:00:00"
                                  << true;
    QTest::newRow("first day") << since1904 << QByteArray("<c s=\"1\"><v>0</v></c>") << "1904-01-01" << true;
    QTest::newRow("number") << since1904 << QByteArray("<c><v>44151</v></c>") << "44151" << false;
    QTest::newRow("text") << since1904 << QByteArray("<c t=\"inlineStr\"><is><t>2024/11/17</t></is></c>")
                          << "2024/11/17" << false;
    QTest::newRow("not said") << QByteArray("<workbookPr date1904=\"0\"/>")
                              << QByteArray("<c s=\"1\"><v>45613</v></c>") << "2024-11-17" << false;
}

void WorkbookTest::readsThe1904Calendar()
{
    QFETCH(QByteArray, properties);
    QFETCH(QByteArray, cell);
    QFETCH(bool, warns);
    const io::TableData table = readBook(
        {textRow({"date", "title"}) + "<row>" + cell + "<c t=\"inlineStr\"><is><t>x</t></is></c></row>",
         {},
         properties});
    QTEST(table.rows.at(0)[0], "text");
    const QString warnings = table.warnings.join(u'\n');
    QCOMPARE(warnings.contains("1904"), warns);
    QVERIFY2(!warns || warnings.contains("a.xlsx"), qPrintable(warnings));
}

void WorkbookTest::choosesTheFirstSheetWithRows()
{
    Workbook book;
    book.rows = textRow({"id", "title"}) + textRow({"1", "x"});
    book.second = "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>";
    const io::TableData table = readBook(book);
    QCOMPARE(table.sheets, (QStringList{"Empty", "Incidents"}));
    QCOMPARE(table.sheet, QStringLiteral("Incidents"));
    QVERIFY2(table.warnings.join(u'\n').contains("a.xlsx: Sheet \"Incidents\" was read"),
             qPrintable(table.warnings.join(u'\n')));
}

void WorkbookTest::refusesImpossibleDates_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("value");
    QTest::newRow("far beyond") << QByteArray("<c s=\"1\"><v>99999999</v></c>") << "99999999";
    QTest::newRow("a time alone") << QByteArray("<c s=\"1\"><v>0.5</v></c>") << "0.5";
    QTest::newRow("negative") << QByteArray("<c s=\"1\"><v>-5</v></c>") << "-5";
    QTest::newRow("negative with time") << QByteArray("<c s=\"2\"><v>-5.25</v></c>") << "-5.25";
    QTest::newRow("error") << QByteArray("<c t=\"e\" s=\"1\"><v>#VALUE!</v></c>") << "#VALUE!";
    QTest::newRow("number without format") << QByteArray("<c><v>45613</v></c>") << "45613";
}

void WorkbookTest::refusesImpossibleDates()
{
    QFETCH(QByteArray, cell);
    const io::TableData table = readBook({textRow({"title", "date"}) + textRow({"a", "2024-11-17"}) +
                                          "<row><c t=\"inlineStr\"><is><t>b</t></is></c>" + cell + "</row>"});
    const io::StagedImport result =
        io::stageImport(table, io::guessMapping(table), incident::Vocabulary::shipped());
    QCOMPARE(result.staged.size(), 1U);
    QCOMPARE(result.rejected, 1);
    QCOMPARE(result.problems.size(), 1U);
    QCOMPARE(result.problems[0].kind, QStringLiteral("bad_date"));
    QCOMPARE(result.problems[0].row, 3);
    QTEST(result.problems[0].value, "value");
}

void WorkbookTest::takesErrorsForNoValue()
{
    const io::TableData table = readBook({textRow({"title", "date", "place"}) +
                                          "<row><c t=\"e\"><v>#DIV/0!</v></c><c s=\"1\"><v>45613</v></c><c "
                                          "t=\"inlineStr\"><is><t>Khorog</t></is></c></row>"});
    const io::StagedImport result =
        io::stageImport(table, io::guessMapping(table), incident::Vocabulary::shipped());
    QVERIFY2(result.staged.size() == 1, qPrintable(problemsText(result)));
    QVERIFY(!result.staged[0].incident.title.contains(u'#'));
    QCOMPARE(result.problems.size(), 1U);
    QCOMPARE(result.problems[0].kind, QStringLiteral("missing"));
    QCOMPARE(result.problems[0].value, QStringLiteral("#DIV/0!"));
}

void WorkbookTest::refusesWhatIsTooMuch_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QByteArray>("strings");
    QTest::addColumn<QStringList>("says");
    const QByteArray head = textRow({"id", "title"});
    const QByteArray shared = "<row><c><v>1</v></c><c t=\"s\"><v>0</v></c></row>";
    const auto repeated = [](const QByteArray &text, int times) {
        QByteArray out;
        for (int i = 0; i < times; ++i)
            out += text;
        return out;
    };
    QTest::newRow("row beyond the last") << QByteArray(head + "<row r=\"1048577\"><c><v>1</v></c></row>")
                                         << QByteArray() << QStringList{"1048576 rows"};
    QTest::newRow("more rows than its size allows")
        << QByteArray(head + repeated("<row><c><v>1</v></c></row>", 200'000)) << QByteArray()
        << QStringList{"far more than a table of its size", "row "};
    QTest::newRow("text in a cell") << QByteArray(head + textRow({"1", QByteArray(1'000'001, 'x')}))
                                    << QByteArray()
                                    << QStringList{"row 2", "column B", "1,000,000 characters"};
    QTest::newRow("bomb in a cell") << QByteArray(head + textRow({"1", QByteArray(30'000'000, 'x')}))
                                    << QByteArray()
                                    << QStringList{"row 2", "column B", "1,000,000 characters"};
    QTest::newRow("shared text") << QByteArray(head + shared)
                                 << QByteArray("<si><t>" + QByteArray(1'000'001, 'x') + "</t></si>")
                                 << QStringList{"row 2", "column 2", "1,000,000 characters"};
    QTest::newRow("bomb in a shared text")
        << QByteArray(head + shared) << QByteArray("<si><t>" + QByteArray(30'000'000, 'x') + "</t></si>")
        << QStringList{"row 2", "column B", "1,000,000 characters"};
    QTest::newRow("many shared texts")
        << QByteArray(head + shared) << repeated("<si><t>" + QByteArray(500'000, 'x') + "</t></si>", 160)
        << QStringList{"a hundred times its size"};
    QTest::newRow("column beyond the last")
        << QByteArray(head + "<row><c r=\"XFE2\"><v>1</v></c></row>") << QByteArray() << QStringList{"XFE2"};
}

void WorkbookTest::refusesWhatIsTooMuch()
{
    QFETCH(QByteArray, rows);
    QFETCH(QByteArray, strings);
    QFETCH(QStringList, says);
    const auto error = errorOf([&] { readBook({rows, strings}); });
    QVERIFY(error);
    QVERIFY2(error->problem().contains("a.xlsx"), qPrintable(error->message()));
    for (const QString &words : says)
        QVERIFY2(error->problem().contains(words), qPrintable(error->message()));
    QVERIFY(!error->advice().isEmpty());
}

void WorkbookTest::refusesDamage_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("says");
    const QByteArray head = textRow({"id", "title"});
    QTest::newRow("broken off") << QByteArray(head + "<row><c><v>1</v></c>") << "damaged";
    QTest::newRow("no XML") << QByteArray(head + "<row><c <v>1</v></c></row>") << "damaged";
    QTest::newRow("text that is not there")
        << QByteArray(head + "<row><c t=\"s\"><v>7</v></c></row>") << "row 2, column A";
    QTest::newRow("row 0") << QByteArray(head + "<row r=\"0\"><c><v>7</v></c></row>") << "row \"0\"";
}

void WorkbookTest::refusesDamage()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, says);
    const auto error = errorOf([&] { readBook({rows}); });
    QVERIFY(error && error->kind() == base::ErrorKind::Damaged);
    QVERIFY2(error->problem().contains("a.xlsx") && error->problem().contains(says),
             qPrintable(error->message()));
}

/// GDAL reads such a sheet whole before it gives the first row: it must not get that far.
void WorkbookTest::refusesLongOds()
{
    QByteArray rows;
    for (int i = 0; i < 1'048'577; ++i)
        rows += "<table:table-row/>";
    writeZip(path(QStringLiteral("a.ods")),
             {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
              {"content.xml", "<office:document-content><table:table table:name=\"a\">" + rows +
                                  "</table:table></office:document-content>"}});
    const auto error = errorOf([&] { read(QStringLiteral("a.ods")); });
    QVERIFY(error);
    QVERIFY2(error->problem().contains("a.ods holds more than 1048576 rows"), qPrintable(error->message()));
}

QTEST_GUILESS_MAIN(WorkbookTest)
#include "workbooktest.moc"
