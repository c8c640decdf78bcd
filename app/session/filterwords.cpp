#include "base/error.h"
#include "base/fold.h"
#include "session/commands.h"
#include "session/geodata.h"

#include <QDateTime>

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
    if (code.size() != 3)
        refuse(option, value, QStringLiteral("an ISO 3166-1 alpha-3 code such as TJK is needed."));
    return code;
}

QString instantOf(const QString &option, const QString &value)
{
    if (value.size() == 10)
        return QDateTime(dayOf(option, value), QTime(0, 0), Qt::UTC).toString(Qt::ISODateWithMs);
    const QDateTime instant = QDateTime::fromString(value, Qt::ISODateWithMs);
    if (!instant.isValid())
        refuse(option, value, QStringLiteral("write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ."));
    return instant.toUTC().toString(Qt::ISODateWithMs);
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

QString gradeOf(const QString &value)
{
    const QString grade = value.toUpper();
    const bool isGrade =
        grade.size() == 2 && grade[0] >= u'A' && grade[0] <= u'F' && grade[1] >= u'1' && grade[1] <= u'6';
    if (!isGrade)
        refuse(QStringLiteral("source-grade"), value,
               QStringLiteral("a letter A-F and a figure 1-6, such as B2, are needed."));
    return grade;
}

void checkTypes(const QString &option, const QStringList &codes)
{
    const incident::Vocabulary &vocabulary = incident::Vocabulary::shipped();
    for (const QString &code : codes) {
        const bool isKnown = option == QLatin1String("family") ? vocabulary.family(code) != nullptr
                                                               : vocabulary.type(code) != nullptr;
        if (isKnown)
            continue;
        QStringList known;
        if (option == QLatin1String("family")) {
            for (const incident::Family &family : vocabulary.families())
                known << family.code;
        } else {
            for (const incident::EventType &type : vocabulary.types())
                known << type.code;
        }
        refuse(option, code, QStringLiteral("none of %1.").arg(known.join(QStringLiteral(", "))));
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
    if (box.isEmpty())
        refuse(option, value, QStringLiteral("west must be less than east, and south less than north."));
    return box;
}

int epsgOf(const QString &value)
{
    bool ok = false;
    const QString digits =
        value.startsWith(QLatin1String("EPSG:"), Qt::CaseInsensitive) ? value.mid(5) : value;
    const int code = digits.toInt(&ok);
    if (!ok || code <= 0)
        refuse(QStringLiteral("crs"), value, QStringLiteral("write EPSG:N, such as EPSG:32642."));
    return code;
}

incident::Filter filterFromWords(const QMap<QString, QStringList> &words, const QStringList &flags)
{
    incident::Filter filter;
    const auto last = [&words](const char *name) { return words.value(QLatin1String(name)).value(0); };
    const auto has = [&words](const char *name) { return !words.value(QLatin1String(name)).isEmpty(); };
    const auto all = [&words](const char *name) { return words.value(QLatin1String(name)); };

    if (has("from"))
        filter.days.first = dayOf(QStringLiteral("from"), last("from"));
    if (has("to"))
        filter.days.last = dayOf(QStringLiteral("to"), last("to"));
    if (has("from") && has("to") && filter.days.last < filter.days.first)
        refuse(QStringLiteral("to"), last("to"), QStringLiteral("before --from."));
    filter.certainly = flags.contains(QStringLiteral("certainly"));
    filter.undated = flags.contains(QStringLiteral("undated"));
    filter.unlocated = flags.contains(QStringLiteral("unlocated"));
    filter.types = all("type");
    checkTypes(QStringLiteral("type"), filter.types);
    filter.families = all("family");
    checkTypes(QStringLiteral("family"), filter.families);
    filter.workflows = codesOf<incident::Workflow>(QStringLiteral("workflow"), all("workflow"));
    filter.verifications =
        codesOf<incident::Verification>(QStringLiteral("verification"), all("verification"));
    for (const QString &region : all("region"))
        filter.regions.push_back(regionNamed(region));
    for (const QString &country : all("country"))
        filter.countries << countryOf(QStringLiteral("country"), country);
    filter.borderPair = last("border").toUpper();
    if (has("within-border"))
        filter.withinBorderM =
            1000 * numberOf(QStringLiteral("within-border"), last("within-border"), 0, 20'000);
    if (has("border-side"))
        filter.borderSide = countryOf(QStringLiteral("border-side"), last("border-side"));
    if (has("min-killed"))
        filter.minKilled = countOf(QStringLiteral("min-killed"), last("min-killed"));
    if (has("min-injured"))
        filter.minInjured = countOf(QStringLiteral("min-injured"), last("min-injured"));
    if (has("casualty"))
        filter.casualty = casualtyOf(last("casualty"));
    filter.actors = all("actor");
    filter.roles = codesOf<incident::ActorRole>(QStringLiteral("role"), all("role"));
    if (has("source-grade"))
        filter.sourceGrade = gradeOf(last("source-grade"));
    if (has("precision"))
        filter.precision =
            codesOf<incident::PlacePrecision>(QStringLiteral("precision"), {last("precision")}).front();
    if (has("bbox"))
        filter.box = boxOf(QStringLiteral("bbox"), last("bbox"));
    filter.text = last("text");
    filter.tags = all("tag");
    filter.series = all("series");
    for (const QString &batch : all("batch"))
        filter.batches.push_back(countOf(QStringLiteral("batch"), batch));
    if (has("changed-since"))
        filter.changedSince = instantOf(QStringLiteral("changed-since"), last("changed-since"));
    if (has("reported-from"))
        filter.reported.first = dayOf(QStringLiteral("reported-from"), last("reported-from"));
    if (has("reported-to"))
        filter.reported.last = dayOf(QStringLiteral("reported-to"), last("reported-to"));
    if (has("as-known-on"))
        filter.asKnownOn = instantOf(QStringLiteral("as-known-on"), last("as-known-on"));
    return filter;
}

} // namespace marz::session
