#include "session/importing.h"

#include "base/csv.h"
#include "base/error.h"
#include "geo/geodesic.h"
#include "io/foreign.h"
#include "io/tableimport.h"
#include "session/recordverbs.h"
#include "store/store.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSaveFile>
#include <QSet>

namespace marz::session {

namespace {

constexpr int previewRows = 20;
constexpr double insideCountryToleranceM = 5'000; ///< the boundaries' own accuracy

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

/// Everything that makes two imported rows the same, apart from their identity.
QByteArray contentKey(const incident::Incident &each)
{
    QByteArray key;
    QDataStream out(&key, QIODevice::WriteOnly);
    out << each.title << each.eventType << each.when.dateStart << each.when.dateEnd << each.where.place
        << each.summary;
    out << (each.where.point ? each.where.point->lon : 999.0)
        << (each.where.point ? each.where.point->lat : 999.0);
    for (const incident::Casualty &casualty : each.casualties)
        out << static_cast<int>(casualty.outcome) << casualty.count.low.value_or(-1)
            << casualty.count.best.value_or(-1) << casualty.count.high.value_or(-1);
    return key;
}

/// What the store and the file itself already hold.
class Duplicates
{
public:
    Duplicates(const store::Store &known, QString format) : m_known(known), m_format(std::move(format))
    {
        std::vector<qint64> fids;
        known.eachFacts([&fids](incident::Facts &&facts) {
            if (facts.batch)
                fids.push_back(facts.fid);
            return true;
        });
        for (const incident::Incident &each : known.incidents(fids))
            m_seen.insert(contentKey(each));
    }

    /// Why @p each is a duplicate; empty when it is new, which is remembered.
    QString reason(const incident::Incident &each)
    {
        if (!each.nativeId.isEmpty()) {
            if (m_nativeIds.contains(each.nativeId))
                return QStringLiteral("this id occurs earlier in the file");
            if (m_known.fidOfNativeId(m_format, each.nativeId))
                return QStringLiteral("an incident with this id is in the store");
            m_nativeIds.insert(each.nativeId);
            return {};
        }
        const QByteArray key = contentKey(each);
        if (m_seen.contains(key))
            return QStringLiteral("an incident with the same values is there already");
        m_seen.insert(key);
        return {};
    }

private:
    const store::Store &m_known;
    QString m_format;
    QSet<QString> m_nativeIds;
    QSet<QByteArray> m_seen;
};

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
    if (away <= insideCountryToleranceM + where.radiusM.value_or(0))
        return std::nullopt;
    return ImportIssue{
        row.row, QStringLiteral("country"), where.country, QStringLiteral("outside_country"),
        QStringLiteral("the point lies %1 km outside %2").arg(away / 1000, 0, 'f', 0).arg(where.country)};
}

} // namespace

TablePreview previewTable(const QString &path, const QString &sheet, const base::CancelToken &cancel)
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
    preview.isDateOrderAmbiguous =
        io::stageImport(table, mapping, incident::Vocabulary::shipped(), cancel).needsDateOrder;
    return preview;
}

StagedBatch stageImport(const ImportChoice &choice, const QString &storePath, const Geodata &geodata,
                        const QString &who, const base::CancelToken &cancel, const base::Progress &progress)
{
    QElapsedTimer clock;
    clock.start();
    const store::Store known = store::Store::open(storePath, store::Access::ReadOnly);
    const io::TableData table = io::Foreign().readTable(choice.path, choice.sheet, cancel, progress);
    const io::StagedImport parsed =
        io::stageImport(table, mappingOf(choice, table), known.vocabulary(), cancel);

    StagedBatch staged;
    ImportReport &report = staged.report;
    report.file = QFileInfo(choice.path).fileName();
    report.format = table.format;
    report.rows = parsed.rows;
    report.rejected = parsed.rejected;
    report.needsDateOrder = parsed.needsDateOrder;
    for (const io::ImportProblem &problem : parsed.problems)
        report.issues.push_back(issueOf(problem));

    Duplicates duplicates(known, table.format);
    qint64 done = 0;
    for (const io::StagedRow &row : parsed.staged) {
        cancel.throwIfCancelled();
        if (progress && ++done % 500 == 0)
            progress(double(done) / double(parsed.staged.size()), QStringLiteral("Placing rows"));
        const QString duplicate = duplicates.reason(row.incident);
        if (!duplicate.isEmpty()) {
            ++report.duplicates;
            report.issues.push_back(
                {row.row, {}, row.incident.nativeId, QStringLiteral("duplicate"), duplicate});
            continue;
        }
        if (std::optional<ImportIssue> issue = outsideCountry(row, geodata))
            report.issues.push_back(std::move(*issue));
        incident::PutIncident put;
        put.incident = row.incident;
        put.native.columns = row.native;
        derivePlace(put.incident, geodata);
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

void writeRejects(const ImportReport &report, const QString &path)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly))
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString()),
                          QStringLiteral("Choose another folder."));
    QByteArray text = "row,column,value,kind,reason\r\n";
    for (const ImportIssue &issue : report.issues)
        text +=
            (base::csvRow({QString::number(issue.row), issue.column, issue.value, issue.kind, issue.reason}) +
             QStringLiteral("\r\n"))
                .toUtf8();
    if (file.write(text) != text.size() || !file.commit())
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString()),
                          QStringLiteral("Check the space on the disk."));
}

} // namespace marz::session
