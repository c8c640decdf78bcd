#pragma once

#include "incident/incident.h"

/// The keys of a record's JSON, each named once: JsonWriter and JsonReader walk the same list, so that what
/// is written is what is read. `Archive` is one of them; `Record` the struct, const for the writer.
namespace marz::incident {

template <typename Archive, typename Record>
void rangeFields(Archive &a, Record &range)
{
    a.number("low", range.low);
    a.number("best", range.best);
    a.number("high", range.high);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Casualty>
void fields(Archive &a, Record &row)
{
    a.number("fid", row.fid);
    a.code("outcome", row.outcome);
    a.code("side", row.side);
    a.text("nationality", row.nationality);
    a.code("role", row.role);
    a.text("sex", row.sex);
    a.text("age_group", row.ageGroup);
    a.code("scope", row.scope);
    rangeFields(a, row.count);
    a.text("text", row.text);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Item>
void fields(Archive &a, Record &item)
{
    a.number("fid", item.fid);
    a.code("role", item.role);
    a.code("category", item.category);
    a.text("kind", item.kind);
    rangeFields(a, item);
    a.text("unit", item.unit);
    a.text("text", item.text);
    a.number("source", item.source);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Involvement>
void fields(Archive &a, Record &actor)
{
    a.number("fid", actor.fid);
    a.text("name", actor.name);
    a.code("kind", actor.kind);
    a.code("role", actor.role);
    a.code("attribution", actor.attribution);
    a.text("attributed_by", actor.attributedBy);
    a.text("denied_by", actor.deniedBy);
    a.text("hypothesis_group", actor.hypothesisGroup);
    a.number("hypothesis_rank", actor.hypothesisRank);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, SourceUse>
void fields(Archive &a, Record &source)
{
    a.number("fid", source.fid);
    a.text("publisher", source.publisher);
    a.text("title", source.title);
    a.text("url", source.url);
    a.text("published_at", source.publishedAt);
    a.text("accessed_at", source.accessedAt);
    a.text("language", source.language);
    a.flag("protected", source.isProtected);
    a.text("reliability", source.reliability);
    a.text("credibility", source.credibility);
    a.code("kind", source.kind);
    a.text("speaker", source.speaker);
    a.number("cites", source.cites);
    a.text("quote", source.quote);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Claim>
void fields(Archive &a, Record &claim)
{
    a.number("fid", claim.fid);
    a.text("field", claim.field);
    a.text("value", claim.value);
    a.number("source", claim.source);
    a.text("speaker", claim.speaker);
    a.text("as_of", claim.asOf);
    a.text("quote", claim.quote);
    a.text("credibility", claim.credibility);
    a.flag("chosen", claim.chosen);
    a.text("excluded_reason", claim.excludedReason);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Response>
void fields(Archive &a, Record &response)
{
    a.number("fid", response.fid);
    a.text("body", response.body);
    a.code("kind", response.kind);
    a.text("date", response.date);
    a.text("text", response.text);
    a.number("source", response.source);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Link>
void fields(Archive &a, Record &link)
{
    a.number("fid", link.fid);
    a.code("kind", link.kind);
    a.text("to_uid", link.toUid);
    a.text("note", link.note);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Note>
void fields(Archive &a, Record &note)
{
    a.number("fid", note.fid);
    a.text("at", note.at);
    a.text("author", note.author);
    a.code("kind", note.kind);
    a.text("text", note.text);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Site>
void fields(Archive &a, Record &site)
{
    a.number("fid", site.fid);
    a.code("role", site.role);
    a.text("place", site.place);
    a.point(site.point);
    a.geometry("area", site.area);
    a.text("unit_code", site.unitCode);
    a.code("precision", site.precision);
    a.number("radius_m", site.radiusM);
    a.number("count", site.count);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, MovementEnd>
void fields(Archive &a, Record &end)
{
    a.point(end.point);
    a.text("unit_code", end.unitCode);
    a.text("text", end.text);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Movement>
void fields(Archive &a, Record &movement)
{
    a.number("fid", movement.fid);
    a.code("kind", movement.kind);
    a.object("origin", movement.origin);
    a.object("destination", movement.destination);
    a.code("attribution", movement.attribution);
    a.text("attributed_by", movement.attributedBy);
    a.number("source", movement.source);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Attachment>
void fields(Archive &a, Record &attachment)
{
    a.number("fid", attachment.fid);
    a.text("name", attachment.name);
    a.text("media_type", attachment.mediaType);
    a.text("sha256", attachment.sha256);
    a.number("size", attachment.sizeBytes);
    a.bytes("bytes", attachment.bytes);
}

template <typename Archive, typename Record>
void whenFields(Archive &a, Record &when)
{
    a.instant("time_start", when.startMs);
    a.instant("time_end", when.endMs);
    a.day("date_start", when.dateStart);
    a.day("date_end", when.dateEnd);
    a.text("time_zone", when.timeZone);
    a.code("time_precision", when.precision);
    a.code("time_extent", when.extent);
    a.text("time_text", when.text);
}

template <typename Archive, typename Record>
void whereFields(Archive &a, Record &where)
{
    a.point(where.point);
    a.text("place", where.place);
    a.code("place_precision", where.precision);
    a.number("place_radius_m", where.radiusM);
    a.code("place_basis", where.basis);
    a.text("country", where.country);
    a.text("admin1_code", where.admin1Code);
    a.text("admin1", where.admin1);
    a.text("admin2", where.admin2);
    a.code("admin_basis", where.adminBasis);
    a.flag("admin_certain", where.adminCertain);
    a.number("border_distance_m", where.borderDistanceM);
    a.text("border_pair", where.borderPair);
    a.text("border_side", where.borderSide);
}

template <typename Archive, typename Record>
void statusFields(Archive &a, Record &incident)
{
    a.code("workflow", incident.workflow);
    a.code("verification", incident.verification);
    a.text("reviewed_by", incident.reviewedBy);
    a.text("reviewed_at", incident.reviewedAt);
    a.number("reviewed_revision", incident.reviewedRevision);
    a.text("assigned_to", incident.assignedTo);
    a.text("follow_up_on", incident.followUpOn);
    a.text("marking", incident.marking);
    a.code("handling", incident.handling);
    a.code("public_precision", incident.publicPrecision);
    a.number("batch", incident.batch);
    a.text("created_at", incident.createdAt);
    a.text("created_by", incident.createdBy);
    a.text("updated_at", incident.updatedAt);
    a.text("updated_by", incident.updatedBy);
    a.number("revision", incident.revision);
}

template <typename Archive, typename Record>
requires std::is_same_v<std::remove_const_t<Record>, Incident>
void fields(Archive &a, Record &incident)
{
    a.number("fid", incident.fid);
    a.text("uid", incident.uid);
    a.text("code", incident.code);
    a.text("native_id", incident.nativeId);
    a.text("title", incident.title);
    a.text("summary", incident.summary);
    a.text("event_type", incident.eventType);
    a.text("sub_type", incident.subType);
    whenFields(a, incident.when);
    a.text("reported_at", incident.reportedAt);
    whereFields(a, incident.where);
    statusFields(a, incident);
    a.list("casualties", incident.casualties);
    a.list("items", incident.items);
    a.list("actors", incident.actors);
    a.list("sources", incident.sources);
    a.list("claims", incident.claims);
    a.list("responses", incident.responses);
    a.list("links", incident.links);
    a.list("notes", incident.notes);
    a.list("places", incident.sites);
    a.list("movements", incident.movements);
    a.list("attachments", incident.attachments);
    a.texts("series", incident.series);
    a.texts("tags", incident.tags);
}

} // namespace marz::incident
