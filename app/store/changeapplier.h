#pragma once

#include "incident/change.h"
#include "incident/vocabulary.h"

namespace marz::store {

class Connection;

/// Applies one change set in one transaction; see Store::apply().
incident::Applied applyChanges(Connection &connection, const incident::Vocabulary &vocabulary,
                               const incident::ChangeSet &set);

/// The inverse of the last change set that is not itself taken back.
std::optional<incident::ChangeSet> lastInverse(const Connection &connection);

/// Forgets how to take changes back: another program changed what they would touch.
void clearUndoLog(Connection &connection);

/// marz_meta: the content of @p name, empty when there is none; and putting it.
QString metaOf(const Connection &connection, const QString &name);
void putMeta(Connection &connection, const QString &name, const QString &content);

} // namespace marz::store
