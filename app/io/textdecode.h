#pragma once

#include <QByteArray>
#include <QString>

namespace marz::io {

struct DecodedText {
    QString text;
    QString encoding; ///< utf-8, utf-16, windows-1251, windows-1252
    QString warning;  ///< one sentence, empty when there is no doubt
};

/// The text of a file: by its byte order mark, else UTF-8 when that fits, else Windows-1251 or Windows-1252
/// by how the high bytes lie. Never fails.
DecodedText decodedText(const QByteArray &bytes);

/// @p bytes in the Windows code page that they look like.
QString decodedLegacy(const QByteArray &bytes, QString *encoding = nullptr);

/// One cell: UTF-8, else as decodedLegacy() with @p doubtful set.
QString decodedCell(const QByteArray &bytes, bool *doubtful);

} // namespace marz::io
