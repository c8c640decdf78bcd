#include "ui/mapmenu.h"

#include "map/renderer.h"
#include "map/sprites.h"
#include "session/workspace.h"
#include "ui/annotationtool.h"
#include "ui/incidentlist.h"
#include "ui/mapwidget.h"
#include "ui/parts.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPainter>
#include <QSettings>

namespace marz::ui {

namespace {

constexpr std::size_t listedAtMost = 25;
constexpr int longestTitle = 80;

QIcon colourIcon(const QString &colour)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(QColor(colour));
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(2, 2, 12, 12);
    return QIcon(pixmap);
}

void addCopyActions(QMenu *menu, MapWidget *map, geo::LonLat position)
{
    QStringList offered;
    for (const geo::CoordinateForm form :
         {shownCoordinateForm(), geo::CoordinateForm::DecimalDegrees, geo::CoordinateForm::Mgrs}) {
        const QString text = geo::coordinateText(position, form);
        if (text.isEmpty() || offered.contains(text))
            continue;
        offered << text;
        QAction *copy = menu->addAction(QIcon::fromTheme(QStringLiteral("edit-copy")),
                                        QObject::tr("Copy %1").arg(menuText(text)));
        QObject::connect(copy, &QAction::triggered, map, [map, text] {
            QApplication::clipboard()->setText(text);
            Q_EMIT map->noticed(QObject::tr("Copied: %1").arg(text));
        });
    }
    QAction *picture = menu->addAction(QIcon::fromTheme(QStringLiteral("edit-copy")),
                                       QObject::tr("Copy the map view") + QStringLiteral("\tCtrl+C"));
    QObject::connect(picture, &QAction::triggered, map, &MapWidget::viewCopyRequested);
}

/// Rings and the way to the border: of the incident under the pointer, else of the place itself.
void addMarkActions(QMenu *menu, session::Workspace &workspace, MapWidget *map, const map::Picked &picked,
                    geo::LonLat position)
{
    session::MarkedPlace place{position, {}, 0};
    bool isIncident = false;
    if (picked.incidents.size() == 1) {
        if (const auto marked = workspace.markedPlace(picked.incidents.front())) {
            place = *marked;
            isIncident = true;
        }
    }
    QAction *rings = menu->addAction(QIcon::fromTheme(QStringLiteral("draw-circle")),
                                     isIncident ? QObject::tr("Range rings around this incident...")
                                                : QObject::tr("Range rings here..."));
    rings->setObjectName(QStringLiteral("ringsHere"));
    QAction *border = menu->addAction(QIcon::fromTheme(QStringLiteral("draw-line")),
                                      isIncident ? QObject::tr("Nearest border of this incident")
                                                 : QObject::tr("Nearest border"));
    border->setObjectName(QStringLiteral("borderHere"));
    QObject::connect(rings, &QAction::triggered, map, [map, place] { Q_EMIT map->ringsRequested(place); });
    QObject::connect(border, &QAction::triggered, map, [map, place] { Q_EMIT map->borderRequested(place); });
    if (workspace.marks().content().isEmpty() && workspace.measuring().isEmpty())
        return;
    QAction *clear = menu->addAction(QIcon::fromTheme(QStringLiteral("edit-clear")),
                                     QObject::tr("Clear measurement and rings"));
    clear->setObjectName(QStringLiteral("clearMarksHere"));
    QObject::connect(clear, &QAction::triggered, map, &MapWidget::clearTools);
}

void addAnnotationActions(QMenu *menu, AnnotationTool &annotations, qint64 fid, bool isReadOnly)
{
    QAction *edit =
        menu->addAction(QIcon::fromTheme(QStringLiteral("document-edit")), QObject::tr("Edit text"));
    QObject::connect(edit, &QAction::triggered, &annotations,
                     [&annotations, fid] { annotations.editText(fid); });
    QMenu *colours = menu->addMenu(QObject::tr("Colour"));
    for (const auto &[colour, word] : AnnotationTool::colours()) {
        QAction *action = colours->addAction(colourIcon(colour), word);
        QObject::connect(action, &QAction::triggered, &annotations,
                         [&annotations, fid, colour = colour] { annotations.setColour(fid, colour); });
    }
    QAction *remove = menu->addAction(QIcon::fromTheme(QStringLiteral("edit-delete")),
                                      QObject::tr("Delete annotation") + QStringLiteral("\tDel"));
    QObject::connect(remove, &QAction::triggered, &annotations,
                     [&annotations, fid] { annotations.remove(fid); });
    for (QAction *action : {edit, colours->menuAction(), remove})
        action->setEnabled(!isReadOnly);
    menu->addSeparator();
}

/// One of several incidents, told apart by its days.
QString lineOf(session::Workspace &workspace, qint64 fid)
{
    const auto &rows = workspace.store().index();
    const std::optional<index::Row> row = rows->rowOf(fid);
    const QString title = workspace.store().title(fid).left(longestTitle);
    return menuText(row ? QStringLiteral("%1  %2").arg(dayWords(*rows, *row), title) : title);
}

/// "What is here": the incidents, the unit and the nearest named place.
void fillHere(QMenu *menu, session::Workspace &workspace, const map::Picked &picked, geo::LonLat position)
{
    for (std::size_t i = 0; i < std::min(picked.incidents.size(), listedAtMost); ++i) {
        const qint64 fid = picked.incidents[i];
        QAction *action = menu->addAction(symbolIcon(workspace, fid), lineOf(workspace, fid));
        QObject::connect(action, &QAction::triggered, menu,
                         [&workspace, fid] { workspace.selection().selectIncident(fid); });
    }
    if (picked.incidents.empty())
        menu->addAction(QObject::tr("No incident"))->setEnabled(false);
    menu->addSeparator();
    const auto geodata = workspace.geodata();
    if (!geodata)
        return;
    if (const places::Unit *unit = geodata->boundaries.unit(picked.unitCode)) {
        QAction *action = menu->addAction(QIcon::fromTheme(QStringLiteral("mark-location")),
                                          menuText(QStringLiteral("%1 (%2)").arg(unit->name, unit->code)));
        QObject::connect(action, &QAction::triggered, menu, [&workspace, code = unit->code] {
            workspace.selection().select({{}, code, 0});
        });
    }
    constexpr double nearM = 15'000;
    if (const places::Place *place = geodata->gazetteer.nearest(position, nearM))
        menu->addAction(menuText(QObject::tr("Near %1, %2").arg(place->name, place->kind)))
            ->setEnabled(false);
}

} // namespace

