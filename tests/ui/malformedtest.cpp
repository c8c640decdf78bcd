#include "ui/desk.h"
#include "ui/layerdesk.h"
#include "ui/mainwindow.h"

#include "support/listener.h"
#include "support/malformedlayers.h"

#include <QDialog>
#include <QDirIterator>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTimer>

using namespace marz;
using session::LayerState;
using test::MalformedLayer;

/// Every malformed layer added to the real window: it gets its place in the list, with what is wrong, and the
/// window goes on.
class MalformedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void addedToTheWindow_data();
    void addedToTheWindow();
    void allOfThemTogetherAreDrawnAndRemoved();

private:
    session::UserLayers &layers() { return m_desk->workspace.userLayers(); }
    /// The layer of @p path, once it is no longer read; null until then.
    const session::UserLayer *settled(const QString &path);
    static QMap<QString, QByteArray> contents(const QString &folder);

    test::Listener m_listener;
    QList<MalformedLayer> m_rows;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::MainWindow> m_window;
    QTimer m_dismiss; ///< says no to whatever asks
};

void MalformedTest::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_desk = std::make_unique<test::Desk>();
    layers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
    m_window = std::make_unique<ui::MainWindow>(m_desk->workspace);
    m_window->resize(1366, 768);
    m_window->start({});
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace.store().summary().isOpen && m_desk->workspace.geodata(),
                             60'000);
    connect(&m_dismiss, &QTimer::timeout, this, [] {
        for (QWidget *each : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QDialog *>(each); dialog && dialog->isVisible())
                dialog->reject();
        }
    });
    m_dismiss.start(50);
}

void MalformedTest::cleanupTestCase()
{
    m_window.reset();
    m_desk.reset();
    QVERIFY2(!m_listener.wasCalled(200), "something connected to this computer");
}

const session::UserLayer *MalformedTest::settled(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    for (const QString &id : layers().ids()) {
        const session::UserLayer *layer = layers().layer(id);
        if (layer && layer->source.path == absolute && layer->state != LayerState::Waiting &&
            layer->state != LayerState::Loading)
            return layer;
    }
    return nullptr;
}

QMap<QString, QByteArray> MalformedTest::contents(const QString &folder)
{
    QMap<QString, QByteArray> all;
    QDirIterator each(folder, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System | QDir::Hidden,
                      QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QFileInfo info(each.next());
        QFile file(info.filePath());
        const bool isPlain = info.isFile() && !info.isSymLink();
        all.insert(info.filePath(),
                   isPlain && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return all;
}

void MalformedTest::addedToTheWindow_data()
{
    m_rows = test::malformedLayers(m_listener.port());
    QTest::addColumn<int>("row");
    for (int i = 0; i < m_rows.size(); ++i) {
        if (!m_rows[i].isEndless) // the user cancels those: see io.malformed for their end
            QTest::newRow(m_rows[i].name) << i;
    }
}

void MalformedTest::addedToTheWindow()
{
    QFETCH(int, row);
    const MalformedLayer &malformed = m_rows[row];
    const QDir folder(m_folder->filePath(QString::number(row)));
    QVERIFY(QDir().mkpath(folder.path()));
    malformed.make(folder);
    const QString path = folder.filePath(malformed.file);
    const QMap<QString, QByteArray> before = contents(folder.path());

    auto *desk = m_window->findChild<ui::LayerDesk *>();
    QVERIFY(desk);
    desk->addChosen({path});
    const session::UserLayer *layer = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((layer = settled(path)), 30'000);
    switch (malformed.verdict) {
    case MalformedLayer::Verdict::Opened:
        QVERIFY2(layer->state == LayerState::Ready, qPrintable(layer->reason));
        break;
    case MalformedLayer::Verdict::NeedsCrs:
        QVERIFY2(layer->state == LayerState::NeedsCrs, qPrintable(layer->reason));
        QVERIFY(!layer->reason.isEmpty());
        break;
    case MalformedLayer::Verdict::Refused:
        QVERIFY2(layer->isInTrouble(), "opened");
        QVERIFY2(layer->reason.size() > 20, qPrintable(layer->reason));
        break;
    }
    QVERIFY(m_window->isVisible());
    QCOMPARE(contents(folder.path()), before);
    QVERIFY2(!m_listener.wasCalled(), "something connected to this computer");
}

void MalformedTest::allOfThemTogetherAreDrawnAndRemoved()
{
    const auto *list = m_window->findChild<QListWidget *>(QStringLiteral("layerList"));
    QVERIFY(list);
    QVERIFY(list->count() > 60);
    QVERIFY(!m_window->grab().isNull());
    for (const QString &id : layers().ids())
        layers().remove(id);
    layers().finish();
    QCOMPARE(layers().ids().size(), 0);
    QVERIFY(!m_window->grab().isNull());
}

QTEST_MAIN(MalformedTest)
#include "malformedtest.moc"
