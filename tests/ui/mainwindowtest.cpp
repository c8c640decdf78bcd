#include "ui/mainwindow.h"
#include "ui/bannerline.h"
#include "ui/checklist.h"
#include "ui/desk.h"
#include "ui/entryform.h"
#include "ui/mainactions.h"
#include "ui/windowstate.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

#include <sqlite3.h>

using namespace marz;

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void firstStartShowsTheSample();
    void sampleCannotBeWritten();
    void workspacesFitASmallScreen_data();
    void workspacesFitASmallScreen();
    void timelineAndTableAreVisibleTogether();
    void coordinatesCycleThroughTheirForms();
    void newIncidentOpensTheForm();
    void undoTellsWhat();
    void aNewIncidentIsPointedAtAndSaved();
    void theRingGoesWithTheForm();
    void aCancelledIncidentLeavesTheSelection_data();
    void aCancelledIncidentLeavesTheSelection();
    void anEmptyStoreStartsWithoutAFilter();
    void anUntouchedFormGivesWayToWhatIsClicked();
    void missingStoreIsToldAndTheSampleShown();
    void stateIsRestored();
    void howManyChineseWereKilledInTajikistanSince2024();
    void aLockedStoreIsSaidAndTheEntryKept();
    void aStoreThatMayNotBeWrittenIsSaid();

private:
    std::unique_ptr<ui::MainWindow> open(test::Desk &desk, const QString &path);
    void cancelForm();
    QDockWidget *dock(ui::MainWindow &window, const char *name)
    {
        return window.findChild<QDockWidget *>(QLatin1String(name));
    }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::MainWindow> m_window;
    QString m_store;
};

std::unique_ptr<ui::MainWindow> MainWindowTest::open(test::Desk &desk, const QString &path)
{
    auto window = std::make_unique<ui::MainWindow>(desk.workspace);
    window->resize(1366, 768); // the smallest screen that the window is made for
    window->start(path);
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()) ||
        !QTest::qWaitFor([&] { return desk.workspace.store().summary().isOpen && desk.workspace.geodata(); },
                         60'000))
        return nullptr;
    return window;
}

void MainWindowTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    m_window = open(*m_desk, {});
    QVERIFY(m_window);
}

void MainWindowTest::cleanupTestCase()
{
    m_window.reset();
    m_desk.reset();
}

void MainWindowTest::firstStartShowsTheSample()
{
    QVERIFY(m_desk->workspace.store().summary().isSample);
    QVERIFY(m_desk->workspace.store().summary().isReadOnly);
    QVERIFY(m_window->windowTitle().contains(QStringLiteral("[read-only sample]")));
    auto *card = m_window->findChild<QWidget *>(QStringLiteral("startCard"));
    QVERIFY(card && card->isVisible());
    m_window->resize(1400, 900); // the offscreen screen is smaller
    QCoreApplication::processEvents();
    QVERIFY(!card->isWindow());
    const auto isInside = [&] { return m_window->map()->rect().contains(card->geometry()); };
    QTRY_VERIFY2(isInside(), qPrintable(QStringLiteral("card %1x%2 at %3,%4 in %5x%6")
                                            .arg(card->width())
                                            .arg(card->height())
                                            .arg(card->x())
                                            .arg(card->y())
                                            .arg(m_window->map()->width())
                                            .arg(m_window->map()->height())));
    const map::Viewport &view = m_desk->workspace.view().viewport();
    QVERIFY(view.geoBox().contains({68.8, 37.8})); // Khatlon
    QVERIFY(view.geoBox().contains({71.5, 37.5})); // the Panj at Khorog
}

void MainWindowTest::sampleCannotBeWritten()
{
    m_window->actionsOfWindow()->newIncident->trigger();
    QVERIFY(m_window->banner()->isVisible());
    QVERIFY(m_window->banner()->message().contains(QStringLiteral("read-only")));
    QVERIFY(!m_window->entryForm()->isVisible());
    m_window->actionsOfWindow()->tool(ui::MapTool::Text)->trigger();
    QCOMPARE(m_window->map()->tool(), ui::MapTool::Pan);
    QVERIFY(m_window->actionsOfWindow()->tool(ui::MapTool::Pan)->isChecked());
    m_window->banner()->hide();
}

