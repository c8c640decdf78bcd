#include "store/opening.h"

#include "base/log.h"
#include "store/adopt.h"
#include "store/backup.h"
#include "store/changeapplier.h"
#include "store/connection.h"
#include "store/identity.h"
#include "store/migrations.h"
#include "store/newfile.h"
#include "store/schema.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <QUuid>

#include <unistd.h>

namespace marz::store {

using namespace incident;
using base::Error;
using base::ErrorKind;

namespace {

constexpr int headerSize = 100;

constexpr const char *largeCache = "PRAGMA cache_size = -65536"; // KiB; reads the schema

void checkIsFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw Error(ErrorKind::NotFound, path + QStringLiteral(" does not exist."),
                    QStringLiteral("Check the name."));
    if (!info.isFile())
        throw Error(ErrorKind::Damaged, path + QStringLiteral(" is not a regular file."),
                    QStringLiteral("Choose a store (*.gpkg)."));
}

/// SQLite's magic, GeoPackage's application id: before anything is read as a database.
void checkHeader(const Connection &connection)
{
    const QByteArray header = connection.header(headerSize);
    if (!header.startsWith(QByteArray("SQLite format 3\0", 16)))
        throw Error(ErrorKind::Damaged, connection.path() + QStringLiteral(" is not a Marz store."),
                    QStringLiteral("Choose a store (*.gpkg), or import the file into one."));
    if (header.mid(68, 4) != "GPKG")
        throw Error(ErrorKind::Damaged,
                    connection.path() + QStringLiteral(" is a database, but not a GeoPackage."),
                    QStringLiteral("Choose a store (*.gpkg)."));
}

QString whyReadOnly(const QString &path, Access access)
{
    const QByteArray file = QFile::encodeName(path);
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    if (access == Access::ReadOnly)
        return QStringLiteral("It was opened for reading.");
    if (::access(file.constData(), W_OK) != 0)
        return QStringLiteral("You may not write the file.");
    if (::access(folder.constData(), W_OK) != 0)
        return QStringLiteral("You may not write the folder, which a store needs for its journal.");
    return {};
}

void checkContent(const Connection &connection)
{
    const int version = schemaVersion(connection);
    if (version > currentSchema)
        throw Error(ErrorKind::Newer,
                    connection.path() +
                        QStringLiteral(" was written by a newer Marz (schema %1, this one knows %2).")
                            .arg(version)
                            .arg(currentSchema),
                    QStringLiteral("Open it with that version; it was not altered."));
    if (version == currentSchema)
        checkSchema(connection);
}

std::unique_ptr<Connection> connectReadWrite(const QString &path)
{
    auto connection = std::make_unique<Connection>(path, OpenMode::ReadWrite);
    checkHeader(*connection);
    return connection;
}

std::unique_ptr<Connection> connectReadOnly(const QString &path)
{
    auto connection = std::make_unique<Connection>(path, OpenMode::ReadOnly);
    checkHeader(*connection);
    try {
        connection->integer("SELECT count(*) FROM sqlite_master");
        return connection;
    } catch (const Error &e) {
        // A file left in WAL mode where no side file can be made: readable as it is when there is no WAL.
        const QFileInfo wal(path + QStringLiteral("-wal"));
        if (e.kind() == ErrorKind::Locked || e.kind() == ErrorKind::Damaged ||
            (wal.exists() && wal.size() > 0))
            throw;
    }
    return std::make_unique<Connection>(QFileInfo(path).absoluteFilePath(), OpenMode::Immutable);
}

/// The journal mode after the switch to WAL: the one before where the file system cannot. SQLite does not
/// always wait for another program's lock when it switches: it is tried anew while there is patience.
QString switchToWal(const Connection &connection)
{
    constexpr unsigned long pauseMs = 20;
    const QDeadlineTimer patience(Connection::patienceMs);
    connection.setBusyTimeout(0);
    for (;;) {
        try {
            const QString mode = connection.text("PRAGMA journal_mode = WAL");
            connection.setBusyTimeout(Connection::patienceMs);
            return mode;
        } catch (const Error &e) {
            if (e.kind() != ErrorKind::Locked || patience.hasExpired())
                throw;
        }
        QThread::msleep(pauseMs);
    }
}

void beginWriting(Connection &connection)
{
    const QString mode = switchToWal(connection);
    connection.execute(mode == QLatin1String("wal") ? "PRAGMA synchronous = FULL"
                                                    : "PRAGMA synchronous = EXTRA");
}

void fillNewStore(Connection &connection, const NewStore &options)
{
    Transaction transaction(connection);
    const QStringList countries = options.countries;
    putMeta(connection, QStringLiteral("store_id"), QUuid::createUuid().toString(QUuid::WithoutBraces));
    putMeta(connection, QStringLiteral("created_at"), nowAfter({}));
    putMeta(connection, QStringLiteral("author"), options.author);
    putMeta(connection, QStringLiteral("author_name"), options.authorName);
    putMeta(connection, QStringLiteral("countries"), countries.join(QLatin1Char(',')));
    putMeta(connection, QStringLiteral("default_marking"), options.defaultMarking);
    Query q = connection.query("INSERT INTO vocabulary (list, code, label, family, colour, shape, acled) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const Family &f : Vocabulary::shipped().families()) {
        q.with(QStringLiteral("family"), f.code, f.label, QString(), f.colour, f.shape, QString());
        q.run();
    }
    for (const EventType &t : Vocabulary::shipped().types()) {
        q.with(QStringLiteral("type"), t.code, t.label, t.family, QString(), QString(), t.acled);
        q.run();
    }
    transaction.commit();
}

} // namespace

