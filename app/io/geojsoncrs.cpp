#include "io/geojsoncrs.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace marz::io {

namespace {

constexpr qsizetype maxStringBytes = 64; ///< a longer one is not the key "crs", whatever escapes it uses
constexpr qsizetype maxCrsBytes = 1 << 16;

/// Follows JSON text byte by byte and judges every value of a key "crs".
class CrsScanner
{
public:
    /// False as soon as a linked or unjudgeable CRS was seen.
    bool take(char c)
    {
        if (m_capturing)
            return capture(c);
        if (m_inString) {
            endOrContinueString(c);
        } else if (c == '"') {
            m_inString = true;
            m_string.clear();
        } else if (c == ':' && isCrs()) {
            m_capturing = true;
            m_value.clear();
            m_depth = 0;
        } else if (!isspace(static_cast<unsigned char>(c))) {
            m_string.clear();
        }
        return true;
    }

private:
    void endOrContinueString(char c)
    {
        if (m_escaped) {
            m_escaped = false;
        } else if (c == '\\') {
            m_escaped = true;
        } else if (c == '"') {
            m_inString = false;
            return;
        }
        if (m_string.size() <= maxStringBytes)
            m_string.append(c);
    }

    bool isCrs() const
    {
        if (m_string.size() > maxStringBytes)
            return false;
        const QByteArray json = "[\"" + m_string + "\"]";
        return QJsonDocument::fromJson(json).array().first().toString().compare(QLatin1String("crs"),
                                                                                Qt::CaseInsensitive) == 0;
    }

    bool capture(char c)
    {
        m_value.append(c);
        if (m_value.size() > maxCrsBytes)
            return false;
        if (m_inString) {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inString = false;
            return true;
        }
        if (c == '"') {
            m_inString = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if (c == '}' || c == ']' || c == ',') {
            if (c != ',' && m_depth > 0)
                --m_depth;
            if (m_depth == 0) {
                m_capturing = false;
                m_string.clear();
                return isHarmless();
            }
        }
        return true;
    }

    bool isHarmless() const
    {
        if (!m_value.trimmed().startsWith('{'))
            return true; // null or a word: no object, no link
        QJsonParseError error;
        const QJsonObject crs = QJsonDocument::fromJson(m_value, &error).object();
        if (error.error != QJsonParseError::NoError)
            return false;
        const QString type = crs.value(QLatin1String("type")).toString().toLower();
        const QJsonObject properties = crs.value(QLatin1String("properties")).toObject();
        const QString name = properties.value(QLatin1String("name")).toString();
        return type != QLatin1String("link") && type != QLatin1String("url") &&
               !properties.contains(QLatin1String("href")) && !properties.contains(QLatin1String("url")) &&
               (isOgcName(name) || !name.contains(QLatin1String("://"))) && !name.startsWith(u'/');
    }

    /// OGC's names look like addresses ("http://www.opengis.net/def/crs/EPSG/0/4326") but are known without
    /// asking.
    static bool isOgcName(const QString &name)
    {
        static const QRegularExpression form(
            QStringLiteral("^https?://(www\\.)?opengis\\.net/def/crs/[A-Za-z0-9/.]+$"));
        return form.match(name).hasMatch();
    }

    bool m_inString = false;
    bool m_escaped = false;
    bool m_capturing = false;
    int m_depth = 0;
    QByteArray m_string; ///< the string last read, escapes kept
    QByteArray m_value;
};

} // namespace

bool geoJsonLinksElsewhere(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return true;
    CrsScanner scanner;
    while (!file.atEnd()) {
        const QByteArray piece = file.read(1 << 20);
        if (piece.isEmpty())
            break;
        for (const char c : piece) {
            if (!scanner.take(c))
                return true;
        }
    }
    return false;
}

} // namespace marz::io
