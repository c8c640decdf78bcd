#include "incident/filtertext.h"

#include "incident/vocabulary.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <functional>
#include <map>

using namespace marz::incident;

Q_DECLARE_METATYPE(marz::incident::Filter)

namespace {

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

const RegionChoice kKhatlon{text("TJ-KT"), {}, text("TJK"), text("Khatlon")};
const RegionChoice kShohin{text("TJ-KT"), text("Shamsiddin Shohin"), text("TJK"), text("Shamsiddin Shohin")};

/// The words as a POSIX shell would split them: written for this test, not shared with the writer.
QStringList shellWords(const QString &line)
{
    QStringList words;
    QString word;
    bool inWord = false, inQuotes = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (inQuotes && c != QLatin1Char('\'')) {
            word += c;
        } else if (c == QLatin1Char('\'')) {
            inQuotes = !inQuotes;
            inWord = true;
        } else if (c == QLatin1Char('\\')) {
            word += line[++i];
            inWord = true;
        } else if (c == QLatin1Char(' ')) {
            if (inWord)
                words.append(word);
            word.clear();
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord)
        words.append(word);
    return words;
}

template <typename E>
E valueOf(const QString &word)
{
    const std::optional<E> value = fromCode<E>(word);
    if (!value)
        qFatal("no code: %s", qPrintable(word));
    return *value;
}

QDate dayOf(const QString &word)
{
    return QDate::fromString(word, Qt::ISODate);
}

using Setter = std::function<void(Filter &, const QString &)>;

/// Reads the options of the command line page, FILTER paragraph.
const std::map<QString, Setter> &setters()
{
    static const std::map<QString, Setter> map = {
        {text("--from"), [](Filter &f, const QString &w) { f.days.first = dayOf(w); }},
        {text("--to"), [](Filter &f, const QString &w) { f.days.last = dayOf(w); }},
        {text("--type"), [](Filter &f, const QString &w) { f.types.append(w); }},
        {text("--family"), [](Filter &f, const QString &w) { f.families.append(w); }},
        {text("--workflow"),
         [](Filter &f, const QString &w) { f.workflows.push_back(valueOf<Workflow>(w)); }},
        {text("--verification"),
         [](Filter &f, const QString &w) { f.verifications.push_back(valueOf<Verification>(w)); }},
        {text("--region"),
         [](Filter &f, const QString &w) {
             f.regions.push_back(w == kKhatlon.admin1Code ? kKhatlon : kShohin);
         }},
        {text("--country"), [](Filter &f, const QString &w) { f.countries.append(w); }},
        {text("--border"), [](Filter &f, const QString &w) { f.borderPair = w; }},
        {text("--within-border"), [](Filter &f, const QString &w) { f.withinBorderM = w.toDouble() * 1000; }},
        {text("--border-side"), [](Filter &f, const QString &w) { f.borderSide = w; }},
        {text("--min-killed"), [](Filter &f, const QString &w) { f.minKilled = w.toLongLong(); }},
        {text("--min-injured"), [](Filter &f, const QString &w) { f.minInjured = w.toLongLong(); }},
        {text("--casualty"),
         [](Filter &f, const QString &w) {
             const QStringList parts = w.split(QLatin1Char(':')) + QStringList{{}, {}};
             f.casualty = CasualtyChoice{parts[0], {}, {}};
             if (!parts[1].isEmpty())
                 f.casualty->outcome = valueOf<Outcome>(parts[1]);
             if (!parts[2].isEmpty())
                 f.casualty->side = valueOf<Side>(parts[2]);
         }},
        {text("--actor"), [](Filter &f, const QString &w) { f.actors.append(w); }},
        {text("--role"), [](Filter &f, const QString &w) { f.roles.push_back(valueOf<ActorRole>(w)); }},
        {text("--source-grade"), [](Filter &f, const QString &w) { f.sourceGrade = w; }},
        {text("--precision"), [](Filter &f, const QString &w) { f.precision = valueOf<PlacePrecision>(w); }},
        {text("--bbox"),
         [](Filter &f, const QString &w) {
             const QStringList n = w.split(QLatin1Char(','));
             f.box = marz::geo::GeoBox{n[0].toDouble(), n[1].toDouble(), n[2].toDouble(), n[3].toDouble()};
         }},
        {text("--text"), [](Filter &f, const QString &w) { f.text = w; }},
        {text("--tag"), [](Filter &f, const QString &w) { f.tags.append(w); }},
        {text("--series"), [](Filter &f, const QString &w) { f.series.append(w); }},
        {text("--batch"), [](Filter &f, const QString &w) { f.batches.push_back(w.toLongLong()); }},
        {text("--changed-since"), [](Filter &f, const QString &w) { f.changedSince = w; }},
        {text("--reported-from"), [](Filter &f, const QString &w) { f.reported.first = dayOf(w); }},
        {text("--reported-to"), [](Filter &f, const QString &w) { f.reported.last = dayOf(w); }},
        {text("--as-known-on"), [](Filter &f, const QString &w) { f.asKnownOn = w; }},
    };
    return map;
}

Filter filterOf(const QStringList &words)
{
    Filter f;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString option = words[i].section(QLatin1Char('='), 0, 0);
        if (option == QLatin1String("--certainly"))
            f.certainly = true;
        else if (option == QLatin1String("--undated"))
            f.undated = true;
        else if (option == QLatin1String("--unlocated"))
            f.unlocated = true;
        else if (setters().count(option) == 0)
            qFatal("no such option: %s", qPrintable(option));
        else if (words[i].contains(QLatin1Char('=')))
            setters().at(option)(f, words[i].section(QLatin1Char('='), 1));
        else
            setters().at(option)(f, words.value(++i));
    }
    return f;
}

