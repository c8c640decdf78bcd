#include "index/filtering.h"

#include <algorithm>

namespace marz::index {

using incident::Facts;
using incident::Filter;
using incident::Match;

Mask IncidentIndex::filter(const incident::Filter &filter) const
{
    return Filtering(*this, filter).run();
}

Filtering::Filtering(const IncidentIndex &index, const Filter &filter)
    : m_index(index), m_columns(index.m_columns), m_tables(*index.m_tables), m_filter(filter)
{
}

Mask Filtering::run()
{
    judgeDays();
    judgeKinds();
    judgeStates();
    judgePlaces();
    judgeTolls();
    judgeBatches();
    judgeUnlocated();
    judgeBorderDistance();
    judgeBox();
    if (m_filter.certainly)
        dropPossible();
    return std::move(m_mask);
}

std::uint8_t Filtering::answer(const Facts &facts, const Filter &part) const
{
    return static_cast<std::uint8_t>(incident::matchesFacts(facts, part, m_index.vocabulary()));
}

void Filtering::judgeDays()
{
    const Row size = static_cast<Row>(m_index.size());
    const Row dated = static_cast<Row>(m_index.datedCount());
    if (m_filter.days.isOpen()) {
        m_mask = Mask(size, Match::Certain);
        if (m_filter.undated) {
            std::fill_n(m_mask.m_match.begin(), dated, none);
            m_ranges = {{dated, size}};
        } else {
            m_ranges = {{0, size}};
        }
        return;
    }
    m_mask = Mask(size);
    const auto julian = [](QDate day, qint32 open) {
        return day.isNull() ? open : static_cast<qint32>(day.toJulianDay());
    };
    judgeWindow(julian(m_filter.days.first, std::numeric_limits<qint32>::min()),
                julian(m_filter.days.last, std::numeric_limits<qint32>::max()));
    if (m_filter.undated) {
        std::fill(m_mask.m_match.begin() + dated, m_mask.m_match.end(), possible);
        m_ranges.push_back({dated, size});
    }
}

/// The same judgement as incident::matchDays(), on a slice.
void Filtering::judgeWindow(qint32 first, qint32 last)
{
    if (last < first)
        return;
    const auto begin = m_columns.dayStart.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(m_index.datedCount());
    const qint64 earliest = static_cast<qint64>(first) - IncidentIndex::longDays;
    const Row sliceFirst = static_cast<Row>(std::lower_bound(begin, end, earliest) - begin);
    const Row sliceLast = static_cast<Row>(std::upper_bound(begin, end, last) - begin);

    const auto judged = [&](Row row) {
        const qint32 dayStart = m_columns.dayStart[row], dayEnd = m_columns.dayEnd[row];
        const bool overlaps = dayEnd >= first && dayStart <= last;
        const bool inside = dayStart >= first && dayEnd <= last;
        const bool throughout =
            m_columns.codes[row].timeExtent == static_cast<std::uint16_t>(incident::TimeExtent::Throughout);
        return static_cast<std::uint8_t>(overlaps ? (inside || throughout ? certain : possible) : none);
    };
    for (const Row row : m_index.m_longRows) {
        if (row >= sliceFirst)
            break;
        m_mask.m_match[row] = judged(row);
        if (m_mask.m_match[row] == none)
            continue;
        if (!m_ranges.empty() && m_ranges.back().last == row)
            ++m_ranges.back().last;
        else
            m_ranges.push_back({row, row + 1});
    }
    for (Row row = sliceFirst; row < sliceLast; ++row)
        m_mask.m_match[row] = judged(row);
    if (sliceFirst < sliceLast)
        m_ranges.push_back({sliceFirst, sliceLast});
}

void Filtering::judgeKinds()
{
    if (m_filter.types.isEmpty() && m_filter.families.isEmpty())
        return;
    Filter part;
    part.types = m_filter.types;
    part.families = m_filter.families;
    Answers answers;
    Facts facts;
    for (const incident::EventType &type : m_index.vocabulary().types()) {
        facts.eventType = type.code;
        answers.push_back(answer(facts, part));
    }
    for (const QString &code : m_tables.unknownTypes) {
        facts.eventType = code;
        answers.push_back(answer(facts, part));
    }
    const std::uint16_t *type = m_columns.type.data();
    weaken([&](Row row) { return answers[type[row]]; });
}

void Filtering::judgeStates()
{
    if (m_filter.workflows.empty() && m_filter.verifications.empty())
        return;
    Filter part;
    part.workflows = m_filter.workflows;
    part.verifications = m_filter.verifications;
    std::uint8_t answers[4][8];
    Facts facts;
    for (std::uint8_t workflow = 0; workflow < 4; ++workflow) {
        for (std::uint8_t verification = 0; verification < 8; ++verification) {
            facts.workflow = static_cast<incident::Workflow>(workflow);
            facts.verification = static_cast<incident::Verification>(verification);
            answers[workflow][verification] = answer(facts, part);
        }
    }
    const Codes *codes = m_columns.codes.data();
    weaken([&](Row row) { return answers[codes[row].workflow][codes[row].verification]; });
}

void Filtering::judgePlaces()
{
    if (m_filter.regions.empty() && m_filter.countries.isEmpty() && m_filter.borderPair.isEmpty() &&
        m_filter.borderSide.isEmpty() && !m_filter.precision)
        return;
    Filter part;
    part.regions = m_filter.regions;
    part.countries = m_filter.countries;
    part.borderPair = m_filter.borderPair;
    part.borderSide = m_filter.borderSide;
    part.precision = m_filter.precision;
    Answers answers;
    answers.reserve(m_tables.places.size() * precisionCount);
    Facts facts;
    for (const PlaceKey &place : m_tables.places) {
        facts.country = place.country;
        facts.admin1Code = place.admin1Code;
        facts.admin2 = place.admin2;
        facts.adminCertain = place.adminCertain;
        facts.borderPair = place.borderPair;
        facts.borderSide = place.borderSide;
        for (std::size_t precision = 0; precision < precisionCount; ++precision) {
            facts.placePrecision = static_cast<incident::PlacePrecision>(precision);
            answers.push_back(answer(facts, part));
        }
    }
    const Codes *codes = m_columns.codes.data();
    m_columns.place.withArray([&](const auto *place) {
        weaken([&](Row row) { return answers[place[row] * precisionCount + codes[row].placePrecision]; });
    });
}

void Filtering::judgeTolls()
{
    if (!m_filter.minKilled && !m_filter.minInjured)
        return;
    Filter part;
    part.minKilled = m_filter.minKilled;
    part.minInjured = m_filter.minInjured;
    Answers answers;
    answers.reserve(m_tables.tolls.size());
    Facts facts;
    for (const TollKey &toll : m_tables.tolls) {
        facts.killed = m_tables.ranges[toll.killed];
        facts.killedExclPerpetrators = m_tables.ranges[toll.killedExclPerpetrators];
        facts.injured = m_tables.ranges[toll.injured];
        answers.push_back(answer(facts, part));
    }
    m_columns.toll.withArray([&](const auto *toll) { weaken([&](Row row) { return answers[toll[row]]; }); });
}

void Filtering::judgeBatches()
{
    if (m_filter.batches.empty())
        return;
    Filter part;
    part.batches = m_filter.batches;
    Answers answers;
    answers.reserve(m_tables.batches.size());
    Facts facts;
    for (const std::optional<qint64> &batch : m_tables.batches) {
        facts.batch = batch;
        answers.push_back(answer(facts, part));
    }
    m_columns.batch.withArray(
        [&](const auto *batch) { weaken([&](Row row) { return answers[batch[row]]; }); });
}

void Filtering::dropPossible()
{
    weaken([match = m_mask.m_match.data()](Row row) { return match[row] == possible ? none : certain; });
}

} // namespace marz::index
