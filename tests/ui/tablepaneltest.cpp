#include "ui/tablepanel.h"

#include "session/tablemodel.h"
#include "support/madeupstore.h"
#include "support/shots.h"
#include "support/tempstore.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace marz;
using session::IncidentTableModel;

class TablePanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void headerSorts();
    void sortingIsRemembered();
    void clickKeepsTheDatesInSight();
    void withdrawnIsStruckThrough();
    void selectionGoesBothWays();
    void selectionSurvivesTheFilter();
    void doubleClickOpens();
    void copiesRows();
    void possibleRowsAreItalic();
    void saysWhenNothingMatches();
    void exportIsAskedFor();

private:
    QTableView *table() const { return m_panel->findChild<QTableView *>(); }
    qint64 fid(const QString &title) const { return test::fidTitled(*m_workspace, title); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QPoint cellAt(int row) const
    {
        return table()->visualRect(table()->model()->index(row, IncidentTableModel::Title)).center();
    }
    int rowOf(const QString &title) const;

    test::TempFolder m_folder;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<ui::TablePanel> m_panel;
};

void TablePanelTest::initTestCase()
{
    test::useTestSettings(QStringLiteral("tablepanel"));
}

void TablePanelTest::init()
{
    QSettings().clear();
    m_workspace = std::make_unique<session::Workspace>();
    QVERIFY(test::openMadeUp(*m_workspace, m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number))));
    m_panel = std::make_unique<ui::TablePanel>(*m_workspace);
    m_panel->resize(1200, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TablePanelTest::cleanup()
{
    m_panel.reset();
    m_workspace.reset();
}

int TablePanelTest::rowOf(const QString &title) const
{
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
        if (cell(row, IncidentTableModel::Title) == title)
            return row;
    }
    return -1;
}

void TablePanelTest::headerSorts()
{
    QCOMPARE(cell(0, IncidentTableModel::Title), QStringLiteral("Shelling of a village")); // newest first
    QCOMPARE(cell(6, IncidentTableModel::Title), QStringLiteral("Drone seen"));            // undated last
    QHeaderView *header = table()->horizontalHeader();
    const int x = header->sectionViewportPosition(IncidentTableModel::Title) + 20;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
    const QString first = cell(0, IncidentTableModel::Title);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
    QVERIFY(cell(0, IncidentTableModel::Title) != first);
    QCOMPARE(cell(6, IncidentTableModel::Title), first);
}

void TablePanelTest::sortingIsRemembered()
{
    table()->sortByColumn(IncidentTableModel::Title, Qt::AscendingOrder);
    const QString first = cell(0, IncidentTableModel::Title);
    m_panel = std::make_unique<ui::TablePanel>(*m_workspace);
    QCOMPARE(table()->horizontalHeader()->sortIndicatorSection(), int(IncidentTableModel::Title));
    QCOMPARE(table()->horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
    QCOMPARE(cell(0, IncidentTableModel::Title), first);
}

void TablePanelTest::clickKeepsTheDatesInSight()
{
    m_panel->resize(400, 300);
    QCoreApplication::processEvents();
    QScrollBar *sideways = table()->horizontalScrollBar();
    QVERIFY(sideways->maximum() > 0);
    const QModelIndex wide = table()->model()->index(1, IncidentTableModel::Title);
    const QRect seen = table()->visualRect(wide).intersected(table()->viewport()->rect());
    QVERIFY(!seen.isEmpty() && seen.width() < table()->visualRect(wide).width());
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, seen.center());
    QCOMPARE(table()->currentIndex(), wide);
    QCOMPARE(sideways->value(), 0);
    QTest::keyClick(table(), Qt::Key_Right); // the keyboard still gets to the last columns
    QVERIFY(sideways->value() > 0);
}

