#include "places/boundaries.h"

#include "geo/geodesic.h"
#include "places/madeup.h"

#include <QTest>

#include <random>
#include <thread>

using namespace marz;
using namespace marz::places;

namespace {

QString codesOf(const std::vector<const Unit *> &units)
{
    QStringList codes;
    for (const Unit *unit : units)
        codes.append(unit->code);
    return codes.join(u' ');
}

/// The nearest point of a line, straight in degrees, by trying very many.
double bruteDistanceM(geo::LonLat p, const geo::Geometry &line)
{
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < line.partCount(); ++i) {
        const auto part = line.part(i);
        for (std::size_t k = 1; k < part.size(); ++k) {
            double low = 0, high = 1;
            const auto at = [&](double t) {
                return geo::distanceM(p, {std::lerp(part[k - 1].lon, part[k].lon, t),
                                          std::lerp(part[k - 1].lat, part[k].lat, t)});
            };
            for (int step = 0; step < 100; ++step) { // the distance along a segment has one minimum
                const double a = low + (high - low) / 3, b = high - (high - low) / 3;
                (at(a) < at(b) ? high : low) = at(a) < at(b) ? b : a;
            }
            best = std::min(best, at((low + high) / 2));
        }
    }
    return best;
}

} // namespace

class BoundariesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPointIsInItsUnit_data()
    {
        QTest::addColumn<double>("lon");
        QTest::addColumn<double>("lat");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("country");
        QTest::addColumn<bool>("isCertain");
        QTest::newRow("north-west") << 11.0 << 43.0 << "WS-N"
                                    << "WST" << true;
        QTest::newRow("south-west") << 11.0 << 41.0 << "WS-S"
                                    << "WST" << true;
        QTest::newRow("east") << 13.0 << 43.0 << "ES-A"
                              << "EST" << true;
        QTest::newRow("in the bend") << 12.1 << 42.0 << "WS-N"
                                     << "WST" << false;
        QTest::newRow("1 km north of the inner boundary") << 11.0 << 42.009 << "WS-N"
                                                          << "WST" << false;
        QTest::newRow("3 km north of the inner boundary") << 11.0 << 42.027 << "WS-N"
                                                          << "WST" << true;
        QTest::newRow("by the coast") << 10.001 << 43.0 << "WS-N"
                                      << "WST" << true;
        QTest::newRow("1 km off the coast") << 9.99 << 43.0 << ""
                                            << "" << false;
        QTest::newRow("far off the coast") << 5.0 << 43.0 << ""
                                           << "" << true;
    }
    void aPointIsInItsUnit()
    {
        QFETCH(double, lon);
        QFETCH(double, lat);
        const AdminAnswer answer = m_boundaries.at({lon, lat});
        QTEST(answer.admin1Code, "code");
        QTEST(answer.country, "country");
        QTEST(answer.isCertain, "isCertain");
        const Unit *unit = m_boundaries.unitAt({lon, lat});
        QCOMPARE(unit ? unit->code : QString(), answer.admin1Code);
        QCOMPARE(unit ? unit->name : QString(), answer.admin1);
    }

    void aRadiusMakesAUnitUncertain()
    {
        // The border is 93 km east of here: 1.15 degrees at 43 N.
        QVERIFY(m_boundaries.at({11, 43}, 85'000).isCertain);
        QVERIFY(!m_boundaries.at({11, 43}, 115'000).isCertain);
    }

    void positionsThatAreNoneHaveNoAnswer()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (const geo::LonLat p : {geo::LonLat{nan, 40}, geo::LonLat{200, 42}, geo::LonLat{11, 95}}) {
            QVERIFY(m_boundaries.at(p).country.isEmpty());
            QVERIFY(!m_boundaries.at(p).borderDistanceM);
            QVERIFY(!m_boundaries.unitAt(p));
        }
        QVERIFY(Boundaries().at({11, 43}).country.isEmpty());
        QVERIFY(Boundaries({}, {}, {}).at({11, 43}).country.isEmpty());
        QVERIFY(Boundaries().units().empty());
        QVERIFY(!Boundaries().country("TJK"));
    }

    void theBorderIsMeasuredOnTheGround()
    {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> lon(10, 14), lat(40, 44);
        for (int i = 0; i < 200; ++i) {
            const geo::LonLat p{lon(random), lat(random)};
            const AdminAnswer answer = m_boundaries.at(p);
            QVERIFY(answer.borderDistanceM);
            const double expected = bruteDistanceM(p, m_boundaries.borders()[0].line);
            QVERIFY2(std::abs(*answer.borderDistanceM - expected) < 0.2,
                     qPrintable(QString("%1 instead of %2").arg(*answer.borderDistanceM).arg(expected)));
            QCOMPARE(answer.borderPair, QString("EST-WST"));
            QVERIFY(answer.borderPoint);
            QVERIFY(std::abs(geo::distanceM(p, *answer.borderPoint) - expected) < 0.2);
            QVERIFY(bruteDistanceM(*answer.borderPoint, m_boundaries.borders()[0].line) < 0.2);
        }
    }

    void beyondTheDataNoBorderIsKnown()
    {
        QVERIFY(!m_boundaries.at({5, 43}).borderDistanceM);
        QVERIFY(!m_boundaries.at({5, 43}).borderPoint);
        QVERIFY(m_boundaries.at({10.5, 43}).borderDistanceM);
    }

    void whereBordersMeetTheOwnCountryCounts()
    {
        const geo::LonLat centre{20, 50};
        std::vector<Country> countries;
        // A holds three quarters around the meeting point, B and C share the rest.
        countries.push_back({"AAA",
                             "A",
                             {},
                             {},
                             {},
                             {},
                             test::ring({{18, 48}, {20, 48}, centre, {22, 50}, {22, 52}, {18, 52}})});
        countries.push_back({"BBB", "B", {}, {}, {}, {}, test::ring({{20, 48}, {22, 48}, centre})});
        countries.push_back({"CCC", "C", {}, {}, {}, {}, test::ring({{22, 48}, {22, 50}, centre})});
        std::vector<BorderLine> borders{{"BBB-CCC", false, test::line({centre, {22, 48}})},
                                        {"AAA-CCC", false, test::line({centre, {22, 50}})},
                                        {"AAA-BBB", false, test::line({centre, {20, 48}})}};
        const Boundaries three({}, countries, borders);
        const AdminAnswer answer = three.at({19, 51});
        QCOMPARE(answer.country, QString("AAA"));
        QCOMPARE(answer.borderPair, QString("AAA-BBB"));
        QVERIFY(std::abs(*answer.borderDistanceM - geo::distanceM({19, 51}, centre)) < 0.01);
    }

    void distanceToACountryIsNoneInside()
    {
        QCOMPARE(m_boundaries.distanceToCountryM({11, 43}, "WST"), 0.0);
        const double east = m_boundaries.distanceToCountryM({11, 43}, "EST");
        QVERIFY(std::abs(east - bruteDistanceM({11, 43}, m_boundaries.borders()[0].line)) < 0.2);
        QVERIFY(std::isinf(m_boundaries.distanceToCountryM({11, 43}, "ZZZ")));
        QVERIFY(std::isinf(Boundaries().distanceToCountryM({11, 43}, "WST")));
    }

    void unitsAreFoundByCodeAndEveryName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("codes");
        QTest::newRow("code") << "WS-N"
                              << "WS-N";
        QTest::newRow("code, small letters") << "ws-n"
                                             << "WS-N";
        QTest::newRow("name of two") << "North"
                                     << "WS-N ES-A";
        QTest::newRow("Tajik") << "Шимол"
                               << "WS-N";
        QTest::newRow("Russian") << "север"
                                 << "WS-N";
        QTest::newRow("Persian") << "جنوب"
                                 << "WS-S";
        QTest::newRow("with its kind") << "South Province"
                                       << "WS-S";
        QTest::newRow("unknown") << "Middle"
                                 << "";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("only a kind") << "Province"
                                     << "";
    }
    void unitsAreFoundByCodeAndEveryName()
    {
        QFETCH(QString, text);
        QTEST(codesOf(m_boundaries.unitsNamed(text)), "codes");
    }

    void holesAndIslandsAreRespected()
    {
        geo::Geometry area = test::ring({{0, 0}, {10, 0}, {10, 10}, {0, 10}});
        const geo::Geometry hole = test::ring({{4, 4}, {4, 6}, {6, 6}, {6, 4}});
        const geo::Geometry island = test::ring({{20, 0}, {21, 0}, {21, 1}, {20, 1}});
        for (const geo::Geometry *part : {&hole, &island}) {
            area.vertices.insert(area.vertices.end(), part->vertices.begin(), part->vertices.end());
            area.partEnds.push_back(static_cast<std::uint32_t>(area.vertices.size()));
        }
        area.polygonEnds = {2, 3};
        const Boundaries boundaries({{"AA-1", "AAA", "One", {}, {}, {}, {}, area}}, {}, {});
        QVERIFY(boundaries.unitAt({1, 1}));
        QVERIFY(!boundaries.unitAt({5, 5}));
        QVERIFY(boundaries.unitAt({20.5, 0.5}));
        QVERIFY(!boundaries.unitAt({15, 0.5}));
        QVERIFY(!boundaries.at({1, 1}).borderDistanceM);
    }

    void severalThreadsGetTheSameAnswers()
    {
        const auto codes = [this] {
            std::mt19937 random(5);
            std::uniform_real_distribution<double> lon(11.9, 12.4), lat(41, 43);
            QString all;
            for (int i = 0; i < 500; ++i)
                all += m_boundaries.at({lon(random), lat(random)}).admin1Code;
            return all;
        };
        const QString expected = codes();
        std::vector<QString> found(4);
        std::vector<std::thread> threads;
        for (QString &one : found)
            threads.emplace_back([&] { one = codes(); });
        for (std::thread &thread : threads)
            thread.join();
        for (const QString &one : found)
            QCOMPARE(one, expected);
    }

private:
    const Boundaries m_boundaries = test::twoCountries();
};

QTEST_GUILESS_MAIN(BoundariesTest)
#include "boundariestest.moc"
