#include "session/filteredview.h"

#include "session/commandstore.h"
#include "session/filterstate.h"
#include "session/openstore.h"

namespace marz::session {

void recount(Filtered &filtered)
{
    filtered.total = filtered.mask->total();
    filtered.certain = filtered.mask->certain();
    filtered.undated = filtered.unlocated = filtered.coarse = 0;
    const index::IncidentIndex &rows = *filtered.index;
    for (index::Row row = 0; row < rows.size(); ++row) {
        if (filtered.maskAnyDay->matches(row) && rows.isUndated(row))
            ++filtered.undated;
        if (!filtered.mask->matches(row))
            continue;
        if (!rows.isLocated(row))
            ++filtered.unlocated;
        else if (rows.placePrecision(row) >= incident::PlacePrecision::Province)
            ++filtered.coarse;
    }
}

Filtered filteredOf(std::shared_ptr<const index::IncidentIndex> index, const incident::Filter &filter,
                    const std::function<index::Mask(const incident::Filter &)> &judge)
{
    Filtered filtered;
    filtered.filter = filter;
    filtered.index = std::move(index);
    filtered.mask = std::make_shared<const index::Mask>(judge(filter));
    filtered.maskAnyDay = filtered.mask;
    if (!filter.days.isOpen()) {
        incident::Filter anyDay = filter;
        anyDay.days = {};
        anyDay.undated = false; // beside days it adds the undated, alone it would leave nothing else
        filtered.maskAnyDay = std::make_shared<const index::Mask>(judge(anyDay));
    }
    recount(filtered);
    return filtered;
}

FilteredView::FilteredView(FilterState &filter, OpenStore &store, QObject *parent)
    : QObject(parent), m_filter(filter), m_store(store)
{
    judge(nullptr);
    connect(&filter, &FilterState::filterChanged, this, &FilteredView::refresh);
    connect(&store, &OpenStore::indexChanged, this, [this] {
        m_hasRecords = false;
        refresh();
    });
}

index::Mask FilteredView::maskFor(const incident::Filter &filter) const
{
    return judged(*m_filtered.index, filter, m_filtered.filter.needsRecords() ? &m_records : nullptr);
}

std::vector<qint64> FilteredView::matchingFids() const
{
    std::vector<qint64> fids;
    for (index::Row row = 0; row < m_filtered.index->size(); ++row) {
        if (m_filtered.mask->matches(row))
            fids.push_back(m_filtered.index->fid(row));
    }
    return fids;
}

void FilteredView::refresh()
{
    const quint64 asked = ++m_asked;
    const incident::Filter conditions = recordConditions(m_filter.filter());
    if (!conditions.needsRecords()) {
        judge(nullptr);
        return;
    }
    if (m_hasRecords && conditions == m_recordFilter) {
        judge(&m_records);
        return;
    }
    m_store.loadRecordMatches(conditions, this,
                              [this, asked, conditions](std::optional<OpenStore::RecordAnswer> records) {
                                  if (asked != m_asked)
                                      return;
                                  m_hasRecords = records.has_value();
                                  m_records = std::move(records).value_or(OpenStore::RecordAnswer());
                                  m_recordFilter = conditions;
                                  judge(&m_records);
                              });
}

void FilteredView::judge(const std::vector<std::pair<qint64, incident::Match>> *records)
{
    m_filtered = filteredOf(m_store.index(), m_filter.filter(), [&](const incident::Filter &filter) {
        return judged(*m_store.index(), filter, records);
    });
    Q_EMIT filteredChanged(m_filtered);
}

} // namespace marz::session
