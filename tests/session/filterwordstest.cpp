#include "base/error.h"
#include "session/commands.h"
#include "store/connection.h"
#include "store/store.h"
#include "support/madeupstore.h"
#include "support/tempstore.h"

#include <QJsonArray>
#include <QTest>

using namespace marz;

Q_DECLARE_METATYPE(incident::Filter)

/// FILTER words of the command line, and what a store's own vocabulary and people make of them.
class FilterWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void refused_data();
    void refused();
    void aTeamsOwnTypeIsKnown();
    void aTypeThatTheStoreLacksIsWrongUsage();
    void peopleAreCountedInTheirOwnGroup_data();
    void peopleAreCountedInTheirOwnGroup();

private:
    using Words = QMap<QString, QStringList>;
    /// A new store with @p made, and with a type of the team's own: cyber_attack, of the family violence.
    QString storeWith(const std::vector<incident::Incident> &made);
    test::TempFolder m_folder;
};

QString FilterWordsTest::storeWith(const std::vector<incident::Incident> &made)
{
    const QString path = m_folder.path(QString::fromLatin1(QTest::currentTestFunction()) +
                                       QLatin1String(QTest::currentDataTag()) + QStringLiteral(".gpkg"));
    store::Store::create(path);
    store::Connection(path, store::OpenMode::ReadWrite)
        .execute("INSERT INTO vocabulary (list, code, label, family) VALUES ('type', 'cyber_attack', 'attack "
                 "on computers', 'violence')");
    store::Store store = store::Store::open(path);
    incident::ChangeSet set;
    set.who = QStringLiteral("AB");
    for (const incident::Incident &each : made)
        set.changes.push_back(incident::PutIncident{each, {}, {}});
    store.apply(set);
    return path;
}

void FilterWordsTest::understood_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<incident::Filter>("wanted");
    const auto row = [](const char *name, const char *option, const char *value, auto set) {
        incident::Filter wanted;
        set(wanted);
        QTest::newRow(name) << QString::fromLatin1(option) << QString::fromLatin1(value) << wanted;
    };
    using incident::Filter;
    row("border", "border", "AFG-TJK", [](Filter &f) { f.borderPair = QStringLiteral("AFG-TJK"); });
    row("border in the other order", "border", "tjk-afg",
        [](Filter &f) { f.borderPair = QStringLiteral("AFG-TJK"); });
    row("known on a day, that day included", "as-known-on", "2024-11-17",
        [](Filter &f) { f.asKnownOn = QStringLiteral("2024-11-17T23:59:59.999Z"); });
    row("known at an instant", "as-known-on", "2024-11-17T10:00:00Z",
        [](Filter &f) { f.asKnownOn = QStringLiteral("2024-11-17T10:00:00.000Z"); });
    row("changed since a day, from its start", "changed-since", "2024-11-17",
        [](Filter &f) { f.changedSince = QStringLiteral("2024-11-17T00:00:00.000Z"); });
    row("an instant with an offset", "changed-since", "2024-11-17T10:00:00+05:00",
        [](Filter &f) { f.changedSince = QStringLiteral("2024-11-17T05:00:00.000Z"); });
    row("grade", "source-grade", "b2", [](Filter &f) { f.sourceGrade = QStringLiteral("B2"); });
    row("half a grade", "source-grade", "2", [](Filter &f) { f.sourceGrade = QStringLiteral("2"); });
    row("text", "text", "gold mine", [](Filter &f) { f.text = QStringLiteral("gold mine"); });
    row("a type of any store", "type", "cyber_attack",
        [](Filter &f) { f.types = {QStringLiteral("cyber_attack")}; });
}

void FilterWordsTest::understood()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(incident::Filter, wanted);
    QVERIFY(session::filterFromWords({{option, {value}}}, {}) == wanted);
}

