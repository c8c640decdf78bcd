#pragma once

#include "incident/annotation.h"
#include "ui/mapwidget.h"

#include <QObject>
#include <QTimer>

#include <optional>

class QKeyEvent;
class QMouseEvent;
class QNativeGestureEvent;
class QWheelEvent;

namespace marz::ui {

class AnnotationTool;

/// The mouse and keyboard habits of the map: turns events into changes of the view, and into what was clicked
/// or boxed. Under a tool that is clicked with, the keys do the same: the arrow keys move the map under a
/// cross in its middle, Enter clicks there.
class MapGestures : public QObject
{
    Q_OBJECT
public:
    MapGestures(session::Workspace &workspace, AnnotationTool &annotations, MapWidget *map);

    MapTool tool() const { return m_tool; }
    void setTool(MapTool tool);
    /// The rubber band being drawn, screen coordinates; empty when there is none.
    QRectF band() const;
    bool isDragging() const { return m_drag != Drag::None; }
    /// The cross is shown: the keys point.
    bool isAiming() const { return m_isAiming; }
    /// The pointer shape that tells what a press would do.
    Qt::CursorShape cursor() const;

    void press(QMouseEvent *event);
    void move(QMouseEvent *event);
    void release(QMouseEvent *event);
    void doubleClick(QMouseEvent *event);
    void wheel(QWheelEvent *event);
    /// False when the gesture is not ours.
    bool nativeGesture(QNativeGestureEvent *event);
    /// False when the key means nothing to the map.
    bool keyPress(QKeyEvent *event);
    /// Whether @p event, a shortcut of the window elsewhere, now belongs to what is being drawn or measured:
    /// undo and redo of its corners.
    bool takesShortcut(const QKeyEvent *event) const;
    /// The pointer left the map.
    void leave();
    bool keyRelease(QKeyEvent *event);
    /// The focus went elsewhere: keys held are forgotten.
    void releaseKeys();
    void zoomBy(double factor);

Q_SIGNALS:
    /// Band or cursor changed.
    void changed();
    void clicked(QPointF at, Qt::KeyboardModifiers modifiers);
    void doubleClicked(QPointF at);
    void boxSelected(QRectF box, Qt::KeyboardModifiers modifiers);
    /// Escape with nothing under way.
    void escaped();

private:
    enum class Drag { None, Press, Pan, ZoomBox, SelectBox, Annotation, Vertex, Measured };

    void begin(Drag drag, QPointF at);
    void zoomToBand();
    void panBy(QPointF px);
    void arrowKey(const QKeyEvent *event);
    /// Enter: the click of the keyboard, or the end of what is drawn.
    bool enter();
    void aim();
    void placeAtCross();
    bool stepBackInTool();
    bool escapeMeasuring();
    void escape();
    Drag dragFrom(QPointF at);
    void followLooseEnd(geo::LonLat at);
    static std::optional<incident::AnnotationKind> kindOf(MapTool tool);
    bool isAnnotationTool() const;
    bool isClickTool() const;
    geo::LonLat positionOf(QPointF at) const;

    session::Workspace &m_workspace;
    AnnotationTool &m_annotations;
    MapWidget *m_map;
    QTimer m_restTimer; ///< a run of wheel steps or arrow keys is one step of the view history
    MapTool m_tool = MapTool::Pan;
    Drag m_drag = Drag::None;
    Qt::MouseButton m_button = Qt::NoButton;
    QPointF m_pressed;
    QPointF m_last;
    bool m_isSpaceHeld = false;
    bool m_isAiming = false;
    std::optional<geo::LonLat> m_placedAt; ///< by the keys: Enter at the same place again ends
};

} // namespace marz::ui
