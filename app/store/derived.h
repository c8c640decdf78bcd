#pragma once

#include "incident/incident.h"

#include <optional>

namespace marz::store {

class Connection;
class Query;

/// The folded words that the search of an incident looks through: those of incident::matches() for
/// Filter::text.
QString searchTextOf(const incident::Incident &record);

/// An FTS5 query that wants all the words of @p words as beginnings; empty when there are none.
QString ftsQuery(const QString &words);

/// Puts @p folded in the place of what is searched for incident @p fid; an empty optional removes it.
void writeSearchText(Connection &connection, qint64 fid, const std::optional<QString> &folded);

/// Puts the point of incident @p fid into the R-tree, or takes it out.
void writeRtree(Connection &connection, qint64 fid, const std::optional<geo::LonLat> &point);

/// A number that changes with any column of the row; from SELECT fid, <columns> of incidents. Stored, so
/// never to be changed.
qint64 rowHash(const Query &row);

/// Remembers the row as written by Marz.
void writeRowState(Connection &connection, qint64 fid, const QString &uid);
void removeRowState(Connection &connection, qint64 fid);

/// Extends the extent and renews last_change of a table in gpkg_contents.
void touchContents(Connection &connection, const QString &table, const geo::GeoBox &extent,
                   const QString &at);

/// Derives search text, R-tree and row state of every incident anew; inside a transaction.
void rebuildSearchIndex(Connection &connection);

} // namespace marz::store
