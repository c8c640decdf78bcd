#include "session/sample.h"

#include "base/error.h"
#include "incident/incidentjson.h"
#include "session/geodata.h"
#include "session/recordverbs.h"
#include "store/store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

static void initResources()
{
    Q_INIT_RESOURCE(sample);
}

namespace marz::session {

namespace {

const QString sampleAuthor = QStringLiteral("Marz");

QJsonObject sampleJson()
{
    initResources();
    QFile file(QStringLiteral(":/marz/sample.json"));
    if (!file.open(QIODevice::ReadOnly))
        throw base::Error(base::ErrorKind::NotFound, QStringLiteral("The bundled sample is missing."));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (document.isNull())
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("The bundled sample is damaged: %1.").arg(error.errorString()));
    return document.object();
}

template <typename E>
E codeOf(const QJsonObject &object, const char *key)
{
    const QString text = object[QLatin1String(key)].toString();
    const std::optional<E> value = incident::fromCode<E>(text);
    if (!value)
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("The bundled sample: '%1' is no %2.").arg(text, QLatin1String(key)));
    return *value;
}

incident::ChangeSet registerChanges(const QJsonObject &sample)
{
    incident::ChangeSet set;
    set.who = sampleAuthor;
    set.label = QStringLiteral("Sample register");
    for (const QJsonValue &value : sample[QLatin1String("actors")].toArray()) {
        const QJsonObject actor = value.toObject();
        incident::RegisterActor change;
        change.name = actor[QLatin1String("name")].toString();
        change.kind = codeOf<incident::ActorKind>(actor, "kind");
        for (const QJsonValue &alias : actor[QLatin1String("aliases")].toArray())
            change.aliases << alias.toString();
        set.changes.push_back(std::move(change));
    }
    for (const QJsonValue &value : sample[QLatin1String("actor_relations")].toArray()) {
        const QJsonObject relation = value.toObject();
        set.changes.push_back(incident::RelateActors{
            relation[QLatin1String("from")].toString(), relation[QLatin1String("to")].toString(),
            codeOf<incident::ActorRelation>(relation, "kind"), relation[QLatin1String("source")].toString(),
            relation[QLatin1String("since")].toString(), relation[QLatin1String("until")].toString()});
    }
    for (const QJsonValue &value : sample[QLatin1String("series")].toArray()) {
        const QJsonObject series = value.toObject();
        set.changes.push_back(incident::DescribeSeries{series[QLatin1String("name")].toString(),
                                                       series[QLatin1String("about")].toString()});
    }
    return set;
}

incident::ChangeSet incidentChanges(const QJsonObject &sample, const Geodata &geodata)
{
    incident::ChangeSet set;
    set.who = sampleAuthor;
    set.label = QStringLiteral("Sample incidents");
    const QJsonArray incidents = sample[QLatin1String("incidents")].toArray();
    for (qsizetype i = 0; i < incidents.size(); ++i) {
        incident::PutIncident put;
        put.incident =
            incident::incidentFromJson(incidents[i].toObject(), QStringLiteral("incidents[%1]").arg(i));
        derivePlace(put.incident, geodata);
        set.changes.push_back(std::move(put));
    }
    return set;
}

} // namespace

std::vector<incident::ChangeSet> sampleChanges()
{
    const QJsonObject sample = sampleJson();
    return {registerChanges(sample), incidentChanges(sample, *sharedGeodata())};
}

void fillWithSample(store::Store &store)
{
    for (const incident::ChangeSet &changes : sampleChanges())
        store.apply(changes);
}

QString sampleStore(const QString &folder)
{
    if (!QDir().mkpath(folder))
        throw base::Error(base::ErrorKind::Failed,
                          QStringLiteral("The folder %1 cannot be made.").arg(folder),
                          QStringLiteral("Check that there is space and that you may write there."));
    const QString path =
        QDir(folder).filePath(QStringLiteral("sample-%1.gpkg").arg(QCoreApplication::applicationVersion()));
    if (QFile::exists(path))
        return path;
    // Two programs may start at once: each builds its own, the first to finish wins.
    const QString own = path + QStringLiteral(".%1.gpkg").arg(QCoreApplication::applicationPid());
    QFile::remove(own);
    {
        store::Store store = store::Store::create(own);
        fillWithSample(store);
    }
    if (!QFile::rename(own, path))
        QFile::remove(own);
    return path;
}

} // namespace marz::session
