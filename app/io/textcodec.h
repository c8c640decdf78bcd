#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace marz::io {

/// An encoding by name, ASCII being part of it (iconv): what a file or its user says its texts are in.
class TextCodec
{
public:
    /// Takes the spellings of .cpg files and of people: "CP1251", "1251", "windows-1251", "ANSI 1251",
    /// "88595", "UTF8". Empty when this system does not know @p name, or when ASCII does not read as itself
    /// in it.
    static std::optional<TextCodec> named(const QString &name);
    /// The same for what a user chose for @p file: throws base::Error(Invalid) when it is not known.
    static TextCodec chosen(const QString &file, const QString &name);

    /// "UTF-8", "CP1251"
    const QString &name() const { return m_name; }
    bool isUtf8() const;
    /// Bytes that mean nothing become U+FFFD; @p broken (if any) is set to true then, and else left.
    QString decoded(QByteArrayView bytes, bool *broken = nullptr) const;

private:
    struct Closer {
        void operator()(void *handle) const;
    };
    TextCodec(QString name, void *handle);

    QString m_name;
    std::unique_ptr<void, Closer> m_handle; ///< iconv's, to UTF-16 of this machine
};

} // namespace marz::io
