#include "ui/annotationtool.h"

#include "session/recordverbs.h"
#include "session/workspace.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>

namespace marz::ui {

using incident::Annotation;
using incident::AnnotationKind;

namespace {

/// The smallest number of corners that makes a shape.
std::size_t cornersNeeded(AnnotationKind kind)
{
    switch (kind) {
    case AnnotationKind::Text:
        return 1;
    case AnnotationKind::Arrow:
    case AnnotationKind::Line:
        return 2;
    case AnnotationKind::Area:
        return 3;
    }
    return 1;
}

geo::Geometry shapeOf(AnnotationKind kind, const std::vector<geo::LonLat> &corners)
{
    if (corners.size() == 1)
        return geo::pointGeometry(corners.front());
    if (kind == AnnotationKind::Area && corners.size() > 2)
        return geo::polygonGeometry(corners);
    return geo::lineGeometry(corners);
}

/// Line editors hand Escape on; this one ends the edit without keeping it.
class InlineEditor : public QLineEdit
{
public:
    InlineEditor(QWidget *parent, std::function<void(bool)> closed)
        : QLineEdit(parent), m_closed(std::move(closed))
    {
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Escape)
            m_closed(false);
        else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            m_closed(true);
        else
            QLineEdit::keyPressEvent(event);
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QLineEdit::focusOutEvent(event);
        if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
            m_closed(true);
    }

private:
    std::function<void(bool)> m_closed;
};

} // namespace

AnnotationTool::AnnotationTool(session::Workspace &workspace, QWidget *map)
    : QObject(map), m_workspace(workspace), m_map(map), m_colour(colours().front().first)
{
}

const std::vector<std::pair<QString, QString>> &AnnotationTool::colours()
{
    static const std::vector<std::pair<QString, QString>> all = {
        {QStringLiteral("#C0392B"), tr("Red")},    {QStringLiteral("#1F6FB2"), tr("Blue")},
        {QStringLiteral("#1E7B4F"), tr("Green")},  {QStringLiteral("#B9770E"), tr("Ochre")},
        {QStringLiteral("#7D3C98"), tr("Violet")}, {QStringLiteral("#24272B"), tr("Black")}};
    return all;
}

const Annotation *AnnotationTool::stored(qint64 fid) const
{
    for (const Annotation &each : m_workspace.store().annotations()) {
        if (each.fid == fid)
            return &each;
    }
    return nullptr;
}

void AnnotationTool::addVertex(AnnotationKind kind, geo::LonLat at)
{
    closeEditor(true);
    if (!m_draft || m_draft->kind != kind) {
        m_draft = Annotation();
        m_draft->kind = kind;
        m_draft->colour = m_colour;
        m_corners.clear();
    }
    if (m_corners.empty() || !(m_corners.back() == at))
        m_corners.push_back(at);
    m_looseEnd.reset();
    if (kind == AnnotationKind::Text) {
        Annotation text = *m_draft;
        text.geometry = geo::pointGeometry(at);
        m_draft.reset();
        m_corners.clear();
        openEditor(text);
    } else if (kind == AnnotationKind::Arrow && m_corners.size() == 2) {
        finish();
    }
    Q_EMIT changed();
}

void AnnotationTool::moveLooseEnd(geo::LonLat at)
{
    if (!m_draft)
        return;
    m_looseEnd = at;
    Q_EMIT changed();
}

void AnnotationTool::endDrag(geo::LonLat from, geo::LonLat to)
{
    if (!m_draft)
        return;
    const bool isFirstDrag = m_corners.size() == 1;
    if (m_draft->kind == AnnotationKind::Area && isFirstDrag)
        m_corners = {from, {to.lon, from.lat}, to, {from.lon, to.lat}};
    else
        m_corners.push_back(to);
    m_looseEnd.reset();
    // A longer line or area that is being clicked together goes on.
    if (isFirstDrag)
        finish();
    Q_EMIT changed();
}

bool AnnotationTool::finish()
{
    if (!m_draft || m_corners.size() < cornersNeeded(m_draft->kind))
        return false;
    m_looseEnd.reset();
    put(draftShape());
    m_draft.reset();
    m_corners.clear();
    Q_EMIT changed();
    Q_EMIT placingEnded();
    return true;
}

void AnnotationTool::removeLastVertex()
{
    if (!m_corners.empty())
        m_corners.pop_back();
    if (m_corners.empty())
        cancel();
    Q_EMIT changed();
}

void AnnotationTool::cancel()
{
    closeEditor(false);
    m_draft.reset();
    m_corners.clear();
    m_looseEnd.reset();
    m_moved.reset();
    Q_EMIT changed();
}

Annotation AnnotationTool::draftShape() const
{
    Annotation shape = *m_draft;
    std::vector<geo::LonLat> corners = m_corners;
    if (m_looseEnd)
        corners.push_back(*m_looseEnd);
    shape.geometry = shapeOf(shape.kind, corners);
    return shape;
}

