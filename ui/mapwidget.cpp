#include "ui/mapwidget.h"

#include "index/picker.h"
#include "map/page.h"
#include "map/rasterpainter.h"
#include "session/mapframe.h"
#include "session/workspace.h"
#include "ui/annotationtool.h"
#include "ui/hovercard.h"
#include "ui/mapgestures.h"
#include "ui/mapmenu.h"
#include "ui/mapoverlay.h"
#include "ui/maptools.h"
#include "ui/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QTimer>

namespace marz::ui {

namespace {
constexpr int hoverRestMs = 350;
} // namespace

struct MapWidget::Impl {
    Impl(session::Workspace &w, MapWidget *map)
        : workspace(w), widget(map), annotations(w, map), gestures(w, annotations, map),
          tools(w, annotations, gestures, map), card(new HoverCard(map))
    {
    }

    session::Workspace &workspace;
    MapWidget *widget;
    session::MapFrame frame;
    AnnotationTool annotations;
    MapGestures gestures;
    MapTools tools;
    HoverCard *card;
    QTimer hoverTimer;
    QPointF pointer;
    std::vector<qint64> underPointer;
    bool isSceneStale = true;
    bool wasSharp = false;
    std::optional<geo::LonLat> pointed;
    double pointedRadiusM = 0;

