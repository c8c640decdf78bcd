#include "geo/geodesic.h"
#include "support/shots.h"
#include "ui/bannerline.h"
#include "ui/mainactions.h"
#include "ui/mainwindow.h"
#include "ui/mapdesk.h"

#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

#include <functional>

using namespace marz;

/// Rings, the nearest border, going somewhere, bookmarks and copying, in the real window.
class MapToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void measuringNeedsNoStoreOfOnesOwn();
    void ringsAreAskedForAndRemembered();
    void ringsAreKeptAsAnnotations();
    void escapeClearsAndUndoBringsBack();
    void theNearestBorderIsShown();
    void marksOfTheSelectedIncident();
    void marksOutOfViewAreGoneTo();
    void beyondTheDataNoBorderIsTold();
    void goToReadsWhatIsTyped_data();
    void goToReadsWhatIsTyped();
    void goToTellsWhatIsWrong();
    void viewHistoryActionsFollow();
    void aViewIsBookmarkedAndGoneTo();
    void bookmarksAreRenamedRemovedAndBroughtBack();
    void copiesTheView();
    void copiesWhatIsSelected();
    void copiesWithoutAnyStore();
    void coordinatesAreCopiedFromTheMenu();
    void everyToolSaysItsKey();

private:
    session::Workspace &workspace() { return m_desk->workspace; }
    map::Viewport view() { return workspace().view().viewport(); }
    geo::LonLat centre() { return view().crs().toLonLat(view().centre()); }
    ui::MainActions &actions() { return *m_window->actionsOfWindow(); }
    /// Calls @p act with the dialog that opens while @p trigger runs.
    void answer(const char *name, const std::function<void(QDialog *)> &act,
                const std::function<void()> &trigger)
    {
        bool wasSeen = false;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog || dialog->objectName() != QLatin1String(name) || wasSeen)
                return;
            wasSeen = true;
            act(dialog);
        });
        timer.start(20);
        trigger();
        QVERIFY2(wasSeen, name);
    }
    QAction *menuAction(QPoint at, const char *name)
    {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_window->map()->mapToGlobal(at));
        QCoreApplication::sendEvent(m_window->map(), &event);
        const auto menus = m_window->map()->findChildren<QMenu *>(QStringLiteral("mapMenu"));
        return menus.isEmpty() ? nullptr : menus.back()->findChild<QAction *>(QLatin1String(name));
    }
    static void closeMenu()
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
    }
    static void accept(QDialog *dialog)
    {
        dialog->findChild<QDialogButtonBox *>()->buttons().front()->click();
    }
    void lookAt(geo::LonLat at, double unitsPerPx)
    {
        test::lookAt(workspace(), *m_window->map(), geo::Crs::webMercator(), at, unitsPerPx);
    }
    QPoint middle() { return m_window->map()->rect().center(); }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::MainWindow> m_window;
};

void MapToolsTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    m_window = std::make_unique<ui::MainWindow>(workspace());
    m_window->resize(1366, 768);
    m_window->start();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(workspace().store().summary().isOpen && workspace().geodata(), 60'000);
}

void MapToolsTest::cleanupTestCase()
{
    m_window.reset();
    m_desk.reset();
}

void MapToolsTest::init()
{
    m_window->map()->setTool(ui::MapTool::Pan);
    m_window->map()->clearTools();
    workspace().selection().clear();
    lookAt({70.0, 38.0}, 500);
    m_window->banner()->hide();
    m_window->statusBar()->clearMessage();
    m_window->activateWindow(); // the dialogs before took its place
    QTRY_VERIFY(m_window->isActiveWindow());
    m_window->map()->setFocus();
}

void MapToolsTest::measuringNeedsNoStoreOfOnesOwn()
{
    QVERIFY(workspace().store().summary().isReadOnly); // the sample
    QTest::keyClick(m_window.get(), Qt::Key_M);
    QCOMPARE(m_window->map()->tool(), ui::MapTool::Measure);
    QVERIFY(actions().tool(ui::MapTool::Measure)->isChecked());
    QVERIFY(!m_window->banner()->isVisible());
}

