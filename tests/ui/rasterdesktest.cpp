#include "desk.h"
#include "map/rasterpainter.h"
#include "session/layerjson.h"
#include "support/elevations.h"
#include "support/httpserver.h"
#include "ui/bannerline.h"
#include "ui/layerdesk.h"
#include "ui/layerproperties.h"
#include "ui/layerspanel.h"
#include "ui/mapwidget.h"
#include "ui/onlinelight.h"
#include "ui/statusbar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGroupBox>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>

using namespace marz;
using session::LayerState;

/// Terrain and services from the panel to the map, on the real widgets.
class RasterDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void terrainShowsItsTints();
    void theStyleIsSeenWhileEdited();
    void cancelBringsTheFormerStyle();
    void aHostIsAskedOnlyOnceAllowed();
    void whoIsNamedStandsOnTheMap();

private:
    session::UserLayers &layers() { return m_desk->workspace.userLayers(); }
    QString addSlope()
    {
        const QString path = m_desk->folder.path(QStringLiteral("slope.asc"));
        test::writeSlope(path);
        m_layerDesk->addFiles({path});
        layers().finish();
        return layers().ids().value(0);
    }
    const map::ReferenceLayer &shown(const QString &id)
    {
        return m_desk->workspace.layers()
            .layers()[static_cast<std::size_t>(m_desk->workspace.layers().rowOf(id))];
    }
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    ui::LayerProperties *properties(const QString &id)
    {
        m_layerDesk->showProperties(id);
        return m_window->findChild<ui::LayerProperties *>();
    }
    session::SavedLayer tiles(const test::HttpServer &server)
    {
        session::ServiceWords words =
            session::typedService(server.address(QStringLiteral("/{z}/{x}/{y}.png")));
        words.attribution = QStringLiteral("© The test");
        session::LayerSource source;
        source.service = session::TileService(words);
        return {QStringLiteral("user:tiles"), QStringLiteral("Tiles"), source, nullptr};
    }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<QMainWindow> m_window;
    ui::LayersPanel *m_panel = nullptr;
    ui::LayerDesk *m_layerDesk = nullptr;
};

void RasterDeskTest::init()
{
    m_desk = std::make_unique<test::Desk>();
    layers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
    layers().setTileCache(m_desk->folder.path(QStringLiteral("tiles")), m_desk->workspace.online().notes());
    m_window = std::make_unique<QMainWindow>();
    m_panel = new ui::LayersPanel(m_desk->workspace);
    m_window->setCentralWidget(m_panel);
    m_window->setStatusBar(new ui::StatusBar(m_desk->workspace));
    m_layerDesk = new ui::LayerDesk(m_desk->workspace, new ui::BannerLine(m_window.get()), m_window.get());
    m_layerDesk->serve(m_panel);
    m_window->resize(500, 600);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void RasterDeskTest::cleanup()
{
    m_window.reset();
    m_desk.reset();
}

void RasterDeskTest::terrainShowsItsTints()
{
    const QString id = addSlope();
    QCOMPARE(layers().layer(id)->reason, QString());
    m_panel->select(id);
    QStringList words;
    for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
        if (label->isVisible())
            words << label->text();
    }
    QVERIFY2(words.contains(QStringLiteral("1,000")) && words.contains(QStringLiteral("5,000")),
             qPrintable(words.join(u'|')));
    m_panel->select(QStringLiteral("none"));
}