    const map::Viewport &view() const { return workspace.view().viewport(); }
    void touch()
    {
        isSceneStale = true;
        widget->update();
    }
    void freshenScene();
    void connectAll();
    void escape();
    void click(QPointF at, Qt::KeyboardModifiers modifiers);
    void open(QPointF at);
    void selectBox(const QRectF &box, Qt::KeyboardModifiers modifiers);
    void hover(QPointF at);
    void showCard();
    void hideCard();
    void paintOverlay(QPainter &painter);
    void fitViewport();
    qint64 selectedAnnotation() const { return workspace.selection().selected().annotation; }
};

void MapWidget::Impl::connectAll()
{
    const auto stale = [this] { touch(); };
    connect(&workspace.filtered(), &session::FilteredView::filteredChanged, widget, stale);
    connect(&workspace.selection(), &session::Selection::selectionChanged, widget, stale);
    connect(&workspace.selection(), &session::Selection::hoverChanged, widget, stale);
    connect(&workspace.layers(), &session::LayerList::layersChanged, widget, stale);
    connect(&workspace.userLayers(), &session::UserLayers::highlightChanged, widget, stale);
    connect(&workspace.store(), &session::OpenStore::annotationsChanged, widget, stale);
    connect(&workspace.store(), &session::OpenStore::storeOpened, widget, stale);
    connect(&workspace.view(), &session::ViewState::viewportChanged, widget, [this] {
        hideCard();
        widget->update();
    });
    connect(&frame, &session::MapFrame::frameReady, widget, [this] { widget->update(); });
    // Queued: it may come in the middle of painting.
    connect(&frame, &session::MapFrame::rastersDueChanged, widget, &MapWidget::rastersDueChanged,
            Qt::QueuedConnection);
    connect(&frame, &session::MapFrame::rasterTold, &workspace.userLayers(),
            &session::UserLayers::setDrawingProblem);
    connect(&annotations, &AnnotationTool::changed, widget, stale);
    connect(&annotations, &AnnotationTool::placingEnded, widget, [this] { widget->setTool(MapTool::Pan); });
    connect(&gestures, &MapGestures::changed, widget, [this] {
        widget->setCursor(gestures.cursor());
        widget->update();
    });
    connect(&gestures, &MapGestures::clicked, widget,
            [this](QPointF at, Qt::KeyboardModifiers modifiers) { click(at, modifiers); });
    connect(&gestures, &MapGestures::doubleClicked, widget, [this](QPointF at) { open(at); });
    connect(&gestures, &MapGestures::boxSelected, widget,
            [this](const QRectF &box, Qt::KeyboardModifiers modifiers) { selectBox(box, modifiers); });
    connect(&gestures, &MapGestures::escaped, widget, [this] { escape(); });
    connect(&tools, &MapTools::changed, widget, [this] { widget->update(); });
    connect(&tools, &MapTools::noticed, widget, &MapWidget::noticed);
    connect(&tools, &MapTools::marksCleared, widget, &MapWidget::marksCleared);
    connect(&tools, &MapTools::keepRequested, widget, &MapWidget::keepRequested);
    hoverTimer.setSingleShot(true);
    hoverTimer.setInterval(hoverRestMs);
    connect(&hoverTimer, &QTimer::timeout, widget, [this] { showCard(); });
}

void MapWidget::Impl::escape()
{
    if (gestures.tool() != MapTool::Pan) {
        widget->setTool(MapTool::Pan);
    } else if (frame.isDrawing()) {
        frame.cancel();
    } else if (!workspace.selection().selected().isEmpty()) {
        workspace.selection().clear();
    } else {
        tools.clear();
    }
    pointed.reset();
}

void MapWidget::Impl::freshenScene()
{
    if (!isSceneStale)
        return;
    isSceneStale = false;
    map::Scene scene = workspace.scene(currentTheme());
    scene.annotations = annotations.shown(std::move(scene.annotations));
    frame.setScene(std::move(scene));
}

void MapWidget::Impl::fitViewport()
{
    if (view().size() != widget->size() || view().devicePixelRatio() != widget->devicePixelRatioF())
        workspace.view().setViewport(view().resized(widget->size(), widget->devicePixelRatioF()));
}

void MapWidget::Impl::click(QPointF at, Qt::KeyboardModifiers modifiers)
{
    hideCard();
    pointed.reset();
    if (gestures.tool() == MapTool::AddIncident) {
        Q_EMIT widget->incidentRequested(view().screenToLonLat(at), view().groundMetresPerPx());
        widget->setTool(MapTool::Pan);
        return;
    }
    if (gestures.tool() == MapTool::Measure) {
        tools.measureAt(at);
        return;
    }
    freshenScene();
    const map::Picked picked = frame.pick(view(), at);
    session::Selection &selection = workspace.selection();
    if (picked.incidents.size() > 1) {
        const auto chosen = [&selection](qint64 fid) { selection.selectIncident(fid); };
        stackMenu(workspace, picked.incidents, widget, chosen)->popup(widget->mapToGlobal(at.toPoint()));
    } else if (!picked.incidents.empty()) {
        std::vector<qint64> fids = picked.incidents;
        if (modifiers & Qt::ControlModifier) {
            fids = selection.selected().incidents;
            const auto it = std::find(fids.begin(), fids.end(), picked.incidents.front());
            it == fids.end() ? void(fids.push_back(picked.incidents.front())) : void(fids.erase(it));
        }
        selection.select({fids, {}, 0});
    } else if (picked.annotation != 0) {
        selection.select({{}, {}, picked.annotation});
    } else {
        selection.select({{}, picked.unitCode, 0});
    }
    widget->update();
}

void MapWidget::Impl::open(QPointF at)
{
    freshenScene();
    const map::Picked picked = frame.pick(view(), at);
    if (!picked.incidents.empty()) {
        // The first click of the two may have opened the list of a stack.
        if (picked.incidents.size() == 1)
            Q_EMIT widget->incidentOpened(picked.incidents.front());
    } else if (picked.annotation != 0) {
        annotations.editText(picked.annotation);
    }
}

void MapWidget::Impl::selectBox(const QRectF &box, Qt::KeyboardModifiers modifiers)
{
    const map::IncidentLayer layer = frame.scene().incidents;
    if (!layer.index || !layer.mask || !layer.isVisible)
        return;
    geo::MapBox mercator;
    for (const QPointF &corner : {box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()})
        mercator.include(geo::Crs::webMercator().toMap(view().screenToLonLat(corner)));
    std::vector<qint64> fids;
    if (modifiers & Qt::ControlModifier)
        fids = workspace.selection().selected().incidents;
    index::eachInBox(*layer.index, *layer.mask, mercator, [&](index::Row row) {
        // Coarser ones are no pins; nothing of them lies in the box.
        if (layer.index->placePrecision(row) > incident::PlacePrecision::District)
            return;
        const qint64 fid = layer.index->fid(row);
        if (box.contains(view().lonLatToScreen(layer.index->lonLat(row))) &&
            std::find(fids.begin(), fids.end(), fid) == fids.end())
            fids.push_back(fid);
    });
    workspace.selection().select({fids, {}, 0});
}

void MapWidget::Impl::hover(QPointF at)
{
    pointer = at;
    freshenScene();
    underPointer = frame.pick(view(), at).incidents;
    const qint64 first = underPointer.empty() ? 0 : underPointer.front();
    if (first != workspace.selection().hovered() || first == 0)
        hideCard();
    workspace.selection().hover(first);
    if (first != 0 && !card->isVisible())
        hoverTimer.start();
}

void MapWidget::Impl::showCard()
{
    if (underPointer.empty() || gestures.isDragging() || gestures.tool() == MapTool::Measure)
        return; // a card must not hide what is measured
    const qint64 fid = underPointer.front();
    const int others = static_cast<int>(underPointer.size()) - 1;
    workspace.store().loadIncidents(
        {fid}, widget, [this, fid, others](const std::vector<incident::Incident> &loaded) {
            if (!loaded.empty() && workspace.selection().hovered() == fid && !gestures.isDragging())
                card->showIncident(loaded.front(), workspace.store().vocabulary(), others, pointer.toPoint());
        });
}

void MapWidget::Impl::hideCard()
{
    hoverTimer.stop();
    card->hide();
}

void MapWidget::Impl::paintOverlay(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette &palette = widget->palette();
    if (workspace.store().summary().isSample)
        paintWatermark(painter, widget->rect(), currentTheme());
    map::drawDecorations(painter, view(), currentTheme(), map::attributionOf(frame.scene().layers, view()));
    for (const incident::Annotation &each : frame.scene().annotations) {
        if (each.fid != 0 && each.fid == selectedAnnotation())
            paintGrips(painter, each, view(), palette);
    }
    tools.paint(painter, view(), currentTheme());
    if (pointed)
        paintRing(painter, *pointed, pointedRadiusM, view(), palette);
    if (!gestures.band().isEmpty())
        paintBand(painter, gestures.band(), palette);
    if (widget->hasFocus())
        paintFocusRing(painter, widget->rect(), palette);
}

MapWidget::MapWidget(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>(workspace, this))
{
    setObjectName(QStringLiteral("map"));
    setAccessibleName(tr("Map"));
    setAccessibleDescription(tr("Arrow keys pan, plus and minus zoom, Home shows everything."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_impl->connectAll();
}

MapWidget::~MapWidget() = default;

MapTool MapWidget::tool() const
{
    return m_impl->gestures.tool();
}

void MapWidget::setTool(MapTool tool)
{
    if (tool == m_impl->gestures.tool())
        return;
    m_impl->gestures.setTool(tool); // first: what the cancelled draft reports must find the new tool
    if (m_impl->annotations.isPlacing())
        m_impl->annotations.cancel();
    Q_EMIT toolChanged(tool);
}

bool MapWidget::isSharp() const
{
    return m_impl->frame.isSharp();
}

void MapWidget::pointAt(geo::LonLat position, double radiusM)
{
    m_impl->pointed = position;
    m_impl->pointedRadiusM = radiusM;
    update();
}

void MapWidget::stopPointing()
{
    m_impl->pointed.reset();
    update();
}

bool MapWidget::isPointing() const
{
    return m_impl->pointed.has_value();
}

void MapWidget::editSelectedAnnotation()
{
    m_impl->annotations.editText(m_impl->selectedAnnotation());
}

void MapWidget::colourSelectedAnnotation(const QString &colour)
{
    m_impl->annotations.setColour(m_impl->selectedAnnotation(), colour);
}

void MapWidget::deleteSelectedAnnotation()
{
    m_impl->annotations.remove(m_impl->selectedAnnotation());
}

bool MapWidget::copyMeasured()
{
    return m_impl->tools.copyMeasured();
}

void MapWidget::clearTools()
{
    while (m_impl->tools.clear()) {
    }
}

bool MapWidget::event(QEvent *event)
{
    // Before the actions of the window get it.
    if (event->type() == QEvent::ShortcutOverride &&
        m_impl->gestures.takesShortcut(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::NativeGesture &&
        m_impl->gestures.nativeGesture(static_cast<QNativeGestureEvent *>(event)))
        return true;
    return QWidget::event(event);
}

void MapWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_impl->touch();
    QWidget::changeEvent(event);
}

void MapWidget::paintEvent(QPaintEvent *)
{
    m_impl->fitViewport(); // the window may have moved to a screen of another pixel ratio
    m_impl->freshenScene();
    QPainter painter(this);
    m_impl->frame.paint(painter, m_impl->view());
    m_impl->paintOverlay(painter);
    if (m_impl->wasSharp != m_impl->frame.isSharp()) {
        m_impl->wasSharp = m_impl->frame.isSharp();
        // After painting: the status bar must not be changed in the middle of it.
        QTimer::singleShot(0, this, [this] { Q_EMIT sharpChanged(m_impl->wasSharp); });
    }
}

void MapWidget::resizeEvent(QResizeEvent *)
{
    m_impl->fitViewport();
}

void MapWidget::mousePressEvent(QMouseEvent *event)
{
    m_impl->hideCard();
    if (event->button() == Qt::LeftButton &&
        m_impl->tools.goByOverview(m_impl->frame.scene(), event->position()))
        return;
    m_impl->gestures.press(event);
}

void MapWidget::mouseMoveEvent(QMouseEvent *event)
{
    m_impl->gestures.move(event);
    if (event->buttons() == Qt::NoButton &&
        !m_impl->tools.isOverOverview(m_impl->frame.scene(), event->position()))
        m_impl->hover(event->position());
    const geo::LonLat position = m_impl->view().screenToLonLat(event->position());
    if (geo::isValid(position))
        Q_EMIT pointerMoved(position);
    else
        Q_EMIT pointerLeft();
}

void MapWidget::mouseReleaseEvent(QMouseEvent *event)
{
    m_impl->gestures.release(event);
}

void MapWidget::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_impl->tools.goByOverview(m_impl->frame.scene(), event->position()))
        return;
    m_impl->gestures.doubleClick(event);
}

void MapWidget::wheelEvent(QWheelEvent *event)
{
    m_impl->gestures.wheel(event);
}

void MapWidget::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Home)
        m_impl->workspace.showWholeExtent();
    else if (event->key() == Qt::Key_Delete && m_impl->selectedAnnotation() != 0)
        deleteSelectedAnnotation();
    else if (event->matches(QKeySequence::Copy))
        copyMeasured() ? void() : Q_EMIT copyRequested();
    else if (event->key() == Qt::Key_F2 && m_impl->selectedAnnotation() != 0)
        editSelectedAnnotation();
    else if (!m_impl->gestures.keyPress(event))
        QWidget::keyPressEvent(event);
}

void MapWidget::keyReleaseEvent(QKeyEvent *event)
{
    if (!m_impl->gestures.keyRelease(event))
        QWidget::keyReleaseEvent(event);
}

void MapWidget::contextMenuEvent(QContextMenuEvent *event)
{
    m_impl->hideCard();
    // By the menu key: where the focus is, so in the middle.
    const QPoint at = event->reason() == QContextMenuEvent::Keyboard ? rect().center() : event->pos();
    mapMenu(m_impl->workspace, m_impl->annotations, this, at)->popup(mapToGlobal(at));
}

void MapWidget::leaveEvent(QEvent *event)
{
    m_impl->hideCard();
    m_impl->gestures.leave();
    m_impl->workspace.selection().hover(0);
    Q_EMIT pointerLeft();
    QWidget::leaveEvent(event);
}

void MapWidget::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void MapWidget::focusOutEvent(QFocusEvent *event)
{
    m_impl->gestures.releaseKeys();
    QWidget::focusOutEvent(event);
    update();
}

} // namespace marz::ui
