#include "session/bookmarks.h"

#include "session/openstore.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>
#include <cmath>

namespace marz::session {

namespace {

constexpr QLatin1String table("views");
constexpr qsizetype longestName = 80;
constexpr double closestScale = 1;
constexpr double widestScale = 1e9;

bool areSame(const QString &a, const QString &b)
{
    return a.normalized(QString::NormalizationForm_C)
               .compare(b.normalized(QString::NormalizationForm_C), Qt::CaseInsensitive) == 0;
}

/// Where the settings keep the bookmarks of a store that cannot be written: by its path, the sample's by its
/// name, since every user has an own copy of it.
QString settingsKey(const StoreSummary &summary)
{
    if (summary.isSample)
        return QStringLiteral("bookmarks/sample");
    const QByteArray hash = QCryptographicHash::hash(summary.path.toUtf8(), QCryptographicHash::Sha1);
    return QStringLiteral("bookmarks/%1").arg(QString::fromLatin1(hash.toHex()));
}

QJsonObject objectOf(const Bookmark &bookmark)
{
    return {{QStringLiteral("lon"), bookmark.centre.lon},
            {QStringLiteral("lat"), bookmark.centre.lat},
            {QStringLiteral("scale"), bookmark.scaleDenominator},
            {QStringLiteral("crs"), bookmark.crs}};
}

} // namespace

QByteArray bookmarkJson(const Bookmark &bookmark)
{
    return QJsonDocument(objectOf(bookmark)).toJson(QJsonDocument::Compact);
}

std::optional<Bookmark> bookmarkOf(const QString &name, const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Bookmark bookmark;
    bookmark.name = name;
    constexpr double none = 1e9; // beyond every position and scale
    bookmark.centre = {object.value(QStringLiteral("lon")).toDouble(none),
                       object.value(QStringLiteral("lat")).toDouble(none)};
    bookmark.scaleDenominator = object.value(QStringLiteral("scale")).toDouble(-1);
    bookmark.crs = object.value(QStringLiteral("crs")).toString();
    const bool isScale =
        bookmark.scaleDenominator >= closestScale && bookmark.scaleDenominator <= widestScale;
    if (name.trimmed().isEmpty() || !geo::isValid(bookmark.centre) || !isScale || bookmark.crs.isEmpty())
        return std::nullopt;
    return bookmark;
}

Bookmark bookmarkOf(const QString &name, const map::Viewport &view)
{
    return {name, view.crs().toLonLat(view.centre()), view.scaleDenominator(), view.crs().code()};
}

map::Viewport viewOf(const Bookmark &bookmark, const map::Viewport &now)
{
    const geo::Crs crs = geo::Crs::fromCode(bookmark.crs);
    const map::Viewport at(crs, crs.toMap(bookmark.centre), now.unitsPerPx(), now.size(),
                           now.devicePixelRatio());
    return at.withScale(bookmark.scaleDenominator);
}

Bookmarks::Bookmarks(OpenStore &store, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&store, &OpenStore::storeOpened, this, &Bookmarks::load);
}

bool Bookmarks::isInSettings() const
{
    return !m_store.summary().isOpen || m_store.summary().isReadOnly;
}

bool Bookmarks::isOurs(const QString &name) const
{
    return !m_held.contains(name);
}

QString Bookmarks::problemOfName(const QString &name, const QString &except) const
{
    const QString wanted = name.simplified();
    if (wanted.isEmpty())
        return QStringLiteral("A bookmark needs a name.");
    if (wanted.size() > longestName)
        return QStringLiteral("A name has at most %1 characters; this one has %2.")
            .arg(longestName)
            .arg(wanted.size());
    for (const Bookmark &each : m_all) {
        if (each.name != except && areSame(each.name, wanted))
            return QStringLiteral("There is a bookmark “%1” already.").arg(each.name);
    }
    return {};
}

void Bookmarks::put(const Bookmark &bookmark)
{
    std::erase_if(m_all, [&](const Bookmark &each) { return each.name == bookmark.name; });
    m_all.push_back(bookmark);
    sort();
    save(bookmark.name, bookmarkJson(bookmark));
    Q_EMIT bookmarksChanged();
}

void Bookmarks::rename(const QString &from, const QString &to)
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [&](const Bookmark &each) { return each.name == from; });
    if (found == m_all.end() || !isOurs(from) || from == to)
        return;
    Bookmark renamed = *found;
    renamed.name = to;
    m_all.erase(found);
    m_all.push_back(renamed);
    sort();
    save(to, bookmarkJson(renamed)); // the new one first: were the second to fail, nothing is lost
    save(from, {});
    Q_EMIT bookmarksChanged();
}

void Bookmarks::remove(const QString &name)
{
    if (!isOurs(name) || std::erase_if(m_all, [&](const Bookmark &each) { return each.name == name; }) == 0)
        return;
    save(name, {});
    Q_EMIT bookmarksChanged();
}

void Bookmarks::save(const QString &name, const QByteArray &json)
{
    if (isInSettings()) {
        keepInSettings();
        return;
    }
    m_store.saveNamed(table, name, json, this, [this](bool isStored) {
        if (!isStored)
            load(); // the store says what there is
    });
}

void Bookmarks::keepInSettings() const
{
    QJsonObject kept;
    for (const Bookmark &each : m_all) {
        if (isOurs(each.name))
            kept.insert(each.name, objectOf(each));
    }
    QSettings().setValue(settingsKey(m_store.summary()), QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

void Bookmarks::load()
{
    if (!m_store.summary().isOpen)
        return;
    m_store.loadNamed(table, this, [this](const std::vector<std::pair<QString, QByteArray>> &rows) {
        m_all.clear();
        m_held.clear();
        const auto take = [this](const QString &name, const QByteArray &json) {
            const std::optional<Bookmark> bookmark = bookmarkOf(name, json);
            if (bookmark)
                m_all.push_back(*bookmark);
            return bookmark.has_value();
        };
        for (const auto &[name, json] : rows) {
            if (take(name, json) && isInSettings())
                m_held << name;
        }
        if (isInSettings()) {
            const QByteArray stored = QSettings().value(settingsKey(m_store.summary())).toByteArray();
            const QJsonObject kept = QJsonDocument::fromJson(stored).object();
            for (auto each = kept.begin(); each != kept.end(); ++each) {
                if (!m_held.contains(each.key()))
                    take(each.key(), QJsonDocument(each.value().toObject()).toJson());
            }
        }
        sort();
        Q_EMIT bookmarksChanged();
    });
}

void Bookmarks::sort()
{
    std::sort(m_all.begin(), m_all.end(), [](const Bookmark &a, const Bookmark &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
}

} // namespace marz::session
