#include "ui/mapwidget.h"
#include "ui/mapdesk.h"

#include "map/renderer.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QWheelEvent>

using namespace marz;
using incident::AnnotationKind;

namespace {

constexpr QPoint middle(400, 300);

void wheel(QWidget *widget, QPoint at, int angle, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, angle}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(widget, &event);
}

void drag(QWidget *widget, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
          Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::mousePress(widget, button, modifiers, from);
    for (int i = 1; i <= 4; ++i) {
        const QPoint at = from + (to - from) * i / 4;
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, button, modifiers);
        QCoreApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, button, modifiers, to);
}

} // namespace

class MapWidgetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void wheelKeepsTheAnchor_data();
    void wheelKeepsTheAnchor();
    void dragPans_data();
    void dragPans();
    void spaceDragPansUnderAnyTool();
    void shiftDragZoomsToTheBox();
    void keysMoveTheView();
    void mouseBackAndForwardStepThroughViews();
    void clickSelectsAnIncident();
    void clickOnAStackListsAll();
    void clickSelectsARegion();
    void doubleClickOpens();
    void selectToolTakesTheBox();
    void hoverShowsPlainText();
    void rightClickOffersCoordinatesAndANewIncident();
    void addToolPointsOutAPlace();
    void textIsPlacedEditedDeletedAndUndone();
    void arrowIsDrawnByDragAndMoved();
    void areaIsClickedTogether();
    void escapeGivesUpTheTool();

private:
    map::Viewport view() { return m_desk->workspace.view().viewport(); }
    void lookAt(geo::LonLat at, double unitsPerPx);
    QPoint screen(geo::LonLat at) { return view().lonLatToScreen(at).toPoint(); }
    /// A row drawn as a pin, alone (or not) under its point at the scale set.
    std::optional<index::Row> pin(bool isAlone);
    const std::vector<incident::Annotation> &annotations() { return m_desk->workspace.store().annotations(); }

    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::MapWidget> m_map;
};

void MapWidgetTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    m_map = test::openedMap(*m_desk);
    QVERIFY(m_map);
}

void MapWidgetTest::init()
{
    m_map->setTool(ui::MapTool::Pan);
    m_desk->workspace.selection().clear();
    lookAt({70.0, 38.0}, 500);
    m_map->setFocus();
}

void MapWidgetTest::lookAt(geo::LonLat at, double unitsPerPx)
{
    test::lookAt(m_desk->workspace, *m_map, geo::Crs::webMercator(), at, unitsPerPx);
}

std::optional<index::Row> MapWidgetTest::pin(bool isAlone)
{
    const auto index = m_desk->workspace.store().index();
    for (index::Row row = 0; row < index->size(); ++row) {
        if (!index->isLocated(row) || index->placePrecision(row) > incident::PlacePrecision::Near)
            continue;
        lookAt(index->lonLat(row), 40);
        const std::size_t found =
            map::pick(m_desk->workspace.scene(map::Theme::Light), view(), middle).incidents.size();
        if (isAlone ? found == 1 : found > 1)
            return row;
    }
    return std::nullopt;
}

void MapWidgetTest::wheelKeepsTheAnchor_data()
{
    QTest::addColumn<int>("angle");
    QTest::addColumn<bool>("isFine");
    QTest::newRow("in") << 120 << false;
    QTest::newRow("out") << -120 << false;
    QTest::newRow("in, finer") << 120 << true;
}

void MapWidgetTest::wheelKeepsTheAnchor()
{
    QFETCH(int, angle);
    QFETCH(bool, isFine);
    const QPoint at(150, 450);
    const geo::LonLat before = view().screenToLonLat(at);
    const double scale = view().unitsPerPx();
    wheel(m_map.get(), at, angle, isFine ? Qt::ControlModifier : Qt::NoModifier);
    const geo::LonLat after = view().screenToLonLat(at);
    QVERIFY(std::abs(after.lon - before.lon) < 1e-6);
    QVERIFY(std::abs(after.lat - before.lat) < 1e-6);
    const double factor = scale / view().unitsPerPx();
    QCOMPARE(factor > 1, angle > 0);
    if (isFine)
        QVERIFY2(factor < 1.2, "Ctrl makes the steps finer");
}

void MapWidgetTest::dragPans_data()
{
    QTest::addColumn<int>("tool");
    QTest::addColumn<int>("button");
    QTest::newRow("pan tool") << int(ui::MapTool::Pan) << int(Qt::LeftButton);
    QTest::newRow("middle button, pan tool") << int(ui::MapTool::Pan) << int(Qt::MiddleButton);
    QTest::newRow("middle button, select tool") << int(ui::MapTool::Select) << int(Qt::MiddleButton);
    QTest::newRow("middle button, area tool") << int(ui::MapTool::Area) << int(Qt::MiddleButton);
}

