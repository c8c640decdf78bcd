#include "io/textdecode.h"

#include <QStringDecoder>

#include <array>

namespace marz::io {

namespace {

using HighHalf = std::array<char16_t, 128>;

/// Bytes 0x80 to 0xFF of Windows-1251 (Cyrillic) and Windows-1252 (Western), as published by unicode.org
/// (MAPPINGS/VENDORS).
constexpr HighHalf windows1251 = {
    0x0402, 0x0403, 0x201a, 0x0453, 0x201e, 0x2026, 0x2020, 0x2021, 0x20ac, 0x2030, 0x0409, 0x2039, 0x040a,
    0x040c, 0x040b, 0x040f, 0x0452, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0xfffd, 0x2122,
    0x0459, 0x203a, 0x045a, 0x045c, 0x045b, 0x045f, 0x00a0, 0x040e, 0x045e, 0x0408, 0x00a4, 0x0490, 0x00a6,
    0x00a7, 0x0401, 0x00a9, 0x0404, 0x00ab, 0x00ac, 0x00ad, 0x00ae, 0x0407, 0x00b0, 0x00b1, 0x0406, 0x0456,
    0x0491, 0x00b5, 0x00b6, 0x00b7, 0x0451, 0x2116, 0x0454, 0x00bb, 0x0458, 0x0405, 0x0455, 0x0457, 0x0410,
    0x0411, 0x0412, 0x0413, 0x0414, 0x0415, 0x0416, 0x0417, 0x0418, 0x0419, 0x041a, 0x041b, 0x041c, 0x041d,
    0x041e, 0x041f, 0x0420, 0x0421, 0x0422, 0x0423, 0x0424, 0x0425, 0x0426, 0x0427, 0x0428, 0x0429, 0x042a,
    0x042b, 0x042c, 0x042d, 0x042e, 0x042f, 0x0430, 0x0431, 0x0432, 0x0433, 0x0434, 0x0435, 0x0436, 0x0437,
    0x0438, 0x0439, 0x043a, 0x043b, 0x043c, 0x043d, 0x043e, 0x043f, 0x0440, 0x0441, 0x0442, 0x0443, 0x0444,
    0x0445, 0x0446, 0x0447, 0x0448, 0x0449, 0x044a, 0x044b, 0x044c, 0x044d, 0x044e, 0x044f,
};
constexpr HighHalf windows1252 = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
    0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
    0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178, 0x00a0, 0x00a1, 0x00a2, 0x00a3, 0x00a4, 0x00a5, 0x00a6,
    0x00a7, 0x00a8, 0x00a9, 0x00aa, 0x00ab, 0x00ac, 0x00ad, 0x00ae, 0x00af, 0x00b0, 0x00b1, 0x00b2, 0x00b3,
    0x00b4, 0x00b5, 0x00b6, 0x00b7, 0x00b8, 0x00b9, 0x00ba, 0x00bb, 0x00bc, 0x00bd, 0x00be, 0x00bf, 0x00c0,
    0x00c1, 0x00c2, 0x00c3, 0x00c4, 0x00c5, 0x00c6, 0x00c7, 0x00c8, 0x00c9, 0x00ca, 0x00cb, 0x00cc, 0x00cd,
    0x00ce, 0x00cf, 0x00d0, 0x00d1, 0x00d2, 0x00d3, 0x00d4, 0x00d5, 0x00d6, 0x00d7, 0x00d8, 0x00d9, 0x00da,
    0x00db, 0x00dc, 0x00dd, 0x00de, 0x00df, 0x00e0, 0x00e1, 0x00e2, 0x00e3, 0x00e4, 0x00e5, 0x00e6, 0x00e7,
    0x00e8, 0x00e9, 0x00ea, 0x00eb, 0x00ec, 0x00ed, 0x00ee, 0x00ef, 0x00f0, 0x00f1, 0x00f2, 0x00f3, 0x00f4,
    0x00f5, 0x00f6, 0x00f7, 0x00f8, 0x00f9, 0x00fa, 0x00fb, 0x00fc, 0x00fd, 0x00fe, 0x00ff,
};

bool isHighLetter(char c)
{
    return static_cast<unsigned char>(c) >= 0xC0;
}

/// Cyrillic words are runs of high bytes; accents in Western words stand alone between ASCII letters.
bool looksCyrillic(const QByteArray &bytes)
{
    qint64 inRuns = 0;
    qint64 alone = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (!isHighLetter(bytes[i]))
            continue;
        const bool beside =
            (i > 0 && isHighLetter(bytes[i - 1])) || (i + 1 < bytes.size() && isHighLetter(bytes[i + 1]));
        ++(beside ? inRuns : alone);
    }
    return inRuns > alone;
}

QString decodedWith(const HighHalf &table, const QByteArray &bytes)
{
    QString text(bytes.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text[i] = byte < 0x80 ? QChar(byte) : QChar(table[byte - 0x80U]);
    }
    return text;
}

struct Utf8Check {
    QString text;
    qint64 broken = 0; ///< places that are no UTF-8
    qint64 good = 0;   ///< characters beyond ASCII that are
};

Utf8Check checkedUtf8(const QByteArray &bytes)
{
    Utf8Check check;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    check.text = decoder(bytes);
    if (!decoder.hasError())
        return check;
    for (const QChar c : std::as_const(check.text)) {
        if (c == QChar::ReplacementCharacter)
            ++check.broken;
        else if (c.unicode() >= 0x80)
            ++check.good;
    }
    check.broken -= bytes.count("\xEF\xBF\xBD"); // broken before the file was written, and now proper UTF-8
    return check;
}

} // namespace

QString decodedLegacy(const QByteArray &bytes, QString *encoding)
{
    const bool cyrillic = looksCyrillic(bytes);
    if (encoding)
        *encoding = cyrillic ? QStringLiteral("windows-1251") : QStringLiteral("windows-1252");
    return decodedWith(cyrillic ? windows1251 : windows1252, bytes);
}

QString decodedCell(const QByteArray &bytes, bool *doubtful)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    if (!decoder.hasError())
        return text;
    *doubtful = true;
    return decodedLegacy(bytes);
}

DecodedText decodedText(const QByteArray &bytes)
{
    DecodedText out;
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        QStringDecoder decoder(QStringDecoder::Utf16);
        out.text = decoder(bytes);
        out.encoding = QStringLiteral("utf-16");
        if (decoder.hasError())
            out.warning = QStringLiteral("Some characters are broken in the file and are shown as \uFFFD. "
                                         "Mend them there, or save it again as UTF-8.");
        return out;
    }
    Utf8Check utf8 = checkedUtf8(bytes);
    if (utf8.broken == 0 || utf8.good > utf8.broken) {
        out.text = std::move(utf8.text);
        out.encoding = QStringLiteral("utf-8");
        if (utf8.broken > 0)
            out.warning = QStringLiteral("%1 characters are broken in the file and are shown as \uFFFD. Mend "
                                         "them there, or save it again as UTF-8.")
                              .arg(utf8.broken);
        return out;
    }
    out.text = decodedLegacy(bytes, &out.encoding);
    out.warning =
        QStringLiteral("The text is not UTF-8; it was read as %1. Check that names look right; if not, "
                       "save it again as UTF-8.")
            .arg(out.encoding);
    return out;
}

} // namespace marz::io
