#pragma once

#include "incident/annotation.h"
#include "incident/incident.h"
#include "store/cells.h"

#include <QJsonObject>

#include <utility>
#include <vector>

/// The one description of which field of a record stands in which column, in the order of every SELECT and
/// INSERT. `columns(record, visit)` calls visit(name, field) for each; instants go through visit.instant().
namespace marz::store {

template <typename Record>
struct Columns;

template <>
struct Columns<incident::Incident> {
    static constexpr const char *table = "incidents";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("uid", r.uid);
        v("code", r.code);
        v("title", r.title);
        v("summary", r.summary);
        v("event_type", r.eventType);
        v("sub_type", r.subType);
        v.instant("time_start", r.when.startMs);
        v.instant("time_end", r.when.endMs);
        v("date_start", r.when.dateStart);
        v("date_end", r.when.dateEnd);
        v("time_zone", r.when.timeZone);
        v("time_precision", r.when.precision);
        v("time_extent", r.when.extent);
        v("time_text", r.when.text);
        v("reported_at", r.reportedAt);
        v("geom", r.where.point);
        v("place", r.where.place);
        v("place_precision", r.where.precision);
        v("place_radius_m", r.where.radiusM);
        v("place_basis", r.where.basis);
        v("country", r.where.country);
        v("admin1_code", r.where.admin1Code);
        v("admin1", r.where.admin1);
        v("admin2", r.where.admin2);
        v("admin_basis", r.where.adminBasis);
        v("admin_certain", r.where.adminCertain);
        v("border_distance_m", r.where.borderDistanceM);
        v("border_pair", r.where.borderPair);
        v("border_side", r.where.borderSide);
        v("workflow", r.workflow);
        v("verification", r.verification);
        v("reviewed_by", r.reviewedBy);
        v("reviewed_at", r.reviewedAt);
        v("reviewed_revision", r.reviewedRevision);
        v("assigned_to", r.assignedTo);
        v("follow_up_on", r.followUpOn);
        v("marking", r.marking);
        v("handling", r.handling);
        v("public_precision", r.publicPrecision);
        v("batch", r.batch);
        v("native_id", r.nativeId);
        v("created_at", r.createdAt);
        v("created_by", r.createdBy);
        v("updated_at", r.updatedAt);
        v("updated_by", r.updatedBy);
        v("revision", r.revision);
    }
};

template <>
struct Columns<incident::Casualty> {
    static constexpr const char *table = "casualties";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("outcome", r.outcome);
        v("side", r.side);
        v("nationality", r.nationality);
        v("role", r.role);
        v("sex", r.sex);
        v("age_group", r.ageGroup);
        v("scope", r.scope);
        v("low", r.count.low);
        v("best", r.count.best);
        v("high", r.count.high);
        v("casualty_text", r.text);
    }
};

template <>
struct Columns<incident::Item> {
    static constexpr const char *table = "items";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("role", r.role);
        v("category", r.category);
        v("kind", r.kind);
        v("low", r.low);
        v("best", r.best);
        v("high", r.high);
        v("unit", r.unit);
        v("item_text", r.text);
        v("source", r.source);
    }
};

template <>
struct Columns<incident::Involvement> {
    static constexpr const char *table = "incident_actors";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("name", r.name);
        v("kind", r.kind);
        v("actor_role", r.role);
        v("attribution", r.attribution);
        v("attributed_by", r.attributedBy);
        v("denied_by", r.deniedBy);
        v("hypothesis_group", r.hypothesisGroup);
        v("hypothesis_rank", r.hypothesisRank);
    }
};

template <>
struct Columns<incident::SourceUse> {
    static constexpr const char *table = "source_chain";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("publisher", r.publisher);
        v("title", r.title);
        v("url", r.url);
        v("published_at", r.publishedAt);
        v("accessed_at", r.accessedAt);
        v("language", r.language);
        v("protected", r.isProtected);
        v("reliability", r.reliability);
        v("credibility", r.credibility);
        v("kind", r.kind);
        v("speaker", r.speaker);
        v("cites", r.cites);
        v("quote", r.quote);
    }
};

template <>
struct Columns<incident::Claim> {
    static constexpr const char *table = "claims";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("field", r.field);
        v("claim_value", r.value);
        v("source", r.source);
        v("speaker", r.speaker);
        v("as_of", r.asOf);
        v("quote", r.quote);
        v("credibility", r.credibility);
        v("chosen", r.chosen);
        v("excluded_reason", r.excludedReason);
    }
};

template <>
struct Columns<incident::Response> {
    static constexpr const char *table = "responses";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("body", r.body);
        v("kind", r.kind);
        v("response_date", r.date);
        v("response_text", r.text);
        v("source", r.source);
    }
};

template <>
struct Columns<incident::Link> {
    static constexpr const char *table = "links";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("kind", r.kind);
        v("to_uid", r.toUid);
        v("note", r.note);
    }
};

template <>
struct Columns<incident::Note> {
    static constexpr const char *table = "notes";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("noted_at", r.at);
        v("author", r.author);
        v("kind", r.kind);
        v("note_text", r.text);
    }
};

template <>
struct Columns<incident::Site> {
    static constexpr const char *table = "incident_places";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("role", r.role);
        v("place", r.place);
        v("geom", r.point);
        v("area", r.area);
        v("unit_code", r.unitCode);
        v("place_precision", r.precision);
        v("place_radius_m", r.radiusM);
        v("headcount", r.count);
    }
};

