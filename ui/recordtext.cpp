#include "ui/recordtext.h"

#include "geo/coordinatetext.h"
#include "incident/statistics.h"

#include <QStringList>

#include <algorithm>

namespace marz::ui {

namespace {

QString numberText(double value)
{
    return QString::number(value, 'g', 10);
}

/// The perpetrator that comes first among rivals.
const incident::Involvement *leadingPerpetrator(const incident::Incident &incident)
{
    const incident::Involvement *leading = nullptr;
    for (const incident::Involvement &actor : incident.actors) {
        if (actor.role != incident::ActorRole::Perpetrator)
            continue;
        if (!leading || actor.hypothesisRank.value_or(0) < leading->hypothesisRank.value_or(0))
            leading = &actor;
    }
    return leading;
}

void addChain(const std::vector<incident::SourceUse> &sources, int at, int depth, std::vector<bool> &isShown,
              std::vector<ChainLine> &lines)
{
    if (at < 0 || at >= static_cast<int>(sources.size()) || depth > static_cast<int>(sources.size()))
        return;
    lines.push_back({at, depth});
    const bool wasShown = isShown[static_cast<std::size_t>(at)];
    isShown[static_cast<std::size_t>(at)] = true;
    if (!wasShown && sources[static_cast<std::size_t>(at)].cites)
        addChain(sources, *sources[static_cast<std::size_t>(at)].cites, depth + 1, isShown, lines);
}

} // namespace

QString calloutText(const incident::Incident &incident, const incident::Vocabulary &vocabulary)
{
    const QString date =
        incident.when.text.isEmpty() ? incident::whenText(incident.when) : incident.when.text;
    const QString place =
        incident.where.place.isEmpty() ? QStringLiteral("place not known") : incident.where.place;
    const incident::Range killed = incident::tollOf(incident).killed;
    const QString killedWords = killed.isUnknown()
                                    ? QStringLiteral("number of killed not known")
                                    : QStringLiteral("%1 killed").arg(incident::rangeText(killed));
    QString attribution = QStringLiteral("none");
    if (const incident::Involvement *actor = leadingPerpetrator(incident)) {
        attribution = incident::words(actor->attribution);
        if (!actor->attributedBy.isEmpty())
            attribution += QStringLiteral(" by %1").arg(actor->attributedBy);
    }
    const int origins = incident::originsOf(incident);
    return QStringLiteral("%1, %2, %3 (%4). Reported: %5. Attribution: %6. %7 %8, %9.")
        .arg(vocabulary.typeLabel(incident.eventType), date, place, incident::words(incident.where.precision),
             killedWords, attribution, QString::number(origins),
             origins == 1 ? QStringLiteral("origin") : QStringLiteral("origins"),
             incident::words(incident.verification));
}

QString outletsText(const incident::Incident &incident)
{
    const std::size_t outlets = incident.sources.size();
    const int origins = incident::originsOf(incident);
    return QStringLiteral("%1 %2, %3 %4")
        .arg(outlets)
        .arg(outlets == 1 ? QStringLiteral("outlet") : QStringLiteral("outlets"))
        .arg(origins)
        .arg(origins == 1 ? QStringLiteral("origin") : QStringLiteral("origins"));
}

QString gradeText(const incident::SourceUse &source)
{
    if (source.reliability.isEmpty() && source.credibility.isEmpty())
        return QStringLiteral("not graded");
    return (source.reliability.isEmpty() ? QStringLiteral("-") : source.reliability) +
           (source.credibility.isEmpty() ? QStringLiteral("-") : source.credibility);
}

QString sourceName(const incident::Incident &incident, std::optional<int> position)
{
    if (!position || *position < 0 || *position >= static_cast<int>(incident.sources.size()))
        return {};
    const incident::SourceUse &source = incident.sources[static_cast<std::size_t>(*position)];
    return source.publisher.isEmpty() ? QStringLiteral("source %1").arg(*position + 1) : source.publisher;
}

std::vector<ChainLine> chainLines(const std::vector<incident::SourceUse> &sources)
{
    std::vector<bool> isCited(sources.size());
    for (const incident::SourceUse &source : sources) {
        if (source.cites && *source.cites >= 0 && *source.cites < static_cast<int>(sources.size()))
            isCited[static_cast<std::size_t>(*source.cites)] = true;
    }
    std::vector<bool> isShown(sources.size());
    std::vector<ChainLine> lines;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (!isCited[i])
            addChain(sources, static_cast<int>(i), 0, isShown, lines);
    }
    for (std::size_t i = 0; i < sources.size(); ++i) { // a circle has no beginning
        if (!isShown[i])
            addChain(sources, static_cast<int>(i), 0, isShown, lines);
    }
    return lines;
}

QString distanceText(double metres)
{
    if (metres < 1000)
        return QStringLiteral("%1 m").arg(qRound(metres));
    return QStringLiteral("%1 km").arg(metres / 1000, 0, 'f', metres < 10000 ? 1 : 0);
}

QString borderDistanceText(const incident::Where &where)
{
    if (!where.borderDistanceM)
        return {};
    const double distanceM = *where.borderDistanceM;
    const double radiusM = where.radiusM.value_or(0);
    if (radiusM <= distanceM)
        return QStringLiteral("about %1").arg(distanceText(distanceM));
    return QStringLiteral("0 to %1").arg(distanceText(distanceM + radiusM));
}

QString quantityText(const incident::Item &item)
{
    QString number;
    if (item.low && item.high && *item.low != *item.high)
        number = QStringLiteral("%1-%2").arg(numberText(*item.low), numberText(*item.high));
    else if (item.best)
        number = numberText(*item.best);
    else if (item.low)
        number = item.high ? numberText(*item.low) : QStringLiteral("at least %1").arg(numberText(*item.low));
    else if (item.high)
        number = QStringLiteral("up to %1").arg(numberText(*item.high));
    else
        return QStringLiteral("-");
    return item.unit.isEmpty() ? number : QStringLiteral("%1 %2").arg(number, item.unit);
}

QString fieldWords(const QString &field)
{
    return QString(field).replace(u'_', u' ');
}

QString unitText(const incident::Where &where)
{
    QStringList parts;
    if (!where.admin1Code.isEmpty() || !where.admin1.isEmpty())
        parts << QStringLiteral("%1 %2")
                     .arg(where.admin1, where.admin1Code.isEmpty()
                                            ? QString()
                                            : QStringLiteral("(%1)").arg(where.admin1Code))
                     .trimmed();
    if (!where.admin2.isEmpty())
        parts.prepend(where.admin2);
    if (!where.country.isEmpty())
        parts << where.country;
    if (parts.isEmpty())
        return {};
    QString text = parts.join(QStringLiteral(", "));
    text += QStringLiteral(" - %1").arg(incident::words(where.adminBasis));
    if (!where.adminCertain)
        text += QStringLiteral(", not certain");
    return text;
}

QString precisionText(const incident::Where &where)
{
    QString text = incident::words(where.precision);
    if (where.radiusM)
        text += QStringLiteral(", within %1").arg(distanceText(*where.radiusM));
    return text;
}

QString movementEndText(const incident::MovementEnd &end)
{
    if (!end.text.isEmpty())
        return end.unitCode.isEmpty() ? end.text : QStringLiteral("%1 (%2)").arg(end.text, end.unitCode);
    if (!end.unitCode.isEmpty())
        return end.unitCode;
    if (end.point)
        return geo::coordinateText(*end.point, geo::CoordinateForm::DecimalDegrees);
    return QStringLiteral("not known");
}

} // namespace marz::ui
