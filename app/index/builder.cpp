#include "index/builder.h"

#include "base/error.h"
#include "index/cellgrid.h"

#include <cmath>
#include <numeric>
#include <tuple>

namespace marz::index {

namespace {

constexpr Row noRow = std::numeric_limits<Row>::max();
bool isDated(const incident::Facts &facts)
{
    return facts.dayStart && facts.dayEnd;
}

Codes codesOf(const incident::Facts &facts)
{
    Codes codes;
    codes.timePrecision = static_cast<std::uint16_t>(facts.timePrecision) & 15;
    codes.timeExtent = static_cast<std::uint16_t>(facts.timeExtent) & 3;
    codes.placePrecision = static_cast<std::uint16_t>(facts.placePrecision) & 7;
    codes.workflow = static_cast<std::uint16_t>(facts.workflow) & 3;
    codes.verification = static_cast<std::uint16_t>(facts.verification) & 7;
    codes.hasRadius = facts.radiusM.has_value();
    return codes;
}

/// The position of a family; that of the last one for a family that the vocabulary lacks.
std::uint8_t familyPosition(const incident::Vocabulary &vocabulary, const QString &code)
{
    const std::vector<incident::Family> &families = vocabulary.families();
    const auto found = std::find_if(families.begin(), families.end(),
                                    [&](const incident::Family &family) { return family.code == code; });
    const auto at = found - families.begin() - (found == families.end() && !families.empty() ? 1 : 0);
    return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(at, 255));
}

} // namespace

Builder::Builder(const IncidentIndex &old, const incident::Vocabulary &vocabulary)
    : m_old(old), m_vocabulary(vocabulary), m_windows(old.m_tables->windows), m_places(old.m_tables->places),
      m_ranges(old.m_tables->ranges), m_tolls(old.m_tables->tolls), m_batches(old.m_tables->batches),
      m_unknownTypes(old.m_tables->unknownTypes)
{
    const std::vector<incident::EventType> &types = vocabulary.types();
    for (std::size_t i = 0; i < types.size(); ++i) {
        m_types.try_emplace(types[i].code, static_cast<std::uint16_t>(i),
                            familyPosition(vocabulary, vocabulary.familyOf(types[i].code)));
    }
    for (std::size_t i = 0; i < m_unknownTypes.size(); ++i) {
        m_types.try_emplace(m_unknownTypes[i], static_cast<std::uint16_t>(types.size() + i),
                            familyPosition(vocabulary, vocabulary.familyOf(m_unknownTypes[i])));
    }
}

std::shared_ptr<const IncidentIndex> Builder::next(const std::vector<incident::Facts> &changed,
                                                   const std::vector<qint64> &deleted)
{
    const std::vector<SortKey> keys = keysOf(changed);
    encode(changed, keys);
    auto out = std::make_shared<IncidentIndex>();
    out->m_vocabulary = m_vocabulary;
    out->m_knownTypes = static_cast<std::uint16_t>(m_vocabulary.types().size());
    out->m_tables = tables();
    merge(keys, goneRows(keys, deleted), *out);
    const std::vector<qint32> &days = out->m_columns.dayStart;
    const auto firstUndated = std::partition_point(days.begin(), days.end(),
                                                   [](qint32 day) { return day != IncidentIndex::noDay; });
    out->m_datedCount = static_cast<std::size_t>(firstUndated - days.begin());
    for (Row row = 0; row < out->m_datedCount; ++row) {
        out->m_lastDay = std::max(out->m_lastDay, out->dayEnd(row));
        if (out->dayEnd(row) - out->dayStart(row) > IncidentIndex::longDays)
            out->m_longRows.push_back(row);
    }
    out->m_grid = std::make_shared<SharedGrid>();
    return out;
}

