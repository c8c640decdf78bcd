#include "store/store.h"

#include "base/error.h"
#include "store/adopt.h"
#include "store/backup.h"
#include "store/changeapplier.h"
#include "store/connection.h"
#include "store/derived.h"
#include "store/historywriter.h"
#include "store/identity.h"
#include "store/incidentreader.h"
#include "store/incidentwriter.h"
#include "store/opening.h"
#include "store/recordmatches.h"
#include "store/schema.h"
#include "store/verify.h"

#include <QDate>
#include <QFileInfo>

#include <sqlite3.h>

namespace marz::store {

using base::Error;
using base::ErrorKind;

struct Store::Impl {
    Opened opened;
    incident::Vocabulary vocabulary;
    bool dailyBackups = false;
    QDate backedUpOn;
    qint64 adoptedVersion = 0; ///< data_version up to which strangers' rows are adopted

    explicit Impl(Opened o) : opened(std::move(o)), vocabulary(readVocabulary(*opened.connection))
    {
        adoptedVersion = dataVersion();
    }

    ~Impl()
    {
        if (!opened.readOnlyReason.isEmpty())
            return;
        bool mayNote = false;
        try {
            mayNote = dataVersion() == adoptedVersion;
        } catch (const Error &) {
            mayNote = false; // the next open looks at every row
        }
        closeStore(connection(), mayNote);
    }

    Connection &connection() const { return *opened.connection; }
    qint64 dataVersion() const { return connection().integer("PRAGMA data_version"); }

