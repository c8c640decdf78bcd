#include "store/connection.h"

#include "store/backup.h"

#include <QDir>
#include <QUrl>

#include <sqlite3.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

namespace marz::store {

namespace {

int flagsOf(OpenMode mode)
{
    // A connection is used by one thread at a time (Store's contract), so SQLite need not lock it.
    switch (mode) {
    case OpenMode::ReadWrite:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    case OpenMode::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    case OpenMode::ReadOnly:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    case OpenMode::Immutable:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    }
    return SQLITE_OPEN_READONLY;
}

std::string nameFor(const QString &path, OpenMode mode)
{
    if (path == QLatin1String(":memory:"))
        return path.toStdString();
    if (mode != OpenMode::Immutable) // a leading ./ keeps SQLite from reading "file:" names as addresses
        return QDir::isAbsolutePath(path) ? path.toStdString()
                                          : QString(QLatin1String("./") + path).toStdString();
    return QUrl::fromLocalFile(path).toEncoded().toStdString() + "?immutable=1";
}

} // namespace

base::Error sqliteError(int extendedCode, const QString &message, const QString &path)
{
    using base::ErrorKind;
    switch (extendedCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return base::Error(ErrorKind::Locked,
                           path + QStringLiteral(": another program is writing to the store."),
                           QStringLiteral("Try again when it has finished."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return base::Error(ErrorKind::ReadOnly, path + QStringLiteral(": the store cannot be written."),
                           QStringLiteral("Check the rights on the file and its folder."));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return base::Error(ErrorKind::Damaged,
                           QStringLiteral("%1: the file is damaged (%2).").arg(path, message),
                           damagedAdvice(path));
    case SQLITE_FULL:
        return base::Error(ErrorKind::Full, path + QStringLiteral(": no space is left; nothing was changed."),
                           QStringLiteral("Free some space and try again."));
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
        return base::Error(ErrorKind::Invalid,
                           QStringLiteral("%1: a value breaks a rule of the store (%2).").arg(path, message));
    case SQLITE_INTERRUPT:
        return base::Error(ErrorKind::Cancelled, path + QStringLiteral(": stopped."));
    case SQLITE_CANTOPEN:
        return base::Error(ErrorKind::Failed, path + QStringLiteral(": the file cannot be opened."),
                           QStringLiteral("Check that it exists and that you may read it and its folder."));
    default:
        return base::Error(ErrorKind::Failed, path + QStringLiteral(": ") + message);
    }
}

Connection::Connection(const QString &path, OpenMode mode) : m_path(path)
{
    try {
        m_database = std::make_unique<SQLite::Database>(nameFor(path, mode), flagsOf(mode), patienceMs);
    } catch (const SQLite::Exception &e) {
        throw sqliteError(e.getErrorCode(), QString::fromUtf8(e.what()), path);
    }
    sqlite3_extended_result_codes(handle(), 1);
    harden();
}

Connection::~Connection()
{
    for (auto &[sql, statements] : m_pool) {
        for (sqlite3_stmt *statement : statements)
            sqlite3_finalize(statement);
    }
}

void Connection::harden() const
{
    sqlite3 *db = handle();
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 256 * 1024);
    sqlite3_limit(db, SQLITE_LIMIT_COLUMN, 256);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 8);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 4096);
    sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 4);
    sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
    execute("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;");
}

sqlite3 *Connection::handle() const
{
    return m_database->getHandle();
}

void Connection::fail(int code) const
{
    const int extended = sqlite3_extended_errcode(handle());
    throw sqliteError((extended & 0xff) == (code & 0xff) ? extended : code,
                      QString::fromUtf8(sqlite3_errmsg(handle())), m_path);
}

Query Connection::query(std::string_view sql) const
{
    const auto place = m_pool.try_emplace(std::string(sql)).first;
    if (!place->second.empty()) {
        sqlite3_stmt *statement = place->second.back();
        place->second.pop_back();
        return {*this, &place->first, statement};
    }
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        fail(code);
    return {*this, &place->first, statement};
}

void Connection::giveBack(const std::string *sql, sqlite3_stmt *statement) const noexcept
{
    sqlite3_reset(statement); // the code repeats that of the last step, which was thrown there
    sqlite3_clear_bindings(statement);
    try {
        m_pool.find(*sql)->second.push_back(statement);
    } catch (...) {
        sqlite3_finalize(statement);
    }
}

void Connection::execute(const char *sql) const
{
    const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

qint64 Connection::integer(std::string_view sql) const
{
    Query q = query(sql);
    return q.next() ? q.integer(0) : 0;
}

QString Connection::text(std::string_view sql) const
{
    Query q = query(sql);
    return q.next() ? q.text(0) : QString();
}

qint64 Connection::lastInsertRowid() const
{
    return sqlite3_last_insert_rowid(handle());
}

qint64 Connection::changes() const
{
    return sqlite3_changes64(handle());
}

bool Connection::isInTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}

void Connection::setBusyTimeout(int ms) const
{
    sqlite3_busy_timeout(handle(), ms);
}

QByteArray Connection::header(int size) const
{
    sqlite3_file *file = nullptr;
    int code = sqlite3_file_control(handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    QByteArray bytes(size, '\0');
    if (code == SQLITE_OK)
        code = file && file->pMethods ? file->pMethods->xRead(file, bytes.data(), size, 0) : SQLITE_CANTOPEN;
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        throw sqliteError(code, QString::fromUtf8(sqlite3_errstr(code)), m_path);
    return bytes;
}

Transaction::Transaction(Connection &connection) : m_connection(connection)
{
    m_connection.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    // SQLite may have rolled back by itself (full disk): then there is nothing to do.
    if (m_isOpen && m_connection.isInTransaction())
        sqlite3_exec(m_connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_connection.execute("COMMIT");
    m_isOpen = false;
}

Snapshot::Snapshot(const Connection &connection)
    : m_connection(connection), m_isOwner(!connection.isInTransaction())
{
    if (m_isOwner)
        m_connection.execute("BEGIN");
}

Snapshot::~Snapshot()
{
    if (m_isOwner && m_connection.isInTransaction())
        sqlite3_exec(m_connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace marz::store
