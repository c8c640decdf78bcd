#pragma once

#include "base/job.h"
#include "incident/change.h"
#include "incident/vocabulary.h"
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
    QString format; ///< "csv", "xlsx" or "ods": read as that; "auto" or empty: as its ending says
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
    QStringList warnings; ///< what was skipped or doubtful in the file as a whole, a sentence or two each
    bool needsDateOrder = false;
    QString error; ///< why the file was not read or stored, for a run over several; else empty
};

/// As many issues of a report are listed; all are in writeRejects().
constexpr std::size_t maxListedIssues = 10'000;

/// A dry run's result: the report and the one change set that would store it.
struct StagedBatch {
    ImportReport report;
    incident::ChangeSet changes;
};

/// All block: call them on a worker. They throw base::Error for a file that cannot be read at all.
/// @p vocabulary is the store's.
TablePreview previewTable(const QString &path, const QString &sheet, const incident::Vocabulary &vocabulary,
                          const base::CancelToken &cancel);
/// @p storePath is the store that duplicates are looked for in; opened read-only. A duplicate, left out, is a
/// row with every mapped field and kept column equal to an imported one; or with an id that was imported from
/// this very file; or with the id of a list that numbers for good (ACLED, UCDP, GTD, GDELT, our own uid). Any
/// other row with a known id is staged, and told as one to compare (kind duplicate).
StagedBatch stageImport(const ImportChoice &choice, const QString &storePath, const Geodata &geodata,
                        const QString &who, const base::CancelToken &cancel, const base::Progress &progress);
/// The refused and doubtful rows as a CSV: row, column, value, kind, reason; before them the file when there
/// are several reports. Replaces @p path whole or leaves it as it is. Throws base::Error, also when @p path
/// is one of the files @p inUse (the tables, the store).
void writeRejects(const std::vector<ImportReport> &reports, const QString &path,
                  const QStringList &inUse = {});

} // namespace marz::session