void MapWidgetTest::dragPans()
{
    QFETCH(int, tool);
    QFETCH(int, button);
    m_map->setTool(static_cast<ui::MapTool>(tool));
    const geo::LonLat before = view().screenToLonLat(middle);
    drag(m_map.get(), middle, middle + QPoint(120, -60), static_cast<Qt::MouseButton>(button));
    const geo::LonLat after = view().screenToLonLat(middle + QPoint(120, -60));
    QVERIFY(std::abs(after.lon - before.lon) < 1e-6);
    QVERIFY(std::abs(after.lat - before.lat) < 1e-6);
    QVERIFY(m_desk->workspace.selection().selected().isEmpty());
}

void MapWidgetTest::spaceDragPansUnderAnyTool()
{
    m_map->setTool(ui::MapTool::Line);
    const geo::LonLat before = view().screenToLonLat(middle);
    QTest::keyPress(m_map.get(), Qt::Key_Space);
    drag(m_map.get(), middle, middle + QPoint(50, 50));
    QTest::keyRelease(m_map.get(), Qt::Key_Space);
    QVERIFY(std::abs(view().screenToLonLat(middle + QPoint(50, 50)).lon - before.lon) < 1e-6);
    QCOMPARE(m_map->tool(), ui::MapTool::Line);
}

void MapWidgetTest::shiftDragZoomsToTheBox()
{
    const geo::LonLat corner = view().screenToLonLat({300, 250});
    const geo::LonLat opposite = view().screenToLonLat({500, 350});
    drag(m_map.get(), {300, 250}, {500, 350}, Qt::LeftButton, Qt::ShiftModifier);
    QVERIFY(view().geoBox().contains(corner));
    QVERIFY(view().geoBox().contains(opposite));
    QVERIFY(std::abs(view().unitsPerPx() - 125) < 1); // 200 of 800 pixels
}

void MapWidgetTest::keysMoveTheView()
{
    const double x = view().centre().x;
    QTest::keyClick(m_map.get(), Qt::Key_Right);
    QVERIFY(view().centre().x > x);
    const double y = view().centre().y;
    QTest::keyClick(m_map.get(), Qt::Key_Up);
    QVERIFY(view().centre().y > y);
    const double scale = view().unitsPerPx();
    QTest::keyClick(m_map.get(), Qt::Key_Plus);
    QVERIFY(view().unitsPerPx() < scale);
    QTest::keyClick(m_map.get(), Qt::Key_Home);
    QVERIFY(view().geoBox().contains({57, 30}));
    QVERIFY(view().geoBox().contains({80, 45}));
}

void MapWidgetTest::mouseBackAndForwardStepThroughViews()
{
    const map::Viewport first = view();
    drag(m_map.get(), middle, middle + QPoint(200, 0));
    const map::Viewport second = view();
    QTest::mouseClick(m_map.get(), Qt::BackButton, {}, middle);
    QCOMPARE(view().centre().x, first.centre().x);
    QTest::mouseClick(m_map.get(), Qt::ForwardButton, {}, middle);
    QCOMPARE(view().centre().x, second.centre().x);
}

void MapWidgetTest::clickSelectsAnIncident()
{
    const auto row = pin(true);
    QVERIFY(row);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, middle);
    QCOMPARE(m_desk->workspace.selection().selected().incidents,
             std::vector<qint64>{m_desk->workspace.store().index()->fid(*row)});
}

void MapWidgetTest::clickOnAStackListsAll()
{
    QVERIFY(pin(false));
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, middle);
    auto *menu = m_map->findChild<QMenu *>(QStringLiteral("stackMenu"));
    QVERIFY(menu && menu->isVisible());
    QVERIFY(menu->actions().size() >= 2);
    const QString line = menu->actions().front()->text();
    menu->actions().front()->trigger();
    menu->close();
    const auto &selected = m_desk->workspace.selection().selected().incidents;
    QCOMPARE(selected.size(), std::size_t(1));
    const QString title = m_desk->workspace.store().title(selected.front()).simplified().left(10);
    static const QRegularExpression dated(QStringLiteral("^(\\d{4}(-\\d{2}){0,2}|undated) "));
    QVERIFY2(line.contains(dated), qPrintable(line)); // titles alone are often the same
    QVERIFY2(line.mid(line.indexOf(u' ') + 1).startsWith(title.left(10)), qPrintable(line));
}

