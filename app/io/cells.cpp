#include "io/cells.h"

#include "geo/coordinatetext.h"

#include <QHash>
#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace marz::io {

using incident::PlacePrecision;
using incident::Range;
using incident::TimePrecision;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// A whole number, with commas, blanks or apostrophes between thousands; empty when it is none.
std::optional<qint64> wholeNumber(QString text)
{
    static const QRegularExpression grouped(QStringLiteral("^\\d{1,3}([,\\s'’\\x{00A0}\\x{202F}]\\d{3})+$"));
    static const QRegularExpression zeroFraction(QStringLiteral("^(\\d+)[.,]0{1,2}$"));
    text = text.trimmed();
    if (grouped.match(text).hasMatch())
        text.remove(QRegularExpression(QStringLiteral("\\D")));
    else if (const auto match = zeroFraction.match(text); match.hasMatch())
        text = match.captured(1);
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return ok && number >= 0 ? std::optional(number) : std::nullopt;
}

Range exactly(qint64 number)
{
    return {number, number, number};
}

} // namespace

QString bareName(const QString &text)
{
    QString out;
    for (const QChar c : text.toCaseFolded()) {
        if (c.isLetterOrNumber())
            out.append(c);
    }
    return out;
}

std::optional<Range> readCount(const QString &raw, QString *reason)
{
    static const QStringList unknown = {QStringLiteral("unknown"),   QStringLiteral("n/a"),
                                        QStringLiteral("na"),        QStringLiteral("none stated"),
                                        QStringLiteral("not known"), QStringLiteral("null"),
                                        QStringLiteral("-"),         QStringLiteral("–"),
                                        QStringLiteral("?"),         QStringLiteral("nan")};
    const QString text = raw.simplified();
    if (text.isEmpty() || unknown.contains(text.toCaseFolded()))
        return Range{};
    if (const auto number = wholeNumber(text))
        return exactly(*number);
    if (text.startsWith(u'-') && wholeNumber(text.mid(1))) {
        *reason = QStringLiteral("a count is never negative; leave the cell empty where it is not known");
        return std::nullopt;
    }
    static const QRegularExpression span(
        QStringLiteral("^(\\d[\\d,' ]*?)\\s*(?:-|–|—|\\bto\\b)\\s*(\\d[\\d,' ]*)$"));
    static const QRegularExpression atLeast(
        QStringLiteral("^(?:(?:at least|min\\.?|minimum|>=|≥)\\s*(\\d[\\d,']*)|(\\d[\\d,']*)\\s*\\+)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression about(
        QStringLiteral("^(?:about|around|approx\\.?|ca\\.?|~|≈)\\s*(\\d[\\d,']*)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression atMost(
        QStringLiteral("^(?:up to|at most|max\\.?|<=|≤)\\s*(\\d[\\d,']*)$"),
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = span.match(text); match.hasMatch()) {
        const auto low = wholeNumber(match.captured(1));
        const auto high = wholeNumber(match.captured(2));
        if (low && high && *low <= *high)
            return Range{low, std::nullopt, high};
        *reason = QStringLiteral("the range does not rise");
        return std::nullopt;
    }
    if (const auto match = atLeast.match(text); match.hasMatch())
        return Range{wholeNumber(match.captured(1) + match.captured(2)), std::nullopt, std::nullopt};
    if (const auto match = about.match(text); match.hasMatch())
        return Range{std::nullopt, wholeNumber(match.captured(1)), std::nullopt};
    if (const auto match = atMost.match(text); match.hasMatch())
        return Range{std::nullopt, std::nullopt, wholeNumber(match.captured(1))};
    bool isNumber = false;
    text.toDouble(&isNumber);
    *reason = isNumber ? QStringLiteral("a count is a whole number")
                       : QStringLiteral("it is not a count; write 5, 4-6 or leave it empty");
    return std::nullopt;
}

double readDegrees(const QString &raw)
{
    bool ok = false;
    const double plain = raw.toDouble(&ok);
    if (ok)
        return plain;
    static const QRegularExpression form(
        QStringLiteral("^([NSEWnsew])?\\s*([-+]?\\d+(?:[.,]\\d+)?)\\s*°?\\s*([NSEWnsew])?$"));
    const QRegularExpressionMatch match = form.match(raw.simplified());
    if (!match.hasMatch() || (match.capturedLength(1) > 0 && match.capturedLength(3) > 0))
        return notANumber;
    const double value = match.captured(2).replace(u',', u'.').toDouble();
    const QString letter = (match.captured(1) + match.captured(3)).toUpper();
    return letter == QLatin1String("S") || letter == QLatin1String("W") ? -value : value;
}

std::optional<geo::LonLat> readPair(const QString &raw)
{
    static const QRegularExpression wkt(
        QStringLiteral("^POINT\\s*(?:Z|M|ZM)?\\s*\\(\\s*(\\S+)\\s+([^\\s)]+)[^)]*\\)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression pair(QStringLiteral(
        "^[(\\[]?\\s*([-+]?\\d+(?:\\.\\d+)?)\\s*[,;\\s]\\s*([-+]?\\d+(?:\\.\\d+)?)\\s*[)\\]]?$"));
    const QString text = raw.simplified();
    if (const auto match = wkt.match(text); match.hasMatch())
        return geo::LonLat{readDegrees(match.captured(1)), readDegrees(match.captured(2))};
    if (const auto match = pair.match(text); match.hasMatch())
        return geo::LonLat{match.captured(2).toDouble(), match.captured(1).toDouble()};
    if (const auto parsed = geo::parseCoordinate(text))
        return parsed->position;
    return std::nullopt;
}

std::optional<PlaceDetail> readPlaceDetail(const QString &raw, const QString &column)
{
    using P = PlacePrecision;
    const QString text = raw.simplified().toCaseFolded();
    if (const auto own = incident::fromCode<P>(text))
        return PlaceDetail{*own, incident::shippedRadiusM(*own)};
    bool isNumber = false;
    const int figure = text.toInt(&isNumber);
    if (isNumber) {
        // docs/exchange-formats: "Precision alignment"; index = the dataset's own figure.
        static const QHash<QString, QList<P>> figures = {
            {QStringLiteral("geoprecision"), {P::Unknown, P::Exact, P::Near, P::Province}},
            {QStringLiteral("whereprec"),
             {P::Unknown, P::Exact, P::Near, P::District, P::Province, P::Province, P::Country, P::Unknown}},
            {QStringLiteral("specificity"),
             {P::Unknown, P::Exact, P::District, P::District, P::Province, P::Unknown}},
        };
        const QList<P> list = figures.value(bareName(column));
        if (figure < 1 || figure >= list.size())
            return std::nullopt;
        return PlaceDetail{list[figure], incident::shippedRadiusM(list[figure])};
    }
    static const QRegularExpression within(QStringLiteral("within[\\s_]*(\\d+(?:\\.\\d+)?)[\\s_]*(km|m)\\b"));
    if (const auto match = within.match(text); match.hasMatch()) {
        const double radius =
            match.captured(1).toDouble() * (match.captured(2) == QLatin1String("km") ? 1000 : 1);
        for (const P precision : {P::Exact, P::Near, P::District, P::Province}) {
            if (radius > 0 && radius <= incident::shippedRadiusM(precision).value_or(0))
                return PlaceDetail{precision, radius};
        }
        return PlaceDetail{P::Country, std::nullopt};
    }
    static const QHash<QString, P> words = {
        {QStringLiteral("knownexactly"), P::Exact}, {QStringLiteral("site"), P::Exact},
        {QStringLiteral("gps"), P::Exact},          {QStringLiteral("village"), P::Near},
        {QStringLiteral("town"), P::Near},          {QStringLiteral("city"), P::Near},
        {QStringLiteral("settlement"), P::Near},    {QStringLiteral("approximate"), P::Near},
        {QStringLiteral("admin2"), P::District},    {QStringLiteral("adm2"), P::District},
        {QStringLiteral("admin1"), P::Province},    {QStringLiteral("adm1"), P::Province},
        {QStringLiteral("region"), P::Province},    {QStringLiteral("national"), P::Country},
        {QStringLiteral("notknown"), P::Unknown},
    };
    const auto found = words.constFind(bareName(text));
    if (found == words.constEnd())
        return std::nullopt;
    return PlaceDetail{*found, incident::shippedRadiusM(*found)};
}

std::optional<TimePrecision> readTimePrecision(const QString &raw, const QString &column)
{
    using T = TimePrecision;
    const QString text = raw.simplified().toCaseFolded();
    if (const auto own = incident::fromCode<T>(text))
        return own;
    static const QStringList parts = {QStringLiteral("night"), QStringLiteral("morning"),
                                      QStringLiteral("afternoon"), QStringLiteral("evening")};
    if (parts.contains(text))
        return T::PartOfDay;
    bool isNumber = false;
    const int figure = text.toInt(&isNumber);
    const QList<T> list = bareName(column) == QLatin1String("dateprec")
                              ? QList<T>{T::Unknown, T::Day, T::Day, T::Week, T::Month, T::Year} // UCDP
                              : QList<T>{T::Unknown, T::Day, T::Week, T::Month};                 // ACLED
    if (!isNumber || figure < 1 || figure >= list.size())
        return std::nullopt;
    return list[figure];
}

QString readEventType(const QString &raw, const QString &column, const QMap<QString, QString> &own,
                      const incident::Vocabulary &vocabulary)
{
    const auto known = [&](const QString &code) { return vocabulary.type(code) ? code : QString(); };
    if (const auto mapped = own.constFind(raw); mapped != own.constEnd())
        return known(*mapped);
    const QString bare = bareName(raw);
    if (bareName(column) ==
        QLatin1String("typeofviolence")) { // UCDP: 1 state-based, 2 non-state, 3 one-sided
        return known(raw == QLatin1String("3") ? QStringLiteral("armed_assault")
                     : raw == QLatin1String("1") || raw == QLatin1String("2") ? QStringLiteral("armed_clash")
                                                                              : QString());
    }
    for (const incident::EventType &type : vocabulary.types()) {
        if (bareName(type.code) == bare || bareName(type.label) == bare)
            return type.code;
    }
    static const QHash<QString, QString> usual = {
        {QStringLiteral("violenceagainstcivilians"), QStringLiteral("armed_assault")},
        {QStringLiteral("battles"), QStringLiteral("armed_clash")},
        {QStringLiteral("explosionsremoteviolence"), QStringLiteral("explosion")},
        {QStringLiteral("strategicdevelopments"), QStringLiteral("other")},
        {QStringLiteral("suicidebomb"), QStringLiteral("explosion")},
        {QStringLiteral("remoteexplosivelandmineied"), QStringLiteral("mine_erw")},
        {QStringLiteral("shellingartillerymissileattack"), QStringLiteral("shelling")},
        {QStringLiteral("abductionforceddisappearance"), QStringLiteral("abduction")},
        {QStringLiteral("lootingpropertydestruction"), QStringLiteral("raid_robbery")},
        {QStringLiteral("peacefulprotest"), QStringLiteral("protest")},
        {QStringLiteral("protestwithintervention"), QStringLiteral("protest")},
        {QStringLiteral("violentdemonstration"), QStringLiteral("riot")},
        {QStringLiteral("mobviolence"), QStringLiteral("riot")},
        {QStringLiteral("protests"), QStringLiteral("protest")},
        {QStringLiteral("riots"), QStringLiteral("riot")},
        {QStringLiteral("explosiondrone"), QStringLiteral("explosion")},
        {QStringLiteral("borderclash"), QStringLiteral("armed_clash")},
        {QStringLiteral("arrestoperation"), QStringLiteral("security_operation")},
        {QStringLiteral("arrest"), QStringLiteral("detention")},
        {QStringLiteral("arrests"), QStringLiteral("detention")},
        {QStringLiteral("kidnapping"), QStringLiteral("abduction")},
        {QStringLiteral("hostagetakingkidnapping"), QStringLiteral("abduction")},
        {QStringLiteral("infiltration"), QStringLiteral("armed_infiltration")},
        {QStringLiteral("protestunrest"), QStringLiteral("protest")},
        {QStringLiteral("smuggling"), QStringLiteral("smuggling_interdiction")},
        {QStringLiteral("assassination"), QStringLiteral("targeted_killing")},
        {QStringLiteral("bombingexplosion"), QStringLiteral("explosion")},
        {QStringLiteral("armedattack"), QStringLiteral("armed_assault")},
        {QStringLiteral("airdronestrike"), QStringLiteral("drone_attack")},
        {QStringLiteral("landmine"), QStringLiteral("mine_erw")},
        {QStringLiteral("mine"), QStringLiteral("mine_erw")},
        {QStringLiteral("robbery"), QStringLiteral("raid_robbery")},
        {QStringLiteral("landslide"), QStringLiteral("natural_hazard")},
        {QStringLiteral("mudslide"), QStringLiteral("natural_hazard")},
        {QStringLiteral("flood"), QStringLiteral("natural_hazard")},
        {QStringLiteral("earthquake"), QStringLiteral("natural_hazard")},
        {QStringLiteral("avalanche"), QStringLiteral("natural_hazard")},
    };
    if (const QString code = known(usual.value(bare)); !code.isEmpty())
        return code;
    for (const incident::EventType &type : vocabulary.types()) {
        if (!type.acled.isEmpty() && bareName(type.acled) == bare)
            return type.code;
    }
    return {};
}

} // namespace marz::io