QString quickCheckOf(const Connection &connection)
{
    const QString verdict = connection.text("PRAGMA quick_check(1)");
    return verdict == QLatin1String("ok") ? QString() : verdict;
}

Opened openStore(const QString &path, Access access)
{
    checkIsFile(path);
    Opened opened;
    opened.readOnlyReason = whyReadOnly(path, access);
    const bool writable = opened.readOnlyReason.isEmpty();
    opened.connection = writable ? connectReadWrite(path) : connectReadOnly(path);
    Connection &connection = *opened.connection;
    checkContent(connection);
    connection.execute(largeCache);
    if (QFileInfo(path).size() < checkedAtOnceBytes) {
        const QString problem = quickCheckOf(connection);
        if (!problem.isEmpty())
            throw Error(ErrorKind::Damaged,
                        path + QStringLiteral(" is damaged (") + problem + QStringLiteral(")."),
                        damagedAdvice(path));
        opened.isChecked = true;
    }
    const int version = schemaVersion(connection);
    if (!writable) {
        if (version < currentSchema)
            throw Error(ErrorKind::ReadOnly,
                        path + QStringLiteral(" is of an older schema and cannot be brought up to date: ") +
                            opened.readOnlyReason,
                        QStringLiteral("Copy it to a folder where you may write."));
        return opened;
    }
    const bool isUntouchedSinceClose = isUntouched(connection);
    beginWriting(connection);
    migrate(connection, version, migrations());
    if (!isUntouchedSinceClose)
        opened.adopted = adoptChanges(connection);
    return opened;
}

void createStore(const QString &path, const NewStore &options)
{
    if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
        throw existsAlready(path);
    NewFile file(path);
    {
        Connection connection(file.path(), OpenMode::ReadWrite);
        connection.execute(
            "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA application_id = 1196444487; "
            "PRAGMA user_version = 10300;");
        migrate(connection, 0, migrations());
        fillNewStore(connection, options);
        noteUntouched(connection);
    }
    if (!file.publishAs(path))
        throw existsAlready(path);
}

Vocabulary readVocabulary(const Connection &connection)
{
    std::vector<Family> families;
    std::vector<EventType> types;
    Query q = connection.query(
        "SELECT list, code, label, family, colour, shape, acled FROM vocabulary ORDER BY fid");
    while (q.next()) {
        if (q.text(0) == QLatin1String("family"))
            families.push_back({q.text(1), q.text(2), q.text(4), q.text(5)});
        else if (q.text(0) == QLatin1String("type"))
            types.push_back({q.text(1), q.text(2), q.text(3), q.text(6)});
    }
    if (families.empty() || types.empty())
        return Vocabulary::shipped();
    return {std::move(families), std::move(types)};
}

void closeStore(Connection &connection, bool mayNote) noexcept
{
    try {
        connection.setBusyTimeout(0);
        if (connection.text("PRAGMA journal_mode = DELETE") == QLatin1String("delete") && mayNote)
            noteUntouched(connection);
    } catch (const Error &e) {
        // Another connection has the store open (it will close it), or the disk is gone: the WAL keeps what
        // was committed.
        qCDebug(lcStore) << e.message();
    }
}

} // namespace marz::store
