#include "net/wmsrequest.h"

#include <QStringList>

namespace marz::net {

QUrl withoutWmsWords(const QUrl &url)
{
    static const QStringList own{
        QStringLiteral("service"), QStringLiteral("request"), QStringLiteral("version"),
        QStringLiteral("layers"),  QStringLiteral("styles"),  QStringLiteral("bbox"),
        QStringLiteral("width"),   QStringLiteral("height"),  QStringLiteral("crs"),
        QStringLiteral("srs"),     QStringLiteral("format"),  QStringLiteral("transparent")};
    QStringList kept;
    for (const QString &each : url.query(QUrl::FullyEncoded).split(u'&', Qt::SkipEmptyParts)) {
        if (!own.contains(each.section(u'=', 0, 0).toLower()))
            kept << each;
    }
    QUrl clean = url;
    clean.setQuery(kept.isEmpty() ? QString() : kept.join(u'&'), QUrl::StrictMode);
    clean.setFragment({});
    return clean;
}

QUrl withWords(const QUrl &url, const QStringList &words)
{
    QUrl result = url;
    result.setQuery((url.query(QUrl::FullyEncoded).split(u'&', Qt::SkipEmptyParts) + words).join(u'&'),
                    QUrl::StrictMode);
    return result;
}

QUrl capabilitiesUrl(const QUrl &address, const QString &version)
{
    return withWords(withoutWmsWords(address),
                     {QStringLiteral("SERVICE=WMS"), QStringLiteral("REQUEST=GetCapabilities"),
                      QStringLiteral("VERSION=") + version});
}

} // namespace marz::net
