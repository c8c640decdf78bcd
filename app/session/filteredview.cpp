#include "session/filteredview.h"

#include "session/filterstate.h"
#include "session/openstore.h"

namespace marz::session {

namespace {

using Records = std::vector<std::pair<qint64, incident::Match>>;

/// What the counts beside "n of m" say.
void countInto(Filtered &filtered)
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

/// Only the conditions that records answer, so that a change of days asks nothing again.
incident::Filter recordConditions(const incident::Filter &filter)
{
    incident::Filter only;
    only.casualty = filter.casualty;
    only.actors = filter.actors;
    only.roles = filter.roles;
    only.sourceGrade = filter.sourceGrade;
    only.text = filter.text;
    only.tags = filter.tags;
    only.series = filter.series;
    only.changedSince = filter.changedSince;
    only.reported = filter.reported;
    only.asKnownOn = filter.asKnownOn;
    return only;
}

/// A condition that only records answer may have weakened a row below what "certainly" keeps.
void keepCertain(index::Mask &mask)
{
    for (index::Row row = 0; row < mask.size(); ++row) {
        if (mask.at(row) != incident::Match::Certain)
            mask.set(row, incident::Match::None);
    }
}

index::Mask restricted(const index::IncidentIndex &rows, const incident::Filter &filter, const Records *records)
{
    index::Mask mask = rows.filter(filter);
    if (records) {
        rows.restrict(mask, *records);
        if (filter.certainly)
            keepCertain(mask);
    }
    return mask;
}

} // namespace

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
    const bool asksRecords = m_hasRecords && recordConditions(m_filter.filter()).needsRecords();
    return restricted(*m_filtered.index, filter, asksRecords ? &m_records : nullptr);
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
                              [this, asked, conditions](std::vector<std::pair<qint64, incident::Match>> records) {
                                  if (asked != m_asked)
                                      return;
                                  m_records = std::move(records);
                                  m_recordFilter = conditions;
                                  m_hasRecords = true;
                                  judge(&m_records);
                              });
}

void FilteredView::judge(const std::vector<std::pair<qint64, incident::Match>> *records)
{
    const std::shared_ptr<const index::IncidentIndex> rows = m_store.index();
    const auto masked = [&](const incident::Filter &filter) {
        return std::make_shared<index::Mask>(restricted(*rows, filter, records));
    };
    Filtered next;
    next.index = rows;
    next.mask = masked(m_filter.filter());
    if (m_filter.filter().days.isOpen()) {
        next.maskAnyDay = next.mask;
    } else {
        incident::Filter anyDay = m_filter.filter();
        anyDay.days = {};
        next.maskAnyDay = masked(anyDay);
    }
    countInto(next);
    m_filtered = std::move(next);
    Q_EMIT filteredChanged(m_filtered);
}

} // namespace marz::session
