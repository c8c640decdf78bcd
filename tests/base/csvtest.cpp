#include "base/csv.h"

#include <QtTest>

using namespace marz::base;

class CsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void knowsLines();
    void namesOpenQuote();
    void neutralisesFormulas_data();
    void neutralisesFormulas();
    void writesWhatItReads();
};

void CsvTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // cells joined by |, rows by /
    QTest::newRow("plain") << "a,b\n1,2\n"
                           << "a|b/1|2";
    QTest::newRow("no last line end") << "a,b\n1,2"
                                      << "a|b/1|2";
    QTest::newRow("crlf") << "a,b\r\n1,2\r\n"
                          << "a|b/1|2";
    QTest::newRow("cr") << "a,b\r1,2\r"
                        << "a|b/1|2";
    QTest::newRow("bom") << QString(QChar(0xFEFF)) + "a\n"
                         << "a";
    QTest::newRow("quoted separator") << "\"a,b\",c"
                                      << "a,b|c";
    QTest::newRow("doubled quote") << "\"say \"\"no\"\"\",c"
                                   << "say \"no\"|c";
    QTest::newRow("line break inside") << "\"a\nb\",c\nd,e"
                                       << "a\nb|c/d|e";
    QTest::newRow("empty cells") << ",,\n"
                                 << "||";
    QTest::newRow("quoted empty cell") << "\"\"\nx"
                                       << "/x";
    QTest::newRow("blank lines") << "a\n\n\nb\n"
                                 << "a/b";
    QTest::newRow("quote inside a cell") << "5\" pipe,b"
                                         << "5\" pipe|b";
    QTest::newRow("nothing") << ""
                             << "";
}

void CsvTest::parses()
{
    QFETCH(QString, text);
    QStringList rows;
    for (const QStringList &row : parseCsv(text))
        rows.append(row.join(u'|'));
    QTEST(rows.join(u'/'), "expected");
}

void CsvTest::knowsLines()
{
    const QString text = QStringLiteral("a\n\n\"b\r\nc\"\r\nd\n");
    CsvReader reader(text);
    QStringList row;
    QVERIFY(reader.next(row));
    QCOMPARE(reader.line(), 1);
    QVERIFY(reader.next(row));
    QCOMPARE(row, QStringList{QStringLiteral("b\r\nc")});
    QCOMPARE(reader.line(), 3);
    QVERIFY(reader.next(row));
    QCOMPARE(reader.line(), 5);
    QVERIFY(!reader.next(row));
    QCOMPARE(reader.openQuoteLine(), 0);
}

void CsvTest::namesOpenQuote()
{
    const QString text = QStringLiteral("a\nb\n\"c\nd\n");
    CsvReader reader(text);
    QStringList row;
    int rows = 0;
    while (reader.next(row))
        ++rows;
    QCOMPARE(rows, 3);
    QCOMPARE(reader.openQuoteLine(), 3);
}

void CsvTest::neutralisesFormulas_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("written");
    QTest::newRow("formula") << "=1+1"
                             << "'=1+1";
    QTest::newRow("call") << "@SUM(A1)"
                          << "'@SUM(A1)";
    QTest::newRow("command") << "+cmd|' /C calc'!A0"
                             << "'+cmd|' /C calc'!A0";
    QTest::newRow("tab") << "\t=1"
                         << "'\t=1";
    QTest::newRow("negative number") << "-3.5"
                                     << "-3.5";
    QTest::newRow("signed number") << "+3"
                                   << "+3";
    QTest::newRow("words with a hyphen") << "-unknown"
                                         << "'-unknown";
    QTest::newRow("plain") << "a=b"
                           << "a=b";
    QTest::newRow("quoted") << "=\"x\",y"
                            << "\"'=\"\"x\"\",y\"";
}

void CsvTest::neutralisesFormulas()
{
    QFETCH(QString, cell);
    QTEST(csvRow({cell}), "written");
}

void CsvTest::writesWhatItReads()
{
    const QStringList row = {QStringLiteral("a,b"),   QStringLiteral("\"q\""),
                             QStringLiteral("x\ny"),  QString(),
                             QStringLiteral("Хоруғ"), QStringLiteral("خاروغ")};
    QCOMPARE(parseCsv(csvRow(row)).front(), row);
}

QTEST_GUILESS_MAIN(CsvTest)
#include "csvtest.moc"