void FilterWordsTest::refused_data()
{
    QTest::addColumn<Words>("words");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name, const Words &words, const char *told) {
        QTest::newRow(name) << words << QString::fromLatin1(told);
    };
    row("two texts", {{"text", {"a", "b"}}}, "--text a and b");
    row("two casualties", {{"casualty", {"CHN", "TJK"}}}, "--casualty");
    row("two boxes", {{"bbox", {"70,37,71,38", "69,37,70,38"}}}, "--bbox");
    row("two first days", {{"from", {"2024-01-01", "2024-02-01"}}}, "--from");
    row("two borders", {{"border", {"AFG-TJK", "TJK-UZB"}}}, "--border");
    row("a border without its dash", {{"border", {"afgtjk"}}}, "AFG-TJK");
    row("a border of no country", {{"border", {"AFG-TJX"}}}, "TJX");
    row("a border with itself", {{"border", {"TJK-TJK"}}}, "different");
    row("a country that is none", {{"country", {"XQX"}}}, "XQX");
    row("reported to before from", {{"reported-from", {"2024-02-02"}}, {"reported-to", {"2024-02-01"}}},
        "--reported-from");
    row("to before from", {{"from", {"2024-02-02"}}, {"to", {"2024-02-01"}}}, "--from");
    row("an instant without zone", {{"changed-since", {"2024-11-17T10:00:00"}}}, "zone");
    row("known at an instant without zone", {{"as-known-on", {"2024-11-17T10:00"}}}, "zone");
    row("a grade that is none", {{"source-grade", {"G2"}}}, "A-F");
    row("a grade backwards", {{"source-grade", {"2B"}}}, "A-F");
    row("no such day", {{"as-known-on", {"2024-02-30"}}}, "2024-02-30");
}

void FilterWordsTest::refused()
{
    QFETCH(Words, words);
    QFETCH(QString, told);
    try {
        session::filterFromWords(words, {});
        QFAIL("understood");
    } catch (const base::Error &error) {
        QVERIFY2(error.problem().contains(told), qPrintable(error.problem()));
    }
}

void FilterWordsTest::aTeamsOwnTypeIsKnown()
{
    incident::Incident own = test::titled(QStringLiteral("Server down"), QStringLiteral("cyber_attack"));
    test::setWhen(own, QDate(2024, 5, 1), QDate(2024, 5, 1));
    incident::Incident other = test::titled(QStringLiteral("Rally"), QStringLiteral("protest"));
    test::setWhen(other, QDate(2024, 5, 2), QDate(2024, 5, 2));
    const QString store = storeWith({own, other});

    const incident::Filter byType = session::filterFromWords({{"type", {"cyber_attack"}}}, {});
    const QJsonArray listed = session::listIncidents(store, byType, {}).json["incidents"].toArray();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0].toObject()["family"].toString(), QStringLiteral("violence"));

    const QJsonArray groups = session::countIncidents(store, byType, "family").json["groups"].toArray();
    QCOMPARE(groups.size(), 1);
    QCOMPARE(groups[0].toObject()["key"].toString(), QStringLiteral("violence"));

    const incident::Filter byFamily = session::filterFromWords({{"family", {"violence"}}}, {});
    QCOMPARE(session::countIncidents(store, byFamily, {}).json["total"].toInt(), 1);
}

void FilterWordsTest::aTypeThatTheStoreLacksIsWrongUsage()
{
    const QString store = storeWith({test::titled(QStringLiteral("Rally"), QStringLiteral("protest"))});
    for (const char *option : {"type", "family"}) {
        const incident::Filter filter = session::filterFromWords({{option, {"murder"}}}, {});
        try {
            session::countIncidents(store, filter, {});
            QFAIL("counted");
        } catch (const base::Error &error) {
            QCOMPARE(error.kind(), base::ErrorKind::Ambiguous); // exit code 2
            QVERIFY(error.problem().contains(QStringLiteral("murder")));
            const bool listsCodes = error.problem().contains(
                qstrcmp(option, "type") == 0 ? QStringLiteral("cyber_attack") : QStringLiteral("violence"));
            QVERIFY2(listsCodes, qPrintable(error.problem()));
        }
    }
}

