#include "session/commandstore.h"

namespace marz::session {

CommandStore::CommandStore(const QString &path, store::Access access)
    : store(store::Store::open(path, access))
{
    std::vector<incident::Facts> all;
    store.eachFacts([&all](incident::Facts &&facts) {
        all.push_back(std::move(facts));
        return true;
    });
    index = index::IncidentIndex::build(std::move(all), store.vocabulary());
}

index::Mask CommandStore::mask(const incident::Filter &filter) const
{
    if (!filter.needsRecords())
        return judged(*index, filter, nullptr);
    const std::vector<std::pair<qint64, incident::Match>> records =
        store.recordMatches(recordConditions(filter)).rows;
    return judged(*index, filter, &records);
}

std::vector<qint64> CommandStore::fids(const index::Mask &mask) const
{
    std::vector<qint64> found;
    for (index::Row row = 0; row < index->size(); ++row) {
        if (mask.matches(row))
            found.push_back(index->fid(row));
    }
    return found;
}

index::Mask judged(const index::IncidentIndex &rows, const incident::Filter &filter,
                   const std::vector<std::pair<qint64, incident::Match>> *records)
{
    index::Mask mask = rows.filter(filter);
    if (!records)
        return mask;
    rows.restrict(mask, *records);
    if (!filter.certainly)
        return mask;
    // A condition that only records answer may have weakened a row below what "certainly" keeps.
    for (index::Row row = 0; row < mask.size(); ++row) {
        if (mask.at(row) != incident::Match::Certain)
            mask.set(row, incident::Match::None);
    }
    return mask;
}

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

} // namespace marz::session
