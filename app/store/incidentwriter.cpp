#include "store/incidentwriter.h"

#include "incident/incidentjson.h"
#include "incident/statistics.h"
#include "store/connection.h"
#include "store/derived.h"
#include "store/incidentreader.h"

#include <QHash>

namespace marz::store {

using namespace incident;

namespace {

constexpr std::string_view derivedNames[] = {
    "killed_low",       "killed_best", "killed_high",  "killed_excl_low", "killed_excl_best",
    "killed_excl_high", "injured_low", "injured_best", "injured_high",    "origins"};

std::string insertText()
{
    std::string names = "fid" + ChildSql<Incident>::names();
    std::size_t count = 1 + cellsOf(Incident{}).size();
    for (const std::string_view name : derivedNames) {
        names += ", ";
        names += name;
        ++count;
    }
    std::string values = "?";
    for (std::size_t i = 1; i < count; ++i)
        values += ", ?";
    return "INSERT INTO incidents (" + names + ") VALUES (" + values + ")";
}

std::string updateText()
{
    std::string text = "UPDATE incidents SET ";
    for (const auto &[name, cell] : cellsOf(Incident{}))
        text += std::string(name) + " = ?, ";
    for (const std::string_view name : derivedNames)
        text += std::string(name) + " = ?, ";
    text.erase(text.size() - 2);
    return text + " WHERE fid = ?";
}

void bindRange(Query &q, int &index, const Range &range)
{
    q.bind(index, range.low).bind(index + 1, range.best).bind(index + 2, range.high);
    index += 3;
}

/// Columns and derived columns from parameter @p index on; the index after them.
int bindRow(Query &q, int index, const Incident &record)
{
    BindColumns bind{q, index};
    Columns<Incident>::visit(record, bind);
    const Toll toll = tollOf(record);
    bindRange(q, bind.index, toll.killed);
    bindRange(q, bind.index, toll.killedExclPerpetrators);
    bindRange(q, bind.index, toll.injured);
    q.bind(bind.index, originsOf(record));
    return bind.index + 1;
}

} // namespace

IncidentWriter::IncidentWriter(Connection &connection, HistoryWriter *history)
    : m_connection(connection), m_history(history)
{
}

void IncidentWriter::insert(Incident &record, const NativeAttributes &native)
{
    static const std::string sql = insertText();
    {
        Query q = m_connection.query(sql);
        record.fid ? q.bind(1, record.fid) : q.bindNull(1);
        bindRow(q, 2, record);
        q.run();
    }
    record.fid = m_connection.lastInsertRowid();
    eachChildList(record, [&](auto &children) {
        int ordinal = 0;
        for (auto &child : children)
            insertChild(record.fid, ordinal++, child);
    });
    writeNames(record);
    writeNative(record.fid, native);
    writeDerived(record);
    if (m_history)
        m_history->added({"incidents", record.uid, record.fid, record.revision}, record.title);
}

void IncidentWriter::update(Incident &before, Incident &after)
{
    const RowName row{"incidents", after.uid, after.fid, after.revision};
    if (m_history)
        m_history->difference(row, before, after);
    updateChildren(after, before.casualties, after.casualties);
    updateChildren(after, before.items, after.items);
    updateChildren(after, before.actors, after.actors);
    updateChildren(after, before.sources, after.sources);
    updateChildren(after, before.claims, after.claims);
    updateChildren(after, before.responses, after.responses);
    updateChildren(after, before.links, after.links);
    updateChildren(after, before.notes, after.notes);
    updateChildren(after, before.sites, after.sites);
    updateChildren(after, before.movements, after.movements);
    updateChildren(after, before.attachments, after.attachments);
    updateNames(before, after);
    writeRow(after);
}

void IncidentWriter::writeRow(const Incident &record)
{
    static const std::string sql = updateText();
    {
        Query q = m_connection.query(sql);
        q.bind(bindRow(q, 1, record), record.fid);
        q.run();
    }
    writeDerived(record);
}

void IncidentWriter::writeDerived(const Incident &record)
{
    writeRtree(m_connection, record.fid, record.where.point);
    writeSearchText(m_connection, record.fid, searchTextOf(record));
    writeRowState(m_connection, record.fid, record.uid);
}

void IncidentWriter::remove(const Incident &record)
{
    if (m_history) {
        const QByteArray content = QJsonDocument(toJson(record)).toJson(QJsonDocument::Compact);
        m_history->removed({"incidents", record.uid, record.fid, record.revision},
                           QString::fromUtf8(content));
    }
    std::vector<qint64> sources;
    {
        Query q = m_connection.query("SELECT source FROM source_chain WHERE incident = ?");
        q.bind(1, record.fid);
        while (q.next())
            sources.push_back(q.integer(0));
    }
    writeRtree(m_connection, record.fid, std::nullopt);
    writeSearchText(m_connection, record.fid, std::nullopt);
    removeRowState(m_connection, record.fid);
    m_connection.query("DELETE FROM incidents WHERE fid = ?").with(record.fid).run();
    for (const qint64 source : sources)
        dropSource(source);
}

template <typename Record>
void IncidentWriter::insertChild(qint64 incident, int ordinal, Record &child)
{
    if (child.fid != 0) { // comes back: its old place must be free
        Query q = m_connection.query(ChildSql<Record>::count());
        q.bind(1, child.fid);
        if (q.next() && q.integer(0) != 0)
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("Row %1 of %2 belongs to another incident.")
                                  .arg(child.fid)
                                  .arg(QLatin1String(Columns<Record>::table)),
                              QStringLiteral("Load the incident again before changing it."));
    }
    writeChild(incident, ordinal, child);
    if (child.fid == 0)
        child.fid = m_connection.lastInsertRowid();
}

