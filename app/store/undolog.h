#pragma once

#include "incident/change.h"
#include "store/historywriter.h"

namespace marz::store {

/// The reason that the history gives for what takes a change back.
inline const QString undoReason = QStringLiteral("undo");

/// Keeps @p inverse as the way back from @p set; what the inverse then undoes (ChangeSet::undoes). A set that
/// itself undoes an entry removes that instead, so that undoing again goes further back; nullopt then.
std::optional<qint64> noteChange(Connection &connection, const incident::ChangeSet &set,
                                 const incident::ChangeSet &inverse, const ChangeStamp &stamp);

} // namespace marz::store