void MapToolsTest::ringsAreAskedForAndRemembered()
{
    QAction *rings = menuAction(middle(), "ringsHere");
    QVERIFY(rings);
    const QImage before = m_window->map()->grab().toImage();
    answer(
        "ringsDialog",
        [](QDialog *dialog) {
            auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("ringRadii"));
            QCOMPARE(edit->text(), QStringLiteral("5, 10, 25 km"));
            edit->setText(QStringLiteral("far"));
            auto *draw = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
            QVERIFY(!draw->isEnabled());
            QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("ringsProblem"))->isVisible());
            edit->setText(QStringLiteral("5, 15 km"));
            QVERIFY(draw->isEnabled());
            test::shoot(*dialog, QStringLiteral("rings-dialog"));
            draw->click();
        },
        [&] {
            rings->trigger();
            closeMenu();
        });
    const auto &content = workspace().marks().content();
    QCOMPARE(content.rings.size(), std::size_t(1));
    QCOMPARE(content.rings[0].radiiM, (std::vector<double>{5000, 15'000}));
    QVERIFY(geo::distanceM(content.rings[0].place.position, view().screenToLonLat(middle())) < 1);
    QVERIFY(before != m_window->map()->grab().toImage());
    auto *card = m_window->findChild<QWidget *>(QStringLiteral("toolCard"));
    QVERIFY(card->isVisible());
    QVERIFY(m_window->map()->rect().contains(card->geometry()));
    // Every word of it is seen.
    QTRY_VERIFY([card] {
        for (const QLabel *label : card->findChildren<QLabel *>()) {
            if (label->isVisible() && label->height() < label->heightForWidth(label->width()))
                return false;
        }
        return card->findChild<QToolButton *>(QStringLiteral("removeRings"))->isVisible();
    }());
    test::shoot(*m_window, QStringLiteral("rings"));

    QAction *again = menuAction(middle() + QPoint(100, 50), "ringsHere");
    answer(
        "ringsDialog",
        [](QDialog *dialog) {
            QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("ringRadii"))->text(),
                     QStringLiteral("5, 15 km"));
            accept(dialog);
        },
        [&] {
            again->trigger();
            closeMenu();
        });
    QCOMPARE(content.rings.size(), std::size_t(2));
    QTest::mouseClick(card->findChild<QToolButton *>(QStringLiteral("removeRings")), Qt::LeftButton);
    QTRY_COMPARE(content.rings.size(), std::size_t(1));
}

