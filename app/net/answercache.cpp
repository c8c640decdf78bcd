#include "net/answercache.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QNetworkCacheMetaData>
#include <QNetworkDiskCache>

#include <algorithm>

namespace marz::net {

namespace {

constexpr qint64 daySeconds = 24 * 60 * 60;
constexpr qint64 longestSeconds = 30 * daySeconds;

/// "Wed, 21 Oct 2015 07:28:00 GMT", the one form that RFC 9110 lets a server send.
QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

/// Seconds that an answer is good for; nothing = it may not be kept at all.
std::optional<qint64> lifetimeOf(const AnswerHeaders &headers)
{
    std::optional<qint64> maxAge;
    for (const QByteArray &each : headers.value("cache-control").toLower().split(',')) {
        const QByteArray word = each.trimmed();
        if (word == "no-store")
            return std::nullopt;
        if (word == "no-cache" || word.startsWith("no-cache="))
            maxAge = 0;
        else if (word.startsWith("max-age=") && !maxAge)
            maxAge = word.mid(8).toLongLong();
    }
    const qint64 age = headers.value("age").toLongLong();
    if (maxAge)
        return std::clamp<qint64>(*maxAge - age, 0, longestSeconds);
    if (!headers.contains("expires"))
        return daySeconds;
    const QDateTime expires = httpDate(headers.value("expires"));
    const QDateTime sent = httpDate(headers.value("date"));
    if (!expires.isValid()) // "Expires: 0" = at once
        return 0;
    return std::clamp<qint64>((sent.isValid() ? sent : QDateTime::currentDateTimeUtc()).secsTo(expires), 0,
                              longestSeconds);
}

QNetworkCacheMetaData described(const QUrl &url, qint64 lifetime, const AnswerHeaders &headers)
{
    QNetworkCacheMetaData data;
    data.setUrl(url);
    data.setSaveToDisk(true);
    data.setExpirationDate(QDateTime::currentDateTimeUtc().addSecs(lifetime));
    QNetworkCacheMetaData::RawHeaderList kept;
    for (const char *name : {"etag", "last-modified"}) {
        if (headers.contains(name))
            kept << std::pair(QByteArray(name), headers.value(name));
    }
    data.setRawHeaders(kept);
    return data;
}

} // namespace

AnswerCache::AnswerCache(const QString &folder, qint64 limitBytes)
{
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return;
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_disk = std::make_unique<QNetworkDiskCache>();
    m_disk->setCacheDirectory(folder);
    m_disk->setMaximumCacheSize(limitBytes);
}

AnswerCache::~AnswerCache() = default;

std::optional<KeptAnswer> AnswerCache::find(const QUrl &url) const
{
    if (!m_disk)
        return std::nullopt;
    const QNetworkCacheMetaData data = m_disk->metaData(url);
    // The disk finds it by a short hash: another address may have the same.
    const std::unique_ptr<QIODevice> device(data.isValid() && data.url() == url ? m_disk->data(url)
                                                                                : nullptr);
    if (!device)
        return std::nullopt;
    KeptAnswer kept;
    kept.bytes = device->readAll();
    kept.isFresh = QDateTime::currentDateTimeUtc() < data.expirationDate();
    for (const auto &[name, value] : data.rawHeaders())
        (name == "etag" ? kept.etag : kept.lastModified) = value;
    return kept;
}

void AnswerCache::keep(const QUrl &url, const QByteArray &bytes, const AnswerHeaders &headers)
{
    if (!m_disk)
        return;
    const std::optional<qint64> lifetime = lifetimeOf(headers);
    if (!lifetime) {
        m_disk->remove(url);
        return;
    }
    QIODevice *device = m_disk->prepare(described(url, *lifetime, headers)); // insert() takes it
    if (!device)
        return;
    if (device->write(bytes) == bytes.size())
        m_disk->insert(device);
    else
        m_disk->remove(url);
}

void AnswerCache::renew(const QUrl &url, const AnswerHeaders &headers)
{
    if (!m_disk)
        return;
    const QNetworkCacheMetaData before = m_disk->metaData(url);
    AnswerHeaders known = headers; // a 304 need not repeat them
    for (const auto &[name, value] : before.rawHeaders()) {
        if (!known.contains(name))
            known.insert(name, value);
    }
    if (const std::optional<qint64> lifetime = lifetimeOf(headers); lifetime && before.isValid())
        m_disk->updateMetaData(described(url, *lifetime, known));
}

void AnswerCache::forget(const QUrl &url)
{
    if (m_disk)
        m_disk->remove(url);
}

qint64 keptBytes(const QString &folder)
{
    if (!QDir(folder).exists())
        return 0;
    QNetworkDiskCache disk;
    disk.setCacheDirectory(folder);
    return disk.cacheSize();
}

void forgetAll(const QString &folder)
{
    if (!folder.isEmpty() && QDir(folder).exists())
        QDir(folder).removeRecursively();
}

} // namespace marz::net
