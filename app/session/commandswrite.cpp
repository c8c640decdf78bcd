#include "base/error.h"
#include "incident/incidentjson.h"
#include "incident/validation.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/geodata.h"
#include "session/importing.h"
#include "session/recordverbs.h"
#include "session/sample.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

/// `new`, `add`, `edit`, `undo`, `import`, `undo-import`.
namespace marz::session {

namespace {

QString whoOf(const store::Store &store)
{
    const QString author = store.meta(QStringLiteral("author"));
    return author.isEmpty() ? qEnvironmentVariable("USER", QStringLiteral("cli")) : author;
}

/// One object, an array of them, or the sample's form with an "incidents" key.
std::vector<incident::Incident> incidentsOf(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        throw base::Error(
            base::ErrorKind::Invalid,
            QStringLiteral("This is not JSON: %1 at byte %2.").arg(error.errorString()).arg(error.offset));
    QJsonArray array = document.array();
    if (document.isObject()) {
        if (document.object().contains(QLatin1String("incidents")))
            array = document.object()[QLatin1String("incidents")].toArray();
        else
            array.append(document.object());
    }
    std::vector<incident::Incident> incidents;
    for (qsizetype i = 0; i < array.size(); ++i)
        incidents.push_back(
            incident::incidentFromJson(array[i].toObject(), QStringLiteral("incidents[%1]").arg(i)));
    return incidents;
}

QJsonObject importJson(const ImportReport &report)
{
    QJsonArray problems;
    for (const ImportIssue &issue : report.issues)
        problems.append(QJsonObject{{QStringLiteral("row"), issue.row},
                                    {QStringLiteral("column"), issue.column},
                                    {QStringLiteral("value"), issue.value},
                                    {QStringLiteral("kind"), issue.kind},
                                    {QStringLiteral("reason"), issue.reason}});
    return {{QStringLiteral("format"), report.format},
            {QStringLiteral("rows"), report.rows},
            {QStringLiteral("placed"), report.placed},
            {QStringLiteral("unlocated"), report.unlocated},
            {QStringLiteral("rejected"), report.rejected},
            {QStringLiteral("duplicates"), report.duplicates},
            {QStringLiteral("batch"), report.batch ? QJsonValue(*report.batch) : QJsonValue()},
            {QStringLiteral("seconds"), report.seconds},
            {QStringLiteral("problems"), problems}};
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
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < std::min(shown, report.issues.size()); ++i) {
        const ImportIssue &issue = report.issues[i];
        lines << QStringLiteral("  row %1, %2 '%3': %4 (%5)")
                     .arg(issue.row)
                     .arg(issue.column, issue.value, issue.reason, issue.kind);
    }
    if (report.issues.size() > shown)
        lines << QStringLiteral("  and %1 more; --rejects FILE.csv lists all")
                     .arg(report.issues.size() - shown);
    if (report.needsDateOrder)
        lines << QStringLiteral("The dates are ambiguous: say --date-order dmy or mdy.");
    return lines.join(u'\n');
}

QMap<QString, QString> mapOf(const QStringList &assignments)
{
    QMap<QString, QString> map;
    for (const QString &assignment : assignments) {
        const qsizetype at = assignment.indexOf(u'=');
        if (at <= 0)
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("--map %1: write field=column.").arg(assignment));
        map.insert(assignment.left(at), assignment.mid(at + 1));
    }
    return map;
}

} // namespace

CommandResult newStore(const QString &path, bool withSample)
{
    store::Store store = store::Store::create(path);
    std::size_t count = 0;
    if (withSample) {
        try {
            fillWithSample(store);
        } catch (...) {
            {
                const store::Store gone = std::move(store);
            }
            QFile::remove(path); // complete or absent
            throw;
        }
        store.eachFacts([&count](incident::Facts &&) { return ++count > 0; });
    }
    CommandResult result;
    result.json = {{QStringLiteral("store"), path},
                   {QStringLiteral("incidents"), static_cast<qint64>(count)}};
    result.text = QStringLiteral("%1: a new store with %2 incidents").arg(path).arg(count);
    return result;
}

CommandResult addFromJson(const QString &path, const QByteArray &json)
{
    const std::vector<incident::Incident> incidents = incidentsOf(json);
    if (incidents.empty())
        throw base::Error(base::ErrorKind::Invalid, QStringLiteral("The JSON holds no incident."));
    store::Store store = store::Store::open(path);
    incident::ChangeSet set;
    set.who = whoOf(store);
    set.label = QStringLiteral("Add %1 incidents").arg(incidents.size());
    for (incident::Incident each : incidents) {
        if (each.marking.isEmpty())
            each.marking = store.meta(QStringLiteral("default_marking"));
        derivePlace(each, *sharedGeodata());
        set.changes.push_back(incident::PutIncident{std::move(each), std::nullopt, {}});
    }
    const incident::Applied applied = store.apply(set);
    CommandResult result;
    QJsonArray uids;
    QStringList lines;
    for (const incident::Incident &each : store.incidents(applied.incidents)) {
        uids.append(QJsonObject{{QStringLiteral("uid"), each.uid}, {QStringLiteral("code"), each.code}});
        lines << each.code + QStringLiteral("  ") + each.uid;
    }
    result.json = {{QStringLiteral("added"), uids}};
    result.text = lines.join(u'\n');
    return result;
}