struct Sample {
    const char *words;
    const char *commandLine;
    std::function<void(Filter &)> set;
};

const std::vector<Sample> &samples()
{
    static const std::vector<Sample> list = {
        {"2024-11-01 to 2024-11-30", "--from 2024-11-01 --to 2024-11-30",
         [](Filter &f) {
             f.days = {QDate(2024, 11, 1), QDate(2024, 11, 30)};
         }},
        {"certain matches only", "--certainly", [](Filter &f) { f.certainly = true; }},
        {"undated", "--undated", [](Filter &f) { f.undated = true; }},
        {"unlocated", "--unlocated", [](Filter &f) { f.unlocated = true; }},
        {"armed assault or mine or explosive remnant of war", "--type armed_assault --type mine_erw",
         [](Filter &f) {
             f.types = {text("armed_assault"), text("mine_erw")};
         }},
        {"family Unrest", "--family unrest", [](Filter &f) { f.families = {text("unrest")}; }},
        {"draft or reviewed", "--workflow draft --workflow reviewed",
         [](Filter &f) {
             f.workflows = {Workflow::Draft, Workflow::Reviewed};
         }},
        {"single origin", "--verification single_origin",
         [](Filter &f) { f.verifications = {Verification::SingleOrigin}; }},
        {"Khatlon (TJ-KT) or Shamsiddin Shohin (TJ-KT)", "--region TJ-KT --region 'Shamsiddin Shohin'",
         [](Filter &f) {
             f.regions = {kKhatlon, kShohin};
         }},
        {"TJK or AFG", "--country TJK --country AFG",
         [](Filter &f) {
             f.countries = {text("TJK"), text("AFG")};
         }},
        {"border AFG-TJK", "--border AFG-TJK", [](Filter &f) { f.borderPair = text("AFG-TJK"); }},
        {"within 12.3 km of the border", "--within-border 12.3", [](Filter &f) { f.withinBorderM = 12'300; }},
        {"border side TJK", "--border-side TJK", [](Filter &f) { f.borderSide = text("TJK"); }},
        {"killed at least 3", "--min-killed 3", [](Filter &f) { f.minKilled = 3; }},
        {"injured at least 0", "--min-injured 0", [](Filter &f) { f.minInjured = 0; }},
        {"casualties: killed CHN (victim)", "--casualty CHN:killed:victim",
         [](Filter &f) {
             f.casualty = {text("CHN"), Outcome::Killed, Side::Victim};
         }},
        {"actor Ansarullah or Taliban's men", "--actor Ansarullah --actor 'Taliban'\\''s men'",
         [](Filter &f) {
             f.actors = {text("Ansarullah"), text("Taliban's men")};
         }},
        {"role claimant", "--role claimant", [](Filter &f) { f.roles = {ActorRole::Claimant}; }},
        {"source B2 or better", "--source-grade B2", [](Filter &f) { f.sourceGrade = text("B2"); }},
        {"place known to district or better", "--precision district",
         [](Filter &f) { f.precision = PlacePrecision::District; }},
        {"box -70.1,37,71.25,38.5", "--bbox=-70.1,37,71.25,38.5",
         [](Filter &f) {
             f.box = marz::geo::GeoBox{-70.1, 37, 71.25, 38.5};
         }},
        {"text \"-gold; $(rm) Хатлон\"", "--text='-gold; $(rm) Хатлон'",
         [](Filter &f) { f.text = text("-gold; $(rm) Хатлон"); }},
        {"tag mining", "--tag mining", [](Filter &f) { f.tags = {text("mining")}; }},
        {"series attacks on Chinese nationals", "--series 'attacks on Chinese nationals'",
         [](Filter &f) { f.series = {text("attacks on Chinese nationals")}; }},
        {"batch 1 or 2", "--batch 1 --batch 2",
         [](Filter &f) {
             f.batches = {1, 2};
         }},
        {"changed since 2024-11-20T00:00:00.000Z", "--changed-since 2024-11-20T00:00:00.000Z",
         [](Filter &f) { f.changedSince = text("2024-11-20T00:00:00.000Z"); }},
        {"reported from 2024-11-18", "--reported-from 2024-11-18",
         [](Filter &f) { f.reported.first = QDate(2024, 11, 18); }},
        {"as known on 2024-12-01T00:00:00.000Z", "--as-known-on 2024-12-01T00:00:00.000Z",
         [](Filter &f) { f.asKnownOn = text("2024-12-01T00:00:00.000Z"); }},
    };
    return list;
}

} // namespace

class FilterTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCondition_data();
    void eachCondition();
    void allConditionsTogether();
    void emptyFilter();
    void otherForms();
    void aRealShellAgrees();
};

