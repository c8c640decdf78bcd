#include "base/fold.h"

#include "base/scripts.h"

#include <QRegularExpression>
#include <QStringList>

namespace marz::base {

namespace {

bool isVowel(QChar c)
{
    return QLatin1String("aeiouy").contains(c);
}

/// Invisible inside a word, or a mark that spellings add and leave out: joiners, tatweel, apostrophes, vowel
/// signs.
bool isDropped(QChar c)
{
    switch (c.unicode()) {
    case 0x0027: // apostrophes and what transliterations write for ayn and the soft sign
    case 0x0060:
    case 0x00B4:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x0640: // tatweel
        return true;
    default:
        return c.isMark() || c.category() == QChar::Other_Format || c.category() == QChar::Letter_Modifier;
    }
}

/// Latin letters that do not decompose into a letter and marks.
QLatin1String undecomposedLatin(QChar c)
{
    switch (c.unicode()) {
    case 0x00DF:
        return QLatin1String("ss");
    case 0x00E6:
        return QLatin1String("ae");
    case 0x00F0: // eth
    case 0x0111:
        return QLatin1String("d");
    case 0x00F8:
        return QLatin1String("o");
    case 0x00FE: // thorn
        return QLatin1String("th");
    case 0x0127:
        return QLatin1String("h");
    case 0x0131: // dotless i
        return QLatin1String("i");
    case 0x0142:
        return QLatin1String("l");
    case 0x014B:
        return QLatin1String("ng");
    case 0x0153:
        return QLatin1String("oe");
    case 0x0259: // schwa of Azeri
        return QLatin1String("a");
    default:
        return {};
    }
}

QString foldedLetter(QChar c)
{
    if (const QLatin1String latin = undecomposedLatin(c); !latin.isEmpty())
        return QString(latin);
    while (c.decompositionTag() == QChar::Canonical)
        c = c.decomposition().at(0);
    return QString(c);
}

/// "-uddin", "-ud-Din", "al-Din" and the like end a name as one word.
QString withJoinedDin(QString text)
{
    static const QRegularExpression din(QStringLiteral("(?<=\\w) ?[aeiou](?:[dl] ?)?din\\b"));
    return !text.contains(QLatin1String("din")) ? text : text.replace(din, QStringLiteral("uddin"));
}

/// A linking vowel (ezafe) that stands as a word of its own.
bool isEzafe(const QString &word)
{
    static const QStringList forms{QStringLiteral("e"), QStringLiteral("i"), QStringLiteral("ye"),
                                   QStringLiteral("yi")};
    return forms.contains(word);
}

/// One letter for what scripts write with one, two or three.
QString withSingleConsonants(QString word)
{
    static const std::pair<QLatin1String, QLatin1String> spellings[] = {
        {QLatin1String("dzh"), QLatin1String("j")}, {QLatin1String("dj"), QLatin1String("j")},
        {QLatin1String("khw"), QLatin1String("h")}, {QLatin1String("kh"), QLatin1String("h")},
        {QLatin1String("gh"), QLatin1String("g")},  {QLatin1String("sh"), QLatin1String("s")},
        {QLatin1String("zh"), QLatin1String("z")},  {QLatin1String("ch"), QLatin1String("c")},
        {QLatin1String("x"), QLatin1String("h")},   {QLatin1String("q"), QLatin1String("k")},
        {QLatin1String("w"), QLatin1String("v")},
    };
    for (const auto &[spelling, letter] : spellings)
        word.replace(spelling, letter);
    return word;
}

QString skeletonOfWord(const QString &folded)
{
    const QString word = withSingleConsonants(folded);
    QString out;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const QChar c = word[i];
        const QChar previous = i > 0 ? word[i - 1] : QChar();
        if (c == previous)
            continue;
        if (i == 0 && isVowel(c)) {
            const bool isConsonantY =
                c == QLatin1Char('y') && word.size() > 1 && isVowel(word[1]) && word[1] != QLatin1Char('e');
            out.append(isConsonantY ? c : QLatin1Char('a'));
            continue;
        }
        const bool isSilentH =
            c == QLatin1Char('h') && i + 1 == word.size() && isVowel(previous) && out.size() > 1;
        if (!isVowel(c) && !isSilentH)
            out.append(c);
    }
    return out;
}

} // namespace

QString folded(const QString &text)
{
    const QString latin = withLatinLetters(text.normalized(QString::NormalizationForm_KC).toLower());
    QString out;
    out.reserve(latin.size());
    for (qsizetype i = 0; i < latin.size(); ++i) {
        const QChar c = latin[i];
        if (c.unicode() < 0x80 && c.isLetterOrNumber()) {
            out.append(c); // most of most texts
            continue;
        }
        const bool isPair = c.isHighSurrogate() && i + 1 < latin.size() && latin[i + 1].isLowSurrogate();
        if (isPair && QChar::isLetterOrNumber(QChar::surrogateToUcs4(c, latin[i + 1])))
            out.append(c).append(latin[++i]);
        else if (isDropped(c))
            continue;
        else if (c.isDigit())
            out.append(QLatin1Char(static_cast<char>('0' + c.digitValue())));
        else if (c.isLetterOrNumber())
            out.append(foldedLetter(c));
        else if (!out.isEmpty() && out.back() != QLatin1Char(' '))
            out.append(QLatin1Char(' '));
    }
    return out.trimmed();
}

QString skeleton(const QString &text)
{
    const QStringList words = withJoinedDin(folded(text)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList out;
    for (const QString &word : words) {
        if (out.isEmpty() || !isEzafe(word))
            out.append(skeletonOfWord(word));
    }
    return out.join(QLatin1Char(' '));
}

} // namespace marz::base
