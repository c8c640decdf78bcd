#include "places/gazetteer.h"

#include "base/csv.h"
#include "base/error.h"
#include "base/fold.h"
#include "geo/geodesic.h"
#include "places/nameindex.h"
#include "places/piecetree.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace marz::places {

namespace {

const std::array<const char *, 11> columnNames{
    "id", "name", "kind", "lon", "lat", "radius_m", "country", "admin1_code", "admin2", "aliases", "source"};
enum Column { Id, Name, Kind, Lon, Lat, RadiusM, CountryCode, Admin1Code, Admin2, Aliases, Source };

[[noreturn]] void refuse(std::size_t row, const QString &why)
{
    throw base::Error(base::ErrorKind::Invalid,
                      QStringLiteral("Row %1 of the gazetteer: %2").arg(row).arg(why),
                      QStringLiteral("Correct the row in gazetteer.csv."));
}

double number(const QString &text, const char *column, std::size_t row)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        refuse(row, QStringLiteral("%1 is '%2', not a number.").arg(QLatin1String(column), text));
    return value;
}

/// Where each column stands in the file.
std::array<qsizetype, columnNames.size()> positions(const QStringList &header)
{
    std::array<qsizetype, columnNames.size()> at{};
    for (std::size_t i = 0; i < columnNames.size(); ++i) {
        at[i] = header.indexOf(QLatin1String(columnNames[i]));
        if (at[i] < 0)
            refuse(1, QStringLiteral("the column %1 is missing.").arg(QLatin1String(columnNames[i])));
    }
    return at;
}

Place placeOf(const QStringList &cells, const std::array<qsizetype, columnNames.size()> &at, std::size_t row)
{
    const auto cell = [&](Column column) { return cells.value(at[column]).trimmed(); };
    Place place;
    place.id = cell(Id);
    place.name = cell(Name);
    place.kind = cell(Kind);
    if (place.id.isEmpty() || place.name.isEmpty() || place.kind.isEmpty())
        refuse(row, QStringLiteral("id, name or kind is empty."));
    place.position = {number(cell(Lon), "lon", row), number(cell(Lat), "lat", row)};
    if (!geo::isValid(place.position))
        refuse(row, QStringLiteral("%1 %2 is no longitude and latitude.").arg(cell(Lon), cell(Lat)));
    place.radiusM = cell(RadiusM).isEmpty() ? 0 : number(cell(RadiusM), "radius_m", row);
    if (place.radiusM < 0)
        refuse(row, QStringLiteral("radius_m is negative."));
    place.country = cell(CountryCode);
    place.admin1Code = cell(Admin1Code);
    place.admin2 = cell(Admin2);
    for (const QString &alias : cell(Aliases).split(u'|', Qt::SkipEmptyParts)) {
        if (!alias.trimmed().isEmpty())
            place.aliases.append(alias.trimmed());
    }
    place.source = cell(Source);
    return place;
}

/// What a reader means first by a bare name: towns, small places, districts, landscapes and provinces,
/// countries. An alias counts less than a name, but a town by its alias more than anything else by its name.
int rankOf(const QString &kind, bool byAlias)
{
    static const QHash<QString, int> ranks{
        {QStringLiteral("town"), 0},        {QStringLiteral("village"), 1},  {QStringLiteral("crossing"), 1},
        {QStringLiteral("border_post"), 1}, {QStringLiteral("bridge"), 1},   {QStringLiteral("site"), 1},
        {QStringLiteral("district"), 2},    {QStringLiteral("province"), 3}, {QStringLiteral("country"), 4}};
    const int rank = ranks.value(kind, 3);
    return rank + (byAlias && rank > 0 ? 5 : 0);
}

/// Words that name a kind: "Vanj district", "ноҳияи Ванҷ".
struct KindWord {
    const char *word;
    const char *kind;
};
constexpr std::array kindWords{
    KindWord{"district", "district"}, KindWord{"nohiya", "district"},  KindWord{"nohiyai", "district"},
    KindWord{"ноҳияи", "district"},   KindWord{"район", "district"},   KindWord{"rayon", "district"},
    KindWord{"raion", "district"},    KindWord{"ناحیه", "district"},   KindWord{"ولسوالی", "district"},
    KindWord{"province", "province"}, KindWord{"region", "province"},  KindWord{"oblast", "province"},
    KindWord{"viloyati", "province"}, KindWord{"вилояти", "province"}, KindWord{"область", "province"},
    KindWord{"ولایت", "province"},    KindWord{"town", "town"},        KindWord{"city", "town"},
    KindWord{"шаҳри", "town"},        KindWord{"город", "town"},       KindWord{"شهر", "town"},
    KindWord{"village", "village"},   KindWord{"деҳаи", "village"},    KindWord{"село", "village"},
    KindWord{"кишлак", "village"},    KindWord{"қишлоқи", "village"}};

struct Stripped {
    QString name;
    QString kind; ///< empty = no word named a kind
};

