#pragma once

#include "base/error.h"
#include "store/query.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
namespace SQLite {
class Database;
}

namespace marz::store {

enum class OpenMode {
    ReadWrite,
    ReadOnly,
    Immutable, ///< nobody writes it: a file in WAL mode in a folder where no side file can be made
    Create,
};

/// The error of an SQLite result code, as one the user can act on.
base::Error sqliteError(int extendedCode, const QString &message, const QString &path);

/// One SQLite connection on which nothing in the file runs: no triggers, no views, no trusted schema;
/// DEFENSIVE, limits, foreign keys on, 5 s of patience. Making one reads nothing from the file.
class Connection
{
public:
    static constexpr int patienceMs = 5000;

    Connection(const QString &path, OpenMode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Prepares @p sql or takes it from the pool. @p sql is constant text: values are bound.
    Query query(std::string_view sql) const;
    /// Runs constant statements without values.
    void execute(const char *sql) const;
    /// First column of the first row.
    qint64 integer(std::string_view sql) const;
    QString text(std::string_view sql) const;

    qint64 lastInsertRowid() const;
    qint64 changes() const;
    bool isInTransaction() const;
    void setBusyTimeout(int ms) const;
    /// The first @p size bytes of the file, zeros after its end, through SQLite's own descriptor. Opening the
    /// file a second time would not do: POSIX drops all locks of the process on it when that is closed.
    QByteArray header(int size) const;
    const QString &path() const { return m_path; }
    SQLite::Database &database() const { return *m_database; }
    sqlite3 *handle() const;
    [[noreturn]] void fail(int code) const;

private:
    friend class Query;
    void giveBack(const std::string *sql, sqlite3_stmt *statement) const noexcept;
    void harden() const;

    QString m_path;
    std::unique_ptr<SQLite::Database> m_database;
    mutable std::unordered_map<std::string, std::vector<sqlite3_stmt *>> m_pool;
};

/// BEGIN IMMEDIATE to COMMIT; rolled back when it goes out of scope without commit().
class Transaction
{
public:
    explicit Transaction(Connection &connection);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// Throws when COMMIT fails; the transaction is then rolled back by the destructor.
    void commit();

private:
    Connection &m_connection;
    bool m_isOpen = true;
};

/// One consistent state for several reads.
class Snapshot
{
public:
    explicit Snapshot(const Connection &connection);
    ~Snapshot();
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

private:
    const Connection &m_connection;
    bool m_isOwner;
};

} // namespace marz::store