void RasterDeskTest::theStyleIsSeenWhileEdited()
{
    const QString id = addSlope();
    ui::LayerProperties *dialog = properties(id);
    QVERIFY(dialog);
    const auto style = [&]() -> const map::RasterStyle & { return layers().layer(id)->style->raster; };
    auto *tints = dialog->findChild<QComboBox *>(QStringLiteral("rasterTints"));
    tints->setFocus();
    QTest::keyClicks(tints, QStringLiteral("Cividis"));
    Q_EMIT tints->activated(tints->currentIndex());
    QCOMPARE(style().tints, QStringLiteral("cividis"));
    auto *automatic = dialog->findChild<QCheckBox *>(QStringLiteral("rasterAutomatic"));
    auto *high = dialog->findChild<QDoubleSpinBox *>(QStringLiteral("rasterHigh"));
    QVERIFY(automatic->isChecked() && !high->isEnabled());
    QCOMPARE(high->value(), 5000.0);
    automatic->click();
    QVERIFY(high->isEnabled());
    high->setValue(4000);
    QCOMPARE(style().high, 4000.0);
    QCOMPARE(style().low, 1000.0);
    QCOMPARE(shown(id).raster->tints()->high, 4000.0);
    auto *shade = dialog->findChild<QSlider *>(QStringLiteral("rasterShade"));
    auto *azimuth = dialog->findChild<QDoubleSpinBox *>(QStringLiteral("rasterAzimuth"));
    shade->setValue(0);
    QVERIFY(!azimuth->isEnabled()); // there is no light
    auto *kind = dialog->findChild<QComboBox *>(QStringLiteral("rasterKind"));
    kind->setCurrentIndex(0);
    Q_EMIT kind->activated(0);
    QCOMPARE(style().kind, map::RasterKind::Picture);
    QVERIFY(!tints->isVisible());
    QVERIFY(high->isVisible()); // what is white can be chosen
    QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QCOMPARE(style().kind, map::RasterKind::Picture);
    QCOMPARE(style().high, 4000.0);
}

void RasterDeskTest::cancelBringsTheFormerStyle()
{
    const QString id = addSlope();
    const map::RasterStyle before = layers().layer(id)->style->raster;
    ui::LayerProperties *dialog = properties(id);
    dialog->findChild<QSlider *>(QStringLiteral("rasterShade"))->setValue(5);
    QVERIFY(layers().layer(id)->style->raster != before);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(layers().layer(id)->style->raster, before);
}

/// A store may come from anybody: what it names is asked only when its reader says so.
void RasterDeskTest::aHostIsAskedOnlyOnceAllowed()
{
    test::HttpServer server;
    layers().add(tiles(server));
    const QString id = QStringLiteral("user:tiles");
    QCOMPARE(layers().layer(id)->state, LayerState::Offline);
    QVERIFY(!shown(id).raster);
    m_panel->select(id);
    auto *light = m_window->findChild<ui::OnlineLight *>();
    QVERIFY(light && !light->isVisible());
    auto *button = find<QToolButton>("allowHost");
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(layers().layer(id)->state, LayerState::Ready);
    QVERIFY(shown(id).raster);
    QVERIFY(light->isVisible());
    QCOMPARE(server.connections, 0); // nothing was drawn yet
    QCOMPARE(QSettings().value(QStringLiteral("online/allowed")).toStringList(),
             QStringList(layers().layer(id)->source.service->consentKey()));
    // Another address at the same host is another question: it may be somebody else's.
    session::SavedLayer other = tiles(server);
    other.id = QStringLiteral("user:other");
    session::ServiceWords words =
        session::typedService(server.address(QStringLiteral("/somebody/{z}/{x}/{y}.png")));
    other.source.service = session::TileService(words);
    layers().add(other);
    QCOMPARE(layers().layer(other.id)->state, LayerState::Offline);
    QVERIFY(layers().layer(other.id)->reason.contains(QStringLiteral("not encrypted")));
    Q_EMIT light->stopRequested();
    QVERIFY(!shown(id).isVisible);
    QVERIFY(!light->isVisible());
}

void RasterDeskTest::whoIsNamedStandsOnTheMap()
{
    test::HttpServer server;
    layers().setAllowedServices({tiles(server).source.service->consentKey()});
    layers().add(tiles(server));
    const std::vector<map::ReferenceLayer> &all = m_desk->workspace.layers().layers();
    QCOMPARE(map::attributionOf(all, m_desk->workspace.view().viewport()), QStringLiteral("© The test"));
    // Saved and read back it is the same service.
    const auto saved = session::layerOf(session::layerJson(layers().saved().front(), QStringLiteral("/tmp")),
                                        QStringLiteral("/tmp"));
    QVERIFY(saved && saved->source == layers().layer(QStringLiteral("user:tiles"))->source);
}

QTEST_MAIN(RasterDeskTest)
#include "rasterdesktest.moc"
