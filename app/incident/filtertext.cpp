#include "incident/filtertext.h"

#include "incident/vocabulary.h"

#include <utility>

namespace marz::incident {

namespace {

QString joined(const QStringList &parts)
{
    return parts.join(QLatin1String(" or "));
}

template <typename List, typename Text>
QString joinedBy(const List &list, Text text)
{
    QStringList parts;
    for (const auto &value : list)
        parts.append(text(value));
    return joined(parts);
}

template <typename E>
QString joinedWords(const std::vector<E> &values)
{
    return joinedBy(values, [](E value) { return words(value); });
}

QString daysText(const DayRange &days)
{
    const QString first = days.first.toString(Qt::ISODate);
    const QString last = days.last.toString(Qt::ISODate);
    if (days.last.isNull())
        return QStringLiteral("from %1").arg(first);
    if (days.first.isNull())
        return QStringLiteral("up to %1").arg(last);
    return first == last ? first : QStringLiteral("%1 to %2").arg(first, last);
}

QString regionText(const RegionChoice &region)
{
    const QString name = region.name.isEmpty() ? region.admin2 : region.name;
    if (region.admin1Code.isEmpty())
        return name.isEmpty() ? region.country : name;
    return name.isEmpty() ? region.admin1Code : QStringLiteral("%1 (%2)").arg(name, region.admin1Code);
}

QString casualtyText(const CasualtyChoice &choice)
{
    QStringList parts;
    if (choice.outcome)
        parts.append(words(*choice.outcome));
    if (!choice.nationality.isEmpty())
        parts.append(choice.nationality);
    if (choice.side)
        parts.append(QStringLiteral("(%1)").arg(words(*choice.side)));
    return QStringLiteral("casualties: %1")
        .arg(parts.isEmpty() ? QStringLiteral("any") : parts.join(QLatin1Char(' ')));
}

QString boxText(const geo::GeoBox &box)
{
    const auto degrees = [](double value) {
        return QString::number(value, 'f', QLocale::FloatingPointShortest);
    };
    return QStringLiteral("box %1,%2,%3,%4")
        .arg(degrees(box.west), degrees(box.south), degrees(box.east), degrees(box.north));
}

QString withKey(const char *key, const QString &text)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(key), text);
}

/// Collects the chips of one filter: each knows how to take its condition away.
class ChipList
{
public:
    explicit ChipList(const Filter &filter) : m_filter(filter) {}

    template <typename Clear>
    void add(bool isSet, const QString &text, Clear clear)
    {
        if (!isSet)
            return;
        FilterChip chip{text, m_filter};
        clear(chip.without);
        m_chips.push_back(std::move(chip));
    }
    /// For a member whose empty value means "no condition".
    template <typename Member>
    void add(Member Filter::*member, const QString &text)
    {
        add(m_filter.*member != Member{}, text, [&](Filter &filter) { filter.*member = Member{}; });
    }
    std::vector<FilterChip> take() { return std::move(m_chips); }

private:
    const Filter &m_filter;
    std::vector<FilterChip> m_chips;
};

void addTimeAndKind(ChipList &chips, const Filter &f, const Vocabulary &vocabulary)
{
    chips.add(&Filter::days, daysText(f.days));
    chips.add(&Filter::undated, f.days.isOpen() ? QStringLiteral("undated") : QStringLiteral("or undated"));
    chips.add(&Filter::certainly, QStringLiteral("certain matches only"));
    chips.add(&Filter::types,
              joinedBy(f.types, [&](const QString &type) { return vocabulary.typeLabel(type); }));
    chips.add(&Filter::families, withKey("family", joinedBy(f.families, [&](const QString &code) {
                                             return vocabulary.familyLabel(code);
                                         })));
    chips.add(&Filter::workflows, joinedWords(f.workflows));
    chips.add(&Filter::verifications, joinedWords(f.verifications));
}

void addPlace(ChipList &chips, const Filter &f)
{
    chips.add(&Filter::regions, joinedBy(f.regions, regionText));
    chips.add(&Filter::countries, joined(f.countries));
    chips.add(&Filter::borderPair, withKey("border", f.borderPair));
    chips.add(&Filter::withinBorderM,
              QStringLiteral("within %1 km of the border").arg(f.withinBorderM.value_or(0) / 1000));
    chips.add(&Filter::borderSide, withKey("border side", f.borderSide));
    chips.add(&Filter::precision, QStringLiteral("place known to %1 or better")
                                      .arg(words(f.precision.value_or(PlacePrecision::Unknown))));
    chips.add(&Filter::box, boxText(f.box.value_or(geo::GeoBox{})));
    chips.add(&Filter::unlocated, QStringLiteral("unlocated"));
}

void addCountsAndRecord(ChipList &chips, const Filter &f)
{
    chips.add(&Filter::minKilled, QStringLiteral("killed at least %1").arg(f.minKilled.value_or(0)));
    chips.add(&Filter::minInjured, QStringLiteral("injured at least %1").arg(f.minInjured.value_or(0)));
    chips.add(&Filter::casualty, casualtyText(f.casualty.value_or(CasualtyChoice{})));
    chips.add(&Filter::actors, withKey("actor", joined(f.actors)));
    chips.add(&Filter::roles, withKey("role", joinedWords(f.roles)));
    chips.add(&Filter::sourceGrade, QStringLiteral("source %1 or better").arg(f.sourceGrade));
    chips.add(&Filter::text, QStringLiteral("text \"%1\"").arg(f.text));
    chips.add(&Filter::tags, withKey("tag", joined(f.tags)));
    chips.add(&Filter::series, withKey("series", joined(f.series)));
    chips.add(&Filter::batches,
              withKey("batch", joinedBy(f.batches, [](qint64 batch) { return QString::number(batch); })));
    chips.add(&Filter::changedSince, withKey("changed since", f.changedSince));
    chips.add(&Filter::reported, withKey("reported", daysText(f.reported)));
    chips.add(&Filter::asKnownOn, withKey("as known on", f.asKnownOn));
}

} // namespace

std::vector<FilterChip> chipsOf(const Filter &filter, const Vocabulary &vocabulary)
{
    ChipList chips(filter);
    addTimeAndKind(chips, filter, vocabulary);
    addPlace(chips, filter);
    addCountsAndRecord(chips, filter);
    return chips.take();
}

QString filterWords(const Filter &filter, const Vocabulary &vocabulary)
{
    QStringList parts;
    for (const FilterChip &chip : chipsOf(filter, vocabulary))
        parts.append(chip.words);
    return parts.isEmpty() ? QStringLiteral("all incidents") : parts.join(QLatin1String("; "));
}

} // namespace marz::incident
