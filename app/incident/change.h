#pragma once

#include "incident/annotation.h"
#include "incident/incident.h"

#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

/// What can be done to a store, as values: the one door for writing is apply(ChangeSet).
namespace marz::incident {

/// An import as one batch; its counts are filled by the importer (rows = placed + unlocated + rejected +
/// duplicates).
struct Batch {
    qint64 fid = 0;
    QString file;   ///< name without folder
    QString format; ///< "csv", "xlsx", ...
    QString sha256;
    qint64 rows = 0, placed = 0, unlocated = 0, rejected = 0, duplicates = 0;
    QString importedAt, importedBy;
    QString undoneAt; ///< empty = in force
    friend bool operator==(const Batch &, const Batch &) = default;
};

/// Native columns of an imported row that have no field of their own, kept and exported again.
struct NativeAttributes {
    std::vector<std::pair<QString, QString>> columns;
    friend bool operator==(const NativeAttributes &, const NativeAttributes &) = default;
};

/// Inserts (fid 0) or replaces the whole record. With baseRevision the stored revision must equal it, else
/// base::Error(Conflict).
struct PutIncident {
    Incident incident;
    std::optional<qint64> baseRevision;
    NativeAttributes native; ///< imports only
    /// In inverses: the stored record must be the one that the action left, told by its updated_at, else
    /// base::Error(Conflict). Empty = not checked.
    QString expectedUpdatedAt = {};
    bool comesBack = false; ///< in the inverse of a deletion: Conflict when the incident is there already
};
/// Removes the record and its children; the history keeps what it held.
struct DeleteIncident {
    qint64 fid = 0;
    QString expectedUpdatedAt = {}; ///< as in PutIncident
};
struct PutAnnotation {
    Annotation annotation;
    /// In inverses: the stored mark must be the one that the action left, but for its revision, else
    /// base::Error(Conflict). Empty = not checked.
    std::optional<Annotation> expected = std::nullopt;
    bool comesBack = false; ///< as in PutIncident
};
struct DeleteAnnotation {
    qint64 fid = 0;
    std::optional<Annotation> expected = std::nullopt; ///< as in PutAnnotation
};
struct RegisterActor {
    QString name;
    ActorKind kind = ActorKind::Unidentified;
    QStringList aliases;
};
struct RelateActors {
    QString from, to;
    ActorRelation kind = ActorRelation::Allied;
    QString source, since, until;
};
struct DescribeSeries {
    QString name, about;
};
/// Takes an import back: its incidents go, the batch stays with undone_at set.
struct UndoBatch {
    qint64 batch = 0;
};
/// marz_meta(name, content): default marking, countries, author.
struct SetMeta {
    QString name, content;
};

using Change = std::variant<PutIncident, DeleteIncident, PutAnnotation, DeleteAnnotation, RegisterActor,
                            RelateActors, DescribeSeries, UndoBatch, SetMeta>;

/// One user action: all of it happens or nothing. With a batch, every PutIncident of the set belongs to it.
struct ChangeSet {
    QString who;    ///< initials or name of the analyst
    QString reason; ///< for the history, may be empty
    QString label;  ///< what Undo shows: "Edit incident MZ-7K3QF2"
    std::optional<Batch> batch;
    std::vector<Change> changes;
    /// In inverses: the entry of the undo log that this takes back, which is then removed; 0 = one that the
    /// log no longer has. With it the set has no entry itself. Empty = an action of its own.
    std::optional<qint64> undoes = std::nullopt;
};

/// What apply() did.
struct Applied {
    std::vector<qint64> incidents;   ///< fids written, in the order of the changes (deleted ones excluded)
    std::vector<qint64> deleted;     ///< fids of incidents removed
    std::vector<qint64> annotations; ///< fids of annotations written
    std::optional<qint64> batch;     ///< the new batch
    /// Applying it takes the action back, by uid and fid; itself invertible. Its reason is "undo", or "redo"
    /// for the inverse of an undo.
    ChangeSet inverse;
};

/// One row of the append-only history.
struct HistoryRow {
    qint64 fid = 0;
    QString changedAt, changedBy;
    QString table; ///< "incidents", "casualties", ...
    QString uid;   ///< the incident's or annotation's
    qint64 revision = 0;
    QString field; ///< column; empty for a row added or deleted
    QString oldValue, newValue;
    QString reason;
    friend bool operator==(const HistoryRow &, const HistoryRow &) = default;
};

} // namespace marz::incident
