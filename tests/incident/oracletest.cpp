#include "incident/filter.h"
#include "incident/vocabulary.h"
#include "rows.h"

#include <QSet>
#include <QTest>

#include <cmath>
#include <random>

using namespace marz::incident;
using marz::geo::GeoBox;
using marz::geo::LonLat;

namespace {

/// Dice with a fixed seed: the same records and filters on every run.
class Dice
{
public:
    int below(int n) { return static_cast<int>(m_engine() % static_cast<unsigned>(n)); }
    bool oneIn(int n) { return below(n) == 0; }
    double between(double low, double high) { return low + (high - low) * below(100'000) / 100'000.0; }
    QString oneOf(const QStringList &list) { return list[below(static_cast<int>(list.size()))]; }

private:
    std::mt19937 m_engine{20241117};
};

const QStringList kCountries{QStringLiteral("TJK"), QStringLiteral("AFG"), QString()};
const QStringList kUnits{QStringLiteral("TJ-KT"), QStringLiteral("TJ-SU"), QStringLiteral("AF-BDS"),
                         QString()};
const QStringList kDistricts{QStringLiteral("Farkhor"), QStringLiteral("Vose"), QString()};
const QStringList kTypes{QStringLiteral("armed_assault"), QStringLiteral("riot"), QStringLiteral("protest"),
                         QStringLiteral("unheard_of")};
const QStringList kActors{QStringLiteral("Ansarullah"), QStringLiteral("Taliban"), QStringLiteral("SCO")};

Range randomRange(Dice &dice)
{
    const int low = dice.below(6);
    Range range{low, low + dice.below(3), {}};
    range.high = *range.best + dice.below(3);
    if (dice.oneIn(4))
        range.low.reset();
    if (dice.oneIn(4))
        range.best.reset();
    if (dice.oneIn(4))
        range.high.reset();
    return range;
}

void fillPlace(Dice &dice, Where &where)
{
    where.precision = static_cast<PlacePrecision>(dice.below(6));
    where.country = dice.oneOf(kCountries);
    where.admin1Code = dice.oneOf(kUnits);
    where.admin2 = dice.oneOf(kDistricts);
    where.adminCertain = !dice.oneIn(4);
    if (dice.oneIn(4))
        return;
    where.point = LonLat{dice.between(69, 72), dice.between(36, 39)};
    if (!dice.oneIn(4))
        where.radiusM = dice.between(1, 80'000);
    if (!dice.oneIn(4))
        where.borderDistanceM = dice.between(0, 100'000);
    where.borderPair = dice.oneOf({QStringLiteral("AFG-TJK"), QStringLiteral("AFG-PAK")});
    where.borderSide = dice.oneOf(kCountries);
}

Incident randomIncident(Dice &dice)
{
    Incident incident;
    if (!dice.oneIn(6)) {
        const QDate first = QDate(2024, 11, 1).addDays(dice.below(30));
        incident.when = windowOfDays(first, first.addDays(dice.oneIn(2) ? 0 : dice.below(12)),
                                     dice.oneOf({QStringLiteral("Asia/Dushanbe"), QStringLiteral("UTC"),
                                                 QStringLiteral("America/New_York")}),
                                     TimePrecision::Day);
        incident.when.extent = static_cast<TimeExtent>(dice.below(3));
    }
    fillPlace(dice, incident.where);
    incident.eventType = dice.oneOf(kTypes);
    incident.workflow = static_cast<Workflow>(dice.below(4));
    incident.verification = static_cast<Verification>(dice.below(6));
    if (dice.oneIn(2))
        incident.batch = dice.below(3);
    if (dice.oneIn(2))
        incident.casualties.push_back(total(Outcome::Killed, randomRange(dice)));
    for (int i = dice.below(3); i > 0; --i)
        incident.casualties.push_back(part(static_cast<Outcome>(dice.below(3)), dice.oneIn(2) ? "CHN" : "TJK",
                                           randomRange(dice), static_cast<Side>(dice.below(5))));
    for (int i = dice.below(3); i > 0; --i)
        incident.actors.push_back(
            actor(qPrintable(dice.oneOf(kActors)), static_cast<ActorRole>(dice.below(3))));
    return incident;
}

Filter randomFilter(Dice &dice)
{
    Filter f;
    if (dice.oneIn(2))
        f.days.first = QDate(2024, 11, 1).addDays(dice.below(30));
    if (dice.oneIn(2))
        f.days.last = (f.days.first.isNull() ? QDate(2024, 11, 1) : f.days.first).addDays(dice.below(20));
    f.undated = dice.oneIn(6);
    f.certainly = dice.oneIn(6);
    f.unlocated = dice.oneIn(10);
    if (dice.oneIn(6))
        f.types = {dice.oneOf(kTypes), dice.oneOf(kTypes)};
    if (dice.oneIn(6))
        f.families = {
            dice.oneOf({QStringLiteral("unrest"), QStringLiteral("other"), QStringLiteral("violence")})};
    if (dice.oneIn(8))
        f.workflows = {Workflow::Reviewed, Workflow::Draft};
    if (dice.oneIn(8))
        f.verifications = {Verification::Disputed, Verification::Unverified, Verification::SingleOrigin};
    for (int i = dice.oneIn(3) ? 1 + dice.below(2) : 0; i > 0; --i)
        f.regions.push_back({dice.oneOf(kUnits), dice.oneOf(kDistricts), dice.oneOf(kCountries), {}});
    if (dice.oneIn(8))
        f.countries = {dice.oneOf(kCountries)};
    if (dice.oneIn(10))
        f.borderPair = QStringLiteral("AFG-TJK");
    if (dice.oneIn(10))
        f.borderSide = QStringLiteral("TJK");
    if (dice.oneIn(6))
        f.withinBorderM = dice.between(0, 60'000);
    if (dice.oneIn(6))
        f.minKilled = dice.below(8);
    if (dice.oneIn(8))
        f.minInjured = dice.below(5);
    if (dice.oneIn(8))
        f.precision = static_cast<PlacePrecision>(dice.below(6));
    if (dice.oneIn(4))
        f.box = GeoBox{69.5, 36.5, dice.between(70, 72), dice.between(37, 39)};
    if (dice.oneIn(8))
        f.batches = {1};
    if (dice.oneIn(6))
        f.actors = {dice.oneOf(kActors).toUpper()};
    if (dice.oneIn(6))
        f.roles = {ActorRole::Target, ActorRole::Perpetrator};
    return f;
}

/// The oracle. It counts worlds: an incident is the set of states that its record allows; a filter accepts
/// some of them. All accepted = certain, some = possible, none = none. Slow, and written without the code
/// under test.
struct Verdict {
    bool some = true;
    bool all = true;
    void both(bool someHere, bool allHere)
    {
        some = some && someHere;
        all = all && allHere && someHere;
    }
};

/// Every day of the window is a world for a moment; a siege is on every day, so one hit is enough.
Verdict daysOracle(const Incident &incident, const Filter &f)
{
    Verdict verdict;
    if (f.days.first.isNull() && f.days.last.isNull()) {
        const bool isWanted = !f.undated || incident.when.dateStart.isNull();
        return {isWanted, isWanted};
    }
    if (incident.when.dateStart.isNull())
        return {f.undated, false};
    int hits = 0, days = 0;
    for (QDate d = incident.when.dateStart; d <= incident.when.dateEnd; d = d.addDays(1)) {
        ++days;
        hits += (f.days.first.isNull() || d >= f.days.first) && (f.days.last.isNull() || d <= f.days.last);
    }
    verdict.both(hits > 0, incident.when.extent == TimeExtent::Throughout || hits == days);
    return verdict;
}

/// The worlds of a place are the (unit, district) pairs that it may lie in.
Verdict regionOracle(const Where &w, const RegionChoice &r)
{
    using Pair = std::pair<QString, QString>;
    const QStringList units =
        w.country == QLatin1String("TJK")
            ? QStringList{QStringLiteral("TJ-KT"), QStringLiteral("TJ-SU"), QStringLiteral("TJ-elsewhere")}
            : QStringList{QStringLiteral("AF-BDS"), QStringLiteral("AF-elsewhere")};
    const bool inCountry = !w.country.isEmpty() && w.country == r.country;
    const bool unitKnown =
        !w.admin1Code.isEmpty() && w.precision != PlacePrecision::Country && w.adminCertain;
    const bool districtKnown = !w.admin2.isEmpty() && w.precision != PlacePrecision::Province &&
                               w.precision != PlacePrecision::Country && w.adminCertain;
    // Where the record's own words are inconsistent (a unit of another country), "same country" is all there
    // is to go by.
    std::vector<Pair> worlds;
    QStringList possibleUnits =
        unitKnown ? QStringList{w.admin1Code} : QStringList{w.admin1Code, QStringLiteral("?")};
    if (!unitKnown && inCountry)
        possibleUnits += units + QStringList{r.admin1Code};
    for (const QString &unit : possibleUnits) {
        if (districtKnown) {
            worlds.emplace_back(unit, w.admin2);
            continue;
        }
        for (const QString &district :
             {QStringLiteral("Farkhor"), QStringLiteral("Vose"), QStringLiteral("?")})
            worlds.emplace_back(unit, district);
    }
    int hits = 0;
    for (const auto &[unit, district] : worlds) {
        const bool isThere = r.admin1Code.isEmpty() ? inCountry : unit == r.admin1Code && !unit.isEmpty();
        hits += isThere && (r.admin2.isEmpty() || district == r.admin2);
    }
    return {hits > 0, hits == static_cast<int>(worlds.size())};
}

double radiusOracle(const Where &w)
{
    static constexpr double byPrecision[] = {500, 5'000, 25'000, 75'000, 0, 0};
    return w.radiusM.value_or(byPrecision[static_cast<int>(w.precision)]);
}

/// Points on rings of the circle, on a sphere; the caller skips records too near the limit to tell.
Verdict boxOracle(const Where &w, const GeoBox &box, bool *tooClose)
{
    if (!w.point)
        return {false, false};
    const double r = radiusOracle(w);
    const auto isIn = [&](double grow) {
        int hits = 0, all = 0;
        for (int ring = 0; ring <= 10; ++ring) {
            for (int i = 0; i < 120; ++i) {
                const double m = r * grow * ring / 10, angle = i * M_PI / 60;
                const LonLat p{w.point->lon +
                                   m * std::cos(angle) / (111'320 * std::cos(w.point->lat * M_PI / 180)),
                               w.point->lat + m * std::sin(angle) / 111'000};
                hits += p.lon >= box.west && p.lon <= box.east && p.lat >= box.south && p.lat <= box.north;
                ++all;
            }
        }
        return std::pair(hits > 0, hits == all);
    };
    *tooClose = isIn(0.97) != isIn(1.03);
    const auto [some, all] = isIn(1);
    return {some, all};
}

Verdict rangeOracle(const Range &range, qint64 minimum)
{
    const qint64 judged = range.best.value_or(range.low.value_or(-1));
    const bool isKnown = range.best || range.low;
    return {isKnown && judged >= minimum, range.low.value_or(-1) >= minimum};
}

Range killedOracle(const Incident &incident, Outcome outcome)
{
    Range sum;
    bool any = false;
    for (const Casualty &row : incident.casualties) {
        if (row.outcome != outcome)
            continue;
        if (row.scope == CasualtyScope::Total && (row.count.low || row.count.best || row.count.high))
            return row.count;
        if (row.scope == CasualtyScope::Total)
            continue;
        if (!any)
            sum = row.count;
        else {
            sum.low = sum.low || row.count.low
                          ? std::optional(sum.low.value_or(0) + row.count.low.value_or(0))
                          : std::nullopt;
            sum.best = sum.best && row.count.best ? std::optional(*sum.best + *row.count.best) : std::nullopt;
        }
        any = true;
    }
    return sum;
}

QString familyOracle(const QString &type)
{
    if (type == QLatin1String("riot") || type == QLatin1String("protest"))
        return QStringLiteral("unrest");
    return type == QLatin1String("armed_assault") ? QStringLiteral("violence") : QStringLiteral("other");
}

bool factsOracle(const Incident &i, const Filter &f)
{
    const auto in = [](const auto &list, const auto &value) {
        for (const auto &entry : list) {
            if (entry == value)
                return true;
        }
        return list.empty();
    };
    const Where &w = i.where;
    return in(f.types, i.eventType) && in(f.families, familyOracle(i.eventType)) &&
           in(f.workflows, i.workflow) && in(f.verifications, i.verification) && in(f.countries, w.country) &&
           !(f.unlocated && w.point) && (f.borderPair.isEmpty() || f.borderPair == w.borderPair) &&
           (f.borderSide.isEmpty() || f.borderSide == w.borderSide) &&
           !(f.precision && static_cast<int>(w.precision) > static_cast<int>(*f.precision)) &&
           (f.batches.empty() || (i.batch && in(f.batches, *i.batch)));
}

bool actorsOracle(const Incident &i, const Filter &f)
{
    if (f.actors.isEmpty() && f.roles.empty())
        return true;
    for (const Involvement &a : i.actors) {
        const bool isNamed = f.actors.isEmpty() || f.actors.contains(a.name.toUpper());
        const bool hasRole = f.roles.empty() || a.role == f.roles[0] || a.role == f.roles[1];
        if (isNamed && hasRole)
            return true;
    }
    return false;
}

std::optional<Match> oracle(const Incident &i, const Filter &f)
{
    Verdict v = daysOracle(i, f);
    const bool isPlain = factsOracle(i, f) && actorsOracle(i, f);
    v.both(isPlain, isPlain);
    if (!f.regions.empty()) {
        bool some = false, all = false;
        for (const RegionChoice &r : f.regions) {
            const Verdict one = regionOracle(i.where, r);
            some = some || one.some;
            all = all || (one.some && one.all);
        }
        v.both(some, all);
    }
    bool tooClose = false;
    if (f.box && v.some) {
        const Verdict box = boxOracle(i.where, *f.box, &tooClose);
        v.both(box.some, box.all);
    }
    if (f.withinBorderM) {
        const double d = i.where.borderDistanceM.value_or(1e12), r = radiusOracle(i.where);
        v.both(d - r <= *f.withinBorderM, d + r <= *f.withinBorderM);
    }
    if (f.minKilled)
        v.both(rangeOracle(killedOracle(i, Outcome::Killed), *f.minKilled).some,
               rangeOracle(killedOracle(i, Outcome::Killed), *f.minKilled).all);
    if (f.minInjured)
        v.both(rangeOracle(killedOracle(i, Outcome::Injured), *f.minInjured).some,
               rangeOracle(killedOracle(i, Outcome::Injured), *f.minInjured).all);
    if (tooClose)
        return std::nullopt;
    if (!v.some || (f.certainly && !v.all))
        return Match::None;
    return v.all ? Match::Certain : Match::Possible;
}

} // namespace

/// matches() against a second opinion over many random records and filters.
class OracleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesOnRandomRecords();
};

void OracleTest::agreesOnRandomRecords()
{
    Dice dice;
    int seen[3] = {0, 0, 0}, skipped = 0;
    constexpr int rounds = 40'000;
    for (int round = 0; round < rounds; ++round) {
        const Incident incident = randomIncident(dice);
        const Filter filter = randomFilter(dice);
        const std::optional<Match> expected = oracle(incident, filter);
        if (!expected) {
            ++skipped;
            continue;
        }
        const Match match = matches(incident, filter, Vocabulary::shipped());
        ++seen[static_cast<int>(match)];
        QVERIFY2(match == *expected, qPrintable(QStringLiteral("round %1: %2 instead of %3")
                                                    .arg(round)
                                                    .arg(static_cast<int>(match))
                                                    .arg(static_cast<int>(*expected))));
    }
    // The dice must reach every answer often, or the comparison means nothing.
    QVERIFY2(seen[1] > 300 && seen[2] > 1'000 && seen[0] > 10'000 && skipped < rounds / 20,
             qPrintable(QStringLiteral("%1 none, %2 possible, %3 certain, %4 skipped")
                            .arg(seen[0])
                            .arg(seen[1])
                            .arg(seen[2])
                            .arg(skipped)));
}

QTEST_GUILESS_MAIN(OracleTest)
#include "oracletest.moc"
