#pragma once

#include <QString>

namespace marz::base {

/// @p lowerCase (composed, NFKC) with its Cyrillic and Arabic-script letters in Latin ones; other characters
/// are kept. Cyrillic as in the BGN/PCGN systems for Russian and Tajik without their apostrophes, with the
/// letters that Kyrgyz, Kazakh, Uzbek and Ukrainian add. Persian as it is spoken in Tajikistan and
/// Afghanistan is written: vowels that the script leaves out are not guessed, except one "a" where two
/// letters could not follow each other without a vowel (equal letters; s, z, k or g before h at the start of
/// a word).
QString withLatinLetters(const QString &lowerCase);

} // namespace marz::base
