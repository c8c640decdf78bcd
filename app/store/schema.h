#pragma once

#include <QString>

#include <span>

namespace marz::store {

class Connection;

/// The newest schema that this program writes. 0 is an empty file.
constexpr int currentSchema = 1;

/// A table of the schema as this program knows it.
struct KnownTable {
    const char *name;
    const char *sql;
    const char *description; ///< for gpkg_contents; null = not registered
    bool isVirtual = false;
};

/// Every table of the current schema, in the order of creation.
std::span<const KnownTable> knownTables();

/// Schema version 1 in an empty file; inside a transaction.
void createSchema1(Connection &connection);

/// The version in marz_meta. Throws Damaged when the file has no readable marz_meta.
int schemaVersion(const Connection &connection);

/// Compares the file's tables with the known set: all of them there, ordinary tables with our columns and
/// types, virtual ones to the letter; more tables and more columns are allowed. Throws Damaged with the first
/// difference.
void checkSchema(const Connection &connection);

} // namespace marz::store
