#include "places/bundled.h"

#include "base/csv.h"
#include "geo/geodesic.h"
#include "geo/predicates.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace marz;
using namespace marz::places;

namespace {

QString codesOf(const std::vector<const Unit *> &units)
{
    QStringList codes;
    for (const Unit *unit : units)
        codes.append(unit->code);
    codes.sort();
    return codes.join(u' ');
}

std::vector<QStringList> csvRows(const char *path)
{
    QFile file(QStringLiteral(MARZ_SOURCE_DIR "/") + QLatin1String(path));
    return file.open(QIODevice::ReadOnly) ? base::parseCsv(QString::fromUtf8(file.readAll()))
                                          : std::vector<QStringList>{};
}

} // namespace

/// Questions whose answers are known, asked of the data that ships.
class BundledGeodataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_boundaries = test::bundledBoundaries();
        m_gazetteer = test::bundledGazetteer();
        QVERIFY(m_boundaries.units().size() > 100);
        QVERIFY(m_gazetteer.places().size() > 500);
    }

    void townsLieInTheirUnit_data()
    {
        QTest::addColumn<double>("lon");
        QTest::addColumn<double>("lat");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("country");
        QTest::newRow("Dushanbe") << 68.779 << 38.5358 << "TJ-DU"
                                  << "TJK";
        QTest::newRow("Khorog") << 71.553 << 37.4897 << "TJ-GB"
                                << "TJK";
        QTest::newRow("Bokhtar") << 68.7775 << 37.8367 << "TJ-KT"
                                 << "TJK";
        QTest::newRow("Faizabad") << 70.58 << 37.1166 << "AF-BDS"
                                  << "AFG";
        QTest::newRow("Kunduz") << 68.8572 << 36.7286 << "AF-KDZ"
                                << "AFG";
        QTest::newRow("Zarbuz gorge") << 70.2 << 37.98 << "TJ-KT"
                                      << "TJK";
        QTest::newRow("Kabul") << 69.17 << 34.53 << "AF-KAB"
                               << "AFG";
        QTest::newRow("Murghab") << 73.97 << 38.17 << "TJ-GB"
                                 << "TJK";
    }
    void townsLieInTheirUnit()
    {
        QFETCH(double, lon);
        QFETCH(double, lat);
        const AdminAnswer answer = m_boundaries.at({lon, lat});
        QTEST(answer.admin1Code, "code");
        QTEST(answer.country, "country");
    }

    void khorogIsAtTheBorder()
    {
        const AdminAnswer answer = m_boundaries.at({71.553, 37.4897});
        QCOMPARE(answer.borderPair, QString("AFG-TJK"));
        QVERIFY(*answer.borderDistanceM < 5000);
        QVERIFY(m_boundaries.distanceToCountryM({71.553, 37.4897}, "AFG") < 5000);
        QVERIFY(m_boundaries.at({68.779, 38.5358}).borderDistanceM > 40'000);
    }

    void unitsAreFoundInEveryScript_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("codes");
        for (const char *text : {"TJ-KT", "Khatlon", "khatlon", "Хатлон", "ختلان", "Khatlon Region",
                                 "Khatlon Province", "Хатлонская область", "Вилояти Хатлон", "ولایت ختلان"})
            QTest::newRow(text) << text << "TJ-KT";
        for (const char *text : {"GBAO", "Gorno-Badakhshan", "ГБАО", "Горно-Бадахшанская автономная область",
                                 "TJ-GB", "Кӯҳистони Бадахшон", "VMKB"})
            QTest::newRow(text) << text << "TJ-GB";
        for (const char *text : {"Badakhshan", "Бадахшон", "Бадахшан", "بدخشان"})
            QTest::newRow(text) << text << "AF-BDS TJ-GB";
        QTest::newRow("Afghan Badakhshan") << "Afghan Badakhshan"
                                           << "AF-BDS";
        QTest::newRow("AF-BDS") << "AF-BDS"
                                << "AF-BDS";
        QTest::newRow("Sughd") << "Sughd"
                               << "TJ-SU";
        QTest::newRow("Kunduz") << "Кундуз"
                                << "AF-KDZ";
    }
    void unitsAreFoundInEveryScript()
    {
        QFETCH(QString, text);
        QTEST(codesOf(m_boundaries.unitsNamed(text)), "codes");
    }

    void everyUnitIsFoundByItsNames()
    {
        for (const Unit &unit : m_boundaries.units()) {
            for (const QString &name :
                 {unit.code, unit.name, unit.nameTg, unit.nameRu, unit.nameFa, unit.nameNat}) {
                const auto found = m_boundaries.unitsNamed(name);
                QVERIFY2(name.isEmpty() || std::find(found.begin(), found.end(), &unit) != found.end(),
                         qPrintable(name));
            }
        }
    }

    void zarafshanIsFoundInBothRegions()
    {
        QStringList units;
        for (const PlaceMatch &match : m_gazetteer.find("Zarafshan"))
            units.append(match.place->admin1Code + u' ' + match.place->admin2);
        QVERIFY2(units.first().startsWith("TJ-SU"), qPrintable(units.join(u',')));
        QVERIFY2(units.contains("TJ-KT Shamsiddin Shohin"), qPrintable(units.join(u',')));
        QCOMPARE(m_gazetteer.find("Zarafshan Valley of Shamsuddin Shohin District").front().place->admin2,
                 QString("Shamsiddin Shohin"));
        QCOMPARE(m_gazetteer.find("Dashtijum").front().place->admin2, QString("Shamsiddin Shohin"));
    }

    void everySpellingFindsOneDistrict_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"Shamsiddin Shohin", "Shamsuddin Shohin", "Shamsiddin Shokhin", "Shamsuddin Shokhin",
              "Shamsuddin Shahin", "SHAMSIDDIN SHOHIN", "Shamsuddin Shohin District", "Шамсиддин Шоҳин",
              "Шамсиддини Шоҳин", "Шамсиддин Шохин", "شمس‌الدین شاهین", "شمس الدین شاهین",
              "Shuroobod district", "Шуроабадский район"})
            QTest::newRow(text) << text;
    }
    void everySpellingFindsOneDistrict()
    {
        QFETCH(QString, text);
        const auto matches = m_gazetteer.find(text);
        QVERIFY(!matches.empty());
        QCOMPARE(matches.front().place->id, QString("tj-kt-shamsiddin-shohin"));
    }

    void aTownComesBeforeItsDistrict_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"Khorog", "Хоруғ", "Kunduz", "Bokhtar", "Қӯрғонтеппа", "Faizabad", "Dushanbe"})
            QTest::newRow(text) << text;
    }
    void aTownComesBeforeItsDistrict()
    {
        QFETCH(QString, text);
        QCOMPARE(m_gazetteer.find(text).front().place->kind, QString("town"));
    }

    void everyPlaceIsFoundByEachOfItsNames()
    {
        for (const Place &place : m_gazetteer.places()) {
            for (const QString &name : QStringList(place.name) + place.aliases) {
                const auto matches = m_gazetteer.find(name, 50);
                const bool isFound =
                    std::any_of(matches.begin(), matches.end(), [&](const PlaceMatch &match) {
                        return match.place == &place && match.score == 1;
                    });
                QVERIFY2(isFound, qPrintable(place.id + u": " + name));
            }
        }
    }

    void everyDistrictHasASeat()
    {
        for (const Place *district : m_gazetteer.districts()) {
            const auto isSeat = [&](const Place &place) {
                return (place.kind == QLatin1String("town") || place.kind == QLatin1String("village")) &&
                       place.admin2 == district->name && place.admin1Code == district->admin1Code;
            };
            const auto &places = m_gazetteer.places();
            QVERIFY2(std::any_of(places.begin(), places.end(), isSeat), qPrintable(district->id));
        }
    }

    void placesLieInTheirUnitOrNearby()
    {
        for (const Place &place : m_gazetteer.places()) {
            if ((place.country != QLatin1String("TJK") && place.country != QLatin1String("AFG")) ||
                place.admin1Code.isEmpty())
                continue;
            const Unit *unit = m_boundaries.unit(place.admin1Code);
            QVERIFY2(unit, qPrintable(place.id));
            const bool isInside = m_boundaries.unitAt(place.position) == unit;
            const double metres = isInside ? 0 : geo::distanceToM(place.position, unit->area);
            QVERIFY2(metres <= 5000, qPrintable(QString("%1: %2 m").arg(place.id).arg(metres)));
        }
    }

    void incidentsLieInTheUnitOfTheirReport()
    {
        const auto rows = csvRows("resources/sample/incidents.csv");
        QVERIFY(rows.size() > 60);
        const auto at = [&](const QStringList &row, const char *column) {
            return row.value(rows.front().indexOf(QLatin1String(column)));
        };
        int compared = 0;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const QString admin1 = at(rows[i], "admin1"), precision = at(rows[i], "location_precision");
            if (admin1.isEmpty() || at(rows[i], "lat").isEmpty() || precision == QLatin1String("country"))
                continue;
            const geo::LonLat p{at(rows[i], "lon").toDouble(), at(rows[i], "lat").toDouble()};
            const auto reported = m_boundaries.unitsNamed(admin1);
            QVERIFY2(!reported.empty(), qPrintable(admin1));
            const double radiusM = precision == QLatin1String("exact")  ? 500
                                   : precision == QLatin1String("near") ? 5000
                                                                        : 25'000;
            const AdminAnswer answer = m_boundaries.at(p, radiusM);
            const bool agrees = std::any_of(reported.begin(), reported.end(), [&](const Unit *unit) {
                return unit->code == answer.admin1Code;
            });
            QVERIFY2(agrees || !answer.isCertain,
                     qPrintable(at(rows[i], "key") + u": " + admin1 + u" but " + answer.admin1Code));
            ++compared;
        }
        QVERIFY(compared > 60);
    }

    void bordersAreMeasuredRight()
    {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> lon(67, 76), lat(35, 41);
        for (int i = 0; i < 200; ++i) {
            const geo::LonLat p{lon(random), lat(random)};
            double expected = std::numeric_limits<double>::infinity();
            for (const BorderLine &border : m_boundaries.borders())
                expected = std::min(expected, geo::distanceToM(p, border.line));
            const AdminAnswer answer = m_boundaries.at(p);
            QVERIFY(answer.borderDistanceM);
            QVERIFY(std::abs(*answer.borderDistanceM - expected) <= 0.01 * expected + 1);
            QVERIFY(answer.borderPoint);
            const auto isOnIt = [&answer](const BorderLine &border) {
                return border.pair == answer.borderPair &&
                       geo::distanceToM(*answer.borderPoint, border.line) < 1;
            };
            QVERIFY(std::any_of(m_boundaries.borders().begin(), m_boundaries.borders().end(), isOnIt));
            QVERIFY2(answer.borderPair.contains(answer.country),
                     qPrintable(answer.borderPair + u' ' + answer.country));
        }
    }

    void aPointTakesFarLessThanAMillisecond()
    {
        std::mt19937 random(2);
        std::uniform_real_distribution<double> lon(67, 76), lat(35, 41);
        m_boundaries.at({70, 38});
        QElapsedTimer timer;
        timer.start();
        constexpr int count = 2000;
        for (int i = 0; i < count; ++i)
            m_boundaries.at({lon(random), lat(random)}, 25'000);
        QVERIFY(timer.elapsed() < count);
    }

private:
    Boundaries m_boundaries;
    Gazetteer m_gazetteer;
};

QTEST_GUILESS_MAIN(BundledGeodataTest)
#include "bundledgeodatatest.moc"