QIcon symbolIcon(session::Workspace &workspace, qint64 fid)
{
    const auto &index = workspace.store().index();
    const auto row = index->rowOf(fid);
    const auto &families = index->vocabulary().families();
    if (!row || index->familyId(*row) >= families.size())
        return {};
    const bool isCoarse = index->placePrecision(*row) >= incident::PlacePrecision::District;
    return QIcon(QPixmap::fromImage(map::symbol(families[index->familyId(*row)], index->verification(*row),
                                                isCoarse, 12, qApp->devicePixelRatio())));
}

geo::CoordinateForm shownCoordinateForm()
{
    const int stored = QSettings().value(QStringLiteral("coordinateForm")).toInt();
    return static_cast<geo::CoordinateForm>(std::clamp(stored, 0, 3));
}

void setShownCoordinateForm(geo::CoordinateForm form)
{
    QSettings().setValue(QStringLiteral("coordinateForm"), static_cast<int>(form));
}

QString menuText(const QString &text)
{
    return literalText(text).simplified();
}

QMenu *stackMenu(session::Workspace &workspace, const std::vector<qint64> &fids, QWidget *parent,
                 const std::function<void(qint64)> &chosen)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("stackMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = 0; i < std::min(fids.size(), listedAtMost); ++i) {
        const qint64 fid = fids[i];
        QAction *action = menu->addAction(symbolIcon(workspace, fid), lineOf(workspace, fid));
        QObject::connect(action, &QAction::triggered, menu, [chosen, fid] { chosen(fid); });
        QObject::connect(action, &QAction::hovered, menu,
                         [&workspace, fid] { workspace.selection().hover(fid); });
    }
    if (fids.size() > 1) {
        menu->addSeparator();
        QAction *all = menu->addAction(QObject::tr("Select all %n", nullptr, static_cast<int>(fids.size())));
        QObject::connect(all, &QAction::triggered, menu, [&workspace, fids] {
            workspace.selection().select({fids, {}, 0});
        });
    }
    return menu;
}

QMenu *mapMenu(session::Workspace &workspace, AnnotationTool &annotations, MapWidget *map, QPointF at)
{
    const map::Viewport &view = workspace.view().viewport();
    const geo::LonLat position = view.screenToLonLat(at);
    const map::Picked picked = map::pick(workspace.scene(map::Theme::Light), view, at);
    const bool isReadOnly = workspace.store().summary().isReadOnly;

    auto *menu = new QMenu(map);
    menu->setObjectName(QStringLiteral("mapMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (picked.annotation != 0)
        addAnnotationActions(menu, annotations, picked.annotation, isReadOnly);

    QAction *add =
        menu->addAction(QIcon::fromTheme(QStringLiteral("list-add")), QObject::tr("New incident here"));
    add->setObjectName(QStringLiteral("newIncidentHere"));
    QObject::connect(add, &QAction::triggered, map, [map, position, scale = view.groundMetresPerPx()] {
        Q_EMIT map->incidentRequested(position, scale);
    });
    QMenu *here =
        menu->addMenu(QIcon::fromTheme(QStringLiteral("help-contextual")), QObject::tr("What is here"));
    fillHere(here, workspace, picked, position);
    QAction *centre =
        menu->addAction(QIcon::fromTheme(QStringLiteral("crosshairs")), QObject::tr("Centre here"));
    QObject::connect(centre, &QAction::triggered, map, [&workspace, position] {
        const map::Viewport &now = workspace.view().viewport();
        workspace.view().setViewport(now.centredOn(now.crs().toMap(position)));
        workspace.view().rest();
    });
    const auto geodata = workspace.geodata();
    const places::Unit *unit = geodata ? geodata->boundaries.unit(picked.unitCode) : nullptr;
    if (unit) {
        QAction *only = menu->addAction(QIcon::fromTheme(QStringLiteral("view-filter")),
                                        QObject::tr("Only this region: %1").arg(menuText(unit->name)));
        QObject::connect(only, &QAction::triggered, map,
                         [&workspace, code = unit->code] { workspace.filterToUnit(code); });
    }
    menu->addSeparator();
    addMarkActions(menu, workspace, map, picked, position);
    menu->addSeparator();
    addCopyActions(menu, map, position);
    return menu;
}

} // namespace marz::ui
