#include "incident/statistics.h"

#include "base/fold.h"

#include <algorithm>
#include <set>

namespace marz::incident {

namespace {

/// The row that states the whole of an outcome, when it has a figure.
const Casualty *totalRow(const Incident &incident, Outcome outcome)
{
    const auto found =
        std::find_if(incident.casualties.begin(), incident.casualties.end(), [&](const Casualty &row) {
            return row.outcome == outcome && row.scope == CasualtyScope::Total && !row.count.isUnknown();
        });
    return found == incident.casualties.end() ? nullptr : &*found;
}

template <typename Wanted>
RangeSum sumOfParts(const Incident &incident, Wanted wanted)
{
    RangeSum sum;
    for (const Casualty &row : incident.casualties) {
        if (row.scope == CasualtyScope::PartOf && wanted(row))
            sum.add(row.count);
    }
    return sum;
}

bool isAmong(const Casualty &row, const CasualtyChoice &choice)
{
    return (choice.nationality.isEmpty() || row.nationality == choice.nationality) &&
           (!choice.outcome || row.outcome == *choice.outcome) && (!choice.side || row.side == *choice.side);
}

Range totalOf(const Incident &incident, Outcome outcome)
{
    if (const Casualty *total = totalRow(incident, outcome))
        return total->count;
    return sumOfParts(incident, [&](const Casualty &row) { return row.outcome == outcome; }).value;
}

/// See tollOf(). Beside a total the parts speak for everyone only where their best figures add up to it; else
/// their sum is a lower bound.
Range killedWithoutPerpetrators(const Incident &incident)
{
    const auto isKilled = [](const Casualty &row) { return row.outcome == Outcome::Killed; };
    const auto isPerpetrator = [&](const Casualty &row) {
        return isKilled(row) && row.side == Side::Perpetrator;
    };
    const auto isOther = [&](const Casualty &row) { return isKilled(row) && row.side != Side::Perpetrator; };
    const Casualty *total = totalRow(incident, Outcome::Killed);
    const RangeSum others = sumOfParts(incident, isOther);
    if (!sumOfParts(incident, isPerpetrator).any)
        return total ? total->count : others.value;
    const Range all = sumOfParts(incident, isKilled).value;
    if (!total || (all.best && all.best == total->count.best))
        return others.any ? others.value : Range{0, 0, 0};
    return {others.value.low, std::nullopt, std::nullopt};
}

/// What makes two origins one: who speaks in a statement, else who publishes, else the address.
QString originKey(const SourceUse &source, int position)
{
    const QString name =
        source.kind == SourceKind::Speaks && !source.speaker.isEmpty() ? source.speaker : source.publisher;
    const QString folded = base::folded(name).trimmed();
    if (!folded.isEmpty())
        return folded;
    const QString plain = name.trimmed().isEmpty() ? source.url.trimmed() : name.trimmed();
    return plain.isEmpty() ? QStringLiteral("#%1").arg(position) : plain.toCaseFolded();
}

/// Follows `cites` to the end; a circle has its smallest position as its root.
int rootOf(const std::vector<SourceUse> &sources, int position)
{
    std::vector<int> path;
    const int count = static_cast<int>(sources.size());
    for (;;) {
        const auto seen = std::find(path.begin(), path.end(), position);
        if (seen != path.end())
            return *std::min_element(seen, path.end());
        path.push_back(position);
        const std::optional<int> next = sources[static_cast<std::size_t>(position)].cites;
        if (!next || *next < 0 || *next >= count)
            return position;
        position = *next;
    }
}

bool hasRole(const Incident &incident, ActorRole role)
{
    return std::any_of(incident.actors.begin(), incident.actors.end(),
                       [&](const Involvement &actor) { return actor.role == role; });
}

bool isGraded(const SourceUse &source)
{
    return !source.reliability.isEmpty() && !source.credibility.isEmpty();
}

} // namespace

Toll tollOf(const Incident &incident)
{
    return {totalOf(incident, Outcome::Killed), killedWithoutPerpetrators(incident),
            totalOf(incident, Outcome::Injured)};
}

Toll tollOf(const Incident &incident, const CasualtyChoice &choice)
{
    const auto isChosen = [&](const Casualty &row, Outcome outcome) {
        return row.outcome == outcome && isAmong(row, choice);
    };
    Toll toll;
    const RangeSum killed =
        sumOfParts(incident, [&](const Casualty &row) { return isChosen(row, Outcome::Killed); });
    const RangeSum others = sumOfParts(incident, [&](const Casualty &row) {
        return isChosen(row, Outcome::Killed) && row.side != Side::Perpetrator;
    });
    toll.killed = killed.value;
    toll.killedExclPerpetrators = killed.any && !others.any ? Range{0, 0, 0} : others.value;
    toll.injured =
        sumOfParts(incident, [&](const Casualty &row) { return isChosen(row, Outcome::Injured); }).value;
    return toll;
}

std::optional<Range> countOf(const Incident &incident, const CasualtyChoice &choice)
{
    const RangeSum sum = sumOfParts(incident, [&](const Casualty &row) { return isAmong(row, choice); });
    if (!sum.any)
        return std::nullopt;
    return sum.value;
}

int originsOf(const Incident &incident)
{
    std::set<QString> origins;
    for (int i = 0; i < static_cast<int>(incident.sources.size()); ++i) {
        const int root = rootOf(incident.sources, i);
        origins.insert(originKey(incident.sources[static_cast<std::size_t>(root)], root));
    }
    return static_cast<int>(origins.size());
}

QStringList missingOf(const Incident &incident)
{
    const Where &where = incident.where;
    const bool isCountryOnly = where.precision == PlacePrecision::Country && !where.country.isEmpty();
    const Toll toll = tollOf(incident);
    QStringList missing;
    const auto need = [&](bool isThere, const char *word) {
        if (!isThere)
            missing.append(QString::fromLatin1(word));
    };
    need(!incident.sources.empty(), "source");
    need(!incident.eventType.isEmpty(), "type");
    need(!incident.when.isUndated(), "date");
    need(where.point.has_value() || isCountryOnly, "place");
    need(!incident.title.isEmpty(), "title");
    need(!where.country.isEmpty(), "country");
    need(incident.when.isUndated() || incident.when.precision != TimePrecision::Unknown, "time precision");
    need(!where.point || where.precision != PlacePrecision::Unknown, "place precision");
    need(!toll.killed.isUnknown(), "killed");
    need(!toll.injured.isUnknown(), "injured");
    need(hasRole(incident, ActorRole::Perpetrator), "perpetrator");
    need(!incident.actors.empty(), "actors");
    need(std::all_of(incident.sources.begin(), incident.sources.end(), isGraded), "source grade");
    need(!incident.reportedAt.isEmpty(), "day of the report");
    need(!incident.summary.isEmpty(), "summary");
    return missing;
}

QString rangeText(const Range &range)
{
    const auto &[low, best, high] = range;
    const auto likely = [&](const QString &text) {
        return QStringLiteral("%1, probably %2").arg(text).arg(*best);
    };
    if (low && high)
        return *low == *high ? QString::number(*low) : QStringLiteral("%1-%2").arg(*low).arg(*high);
    if (low) {
        const QString text = QStringLiteral("at least %1").arg(*low);
        return best && *best != *low ? likely(text) : text;
    }
    if (high) {
        const QString text = QStringLiteral("up to %1").arg(*high);
        return best && *best != *high ? likely(text) : text;
    }
    return best ? QStringLiteral("about %1").arg(*best) : QStringLiteral("-");
}

} // namespace marz::incident
