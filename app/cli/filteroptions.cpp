#include "cli/filteroptions.h"

#include "session/commands.h"

#include <CLI/CLI.hpp>

namespace marz::cli {

namespace {

struct Word {
    const char *name;
    const char *help;
    bool isCodes; ///< several, separated by commas or repeated
};

const Word words[] = {
    {"from", "first DAY, in the incident's own zone, inclusive", false},
    {"to", "last DAY, inclusive", false},
    {"type", "event type CODE", true},
    {"family", "family CODE", true},
    {"workflow", "draft, submitted, reviewed, withdrawn", true},
    {"verification", "unverified, single_origin, corroborated, officially_confirmed, disputed, refuted",
     true},
    {"region", "ISO 3166-2 code or name of a unit or district", false},
    {"country", "ISO 3166-1 alpha-3", true},
    {"border", "pair of countries, AFG-TJK, in either order", false},
    {"within-border", "at most KM from an international border", false},
    {"border-side", "ISO3 of the side that the point lies on", false},
    {"min-killed", "at least N killed (best, else low)", false},
    {"min-injured", "at least N injured (best, else low)", false},
    {"casualty", "NAT[:outcome[:side]]; narrows the totals to those people", false},
    {"actor", "NAME of an actor, or an alias", false},
    {"role", "role of an actor", true},
    {"source-grade", "B2: reliability B or better and credibility 2 or better; also B, or 2", false},
    {"precision", "exact, near, district, province, country: this or better", false},
    {"bbox", "W,S,E,N in degrees", false},
    {"text", "words of title, summary, place, actors, sources", false},
    {"tag", "tag", false},
    {"series", "name of a series", false},
    {"batch", "number of an import", true},
    {"changed-since", "day in UTC, or instant with its zone", false},
    {"reported-from", "first day of the report", false},
    {"reported-to", "last day of the report", false},
    {"as-known-on", "only what was recorded by the end of this day (UTC) or by this instant", false},
};

const Word flags[] = {
    {"certainly", "keep what is certain in time, place and counts", false},
    {"undated", "incidents without a date", false},
    {"unlocated", "incidents without a point", false},
};

} // namespace

void FilterOptions::addTo(CLI::App &command)
{
    for (const Word &word : words) {
        CLI::Option *option =
            command.add_option("--" + std::string(word.name), m_values[word.name], word.help)
                ->group("Filter");
        option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
        if (word.isCodes)
            option->delimiter(',');
    }
    for (const Word &flag : flags)
        command.add_flag("--" + std::string(flag.name), m_flags[flag.name], flag.help)->group("Filter");
}

incident::Filter FilterOptions::filter() const
{
    QMap<QString, QStringList> values;
    for (const auto &[name, typed] : m_values) {
        QStringList list;
        for (const std::string &value : typed)
            list << QString::fromStdString(value);
        values.insert(QString::fromStdString(name), list);
    }
    QStringList set;
    for (const auto &[name, isSet] : m_flags) {
        if (isSet)
            set << QString::fromStdString(name);
    }
    return session::filterFromWords(values, set);
}

} // namespace marz::cli
