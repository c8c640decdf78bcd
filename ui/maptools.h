#pragma once

#include "map/scene.h"
#include "map/viewport.h"
#include "session/mapmarks.h"

#include <QObject>

class QPainter;
class QWidget;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

class AnnotationTool;
class MapGestures;
class ToolCard;
class ToolHint;

/// What the map shows of the tools beyond the frame: measurement and marks with their card, the line that
/// says what the next click does, the cross that the keys point with.
class MapTools : public QObject
{
    Q_OBJECT
public:
    MapTools(session::Workspace &workspace, const AnnotationTool &annotations, const MapGestures &gestures,
             QWidget *map);

    void paint(QPainter &painter, const map::Viewport &view, map::Theme theme) const;
    bool isOverOverview(const map::Scene &scene, QPointF at) const;
    /// A click on the overview of @p scene goes there; false when @p at is beside it.
    bool goByOverview(const map::Scene &scene, QPointF at);
    /// A click of the measuring tool: the next point, or the first one again, which ends.
    void measureAt(QPointF at);
    /// The measurement as text on the clipboard; false when there is none.
    bool copyMeasured();
    /// Takes the measurement off the map, or else the marks; false when there is neither.
    bool clear();

Q_SIGNALS:
    /// Something else is to be painted.
    void changed();
    /// A short line for the status bar.
    void noticed(const QString &words);
    void marksCleared(const marz::session::MapMarks::Content &before);
    void keepRequested(const marz::session::RangeRings &rings);

private:
    void sayHint();

    session::Workspace &m_workspace;
    const AnnotationTool &m_annotations;
    const MapGestures &m_gestures;
    ToolCard *m_card;
    ToolHint *m_hint;
};

} // namespace marz::ui
