#include "incident/rules.h"

#include "incident/matchrecord.h"

#include <QRegularExpression>
#include <QUrl>

#include <cmath>

namespace marz::incident {

namespace {

/// More people or things than there are: a slip, or a telephone number in the wrong field.
constexpr qint64 kMostPeople = 1'000'000'000;

bool fits(const QString &text, const QRegularExpression &pattern)
{
    return pattern.match(text).hasMatch();
}

template <typename Number>
bool isOrdered(const std::optional<Number> &a, const std::optional<Number> &b)
{
    return !a || !b || *a <= *b;
}

/// low <= best <= high, as far as they are known.
template <typename Counts>
bool isOrdered(const Counts &counts)
{
    return isOrdered(counts.low, counts.best) && isOrdered(counts.best, counts.high) &&
           isOrdered(counts.low, counts.high);
}

template <typename Counts, typename Rule>
void checkEach(const Problems::Row &row, const Counts &counts, Rule holds, const char *text)
{
    row.require(!counts.low || holds(*counts.low), "low", text);
    row.require(!counts.best || holds(*counts.best), "best", text);
    row.require(!counts.high || holds(*counts.high), "high", text);
}

void checkSource(const Problems::Row &row, const Incident &incident, const std::optional<int> &position)
{
    row.require(!position || (*position >= 0 && *position < static_cast<int>(incident.sources.size())),
                "source", "There is no source at this position.");
}

bool isGradeOrEmpty(const QString &text, QChar first, QChar last)
{
    return text.isEmpty() || (text.size() == 1 && text.front() >= first && text.front() <= last);
}

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty() &&
           (scheme == QLatin1String("http") || scheme == QLatin1String("https") ||
            scheme == QLatin1String("ftp"));
}

/// True when following `cites` from @p position comes back to it.
bool citesItself(const std::vector<SourceUse> &sources, int position)
{
    int at = position;
    for (std::size_t steps = 0; steps < sources.size(); ++steps) {
        const std::optional<int> next = sources[static_cast<std::size_t>(at)].cites;
        if (!next || *next < 0 || *next >= static_cast<int>(sources.size()))
            return false;
        if (*next == position)
            return true;
        at = *next;
    }
    return false;
}

void checkEnd(const Problems::Row &row, const char *field, const MovementEnd &end)
{
    checkPoint(row, field, end.point);
    row.require(end.unitCode.isEmpty() || isIso3166Two(end.unitCode) ||
                    (end.unitCode.size() == 3 && isAlpha3OrEmpty(end.unitCode)),
                field, "Write the unit as TJ-KT or the country as TJK.");
}

bool isKnown(const MovementEnd &end)
{
    return end != MovementEnd{};
}

} // namespace

bool isUuid(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\z"));
    return fits(text, pattern);
}

bool isIsoDay(const QString &text)
{
    return text.size() == 10 && isIsoTime(text);
}

bool isIsoTime(const QString &text)
{
    return msOfIsoText(text).has_value();
}

bool isAlpha3OrEmpty(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("\\A(?:[A-Z]{3})?\\z"));
    return fits(text, pattern);
}

bool isIso3166Two(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Z]{2}-[A-Z0-9]{1,3}\\z"));
    return fits(text, pattern);
}

bool isBorderPairOrEmpty(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("\\A(?:[A-Z]{3}-[A-Z]{3})?\\z"));
    return fits(text, pattern);
}

bool isRadius(const std::optional<double> &radiusM)
{
    return !radiusM || (*radiusM > 0 && *radiusM <= 20e6);
}

void checkCounts(Problems &problems, const Incident &incident)
{
    std::vector<Outcome> totals;
    for (std::size_t i = 0; i < incident.casualties.size(); ++i) {
        const Casualty &casualty = incident.casualties[i];
        const Problems::Row row = problems.row("casualties", i);
        row.require(isOrdered(casualty.count), "low", "Counts must rise: low, best, high.");
        checkEach(
            row, casualty.count, [](qint64 n) { return n >= 0 && n <= kMostPeople; },
            "A count must be 0 to 1,000,000,000; leave it empty when it is not known.");
        row.require(isAlpha3OrEmpty(casualty.nationality), "nationality",
                    "Write the nationality as three letters, such as CHN.");
        if (casualty.scope != CasualtyScope::Total)
            continue;
        row.require(std::find(totals.begin(), totals.end(), casualty.outcome) == totals.end(), "scope",
                    "There is already a total of this outcome.");
        totals.push_back(casualty.outcome);
    }
    for (std::size_t i = 0; i < incident.items.size(); ++i) {
        const Item &item = incident.items[i];
        const Problems::Row row = problems.row("items", i);
        row.require(isOrdered(item), "low", "Amounts must rise: low, best, high.");
        checkEach(
            row, item, [](double n) { return std::isfinite(n) && n >= 0; },
            "An amount must not be negative; leave it empty when it is not known.");
        checkSource(row, incident, item.source);
    }
}

