#include "ui/attributetable.h"

#include "ui/layercase.h"

#include <QClipboard>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>

using namespace marz;

/// The attributes of a layer in their window.
class AttributeTableTest : public test::LayerCase
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void attributesAreFoundCopiedAndZoomedTo();
    void findGoesFromHitToHit();
    void theTableLeavesTheMapsMiddleFree();
    void tableClosesWithItsLayer();
};

void AttributeTableTest::attributesAreFoundCopiedAndZoomedTo()
{
    const QString id = add();
    m_desk->workspace.view().setViewport(
        map::Viewport::showing({60, 30, 80, 45}, geo::Crs::webMercator(), {800, 600}));
    m_layerDesk->showTable(id);
    auto *window = m_window->findChild<ui::AttributeTable *>();
    QVERIFY(window && QTest::qWaitForWindowExposed(window));
    auto *table = find<QTableView>("attributes", window);
    QCOMPARE(table->model()->rowCount(), 3);
    find<QLineEdit>("findAttribute", window)->setText(QStringLiteral("ХОРОГ"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->setCurrentIndex(table->model()->index(0, 0));
    QCOMPARE(layers().highlighted(), (map::HighlightedFeature{id, 1}));
    QTest::mouseClick(find<QToolButton>("zoomToRow", window), Qt::LeftButton);
    const geo::GeoBox seen = m_desk->workspace.view().viewport().geoBox();
    QVERIFY(seen.contains({70.1, 38.1}) && !seen.contains({75, 38.1}));
    window->copyRows();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("count\tkind\tname\n30\ttown\tKhorog")), qPrintable(copied));
    window->close();
    QVERIFY(layers().highlighted().layer.isEmpty());
}

void AttributeTableTest::findGoesFromHitToHit()
{
    const QString id = add();
    m_layerDesk->showTable(id);
    auto *window = m_window->findChild<ui::AttributeTable *>();
    QVERIFY(window && QTest::qWaitForWindowExposed(window));
    auto *find = this->find<QLineEdit>("findAttribute", window);
    QVERIFY(QTest::qWaitForWindowActive(window));
    find->setFocus();
    QTest::keyClicks(find, QStringLiteral("district"));
    QTest::keyClick(find, Qt::Key_Return); // at once: before the list follows by itself
    QTRY_COMPARE(layers().highlighted(), (map::HighlightedFeature{id, 0}));
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(layers().highlighted(), (map::HighlightedFeature{id, 2}));
    QTest::keyClick(find, Qt::Key_Return); // from the last to the first
    QCOMPARE(layers().highlighted(), (map::HighlightedFeature{id, 0}));
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(layers().highlighted(), (map::HighlightedFeature{id, 2}));
    QCOMPARE(find->text(), QStringLiteral("district"));
    QTest::keyClick(find, Qt::Key_Escape);
    QVERIFY(window->isVisible() && find->text().isEmpty());
    QTRY_COMPARE(this->find<QTableView>("attributes", window)->model()->rowCount(), 3);
    QTest::keyClick(find, Qt::Key_Escape); // nothing to clear any more
    QTRY_VERIFY(!m_window->findChild<ui::AttributeTable *>());
}

void AttributeTableTest::theTableLeavesTheMapsMiddleFree()
{
    m_window->resize(700, 560);
    const QString id = add();
    m_layerDesk->showTable(id);
    auto *window = m_window->findChild<ui::AttributeTable *>();
    QVERIFY(window && QTest::qWaitForWindowExposed(window));
    QCOMPARE(window->windowType(), Qt::Tool);
    QVERIFY(!window->frameGeometry().contains(m_window->geometry().center()));
    window->resize(333, 222);
    window->close();
    QTRY_VERIFY(!m_window->findChild<ui::AttributeTable *>());
    m_layerDesk->showTable(id);
    window = m_window->findChild<ui::AttributeTable *>();
    QVERIFY(window);
    QCOMPARE(window->size(), QSize(333, 222)); // remembered
}

void AttributeTableTest::tableClosesWithItsLayer()
{
    const QString id = add();
    m_layerDesk->showTable(id);
    QVERIFY(m_window->findChild<ui::AttributeTable *>());
    layers().remove(id);
    QTRY_VERIFY(!m_window->findChild<ui::AttributeTable *>());
}

QTEST_MAIN(AttributeTableTest)
#include "attributetabletest.moc"
