#include "geo/geodesic.h"
#include "io/exporters.h"

#include <QtTest>

using namespace marz;
using namespace marz::incident;

/// What the public profile takes away beside what exporterstest asks of whole files.
class RedactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTextNamesAPerson_data();
    void noTextNamesAPerson();
    void partnersReadTheNames();
    void theTimeDoesNotGiveThePlaceAway();
    void theRadiusCoversTheTruePlace_data();
    void theRadiusCoversTheTruePlace();

private:
    static Incident reportOn(const QString &person)
    {
        Incident each;
        each.title = QStringLiteral("Armed robbery of a shop");
        each.summary = QStringLiteral("Three gunmen took money.");
        each.eventType = QStringLiteral("raid_robbery");
        each.when = windowOfDays(QDate(2024, 5, 1), QDate(2024, 5, 1), QStringLiteral("Asia/Dushanbe"),
                                 TimePrecision::Day);
        each.when.text = QStringLiteral("on Wednesday");
        each.where.place = QStringLiteral("Vose");
        each.where.admin1 = QStringLiteral("Khatlon");
        each.where.precision = PlacePrecision::Near;
        each.workflow = Workflow::Reviewed;
        each.handling = Handling::Public;
        Involvement actor;
        actor.name = person;
        actor.kind = ActorKind::Person;
        each.actors = {actor};
        return each;
    }
};

void RedactionTest::noTextNamesAPerson_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isHidden");
    const QString full = QStringLiteral("Rahim Boboev");
    QTest::newRow("whole name") << full << QStringLiteral("Rahim Boboev was robbed") << true;
    QTest::newRow("family name") << full << QStringLiteral("Shop of BOBOEV robbed") << true;
    QTest::newRow("inflected") << full << QStringLiteral("Boboevs lost all") << true;
    QTest::newRow("Cyrillic") << QStringLiteral("Раҳим Бобоев") << QStringLiteral("Бобоева ограбили") << true;
    QTest::newRow("a short name") << QStringLiteral("Ali Zo") << QStringLiteral("They shot Ali twice")
                                  << true;
    QTest::newRow("a short Persian name") << QStringLiteral("علی") << QStringLiteral("قتل علی") << true;
    QTest::newRow("inside another word")
        << QStringLiteral("Ali Zo") << QStringLiteral("Aliens landed") << false;
    QTest::newRow("small words") << QStringLiteral("Umar the son of Karim")
                                 << QStringLiteral("The owner of a shop") << false;
    QTest::newRow("nobody named") << full << QStringLiteral("A shop was robbed") << false;
}

void RedactionTest::noTextNamesAPerson()
{
    QFETCH(QString, person);
    QFETCH(QString, text);
    QFETCH(bool, isHidden);
    Incident each = reportOn(person);
    each.title = each.summary = each.when.text = text;
    each.where.place = text;
    Casualty casualty;
    casualty.text = text;
    each.casualties = {casualty};
    Response response;
    response.text = text;
    each.responses = {response};
    each.tags = {text, QStringLiteral("robbery")};
    const Incident out = io::redacted(each, Profile::Public).value();
    QVERIFY(out.actors.empty());
    QCOMPARE(out.title, isHidden ? QStringLiteral("raid robbery, Khatlon") : text);
    QCOMPARE(out.summary, isHidden ? QString() : text);
    QCOMPARE(out.when.text, isHidden ? QString() : text);
    QCOMPARE(out.where.place, isHidden ? QStringLiteral("Khatlon") : text);
    QCOMPARE(out.casualties.at(0).text, isHidden ? QString() : text);
    QCOMPARE(out.responses.empty(), isHidden);
    QCOMPARE(out.tags.contains(text), !isHidden);
    QVERIFY(out.tags.contains(QStringLiteral("robbery")));
}

void RedactionTest::partnersReadTheNames()
{
    Incident each = reportOn(QStringLiteral("Rahim Boboev"));
    each.summary = QStringLiteral("Rahim Boboev was robbed.");
    const Incident out = io::redacted(each, Profile::Partner).value();
    QCOMPARE(out.actors.size(), 1U);
    QCOMPARE(out.summary, each.summary);
}

void RedactionTest::theTimeDoesNotGiveThePlaceAway()
{
    Incident each = reportOn(QStringLiteral("Rahim Boboev"));
    each.where.place = QStringLiteral("Zarbuz gorge");
    each.when.text = QStringLiteral("the night when Zarbuz was cut off");
    each.publicPrecision = PlacePrecision::Province;
    QVERIFY(io::redacted(each, Profile::Public)->when.text.isEmpty());
    each.publicPrecision = PlacePrecision::Near;
    QCOMPARE(io::redacted(each, Profile::Public)->when.text, each.when.text);
}

void RedactionTest::theRadiusCoversTheTruePlace_data()
{
    QTest::addColumn<PlacePrecision>("precision");
    QTest::newRow("exact") << PlacePrecision::Exact;
    QTest::newRow("near") << PlacePrecision::Near;
    QTest::newRow("district") << PlacePrecision::District;
    QTest::newRow("province") << PlacePrecision::Province;
}

void RedactionTest::theRadiusCoversTheTruePlace()
{
    QFETCH(PlacePrecision, precision);
    Incident each = reportOn(QStringLiteral("Rahim Boboev"));
    each.where.precision = PlacePrecision::Exact;
    each.publicPrecision = precision;
    for (const geo::LonLat corner : {geo::LonLat{70.0, 36.0}, geo::LonLat{70.9999, 36.9999}}) {
        each.where.point = corner;
        const Where shown = io::redacted(each, Profile::Public)->where;
        QVERIFY(shown.point && shown.radiusM);
        QVERIFY(geo::distanceM(corner, *shown.point) <= *shown.radiusM);
        QCOMPARE(shown.radiusM, shippedRadiusM(precision));
    }
}

QTEST_GUILESS_MAIN(RedactionTest)
#include "redactiontest.moc"