    void requireWritable() const
    {
        if (!opened.readOnlyReason.isEmpty())
            throw Error(ErrorKind::ReadOnly, connection().path() +
                                                 QStringLiteral(" is open for reading only. ") +
                                                 opened.readOnlyReason);
    }
};

namespace {

QStringList namesOf(const Connection &connection, std::string_view sql)
{
    QStringList names;
    Query q = connection.query(sql);
    while (q.next())
        names.append(q.text(0));
    return names;
}

/// The constant statements of the four tables of named things.
struct NamedSql {
    const char *table, *save, *remove, *list;
};

constexpr NamedSql namedTables[] = {
    {"views",
     "INSERT INTO views (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = "
     "excluded.content",
     "DELETE FROM views WHERE name = ?", "SELECT name, content FROM views ORDER BY name"},
    {"filters",
     "INSERT INTO filters (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = "
     "excluded.content",
     "DELETE FROM filters WHERE name = ?", "SELECT name, content FROM filters ORDER BY name"},
    {"layers",
     "INSERT INTO layers (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = "
     "excluded.content",
     "DELETE FROM layers WHERE name = ?", "SELECT name, content FROM layers ORDER BY name"},
    {"styles",
     "INSERT INTO styles (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = "
     "excluded.content",
     "DELETE FROM styles WHERE name = ?", "SELECT name, content FROM styles ORDER BY name"},
};

const NamedSql &namedSql(const QString &table)
{
    for (const NamedSql &sql : namedTables) {
        if (table == QLatin1String(sql.table))
            return sql;
    }
    throw Error(ErrorKind::Invalid, QStringLiteral("%1 is no table of named things.").arg(table));
}

} // namespace

Store::Store(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Store::Store(Store &&) noexcept = default;
Store &Store::operator=(Store &&) noexcept = default;
Store::~Store() = default;

Store Store::create(const QString &path, const NewStore &options)
{
    createStore(path, options);
    return open(path);
}

Store Store::open(const QString &path, Access access)
{
    return Store(std::make_unique<Impl>(openStore(path, access)));
}

StoreInfo Store::info() const
{
    const Connection &connection = m_impl->connection();
    StoreInfo info;
    info.path = connection.path();
    info.storeId = meta(QStringLiteral("store_id"));
    info.schemaVersion = store::schemaVersion(connection);
    info.readOnlyReason = m_impl->opened.readOnlyReason;
    info.access = info.readOnlyReason.isEmpty() ? Access::ReadWrite : Access::ReadOnly;
    info.sizeBytes = QFileInfo(connection.path()).size();
    info.lastChange = meta(QStringLiteral("last_change"));
    info.isChecked = m_impl->opened.isChecked;
    return info;
}

const incident::Vocabulary &Store::vocabulary() const
{
    return m_impl->vocabulary;
}

QString Store::meta(const QString &name) const
{
    return metaOf(m_impl->connection(), name);
}

void Store::eachFacts(const std::function<bool(incident::Facts &&)> &each) const
{
    store::eachFacts(m_impl->connection(), each);
}

std::optional<incident::Facts> Store::facts(qint64 fid) const
{
    return readFacts(m_impl->connection(), fid);
}

std::optional<incident::Incident> Store::incident(qint64 fid) const
{
    return readIncident(m_impl->connection(), fid);
}

std::optional<incident::Incident> Store::incidentByUid(const QString &uidOrCode) const
{
    const auto fid = fidOfUid(uidOrCode);
    return fid ? incident(*fid) : std::nullopt;
}

std::optional<qint64> Store::fidOfUid(const QString &uidOrCode) const
{
    return findIncident(m_impl->connection(), uidOrCode);
}

std::vector<incident::Incident> Store::incidents(const std::vector<qint64> &fids) const
{
    const Snapshot snapshot(m_impl->connection());
    std::vector<incident::Incident> all;
    all.reserve(fids.size());
    for (const qint64 fid : fids) {
        if (auto record = readIncident(m_impl->connection(), fid))
            all.push_back(std::move(*record));
    }
    return all;
}

std::vector<std::pair<qint64, QString>> Store::placeNames(const std::vector<qint64> &fids) const
{
    std::vector<std::pair<qint64, QString>> places;
    Query q = m_impl->connection().query("SELECT fid, place FROM incidents WHERE fid IN (SELECT value FROM "
                                         "json_each(?)) ORDER BY fid");
    QStringList wanted;
    for (const qint64 fid : fids)
        wanted.append(QString::number(fid));
    q.with(QString(QLatin1Char('[') + wanted.join(QLatin1Char(',')) + QLatin1Char(']')));
    while (q.next())
        places.emplace_back(q.integer(0), q.text(1));
    return places;
}

RecordMatches Store::recordMatches(const incident::Filter &filter) const
{
    return matchRecords(m_impl->connection(), filter);
}

std::vector<qint64> Store::search(const QString &words, int limit) const
{
    return searchIncidents(m_impl->connection(), words, limit);
}

std::vector<incident::HistoryRow> Store::history(const QString &uid) const
{
    return readHistory(m_impl->connection(), uid);
}

qint64 Store::lastChangeId() const
{
    return meta(QStringLiteral("last_change_id")).toLongLong();
}

std::vector<qint64> Store::incidentsChangedSince(qint64 changeId) const
{
    return changedSince(m_impl->connection(), changeId);
}

std::vector<incident::Annotation> Store::annotations() const
{
    return readAnnotations(m_impl->connection());
}

std::vector<incident::Batch> Store::batches() const
{
    return readBatches(m_impl->connection());
}

std::optional<qint64> Store::fidOfNativeId(const QString &format, const QString &nativeId) const
{
    Query q = m_impl->connection().query("SELECT i.fid FROM incidents i JOIN batches b ON b.fid = i.batch "
                                         "WHERE i.native_id = ? AND b.format = ? ORDER BY i.fid LIMIT 1");
    q.with(nativeId, format);
    return q.next() ? std::optional(q.integer(0)) : std::nullopt;
}

QStringList Store::actorNames() const
{
    return namesOf(m_impl->connection(), "SELECT name FROM actors ORDER BY name");
}

QStringList Store::seriesNames() const
{
    return namesOf(m_impl->connection(), "SELECT name FROM series ORDER BY name");
}

QStringList Store::tagNames() const
{
    return namesOf(m_impl->connection(), "SELECT name FROM tags WHERE EXISTS (SELECT 1 FROM incident_tags "
                                         "WHERE tag = tags.fid) ORDER BY name");
}

std::vector<std::pair<incident::CasualtyChoice, qint64>> Store::commonPeople(int limit) const
{
    std::vector<std::pair<incident::CasualtyChoice, qint64>> people;
    Query q = m_impl->connection().query(
        "SELECT nationality, outcome, COUNT(DISTINCT incident) AS incidents FROM casualties "
        "WHERE nationality IS NOT NULL GROUP BY nationality, outcome "
        "ORDER BY incidents DESC, nationality, outcome LIMIT ?");
    q.with(limit);
    while (q.next()) {
        if (const auto outcome = incident::fromCode<incident::Outcome>(q.text(1)))
            people.emplace_back(incident::CasualtyChoice{q.text(0), *outcome, {}}, q.integer(2));
    }
    return people;
}

QByteArray Store::attachmentBytes(qint64 attachmentFid) const
{
    return readAttachment(m_impl->connection(), attachmentFid);
}

incident::NativeAttributes Store::nativeAttributes(qint64 fid) const
{
    return readNative(m_impl->connection(), fid);
}

incident::Applied Store::apply(const incident::ChangeSet &changes)
{
    m_impl->requireWritable();
    if (m_impl->dailyBackups && m_impl->backedUpOn != QDate::currentDate())
        backupIfDue();
    return applyChanges(m_impl->connection(), m_impl->vocabulary, changes);
}

std::optional<incident::ChangeSet> Store::lastChangeInverse() const
{
    return lastInverse(m_impl->connection());
}

qint64 Store::dataVersion() const
{
    return m_impl->dataVersion();
}

std::vector<qint64> Store::adoptExternal()
{
    m_impl->requireWritable();
    const qint64 version = m_impl->dataVersion();
    std::vector<qint64> fids = adoptChanges(m_impl->connection());
    m_impl->adoptedVersion = version;
    return fids;
}

const std::vector<qint64> &Store::adoptedAtOpen() const
{
    return m_impl->opened.adopted;
}

void Store::saveDraft(const Draft &draft)
{
    m_impl->requireWritable();
    m_impl->connection()
        .query("INSERT INTO drafts (form_key, saved_at, content) VALUES (?, ?, ?) ON CONFLICT (form_key) DO "
               "UPDATE SET "
               "saved_at = excluded.saved_at, content = excluded.content")
        .with(draft.key, draft.savedAt.isEmpty() ? nowAfter({}) : draft.savedAt,
              QString::fromUtf8(draft.json))
        .run();
}

void Store::removeDraft(const QString &key)
{
    m_impl->requireWritable();
    m_impl->connection().query("DELETE FROM drafts WHERE form_key = ?").with(key).run();
}

std::vector<Draft> Store::drafts() const
{
    std::vector<Draft> all;
    Query q =
        m_impl->connection().query("SELECT form_key, saved_at, content FROM drafts ORDER BY saved_at, fid");
    while (q.next())
        all.push_back({q.text(0), q.text(1), q.text(2).toUtf8()});
    return all;
}

void Store::saveNamed(const QString &table, const QString &name, const QByteArray &json)
{
    m_impl->requireWritable();
    const NamedSql &sql = namedSql(table);
    if (json.isEmpty())
        m_impl->connection().query(sql.remove).with(name).run();
    else
        m_impl->connection().query(sql.save).with(name, QString::fromUtf8(json)).run();
}

std::vector<std::pair<QString, QByteArray>> Store::named(const QString &table) const
{
    std::vector<std::pair<QString, QByteArray>> all;
    Query q = m_impl->connection().query(namedSql(table).list);
    while (q.next())
        all.emplace_back(q.text(0), q.text(1).toUtf8());
    return all;
}

std::vector<VerifyProblem> Store::verify(const base::CancelToken &cancel) const
{
    return verifyStore(m_impl->connection(), m_impl->vocabulary, cancel);
}

void Store::backup(const QString &target) const
{
    backupTo(m_impl->connection(), target);
}

std::optional<QString> Store::backupIfDue()
{
    const QString path = m_impl->connection().path();
    const QDate today = QDate::currentDate();
    std::optional<QString> made;
    if (!hasBackupOf(path, today))
        made = backupBeside(m_impl->connection());
    m_impl->backedUpOn = today;
    return made;
}

void Store::setDailyBackups(bool on)
{
    m_impl->dailyBackups = on;
}

QString Store::quickCheck() const
{
    return quickCheckOf(m_impl->connection());
}

void Store::rebuild()
{
    m_impl->requireWritable();
    Connection &connection = m_impl->connection();
    adoptChanges(connection);
    Transaction transaction(connection);
    rebuildSearchIndex(connection);
    IncidentWriter writer(connection, nullptr);
    std::vector<qint64> fids;
    Query q = connection.query("SELECT fid FROM incidents");
    while (q.next())
        fids.push_back(q.integer(0));
    for (const qint64 fid : fids) {
        if (const auto record = readIncident(connection, fid))
            writer.writeRow(*record);
    }
    transaction.commit();
}

void Store::compact()
{
    m_impl->requireWritable();
    Connection &connection = m_impl->connection();
    sqlite3_limit(connection.handle(), SQLITE_LIMIT_ATTACHED, 1); // VACUUM attaches its copy
    try {
        connection.execute("VACUUM");
    } catch (...) {
        sqlite3_limit(connection.handle(), SQLITE_LIMIT_ATTACHED, 0);
        throw;
    }
    sqlite3_limit(connection.handle(), SQLITE_LIMIT_ATTACHED, 0);
}

} // namespace marz::store
