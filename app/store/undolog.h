#pragma once

#include "incident/change.h"
#include "store/historywriter.h"

namespace marz::store {

/// Keeps @p inverse as the way back from @p set. A set that is the way back from the last one removes that
/// entry instead, so that undoing again goes further back.
void noteChange(Connection &connection, const incident::ChangeSet &set, const incident::ChangeSet &inverse,
                const ChangeStamp &stamp);

} // namespace marz::store