void MainWindowTest::workspacesFitASmallScreen_data()
{
    QTest::addColumn<int>("layout");
    QTest::newRow("explore") << 0;
    QTest::newRow("enter") << 1;
    QTest::newRow("brief") << 2;
    QTest::newRow("review") << 3;
}

void MainWindowTest::workspacesFitASmallScreen()
{
    QFETCH(int, layout);
    m_window->resize(1366, 768);
    m_window->actionsOfWindow()->workspaces[static_cast<std::size_t>(layout)]->trigger();
    QCoreApplication::processEvents();
    QVERIFY2(m_window->width() <= 1366 && m_window->height() <= 768,
             qPrintable(QStringLiteral("%1x%2").arg(m_window->width()).arg(m_window->height())));
    QVERIFY2(
        m_window->map()->width() >= 400 && m_window->map()->height() >= 300,
        qPrintable(QStringLiteral("map %1x%2").arg(m_window->map()->width()).arg(m_window->map()->height())));
}

void MainWindowTest::timelineAndTableAreVisibleTogether()
{
    m_window->actionsOfWindow()->workspaces[0]->trigger();
    QVERIFY(dock(*m_window, "timelineDock")->isVisible());
    QVERIFY(dock(*m_window, "tableDock")->isVisible());
    QVERIFY(!dock(*m_window, "timelineDock")->visibleRegion().isEmpty());
    QVERIFY(!dock(*m_window, "tableDock")->visibleRegion().isEmpty());
}

void MainWindowTest::coordinatesCycleThroughTheirForms()
{
    auto *position = m_window->findChild<QToolButton *>(QStringLiteral("position"));
    QVERIFY(position);
    QSet<QString> forms;
    for (int i = 0; i < 4; ++i) {
        forms << position->text();
        QTest::mouseClick(position, Qt::LeftButton);
    }
    QCOMPARE(forms.size(), 4);
    auto *scale = m_window->findChild<QToolButton *>(QStringLiteral("scale"));
    QVERIFY(scale->text().startsWith(QStringLiteral("1:")));
}

void MainWindowTest::newIncidentOpensTheForm()
{
    m_store = session::sampleStore(m_desk->folder.path(QStringLiteral("own")));
    m_desk->workspace.store().open(m_store);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->workspace.store().summary().isSample, 30'000);
    QVERIFY(m_window->windowTitle().contains(QStringLiteral(".gpkg")));
    QVERIFY(!m_window->findChild<QWidget *>(QStringLiteral("startCard"))->isVisible());
    m_window->resize(1366, 768);
    m_window->actionsOfWindow()->workspaces[0]->trigger();
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY(m_window->entryForm()->isVisible());
    QCOMPARE(m_window->workspaces()->current(), ui::Layout::Enter);
    auto *search = m_window->entryForm()->findChild<QLineEdit *>(QStringLiteral("placeSearch"));
    const auto isSeen = [](const QWidget *widget) {
        return widget->visibleRegion().boundingRect().height() == widget->height();
    };
    QTRY_VERIFY(isSeen(search));
    QTest::keyClicks(search, QStringLiteral("Khorog"));
    auto *found = m_window->entryForm()->findChild<QListWidget *>(QStringLiteral("placeSuggestions"));
    QVERIFY(found->count() > 0);
    QTRY_VERIFY(isSeen(found) && isSeen(search));
    m_window->entryForm()->cancel();
    QCOMPARE(m_window->workspaces()->current(), ui::Layout::Explore);
}

void MainWindowTest::undoTellsWhat()
{
    m_desk->workspace.store().apply(session::deleteIncidents({m_desk->workspace.store().index()->fid(0)},
                                                             QStringLiteral("AB"), QStringLiteral("test")));
    m_desk->settle();
    QTRY_VERIFY(m_window->actionsOfWindow()->undo->isEnabled());
    const QString label = m_desk->workspace.store().undoStack().undoText();
    QVERIFY(!label.isEmpty());
    QVERIFY(m_window->actionsOfWindow()->undo->text().contains(label));
    QVERIFY(m_window->actionsOfWindow()->undo->toolTip().contains(QStringLiteral("Ctrl+Z")));
    m_window->actionsOfWindow()->undo->trigger();
    m_desk->settle();
    QVERIFY(!m_window->actionsOfWindow()->undo->isEnabled());
}

