#include "ui/maptools.h"

#include "map/overview.h"
#include "session/workspace.h"
#include "ui/annotationtool.h"
#include "ui/mapgestures.h"
#include "ui/mapmenu.h"
#include "ui/markpainter.h"
#include "ui/toolcard.h"
#include "ui/toolhint.h"

#include <QApplication>
#include <QClipboard>

namespace marz::ui {

MapTools::MapTools(session::Workspace &workspace, const AnnotationTool &annotations,
                   const MapGestures &gestures, QWidget *map)
    : QObject(map), m_workspace(workspace), m_annotations(annotations), m_gestures(gestures),
      m_card(new ToolCard(workspace, map)), m_hint(new ToolHint(map))
{
    const auto update = [this] {
        sayHint();
        Q_EMIT changed();
    };
    connect(&workspace.measuring(), &session::Measuring::measuringChanged, this, update);
    connect(&workspace.marks(), &session::MapMarks::marksChanged, this, update);
    connect(&annotations, &AnnotationTool::changed, this, &MapTools::sayHint);
    connect(&gestures, &MapGestures::changed, this, &MapTools::sayHint);
    connect(m_card, &ToolCard::copied, this,
            [this](const QString &what) { Q_EMIT noticed(tr("Copied: %1").arg(what)); });
    connect(m_card, &ToolCard::keepRequested, this, &MapTools::keepRequested);
}

void MapTools::sayHint()
{
    const std::size_t corners = m_annotations.isPlacing() ? m_annotations.cornerCount() : 0;
    m_hint->say(hintOf(m_gestures.tool(), m_workspace.measuring(), corners, m_gestures.isAiming()));
}

void MapTools::paint(QPainter &painter, const map::Viewport &view, map::Theme theme) const
{
    paintMarks(painter, m_workspace.marks().content(), view, theme);
    paintMeasuring(painter, m_workspace.measuring(), view, theme);
    if (m_gestures.isAiming())
        paintCrossHair(painter, QRectF(QPointF(), QSizeF(view.size())).center(), theme);
}

bool MapTools::isOverOverview(const map::Scene &scene, QPointF at) const
{
    const auto overview =
        scene.hasOverview ? map::overviewOf(scene, m_workspace.view().viewport()) : std::nullopt;
    return overview && overview->frame.contains(at);
}

bool MapTools::goByOverview(const map::Scene &scene, QPointF at)
{
    session::ViewState &view = m_workspace.view();
    const auto overview = scene.hasOverview ? map::overviewOf(scene, view.viewport()) : std::nullopt;
    if (!overview || !overview->frame.contains(at))
        return false;
    view.setViewport(view.viewport().centredOn(overview->placeOf(at)));
    view.rest();
    return true;
}

void MapTools::measureAt(QPointF at)
{
    session::Measuring &measuring = m_workspace.measuring();
    const map::Viewport &view = m_workspace.view().viewport();
    const bool closes = measuring.isUnderWay() && measuring.vertices().size() > 2 &&
                        vertexAt({measuring.vertices().front()}, view, at);
    const bool isGrab = !measuring.isUnderWay() && vertexAt(measuring.vertices(), view, at);
    if (closes)
        measuring.end();
    else if (!isGrab) // a point that was caught and not dragged stays
        measuring.add(view.screenToLonLat(at));
}

bool MapTools::copyMeasured()
{
    const session::Measuring &measuring = m_workspace.measuring();
    if (measuring.vertices().size() < 2)
        return false;
    QApplication::clipboard()->setText(session::measuredText(measuring.measured(), shownCoordinateForm()));
    Q_EMIT noticed(tr("Copied: %1").arg(tr("the measurement")));
    return true;
}

bool MapTools::clear()
{
    const session::MapMarks::Content marks = m_workspace.marks().content();
    if (!m_workspace.measuring().isEmpty()) {
        m_workspace.measuring().clear();
    } else if (!marks.isEmpty()) {
        m_workspace.marks().clear();
        Q_EMIT marksCleared(marks);
    } else {
        return false;
    }
    return true;
}

} // namespace marz::ui