Stripped withoutKindWord(const QString &text)
{
    static const QHash<QString, QString> kinds = [] {
        QHash<QString, QString> folded;
        for (const KindWord &entry : kindWords)
            folded.insert(base::folded(QString::fromUtf8(entry.word)).trimmed(), QLatin1String(entry.kind));
        return folded;
    }();
    Stripped out;
    QStringList kept;
    for (const QString &word : base::folded(text).split(u' ', Qt::SkipEmptyParts)) {
        const auto kind = kinds.find(word);
        if (kind != kinds.end() && out.kind.isEmpty())
            out.kind = *kind;
        else
            kept.append(word);
    }
    out.name = kept.join(u' ');
    return out;
}

} // namespace

struct Gazetteer::Impl {
    std::vector<Place> places;
    QHash<QString, std::size_t> byId;
    NameIndex names;
    PieceTree points; ///< all but provinces and countries

    void makeIndexes();
    PlaceMatch match(const NameIndex::Hit &hit) const;
};

void Gazetteer::Impl::makeIndexes()
{
    names = NameIndex(places);
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (places[i].kind != QLatin1String("province") && places[i].kind != QLatin1String("country"))
            points.add(geo::pointGeometry(places[i].position), i);
    }
    points.build();
}

PlaceMatch Gazetteer::Impl::match(const NameIndex::Hit &hit) const
{
    const Place &place = places[hit.place];
    return {&place, hit.name == 0 ? place.name : place.aliases[hit.name - 1], hit.score};
}

Gazetteer Gazetteer::fromCsv(const QString &csv)
{
    const std::vector<QStringList> rows = base::parseCsv(csv);
    if (rows.empty())
        refuse(1, QStringLiteral("the file is empty."));
    const auto at = positions(rows.front());
    auto impl = std::make_shared<Impl>();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].join(QString()).trimmed().isEmpty())
            continue;
        Place place = placeOf(rows[i], at, i + 1);
        if (impl->byId.contains(place.id))
            refuse(i + 1, QStringLiteral("the id %1 is not unique.").arg(place.id));
        impl->byId.insert(place.id, impl->places.size());
        impl->places.push_back(std::move(place));
    }
    impl->makeIndexes();
    Gazetteer gazetteer;
    gazetteer.m_impl = std::move(impl);
    return gazetteer;
}

const std::vector<Place> &Gazetteer::places() const
{
    static const std::vector<Place> none;
    return m_impl ? m_impl->places : none;
}

const Place *Gazetteer::byId(const QString &id) const
{
    if (!m_impl)
        return nullptr;
    const auto found = m_impl->byId.find(id);
    return found == m_impl->byId.end() ? nullptr : &m_impl->places[*found];
}

std::vector<PlaceMatch> Gazetteer::find(const QString &name, int limit) const
{
    constexpr double worstExact = 0.8;
    if (!m_impl || limit <= 0 || name.trimmed().isEmpty())
        return {};
    std::vector<NameIndex::Hit> hits = m_impl->names.find(name);
    const bool isKnown = std::any_of(hits.begin(), hits.end(),
                                     [](const NameIndex::Hit &hit) { return hit.score >= worstExact; });
    const Stripped stripped = withoutKindWord(name);
    if (!isKnown && !stripped.kind.isEmpty() && !stripped.name.isEmpty()) {
        for (NameIndex::Hit hit : m_impl->names.find(stripped.name)) {
            hit.score *= m_impl->places[hit.place].kind == stripped.kind ? 0.95 : 0.75;
            hits.push_back(hit);
        }
    }
    const auto order = [this](const NameIndex::Hit &hit) {
        const Place &place = m_impl->places[hit.place];
        return std::tuple(-hit.score, rankOf(place.kind, hit.name > 0), hit.name, place.name.size(),
                          hit.place);
    };
    std::sort(hits.begin(), hits.end(),
              [&](const NameIndex::Hit &a, const NameIndex::Hit &b) { return order(a) < order(b); });
    std::vector<PlaceMatch> matches;
    for (const NameIndex::Hit &hit : hits) {
        const PlaceMatch match = m_impl->match(hit);
        const bool isListed = std::any_of(matches.begin(), matches.end(), [&](const PlaceMatch &other) {
            return other.place == match.place;
        });
        if (!isListed)
            matches.push_back(match);
        if (matches.size() == static_cast<std::size_t>(limit))
            break;
    }
    return matches;
}

const Place *Gazetteer::nearest(geo::LonLat p, double withinM) const
{
    if (!m_impl || !geo::isValid(p))
        return nullptr;
    const PieceTree::Hit hit = m_impl->points.nearest(inSpace(p));
    if (hit.squaredChord == std::numeric_limits<double>::infinity() || geo::distanceM(p, hit.at) > withinM)
        return nullptr;
    // Several kinds share a point (a town and its district): the one that a bare name means counts.
    std::uint32_t best = hit.owner;
    m_impl->points.anyWithin(inSpace(p), std::sqrt(hit.squaredChord) + 1, [&](std::uint32_t owner) {
        if (rankOf(m_impl->places[owner].kind, false) < rankOf(m_impl->places[best].kind, false))
            best = owner;
        return false;
    });
    return &m_impl->places[best];
}

std::vector<const Place *> Gazetteer::districts() const
{
    std::vector<const Place *> districts;
    for (const Place &place : places()) {
        if (place.kind == QLatin1String("district"))
            districts.push_back(&place);
    }
    return districts;
}

} // namespace marz::places