std::vector<Builder::SortKey> Builder::keysOf(const std::vector<incident::Facts> &facts)
{
    std::vector<SortKey> keys;
    keys.reserve(facts.size());
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
        const qint32 day = isDated(facts[i]) ? *facts[i].dayStart : std::numeric_limits<qint32>::max();
        keys.push_back({day, facts[i].startMs.value_or(WindowShape::none), facts[i].fid, i});
    }
    const auto byFid = [](const SortKey &a, const SortKey &b) { return a.fid < b.fid; };
    if (!std::is_sorted(keys.begin(), keys.end(), byFid))
        std::stable_sort(keys.begin(), keys.end(), byFid);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i + 1 == keys.size() || keys[i + 1].fid != keys[i].fid)
            keys[kept++] = keys[i];
    }
    keys.resize(kept);
    std::sort(keys.begin(), keys.end(),
              [](const SortKey &a, const SortKey &b) { return a.order() < b.order(); });
    return keys;
}

Builder::SortKey Builder::keyOfOld(Row row) const
{
    const qint32 day = m_old.isUndated(row) ? std::numeric_limits<qint32>::max() : m_old.dayStart(row);
    return {day, m_old.startMs(row), m_old.fid(row), row};
}

std::pair<std::uint16_t, std::uint8_t> Builder::typeAndFamily(const QString &code)
{
    const auto known = m_types.find(code);
    if (known != m_types.end())
        return known->second;
    const std::size_t id = m_vocabulary.types().size() + m_unknownTypes.size();
    if (id > std::numeric_limits<std::uint16_t>::max()) {
        throw base::Error(base::ErrorKind::Invalid, QStringLiteral("There are more than 65,535 event types."),
                          QStringLiteral("Check the column that was imported as the event type."));
    }
    m_unknownTypes.push_back(code);
    return m_types
        .try_emplace(code, static_cast<std::uint16_t>(id),
                     familyPosition(m_vocabulary, m_vocabulary.familyOf(code)))
        .first->second;
}

/// In the order given, which is that of memory, then put in the order of the keys.
void Builder::encode(const std::vector<incident::Facts> &facts, const std::vector<SortKey> &keys)
{
    m_fresh.reserve(facts.size());
    for (const incident::Facts &one : facts)
        encode(one);
    const Columns asGiven = std::exchange(m_fresh, {});
    std::vector<Row> rows;
    rows.reserve(keys.size());
    for (const SortKey &key : keys)
        rows.push_back(key.at);
    m_fresh.gather(asGiven, rows);
}

void Builder::encode(const incident::Facts &facts)
{
    const bool dated = isDated(facts);
    const qint32 day = dated ? *facts.dayStart : IncidentIndex::noDay;
    m_fresh.fid.push_back(facts.fid);
    m_fresh.dayStart.push_back(day);
    m_fresh.dayEnd.push_back(dated ? *facts.dayEnd : IncidentIndex::noDay);

    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const bool isLocated = facts.point && std::isfinite(facts.point->lon) && std::isfinite(facts.point->lat);
    const geo::MapPoint at = isLocated ? projected(*facts.point) : geo::MapPoint{nan, nan};
    m_fresh.x.push_back(at.x);
    m_fresh.y.push_back(at.y);
    m_fresh.ulps.push_back(isLocated ? ulpsBetween(*facts.point, at) : Ulps{});
    m_fresh.radiusM.push_back(static_cast<float>(facts.radiusM.value_or(0)));
    m_fresh.borderDistanceM.push_back(static_cast<float>(facts.borderDistanceM.value_or(nan)));

    const auto [type, family] = typeAndFamily(facts.eventType);
    m_fresh.type.push_back(type);
    m_fresh.family.push_back(family);
    m_fresh.codes.push_back(codesOf(facts));

    WindowShape shape;
    if (facts.startMs)
        shape.start = *facts.startMs - IncidentIndex::midnightMs(day);
    if (facts.endMs)
        shape.end = *facts.endMs - IncidentIndex::midnightMs(m_fresh.dayEnd.back());
    m_fresh.window.push(m_windows.idOf(shape));
    m_fresh.place.push(m_places.idOf({facts.country, facts.admin1Code, facts.admin2, facts.borderPair,
                                      facts.borderSide, facts.adminCertain}));
    m_fresh.toll.push(m_tolls.idOf({m_ranges.idOf(facts.killed), m_ranges.idOf(facts.killedExclPerpetrators),
                                    m_ranges.idOf(facts.injured)}));
    m_fresh.batch.push(m_batches.idOf(facts.batch));
}

