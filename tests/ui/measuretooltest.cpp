#include "geo/geodesic.h"
#include "geo/measuretext.h"
#include "support/shots.h"
#include "ui/mapdesk.h"
#include "ui/markpainter.h"

#include <QClipboard>
#include <QLabel>
#include <QToolButton>

using namespace marz;

/// Measuring with real clicks and keys on the map.
class MeasureToolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void clicksMeasureALine();
    void theRunningSideIsShown();
    void theCardKeepsOffTheVertices();
    void anAreaFromThreeVerticesOn();
    void anAreaThatCrossesItselfHasNone();
    void aClickOnTheFirstVertexEnds();
    void undoKeysBelongToTheMeasurement();
    void escapeEndsThenClearsThenLeavesTheTool();
    void verticesAreDragged();
    void aDragElsewherePans();
    void shiftDragStillZooms();
    void theResultIsCopied();
    void keysMeasureUnderTheCross();
    void keysPointOutAPlace();
    void nothingIsStoredOrExported();
    void everyProjectionDrawsIt_data();
    void everyProjectionDrawsIt();
    void linesAreGeodesics();
    void theHintSaysWhatComesNext();
    void anotherToolEndsIt();

private:
    map::Viewport view() { return m_desk->workspace.view().viewport(); }
    session::Measuring &measuring() { return m_desk->workspace.measuring(); }
    QLabel *label(const char *name) { return m_map->findChild<QLabel *>(QLatin1String(name)); }
    QString hint() { return label("toolHint")->isVisible() ? label("toolHint")->text() : QString(); }
    void click(QPoint at) { QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, at); }
    void moveTo(QPoint at, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, at, m_map->mapToGlobal(QPointF(at)), Qt::NoButton, buttons, {});
        QCoreApplication::sendEvent(m_map.get(), &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(m_map.get(), Qt::LeftButton, modifiers, from);
        for (int i = 1; i <= 4; ++i)
            moveTo(from + (to - from) * i / 4, Qt::LeftButton);
        QTest::mouseRelease(m_map.get(), Qt::LeftButton, modifiers, to);
    }
    void lookAt(const geo::Crs &crs, geo::LonLat at, double unitsPerPx)
    {
        test::lookAt(m_desk->workspace, *m_map, crs, at, unitsPerPx);
    }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::MapWidget> m_map;
};

void MeasureToolTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    m_map = test::openedMap(*m_desk);
    QVERIFY(m_map);
}

void MeasureToolTest::init()
{
    measuring().clear();
    m_desk->workspace.selection().clear();
    lookAt(geo::Crs::webMercator(), {70.0, 38.0}, 500);
    m_map->setTool(ui::MapTool::Measure);
    m_map->setFocus();
}

void MeasureToolTest::clicksMeasureALine()
{
    const QPoint a(200, 300), b(400, 200), c(600, 300);
    const double expectedM = geo::distanceM(view().screenToLonLat(a), view().screenToLonLat(b)) +
                             geo::distanceM(view().screenToLonLat(b), view().screenToLonLat(c));
    click(a);
    click(b);
    click(c);
    QTest::mouseDClick(m_map.get(), Qt::LeftButton, {}, c);
    QVERIFY(!measuring().isUnderWay());
    QCOMPARE(measuring().vertices().size(), std::size_t(3));
    QVERIFY(std::abs(measuring().measured().totalM - expectedM) < 1e-6);
    QVERIFY(label("measuredTotal")->isVisible());
    QCOMPARE(label("measuredTotal")->text(), geo::lengthText(expectedM, view().groundMetresPerPx()));
    lookAt(geo::Crs::webMercator(), {70.0, 38.0}, 1); // closer: more digits
    QCOMPARE(label("measuredTotal")->text(), geo::lengthText(expectedM));
    QVERIFY(m_desk->workspace.selection().selected().isEmpty()); // the clicks selected nothing
    test::shoot(*m_map, QStringLiteral("measure-line"));
}

void MeasureToolTest::theRunningSideIsShown()
{
    click({200, 300});
    m_map->repaint();
    const QImage before = m_map->grab().toImage();
    moveTo({500, 250});
    QVERIFY(measuring().looseEnd());
    const QImage running = m_map->grab().toImage();
    QVERIFY(before != running);
    QVERIFY(label("measuredTotal")->text().contains(QStringLiteral("km")));
    QVERIFY(label("measuredValues")->text().contains(QChar(0x00B0)));
    test::shoot(*m_map, QStringLiteral("measure-running"));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_map.get(), &leave);
    QVERIFY(!measuring().looseEnd());
}

