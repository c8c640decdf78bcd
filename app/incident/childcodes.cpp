#include "incident/codetable.h"

namespace marz::incident {

namespace {

constexpr CodeEntry<Outcome> kOutcome[] = {
    {Outcome::Killed, "killed", "killed"},       {Outcome::Injured, "injured", "injured"},
    {Outcome::Missing, "missing", "missing"},    {Outcome::Abducted, "abducted", "abducted"},
    {Outcome::Released, "released", "released"}, {Outcome::Arrested, "arrested", "arrested"},
    {Outcome::Detained, "detained", "detained"}, {Outcome::Displaced, "displaced", "displaced"},
    {Outcome::Deported, "deported", "deported"},
};
static_assert(inOrder(kOutcome));

constexpr CodeEntry<Side> kSide[] = {
    {Side::Victim, "victim", "victim"},
    {Side::Responder, "responder", "responder"},
    {Side::Perpetrator, "perpetrator", "perpetrator"},
    {Side::Bystander, "bystander", "bystander"},
    {Side::Unknown, "unknown", "unknown"},
};
static_assert(inOrder(kSide));

constexpr CodeEntry<PersonRole> kPersonRole[] = {
    {PersonRole::Civilian, "civilian", "civilian"}, {PersonRole::Worker, "worker", "worker"},
    {PersonRole::Security, "security", "security"}, {PersonRole::Combatant, "combatant", "combatant"},
    {PersonRole::Unknown, "unknown", "unknown"},
};
static_assert(inOrder(kPersonRole));

constexpr CodeEntry<CasualtyScope> kCasualtyScope[] = {
    {CasualtyScope::Total, "total", "total"},
    {CasualtyScope::PartOf, "part_of", "part of"},
};
static_assert(inOrder(kCasualtyScope));

constexpr CodeEntry<ItemRole> kItemRole[] = {
    {ItemRole::Seized, "seized", "seized"},
    {ItemRole::Used, "used", "used"},
    {ItemRole::Lost, "lost", "lost"},
    {ItemRole::Damaged, "damaged", "damaged"},
    {ItemRole::Destroyed, "destroyed", "destroyed"},
};
static_assert(inOrder(kItemRole));

constexpr CodeEntry<ItemCategory> kItemCategory[] = {
    {ItemCategory::Narcotic, "narcotic", "narcotic"},
    {ItemCategory::Weapon, "weapon", "weapon"},
    {ItemCategory::Ammunition, "ammunition", "ammunition"},
    {ItemCategory::Explosive, "explosive", "explosive"},
    {ItemCategory::Device, "device", "device"},
    {ItemCategory::Cash, "cash", "cash"},
    {ItemCategory::Vehicle, "vehicle", "vehicle"},
    {ItemCategory::Building, "building", "building"},
    {ItemCategory::Livestock, "livestock", "livestock"},
    {ItemCategory::Other, "other", "other"},
};
static_assert(inOrder(kItemCategory));

constexpr CodeEntry<ActorKind> kActorKind[] = {
    {ActorKind::StateForce, "state_force", "state force"},
    {ActorKind::BorderGuard, "border_guard", "border guard"},
    {ActorKind::Police, "police", "police"},
    {ActorKind::ArmedGroup, "armed_group", "armed group"},
    {ActorKind::CriminalNetwork, "criminal_network", "criminal network"},
    {ActorKind::Company, "company", "company"},
    {ActorKind::Community, "community", "community"},
    {ActorKind::Civilians, "civilians", "civilians"},
    {ActorKind::Intergovernmental, "intergovernmental", "intergovernmental"},
    {ActorKind::Media, "media", "media"},
    {ActorKind::Person, "person", "person"},
    {ActorKind::Unidentified, "unidentified", "unidentified"},
};
static_assert(inOrder(kActorKind));

constexpr CodeEntry<ActorRole> kActorRole[] = {
    {ActorRole::Perpetrator, "perpetrator", "perpetrator"},
    {ActorRole::Target, "target", "target"},
    {ActorRole::Victim, "victim", "victim"},
    {ActorRole::Responder, "responder", "responder"},
    {ActorRole::Claimant, "claimant", "claimant"},
    {ActorRole::Addressee, "addressee", "addressee"},
    {ActorRole::Mentioned, "mentioned", "mentioned"},
};
static_assert(inOrder(kActorRole));

constexpr CodeEntry<Attribution> kAttribution[] = {
    {Attribution::SelfClaimed, "self_claimed", "self-claimed"},
    {Attribution::Attributed, "attributed", "attributed"},
    {Attribution::Suspected, "suspected", "suspected"},
    {Attribution::Established, "established", "established"},
    {Attribution::Denied, "denied", "denied"},
};
static_assert(inOrder(kAttribution));

constexpr CodeEntry<ActorRelation> kActorRelation[] = {
    {ActorRelation::PartOf, "part_of", "part of"},        {ActorRelation::Allied, "allied", "allied"},
    {ActorRelation::Opposes, "opposes", "opposes"},       {ActorRelation::Splinter, "splinter", "splinter"},
    {ActorRelation::Successor, "successor", "successor"},
};
static_assert(inOrder(kActorRelation));

constexpr CodeEntry<SourceKind> kSourceKind[] = {
    {SourceKind::Reports, "reports", "reports"},    {SourceKind::Cites, "cites", "cites"},
    {SourceKind::Reprints, "reprints", "reprints"}, {SourceKind::Translates, "translates", "translates"},
    {SourceKind::Speaks, "speaks", "speaks"},
};
static_assert(inOrder(kSourceKind));

constexpr CodeEntry<ResponseKind> kResponseKind[] = {
    {ResponseKind::Statement, "statement", "statement"},
    {ResponseKind::Denial, "denial", "denial"},
    {ResponseKind::Condemnation, "condemnation", "condemnation"},
    {ResponseKind::ResponsibilityClaim, "responsibility_claim", "responsibility claim"},
    {ResponseKind::ProtestNote, "protest_note", "protest note"},
    {ResponseKind::Deployment, "deployment", "deployment"},
    {ResponseKind::Closure, "closure", "closure"},
    {ResponseKind::Appeal, "appeal", "appeal"},
    {ResponseKind::NoneAsOf, "none_as_of", "no response as of"},
};
static_assert(inOrder(kResponseKind));

constexpr CodeEntry<LinkKind> kLinkKind[] = {
    {LinkKind::FollowUp, "follow_up", "follow-up"},
    {LinkKind::Retaliation, "retaliation", "retaliation"},
    {LinkKind::Background, "background", "background"},
    {LinkKind::PossibleDuplicate, "possible_duplicate", "possible duplicate"},
    {LinkKind::Duplicate, "duplicate", "duplicate"},
};
static_assert(inOrder(kLinkKind));

constexpr CodeEntry<NoteKind> kNoteKind[] = {
    {NoteKind::Analyst, "analyst", "analyst"},
    {NoteKind::Reviewer, "reviewer", "reviewer"},
    {NoteKind::Handover, "handover", "handover"},
};
static_assert(inOrder(kNoteKind));

constexpr CodeEntry<SiteRole> kSiteRole[] = {
    {SiteRole::Launch, "launch", "launch"},       {SiteRole::Crossing, "crossing", "crossing"},
    {SiteRole::Found, "found", "found"},          {SiteRole::Held, "held", "held"},
    {SiteRole::Released, "released", "released"}, {SiteRole::Also, "also", "also"},
};
static_assert(inOrder(kSiteRole));

constexpr CodeEntry<MovementKind> kMovementKind[] = {
    {MovementKind::CrossedFrom, "crossed_from", "crossed from"},
    {MovementKind::FledTo, "fled_to", "fled to"},
    {MovementKind::SmugglingRoute, "smuggling_route", "smuggling route"},
};
static_assert(inOrder(kMovementKind));

} // namespace

template <>
std::span<const CodeEntry<Outcome>> codeList()
{
    return kOutcome;
}

template <>
std::span<const CodeEntry<Side>> codeList()
{
    return kSide;
}

template <>
std::span<const CodeEntry<PersonRole>> codeList()
{
    return kPersonRole;
}

template <>
std::span<const CodeEntry<CasualtyScope>> codeList()
{
    return kCasualtyScope;
}

template <>
std::span<const CodeEntry<ItemRole>> codeList()
{
    return kItemRole;
}

template <>
std::span<const CodeEntry<ItemCategory>> codeList()
{
    return kItemCategory;
}

template <>
std::span<const CodeEntry<ActorKind>> codeList()
{
    return kActorKind;
}

template <>
std::span<const CodeEntry<ActorRole>> codeList()
{
    return kActorRole;
}

template <>
std::span<const CodeEntry<Attribution>> codeList()
{
    return kAttribution;
}

template <>
std::span<const CodeEntry<ActorRelation>> codeList()
{
    return kActorRelation;
}

template <>
std::span<const CodeEntry<SourceKind>> codeList()
{
    return kSourceKind;
}

template <>
std::span<const CodeEntry<ResponseKind>> codeList()
{
    return kResponseKind;
}

template <>
std::span<const CodeEntry<LinkKind>> codeList()
{
    return kLinkKind;
}

template <>
std::span<const CodeEntry<NoteKind>> codeList()
{
    return kNoteKind;
}

template <>
std::span<const CodeEntry<SiteRole>> codeList()
{
    return kSiteRole;
}

template <>
std::span<const CodeEntry<MovementKind>> codeList()
{
    return kMovementKind;
}

} // namespace marz::incident
