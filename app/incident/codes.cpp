#include "incident/codetable.h"

namespace marz::incident {

namespace {

constexpr CodeEntry<TimePrecision> kTimePrecision[] = {
    {TimePrecision::Minute, "minute", "minute"},
    {TimePrecision::Hour, "hour", "hour"},
    {TimePrecision::PartOfDay, "part_of_day", "part of day"},
    {TimePrecision::Day, "day", "day"},
    {TimePrecision::Week, "week", "week"},
    {TimePrecision::Month, "month", "month"},
    {TimePrecision::Season, "season", "season"},
    {TimePrecision::Year, "year", "year"},
    {TimePrecision::Unknown, "unknown", "unknown"},
};
static_assert(inOrder(kTimePrecision));

constexpr CodeEntry<TimeExtent> kTimeExtent[] = {
    {TimeExtent::Moment, "moment", "moment"},
    {TimeExtent::Throughout, "throughout", "throughout"},
    {TimeExtent::Unknown, "unknown", "unknown"},
};
static_assert(inOrder(kTimeExtent));

constexpr CodeEntry<PlacePrecision> kPlacePrecision[] = {
    {PlacePrecision::Exact, "exact", "exact"},          {PlacePrecision::Near, "near", "near"},
    {PlacePrecision::District, "district", "district"}, {PlacePrecision::Province, "province", "province"},
    {PlacePrecision::Country, "country", "country"},    {PlacePrecision::Unknown, "unknown", "unknown"},
};
static_assert(inOrder(kPlacePrecision));

constexpr CodeEntry<PlaceBasis> kPlaceBasis[] = {
    {PlaceBasis::Gps, "gps", "gps"},
    {PlaceBasis::NamedPlace, "named_place", "named place"},
    {PlaceBasis::Centroid, "centroid", "centroid"},
    {PlaceBasis::ReadOffMap, "read_off_map", "read off map"},
    {PlaceBasis::Unknown, "unknown", "unknown"},
};
static_assert(inOrder(kPlaceBasis));

constexpr CodeEntry<AdminBasis> kAdminBasis[] = {
    {AdminBasis::Reported, "reported", "reported"},
    {AdminBasis::Computed, "computed", "computed"},
    {AdminBasis::Analyst, "analyst", "analyst"},
};
static_assert(inOrder(kAdminBasis));

constexpr CodeEntry<Workflow> kWorkflow[] = {
    {Workflow::Draft, "draft", "draft"},
    {Workflow::Submitted, "submitted", "submitted"},
    {Workflow::Reviewed, "reviewed", "reviewed"},
    {Workflow::Withdrawn, "withdrawn", "withdrawn"},
};
static_assert(inOrder(kWorkflow));

constexpr CodeEntry<Verification> kVerification[] = {
    {Verification::Unverified, "unverified", "unverified"},
    {Verification::SingleOrigin, "single_origin", "single origin"},
    {Verification::Corroborated, "corroborated", "corroborated"},
    {Verification::OfficiallyConfirmed, "officially_confirmed", "officially confirmed"},
    {Verification::Disputed, "disputed", "disputed"},
    {Verification::Refuted, "refuted", "refuted"},
};
static_assert(inOrder(kVerification));

constexpr CodeEntry<Handling> kHandling[] = {
    {Handling::Public, "public", "public"},
    {Handling::Partner, "partner", "partner"},
    {Handling::Internal, "internal", "internal"},
    {Handling::NeverExport, "never_export", "never export"},
};
static_assert(inOrder(kHandling));

constexpr CodeEntry<Profile> kProfile[] = {
    {Profile::Public, "public", "public"},
    {Profile::Partner, "partner", "partner"},
    {Profile::Internal, "internal", "internal"},
};
static_assert(inOrder(kProfile));

} // namespace

template <>
std::span<const CodeEntry<TimePrecision>> codeList()
{
    return kTimePrecision;
}

template <>
std::span<const CodeEntry<TimeExtent>> codeList()
{
    return kTimeExtent;
}

template <>
std::span<const CodeEntry<PlacePrecision>> codeList()
{
    return kPlacePrecision;
}

template <>
std::span<const CodeEntry<PlaceBasis>> codeList()
{
    return kPlaceBasis;
}

template <>
std::span<const CodeEntry<AdminBasis>> codeList()
{
    return kAdminBasis;
}

template <>
std::span<const CodeEntry<Workflow>> codeList()
{
    return kWorkflow;
}

template <>
std::span<const CodeEntry<Verification>> codeList()
{
    return kVerification;
}

template <>
std::span<const CodeEntry<Handling>> codeList()
{
    return kHandling;
}

template <>
std::span<const CodeEntry<Profile>> codeList()
{
    return kProfile;
}

} // namespace marz::incident
