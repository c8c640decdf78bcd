#include "incident/jsonfields.h"
#include "incident/rules.h"

namespace marz::incident {

namespace {

constexpr qsizetype kMostTitleChars = 1'000;
constexpr qsizetype kMostTextChars = 1'000'000;

/// Keys of running text; every other text is a name, a code or an address.
bool isRunningText(QLatin1String key)
{
    for (const char *running :
         {"summary", "text", "time_text", "quote", "note", "value", "excluded_reason"}) {
        if (key == QLatin1String(running))
            return true;
    }
    return false;
}

QString unicodeName(QChar c)
{
    return QStringLiteral("U+%1").arg(static_cast<int>(c.unicode()), 4, 16, QLatin1Char('0')).toUpper();
}

/// Line ends and tabs are allowed everywhere, other control characters in running text only, but for U+0000,
/// at which other programs end a text.
bool isForbidden(QChar c, bool isRunning)
{
    if (c.unicode() >= 0x20)
        return false;
    return isRunning ? c.isNull()
                     : c != QLatin1Char('\t') && c != QLatin1Char('\n') && c != QLatin1Char('\r');
}

/// What is wrong with the characters of @p text; empty when nothing is.
QString badCharacter(const QString &text, bool isRunning)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isForbidden(c, isRunning))
            return QStringLiteral("Take out the control character %1 (character %2): it cannot be seen.")
                .arg(unicodeName(c))
                .arg(i + 1);
        if (!c.isSurrogate())
            continue;
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else
            return QStringLiteral("Type character %1 again: only half of it is there (%2).")
                .arg(i + 1)
                .arg(unicodeName(c));
    }
    return {};
}

/// Visits every text of a record; see jsonfields.h.
class TextCheck
{
public:
    TextCheck(Problems &problems, const QString &path) : m_problems(problems), m_path(path) {}

    void text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            check(QLatin1String(key), value, key);
    }
    void texts(const char *key, const QStringList &values)
    {
        for (qsizetype i = 0; i < values.size(); ++i)
            check(QLatin1String(key), values[i], QStringLiteral("%1[%2]").arg(QLatin1String(key)).arg(i));
    }
    template <typename Record>
    void object(const char *key, const Record &record)
    {
        TextCheck inner(m_problems, pathOf(QLatin1String(key)));
        fields(inner, record);
    }
    template <typename Record>
    void list(const char *key, const std::vector<Record> &records)
    {
        for (std::size_t i = 0; i < records.size(); ++i) {
            TextCheck inner(m_problems, pathOf(QStringLiteral("%1[%2]").arg(QLatin1String(key)).arg(i)));
            fields(inner, records[i]);
        }
    }
    template <typename Value>
    void flag(const char *, const Value &)
    {
    }
    template <typename Value>
    void number(const char *, const Value &)
    {
    }
    template <typename Value>
    void code(const char *, const Value &)
    {
    }
    template <typename Value>
    void instant(const char *, const Value &)
    {
    }
    template <typename Value>
    void day(const char *, const Value &)
    {
    }
    template <typename Value>
    void bytes(const char *, const Value &)
    {
    }
    template <typename Value>
    void point(const Value &)
    {
    }
    template <typename Value>
    void geometry(const char *, const Value &)
    {
    }

private:
    QString pathOf(const QString &name) const
    {
        return m_path.isEmpty() ? name : QString(m_path + QLatin1Char('.') + name);
    }
    void check(QLatin1String key, const QString &value, const QString &name)
    {
        if (m_path.isEmpty() && key == QLatin1String("title") && value.size() > kMostTitleChars)
            m_problems.addAt(name,
                             QStringLiteral("A title has at most 1,000 characters, this one has %1: put the "
                                            "rest into the summary.")
                                 .arg(value.size()));
        else if (value.size() > kMostTextChars)
            m_problems.addAt(pathOf(name),
                             QStringLiteral("A text has at most 1,000,000 characters, this one has "
                                            "%1: attach it as a file.")
                                 .arg(value.size()));
        else if (const QString bad = badCharacter(value, isRunningText(key)); !bad.isEmpty())
            m_problems.addAt(pathOf(name), bad);
    }

    Problems &m_problems;
    QString m_path;
};

} // namespace

void checkTexts(Problems &problems, const Incident &incident)
{
    TextCheck check(problems, {});
    fields(check, incident);
}

} // namespace marz::incident
