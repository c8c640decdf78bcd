#pragma once

#include <QString>

namespace marz::base {

/// One spelling for search: lower case, no diacritics or apostrophes, Latin letters for Cyrillic (Tajik,
/// Russian, their neighbours) and Persian script, digits as 0-9, runs of anything else as one space;
/// invisible characters such as the zero-width non-joiner vanish, letters of other scripts stay. The same
/// function serves search text, queries, gazetteer and duplicate detection, so that "Khorog" and "Хорог"
/// meet. Folding twice changes nothing. Vowels that the scripts write differently are kept ("خاروغ" is
/// "kharugh"); see skeleton() for the looser form.
QString folded(const QString &text);

/// The looser key, word by word: folded() without vowels and y, except that a first vowel becomes "a" and a
/// first y before a, i, o or u stays. What spellings confuse is one letter: kh, x and h; k and q; gh and g;
/// sh and s; zh and z; ch and c; dzh, dj and j; v and w; doubled letters. The last h after a vowel, ezafe as
/// its own word ("i", "-e") and the spelling of "-uddin" do not count. "Shamsuddin Shohin", "Shamsiddin
/// Shokhin", "Шамсиддин Шоҳин" share one; so do "Khorog", "Хорог", "خاروغ", and "Shuroobod", "Шуроабад",
/// "شورآباد". Unlike names can share one too ("Murghob", "Margeb"): a candidate, not a match.
QString skeleton(const QString &text);

} // namespace marz::base
