#pragma once

#include "incident/incident.h"

namespace marz::incident {

/// Whether a JSON key of an incident ("revision", "created_by") is the store's own word: written for drafts,
/// history and undo, never accepted from a person or another program.
bool isStoreOwned(const QString &key);

/// Clears what isStoreOwned() names, the row numbers of the children too: the store gives them anew. For
/// records that come from outside; uid and native_id stay.
void forgetStoreOwned(Incident &incident);

} // namespace marz::incident
