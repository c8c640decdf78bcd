#include "incident/filtertext.h"

#include <QRegularExpression>

namespace marz::incident {

namespace {

QString shellQuoted(const QString &word)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    QString quoted = word;
    quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString shortest(double value)
{
    return QString::number(value, 'f', QLocale::FloatingPointShortest);
}

/// The shortest kilometres that give back exactly these metres.
QString kilometres(double metres)
{
    for (int digits = 1; digits < 17; ++digits) {
        const QString text = QString::number(metres / 1000, 'g', digits);
        if (text.toDouble() * 1000 == metres)
            return shortest(text.toDouble());
    }
    return shortest(metres / 1000);
}

class Words
{
public:
    void add(const char *option) { m_words.append(QLatin1String(option)); }
    void add(const char *option, const QString &value)
    {
        if (value.isEmpty())
            return;
        // A value that begins with a dash would be read as an option.
        if (value.startsWith(QLatin1Char('-'))) {
            m_words.append(QString(QLatin1String(option) + QLatin1Char('=') + shellQuoted(value)));
            return;
        }
        add(option);
        m_words.append(shellQuoted(value));
    }
    void add(const char *option, const QStringList &values)
    {
        for (const QString &value : values)
            add(option, value);
    }
    void add(const char *option, QDate day) { add(option, day.toString(Qt::ISODate)); }
    template <typename E>
    void addCodes(const char *option, const std::vector<E> &values)
    {
        for (const E value : values)
            add(option, code(value));
    }
    QString text() const { return m_words.join(QLatin1Char(' ')); }

private:
    QStringList m_words;
};

QString casualtyWord(const CasualtyChoice &choice)
{
    QStringList parts{choice.nationality};
    if (choice.outcome || choice.side)
        parts.append(choice.outcome ? code(*choice.outcome) : QString());
    if (choice.side)
        parts.append(code(*choice.side));
    return parts.join(QLatin1Char(':'));
}

QString regionWord(const RegionChoice &region)
{
    if (!region.admin2.isEmpty())
        return region.admin2;
    return region.admin1Code.isEmpty() ? region.country : region.admin1Code;
}

void addPlace(Words &words, const Filter &f)
{
    for (const RegionChoice &region : f.regions)
        words.add("--region", regionWord(region));
    words.add("--country", f.countries);
    words.add("--border", f.borderPair);
    if (f.withinBorderM)
        words.add("--within-border", kilometres(*f.withinBorderM));
    words.add("--border-side", f.borderSide);
    if (f.precision)
        words.add("--precision", code(*f.precision));
    if (f.box) {
        const QStringList sides{shortest(f.box->west), shortest(f.box->south), shortest(f.box->east),
                                shortest(f.box->north)};
        words.add("--bbox", sides.join(QLatin1Char(',')));
    }
    if (f.unlocated)
        words.add("--unlocated");
}

void addCountsAndRecord(Words &words, const Filter &f)
{
    if (f.minKilled)
        words.add("--min-killed", QString::number(*f.minKilled));
    if (f.minInjured)
        words.add("--min-injured", QString::number(*f.minInjured));
    if (f.casualty)
        words.add("--casualty", casualtyWord(*f.casualty));
    words.add("--actor", f.actors);
    words.addCodes("--role", f.roles);
    words.add("--source-grade", f.sourceGrade);
    words.add("--text", f.text);
    words.add("--tag", f.tags);
    words.add("--series", f.series);
    for (const qint64 batch : f.batches)
        words.add("--batch", QString::number(batch));
    words.add("--changed-since", f.changedSince);
    words.add("--reported-from", f.reported.first);
    words.add("--reported-to", f.reported.last);
    words.add("--as-known-on", f.asKnownOn);
}

} // namespace

QString filterCommandLine(const Filter &filter)
{
    Words words;
    words.add("--from", filter.days.first);
    words.add("--to", filter.days.last);
    if (filter.undated)
        words.add("--undated");
    if (filter.certainly)
        words.add("--certainly");
    words.add("--type", filter.types);
    words.add("--family", filter.families);
    words.addCodes("--workflow", filter.workflows);
    words.addCodes("--verification", filter.verifications);
    addPlace(words, filter);
    addCountsAndRecord(words, filter);
    return words.text();
}

} // namespace marz::incident