std::shared_ptr<const Tables> Builder::tables()
{
    const Tables &known = *m_old.m_tables;
    if (!m_windows.hasGrown(known.windows) && !m_places.hasGrown(known.places) &&
        !m_tolls.hasGrown(known.tolls) && !m_batches.hasGrown(known.batches) &&
        m_unknownTypes.size() == known.unknownTypes.size())
        return m_old.m_tables;
    auto grown = std::make_shared<Tables>();
    grown->windows = m_windows.takeKeys();
    grown->places = m_places.takeKeys();
    grown->ranges = m_ranges.takeKeys();
    grown->tolls = m_tolls.takeKeys();
    grown->batches = m_batches.takeKeys();
    grown->unknownTypes = m_unknownTypes;
    return grown;
}

std::vector<Row> Builder::goneRows(const std::vector<SortKey> &keys, const std::vector<qint64> &deleted) const
{
    std::vector<Row> gone;
    const auto add = [&](qint64 fid) {
        if (const std::optional<Row> row = m_old.rowOf(fid))
            gone.push_back(*row);
    };
    for (const SortKey &key : keys)
        add(key.fid);
    std::for_each(deleted.begin(), deleted.end(), add);
    std::sort(gone.begin(), gone.end());
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    return gone;
}

void Builder::merge(const std::vector<SortKey> &keys, const std::vector<Row> &gone, IncidentIndex &out) const
{
    const Row oldSize = static_cast<Row>(m_old.size());
    std::vector<Row> newRowOf(oldSize, noRow);
    std::vector<Row> freshAt(keys.size());
    out.m_columns.reserve(oldSize - gone.size() + keys.size());

    Row from = 0; // first old row not yet taken over
    std::size_t nextGone = 0;
    const auto takeOldUntil = [&](Row end) {
        while (from < end) {
            const Row stop = nextGone < gone.size() ? std::min(gone[nextGone], end) : end;
            std::iota(newRowOf.begin() + from, newRowOf.begin() + stop,
                      static_cast<Row>(out.m_columns.size()));
            out.m_columns.append(m_old.m_columns, from, stop);
            from = stop;
            if (from < end && nextGone < gone.size() && gone[nextGone] == from) {
                ++from;
                ++nextGone;
            }
        }
    };
    Row firstFresh = 0; // first new row not yet taken over
    const auto takeFreshUntil = [&](Row end) {
        std::iota(freshAt.begin() + firstFresh, freshAt.begin() + end,
                  static_cast<Row>(out.m_columns.size()));
        out.m_columns.append(m_fresh, firstFresh, end);
        firstFresh = end;
    };
    for (Row i = 0; i < keys.size(); ++i) {
        Row low = from, high = oldSize;
        while (low < high) {
            const Row middle = low + (high - low) / 2;
            if (keyOfOld(middle).order() < keys[i].order())
                low = middle + 1;
            else
                high = middle;
        }
        if (low > from) {
            takeFreshUntil(i);
            takeOldUntil(low);
        }
    }
    takeFreshUntil(static_cast<Row>(keys.size()));
    takeOldUntil(oldSize);
    sortByFid(keys, newRowOf, freshAt, out);
}

void Builder::sortByFid(const std::vector<SortKey> &keys, const std::vector<Row> &newRowOf,
                        const std::vector<Row> &freshAt, IncidentIndex &out) const
{
    std::vector<Row> order(keys.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](Row a, Row b) { return keys[a].fid < keys[b].fid; });
    out.m_byFid.reserve(out.size());
    std::size_t nextFresh = 0;
    for (const Row oldRow : m_old.m_byFid) {
        if (newRowOf[oldRow] == noRow)
            continue;
        for (; nextFresh < order.size() && keys[order[nextFresh]].fid < m_old.fid(oldRow); ++nextFresh)
            out.m_byFid.push_back(freshAt[order[nextFresh]]);
        out.m_byFid.push_back(newRowOf[oldRow]);
    }
    for (; nextFresh < order.size(); ++nextFresh)
        out.m_byFid.push_back(freshAt[order[nextFresh]]);
}

} // namespace marz::index