CommandResult editFields(const QString &path, const QString &uid, const QStringList &assignments,
                         const QString &reason)
{
    store::Store store = store::Store::open(path);
    const std::optional<incident::Incident> before = store.incidentByUid(uid);
    if (!before)
        throw base::Error(base::ErrorKind::NotFound, QStringLiteral("%1 has no incident %2.").arg(path, uid),
                          QStringLiteral("`marz list` shows the codes."));
    QJsonObject json = incident::toJson(*before);
    for (const QString &assignment : assignments) {
        const qsizetype at = assignment.indexOf(u'=');
        if (at <= 0)
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("'%1': write FIELD=VALUE.").arg(assignment));
        const QString field = assignment.left(at);
        const QString value = assignment.mid(at + 1);
        if (value.isEmpty()) {
            json.remove(field); // unknown is absent, never ""
            continue;
        }
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        static const QStringList numeric{QStringLiteral("lon"), QStringLiteral("lat"),
                                         QStringLiteral("place_radius_m")};
        json.insert(field, isNumber && numeric.contains(field) ? QJsonValue(number) : QJsonValue(value));
        if (value.startsWith(u'[') || value == QLatin1String("true") || value == QLatin1String("false")) {
            const QJsonDocument parsed = QJsonDocument::fromJson(value.toUtf8());
            json.insert(field, parsed.isArray() ? QJsonValue(parsed.array())
                                                : QJsonValue(value == QLatin1String("true")));
        }
    }
    incident::Incident after = incident::incidentFromJson(json);
    after.fid = before->fid;
    incident::ChangeSet set = saveIncident(std::move(after), whoOf(store), *sharedGeodata());
    set.reason = reason;
    store.apply(set);
    const std::optional<incident::Incident> stored = store.incident(before->fid);
    CommandResult result;
    result.json = {{QStringLiteral("uid"), before->uid},
                   {QStringLiteral("revision"), stored ? stored->revision : 0}};
    result.text = QStringLiteral("%1 is at revision %2").arg(before->code).arg(stored ? stored->revision : 0);
    return result;
}

CommandResult undoLast(const QString &path)
{
    store::Store store = store::Store::open(path);
    const std::optional<incident::ChangeSet> inverse = store.lastChangeInverse();
    if (!inverse)
        throw base::Error(base::ErrorKind::NotFound,
                          QStringLiteral("%1: there is nothing to undo.").arg(path));
    store.apply(*inverse);
    CommandResult result;
    result.json = {{QStringLiteral("undone"), inverse->label}};
    result.text = QStringLiteral("Undone: %1").arg(inverse->label);
    return result;
}

CommandResult importFiles(const QString &path, const ImportWords &words)
{
    CommandResult result;
    QJsonArray reports;
    QStringList lines;
    ImportReport all;
    for (const QString &file : words.files) {
        ImportChoice choice;
        choice.path = file;
        choice.format = words.format;
        choice.mapping = mapOf(words.map);
        choice.dateOrder = words.dateOrder;
        choice.swapXy = words.swapXy;
        StagedBatch staged;
        {
            const store::Store known = store::Store::open(path, store::Access::ReadOnly);
            staged = stageImport(choice, path, *sharedGeodata(), whoOf(known), {}, {});
        }
        const qint64 added = staged.report.placed + staged.report.unlocated;
        if (!words.isDryRun && added > 0) {
            store::Store store = store::Store::open(path);
            staged.report.batch = store.apply(staged.changes).batch;
        }
        if (added == 0 || staged.report.rejected > 0)
            result.exitCode = 1;
        reports.append(importJson(staged.report));
        lines << importText(staged.report, words.isDryRun);
        all.issues.insert(all.issues.end(), staged.report.issues.begin(), staged.report.issues.end());
    }
    if (!words.rejects.isEmpty())
        writeRejects(all, words.rejects);
    result.json =
        reports.size() == 1 ? reports[0].toObject() : QJsonObject{{QStringLiteral("files"), reports}};
    result.text = lines.join(u'\n');
    return result;
}

CommandResult undoImport(const QString &path, qint64 batch)
{
    store::Store store = store::Store::open(path);
    incident::ChangeSet set;
    set.who = whoOf(store);
    set.label = QStringLiteral("Undo import %1").arg(batch);
    set.changes.push_back(incident::UndoBatch{batch});
    const incident::Applied applied = store.apply(set);
    CommandResult result;
    result.json = {{QStringLiteral("batch"), batch},
                   {QStringLiteral("removed"), static_cast<qint64>(applied.deleted.size())}};
    result.text =
        QStringLiteral("Import %1 taken back: %2 incidents removed").arg(batch).arg(applied.deleted.size());
    return result;
}

} // namespace marz::session
