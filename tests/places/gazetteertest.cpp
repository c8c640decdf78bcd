#include "places/gazetteer.h"

#include "base/error.h"
#include "places/nameindex.h"

#include <QTest>

using namespace marz;
using namespace marz::places;

namespace {

const QString header = "id,name,kind,lon,lat,radius_m,country,admin1_code,admin2,aliases,source\n";

Gazetteer madeUp()
{
    return Gazetteer::fromCsv(
        header + "p-kd,Kunduz,province,68.8,36.8,80000,AFG,AF-KDZ,,Қундуз|کندز,made up\n"
                 "d-kd,Kunduz,district,68.86,36.73,20000,AFG,AF-KDZ,,Kunduz District,made up\n"
                 "t-kd,Kunduz,town,68.8572,36.7286,5000,AFG,AF-KDZ,Kunduz,Қундуз|کندز|Kondoz,made up\n"
                 "p-bd,Badakhshan,province,71,37,200000,AFG,AF-BDS,,بدخشان,made up\n"
                 "p-gb,Gorno-Badakhshan,province,73,38,230000,TJK,TJ-GB,,Badakhshan|GBAO|بدخشان,made up\n"
                 "d-ss,Shamsiddin Shohin,district,70.17,37.94,40000,TJK,TJ-KT,,"
                 "Shuroobod|Шамсиддин Шоҳин|Шуроабад,made up\n"
                 "t-sb,Shuroobod,village,70.0139,37.8439,3000,TJK,TJ-KT,Shamsiddin Shohin,,made up\n"
                 "v-zs,Zarafshan valley,valley,68.4,39.43,80000,TJK,TJ-SU,,Zarafshan|Зарафшон,made up\n"
                 "v-zk,Zarafshan valley (Shamsiddin Shohin),valley,70.2,37.98,25000,TJK,TJ-KT,"
                 "Shamsiddin Shohin,Zarafshan Valley,made up\n");
}

QString idsOf(const std::vector<PlaceMatch> &matches)
{
    QStringList ids;
    for (const PlaceMatch &match : matches)
        ids.append(match.place->id);
    return ids.join(u' ');
}

} // namespace

class GazetteerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreFoundBestFirst_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ids");
        QTest::newRow("a town before its district and province") << "Kunduz"
                                                                 << "t-kd d-kd p-kd";
        QTest::newRow("small letters") << "kunduz"
                                       << "t-kd d-kd p-kd";
        QTest::newRow("another script") << "Қундуз"
                                        << "t-kd p-kd";
        QTest::newRow("Persian") << "کندز"
                                 << "t-kd p-kd";
        QTest::newRow("a name before an alias") << "Badakhshan"
                                                << "p-bd p-gb";
        QTest::newRow("an alias") << "GBAO"
                                  << "p-gb";
        QTest::newRow("exact before beginning") << "Zarafshan"
                                                << "v-zs v-zk";
        QTest::newRow("beginning") << "Zaraf"
                                   << "v-zs v-zk";
        QTest::newRow("a later word") << "Shohin"
                                      << "d-ss v-zk";
        QTest::newRow("diacritics") << "Shūroobod"
                                    << "t-sb d-ss";
        QTest::newRow("loose vowels") << "Shamsuddin Shokhin"
                                      << "d-ss";
        QTest::newRow("with its kind") << "Shamsuddin Shohin District"
                                       << "d-ss";
        QTest::newRow("kind in Tajik") << "ноҳияи Шамсиддин Шоҳин"
                                       << "d-ss";
        QTest::newRow("a wrong letter") << "Kundiz district"
                                        << "d-kd";
        QTest::newRow("unknown") << "Ouagadougou"
                                 << "";
        QTest::newRow("empty") << " "
                               << "";
    }
    void namesAreFoundBestFirst()
    {
        QFETCH(QString, text);
        QFETCH(QString, ids);
        const QString found = idsOf(m_gazetteer.find(text));
        QVERIFY2(found == ids || (!ids.isEmpty() && found.startsWith(ids + u' ')), qPrintable(found));
        if (ids.isEmpty())
            QVERIFY(found.isEmpty());
    }

    void aMatchSaysWhatMatched()
    {
        const auto matches = m_gazetteer.find("کندز", 1);
        QCOMPARE(matches.size(), std::size_t(1));
        QCOMPARE(matches[0].matched, QString("کندز"));
        QCOMPARE(matches[0].score, 1.0);
        QVERIFY(m_gazetteer.find("Kondoz").front().score == 1.0);
        QVERIFY(m_gazetteer.find("Zaraf").front().score < 0.8);
        QVERIFY(m_gazetteer.find("Kunduz", 0).empty());
    }

    void theNearestIsNoProvince()
    {
        const Place *nearest = m_gazetteer.nearest({68.8, 36.8}, 50'000);
        QVERIFY(nearest);
        QCOMPARE(nearest->id, QString("t-kd"));
        QVERIFY(!m_gazetteer.nearest({68.8, 36.8}, 100));
        QVERIFY(!m_gazetteer.nearest({0, 0}, 1'000'000));
        QVERIFY(!Gazetteer().nearest({68.8, 36.8}, 1e9));
    }

    void placesAreFoundById()
    {
        QCOMPARE(m_gazetteer.places().size(), std::size_t(9));
        QCOMPARE(m_gazetteer.byId("d-ss")->aliases.size(), 3);
        QVERIFY(!m_gazetteer.byId("none"));
        QVERIFY(!Gazetteer().byId("d-ss"));
        QVERIFY(Gazetteer().find("Kunduz").empty());
        QCOMPARE(m_gazetteer.districts().size(), std::size_t(2));
    }

    void columnsMayStandInAnyOrder()
    {
        const auto gazetteer = Gazetteer::fromCsv("name,id,lat,lon,kind,radius_m,country,admin1_code,admin2,"
                                                  "aliases,source,more\nX,x,38,70,town,,TJK,,,,s,1\n");
        QCOMPARE(gazetteer.byId("x")->position.lon, 70.0);
        QCOMPARE(gazetteer.byId("x")->radiusM, 0.0);
    }

    void badRowsAreRefusedByNumber_data()
    {
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty file") << ""
                                    << "Row 1";
        QTest::newRow("column missing") << "id,name\n"
                                        << "kind is missing";
        QTest::newRow("no number") << header + "a,A,town,x,38,1,TJK,,,,\n"
                                   << "Row 2 of the gazetteer: lon";
        QTest::newRow("beyond the pole") << header + "a,A,town,70,98,1,TJK,,,,\n"
                                         << "Row 2";
        QTest::newRow("negative radius") << header + "a,A,town,70,38,-1,TJK,,,,\n"
                                         << "radius_m";
        QTest::newRow("no name") << header + "a,,town,70,38,1,TJK,,,,\n"
                                 << "name";
        QTest::newRow("id twice") << header + "a,A,town,70,38,1,TJK,,,,\na,B,town,70,38,1,TJK,,,,\n"
                                  << "Row 3";
    }
    void badRowsAreRefusedByNumber()
    {
        QFETCH(QString, csv);
        QFETCH(QString, says);
        try {
            Gazetteer::fromCsv(csv);
            QFAIL("taken");
        } catch (const base::Error &error) {
            QVERIFY(error.kind() == base::ErrorKind::Invalid);
            QVERIFY2(error.message().contains(says), qPrintable(error.message()));
        }
    }

    void lettersAreCountedAsEdits_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<int>("distance");
        QTest::newRow("same") << "khorog"
                              << "khorog" << 0;
        QTest::newRow("changed") << "khorog"
                                 << "kharog" << 1;
        QTest::newRow("added") << "khorog"
                               << "khoroug" << 1;
        QTest::newRow("dropped") << "khorog"
                                 << "korog" << 1;
        QTest::newRow("swapped") << "khorog"
                                 << "khroog" << 1;
        QTest::newRow("two") << "khorog"
                             << "horok" << 2;
        QTest::newRow("more than asked") << "khorog"
                                         << "kulob" << 3;
        QTest::newRow("empty") << ""
                               << "ab" << 2;
    }
    void lettersAreCountedAsEdits()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QTEST(editDistance(a, b, 2), "distance");
        QCOMPARE(editDistance(b, a, 2), editDistance(a, b, 2));
    }

private:
    const Gazetteer m_gazetteer = madeUp();
};

QTEST_GUILESS_MAIN(GazetteerTest)
#include "gazetteertest.moc"
