#include "cli/terminaltext.h"

namespace marz::cli {

namespace {

bool isControl(QChar c)
{
    return (c < u' ' && c != u'\n' && c != u'\t') || (c >= QChar(0x7F) && c <= QChar(0x9F));
}

bool isDirection(QChar c)
{
    return (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
}

} // namespace

QString terminalText(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : text) {
        if (isControl(c))
            safe += QChar(QChar::ReplacementCharacter);
        else if (!isDirection(c))
            safe += c;
    }
    return safe;
}

} // namespace marz::cli
