#include "incident/matchrecord.h"

#include "base/fold.h"
#include "incident/statistics.h"

#include <QTimeZone>

#include <algorithm>

namespace marz::incident {

namespace {

/// The words of a text after folding; a text of signs only has none.
QStringList foldedWords(const QString &text)
{
    return base::folded(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool containsName(const QStringList &names, const QString &name)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const QString &other) { return isSameName(other, name); });
}

bool hasAnyName(const QStringList &wanted, const QStringList &present)
{
    return std::any_of(present.begin(), present.end(),
                       [&](const QString &name) { return containsName(wanted, name); });
}

/// One involvement must answer both: the actor in the role.
bool hasActor(const Incident &incident, const Filter &filter)
{
    return std::any_of(incident.actors.begin(), incident.actors.end(), [&](const Involvement &actor) {
        const bool hasRole = filter.roles.empty() || std::find(filter.roles.begin(), filter.roles.end(),
                                                               actor.role) != filter.roles.end();
        return hasRole && (filter.actors.isEmpty() || containsName(filter.actors, actor.name));
    });
}

/// Letter and figure are compared apart: "B2" wants A or B and 1 or 2; a part that is not asked for is not
/// judged.
bool hasGrade(const Incident &incident, const QString &grade)
{
    const std::optional<SourceGrade> asked = sourceGradeOf(grade);
    if (!asked)
        return false;
    const auto isAsGood = [](const QString &judged, const QString &wanted) {
        return wanted.isEmpty() || (judged.size() == 1 && judged.toUpper() <= wanted);
    };
    return std::any_of(incident.sources.begin(), incident.sources.end(), [&](const SourceUse &source) {
        return isAsGood(source.reliability, asked->reliability) &&
               isAsGood(source.credibility, asked->credibility);
    });
}

/// "There are such people": certain from one on; possible where the report leaves the number open.
Match matchCasualty(const Incident &incident, const CasualtyChoice &choice)
{
    const std::optional<Range> count = countOf(incident, choice);
    if (!count)
        return Match::None;
    if (count->low.value_or(0) >= 1)
        return Match::Certain;
    if (count->best.value_or(0) >= 1 || count->high.value_or(0) >= 1)
        return Match::Possible;
    return count->best || count->high ? Match::None : Match::Possible;
}

void addWords(QStringList &words, const QString &text)
{
    if (!text.isEmpty())
        words += foldedWords(text);
}

/// Everything that the search box looks through.
QStringList searchWords(const Incident &incident)
{
    QStringList words;
    addWords(words, incident.title);
    addWords(words, incident.summary);
    addWords(words, incident.where.place);
    for (const Involvement &actor : incident.actors)
        addWords(words, actor.name);
    for (const SourceUse &source : incident.sources)
        addWords(words, source.publisher);
    for (const Claim &claim : incident.claims)
        addWords(words, claim.value);
    for (const Note &note : incident.notes)
        addWords(words, note.text);
    return words;
}

bool hasText(const Incident &incident, const QString &text)
{
    const QStringList asked = foldedWords(text);
    if (asked.isEmpty())
        return true;
    const QStringList words = searchWords(incident);
    return std::all_of(asked.begin(), asked.end(), [&](const QString &start) {
        return std::any_of(words.begin(), words.end(),
                           [&](const QString &word) { return word.startsWith(start); });
    });
}

bool changedSince(const Incident &incident, const QString &since)
{
    const std::optional<qint64> sinceMs = msOfIsoText(since);
    const std::optional<qint64> changedMs =
        msOfIsoText(incident.updatedAt.isEmpty() ? incident.createdAt : incident.updatedAt);
    return sinceMs && changedMs && *changedMs >= *sinceMs;
}

bool wasReported(const Incident &incident, const DayRange &days)
{
    const QDate day = dayOfIsoText(incident.reportedAt, incident.when.timeZone);
    return day.isValid() && (days.first.isNull() || day >= days.first) &&
           (days.last.isNull() || day <= days.last);
}

/// Not yet created then; an unknown time of creation does not hide the incident.
bool wasKnown(const Incident &incident, const QString &asKnownOn)
{
    const std::optional<qint64> createdMs = msOfIsoText(incident.createdAt);
    const std::optional<qint64> knownMs = msOfIsoText(asKnownOn);
    return !createdMs || (knownMs && *createdMs <= *knownMs);
}

} // namespace

bool isSameName(const QString &a, const QString &b)
{
    if (a.compare(b, Qt::CaseInsensitive) == 0)
        return true;
    const QStringList words = foldedWords(a);
    return !words.isEmpty() && words == foldedWords(b);
}

std::optional<SourceGrade> sourceGradeOf(const QString &text)
{
    SourceGrade grade;
    for (const QChar c : text.toUpper()) {
        if (c >= QLatin1Char('A') && c <= QLatin1Char('F') && grade == SourceGrade())
            grade.reliability = c;
        else if (c >= QLatin1Char('1') && c <= QLatin1Char('6') && grade.credibility.isEmpty())
            grade.credibility = c;
        else
            return std::nullopt;
    }
    return text.isEmpty() ? std::nullopt : std::optional(grade);
}

QDate dayOfIsoText(const QString &text, const QString &timeZone)
{
    if (text.size() == 10)
        return QDate::fromString(text, Qt::ISODate);
    const std::optional<qint64> ms = msOfIsoUtc(text);
    if (!ms)
        return {};
    return dayOfInstant(*ms, isTimeZone(timeZone) ? timeZone : QStringLiteral("UTC"));
}

std::optional<qint64> msOfIsoText(const QString &text)
{
    if (text.size() != 10)
        return msOfIsoUtc(text);
    return msOfIsoUtc(QString(text + QLatin1String("T00:00:00.000Z")));
}

Match matchRecord(const Incident &incident, const Filter &filter)
{
    if ((!filter.actors.isEmpty() || !filter.roles.empty()) && !hasActor(incident, filter))
        return Match::None;
    if (!filter.sourceGrade.isEmpty() && !hasGrade(incident, filter.sourceGrade))
        return Match::None;
    if (!filter.tags.isEmpty() && !hasAnyName(filter.tags, incident.tags))
        return Match::None;
    if (!filter.series.isEmpty() && !hasAnyName(filter.series, incident.series))
        return Match::None;
    if (!filter.changedSince.isEmpty() && !changedSince(incident, filter.changedSince))
        return Match::None;
    if (!filter.reported.isOpen() && !wasReported(incident, filter.reported))
        return Match::None;
    if (!filter.asKnownOn.isEmpty() && !wasKnown(incident, filter.asKnownOn))
        return Match::None;
    if (!hasText(incident, filter.text))
        return Match::None;
    return filter.casualty ? matchCasualty(incident, *filter.casualty) : Match::Certain;
}

} // namespace marz::incident
