#include "session/layerloading.h"

#include "store/connection.h"
#include "store/store.h"
#include "support/tempstore.h"

#include <QDir>
#include <QTest>

#include <sys/stat.h>

using namespace marz;

/// Telling stores of Marz from other files, without a trace beside them.
class LayerLoadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStoreIsKnown();
    void aForeignFileInWalModeStaysAlone();
    void pipesAndFoldersAreNone();

private:
    test::TempFolder m_folder;
};

void LayerLoadingTest::aStoreIsKnown()
{
    const QString path = m_folder.path(QStringLiteral("own.gpkg"));
    const store::Store open = store::Store::create(path);
    QVERIFY(session::isMarzStore(path)); // while it is open too
}

void LayerLoadingTest::aForeignFileInWalModeStaysAlone()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("foreign")));
    const QString path = m_folder.path(QStringLiteral("foreign/a.gpkg"));
    {
        store::Connection connection(path, store::OpenMode::Create);
        connection.execute("PRAGMA journal_mode = WAL");
        connection.execute("CREATE TABLE t (x)");
    }
    const QDir folder = QFileInfo(path).dir();
    QCOMPARE(folder.entryList(QDir::Files), QStringList{QStringLiteral("a.gpkg")});
    QVERIFY(!session::isMarzStore(path));
    QCOMPARE(folder.entryList(QDir::Files), QStringList{QStringLiteral("a.gpkg")});
}

void LayerLoadingTest::pipesAndFoldersAreNone()
{
    const QString pipe = m_folder.path(QStringLiteral("pipe.gpkg"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(!session::isMarzStore(pipe)); // waited for ever
    QVERIFY(!session::isMarzStore(m_folder.path()));
    QVERIFY(!session::isMarzStore(m_folder.path(QStringLiteral("missing.gpkg"))));
}

QTEST_GUILESS_MAIN(LayerLoadingTest)
#include "layerloadingtest.moc"
