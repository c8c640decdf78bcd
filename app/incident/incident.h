#pragma once

#include "geo/geometry.h"
#include "incident/codes.h"
#include "incident/range.h"
#include "incident/when.h"
#include "incident/where.h"

#include <QStringList>

#include <optional>
#include <vector>

/// The record as values. `fid` 0 means "not stored yet"; children carry the fid of their own table row.
namespace marz::incident {

struct Casualty {
    qint64 fid = 0;
    Outcome outcome = Outcome::Killed;
    Side side = Side::Unknown;
    QString nationality; ///< ISO 3166-1 alpha-3, empty = not known
    PersonRole role = PersonRole::Unknown;
    QString sex;
    QString ageGroup;
    CasualtyScope scope = CasualtyScope::PartOf;
    Range count;
    QString text; ///< the report's words where there is no figure
    friend bool operator==(const Casualty &, const Casualty &) = default;
};

struct Item {
    qint64 fid = 0;
    ItemRole role = ItemRole::Seized;
    ItemCategory category = ItemCategory::Other;
    QString kind; ///< "Kalashnikov", "opium"
    std::optional<double> low, best, high;
    QString unit;              ///< kg, piece, round, ISO 4217 code
    QString text;              ///< as reported
    std::optional<int> source; ///< position in Incident::sources
    friend bool operator==(const Item &, const Item &) = default;
};

struct Involvement {
    qint64 fid = 0;
    QString name; ///< the actor's name in the register; a new name makes a new actor
    ActorKind kind = ActorKind::Unidentified;
    ActorRole role = ActorRole::Mentioned;
    Attribution attribution = Attribution::Attributed;
    QString attributedBy;
    QString deniedBy;
    QString hypothesisGroup; ///< rivals share a group; empty = no rival
    std::optional<int> hypothesisRank;
    friend bool operator==(const Involvement &, const Involvement &) = default;
};

/// One link of a source chain: a publication and how this incident uses it.
struct SourceUse {
    qint64 fid = 0;
    QString publisher;
    QString title;
    QString url;
    QString publishedAt; ///< ISO day or instant, empty = not known
    QString accessedAt;
    QString language; ///< BCP 47
    bool isProtected = false;
    QString reliability; ///< Admiralty A-F, empty = not judged
    QString credibility; ///< Admiralty 1-6
    SourceKind kind = SourceKind::Reports;
    QString speaker; ///< who is quoted in it
    std::optional<int>
        cites; ///< position in Incident::sources of what it rests on; empty = an origin of its own
    QString quote;
    friend bool operator==(const SourceUse &, const SourceUse &) = default;
};

/// What one source says of one field. The incident's value is the analyst's choice among the claims.
struct Claim {
    qint64 fid = 0;
    QString field; ///< a column name ("date_start", "place") or "killed", "injured", "perpetrator", ...
    QString value;
    std::optional<int> source; ///< position in Incident::sources
    QString speaker;
    QString asOf;
    QString quote;
    QString credibility;
    bool chosen = false;
    QString excludedReason; ///< not empty: kept, but left out of ranges, for this reason
    friend bool operator==(const Claim &, const Claim &) = default;
};

struct Response {
    qint64 fid = 0;
    QString body; ///< who responds
    ResponseKind kind = ResponseKind::Statement;
    QString date;
    QString text;
    std::optional<int> source;
    friend bool operator==(const Response &, const Response &) = default;
};

struct Link {
    qint64 fid = 0;
    LinkKind kind = LinkKind::Background;
    QString toUid;
    QString note;
    friend bool operator==(const Link &, const Link &) = default;
};

struct Note {
    qint64 fid = 0;
    QString at;
    QString author;
    NoteKind kind = NoteKind::Analyst;
    QString text;
    friend bool operator==(const Note &, const Note &) = default;
};

/// A further site of the incident (table incident_places).
struct Site {
    qint64 fid = 0;
    SiteRole role = SiteRole::Also;
    QString place;
    std::optional<geo::LonLat> point;
    std::optional<geo::Geometry> area;
    QString unitCode; ///< ISO 3166-2
    PlacePrecision precision = PlacePrecision::Unknown;
    std::optional<double> radiusM;
    std::optional<qint64> count;
    friend bool operator==(const Site &, const Site &) = default;
};

/// One end of a movement: a point, a unit code, or neither (only words).
struct MovementEnd {
    std::optional<geo::LonLat> point;
    QString unitCode; ///< ISO 3166-2, or ISO 3166-1 alpha-3 for a country
    QString text;
    friend bool operator==(const MovementEnd &, const MovementEnd &) = default;
};

/// A claimed movement across the border; never a route that nobody reported.
struct Movement {
    qint64 fid = 0;
    MovementKind kind = MovementKind::CrossedFrom;
    MovementEnd origin;
    MovementEnd destination;
    Attribution attribution = Attribution::Attributed;
    QString attributedBy;
    std::optional<int> source;
    friend bool operator==(const Movement &, const Movement &) = default;
};

struct Attachment {
    qint64 fid = 0;
    QString name;
    QString mediaType;
    QString sha256; ///< hex
    qint64 sizeBytes = 0;
    QByteArray bytes; ///< filled only when writing; reading lists without bytes
    friend bool operator==(const Attachment &, const Attachment &) = default;
};

/// The whole record.
struct Incident {
    qint64 fid = 0;
    QString uid;  ///< UUID v7, lower case with hyphens
    QString code; ///< short and opaque, "MZ-7K3QF2"
    QString title;
    QString summary;
    QString eventType;
    QString subType;
    When when;
    QString reportedAt; ///< ISO day or instant of the first report
    Where where;
    Workflow workflow = Workflow::Draft;
    Verification verification = Verification::Unverified;
    QString reviewedBy;
    QString reviewedAt;
    std::optional<qint64> reviewedRevision;
    QString assignedTo;
    QString followUpOn; ///< ISO day
    QString marking;    ///< "TLP:GREEN"
    Handling handling = Handling::Partner;
    std::optional<PlacePrecision> publicPrecision;
    std::optional<qint64> batch;
    QString nativeId; ///< of the import (batch_attributes); empty for manual entries
    QString createdAt, createdBy, updatedAt, updatedBy;
    qint64 revision = 0;

    std::vector<Casualty> casualties;
    std::vector<Item> items;
    std::vector<Involvement> actors;
    std::vector<SourceUse> sources;
    std::vector<Claim> claims;
    std::vector<Response> responses;
    std::vector<Link> links;
    std::vector<Note> notes;
    std::vector<Site> sites;
    std::vector<Movement> movements;
    std::vector<Attachment> attachments;
    QStringList series;
    QStringList tags;

    friend bool operator==(const Incident &, const Incident &) = default;
};

} // namespace marz::incident
