#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <span>

/// The closed code lists of the record. Each has one text code (as stored, exported and typed on the command
/// line).
namespace marz::incident {

enum class TimePrecision : std::uint8_t { Minute, Hour, PartOfDay, Day, Week, Month, Season, Year, Unknown };
/// Moment: once, somewhere in the window; Throughout: all of it (a siege, a rally of four days).
enum class TimeExtent : std::uint8_t { Moment, Throughout, Unknown };
/// From finest to coarsest.
enum class PlacePrecision : std::uint8_t { Exact, Near, District, Province, Country, Unknown };
enum class PlaceBasis : std::uint8_t { Gps, NamedPlace, Centroid, ReadOffMap, Unknown };
enum class AdminBasis : std::uint8_t { Reported, Computed, Analyst };
enum class Workflow : std::uint8_t { Draft, Submitted, Reviewed, Withdrawn };
enum class Verification : std::uint8_t {
    Unverified,
    SingleOrigin,
    Corroborated,
    OfficiallyConfirmed,
    Disputed,
    Refuted
};
enum class Handling : std::uint8_t { Public, Partner, Internal, NeverExport };
enum class Outcome : std::uint8_t {
    Killed,
    Injured,
    Missing,
    Abducted,
    Released,
    Arrested,
    Detained,
    Displaced,
    Deported
};
enum class Side : std::uint8_t { Victim, Responder, Perpetrator, Bystander, Unknown };
enum class PersonRole : std::uint8_t { Civilian, Worker, Security, Combatant, Unknown };
enum class CasualtyScope : std::uint8_t { Total, PartOf };
enum class ItemRole : std::uint8_t { Seized, Used, Lost, Damaged, Destroyed };
enum class ItemCategory : std::uint8_t {
    Narcotic,
    Weapon,
    Ammunition,
    Explosive,
    Device,
    Cash,
    Vehicle,
    Building,
    Livestock,
    Other
};
enum class ActorKind : std::uint8_t {
    StateForce,
    BorderGuard,
    Police,
    ArmedGroup,
    CriminalNetwork,
    Company,
    Community,
    Civilians,
    Intergovernmental,
    Media,
    Person,
    Unidentified
};
enum class ActorRole : std::uint8_t {
    Perpetrator,
    Target,
    Victim,
    Responder,
    Claimant,
    Addressee,
    Mentioned
};
enum class Attribution : std::uint8_t { SelfClaimed, Attributed, Suspected, Established, Denied };
enum class ActorRelation : std::uint8_t { PartOf, Allied, Opposes, Splinter, Successor };
enum class SourceKind : std::uint8_t { Reports, Cites, Reprints, Translates, Speaks };
enum class ResponseKind : std::uint8_t {
    Statement,
    Denial,
    Condemnation,
    ResponsibilityClaim,
    ProtestNote,
    Deployment,
    Closure,
    Appeal,
    NoneAsOf
};
enum class LinkKind : std::uint8_t { FollowUp, Retaliation, Background, PossibleDuplicate, Duplicate };
enum class NoteKind : std::uint8_t { Analyst, Reviewer, Handover };
enum class SiteRole : std::uint8_t { Launch, Crossing, Found, Held, Released, Also };
enum class MovementKind : std::uint8_t { CrossedFrom, FledTo, SmugglingRoute };
enum class Profile : std::uint8_t { Public, Partner, Internal };

/// One entry of a code list: the value, its code ("single_origin") and its words for people ("single
/// origin").
template <typename E>
struct CodeEntry {
    E value;
    const char *code;
    const char *words;
};

/// The whole list of an enum, in declaration order. Specialised for each enum above in codes.cpp.
template <typename E>
std::span<const CodeEntry<E>> codeList();

/// What codes.cpp defines; declared here so that nobody instantiates the general template.
template <>
std::span<const CodeEntry<TimePrecision>> codeList();
template <>
std::span<const CodeEntry<TimeExtent>> codeList();
template <>
std::span<const CodeEntry<PlacePrecision>> codeList();
template <>
std::span<const CodeEntry<PlaceBasis>> codeList();
template <>
std::span<const CodeEntry<AdminBasis>> codeList();
template <>
std::span<const CodeEntry<Workflow>> codeList();
template <>
std::span<const CodeEntry<Verification>> codeList();
template <>
std::span<const CodeEntry<Handling>> codeList();
template <>
std::span<const CodeEntry<Outcome>> codeList();
template <>
std::span<const CodeEntry<Side>> codeList();
template <>
std::span<const CodeEntry<PersonRole>> codeList();
template <>
std::span<const CodeEntry<CasualtyScope>> codeList();
template <>
std::span<const CodeEntry<ItemRole>> codeList();
template <>
std::span<const CodeEntry<ItemCategory>> codeList();
template <>
std::span<const CodeEntry<ActorKind>> codeList();
template <>
std::span<const CodeEntry<ActorRole>> codeList();
template <>
std::span<const CodeEntry<Attribution>> codeList();
template <>
std::span<const CodeEntry<ActorRelation>> codeList();
template <>
std::span<const CodeEntry<SourceKind>> codeList();
template <>
std::span<const CodeEntry<ResponseKind>> codeList();
template <>
std::span<const CodeEntry<LinkKind>> codeList();
template <>
std::span<const CodeEntry<NoteKind>> codeList();
template <>
std::span<const CodeEntry<SiteRole>> codeList();
template <>
std::span<const CodeEntry<MovementKind>> codeList();
template <>
std::span<const CodeEntry<Profile>> codeList();

/// The stored code of @p value.
template <typename E>
QString code(E value)
{
    return QString::fromLatin1(codeList<E>()[static_cast<std::size_t>(value)].code);
}

/// The words that a person reads for @p value (English).
template <typename E>
QString words(E value)
{
    return QString::fromLatin1(codeList<E>()[static_cast<std::size_t>(value)].words);
}

/// The value of a code, exactly as stored; empty when there is no such code.
template <typename E>
std::optional<E> fromCode(const QString &text)
{
    for (const CodeEntry<E> &entry : codeList<E>()) {
        if (text == QLatin1String(entry.code))
            return entry.value;
    }
    return std::nullopt;
}

} // namespace marz::incident