void FilterTextTest::eachCondition_data()
{
    QTest::addColumn<Filter>("filter");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("commandLine");
    for (const Sample &sample : samples()) {
        Filter filter;
        sample.set(filter);
        QTest::newRow(sample.commandLine) << filter << text(sample.words) << text(sample.commandLine);
    }
}

void FilterTextTest::eachCondition()
{
    QFETCH(Filter, filter);
    const std::vector<FilterChip> chips = chipsOf(filter, Vocabulary::shipped());
    QCOMPARE(chips.size(), 1);
    QTEST(chips[0].words, "words");
    QVERIFY(chips[0].without.isEmpty());
    QTEST(filterWords(filter, Vocabulary::shipped()), "words");
    QTEST(filterCommandLine(filter), "commandLine");
    QVERIFY(filterOf(shellWords(filterCommandLine(filter))) == filter);
}

void FilterTextTest::allConditionsTogether()
{
    Filter filter;
    for (const Sample &sample : samples())
        sample.set(filter);
    QVERIFY(filterOf(shellWords(filterCommandLine(filter))) == filter);
    const std::vector<FilterChip> chips = chipsOf(filter, Vocabulary::shipped());
    QCOMPARE(chips.size(), samples().size());
    QCOMPARE(filterWords(filter, Vocabulary::shipped()).count(QLatin1String("; ")) - 1, // one is in the text
             static_cast<qsizetype>(samples().size()) - 1);
    for (const FilterChip &chip : chips) {
        const std::vector<FilterChip> rest = chipsOf(chip.without, Vocabulary::shipped());
        QCOMPARE(rest.size(), chips.size() - 1);
        QVERIFY(std::none_of(rest.begin(), rest.end(),
                             [&](const FilterChip &other) { return other.words == chip.words; }));
    }
}

void FilterTextTest::emptyFilter()
{
    QCOMPARE(filterWords({}, Vocabulary::shipped()), QStringLiteral("all incidents"));
    QCOMPARE(filterCommandLine({}), QString());
    QVERIFY(chipsOf({}, Vocabulary::shipped()).empty());
}

void FilterTextTest::otherForms()
{
    Filter filter;
    filter.days = {QDate(2024, 11, 1), QDate(2024, 11, 1)};
    filter.undated = true;
    QCOMPARE(filterWords(filter, Vocabulary::shipped()), QStringLiteral("2024-11-01; or undated"));
    filter.days.first = {};
    QCOMPARE(chipsOf(filter, Vocabulary::shipped())[0].words, QStringLiteral("up to 2024-11-01"));
    QVERIFY(filterOf(shellWords(filterCommandLine(filter))) == filter);
    Filter people;
    people.casualty = {text("CHN"), {}, Side::Victim};
    QCOMPARE(filterCommandLine(people), QStringLiteral("--casualty CHN::victim"));
    QVERIFY(filterOf(shellWords(filterCommandLine(people))) == people);
}

/// The quoting is right only if a real shell takes it apart again.
void FilterTextTest::aRealShellAgrees()
{
    Filter filter;
    for (const Sample &sample : samples())
        sample.set(filter);
    QProcess shell;
    const QString line = filterCommandLine(filter);
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString(text("printf '%s\\0' ") + line)});
    QVERIFY(shell.waitForFinished());
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0));
    words.removeLast();
    QCOMPARE(words, shellWords(line));
}

QTEST_GUILESS_MAIN(FilterTextTest)
#include "filtertexttest.moc"
