#include "ui/crsmenu.h"

#include "geo/crssearch.h"
#include "ui/crsdialog.h"
#include "ui/desk.h"
#include "ui/statusbar.h"
#include "ui/windowstate.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

using namespace marz;

/// Choosing the projection of the map: status bar, menu, search.
class CrsMenuTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void keepsPlaceAndScale_data();
    void keepsPlaceAndScale();
    void statusBarTellsTheProjection();
    void viewHistoryBringsTheProjectionBack();
    void isRememberedOverARestart();
    void searchFindsByCodeNameAndArea_data();
    void searchFindsByCodeNameAndArea();
    void dialogIsUsedByKeyboard();
    void dialogRefusesWhatStandsOnItsHead();

private:
    QAction *item(ui::CrsMenu &menu, const QString &part)
    {
        Q_EMIT menu.aboutToShow();
        for (QAction *action : menu.actions()) {
            if (action->text().contains(part))
                return action;
        }
        return nullptr;
    }
    const map::Viewport &view() const { return m_desk->workspace.view().viewport(); }
    std::unique_ptr<test::Desk> m_desk;
};

void CrsMenuTest::init()
{
    m_desk = std::make_unique<test::Desk>();
    m_desk->workspace.view().setViewport(
        map::Viewport::showing({69, 37, 72, 39}, geo::Crs::webMercator(), {800, 600}));
    m_desk->workspace.view().rest();
}

void CrsMenuTest::keepsPlaceAndScale_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("UTM") << QStringLiteral("UTM zone of the view (42N)") << QStringLiteral("EPSG:32642");
    QTest::newRow("equal area") << QStringLiteral("Equal area") << QStringLiteral("equal-area:70.5,38.01");
    QTest::newRow("conformal") << QStringLiteral("Conformal") << QStringLiteral("conformal:70.5,38.01");
}

void CrsMenuTest::keepsPlaceAndScale()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QVERIFY(m_desk->loadGeodata());
    const geo::LonLat centre = view().screenToLonLat({400, 300});
    const double scale = view().scaleDenominator();
    ui::CrsMenu menu(m_desk->workspace);
    QVERIFY(item(menu, QStringLiteral("Web Mercator"))->isChecked());
    item(menu, text)->trigger();
    QTRY_COMPARE(view().crs().code(), code);
    const geo::LonLat after = view().screenToLonLat({400, 300});
    QVERIFY(std::abs(after.lon - centre.lon) < 1e-9 && std::abs(after.lat - centre.lat) < 1e-9);
    QVERIFY(std::abs(view().scaleDenominator() / scale - 1) < 0.001);
    QVERIFY(item(menu, text)->isChecked());
    QVERIFY(!item(menu, QStringLiteral("Web Mercator"))->isChecked());
}

void CrsMenuTest::statusBarTellsTheProjection()
{
    ui::StatusBar bar(m_desk->workspace);
    auto *crs = bar.findChild<QToolButton *>(QStringLiteral("crs"));
    QCOMPARE(crs->text(), QStringLiteral("EPSG:3857"));
    QVERIFY(crs->menu());
    m_desk->workspace.setMapCrs(geo::Crs::fromEpsg(32642));
    QTRY_COMPARE(crs->text(), QStringLiteral("EPSG:32642"));
    QVERIFY(crs->toolTip().contains(QStringLiteral("UTM zone 42N")));
    // Beyond the zone the map still shows, and says so.
    m_desk->workspace.view().showPosition({74, 38}, 500);
    QVERIFY(crs->text().contains(QStringLiteral("outside its area")));
    m_desk->workspace.setMapCrs(geo::Crs::equalAreaAt({74, 38}));
    QTRY_COMPARE(crs->text(), QStringLiteral("Equal area"));
}

void CrsMenuTest::viewHistoryBringsTheProjectionBack()
{
    m_desk->workspace.setMapCrs(geo::Crs::fromEpsg(32642));
    QTRY_COMPARE(view().crs().epsg(), 32642);
    m_desk->workspace.view().stepBack();
    QCOMPARE(view().crs().epsg(), 3857);
    m_desk->workspace.view().stepForward();
    QCOMPARE(view().crs().epsg(), 32642);
}

void CrsMenuTest::isRememberedOverARestart()
{
    m_desk->workspace.setMapCrs(geo::Crs::conformalAt({70.5, 38}));
    QTRY_VERIFY(view().crs().epsg() == 0);
    const map::Viewport before = view();
    ui::saveSession(m_desk->workspace);
    session::Workspace next;
    ui::restoreView(next);
    QCOMPARE(next.view().viewport().crs().code(), before.crs().code());
    QVERIFY(std::abs(next.view().viewport().centre().x - before.centre().x) < 0.01);
    QCOMPARE(next.view().viewport().unitsPerPx(), before.unitsPerPx());
    QSettings().setValue(QStringLiteral("view/crs"), QStringLiteral("EPSG:999999"));
    session::Workspace other;
    ui::restoreView(other);
    QCOMPARE(other.view().viewport().crs().epsg(), 3857);
}

void CrsMenuTest::searchFindsByCodeNameAndArea_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("first");
    QTest::newRow("code") << QStringLiteral("32643") << 32643;
    QTest::newRow("code with its register") << QStringLiteral("epsg: 3857") << 3857;
    QTest::newRow("name, the zone of the place first") << QStringLiteral("wgs 84 / utm zone") << 32642;
    QTest::newRow("old Soviet zone") << QStringLiteral("pulkovo 1942 gauss-kruger CM 69E") << 2598;
    QTest::newRow("nonsense") << QStringLiteral("no such thing") << 0;
}

void CrsMenuTest::searchFindsByCodeNameAndArea()
{
    QFETCH(QString, text);
    QFETCH(int, first);
    const auto found = geo::searchCrs(text, {70.5, 38});
    QCOMPARE(found.empty() ? 0 : found.front().epsg, first);
}

void CrsMenuTest::dialogIsUsedByKeyboard()
{
    ui::CrsDialog dialog(view().crs(), {70.5, 38});
    dialog.show();
    auto *text = dialog.findChild<QLineEdit *>(QStringLiteral("crsText"));
    auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("crsList"));
    QCOMPARE(list->currentItem()->text(0), QStringLiteral("3857"));
    QTest::keyClicks(text, QStringLiteral("utm zone 42N"));
    QVERIFY(list->topLevelItemCount() > 1);
    const QString second = list->topLevelItem(1)->text(0);
    QTest::keyClick(text, Qt::Key_Down);
    QCOMPARE(list->currentItem()->text(0), second);
    QTest::keyClick(text, Qt::Key_Return);
    QVERIFY(dialog.chosen());
    QCOMPARE(QString::number(dialog.chosen()->epsg()), second);
}

void CrsMenuTest::dialogRefusesWhatStandsOnItsHead()
{
    ui::CrsDialog dialog(view().crs(), {70.5, 38});
    dialog.show();
    auto *text = dialog.findChild<QLineEdit *>(QStringLiteral("crsText"));
    text->setText(QStringLiteral("2053"));
    QTest::keyClick(text, Qt::Key_Return);
    QVERIFY(!dialog.chosen());
    QVERIFY(dialog.isVisible());
    text->setText(QStringLiteral("qqq"));
    QVERIFY(!dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
}

QTEST_MAIN(CrsMenuTest)
#include "crsmenutest.moc"
