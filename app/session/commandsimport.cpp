#include "base/error.h"
#include "io/replacefile.h"
#include "io/tableimport.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/geodata.h"
#include "session/importing.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

/// `import`, `undo-import`.
namespace marz::session {

namespace {

constexpr std::size_t shownInText = 20; ///< problems, incidents

QJsonObject importJson(const ImportReport &report)
{
    QJsonArray problems;
    for (std::size_t i = 0; i < std::min(maxListedIssues, report.issues.size()); ++i) {
        const ImportIssue &issue = report.issues[i];
        problems.append(QJsonObject{{QStringLiteral("row"), issue.row},
                                    {QStringLiteral("column"), issue.column},
                                    {QStringLiteral("value"), issue.value},
                                    {QStringLiteral("kind"), issue.kind},
                                    {QStringLiteral("reason"), issue.reason}});
    }
    QJsonObject json{{QStringLiteral("file"), report.file},
                     {QStringLiteral("format"), report.format},
                     {QStringLiteral("rows"), report.rows},
                     {QStringLiteral("placed"), report.placed},
                     {QStringLiteral("unlocated"), report.unlocated},
                     {QStringLiteral("rejected"), report.rejected},
                     {QStringLiteral("duplicates"), report.duplicates},
                     {QStringLiteral("batch"), report.batch ? QJsonValue(*report.batch) : QJsonValue()},
                     {QStringLiteral("seconds"), report.seconds},
                     {QStringLiteral("problems"), problems},
                     {QStringLiteral("problems_total"), static_cast<qint64>(report.issues.size())},
                     {QStringLiteral("warnings"), QJsonArray::fromStringList(report.warnings)}};
    if (!report.error.isEmpty())
        json.insert(QStringLiteral("error"), report.error);
    return json;
}

QString importText(const ImportReport &report, bool isDryRun)
{
    QStringList lines{QStringLiteral("%1%2: %3 rows = %4 placed + %5 unlocated + %6 rejected + %7 duplicates")
                          .arg(isDryRun ? QStringLiteral("(dry run) ") : QString(), report.file)
                          .arg(report.rows)
                          .arg(report.placed)
                          .arg(report.unlocated)
                          .arg(report.rejected)
                          .arg(report.duplicates)};
    if (!report.error.isEmpty())
        lines = {QStringLiteral("%1: nothing of it is stored. %2").arg(report.file, report.error)};
    for (const QString &warning : report.warnings)
        lines << QStringLiteral("  ") + warning;
    for (std::size_t i = 0; i < std::min(shownInText, report.issues.size()); ++i) {
        const ImportIssue &issue = report.issues[i];
        lines << QStringLiteral("  row %1, %2 '%3': %4 (%5)")
                     .arg(issue.row)
                     .arg(issue.column, issue.value.simplified(), issue.reason, issue.kind);
    }
    if (report.issues.size() > shownInText)
        lines << QStringLiteral("  and %1 more; --rejects FILE.csv lists all")
                     .arg(report.issues.size() - shownInText);
    if (report.needsDateOrder)
        lines << QStringLiteral("The dates are ambiguous: say --date-order dmy or mdy.");
    return lines.join(u'\n');
}

QMap<QString, QString> mapOf(const QStringList &assignments)
{
    QMap<QString, QString> map;
    for (const QString &assignment : assignments) {
        const qsizetype at = assignment.indexOf(u'=');
        if (at <= 0 || !io::importFields().contains(assignment.left(at)))
            throw base::Error(
                base::ErrorKind::Ambiguous, // wrong usage, before any file is read
                QStringLiteral("--map %1: write field=column.").arg(assignment),
                QStringLiteral("The fields are %1.").arg(io::importFields().join(QStringLiteral(", "))));
        map.insert(assignment.left(at), assignment.mid(at + 1));
    }
    return map;
}

/// Imports one file as a batch. @p report is filled as far as it got when this throws.
void importOne(const QString &path, const ImportChoice &choice, const QString &who, bool isDryRun,
               ImportReport &report)
{
    const StagedBatch staged = stageImport(choice, path, *sharedGeodata(), who, {}, {});
    report = staged.report;
    if (isDryRun || staged.changes.changes.empty())
        return;
    store::Store store = openForWriting(path);
    report.batch = store.apply(staged.changes).batch;
}

/// The list of refused rows must not take the place of what it is about.
void checkRejects(const QString &rejects, const QStringList &inUse)
{
    if (QFileInfo(rejects).suffix().toLower() != QLatin1String("csv"))
        throw base::Error(base::ErrorKind::Ambiguous,
                          QStringLiteral("--rejects %1: give the list the ending .csv.").arg(rejects));
    io::requireReplaceable(rejects, inUse);
}

/// What @p undone removed although somebody had changed it since it was imported.
std::vector<const incident::Incident *> editedSince(const incident::Applied &undone)
{
    std::vector<const incident::Incident *> edited;
    for (const incident::Change &change : undone.inverse.changes) {
        const auto *back = std::get_if<incident::PutIncident>(&change);
        if (back && back->incident.updatedAt != back->incident.createdAt)
            edited.push_back(&back->incident);
    }
    return edited;
}

QString editedText(const std::vector<const incident::Incident *> &edited, bool canBeUndone)
{
    QStringList codes;
    for (std::size_t i = 0; i < std::min(shownInText, edited.size()); ++i)
        codes << edited[i]->code;
    QString text =
        QStringLiteral(", %1 of them edited since: ").arg(edited.size()) + codes.join(QStringLiteral(", "));
    if (edited.size() > shownInText)
        text += QStringLiteral(" and %1 more").arg(edited.size() - shownInText);
    return text +
           (canBeUndone
                ? QStringLiteral(". `marz undo` brings all back.")
                : QStringLiteral(". All are too many for `marz undo`; the history keeps what they held."));
}

} // namespace

CommandResult importFiles(const QString &path, const ImportWords &words)
{
    ImportChoice choice;
    choice.format = words.format;
    choice.mapping = mapOf(words.map);
    choice.dateOrder = words.dateOrder;
    choice.swapXy = words.swapXy;
    const QStringList inUse = QStringList(path) + words.files;
    if (!words.rejects.isEmpty())
        checkRejects(words.rejects, inUse);
    const QString who = whoOf(store::Store::open(path, store::Access::ReadOnly));
    std::vector<ImportReport> reports;
    for (const QString &file : words.files) {
        choice.path = file;
        ImportReport &report = reports.emplace_back();
        try {
            importOne(path, choice, who, words.isDryRun, report);
        } catch (const base::Error &error) {
            if (words.files.size() == 1) {
                if (!words.rejects.isEmpty() && !report.issues.empty())
                    writeRejects(reports, words.rejects, inUse);
                throw;
            }
            report.file = QFileInfo(file).fileName(); // the others may be stored, and must be told
            report.error = error.message();
            report.placed = report.unlocated = 0;
        }
    }
    CommandResult result;
    QJsonArray files;
    QStringList lines;
    for (const ImportReport &report : reports) {
        if (report.placed + report.unlocated == 0 || report.rejected > 0)
            result.exitCode = 1;
        files.append(importJson(report));
        lines << importText(report, words.isDryRun);
    }
    result.json = files.size() == 1 ? files[0].toObject() : QJsonObject{{QStringLiteral("files"), files}};
    if (!words.rejects.isEmpty()) {
        try {
            writeRejects(reports, words.rejects, inUse);
        } catch (const base::Error &error) { // what was stored must be told all the same
            result.exitCode = 1;
            result.json.insert(QStringLiteral("rejects_error"), error.message());
            lines << error.message();
        }
    }
    result.text = lines.join(u'\n');
    return result;
}

CommandResult undoImport(const QString &path, qint64 batch)
{
    store::Store store = openForWriting(path);
    incident::ChangeSet set;
    set.who = whoOf(store);
    set.label = QStringLiteral("Undo import %1").arg(batch);
    set.changes.push_back(incident::UndoBatch{batch});
    const incident::Applied applied = store.apply(set);
    const std::vector<const incident::Incident *> edited = editedSince(applied);
    QJsonArray editedJson;
    for (const incident::Incident *each : edited)
        editedJson.append(
            QJsonObject{{QStringLiteral("uid"), each->uid}, {QStringLiteral("code"), each->code}});
    CommandResult result;
    result.json = {{QStringLiteral("batch"), batch},
                   {QStringLiteral("removed"), static_cast<qint64>(applied.deleted.size())},
                   {QStringLiteral("edited_since"), editedJson}};
    result.text =
        QStringLiteral("Import %1 taken back: %2 incidents removed").arg(batch).arg(applied.deleted.size());
    if (!edited.empty())
        result.text += editedText(edited, applied.inverse.undoes.value_or(0) > 0);
    return result;
}

} // namespace marz::session
