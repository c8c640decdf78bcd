#include "geo/angletext.h"

#include "base/error.h"

#include <QRegularExpression>

#include <array>
#include <utility>

namespace marz::geo {

namespace {

constexpr QChar degreeSign(0x00B0);
/// What the words "latitude" and "longitude" become: private characters.
constexpr QChar latLabel(0xE000);
constexpr QChar lonLabel(0xE001);

/// Words of English, Russian, Tajik and Persian become letters, labels and marks.
QString withoutWords(QString text)
{
    struct Word {
        QRegularExpression pattern;
        QString replacement;
    };
    const auto word = [](const char *pattern, QChar replacement) {
        return Word{QRegularExpression(QString(QStringLiteral("(?<!\\p{L})(?:") + QString::fromUtf8(pattern) +
                                               QStringLiteral(")(?!\\p{L})")),
                                       QRegularExpression::CaseInsensitiveOption |
                                           QRegularExpression::UseUnicodePropertiesOption),
                    QString(replacement)};
    };
    static const std::array<Word, 9> words{
        word("north(?:ern)?|с\\.? ?ш\\.?|шимолӣ|شمالی|شمال", QLatin1Char('N')),
        word("south(?:ern)?|ю\\.? ?ш\\.?|ҷанубӣ|جنوبی|جنوب", QLatin1Char('S')),
        word("east(?:ern)?|в\\.? ?д\\.?|шарқӣ|شرقی|شرق", QLatin1Char('E')),
        word("west(?:ern)?|з\\.? ?д\\.?|ғарбӣ|غربی|غرب", QLatin1Char('W')),
        word("lat(?:itude)?\\.? ?[:=]?|широта ?[:=]?|عرض ?[:=]?", latLabel),
        word("(?:lon|lng|long|longitude)\\.? ?[:=]?|долгота ?[:=]?|طول ?[:=]?", lonLabel),
        word("deg(?:rees?)?\\.?", degreeSign),
        word("min(?:utes?)?\\.?", QLatin1Char('\'')),
        word("sec(?:onds?)?\\.?", QLatin1Char('"')),
    };
    for (const Word &w : words)
        text.replace(w.pattern, w.replacement);
    return text;
}

/// "37d58m48s" becomes degrees, minutes and seconds; a capital S after the seconds is south unless a
/// hemisphere follows.
QString withoutUnitLetters(QString text)
{
    static const QRegularExpression dms(
        QStringLiteral("(\\d(?:\\.\\d+)?) ?[dD] ?(?:(\\d+(?:\\.\\d+)?) ?[mM] ?"
                       "(?:(\\d+(?:\\.\\d+)?) ?(s|S(?= ?[NSEWnsew](?![a-z])))?)?)?"));
    QString out;
    qsizetype done = 0;
    for (auto matches = dms.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        out += text.mid(done, match.capturedStart() - done) + match.captured(1) + degreeSign;
        if (match.hasCaptured(2))
            out += match.captured(2) + QLatin1Char('\'');
        if (match.hasCaptured(3))
            out += match.captured(3) + QLatin1Char('"');
        done = match.capturedEnd();
    }
    return out + text.mid(done);
}

/// Commas become points where they are decimal commas: when there are no points and a digit is on either
/// side.
QString withoutDecimalCommas(QString text)
{
    static const QRegularExpression pointed(QStringLiteral("\\d\\.\\d"));
    static const QRegularExpression onlyTwo(QStringLiteral("^[+-]?\\d+,\\d+$"));
    static const QRegularExpression decimalComma(QStringLiteral("(?<=\\d),(?=\\d)"));
    if (pointed.match(text).hasMatch())
        return text;
    if (onlyTwo.match(text).hasMatch())
        refuse(QStringLiteral("“%1” can be one number with a decimal comma or two numbers. Write a space "
                              "after a comma between latitude and longitude.")
                   .arg(text));
    return text.replace(decimalComma, QStringLiteral("."));
}

class AngleReader
{
public:
    /// @p numbers is @p typed without words and decimal commas; messages quote what was typed.
    AngleReader(const QString &numbers, const QString &typed)
        : m_text(numbers), m_typed(typed), m_isLettered(numbers.contains(hemisphere()))
    {
    }

    std::vector<Angle> angles()
    {
        while (m_at < m_text.size())
            readToken();
        end();
        if (m_angles.size() == 1)
            splitEvenly();
        return std::move(m_angles);
    }

private:
    static QRegularExpression hemisphere() { return QRegularExpression(QStringLiteral("[NSEWnsew]")); }

