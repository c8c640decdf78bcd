#include "net/capabilities.h"

#include "base/error.h"

#include <QXmlStreamReader>

namespace marz::net {

namespace {

constexpr int deepest = 40;
constexpr int mostElements = 400'000;
constexpr std::size_t mostLayers = 5'000;
constexpr qsizetype mostCrs = 200;
constexpr qsizetype mostFormats = 100;
constexpr qsizetype longestText = 300;
constexpr qsizetype longestAddress = 2000;

[[noreturn]] void refuse(const QString &what, const QString &advice)
{
    throw base::Error(base::ErrorKind::Invalid, what, advice);
}

/// Reads a capabilities document element by element, counting depth and elements.
class Reader
{
public:
    Reader(const QByteArray &bytes, const Host &host) : m_xml(bytes), m_host(host) {}
    WmsCapabilities read();

private:
    bool nextChild();
    QString text(qsizetype longest = longestText);
    void skip();
    void readService();
    void readCapability();
    void readRequest();
    void readGetMap();
    void readAddress();
    void readAttribution();
    void readLayer(QStringList above, QStringList crs);
    void checkEnd();

    QXmlStreamReader m_xml;
    const Host &m_host;
    WmsCapabilities m_found;
    int m_depth = 0;
    int m_elements = 0;
};

/// The next child element of the one that is read, or false at its end.
bool Reader::nextChild()
{
    while (!m_xml.atEnd()) {
        const QXmlStreamReader::TokenType token = m_xml.readNext();
        if (token == QXmlStreamReader::EndElement) {
            --m_depth;
            return false;
        }
        if (token == QXmlStreamReader::StartElement) {
            if (++m_depth > deepest || ++m_elements > mostElements)
                refuse(
                    QStringLiteral("What %1 says of its layers is too deep or too long.").arg(m_host.text()),
                    QStringLiteral("Check the address."));
            return true;
        }
    }
    return false;
}

/// The text of the element that was just begun, its children's too; passes its end.
QString Reader::text(qsizetype longest)
{
    QString all;
    int inside = 1;
    while (inside > 0 && !m_xml.atEnd()) {
        const QXmlStreamReader::TokenType token = m_xml.readNext();
        if (token == QXmlStreamReader::StartElement)
            ++inside;
        else if (token == QXmlStreamReader::EndElement)
            --inside;
        else if (token == QXmlStreamReader::Characters && all.size() < longest)
            all += m_xml.text();
    }
    --m_depth;
    return all.simplified().left(longest);
}

void Reader::skip()
{
    while (nextChild())
        skip();
}

WmsCapabilities Reader::read()
{
    if (!m_xml.readNextStartElement())
        refuse(QStringLiteral("What %1 answers is no description of a WMS.").arg(m_host.text()),
               QStringLiteral("Check the address: it often ends in /wms? or /ows?."));
    m_depth = 1;
    const QString root = m_xml.name().toString();
    m_found.version = m_xml.attributes().value(QLatin1String("version")).toString();
    if (root == QLatin1String("ServiceExceptionReport") || root == QLatin1String("ExceptionReport"))
        refuse(QStringLiteral("%1 says: '%2'.").arg(m_host.text(), text()),
               QStringLiteral("Check the address."));
    const bool isWms =
        root == QLatin1String("WMS_Capabilities") || root == QLatin1String("WMT_MS_Capabilities");
    if (!isWms)
        refuse(QStringLiteral("What %1 answers is no description of a WMS but '%2'.")
                   .arg(m_host.text(), root.left(60)),
               root == QLatin1String("Capabilities")
                   ? QStringLiteral("It may be a WMTS: look for a WMS, or for tiles with {z}/{x}/{y}.")
                   : QStringLiteral("Check the address: it often ends in /wms? or /ows?."));
    while (nextChild()) {
        if (m_xml.name() == QLatin1String("Service"))
            readService();
        else if (m_xml.name() == QLatin1String("Capability"))
            readCapability();
        else
            skip();
    }
    checkEnd();
    return std::move(m_found);
}

void Reader::checkEnd()
{
    if (m_xml.hasError())
        refuse(QStringLiteral("What %1 says of its layers breaks off or is damaged (line %2).")
                   .arg(m_host.text())
                   .arg(m_xml.lineNumber()),
               QStringLiteral("Try again; if it stays so, tell who runs the server."));
    if (m_found.version != QLatin1String("1.3.0") && m_found.version != QLatin1String("1.1.1"))
        refuse(QStringLiteral("%1 speaks WMS '%2'.").arg(m_host.text(), m_found.version.left(20)),
               QStringLiteral("Marz speaks 1.3.0 and 1.1.1."));
    if (m_found.layers.empty())
        refuse(QStringLiteral("%1 names no layer that can be asked for.").arg(m_host.text()),
               QStringLiteral("Check the address."));
    if (m_found.getMap.isEmpty())
        refuse(QStringLiteral("%1 does not say where its pictures are.").arg(m_host.text()),
               QStringLiteral("Check the address."));
    if (m_found.format().isEmpty())
        refuse(QStringLiteral("%1 offers pictures as neither PNG nor JPEG.").arg(m_host.text()),
               QStringLiteral("Ask who runs it for one of them."));
}

void Reader::readService()
{
    while (nextChild()) {
        if (m_xml.name() == QLatin1String("Title"))
            m_found.title = text();
        else
            skip();
    }
}

void Reader::readCapability()
{
    while (nextChild()) {
        if (m_xml.name() == QLatin1String("Request"))
            readRequest();
        else if (m_xml.name() == QLatin1String("Layer"))
            readLayer({}, {});
        else
            skip();
    }
}

void Reader::readRequest()
{
    while (nextChild()) {
        if (m_xml.name() == QLatin1String("GetMap"))
            readGetMap();
        else
            skip();
    }
}

void Reader::readGetMap()
{
    while (nextChild()) {
        if (m_xml.name() == QLatin1String("Format")) {
            const QString format = text().toLower();
            if (m_found.formats.size() < mostFormats)
                m_found.formats << format;
        } else if (m_xml.name() == QLatin1String("DCPType")) {
            while (nextChild()) { // HTTP
                while (nextChild()) {
                    if (m_xml.name() == QLatin1String("Get"))
                        readAddress();
                    else
                        skip();
                }
            }
        } else {
            skip();
        }
    }
}

void Reader::readAddress()
{
    while (nextChild()) {
        const QString href = m_xml.attributes()
                                 .value(QLatin1String("http://www.w3.org/1999/xlink"), QLatin1String("href"))
                                 .toString()
                                 .left(longestAddress)
                                 .trimmed();
        skip();
        const QUrl url(href, QUrl::StrictMode);
        const Host other = Host::of(url);
        if (!url.isValid() || !other.isValid())
            continue;
        if (other.name != m_host.name)
            refuse(QStringLiteral("%1 has its pictures at another host, %2, which was not asked.")
                       .arg(m_host.text(), other.text()),
                   QStringLiteral("Type that address if you want it."));
        // Servers behind another one often say a scheme or a port that is not seen from here.
        m_found.getMap = m_host.movedHere(url);
    }
}

void Reader::readAttribution()
{
    QString title;
    while (nextChild()) {
        if (m_xml.name() == QLatin1String("Title"))
            title = text();
        else
            skip();
    }
    if (m_found.attribution.isEmpty())
        m_found.attribution = title;
}

void Reader::readLayer(QStringList above, QStringList crs)
{
    WmsLayer layer;
    layer.above = above;
    bool isPlaced = false;
    const auto put = [&] {
        if (std::exchange(isPlaced, true) || layer.name.isEmpty())
            return;
        layer.crs = crs;
        if (layer.title.isEmpty())
            layer.title = layer.name;
        m_found.layers.push_back(layer);
    };
    while (nextChild()) {
        const QStringView name = m_xml.name();
        if (name == QLatin1String("Name")) {
            layer.name = text();
        } else if (name == QLatin1String("Title")) {
            layer.title = text();
        } else if (name == QLatin1String("CRS") || name == QLatin1String("SRS")) {
            // Old servers put several into one element.
            for (const QString &each : text(longestAddress).toUpper().split(u' ', Qt::SkipEmptyParts)) {
                if (crs.size() < mostCrs || each == QLatin1String("EPSG:3857"))
                    crs << each;
            }
            crs.removeDuplicates();
        } else if (name == QLatin1String("Attribution")) {
            readAttribution();
        } else if (name == QLatin1String("Layer")) {
            put(); // before those in it: what it says of itself comes first
            if (m_found.layers.size() >= mostLayers)
                refuse(QStringLiteral("%1 has more than %2 layers.").arg(m_host.text()).arg(mostLayers),
                       QStringLiteral("Ask who runs it for the address of a part."));
            readLayer(layer.title.isEmpty() ? above : above + QStringList{layer.title}, crs);
        } else {
            skip();
        }
    }
    put();
}

} // namespace

QString WmsCapabilities::format() const
{
    for (const QString &each : {QStringLiteral("image/png"), QStringLiteral("image/jpeg")}) {
        if (formats.contains(each))
            return each;
    }
    return {};
}

WmsCapabilities capabilitiesOf(const QByteArray &bytes, const Host &host)
{
    return Reader(bytes, host).read();
}

} // namespace marz::net
