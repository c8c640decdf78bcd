#pragma once

#include "base/job.h"
#include "incident/change.h"
#include "incident/facts.h"
#include "incident/filter.h"
#include "incident/vocabulary.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace marz::store {

enum class Access { ReadWrite, ReadOnly };

/// What a new store is told about its owner.
struct NewStore {
    QString author; ///< initials, "AB"
    QString authorName;
    QStringList countries; ///< alpha-3 of interest
    QString defaultMarking = QStringLiteral("TLP:GREEN");
};

/// What is known about an open store at once.
struct StoreInfo {
    QString path;
    QString storeId; ///< UUID
    int schemaVersion = 0;
    Access access = Access::ReadWrite;
    QString readOnlyReason; ///< why it is read-only, for a banner; empty when it is not
    qint64 sizeBytes = 0;
    QString lastChange; ///< ISO instant, empty when never
    /// False for a file of 50 MB and more that was opened without a check: run quickCheck() in the
    /// background.
    bool isChecked = true;
};

/// A problem that verify() found.
struct VerifyProblem {
    QString severity; ///< "error" or "warning"
    QString table;
    QString id;
    QString text;
};

/// The fids of incidents that a filter's record conditions leave, with how well they match; sorted by fid.
struct RecordMatches {
    std::vector<std::pair<qint64, incident::Match>> rows;
};

/// An unsaved form.
struct Draft {
    QString key; ///< one per form: incident uid, or "new"
    QString savedAt;
    QByteArray json;
};

/// An open store: a GeoPackage with Marz's tables. One connection; use it from one thread at a time; open
/// another Store on the same path for another thread. Every function throws base::Error with the path and
/// what to do.
class Store
{
public:
    /// Creates @p path (must not exist). The file is complete or absent.
    static Store create(const QString &path, const NewStore &options = {});
    /// Opens an existing store. Refuses what is not a regular file, not SQLite, not a Marz store (Damaged),
    /// of a newer schema (Newer), damaged (Damaged); waits up to 5 s for a lock, then Locked. Falls back to
    /// read-only, with readOnlyReason set, when the file or folder cannot be written. Migrates an older
    /// schema after a verified backup. Adopts rows that other programs added or changed (when writable).
    static Store open(const QString &path, Access access = Access::ReadWrite);

    Store(Store &&) noexcept;
    Store &operator=(Store &&) noexcept;
    ~Store(); ///< the last close checkpoints and leaves one file

    StoreInfo info() const;
    const incident::Vocabulary &vocabulary() const;
    QString meta(const QString &name) const;

    // Reading
    /// Streams the facts of every incident, newest start first, undated last. Stops when @p each returns
    /// false.
    void eachFacts(const std::function<bool(incident::Facts &&)> &each) const;
    std::optional<incident::Facts> facts(qint64 fid) const;
    std::optional<incident::Incident> incident(qint64 fid) const;
    std::optional<incident::Incident> incidentByUid(const QString &uidOrCode) const;
    std::optional<qint64> fidOfUid(const QString &uidOrCode) const;
    /// In the order of @p fids; those that do not exist are left out.
    std::vector<incident::Incident> incidents(const std::vector<qint64> &fids) const;
    /// fid and name of the place (empty when it has none), by fid; those that do not exist are left out.
    std::vector<std::pair<qint64, QString>> placeNames(const std::vector<qint64> &fids) const;
    /// Answers the conditions that need records (Filter::needsRecords) by SQL; the others are ignored.
    RecordMatches recordMatches(const incident::Filter &filter) const;
    /// fids whose search text has words with all the folded prefixes of @p words, best first, at most @p
    /// limit.
    std::vector<qint64> search(const QString &words, int limit) const;
    std::vector<incident::HistoryRow> history(const QString &uid) const;
    /// The number of the last change set or adoption, by whomever; 0 when there was none. It only grows.
    qint64 lastChangeId() const;
    /// fids, sorted, of the incidents that the history tells of after change @p changeId: edited, added,
    /// removed or adopted. What an import added is not among them (its batch is its record).
    std::vector<qint64> incidentsChangedSince(qint64 changeId) const;
    std::vector<incident::Annotation> annotations() const;
    std::vector<incident::Batch> batches() const;
    /// fid of the incident with this native import id, for duplicate detection.
    std::optional<qint64> fidOfNativeId(const QString &format, const QString &nativeId) const;
    QStringList actorNames() const;
    QStringList seriesNames() const;
    QStringList tagNames() const;
    /// The nationalities and outcomes that most incidents tell of, at most @p limit, with how many incidents.
    std::vector<std::pair<incident::CasualtyChoice, qint64>> commonPeople(int limit) const;
    QByteArray attachmentBytes(qint64 attachmentFid) const;
    /// Imported columns that have no field, as given with PutIncident.
    incident::NativeAttributes nativeAttributes(qint64 fid) const;

    // Writing
    /// The one door: everything in one transaction, derived data, search and history included. Throws and
    /// changes nothing on a rule broken (incident::problemsOf), a conflict, a lock, a full disk. An inverse
    /// is a conflict when an incident that it takes back was changed since.
    incident::Applied apply(const incident::ChangeSet &changes);
    /// The inverse of the last change set that is not taken back (for `marz undo`), without who; nullopt when
    /// there is none. Works over restarts of the program. Once applied, it gives the inverse of the change
    /// set before. Adopting external changes forgets it.
    std::optional<incident::ChangeSet> lastChangeInverse() const;
    /// Changes whenever another connection or program wrote; compare to notice.
    qint64 dataVersion() const;
    /// Adopts what other programs added or changed; the fids concerned.
    std::vector<qint64> adoptExternal();
    /// The fids that were adopted when the store was opened.
    const std::vector<qint64> &adoptedAtOpen() const;

    // Drafts of forms: outside history and undo.
    void saveDraft(const Draft &draft);
    void removeDraft(const QString &key);
    std::vector<Draft> drafts() const;

    // Saved state of the window that belongs to the store (views, filters by name).
    /// @p table is "views", "filters", "layers" or "styles"; empty @p json removes the name.
    void saveNamed(const QString &table, const QString &name, const QByteArray &json);
    std::vector<std::pair<QString, QByteArray>> named(const QString &table) const;

    // Care
    std::vector<VerifyProblem> verify(const base::CancelToken &cancel = {}) const;
    /// A consistent, verified copy while others work; @p target must not exist.
    void backup(const QString &target) const;
    /// The first backup of a day, `name.YYYYMMDD-HHMMSS.bak.gpkg` beside the store, ten kept; its path, or
    /// nullopt when there is one of today already.
    std::optional<QString> backupIfDue();
    /// With @p on, apply() makes the backup that is due before its first write. Off when a store is opened.
    void setDailyBackups(bool on);
    /// SQLite's quick check; empty when all is well, else the first problem. Long for large files: run it in
    /// the background on a Store of its own.
    QString quickCheck() const;
    /// Derives search text, R-tree, casualty totals and origins anew.
    void rebuild();
    /// Gives free pages back to the file system.
    void compact();

private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::store
