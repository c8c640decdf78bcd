#include "records.h"

#include "incident/filter.h"

#include <QtTest>

#include <random>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;
using namespace marz::incident;

namespace {

using Random = std::mt19937;

int below(Random &random, int limit)
{
    return static_cast<int>(random() % static_cast<unsigned>(limit));
}

template <typename List>
auto pick(Random &random, const List &list)
{
    return list[static_cast<typename List::size_type>(below(random, static_cast<int>(list.size())))];
}

const QStringList names{"Taliban", "талибан", "Ansarullah", "ISKP", "Border Guard", "border guard"};
const QStringList words{"gold mine", "Khorog",    "Хорог",   "opium 12 kg", "attack",
                        "at",        "нападение", "o'clock", "%",           "a_b"};
const QStringList tagNames{"gold", "Gold", "mine", "river"};
const QStringList nations{"CHN", "TJK", ""};
const QStringList instants{"2024-01-01", "2024-06-01T12:00:00.000Z", "2024-06-01T12:00:00Z", "nonsense", ""};

std::optional<qint64> maybeCount(Random &random)
{
    const int n = below(random, 5);
    return n == 4 ? std::nullopt : std::optional<qint64>(n);
}

Incident randomIncident(Random &random, int number)
{
    Incident r = plainIncident(QStringLiteral("%1 %2").arg(pick(random, words)).arg(number));
    r.summary = pick(random, words);
    r.reportedAt = pick(random, QStringList{"2024-03-01", "2024-02-29T20:00:00.000Z", "", "2024-12-31"});
    r.createdAt = pick(random, QStringList{"2024-01-01T00:00:00.000Z", "2024-06-01T12:00:00.000Z",
                                           "2025-01-01T00:00:00.000Z"});
    for (int i = below(random, 3); i > 0; --i) {
        const auto low = maybeCount(random);
        const auto best = low ? std::optional(*low + below(random, 2)) : std::nullopt;
        r.casualties.push_back({0,
                                pick(random, std::vector{Outcome::Killed, Outcome::Injured}),
                                pick(random, std::vector{Side::Victim, Side::Perpetrator}),
                                pick(random, nations),
                                PersonRole::Unknown,
                                {},
                                {},
                                i == 1 && below(random, 2) ? CasualtyScope::Total : CasualtyScope::PartOf,
                                {low, best, std::nullopt},
                                {}});
    }
    for (int i = below(random, 3); i > 0; --i) {
        Involvement actor;
        actor.name = pick(random, names);
        actor.role =
            pick(random, std::vector{ActorRole::Perpetrator, ActorRole::Target, ActorRole::Mentioned});
        r.actors.push_back(actor);
    }
    for (int i = below(random, 3); i > 0; --i) {
        SourceUse source;
        source.publisher = pick(random, words);
        source.reliability = pick(random, QStringList{"A", "B", "F", ""});
        source.credibility = pick(random, QStringList{"1", "3", ""});
        r.sources.push_back(source);
    }
    if (below(random, 2))
        r.tags = {pick(random, tagNames)};
    if (below(random, 2))
        r.series = {pick(random, names)};
    if (below(random, 3) == 0)
        r.notes = {{0, {}, "AB", NoteKind::Analyst, pick(random, words)}};
    return r;
}

Filter randomFilter(Random &random)
{
    Filter f;
    const auto sometimes = [&] { return below(random, 4) == 0; };
    if (sometimes())
        f.casualty = CasualtyChoice{pick(random, nations),
                                    below(random, 2) ? std::optional(Outcome::Killed) : std::nullopt,
                                    below(random, 2) ? std::optional(Side::Victim) : std::nullopt};
    if (sometimes())
        f.actors = {pick(random, names), pick(random, names)};
    if (sometimes())
        f.roles = {ActorRole::Perpetrator};
    if (sometimes())
        f.sourceGrade = pick(random, QStringList{"B2", "a", "3", "F6", "Z9"});
    if (sometimes())
        f.text = pick(random, words).left(1 + below(random, 6));
    if (sometimes())
        f.tags = {pick(random, tagNames)};
    if (sometimes())
        f.series = {pick(random, names)};
    if (sometimes())
        f.changedSince = pick(random, instants);
    if (sometimes())
        f.asKnownOn = pick(random, instants);
    if (sometimes())
        f.reported = {QDate(2024, 3, 1), below(random, 2) ? QDate(2024, 3, 31) : QDate()};
    return f;
}

} // namespace

