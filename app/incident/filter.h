#pragma once

#include "geo/box.h"
#include "incident/facts.h"

#include <QDate>
#include <QStringList>

#include <optional>

namespace marz::incident {

/// How an incident answers a filter. Ordered: None < Possible < Certain.
enum class Match : std::uint8_t { None, Possible, Certain };
inline Match weaker(Match a, Match b)
{
    return a < b ? a : b;
}

/// Days in the incident's own zone, inclusive; a null end is open.
struct DayRange {
    QDate first;
    QDate last;
    bool isOpen() const { return first.isNull() && last.isNull(); }
    friend bool operator==(const DayRange &, const DayRange &) = default;
};

/// A region: a first-level unit by ISO 3166-2 code, or a district by name inside one.
struct RegionChoice {
    QString admin1Code;
    QString admin2;  ///< empty = the whole unit
    QString country; ///< alpha-3 of the unit's country (judges incidents known only to the country)
    QString name;    ///< for chips
    friend bool operator==(const RegionChoice &, const RegionChoice &) = default;
};

/// "CHN:killed:victim": selects incidents with such people and narrows totals to them.
struct CasualtyChoice {
    QString nationality; ///< alpha-3
    std::optional<Outcome> outcome;
    std::optional<Side> side;
    friend bool operator==(const CasualtyChoice &, const CasualtyChoice &) = default;
};

/// The one filter of window, command line and export. Conditions are joined by AND; the values of one list by
/// OR; an empty list or optional is no condition.
struct Filter {
    DayRange days;
    bool certainly = false; ///< keep only Match::Certain
    /// Undated incidents never match `days`; alone it selects only undated ones, beside `days` it adds them
    /// (as possible).
    bool undated = false;
    bool unlocated = false; ///< only incidents without a point
    QStringList types;
    QStringList families;
    std::vector<Workflow> workflows;
    std::vector<Verification> verifications;
    std::vector<RegionChoice> regions;
    QStringList countries; ///< alpha-3
    QString borderPair;    ///< "AFG-TJK"
    std::optional<double> withinBorderM;
    QString borderSide;              ///< alpha-3
    std::optional<qint64> minKilled; ///< best, else low
    std::optional<qint64> minInjured;
    std::optional<CasualtyChoice> casualty;
    QStringList actors; ///< names or aliases, folded when compared
    std::vector<ActorRole> roles;
    QString sourceGrade;                     ///< "B2" = reliability B or better and credibility 2 or better
    std::optional<PlacePrecision> precision; ///< or better
    std::optional<geo::GeoBox> box;
    QString text;
    QStringList tags;
    QStringList series;
    std::vector<qint64> batches;
    QString changedSince; ///< ISO instant UTC
    DayRange reported;
    QString asKnownOn; ///< ISO instant UTC

    /// True when no condition is set at all.
    bool isEmpty() const { return *this == Filter{}; }
    /// True when a condition needs more than Facts (casualty, actors, roles, grade, text, tags, series,
    /// changes, day of the report, as known on).
    bool needsRecords() const;
    friend bool operator==(const Filter &, const Filter &) = default;
};

/// Looks up a type's family; given to matches() so that incident needs no store.
class Vocabulary;

/// The single judgements, shared by index, SQL pre-selection and matches().
/// Certain inside the days, or overlapping them throughout; possible when only overlapping; open days are no
/// condition.
Match matchDays(std::optional<qint32> dayStart, std::optional<qint32> dayEnd, TimeExtent extent,
                const DayRange &days);
/// Certain when the unit (and the district asked for) is the incident's and admin_certain. Possible when
/// admin_certain is false in the same country, or the incident is known only more coarsely than asked: to
/// that country (no unit, or country precision), or, for a district, to its unit (no district, or province
/// precision). District names ignore case.
Match matchRegion(const Facts &facts, const RegionChoice &region);
/// The circle of place_radius_m (without one shippedRadiusM() of the precision; unknown precision: the bare
/// point) inside the box is certain, touching it possible; unlocated never matches.
Match matchBox(const Facts &facts, const geo::GeoBox &box);
/// The same circle wholly within the distance is certain, partly possible; an unknown distance never matches.
Match matchBorderDistance(const Facts &facts, double withinM);
/// Match when best (else low) >= minimum; certain when low >= minimum; unknown never matches.
Match matchCount(const Range &count, qint64 minimum);

/// Everything in the filter that Facts can answer; conditions that need records are taken as Certain.
Match matchesFacts(const Facts &facts, const Filter &filter, const Vocabulary &vocabulary);

/// The one definition: the whole filter on a whole record. Country, border pair and side, type, actors and
/// texts compare equal or not; `actors` and `roles` must meet in one involvement. `text`: every folded word
/// begins a folded word of title, summary, place, actors, publishers, claimed values or notes. `asKnownOn`
/// only drops incidents created later.
Match matches(const Incident &incident, const Filter &filter, const Vocabulary &vocabulary);

} // namespace marz::incident
