#include "session/userlayer.h"

#include <QFileInfo>

namespace marz::session {

QString tidyName(const QString &name)
{
    constexpr qsizetype longest = 200;
    QString tidy;
    for (const QChar c : name) {
        const bool isTurn =
            (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (!isTurn)
            tidy += c.category() == QChar::Other_Control ? QChar(u' ') : c;
    }
    return tidy.simplified().left(longest);
}

QString layerNameOf(const LayerSource &source)
{
    if (source.service)
        return source.service->layers().isEmpty() ? source.service->host()
                                                  : source.service->layers().join(QStringLiteral(", "));
    const QString file = QFileInfo(source.path).completeBaseName();
    return source.layer.isEmpty() ? file : source.layer;
}

} // namespace marz::session