void MeasureToolTest::theCardKeepsOffTheVertices()
{
    auto *card = m_map->findChild<QFrame *>(QStringLiteral("toolCard"));
    click({40, 40}); // where the card usually is
    QVERIFY(card->isVisible());
    QVERIFY(!card->geometry().contains(40, 40));
    click({760, 40});
    QVERIFY(!card->geometry().contains(40, 40) && !card->geometry().contains(760, 40));
    QVERIFY(m_map->rect().contains(card->geometry()));
    const QPoint lowerRight = card->pos();
    click({400, 300});
    QCOMPARE(card->pos().x(), lowerRight.x()); // it does not jump about
    measuring().clear();
    click({400, 300});
    QVERIFY(!card->geometry().contains(400, 300));
}

void MeasureToolTest::anAreaFromThreeVerticesOn()
{
    click({200, 200});
    click({600, 200});
    QVERIFY(!label("measuredValues")->text().contains(QStringLiteral("Area")));
    click({600, 500});
    click({200, 500});
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    QVERIFY(!measuring().isUnderWay());
    const session::Measured measured = measuring().measured();
    QVERIFY(measured.areaM2);
    const double metresPerPx = view().groundMetresPerPx();
    QVERIFY2(label("measuredValues")
                 ->text()
                 .contains(geo::areaText(*measured.areaM2, *measured.perimeterM * metresPerPx)),
             qPrintable(label("measuredValues")->text()));
    QVERIFY(label("measuredValues")->text().contains(geo::lengthText(*measured.perimeterM, metresPerPx)));
    QVERIFY(label("measuredValues")->height() >= 3 * label("measuredValues")->fontMetrics().height());
    test::shoot(*m_map, QStringLiteral("measure-area"));
}

void MeasureToolTest::anAreaThatCrossesItselfHasNone()
{
    for (const QPoint at : {QPoint(200, 200), QPoint(600, 500), QPoint(600, 200), QPoint(200, 500)})
        click(at);
    QVERIFY2(label("measuredValues")->text().contains(QStringLiteral("crosses itself")),
             qPrintable(label("measuredValues")->text()));
}

void MeasureToolTest::aClickOnTheFirstVertexEnds()
{
    for (const QPoint at : {QPoint(200, 200), QPoint(600, 200), QPoint(600, 500), QPoint(202, 201)})
        click(at);
    QVERIFY(!measuring().isUnderWay());
    QCOMPARE(measuring().vertices().size(), std::size_t(3));
}

