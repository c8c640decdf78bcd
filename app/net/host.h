#pragma once

#include <QString>
#include <QUrl>

namespace marz::net {

/// A server as the user named it: a value. Two that differ in scheme or port are two.
struct Host {
    QString scheme; ///< "https" or "http"
    QString name;   ///< as it goes over the wire, lower case: "tile.openstreetmap.org", "::1"
    int port = 0;   ///< never 0 in one that is valid

    /// Not valid for an address without a host, and for other schemes.
    static Host of(const QUrl &url);
    bool isValid() const { return !name.isEmpty(); }
    /// Whether @p url lies on it.
    bool serves(const QUrl &url) const { return isValid() && of(url) == *this; }
    /// @p url with this server in place of its own, and without a user.
    QUrl movedHere(QUrl url) const;
    /// For a person: "tile.openstreetmap.org", "localhost:8080".
    QString text() const;
    /// With the scheme: "https://tile.openstreetmap.org".
    QString fullText() const { return scheme + QStringLiteral("://") + text(); }

    friend bool operator==(const Host &, const Host &) = default;
};

} // namespace marz::net
