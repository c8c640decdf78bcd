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

    void noDigitIsFinerThanAPixel_data()
    {
        QTest::addColumn<double>("metres");
        QTest::addColumn<double>("resolutionM");
        QTest::addColumn<QString>("text");
        QTest::newRow("no limit") << 5000.0 << 0.0 << "5.000 km";
        QTest::newRow("a metre") << 5000.0 << 1.0 << "5.000 km";
        QTest::newRow("ten metres") << 5000.0 << 10.0 << "5.00 km";
        QTest::newRow("thirty metres") << 5123.0 << 30.0 << "5.1 km";
        QTest::newRow("a hundred") << 5123.0 << 100.0 << "5.1 km";
        QTest::newRow("seven hundred") << 5123.0 << 700.0 << "5 km";
        QTest::newRow("kilometres") << 5123.0 << 2000.0 << "5 km";
        QTest::newRow("far, fine") << 123'456.0 << 1.0 << "123.5 km"; // four digits are enough
        QTest::newRow("far, coarse") << 123'456.0 << 3000.0 << "123 km";
        QTest::newRow("metres, coarse") << 847.0 << 100.0 << "800 m";
        QTest::newRow("metres, fine") << 847.3 << 0.2 << "847 m";
        QTest::newRow("less than a pixel") << 60.0 << 900.0 << "60 m";
        QTest::newRow("steps") << 4.23 << 1.5 << "4 m";
        QTest::newRow("none") << std::numeric_limits<double>::quiet_NaN() << 10.0 << "-";
    }
    void noDigitIsFinerThanAPixel()
    {
        QFETCH(double, metres);
        QFETCH(double, resolutionM);
        QFETCH(QString, text);
        QCOMPARE(lengthText(metres, resolutionM).replace(unitSpace, u' '), text);
    }

    void areasNoFinerThanTheirOutline()
    {
        QCOMPARE(areaText(45'670'000, 2.7e6).replace(unitSpace, u' '), QStringLiteral("46 km²"));
        QCOMPARE(areaText(45'670'000, 0.09e6).replace(unitSpace, u' '), QStringLiteral("45.7 km²"));
        QCOMPARE(areaText(123'400, 80).replace(unitSpace, u' '), QStringLiteral("12.34 ha"));
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
