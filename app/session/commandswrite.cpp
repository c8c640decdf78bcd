#include "base/error.h"
#include "incident/incidentjson.h"
#include "incident/storeowned.h"
#include "incident/validation.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/geodata.h"
#include "session/recordverbs.h"
#include "session/sample.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

/// `new`, `add`, `edit`, `undo`.
namespace marz::session {

namespace {

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
            incident::incidentFromJson(QJsonValue(array[i]), QStringLiteral("incidents[%1]").arg(i)));
    return incidents;
}

/// As a new record: without what only a store gives, and under its own uid only when no incident of @p store
/// has it.
void makeNew(incident::Incident &each, const store::Store &store)
{
    incident::forgetStoreOwned(each);
    if (!each.uid.isEmpty() && store.fidOfUid(each.uid))
        each.uid.clear();
}

/// Who names a country or unit judges: saving must not compute it over. A unit's code brings its own name.
void takePlaceWords(QJsonObject &json, const QStringList &fields)
{
    const auto has = [&fields](const char *field) { return fields.contains(QLatin1String(field)); };
    if (has("admin1_code") && !has("admin1"))
        json.remove(QStringLiteral("admin1"));
    const bool isJudged =
        has("country") || has("admin1_code") || has("admin1") || has("admin2") || has("admin_certain");
    if (isJudged && !has("admin_basis"))
        json.insert(QStringLiteral("admin_basis"), incident::code(incident::AdminBasis::Analyst));
}

/// The record with what was typed. The rest of it is sound: what cannot be read here is wrong usage.
incident::Incident editedFrom(const QJsonObject &json)
{
    try {
        return incident::incidentFromJson(json);
    } catch (const base::Error &error) {
        throw base::Error(base::ErrorKind::Ambiguous, error.problem(), error.advice());
    }
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
    store::Store store = openForWriting(path);
    incident::ChangeSet set;
    set.who = whoOf(store);
    set.label = QStringLiteral("Add %1 incidents").arg(incidents.size());
    for (incident::Incident each : incidents) {
        makeNew(each, store);
        if (each.marking.isEmpty())
            each.marking = store.meta(QStringLiteral("default_marking"));
        derivePlace(each, *sharedGeodata());
        incident::PutIncident put;
        put.incident = std::move(each);
        set.changes.push_back(std::move(put));
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
    store::Store store = openForWriting(path);
    const std::optional<incident::Incident> before = store.incidentByUid(uid);
    if (!before)
        throw base::Error(base::ErrorKind::NotFound, QStringLiteral("%1 has no incident %2.").arg(path, uid),
                          QStringLiteral("`marz list` shows the codes."));
    QJsonObject json = incident::toJson(*before);
    QStringList fields;
    for (const QString &assignment : assignments) {
        const qsizetype at = assignment.indexOf(u'=');
        if (at <= 0)
            throw base::Error(base::ErrorKind::Ambiguous,
                              QStringLiteral("'%1': write FIELD=VALUE.").arg(assignment));
        const QString field = assignment.left(at);
        const QString value = assignment.mid(at + 1);
        if (incident::isStoreOwned(field))
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("'%1' is kept by the store and cannot be set.").arg(field),
                              QStringLiteral("Leave it out; the store sets it with every change."));
        fields << field;
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
    takePlaceWords(json, fields);
    incident::Incident after = editedFrom(json);
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
    store::Store store = openForWriting(path);
    std::optional<incident::ChangeSet> inverse = store.lastChangeInverse();
    if (!inverse)
        throw base::Error(base::ErrorKind::NotFound,
                          QStringLiteral("%1: there is nothing to undo.").arg(path));
    inverse->who = whoOf(store);
    store.apply(*inverse);
    CommandResult result;
    result.json = {{QStringLiteral("undone"), inverse->label}};
    result.text = QStringLiteral("Undone: %1").arg(inverse->label);
    return result;
}

} // namespace marz::session
