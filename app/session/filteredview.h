#pragma once

#include "index/incidentindex.h"

#include <QObject>

#include <functional>
#include <memory>

namespace marz::session {

class FilterState;
class OpenStore;

/// The filter applied to the present index: what map, timeline, table, counts and export all use.
struct Filtered {
    incident::Filter filter; ///< what the masks answer: the words that belong to them
    std::shared_ptr<const index::IncidentIndex> index;
    std::shared_ptr<const index::Mask> mask; ///< the whole filter
    /// The filter without its days and without "or undated": for the timeline's bars.
    std::shared_ptr<const index::Mask> maskAnyDay;
    std::size_t total = 0; ///< matched
    std::size_t certain = 0;
    std::size_t undated = 0;   ///< matched by all but the days, and without a date
    std::size_t unlocated = 0; ///< matched, without a point
    std::size_t coarse = 0;    ///< matched, a point known only to the province or coarser
};

/// Filtered for @p filter, every condition judged by @p judge, with its counts.
Filtered filteredOf(std::shared_ptr<const index::IncidentIndex> index, const incident::Filter &filter,
                    const std::function<index::Mask(const incident::Filter &)> &judge);
/// Counts again after the masks were changed.
void recount(Filtered &filtered);

/// Keeps Filtered up to date with filter and index. Column conditions answer at once; record conditions are
/// asked of the store, and the former answer, with its own filter and index, stays until the new one is
/// there. When the store cannot answer, nothing matches, and OpenStore::failed() says why.
class FilteredView : public QObject
{
    Q_OBJECT
public:
    FilteredView(FilterState &filter, OpenStore &store, QObject *parent = nullptr);

    const Filtered &filtered() const { return m_filtered; }
    /// The mask of @p filter, which may differ from the present one in conditions that Facts answer: for "how
    /// many would there be". Record conditions are taken as answered for filtered().
    index::Mask maskFor(const incident::Filter &filter) const;
    /// fids that match, in the index's order (by start).
    std::vector<qint64> matchingFids() const;

Q_SIGNALS:
    void filteredChanged(const marz::session::Filtered &filtered);

private:
    void refresh();
    void judge(const std::vector<std::pair<qint64, incident::Match>> *records);

    FilterState &m_filter;
    OpenStore &m_store;
    Filtered m_filtered;
    incident::Filter m_recordFilter; ///< the conditions that m_records answers
    std::vector<std::pair<qint64, incident::Match>> m_records;
    bool m_hasRecords = false; ///< m_records is an answer of the present store, as it is now
    quint64 m_asked = 0;       ///< number of the newest question; older answers are dropped
};

} // namespace marz::session
