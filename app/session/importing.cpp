#include "session/importing.h"

#include "base/csv.h"
#include "base/error.h"
#include "io/cells.h"
#include "io/foreign.h"
#include "io/replacefile.h"
#include "io/tableimport.h"
#include "session/duplicates.h"
#include "session/recordverbs.h"
#include "store/store.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

namespace marz::session {

namespace {

constexpr int previewRows = 20;

std::optional<io::DateOrder> dateOrderOf(const QString &word)
{
    if (word.isEmpty())
        return std::nullopt;
    if (word == QLatin1String("dmy"))
        return io::DateOrder::DayMonthYear;
    if (word == QLatin1String("mdy"))
        return io::DateOrder::MonthDayYear;
    if (word == QLatin1String("ymd"))
        return io::DateOrder::YearMonthDay;
    throw base::Error(base::ErrorKind::Invalid, QStringLiteral("'%1' is no date order.").arg(word),
                      QStringLiteral("Use dmy, mdy or ymd."));
}

/// The format that the file must be of; empty = that of its ending.
QString forcedFormat(const QString &word)
{
    static const QStringList read{QStringLiteral("csv"), QStringLiteral("xlsx"), QStringLiteral("ods")};
    if (word.isEmpty() || word == QLatin1String("auto"))
        return {};
    if (!read.contains(word))
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("'%1' is no format of tables that Marz reads.").arg(word),
                          QStringLiteral("Use auto, csv, xlsx or ods."));
    return word;
}

/// Lists that number their events for good: there an id names one event, in whatever file it comes.
bool hasLastingIds(const io::ImportMapping &mapping, const io::TableData &table)
{
    const QString id = io::bareName(mapping.columns.value(QStringLiteral("native_id")));
    static const QStringList lasting{QStringLiteral("eventidcnty"), QStringLiteral("globaleventid"),
                                     QStringLiteral("uid")};
    const auto has = [&table](const char *bare) {
        return std::any_of(table.columns.begin(), table.columns.end(),
                           [bare](const QString &name) { return io::bareName(name) == QLatin1String(bare); });
    };
    const bool isUcdp = has("whereprec") && id == QLatin1String("id");
    const bool isGtd = has("iyear") && id == QLatin1String("eventid");
    return lasting.contains(id) || isUcdp || isGtd;
}

io::ImportMapping mappingOf(const ImportChoice &choice, const io::TableData &table)
{
    io::ImportMapping mapping = io::guessMapping(table);
    if (!choice.mapping.isEmpty())
        mapping.columns = choice.mapping;
    mapping.dateOrder = dateOrderOf(choice.dateOrder);
    mapping.swapXy = choice.swapXy;
    return mapping;
}

ImportIssue issueOf(const io::ImportProblem &problem)
{
    return {problem.row, problem.column, problem.value, problem.kind, problem.reason};
}

/// A point beyond the named country by more than the boundaries' accuracy is kept, and said.
std::optional<ImportIssue> outsideCountry(const io::StagedRow &row, const Geodata &geodata)
{
    const incident::Where &where = row.incident.where;
    if (!where.point || where.country.isEmpty() || !geodata.boundaries.country(where.country))
        return std::nullopt;
    const double away = geodata.boundaries.distanceToCountryM(*where.point, where.country);
    if (away <= boundaryToleranceM + where.radiusM.value_or(0))
        return std::nullopt;
    return ImportIssue{
        row.row, QStringLiteral("country"), where.country, QStringLiteral("outside_country"),
        QStringLiteral("the point lies %1 km outside %2").arg(away / 1000, 0, 'f', 0).arg(where.country)};
}

} // namespace

TablePreview previewTable(const QString &path, const QString &sheet, const incident::Vocabulary &vocabulary,
                          const base::CancelToken &cancel)
{
    const io::TableData table = io::Foreign().readTable(path, sheet, cancel);
    const io::ImportMapping mapping = io::guessMapping(table);
    TablePreview preview;
    preview.path = path;
    preview.format = table.format;
    preview.sheets = table.sheets;
    preview.columns = table.columns;
    preview.rowCount = static_cast<qint64>(table.rows.size());
    preview.firstRows.assign(table.rows.begin(),
                             table.rows.begin() + std::min<std::ptrdiff_t>(previewRows, preview.rowCount));
    preview.mapping = mapping.columns;
    preview.warnings = table.warnings;
    preview.isDateOrderAmbiguous = io::stageImport(table, mapping, vocabulary, cancel).needsDateOrder;
    return preview;
}

