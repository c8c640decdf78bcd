#include "store/recordmatches.h"

#include "incident/matchrecord.h"
#include "incident/when.h"
#include "store/connection.h"
#include "store/derived.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace marz::store {

using namespace incident;

namespace {

using Rows = std::vector<std::pair<qint64, Match>>;

/// fids of the rows (fid, name) of @p sql whose name is among @p wanted, as a JSON array for json_each().
QString fidsOfNames(const Connection &connection, std::string_view sql, const QStringList &wanted)
{
    QJsonArray fids;
    Query q = connection.query(sql);
    while (q.next()) {
        const QString name = q.text(1);
        if (std::any_of(wanted.begin(), wanted.end(),
                        [&](const QString &one) { return isSameName(one, name); }))
            fids.append(q.integer(0));
    }
    return QString::fromLatin1(QJsonDocument(fids).toJson(QJsonDocument::Compact));
}

/// Keeps of the rows so far those that a condition leaves too; both sorted by fid.
class Conjunction
{
public:
    void add(Query &q, Match match = Match::Certain)
    {
        add(q, [match](const Query &) { return match; });
    }

    template <typename Judge>
    void add(Query &q, Judge judge)
    {
        Rows rows;
        while (q.next()) {
            if (const Match match = judge(q); match != Match::None)
                rows.emplace_back(q.integer(0), match);
        }
        if (!m_hasAny) {
            m_rows = std::move(rows);
            m_hasAny = true;
            return;
        }
        Rows both;
        auto a = m_rows.begin();
        for (const auto &[fid, match] : rows) {
            while (a != m_rows.end() && a->first < fid)
                ++a;
            if (a != m_rows.end() && a->first == fid)
                both.emplace_back(fid, weaker(a->second, match));
        }
        m_rows = std::move(both);
    }

