#include "io/rowtexts.h"

#include "io/cells.h"
#include "io/countries.h"

#include <QHash>
#include <QRegularExpression>
#include <QUrl>

namespace marz::io {

using namespace incident;

namespace {

QStringList pieces(const QString &text)
{
    QStringList out;
    for (const QString &piece : text.split(u';')) {
        if (!piece.trimmed().isEmpty())
            out.append(piece.simplified());
    }
    return out;
}

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

/// Addresses may hold semicolons themselves: a piece that begins none belongs to the one before.
QStringList addresses(const QString &text)
{
    QStringList out;
    static const QRegularExpression start(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*://"));
    for (const QString &piece : pieces(text)) {
        if (out.isEmpty() || start.match(piece).hasMatch() || !start.match(out.last()).hasMatch() ||
            piece.contains(u' '))
            out.append(piece);
        else
            out.last() += u';' + piece;
    }
    return out;
}

std::optional<ActorRole> roleOf(const QString &word)
{
    static const QHash<QString, ActorRole> roles = {
        {QStringLiteral("attacker"), ActorRole::Perpetrator},
        {QStringLiteral("perpetrator"), ActorRole::Perpetrator},
        {QStringLiteral("target"), ActorRole::Target},
        {QStringLiteral("victim"), ActorRole::Victim},
        {QStringLiteral("responder"), ActorRole::Responder},
        {QStringLiteral("claimant"), ActorRole::Claimant},
        {QStringLiteral("addressee"), ActorRole::Addressee},
        {QStringLiteral("mentioned"), ActorRole::Mentioned},
    };
    const auto found = roles.constFind(word.trimmed().toCaseFolded());
    return found == roles.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<Outcome> outcomeOf(const QString &word)
{
    if (word == QLatin1String("wounded"))
        return Outcome::Injured;
    return fromCode<Outcome>(word);
}

} // namespace

bool isSheetError(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A\\s*(?:#(?:DIV/0!|N/A|NAME\\?|NULL!|NUM!|REF!|VALUE!|CALC!|SPILL!|FIELD!|BLOCKED!"
                       "|CONNECT!|UNKNOWN!|GETTING_DATA)|Err:\\d{3})\\s*\\z"));
    return (text.contains(u'#') || text.contains(u':')) && text.size() < 30 && form.match(text).hasMatch();
}

std::vector<Involvement> readActors(const QString &text)
{
    std::vector<Involvement> out;
    for (const QString &piece : pieces(text)) {
        Involvement actor;
        const qsizetype colon = piece.indexOf(u':');
        const auto role = colon > 0 ? roleOf(piece.left(colon)) : std::nullopt;
        actor.name = role ? piece.mid(colon + 1).trimmed() : piece;
        actor.role = role.value_or(ActorRole::Mentioned);
        if (!actor.name.isEmpty() && std::find(out.begin(), out.end(), actor) == out.end())
            out.push_back(actor);
    }
    return out;
}

std::vector<SourceUse> readSources(const QString &publishers, const QString &urls)
{
    std::vector<SourceUse> out;
    const QStringList names = pieces(publishers);
    const QStringList links = addresses(urls);
    const bool paired = names.size() == links.size();
    const bool oneName = names.size() == 1 && !paired;
    for (qsizetype i = 0; i < links.size(); ++i) {
        SourceUse source;
        if (isWebAddress(links[i]))
            source.url = links[i];
        source.publisher = paired ? names[i] : source.url.isEmpty() ? links[i] : QUrl(source.url).host();
        if (paired && source.url.isEmpty())
            source.title = links[i];
        out.push_back(source);
    }
    if (links.isEmpty() || oneName) {
        for (const QString &name : names) {
            SourceUse source;
            source.publisher = name;
            if (oneName && !links.isEmpty())
                out.front().publisher = name;
            else
                out.push_back(source);
        }
    }
    return out;
}

std::vector<Casualty> readBreakdown(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\p{L}+)\\s+(.*?)\\s*(?:(\\d[\\d,]*(?:\\s*[-–]\\s*\\d+)?))?\\s*(\\([^)]*\\))?$"));
    std::vector<Casualty> out;
    for (const QString &piece : pieces(text)) {
        Casualty part;
        part.scope = CasualtyScope::PartOf;
        const QRegularExpressionMatch match = form.match(piece);
        const auto outcome = match.hasMatch() ? outcomeOf(match.captured(1).toCaseFolded()) : std::nullopt;
        if (!outcome)
            continue; // no outcome, no row: the native column keeps the words
        part.outcome = *outcome;
        QStringList group = match.captured(2).split(u' ', Qt::SkipEmptyParts);
        if (!group.isEmpty() && group.first().size() == 3 && group.first() == group.first().toUpper() &&
            alpha3Of(group.first()) == group.first())
            part.nationality = group.takeFirst();
        const QString words = group.join(u' ').toCaseFolded();
        if (const auto role = fromCode<PersonRole>(words))
            part.role = *role;
        if (words.contains(QLatin1String("militant")) || words.contains(QLatin1String("smuggler")) ||
            words.contains(QLatin1String("attacker")) || words.contains(QLatin1String("infiltrator")) ||
            words.contains(QLatin1String("perpetrator")))
            part.side = Side::Perpetrator;
        QString ignored;
        if (match.capturedLength(3) > 0)
            part.count = readCount(match.captured(3), &ignored).value_or(Range{});
        if (part.count.isUnknown() || part.role == PersonRole::Unknown)
            part.text = piece;
        out.push_back(part);
    }
    return out;
}

std::vector<Item> readItems(const QString &text)
{
    std::vector<Item> out;
    for (const QString &piece : pieces(text)) {
        Item item;
        item.kind = piece;
        item.text = piece;
        out.push_back(item);
    }
    return out;
}

} // namespace marz::io
