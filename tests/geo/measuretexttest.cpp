#include "geo/measuretext.h"

#include <QTest>

#include <limits>

using namespace marz::geo;

class MeasureTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengths_data()
    {
        QTest::addColumn<double>("metres");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0.0 << "0.0 m";
        QTest::newRow("a step") << 4.23 << "4.2 m";
        QTest::newRow("ten") << 9.96 << "10 m";
        QTest::newRow("metres") << 850.4 << "850 m";
        QTest::newRow("never 1000 m") << 999.6 << "1.000 km";
        QTest::newRow("km") << 12'345.0 << "12.35 km";
        QTest::newRow("hundreds of km") << 123'456.0 << "123.5 km";
        QTest::newRow("grouped") << 5'432'100.0 << "5,432 km";
        QTest::newRow("none") << std::numeric_limits<double>::quiet_NaN() << "-";
    }
    void lengths()
    {
        QFETCH(double, metres);
        QFETCH(QString, text);
        QCOMPARE(lengthText(metres).replace(unitSpace, u' '), text);
    }

    void areas_data()
    {
        QTest::addColumn<double>("squareMetres");
        QTest::addColumn<QString>("text");
        QTest::newRow("m2") << 850.0 << "850.0 m²";
        QTest::newRow("ha") << 123'400.0 << "12.34 ha";
        QTest::newRow("km2") << 45'670'000.0 << "45.67 km²";
        QTest::newRow("grouped") << 143'100e6 << "143,100 km²";
        QTest::newRow("none") << std::numeric_limits<double>::infinity() << "-";
    }
    void areas()
    {
        QFETCH(double, squareMetres);
        QFETCH(QString, text);
        QCOMPARE(areaText(squareMetres).replace(unitSpace, u' '), text);
    }

    void azimuths_data()
    {
        QTest::addColumn<double>("degrees");
        QTest::addColumn<QString>("text");
        QTest::newRow("north") << 0.0 << "000.0°";
        QTest::newRow("east") << 90.04 << "090.0°";
        QTest::newRow("nearly round") << 359.96 << "000.0°";
        QTest::newRow("west") << 270.55 << "270.6°";
    }
    void azimuths()
    {
        QFETCH(double, degrees);
        QFETCH(QString, text);
        QCOMPARE(azimuthText(degrees), text);
    }

    void numbersStayWithTheirUnit() { QVERIFY(lengthText(12'345).contains(unitSpace)); }
};

QTEST_GUILESS_MAIN(MeasureTextTest)
#include "measuretexttest.moc"