void MapWidgetTest::clickSelectsARegion()
{
    lookAt({70.5, 37.9}, 500);
    std::optional<QPoint> empty;
    for (int x = 100; x < 700 && !empty; x += 40) {
        for (int y = 100; y < 500 && !empty; y += 40) {
            const map::Picked picked =
                map::pick(m_desk->workspace.scene(map::Theme::Light), view(), {double(x), double(y)});
            if (picked.incidents.empty() && picked.unitCode == QLatin1String("TJ-KT"))
                empty = QPoint(x, y);
        }
    }
    QVERIFY(empty);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, *empty);
    QCOMPARE(m_desk->workspace.selection().selected().unitCode, QStringLiteral("TJ-KT"));
}

void MapWidgetTest::doubleClickOpens()
{
    const auto row = pin(true);
    QVERIFY(row);
    QSignalSpy opened(m_map.get(), &ui::MapWidget::incidentOpened);
    QTest::mouseDClick(m_map.get(), Qt::LeftButton, {}, middle);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.front().front().toLongLong(), m_desk->workspace.store().index()->fid(*row));
}

void MapWidgetTest::selectToolTakesTheBox()
{
    const auto row = pin(true);
    QVERIFY(row);
    m_map->setTool(ui::MapTool::Select);
    const geo::LonLat before = view().screenToLonLat(middle);
    drag(m_map.get(), middle - QPoint(30, 30), middle + QPoint(30, 30));
    QCOMPARE(view().screenToLonLat(middle), before);
    const auto &selected = m_desk->workspace.selection().selected().incidents;
    const qint64 fid = m_desk->workspace.store().index()->fid(*row);
    QVERIFY(std::find(selected.begin(), selected.end(), fid) != selected.end());
}

void MapWidgetTest::hoverShowsPlainText()
{
    const auto row = pin(true);
    QVERIFY(row);
    QMouseEvent move(QEvent::MouseMove, QPointF(middle), m_map->mapToGlobal(QPointF(middle)), Qt::NoButton,
                     Qt::NoButton, {});
    QCoreApplication::sendEvent(m_map.get(), &move);
    QCOMPARE(m_desk->workspace.selection().hovered(), m_desk->workspace.store().index()->fid(*row));
    auto *card = m_map->findChild<QWidget *>(QStringLiteral("hoverCard"));
    QVERIFY(card);
    QTRY_VERIFY(card->isVisible());
    for (QLabel *label : card->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(m_map->rect().contains(card->geometry()));
    QTest::keyClick(m_map.get(), Qt::Key_Left); // what lay under the pointer has moved away
    QVERIFY(!card->isVisible());
}

void MapWidgetTest::rightClickOffersCoordinatesAndANewIncident()
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, middle, m_map->mapToGlobal(middle));
    QSignalSpy requested(m_map.get(), &ui::MapWidget::incidentRequested);
    QCoreApplication::sendEvent(m_map.get(), &event);
    auto *menu = m_map->findChild<QMenu *>(QStringLiteral("mapMenu"));
    QVERIFY(menu && menu->isVisible());
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts << action->text();
    const QString all = texts.join(u'\n');
    QVERIFY2(all.contains(QStringLiteral("38.0000")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("42S")), qPrintable(all));
    menu->findChild<QAction *>(QStringLiteral("newIncidentHere"))->trigger();
    menu->close();
    QCOMPARE(requested.size(), 1);
    const auto position = requested.front().front().value<geo::LonLat>();
    QVERIFY(std::abs(position.lon - 70) < 0.01 && std::abs(position.lat - 38) < 0.01);
}

void MapWidgetTest::addToolPointsOutAPlace()
{
    m_map->setTool(ui::MapTool::AddIncident);
    QSignalSpy requested(m_map.get(), &ui::MapWidget::incidentRequested);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, middle);
    QCOMPARE(requested.size(), 1);
    QVERIFY(requested.front().at(1).toDouble() > 0);
    QCOMPARE(m_map->tool(), ui::MapTool::Pan);
}

