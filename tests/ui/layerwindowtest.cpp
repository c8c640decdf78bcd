#include "support/layerfiles.h"
#include "ui/bannerline.h"
#include "ui/desk.h"
#include "ui/layerspanel.h"
#include "ui/mainwindow.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPushButton>

using namespace marz;
using session::LayerState;

/// Layers in the whole window: command line, the sample, a store that is closed and opened again.
class LayerWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void layersOfTheCommandLineAreAddedAndKept();
    void theSampleSaysThatItKeepsNothing();
    void missingLayersOfAStoreAreTold();
    void changedFileIsTold();
    void droppedFileBecomesALayer();

private:
    QString path(const QString &name) const { return m_desk->folder.path(name); }
    session::UserLayers &layers() { return m_desk->workspace.userLayers(); }
    /// A window as at the program's start, with settings and files of the former one.
    void open(const QString &store, const QStringList &files = {})
    {
        m_window.reset();
        m_desk->workspace.userLayers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
        m_window = std::make_unique<ui::MainWindow>(m_desk->workspace);
        QSignalSpy restored(&m_desk->workspace.layerStore(), &session::LayerStore::restored);
        m_window->start(store, files);
        m_window->show();
        QVERIFY(QTest::qWaitFor([&] { return !restored.isEmpty() && m_desk->workspace.geodata(); }, 60'000));
        layers().finish();
    }
    QString ownStore() const { return session::sampleStore(path(QStringLiteral("own"))); }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::MainWindow> m_window;
};

void LayerWindowTest::init()
{
    m_desk = std::make_unique<test::Desk>();
    QVERIFY(test::writeSquares(path(QStringLiteral("squares.geojson")), test::threeSquares()));
}

void LayerWindowTest::cleanup()
{
    m_window.reset();
    m_desk.reset();
}

void LayerWindowTest::layersOfTheCommandLineAreAddedAndKept()
{
    const QString store = ownStore();
    open(store, {path(QStringLiteral("squares.geojson"))});
    QCOMPARE(layers().ids().size(), 1);
    const QString id = layers().ids().front();
    QCOMPARE(layers().layer(id)->state, LayerState::Ready);
    QVERIFY(m_window->findChild<QDockWidget *>(QStringLiteral("layersDock"))->isVisible());
    m_window->close();
    m_window.reset();
    m_desk->workspace.layerStore().flush();
    m_desk->settle();
    session::Workspace again; // the next start
    again.userLayers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
    QSignalSpy restored(&again.layerStore(), &session::LayerStore::restored);
    again.store().open(store);
    QVERIFY(restored.wait(30'000));
    again.userLayers().finish();
    QCOMPARE(again.userLayers().ids(), QStringList{id});
    QCOMPARE(again.userLayers().layer(id)->state, LayerState::Ready);
}

void LayerWindowTest::theSampleSaysThatItKeepsNothing()
{
    open({}, {path(QStringLiteral("squares.geojson"))});
    QVERIFY(m_desk->workspace.store().summary().isSample);
    QCOMPARE(layers().ids().size(), 1);
    QVERIFY2(m_window->banner()->message().contains(QStringLiteral("keeps no layers")),
             qPrintable(m_window->banner()->message()));
}

void LayerWindowTest::missingLayersOfAStoreAreTold()
{
    const QString store = ownStore();
    open(store, {path(QStringLiteral("squares.geojson"))});
    m_window->close();
    m_window.reset();
    m_desk->workspace.layerStore().flush();
    m_desk->settle();
    QVERIFY(QFile::remove(path(QStringLiteral("squares.geojson"))));
    open(store);
    QCOMPARE(layers().layer(layers().ids().front())->state, LayerState::Missing);
    QVERIFY2(m_window->banner()->message().contains(QStringLiteral("squares is not shown")),
             qPrintable(m_window->banner()->message()));
}

void LayerWindowTest::changedFileIsTold()
{
    open(ownStore(), {path(QStringLiteral("squares.geojson"))});
    const QString id = layers().ids().front();
    std::vector<test::Square> fewer = test::threeSquares();
    fewer.pop_back();
    QTest::qWait(20);
    QVERIFY(test::writeSquares(path(QStringLiteral("squares.geojson")), fewer));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->banner()->message().contains(QStringLiteral("changed on disk")),
                             10'000);
    QTest::mouseClick(m_window->banner()->findChild<QPushButton *>(), Qt::LeftButton);
    layers().finish();
    QCOMPARE(layers().layer(id)->table->rows.size(), std::size_t{2});
}

void LayerWindowTest::droppedFileBecomesALayer()
{
    open(ownStore());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path(QStringLiteral("squares.geojson")))});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &drop);
    QTRY_COMPARE(layers().ids().size(), 1);
    layers().finish();
    QCOMPARE(layers().layer(layers().ids().front())->state, LayerState::Ready);
}

QTEST_MAIN(LayerWindowTest)
#include "layerwindowtest.moc"
