#include "store/changejson.h"

#include "store/columns.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace marz::store {

using namespace incident;

namespace {

const QLatin1String kindKey("change");
const QLatin1String fidKey("fid");
const QLatin1String expectedKey("expected_updated_at");
const QLatin1String expectedMarkKey("expected");
const QLatin1String comesBackKey("comes_back");

template <typename Record>
QJsonObject rowObject(const Record &record)
{
    QJsonObject object{{fidKey, record.fid}};
    WriteJson write{object};
    Columns<Record>::visit(record, write);
    if constexpr (std::is_same_v<Record, Attachment>) {
        if (!record.bytes.isEmpty())
            write.put("bytes", toCell(record.bytes));
    }
    return object;
}

template <typename Record>
Record rowOf(const QJsonObject &object)
{
    Record record;
    record.fid = object.value(fidKey).toInteger();
    ReadJson read{object};
    Columns<Record>::visit(record, read);
    if constexpr (std::is_same_v<Record, Attachment>)
        read("bytes", record.bytes);
    return record;
}

QJsonArray pairsArray(const std::vector<std::pair<QString, QString>> &pairs)
{
    QJsonArray array;
    for (const auto &[name, content] : pairs)
        array.append(QJsonArray{name, content});
    return array;
}

QJsonObject objectOf(const PutIncident &put)
{
    QJsonObject record = rowObject(put.incident);
    eachChildList(put.incident, [&](const auto &children) {
        using Child = typename std::decay_t<decltype(children)>::value_type;
        QJsonArray rows;
        for (const Child &child : children)
            rows.append(rowObject(child));
        if (!rows.isEmpty())
            record.insert(QLatin1String(Columns<Child>::table), rows);
    });
    record.insert(QLatin1String("series"), QJsonArray::fromStringList(put.incident.series));
    record.insert(QLatin1String("tags"), QJsonArray::fromStringList(put.incident.tags));
    QJsonObject object{{kindKey, QStringLiteral("put_incident")}, {QStringLiteral("record"), record}};
    if (put.baseRevision)
        object.insert(QLatin1String("base_revision"), *put.baseRevision);
    if (!put.native.columns.empty())
        object.insert(QLatin1String("native"), pairsArray(put.native.columns));
    if (!put.expectedUpdatedAt.isEmpty())
        object.insert(expectedKey, put.expectedUpdatedAt);
    if (put.comesBack)
        object.insert(comesBackKey, true);
    return object;
}

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    for (const QJsonValue &one : value.toArray())
        strings.append(one.toString());
    return strings;
}

PutIncident putOf(const QJsonObject &object)
{
    const QJsonObject record = object.value(QLatin1String("record")).toObject();
    PutIncident put{rowOf<Incident>(record), std::nullopt, {}};
    eachChildList(put.incident, [&](auto &children) {
        using Child = typename std::decay_t<decltype(children)>::value_type;
        for (const QJsonValue &row : record.value(QLatin1String(Columns<Child>::table)).toArray())
            children.push_back(rowOf<Child>(row.toObject()));
    });
    put.incident.series = stringsOf(record.value(QLatin1String("series")));
    put.incident.tags = stringsOf(record.value(QLatin1String("tags")));
    if (object.contains(QLatin1String("base_revision")))
        put.baseRevision = object.value(QLatin1String("base_revision")).toInteger();
    for (const QJsonValue &pair : object.value(QLatin1String("native")).toArray())
        put.native.columns.emplace_back(pair[0].toString(), pair[1].toString());
    put.expectedUpdatedAt = object.value(expectedKey).toString();
    put.comesBack = object.value(comesBackKey).toBool();
    return put;
}

QJsonObject objectOf(const DeleteIncident &change)
{
    QJsonObject object{{kindKey, QStringLiteral("delete_incident")}, {fidKey, change.fid}};
    if (!change.expectedUpdatedAt.isEmpty())
        object.insert(expectedKey, change.expectedUpdatedAt);
    return object;
}

QJsonObject objectOf(const PutAnnotation &change)
{
    QJsonObject object{{kindKey, QStringLiteral("put_annotation")},
                       {QStringLiteral("record"), rowObject(change.annotation)}};
    if (change.expected)
        object.insert(expectedMarkKey, rowObject(*change.expected));
    if (change.comesBack)
        object.insert(comesBackKey, true);
    return object;
}

QJsonObject objectOf(const DeleteAnnotation &change)
{
    QJsonObject object{{kindKey, QStringLiteral("delete_annotation")}, {fidKey, change.fid}};
    if (change.expected)
        object.insert(expectedMarkKey, rowObject(*change.expected));
    return object;
}

QJsonObject objectOf(const RegisterActor &change)
{
    return {{kindKey, QStringLiteral("register_actor")},
            {QStringLiteral("name"), change.name},
            {QStringLiteral("kind"), code(change.kind)},
            {QStringLiteral("aliases"), QJsonArray::fromStringList(change.aliases)}};
}