void TablePanelTest::withdrawnIsStruckThrough()
{
    incident::Incident withdrawn = test::titled(QStringLiteral("Rumour"), QStringLiteral("protest"));
    withdrawn.workflow = incident::Workflow::Withdrawn;
    incident::ChangeSet set;
    set.changes.push_back(incident::PutIncident{withdrawn, {}, {}});
    m_workspace->store().apply(set);
    m_workspace->store().finish();
    const int row = rowOf(QStringLiteral("Rumour (withdrawn)")); // words: a font is not read aloud
    QVERIFY(row >= 0);
    const auto isStruck = [&](int at) {
        return table()
            ->model()
            ->index(at, IncidentTableModel::Title)
            .data(Qt::FontRole)
            .value<QFont>()
            .strikeOut();
    };
    QVERIFY(isStruck(row));
    QVERIFY(!isStruck(rowOf(test::taggedTitle)));
}

void TablePanelTest::selectionGoesBothWays()
{
    QSignalSpy changed(&m_workspace->selection(), &session::Selection::selectionChanged);
    const QString title = QStringLiteral("Siege of a post");
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cellAt(rowOf(title)));
    QCOMPARE(m_workspace->selection().selected().incidents, std::vector<qint64>{fid(title)});
    QCOMPARE(changed.count(), 1);
    m_workspace->selection().selectIncident(fid(QStringLiteral("Drone seen")));
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table()->selectionModel()->selectedRows().first().row(), rowOf(QStringLiteral("Drone seen")));
    QCOMPARE(changed.count(), 2);
}

void TablePanelTest::selectionSurvivesTheFilter()
{
    const QString title = QStringLiteral("Siege of a post");
    m_workspace->selection().selectIncident(fid(title));
    incident::Filter afghan;
    afghan.countries = {QStringLiteral("AFG")};
    m_workspace->filter().setFilter(afghan);
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table()->selectionModel()->selectedRows().first().row(), rowOf(title));
    afghan.countries = {QStringLiteral("TJK")};
    m_workspace->filter().setFilter(afghan);
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 0);
    QCOMPARE(m_workspace->selection().selected().incidents,
             std::vector<qint64>{fid(title)}); // still selected elsewhere
}

void TablePanelTest::doubleClickOpens()
{
    QSignalSpy opened(m_panel.get(), &ui::TablePanel::incidentOpened);
    const QPoint at = cellAt(rowOf(test::taggedTitle));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toLongLong(), fid(test::taggedTitle));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 2);
}

void TablePanelTest::copiesRows()
{
    m_workspace->selection().selectIncident(fid(QStringLiteral("Attack on gold mine workers")));
    QApplication::clipboard()->clear();
    m_panel->copyRows();
    QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(QStringLiteral("Date\tType\tTitle\tPlace")));
    QVERIFY(lines[1].startsWith(QStringLiteral("2024-11-17 to 2024-11-18\t")));
    QVERIFY2(lines[1].contains(QStringLiteral("\tZarbuz gorge\t")), qPrintable(lines[1]));
    m_workspace->selection().clear();
    QApplication::clipboard()->clear();
    m_panel->copyRows();
    QTRY_COMPARE(QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts).size(), 8);
}

void TablePanelTest::possibleRowsAreItalic()
{
    m_workspace->filter().setDays({QDate(2024, 11, 18), QDate(2024, 11, 30)});
    const QModelIndex index = table()->model()->index(0, IncidentTableModel::Title);
    QVERIFY(index.data(Qt::FontRole).value<QFont>().italic());
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("possibly in the filter")));
    test::shoot(*m_panel, QStringLiteral("table"));
}

void TablePanelTest::saysWhenNothingMatches()
{
    incident::Filter filter;
    filter.minKilled = 1000;
    m_workspace->filter().setFilter(filter);
    const auto *words = m_panel->findChild<QLabel *>(QStringLiteral("emptyWords"));
    QVERIFY(words->isVisible());
    QCOMPARE(words->text(), QStringLiteral("No incident matches the filter."));
    QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("clearFilter")), Qt::LeftButton);
    QVERIFY(m_workspace->filter().filter().isEmpty());
    QVERIFY(table()->isVisible());
}

void TablePanelTest::exportIsAskedFor()
{
    QSignalSpy asked(m_panel.get(), &ui::TablePanel::exportRequested);
    QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("export")), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

QTEST_MAIN(TablePanelTest)
#include "tablepaneltest.moc"
