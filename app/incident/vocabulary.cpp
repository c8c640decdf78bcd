#include "incident/vocabulary.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

/// Pulls the compiled resource out of the static library; must stand outside every namespace.
static void initVocabularyResource()
{
    Q_INIT_RESOURCE(vocabulary);
}

namespace marz::incident {

namespace {

QJsonObject shippedJson()
{
    initVocabularyResource();
    QFile file(QStringLiteral(":/marz/vocabulary.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The vocabulary is not compiled in.");
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        qFatal("The compiled-in vocabulary is no JSON object: %s", qPrintable(error.errorString()));
    return document.object();
}

Vocabulary vocabularyOf(const QJsonObject &root)
{
    std::vector<Family> families;
    for (const QJsonValue &value : root[QLatin1String("families")].toArray()) {
        families.push_back({value[QLatin1String("code")].toString(), value[QLatin1String("label")].toString(),
                            value[QLatin1String("colour")].toString(),
                            value[QLatin1String("shape")].toString()});
    }
    std::vector<EventType> types;
    for (const QJsonValue &value : root[QLatin1String("types")].toArray()) {
        types.push_back({value[QLatin1String("code")].toString(), value[QLatin1String("label")].toString(),
                         value[QLatin1String("family")].toString(),
                         value[QLatin1String("acled")].toString()});
    }
    return Vocabulary(std::move(families), std::move(types));
}

using Radii = std::array<std::optional<double>, 6>;

Radii radiiOf(const QJsonObject &root)
{
    Radii radii;
    const QJsonObject byCode = root[QLatin1String("place_radius_m")].toObject();
    for (const CodeEntry<PlacePrecision> &entry : codeList<PlacePrecision>()) {
        const QJsonValue value = byCode[QLatin1String(entry.code)];
        if (value.isDouble())
            radii[static_cast<std::size_t>(entry.value)] = value.toDouble();
    }
    return radii;
}

template <typename Entry>
const Entry *entryOf(const std::vector<Entry> &entries, const QString &code)
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry &entry) { return entry.code == code; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace

const Vocabulary &Vocabulary::shipped()
{
    static const Vocabulary vocabulary = vocabularyOf(shippedJson());
    return vocabulary;
}

Vocabulary::Vocabulary(std::vector<Family> families, std::vector<EventType> types)
    : m_families(std::move(families)), m_types(std::move(types))
{
}

const EventType *Vocabulary::type(const QString &code) const
{
    return entryOf(m_types, code);
}

const Family *Vocabulary::family(const QString &code) const
{
    return entryOf(m_families, code);
}

QString Vocabulary::familyOf(const QString &typeCode) const
{
    const EventType *found = type(typeCode);
    return found ? found->family : QStringLiteral("other");
}

QString Vocabulary::typeLabel(const QString &typeCode) const
{
    const EventType *found = type(typeCode);
    return found ? found->label : typeCode;
}

QString Vocabulary::familyLabel(const QString &familyCode) const
{
    const Family *found = family(familyCode);
    return found ? found->label : familyCode;
}

std::optional<double> shippedRadiusM(PlacePrecision precision)
{
    static const Radii radii = radiiOf(shippedJson());
    return radii[static_cast<std::size_t>(precision)];
}

} // namespace marz::incident
