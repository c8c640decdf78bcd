#include "base/scripts.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace marz::base {

namespace {

constexpr QChar tatweel(0x0640);

using Letters = QHash<QChar, QLatin1String>;

const Letters &cyrillic()
{
    static const Letters letters{
        {u'а', QLatin1String("a")},
        {u'б', QLatin1String("b")},
        {u'в', QLatin1String("v")},
        {u'г', QLatin1String("g")},
        {u'д', QLatin1String("d")},
        {u'е', QLatin1String("e")},
        {u'ё', QLatin1String("yo")},
        {u'ж', QLatin1String("zh")},
        {u'з', QLatin1String("z")},
        {u'и', QLatin1String("i")},
        {u'й', QLatin1String("y")},
        {u'к', QLatin1String("k")},
        {u'л', QLatin1String("l")},
        {u'м', QLatin1String("m")},
        {u'н', QLatin1String("n")},
        {u'о', QLatin1String("o")},
        {u'п', QLatin1String("p")},
        {u'р', QLatin1String("r")},
        {u'с', QLatin1String("s")},
        {u'т', QLatin1String("t")},
        {u'у', QLatin1String("u")},
        {u'ф', QLatin1String("f")},
        {u'х', QLatin1String("kh")},
        {u'ц', QLatin1String("ts")},
        {u'ч', QLatin1String("ch")},
        {u'ш', QLatin1String("sh")},
        {u'щ', QLatin1String("shch")},
        {u'ъ', QLatin1String("")},
        {u'ы', QLatin1String("y")},
        {u'ь', QLatin1String("")},
        {u'э', QLatin1String("e")},
        {u'ю', QLatin1String("yu")},
        {u'я', QLatin1String("ya")},
        // Tajik
        {u'ғ', QLatin1String("gh")},
        {u'ӣ', QLatin1String("i")},
        {u'қ', QLatin1String("q")},
        {u'ӯ', QLatin1String("u")},
        {u'ҳ', QLatin1String("h")},
        {u'ҷ', QLatin1String("j")},
        // Kyrgyz, Kazakh, Uzbek, Ukrainian
        {u'ң', QLatin1String("ng")},
        {u'ө', QLatin1String("o")},
        {u'ү', QLatin1String("u")},
        {u'ұ', QLatin1String("u")},
        {u'ә', QLatin1String("a")},
        {u'һ', QLatin1String("h")},
        {u'җ', QLatin1String("j")},
        {u'ў', QLatin1String("o")},
        {u'і', QLatin1String("i")},
        {u'ї', QLatin1String("i")},
        {u'є', QLatin1String("ye")},
        {u'ґ', QLatin1String("g")},
    };
    return letters;
}

/// Letters that always stand for the same sound; alef, waw, yeh, heh and ayn depend on their place.
const Letters &arabicConsonants()
{
    static const Letters letters{
        {u'ب', QLatin1String("b")},
        {u'پ', QLatin1String("p")},
        {u'ت', QLatin1String("t")},
        {u'ث', QLatin1String("s")},
        {u'ج', QLatin1String("j")},
        {u'چ', QLatin1String("ch")},
        {u'ح', QLatin1String("h")},
        {u'خ', QLatin1String("kh")},
        {u'د', QLatin1String("d")},
        {u'ذ', QLatin1String("z")},
        {u'ر', QLatin1String("r")},
        {u'ز', QLatin1String("z")},
        {u'ژ', QLatin1String("zh")},
        {u'س', QLatin1String("s")},
        {u'ش', QLatin1String("sh")},
        {u'ص', QLatin1String("s")},
        {u'ض', QLatin1String("z")},
        {u'ط', QLatin1String("t")},
        {u'ظ', QLatin1String("z")},
        {u'غ', QLatin1String("gh")},
        {u'ف', QLatin1String("f")},
        {u'ق', QLatin1String("q")},
        {u'ک', QLatin1String("k")},
        {u'ك', QLatin1String("k")},
        {u'گ', QLatin1String("g")},
        {u'ل', QLatin1String("l")},
        {u'م', QLatin1String("m")},
        {u'ن', QLatin1String("n")},
        // Pashto and Urdu
        {u'ټ', QLatin1String("t")},
        {u'ٹ', QLatin1String("t")},
        {u'ډ', QLatin1String("d")},
        {u'ڈ', QLatin1String("d")},
        {u'ړ', QLatin1String("r")},
        {u'ڑ', QLatin1String("r")},
        {u'ږ', QLatin1String("zh")},
        {u'ښ', QLatin1String("sh")},
        {u'ڼ', QLatin1String("n")},
        {u'ں', QLatin1String("n")},
        {u'ځ', QLatin1String("z")},
        {u'څ', QLatin1String("ts")},
        {u'ګ', QLatin1String("g")},
    };
    return letters;
}

bool isAlef(QChar c)
{
    return c == u'ا' || c == u'آ' || c == u'أ' || c == u'إ' || c == u'ٱ';
}

bool isYeh(QChar c)
{
    return c == u'ی' || c == u'ي' || c == u'ى' || c == u'ې' || c == u'ۍ' || c == u'ئ' || c == u'ے';
}

bool isHeh(QChar c)
{
    return c == u'ه' || c == u'ہ' || c == u'ھ' || c == u'ە';
}

bool isArabicLetter(QChar c)
{
    return c.script() == QChar::Script_Arabic && c.isLetter() && c != tatweel;
}

/// One word of Arabic script.
class ArabicWord
{
public:
    explicit ArabicWord(QString word) : m_word(std::move(word)) {}

