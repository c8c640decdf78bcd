#include "session/workspace.h"

namespace marz::session {

Workspace::Workspace(QObject *parent) : QObject(parent), m_filtered(m_filter, m_store) {}

Workspace::~Workspace() = default;

void Workspace::loadGeodataInBackground()
{
    auto loaded = std::make_shared<std::shared_ptr<const Geodata>>();
    m_jobs.start(
        QStringLiteral("Loading map data"),
        [loaded](const base::CancelToken &, const base::Progress &) { *loaded = sharedGeodata(); },
        [this, loaded](const QString &error) {
            if (!error.isEmpty()) {
                Q_EMIT failed(error);
                return;
            }
            m_geodata = *loaded;
            m_layers.setLayers(m_geodata->layers);
            Q_EMIT geodataLoaded();
        });
}

map::Scene Workspace::scene(map::Theme theme) const
{
    map::Scene scene;
    scene.layers = m_layers.layers();
    scene.theme = theme;
    scene.incidents.index = m_filtered.filtered().index;
    scene.incidents.mask = m_filtered.filtered().mask;
    scene.incidents.isVisible = m_layers.incidentsVisible();
    scene.incidents.opacity = m_layers.incidentsOpacity();
    scene.incidents.selected = m_selection.selected().incidents;
    scene.incidents.hovered = m_selection.hovered();
    scene.selectedUnit = m_selection.selected().unitCode;
    scene.annotations = m_store.annotations();
    scene.annotationsVisible = m_layers.annotationsVisible();
    return scene;
}

void Workspace::filterToUnit(const QString &unitCode)
{
    const places::Unit *unit = m_geodata ? m_geodata->boundaries.unit(unitCode) : nullptr;
    if (!unit)
        return;
    incident::Filter filter = m_filter.filter();
    filter.regions = {{unit->code, {}, unit->country, unit->name}};
    m_filter.setFilter(filter);
}

void Workspace::goToIncident(qint64 fid)
{
    m_selection.selectIncident(fid);
    const std::optional<index::Row> row = m_store.index()->rowOf(fid);
    if (row && m_store.index()->isLocated(*row))
        m_view.showPosition(m_store.index()->lonLat(*row), 600);
}

} // namespace marz::session
