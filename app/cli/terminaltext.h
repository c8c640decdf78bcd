#pragma once

#include <QString>

namespace marz::cli {

/// @p text as it may go to a terminal. Titles, names and cells come from strangers: control characters that
/// would move the cursor, change colours or the window's title become U+FFFD (our own line feeds and tabs
/// stay), and marks that would turn the direction of the text around them (U+202A to U+202E, U+2066 to
/// U+2069) are left out.
QString terminalText(const QString &text);

} // namespace marz::cli
