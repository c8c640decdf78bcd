#include "ui/mapgestures.h"

#include "map/renderer.h"
#include "session/workspace.h"
#include "ui/annotationtool.h"
#include "ui/markpainter.h"

#include <QApplication>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <cmath>

namespace marz::ui {

namespace {

constexpr double wheelStep = 120;         ///< angle delta of one notch
constexpr double notchZoom = 1.41421356;  ///< two notches double the scale
constexpr double fineNotchZoom = 1.07177; ///< ten notches with Ctrl double it
constexpr double pixelsPerDoubling = 240; ///< of a touchpad
constexpr double smallestBandPx = 6;
constexpr int restMs = 400;

} // namespace

std::optional<incident::AnnotationKind> MapGestures::kindOf(MapTool tool)
{
    switch (tool) {
    case MapTool::Text:
        return incident::AnnotationKind::Text;
    case MapTool::Arrow:
        return incident::AnnotationKind::Arrow;
    case MapTool::Line:
        return incident::AnnotationKind::Line;
    case MapTool::Area:
        return incident::AnnotationKind::Area;
    case MapTool::Pan:
    case MapTool::Select:
    case MapTool::AddIncident:
    case MapTool::Measure:
        break;
    }
    return std::nullopt;
}

MapGestures::MapGestures(session::Workspace &workspace, AnnotationTool &annotations, MapWidget *map)
    : QObject(map), m_workspace(workspace), m_annotations(annotations), m_map(map)
{
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(restMs);
    connect(&m_restTimer, &QTimer::timeout, this, [this] { m_workspace.view().rest(); });
}

void MapGestures::setTool(MapTool tool)
{
    session::Measuring &measuring = m_workspace.measuring();
    measuring.cancelMove();
    if (m_tool == MapTool::Measure && tool != MapTool::Measure && measuring.isUnderWay() && !measuring.end())
        measuring.clear(); // one point measures nothing
    m_tool = tool;
    m_drag = Drag::None;
    m_isAiming = false;
    m_placedAt.reset();
    Q_EMIT changed();
}

bool MapGestures::isAnnotationTool() const
{
    return kindOf(m_tool).has_value();
}

bool MapGestures::isClickTool() const
{
    return isAnnotationTool() || m_tool == MapTool::AddIncident || m_tool == MapTool::Measure;
}

geo::LonLat MapGestures::positionOf(QPointF at) const
{
    return m_workspace.view().viewport().screenToLonLat(at);
}

QRectF MapGestures::band() const
{
    if (m_drag != Drag::ZoomBox && m_drag != Drag::SelectBox)
        return {};
    return QRectF(m_pressed, m_last).normalized();
}

Qt::CursorShape MapGestures::cursor() const
{
    if (m_drag == Drag::Pan)
        return Qt::ClosedHandCursor;
    if (m_drag == Drag::Annotation || m_drag == Drag::Measured)
        return Qt::SizeAllCursor;
    if (m_isSpaceHeld)
        return Qt::OpenHandCursor;
    if (m_tool == MapTool::Text)
        return Qt::IBeamCursor;
    if (isClickTool())
        return Qt::CrossCursor;
    return Qt::ArrowCursor;
}

void MapGestures::begin(Drag drag, QPointF at)
{
    m_drag = drag;
    m_pressed = at;
    m_last = at;
    Q_EMIT changed();
}

void MapGestures::press(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (event->button() == Qt::BackButton) {
        m_workspace.view().stepBack();
        return;
    }
    if (event->button() == Qt::ForwardButton) {
        m_workspace.view().stepForward();
        return;
    }
    if (m_drag != Drag::None)
        return; // a second button during a drag
    m_button = event->button();
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_isSpaceHeld)) {
        begin(Drag::Pan, at);
    } else if (event->button() == Qt::LeftButton) {
        if ((event->modifiers() & Qt::ShiftModifier) && !isAnnotationTool())
            begin(Drag::ZoomBox, at);
        else if (const auto kind = kindOf(m_tool)) {
            begin(Drag::Vertex, at);
            m_annotations.addVertex(*kind, positionOf(at));
        } else {
            begin(Drag::Press, at);
        }
    }
}

MapGestures::Drag MapGestures::dragFrom(QPointF at)
{
    if (m_tool == MapTool::Measure) {
        session::Measuring &measuring = m_workspace.measuring();
        const auto vertex = vertexAt(measuring.vertices(), m_workspace.view().viewport(), at);
        if (!vertex)
            return Drag::Pan;
        measuring.beginMove(*vertex);
        return Drag::Measured;
    }
    const qint64 annotation = m_workspace.selection().selected().annotation;
    const bool hitsAnnotation =
        annotation != 0 &&
        map::pick(m_workspace.scene(map::Theme::Light), m_workspace.view().viewport(), at).annotation ==
            annotation;
    if (hitsAnnotation && m_annotations.beginMove(annotation, positionOf(at)))
        return Drag::Annotation;
    return m_tool == MapTool::Select ? Drag::SelectBox : Drag::Pan;
}