void checkSources(Problems &problems, const Incident &incident)
{
    static const QRegularExpression language(
        QStringLiteral("\\A(?:[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)?\\z"));
    for (std::size_t i = 0; i < incident.sources.size(); ++i) {
        const SourceUse &source = incident.sources[i];
        const Problems::Row row = problems.row("sources", i);
        row.require(!source.publisher.trimmed().isEmpty() || !source.url.isEmpty(), "publisher",
                    "Name the publisher or give the address.");
        row.require(source.url.isEmpty() || isWebAddress(source.url), "url",
                    "Give the whole address, beginning with https://.");
        row.require(isGradeOrEmpty(source.reliability, QLatin1Char('A'), QLatin1Char('F')), "reliability",
                    "Reliability is one letter, A to F.");
        row.require(isGradeOrEmpty(source.credibility, QLatin1Char('1'), QLatin1Char('6')), "credibility",
                    "Credibility is one figure, 1 to 6.");
        row.require(fits(source.language, language), "language",
                    "Write the language as a code such as fa or tg.");
        checkIsoTime(row, "published_at", source.publishedAt);
        checkIsoTime(row, "accessed_at", source.accessedAt);
        row.require(!source.cites ||
                        (*source.cites >= 0 && *source.cites < static_cast<int>(incident.sources.size())),
                    "cites", "There is no source at this position.");
        row.require(!citesItself(incident.sources, static_cast<int>(i)), "cites",
                    "A source cannot rest on itself, not even through others.");
    }
}

void checkStatements(Problems &problems, const Incident &incident)
{
    for (std::size_t i = 0; i < incident.actors.size(); ++i) {
        const Involvement &actor = incident.actors[i];
        const Problems::Row row = problems.row("actors", i);
        row.require(!actor.name.trimmed().isEmpty(), "name", "Name the actor, or call it unidentified.");
        row.require(!actor.hypothesisRank || *actor.hypothesisRank >= 1, "hypothesis_rank",
                    "Ranks begin at 1.");
        row.require(!actor.hypothesisRank || !actor.hypothesisGroup.isEmpty(), "hypothesis_group",
                    "A rank needs the group of rivals that it stands in.");
    }
    for (std::size_t i = 0; i < incident.claims.size(); ++i) {
        const Claim &claim = incident.claims[i];
        const Problems::Row row = problems.row("claims", i);
        row.require(!claim.field.trimmed().isEmpty(), "field", "Say which field the claim is about.");
        row.require(isGradeOrEmpty(claim.credibility, QLatin1Char('1'), QLatin1Char('6')), "credibility",
                    "Credibility is one figure, 1 to 6.");
        row.require(!claim.chosen || claim.excludedReason.isEmpty(), "chosen",
                    "A claim is chosen or excluded, not both.");
        checkIsoTime(row, "as_of", claim.asOf);
        checkSource(row, incident, claim.source);
    }
    for (std::size_t i = 0; i < incident.responses.size(); ++i) {
        const Response &response = incident.responses[i];
        const Problems::Row row = problems.row("responses", i);
        row.require(!response.body.trimmed().isEmpty() || response.kind == ResponseKind::NoneAsOf, "body",
                    "Say who responds.");
        checkIsoTime(row, "date", response.date);
        checkSource(row, incident, response.source);
    }
    for (std::size_t i = 0; i < incident.notes.size(); ++i) {
        const Problems::Row row = problems.row("notes", i);
        row.require(!incident.notes[i].text.trimmed().isEmpty(), "text",
                    "An empty note says nothing: take it out.");
        checkIsoTime(row, "at", incident.notes[i].at);
    }
}

void checkSites(Problems &problems, const Incident &incident)
{
    for (std::size_t i = 0; i < incident.sites.size(); ++i) {
        const Site &site = incident.sites[i];
        const Problems::Row row = problems.row("places", i);
        checkPoint(row, "lat", site.point);
        row.require(isRadius(site.radiusM), "radius_m",
                    "The radius must be more than 0 m and at most 20,000 km.");
        row.require(site.unitCode.isEmpty() || isIso3166Two(site.unitCode), "unit_code",
                    "Write the unit as its ISO 3166-2 code, such as TJ-KT.");
        row.require(!site.count || (*site.count >= 0 && *site.count <= kMostPeople), "count",
                    "A count must be 0 to 1,000,000,000; leave it empty when it is not known.");
        row.require(!site.place.trimmed().isEmpty() || site.point || site.area || !site.unitCode.isEmpty(),
                    "place", "Name the place, or give a point, an area or a unit.");
    }
    for (std::size_t i = 0; i < incident.movements.size(); ++i) {
        const Movement &movement = incident.movements[i];
        const Problems::Row row = problems.row("movements", i);
        checkEnd(row, "origin", movement.origin);
        checkEnd(row, "destination", movement.destination);
        row.require(isKnown(movement.origin) || isKnown(movement.destination), "origin",
                    "Say where the movement came from or went to.");
        checkSource(row, incident, movement.source);
    }
}

void checkAttachments(Problems &problems, const Incident &incident)
{
    static const QRegularExpression sha256(QStringLiteral("\\A(?:[0-9a-f]{64})?\\z"));
    static const QRegularExpression pathSigns(QStringLiteral("[/\\\\\\x00-\\x1f]"));
    for (std::size_t i = 0; i < incident.attachments.size(); ++i) {
        const Attachment &attachment = incident.attachments[i];
        const Problems::Row row = problems.row("attachments", i);
        row.require(!attachment.name.trimmed().isEmpty() && !fits(attachment.name, pathSigns), "name",
                    "Give the attachment a file name without a folder.");
        row.require(fits(attachment.sha256, sha256), "sha256", "The SHA-256 must be 64 hexadecimal digits.");
        row.require(attachment.sizeBytes >= 0 &&
                        (attachment.bytes.isEmpty() || attachment.bytes.size() == attachment.sizeBytes),
                    "size", "The size must be that of the bytes.");
    }
}

} // namespace marz::incident
