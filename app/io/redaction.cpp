#include "io/exporters.h"

#include "incident/vocabulary.h"

#include <QRegularExpression>

#include <cmath>

namespace marz::io {

using namespace incident;

namespace {

/// The cell of the grid that hides a point of this precision, in degrees; 0 = no point at all.
double gridDegrees(PlacePrecision precision)
{
    switch (precision) {
    case PlacePrecision::Exact:
        return 0.001;
    case PlacePrecision::Near:
        return 0.05;
    case PlacePrecision::District:
        return 0.25;
    case PlacePrecision::Province:
        return 1;
    default:
        return 0;
    }
}

std::optional<geo::LonLat> snapped(const std::optional<geo::LonLat> &point, PlacePrecision precision)
{
    const double grid = gridDegrees(precision);
    if (!point || grid == 0)
        return std::nullopt;
    const auto snap = [grid](double value) { return (std::floor(value / grid) + 0.5) * grid; };
    return geo::LonLat{snap(point->lon), snap(point->lat)};
}

bool mayLeave(const Incident &incident, Profile profile)
{
    if (incident.handling == Handling::NeverExport)
        return false;
    if (profile == Profile::Internal)
        return true;
    if (incident.workflow == Workflow::Draft || incident.handling == Handling::Internal)
        return false;
    return profile == Profile::Partner ||
           (incident.handling == Handling::Public && incident.workflow != Workflow::Withdrawn);
}

/// What a removed source's followers rest on instead: what it rested on itself, as far as that stays.
std::optional<int> firstKept(std::optional<int> at, const std::vector<SourceUse> &sources,
                             const std::vector<int> &moved)
{
    for (std::size_t steps = 0; at && steps <= sources.size(); ++steps) {
        if (*at < 0 || *at >= static_cast<int>(sources.size()))
            return std::nullopt;
        const auto index = static_cast<std::size_t>(*at);
        if (moved[index] >= 0)
            return moved[index];
        at = sources[index].cites;
    }
    return std::nullopt;
}

void removeProtectedSources(Incident &incident)
{
    std::vector<int> moved;
    int next = 0;
    for (const SourceUse &source : incident.sources)
        moved.push_back(source.isProtected ? -1 : next++);
    if (next == static_cast<int>(incident.sources.size()))
        return;
    const std::vector<SourceUse> before = std::exchange(incident.sources, {});
    for (const SourceUse &source : before) {
        if (source.isProtected)
            continue;
        incident.sources.push_back(source);
        incident.sources.back().cites = firstKept(source.cites, before, moved);
    }
    const auto isGone = [&](const std::optional<int> &at) {
        return at && *at >= 0 && *at < static_cast<int>(moved.size()) &&
               moved[static_cast<std::size_t>(*at)] < 0;
    };
    const auto withoutGone = [&](auto &rows) {
        std::erase_if(rows, [&](const auto &row) { return isGone(row.source); });
        for (auto &row : rows) {
            if (row.source && *row.source >= 0 && *row.source < static_cast<int>(moved.size()))
                row.source = moved[static_cast<std::size_t>(*row.source)];
        }
    };
    withoutGone(incident.claims);
    withoutGone(incident.responses);
    withoutGone(incident.movements);
    for (Item &item : incident.items) {
        if (isGone(item.source))
            item.source.reset();
        else if (item.source && *item.source >= 0 && *item.source < static_cast<int>(moved.size()))
            item.source = moved[static_cast<std::size_t>(*item.source)];
    }
}

void removeTheDesk(Incident &incident)
{
    incident.notes.clear();
    incident.createdBy.clear();
    incident.updatedBy.clear();
    incident.reviewedBy.clear();
    incident.assignedTo.clear();
    incident.followUpOn.clear();
    incident.batch.reset();
}

/// True when @p text holds a telling word of @p place that @p coarser does not: the words would undo the
/// snapping.
bool givesAway(const QString &text, const QString &place, const QString &coarser)
{
    static const QRegularExpression notLetters(QStringLiteral("[^\\p{L}\\p{N}]+"));
    for (const QString &word : place.toCaseFolded().split(notLetters, Qt::SkipEmptyParts)) {
        if (word.size() >= 4 && text.toCaseFolded().contains(word) && !coarser.toCaseFolded().contains(word))
            return true;
    }
    return false;
}

/// True when @p text holds a word of @p name. Of short words only whole ones count that begin like a name:
/// not the "of" of "son of Umar".
bool names(const QString &text, const QString &name)
{
    static const QRegularExpression notLetters(QStringLiteral("[^\\p{L}\\p{N}]+"));
    if (givesAway(text, name, {}))
        return true;
    const QStringList words = text.split(notLetters, Qt::SkipEmptyParts);
    for (const QString &word : name.split(notLetters, Qt::SkipEmptyParts)) {
        if (word.size() < 4 && !word.front().isLower() && words.contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

QString coarsePlace(const Where &where)
{
    return !where.admin2.isEmpty() ? where.admin2 : where.admin1;
}

/// Takes away the texts of which @p tells says that they tell too much.
template <typename Tells>
void removeTexts(Incident &incident, Tells tells)
{
    if (tells(incident.title)) {
        incident.title = QString(incident.eventType).replace(u'_', u' ');
        if (!incident.where.place.isEmpty())
            incident.title += QStringLiteral(", ") % incident.where.place;
    }
    if (tells(incident.summary))
        incident.summary.clear();
    if (tells(incident.when.text))
        incident.when.text.clear();
    incident.tags.removeIf(tells);
    incident.series.removeIf(tells);
    for (Casualty &casualty : incident.casualties) {
        if (tells(casualty.text))
            casualty.text.clear();
    }
    for (Item &item : incident.items) {
        if (tells(item.text))
            item.text.clear();
    }
    std::erase_if(incident.responses,
                  [&](const Response &response) { return tells(response.text) || tells(response.body); });
}

/// The place no finer than its public precision; without one, no finer than "near".
void coarsenPlace(Incident &incident)
{
    Where &where = incident.where;
    const PlacePrecision wanted = incident.publicPrecision.value_or(PlacePrecision::Near);
    const QString exactPlace = where.place;
    const bool isCoarser = wanted > where.precision;
    if (isCoarser)
        where.precision = wanted;
    where.point = snapped(where.point, where.precision);
    if (where.point) // the shipped radius covers the grid's cell
        where.radiusM = std::max(where.radiusM.value_or(0), shippedRadiusM(where.precision).value_or(0));
    else
        where.radiusM.reset();
    where.basis = PlaceBasis::Unknown;
    where.borderDistanceM.reset(); // measured from the exact point
    if (isCoarser && where.precision >= PlacePrecision::Province)
        where.admin2.clear();
    if (isCoarser && where.precision >= PlacePrecision::Country) {
        where.admin1.clear();
        where.admin1Code.clear();
        where.borderPair.clear();
    }
    if (!isCoarser || where.precision < PlacePrecision::District)
        return;
    where.place = coarsePlace(where);
    const QString coarser = where.admin2 % u' ' % where.admin1 % u' ' % where.country;
    removeTexts(incident, [&](const QString &text) { return givesAway(text, exactPlace, coarser); });
}

/// No person is named, neither among the actors nor in a text.
void removePersons(Incident &incident)
{
    QStringList persons;
    for (const Involvement &actor : incident.actors) {
        if (actor.kind == ActorKind::Person)
            persons << actor.name;
    }
    std::erase_if(incident.actors, [](const Involvement &actor) { return actor.kind == ActorKind::Person; });
    const auto namesOne = [&](const QString &text) {
        return std::any_of(persons.begin(), persons.end(),
                           [&](const QString &person) { return names(text, person); });
    };
    if (namesOne(incident.where.place)) // "the house of ..."
        incident.where.place = coarsePlace(incident.where);
    removeTexts(incident, namesOne);
}

void makePublic(Incident &incident)
{
    coarsenPlace(incident);
    removePersons(incident);
    for (Involvement &actor : incident.actors) {
        actor.attributedBy.clear(); // may be a person
        actor.deniedBy.clear();
    }
    for (SourceUse &source : incident.sources) {
        source.speaker.clear();
        source.quote.clear();
        source.accessedAt.clear();
    }
    incident.claims.clear(); // words and speakers, finer than what is published
    incident.links.clear();  // lead to records that may not be public
    incident.attachments.clear();
    incident.sites.clear(); // further points, finer than the one that was snapped
    incident.movements.clear();
}

} // namespace

std::optional<Incident> redacted(const Incident &incident, Profile profile)
{
    if (!mayLeave(incident, profile))
        return std::nullopt;
    Incident out = incident;
    if (profile == Profile::Internal)
        return out;
    removeProtectedSources(out);
    removeTheDesk(out);
    if (profile == Profile::Public)
        makePublic(out);
    return out;
}

} // namespace marz::io
