#include "store/query.h"

#include "store/connection.h"

#include <sqlite3.h>

namespace marz::store {

Query::Query(const Connection &connection, const std::string *sql, sqlite3_stmt *statement)
    : m_connection(&connection), m_sql(sql), m_statement(statement)
{
}

Query::Query(Query &&other) noexcept
    : m_connection(other.m_connection), m_sql(other.m_sql),
      m_statement(std::exchange(other.m_statement, nullptr))
{
}

Query::~Query()
{
    if (m_statement)
        m_connection->giveBack(m_sql, m_statement);
}

void Query::check(int code) const
{
    if (code != SQLITE_OK)
        m_connection->fail(code);
}

Query &Query::bind(int index, const QString &value)
{
    if (value.isEmpty())
        return bindNull(index);
    const QByteArray utf8 = value.toUtf8();
    check(sqlite3_bind_text64(m_statement, index, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Query &Query::bind(int index, const QByteArray &blob)
{
    if (blob.isNull())
        return bindNull(index);
    check(sqlite3_bind_blob64(m_statement, index, blob.constData(), static_cast<sqlite3_uint64>(blob.size()),
                              SQLITE_TRANSIENT));
    return *this;
}

Query &Query::bind(int index, double value)
{
    check(sqlite3_bind_double(m_statement, index, value));
    return *this;
}

Query &Query::bind(int index, const Cell &value)
{
    return std::visit(
        [&](const auto &v) -> Query & {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
                return bindNull(index);
            else
                return bind(index, v);
        },
        value);
}

Query &Query::bindInteger(int index, qint64 value)
{
    check(sqlite3_bind_int64(m_statement, index, value));
    return *this;
}

Query &Query::bindNull(int index)
{
    check(sqlite3_bind_null(m_statement, index));
    return *this;
}

bool Query::next()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    sqlite3_reset(m_statement); // reset repeats the code of step; the connection keeps its message
    m_connection->fail(code);
}

void Query::run()
{
    while (next()) {
    }
    reset();
}

void Query::reset()
{
    check(sqlite3_reset(m_statement));
}

bool Query::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 Query::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Query::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Query::view(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

QString Query::text(int column) const
{
    const std::string_view bytes = view(column);
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QByteArray Query::blob(int column) const
{
    if (isNull(column))
        return {};
    const void *bytes = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return bytes ? QByteArray(static_cast<const char *>(bytes), size) : QByteArray("", 0);
}

Cell Query::cell(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return integer(column);
    case SQLITE_FLOAT:
        return real(column);
    case SQLITE_TEXT:
        return text(column);
    case SQLITE_BLOB:
        return blob(column);
    default:
        return {};
    }
}

std::optional<qint64> Query::maybeInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<double> Query::maybeReal(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(real(column));
}

int Query::columnCount() const
{
    return sqlite3_column_count(m_statement);
}

} // namespace marz::store
