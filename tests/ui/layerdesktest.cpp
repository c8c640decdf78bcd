#include "ui/layerdesk.h"

#include "ui/layercase.h"
#include "ui/layercrsdialog.h"
#include "ui/window.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTimer>
#include <QToolButton>

using namespace marz;
using session::LayerState;

/// A user's own layers from the first click to the last, on the real widgets.
class LayerDeskTest : public test::LayerCase
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void rowShowsALayerAndItsTrouble();
    void theNoticeSpeaksOfTheSelectedLayer();
    void severalBadFilesAreToldTogether();
    void legendSwitchesAClass();
    void menuAndKeysDoTheSame();
    void renameByKey();
    void removedIsPutBackFromTheBanner();
    void severalRemovedComeBackOneAfterTheOther();
    void whatWasSkippedIsTold();
    void theSameFileIsShownNotAddedAgain();
    void fileOfSeveralAsks();
    void storeIsOpenedAndGeoPackageIsNot();
    void crsIsAskedForOnce();
    void crsRefusedLeavesTheReason();
    void changedFileOffersReload();
    void filesAreDroppedOnThePanel();
    void commandLineFiles();

private:
    bool writePackage(const QString &name);
};

void LayerDeskTest::rowShowsALayerAndItsTrouble()
{
    const QString id = add();
    QCOMPARE(list()->item(2)->text(), QStringLiteral("squares"));
    QVERIFY(!list()->item(2)->icon().isNull());
    QVERIFY(!find<QFrame>("layerNotice")->isVisible());
    QVERIFY(QFile::remove(path(QStringLiteral("squares.geojson"))));
    layers().reload(id);
    layers().finish();
    QCOMPARE(layers().layer(id)->state, LayerState::Missing);
    QVERIFY(list()->item(2)->toolTip().contains(QStringLiteral("not there")));
    QCOMPARE(list()->item(2)->foreground().color(),
             m_panel->palette().color(QPalette::Disabled, QPalette::Text));
    QVERIFY(find<QToolButton>("locateLayer")->isVisible());
    QVERIFY(test::writeSquares(path(QStringLiteral("squares.geojson")), test::threeSquares()));
    QTest::mouseClick(find<QToolButton>("reloadLayer"), Qt::LeftButton);
    layers().finish();
    QCOMPARE(layers().layer(id)->state, LayerState::Ready);
    QVERIFY(!find<QFrame>("layerNotice")->isVisible());
}

void LayerDeskTest::theNoticeSpeaksOfTheSelectedLayer()
{
    const QString below = layers().add(session::LayerSource{path(QStringLiteral("below.shp")), {}, {}, {}});
    const QString gone = layers().add(session::LayerSource{path(QStringLiteral("gone.shp")), {}, {}, {}});
    layers().finish();
    const auto words = [this] { return find<QFrame>("layerNotice")->findChild<QLabel *>()->text(); };
    list()->setCurrentRow(0); // incidents: fine, but others are not
    QCOMPARE(words(), QStringLiteral("2 layers are not shown."));
    QVERIFY(!find<QToolButton>("locateLayer")->isVisible());
    QCOMPARE(find<QToolButton>("showTroubled")->text(), QStringLiteral("Go to the first"));
    QTest::mouseClick(find<QToolButton>("showTroubled"), Qt::LeftButton);
    QCOMPARE(list()->currentRow(), 2);
    QVERIFY2(words().startsWith(QStringLiteral("gone: ")), qPrintable(words()));
    QVERIFY(find<QToolButton>("locateLayer")->isVisible());
    QVERIFY(!find<QToolButton>("showTroubled")->isVisible());
    list()->setCurrentRow(3);
    QVERIFY2(words().startsWith(QStringLiteral("below: ")), qPrintable(words()));
    layers().remove(below);
    list()->setCurrentRow(1);
    QCOMPARE(words(), QStringLiteral("gone is not shown."));
    list()->setCurrentRow(2);
    QSignalSpy asked(m_panel, &ui::LayersPanel::locateRequested);
    // The file dialog would wait for us: only what is asked for is looked at.
    disconnect(m_panel, &ui::LayersPanel::locateRequested, m_layerDesk, nullptr);
    QTest::mouseClick(find<QToolButton>("locateLayer"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toString(), gone);
}

void LayerDeskTest::severalBadFilesAreToldTogether()
{
    QStringList bad;
    for (const char *name : {"a.geojson", "b.geojson", "c.kml"}) {
        bad << path(QLatin1String(name));
        QVERIFY(test::writeFile(bad.back(), "no layer at all"));
    }
    test::writeSquares(path(QStringLiteral("good.geojson")), test::threeSquares());
    m_layerDesk->addFiles({bad[0], bad[1], path(QStringLiteral("good.geojson")), bad[2]});
    QTRY_COMPARE(layers().ids().size(), 4); // the KML file is looked into before
    layers().finish();
    QCOMPARE(m_banner->message(), QStringLiteral("3 files could not be shown."));
    list()->setCurrentRow(0);
    QSignalSpy asked(m_layerDesk, &ui::LayerDesk::panelRequested);
    QTest::mouseClick(m_banner->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QVERIFY(find<QFrame>("layerNotice")->isVisible());
    QVERIFY(list()->currentRow() >= 2);
    m_layerDesk->addFiles({path(QStringLiteral("d.geojson"))}); // later, and alone: told by its reason
    layers().finish();
    QVERIFY2(m_banner->message().contains(QStringLiteral("d.geojson")), qPrintable(m_banner->message()));
}

void LayerDeskTest::legendSwitchesAClass()
{
    const QString id = add();
    QVERIFY(!find<QListWidget>("layerLegend")->isVisible()); // one class is in the row
    map::LayerStyle style = *layers().layer(id)->style;
    style.kind = map::StyleKind::Categories;
    style.field = QStringLiteral("kind");
    style.classes.resize(2, style.classes[0]);
    style.classes[0].value = style.classes[0].label = QStringLiteral("town");
    layers().setStyle(id, style);
    layers().finish();
    auto *legend = find<QListWidget>("layerLegend");
    QVERIFY(legend->isVisible());
    QCOMPARE(legend->count(), 2);
    QCOMPARE(legend->item(0)->text(), QStringLiteral("town"));
    layers().rename(id, QStringLiteral("Towns & villages")); // is no key
    QCOMPARE(find<QToolButton>("legendHead")->text(), QStringLiteral("Towns && villages by kind"));
    const QRect row = legend->visualItemRect(legend->item(0));
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 11, row.center().y()));
    QVERIFY(!layers().layer(id)->style->classes[0].isVisible);
    QVERIFY(!shown(id).style->classes[0].isVisible);
}