    bool hasAny() const { return m_hasAny; }
    Rows take() { return std::move(m_rows); }

private:
    bool m_hasAny = false;
    Rows m_rows;
};

void addActors(const Connection &connection, const Filter &filter, Conjunction &all)
{
    if (filter.actors.isEmpty() && filter.roles.empty())
        return;
    QJsonArray roles;
    for (const ActorRole role : filter.roles)
        roles.append(code(role));
    const QString roleJson = QString::fromLatin1(QJsonDocument(roles).toJson(QJsonDocument::Compact));
    const QString actorJson = fidsOfNames(
        connection, "SELECT fid, name FROM actors UNION ALL SELECT actor, alias FROM actor_aliases",
        filter.actors);
    Query q = connection.query(
        "SELECT DISTINCT incident FROM incident_actors WHERE (?1 OR actor IN (SELECT value FROM "
        "json_each(?2))) AND (?3 OR actor_role IN (SELECT value FROM json_each(?4))) ORDER BY incident");
    q.with(filter.actors.isEmpty(), actorJson, filter.roles.empty(), roleJson);
    all.add(q);
}

void addGrade(const Connection &connection, const Filter &filter, Conjunction &all)
{
    if (filter.sourceGrade.isEmpty())
        return;
    // A grade that is none asks for what nothing has.
    const std::optional<SourceGrade> asked = sourceGradeOf(filter.sourceGrade);
    const SourceGrade grade = asked.value_or(SourceGrade());
    Query q = connection.query("SELECT DISTINCT incident FROM source_chain WHERE ?1 AND (?2 IS NULL OR "
                               "(length(reliability) = 1 AND upper(reliability) <= ?2)) AND (?3 IS NULL OR "
                               "(length(credibility) = 1 AND credibility <= ?3)) ORDER BY incident");
    q.with(asked.has_value(), grade.reliability, grade.credibility);
    all.add(q);
}

void addNames(const Connection &connection, const Filter &filter, Conjunction &all)
{
    if (!filter.tags.isEmpty()) {
        Query q =
            connection.query("SELECT DISTINCT incident FROM incident_tags WHERE tag IN (SELECT value FROM "
                             "json_each(?)) ORDER BY incident");
        q.bind(1, fidsOfNames(connection, "SELECT fid, name FROM tags", filter.tags));
        all.add(q);
    }
    if (!filter.series.isEmpty()) {
        Query q = connection.query(
            "SELECT DISTINCT incident FROM series_members WHERE series IN (SELECT value FROM "
            "json_each(?)) ORDER BY incident");
        q.bind(1, fidsOfNames(connection, "SELECT fid, name FROM series", filter.series));
        all.add(q);
    }
}

/// Instants in the store's own form compare as text; others are read.
template <typename Compare>
bool compareInstant(const Query &q, int column, qint64 limitMs, const std::string &limit, Compare compare,
                    bool ifUnknown)
{
    const std::string_view text = q.view(column);
    if (text.size() == limit.size() && text.size() == 24 && text.back() == 'Z')
        return compare(text.compare(limit), 0);
    const auto ms = msOfIsoText(q.text(column));
    return ms ? compare(*ms, limitMs) : ifUnknown;
}

void addChanges(const Connection &connection, const Filter &filter, Conjunction &all)
{
    if (!filter.changedSince.isEmpty()) {
        const auto ms = msOfIsoText(filter.changedSince);
        const std::string limit = isoUtc(ms).toStdString();
        Query q =
            connection.query("SELECT fid, coalesce(updated_at, created_at) FROM incidents ORDER BY fid");
        all.add(q, [&](const Query &row) {
            const bool isSince = ms && compareInstant(row, 1, *ms, limit, std::greater_equal<>(), false);
            return isSince ? Match::Certain : Match::None;
        });
    }
    if (!filter.asKnownOn.isEmpty()) {
        const auto ms = msOfIsoText(filter.asKnownOn);
        const std::string limit = isoUtc(ms).toStdString();
        Query q = connection.query("SELECT fid, created_at FROM incidents ORDER BY fid");
        all.add(q, [&](const Query &row) {
            const bool isKnown = ms ? compareInstant(row, 1, *ms, limit, std::less_equal<>(), true)
                                    : !msOfIsoText(row.text(1)).has_value();
            return isKnown ? Match::Certain : Match::None;
        });
    }
    if (filter.reported.isOpen())
        return;
    Query q = connection.query(
        "SELECT fid, reported_at, time_zone FROM incidents WHERE reported_at IS NOT NULL ORDER BY fid");
    all.add(q, [&](const Query &row) {
        const QDate day = dayOfIsoText(row.text(1), row.text(2));
        const DayRange &days = filter.reported;
        const bool isIn = day.isValid() && (days.first.isNull() || day >= days.first) &&
                          (days.last.isNull() || day <= days.last);
        return isIn ? Match::Certain : Match::None;
    });
}

void addText(const Connection &connection, const Filter &filter, Conjunction &all)
{
    const QString asked = ftsQuery(filter.text);
    if (asked.isEmpty())
        return;
    Query q = connection.query("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid");
    q.bind(1, asked);
    all.add(q);
}

void addCasualty(const Connection &connection, const Filter &filter, Conjunction &all)
{
    if (!filter.casualty)
        return;
    const CasualtyChoice &choice = *filter.casualty;
    Query q = connection.query(
        "SELECT incident, sum(low), CASE WHEN count(best) = count(*) THEN sum(best) END, "
        "CASE WHEN count(high) = count(*) THEN sum(high) END FROM casualties "
        "WHERE scope = 'part_of' AND (?1 IS NULL OR nationality = ?1) AND (?2 IS NULL OR outcome = ?2) "
        "AND (?3 IS NULL OR side = ?3) GROUP BY incident ORDER BY incident");
    q.with(choice.nationality, choice.outcome ? code(*choice.outcome) : QString(),
           choice.side ? code(*choice.side) : QString());
    all.add(q, [](const Query &row) {
        const auto best = row.maybeInteger(2), high = row.maybeInteger(3);
        if (row.integer(1) >= 1)
            return Match::Certain;
        if (best.value_or(0) >= 1 || high.value_or(0) >= 1)
            return Match::Possible;
        return best || high ? Match::None : Match::Possible;
    });
}

} // namespace

RecordMatches matchRecords(const Connection &connection, const Filter &filter)
{
    const Snapshot snapshot(connection);
    Conjunction all;
    addActors(connection, filter, all);
    addGrade(connection, filter, all);
    addNames(connection, filter, all);
    addText(connection, filter, all);
    addCasualty(connection, filter, all);
    addChanges(connection, filter, all);
    if (!all.hasAny()) {
        Query q = connection.query("SELECT fid FROM incidents ORDER BY fid");
        all.add(q);
    }
    return {all.take()};
}

std::vector<qint64> searchIncidents(const Connection &connection, const QString &words, int limit)
{
    std::vector<qint64> fids;
    const QString asked = ftsQuery(words);
    if (asked.isEmpty() || limit <= 0)
        return fids;
    Query q = connection.query("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank, rowid LIMIT ?");
    q.with(asked, limit);
    while (q.next())
        fids.push_back(q.integer(0));
    return fids;
}

} // namespace marz::store
