#include "ui/windowstate.h"

#include "store/connection.h"
#include "store/store.h"
#include "ui/desk.h"

#include <QMainWindow>
#include <QScreen>

using namespace marz;

/// What the window remembers of the last time.
class WindowStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_desk.reset(); }
    void theFilterComesBack_data();
    void theFilterComesBack();
    void aFilterThatCannotBeUsedIsTold();
    void aWindowTooLargeForTheScreenIsMaximised_data();
    void aWindowTooLargeForTheScreenIsMaximised();

private:
    std::unique_ptr<test::Desk> m_desk;
};

/// A store with a type of the team's own.
void WindowStateTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    const QString path = m_desk->folder.path(QStringLiteral("own.gpkg"));
    store::Store::create(path);
    store::Connection(path, store::OpenMode::ReadWrite)
        .execute("INSERT INTO vocabulary (list, code, label, family) VALUES ('type', 'cyber_attack', 'attack "
                 "on computers', 'violence')");
    m_desk->workspace.store().open(path);
    QTRY_VERIFY(m_desk->workspace.store().summary().isOpen);
    QVERIFY(m_desk->workspace.store().vocabulary().type(QStringLiteral("cyber_attack")));
}

void WindowStateTest::theFilterComesBack_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("a type of the team's own") << QStringLiteral("cyber_attack") << QString();
    QTest::newRow("a text that begins with a dash") << QString() << QStringLiteral("-40 degrees = cold");
    QTest::newRow("a text with quotes") << QStringLiteral("protest") << QStringLiteral("the 'gold' mine");
}

void WindowStateTest::theFilterComesBack()
{
    QFETCH(QString, type);
    QFETCH(QString, text);
    session::FilterState &state = m_desk->workspace.filter();
    incident::Filter filter;
    if (!type.isEmpty())
        filter.types = {type};
    filter.text = text;
    filter.box = geo::GeoBox{-10.5, 36, 75, 41};
    state.setFilter(filter);
    ui::saveSession(m_desk->workspace);
    state.clear();
    ui::restoreFilter(m_desk->workspace);
    QVERIFY(state.filter() == filter);
}

void WindowStateTest::aFilterThatCannotBeUsedIsTold()
{
    m_desk->workspace.filter().clear();
    ui::saveSession(m_desk->workspace);
    QSettings().setValue(QStringLiteral("filter/words"), QStringLiteral("--region Atlantis"));
    QSignalSpy failed(&m_desk->workspace.store(), &session::OpenStore::failed);
    ui::restoreFilter(m_desk->workspace);
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("Atlantis")));
    QVERIFY(m_desk->workspace.filter().filter().isEmpty());
}

void WindowStateTest::aWindowTooLargeForTheScreenIsMaximised_data()
{
    QTest::addColumn<QSize>("spare"); ///< what the window leaves of the screen
    QTest::addColumn<bool>("isMaximised");
    QTest::newRow("small") << QSize(300, 300) << false;
    QTest::newRow("as large as the screen, no room for its title") << QSize(0, 0) << true;
    QTest::newRow("too wide") << QSize(-10, 300) << true;
}

void WindowStateTest::aWindowTooLargeForTheScreenIsMaximised()
{
    QFETCH(QSize, spare);
    QFETCH(bool, isMaximised);
    QMainWindow window;
    window.resize(window.screen()->availableSize() - spare);
    ui::showFitted(window);
    QCOMPARE(window.isMaximized(), isMaximised);
    QVERIFY(window.isVisible());
}

QTEST_MAIN(WindowStateTest)
#include "windowstatetest.moc"
