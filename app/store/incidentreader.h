#pragma once

#include "incident/change.h"
#include "incident/facts.h"

#include <functional>
#include <optional>

namespace marz::store {

class Connection;

/// The whole record; attachments without their bytes.
std::optional<incident::Incident> readIncident(const Connection &connection, qint64 fid);

/// The record alone, without children: for comparing and adopting.
std::optional<incident::Incident> readIncidentRow(const Connection &connection, qint64 fid);

/// By uid, else by code when exactly one incident has it; a code that several have throws Ambiguous.
std::optional<qint64> findIncident(const Connection &connection, const QString &uidOrCode);

incident::NativeAttributes readNative(const Connection &connection, qint64 fid);

QByteArray readAttachment(const Connection &connection, qint64 attachmentFid);

std::vector<incident::Annotation> readAnnotations(const Connection &connection);
std::optional<incident::Annotation> readAnnotation(const Connection &connection, qint64 fid);

std::vector<incident::Batch> readBatches(const Connection &connection);

/// Streams facts, newest start first, undated last; one prepared statement.
void eachFacts(const Connection &connection, const std::function<bool(incident::Facts &&)> &each);
std::optional<incident::Facts> readFacts(const Connection &connection, qint64 fid);

/// "SELECT fid, <columns> FROM incidents" and " WHERE fid = ?": the columns in the order of
/// Columns<Incident>.
const std::string &incidentSelect();
const std::string &incidentSelectByFid();

} // namespace marz::store