void MainWindowTest::aNewIncidentIsPointedAtAndSaved()
{
    ui::EntryForm *form = m_window->entryForm();
    m_window->banner()->hide();
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY(form->isVisible());
    auto *pick = form->findChild<QPushButton *>(QStringLiteral("pickPlace"));
    pick->setFocus();
    QTest::mouseClick(pick, Qt::LeftButton);
    QVERIFY(!m_window->statusBar()->currentMessage().isEmpty());
    QTest::mouseClick(m_window->map(), Qt::LeftButton, {}, m_window->map()->rect().center());
    QTRY_VERIFY(form->incident().where.point);
    QCOMPARE(m_window->map()->tool(), ui::MapTool::Pan);
    QVERIFY(m_window->statusBar()->currentMessage().isEmpty());
    m_window->map()->setFocus();
    for (const QLabel *label : form->findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(QStringLiteral("next click")), qPrintable(label->text()));

    QTest::keyClicks(form->findChild<QLineEdit *>(QStringLiteral("title")), QStringLiteral("Pointed at"));
    auto *type = form->findChild<QComboBox *>(QStringLiteral("eventType"));
    type->setCurrentIndex(type->findData(QStringLiteral("other")));
    Q_EMIT type->activated(type->currentIndex());
    auto *save = form->findChild<QPushButton *>(QStringLiteral("saveIncident"));
    QTRY_VERIFY(save->isEnabled());
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_VERIFY(m_window->banner()->isVisible());
    QVERIFY2(m_window->banner()->message().startsWith(QStringLiteral("MZ-")) &&
                 m_window->banner()->message().endsWith(QStringLiteral("saved.")),
             qPrintable(m_window->banner()->message()));
    QCOMPARE(m_window->workspaces()->current(), ui::Layout::Explore);
    QVERIFY(!m_window->map()->isPointing()); // the ring was for the form
    m_desk->workspace.store().undoStack().undo();
    m_desk->settle();
    QTRY_VERIFY(!m_window->banner()->isVisible()); // it is not saved any more
}

/// Cancel, and "Discard" when it asks.
void MainWindowTest::cancelForm()
{
    QTimer answer;
    connect(&answer, &QTimer::timeout, [] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        for (QAbstractButton *button : box ? box->buttons() : QList<QAbstractButton *>()) {
            if (button->text() == QLatin1String("Discard"))
                button->click();
        }
    });
    answer.start(50);
    QTest::mouseClick(m_window->entryForm()->findChild<QPushButton *>(QStringLiteral("cancelIncident")),
                      Qt::LeftButton);
}

void MainWindowTest::theRingGoesWithTheForm()
{
    ui::EntryForm *form = m_window->entryForm();
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY(form->isVisible());
    QTest::mouseClick(form->findChild<QPushButton *>(QStringLiteral("pickPlace")), Qt::LeftButton);
    QTest::mouseClick(m_window->map(), Qt::LeftButton, {}, m_window->map()->rect().center());
    QTRY_VERIFY(m_window->map()->isPointing());
    cancelForm();
    QTRY_VERIFY(!m_window->map()->isPointing());
}

void MainWindowTest::aCancelledIncidentLeavesTheSelection_data()
{
    QTest::addColumn<bool>("isEscaped");
    QTest::newRow("cancelled") << false;
    QTest::newRow("after Esc on the map") << true;
}

void MainWindowTest::aCancelledIncidentLeavesTheSelection()
{
    QFETCH(bool, isEscaped);
    session::Selection &selection = m_desk->workspace.selection();
    const qint64 fid = m_desk->workspace.store().index()->fid(3);
    selection.selectIncident(fid);
    m_window->actionsOfWindow()->newIncident->trigger();
    QTRY_VERIFY(m_window->entryForm()->isVisible());
    if (isEscaped) {
        QTRY_VERIFY(m_window->map()->isSharp());
        m_window->map()->setFocus();
        QTest::keyClick(m_window->map(), Qt::Key_Escape);
    }
    QCOMPARE(selection.selected().isEmpty(), isEscaped);
    cancelForm();
    QTRY_COMPARE(selection.selected().incidents, std::vector<qint64>{fid});
    QCOMPARE(m_window->workspaces()->current(), ui::Layout::Explore);
    selection.clear();
}

