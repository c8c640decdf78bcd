#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace marz::session {

enum class ServiceKind : std::uint8_t {
    Tiles, ///< pictures by zoom, column and row: "https://host/{z}/{x}/{y}.png"
    Wms    ///< OGC Web Map Service
};

/// What a service is made of, unchecked: what a dialog or a store hands over.
struct ServiceWords {
    ServiceKind kind = ServiceKind::Tiles;
    QString url;         ///< template of the tiles; of a WMS the address that GetMap is asked at
    QStringList layers;  ///< of a WMS: names as its capabilities have them, the lowest first
    QString version;     ///< of a WMS: "1.3.0", "1.1.1"
    QString format;      ///< of a WMS: "image/png", "image/jpeg"
    QString attribution; ///< who has to be named on a map; may be empty
    int maxZoom = 19;    ///< the deepest tiles there are, 0 ... 24
    int tileSize = 256;  ///< pixels, 256 or 512
};

/// A service of map pictures at one host: a value that is checked once.
class TileService
{
public:
    /// Throws base::Error(Invalid) that says what to type instead.
    explicit TileService(const ServiceWords &words);

    ServiceKind kind() const { return m_words.kind; }
    const QString &url() const { return m_words.url; }
    const QStringList &layers() const { return m_words.layers; }
    const QString &version() const { return m_words.version; }
    const QString &format() const { return m_words.format; }
    const QString &attribution() const { return m_words.attribution; }
    int maxZoom() const { return m_words.maxZoom; }
    int tileSize() const { return m_words.tileSize; }
    /// The address with nothing filled in: its scheme, host and port are the only ones ever asked.
    QUrl address() const;
    /// For consent and for the light: "tile.openstreetmap.org", "localhost:8080".
    QString host() const;
    /// What consent is given to: "https://tile.openstreetmap.org". One without encryption is another.
    QString origin() const;
    /// Stands for all that its host learns by it: address and layers, as a hash, since addresses may hold
    /// keys.
    QString consentKey() const;
    /// Whether nobody on the way sees what is asked for.
    bool isEncrypted() const;

    friend bool operator==(const TileService &a, const TileService &b);

private:
    ServiceWords m_words;
};

/// What somebody typed as an address: its kind and its cleaned form. Throws base::Error(Invalid) that says
/// what to type instead.
ServiceWords typedService(const QString &typed);
/// The host that is asked for an address of typedService(), as TileService::host() has it.
QString serviceHost(const ServiceWords &words);
/// Who is to be named for the tiles of hosts that everybody uses; empty for others.
QString knownAttribution(const QString &host);

QJsonObject serviceJson(const TileService &service);
/// Nothing when it is no usable service: a store may come from anybody.
std::optional<TileService> serviceOf(const QJsonObject &json);

} // namespace marz::session