void MapToolsTest::ringsAreKeptAsAnnotations()
{
    workspace().marks().addRings({{{70, 38}, {}, 0}, {5000, 10'000}});
    auto *card = m_window->findChild<QWidget *>(QStringLiteral("toolCard"));
    // The sample cannot be written: that is said, and the rings stay.
    QTest::mouseClick(card->findChild<QToolButton *>(QStringLiteral("keepRings")), Qt::LeftButton);
    QVERIFY(m_window->banner()->isVisible());
    QCOMPARE(workspace().marks().content().rings.size(), std::size_t(1));

    workspace().store().open(session::sampleStore(m_desk->folder.path(QStringLiteral("own"))));
    QTRY_VERIFY_WITH_TIMEOUT(!workspace().store().summary().isSample, 30'000);
    const std::size_t before = workspace().store().annotations().size();
    QTest::mouseClick(card->findChild<QToolButton *>(QStringLiteral("keepRings")), Qt::LeftButton);
    m_desk->settle();
    QTRY_COMPARE(workspace().store().annotations().size(), before + 4);
    QTRY_VERIFY(workspace().marks().content().rings.empty()); // not drawn twice
    QVERIFY(actions().undo->text().contains(QStringLiteral("Keep range rings")));
    actions().undo->trigger();
    m_desk->settle();
    QTRY_COMPARE(workspace().store().annotations().size(), before);
}

void MapToolsTest::escapeClearsAndUndoBringsBack()
{
    workspace().marks().addRings({{{70, 38}, {}, 0}, {5000}});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->map()->isSharp(), 20'000);
    m_window->map()->repaint();
    QTest::keyClick(m_window->map(), Qt::Key_Escape);
    QVERIFY(workspace().marks().content().isEmpty());
    QVERIFY(m_window->banner()->isVisible());
    m_window->banner()->findChild<QPushButton *>()->click();
    QCOMPARE(workspace().marks().content().rings.size(), std::size_t(1));
    QVERIFY(actions().clearMarks->isEnabled());
    actions().clearMarks->trigger();
    QVERIFY(workspace().marks().content().isEmpty());
    QVERIFY(!actions().clearMarks->isEnabled());
}

void MapToolsTest::theNearestBorderIsShown()
{
    lookAt({71.55, 37.6}, 200);
    QAction *border = menuAction(middle(), "borderHere");
    QVERIFY(border);
    border->trigger();
    closeMenu();
    const auto &links = workspace().marks().content().links;
    QCOMPARE(links.size(), std::size_t(1));
    QCOMPARE(links[0].pair, QStringLiteral("AFG-TJK"));
    auto *card = m_window->findChild<QWidget *>(QStringLiteral("toolCard"));
    QApplication::clipboard()->clear();
    QTest::mouseClick(card->findChild<QToolButton *>(QStringLiteral("copyLink")), Qt::LeftButton);
    const QString text = QApplication::clipboard()->text();
    QVERIFY2(text.contains(QStringLiteral("AFG-TJK")) && text.contains(QStringLiteral(" km at ")),
             qPrintable(text));
    QVERIFY(!text.contains(QChar(0x202F)));
    test::shoot(*m_window, QStringLiteral("border"));
}

void MapToolsTest::marksOfTheSelectedIncident()
{
    QVERIFY(!actions().rangeRings->isEnabled());
    const auto &index = *workspace().store().index();
    for (index::Row row = 0; row < index.size(); ++row) {
        if (!index.isLocated(row) || index.placePrecision(row) != incident::PlacePrecision::District)
            continue;
        workspace().selection().selectIncident(index.fid(row));
        QVERIFY(actions().rangeRings->isEnabled());
        actions().nearestBorder->trigger();
        QCOMPARE(workspace().marks().content().links.size(), std::size_t(1));
        const session::MarkedPlace &place = workspace().marks().content().links[0].place;
        QCOMPARE(place.position, index.lonLat(row));
        QVERIFY(place.uncertaintyM > 0);
        // How far off the place may be is said beside the distance.
        bool isSaid = false;
        for (const QLabel *label :
             m_window->findChild<QWidget *>(QStringLiteral("toolCard"))->findChildren<QLabel *>())
            isSaid = isSaid || label->text().contains(QStringLiteral("known to within"));
        QVERIFY(isSaid);
        workspace().marks().addRings({{{70, 38}, {}, 0}, {5000}});
        workspace().store().open(session::sampleStore(m_desk->folder.path(QStringLiteral("other"))));
        QTRY_VERIFY(workspace().marks().content().links.empty()); // it was the former store's
        QCOMPARE(workspace().marks().content().rings.size(), std::size_t(1));
        return;
    }
    QFAIL("the sample has no incident known to a district");
}

void MapToolsTest::marksOutOfViewAreGoneTo()
{
    const auto &index = *workspace().store().index();
    index::Row row = 0;
    while (!index.isLocated(row))
        ++row;
    const geo::LonLat place = index.lonLat(row);
    const auto isSeen = [&] {
        return QRectF(m_window->map()->rect()).contains(view().lonLatToScreen(place));
    };
    lookAt(place, 500);
    workspace().selection().selectIncident(index.fid(row));
    const map::Viewport before = view();
    actions().nearestBorder->trigger();
    QCOMPARE(view(), before); // it is in view: nothing moves
    lookAt({place.lon + 6, place.lat + 4}, 500);
    QVERIFY(!isSeen());
    const double scale = view().unitsPerPx();
    actions().nearestBorder->trigger();
    QVERIFY(isSeen());
    QCOMPARE(view().unitsPerPx(), scale);
    QVERIFY2(m_window->statusBar()->currentMessage().contains(QStringLiteral("moved there")),
             qPrintable(m_window->statusBar()->currentMessage()));
    actions().viewBack->trigger();
    QVERIFY(!isSeen());
    answer("ringsDialog", &MapToolsTest::accept, [this] { actions().rangeRings->trigger(); });
    QVERIFY(isSeen());
}

void MapToolsTest::beyondTheDataNoBorderIsTold()
{
    lookAt({-100, 40}, 500);
    menuAction(middle(), "borderHere")->trigger();
    closeMenu();
    QVERIFY(workspace().marks().content().isEmpty());
    QVERIFY(m_window->banner()->message().contains(QStringLiteral("border")));
}

void MapToolsTest::goToReadsWhatIsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("takesOther");
    QTest::addColumn<geo::LonLat>("position");
    const geo::LonLat p{70.2, 37.98};
    QTest::newRow("decimal") << "37.98 N 70.20 E" << false << p;
    QTest::newRow("DMS") << QStringLiteral("37°58′48″N 70°12′00″E") << false << p;
    QTest::newRow("UTM") << "42N 605387 4204275" << false << p;
    QTest::newRow("MGRS") << "42S XH 05387 04275" << false << p;
    QTest::newRow("latitude first is assumed") << "37.98 70.20" << false << p;
    QTest::newRow("the other order is offered") << "70.20 37.98" << true << p;
}

void MapToolsTest::goToReadsWhatIsTyped()
{
    QFETCH(QString, text);
    QFETCH(bool, takesOther);
    QFETCH(geo::LonLat, position);
    answer(
        "goToDialog",
        [&](QDialog *dialog) {
            auto *go = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
            QVERIFY(!go->isEnabled());
            dialog->findChild<QLineEdit *>(QStringLiteral("goToCoordinates"))->insert(text); // as pasted
            QVERIFY(go->isEnabled());
            auto *other = dialog->findChild<QRadioButton *>(QStringLiteral("otherReading"));
            QCOMPARE(other->isVisible(), text == QLatin1String("37.98 70.20") || takesOther);
            if (takesOther)
                QTest::mouseClick(other, Qt::LeftButton);
            auto *scale = dialog->findChild<QComboBox *>(QStringLiteral("goToScale"));
            scale->setCurrentIndex(scale->findData(250'000));
            if (takesOther)
                test::shoot(*dialog, QStringLiteral("goto-dialog"));
            go->click();
        },
        [&] { QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier); });
    QVERIFY(geo::distanceM(centre(), position) < 2);
    QVERIFY(std::abs(view().scaleDenominator() - 250'000) < 1);
    QVERIFY(m_window->map()->isPointing());
}

void MapToolsTest::goToTellsWhatIsWrong()
{
    const geo::LonLat before = centre();
    answer(
        "goToDialog",
        [](QDialog *dialog) {
            auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("goToCoordinates"));
            edit->setText(QStringLiteral("95 N 70 E"));
            auto *problem = dialog->findChild<QLabel *>(QStringLiteral("goToProblem"));
            QVERIFY2(problem->text().contains(QStringLiteral("beyond 90")), qPrintable(problem->text()));
            QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
            edit->clear();
            QVERIFY(!problem->isVisible());
            dialog->reject();
        },
        [&] { actions().goTo->trigger(); });
    QVERIFY(geo::distanceM(centre(), before) < 1);
}

void MapToolsTest::viewHistoryActionsFollow()
{
    while (workspace().view().canStepBack())
        workspace().view().stepBack();
    QVERIFY(!actions().viewBack->isEnabled());
    QVERIFY(actions().viewForward->isEnabled());
    lookAt({60, 30}, 700);
    QVERIFY(actions().viewBack->isEnabled());
    QVERIFY(!actions().viewForward->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(geo::distanceM(centre(), {60, 30}) > 1000);
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(geo::distanceM(centre(), {60, 30}) < 1);
}

void MapToolsTest::aViewIsBookmarkedAndGoneTo()
{
    const QString name = QStringLiteral("Шоҳин & شاهین");
    lookAt({70.1, 37.9}, 300);
    const double scale = view().scaleDenominator();
    answer(
        "bookmarkNameDialog",
        [&](QDialog *dialog) {
            auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("bookmarkName"));
            QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->isEnabled());
            edit->setText(name);
            dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->click();
        },
        [&] { QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier); });
    QCOMPARE(workspace().bookmarks().all().size(), std::size_t(1));
    lookAt({60, 30}, 900);
    QMenu *menu = actions().bookmarks;
    Q_EMIT menu->aboutToShow();
    QAction *go = menu->actions().back();
    QCOMPARE(go->text(), QStringLiteral("Шоҳин && شاهین"));
    go->trigger();
    QVERIFY(geo::distanceM(centre(), {70.1, 37.9}) < 1);
    QVERIFY(std::abs(view().scaleDenominator() / scale - 1) < 1e-6);
    QVERIFY(workspace().view().canStepBack()); // a step like any other
    // One in another projection brings it along.
    session::Bookmark utm = workspace().bookmarks().all().front();
    utm.name = QStringLiteral("zone 42");
    utm.crs = QStringLiteral("EPSG:32642");
    workspace().bookmarks().put(utm);
    Q_EMIT menu->aboutToShow();
    for (QAction *each : menu->actions()) {
        if (each->text() == utm.name)
            each->trigger();
    }
    QTRY_COMPARE_WITH_TIMEOUT(view().crs().epsg(), 32642, 20'000);
    QVERIFY(geo::distanceM(centre(), {70.1, 37.9}) < 1);
    lookAt({60, 30}, 900);
    workspace().bookmarks().remove(utm.name);
    // The name is taken now.
    answer(
        "bookmarkNameDialog",
        [&](QDialog *dialog) {
            dialog->findChild<QLineEdit *>(QStringLiteral("bookmarkName"))->setText(name.toUpper());
            QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("bookmarkProblem"))->isVisible());
            QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->isEnabled());
            dialog->reject();
        },
        [&] { actions().addBookmark->trigger(); });
}

void MapToolsTest::bookmarksAreRenamedRemovedAndBroughtBack()
{
    session::Bookmarks &bookmarks = workspace().bookmarks();
    bookmarks.put(session::bookmarkOf(QStringLiteral("Zorkul"), view()));
    answer(
        "bookmarksDialog",
        [&](QDialog *dialog) {
            auto *list = dialog->findChild<QListWidget *>(QStringLiteral("bookmarkList"));
            auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("bookmarkNewName"));
            const auto press = [dialog](const char *button) {
                QTest::mouseClick(dialog->findChild<QPushButton *>(QLatin1String(button)), Qt::LeftButton);
            };
            const auto rowOf = [list](const QString &text) {
                const auto found = list->findItems(text, Qt::MatchExactly);
                return found.isEmpty() ? -1 : list->row(found.front());
            };
            list->setCurrentRow(rowOf(QStringLiteral("Zorkul")));
            name->setText(QStringLiteral("Lake"));
            QTest::keyClick(name, Qt::Key_Return);
            QVERIFY(dialog->isVisible()); // Enter renames, it does not close
            QVERIFY(rowOf(QStringLiteral("Lake")) >= 0 && rowOf(QStringLiteral("Zorkul")) < 0);
            QCOMPARE(list->currentItem()->text(), QStringLiteral("Lake"));
            test::shoot(*dialog, QStringLiteral("bookmarks-dialog"));
            press("removeBookmark");
            QVERIFY(rowOf(QStringLiteral("Lake")) < 0);
            press("undoRemoveBookmark");
            QVERIFY(rowOf(QStringLiteral("Lake")) >= 0);
            list->setCurrentRow(rowOf(QStringLiteral("Lake")));
            press("goToBookmark");
        },
        [&] {
            lookAt({60, 30}, 900);
            actions().manageBookmarks->trigger();
        });
    QVERIFY(geo::distanceM(centre(), {70, 38}) < 1);
    m_desk->settle();
}

