#pragma once

#include "support/httpserver.h"

namespace marz::test {

/// A capabilities document around @p layers whose pictures are at @p getMap.
inline QByteArray wmsDocument(const QString &getMap, const QByteArray &layers)
{
    return "<?xml version=\"1.0\"?><WMS_Capabilities version=\"1.3.0\" xmlns=\"http://www.opengis.net/wms\" "
           "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><Service><Title>Maps of the office</Title></Service>"
           "<Capability><Request><GetMap><Format>image/png</Format><DCPType><HTTP><Get><OnlineResource "
           "xlink:href=\"" +
           getMap.toHtmlEscaped().toUtf8() +
           "\"/></Get></HTTP></DCPType></GetMap></Request><Layer><Title>All</Title><Attribution><Title>© The "
           "office</Title></Attribution>" +
           layers + "</Layer></Capability></WMS_Capabilities>";
}

inline QByteArray wmsLayer(const QByteArray &name, const QByteArray &crs = "EPSG:3857")
{
    return "<Layer><Name>" + name + "</Name><Title>The " + name + "</Title><CRS>" + crs + "</CRS></Layer>";
}

inline QByteArray capabilitiesPath(const QByteArray &version = "1.3.0")
{
    return "/ows?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=" + version;
}

} // namespace marz::test
