#pragma once

#include <span>

class QString;

namespace marz::store {

class Connection;

/// One step of the schema; `run` works inside the step's transaction.
struct Migration {
    int to; ///< from to - 1
    void (*run)(Connection &connection);
};

/// The steps of this program, lowest first.
std::span<const Migration> migrations();

/// Brings the file from @p version to the last of @p steps, each step in one transaction with its version
/// bump. An existing store (version > 0) is backed up and the backup verified first.
void migrate(Connection &connection, int version, std::span<const Migration> steps);

} // namespace marz::store