void MapWidgetTest::textIsPlacedEditedDeletedAndUndone()
{
    const std::size_t before = annotations().size();
    m_map->setTool(ui::MapTool::Text);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, middle);
    auto *editor = m_map->findChild<QLineEdit *>(QStringLiteral("annotationEditor"));
    QVERIFY(editor && editor->isVisible());
    QTest::keyClicks(editor, QStringLiteral("<b>Zarbuz gorge</b>"));
    QTest::keyClick(editor, Qt::Key_Return);
    m_desk->settle();
    QTRY_COMPARE(annotations().size(), before + 1);
    const incident::Annotation placed = annotations().back();
    QCOMPARE(placed.content, QStringLiteral("<b>Zarbuz gorge</b>")); // as typed: it is no markup
    QCOMPARE(m_desk->workspace.selection().selected().annotation, placed.fid);
    QCOMPARE(m_map->tool(), ui::MapTool::Pan);

    QTest::mouseDClick(m_map.get(), Qt::LeftButton, {}, screen(placed.geometry.vertices.front()));
    QTRY_VERIFY(m_map->findChild<QLineEdit *>(QStringLiteral("annotationEditor")));
    const auto editors = m_map->findChildren<QLineEdit *>(QStringLiteral("annotationEditor"));
    editor = editors.back();
    editor->setText(QStringLiteral("Zarbuz"));
    QTest::keyClick(editor, Qt::Key_Return);
    m_desk->settle();
    QTRY_COMPARE(annotations().back().content, QStringLiteral("Zarbuz"));

    m_map->setFocus();
    QTest::keyClick(m_map.get(), Qt::Key_Delete);
    m_desk->settle();
    QTRY_COMPARE(annotations().size(), before);
    m_desk->workspace.store().undoStack().undo();
    m_desk->settle();
    QTRY_COMPARE(annotations().size(), before + 1);
    QCOMPARE(annotations().back().content, QStringLiteral("Zarbuz"));
    while (m_desk->workspace.store().undoStack().canUndo()) {
        m_desk->workspace.store().undoStack().undo();
        m_desk->settle();
    }
    QCOMPARE(annotations().size(), before);
}

void MapWidgetTest::arrowIsDrawnByDragAndMoved()
{
    const std::size_t before = annotations().size();
    m_map->setTool(ui::MapTool::Arrow);
    drag(m_map.get(), {300, 300}, {420, 300});
    m_desk->settle();
    QTRY_COMPARE(annotations().size(), before + 1);
    const incident::Annotation arrow = annotations().back();
    QCOMPARE(arrow.kind, AnnotationKind::Arrow);
    QCOMPARE(arrow.geometry.vertices.size(), std::size_t(2));
    QCOMPARE(screen(arrow.geometry.vertices.back()), QPoint(420, 300));

    QCOMPARE(m_desk->workspace.selection().selected().annotation, arrow.fid);
    m_map->repaint();
    drag(m_map.get(), {360, 300}, {360, 340});
    m_desk->settle();
    QTRY_COMPARE(screen(annotations().back().geometry.vertices.front()), QPoint(300, 340));
    QCOMPARE(view().screenToLonLat(middle).lon, geo::LonLat(view().screenToLonLat(middle)).lon);
    m_desk->workspace.store().undoStack().undo();
    m_desk->settle();
    QTRY_COMPARE(screen(annotations().back().geometry.vertices.front()), QPoint(300, 300));
    m_desk->workspace.store().undoStack().undo();
    m_desk->settle();
    QTRY_COMPARE(annotations().size(), before);
}

void MapWidgetTest::areaIsClickedTogether()
{
    const std::size_t before = annotations().size();
    m_map->setTool(ui::MapTool::Area);
    for (const QPoint at : {QPoint(200, 200), QPoint(300, 200), QPoint(300, 300), QPoint(500, 500)})
        QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, at);
    QTest::keyClick(m_map.get(), Qt::Key_Backspace); // the last corner was a slip
    QTest::keyClick(m_map.get(), Qt::Key_Return);
    m_desk->settle();
    QTRY_COMPARE(annotations().size(), before + 1);
    QCOMPARE(annotations().back().kind, AnnotationKind::Area);
    QCOMPARE(annotations().back().geometry.vertices.size(), std::size_t(4)); // closed
    m_desk->workspace.store().undoStack().undo();
    m_desk->settle();
    QTRY_COMPARE(annotations().size(), before);
}

void MapWidgetTest::escapeGivesUpTheTool()
{
    const std::size_t before = annotations().size();
    m_map->setTool(ui::MapTool::Line);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, middle);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, middle + QPoint(50, 0));
    QTest::keyClick(m_map.get(), Qt::Key_Escape); // the line
    QCOMPARE(m_map->tool(), ui::MapTool::Line);
    QTest::keyClick(m_map.get(), Qt::Key_Escape); // the tool
    QCOMPARE(m_map->tool(), ui::MapTool::Pan);
    m_desk->settle();
    QCOMPARE(annotations().size(), before);
}

QTEST_MAIN(MapWidgetTest)
#include "mapwidgettest.moc"
