#include "ui/facetcounts.h"

namespace marz::ui {

namespace {

/// Calls @p count for every row that the filter without one condition matches; the present mask serves when
/// the filter has no such condition.
template <typename Count>
void eachWithout(const session::FilteredView &view, bool hasCondition, const incident::Filter &without,
                 Count count)
{
    const index::IncidentIndex &rows = *view.filtered().index;
    const index::Mask own = hasCondition ? view.maskFor(without) : index::Mask();
    const index::Mask &mask = hasCondition ? own : *view.filtered().mask;
    for (index::Row row = 0; row < rows.size(); ++row) {
        if (mask.matches(row))
            count(rows, row);
    }
}

} // namespace

FacetCounts facetCounts(const session::FilteredView &view, const incident::Filter &filter)
{
    const index::IncidentIndex &index = *view.filtered().index;
    FacetCounts counts;
    counts.byType.resize(index.vocabulary().types().size() + 1);
    counts.byFamily.resize(index.vocabulary().families().size());
    counts.byVerification.resize(incident::codeList<incident::Verification>().size());
    counts.byWorkflow.resize(incident::codeList<incident::Workflow>().size());

    incident::Filter without = filter;
    without.types.clear();
    without.families.clear();
    eachWithout(view, !(without == filter), without, [&](const index::IncidentIndex &rows, index::Row row) {
        ++counts.byType[std::min<std::size_t>(rows.typeId(row), counts.byType.size() - 1)];
        if (rows.familyId(row) < counts.byFamily.size())
            ++counts.byFamily[rows.familyId(row)];
    });
    without = filter;
    without.verifications.clear();
    eachWithout(view, !filter.verifications.empty(), without,
                [&](const index::IncidentIndex &rows, index::Row row) {
                    ++counts.byVerification[static_cast<std::size_t>(rows.verification(row))];
                });
    without = filter;
    without.workflows.clear();
    eachWithout(view, !filter.workflows.empty(), without,
                [&](const index::IncidentIndex &rows, index::Row row) {
                    ++counts.byWorkflow[static_cast<std::size_t>(rows.workflow(row))];
                });
    without = filter;
    without.countries.clear();
    eachWithout(
        view, !filter.countries.isEmpty(), without,
        [&](const index::IncidentIndex &rows, index::Row row) { ++counts.byCountry[rows.country(row)]; });
    return counts;
}

} // namespace marz::ui