StagedBatch stageImport(const ImportChoice &choice, const QString &storePath, const Geodata &geodata,
                        const QString &who, const base::CancelToken &cancel, const base::Progress &progress)
{
    QElapsedTimer clock;
    clock.start();
    const QString format = forcedFormat(choice.format);
    const store::Store known = store::Store::open(storePath, store::Access::ReadOnly);
    const io::TableData table = io::Foreign().readTable(choice.path, choice.sheet, cancel, progress, format);
    const io::ImportMapping mapping = mappingOf(choice, table);
    const io::StagedImport parsed = io::stageImport(table, mapping, known.vocabulary(), cancel);

    StagedBatch staged;
    ImportReport &report = staged.report;
    report.file = QFileInfo(choice.path).fileName();
    report.format = table.format;
    report.rows = parsed.rows;
    report.rejected = parsed.rejected;
    report.needsDateOrder = parsed.needsDateOrder;
    report.warnings = table.warnings;
    for (const io::ImportProblem &problem : parsed.problems)
        report.issues.push_back(issueOf(problem));

    Duplicates duplicates(known, table.sha256, hasLastingIds(mapping, table), cancel);
    qint64 done = 0;
    for (const io::StagedRow &row : parsed.staged) {
        cancel.throwIfCancelled();
        if (progress && ++done % 500 == 0)
            progress(double(done) / double(parsed.staged.size()), QStringLiteral("Placing rows"));
        incident::PutIncident put;
        put.incident = row.incident;
        put.native.columns = row.native;
        derivePlace(put.incident, geodata);
        const Duplicates::Verdict verdict = duplicates.judge(put.incident, row.native);
        if (!verdict.reason.isEmpty())
            report.issues.push_back({row.row, mapping.columns.value(QStringLiteral("native_id")),
                                     row.incident.nativeId, QStringLiteral("duplicate"), verdict.reason});
        if (verdict.isDuplicate) {
            ++report.duplicates;
            continue;
        }
        if (std::optional<ImportIssue> issue = outsideCountry(row, geodata))
            report.issues.push_back(std::move(*issue));
        ++(put.incident.where.isUnlocated() ? report.unlocated : report.placed);
        staged.changes.changes.push_back(std::move(put));
    }
    incident::Batch batch;
    batch.file = report.file;
    batch.format = report.format;
    batch.sha256 = table.sha256;
    batch.rows = report.rows;
    batch.placed = report.placed;
    batch.unlocated = report.unlocated;
    batch.rejected = report.rejected;
    batch.duplicates = report.duplicates;
    staged.changes.batch = batch;
    staged.changes.who = who;
    staged.changes.label = QStringLiteral("Import %1").arg(report.file);
    report.seconds = double(clock.elapsed()) / 1000;
    return staged;
}

void writeRejects(const std::vector<ImportReport> &reports, const QString &path, const QStringList &inUse)
{
    io::requireReplaceable(path, inUse);
    const bool areSeveral = reports.size() > 1;
    const auto line = [areSeveral](const QString &file, QStringList cells) {
        if (areSeveral)
            cells.prepend(file);
        return (base::csvRow(cells) + QStringLiteral("\r\n")).toUtf8();
    };
    QByteArray text = line(QStringLiteral("file"),
                           {QStringLiteral("row"), QStringLiteral("column"), QStringLiteral("value"),
                            QStringLiteral("kind"), QStringLiteral("reason")});
    for (const ImportReport &report : reports) {
        for (const ImportIssue &issue : report.issues)
            text += line(report.file,
                         {QString::number(issue.row), issue.column, issue.value, issue.kind, issue.reason});
    }
    io::replaceFile(path, text);
}

} // namespace marz::session
