#include "tests/support/marzrun.h"
#include "tests/support/tempstore.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace marz;
using test::marzRun;
using test::Run;

/// Where the program writes: never over a store, what it reads, or what is no file.
class OutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void leavesAlone_data();
    void leavesAlone();
    void replacesAnOldFile_data();
    void replacesAnOldFile();
    void namesTheFormatsThatItReads();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    bool write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    QByteArray content(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Every file of the folder, links followed, and what it holds.
    QMap<QString, QByteArray> contents() const
    {
        QMap<QString, QByteArray> found;
        for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files))
            found.insert(name, content(name));
        return found;
    }

    test::TempFolder m_sample;
    std::unique_ptr<test::TempFolder> m_folder;
};

void OutputTest::initTestCase()
{
    const Run made = marzRun({"new", "sample.gpkg", "--sample"}, m_sample.path());
    QVERIFY2(made.exitCode == 0, made.err.constData());
}

void OutputTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    for (const char *name : {"store.csv", "store.png", "x.gpkg.part", "other.csv", "store.gpkg"})
        QVERIFY(QFile::copy(m_sample.path(QStringLiteral("sample.gpkg")), path(QLatin1String(name))));
    QVERIFY(write(QStringLiteral("in.csv"), "date,title\n2024-02-30,No such day\n2024-05-01,A day\n"));
    QVERIFY(QFile::link(path(QStringLiteral("store.gpkg")), path(QStringLiteral("link.csv"))));
    QVERIFY(QFile::link(path(QStringLiteral("in.csv")), path(QStringLiteral("linked.csv"))));
    QCOMPARE(::link(QFile::encodeName(path(QStringLiteral("in.csv"))).constData(),
                    QFile::encodeName(path(QStringLiteral("same.csv"))).constData()),
             0);
    QCOMPARE(::mkfifo(QFile::encodeName(path(QStringLiteral("pipe.csv"))).constData(), 0600), 0);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder.csv")));
}

void OutputTest::leavesAlone_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *command, int exitCode, const char *reason) {
        QTest::newRow(name) << QString::fromLatin1(command) << exitCode << QString::fromLatin1(reason);
    };
    row("a table over its store", "export store.csv store.csv", 1, "in use as store.csv");
    row("a table over a link to its store", "export store.gpkg link.csv", 1, "in use as store.gpkg");
    row("a table over another database", "export store.gpkg other.csv", 1, "may be a store");
    row("a table into a pipe", "export store.gpkg pipe.csv", 1, "no file");
    row("a table over a folder", "export store.gpkg folder.csv", 1, "no file");
    row("a picture over its store", "render store.png store.png --size 200x200", 1, "in use as store.png");
    row("a picture over a link to a layer", "render store.gpkg linked.csv --layers in.csv --size 200x200", 1,
        "in use as in.csv");
    row("rejects over the store", "import store.csv in.csv --rejects store.csv", 1, "in use as store.csv");
    row("rejects over the table", "import store.gpkg in.csv --rejects in.csv", 1, "in use as in.csv");
    row("rejects of a dry run", "import store.gpkg in.csv --dry-run --rejects in.csv", 1, "in use as in.csv");
    row("rejects over a link to the table", "import store.gpkg in.csv --rejects linked.csv", 1,
        "in use as in.csv");
    row("rejects over another name of the table", "import store.gpkg in.csv --rejects ./same.csv", 1,
        "in use as in.csv");
    row("rejects over another database", "import store.gpkg in.csv --rejects other.csv", 1, "may be a store");
    row("rejects into a pipe", "import store.gpkg in.csv --rejects pipe.csv", 1, "no file");
    row("rejects of another ending", "import store.gpkg in.csv --rejects store.gpkg", 2, "ending .csv");
    row("rejects without an ending", "import store.gpkg in.csv --rejects rejects", 2, "ending .csv");
    row("a backup over its store", "backup store.gpkg store.gpkg", 1, "in use as store.gpkg");
    row("a backup that passes over its store", "backup x.gpkg.part x.gpkg", 1, "in use as x.gpkg.part");
    row("a backup as a part of its store", "backup store.gpkg store.gpkg-wal", 1, "a part of store.gpkg");
}

void OutputTest::leavesAlone()
{
    QFETCH(QString, command);
    QFETCH(int, exitCode);
    QFETCH(QString, reason);
    const QMap<QString, QByteArray> before = contents();
    const Run run = marzRun(command.split(u' '), m_folder->path());
    QVERIFY2(run.err.contains(reason.toUtf8()), run.err.constData());
    QCOMPARE(run.exitCode, exitCode);
    QVERIFY(run.out.isEmpty());
    QCOMPARE(contents(), before);
}

void OutputTest::replacesAnOldFile_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("begin"); ///< of the new content
    QTest::newRow("a table") << "export store.gpkg old.csv"
                             << "old.csv" << 0 << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("a picture") << "render store.gpkg old.png --size 200x200"
                               << "old.png" << 0 << QByteArray("\x89PNG");
    QTest::newRow("rejects") << "import store.gpkg in.csv --rejects old.csv"
                             << "old.csv" << 1 << QByteArray("row,column,value,kind,reason\r\n2,date,");
}

void OutputTest::replacesAnOldFile()
{
    QFETCH(QString, command);
    QFETCH(QString, name);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, begin);
    QVERIFY(write(name, "old"));
    const Run run = marzRun(command.split(u' '), m_folder->path());
    QVERIFY2(run.exitCode == exitCode, run.err.constData());
    QVERIFY(content(name).startsWith(begin));
}

void OutputTest::namesTheFormatsThatItReads()
{
    for (const char *format : {"acled", "geojson", "shp"}) {
        const Run run = marzRun({"import", "store.gpkg", "in.csv", "--format", format}, m_folder->path());
        QCOMPARE(run.exitCode, 2);
        for (const char *read : {"auto", "csv", "xlsx", "ods"})
            QVERIFY2(run.err.contains(read), run.err.constData());
    }
    const Run run =
        marzRun({"import", "store.gpkg", "in.csv", "--format", "xlsx", "--json"}, m_folder->path());
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains("in.csv is not an Excel workbook"), run.err.constData());
}

QTEST_GUILESS_MAIN(OutputTest)
#include "outputtest.moc"
