#include "session/commandstore.h"

#include "base/error.h"
#include "base/log.h"
#include "session/commands.h"
#include "session/geodata.h"
#include "session/recordverbs.h"
#include "store/backup.h"

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

namespace {

/// What kept @p set from being stored; nullopt when it was stored.
std::optional<base::ErrorKind> problemOfApplying(store::Store &store, const incident::ChangeSet &set)
{
    try {
        store.apply(set);
        return std::nullopt;
    } catch (const base::Error &error) {
        qCInfo(lcSession) << error.message();
        return error.kind();
    }
}

} // namespace

void deriveAdopted(store::Store &store, const std::vector<qint64> &fids)
{
    if (fids.empty())
        return;
    std::optional<incident::ChangeSet> set;
    try {
        set = derivePlacesAnew(store.incidents(fids), store.meta(QStringLiteral("author")), *sharedGeodata());
    } catch (const base::Error &error) {
        qCInfo(lcSession) << error.message(); // without the map data the store is as good as before
    }
    if (!set)
        return;
    set->undoes = 0; // part of the adoption, which is not to be undone
    if (problemOfApplying(store, *set) != base::ErrorKind::Invalid)
        return;
    for (const incident::Change &change : set->changes) { // the wrong one holds up only itself
        incident::ChangeSet one = *set;
        one.changes = {change};
        problemOfApplying(store, one);
    }
}

store::Store openForWriting(const QString &path)
{
    store::Store store = store::Store::open(path);
    const QString problem = store.info().isChecked ? QString() : store.quickCheck();
    if (!problem.isEmpty())
        throw base::Error(base::ErrorKind::Damaged, QStringLiteral("%1 is damaged (%2).").arg(path, problem),
                          store::damagedAdvice(path));
    store.setDailyBackups(true);
    deriveAdopted(store, store.adoptedAtOpen());
    return store;
}

QString whoOf(const store::Store &store)
{
    const QString author = store.meta(QStringLiteral("author"));
    return author.isEmpty() ? qEnvironmentVariable("USER", QStringLiteral("cli")) : author;
}

index::Mask CommandStore::mask(const incident::Filter &filter) const
{
    checkVocabulary(filter, index->vocabulary());
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
