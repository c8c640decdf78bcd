#pragma once

#include "geo/coordinatetext.h"

#include <QPointF>

#include <functional>
#include <vector>

class QIcon;
class QMenu;
class QPoint;
class QWidget;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

class AnnotationTool;
class MapWidget;

/// The form in which coordinates are shown and copied (settings key "coordinateForm").
geo::CoordinateForm shownCoordinateForm();
void setShownCoordinateForm(geo::CoordinateForm form);

/// Text from data as the text of an action: an ampersand stays one.
QString menuText(const QString &text);

/// The symbol of an incident as the map draws it.
QIcon symbolIcon(session::Workspace &workspace, qint64 fid);

/// Lists @p fids by title, in the order given (nearest first), and calls @p chosen. The one under the pointer
/// is hovered.
QMenu *stackMenu(session::Workspace &workspace, const std::vector<qint64> &fids, QWidget *parent,
                 const std::function<void(qint64)> &chosen);

/// The right-click menu of the map for @p at (map coordinates).
QMenu *mapMenu(session::Workspace &workspace, AnnotationTool &annotations, MapWidget *map, QPointF at);

} // namespace marz::ui
