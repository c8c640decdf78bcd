#include "geo/coordinatetext.h"
#include "geo/geodesic.h"

#include <QTest>

#include <cmath>

using namespace marz::geo;
using enum CoordinateForm;

class CoordinateTextTest : public QObject
{
    Q_OBJECT

private:
    static void add(const char *text, double lat, double lon, CoordinateForm form, double precisionM)
    {
        QTest::newRow(text) << QString::fromUtf8(text) << lat << lon << form << precisionM;
    }

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("lat");
        QTest::addColumn<double>("lon");
        QTest::addColumn<CoordinateForm>("form");
        QTest::addColumn<double>("precisionM");

        const auto dd = DecimalDegrees;
        add("37.98 N 70.20 E", 37.98, 70.20, dd, 556);
        add("37.98N 70.20E", 37.98, 70.20, dd, 556);
        add("37.98n, 70.20e", 37.98, 70.20, dd, 556);
        add("37.98, 70.20", 37.98, 70.20, dd, 556);
        add("37.98,70.20", 37.98, 70.20, dd, 556);
        add("37.98 70.20", 37.98, 70.20, dd, 556);
        add("  37.98;70.20 ", 37.98, 70.20, dd, 556);
        add("37.98/70.20", 37.98, 70.20, dd, 556);
        add("N37.98 E70.20", 37.98, 70.20, dd, 556);
        add("N 37.98, E 70.20", 37.98, 70.20, dd, 556);
        add("70.20 E 37.98 N", 37.98, 70.20, dd, 556);
        add("E70.20 N37.98", 37.98, 70.20, dd, 556);
        add("37.98° N, 70.20° E", 37.98, 70.20, dd, 556);
        add("37.98000 N 70.20000 E", 37.98, 70.20, dd, 0.556);
        add("38 70", 38, 70, dd, 55600);
        add("38, 70", 38, 70, dd, 55600);
        add("37.98 S 70.20 W", -37.98, -70.20, dd, 556);
        add("-37.98 -70.20", -37.98, -70.20, dd, 556);
        add("-37.98,-70.20", -37.98, -70.20, dd, 556);
        add("−37.98, +70.20", -37.98, 70.20, dd, 556);
        add("+37.98-070.20/", 37.98, -70.20, dd, 556); // ISO 6709
        add("37.98 N - 70.20 E", 37.98, 70.20, dd, 556);
        add("37,98 70,20", 37.98, 70.20, dd, 556);
        add("37,98; 70,20", 37.98, 70.20, dd, 556);
        add("37,98, 70,20", 37.98, 70.20, dd, 556);
        add("37,98 N, 70,20 E", 37.98, 70.20, dd, 556);
        add("38 N,70 E", 38, 70, dd, 55600);
        add("90 N 180 E", 90, 180, dd, 55600);
        add("0 0", 0, 0, dd, 55600);
        add("lat 37.98 lon 70.20", 37.98, 70.20, dd, 556);
        add("Lon: 70.20, Lat: 37.98", 37.98, 70.20, dd, 556);
        add("latitude=-37.98 longitude=70.20", -37.98, 70.20, dd, 556);
        add("37.98 degrees north, 70.20 degrees east", 37.98, 70.20, dd, 556);
        add("37,98° с.ш. 70,20° в.д.", 37.98, 70.20, dd, 556);
        add("37.98 ю. ш., 70.20 з. д.", -37.98, -70.20, dd, 556);
        add("۳۷٫۹۸ ۷۰٫۲۰", 37.98, 70.20, dd, 556);
        add("٣٧٫٩٨، ٧٠٫٢٠", 37.98, 70.20, dd, 556);
        add("۳۷٫۹۸ شمالی ۷۰٫۲۰ شرقی", 37.98, 70.20, dd, 556);
        add("\u200e37.98\u00a0N\u202f70.20 E\u200f", 37.98, 70.20, dd, 556);

