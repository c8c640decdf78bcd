#include "ui/mapgestures.h"

#include "session/workspace.h"
#include "ui/annotationtool.h"

#include <QKeyEvent>

/// The keyboard half of the gestures.
namespace marz::ui {

namespace {

constexpr double keyZoom = 1.41421356;  ///< two steps double the scale
constexpr double panFraction = 1.0 / 8; ///< of the view per arrow key
constexpr double finePanPx = 8;         ///< per arrow key with Shift

} // namespace

bool MapGestures::keyPress(QKeyEvent *event)
{
    if (takesShortcut(event)) {
        const bool isRedo = event->matches(QKeySequence::Redo) || event->modifiers() & Qt::ShiftModifier;
        isRedo ? m_workspace.measuring().redo() : void(stepBackInTool());
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        arrowKey(event);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(keyZoom);
        break;
    case Qt::Key_Minus:
        zoomBy(1 / keyZoom);
        break;
    case Qt::Key_Space:
        m_isSpaceHeld = true;
        Q_EMIT changed();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return enter();
    case Qt::Key_Backspace:
        return stepBackInTool();
    case Qt::Key_Escape:
        escape();
        return true;
    default:
        return false;
    }
    m_restTimer.start();
    return true;
}

bool MapGestures::takesShortcut(const QKeyEvent *event) const
{
    constexpr Qt::KeyboardModifiers ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;
    const bool isUndo = event->matches(QKeySequence::Undo);
    const bool isRedo =
        event->matches(QKeySequence::Redo) || (event->key() == Qt::Key_Z && event->modifiers() == ctrlShift);
    if (m_annotations.isPlacing())
        return isUndo;
    const session::Measuring &measuring = m_workspace.measuring();
    // Also when all is taken back: one press too many must not reach the store.
    return m_tool == MapTool::Measure && (isUndo || isRedo) && (measuring.canUndo() || measuring.canRedo());
}

bool MapGestures::stepBackInTool()
{
    if (m_annotations.isPlacing()) {
        m_annotations.removeLastVertex();
        return true;
    }
    if (m_tool != MapTool::Measure)
        return false;
    m_workspace.measuring().undo();
    return true;
}

void MapGestures::arrowKey(const QKeyEvent *event)
{
    const QSizeF size = m_workspace.view().viewport().size();
    const bool isFine = event->modifiers() & Qt::ShiftModifier;
    const QSizeF step = isFine ? QSizeF(finePanPx, finePanPx) : size * panFraction;
    const int key = event->key();
    panBy({key == Qt::Key_Left    ? step.width()
           : key == Qt::Key_Right ? -step.width()
                                  : 0,
           key == Qt::Key_Up     ? step.height()
           : key == Qt::Key_Down ? -step.height()
                                 : 0});
    if (isClickTool())
        aim();
}

void MapGestures::aim()
{
    m_isAiming = true;
    const map::Viewport &view = m_workspace.view().viewport();
    followLooseEnd(view.crs().toLonLat(view.centre()));
    Q_EMIT changed();
}

bool MapGestures::enter()
{
    if (m_isAiming) {
        placeAtCross();
        return true;
    }
    if (m_annotations.isPlacing())
        m_annotations.finish();
    else if (m_tool == MapTool::Measure && m_workspace.measuring().isUnderWay())
        m_workspace.measuring().end();
    else if (isClickTool())
        aim();
    else
        return false;
    return true;
}

void MapGestures::placeAtCross()
{
    const map::Viewport &view = m_workspace.view().viewport();
    const geo::LonLat at = view.crs().toLonLat(view.centre());
    const bool isAgain = m_placedAt == at;
    m_placedAt = at;
    const auto kind = kindOf(m_tool);
    if (kind && isAgain && m_annotations.isPlacing())
        m_annotations.finish();
    else if (kind)
        m_annotations.addVertex(*kind, at);
    else if (m_tool == MapTool::Measure && isAgain && m_workspace.measuring().isUnderWay())
        m_workspace.measuring().end();
    else
        Q_EMIT clicked(view.lonLatToScreen(at), Qt::NoModifier);
    Q_EMIT changed();
}

bool MapGestures::keyRelease(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat())
        return false;
    releaseKeys();
    return true;
}

void MapGestures::releaseKeys()
{
    if (std::exchange(m_isSpaceHeld, false))
        Q_EMIT changed();
}

void MapGestures::escape()
{
    if (escapeMeasuring())
        return;
    if (m_drag == Drag::None && !m_annotations.isPlacing()) {
        Q_EMIT escaped();
        return;
    }
    m_drag = Drag::None;
    m_annotations.cancel();
    Q_EMIT changed();
}

/// First what is under way ends, then what was measured goes.
bool MapGestures::escapeMeasuring()
{
    session::Measuring &measuring = m_workspace.measuring();
    if (m_tool != MapTool::Measure || measuring.isEmpty())
        return false;
    if (m_drag == Drag::Measured) {
        m_drag = Drag::None;
        measuring.cancelMove();
    } else if (!measuring.end()) {
        measuring.clear();
    }
    Q_EMIT changed();
    return true;
}

void MapGestures::zoomBy(double factor)
{
    session::ViewState &view = m_workspace.view();
    const QSizeF size = view.viewport().size();
    view.setViewport(view.viewport().zoomed(factor, QPointF(size.width() / 2, size.height() / 2)));
    m_restTimer.start();
}

} // namespace marz::ui