template <>
struct Columns<incident::Movement> {
    static constexpr const char *table = "movements";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("kind", r.kind);
        v("origin_point", r.origin.point);
        v("origin_unit", r.origin.unitCode);
        v("origin_text", r.origin.text);
        v("destination_point", r.destination.point);
        v("destination_unit", r.destination.unitCode);
        v("destination_text", r.destination.text);
        v("attribution", r.attribution);
        v("attributed_by", r.attributedBy);
        v("source", r.source);
    }
};

template <>
struct Columns<incident::Attachment> {
    static constexpr const char *table = "attachments";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("name", r.name);
        v("media_type", r.mediaType);
        v("sha256", r.sha256);
        v("size_bytes", r.sizeBytes);
    }
};

template <>
struct Columns<incident::Annotation> {
    static constexpr const char *table = "annotations";
    template <typename R, typename V>
    static void visit(R &r, V &v)
    {
        v("uid", r.uid);
        v("kind", r.kind);
        v("content", r.content);
        v("geom", r.geometry);
        v("colour", r.colour);
        v("size_pt", r.sizePt);
        v("width_px", r.widthPx);
        v("z_order", r.zOrder);
        v("shown_from", r.shownFrom);
        v("shown_to", r.shownTo);
        v("locked", r.isLocked);
        v("visible", r.isVisible);
        v("revision", r.revision);
    }
};

/// Calls f(table children) for each list of children with its own table, in the order they are written.
template <typename Incident, typename F>
void eachChildList(Incident &i, F &&f)
{
    f(i.casualties);
    f(i.items);
    f(i.actors);
    f(i.sources);
    f(i.claims);
    f(i.responses);
    f(i.links);
    f(i.notes);
    f(i.sites);
    f(i.movements);
    f(i.attachments);
}

/// Binds a record's columns from parameter `index` on.
struct BindColumns {
    Query &query;
    int index;
    template <typename T>
    void operator()(const char *, const T &field)
    {
        query.bind(index++, toCell(field));
    }
    void instant(const char *, const std::optional<qint64> &ms) { query.bind(index++, instantCell(ms)); }
};

/// Reads a record's columns from result column `column` on.
struct ReadColumns {
    const Query &query;
    int column;
    template <typename T>
    void operator()(const char *, T &field)
    {
        fromCell(query.cell(column++), field);
    }
    void instant(const char *, std::optional<qint64> &ms) { fromInstantCell(query.cell(column++), ms); }
};

/// Collects names and values, for comparing two records.
struct ListColumns {
    std::vector<std::pair<const char *, Cell>> cells;
    template <typename T>
    void operator()(const char *name, const T &field)
    {
        cells.emplace_back(name, toCell(field));
    }
    void instant(const char *name, const std::optional<qint64> &ms)
    {
        cells.emplace_back(name, instantCell(ms));
    }
};

template <typename Record>
std::vector<std::pair<const char *, Cell>> cellsOf(const Record &record)
{
    ListColumns list;
    Columns<Record>::visit(record, list);
    return std::move(list.cells);
}

struct WriteJson {
    QJsonObject &object;
    template <typename T>
    void operator()(const char *name, const T &field)
    {
        put(name, toCell(field));
    }
    void instant(const char *name, const std::optional<qint64> &ms) { put(name, instantCell(ms)); }
    void put(const char *name, const Cell &cell)
    {
        if (!std::holds_alternative<std::monostate>(cell))
            object.insert(QLatin1String(name), cellToJson(cell));
    }
};

struct ReadJson {
    const QJsonObject &object;
    template <typename T>
    void operator()(const char *name, T &field)
    {
        fromCell(cellFromJson(object.value(QLatin1String(name))), field);
    }
    void instant(const char *name, std::optional<qint64> &ms)
    {
        fromInstantCell(cellFromJson(object.value(QLatin1String(name))), ms);
    }
};

/// Statements of a child table, put together once from the names above; no value is ever part of them.
template <typename Record>
struct ChildSql {
    static std::string names()
    {
        std::string all;
        for (const auto &[name, cell] : cellsOf(Record{}))
            all += std::string(", ") + name;
        return all;
    }
    static const std::string &select()
    {
        static const std::string sql = "SELECT fid" + names() + " FROM " + Columns<Record>::table +
                                       " WHERE incident = ? ORDER BY ordinal, fid";
        return sql;
    }
    static const std::string &write()
    {
        static const std::string sql = [] {
            std::string text = std::string("REPLACE INTO ") + Columns<Record>::table +
                               " (fid, incident, ordinal" + names() + ") VALUES (?, ?, ?";
            for (std::size_t i = 0; i < cellsOf(Record{}).size(); ++i)
                text += ", ?";
            return text + ")";
        }();
        return sql;
    }
    static const std::string &remove()
    {
        static const std::string sql =
            std::string("DELETE FROM ") + Columns<Record>::table + " WHERE fid = ?";
        return sql;
    }
    static const std::string &count()
    {
        static const std::string sql =
            std::string("SELECT count(*) FROM ") + Columns<Record>::table + " WHERE fid = ?";
        return sql;
    }
};

} // namespace marz::store
