#include "records.h"

#include "base/error.h"
#include "store/backup.h"
#include "store/changeapplier.h"
#include "store/connection.h"
#include "store/migrations.h"

#include <QtTest>

#include <unistd.h>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;
using base::ErrorKind;

namespace {

/// Runs SQL on the file as some other program would, with triggers off for want of its functions.
void alter(const QString &path, const char *sql)
{
    Connection connection(path, OpenMode::ReadWrite);
    connection.execute(sql);
}

void overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// Opening trusts nothing; closing leaves one file.
class OpeningTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_count = 0;
    QString freshPath() { return m_folder.filePath(QStringLiteral("o%1.gpkg").arg(++m_count)); }

    QString freshStore()
    {
        const QString path = freshPath();
        Store store = Store::create(path);
        for (int i = 0; i < 30; ++i)
            store.apply(put(plainIncident(QStringLiteral("incident %1").arg(i))));
        return path;
    }

    static std::optional<ErrorKind> kindOnOpen(const QString &path, Access access = Access::ReadWrite)
    {
        try {
            const Store store = Store::open(path, access);
        } catch (const base::Error &e) {
            return e.message().contains(QFileInfo(path).fileName()) ? std::optional(e.kind()) : std::nullopt;
        }
        return std::nullopt;
    }

private Q_SLOTS:
    void badFilesAreRefused_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, ErrorKind kind) {
            QTest::newRow(name) << name << static_cast<int>(kind);
        };
        row("missing", ErrorKind::NotFound);
        row("folder", ErrorKind::Damaged);
        row("empty", ErrorKind::Damaged);
        row("text", ErrorKind::Damaged);
        row("cut header", ErrorKind::Damaged);
        row("other application", ErrorKind::Damaged);
        row("plain geopackage", ErrorKind::Damaged);
        row("no version", ErrorKind::Damaged);
        row("newer", ErrorKind::Newer);
        row("table missing", ErrorKind::Damaged);
        row("table is a view", ErrorKind::Damaged);
        row("column missing", ErrorKind::Damaged);
        row("column of another type", ErrorKind::Damaged);
        row("generated column", ErrorKind::Damaged);
        row("search replaced", ErrorKind::Damaged);
        row("pages overwritten", ErrorKind::Damaged);
        row("cut in half", ErrorKind::Damaged);
    }

    void badFilesAreRefused()
    {
        QFETCH(QString, defect);
        QFETCH(int, kind);
        const QString path = defect == "missing" || defect == "folder" ? freshPath() : freshStore();
        makeDefect(path, defect);
        const QByteArray before = bytesOf(path);
        QCOMPARE(kindOnOpen(path), std::optional(static_cast<ErrorKind>(kind)));
        QCOMPARE(kindOnOpen(path, Access::ReadOnly), std::optional(static_cast<ErrorKind>(kind)));
        QCOMPARE(bytesOf(path), before);
    }

    void unknownTablesAndColumnsSurvive()
    {
        const QString path = freshStore();
        alter(path,
              "ALTER TABLE incidents ADD COLUMN theirs TEXT DEFAULT 'kept'; CREATE TABLE their_table (a);"
              "INSERT INTO their_table VALUES (1); CREATE VIEW their_view AS SELECT 1;"
              "CREATE TRIGGER their_trigger AFTER INSERT ON incidents BEGIN DELETE FROM incidents; END");
        {
            Store store = Store::open(path);
            store.apply(put(plainIncident("one more")));
            QCOMPARE(store.recordMatches({}).rows.size(), std::size_t{31});
        }
        Connection connection(path, OpenMode::ReadOnly);
        QCOMPARE(connection.integer("SELECT count(*) FROM incidents WHERE theirs = 'kept'"), qint64{31});
        QCOMPARE(connection.integer("SELECT a FROM their_table"), qint64{1});
    }

    void readOnlyWhereItMustBe()
    {
        const QString path = freshStore();
        if (::geteuid() == 0)
            QFile::setPermissions(path, QFile::ReadOwner); // root may write all the same: asked for below
        const Store store = Store::open(path, Access::ReadOnly);
        QVERIFY(!store.info().readOnlyReason.isEmpty());
        QCOMPARE(store.recordMatches({}).rows.size(), std::size_t{30});
        QVERIFY_EXCEPTION_THROWN(const_cast<Store &>(store).apply(put(plainIncident("x"))), base::Error);
        QCOMPARE(QFileInfo::exists(path + "-wal"), false);
    }

    void lockedStoreSaysSo()
    {
        const QString path = freshStore();
        Store store = Store::open(path);
        Connection other(path, OpenMode::ReadWrite);
        Transaction held(other);
        try {
            store.apply(put(plainIncident("x")));
            QFAIL("a locked store was written");
        } catch (const base::Error &e) {
            QCOMPARE(e.kind(), ErrorKind::Locked);
        }
    }

    void lastCloseLeavesOneFile()
    {
        const QString path = freshStore();
        {
            Store first = Store::open(path);
            first.apply(put(plainIncident("x")));
            {
                Store second = Store::open(path);
                second.apply(put(plainIncident("y")));
            }
            QVERIFY(QFileInfo::exists(path + "-wal"));
            first.apply(put(plainIncident("z")));
        }
        QVERIFY(!QFileInfo::exists(path + "-wal") && !QFileInfo::exists(path + "-shm") &&
                !QFileInfo::exists(path + "-journal"));
        QCOMPARE(static_cast<int>(bytesOf(path)[18]), 1); // 1 = rollback journal, 2 = WAL
        QVERIFY(Store::open(path).verify().empty());
        QCOMPARE(Store::open(path).recordMatches({}).rows.size(), std::size_t{33});
    }

    void createRefusesAnExistingFile()
    {
        const QString path = freshStore();
        const QByteArray before = bytesOf(path);
        QVERIFY_EXCEPTION_THROWN(Store::create(path), base::Error);
        QCOMPARE(bytesOf(path), before);
        QVERIFY_EXCEPTION_THROWN(Store::create(m_folder.filePath("no/such/folder.gpkg")), base::Error);
    }

    void fullDiskLosesNothing()
    {
        const QString path = freshStore();
        std::size_t saved = 30;
        {
            Connection connection(path, OpenMode::ReadWrite);
            const std::string limit =
                "PRAGMA max_page_count = " + std::to_string(QFileInfo(path).size() / 4096 + 12);
            connection.execute(limit.c_str());
            try {
                for (;; ++saved)
                    applyChanges(connection, incident::Vocabulary::shipped(), put(fullIncident()));
            } catch (const base::Error &e) {
                QCOMPARE(e.kind(), ErrorKind::Full);
                QVERIFY(!connection.isInTransaction());
            }
            connection.execute("PRAGMA max_page_count = 1000000");
            applyChanges(connection, incident::Vocabulary::shipped(), put(fullIncident()));
            ++saved;
        }
        const Store store = Store::open(path);
        QVERIFY(saved > 31);
        QCOMPARE(store.recordMatches({}).rows.size(), saved);
        QVERIFY(store.verify().empty());
    }

    void backups()
    {
        const QString path = freshStore();
        Store store = Store::open(path);
        store.setDailyBackups(true);
        QVERIFY(backupsOf(path).isEmpty());
        store.apply(put(plainIncident("x")));
        store.apply(put(plainIncident("y")));
        QCOMPARE(backupsOf(path).size(), qsizetype{1});
        QCOMPARE(Store::open(backupsOf(path).front(), Access::ReadOnly).recordMatches({}).rows.size(),
                 std::size_t{30});
        QVERIFY(!store.backupIfDue());
        for (int i = 0; i < 12; ++i)
            backupBeside(Connection(path, OpenMode::ReadOnly));
        QCOMPARE(backupsOf(path).size(), qsizetype{10});
        store.backup(m_folder.filePath("copy.gpkg"));
        QVERIFY_EXCEPTION_THROWN(store.backup(m_folder.filePath("copy.gpkg")), base::Error);
        QVERIFY(Store::open(m_folder.filePath("copy.gpkg")).verify().empty());
    }

    void migrationIsAllOrNothing()
    {
        const QString path = freshStore();
        static const Migration good[] = {{1, nullptr},
                                         {2, [](Connection &c) { c.execute("CREATE TABLE later (a)"); }}};
        static const Migration bad[] = {{2, [](Connection &c) {
                                             c.execute("CREATE TABLE later (a)");
                                             c.execute("CREATE TABLE later (a)");
                                         }}};
        {
            Connection connection(path, OpenMode::ReadWrite);
            QVERIFY_EXCEPTION_THROWN(migrate(connection, 1, bad), base::Error);
            QCOMPARE(connection.integer("SELECT count(*) FROM sqlite_master WHERE name = 'later'"),
                     qint64{0});
            QCOMPARE(connection.text("SELECT content FROM marz_meta WHERE name = 'schema_version'"),
                     QString("1"));
            QCOMPARE(backupsOf(path).size(), qsizetype{1});
            migrate(connection, 1, good);
            QCOMPARE(connection.text("SELECT content FROM marz_meta WHERE name = 'schema_version'"),
                     QString("2"));
        }
        QCOMPARE(kindOnOpen(path), std::optional(ErrorKind::Newer));
        QCOMPARE(kindOnOpen(backupsOf(path).front()), std::optional<ErrorKind>());
    }

