#pragma once

#include "incident/annotation.h"
#include "map/viewport.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

class QLineEdit;
class QWidget;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// Places, moves, edits and deletes annotations; what is under way is a draft that only the map shows until
/// it is stored.
class AnnotationTool : public QObject
{
    Q_OBJECT
public:
    AnnotationTool(session::Workspace &workspace, QWidget *map);

    /// The colours offered, as "#RRGGBB" and a word.
    static const std::vector<std::pair<QString, QString>> &colours();

    bool isPlacing() const { return m_draft.has_value(); }
    /// Set so far of what is being placed.
    std::size_t cornerCount() const { return m_corners.size(); }
    /// A corner of a new annotation of @p kind.
    void addVertex(incident::AnnotationKind kind, geo::LonLat at);
    /// The pointer moved while placing: the loose end follows.
    void moveLooseEnd(geo::LonLat at);
    /// The button was let go after a drag that began with addVertex(): an arrow or line of two points, an
    /// area's box.
    void endDrag(geo::LonLat from, geo::LonLat to);
    /// Stores the draft; false when it has too few corners.
    bool finish();
    void removeLastVertex();
    void cancel();

    bool isMoving() const { return m_moved.has_value(); }
    /// False when the annotation is locked or gone, or the store cannot be written.
    bool beginMove(qint64 fid, geo::LonLat at);
    void moveTo(geo::LonLat at);
    void endMove();

    /// Opens a line editor on the map; empty text deletes a text annotation.
    void editText(qint64 fid);
    void setColour(qint64 fid, const QString &colour);
    void remove(qint64 fid);

    /// @p stored with the draft and the moved one as they look now.
    std::vector<incident::Annotation> shown(std::vector<incident::Annotation> stored) const;

Q_SIGNALS:
    void changed();
    /// The annotation under way was stored or given up.
    void placingEnded();

private:
    const incident::Annotation *stored(qint64 fid) const;
    void openEditor(const incident::Annotation &annotation);
    void closeEditor(bool keep);
    void put(const incident::Annotation &annotation);
    incident::Annotation draftShape() const;

    session::Workspace &m_workspace;
    QWidget *m_map;
    QString m_colour;
    std::optional<incident::Annotation> m_draft;
    std::vector<geo::LonLat> m_corners;
    std::optional<geo::LonLat> m_looseEnd;
    std::optional<incident::Annotation> m_moved;
    geo::Geometry m_movedFrom;
    geo::LonLat m_grip;
    std::optional<incident::Annotation> m_edited;
    QPointer<QLineEdit> m_editor;
};

} // namespace marz::ui
