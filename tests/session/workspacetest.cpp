#include "session/workspace.h"

#include "support/mapscene.h"

#include <QTest>

using namespace marz;

/// Verbs that several panels share.
class WorkspaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theLastProjectionChosenCounts();
    void choosingThePresentProjectionTakesTheOtherBack();
    void aBookmarkIsOvertakenToo();

private:
    const map::Viewport &view() const { return m_workspace->view().viewport(); }
    bool isIdle() const { return m_workspace->jobs().running().empty(); }
    /// A projection that has to be waited for.
    void wait() { QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 60'000); }
    const geo::Crs m_mercator = geo::Crs::webMercator();
    const geo::Crs m_utm = geo::Crs::fromCode(QStringLiteral("EPSG:32642"));
    const geo::Crs m_nextUtm = geo::Crs::fromCode(QStringLiteral("EPSG:32643"));
    std::unique_ptr<session::Workspace> m_workspace;
};

void WorkspaceTest::init()
{
    m_workspace = std::make_unique<session::Workspace>();
    // Many areas: the first projection of them takes long, the next time they are kept.
    std::vector<map::LayerFeature> areas;
    for (int i = 0; i < 300; ++i) {
        map::LayerFeature area;
        area.geometry = test::stripe(67 + i * 0.01, 68 + i * 0.01, 36, 39);
        areas.push_back(area);
    }
    m_workspace->layers().setLayers({test::layerOf(map::LayerRole::Units, std::move(areas))});
    m_workspace->view().setViewport(map::Viewport::showing({69, 37, 72, 39}, m_mercator, {800, 600}));
    m_workspace->view().rest();
}

void WorkspaceTest::theLastProjectionChosenCounts()
{
    m_workspace->setMapCrs(m_nextUtm);
    wait();
    m_workspace->setMapCrs(m_mercator);
    wait();
    QCOMPARE(view().crs().code(), m_mercator.code());
    QStringList shown;
    connect(&m_workspace->view(), &session::ViewState::viewportChanged, this,
            [&] { shown << view().crs().code(); });
    m_workspace->setMapCrs(m_utm);     // takes long
    m_workspace->setMapCrs(m_nextUtm); // is there at once
    wait();
    QCOMPARE(view().crs().code(), m_nextUtm.code());
    QVERIFY2(!shown.contains(m_utm.code()), qPrintable(shown.join(u' ')));
}

void WorkspaceTest::choosingThePresentProjectionTakesTheOtherBack()
{
    m_workspace->setMapCrs(m_utm);
    m_workspace->setMapCrs(m_mercator);
    wait();
    QCOMPARE(view().crs().code(), m_mercator.code());
}

void WorkspaceTest::aBookmarkIsOvertakenToo()
{
    const session::Bookmark bookmark = session::bookmarkOf(QStringLiteral("there"), view().withCrs(m_utm));
    m_workspace->goToBookmark(bookmark);
    m_workspace->setMapCrs(m_nextUtm);
    wait();
    QCOMPARE(view().crs().code(), m_nextUtm.code());
    m_workspace->goToBookmark(bookmark);
    wait();
    QCOMPARE(view().crs().code(), m_utm.code());
}

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "workspacetest.moc"
