#include "index/columns.h"

#include <QHash>

#include <bit>
#include <cmath>
#include <numbers>

namespace marz::index {

namespace {

constexpr double earthRadiusM = 6378137.0;
constexpr double degree = std::numbers::pi / 180;

std::size_t mix(std::size_t seed, std::size_t value)
{
    return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

/// Doubles in their order as integers, so that differences count representable values.
qint64 ordered(double value)
{
    const auto bits = std::bit_cast<qint64>(value);
    return bits < 0 ? std::numeric_limits<qint64>::min() - bits : bits;
}

double moved(double value, int ulps)
{
    const qint64 at = ordered(value) + ulps;
    return std::bit_cast<double>(at < 0 ? std::numeric_limits<qint64>::min() - at : at);
}

/// Next to zero the steps are too fine to count; such a value is kept as zero moved by nothing.
std::int8_t ulpsBetween(double wanted, double given)
{
    const qint64 steps = ordered(wanted) - ordered(given);
    return static_cast<std::int8_t>(std::clamp<qint64>(steps, -128, 127));
}

template <typename T>
std::size_t vectorBytes(const std::vector<T> &vector)
{
    return vector.capacity() * sizeof(T);
}

std::size_t textBytes(const QString &text)
{
    return static_cast<std::size_t>(text.capacity()) * sizeof(QChar);
}

template <typename T>
void appendRange(std::vector<T> &to, const std::vector<T> &from, Row first, Row last)
{
    to.insert(to.end(), from.begin() + first, from.begin() + last);
}

template <typename T>
void gatherRows(std::vector<T> &to, const std::vector<T> &from, const std::vector<Row> &rows)
{
    to.resize(rows.size());
    std::transform(rows.begin(), rows.end(), to.begin(), [&from](Row row) { return from[row]; });
}

} // namespace

void IdColumn::widen()
{
    m_wide.reserve(std::max(m_narrow.capacity(), m_narrow.size() + 1));
    m_wide.assign(m_narrow.begin(), m_narrow.end());
    m_narrow = {};
}

void IdColumn::push(std::uint32_t id)
{
    if (m_wide.empty() && id > std::numeric_limits<std::uint16_t>::max())
        widen();
    if (m_wide.empty() && id <= std::numeric_limits<std::uint16_t>::max())
        m_narrow.push_back(static_cast<std::uint16_t>(id));
    else
        m_wide.push_back(id);
}

void IdColumn::append(const IdColumn &from, Row first, Row last)
{
    if (m_wide.empty() && from.m_wide.empty()) {
        appendRange(m_narrow, from.m_narrow, first, last);
        return;
    }
    for (Row row = first; row < last; ++row)
        push(from[row]);
}

void IdColumn::gather(const IdColumn &from, const std::vector<Row> &rows)
{
    m_narrow = {};
    m_wide = {};
    if (from.m_wide.empty())
        gatherRows(m_narrow, from.m_narrow, rows);
    else
        gatherRows(m_wide, from.m_wide, rows);
}

std::size_t hashOf(const WindowShape &shape)
{
    return mix(static_cast<std::size_t>(shape.start), static_cast<std::size_t>(shape.end));
}

std::size_t hashOf(const PlaceKey &place)
{
    return qHashMulti(place.adminCertain ? 1 : 0, place.country, place.admin1Code, place.admin2,
                      place.borderPair, place.borderSide);
}

std::size_t hashOf(const incident::Range &range)
{
    std::size_t seed = 0;
    for (const std::optional<qint64> &value : {range.low, range.best, range.high})
        seed = mix(seed, value ? static_cast<std::size_t>(*value) + 1 : 0);
    return seed;
}

std::size_t hashOf(const TollKey &toll)
{
    return mix(mix(toll.killed, toll.killedExclPerpetrators), toll.injured);
}

std::size_t hashOf(const std::optional<qint64> &batch)
{
    return batch ? static_cast<std::size_t>(*batch) + 1 : 0;
}

std::size_t Tables::bytes() const
{
    std::size_t sum = vectorBytes(windows) + vectorBytes(places) + vectorBytes(ranges) + vectorBytes(tolls) +
                      vectorBytes(batches) + vectorBytes(unknownTypes);
    for (const PlaceKey &place : places) {
        for (const QString *text :
             {&place.country, &place.admin1Code, &place.admin2, &place.borderPair, &place.borderSide})
            sum += textBytes(*text);
    }
    for (const QString &code : unknownTypes)
        sum += textBytes(code);
    return sum;
}

void Columns::reserve(std::size_t size)
{
    fid.reserve(size);
    dayStart.reserve(size);
    dayEnd.reserve(size);
    x.reserve(size);
    y.reserve(size);
    ulps.reserve(size);
    radiusM.reserve(size);
    borderDistanceM.reserve(size);
    type.reserve(size);
    family.reserve(size);
    codes.reserve(size);
    for (IdColumn *column : {&window, &place, &toll, &batch})
        column->reserve(size);
}

void Columns::append(const Columns &from, Row first, Row last)
{
    appendRange(fid, from.fid, first, last);
    appendRange(dayStart, from.dayStart, first, last);
    appendRange(dayEnd, from.dayEnd, first, last);
    appendRange(x, from.x, first, last);
    appendRange(y, from.y, first, last);
    appendRange(ulps, from.ulps, first, last);
    appendRange(radiusM, from.radiusM, first, last);
    appendRange(borderDistanceM, from.borderDistanceM, first, last);
    appendRange(type, from.type, first, last);
    appendRange(family, from.family, first, last);
    appendRange(codes, from.codes, first, last);
    window.append(from.window, first, last);
    place.append(from.place, first, last);
    toll.append(from.toll, first, last);
    batch.append(from.batch, first, last);
}

void Columns::gather(const Columns &from, const std::vector<Row> &rows)
{
    gatherRows(fid, from.fid, rows);
    gatherRows(dayStart, from.dayStart, rows);
    gatherRows(dayEnd, from.dayEnd, rows);
    gatherRows(x, from.x, rows);
    gatherRows(y, from.y, rows);
    gatherRows(ulps, from.ulps, rows);
    gatherRows(radiusM, from.radiusM, rows);
    gatherRows(borderDistanceM, from.borderDistanceM, rows);
    gatherRows(type, from.type, rows);
    gatherRows(family, from.family, rows);
    gatherRows(codes, from.codes, rows);
    window.gather(from.window, rows);
    place.gather(from.place, rows);
    toll.gather(from.toll, rows);
    batch.gather(from.batch, rows);
}

std::size_t Columns::bytes() const
{
    return vectorBytes(fid) + vectorBytes(dayStart) + vectorBytes(dayEnd) + vectorBytes(x) + vectorBytes(y) +
           vectorBytes(ulps) + vectorBytes(radiusM) + vectorBytes(borderDistanceM) + vectorBytes(type) +
           vectorBytes(family) + vectorBytes(codes) + window.bytes() + place.bytes() + toll.bytes() +
           batch.bytes();
}

geo::MapPoint projected(geo::LonLat p)
{
    return {p.lon * degree * earthRadiusM, std::asinh(std::tan(p.lat * degree)) * earthRadiusM};
}

geo::LonLat unprojected(geo::MapPoint p)
{
    return {p.x / earthRadiusM / degree, std::atan(std::sinh(p.y / earthRadiusM)) / degree};
}

Ulps ulpsBetween(geo::LonLat p, geo::MapPoint projectedP)
{
    const geo::LonLat inverse = unprojected(projectedP);
    return {ulpsBetween(p.lon, inverse.lon), ulpsBetween(p.lat, inverse.lat)};
}

geo::LonLat restored(geo::MapPoint p, Ulps ulps)
{
    const geo::LonLat inverse = unprojected(p);
    return {moved(inverse.lon, ulps.lon), moved(inverse.lat, ulps.lat)};
}

} // namespace marz::index
