#pragma once

#include "index/incidentindex.h"

namespace marz::index {

/// Judges all rows of one index. What depends on few distinct values is asked of incident::matchesFacts() once per
/// value and looked up per row; days, boxes and border distances are judged row by row.
class Filtering
{
public:
    Filtering(const IncidentIndex &index, const incident::Filter &filter);
    Mask run();

private:
    using Answers = std::vector<std::uint8_t>; ///< incident::Match by id

    struct Range
    {
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
    template <typename AnswerOf>
    void weaken(AnswerOf &&answerOf);

    const IncidentIndex &m_index;
    const Columns &m_columns;
    const Tables &m_tables;
    const incident::Filter &m_filter;
    Mask m_mask;
    std::vector<Range> m_ranges; ///< rows that may still match, ascending
};

} // namespace marz::index