void MeasureToolTest::undoKeysBelongToTheMeasurement()
{
    // Something in the store that Ctrl+Z would undo.
    incident::Annotation text;
    text.content = QStringLiteral("stays");
    text.geometry = geo::pointGeometry({70, 38});
    m_desk->workspace.store().apply(session::putAnnotation(text, QStringLiteral("AB")));
    m_desk->settle();
    QVERIFY(m_desk->workspace.store().undoStack().canUndo());
    QAction undo(m_map.get());
    undo.setShortcut(QKeySequence(QStringLiteral("Ctrl+Z")));
    connect(&undo, &QAction::triggered, &m_desk->workspace.store().undoStack(), &QUndoStack::undo);
    m_map->addAction(&undo);

    for (const QPoint at : {QPoint(200, 200), QPoint(300, 200), QPoint(300, 300)})
        click(at);
    QTest::keyClick(m_map.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(measuring().vertices().size(), std::size_t(2));
    QTest::keyClick(m_map.get(), Qt::Key_Backspace);
    QCOMPARE(measuring().vertices().size(), std::size_t(1));
    QTest::keyClick(m_map.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(measuring().vertices().size(), std::size_t(2));
    while (measuring().canUndo())
        QTest::keyClick(m_map.get(), Qt::Key_Z, Qt::ControlModifier);
    for (int i = 0; i < 3; ++i) // some too many
        QTest::keyClick(m_map.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(measuring().isEmpty());
    m_desk->settle();
    QVERIFY(m_desk->workspace.store().undoStack().canUndo()); // the store was not touched

    m_map->setTool(ui::MapTool::Pan);
    QTest::keyClick(m_map.get(), Qt::Key_Z, Qt::ControlModifier);
    m_desk->settle();
    QVERIFY(!m_desk->workspace.store().undoStack().canUndo());
}

void MeasureToolTest::escapeEndsThenClearsThenLeavesTheTool()
{
    click({200, 200});
    click({300, 200});
    QTest::keyClick(m_map.get(), Qt::Key_Escape);
    QVERIFY(!measuring().isUnderWay());
    QCOMPARE(measuring().vertices().size(), std::size_t(2));
    QTest::keyClick(m_map.get(), Qt::Key_Escape);
    QVERIFY(measuring().isEmpty());
    QVERIFY(!label("measuredTotal")->isVisible());
    QTest::keyClick(m_map.get(), Qt::Key_Z, Qt::ControlModifier); // a slip
    QCOMPARE(measuring().vertices().size(), std::size_t(2));
    QTest::keyClick(m_map.get(), Qt::Key_Escape);
    QCOMPARE(m_map->tool(), ui::MapTool::Measure);
    QTest::keyClick(m_map.get(), Qt::Key_Escape);
    QCOMPARE(m_map->tool(), ui::MapTool::Pan);
    QVERIFY(hint().isEmpty());
}

void MeasureToolTest::verticesAreDragged()
{
    click({200, 200});
    click({300, 200});
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    const geo::LonLat target = view().screenToLonLat({300, 400});
    click({300, 200}); // caught, and let go
    QCOMPARE(measuring().vertices().size(), std::size_t(2));
    drag({300, 200}, {300, 400});
    QCOMPARE(measuring().vertices().size(), std::size_t(2));
    QVERIFY(geo::distanceM(measuring().vertices()[1], target) < 1);
    QTest::keyClick(m_map.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(geo::distanceM(measuring().vertices()[1], view().screenToLonLat({300, 200})) < 1);

    QTest::mousePress(m_map.get(), Qt::LeftButton, {}, {300, 200});
    moveTo({350, 250}, Qt::LeftButton);
    moveTo({400, 300}, Qt::LeftButton);
    QTest::keyClick(m_map.get(), Qt::Key_Escape); // given up in the middle
    QTest::mouseRelease(m_map.get(), Qt::LeftButton, {}, {400, 300});
    QVERIFY(geo::distanceM(measuring().vertices()[1], view().screenToLonLat({300, 200})) < 1);
}

void MeasureToolTest::aDragElsewherePans()
{
    click({200, 200});
    const geo::LonLat before = view().screenToLonLat({400, 400});
    drag({400, 400}, {500, 450});
    QVERIFY(geo::distanceM(view().screenToLonLat({500, 450}), before) < 1);
    QCOMPARE(measuring().vertices().size(), std::size_t(1));
}

void MeasureToolTest::shiftDragStillZooms()
{
    drag({300, 250}, {500, 350}, Qt::ShiftModifier);
    QVERIFY(std::abs(view().unitsPerPx() - 125) < 1);
    QVERIFY(measuring().isEmpty());
}

void MeasureToolTest::theResultIsCopied()
{
    QApplication::clipboard()->clear();
    QSignalSpy noticed(m_map.get(), &ui::MapWidget::noticed);
    QSignalSpy other(m_map.get(), &ui::MapWidget::copyRequested);
    QTest::keyClick(m_map.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(other.size(), 1); // nothing is measured: the map's
    click({200, 200});
    click({300, 200});
    QTest::keyClick(m_map.get(), Qt::Key_C, Qt::ControlModifier);
    const QString byKey = QApplication::clipboard()->text();
    QVERIFY2(byKey.contains(QStringLiteral("Total: ")) && byKey.contains(QStringLiteral(" N ")),
             qPrintable(byKey));
    QCOMPARE(noticed.size(), 1);
    QCOMPARE(other.size(), 1);
    QApplication::clipboard()->clear();
    auto *copy = m_map->findChild<QToolButton *>(QStringLiteral("copyMeasured"));
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), byKey);
    QVERIFY(m_map->hasFocus()); // Esc and Backspace still reach it
    QTest::mouseClick(m_map->findChild<QToolButton *>(QStringLiteral("clearMeasured")), Qt::LeftButton);
    QVERIFY(measuring().isEmpty());
}

void MeasureToolTest::keysMeasureUnderTheCross()
{
    QTest::keyClick(m_map.get(), Qt::Key_Return); // shows the cross
    QVERIFY(measuring().isEmpty());
    const geo::LonLat first = view().crs().toLonLat(view().centre());
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    QTest::keyClick(m_map.get(), Qt::Key_Right);
    QVERIFY(measuring().looseEnd());
    QTest::keyClick(m_map.get(), Qt::Key_Down, Qt::ShiftModifier);
    const geo::LonLat second = view().crs().toLonLat(view().centre());
    test::shoot(*m_map, QStringLiteral("measure-keys"));
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    QCOMPARE(measuring().vertices().size(), std::size_t(2));
    QVERIFY(geo::distanceM(measuring().vertices()[0], first) < 1);
    QVERIFY(geo::distanceM(measuring().vertices()[1], second) < 1);
    QTest::keyClick(m_map.get(), Qt::Key_Return); // at the same place again: the end
    QVERIFY(!measuring().isUnderWay());
}

void MeasureToolTest::keysPointOutAPlace()
{
    m_map->setTool(ui::MapTool::AddIncident);
    QSignalSpy requested(m_map.get(), &ui::MapWidget::incidentRequested);
    QTest::keyClick(m_map.get(), Qt::Key_Left);
    const geo::LonLat centre = view().crs().toLonLat(view().centre());
    QCOMPARE(requested.size(), 0);
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QVERIFY(geo::distanceM(requested.front().front().value<geo::LonLat>(), centre) < 1);

    const std::size_t before = m_desk->workspace.store().annotations().size();
    m_map->setTool(ui::MapTool::Line);
    for (const auto key : {Qt::Key_Left, Qt::Key_Return, Qt::Key_Up, Qt::Key_Return, Qt::Key_Return})
        QTest::keyClick(m_map.get(), key);
    m_desk->settle();
    QTRY_COMPARE(m_desk->workspace.store().annotations().size(), before + 1);
    m_desk->workspace.store().undoStack().undo();
    m_desk->settle();
}

void MeasureToolTest::nothingIsStoredOrExported()
{
    const std::size_t annotations = m_desk->workspace.store().annotations().size();
    const map::Scene before = m_desk->workspace.scene(map::Theme::Light);
    click({200, 200});
    click({300, 200});
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    m_desk->settle();
    QCOMPARE(m_desk->workspace.store().annotations().size(), annotations);
    QVERIFY(m_desk->workspace.scene(map::Theme::Light).annotations == before.annotations);
}

void MeasureToolTest::everyProjectionDrawsIt_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<double>("unitsPerPx");
    QTest::newRow("Web Mercator, the world") << "EPSG:3857" << 40'000.0;
    QTest::newRow("Web Mercator, a street") << "EPSG:3857" << 0.6;
    QTest::newRow("UTM") << "EPSG:32642" << 500.0;
    QTest::newRow("equal area") << "equal-area:70,38" << 10'000.0;
}

void MeasureToolTest::everyProjectionDrawsIt()
{
    QFETCH(QString, code);
    QFETCH(double, unitsPerPx);
    lookAt(geo::Crs::fromCode(code), {70, 38}, unitsPerPx);
    const QImage before = m_map->grab().toImage();
    // Far beyond what the projection shows, too.
    for (const geo::LonLat at : {geo::LonLat{70, 38}, geo::LonLat{70.4, 38.3}, geo::LonLat{-110, 60}})
        measuring().add(at);
    const QImage after = m_map->grab().toImage();
    QVERIFY(before != after);
    for (const auto &run : ui::geodesicOnScreen({70, 38}, {-110, 60}, view())) {
        for (const QPointF p : run)
            QVERIFY(std::isfinite(p.x()) && std::isfinite(p.y()));
    }
}

void MeasureToolTest::linesAreGeodesics()
{
    lookAt(geo::Crs::webMercator(), {20, 50}, 20'000);
    const auto runs = ui::geodesicOnScreen({-40, 50}, {80, 50}, view());
    QCOMPARE(runs.size(), std::size_t(1));
    double highest = 1e9;
    for (const QPointF p : runs.front())
        highest = std::min(highest, p.y());
    // The shortest way between two places of one latitude bends to the pole.
    QVERIFY(highest < view().lonLatToScreen({20, 60}).y());
    // Over the antimeridian the line leaves at one side and comes in at the other.
    QCOMPARE(ui::geodesicOnScreen({170, 40}, {-170, 40}, view()).size(), std::size_t(2));
}

void MeasureToolTest::theHintSaysWhatComesNext()
{
    const QString first = hint();
    QVERIFY(first.contains(QStringLiteral("first point")));
    click({200, 200});
    QVERIFY(hint() != first);
    click({300, 200});
    QVERIFY(hint().contains(QStringLiteral("Enter")));
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    QVERIFY(hint().contains(QStringLiteral("Ctrl+C")));
    QVERIFY(m_map->rect().contains(label("toolHint")->geometry()));
    for (const auto tool : {ui::MapTool::AddIncident, ui::MapTool::Text, ui::MapTool::Arrow,
                            ui::MapTool::Line, ui::MapTool::Area}) {
        m_map->setTool(tool);
        QVERIFY(!hint().isEmpty());
        QCOMPARE(label("toolHint")->accessibleName(), hint());
    }
    m_map->setTool(ui::MapTool::Pan);
    QVERIFY(hint().isEmpty());
}

void MeasureToolTest::anotherToolEndsIt()
{
    click({200, 200});
    m_map->setTool(ui::MapTool::Pan);
    QVERIFY(measuring().isEmpty()); // one point measures nothing
    m_map->setTool(ui::MapTool::Measure);
    click({200, 200});
    click({300, 200});
    m_map->setTool(ui::MapTool::Select);
    QVERIFY(!measuring().isUnderWay());
    QVERIFY(label("measuredTotal")->isVisible()); // to be read until it is cleared
}

QTEST_MAIN(MeasureToolTest)
#include "measuretooltest.moc"
