#include "store/newfile.h"

#include "store/connection.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::store;

namespace {

bool writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

} // namespace

/// A file in the making gets its name when it is whole, replaces nothing and leaves nothing.
class NewFileTest : public QObject
{
    Q_OBJECT

private:
    static QStringList namesIn(const QTemporaryDir &folder)
    {
        return QDir(folder.path())
            .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

private Q_SLOTS:
    void getsItsName()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath("a.gpkg");
        {
            NewFile file(target);
            QVERIFY(!QFileInfo::exists(target));
            QVERIFY(writeText(file.path(), "content"));
            QVERIFY(file.publishAs(target));
        }
        QCOMPARE(textOf(target), QByteArray("content"));
        QCOMPARE(namesIn(folder), QStringList("a.gpkg"));
        const QString byItself = folder.filePath("b.gpkg");
        Connection(byItself, OpenMode::Create).execute("CREATE TABLE t (a)");
        QCOMPARE(QFile::permissions(target), QFile::permissions(byItself));
    }

    void replacesNothing_data()
    {
        QTest::addColumn<QString>("there");
        QTest::newRow("file") << "file";
        QTest::newRow("link to nothing") << "link";
        QTest::newRow("folder") << "folder";
    }

    void replacesNothing()
    {
        QFETCH(QString, there);
        const QTemporaryDir folder;
        const QString target = folder.filePath("a.gpkg");
        NewFile file(target);
        QVERIFY(writeText(file.path(), "ours"));
        // Another program makes it in the meantime.
        if (there == "file")
            QVERIFY(writeText(target, "theirs"));
        else if (there == "link")
            QVERIFY(QFile::link("nowhere", target));
        else
            QVERIFY(QDir().mkdir(target));
        QVERIFY(!file.publishAs(target));
        const QFileInfo left(target);
        QCOMPARE(there == "file" ? textOf(target) : QByteArray("theirs"), QByteArray("theirs"));
        QCOMPARE(left.isSymLink(), there == "link");
        QCOMPARE(left.isDir(), there == "folder");
        QVERIFY(file.publishAs(folder.filePath("b.gpkg"))); // it can still have another name
        QCOMPARE(textOf(folder.filePath("b.gpkg")), QByteArray("ours"));
    }

    void leavesNothing()
    {
        const QTemporaryDir folder;
        {
            const NewFile file(folder.filePath("a.gpkg"));
            const NewFile second(folder.filePath("a.gpkg"));
            QVERIFY(file.path() != second.path());
            for (const char *ending : {"-journal", "-wal", "-shm"})
                QVERIFY(writeText(file.path() + ending, "x"));
            QVERIFY(writeText(folder.filePath("a.gpkg.part"), "the user's"));
        }
        QCOMPARE(namesIn(folder), QStringList("a.gpkg.part"));
    }

    void aFolderThatIsNotThereIsNamed()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath("no/such/a.gpkg");
        try {
            const NewFile file(target);
            QFAIL("a file was made in no folder");
        } catch (const base::Error &e) {
            QCOMPARE(e.kind(), base::ErrorKind::Failed);
            QVERIFY2(e.message().startsWith(target), qPrintable(e.message()));
        }
    }
};

QTEST_GUILESS_MAIN(NewFileTest)
#include "newfiletest.moc"