        const auto dms = DegreesMinutesSeconds;
        add("37°58'48\"N 70°12'00\"E", 37.98, 70.20, dms, 15.4);
        add("37°58'48.0\"N 70°12'00.0\"E", 37.98, 70.20, dms, 1.54);
        add("37° 58′ 48″ N, 70° 12′ 0″ E", 37.98, 70.20, dms, 15.4);
        add("37º58’48”N 70º12’00”E", 37.98, 70.20, dms, 15.4);
        add("37°58'48''N 70°12'00''E", 37.98, 70.20, dms, 15.4);
        add("N37°58'48\" E70°12'00\"", 37.98, 70.20, dms, 15.4);
        add("37d58m48s N 70d12m00s E", 37.98, 70.20, dms, 15.4);
        add("37d58m48sN 70d12m00sE", 37.98, 70.20, dms, 15.4);
        add("37D58M48S N 70D12M00S E", 37.98, 70.20, dms, 15.4);
        add("37d58m48S 70d12m00E", -37.98, 70.20, dms, 15.4);
        add("37d58'48\"S 70d12'W", -37.98, -70.20, dms, 730.4);
        add("37 58 48 N 70 12 00 E", 37.98, 70.20, dms, 15.4);
        add("37-58-48N 70-12-00E", 37.98, 70.20, dms, 15.4);
        add("37 58 48 70 12 00", 37.98, 70.20, dms, 15.4);
        add("37 58.8 70 12.0", 37.98, 70.20, dms, 92.7);
        add("37°58.8'N 70°12.0'E", 37.98, 70.20, dms, 92.7);
        add("37°58'48\"S, 70°12'00\"W", -37.98, -70.20, dms, 15.4);
        add("37°58'48\" 70°12'00\"", 37.98, 70.20, dms, 15.4);
        add("-37°58'48\" 70°12'00\"", -37.98, 70.20, dms, 15.4);
        add("۳۷°۵۸′۴۸″ شمالی ۷۰°۱۲′۰۰″ شرقی", 37.98, 70.20, dms, 15.4);

        // GeographicLib 2.1.2: echo "42n 605387 4204275" | GeoConvert -g -p 3
        add("42N 605387 4204275", 37.97999833, 70.19999668, Utm, 0.5);
        add("42S 605387 4204275", 37.97999833, 70.19999668, Utm, 0.5);
        add("42s 605387 4204275", 37.97999833, 70.19999668, Utm, 0.5);
        add("42 N 605387mE 4204275mN", 37.97999833, 70.19999668, Utm, 0.5);
        add("UTM 42N, 605387, 4204275", 37.97999833, 70.19999668, Utm, 0.5);
        add("42N 605387.29 4204275.19", 37.98, 70.20, Utm, 0.005);
        add("۴۲N ۶۰۵۳۸۷ ۴۲۰۴۲۷۵", 37.97999833, 70.19999668, Utm, 0.5);
        add("42F 581643 4193794", -52.39999739, 70.20000198, Utm, 0.5);
        add("42S 581643 8193794", -16.33555178, 69.76434830, Utm, 0.5);

