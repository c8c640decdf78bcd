#pragma once

#include "index/incidentindex.h"

namespace marz::index {

/// Judges all rows of one index. What depends on few distinct values is asked of incident::matchesFacts()
/// once per value and looked up per row; days, boxes and border distances are judged row by row.
class Filtering
{
public:
    Filtering(const IncidentIndex &index, const incident::Filter &filter);
    Mask run();

private:
    static constexpr auto none = static_cast<std::uint8_t>(incident::Match::None);
    static constexpr auto possible = static_cast<std::uint8_t>(incident::Match::Possible);
    static constexpr auto certain = static_cast<std::uint8_t>(incident::Match::Certain);
    static constexpr std::size_t precisionCount = 8; ///< room for the three bits of a place precision

    using Answers = std::vector<std::uint8_t>; ///< incident::Match by id

    struct Range {
        Row first = 0;
        Row last = 0; ///< exclusive
    };

    void judgeDays();
    void judgeWindow(qint32 first, qint32 last);
    void judgeKinds();
    void judgeStates();
    void judgePlaces();
    void judgeTolls();
    void judgeBatches();
    void judgeUnlocated();
    void judgeBox();
    void judgeBorderDistance();
    void dropPossible();

    std::uint8_t answer(const incident::Facts &facts, const incident::Filter &part) const;
    /// Every row that still may match becomes the weaker of what it is and @p answerOf(row).
    template <typename AnswerOf>
    void weaken(AnswerOf &&answerOf)
    {
        std::uint8_t *match = m_mask.m_match.data();
        for (const Range &range : m_ranges) {
            for (Row row = range.first; row < range.last; ++row)
                match[row] = std::min<std::uint8_t>(match[row], answerOf(row));
        }
    }

    const IncidentIndex &m_index;
    const Columns &m_columns;
    const Tables &m_tables;
    const incident::Filter &m_filter;
    Mask m_mask;
    std::vector<Range> m_ranges; ///< rows that may still match, ascending
};

} // namespace marz::index
