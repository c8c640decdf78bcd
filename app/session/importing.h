#pragma once

#include "base/job.h"
#include "incident/change.h"
#include "session/geodata.h"

#include <QMap>

namespace marz::session {

/// The first rows of a foreign table and how its columns would be mapped.
struct TablePreview {
    QString path;
    QString format;
    QStringList sheets;
    QStringList columns;
    std::vector<QStringList> firstRows;
    qint64 rowCount = 0;
    QMap<QString, QString> mapping; ///< field -> column, as recognised
    bool isDateOrderAmbiguous = false;
    QStringList warnings;
};

/// What the user chose in the mapping dialog, or on the command line.
struct ImportChoice {
    QString path;
    QString format; ///< "auto", "csv", "xlsx", "ods"
    QString sheet;
    QMap<QString, QString> mapping; ///< empty = as recognised
    QString dateOrder;              ///< "dmy", "mdy", "ymd" or empty
    bool swapXy = false;
};

/// A refused row, or a doubt about a placed one.
struct ImportIssue {
    qint64 row = 0;
    QString column, value, kind, reason;
};

/// An import as it would be or was: rows = placed + unlocated + rejected + duplicates.
struct ImportReport {
    QString file, format;
    qint64 rows = 0, placed = 0, unlocated = 0, rejected = 0, duplicates = 0;
    std::optional<qint64> batch; ///< set once stored
    double seconds = 0;
    std::vector<ImportIssue> issues;
    bool needsDateOrder = false;
};

/// A dry run's result: the report and the one change set that would store it.
struct StagedBatch {
    ImportReport report;
    incident::ChangeSet changes;
};

/// All block: call them on a worker. They throw base::Error for a file that cannot be read at all.
/// @p storePath is the store that duplicates are looked for in; opened read-only.
TablePreview previewTable(const QString &path, const QString &sheet, const base::CancelToken &cancel);
StagedBatch stageImport(const ImportChoice &choice, const QString &storePath, const Geodata &geodata,
                        const QString &who, const base::CancelToken &cancel, const base::Progress &progress);
/// The refused and doubtful rows as a CSV: row, column, value, kind, reason.
void writeRejects(const ImportReport &report, const QString &path);

} // namespace marz::session