private:
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static void makeDefect(const QString &path, const QString &defect)
    {
        if (defect == "folder")
            QVERIFY(QDir().mkpath(path));
        else if (defect == "empty")
            QVERIFY(QFile::resize(path, 0));
        else if (defect == "text")
            overwrite(path, 0, QByteArray("This is a letter, not a database. ").repeated(10));
        else if (defect == "cut header")
            QVERIFY(QFile::resize(path, 60));
        else if (defect == "other application")
            overwrite(path, 68, QByteArray(4, '\0'));
        else if (defect == "plain geopackage")
            alter(path, "DROP TABLE marz_meta");
        else if (defect == "no version")
            alter(path, "DELETE FROM marz_meta WHERE name = 'schema_version'");
        else if (defect == "newer")
            alter(path, "UPDATE marz_meta SET content = '2' WHERE name = 'schema_version'");
        else if (defect == "table missing")
            alter(path, "DROP TABLE links");
        else if (defect == "table is a view")
            alter(path, "DROP TABLE links; CREATE VIEW links AS SELECT * FROM notes");
        else if (defect == "column missing")
            alter(path, "ALTER TABLE links DROP COLUMN note");
        else if (defect == "column of another type")
            alter(path, "DROP TABLE tombstones; CREATE TABLE tombstones (fid INTEGER PRIMARY KEY, uid BLOB, "
                        "erased_at DATETIME, "
                        "erased_by TEXT, reason TEXT)");
        else if (defect == "generated column")
            alter(path, "ALTER TABLE incidents ADD COLUMN g TEXT AS (hex(zeroblob(100000000))) VIRTUAL");
        else if (defect == "search replaced")
            alter(path, "DROP TABLE search; CREATE TABLE search (folded)");
        else if (defect == "pages overwritten")
            overwrite(path, 4096, QByteArray(8 * 4096, '\x5a'));
        else if (defect == "cut in half")
            QVERIFY(QFile::resize(path, QFileInfo(path).size() / 2));
    }
};

QTEST_GUILESS_MAIN(OpeningTest)
#include "openingtest.moc"