bool AnnotationTool::beginMove(qint64 fid, geo::LonLat at)
{
    const Annotation *annotation = stored(fid);
    if (!annotation || annotation->isLocked || m_workspace.store().summary().isReadOnly)
        return false;
    m_moved = *annotation;
    m_movedFrom = annotation->geometry;
    m_grip = at;
    return true;
}

void AnnotationTool::moveTo(geo::LonLat at)
{
    if (!m_moved)
        return;
    // Shifted on the map, so that the shape seen stays the same.
    const geo::Crs &crs = m_workspace.view().viewport().crs();
    const geo::MapPoint from = crs.toMap(m_grip);
    const geo::MapPoint to = crs.toMap(at);
    m_moved->geometry = m_movedFrom;
    for (geo::LonLat &vertex : m_moved->geometry.vertices) {
        const geo::MapPoint p = crs.toMap(vertex);
        const geo::LonLat shifted = crs.toLonLat(geo::MapPoint{p.x + to.x - from.x, p.y + to.y - from.y});
        if (geo::isValid(shifted))
            vertex = shifted;
    }
    Q_EMIT changed();
}

void AnnotationTool::endMove()
{
    if (m_moved && !(m_moved->geometry == m_movedFrom))
        put(*m_moved); // shown as moved until the store has it
    else
        m_moved.reset();
    Q_EMIT changed();
}

void AnnotationTool::editText(qint64 fid)
{
    const Annotation *annotation = stored(fid);
    if (annotation && !annotation->isLocked && !m_workspace.store().summary().isReadOnly)
        openEditor(*annotation);
}

void AnnotationTool::openEditor(const Annotation &annotation)
{
    closeEditor(true);
    m_edited = annotation;
    // The map may go while the editor still has the focus.
    m_editor = new InlineEditor(m_map, [self = QPointer<AnnotationTool>(this)](bool keep) {
        if (self)
            self->closeEditor(keep);
    });
    m_editor->setObjectName(QStringLiteral("annotationEditor"));
    m_editor->setAccessibleName(tr("Annotation text"));
    m_editor->setPlaceholderText(annotation.kind == AnnotationKind::Text ? tr("Text, then Enter")
                                                                         : tr("Label, then Enter"));
    m_editor->setText(annotation.content);
    m_editor->selectAll();
    const QPointF at = m_workspace.view().viewport().lonLatToScreen(annotation.geometry.vertices.front());
    const QSize size(240, m_editor->sizeHint().height());
    const int x = std::clamp(static_cast<int>(at.x()), 4, std::max(4, m_map->width() - size.width() - 4));
    const int y = std::clamp(static_cast<int>(at.y()) - size.height() / 2, 4,
                             std::max(4, m_map->height() - size.height() - 4));
    m_editor->setGeometry(QRect(QPoint(x, y), size));
    m_editor->show();
    m_editor->setFocus(Qt::OtherFocusReason);
}

void AnnotationTool::closeEditor(bool keep)
{
    if (!m_editor || !m_edited)
        return;
    QLineEdit *editor = m_editor;
    m_editor = nullptr; // losing the focus below must not close it twice
    Annotation annotation = *m_edited;
    m_edited.reset();
    const QString text = editor->text().trimmed();
    editor->hide();
    editor->deleteLater();
    m_map->setFocus(Qt::OtherFocusReason);
    const bool isEmptyText = annotation.kind == AnnotationKind::Text && text.isEmpty();
    if (keep && isEmptyText && annotation.fid != 0) {
        remove(annotation.fid);
    } else if (keep && !isEmptyText && text != annotation.content) {
        annotation.content = text;
        put(annotation);
    }
    Q_EMIT changed();
    Q_EMIT placingEnded();
}

void AnnotationTool::setColour(qint64 fid, const QString &colour)
{
    m_colour = colour;
    const Annotation *annotation = stored(fid);
    if (!annotation || annotation->colour == colour)
        return;
    Annotation coloured = *annotation;
    coloured.colour = colour;
    put(coloured);
}

void AnnotationTool::remove(qint64 fid)
{
    const Annotation *annotation = stored(fid);
    if (!annotation || annotation->isLocked)
        return;
    m_workspace.store().apply(session::deleteAnnotation(fid, m_workspace.store().summary().author));
    if (m_workspace.selection().selected().annotation == fid)
        m_workspace.selection().clear();
}

void AnnotationTool::put(const Annotation &annotation)
{
    m_workspace.store().apply(session::putAnnotation(annotation, m_workspace.store().summary().author), this,
                              [this](const std::optional<incident::Applied> &applied) {
                                  m_moved.reset();
                                  if (applied && !applied->annotations.empty())
                                      m_workspace.selection().select({{}, {}, applied->annotations.front()});
                                  Q_EMIT changed();
                              });
}

std::vector<Annotation> AnnotationTool::shown(std::vector<Annotation> annotations) const
{
    if (m_moved) {
        for (Annotation &each : annotations) {
            if (each.fid == m_moved->fid)
                each.geometry = m_moved->geometry;
        }
    }
    if (m_draft && !m_corners.empty())
        annotations.push_back(draftShape());
    return annotations;
}

} // namespace marz::ui
