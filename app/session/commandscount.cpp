#include "base/error.h"
#include "incident/statistics.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/geodata.h"

#include <QDate>

#include <map>

/// `count`: how many, how many people, and by what.
namespace marz::session {

namespace {

/// Totals of one group, or of all.
struct Tally {
    qint64 count = 0;
    qint64 certain = 0;
    qint64 undated = 0;
    qint64 unlocated = 0;
    incident::RangeSum killed, killedExcl, injured;

    void add(const incident::Incident &each, incident::Match match,
             const std::optional<incident::CasualtyChoice> &people)
    {
        ++count;
        certain += match == incident::Match::Certain;
        undated += each.when.isUndated();
        unlocated += each.where.isUnlocated();
        const auto sum =
            match == incident::Match::Certain ? &incident::RangeSum::add : &incident::RangeSum::addPossible;
        if (people) {
            addPeople(each, *people, sum);
            return;
        }
        const incident::Toll toll = incident::tollOf(each);
        (killed.*sum)(toll.killed);
        (killedExcl.*sum)(toll.killedExclPerpetrators);
        (injured.*sum)(toll.injured);
    }

private:
    /// Narrowed to the people that the filter names. An outcome that none of them had is 0 of them, not
    /// unknown.
    void addPeople(const incident::Incident &each, const incident::CasualtyChoice &people,
                   void (incident::RangeSum::*addRange)(const incident::Range &))
    {
        const auto narrowed = [&](incident::Outcome outcome, incident::RangeSum &sum,
                                  bool withoutPerpetrators) {
            if (people.outcome && *people.outcome != outcome)
                return;
            if (withoutPerpetrators && people.side == incident::Side::Perpetrator)
                return;
            incident::CasualtyChoice choice = people;
            choice.outcome = outcome;
            incident::Incident counted = each;
            if (withoutPerpetrators)
                std::erase_if(counted.casualties, [](const incident::Casualty &c) {
                    return c.side == incident::Side::Perpetrator;
                });
            if (const std::optional<incident::Range> range = incident::countOf(counted, choice))
                (sum.*addRange)(*range);
        };
        narrowed(incident::Outcome::Killed, killed, false);
        narrowed(incident::Outcome::Killed, killedExcl, true);
        narrowed(incident::Outcome::Injured, injured, false);
    }
};

using Keys = QStringList;

Keys monthsOf(const incident::When &when, const QString &by)
{
    Keys keys;
    if (when.isUndated())
        return {QStringLiteral("undated")};
    for (QDate day = when.dateStart; day <= when.dateEnd && keys.size() < 5'000;) {
        if (by == QLatin1String("day")) {
            keys << day.toString(Qt::ISODate);
            day = day.addDays(1);
        } else if (by == QLatin1String("week")) {
            int year = 0;
            const int week = day.weekNumber(&year);
            keys << QStringLiteral("%1-W%2")
                        .arg(year, 4, 10, QLatin1Char('0'))
                        .arg(week, 2, 10, QLatin1Char('0'));
            day = day.addDays(8 - day.dayOfWeek());
        } else if (by == QLatin1String("month")) {
            keys << day.toString(QStringLiteral("yyyy-MM"));
            day = QDate(day.year(), day.month(), 1).addMonths(1);
        } else {
            keys << day.toString(QStringLiteral("yyyy"));
            day = QDate(day.year(), 1, 1).addYears(1);
        }
    }
    return keys;
}

QString orUnknown(const QString &key)
{
    return key.isEmpty() ? QStringLiteral("unknown") : key;
}

Keys keysOf(const incident::Incident &each, const incident::Vocabulary &vocabulary, const QString &by)
{
    Keys keys;
    if (by == QLatin1String("type"))
        keys << each.eventType;
    else if (by == QLatin1String("family"))
        keys << vocabulary.familyOf(each.eventType);
    else if (by == QLatin1String("workflow"))
        keys << incident::code(each.workflow);
    else if (by == QLatin1String("verification"))
        keys << incident::code(each.verification);
    else if (by == QLatin1String("country"))
        keys << orUnknown(each.where.country);
    else if (by == QLatin1String("admin1"))
        keys << orUnknown(each.where.admin1Code);
    else if (by == QLatin1String("admin2"))
        keys << orUnknown(each.where.admin2);
    else if (by == QLatin1String("actor"))
        for (const incident::Involvement &actor : each.actors)
            keys << actor.name;
    else if (by == QLatin1String("series"))
        keys = each.series;
    else if (by == QLatin1String("item"))
        for (const incident::Item &item : each.items)
            keys << incident::code(item.category);
    else if (by == QLatin1String("batch"))
        keys << (each.batch ? QString::number(*each.batch) : QStringLiteral("none"));
    else
        keys = monthsOf(each.when, by);
    keys.removeDuplicates();
    return keys;
}

bool isByPeople(const QString &by)
{
    return by == QLatin1String("nationality") || by == QLatin1String("outcome");
}

/// The record once for each nationality or outcome of its people, with those people only: a group never gets
/// the toll of another. A row that states the total of an outcome belongs to that outcome, to no nationality,
/// and is not among the people that @p chosen names.
std::map<QString, incident::Incident> splitByPeople(const incident::Incident &each, const QString &by,
                                                    const std::optional<incident::CasualtyChoice> &chosen)
{
    const bool isByOutcome = by == QLatin1String("outcome");
    std::map<QString, incident::Incident> groups;
    for (const incident::Casualty &row : each.casualties) {
        incident::Incident alone;
        alone.casualties = {row};
        const bool isPart = incident::countOf(alone, chosen.value_or(incident::CasualtyChoice())).has_value();
        if (!isPart && (chosen || !isByOutcome))
            continue;
        const QString key = isByOutcome ? incident::code(row.outcome) : orUnknown(row.nationality);
        const auto [group, isNew] = groups.try_emplace(key, each);
        if (isNew)
            group->second.casualties.clear();
        group->second.casualties.push_back(row);
    }
    return groups;
}

void checkBy(const QString &by)
{
    static const QStringList known{
        QStringLiteral("type"),         QStringLiteral("family"),  QStringLiteral("workflow"),
        QStringLiteral("verification"), QStringLiteral("country"), QStringLiteral("admin1"),
        QStringLiteral("admin2"),       QStringLiteral("day"),     QStringLiteral("week"),
        QStringLiteral("month"),        QStringLiteral("year"),    QStringLiteral("actor"),
        QStringLiteral("nationality"),  QStringLiteral("outcome"), QStringLiteral("series"),
        QStringLiteral("item"),         QStringLiteral("batch")};
    if (!by.isEmpty() && !known.contains(by))
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("--by %1: none of %2.").arg(by, known.join(QStringLiteral(", "))));
}

} // namespace