void MapGestures::followLooseEnd(geo::LonLat at)
{
    if (m_annotations.isPlacing())
        m_annotations.moveLooseEnd(at);
    else if (m_tool == MapTool::Measure)
        m_workspace.measuring().moveLooseEnd(at);
}

void MapGestures::leave()
{
    if (!m_isAiming && m_drag == Drag::None)
        m_workspace.measuring().moveLooseEnd({});
}

void MapGestures::move(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (std::exchange(m_isAiming, false)) {
        m_placedAt.reset();
        Q_EMIT changed();
    }
    if (m_drag == Drag::Press && (at - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_drag = dragFrom(m_pressed);
        m_last = m_drag == Drag::Pan ? m_pressed : at;
        Q_EMIT changed();
    }
    switch (m_drag) {
    case Drag::Pan:
        panBy(at - m_last);
        break;
    case Drag::Annotation:
        m_annotations.moveTo(positionOf(at));
        break;
    case Drag::Measured:
        m_workspace.measuring().moveTo(positionOf(at));
        break;
    case Drag::ZoomBox:
    case Drag::SelectBox:
        Q_EMIT changed();
        break;
    case Drag::Vertex:
    case Drag::None:
        followLooseEnd(positionOf(at));
        break;
    case Drag::Press:
        return; // keeps m_last at the press
    }
    m_last = at;
}

void MapGestures::release(QMouseEvent *event)
{
    if (event->button() != m_button || m_drag == Drag::None)
        return;
    const QPointF at = event->position();
    const Drag drag = std::exchange(m_drag, Drag::None);
    switch (drag) {
    case Drag::Press:
        Q_EMIT clicked(at, event->modifiers());
        break;
    case Drag::Pan:
        m_workspace.view().rest();
        break;
    case Drag::ZoomBox:
        m_last = at;
        if (QRectF(m_pressed, at).normalized().width() < smallestBandPx)
            Q_EMIT clicked(at, event->modifiers());
        else
            zoomToBand();
        break;
    case Drag::SelectBox:
        Q_EMIT boxSelected(QRectF(m_pressed, at).normalized(), event->modifiers());
        break;
    case Drag::Annotation:
        m_annotations.moveTo(positionOf(at));
        m_annotations.endMove();
        break;
    case Drag::Measured:
        m_workspace.measuring().moveTo(positionOf(at));
        m_workspace.measuring().endMove();
        break;
    case Drag::Vertex:
        if ((at - m_pressed).manhattanLength() >= QApplication::startDragDistance())
            m_annotations.endDrag(positionOf(m_pressed), positionOf(at));
        break;
    case Drag::None:
        break;
    }
    Q_EMIT changed();
}

void MapGestures::doubleClick(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        press(event); // the second of two quick presses of the back button, say
        return;
    }
    if (isAnnotationTool()) {
        m_annotations.finish();
        return;
    }
    if (m_tool == MapTool::Measure) {
        m_workspace.measuring().end();
        return;
    }
    m_button = Qt::LeftButton;
    Q_EMIT doubleClicked(event->position());
}

void MapGestures::wheel(QWheelEvent *event)
{
    double factor = 1;
    if (!event->pixelDelta().isNull() && event->source() != Qt::MouseEventNotSynthesized) {
        factor = std::exp2(event->pixelDelta().y() / pixelsPerDoubling);
    } else {
        // Alt swaps the axes of the wheel on some desktops.
        const int angle = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
        const bool isFine = event->modifiers() & Qt::ControlModifier;
        factor = std::pow(isFine ? fineNotchZoom : notchZoom, angle / wheelStep);
    }
    session::ViewState &view = m_workspace.view();
    view.setViewport(view.viewport().zoomed(factor, event->position()));
    m_restTimer.start();
    event->accept();
}

bool MapGestures::nativeGesture(QNativeGestureEvent *event)
{
    if (event->gestureType() != Qt::ZoomNativeGesture)
        return false;
    session::ViewState &view = m_workspace.view();
    view.setViewport(view.viewport().zoomed(1 + event->value(), event->position()));
    m_restTimer.start();
    return true;
}

void MapGestures::panBy(QPointF px)
{
    session::ViewState &view = m_workspace.view();
    view.setViewport(view.viewport().moved(px));
}

void MapGestures::zoomToBand()
{
    session::ViewState &view = m_workspace.view();
    const map::Viewport &now = view.viewport();
    const QRectF box = QRectF(m_pressed, m_last).normalized();
    const double factor = std::min(now.size().width() / box.width(),
                                   now.size().height() / std::max(box.height(), smallestBandPx));
    const geo::MapPoint centre = now.screenToWorld(box.center());
    const QPointF middle(now.size().width() / 2.0, now.size().height() / 2.0);
    view.setViewport(now.centredOn(centre).zoomed(factor, middle));
    view.rest();
}

} // namespace marz::ui
