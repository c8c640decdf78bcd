#pragma once

#include "base/job.h"
#include "incident/incident.h"
#include "incident/vocabulary.h"
#include "io/layerdata.h"

#include <QMap>

#include <optional>

namespace marz::io {

enum class DateOrder : std::uint8_t { DayMonthYear, MonthDayYear, YearMonthDay };

/// How a table's columns become an incident's fields.
struct ImportMapping {
    /// field -> column. Fields: native_id, title, summary, date_start, date_end, time, event_type, lat, lon,
    /// place, place_precision, place_radius_m, country, admin1, admin2, killed, killed_low, killed_high,
    /// injured, injured_low, injured_high, actors (several columns separated by ;), source_publisher,
    /// source_url, notes, reported_at, date_precision, sub_type, casualty_breakdown, items. lat and lon may
    /// name one column that holds both.
    QMap<QString, QString> columns;
    std::optional<DateOrder> dateOrder; ///< needed only when the dates are ambiguous
    bool swapXy = false;
    bool isZeroUnknown = false; ///< a total of 0 also means that nothing is known (ACLED)
    QString timeZone = QStringLiteral("Asia/Dushanbe"); ///< of rows whose country gives none
    QMap<QString, QString> typeCodes; ///< native type -> our code, beside the vocabulary's own
};

/// Why a row, or a cell of it, was refused or doubtful.
struct ImportProblem {
    qint64 row = 0; ///< row number in the file
    QString column;
    QString value;
    QString kind; ///< bad_date, ambiguous_date, bad_coordinate, swapped_coordinates, zero_coordinate,
                  ///< outside_country, bad_count, encoding, duplicate, unknown_code, missing
    QString reason;
};

/// A row that parsed.
struct StagedRow {
    qint64 row = 0;
    incident::Incident incident;
    std::vector<std::pair<QString, QString>> native; ///< columns that have no field
};

/// A table parsed whole, nothing stored yet: rows = staged + rejected.
struct StagedImport {
    qint64 rows = 0;
    std::vector<StagedRow> staged;
    qint64 rejected = 0;
    std::vector<ImportProblem> problems;
    /// True when dates like 03/04/2024 occur, no order was given and the data do not settle it: every such
    /// row is then rejected as ambiguous_date.
    bool needsDateOrder = false;
};

/// The fields that ImportMapping::columns may name.
const QStringList &importFields();

/// The columns recognised by their usual names (cli.md: event_id or id, event_date or date, ...).
ImportMapping guessMapping(const TableData &table);

/// Whether the table's date column is ambiguous, and the order that its data prove, if any.
std::optional<DateOrder> provenDateOrder(const TableData &table, const QString &dateColumn);

/// Parses every row. Throws base::Error(Invalid) when the mapping names a column that is not there, or there
/// is no row.
StagedImport stageImport(const TableData &table, const ImportMapping &mapping,
                         const incident::Vocabulary &vocabulary, const base::CancelToken &cancel = {});

} // namespace marz::io
