#pragma once

#include <QByteArray>
#include <QString>

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <variant>

struct sqlite3_stmt;

namespace marz::store {

class Connection;

/// One SQL value.
using Cell = std::variant<std::monostate, qint64, double, QString, QByteArray>;

/// A prepared statement, lent by its connection and given back (reset, unbound) when this goes out of scope.
/// Thrown errors carry SQLite's text. SQLiteCpp's Statement is not used: its Column copies a shared_ptr for
/// every value, half the time of streaming a store.
class Query
{
public:
    Query(Query &&other) noexcept;
    Query &operator=(Query &&) = delete;
    ~Query();

    /// Binds parameter @p index (from 1). An empty text is bound as NULL: unknown is NULL, never "".
    Query &bind(int index, const QString &value);
    Query &bind(int index, const QByteArray &blob);
    Query &bind(int index, double value);
    Query &bind(int index, const Cell &value);
    Query &bind(int index, std::integral auto value)
    {
        return bindInteger(index, static_cast<qint64>(value));
    }
    template <typename T>
    Query &bind(int index, const std::optional<T> &value)
    {
        return value ? bind(index, *value) : bindNull(index);
    }
    Query &bindNull(int index);
    /// Binds parameters 1..n.
    template <typename... T>
    Query &with(const T &...values)
    {
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    /// True when there is a row, false at the end; throws base::Error otherwise.
    bool next();
    /// Runs to the end and resets, for another round of bind and run.
    void run();
    void reset();

    // Columns of the current row, from 0.
    bool isNull(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;
    Cell cell(int column) const;
    std::optional<qint64> maybeInteger(int column) const;
    std::optional<double> maybeReal(int column) const;
    /// Bytes of a text column, valid until the next step.
    std::string_view view(int column) const;
    int columnCount() const;
    sqlite3_stmt *handle() const { return m_statement; }

private:
    friend class Connection;
    Query(const Connection &connection, const std::string *sql, sqlite3_stmt *statement);
    Query &bindInteger(int index, qint64 value);
    void check(int code) const;

    const Connection *m_connection;
    const std::string *m_sql; ///< key in the connection's pool
    sqlite3_stmt *m_statement;
};

} // namespace marz::store
