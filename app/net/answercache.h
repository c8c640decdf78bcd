#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

class QNetworkDiskCache;

namespace marz::net {

/// What a server said of how long its answer is good for: header names in lower case, as they came.
using AnswerHeaders = QHash<QByteArray, QByteArray>;

/// An answer of earlier.
struct KeptAnswer {
    QByteArray bytes;
    bool isFresh = false;    ///< the server need not be asked
    QByteArray etag;         ///< for If-None-Match; may be empty
    QByteArray lastModified; ///< for If-Modified-Since; may be empty
};

/// Answers on disk in a folder that only its user may read. Threads and programs may share a folder, not an
/// object. What cannot be written is not kept: no errors.
class AnswerCache
{
public:
    /// @p folder empty = nothing is kept.
    AnswerCache(const QString &folder, qint64 limitBytes);
    ~AnswerCache();

    std::optional<KeptAnswer> find(const QUrl &url) const;
    /// By the server's Cache-Control and Expires (RFC 9111); a day when it says nothing, not at all when it
    /// says no-store.
    void keep(const QUrl &url, const QByteArray &bytes, const AnswerHeaders &headers);
    /// The server said that what is kept is still true.
    void renew(const QUrl &url, const AnswerHeaders &headers);
    void forget(const QUrl &url);

private:
    std::unique_ptr<QNetworkDiskCache> m_disk;
};

/// Bytes that answers in @p folder take.
qint64 keptBytes(const QString &folder);
/// Deletes all of them.
void forgetAll(const QString &folder);

} // namespace marz::net
