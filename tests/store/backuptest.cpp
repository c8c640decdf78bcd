#include "records.h"

#include "base/error.h"
#include "store/backup.h"
#include "store/connection.h"

#include <QDir>
#include <QtTest>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;

/// A backup is whole or it is not there, and says why.
class BackupTest : public QObject
{
    Q_OBJECT

private:
    static QString storeIn(const QTemporaryDir &folder)
    {
        const QString path = folder.filePath("a.gpkg");
        Store::create(path).apply(put(plainIncident("one")));
        return path;
    }

    static QStringList namesIn(const QTemporaryDir &folder)
    {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

private Q_SLOTS:
    void aLockedStoreGivesNoBackup_data()
    {
        QTest::addColumn<bool>("isBeside");
        QTest::newRow("under a name") << false;
        QTest::newRow("beside the store") << true;
    }

    void aLockedStoreGivesNoBackup()
    {
        QFETCH(bool, isBeside);
        const QTemporaryDir folder;
        const QString path = storeIn(folder);
        const Connection reader(path, OpenMode::ReadOnly);
        reader.setBusyTimeout(0); // the patience is another matter
        const Connection other(path, OpenMode::ReadWrite);
        other.execute("BEGIN EXCLUSIVE");
        try {
            if (isBeside)
                backupBeside(reader);
            else
                backupTo(reader, folder.filePath("copy.gpkg"));
            QFAIL("a store that could not be read was backed up");
        } catch (const base::Error &e) {
            QCOMPARE(e.kind(), base::ErrorKind::Locked);
            QVERIFY2(e.message().startsWith(path), qPrintable(e.message()));
        }
        other.execute("ROLLBACK");
        QCOMPARE(namesIn(folder), QStringList("a.gpkg"));
    }

    void aStoreInUseIsCopiedWhole()
    {
        const QTemporaryDir folder;
        const QString path = storeIn(folder);
        Store store = Store::open(path);
        store.apply(put(plainIncident("two"))); // in the WAL, not yet in the file
        const QString target = folder.filePath("copy.gpkg");
        store.backup(target);
        QCOMPARE(namesIn(folder).filter("copy"), QStringList("copy.gpkg"));
        const Store copy = Store::open(target, Access::ReadOnly);
        QCOMPARE(copy.info().storeId, store.info().storeId);
        QCOMPARE(copy.recordMatches({}).rows.size(), std::size_t{2});
        QVERIFY(copy.verify().empty());
    }

    void filesOfTheUserStay_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("backup") << false;
        QTest::newRow("new store") << true;
    }

    void filesOfTheUserStay()
    {
        QFETCH(bool, isNew);
        const QTemporaryDir folder;
        const QString path = storeIn(folder);
        const QString target = folder.filePath("b.gpkg");
        QFile part(target + ".part");
        QVERIFY(part.open(QIODevice::WriteOnly) && part.write("download") == 8);
        part.close();
        if (isNew)
            Store::create(target);
        else
            Store::open(path).backup(target);
        QCOMPARE(namesIn(folder), QStringList({"a.gpkg", "b.gpkg", "b.gpkg.part"}));
        QVERIFY(part.open(QIODevice::ReadOnly));
        QCOMPARE(part.readAll(), QByteArray("download"));
        QVERIFY(Store::open(target).verify().empty());
    }

    void backupsOfTheSameSecondAreTwo()
    {
        const QTemporaryDir folder;
        const Connection connection(storeIn(folder), OpenMode::ReadOnly);
        const QString first = backupBeside(connection);
        const QString second = backupBeside(connection);
        QVERIFY(first < second);
        QCOMPARE(backupsOf(connection.path()), QStringList({first, second}));
    }

    void damageNamesTheNewestBackup_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<bool>("hasBackup");
        for (const char *damage : {"pages", "table", "version"}) {
            QTest::addRow("%s, with backups", damage) << damage << true;
            QTest::addRow("%s, without", damage) << damage << false;
        }
    }

    void damageNamesTheNewestBackup()
    {
        QFETCH(QString, damage);
        QFETCH(bool, hasBackup);
        const QTemporaryDir folder;
        const QString path = storeIn(folder);
        QString newest;
        for (int i = 0; hasBackup && i < 2; ++i)
            newest = backupBeside(Connection(path, OpenMode::ReadOnly));
        if (damage == "pages") {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(4096));
            QVERIFY(file.write(QByteArray(qsizetype{8} * 4096, '\x5a')) > 0);
        } else {
            const Connection other(path, OpenMode::ReadWrite);
            other.execute(damage == "table" ? "DROP TABLE links"
                                            : "DELETE FROM marz_meta WHERE name = 'schema_version'");
        }
        try {
            Store::open(path);
            QFAIL("a damaged store was opened");
        } catch (const base::Error &e) {
            QCOMPARE(e.kind(), base::ErrorKind::Damaged);
            QVERIFY2(e.problem().endsWith(u'.'), qPrintable(e.problem()));
            QVERIFY2(e.advice().contains(hasBackup ? newest : QStringLiteral("no backup")),
                     qPrintable(e.advice()));
        }
        if (hasBackup)
            QVERIFY(Store::open(newest, Access::ReadOnly).verify().empty());
    }
};

QTEST_GUILESS_MAIN(BackupTest)
#include "backuptest.moc"