void MainWindowTest::anEmptyStoreStartsWithoutAFilter()
{
    const QTemporaryDir folder;
    test::Desk desk;
    auto window = open(desk, m_store);
    incident::Filter filter;
    filter.days = {QDate(2020, 4, 1), QDate(2022, 12, 31)};
    desk.workspace.filter().setFilter(filter);
    session::NewStoreChoice choice;
    choice.path = folder.filePath(QStringLiteral("mine.gpkg"));
    choice.author = QStringLiteral("AB");
    desk.workspace.store().create(choice);
    QTRY_COMPARE(desk.workspace.store().summary().path, choice.path);
    QVERIFY(desk.workspace.filter().filter() == incident::Filter{});
}

void MainWindowTest::anUntouchedFormGivesWayToWhatIsClicked()
{
    m_window->actionsOfWindow()->workspaces[0]->trigger();
    m_desk->workspace.selection().clear();
    dock(*m_window, "entryDock")->show();
    dock(*m_window, "entryDock")->raise();
    QTRY_VERIFY(dock(*m_window, "inspectorDock")->visibleRegion().isEmpty());
    m_window->map()->setFocus();
    m_desk->workspace.selection().selectIncident(m_desk->workspace.store().index()->fid(0));
    QTRY_VERIFY(!dock(*m_window, "inspectorDock")->visibleRegion().isEmpty());
    dock(*m_window, "entryDock")->hide();
}

void MainWindowTest::missingStoreIsToldAndTheSampleShown()
{
    test::Desk desk;
    auto window = open(desk, desk.folder.path(QStringLiteral("none.gpkg")));
    QVERIFY(window);
    QVERIFY(window->banner()->isVisible());
    QVERIFY(!window->banner()->message().isEmpty());
    QVERIFY(desk.workspace.store().summary().isSample);
}

void MainWindowTest::stateIsRestored()
{
    test::Desk desk;
    const QString store = session::sampleStore(desk.folder.path(QStringLiteral("own")));
    {
        auto window = open(desk, store);
        QVERIFY(window);
        window->resize(1200, 700);
        window->actionsOfWindow()->workspaces[3]->trigger();
        const geo::Crs crs = geo::Crs::webMercator();
        desk.workspace.view().setViewport(
            map::Viewport(crs, crs.toMap(geo::LonLat{71.5, 37.5}), 321, window->map()->size()));
        desk.workspace.layers().setVisible(2, false);
        incident::Filter filter;
        filter.days = {QDate(2024, 1, 1), QDate(2024, 12, 31)};
        filter.text = QStringLiteral("gold 'mine'");
        filter.regions = {{QStringLiteral("TJ-KT"), {}, QStringLiteral("TJK"), QStringLiteral("Khatlon")}};
        desk.workspace.filter().setFilter(filter);
        QVERIFY(window->close());
    }
    session::Workspace workspace;
    ui::MainWindow window(workspace);
    window.start();
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.store().summary().isOpen && workspace.geodata(), 60'000);
    QCOMPARE(workspace.store().summary().path, store);
    QCOMPARE(window.size(), QSize(1200, 700));
    QCOMPARE(window.workspaces()->current(), ui::Layout::Review);
    const map::Viewport &view = workspace.view().viewport();
    QVERIFY(std::abs(view.unitsPerPx() - 321) < 1e-6);
    QVERIFY(std::abs(view.crs().toLonLat(view.centre()).lon - 71.5) < 1e-6);
    QVERIFY(!workspace.layers().layers()[2].isVisible);
    const incident::Filter &filter = workspace.filter().filter();
    QCOMPARE(filter.days.first, QDate(2024, 1, 1));
    QCOMPARE(filter.text, QStringLiteral("gold 'mine'"));
    QCOMPARE(filter.regions.size(), std::size_t(1));
    QCOMPARE(filter.regions.front().admin1Code, QStringLiteral("TJ-KT"));
}