QJsonObject objectOf(const RelateActors &change)
{
    return {{kindKey, QStringLiteral("relate_actors")}, {QStringLiteral("from"), change.from},
            {QStringLiteral("to"), change.to},          {QStringLiteral("kind"), code(change.kind)},
            {QStringLiteral("source"), change.source},  {QStringLiteral("since"), change.since},
            {QStringLiteral("until"), change.until}};
}

QJsonObject objectOf(const DescribeSeries &change)
{
    return {{kindKey, QStringLiteral("describe_series")},
            {QStringLiteral("name"), change.name},
            {QStringLiteral("about"), change.about}};
}

QJsonObject objectOf(const UndoBatch &change)
{
    return {{kindKey, QStringLiteral("undo_batch")}, {fidKey, change.batch}};
}

QJsonObject objectOf(const SetMeta &change)
{
    return {{kindKey, QStringLiteral("set_meta")},
            {QStringLiteral("name"), change.name},
            {QStringLiteral("content"), change.content}};
}

std::optional<Annotation> expectedMarkOf(const QJsonObject &object)
{
    if (!object.contains(expectedMarkKey))
        return std::nullopt;
    return rowOf<Annotation>(object.value(expectedMarkKey).toObject());
}

std::optional<Change> changeOf(const QJsonObject &object)
{
    const QString kind = object.value(kindKey).toString();
    const qint64 fid = object.value(fidKey).toInteger();
    const auto text = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
    if (kind == QLatin1String("put_incident"))
        return putOf(object);
    if (kind == QLatin1String("delete_incident"))
        return DeleteIncident{fid, object.value(expectedKey).toString()};
    if (kind == QLatin1String("put_annotation"))
        return PutAnnotation{rowOf<Annotation>(object.value(QLatin1String("record")).toObject()),
                             expectedMarkOf(object), object.value(comesBackKey).toBool()};
    if (kind == QLatin1String("delete_annotation"))
        return DeleteAnnotation{fid, expectedMarkOf(object)};
    if (kind == QLatin1String("register_actor"))
        return RegisterActor{text("name"),
                             fromCode<ActorKind>(text("kind")).value_or(ActorKind::Unidentified),
                             stringsOf(object.value(QLatin1String("aliases")))};
    if (kind == QLatin1String("relate_actors"))
        return RelateActors{text("from"),
                            text("to"),
                            fromCode<ActorRelation>(text("kind")).value_or(ActorRelation::Allied),
                            text("source"),
                            text("since"),
                            text("until")};
    if (kind == QLatin1String("describe_series"))
        return DescribeSeries{text("name"), text("about")};
    if (kind == QLatin1String("undo_batch"))
        return UndoBatch{fid};
    if (kind == QLatin1String("set_meta"))
        return SetMeta{text("name"), text("content")};
    return std::nullopt;
}

QJsonObject batchObject(const Batch &b)
{
    return {{fidKey, b.fid},
            {QStringLiteral("file"), b.file},
            {QStringLiteral("format"), b.format},
            {QStringLiteral("sha256"), b.sha256},
            {QStringLiteral("counts"), QJsonArray{b.rows, b.placed, b.unlocated, b.rejected, b.duplicates}},
            {QStringLiteral("imported_at"), b.importedAt},
            {QStringLiteral("imported_by"), b.importedBy},
            {QStringLiteral("undone_at"), b.undoneAt}};
}

Batch batchOf(const QJsonObject &o)
{
    const QJsonArray counts = o.value(QLatin1String("counts")).toArray();
    return {o.value(fidKey).toInteger(),
            o.value(QLatin1String("file")).toString(),
            o.value(QLatin1String("format")).toString(),
            o.value(QLatin1String("sha256")).toString(),
            counts.at(0).toInteger(),
            counts.at(1).toInteger(),
            counts.at(2).toInteger(),
            counts.at(3).toInteger(),
            counts.at(4).toInteger(),
            o.value(QLatin1String("imported_at")).toString(),
            o.value(QLatin1String("imported_by")).toString(),
            o.value(QLatin1String("undone_at")).toString()};
}

} // namespace

QByteArray changeSetJson(const ChangeSet &set)
{
    QJsonArray changes;
    for (const Change &change : set.changes)
        changes.append(std::visit([](const auto &one) { return objectOf(one); }, change));
    QJsonObject object{{QStringLiteral("changes"), changes}};
    if (set.batch)
        object.insert(QLatin1String("batch"), batchObject(*set.batch));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<ChangeSet> changeSetOfJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    ChangeSet set;
    for (const QJsonValue &value : document.object().value(QLatin1String("changes")).toArray()) {
        const std::optional<Change> change = changeOf(value.toObject());
        if (!change)
            return std::nullopt;
        set.changes.push_back(*change);
    }
    if (document.object().contains(QLatin1String("batch")))
        set.batch = batchOf(document.object().value(QLatin1String("batch")).toObject());
    return set;
}

} // namespace marz::store
