#include "session/tileservice.h"

#include "base/error.h"
#include "net/host.h"
#include "net/wmsrequest.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace marz::session {

namespace {

constexpr qsizetype longestAddress = 2000;
constexpr qsizetype longestText = 300;
constexpr qsizetype mostLayers = 50;
constexpr int deepestZoom = 24;

[[noreturn]] void refuse(const QString &what, const QString &advice)
{
    throw base::Error(base::ErrorKind::Invalid, what, advice);
}

QString example()
{
    return QStringLiteral("An address looks like https://tile.openstreetmap.org/{z}/{x}/{y}.png.");
}

bool has(const QString &text, const char *part)
{
    return text.contains(QLatin1String(part), Qt::CaseInsensitive);
}

/// One line without marks that turn the direction of what follows.
QString plainText(const QString &text)
{
    static const QRegularExpression turning(
        QStringLiteral("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\p{Cc}]"));
    return QString(text).replace(turning, QStringLiteral(" ")).simplified().left(longestText);
}

/// The address with numbers in place of what is filled in, for a look at its parts.
QUrl filledIn(QString address)
{
    static const QRegularExpression places(QStringLiteral("\\{(?:-y|[a-z]+)\\}"));
    return QUrl(address.replace(places, QStringLiteral("0")), QUrl::StrictMode);
}

void checkCharacters(const QString &address)
{
    static const QRegularExpression forbidden(QStringLiteral("[\\s\\p{Cc}\"<>\\\\^`|]"));
    if (address.isEmpty())
        refuse(QStringLiteral("There is no address."), example());
    if (address.size() > longestAddress)
        refuse(QStringLiteral("The address is longer than %1 characters.").arg(longestAddress), example());
    if (const QRegularExpressionMatch match = forbidden.match(address); match.hasMatch())
        refuse(QStringLiteral("The address contains %1.")
                   .arg(match.captured().trimmed().isEmpty() ? QStringLiteral("a space")
                                                             : QString(u'\'' + match.captured() + u'\'')),
               QStringLiteral("Type it without, or write %20 for a space."));
}

void checkHost(const QString &address)
{
    static const QRegularExpression scheme(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*)://"));
    const QRegularExpressionMatch match = scheme.match(address);
    if (!match.hasMatch())
        refuse(QStringLiteral("The address does not say how to get there."),
               QStringLiteral("Put https:// in front of it."));
    const QString how = match.captured(1).toLower();
    if (how != QLatin1String("https") && how != QLatin1String("http"))
        refuse(QStringLiteral("Marz does not fetch from %1:// addresses.").arg(how),
               how == QLatin1String("file") ? QStringLiteral("Add a file with Layer > Add layer.")
                                            : QStringLiteral("Use one that begins with https://."));
    const QString authority = address.mid(match.capturedLength()).section(u'/', 0, 0).section(u'?', 0, 0);
    if (authority.contains(u'@'))
        refuse(QStringLiteral("The address contains a user name or a password."),
               QStringLiteral("Leave it out: it would be stored in clear and sent with each request."));
    if (authority.contains(u'{'))
        refuse(QStringLiteral("The address stands for several hosts (%1).").arg(authority.left(80)),
               QStringLiteral("Marz asks only one: type one of their names in place of {...}, for instance "
                              "'a'."));
    if (!net::Host::of(filledIn(address)).isValid())
        refuse(QStringLiteral("'%1' is no name of a host.").arg(authority.left(80)), example());
}

/// Other kinds of services, which are often pasted.
void checkForeignKinds(const QString &address)
{
    static const QRegularExpression vector(QStringLiteral("\\.(?:pbf|mvt|pmtiles|json)(?:$|\\?)"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression arcgis(QStringLiteral("/(?:Map|Image|Feature)Server(?:/?$|/?\\?)"),
                                           QRegularExpression::CaseInsensitiveOption);
    const bool hasPlaces = address.contains(QLatin1String("{x}"));
    if (vector.match(address).hasMatch())
        refuse(QStringLiteral("This is an address of vector tiles or of a description, not of pictures."),
               QStringLiteral("Look for one that ends in .png, .jpg or .webp."));
    if (!hasPlaces &&
        (has(address, "service=wmts") || has(address, "WMTSCapabilities") || has(address, "/wmts")))
        refuse(QStringLiteral("This is an address of a WMTS, which Marz does not read."),
               QStringLiteral("Many of them have tiles with {z}/{x}/{y} or a WMS too: use that address."));
    if (!hasPlaces && has(address, "service=wfs"))
        refuse(QStringLiteral("This is an address of a WFS, which sends data and not pictures."),
               QStringLiteral("Download it, and add the file with Layer > Add layer."));
    if (arcgis.match(address).hasMatch())
        refuse(QStringLiteral("This is an address of an ArcGIS service."),
               QStringLiteral("If it has tiles, type .../MapServer/tile/{z}/{y}/{x}; if it has a WMS, "
                              ".../MapServer/WMSServer?."));
}

void checkPlaces(const QString &address)
{
    static const QRegularExpression places(QStringLiteral("\\{([^{}]*)\\}"));
    QStringList found;
    for (auto it = places.globalMatch(address); it.hasNext();)
        found << it.next().captured(1);
    for (const QString &each : std::as_const(found)) {
        if (each == QLatin1String("q"))
            refuse(QStringLiteral("Tiles that are numbered by quadkeys ({q}) are not supported."), example());
        if (each == QLatin1String("r"))
            refuse(QStringLiteral("{r} is not known."),
                   QStringLiteral("Leave it out, or type @2x in its place and choose tiles of 512 pixels."));
        if (!QStringList{QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("-y"), QStringLiteral("z")}
                 .contains(each))
            refuse(QStringLiteral("{%1} is not known.").arg(each.left(40)),
                   QStringLiteral("Type in its place what the service gave you, for instance your key."));
    }
    const QString rest = QString(address).remove(places);
    if (rest.contains(u'{') || rest.contains(u'}'))
        refuse(QStringLiteral("A bracket { or } stands alone."), example());
    for (const char *needed : {"z", "x"}) {
        if (!found.contains(QLatin1String(needed)))
            refuse(QStringLiteral("{%1} is missing.").arg(QLatin1String(needed)), example());
    }
    if (found.contains(QLatin1String("y")) == found.contains(QLatin1String("-y")))
        refuse(QStringLiteral("{y} is missing, or stands there together with {-y}."),
               QStringLiteral("{y} counts rows from the north, {-y} from the south (TMS)."));
}

void checkAddress(const QString &address, ServiceKind kind)
{
    checkCharacters(address);
    checkHost(address);
    checkForeignKinds(address);
    if (kind == ServiceKind::Tiles)
        checkPlaces(address);
    else if (address.contains(u'{') || address.contains(u'}'))
        refuse(QStringLiteral("The address of a WMS has no brackets."),
               QStringLiteral("It looks like https://host/wms?."));
}

void checkWms(ServiceWords &words)
{
    words.url = QString::fromLatin1(net::withoutWmsWords(QUrl(words.url, QUrl::StrictMode)).toEncoded());
    if (words.layers.isEmpty() || words.layers.size() > mostLayers)
        refuse(QStringLiteral("A WMS needs between 1 and %1 layers.").arg(mostLayers),
               QStringLiteral("Press \"Look up layers\" and tick what is to be drawn."));
    for (const QString &name : std::as_const(words.layers)) {
        if (name.isEmpty() || name.size() > longestText || name.contains(u',') || name != plainText(name))
            refuse(QStringLiteral("'%1' cannot be the name of a WMS layer.").arg(plainText(name).left(80)),
                   {});
    }
    if (words.version != QLatin1String("1.1.1") && words.version != QLatin1String("1.3.0"))
        refuse(QStringLiteral("WMS %1 is not known.").arg(plainText(words.version).left(20)),
               QStringLiteral("Marz speaks 1.3.0 and 1.1.1."));
    if (words.format != QLatin1String("image/png") && words.format != QLatin1String("image/jpeg"))
        refuse(QStringLiteral("Pictures as %1 are not known.").arg(plainText(words.format).left(40)),
               QStringLiteral("Marz reads image/png and image/jpeg."));
}

} // namespace

TileService::TileService(const ServiceWords &words) : m_words(words)
{
    checkAddress(m_words.url, m_words.kind);
    m_words.url = m_words.url.section(u'#', 0, 0);
    if (m_words.kind == ServiceKind::Wms) {
        checkWms(m_words);
    } else {
        m_words.layers.clear();
        m_words.version.clear();
        m_words.format.clear();
    }
    m_words.attribution = plainText(m_words.attribution);
    m_words.maxZoom = std::clamp(m_words.maxZoom, 0, deepestZoom);
    if (m_words.tileSize != 512 || m_words.kind == ServiceKind::Wms)
        m_words.tileSize = 256;
}

QUrl TileService::address() const
{
    return filledIn(m_words.url);
}

QString TileService::host() const
{
    return serviceHost(m_words);
}

QString TileService::consentKey() const
{
    const QString told = m_words.url % u'\n' % m_words.layers.join(u'\n');
    return QString::fromLatin1(QCryptographicHash::hash(told.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString TileService::origin() const
{
    return net::Host::of(address()).fullText();
}

bool TileService::isEncrypted() const
{
    return address().scheme() == QLatin1String("https");
}

bool operator==(const TileService &a, const TileService &b)
{
    const auto all = [](const ServiceWords &w) {
        return std::tie(w.kind, w.url, w.layers, w.version, w.format, w.attribution, w.maxZoom, w.tileSize);
    };
    return all(a.m_words) == all(b.m_words);
}

ServiceWords typedService(const QString &typed)
{
    ServiceWords words;
    words.url = typed.trimmed().section(u'#', 0, 0);
    checkCharacters(words.url);
    checkHost(words.url);
    static const QRegularExpression picture(QStringLiteral("\\.(?:png|jpe?g|webp)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    const QUrl whole = filledIn(words.url);
    const bool hasPlaces = words.url.contains(u'{') || words.url.contains(u'}');
    if (hasPlaces || picture.match(whole.path()).hasMatch()) {
        checkAddress(words.url, ServiceKind::Tiles);
        words.attribution = knownAttribution(net::Host::of(whole).text());
        return words;
    }
    if (whole.path().size() <= 1 && !whole.hasQuery())
        refuse(
            QStringLiteral("The address names only the host."),
            QStringLiteral("Add where its tiles are, as in https://host/{z}/{x}/{y}.png, or its WMS, as in "
                           "https://host/wms?."));
    words.kind = ServiceKind::Wms;
    words.maxZoom = deepestZoom;
    checkAddress(words.url, ServiceKind::Wms);
    return words;
}

QString serviceHost(const ServiceWords &words)
{
    return net::Host::of(filledIn(words.url)).text();
}

QString knownAttribution(const QString &host)
{
    const bool isOpenStreetMap = host == QLatin1String("tile.openstreetmap.org") ||
                                 host.endsWith(QLatin1String(".tile.openstreetmap.org"));
    return isOpenStreetMap ? QStringLiteral("© OpenStreetMap contributors") : QString();
}

} // namespace marz::session