void MapToolsTest::copiesTheView()
{
    QApplication::clipboard()->clear();
    QTest::keyClick(m_window->map(), Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::clipboard()->image().isNull(), 30'000);
    const QImage picture = QApplication::clipboard()->image();
    // The map in its own size, and the lines that every picture carries around it.
    const QSize seen = view().deviceSize();
    QVERIFY(picture.width() > seen.width() && picture.width() < seen.width() + 150);
    QVERIFY(picture.height() > seen.height() && picture.height() < seen.height() + 500);
    QVERIFY(m_window->statusBar()->currentMessage().contains(QString::number(picture.width())));
    if (const QString folder = qEnvironmentVariable("MARZ_SHOTS"); !folder.isEmpty())
        picture.save(folder + QStringLiteral("/view-copy.png"));
}

void MapToolsTest::copiesWhatIsSelected()
{
    workspace().selection().selectIncident(workspace().store().index()->fid(0));
    QApplication::clipboard()->clear();
    QTest::keyClick(m_window->map(), Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::clipboard()->text().contains(QStringLiteral("Reported")));
}

void MapToolsTest::copiesWithoutAnyStore()
{
    session::Workspace bare;
    ui::MainWindow window(bare);
    window.resize(1200, 700);
    window.show();
    QVERIFY(!bare.store().summary().isOpen);
    QApplication::clipboard()->clear();
    window.actionsOfWindow()->copySlide->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::clipboard()->image().size(), QSize(1920, 1080), 30'000);
    window.actionsOfWindow()->copyView->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::clipboard()->image().size() != QSize(1920, 1080) &&
                                 !QApplication::clipboard()->image().isNull(),
                             30'000);
}

void MapToolsTest::coordinatesAreCopiedFromTheMenu()
{
    (void)menuAction(middle(), "ringsHere");
    const auto menus = m_window->map()->findChildren<QMenu *>(QStringLiteral("mapMenu"));
    QApplication::clipboard()->clear();
    for (QAction *each : menus.back()->actions()) {
        if (each->text().startsWith(QStringLiteral("Copy 42S")))
            each->trigger();
    }
    closeMenu();
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("42S ")));
    QVERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("42S ")));
}

void MapToolsTest::everyToolSaysItsKey()
{
    QVERIFY(actions().tool(ui::MapTool::Measure)->toolTip().contains(QStringLiteral("(M)")));
    QVERIFY(actions().goTo->toolTip().contains(QStringLiteral("Ctrl+G")));
    auto *card = m_window->findChild<QWidget *>(QStringLiteral("toolCard"));
    workspace().marks().addRings({{{70, 38}, {}, 0}, {5000}});
    workspace().measuring().add({70, 38});
    for (const QToolButton *button : card->findChildren<QToolButton *>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(!button->toolTip().isEmpty());
    }
}

QTEST_MAIN(MapToolsTest)
#include "maptoolstest.moc"
