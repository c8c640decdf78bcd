#include "places/unitnames.h"

#include "base/fold.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <array>

namespace marz::places {

namespace {

/// Names in use that units.shp has no field for.
struct Alias {
    const char *code;
    const char *names; ///< separated by |
};
constexpr std::array aliases{
    Alias{
        "TJ-GB",
        "GBAO|VMKB|ГБАО|ВМКБ|Badakhshan|Бадахшон|Бадахшан|بدخشان|Mountainous Badakhshan|Kuhistoni Badakhshon"
        "|Gorno-Badakhshan Autonomous|Горный Бадахшан|بدخشان کوهستانی"},
    Alias{"TJ-SU", "Sogd|Soghd|Leninabad|Leninobod|Ленинабадская|Согд"},
    Alias{"TJ-KT", "Хатлонский|Khatlan"},
    Alias{"TJ-RA",
          "DRS|RRS|RRP|РРП|НТҶ|Region of Republican Subordination|Nohiyahoi tobei jumhuri|Karotegin"},
    Alias{"AF-BDS", "Badakshan|Afghan Badakhshan"},
    Alias{"AF-KDZ", "Kondoz|Qunduz"},
};

/// Folded words that say what kind of unit it is, not which.
bool saysKind(const QString &word)
{
    static const QSet<QString> kinds = [] {
        QSet<QString> folded;
        for (const char *text :
             {"province", "region", "oblast", "viloyat", "viloyati", "velayat", "wilayat", "district",
              "область", "вилоят", "вилояти", "провинция", "ولایت", "استان", "of"})
            folded.insert(base::folded(QString::fromUtf8(text)).trimmed());
        return folded;
    }();
    return kinds.contains(word);
}

/// The folded words of a name; the text itself, in lower case, when folding leaves nothing (other scripts).
QString keyOf(const QString &text)
{
    const QString folded = base::folded(text).trimmed();
    return folded.isEmpty() ? text.trimmed().toLower() : folded;
}

QString withoutKind(const QString &key)
{
    QStringList words;
    for (const QString &word : key.split(u' ', Qt::SkipEmptyParts)) {
        if (!saysKind(word))
            words.append(word);
    }
    return words.join(u' ');
}

} // namespace

UnitNames::UnitNames(const std::vector<Unit> &units)
{
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit &unit = units[i];
        for (const QString *name :
             {&unit.code, &unit.name, &unit.nameTg, &unit.nameRu, &unit.nameFa, &unit.nameNat})
            add(*name, i);
        for (const Alias &alias : aliases) {
            if (unit.code != QLatin1String(alias.code))
                continue;
            for (const QString &name : QString::fromUtf8(alias.names).split(u'|'))
                add(name, i);
        }
    }
}

void UnitNames::add(const QString &name, std::size_t unit)
{
    const QString key = keyOf(name);
    for (const QString &form : {key, withoutKind(key)}) {
        if (form.isEmpty())
            continue;
        std::vector<std::size_t> &units = m_units[form];
        if (units.empty() || units.back() != unit)
            units.push_back(unit);
    }
}

std::vector<std::size_t> UnitNames::find(const QString &text) const
{
    const QString key = keyOf(text);
    for (const QString &form : {key, withoutKind(key)}) {
        const auto found = m_units.find(form);
        if (!form.isEmpty() && found != m_units.end())
            return found->second;
    }
    return {};
}

} // namespace marz::places