void LayerDeskTest::menuAndKeysDoTheSame()
{
    const QString id = add();
    list()->setFocus();
    list()->setCurrentRow(2);
    QStringList words;
    QTimer::singleShot(0, this, [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        for (QAction *each : menu->actions())
            words << each->text().section(u'\t', 0, 0).remove(u'&');
        menu->close();
    });
    QContextMenuEvent event(QContextMenuEvent::Keyboard, list()->visualItemRect(list()->item(2)).center(),
                            list()->viewport()->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(list()->viewport(), &event);
    for (const char *word : {"Zoom to the layer", "Attribute table", "Properties and style...", "Rename",
                             "Reload", "Locate file...", "Remove"})
        QVERIFY2(words.contains(QLatin1String(word)), word);
    QTest::keyClick(list(), Qt::Key_Return);
    auto *properties = find<QDialog>("layerProperties");
    QVERIFY(properties && properties->isVisible());
    properties->reject();
    QTest::keyClick(list(), Qt::Key_Delete);
    QVERIFY(!layers().layer(id));
}

void LayerDeskTest::renameByKey()
{
    const QString id = add();
    auto *edit = new QAction(m_window.get());
    edit->setShortcut(Qt::Key_F2); // as the window has it for incidents
    m_window->addAction(edit);
    QSignalSpy windows(edit, &QAction::triggered);
    list()->setFocus();
    list()->setCurrentRow(2);
    QTest::keyClick(list(), Qt::Key_F2);
    auto *editor = list()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QCOMPARE(windows.count(), 0);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("Districts"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(shown(id).name, QStringLiteral("Districts"));
    QVERIFY(shown(id).isVisible);
    QCOMPARE(list()->item(2)->text(), QStringLiteral("Districts"));
}

void LayerDeskTest::removedIsPutBackFromTheBanner()
{
    const QString id = add();
    m_layerDesk->remove(id);
    QVERIFY(layers().ids().isEmpty());
    auto *button = m_banner->findChild<QPushButton *>();
    QCOMPARE(button->text(), QStringLiteral("Put it back"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(layers().ids(), QStringList{id});
    QVERIFY(shown(id).content);
}

void LayerDeskTest::severalRemovedComeBackOneAfterTheOther()
{
    const QString first = add();
    const QString second = add(QStringLiteral("other.geojson"));
    m_layerDesk->remove(first);
    m_layerDesk->remove(second);
    auto *button = m_banner->findChild<QPushButton *>();
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(layers().ids(), QStringList{second});
    QVERIFY2(m_banner->message().contains(QStringLiteral("squares")), qPrintable(m_banner->message()));
    QVERIFY(m_banner->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(layers().ids().size(), 2);
    QVERIFY(shown(first).content && shown(second).content);
}

void LayerDeskTest::whatWasSkippedIsTold()
{
    const QString file = path(QStringLiteral("halves.geojson"));
    QVERIFY(test::writeFile(
        file,
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":)"
        R"({"type":"Point","coordinates":[70,38]}},{"type":"Feature","properties":{"name":"b"},"geometry":null}]})"));
    m_layerDesk->addFiles({file});
    layers().finish();
    QVERIFY2(m_banner->message().contains(QStringLiteral("no geometry")), qPrintable(m_banner->message()));
    QVERIFY(m_banner->message().contains(QStringLiteral("halves")));
    QCOMPARE(m_banner->findChild<QPushButton *>()->text(), QStringLiteral("What was noticed"));
}

void LayerDeskTest::theSameFileIsShownNotAddedAgain()
{
    const QString id = add();
    list()->setCurrentRow(0);
    m_layerDesk->addFiles({path(QStringLiteral("squares.geojson"))});
    QCOMPARE(layers().ids(), QStringList{id});
    QCOMPARE(list()->currentRow(), 2);
    QTest::mouseClick(m_banner->findChild<QPushButton *>(), Qt::LeftButton);
    layers().finish();
    QCOMPARE(layers().ids().size(), 2);
}

bool LayerDeskTest::writePackage(const QString &name)
{
    // A KML of two folders is a file of two layers.
    QByteArray text = "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
    for (const char *folder : {"posts", "roads"}) {
        text += QByteArray("<Folder><name>") + folder + "</name><Placemark><name>" + folder +
                " 1</name><Point><coordinates>69.5,38.2</coordinates></Point></Placemark></Folder>";
    }
    return test::writeFile(path(name), text + "</Document></kml>");
}

void LayerDeskTest::fileOfSeveralAsks()
{
    QVERIFY(writePackage(QStringLiteral("two.kml")));
    m_layerDesk->addFiles({path(QStringLiteral("two.kml"))});
    QTRY_VERIFY_WITH_TIMEOUT(find<QDialog>("layerChoiceDialog"), 30'000);
    auto *dialog = find<QDialog>("layerChoiceDialog");
    auto *choices = find<QListWidget>("layerChoices", dialog);
    QCOMPARE(choices->count(), 2);
    choices->item(0)->setCheckState(Qt::Unchecked);
    choices->item(1)->setCheckState(Qt::Unchecked);
    QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
    choices->item(1)->setCheckState(Qt::Checked);
    press(dialog, QDialogButtonBox::Ok);
    layers().finish();
    QCOMPARE(layers().ids().size(), 1);
    QCOMPARE(shown(layers().ids().front()).name, QStringLiteral("roads"));
    QCOMPARE(layers().layer(layers().ids().front())->state, LayerState::Ready);
}

void LayerDeskTest::storeIsOpenedAndGeoPackageIsNot()
{
    const QString store = session::sampleStore(path(QStringLiteral("data")));
    QSignalSpy chosen(m_layerDesk, &ui::LayerDesk::storeChosen);
    m_layerDesk->addOrOpen(store);
    QVERIFY(chosen.wait(30'000));
    QCOMPARE(chosen[0][0].toString(), QFileInfo(store).absoluteFilePath());
    QVERIFY(layers().ids().isEmpty());
    QVERIFY(test::writeFile(path(QStringLiteral("no.gpkg")), "no database"));
    m_layerDesk->addOrOpen(path(QStringLiteral("no.gpkg")));
    QTRY_COMPARE_WITH_TIMEOUT(layers().ids().size(), 1, 30'000);
    layers().finish();
    QCOMPARE(chosen.count(), 1);
    QVERIFY(layers().layer(layers().ids().front())->isInTrouble());
}

void LayerDeskTest::crsIsAskedForOnce()
{
    for (const char *name : {"p.shp", "q.shp"})
        QVERIFY(test::writePoints(path(QLatin1String(name)), {{500'000, 4'200'000}, {510'000, 4'210'000}},
                                  {"a", "b"}));
    m_layerDesk->addFiles({path(QStringLiteral("p.shp")), path(QStringLiteral("q.shp"))});
    layers().finish();
    QCOMPARE(m_window->findChildren<ui::LayerCrsDialog *>().size(), 1); // one after the other
    auto *dialog = m_window->findChild<ui::LayerCrsDialog *>();
    auto *landing = find<QLabel>("crsLanding", dialog);
    QTRY_VERIFY_WITH_TIMEOUT(landing->text().contains(QStringLiteral("69.00 E")), 30'000);
    auto *code = find<QLineEdit>("crsCode", dialog);
    code->setText(QStringLiteral("no"));
    QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
    code->setText(QStringLiteral("32643"));
    QVERIFY(landing->text().contains(QStringLiteral("75.00 E")));
    press(dialog, QDialogButtonBox::Ok);
    QTRY_VERIFY(m_window->findChild<ui::LayerCrsDialog *>() != dialog &&
                m_window->findChild<ui::LayerCrsDialog *>());
    auto *next = m_window->findChild<ui::LayerCrsDialog *>();
    QCOMPARE(next->code(), QStringLiteral("EPSG:32643")); // offered first
    press(next, QDialogButtonBox::Ok);
    layers().finish();
    for (const QString &id : layers().ids()) {
        QCOMPARE(layers().layer(id)->state, LayerState::Ready);
        QCOMPARE(layers().layer(id)->source.crs, QStringLiteral("EPSG:32643"));
    }
}

void LayerDeskTest::crsRefusedLeavesTheReason()
{
    QVERIFY(test::writePoints(path(QStringLiteral("p.shp")), {{500'000, 4'200'000}}, {"a"}));
    m_layerDesk->addFiles({path(QStringLiteral("p.shp"))});
    layers().finish();
    auto *dialog = m_window->findChild<ui::LayerCrsDialog *>();
    QVERIFY(dialog);
    press(dialog, QDialogButtonBox::Cancel);
    const QString id = layers().ids().front();
    QCOMPARE(layers().layer(id)->state, LayerState::NeedsCrs);
    QVERIFY(layers().layer(id)->reason.endsWith(QStringLiteral("Choose one to see the layer.")));
    QVERIFY(find<QToolButton>("chooseCrs")->isVisible());
    QTest::mouseClick(find<QToolButton>("chooseCrs"), Qt::LeftButton);
    QTRY_VERIFY(m_window->findChild<ui::LayerCrsDialog *>());
    press(m_window->findChild<ui::LayerCrsDialog *>(), QDialogButtonBox::Cancel);
}

void LayerDeskTest::changedFileOffersReload()
{
    const QString id = add();
    std::vector<test::Square> more = test::threeSquares();
    more.push_back({72, 38, QStringLiteral("Rushon"), QStringLiteral("town"), 5});
    QTest::qWait(20);
    QVERIFY(test::writeSquares(path(QStringLiteral("squares.geojson")), more));
    QTRY_VERIFY_WITH_TIMEOUT(layers().layer(id)->isChangedOnDisk, 10'000);
    auto *reload = find<QToolButton>("reloadLayer");
    QVERIFY(reload->isVisible());
    QCOMPARE(shown(id).content->features.size(), std::size_t{3});
    QTest::mouseClick(reload, Qt::LeftButton);
    layers().finish();
    QCOMPARE(shown(id).content->features.size(), std::size_t{4});
    QVERIFY(!reload->isVisible());
}

void LayerDeskTest::filesAreDroppedOnThePanel()
{
    QSignalSpy dropped(m_panel, &ui::LayersPanel::filesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a.shp")), QUrl(QStringLiteral("http://x/b.shp"))});
    QDragEnterEvent enter(QPoint(20, 200), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(list()->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 200), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(list()->viewport(), &drop);
    QTRY_COMPARE(dropped.count(), 1);
    QCOMPARE(dropped[0][0].toStringList(), QStringList{QStringLiteral("/tmp/a.shp")});
    QCOMPARE(layers().ids().size(), 1);
    QCOMPARE(list()->count(), 3);
}

void LayerDeskTest::commandLineFiles()
{
    const QString store = session::sampleStore(path(QStringLiteral("data")));
    QVERIFY(test::writeFile(path(QStringLiteral("plain.gpkg")), "no database"));
    const ui::WindowFiles files =
        ui::filesOf({QStringLiteral("-platform"), path(QStringLiteral("plain.gpkg")), store,
                     path(QStringLiteral("a.shp"))});
    QCOMPARE(files.store, store);
    QCOMPARE(files.layers, (QStringList{path(QStringLiteral("plain.gpkg")), path(QStringLiteral("a.shp"))}));
    QCOMPARE(ui::filesOf({path(QStringLiteral("gone.gpkg"))}).store, path(QStringLiteral("gone.gpkg")));
    QVERIFY(ui::filesOf({}).store.isEmpty());
}

QTEST_MAIN(LayerDeskTest)
#include "layerdesktest.moc"
