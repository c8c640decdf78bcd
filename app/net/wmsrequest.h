#pragma once

#include <QUrl>

namespace marz::net {

/// What a WMS is asked at: @p url without the words that every request says anew (SERVICE, LAYERS, BBOX ...);
/// those of the server itself, a map or a key, stay.
QUrl withoutWmsWords(const QUrl &url);
/// @p url with @p words ("SERVICE=WMS", percent-encoded) after those that it has.
QUrl withWords(const QUrl &url, const QStringList &words);
/// GetCapabilities at @p address in @p version, "1.3.0".
QUrl capabilitiesUrl(const QUrl &address, const QString &version);

} // namespace marz::net
