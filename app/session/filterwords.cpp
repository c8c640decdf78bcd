#include "base/error.h"
#include "geo/crs.h"
#include "incident/matchrecord.h"
#include "io/countries.h"
#include "session/commands.h"
#include "session/geodata.h"

#include <QDateTime>
#include <QRegularExpression>

/// FILTER words of the command line to incident::Filter; see docs/cli.md.
namespace marz::session {

namespace {

[[noreturn]] void refuse(const QString &option, const QString &value, const QString &why)
{
    throw base::Error(base::ErrorKind::Invalid, QStringLiteral("--%1 %2: %3").arg(option, value, why));
}

QDate dayOf(const QString &option, const QString &value)
{
    const QDate day = QDate::fromString(value, Qt::ISODate);
    if (!day.isValid() || value.size() != 10)
        refuse(option, value, QStringLiteral("this day does not exist; write YYYY-MM-DD."));
    return day;
}

template <typename E>
std::vector<E> codesOf(const QString &option, const QStringList &values)
{
    std::vector<E> codes;
    for (const QString &value : values) {
        const std::optional<E> code = incident::fromCode<E>(value);
        if (!code) {
            QStringList known;
            for (const incident::CodeEntry<E> &entry : incident::codeList<E>())
                known << QLatin1String(entry.code);
            refuse(option, value, QStringLiteral("none of %1.").arg(known.join(QStringLiteral(", "))));
        }
        codes.push_back(*code);
    }
    return codes;
}

double numberOf(const QString &option, const QString &value, double low, double high)
{
    bool ok = false;
    const double number = value.toDouble(&ok);
    if (!ok || !(number >= low && number <= high))
        refuse(option, value, QStringLiteral("a number from %1 to %2 is needed.").arg(low).arg(high));
    return number;
}

qint64 countOf(const QString &option, const QString &value)
{
    bool ok = false;
    const qint64 count = value.toLongLong(&ok);
    if (!ok || count < 0)
        refuse(option, value, QStringLiteral("a whole number from 0 up is needed."));
    return count;
}

QString countryOf(const QString &option, const QString &value)
{
    const QString code = value.toUpper();
    const bool isKnown = io::alpha3Of(code) == code || sharedGeodata()->boundaries.country(code);
    if (!isKnown)
        refuse(option, value, QStringLiteral("an ISO 3166-1 alpha-3 code such as TJK is needed."));
    return code;
}

/// The pair as records and boundaries write it: in the order of the alphabet.
QString borderPairOf(const QString &option, const QString &value)
{
    QStringList pair = value.split(u'-');
    if (pair.size() != 2)
        refuse(option, value, QStringLiteral("two countries such as AFG-TJK are needed."));
    for (QString &country : pair)
        country = countryOf(option, country);
    if (pair[0] == pair[1])
        refuse(option, value, QStringLiteral("two different countries are needed."));
    pair.sort();
    return pair.join(u'-');
}

/// Which end of a day stands for it.
enum class DayEnd { First, Last };

/// A day, of which the first or the last millisecond in UTC is meant, or an instant with its zone.
QString instantOf(const QString &option, const QString &value, DayEnd end)
{
    if (value.size() == 10) {
        const QTime time = end == DayEnd::First ? QTime(0, 0) : QTime(23, 59, 59, 999);
        return QDateTime(dayOf(option, value), time, Qt::UTC).toString(Qt::ISODateWithMs);
    }
    static const QRegularExpression zone(QStringLiteral("T.*(Z|[+-]\\d{2}:?\\d{2})$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QDateTime instant = QDateTime::fromString(value, Qt::ISODateWithMs);
    if (!instant.isValid() || !zone.match(value).hasMatch())
        refuse(option, value,
               QStringLiteral("write YYYY-MM-DD, or an instant with its zone, YYYY-MM-DDTHH:MM:SSZ."));
    return instant.toUTC().toString(Qt::ISODateWithMs);
}

void checkOrder(const incident::DayRange &days, const QString &last, const QString &first)
{
    if (days.first.isValid() && days.last.isValid() && days.last < days.first)
        refuse(last, days.last.toString(Qt::ISODate), QStringLiteral("before --%1.").arg(first));
}

incident::CasualtyChoice casualtyOf(const QString &value)
{
    const QString option = QStringLiteral("casualty");
    const QStringList parts = value.split(u':');
    if (parts.size() > 3)
        refuse(option, value, QStringLiteral("write NAT, NAT:outcome or NAT:outcome:side."));
    incident::CasualtyChoice choice;
    choice.nationality = countryOf(option, parts[0]);
    if (parts.size() > 1 && !parts[1].isEmpty())
        choice.outcome = codesOf<incident::Outcome>(option, {parts[1]}).front();
    if (parts.size() > 2 && !parts[2].isEmpty())
        choice.side = codesOf<incident::Side>(option, {parts[2]}).front();
    return choice;
}

QString gradeOf(const QString &option, const QString &value)
{
    const std::optional<incident::SourceGrade> grade = incident::sourceGradeOf(value);
    if (!grade)
        refuse(option, value, QStringLiteral("a letter A-F, a figure 1-6 or both, such as B2, are needed."));
    return grade->reliability + grade->credibility;
}

/// Every one of @p codes is the code of one of @p entries, types or families.
template <typename Entry>
void checkCodes(const char *option, const QStringList &codes, const std::vector<Entry> &entries)
{
    QStringList known;
    for (const Entry &entry : entries)
        known << entry.code;
    for (const QString &code : codes) {
        if (!known.contains(code))
            // Ambiguous: wrong usage, though only the open store could tell.
            throw base::Error(base::ErrorKind::Ambiguous,
                              QStringLiteral("--%1 %2: none of %3.")
                                  .arg(QLatin1String(option), code, known.join(QStringLiteral(", "))));
    }
}

} // namespace

incident::RegionChoice regionNamed(const QString &name)
{
    const Geodata &geodata = *sharedGeodata();
    const std::vector<const places::Unit *> units = geodata.boundaries.unitsNamed(name);
    if (units.size() == 1)
        return {units[0]->code, {}, units[0]->country, units[0]->name};
    if (units.size() > 1) {
        QStringList choices;
        for (const places::Unit *unit : units)
            choices << QStringLiteral("%1 (%2, %3)").arg(unit->code, unit->name, unit->country);
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("'%1' may be %2.").arg(name, choices.join(QStringLiteral(" or "))),
                          QStringLiteral("Give the code."));
    }
    std::vector<const places::Place *> districts;
    for (const places::PlaceMatch &match : geodata.gazetteer.find(name, 20)) {
        if (match.place->kind == QLatin1String("district") && match.score >= 0.8)
            districts.push_back(match.place);
    }
    if (districts.size() == 1)
        return {districts[0]->admin1Code, districts[0]->name, districts[0]->country, districts[0]->name};
    if (districts.size() > 1) {
        QStringList choices;
        for (const places::Place *district : districts)
            choices << QStringLiteral("%1 in %2").arg(district->name, district->admin1Code);
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("'%1' may be %2.").arg(name, choices.join(QStringLiteral(" or "))),
                          QStringLiteral("Write the name more fully."));
    }
    throw base::Error(base::ErrorKind::Invalid, QStringLiteral("No region is called '%1'.").arg(name),
                      QStringLiteral("Use an ISO 3166-2 code such as TJ-KT, or ask `marz where NAME`."));
}

geo::GeoBox boxOf(const QString &option, const QString &value)
{
    const QStringList parts = value.split(u',');
    if (parts.size() != 4)
        refuse(option, value, QStringLiteral("four numbers W,S,E,N in degrees are needed."));
    const geo::GeoBox box{numberOf(option, parts[0], -180, 180), numberOf(option, parts[1], -90, 90),
                          numberOf(option, parts[2], -180, 180), numberOf(option, parts[3], -90, 90)};
    constexpr double leastDeg = 0.0001; // some ten metres: nothing that Marz shows is more accurate
    if (box.isEmpty() || box.east - box.west < leastDeg || box.north - box.south < leastDeg)
        refuse(
            option, value,
            QStringLiteral("west must be less than east, and south less than north, by %1 degrees or more.")
                .arg(leastDeg));
    return box;
}

QString crsWord(const QString &value)
{
    const QString word = value.trimmed().toLower();
    if (word == QLatin1String("utm") || word == QLatin1String("equal-area") ||
        word == QLatin1String("conformal"))
        return word;
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (isNumber)
        return geo::Crs::fromEpsg(number).code();
    if (!word.contains(u':'))
        refuse(QStringLiteral("crs"), value,
               QStringLiteral("write EPSG:N, such as EPSG:32642, or utm, equal-area or conformal."));
    return geo::Crs::fromCode(word).code();
}

QString epsgWord(const QString &option, const QString &value)
{
    static const QRegularExpression form(QStringLiteral("^(?:EPSG:)?([0-9]{1,6})$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(value.trimmed());
    if (!match.hasMatch())
        refuse(option, value, QStringLiteral("write EPSG:N, such as EPSG:32642."));
    return QStringLiteral("EPSG:%1").arg(match.captured(1));
}

geo::Crs crsOf(const QString &word, const geo::GeoBox &frame)
{
    const geo::LonLat centre{(frame.west + frame.east) / 2, (frame.south + frame.north) / 2};
    if (word.isEmpty())
        return geo::Crs::webMercator();
    if (word == QLatin1String("utm"))
        return geo::Crs::utmAt(centre);
    if (word == QLatin1String("equal-area"))
        return geo::Crs::equalAreaAt(centre);
    if (word == QLatin1String("conformal"))
        return geo::Crs::conformalAt(centre);
    return geo::Crs::fromCode(word);
}

void checkVocabulary(const incident::Filter &filter, const incident::Vocabulary &vocabulary)
{
    checkCodes("type", filter.types, vocabulary.types());
    checkCodes("family", filter.families, vocabulary.families());
}

incident::Filter filterFromWords(const QMap<QString, QStringList> &words, const QStringList &flags)
{
    incident::Filter filter;
    const auto has = [&words](const char *name) { return !words.value(QLatin1String(name)).isEmpty(); };
    const auto all = [&words](const char *name) { return words.value(QLatin1String(name)); };
    // The value of an option that takes one: a second one is refused, never dropped.
    const auto one = [&all](const char *name) {
        const QStringList values = all(name);
        if (values.size() > 1)
            refuse(QLatin1String(name), values.join(QLatin1String(" and ")),
                   QStringLiteral("give one value only."));
        return values.value(0);
    };

    if (has("from"))
        filter.days.first = dayOf(QStringLiteral("from"), one("from"));
    if (has("to"))
        filter.days.last = dayOf(QStringLiteral("to"), one("to"));
    checkOrder(filter.days, QStringLiteral("to"), QStringLiteral("from"));
    filter.certainly = flags.contains(QStringLiteral("certainly"));
    filter.undated = flags.contains(QStringLiteral("undated"));
    filter.unlocated = flags.contains(QStringLiteral("unlocated"));
    filter.types = all("type");
    filter.families = all("family");
    filter.workflows = codesOf<incident::Workflow>(QStringLiteral("workflow"), all("workflow"));
    filter.verifications =
        codesOf<incident::Verification>(QStringLiteral("verification"), all("verification"));
    for (const QString &region : all("region"))
        filter.regions.push_back(regionNamed(region));
    for (const QString &country : all("country"))
        filter.countries << countryOf(QStringLiteral("country"), country);
    if (has("border"))
        filter.borderPair = borderPairOf(QStringLiteral("border"), one("border"));
    if (has("within-border"))
        filter.withinBorderM =
            1000 * numberOf(QStringLiteral("within-border"), one("within-border"), 0, 20'000);
    if (has("border-side"))
        filter.borderSide = countryOf(QStringLiteral("border-side"), one("border-side"));
    if (has("min-killed"))
        filter.minKilled = countOf(QStringLiteral("min-killed"), one("min-killed"));
    if (has("min-injured"))
        filter.minInjured = countOf(QStringLiteral("min-injured"), one("min-injured"));
    if (has("casualty"))
        filter.casualty = casualtyOf(one("casualty"));
    filter.actors = all("actor");
    filter.roles = codesOf<incident::ActorRole>(QStringLiteral("role"), all("role"));
    if (has("source-grade"))
        filter.sourceGrade = gradeOf(QStringLiteral("source-grade"), one("source-grade"));
    if (has("precision"))
        filter.precision =
            codesOf<incident::PlacePrecision>(QStringLiteral("precision"), {one("precision")}).front();
    if (has("bbox"))
        filter.box = boxOf(QStringLiteral("bbox"), one("bbox"));
    filter.text = one("text");
    filter.tags = all("tag");
    filter.series = all("series");
    for (const QString &batch : all("batch"))
        filter.batches.push_back(countOf(QStringLiteral("batch"), batch));
    if (has("changed-since"))
        filter.changedSince = instantOf(QStringLiteral("changed-since"), one("changed-since"), DayEnd::First);
    if (has("reported-from"))
        filter.reported.first = dayOf(QStringLiteral("reported-from"), one("reported-from"));
    if (has("reported-to"))
        filter.reported.last = dayOf(QStringLiteral("reported-to"), one("reported-to"));
    checkOrder(filter.reported, QStringLiteral("reported-to"), QStringLiteral("reported-from"));
    if (has("as-known-on"))
        filter.asKnownOn = instantOf(QStringLiteral("as-known-on"), one("as-known-on"), DayEnd::Last);
    return filter;
}

} // namespace marz::session
