#include "net/host.h"

namespace marz::net {

namespace {

constexpr int httpPort = 80;
constexpr int httpsPort = 443;

int usualPort(const QString &scheme)
{
    return scheme == QLatin1String("https") ? httpsPort : httpPort;
}

} // namespace

Host Host::of(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    // Letters of other scripts stay in their wire form: what looks like a known name may not be it.
    const QString name = url.host(QUrl::FullyEncoded).toLower();
    const bool isWeb = scheme == QLatin1String("https") || scheme == QLatin1String("http");
    const int port = url.port(usualPort(scheme));
    if (!isWeb || name.isEmpty() || port <= 0)
        return {};
    return {scheme, name, port};
}

QUrl Host::movedHere(QUrl url) const
{
    url.setUserInfo({});
    url.setScheme(scheme);
    url.setHost(name);
    url.setPort(port == usualPort(scheme) ? -1 : port);
    return url;
}

QString Host::text() const
{
    const QString shown = name.contains(u':') && !name.startsWith(u'[') ? u'[' + name + u']' : name;
    return port == usualPort(scheme) ? shown : QStringLiteral("%1:%2").arg(shown).arg(port);
}

} // namespace marz::net
