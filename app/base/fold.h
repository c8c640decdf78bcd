#pragma once

#include <QString>

namespace marz::base {

/// One spelling for search: lower case, no diacritics, Latin letters for Cyrillic (Tajik, Russian) and
/// Persian script, runs of anything else as one space. The same function serves search text, queries,
/// gazetteer and duplicate detection, so that "Khorog", "Хорог" and "خاروغ" can meet.
/// Vowels that the scripts write differently are kept; see skeleton() for the looser form.
QString folded(const QString &text);

/// The looser key: folded() without vowels after the first letter, doubled letters and h after k, g, s, z, c;
/// "shamsuddin shohin", "shamsiddin shokhin" and "шамсиддин шоҳин" share one.
QString skeleton(const QString &text);

} // namespace marz::base
