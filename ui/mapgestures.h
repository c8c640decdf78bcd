#pragma once

#include "ui/mapwidget.h"

#include <QObject>
#include <QTimer>

class QKeyEvent;
class QMouseEvent;
class QNativeGestureEvent;
class QWheelEvent;

namespace marz::ui {

class AnnotationTool;

/// The mouse and keyboard habits of the map: turns events into changes of the view, and into what was clicked
/// or boxed.
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
    enum class Drag { None, Press, Pan, ZoomBox, SelectBox, Annotation, Vertex };

    void begin(Drag drag, QPointF at);
    void zoomToBand();
    void panBy(QPointF px);
    void escape();
    bool isAnnotationTool() const;
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
};

} // namespace marz::ui