/// The SQL of record conditions against incident::matches(), the one definition.
class RecordMatchesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheOneDefinition()
    {
        QTemporaryDir folder;
        Store store = Store::create(folder.filePath("f.gpkg"));
        Random random(20241117);
        ChangeSet set{"AB", {}, "many", std::nullopt, {}};
        for (int i = 0; i < 150; ++i)
            set.changes.push_back(PutIncident{randomIncident(random, i), std::nullopt, {}});
        const auto records = store.incidents(store.apply(set).incidents);
        QCOMPARE(records.size(), std::size_t{150});
        int hits = 0;
        for (int round = 0; round < 600; ++round) {
            const Filter filter = randomFilter(random);
            std::vector<std::pair<qint64, Match>> expected;
            for (const Incident &record : records) {
                if (const Match match = matches(record, filter, store.vocabulary()); match != Match::None)
                    expected.emplace_back(record.fid, match);
            }
            const auto found = store.recordMatches(filter).rows;
            if (found != expected)
                qWarning() << "round" << round << filter.text << filter.actors << filter.sourceGrade
                           << filter.tags << filter.series << filter.changedSince << filter.asKnownOn
                           << found.size() << expected.size();
            QVERIFY(found == expected);
            hits += static_cast<int>(found.size());
        }
        QVERIFY(hits > 1000);
        QVERIFY(store.verify().empty());
    }

    void aliasesFindActors()
    {
        QTemporaryDir folder;
        Store store = Store::create(folder.filePath("a.gpkg"));
        Incident record = plainIncident("x");
        record.actors = {{0,
                          "Ansarullah",
                          ActorKind::ArmedGroup,
                          ActorRole::Perpetrator,
                          Attribution::Attributed,
                          {},
                          {},
                          {},
                          {}}};
        store.apply(put(record));
        store.apply(one(RegisterActor{"Ansarullah", ActorKind::ArmedGroup, {"Jamaat Ansarullah"}}));
        Filter filter;
        filter.actors = {"jamaat ansarullah"};
        QCOMPARE(store.recordMatches(filter).rows.size(), std::size_t{1});
        filter.actors = {"jamaat"};
        QVERIFY(store.recordMatches(filter).rows.empty());
    }

    void searchMeetsAcrossScripts_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("found");
        QTest::newRow("latin") << "khorog" << 1;
        QTest::newRow("beginning") << "khor" << 1;
        QTest::newRow("cyrillic") << QString::fromUtf8("Хорог") << 1;
        QTest::newRow("both words") << "mine khorog" << 1;
        QTest::newRow("a word missing") << "khorog nowhere" << 0;
        QTest::newRow("operators are words") << "khorog OR nowhere" << 0;
        QTest::newRow("quotes") << "\"khorog\" *" << 1;
        QTest::newRow("signs only") << "\"*%_" << 0;
    }

    void searchMeetsAcrossScripts()
    {
        QFETCH(QString, query);
        QFETCH(int, found);
        QTemporaryDir folder;
        Store store = Store::create(folder.filePath("s.gpkg"));
        store.apply(put(plainIncident(QString::fromUtf8("Шахта Хорог mine"))));
        store.apply(put(plainIncident("elsewhere")));
        QCOMPARE(static_cast<int>(store.search(query, 10).size()), found);
    }
};

QTEST_GUILESS_MAIN(RecordMatchesTest)
#include "recordmatchestest.moc"
