#include "incident/vocabulary.h"

#include <QSet>
#include <QTest>

using namespace marz::incident;

namespace {

/// The codes of a list, joined: what files and command lines rely on.
template <typename E>
QString codes()
{
    QStringList list;
    for (const CodeEntry<E> &entry : codeList<E>()) {
        if (fromCode<E>(QLatin1String(entry.code)) != entry.value ||
            code(entry.value) != QLatin1String(entry.code) || words(entry.value).isEmpty())
            return QStringLiteral("%1 does not go round").arg(QLatin1String(entry.code));
        list.append(QLatin1String(entry.code));
    }
    return list.join(QLatin1Char(' '));
}

} // namespace

class VocabularyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codesAreThoseOfTheDataModel();
    void codeIsExact();
    void families_data();
    void families();
    void typesAreComplete();
    void unknownCodesFallBack();
    void radii();
};

void VocabularyTest::codesAreThoseOfTheDataModel()
{
    const auto is = [](const char *text) { return QString::fromLatin1(text); };
    QCOMPARE(codes<TimePrecision>(), is("minute hour part_of_day day week month season year unknown"));
    QCOMPARE(codes<TimeExtent>(), is("moment throughout unknown"));
    QCOMPARE(codes<PlacePrecision>(), is("exact near district province country unknown"));
    QCOMPARE(codes<PlaceBasis>(), is("gps named_place centroid read_off_map unknown"));
    QCOMPARE(codes<AdminBasis>(), is("reported computed analyst"));
    QCOMPARE(codes<Workflow>(), is("draft submitted reviewed withdrawn"));
    QCOMPARE(codes<Verification>(),
             is("unverified single_origin corroborated officially_confirmed disputed refuted"));
    QCOMPARE(codes<Handling>(), is("public partner internal never_export"));
    QCOMPARE(codes<Outcome>(),
             is("killed injured missing abducted released arrested detained displaced deported"));
    QCOMPARE(codes<Side>(), is("victim responder perpetrator bystander unknown"));
    QCOMPARE(codes<PersonRole>(), is("civilian worker security combatant unknown"));
    QCOMPARE(codes<CasualtyScope>(), is("total part_of"));
    QCOMPARE(codes<ItemRole>(), is("seized used lost damaged destroyed"));
    QCOMPARE(codes<ItemCategory>(),
             is("narcotic weapon ammunition explosive device cash vehicle building livestock other"));
    QCOMPARE(codes<ActorKind>(),
             is("state_force border_guard police armed_group criminal_network company community "
                "civilians intergovernmental media person unidentified"));
    QCOMPARE(codes<ActorRole>(), is("perpetrator target victim responder claimant addressee mentioned"));
    QCOMPARE(codes<Attribution>(), is("self_claimed attributed suspected established denied"));
    QCOMPARE(codes<ActorRelation>(), is("part_of allied opposes splinter successor"));
    QCOMPARE(codes<SourceKind>(), is("reports cites reprints translates speaks"));
    QCOMPARE(codes<ResponseKind>(),
             is("statement denial condemnation responsibility_claim protest_note deployment "
                "closure appeal none_as_of"));
    QCOMPARE(codes<LinkKind>(), is("follow_up retaliation background possible_duplicate duplicate"));
    QCOMPARE(codes<NoteKind>(), is("analyst reviewer handover"));
    QCOMPARE(codes<SiteRole>(), is("launch crossing found held released also"));
    QCOMPARE(codes<MovementKind>(), is("crossed_from fled_to smuggling_route"));
    QCOMPARE(codes<Profile>(), is("public partner internal"));
}

void VocabularyTest::codeIsExact()
{
    QVERIFY(!fromCode<Outcome>(QStringLiteral("Killed")));
    QVERIFY(!fromCode<Outcome>(QStringLiteral("kiled")));
    QVERIFY(!fromCode<Outcome>(QString()));
    QCOMPARE(words(Verification::SingleOrigin), QStringLiteral("single origin"));
}

