#include "io/textcodec.h"

#include "base/error.h"

#include <QRegularExpression>
#include <QVarLengthArray>

#include <iconv.h>

#include <algorithm>
#include <cerrno>

namespace marz::io {

namespace {

const char *const utf16 = Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? "UTF-16LE" : "UTF-16BE";

/// The name that iconv and people know best.
QString plainName(const QString &raw)
{
    QString name = raw.trimmed().toUpper();
    static const QRegularExpression form(QStringLiteral("^[A-Z0-9][A-Z0-9 _.:-]{1,39}$"));
    if (!form.match(name).hasMatch())
        return {};
    static const QRegularExpression codePage(
        QStringLiteral("^(?:ANSI|OEM|CP|MS|IBM|WINDOWS|WIN|CODE ?PAGE)?[ _-]?(\\d{3,5})$"));
    static const QRegularExpression iso(QStringLiteral("^(?:ISO)?[ _-]?8859[ _-]?(\\d{1,2})$"));
    if (const auto match = iso.match(name); match.hasMatch())
        return QStringLiteral("ISO-8859-") % match.captured(1);
    if (const auto match = codePage.match(name); match.hasMatch()) {
        if (match.captured(1) == QLatin1String("65001"))
            return QStringLiteral("UTF-8");
        return QStringLiteral("CP") % match.captured(1);
    }
    if (name == QLatin1String("UTF8") || name == QLatin1String("UTF_8") || name == QLatin1String("UNICODE"))
        return QStringLiteral("UTF-8");
    name.replace(u' ', u'-');
    return name;
}

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

/// All of @p bytes through @p handle; one U+FFFD for a byte that means nothing.
QString converted(iconv_t handle, QByteArrayView bytes, bool *broken)
{
    QString out;
    ::iconv(handle, nullptr, nullptr, nullptr, nullptr);
    auto *in = const_cast<char *>(bytes.data()); // iconv's signature; it writes nothing there
    auto left = static_cast<std::size_t>(bytes.size());
    QVarLengthArray<char16_t, 512> buffer(512);
    while (left > 0) {
        auto *to = reinterpret_cast<char *>(buffer.data());
        std::size_t room = static_cast<std::size_t>(buffer.size()) * sizeof(char16_t);
        const std::size_t all = room;
        const std::size_t result = ::iconv(handle, &in, &left, &to, &room);
        const int cause = errno;
        out.append(reinterpret_cast<const QChar *>(buffer.data()),
                   static_cast<qsizetype>((all - room) / sizeof(char16_t)));
        if (result != static_cast<std::size_t>(-1) || cause == E2BIG)
            continue;
        out.append(QChar(QChar::ReplacementCharacter));
        if (broken)
            *broken = true;
        if (cause == EINVAL) // cut off within a character
            break;
        ++in;
        --left;
    }
    return out;
}

} // namespace

void TextCodec::Closer::operator()(void *handle) const
{
    ::iconv_close(handle);
}

TextCodec::TextCodec(QString name, void *handle) : m_name(std::move(name)), m_handle(handle) {}

std::optional<TextCodec> TextCodec::named(const QString &raw)
{
    const QString name = plainName(raw);
    if (name.isEmpty())
        return std::nullopt;
    iconv_t handle = ::iconv_open(utf16, name.toLatin1().constData());
    if (handle == reinterpret_cast<iconv_t>(-1)) // NOLINT: iconv's own way to say no
        return std::nullopt;
    TextCodec codec(name, handle);
    const QByteArrayView ascii("Az 09,;");
    bool broken = false;
    if (converted(handle, ascii, &broken) != QLatin1String(ascii.data(), ascii.size()) || broken)
        return std::nullopt;
    return codec;
}

TextCodec TextCodec::chosen(const QString &file, const QString &name)
{
    if (std::optional<TextCodec> codec = named(name))
        return std::move(*codec);
    throw base::Error(
        base::ErrorKind::Invalid,
        QStringLiteral("%1: \"%2\" is not an encoding of texts that is known.").arg(file, name),
        QStringLiteral("Choose UTF-8, CP1251, CP866, KOI8-R, CP1256, CP1252 or another code page."));
}

bool TextCodec::isUtf8() const
{
    return m_name == QLatin1String("UTF-8");
}

QString TextCodec::decoded(QByteArrayView bytes, bool *broken) const
{
    if (isAscii(bytes))
        return QString::fromLatin1(bytes.data(), bytes.size());
    return converted(m_handle.get(), bytes, broken);
}

} // namespace marz::io
