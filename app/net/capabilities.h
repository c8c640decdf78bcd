#pragma once

#include "net/host.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace marz::net {

/// A layer that a WMS lets be asked for: one with a name.
struct WmsLayer {
    QString name;
    QString title;     ///< its own; the name when it has none
    QStringList above; ///< titles of the groups that it stands in, the outermost first
    QStringList crs;   ///< codes that it is offered in, "EPSG:3857"; at most 200
    bool hasWebMercator() const { return crs.contains(QLatin1String("EPSG:3857")); }
};

/// What a WMS says of itself.
struct WmsCapabilities {
    QString version; ///< "1.3.0", "1.1.1"
    QString title;
    QString attribution; ///< who has to be named; empty = it does not say
    QUrl getMap;         ///< at the host that was asked, whatever scheme and port the document says
    QStringList formats; ///< of pictures, "image/png"
    std::vector<WmsLayer> layers;

    /// The best of "image/png" and "image/jpeg" that is offered; empty = neither.
    QString format() const;
};

/// Reads the answer of @p host to GetCapabilities: hostile bytes. Throws base::Error(Invalid): not a WMS,
/// absurdly deep or large, an address at another host (named), no layer that can be asked for.
WmsCapabilities capabilitiesOf(const QByteArray &bytes, const Host &host);

} // namespace marz::net