CommandResult countIncidents(const QString &path, const incident::Filter &filter, const QString &by)
{
    checkBy(by);
    const CommandStore opened(path, store::Access::ReadOnly);
    const index::Mask mask = opened.mask(filter);
    Tally all;
    std::map<QString, Tally> groups;
    for (const incident::Incident &each : opened.store.incidents(opened.fids(mask))) {
        const incident::Match match = mask.at(*opened.index->rowOf(each.fid));
        all.add(each, match, filter.casualty);
        if (by.isEmpty())
            continue;
        if (isByPeople(by)) {
            // People of a nationality are named by parts alone: of an outcome that none of them had there are
            // 0.
            const bool isOfParts = filter.casualty || by == QLatin1String("nationality");
            const auto named = isOfParts ? std::optional(filter.casualty.value_or(incident::CasualtyChoice()))
                                         : std::nullopt;
            for (const auto &[key, people] : splitByPeople(each, by, filter.casualty))
                groups[key].add(people, match, named);
            continue;
        }
        const Keys keys = keysOf(each, opened.index->vocabulary(), by);
        for (const QString &key : keys) {
            // In a group of days a window that spans several groups is possible in each.
            const bool spans = keys.size() > 1 && each.when.extent != incident::TimeExtent::Throughout &&
                               (by == QLatin1String("day") || by == QLatin1String("week") ||
                                by == QLatin1String("month") || by == QLatin1String("year"));
            groups[key].add(each, spans ? incident::weaker(match, incident::Match::Possible) : match,
                            filter.casualty);
        }
    }
    CommandResult result;
    result.json = {{QStringLiteral("total"), all.count},
                   {QStringLiteral("certain"), all.certain},
                   {QStringLiteral("possible"), all.count - all.certain},
                   {QStringLiteral("undated"), all.undated},
                   {QStringLiteral("unlocated"), all.unlocated},
                   {QStringLiteral("killed"), rangeJson(all.killed.value)},
                   {QStringLiteral("killed_excl_perpetrators"), rangeJson(all.killedExcl.value)},
                   {QStringLiteral("injured"), rangeJson(all.injured.value)}};
    QStringList lines{
        QStringLiteral(
            "%1 incidents: %2 certain, %3 possible; killed %4 (without perpetrators %5), injured %6")
            .arg(all.count)
            .arg(all.certain)
            .arg(all.count - all.certain)
            .arg(incident::rangeText(all.killed.value), incident::rangeText(all.killedExcl.value),
                 incident::rangeText(all.injured.value))};
    if (filter.casualty)
        lines << QStringLiteral("(totals narrowed to %1)").arg(filter.casualty->nationality);
    QJsonArray rows;
    for (const auto &[key, tally] : groups) {
        rows.append(QJsonObject{{QStringLiteral("key"), key},
                                {QStringLiteral("count"), tally.count},
                                {QStringLiteral("certain"), tally.certain},
                                {QStringLiteral("killed"), rangeJson(tally.killed.value)},
                                {QStringLiteral("injured"), rangeJson(tally.injured.value)}});
        lines << QStringLiteral("  %1  %2  killed %3, injured %4")
                     .arg(tally.count, 6)
                     .arg(key, incident::rangeText(tally.killed.value),
                          incident::rangeText(tally.injured.value));
    }
    result.json.insert(QStringLiteral("groups"), rows);
    result.text = lines.join(u'\n');
    return result;
}

} // namespace marz::session