    void readToken()
    {
        const QChar c = m_text[m_at].toUpper();
        if (c.isDigit())
            return number();
        ++m_at;
        if (c == QLatin1Char(' '))
            return;
        if (QLatin1String(",;/|").contains(c))
            end();
        else if (QLatin1String("+-").contains(c))
            sign(c);
        else if (QLatin1String("NSEW").contains(c))
            letter(c);
        else if (c == latLabel || c == lonLabel)
            label(c == latLabel ? Axis::Lat : Axis::Lon);
        else if (c == degreeSign || c == QLatin1Char('\'') || c == QLatin1Char('"'))
            mark(c);
        else
            refuseAsCoordinate(m_typed);
    }

    void end()
    {
        if (!m_angle.isEmpty())
            m_angles.push_back(std::exchange(m_angle, {}));
    }

    void number()
    {
        static const QRegularExpression digits(QStringLiteral("\\G\\d++(?:\\.\\d++)?+(?!\\.)"));
        const QRegularExpressionMatch match = digits.match(m_text, m_at);
        if (!match.hasMatch())
            refuseAsCoordinate(m_typed);
        m_at = match.capturedEnd();
        const bool isDegrees = m_at < m_text.size() && m_text[m_at] == degreeSign;
        if (isDegrees && !m_angle.parts.empty())
            end();
        m_angle.parts.push_back({match.captured(), {}});
    }

    void mark(QChar mark)
    {
        if (m_angle.parts.empty() || !m_angle.parts.back().mark.isNull())
            refuseAsCoordinate(m_typed);
        m_angle.parts.back().mark = mark;
    }

    void label(Axis axis)
    {
        end();
        m_angle.axis = axis;
    }

    void letter(QChar letter)
    {
        if (m_angles.empty() && m_angle.parts.empty() && m_angle.letter.isNull())
            m_lettersFirst = true;
        if (m_lettersFirst && !m_angle.parts.empty())
            end();
        if (!m_lettersFirst && m_angle.parts.empty())
            refuseAsCoordinate(m_typed);
        if (!m_angle.letter.isNull())
            refuseAsCoordinate(m_typed);
        m_angle.letter = letter;
        if (!m_lettersFirst)
            end();
    }

    /// Where letters say the hemisphere a dash separates; elsewhere it is a minus, or could be either.
    void sign(QChar sign)
    {
        const bool isAfterDigit = m_at > 1 && m_text[m_at - 2].isDigit();
        const bool isBeforeDigit = m_at < m_text.size() && m_text[m_at].isDigit();
        const bool startsSigned = m_text[0] == QLatin1Char('+') || m_text[0] == QLatin1Char('-');
        if (m_isLettered && isAfterDigit)
            return;
        if (m_isLettered && !isBeforeDigit)
            return end();
        if (!isBeforeDigit || (isAfterDigit && sign == QLatin1Char('-') && !startsSigned))
            refuse(
                QStringLiteral("“%1” has a dash that can be a separator or a minus. Write a minus directly "
                               "before its number and after a space, or the letters N, S, E, W.")
                    .arg(m_typed));
        if (!m_angle.parts.empty())
            end();
        m_angle.sign = sign;
    }

    /// Bare numbers: two, four or six of them are latitude and longitude.
    void splitEvenly()
    {
        Angle &first = m_angles.front();
        const std::size_t count = first.parts.size();
        if (!first.letter.isNull() || first.axis != Axis::Unknown || count < 2)
            return;
        if (count % 2 != 0 || count > 6)
            refuse(QStringLiteral("“%1” has %2 numbers, which cannot be shared out between latitude and "
                                  "longitude. Write the letters N, S, E, W.")
                       .arg(m_typed)
                       .arg(count));
        const auto middle = first.parts.begin() + static_cast<std::ptrdiff_t>(count / 2);
        Angle second;
        second.parts.assign(middle, first.parts.end());
        first.parts.erase(middle, first.parts.end());
        m_angles.push_back(std::move(second));
    }

    QString m_text;
    QString m_typed;
    bool m_isLettered;
    bool m_lettersFirst = false;
    qsizetype m_at = 0;
    Angle m_angle;
    std::vector<Angle> m_angles;
};

} // namespace

std::vector<Angle> anglesOf(const QString &text)
{
    const QString numbers = withoutDecimalCommas(withoutUnitLetters(withoutWords(text)));
    return AngleReader(numbers, text).angles();
}

void refuse(const QString &problem)
{
    throw base::Error(base::ErrorKind::Invalid, problem);
}

void refuseAsCoordinate(const QString &text)
{
    refuse(QStringLiteral(
               "“%1” is not a coordinate. Write, for example, 37.98 N 70.20 E, 37°58'48\"N 70°12'00\"E, "
               "42N 605387 4204275 or 42S XH 05387 04275.")
               .arg(text.size() > 60 ? QString(text.left(60) + QChar(0x2026)) : text));
}

} // namespace marz::geo