/// The question that the head of the desk asks: people, country, period, one click each; the answer is a
/// number, and the list behind it.
void MainWindowTest::howManyChineseWereKilledInTajikistanSince2024()
{
    session::FilterState &state = m_desk->workspace.filter();
    state.clear();
    m_window->actionsOfWindow()->workspaces[0]->trigger();
    auto *known = m_window->findChild<QWidget *>(QStringLiteral("knownPeople"));
    QToolButton *killed = nullptr;
    QTRY_VERIFY(!known->findChildren<QToolButton *>().isEmpty());
    for (QToolButton *button : known->findChildren<QToolButton *>()) {
        if (button->text().startsWith(QStringLiteral("CHN, killed")))
            killed = button;
    }
    QVERIFY(killed);
    QTest::mouseClick(killed, Qt::LeftButton);

    auto *countries = m_window->findChild<ui::CheckList *>(QStringLiteral("countries"));
    QCheckBox *tajikistan = nullptr;
    for (QCheckBox *box : countries->findChildren<QCheckBox *>()) {
        if (box->text().startsWith(QStringLiteral("Tajikistan")))
            tajikistan = box;
    }
    QVERIFY(tajikistan);
    tajikistan->click();

    QMenu *period = m_window->findChild<QToolButton *>(QStringLiteral("presets"))->menu();
    auto *since = period->findChild<QMenu *>();
    QVERIFY(since);
    Q_EMIT since->aboutToShow();
    for (QAction *year : since->actions()) {
        if (year->text() == QLatin1String("2024"))
            year->trigger();
    }
    QCOMPARE(state.filter().days.first, QDate(2024, 1, 1));
    QTRY_COMPARE(m_desk->workspace.filtered().filtered().total, std::size_t(3));
    auto *total = m_window->findChild<QLabel *>(QStringLiteral("peopleTotal"));
    QTRY_VERIFY2(total->text().startsWith(QStringLiteral("CHN, killed: 6 in 3 incidents")),
                 qPrintable(total->text()));
    auto *table = m_window->findChild<QAbstractItemView *>(QStringLiteral("incidents"));
    QVERIFY(table);
    QTRY_COMPARE(table->model()->rowCount(), 3);
    state.clear();
}

void MainWindowTest::aLockedStoreIsSaidAndTheEntryKept()
{
    session::OpenStore &store = m_desk->workspace.store();
    sqlite3 *other = nullptr;
    QCOMPARE(sqlite3_open(store.summary().path.toUtf8().constData(), &other), SQLITE_OK);
    const auto closing = qScopeGuard([&] { sqlite3_close(other); });
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    m_window->banner()->hide();
    const std::size_t before = store.index()->size();
    incident::Incident report;
    report.title = QStringLiteral("Written while another program holds the store");
    report.eventType = QStringLiteral("other");
    m_window->entryForm()->startFrom(report);
    m_window->entryForm()->save();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->banner()->isVisible(), 20'000);
    QVERIFY2(m_window->banner()->message().contains(QStringLiteral("another program"), Qt::CaseInsensitive),
             qPrintable(m_window->banner()->message()));
    QCOMPARE(m_window->entryForm()->incident().title, report.title);
    QVERIFY(m_window->entryForm()->isEnabled());

    QCOMPARE(sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    m_window->entryForm()->save();
    QTRY_COMPARE_WITH_TIMEOUT(store.index()->size(), before + 1, 20'000);
    QTRY_VERIFY(m_window->banner()->message().endsWith(QStringLiteral("saved.")));
    store.undoStack().undo();
    m_desk->settle();
}

void MainWindowTest::aStoreThatMayNotBeWrittenIsSaid()
{
    const QString path = session::sampleStore(m_desk->folder.path(QStringLiteral("newer")));
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    QCOMPARE(sqlite3_exec(db, "UPDATE marz_meta SET content = '99' WHERE name = 'schema_version'", nullptr,
                          nullptr, nullptr),
             SQLITE_OK);
    sqlite3_close(db);
    const QString open = m_desk->workspace.store().summary().path;
    m_window->banner()->hide();
    m_desk->workspace.store().open(path);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->banner()->isVisible(), 20'000);
    QVERIFY2(m_window->banner()->message().contains(QStringLiteral("newer"), Qt::CaseInsensitive),
             qPrintable(m_window->banner()->message()));
    // What was open before stays open, or what is open now may not be written: never a silent write into the
    // newer file.
    const session::StoreSummary &summary = m_desk->workspace.store().summary();
    QVERIFY(summary.path == open || summary.isReadOnly);
}

QTEST_MAIN(MainWindowTest)
#include "mainwindowtest.moc"