void FilterWordsTest::peopleAreCountedInTheirOwnGroup_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("casualty");
    QTest::addColumn<QString>("groups"); ///< key count killed injured
    QTest::newRow("nationality") << "nationality"
                                 << ""
                                 << "CHN 2 1 6, TJK 1 5 -, unknown 1 2 -";
    QTest::newRow("outcome") << "outcome"
                             << ""
                             << "injured 2 - 6, killed 3 11 -";
    QTest::newRow("nationality of the chosen") << "nationality"
                                               << "CHN:injured"
                                               << "CHN 2 - 6";
    QTest::newRow("outcome of the chosen") << "outcome"
                                           << "TJK"
                                           << "killed 1 5 -";
}

void FilterWordsTest::peopleAreCountedInTheirOwnGroup()
{
    using incident::Outcome, incident::Side;
    incident::Incident both = test::titled(QStringLiteral("Two nations"), QStringLiteral("armed_assault"));
    test::setWhen(both, QDate(2024, 5, 1), QDate(2024, 5, 1));
    both.casualties = {test::people(Outcome::Killed, Side::Victim, {}, 6, 6),
                       test::people(Outcome::Killed, Side::Victim, QStringLiteral("CHN"), 1, 1),
                       test::people(Outcome::Killed, Side::Victim, QStringLiteral("TJK"), 5, 5),
                       test::people(Outcome::Injured, Side::Victim, QStringLiteral("CHN"), 2, 2)};
    both.casualties[0].scope = incident::CasualtyScope::Total;
    incident::Incident hurt = test::titled(QStringLiteral("Hurt"), QStringLiteral("armed_assault"));
    test::setWhen(hurt, QDate(2024, 5, 2), QDate(2024, 5, 2));
    hurt.casualties = {test::people(Outcome::Injured, Side::Victim, QStringLiteral("CHN"), 4, 4)};
    incident::Incident whole = test::titled(QStringLiteral("A total only"), QStringLiteral("armed_assault"));
    test::setWhen(whole, QDate(2024, 5, 3), QDate(2024, 5, 3));
    whole.casualties = {test::people(Outcome::Killed, Side::Unknown, {}, 3, 3)};
    whole.casualties[0].scope = incident::CasualtyScope::Total;
    incident::Incident nobody = test::titled(QStringLiteral("Of no nation"), QStringLiteral("armed_assault"));
    test::setWhen(nobody, QDate(2024, 5, 4), QDate(2024, 5, 4));
    nobody.casualties = {test::people(Outcome::Killed, Side::Unknown, {}, 2, 2)};
    const QString store = storeWith({both, hurt, whole, nobody});

    QFETCH(QString, by);
    QFETCH(QString, casualty);
    Words words;
    if (!casualty.isEmpty())
        words.insert(QStringLiteral("casualty"), {casualty});
    const QJsonObject json = session::countIncidents(store, session::filterFromWords(words, {}), by).json;
    QStringList groups;
    for (const QJsonValue &value : json["groups"].toArray()) {
        const QJsonObject group = value.toObject();
        const auto best = [&](const char *field) {
            const QJsonValue figure = group[QLatin1String(field)].toArray().at(1);
            return figure.isNull() ? QStringLiteral("-") : QString::number(figure.toInt());
        };
        groups << QStringLiteral("%1 %2 %3 %4")
                      .arg(group["key"].toString())
                      .arg(group["count"].toInt())
                      .arg(best("killed"), best("injured"));
    }
    QTEST(groups.join(QStringLiteral(", ")), "groups");
}

QTEST_GUILESS_MAIN(FilterWordsTest)
#include "filterwordstest.moc"