template <typename Record>
void IncidentWriter::writeChild(qint64 incident, int ordinal, Record &child)
{
    const std::optional<qint64> fid = child.fid ? std::optional(child.fid) : std::nullopt;
    if constexpr (std::is_same_v<Record, Involvement>) {
        const qint64 actor = actorFid(m_connection, child.name, child.kind);
        // NULL = as in the register, which knows at least as much as "unidentified".
        QString kind = child.kind == ActorKind::Unidentified ? QString() : code(child.kind);
        {
            Query q = m_connection.query("SELECT kind FROM actors WHERE fid = ?");
            q.bind(1, actor);
            if (q.next() && q.text(0) == kind)
                kind.clear();
        }
        m_connection
            .query(
                "REPLACE INTO incident_actors (fid, incident, ordinal, actor, kind, actor_role, attribution, "
                "attributed_by, denied_by, hypothesis_group, hypothesis_rank) VALUES (?, ?, ?, ?, ?, ?, ?, "
                "?, ?, ?, ?)")
            .with(fid, incident, ordinal, actor, kind, code(child.role), code(child.attribution),
                  child.attributedBy, child.deniedBy, child.hypothesisGroup, child.hypothesisRank)
            .run();
    } else if constexpr (std::is_same_v<Record, SourceUse>) {
        const qint64 source = sourceOf(child);
        m_connection
            .query("REPLACE INTO source_chain (fid, incident, ordinal, source, reliability, credibility, "
                   "kind, speaker, "
                   "cites, quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .with(fid, incident, ordinal, source, child.reliability, child.credibility, code(child.kind),
                  child.speaker, child.cites, child.quote)
            .run();
    } else {
        if constexpr (std::is_same_v<Record, Attachment>) {
            m_connection
                .query(
                    "INSERT INTO attachments (fid, incident, ordinal, name, media_type, sha256, size_bytes, "
                    "bytes) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (fid) DO UPDATE SET incident = ?2, "
                    "ordinal = ?3, name = ?4, media_type = ?5, sha256 = ?6, size_bytes = ?7, bytes = "
                    "coalesce(?8, bytes)")
                .with(fid, incident, ordinal, child.name, child.mediaType, child.sha256, child.sizeBytes,
                      child.bytes.isEmpty() ? QByteArray() : child.bytes)
                .run();
        } else {
            Query q = m_connection.query(ChildSql<Record>::write());
            q.with(fid, incident, ordinal);
            BindColumns bind{q, 4};
            Columns<Record>::visit(child, bind);
            q.run();
        }
    }
}

template <typename Record>
void IncidentWriter::removeChild(Record &child)
{
    std::optional<qint64> source;
    if constexpr (std::is_same_v<Record, SourceUse>) {
        Query q = m_connection.query("SELECT source FROM source_chain WHERE fid = ?");
        q.bind(1, child.fid);
        if (q.next())
            source = q.integer(0);
    }
    if constexpr (std::is_same_v<Record, Attachment>)
        child.bytes = readAttachment(m_connection, child.fid); // for the way back
    m_connection.query(ChildSql<Record>::remove()).with(child.fid).run();
    if (source)
        dropSource(*source);
}