    QString latin() const
    {
        QString out;
        for (qsizetype i = 0; i < m_word.size(); ++i) {
            if (needsVowelBefore(i))
                out += QLatin1Char('a');
            out += letter(i);
        }
        return out;
    }

private:
    QChar at(qsizetype i) const { return i >= 0 && i < m_word.size() ? m_word[i] : QChar(); }

    /// Equal letters are two syllables; "sh" at the start of a word from two letters would be read as one
    /// sound.
    bool needsVowelBefore(qsizetype i) const
    {
        const QChar c = at(i);
        const QChar previous = at(i - 1);
        if (c == previous)
            return arabicConsonants().contains(c);
        const bool isH = isHeh(c) || c == u'ح';
        return i == 1 && isH && QStringView(u"سصثزذضظکكگ").contains(previous);
    }

    QLatin1String letter(qsizetype i) const
    {
        const QChar c = at(i);
        if (isAlef(c))
            return isCarrier(i) ? QLatin1String("") : QLatin1String("a");
        if (c == u'و' || c == u'ؤ')
            return waw(i);
        if (isYeh(c))
            return i == 0 || isAlef(at(i + 1)) ? QLatin1String("y") : QLatin1String("i");
        if (isHeh(c))
            return isFinalVowel(i) ? QLatin1String("a") : QLatin1String("h");
        if (c == u'ۀ' || c == u'ة')
            return QLatin1String("a");
        if (c == u'ع')
            return i == 0 ? QLatin1String("a") : QLatin1String("");
        if (c == u'ء')
            return QLatin1String("");
        return arabicConsonants().value(c);
    }

    /// An alef that starts a word only to carry the vowel written after it ("Iran", "Uzbek").
    bool isCarrier(qsizetype i) const
    {
        const QChar next = at(i + 1);
        return i == 0 && at(i) == u'ا' && (next == u'و' || isYeh(next)) && !isAlef(at(i + 2));
    }

    /// A consonant at the start and beside alef, silent in "khwa", else a vowel.
    QLatin1String waw(qsizetype i) const
    {
        if (at(i - 1) == u'خ' && at(i + 1) == u'ا')
            return QLatin1String("");
        if (i == 1 && isCarrier(0))
            return QLatin1String("u");
        return i == 0 || isAlef(at(i - 1)) || isAlef(at(i + 1)) ? QLatin1String("v") : QLatin1String("u");
    }

    /// Heh ends a word as a vowel after a consonant ("dara"), but not in words of two letters ("deh").
    bool isFinalVowel(qsizetype i) const
    {
        const QChar previous = at(i - 1);
        return i > 1 && i + 1 == m_word.size() && !isAlef(previous) && !isYeh(previous) && previous != u'و';
    }

    QString m_word;
};

/// The article of Arabic names as Persian speaks it.
QString withSpokenArticle(QString word)
{
    static const QString sunLetters = QStringLiteral("تثدذرزسشصضطظلن");
    const QString servant = QStringLiteral("عبدال");
    static const QRegularExpression faith(QStringLiteral("ال(?:دین|دين)$"));
    word.replace(faith, word.size() > 5 ? QStringLiteral("ودین") : QStringLiteral("اودین"));
    word.replace(QStringLiteral("لله"), QStringLiteral("له"));
    if (word.startsWith(servant) && word.size() > servant.size() && sunLetters.contains(word[servant.size()]))
        word.remove(servant.size() - 2, 2);
    return word;
}

/// The letters from @p i to the end of the word, where @p i is left.
QString takeArabicWord(const QString &text, qsizetype &i)
{
    constexpr QChar nonJoiner(0x200C);
    QString word;
    for (; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isArabicLetter(c))
            word.append(c);
        else if (c == nonJoiner && word.size() > 2 && isHeh(word.back()))
            word.back() = u'ۀ'; // before a suffix the heh is still the vowel that ends a word
        else if (!c.isMark() && c != tatweel && c.category() != QChar::Other_Format)
            break;
    }
    return word;
}

} // namespace

QString withLatinLetters(const QString &lowerCase)
{
    const bool isLatin =
        std::all_of(lowerCase.begin(), lowerCase.end(), [](QChar c) { return c.unicode() < 0x400; });
    if (isLatin)
        return lowerCase;
    QString out;
    out.reserve(lowerCase.size());
    for (qsizetype i = 0; i < lowerCase.size();) {
        const QChar c = lowerCase[i];
        if (c.unicode() < 0x400) {
            out.append(c);
            ++i;
        } else if (isArabicLetter(c)) {
            out.append(ArabicWord(withSpokenArticle(takeArabicWord(lowerCase, i))).latin());
        } else {
            const auto letter = cyrillic().constFind(c);
            if (letter == cyrillic().constEnd())
                out.append(c);
            else
                out.append(*letter);
            ++i;
        }
    }
    return out;
}

} // namespace marz::base