        // GeographicLib 2.1.2: echo 42SXH0538704275 | GeoConvert -g -p 3
        add("42SXH0538704275", 37.98000278, 70.20000245, Mgrs, 0.5);
        add("42S XH 05387 04275", 37.98000278, 70.20000245, Mgrs, 0.5);
        add("42sxh 0538704275", 37.98000278, 70.20000245, Mgrs, 0.5);
        add("42SXH0504", 37.98201268, 70.20131616, Mgrs, 500);
        add("۴۲SXH۰۵۳۸۷۰۴۲۷۵", 37.98000278, 70.20000245, Mgrs, 0.5);
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(double, lat);
        QFETCH(double, lon);
        QFETCH(CoordinateForm, form);
        QFETCH(double, precisionM);
        QString problem;
        const std::optional<ParsedCoordinate> read = parseCoordinate(text, &problem);
        QVERIFY2(read.has_value(), qPrintable(problem));
        QVERIFY2(distanceM(read->position, {lon, lat}) < 0.01,
                 qPrintable(QStringLiteral("%1 %2")
                                .arg(read->position.lat, 0, 'f', 8)
                                .arg(read->position.lon, 0, 'f', 8)));
        QCOMPARE(read->form, form);
        QVERIFY2(std::abs(read->writtenPrecisionM / precisionM - 1) < 0.01,
                 qPrintable(QString::number(read->writtenPrecisionM)));
        QVERIFY(problem.isEmpty());
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *text, const char *says) {
            QTest::newRow(*text ? text : "nothing") << QString::fromUtf8(text) << QString::fromUtf8(says);
        };
        row("", "no coordinate");
        row("   ", "no coordinate");
        row("Khorog", "is not a coordinate");
        row("95 N", "Latitude 95 is beyond 90");
        row("95 N 70 E", "Latitude 95 is beyond 90");
        row("95.5 S 70 E", "Latitude 95.5 is beyond 90");
        row("95, 37", "Latitude comes first");
        row("-95, 37", "Latitude 95 is beyond 90");
        row("37 N 181 E", "Longitude 181 is beyond 180");
        row("37 250", "Longitude 250 is beyond 180");
        row("37.98", "one number");
        row("37.98 N", "one number");
        row("37,98", "decimal comma");
        row("-37,98", "decimal comma");
        row("37,98,70,20", "is not a coordinate");
        row("37.98-70.20", "dash");
        row("37.98 - 70.20", "dash");
        row("37.98 N 70.20 N", "two latitudes");
        row("37.98 E 70.20 W", "two longitudes");
        row("lat 37.98 lat 70.20", "two latitudes");
        row("37.98 N 70.20", "Write N or S and E or W");
        row("37.98 70.20 E", "is not a coordinate");
        row("lat 37.98, 70.20", "Write N or S and E or W");
        row("-37.98 S 70.20 E", "both a sign and a letter");
        row("lat 37.98 E lon 70.20 N", "contradict");
        row("37 58 48", "3 numbers");
        row("37 58 48 70 12", "5 numbers");
        row("37°60'N 70°12'E", "Minutes go from 0 to 59, not 60");
        row("37°58'61\"N 70°12'E", "Seconds go from 0 to 59, not 61");
        row("37.5°58'N 70°12'E", "is not a coordinate");
        row("37'58°N 70°12'E", "is not a coordinate");
        row("37.98.5 70.20", "is not a coordinate");
        row("37.98 N 70.20 E 12", "is not a coordinate");
        row("37d58m48S 70d12m00S", "two latitudes");
        row("42 605387 4204275", "needs the letter");
        row("61N 605387 4204275", "zones 1 to 60");
        row("42A 605387 4204275", "bands C to X");
        row("42T 605387 4204275", "in band S and not in band T");
        row("42S 605387 3500000", "can be the band S");
        row("42N 999999 4204275", "outside UTM zone 42N");
        row("42SXH053", "odd number");
        row("42S XH 0538 04275", "different lengths");
        row("42SAA0538704275", "not a square");
        row("99SXH0538704275", "not a square");
        row("42N 605,387 4,204,275", "is not a coordinate");
        row("http://example.org/37.98", "is not a coordinate");
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        QString problem;
        QVERIFY(!parseCoordinate(text, &problem).has_value());
        QVERIFY2(problem.contains(says), qPrintable(problem));
        QVERIFY(!parseCoordinate(text).has_value());
    }

    void everyReadingIsOffered_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::vector<LonLat>>("positions");
        QTest::addColumn<QString>("first");
        using Positions = std::vector<LonLat>;
        QTest::newRow("no letters") << "37.98, 70.20" << Positions{{70.20, 37.98}, {37.98, 70.20}}
                                    << "decimal degrees, latitude first";
        QTest::newRow("letters") << "37.98 N 70.20 E" << Positions{{70.20, 37.98}} << "decimal degrees";
        QTest::newRow("labels") << "lon 70.20 lat 37.98" << Positions{{70.20, 37.98}} << "decimal degrees";
        QTest::newRow("no latitude is so large")
            << "120.5 37.2" << Positions{{120.5, 37.2}} << "decimal degrees, longitude first";
        QTest::newRow("either order is the same")
            << "40 40" << Positions{{40, 40}} << "decimal degrees, latitude first";
        QTest::newRow("DMS") << QStringLiteral("37°58'48\" 70°12'00\"")
                             << Positions{{70.20, 37.98}, {37.98, 70.20}}
                             << "degrees, minutes, seconds, latitude first";
        QTest::newRow("MGRS") << "42SXH0538704275" << Positions{{70.20, 37.98}} << "MGRS";
        QTest::newRow("UTM") << "42N 605387 4204275" << Positions{{70.20, 37.98}} << "UTM";
        QTest::newRow("too large for either") << "200 300" << Positions{} << QString();
        QTest::newRow("a name") << "Khorog" << Positions{} << QString();
    }
    void everyReadingIsOffered()
    {
        QFETCH(QString, text);
        QFETCH(std::vector<LonLat>, positions);
        QFETCH(QString, first);
        QString problem;
        const std::vector<ParsedCoordinate> readings = coordinateReadings(text, &problem);
        QCOMPARE(readings.size(), positions.size());
        for (std::size_t i = 0; i < positions.size(); ++i)
            QVERIFY(distanceM(readings[i].position, positions[i]) < 1);
        if (readings.empty())
            QVERIFY(!problem.isEmpty());
        else
            QCOMPARE(readingText(readings.front()), first);
    }

    void writes_data()
    {
        QTest::addColumn<LonLat>("position");
        QTest::addColumn<CoordinateForm>("form");
        QTest::addColumn<QString>("text");
        const LonLat p{70.20, 37.98};
        QTest::newRow("DD") << p << DecimalDegrees << "37.98000 N 70.20000 E";
        QTest::newRow("DD, south-west") << LonLat{-70.2, -37.98} << DecimalDegrees << "37.98000 S 70.20000 W";
        QTest::newRow("DD, rounds to zero")
            << LonLat{-1e-7, -1e-7} << DecimalDegrees << "0.00000 N 0.00000 E";
        QTest::newRow("DMS") << p << DegreesMinutesSeconds << "37°58'48.00\"N 70°12'00.00\"E";
        QTest::newRow("DMS carries") << LonLat{69.9999999, -8.9999999} << DegreesMinutesSeconds
                                     << "09°00'00.00\"S 70°00'00.00\"E";
        QTest::newRow("UTM") << p << Utm << "42N 605387 4204275";
        QTest::newRow("UTM, south") << LonLat{69.76434830, -16.33555178} << Utm << "42S 581643 8193794";
        QTest::newRow("UTM, south, S would be the band")
            << LonLat{70.2, -52.4} << Utm << "42F 581643 4193794";
        QTest::newRow("UTM is not defined") << LonLat{70, 85} << Utm << "85.00000 N 70.00000 E";
        QTest::newRow("MGRS") << p << Mgrs << "42S XH 05387 04275";
        QTest::newRow("MGRS near the pole") << LonLat{0, 90} << Mgrs << "Z AH 00000 00000";
        QTest::newRow("invalid") << LonLat{70, 95} << DecimalDegrees << QString();
    }
    void writes()
    {
        QFETCH(LonLat, position);
        QFETCH(CoordinateForm, form);
        QFETCH(QString, text);
        QCOMPARE(coordinateText(position, form), text);
    }

    void roundTripsWithinAMetre_data()
    {
        QTest::addColumn<CoordinateForm>("form");
        QTest::newRow("DD") << DecimalDegrees;
        QTest::newRow("DMS") << DegreesMinutesSeconds;
        QTest::newRow("UTM") << Utm;
        QTest::newRow("MGRS") << Mgrs;
    }
    void roundTripsWithinAMetre()
    {
        QFETCH(CoordinateForm, form);
        for (double lat = -89.7; lat < 90; lat += 1.37) {
            for (double lon = -179.3; lon < 180; lon += 7.13) {
                const QString text = coordinateText({lon, lat}, form);
                QString problem;
                const std::optional<ParsedCoordinate> back = parseCoordinate(text, &problem);
                QVERIFY2(back.has_value(), qPrintable(QString(text + ": " + problem)));
                const double metres = distanceM(back->position, {lon, lat});
                QVERIFY2(metres < 1, qPrintable(QStringLiteral("%1 is off by %2 m").arg(text).arg(metres)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(CoordinateTextTest)
#include "coordinatetexttest.moc"