template <typename Record>
void IncidentWriter::updateChildren(const Incident &owner, std::vector<Record> &before,
                                    std::vector<Record> &after)
{
    QHash<qint64, int> old;
    for (int i = 0; i < static_cast<int>(before.size()); ++i)
        old.insert(before[static_cast<std::size_t>(i)].fid, i);
    const auto nameOf = [&](qint64 fid) {
        return RowName{Columns<Record>::table, owner.uid, fid, owner.revision};
    };
    std::vector<int> kept;
    for (const Record &child : after) {
        if (const auto it = old.find(child.fid); child.fid != 0 && it != old.end()) {
            kept.push_back(*it);
            old.erase(it);
        } else {
            kept.push_back(-1);
        }
    }
    for (const int i : old) {
        Record &child = before[static_cast<std::size_t>(i)];
        if (m_history)
            m_history->removed(nameOf(child.fid), rowJson(child));
        removeChild(child);
    }
    for (int i = 0; i < static_cast<int>(after.size()); ++i) {
        Record &child = after[static_cast<std::size_t>(i)];
        const int place = kept[static_cast<std::size_t>(i)];
        if (place < 0) {
            insertChild(owner.fid, i, child);
            if (m_history)
                m_history->added(nameOf(child.fid), rowJson(child));
            continue;
        }
        Record &was = before[static_cast<std::size_t>(place)];
        if (was == child && place == i)
            continue;
        std::optional<qint64> source;
        if constexpr (std::is_same_v<Record, SourceUse>) {
            Query q = m_connection.query("SELECT source FROM source_chain WHERE fid = ?");
            q.bind(1, child.fid);
            if (q.next())
                source = q.integer(0);
        }
        if constexpr (std::is_same_v<Record, Attachment>) {
            if (!child.bytes.isEmpty())
                was.bytes = readAttachment(m_connection, child.fid);
        }
        if (m_history)
            m_history->difference(nameOf(child.fid), was, child);
        writeChild(owner.fid, i, child);
        if (source)
            dropSource(*source);
    }
}

void IncidentWriter::writeNames(const Incident &record)
{
    int ordinal = 0;
    for (const QString &name : record.series)
        m_connection.query("INSERT INTO series_members (incident, ordinal, series) VALUES (?, ?, ?)")
            .with(record.fid, ordinal++, nameFid(m_connection, "series", name))
            .run();
    ordinal = 0;
    for (const QString &name : record.tags)
        m_connection.query("INSERT INTO incident_tags (incident, ordinal, tag) VALUES (?, ?, ?)")
            .with(record.fid, ordinal++, nameFid(m_connection, "tags", name))
            .run();
}

void IncidentWriter::updateNames(const Incident &before, const Incident &after)
{
    if (before.series == after.series && before.tags == after.tags)
        return;
    m_connection.query("DELETE FROM series_members WHERE incident = ?").with(after.fid).run();
    m_connection.query("DELETE FROM incident_tags WHERE incident = ?").with(after.fid).run();
    writeNames(after);
    const auto note = [&](const char *table, const char *field, const QStringList &old,
                          const QStringList &now) {
        if (m_history && old != now)
            m_history->changed({table, after.uid, after.fid, after.revision}, QString(QLatin1String(field)),
                               old.join(QStringLiteral("; ")), now.join(QStringLiteral("; ")));
    };
    note("series_members", "series", before.series, after.series);
    note("incident_tags", "tags", before.tags, after.tags);
}

void IncidentWriter::writeNative(qint64 fid, const NativeAttributes &native)
{
    int ordinal = 0;
    for (const auto &[name, content] : native.columns)
        m_connection
            .query("INSERT INTO batch_attributes (incident, ordinal, name, content) VALUES (?, ?, "
                   "coalesce(?, ''), ?)")
            .with(fid, ordinal++, name, content)
            .run();
}

qint64 IncidentWriter::sourceOf(const SourceUse &use)
{
    {
        Query q =
            m_connection.query("SELECT fid FROM sources WHERE url IS ? AND publisher IS ? AND title IS ? AND "
                               "published_at IS ? AND accessed_at IS ? AND language IS ? AND protected = ?");
        q.with(use.url, use.publisher, use.title, use.publishedAt, use.accessedAt, use.language,
               use.isProtected);
        if (q.next())
            return q.integer(0);
    }
    m_connection
        .query("INSERT INTO sources (url, publisher, title, published_at, accessed_at, language, protected) "
               "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .with(use.url, use.publisher, use.title, use.publishedAt, use.accessedAt, use.language,
              use.isProtected)
        .run();
    return m_connection.lastInsertRowid();
}

void IncidentWriter::dropSource(qint64 source)
{
    m_connection
        .query("DELETE FROM sources WHERE fid = ?1 AND NOT EXISTS (SELECT 1 FROM source_chain WHERE source = "
               "?1)")
        .with(source)
        .run();
}

qint64 actorFid(Connection &connection, const QString &name, ActorKind kind)
{
    {
        Query q = connection.query("SELECT fid FROM actors WHERE name = ?");
        q.bind(1, name);
        if (q.next())
            return q.integer(0);
    }
    connection.query("INSERT INTO actors (name, kind) VALUES (?, ?)").with(name, code(kind)).run();
    return connection.lastInsertRowid();
}

qint64 nameFid(Connection &connection, std::string_view table, const QString &name)
{
    const bool isSeries = table == "series";
    {
        Query q = connection.query(isSeries ? "SELECT fid FROM series WHERE name = ?"
                                            : "SELECT fid FROM tags WHERE name = ?");
        q.bind(1, name);
        if (q.next())
            return q.integer(0);
    }
    connection.query(isSeries ? "INSERT INTO series (name) VALUES (?)" : "INSERT INTO tags (name) VALUES (?)")
        .with(name)
        .run();
    return connection.lastInsertRowid();
}

} // namespace marz::store
