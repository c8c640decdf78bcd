#pragma once

#include <vector>

#include <QtGlobal>

namespace marz::store {

class Connection;

/// Finds incidents that are not as Marz left them (row hash), gives them what they lack, derives what depends
/// on them and notes them in the history as `external`; forgets those that are gone. One transaction. The
/// fids concerned.
std::vector<qint64> adoptChanges(Connection &connection);

/// True when nothing has been written since the last close by Marz (SQLite's file change counter, noted at
/// that close).
bool isUntouched(const Connection &connection);

/// At the last close, in DELETE mode: notes the change counter that this very write leaves.
void noteUntouched(Connection &connection);

} // namespace marz::store