void VocabularyTest::families_data()
{
    QTest::addColumn<QString>("colour");
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QString>("types");
    const auto row = [](const char *family, const char *colour, const char *shape, const char *types) {
        QTest::newRow(family) << QString::fromLatin1(colour) << QString::fromLatin1(shape)
                              << QString::fromLatin1(types);
    };
    row("violence", "#D55E00", "triangle", "armed_assault targeted_killing abduction sexual_violence");
    row("clash", "#CC79A7", "diamond", "armed_clash cross_border_fire");
    row("explosion", "#E69F00", "star", "explosion shelling drone_attack air_strike mine_erw");
    row("border", "#0072B2", "square",
        "armed_infiltration closure_reopening airspace_overflight mass_crossing deportation_pushback");
    row("crime", "#009E73", "hexagon", "smuggling_interdiction raid_robbery");
    row("security", "#56B4E9", "pentagon", "security_operation detention troop_movement");
    row("unrest", "#F0E442", "circle", "protest riot");
    row("hazard", "#8C6D46", "drop", "natural_hazard accident");
    row("other", "#8C8C8C", "dot", "other");
}

void VocabularyTest::families()
{
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const Vocabulary &vocabulary = Vocabulary::shipped();
    const Family *family = vocabulary.family(name);
    QVERIFY(family);
    QTEST(family->colour, "colour");
    QTEST(family->shape, "shape");
    QStringList types;
    for (const EventType &type : vocabulary.types()) {
        if (vocabulary.familyOf(type.code) == name)
            types.append(type.code);
    }
    QTEST(types.join(QLatin1Char(' ')), "types");
}

void VocabularyTest::typesAreComplete()
{
    const QStringList acled{QStringLiteral("Battles"),
                            QStringLiteral("Protests"),
                            QStringLiteral("Riots"),
                            QStringLiteral("Explosions/Remote violence"),
                            QStringLiteral("Strategic developments"),
                            QStringLiteral("Violence against civilians")};
    const Vocabulary &vocabulary = Vocabulary::shipped();
    QCOMPARE(vocabulary.families().size(), 9);
    QCOMPARE(vocabulary.types().size(), 26);
    QSet<QString> codes, labels;
    for (const EventType &type : vocabulary.types()) {
        codes.insert(type.code);
        labels.insert(type.label);
        QVERIFY2(vocabulary.family(type.family), qPrintable(type.code));
        QVERIFY2(type.acled.isEmpty() == (type.family == QLatin1String("hazard")), qPrintable(type.code));
        QVERIFY2(type.acled.isEmpty() || acled.contains(type.acled), qPrintable(type.acled));
    }
    QCOMPARE(codes.size(), 26);
    QCOMPARE(labels.size(), 26);
    QVERIFY(!labels.contains(QString()));
}

void VocabularyTest::unknownCodesFallBack()
{
    const Vocabulary &vocabulary = Vocabulary::shipped();
    QVERIFY(!vocabulary.type(QStringLiteral("unheard_of")));
    QVERIFY(!vocabulary.family(QString()));
    QCOMPARE(vocabulary.familyOf(QStringLiteral("unheard_of")), QStringLiteral("other"));
    QCOMPARE(vocabulary.typeLabel(QStringLiteral("unheard_of")), QStringLiteral("unheard_of"));
    QCOMPARE(vocabulary.typeLabel(QStringLiteral("armed_assault")), QStringLiteral("armed assault"));
    QCOMPARE(vocabulary.familyLabel(QStringLiteral("unrest")), QStringLiteral("Unrest"));
}

void VocabularyTest::radii()
{
    QCOMPARE(shippedRadiusM(PlacePrecision::Exact), std::optional(500.0));
    QCOMPARE(shippedRadiusM(PlacePrecision::Near), std::optional(5'000.0));
    QCOMPARE(shippedRadiusM(PlacePrecision::District), std::optional(25'000.0));
    QCOMPARE(shippedRadiusM(PlacePrecision::Province), std::optional(75'000.0));
    QVERIFY(!shippedRadiusM(PlacePrecision::Country));
    QVERIFY(!shippedRadiusM(PlacePrecision::Unknown));
}

QTEST_GUILESS_MAIN(VocabularyTest)
#include "vocabularytest.moc"
